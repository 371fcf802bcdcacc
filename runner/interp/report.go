package interp

import (
	"time"

	"github.com/stateboard/stateboard/asl/value"
	"github.com/stateboard/stateboard/runner/history"
	"github.com/stateboard/stateboard/runner/task"
)

// Report notes how far the work on a task has come: task.Begun or
// task.Submitted. It is false when nobody waits for the task, or knows that
// already.
func (x *Progress) Report(id int64, a task.Answer, now time.Time) bool {
	f := x.tasks[id]
	if f == nil || x.over {
		return false
	}
	k := f.state.kind.(*taskState)
	x.now = now
	switch a := a.(type) {
	case task.Begun:
		if k.resource.Kind != task.Activity || f.begun {
			return false
		}
		k.begun(x, f, a.Worker)
	case task.Submitted:
		if !f.later {
			return false
		}
		if x.limit > 0 && a.Output.Size() > x.limit {
			a.Output = value.Absent
		}
		k.submitted(x, f, a.Output)
	default:
		return false
	}
	return true
}

// begun emits that a worker has an activity's task.
func (k *taskState) begun(x *Progress, f *frame, worker string) {
	f.begun = true
	f.last = x.emit(f, history.ActivityStarted, f.last, &history.WorkerStarted{WorkerName: worker})
}

// submitted emits that the service has taken the work on.
func (k *taskState) submitted(x *Progress, f *frame, output value.Value) {
	f.later = false
	f.last = x.emit(f, history.TaskSubmitted, f.last, &history.TaskOutcome{ResourceType: k.resource.Type, Resource: k.resource.Action, Output: output})
}
