package journal

import (
	"errors"
	"fmt"
	"time"

	"github.com/stateboard/stateboard/runner"
	"github.com/stateboard/stateboard/runner/dataset"
	"github.com/stateboard/stateboard/runner/interp"
	"github.com/stateboard/stateboard/runner/journal/tape"
	"github.com/stateboard/stateboard/runner/schedule"
	"github.com/stateboard/stateboard/runner/task"
)

// ResumeInput says with what an execution goes on. The zero value will do: the
// mocks it was started with answer its tasks.
type ResumeInput struct {
	// Answerer gives who answers tasks that the mocks do not; nil is nobody.
	Answerer func(*Kept) task.Answerer
	Store    dataset.Store
	Clock    schedule.Clock // nil is the real one, or a virtual one if it had that
	Pace     time.Duration
	Paused   bool
}

// Errors of Resume, Redrive and Fork.
var (
	ErrEnded         = errors.New("the execution has ended")
	ErrDetached      = errors.New(troubleDetached)
	ErrNotRedrivable = errors.New("ExecutionNotRedrivable: only a STANDARD execution that failed, timed out or was stopped within the last 14 days can be redriven")
)

// Resume takes up an execution that was running when the process that ran it
// ended. The error is an *OwnedError while a living process runs it, ErrEnded,
// ErrDetached, a *NotFoundError, or says why it cannot be followed.
func (j *Journal) Resume(e *runner.Engine, id int64, in ResumeInput) (*runner.Run, error) {
	return j.claimed(id, func(k *Kept) (*runner.Run, error) {
		if k.Status != "RUNNING" {
			return nil, fmt.Errorf("%s: %w", k.Name, ErrEnded)
		}
		s, err := prepare(k, &in)
		if err != nil {
			return nil, err
		}
		return s.run(j, e)
	})
}

// claimed claims an execution for f, and lets go of it when f fails.
func (j *Journal) claimed(id int64, f func(*Kept) (*runner.Run, error)) (*runner.Run, error) {
	x, err := j.Get(id)
	if err != nil {
		return nil, err
	}
	if x.Trouble == troubleDetached {
		return nil, fmt.Errorf("%s cannot be taken up again: %w", x.Name, ErrDetached)
	}
	if err := j.claim(x); err != nil {
		return nil, err
	}
	k, err := j.Keep(id)
	if err == nil {
		var run *runner.Run
		if run, err = f(k); err == nil {
			return run, nil
		}
	}
	j.release(id)
	return nil, err
}

// scene is an execution with what it needs to go on.
type scene struct {
	k        *Kept
	in       *ResumeInput
	program  *interp.Program
	mocks    *task.Case // nil is none
	answerer task.Answerer
}

func prepare(k *Kept, in *ResumeInput) (*scene, error) {
	s := &scene{k: k, in: in}
	var err error
	if s.program, err = k.Program(); err != nil {
		return nil, err
	}
	var list task.First
	if k.About.Mocks != "" {
		mocks, err := task.ParseMocks(k.About.Mocks)
		if err != nil {
			return nil, err
		}
		if s.mocks, err = mocks.Case(k.Machine, k.Case); err != nil {
			return nil, err
		}
		list = append(list, s.mocks.Answerer())
	}
	if in.Answerer != nil {
		if a := in.Answerer(k); a != nil {
			list = append(list, a)
		}
	}
	switch len(list) {
	case 0:
	case 1:
		s.answerer = list[0] // its words about what it lacks are the clearest
	default:
		s.answerer = list
	}
	return s, nil
}

func (s *scene) options() tape.Options {
	return tape.Options{Store: s.in.Store, Recall: func(t *task.Task) { task.Recall(s.answerer, t) }}
}

// run plays the tape to its end and lets the engine go on.
func (s *scene) run(j *Journal, e *runner.Engine) (*runner.Run, error) {
	y, err := tape.Play(s.program, s.k.Beginning, s.k.Tape, s.options())
	if err != nil {
		return nil, fmt.Errorf("%s: %w", s.k.Name, err)
	}
	return s.goOn(j, e, y, &Record{j: j, id: s.k.ID, name: s.k.Name, pages: s.k.pages}), nil
}

func (s *scene) goOn(j *Journal, e *runner.Engine, y *tape.Played, r *Record) *runner.Run {
	a := s.k.About
	in := runner.StartInput{Program: s.program, Input: s.k.Beginning.Input, Type: s.k.Type, Machine: s.k.Machine, Name: s.k.Name, Answerer: s.answerer,
		Person: a.Person, PersonFirst: a.PersonFirst, Prepared: s.mocks.Prepared, Store: s.in.Store, Clock: s.in.Clock, Pace: s.in.Pace, Paused: s.in.Paused,
		Recorder: j, About: a}
	if in.Clock == nil && a.Virtual {
		in.Clock = schedule.NewVirtual(y.At)
	}
	return e.Resume(in, y, r)
}

// Resumed is an execution that ResumeAll has taken up, or why not.
type Resumed struct {
	*Execution
	Run *runner.Run
	Err error
}

// ResumeAll takes up all executions that are running and that no living
// process runs, the oldest first.
func (j *Journal) ResumeAll(e *runner.Engine, in ResumeInput) ([]Resumed, error) {
	j.sweep()
	list, err := j.List(Query{Status: "RUNNING", Limit: -1})
	if err != nil {
		return nil, err
	}
	var out []Resumed
	for i := len(list) - 1; i >= 0; i-- {
		if x := list[i]; !j.Living(x) {
			run, err := j.Resume(e, x.ID, in)
			var owned *OwnedError
			if errors.As(err, &owned) || errors.Is(err, ErrEnded) {
				continue // another process was faster
			}
			out = append(out, Resumed{x, run, err})
		}
	}
	return out, nil
}
