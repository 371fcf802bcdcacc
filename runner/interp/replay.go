package interp

import (
	"errors"
	"fmt"

	"github.com/stateboard/stateboard/runner/history"
	"github.com/stateboard/stateboard/runner/task"
)

// DivergedError says that a log does not come from running the program.
type DivergedError struct {
	Event  int64 // the first that differs
	Reason string
}

func (e *DivergedError) Error() string {
	return fmt.Sprintf("the history does not fit the machine from event %d on: %s", e.Event, e.Reason)
}

// ErrNotReplayable is the answer for histories with a distributed Map, whose
// child executions they do not hold.
var ErrNotReplayable = errors.New("a history with a distributed Map cannot be replayed")

// Replay runs the program to where the recorded events end, taking times,
// answers and tokens from them, and returns the execution as it stood then,
// with the tasks and timers that are still open. The events, and those that
// follow from them without anything from outside, go to log.
//
// Events must be an engine's own, not decoded JSON, which lacks what came
// from outside. The error is a *DivergedError or ErrNotReplayable.
func Replay(p *Program, set Setting, events history.View, log *history.Log) (*Progress, []Command, error) {
	r := &replay{events: events, log: log, open: map[int64]Command{}}
	if events.Len() == 0 {
		return nil, nil, &DivergedError{1, "it is empty"}
	}
	first := events.At(0)
	d, ok := first.Details.(*history.Started)
	if !ok {
		return nil, nil, &DivergedError{1, "it does not start with ExecutionStarted"}
	}
	token, person := set.Token, set.Person
	set.Origin, set.RoleARN = d.Origin, d.RoleARN
	set.Token = func() string {
		if s := r.scheduled(); s != nil {
			return s.Token
		}
		return token()
	}
	set.Person = func(t *task.Task) bool {
		if s := r.scheduled(); s != nil {
			return s.Waits
		}
		return person != nil && person(t)
	}
	var commands []Command
	r.x, commands = Begin(p, set, d.Input, first.Time, log)
	r.note(commands)
	if err := r.run(); err != nil {
		return nil, nil, err
	}
	return r.x, r.left(), nil
}

// replay is a replay under way.
type replay struct {
	x      *Progress
	events history.View
	log    *history.Log
	open   map[int64]Command // tasks by their ID, timers by their ID negated, that are still open
	order  []int64
}

// scheduled is the next recorded event that schedules a task; nil beyond the
// end.
func (r *replay) scheduled() *history.Scheduled {
	for i := r.log.Len(); i < r.events.Len(); i++ {
		if d, ok := r.events.At(i).Details.(*history.Scheduled); ok {
			return d
		}
	}
	return nil
}

func (r *replay) run() error {
	for r.log.Len() < r.events.Len() {
		e := r.events.At(r.log.Len())
		before := r.log.Len()
		if err := r.outside(e); err != nil {
			return err
		}
		if r.log.Len() == before {
			if !r.x.Ready() {
				return &DivergedError{e.ID, "the machine does not get to " + e.Type.String()}
			}
			r.note(r.x.Next(e.Time))
		}
		if err := r.compare(before); err != nil {
			return err
		}
	}
	return nil
}

// outside gives the execution what must have come from outside for e to
// happen next: an answer, a timer, an end.
func (r *replay) outside(e *history.Event) error {
	switch e.Type {
	case history.ExecutionAborted:
		d, _ := e.Details.(*history.Failure)
		r.note(r.x.Abort(d.Error, d.Cause, e.Time))
		return nil
	case history.ExecutionTimedOut:
		for id, t := range r.x.timers {
			if t.frame == nil {
				r.note(r.x.Fire(id, e.Time))
			}
		}
		return nil
	case history.MapRunStarted:
		return ErrNotReplayable
	}
	if head := r.x.ready.first(); head != nil && head.last == e.Previous {
		return nil
	}
	for id, f := range r.x.tasks {
		if f.last == e.Previous {
			return r.answer(id, f, e)
		}
	}
	for id, t := range r.x.timers {
		if t.frame != nil && !t.limit && t.frame.last == e.Previous {
			r.note(r.x.Fire(id, e.Time))
			r.x.ready.front(t.frame)
			return nil
		}
	}
	return nil
}

// answer gives a task the answer that the event records, or lets its limit
// run out.
func (r *replay) answer(id int64, f *frame, e *history.Event) error {
	if e.Type == history.ActivityStarted && int(e.ID) < r.events.Len() {
		e = r.events.At(int(e.ID))
	}
	for timer, t := range r.x.timers {
		if t.frame == f && t.limit && r.due(timer, e) {
			r.note(r.x.Fire(timer, e.Time))
			return nil
		}
	}
	a := recorded(e)
	if a == nil {
		return &DivergedError{e.ID, e.Type.String() + " answers no task"}
	}
	r.x.Answer(id, a, e.Time)
	r.x.ready.front(f)
	return nil
}

// due tells whether a limit is what ended a task with the event.
func (r *replay) due(timer int64, e *history.Event) bool {
	switch e.Type {
	case history.TaskTimedOut, history.LambdaFunctionTimedOut, history.ActivityTimedOut:
		set, ok := r.open[-timer].(SetTimer)
		return ok && !set.Timer.At.After(e.Time)
	}
	return false
}

// recorded is the answer that an event tells of; nil when it tells of none.
func recorded(e *history.Event) task.Answer {
	switch d := e.Details.(type) {
	case *history.Succeeded:
		return task.Return{Output: d.Output}
	case *history.Failure:
		return task.Throw{Error: d.Error, Cause: d.Cause}
	case *history.TaskOutcome:
		if e.Type == history.TaskSucceeded {
			return task.Return{Output: d.Output}
		}
		return task.Throw{Error: d.Error, Cause: d.Cause}
	}
	return nil
}

// compare holds the events made since before against the recorded ones.
func (r *replay) compare(before int) error {
	made := r.log.View()
	for i := before; i < min(made.Len(), r.events.Len()); i++ {
		a, b := made.At(i), r.events.At(i)
		if a.Type != b.Type || a.Previous != b.Previous || a.Path != b.Path {
			return &DivergedError{b.ID, fmt.Sprintf("%s %s is recorded, %s %s comes out", b.Type, b.Path, a.Type, a.Path)}
		}
	}
	return nil
}

// note keeps what is open outside.
func (r *replay) note(commands []Command) {
	for _, c := range commands {
		switch c := c.(type) {
		case StartTask:
			r.open[c.Task.ID] = c
			r.order = append(r.order, c.Task.ID)
		case SetTimer:
			r.open[-c.Timer.ID] = c
			r.order = append(r.order, -c.Timer.ID)
		case CancelTask:
			delete(r.open, c.ID)
		case ClearTimer:
			delete(r.open, -c.ID)
		}
	}
}

// left are the commands that are still to be done, in the order they came.
func (r *replay) left() []Command {
	var list []Command
	for _, id := range r.order {
		c := r.open[id]
		switch c := c.(type) {
		case StartTask:
			if r.x.tasks[c.Task.ID] == nil {
				continue
			}
		case SetTimer:
			if _, ok := r.x.timers[c.Timer.ID]; !ok {
				continue
			}
		case nil:
			continue
		}
		list = append(list, c)
	}
	return list
}

// first is the frame whose turn it is, or nil.
func (q *queue) first() *frame {
	if q.n == 0 {
		return nil
	}
	return q.ring[q.head]
}

// front moves a frame to the head of the queue.
func (q *queue) front(f *frame) {
	for i := range q.n {
		at := (q.head + i) & (len(q.ring) - 1)
		if q.ring[at] != f {
			continue
		}
		for ; i > 0; i-- {
			to := (q.head + i) & (len(q.ring) - 1)
			q.ring[to] = q.ring[(q.head+i-1)&(len(q.ring)-1)]
		}
		q.ring[q.head] = f
		return
	}
}
