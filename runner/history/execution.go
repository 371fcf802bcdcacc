package history

import (
	"time"

	"github.com/stateboard/stateboard/asl/value"
)

// Execution is what the events so far tell. The zero Execution has seen none;
// Apply takes them in order. It is not safe for concurrent use.
type Execution struct {
	Status   string // RUNNING, SUCCEEDED, FAILED, TIMED_OUT, ABORTED; "" before the first event
	Input    value.Value
	Output   value.Value
	Error    string
	Cause    string
	Started  time.Time
	Stopped  time.Time              // zero while running
	Now      time.Time              // of the last event
	Visits   []*Visit               // in the order of entry
	Taken    map[Transition]int     // how often each transition was taken
	Vias     map[string]map[Via]int // by path of the state left: the ways taken
	Redrives int
	events   int
	fallen   fall
	open     map[visitKey]*Visit
	states   map[string]*summary
	last     map[*Scope]*Visit // the last visit in each scope that is still running
}

type visitKey struct {
	scope *Scope
	path  string
}

// summary is what is known about a state over all its visits.
type summary struct {
	visits           []*Visit
	running, waiting int
	closed           Status
}

// Fold is the execution that the events tell of.
func Fold(v View) *Execution {
	x := &Execution{}
	x.Advance(v)
	return x
}

// Advance applies those events of the view that have not been applied. The
// view must continue the one before.
func (x *Execution) Advance(v View) {
	for x.events < v.Len() {
		x.Apply(v.At(x.events))
	}
}

// Events is the number of events applied.
func (x *Execution) Events() int { return x.events }

// State is the status of the state at a path over all its visits: waiting
// before running before what the last visit came to.
func (x *Execution) State(path string) Status {
	s := x.states[path]
	switch {
	case s == nil:
		return Idle
	case s.waiting > 0:
		return Waiting
	case s.running > 0:
		return Running
	}
	return s.closed
}

// Paths calls f for each state that has been visited, in no order.
func (x *Execution) Paths(f func(path string, s Status)) {
	for path := range x.states {
		f(path, x.State(path))
	}
}

// VisitsOf are the visits of the state at a path, in order. The slice is
// shared.
func (x *Execution) VisitsOf(path string) []*Visit {
	if s := x.states[path]; s != nil {
		return s.visits
	}
	return nil
}

// OpenVisits are the visits that have not ended, in the order of entry.
func (x *Execution) OpenVisits() []*Visit {
	if len(x.open) == 0 {
		return nil
	}
	list := make([]*Visit, 0, len(x.open))
	for i := len(x.Visits) - 1; i >= 0 && len(list) < len(x.open); i-- {
		if x.Visits[i].Status.Open() {
			list = append(list, x.Visits[i])
		}
	}
	for i, j := 0, len(list)-1; i < j; i, j = i+1, j-1 {
		list[i], list[j] = list[j], list[i]
	}
	return list
}

// Tokens are the open visits that wait for an answer from outside.
func (x *Execution) Tokens() []*Visit {
	var list []*Visit
	for _, v := range x.OpenVisits() {
		if v.Status == Waiting {
			list = append(list, v)
		}
	}
	return list
}

// Apply takes the next event.
func (x *Execution) Apply(e *Event) {
	x.events++
	x.Now = e.Time
	if x.open == nil {
		x.Taken, x.Vias = map[Transition]int{}, map[string]map[Via]int{}
		x.open, x.states, x.last = map[visitKey]*Visit{}, map[string]*summary{}, map[*Scope]*Visit{}
	}
	if x.fallen.visits != nil && e.Type.goesOn() {
		x.fallen = fall{}
	}
	switch d := e.Details.(type) {
	case *Entered:
		x.entered(e, d)
	case *Exited:
		x.exited(e, d)
	case *Started:
		x.Status, x.Input, x.Started = "RUNNING", d.Input, e.Time
	case *Iteration:
		x.iteration(e)
	case *Redriven:
		x.redriven(d)
	default:
		if v := x.open[visitKey{e.Scope, e.Path}]; v != nil && e.Path != "" {
			x.happened(v, e)
		}
	}
	if e.Type.Terminal() {
		x.stopped(e)
	}
}

func (x *Execution) entered(e *Event, d *Entered) {
	v := &Visit{Path: e.Path, Name: d.Name, Scope: e.Scope, Type: e.Type, Entered: e.ID, EnteredAt: e.Time, ExitedAt: e.Time, Status: Running, Input: d.Input}
	x.Visits = append(x.Visits, v)
	s := x.states[e.Path]
	if s == nil {
		s = &summary{}
		x.states[e.Path] = s
	}
	s.visits = append(s.visits, v)
	s.running++
	x.open[visitKey{e.Scope, e.Path}] = v
	from := mark(e.Scope, StartMark)
	if before := x.last[e.Scope]; before != nil {
		from = before.Path
	} else if e.Scope != nil && !e.Scope.Iterates {
		if owner := x.open[visitKey{e.Scope.Outer, e.Scope.Owner}]; owner != nil {
			owner.branches = append(owner.branches, e.Scope)
		}
	}
	x.Taken[Transition{from, e.Path}]++
	x.last[e.Scope] = v
	if e.Type == FailStateEntered {
		v.failed = true
	}
}

func (x *Execution) exited(e *Event, d *Exited) {
	v := x.open[visitKey{e.Scope, e.Path}]
	if v == nil {
		return
	}
	v.Exited, v.Output, v.Assigned = e.ID, d.Output, d.Assigned
	ways := x.Vias[e.Path]
	if ways == nil {
		ways = map[Via]int{}
		x.Vias[e.Path] = ways
	}
	ways[d.Via]++
	if v.failed {
		x.close(v, Caught, e.Time)
	} else {
		x.close(v, Done, e.Time)
	}
}

func (x *Execution) close(v *Visit, to Status, at time.Time) {
	if !v.Status.Open() {
		return
	}
	s := x.states[v.Path]
	x.shift(s, v.Status, -1)
	s.closed = to
	v.Status, v.ExitedAt, v.Token = to, at, ""
	delete(x.open, visitKey{v.Scope, v.Path})
}

func (x *Execution) shift(s *summary, status Status, by int) {
	if status == Waiting {
		s.waiting += by
	} else {
		s.running += by
	}
}

func (x *Execution) turn(v *Visit, to Status) {
	if v.Status != to {
		s := x.states[v.Path]
		x.shift(s, v.Status, -1)
		x.shift(s, to, 1)
		v.Status = to
	}
}

// ended counts the transition from the last state of a scope to its end.
func (x *Execution) ended(s *Scope) {
	if v := x.last[s]; v != nil {
		x.Taken[Transition{v.Path, mark(s, EndMark)}]++
		delete(x.last, s)
	}
}
