package history

import "time"

// fall is what has been cut off since the execution last went on: what a
// redrive takes up again.
type fall struct {
	visits   []*Visit
	last     map[*Scope]*Visit
	branches map[*Visit][]*Scope
}

// goesOn tells whether an event of the type shows that the execution went on,
// and did not just come to an end in several events.
func (t Type) goesOn() bool {
	switch t {
	case TaskScheduled, LambdaFunctionScheduled, ActivityScheduled, ParallelStateStarted, MapStateStarted, MapIterationStarted:
		return true
	}
	return t.Enters() || t.Exits()
}

// forget drops the last visit of a scope, which a redrive may bring back.
func (x *Execution) forget(s *Scope) {
	if v := x.last[s]; v != nil {
		if x.fallen.last == nil {
			x.fallen.last = map[*Scope]*Visit{}
		}
		x.fallen.last[s] = v
		delete(x.last, s)
	}
}

func (x *Execution) forgetBranches(v *Visit) {
	if v.branches != nil {
		if x.fallen.branches == nil {
			x.fallen.branches = map[*Visit][]*Scope{}
		}
		x.fallen.branches[v], v.branches = v.branches, nil
	}
}

// redriven opens the visits again that the end of the execution cut off.
func (x *Execution) redriven(d *Redriven) {
	x.Status, x.Error, x.Cause, x.Redrives = "RUNNING", "", "", d.RedriveCount
	x.Stopped = time.Time{}
	for _, v := range x.fallen.visits {
		s := x.states[v.Path]
		s.running++
		v.Status, v.failed, v.Error, v.Cause = Running, v.Type == FailStateEntered, "", ""
		x.open[visitKey{v.Scope, v.Path}] = v
	}
	for s, v := range x.fallen.last {
		x.last[s] = v
	}
	for v, branches := range x.fallen.branches {
		v.branches = branches
	}
	x.fallen = fall{}
}
