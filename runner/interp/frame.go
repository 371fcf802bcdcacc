package interp

import (
	"fmt"
	"time"

	"github.com/stateboard/stateboard/asl/value"
	"github.com/stateboard/stateboard/runner/history"
	"github.com/stateboard/stateboard/runner/task"
)

// phase is what a frame does when its turn comes.
type phase uint8

const (
	entering phase = iota // enter the state
	working               // do the state's work
	answered              // take in the answer of a task
	waiting               // nothing: a timer, a task or the frames inside will change it
)

// frame is one run of a machine.
type frame struct {
	machine *machine
	log     *history.Log // the execution's, or that of the child it is part of
	scope   *history.Scope
	outer   *group // the Parallel or Map run it belongs to; nil for the whole
	index   int    // which branch or iteration
	place   int    // in the group's list
	vars    *variables
	env     env
	queued  bool
	dead    bool // cut off

	state     *state
	phase     phase
	input     value.Value // the state's raw input
	last      int64       // the event the next one follows from
	exit      int64       // the event the state's exit follows from, where that is not last; else 0
	base      int64       // the event to follow from when the state's own evaluation fails
	entered   int64       // the event of the state's entry
	enteredAt time.Time
	tried     []int // per retrier, how often it has let the work be tried again
	retries   int   // in all

	task   *task.Task // at work
	token  string
	answer task.Answer
	begun  bool  // a worker has it
	later  bool  // that the service has taken it on is still to be reported
	waited bool  // a Wait's time has passed
	wake   int64 // timers; 0 is none
	late   int64
	beat   int64
	inner  *group      // of a Parallel or Map state at work
	about  value.Value // Map.Item of the context object, for the frames of an iteration
	child  *child      // of an iteration that is an execution of its own
}

// newFrame is a frame at the start of a machine, perhaps one that was used
// before.
func (x *Progress) newFrame(m *machine, outer *group, scope *history.Scope) *frame {
	var f *frame
	if n := len(x.spare); n > 0 {
		f = x.spare[n-1]
		x.spare = x.spare[:n-1]
		vars, look := f.vars, f.env.Variables
		clear(vars.own)
		*vars = variables{own: vars.own[:0]}
		*f = frame{vars: vars}
		f.env.Variables = look
	} else {
		f = &frame{vars: &variables{}}
		f.env.Variables = f.variable
	}
	f.machine, f.state, f.outer, f.scope, f.log = m, m.start, outer, scope, x.log
	if outer != nil {
		f.vars.outer, f.log = outer.frame.vars, outer.frame.log
	}
	f.env.chance, f.env.frame, f.env.x = x.chance, f, x
	return f
}

// recycle keeps a frame that has come to its end, and that nothing points to,
// for the next.
func (x *Progress) recycle(f *frame) {
	if !f.queued {
		x.spare = append(x.spare, f)
	}
}

func (f *frame) variable(name string) (value.Value, bool) { return f.vars.get(name) }

// item is the innermost Map.Item of the context object.
func (f *frame) item() value.Value {
	for f.about.IsAbsent() && f.outer != nil && f.child == nil {
		f = f.outer.frame
	}
	return f.about
}

// top is the outermost frame of the execution that the frame is part of, the
// whole or a child of a distributed Map.
func (f *frame) top() *frame {
	for f.outer != nil && f.child == nil {
		f = f.outer.frame
	}
	return f
}

// see makes the frame's env look at in as "$".
func (x *Progress) see(f *frame, in value.Value) *env {
	f.env.Input = in
	f.env.states = f.input
	if f.state.context {
		f.env.Context = x.context(f)
	}
	return &f.env
}

// enter enters the frame's state with the input it was given.
func (x *Progress) enter(f *frame) {
	f.base = f.last
	f.entered = x.emit(f, f.state.entered, f.last, &history.Entered{Name: f.state.Name, Input: f.input})
	f.enteredAt = x.now
	f.last = f.entered
	f.tried, f.retries, f.token, f.exit = nil, 0, "", 0
	f.phase = working
	x.enqueue(f)
}

func (x *Progress) work(f *frame) {
	f.env.result, f.env.errorOutput = value.Absent, value.Absent
	f.phase = waiting
	f.state.kind.work(x, f)
}

// leave leaves the frame's state, for next or for the end of the machine.
func (x *Progress) leave(f *frame, output, assigned value.Value, via history.Via, next *state) {
	if x.limit > 0 && output.Size() > x.limit {
		x.fail(f, tooLarge(f.state.Name))
		return
	}
	for _, m := range assigned.Members() {
		f.vars.set(m.Key, m.Value)
	}
	if next == nil {
		via.Kind = history.ViaEnd
	}
	if f.exit != 0 {
		f.last, f.exit = f.exit, 0
	}
	f.last = x.emit(f, f.state.exited, f.last, &history.Exited{Name: f.state.Name, Output: output, Assigned: assigned, Via: via})
	f.base = f.last
	f.input = output
	if next == nil {
		x.finish(f, output)
		return
	}
	f.state, f.phase = next, entering
	x.enqueue(f)
}

func tooLarge(name string) *failure {
	return &failure{Error: errDataLimit, Cause: "The state/task '" + name + "' returned a result with a size exceeding the maximum number of bytes service limit."}
}

func tooLargeItem(i int) *failure {
	return &failure{Error: errDataLimit, Cause: fmt.Sprintf("The input of the child execution for item %d exceeds the maximum number of bytes service limit.", i)}
}

// finish ends the frame's machine well.
func (x *Progress) finish(f *frame, output value.Value) {
	f.dead = true
	if f.outer == nil {
		x.emit(nil, history.ExecutionSucceeded, f.last, &history.Succeeded{Output: output})
		return
	}
	f.outer.kind.finished(x, f.outer, f, output)
}

// end ends the execution that a frame is part of: an error of the execution
// itself is not the business of the states around the one it happened in.
func (x *Progress) end(f *frame, fail *failure) {
	top := f.top()
	x.cut(top)
	top.last = f.last
	x.collapse(top, fail)
}

// collapse ends the frame's machine badly.
func (x *Progress) collapse(f *frame, fail *failure) {
	f.dead = true
	if f.outer == nil {
		x.emit(nil, history.ExecutionFailed, f.last, &history.Failure{Error: fail.Error, Cause: fail.Cause})
		return
	}
	f.outer.kind.collapsed(x, f.outer, f, fail)
}
