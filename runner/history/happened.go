package history

import (
	"strings"
	"time"
)

// happened applies an event to the open visit it is about.
func (x *Execution) happened(v *Visit, e *Event) {
	v.ExitedAt = e.Time
	switch d := e.Details.(type) {
	case *Scheduled:
		v.Attempts++
		v.Parameters, v.Resource, v.failed = d.Parameters, d.Resource, false
		if d.ResourceType != "" {
			v.Resource = d.ResourceType + ":" + d.Resource
		}
		// An activity waits for its worker.
		if v.Token = d.Token; d.Waits || e.Type == ActivityScheduled {
			x.turn(v, Waiting)
		}
	case *WorkerStarted:
		x.turn(v, Running)
	case *TaskOutcome:
		x.outcome(v, e.Type, d)
	case *Succeeded:
		v.Result = d.Output
		x.answered(v)
	case *Failure:
		v.failed, v.Error, v.Cause = true, d.Error, d.Cause
		x.answered(v)
	case *Evaluation:
		v.failed, v.Error, v.Cause = true, d.Error, d.Cause
	case *MapStarted:
		x.started(v, e.Time)
		v.Length = d.Length
	default:
		x.container(v, e)
	}
}

func (x *Execution) outcome(v *Visit, t Type, d *TaskOutcome) {
	switch t {
	case TaskSubmitted:
		if strings.HasSuffix(d.Resource, ".waitForTaskToken") {
			x.turn(v, Waiting) // for who has the token
		}
		return
	case TaskSucceeded:
		v.Result = d.Output
	case TaskFailed, TaskTimedOut, TaskStartFailed, TaskSubmitFailed:
		v.failed, v.Error, v.Cause = true, d.Error, d.Cause
	default:
		return
	}
	x.answered(v)
}

func (x *Execution) answered(v *Visit) {
	v.Token = ""
	x.turn(v, Running)
}

// started notes that a container starts its inner machines, again when it is
// tried again; what is left of the run before is over.
func (x *Execution) started(v *Visit, at time.Time) {
	if v.Attempts++; v.Attempts > 1 {
		x.cut(v, at)
	}
	v.failed, v.Finished = false, 0
}

func (x *Execution) container(v *Visit, e *Event) {
	switch e.Type {
	case ParallelStateStarted:
		x.started(v, e.Time)
	case ParallelStateSucceeded:
		for _, s := range v.branches {
			x.ended(s)
		}
	case ParallelStateFailed, MapStateFailed:
		x.cut(v, e.Time)
		v.failed = true
	}
}

// cut ends what is still open inside a container.
func (x *Execution) cut(v *Visit, at time.Time) {
	for _, inner := range x.OpenVisits() {
		if inner.Scope.within(v) {
			v.Error, v.Cause = inner.blame(v)
			x.cutOff(inner, at)
		}
	}
	for s := range x.last {
		if s.within(v) {
			x.forget(s)
		}
	}
	x.forgetBranches(v)
}

// blame is the failure to show on the container: that of the inner visit that
// failed, or what it shows already.
func (v *Visit) blame(container *Visit) (err, cause string) {
	if v.failed && v.Error != "" {
		return v.Error, v.Cause
	}
	return container.Error, container.Cause
}

func (x *Execution) cutOff(v *Visit, at time.Time) {
	x.fallen.visits = append(x.fallen.visits, v)
	if v.failed {
		x.close(v, Failed, at)
		return
	}
	x.close(v, Skipped, at)
}

// within tells whether the scope is, or lies in, a run of the container.
func (s *Scope) within(v *Visit) bool {
	for ; s != nil; s = s.Outer {
		if s.Owner == v.Path && s.Outer == v.Scope {
			return true
		}
	}
	return false
}

func (x *Execution) iteration(e *Event) {
	owner := x.open[visitKey{e.outer(), e.Path}]
	switch e.Type {
	case MapIterationSucceeded:
		x.ended(e.Scope)
		if owner != nil {
			owner.Finished++
		}
	case MapIterationFailed, MapIterationAborted:
		for _, v := range x.OpenVisits() {
			for s := v.Scope; s != nil; s = s.Outer {
				if s == e.Scope {
					if owner != nil {
						owner.Error, owner.Cause = v.blame(owner)
					}
					x.cutOff(v, e.Time)
					break
				}
			}
		}
		x.forget(e.Scope)
	}
}

func (e *Event) outer() *Scope {
	if e.Scope != nil {
		return e.Scope.Outer
	}
	return nil
}

// stopped applies the last event.
func (x *Execution) stopped(e *Event) {
	x.Stopped = e.Time
	switch e.Type {
	case ExecutionSucceeded:
		x.Status = "SUCCEEDED"
		if d, ok := e.Details.(*Succeeded); ok {
			x.Output = d.Output
		}
		x.ended(nil)
	case ExecutionFailed:
		x.Status = "FAILED"
	case ExecutionTimedOut:
		x.Status = "TIMED_OUT"
	case ExecutionAborted:
		x.Status = "ABORTED"
	}
	if d, ok := e.Details.(*Failure); ok {
		x.Error, x.Cause = d.Error, d.Cause
	}
	for _, v := range x.OpenVisits() {
		if v.Scope == nil && e.Type != ExecutionAborted {
			v.failed = true
			if v.Error == "" && v.Cause == "" {
				v.Error, v.Cause = x.Error, x.Cause
			}
		}
		x.cutOff(v, e.Time)
	}
}
