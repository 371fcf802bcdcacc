package journal

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/stateboard/stateboard/asl/value"
	"github.com/stateboard/stateboard/runner"
	"github.com/stateboard/stateboard/runner/task"
)

// This file lets one process answer tasks of executions that another runs, and
// stop them.

// The kinds of letter.
const (
	letterSuccess   = "success"
	letterFailure   = "failure"
	letterHeartbeat = "heartbeat"
	letterStop      = "stop" // its token is the execution's ARN
)

// lookEvery is how often letters and replies are looked for.
const lookEvery = 50 * time.Millisecond

// Mailbox takes in what letters bring; *runner.Engine is one.
type Mailbox interface {
	Answer(token string, a task.Answer) error
	Heartbeat(token string) error
	Stop(arn, err, cause string) error
}

var _ Mailbox = (*runner.Engine)(nil)

// Post gives the answer of a task to the process that runs its execution, and
// returns what became of it there: nil once it is durable, or an error of
// runner's Engine.Answer. A nil answer is a heartbeat. The process must be
// delivering; the error says so when it does not.
func (j *Journal) Post(ctx context.Context, token string, a task.Answer) error {
	x, err := j.Holder(token)
	if err != nil {
		return err
	}
	l := letter{token: token, kind: letterHeartbeat}
	switch a := a.(type) {
	case task.Return:
		l.kind, l.output = letterSuccess, a.Output.JSON()
	case task.Throw:
		l.kind, l.fault, l.cause = letterFailure, a.Error, a.Cause
	}
	return j.post(ctx, x, &l)
}

// PostStop has the process that runs an execution stop it, and returns when it
// has ended.
func (j *Journal) PostStop(ctx context.Context, x *Execution, fault, cause string) error {
	err := j.post(ctx, x, &letter{token: x.ARN, kind: letterStop, fault: fault, cause: cause})
	if now, gone := j.Get(x.ID); err != nil && gone == nil && now.Status != "RUNNING" {
		return nil // and the program that ran it has ended with it
	}
	return err
}

// post sends a letter about an execution to who runs it, and waits for what
// becomes of it.
func (j *Journal) post(ctx context.Context, x *Execution, l *letter) error {
	err := j.queue.do(false, func(t *sql.Tx) error {
		result, err := t.Exec("INSERT INTO letters (token, kind, output, error, cause, sent) VALUES (?,?,?,?,?,?)", l.token, l.kind, l.output, l.fault, l.cause, time.Now().UnixNano())
		if err != nil {
			return err
		}
		l.id, err = result.LastInsertId()
		return err
	})
	if err != nil {
		return j.unwritable(err)
	}
	defer j.queue.do(false, func(t *sql.Tx) error {
		_, err := t.Exec("DELETE FROM letters WHERE id = ?", l.id)
		return err
	})
	return j.reply(ctx, x, l.id)
}

// reply waits for what becomes of a letter.
func (j *Journal) reply(ctx context.Context, x *Execution, id int64) error {
	look := time.NewTicker(lookEvery)
	defer look.Stop()
	for {
		var reply sql.NullString
		if err := j.read.QueryRow("SELECT reply FROM letters WHERE id = ?", id).Scan(&reply); err != nil {
			return j.unreadable(err)
		}
		if reply.Valid {
			return replied(reply.String)
		}
		if !j.alive(x.Owner) {
			return fmt.Errorf("the program that ran the execution %s has ended before it took the letter about it", x.Name)
		}
		select {
		case <-look.C:
		case <-ctx.Done():
			return fmt.Errorf("the program that runs the execution %s (process %s) does not take letters about it", x.Name, strings.SplitN(x.Owner, "-", 2)[0])
		}
	}
}

// replied is the error that a reply stands for.
func replied(reply string) error {
	if reply == "" {
		return nil
	}
	for _, err := range []error{runner.ErrTaskDoesNotExist, runner.ErrTaskTimedOut, runner.ErrInvalidToken, runner.ErrExecutionDoesNotExist} {
		if reply == err.Error() {
			return err
		}
	}
	return errors.New(reply)
}

// Deliver gives letters to the mailbox until ctx ends. A process that runs
// executions for long, such as the app, does it all the time.
func (j *Journal) Deliver(ctx context.Context, to Mailbox) {
	look := time.NewTicker(lookEvery)
	defer look.Stop()
	conn, err := j.read.Conn(ctx)
	if err != nil {
		return
	}
	defer conn.Close()
	for seen := int64(-1); ; {
		// It costs microseconds as long as nobody writes.
		var version int64
		if conn.QueryRowContext(ctx, "PRAGMA data_version").Scan(&version) == nil && version != seen {
			seen = version
			j.deliver(ctx, conn, to)
		}
		select {
		case <-look.C:
		case <-ctx.Done():
			return
		}
	}
}

// letter is on its way to who runs an execution.
type letter struct {
	id                                int64
	token, kind, output, fault, cause string
}

func (j *Journal) deliver(ctx context.Context, conn *sql.Conn, to Mailbox) {
	rows, err := conn.QueryContext(ctx, `SELECT l.id, l.token, l.kind, l.output, l.error, l.cause FROM letters l LEFT JOIN tokens t ON t.token = l.token
		JOIN executions e ON CASE l.kind WHEN 'stop' THEN e.arn = l.token ELSE e.id = t.execution END WHERE l.reply IS NULL AND e.owner = ? ORDER BY l.id`, j.owner.name)
	if err != nil {
		return
	}
	var list []letter
	for rows.Next() {
		var l letter
		if rows.Scan(&l.id, &l.token, &l.kind, &l.output, &l.fault, &l.cause) == nil {
			list = append(list, l)
		}
	}
	rows.Close()
	for _, l := range list {
		reply := ""
		if err := l.give(to); err != nil {
			reply = err.Error()
		}
		j.queue.do(false, func(t *sql.Tx) error {
			_, err := t.Exec("UPDATE letters SET reply = ? WHERE id = ?", reply, l.id)
			return err
		})
	}
}

func (l *letter) give(to Mailbox) error {
	switch l.kind {
	case letterHeartbeat:
		return to.Heartbeat(l.token)
	case letterStop:
		return to.Stop(l.token, l.fault, l.cause)
	case letterFailure:
		return to.Answer(l.token, task.Throw{Error: l.fault, Cause: l.cause})
	}
	output, err := value.Parse(l.output)
	if err != nil {
		return err
	}
	return to.Answer(l.token, task.Return{Output: output})
}
