package journal

import (
	"crypto/sha256"
	"database/sql"
	"errors"
	"fmt"
	"strings"
	"sync"

	"github.com/stateboard/stateboard/runner"
	"github.com/stateboard/stateboard/runner/journal/tape"
)

// ErrExists is the answer to a second execution of the same name.
var ErrExists = errors.New("ExecutionAlreadyExists: the journal has an execution of this name")

var _ runner.Recorder = (*Journal)(nil)

// Record is one execution that is being kept.
type Record struct {
	j      *Journal
	id     int64
	name   string
	pages  int
	failed sync.Once
}

// Begin keeps a new execution and owns it. It returns once that is durable;
// the error is ErrExists or a *WriteError.
func (j *Journal) Begin(b tape.Beginning, a tape.About) (runner.Record, error) {
	r, err := j.begin(b, a, nil)
	if err != nil {
		return nil, err
	}
	return r, nil
}

// begin is Begin, with the first page of a tape.
func (j *Journal) begin(b tape.Beginning, a tape.About, page []byte) (*Record, error) {
	r := &Record{j: j, name: b.Origin.Name}
	err := j.queue.do(!a.Virtual, func(t *sql.Tx) error {
		definition, err := textID(t, b.Definition)
		if err != nil {
			return err
		}
		var mocks any
		if a.Mocks != "" {
			if mocks, err = textID(t, a.Mocks); err != nil {
				return err
			}
		}
		kind := "STANDARD"
		if b.Origin.Express {
			kind = "EXPRESS"
		}
		person := 0
		if a.Person {
			person |= personAnswers
		}
		if a.PersonFirst {
			person |= personFirst
		}
		result, err := t.Exec(`INSERT INTO executions (arn, name, machine, machine_arn, type, definition, yaml, input, path, mocks, mock_case, person, virtual,
			role, region, seed, secret, started, status, parent, parent_event, starter, starter_task, awaited, owner) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,'RUNNING',?,?,?,?,?,?)`,
			b.Origin.Execution, b.Origin.Name, a.Machine, b.Origin.Machine, kind, definition, b.YAML, b.Input.JSON(), a.Path, mocks, a.Case, person, a.Virtual,
			b.RoleARN, b.Region, int64(b.Origin.Seed), b.Secret, b.At.UnixNano(), a.Parent, a.ParentEvent, a.Starter, a.StarterTask, a.Awaited, j.owner.name)
		if err != nil {
			if strings.Contains(err.Error(), "executions.arn") {
				return ErrExists
			}
			return err
		}
		if r.id, err = result.LastInsertId(); err != nil || page == nil {
			return err
		}
		r.pages = 1
		_, err = t.Stmt(j.insertPage).Exec(r.id, 0, page)
		return err
	})
	switch {
	case errors.Is(err, ErrExists):
		return nil, err
	case err != nil:
		return nil, j.unwritable(err)
	}
	return r, nil
}

// WriteError says that the journal cannot be written. An execution can still
// be started without one.
type WriteError struct {
	Path   string
	Reason string
	Err    error
}

func (e *WriteError) Error() string {
	return fmt.Sprintf("the journal %s cannot be written (%s)", e.Path, e.Reason)
}

func (e *WriteError) Unwrap() error { return e.Err }

func (j *Journal) unwritable(err error) error { return &WriteError{j.path, j.plain(err), err} }

// How tasks are left to a person, in the column person.
const (
	personAnswers = 1 << iota
	personFirst
)

// textID keeps a text once, however often it is used.
func textID(t *sql.Tx, s string) (int64, error) {
	hash := sha256.Sum256([]byte(s))
	var id int64
	err := t.QueryRow("SELECT id FROM texts WHERE hash = ?", hash[:]).Scan(&id)
	if !errors.Is(err, sql.ErrNoRows) {
		return id, err
	}
	result, err := t.Exec("INSERT INTO texts (hash, text) VALUES (?, ?)", hash[:], s)
	if err != nil {
		return 0, err
	}
	return result.LastInsertId()
}

// ID is the execution's number in the journal.
func (r *Record) ID() int64 { return r.id }

// Write hands a page over, which is durable once the function returned has
// returned without an error. Pages are kept in the order they are handed over.
// After an error the record takes nothing more: the execution is marked as one
// that went on without the journal.
func (r *Record) Write(p *tape.Page) func() error {
	number := r.pages
	r.pages++
	w := r.j.queue.submit(p.Hard, func(t *sql.Tx) error { return r.put(t, number, p) })
	return func() error {
		err := r.j.queue.settle(w)
		if err == nil || errors.Is(err, errClosed) {
			return err
		}
		r.failed.Do(func() {
			r.j.detach(r.id)
			r.j.say(fmt.Sprintf("The journal %s cannot be written (%s): the execution %s goes on in memory only and is lost when the program ends.", r.j.path, r.j.plain(err), r.name))
		})
		return err
	}
}

func (r *Record) put(t *sql.Tx, number int, p *tape.Page) error {
	if len(p.Data) > 0 {
		if _, err := t.Stmt(r.j.insertPage).Exec(r.id, number, p.Data); err != nil {
			return err
		}
	}
	for _, o := range p.Opened {
		if _, err := t.Exec("INSERT OR REPLACE INTO tokens (token, execution, task, state, opened) VALUES (?,?,?,?,?)", o.Token, r.id, o.Task, o.State, o.At.UnixNano()); err != nil {
			return err
		}
	}
	for _, c := range p.Closed {
		if _, err := t.Exec("UPDATE tokens SET closed = ? WHERE token = ?", c.Error, c.Token); err != nil {
			return err
		}
	}
	switch {
	case p.End != nil:
		e := p.End
		var output any
		if !e.Output.IsAbsent() {
			output = e.Output.JSON()
		}
		_, err := t.Exec("UPDATE executions SET status=?, stopped=?, output=?, error=?, cause=?, events=?, trouble='', owner=NULL WHERE id=?",
			e.Status, e.At.UnixNano(), output, e.Error, e.Cause, p.Events, r.id)
		return err
	case p.Hard || p.Trouble != "":
		_, err := t.Exec("UPDATE executions SET events=?, trouble=? WHERE id=?", p.Events, p.Trouble, r.id)
		return err
	}
	return nil
}

// Close lets go of the execution: another process may resume it.
func (r *Record) Close() error { return r.j.release(r.id) }

// detach marks an execution that goes on without the journal.
func (j *Journal) detach(id int64) {
	j.mu.Lock()
	defer j.mu.Unlock()
	j.owner.mark(id)
}
