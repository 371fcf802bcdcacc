package journal

import (
	"crypto/sha256"
	"database/sql"
	"encoding/base64"
	"errors"
	"fmt"
	"strconv"
	"time"

	"github.com/stateboard/stateboard/asl"
	"github.com/stateboard/stateboard/asl/text"
	"github.com/stateboard/stateboard/asl/value"
	"github.com/stateboard/stateboard/runner"
	"github.com/stateboard/stateboard/runner/dataset"
	"github.com/stateboard/stateboard/runner/history"
	"github.com/stateboard/stateboard/runner/interp"
	"github.com/stateboard/stateboard/runner/journal/tape"
)

// Kept is everything the journal keeps of an execution.
type Kept struct {
	Execution
	Beginning tape.Beginning
	About     tape.About
	Tape      []byte
	pages     int // of the tape so far
}

// Keep reads all that is kept of an execution.
func (j *Journal) Keep(id int64) (*Kept, error) {
	tx, err := j.read.Begin()
	if err != nil {
		return nil, j.unreadable(err)
	}
	defer tx.Rollback()
	k, err := j.kept(tx, id)
	var none *NotFoundError
	if err != nil && !errors.As(err, &none) {
		return nil, j.unreadable(err)
	}
	return k, err
}

func (j *Journal) kept(tx *sql.Tx, id int64) (*Kept, error) {
	x, err := scanExecution(tx.QueryRow("SELECT "+executionColumns+" FROM executions e WHERE e.id = ?", id))
	if errors.Is(err, sql.ErrNoRows) {
		return nil, &NotFoundError{strconv.FormatInt(id, 10)}
	}
	if err != nil {
		return nil, err
	}
	k := &Kept{Execution: *x}
	b, a := &k.Beginning, &k.About
	var person int
	var seed int64
	var mocks sql.NullString
	err = tx.QueryRow(`SELECT d.text, e.yaml, m.text, e.machine_arn, e.person, e.role, e.region, e.seed, e.secret
		FROM executions e JOIN texts d ON d.id = e.definition LEFT JOIN texts m ON m.id = e.mocks WHERE e.id = ?`, id).
		Scan(&b.Definition, &b.YAML, &mocks, &b.Origin.Machine, &person, &b.RoleARN, &b.Region, &seed, &b.Secret)
	if err != nil {
		return nil, err
	}
	if b.Input, err = value.Parse(x.Input); err != nil {
		return nil, err
	}
	b.At = x.Started
	b.Origin.Execution, b.Origin.Name, b.Origin.Express, b.Origin.Seed = x.ARN, x.Name, x.Type == "EXPRESS", uint64(seed)
	*a = tape.About{Machine: x.Machine, Path: x.Path, Mocks: mocks.String, Case: x.Case, Person: person&personAnswers != 0, PersonFirst: person&personFirst != 0,
		Virtual: x.Virtual, Parent: x.Parent, ParentEvent: x.ParentEvent, Starter: x.Starter, StarterTask: x.StarterTask, Awaited: x.Awaited}
	rows, err := tx.Query("SELECT number, data FROM pages WHERE execution = ? ORDER BY number", id)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for rows.Next() {
		var number int
		var data []byte
		if err := rows.Scan(&number, &data); err != nil {
			return nil, err
		}
		k.Tape, k.pages = append(k.Tape, data...), number+1
	}
	return k, rows.Err()
}

// Program compiles the definition that the execution runs.
func (k *Kept) Program() (*interp.Program, error) {
	source := text.New(k.Beginning.Definition)
	if k.Beginning.YAML {
		return interp.Compile(asl.ParseYAML(source))
	}
	return interp.Compile(asl.Parse(source))
}

// Load is an execution with the events so far. Store stands in for S3 where
// the execution read items from there; it may be nil. When the events cannot
// all be had again, those that can are given beside the *tape.PlayError.
func (j *Journal) Load(id int64, store dataset.Store) (*Kept, history.View, error) {
	k, err := j.Keep(id)
	if err != nil {
		return nil, history.View{}, err
	}
	p, err := k.Program()
	if err != nil {
		return k, history.View{}, err
	}
	y, err := tape.Play(p, k.Beginning, k.Tape, tape.Options{Store: store})
	if y == nil {
		return k, history.View{}, err
	}
	if err != nil {
		err = fmt.Errorf("%s: %w", k.Name, err)
	}
	return k, y.Log.View(), err
}

// Holder is the execution in which a token's task is open. The error is one
// of runner's Engine.Answer.
func (j *Journal) Holder(token string) (*Execution, error) {
	if b, err := base64.RawURLEncoding.DecodeString(token); err != nil || len(b) != sha256.Size {
		return nil, runner.ErrInvalidToken
	}
	var id int64
	var closed, status string
	err := j.read.QueryRow("SELECT t.execution, t.closed, e.status FROM tokens t JOIN executions e ON e.id = t.execution WHERE t.token = ?", token).Scan(&id, &closed, &status)
	switch {
	case errors.Is(err, sql.ErrNoRows):
		return nil, runner.ErrTaskDoesNotExist
	case err != nil:
		return nil, j.unreadable(err)
	case closed == "TaskTimedOut", closed == "" && status != "RUNNING":
		return nil, runner.ErrTaskTimedOut
	case closed != "":
		return nil, runner.ErrTaskDoesNotExist
	}
	return j.Get(id)
}

// OpenToken is a task that waits for somebody's answer.
type OpenToken struct {
	Token     string
	Execution int64
	Name      string // of the execution
	Machine   string
	State     string // path of the state
	Task      int64
	Since     time.Time
}

// Tokens are the tasks of running executions that wait for an answer, the
// oldest first.
func (j *Journal) Tokens() ([]OpenToken, error) {
	rows, err := j.read.Query(`SELECT t.token, t.execution, e.name, e.machine, t.state, t.task, t.opened FROM tokens t JOIN executions e ON e.id = t.execution
		WHERE t.closed = '' AND e.status = 'RUNNING' ORDER BY t.opened, t.task`)
	if err != nil {
		return nil, j.unreadable(err)
	}
	defer rows.Close()
	var list []OpenToken
	for rows.Next() {
		var t OpenToken
		var since int64
		if err := rows.Scan(&t.Token, &t.Execution, &t.Name, &t.Machine, &t.State, &t.Task, &since); err != nil {
			return nil, j.unreadable(err)
		}
		t.Since = time.Unix(0, since).UTC()
		list = append(list, t)
	}
	return list, rows.Err()
}
