package journal

import (
	"database/sql"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"
)

// Execution is what the list tells of an execution.
type Execution struct {
	ID          int64 // in this journal
	ARN         string
	Name        string
	Machine     string    // the state machine's name
	Type        string    // STANDARD or EXPRESS
	Status      string    // RUNNING, SUCCEEDED, FAILED, TIMED_OUT or ABORTED
	Started     time.Time // of a fork: when its parent was
	Stopped     time.Time // zero while running
	Path        string    // of the file it was started from; may be ""
	Case        string    // the test case that answers its tasks; may be ""
	Input       string    // JSON
	Output      string    // JSON; "" unless it succeeded
	Error       string
	Cause       string
	Trouble     string // why it cannot go on; "" is no trouble
	Events      int    // while running: at least so many
	Redrives    int
	Parent      string // ARN of the execution it was forked from
	ParentEvent int64  // at which event
	Starter     string // ARN of the execution that started it; "" is none
	StarterTask int64  // by which task
	Awaited     bool   // that task waits for its end
	Waiting     int    // tasks that wait for somebody's answer
	Virtual     bool   // on a virtual clock
	Owner       string // who runs it; "" is nobody
}

// Query selects executions; zero fields select all.
type Query struct {
	Text    string // in the name, the machine, the file, input, output, error or cause
	Status  string
	Machine string
	Path    string
	Parent  string // ARN
	Waiting bool   // only those with a task that waits for an answer
	Since   time.Time
	Before  time.Time
	Limit   int // 0 is 1000, -1 all
	Offset  int
}

const executionColumns = `e.id, e.arn, e.name, e.machine, e.type, e.status, e.started, e.stopped, e.path, e.mock_case, e.input, e.output, e.error, e.cause,
	e.trouble, e.events, e.redrives, e.parent, e.parent_event, coalesce(e.starter, ''), e.starter_task, e.awaited, e.virtual, coalesce(e.owner, ''),
	(SELECT count(*) FROM tokens t WHERE t.execution = e.id AND t.closed = '' AND e.status = 'RUNNING')`

type scanner interface{ Scan(...any) error }

func scanExecution(row scanner) (*Execution, error) {
	var x Execution
	var started int64
	var stopped sql.NullInt64
	var output sql.NullString
	err := row.Scan(&x.ID, &x.ARN, &x.Name, &x.Machine, &x.Type, &x.Status, &started, &stopped, &x.Path, &x.Case, &x.Input, &output, &x.Error, &x.Cause,
		&x.Trouble, &x.Events, &x.Redrives, &x.Parent, &x.ParentEvent, &x.Starter, &x.StarterTask, &x.Awaited, &x.Virtual, &x.Owner, &x.Waiting)
	if err != nil {
		return nil, err
	}
	x.Started, x.Output = time.Unix(0, started).UTC(), output.String
	if stopped.Valid {
		x.Stopped = time.Unix(0, stopped.Int64).UTC()
	}
	return &x, nil
}

// List are the executions of a query, the latest first.
func (j *Journal) List(q Query) ([]*Execution, error) {
	where, args := q.where()
	limit := q.Limit
	if limit == 0 {
		limit = 1000
	}
	rows, err := j.read.Query("SELECT "+executionColumns+" FROM executions e WHERE "+where+" ORDER BY e.id DESC LIMIT ? OFFSET ?", append(args, limit, q.Offset)...)
	if err != nil {
		return nil, j.unreadable(err)
	}
	defer rows.Close()
	var list []*Execution
	for rows.Next() {
		x, err := scanExecution(rows)
		if err != nil {
			return nil, j.unreadable(err)
		}
		list = append(list, x)
	}
	if err := rows.Err(); err != nil {
		return nil, j.unreadable(err)
	}
	return list, nil
}

// where is the query as a condition.
func (q *Query) where() (string, []any) {
	parts, args := []string{"1"}, []any(nil)
	add := func(condition string, values ...any) {
		parts = append(parts, condition)
		args = append(args, values...)
	}
	if q.Status != "" {
		add("e.status = ?", q.Status)
	}
	if q.Machine != "" {
		add("e.machine = ?", q.Machine)
	}
	if q.Path != "" {
		add("e.path = ?", q.Path)
	}
	if q.Parent != "" {
		add("e.parent = ?", q.Parent)
	}
	if !q.Since.IsZero() {
		add("e.started >= ?", q.Since.UnixNano())
	}
	if !q.Before.IsZero() {
		add("e.started < ?", q.Before.UnixNano())
	}
	if q.Waiting {
		add("e.status = 'RUNNING' AND EXISTS (SELECT 1 FROM tokens t WHERE t.execution = e.id AND t.closed = '')")
	}
	if q.Text != "" {
		pattern := "%" + strings.NewReplacer(`\`, `\\`, "%", `\%`, "_", `\_`).Replace(q.Text) + "%"
		columns := []string{"name", "machine", "path", "input", "output", "error", "cause", "mock_case"}
		for i, c := range columns {
			columns[i] = "e." + c + ` LIKE ? ESCAPE '\'`
			args = append(args, pattern)
		}
		parts = append(parts, "("+strings.Join(columns, " OR ")+")")
	}
	return strings.Join(parts, " AND "), args
}

// NotFoundError says that the journal does not have an execution.
type NotFoundError struct{ Ref string }

func (e *NotFoundError) Error() string {
	return fmt.Sprintf("the journal has no execution %q", e.Ref)
}

// Find is the execution of a number, an ARN, a name, or the only one whose
// name begins so.
func (j *Journal) Find(ref string) (*Execution, error) {
	if id, err := strconv.ParseInt(ref, 10, 64); err == nil {
		if x, err := j.about("e.id = ?", id); err == nil {
			return x, nil
		}
	}
	if x, err := j.about("e.arn = ?", ref); err == nil {
		return x, nil
	}
	rows, err := j.read.Query("SELECT "+executionColumns+" FROM executions e WHERE e.name = ?1 OR substr(e.name, 1, length(?1)) = ?1 ORDER BY e.name = ?1 DESC, e.id DESC LIMIT 2", ref)
	if err != nil {
		return nil, j.unreadable(err)
	}
	defer rows.Close()
	var found []*Execution
	for rows.Next() {
		x, err := scanExecution(rows)
		if err != nil {
			return nil, j.unreadable(err)
		}
		found = append(found, x)
	}
	switch {
	case len(found) == 0 || ref == "":
		return nil, &NotFoundError{ref}
	case len(found) > 1 && (found[1].Name == ref || found[0].Name != ref):
		return nil, fmt.Errorf("the journal has several executions %q: name one by its number, such as %d", ref, found[0].ID)
	}
	return found[0], nil
}

// Get is the execution of a number.
func (j *Journal) Get(id int64) (*Execution, error) { return j.about("e.id = ?", id) }

func (j *Journal) about(where string, arg any) (*Execution, error) {
	x, err := scanExecution(j.read.QueryRow("SELECT "+executionColumns+" FROM executions e WHERE "+where, arg))
	if errors.Is(err, sql.ErrNoRows) {
		return nil, &NotFoundError{fmt.Sprint(arg)}
	}
	if err != nil {
		return nil, j.unreadable(err)
	}
	return x, nil
}

// Living tells whether a process runs the execution, this one included.
func (j *Journal) Living(x *Execution) bool { return j.alive(x.Owner) }

// unreadable is the error of a database that cannot be read.
func (j *Journal) unreadable(err error) error {
	return fmt.Errorf("the journal %s cannot be read (%s)", j.path, j.plain(err))
}

// Delete removes an execution. One that is being run is left, with an
// *OwnedError.
func (j *Journal) Delete(id int64) error {
	return j.queue.do(false, func(t *sql.Tx) error {
		var name string
		var by sql.NullString
		err := t.QueryRow("SELECT name, owner FROM executions WHERE id = ?", id).Scan(&name, &by)
		switch {
		case errors.Is(err, sql.ErrNoRows):
			return &NotFoundError{strconv.FormatInt(id, 10)}
		case err != nil:
			return err
		case j.alive(by.String):
			return &OwnedError{name, by.String}
		}
		if err := bereave(t, "id = ?", id); err != nil {
			return err
		}
		if _, err = t.Exec("DELETE FROM executions WHERE id = ?", id); err != nil {
			return err
		}
		return tidy(t)
	})
}

// Retention is how long the service keeps executions that have ended.
const Retention = 90 * 24 * time.Hour

// Retain deletes executions that ended before a moment and returns how many.
func (j *Journal) Retain(since time.Time) (int, error) {
	var n int64
	err := j.queue.do(false, func(t *sql.Tx) error {
		const old = "status <> 'RUNNING' AND stopped < ? AND owner IS NULL"
		if err := bereave(t, old, since.UnixNano()); err != nil {
			return err
		}
		result, err := t.Exec("DELETE FROM executions WHERE "+old, since.UnixNano())
		if err != nil {
			return err
		}
		if n, err = result.RowsAffected(); err != nil || n == 0 {
			return err
		}
		return tidy(t)
	})
	return int(n), err
}

// tidy removes texts that no execution uses any more.
func tidy(t *sql.Tx) error {
	_, err := t.Exec(`DELETE FROM texts WHERE id NOT IN (SELECT definition FROM executions) AND id NOT IN (SELECT mocks FROM executions WHERE mocks IS NOT NULL)`)
	return err
}
