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

// This file lets one process answer tasks of executions that another runs.

// The kinds of letter.
const (
	letterSuccess   = "success"
	letterFailure   = "failure"
	letterHeartbeat = "heartbeat"
)

// lookEvery is how often letters and replies are looked for.
const lookEvery = 50 * time.Millisecond

// Mailbox takes in the answers that letters bring; *runner.Engine is one.
type Mailbox interface {
	Answer(token string, a task.Answer) error
	Heartbeat(token string) error
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
	kind, output, throw := letterHeartbeat, "", task.Throw{}
	switch a := a.(type) {
	case task.Return:
		kind, output = letterSuccess, a.Output.JSON()
	case task.Throw:
		kind, throw = letterFailure, a
	}
	var id int64
	err = j.queue.do(false, func(t *sql.Tx) error {
		result, err := t.Exec("INSERT INTO letters (token, kind, output, error, cause, sent) VALUES (?,?,?,?,?,?)", token, kind, output, throw.Error, throw.Cause, time.Now().UnixNano())
		if err != nil {
			return err
		}
		id, err = result.LastInsertId()
		return err
	})
	if err != nil {
		return j.unwritable(err)
	}
	defer j.queue.do(false, func(t *sql.Tx) error {
		_, err := t.Exec("DELETE FROM letters WHERE id = ?", id)
		return err
	})
	return j.reply(ctx, x, id)
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
			return fmt.Errorf("the program that ran the execution %s has ended before it took the answer", x.Name)
		}
		select {
		case <-look.C:
		case <-ctx.Done():
			return fmt.Errorf("the program that runs the execution %s (process %s) does not take the answer", x.Name, strings.SplitN(x.Owner, "-", 2)[0])
		}
	}
}

// replied is the error that a reply stands for.
func replied(reply string) error {
	if reply == "" {
		return nil
	}
	for _, err := range []error{runner.ErrTaskDoesNotExist, runner.ErrTaskTimedOut, runner.ErrInvalidToken} {
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

// letter is an answer on its way.
type letter struct {
	id                                int64
	token, kind, output, fault, cause string
}

func (j *Journal) deliver(ctx context.Context, conn *sql.Conn, to Mailbox) {
	rows, err := conn.QueryContext(ctx, `SELECT l.id, l.token, l.kind, l.output, l.error, l.cause FROM letters l JOIN tokens t ON t.token = l.token
		JOIN executions e ON e.id = t.execution WHERE l.reply IS NULL AND e.owner = ? ORDER BY l.id`, j.owner.name)
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
	case letterFailure:
		return to.Answer(l.token, task.Throw{Error: l.fault, Cause: l.cause})
	}
	output, err := value.Parse(l.output)
	if err != nil {
		return err
	}
	return to.Answer(l.token, task.Return{Output: output})
}
