package task

import (
	"fmt"
	"time"

	"github.com/stateboard/stateboard/asl/value"
)

// Task is work that a Task state asks for.
type Task struct {
	Execution string // ARN of the execution that asks for it
	ID        int64  // the ID of the event that scheduled it; in a child execution a negative number of its own
	State     string // the state's path in the document
	Name      string // the state's name
	Resource  Resource
	Input     value.Value // Parameters or Arguments, evaluated
	Token     string      // "" when the integration has none
	Attempt   int         // 0 the first time, 1 for the first retry, ...
	Timeout   time.Duration
	Heartbeat time.Duration
	Person    bool // a person is to answer it
}

// Answer is what becomes of a task: Return or Throw; or, on the way there,
// Begun or Submitted.
type Answer interface{ answer() }

// Return is a task's result.
type Return struct{ Output value.Value }

// Throw is a task's failure. States.Timeout without a cause is a timeout.
type Throw struct{ Error, Cause string }

// Begun says that a worker has taken an activity's task. It ends nothing.
type Begun struct{ Worker string } // its name; "" says none

// Submitted says that a service has taken the work on, and what it answered to
// that; Absent is nothing. It ends nothing. Only a Reporter says so.
type Submitted struct{ Output value.Value }

func (Return) answer()    {}
func (Throw) answer()     {}
func (Begun) answer()     {}
func (Submitted) answer() {}

var _ = []Answer{Return{}, Throw{}, Begun{}, Submitted{}}

// Answerer answers tasks. Its methods are called on the execution's own
// goroutine and must not block.
type Answerer interface {
	// Takes tells whether Take would not decline the task. It is asked before
	// the task is scheduled and changes nothing.
	Takes(t *Task) bool
	// Take gives the answer, or keeps the task and calls reply once later,
	// from another goroutine, or declines it. A reply of nil, which may come
	// before, says that the work has been handed on and the answer comes by the
	// task's token; of a Part, that there is news of it.
	Take(t *Task, reply func(Answer)) Taken
}

// Repeater is an Answerer that can be given a task a second time, after the
// program has been ended and started again in between.
type Repeater interface {
	// Harmless tells whether taking the task does nothing outside, so that
	// nobody minds when it is done again.
	Harmless(t *Task) bool
	// Recall says that the task was taken and answered before.
	Recall(t *Task)
}

// Reporter is an Answerer that says when a service has taken work on. Work of
// others counts as taken on as soon as it has been asked for.
type Reporter interface {
	// Reports tells whether a task that it takes will be reported Submitted.
	Reports(t *Task) bool
}

// Reports is Reporter's, and false for other answerers and nobody.
func Reports(a Answerer, t *Task) bool {
	r, ok := a.(Reporter)
	return ok && r.Reports(t)
}

// Rejoiner is an Answerer that finds again what it has begun on a task before
// the program was ended.
type Rejoiner interface {
	// Rejoin is Take for a task that was taken before and not answered: nothing
	// is begun a second time. It declines when it does not know what has been
	// begun. Mine is whether the task can only have been taken by this answerer:
	// then what is known not to have begun is begun.
	Rejoin(t *Task, mine bool, reply func(Answer)) Taken
}

// Rejoin is Rejoiner's; other answerers decline.
func Rejoin(a Answerer, t *Task, mine bool, reply func(Answer)) Taken {
	if r, ok := a.(Rejoiner); ok {
		return r.Rejoin(t, mine, reply)
	}
	return Declined{}
}

// Harmless is Repeater's, and false for other answerers. Nobody (nil) is
// harmless.
func Harmless(a Answerer, t *Task) bool {
	r, ok := a.(Repeater)
	return a == nil || ok && r.Harmless(t)
}

// Recall is Repeater's, and nothing for other answerers.
func Recall(a Answerer, t *Task) {
	if r, ok := a.(Repeater); ok {
		r.Recall(t)
	}
}

// Taken is what an Answerer makes of a task: Answered, Kept or Declined.
type Taken interface{ taken() }

type (
	// Answered has the answer already.
	Answered struct{ Answer Answer }
	// Kept will be answered later.
	Kept struct {
		Cancel func() // unless nil, called when the answer is no longer wanted
		Part   Part   // what does the work, if that is an execution; may be nil
	}
	// Declined leaves the task to others. Why, unless "", says what the
	// answerer would have needed.
	Declined struct{ Why string }
)

func (Answered) taken() {}
func (Kept) taken()     {}
func (Declined) taken() {}

var _ = []Taken{Answered{}, Kept{}, Declined{}}

// Part is an execution that does the work of a task of another, and follows
// it. Its methods must not block.
type Part interface {
	Pause()
	Resume()
	Step() bool // false when it has ended
	SetPace(time.Duration)
	// Waiting tells whether it goes on only when somebody answers.
	Waiting() bool
}

// First asks each of a list in turn.
type First []Answerer

// Takes tells whether any of them takes the task.
func (f First) Takes(t *Task) bool {
	for _, a := range f {
		if a.Takes(t) {
			return true
		}
	}
	return false
}

// Take gives the task to the first that does not decline.
func (f First) Take(t *Task, reply func(Answer)) Taken {
	why := ""
	for _, a := range f {
		taken := a.Take(t, reply)
		d, declined := taken.(Declined)
		if !declined {
			return taken
		}
		if why == "" {
			why = d.Why
		}
	}
	return Declined{why}
}

// Reports is that of the answerer that has the task.
func (f First) Reports(t *Task) bool { return Reports(f.taker(t), t) }

// Rejoin asks each of the list.
func (f First) Rejoin(t *Task, mine bool, reply func(Answer)) Taken {
	for _, a := range f {
		takes := a.Takes(t)
		taken := Rejoin(a, t, mine && takes, reply)
		if _, declined := taken.(Declined); !declined {
			return taken
		}
		mine = mine && !takes
	}
	return Declined{}
}

// Harmless is that of the answerer that has the task.
func (f First) Harmless(t *Task) bool { return Harmless(f.taker(t), t) }

// Recall tells the answerer that had the task.
func (f First) Recall(t *Task) { Recall(f.taker(t), t) }

// taker is the first of the list that takes a task; nil when none does.
func (f First) taker(t *Task) Answerer {
	for _, a := range f {
		if a.Takes(t) {
			return a
		}
	}
	return nil
}

// Unanswered is the error of a run in which nobody answers a task.
type Unanswered struct {
	Task *Task
	Why  string // what an answerer said; may be ""
}

func (e *Unanswered) Error() string {
	why := e.Why
	if why == "" {
		why = "no mock names it"
	}
	return fmt.Sprintf("nothing answers the state %q (%s): %s. Add the state to a test case of the mock file (--mocks FILE --case NAME), bind it to what should answer it (--bind FILE), or run the flow in the app and answer there.",
		e.Task.Name, e.Task.Resource.ARN, why)
}
