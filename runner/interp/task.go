package interp

import (
	"github.com/stateboard/stateboard/asl"
	"github.com/stateboard/stateboard/asl/value"
	"github.com/stateboard/stateboard/runner/history"
	"github.com/stateboard/stateboard/runner/task"
)

// taskState has its work done outside.
type taskState struct {
	resource  task.Resource
	timeout   *quantity
	heartbeat *quantity
	role      template // Credentials.RoleArn; nil is absent
}

func (c *compiler) task(s *asl.Task, out *state) kind {
	k := &taskState{resource: task.ParseResource(s.Field("Resource").StringText()),
		timeout: c.quantity(s.Node, "TimeoutSeconds", out.jsonata), heartbeat: c.quantity(s.Node, "HeartbeatSeconds", out.jsonata)}
	if s.Field("Resource").StringText() == "" {
		c.fail(s.Node, "The task does not say what is to do its work.", "Add Resource.")
	}
	if credentials := s.Field("Credentials"); credentials != nil {
		if n := credentials.Get("RoleArn.$"); n != nil && !out.jsonata {
			k.role = c.dynamic(n, "RoleArn.$")
		} else if n := credentials.Get("RoleArn"); n != nil {
			k.role = c.template(n, out.jsonata, "Credentials/RoleArn")
		}
	}
	return k
}

// order is a task's work as it is asked for.
type order struct {
	input              value.Value
	role               string
	timeout, heartbeat int64 // seconds; 0 is none
}

func (k *taskState) work(x *Progress, f *frame) {
	f.token = ""
	if k.resource.HasToken() {
		f.token = x.newToken()
	}
	o, fail := k.order(x, f)
	if fail != nil {
		x.fail(f, fail)
		return
	}
	r := &k.resource
	t := &task.Task{State: f.state.Path, Name: f.state.Name, Resource: *r, Input: o.input, Token: f.token, Attempt: f.retries,
		Timeout: seconds(o.timeout), Heartbeat: seconds(o.heartbeat)}
	waits := x.person != nil && x.person(t)
	t.Person = waits
	f.begun, f.later = false, r.Submits() && !waits && x.reports != nil && x.reports(t)
	if waits && t.Token == "" {
		t.Token = x.newToken()
	}
	d := &history.Scheduled{Parameters: o.input, TimeoutInSeconds: o.timeout, HeartbeatInSeconds: o.heartbeat, RoleARN: o.role, Token: t.Token, Waits: waits}
	switch r.Kind {
	case task.Function:
		d.Resource = r.ARN
		f.last = x.emit(f, history.LambdaFunctionScheduled, f.last, d)
	case task.Activity:
		d.Resource = r.ARN
		f.last = x.emit(f, history.ActivityScheduled, f.last, d)
	default:
		d.ResourceType, d.Resource, d.Region = r.Type, r.Action, x.region
		f.last = x.emit(f, history.TaskScheduled, f.last, d)
	}
	if t.ID = f.last; f.log != x.log { // the events of a child execution have numbers of their own
		x.childTasks--
		t.ID = x.childTasks
	}
	f.task = t
	k.started(x, f)
	x.tasks[f.task.ID] = f
	if o.timeout > 0 {
		f.late = x.setTimer(timer{frame: f, limit: true}, x.now.Add(seconds(o.timeout)))
	}
	if o.heartbeat > 0 {
		f.beat = x.setTimer(timer{frame: f, limit: true, heartbeat: true}, x.now.Add(seconds(o.heartbeat)))
	}
	x.do(StartTask{f.task})
}

func (k *taskState) order(x *Progress, f *frame) (o order, fail *failure) {
	in := f.input
	if !f.state.jsonata {
		if in, fail = x.selected(f); fail != nil {
			return
		}
	}
	e := x.see(f, in)
	for _, limit := range [...]struct {
		q  *quantity
		to *int64
	}{{k.timeout, &o.timeout}, {k.heartbeat, &o.heartbeat}} {
		n, fail := limit.q.number(e, true, 0)
		if fail != nil {
			return o, fail
		}
		if limit.q != nil && n <= 0 {
			return o, limit.q.failure("Expected positive integer for %s, but got %d instead.", limit.q.field, int64(n))
		}
		*limit.to = int64(n)
	}
	if k.role != nil {
		role, fail := k.role.eval(e)
		if fail != nil {
			return o, fail
		}
		o.role = role.Str()
	}
	o.input, fail = x.effectiveInput(f)
	return o, fail
}

// started emits what follows at once when a task has been scheduled: a
// service starts and takes the work on; an activity waits for its worker.
func (k *taskState) started(x *Progress, f *frame) {
	r := &k.resource
	switch r.Kind {
	case task.Function:
		f.last = x.emit(f, history.LambdaFunctionStarted, f.last, nil)
	case task.Service:
		f.last = x.emit(f, history.TaskStarted, f.last, &history.TaskOutcome{ResourceType: r.Type, Resource: r.Action})
		if r.Submits() && !f.later {
			f.last = x.emit(f, history.TaskSubmitted, f.last, &history.TaskOutcome{ResourceType: r.Type, Resource: r.Action})
		}
	}
}

// answered takes in the answer of a frame's task.
func (x *Progress) answered(f *frame) {
	k := f.state.kind.(*taskState)
	a := f.answer
	f.answer, f.task, f.phase = nil, nil, waiting
	x.clear(&f.late)
	x.clear(&f.beat)
	if k.resource.Kind == task.Activity && !f.begun {
		k.begun(x, f, "")
	}
	switch a := a.(type) {
	case task.Return:
		if f.later {
			k.submitted(x, f, value.Absent)
		}
		if x.limit > 0 && a.Output.Size() > x.limit {
			k.failed(x, f, tooLarge(k.resource.Label()))
			return
		}
		k.succeeded(x, f, a.Output)
	case task.Throw:
		k.failed(x, f, thrown(a))
	}
}

// thrown is the failure that a task's answer reports.
func thrown(a task.Throw) *failure {
	switch {
	case a.Error == errTimeout && a.Cause == "":
		return &failure{Error: errTimeout, timeout: true}
	case a.Error == errHeartbeat && a.Cause == "":
		return &failure{Error: errTimeout, timeout: true, heartbeat: true}
	case a.Error == errTaskFailed && a.Cause == "", a.Error == "":
		return &failure{Cause: a.Cause, name: errTaskFailed}
	}
	return &failure{Error: a.Error, Cause: a.Cause}
}

func (k *taskState) succeeded(x *Progress, f *frame, output value.Value) {
	r := &k.resource
	switch r.Kind {
	case task.Function:
		f.last = x.emit(f, history.LambdaFunctionSucceeded, f.last, &history.Succeeded{Output: output})
	case task.Activity:
		f.last = x.emit(f, history.ActivitySucceeded, f.last, &history.Succeeded{Output: output})
	default:
		f.last = x.emit(f, history.TaskSucceeded, f.last, &history.TaskOutcome{ResourceType: r.Type, Resource: r.Action, Output: output})
	}
	f.base = f.last
	x.complete(f, output)
}

func (k *taskState) failed(x *Progress, f *frame, fail *failure) {
	r := &k.resource
	said := &history.Failure{Error: fail.Error, Cause: fail.Cause}
	types := [...]history.Type{history.LambdaFunctionFailed, history.ActivityFailed, history.TaskFailed}
	if fail.timeout {
		types = [...]history.Type{history.LambdaFunctionTimedOut, history.ActivityTimedOut, history.TaskTimedOut}
	}
	switch r.Kind {
	case task.Function:
		f.last = x.emit(f, types[0], f.last, said)
	case task.Activity:
		f.last = x.emit(f, types[1], f.last, said)
	default:
		f.last = x.emit(f, types[2], f.last, &history.TaskOutcome{ResourceType: r.Type, Resource: r.Action, Error: fail.Error, Cause: fail.Cause})
	}
	f.base = f.last
	x.fail(f, fail)
}

// timedOut ends a frame's task that took too long, or whose worker has not
// been heard of.
func (x *Progress) timedOut(f *frame, heartbeat bool) {
	k, ok := f.state.kind.(*taskState)
	if !ok || f.task == nil || f.dead {
		return
	}
	x.settle(f)
	f.answer, f.phase = nil, waiting
	k.failed(x, f, &failure{Error: errTimeout, timeout: true, heartbeat: heartbeat})
}

// settle takes back what a frame has asked for outside.
func (x *Progress) settle(f *frame) {
	x.clear(&f.wake)
	x.clear(&f.late)
	x.clear(&f.beat)
	if f.task != nil {
		delete(x.tasks, f.task.ID)
		x.do(CancelTask{f.task.ID})
		f.task = nil
	}
}
