package journal

import (
	"database/sql"
	"fmt"
	"time"

	"github.com/stateboard/stateboard/asl/value"
	"github.com/stateboard/stateboard/runner"
	"github.com/stateboard/stateboard/runner/journal/tape"
	"github.com/stateboard/stateboard/runner/schedule"
)

// Redrivable is how long after its end the service redrives an execution.
const Redrivable = 14 * 24 * time.Hour

// Redrive takes up an execution that has ended badly, from where it failed:
// the states that failed or were cut off do their work again, what succeeded
// stays. The error is ErrNotRedrivable or one of Resume's.
func (j *Journal) Redrive(e *runner.Engine, id int64, in ResumeInput) (*runner.Run, error) {
	return j.claimed(id, func(k *Kept) (*runner.Run, error) {
		if k.Status == "RUNNING" || k.Status == "SUCCEEDED" || k.Type != runner.Standard {
			return nil, ErrNotRedrivable
		}
		s, err := prepare(k, &in)
		if err != nil {
			return nil, err
		}
		y, err := tape.Play(s.program, k.Beginning, k.Tape, tape.Options{Store: in.Store})
		if err != nil {
			return nil, fmt.Errorf("%s: %w", k.Name, err)
		}
		clock := in.Clock
		if clock == nil {
			clock = schedule.Real{}
			if k.Virtual {
				clock = schedule.NewVirtual(y.At)
			}
		}
		now := clock.Now()
		if now.Sub(k.Stopped) > Redrivable {
			return nil, ErrNotRedrivable
		}
		page := tape.Redriving(y, now)
		err = j.queue.do(true, func(t *sql.Tx) error {
			if _, err := t.Stmt(j.insertPage).Exec(id, k.pages, page); err != nil {
				return err
			}
			_, err := t.Exec("UPDATE executions SET status = 'RUNNING', stopped = NULL, error = '', cause = '', redrives = redrives + 1 WHERE id = ?", id)
			return err
		})
		if err != nil {
			return nil, j.unwritable(err)
		}
		k.Tape, k.pages = append(k.Tape, page...), k.pages+1
		return s.run(j, e)
	})
}

// Fork starts a new execution that has gone the way of another up to an event
// and goes on from there by itself, with other data if any is given: the input
// of the execution (event 1) or of a state that is entered, or the result of a
// task. Its history begins with that of its parent; tasks that were open there
// are asked for anew, with tokens of their own. Name "" makes one up.
func (j *Journal) Fork(e *runner.Engine, id, event int64, data value.Value, name string, in ResumeInput) (*runner.Run, error) {
	k, err := j.Keep(id)
	if err != nil {
		return nil, err
	}
	s, err := prepare(k, &in)
	if err != nil {
		return nil, err
	}
	b := k.Beginning
	fresh := runner.Origin(runner.StartInput{Name: name, Machine: k.Machine, Type: k.Type, Seed: b.Origin.Seed})
	fresh.Machine, b.Origin, b.Secret = b.Origin.Machine, fresh, runner.Secret()
	y, page, err := tape.Fork(s.program, k.Beginning, b, k.Tape, event, data, s.options())
	if err != nil {
		return nil, fmt.Errorf("%s cannot be forked: %w", k.Name, err)
	}
	a := k.About
	a.Parent, a.ParentEvent = k.ARN, event
	a.Starter, a.StarterTask, a.Awaited = "", 0, false
	if event == 1 && !data.IsAbsent() {
		b.Input = data
	}
	r, err := j.begin(b, a, page)
	if err != nil {
		return nil, err
	}
	if s.k, err = j.Keep(r.id); err != nil {
		return nil, err
	}
	return s.goOn(j, e, y, r), nil
}
