package runner

import (
	"maps"
	"slices"
	"sync"
	"time"

	"github.com/stateboard/stateboard/runner/dataset"
	"github.com/stateboard/stateboard/runner/history"
	"github.com/stateboard/stateboard/runner/interp"
	"github.com/stateboard/stateboard/runner/journal/tape"
	"github.com/stateboard/stateboard/runner/schedule"
	"github.com/stateboard/stateboard/runner/task"
)

// Run is one execution. Its methods may be called from any goroutine.
type Run struct {
	Program *interp.Program
	Origin  history.Origin

	engine *Engine
	in     StartInput
	clock  schedule.Clock
	pacer  schedule.Clock // of the time between visible steps
	log    *history.Log
	keep   keeping
	wake   chan struct{} // something has changed that the loop should look at
	done   chan struct{}

	mu      sync.Mutex // guards all below
	x       *tape.Deck
	timers  schedule.Queue
	open    map[int64]*openTask // tasks that nobody has answered yet
	tokens  map[string]int64    // their tokens
	reading dataset.Readers     // of the datasets of map runs
	pace    time.Duration
	paused  bool
	steps   int // visible steps to take although paused
	breaks  map[string]bool
	at      string // the state whose breakpoint holds the run, or lets it through now
	err     error
	readers []chan struct{}

	interrupted []*openTask
}

// openTask is a task that is being worked on outside.
type openTask struct {
	task   *task.Task
	cancel func()
	part   task.Part // what does the work, if that is an execution
	atWork bool      // an answerer has it
}

var _ task.Part = (*Run)(nil)

// Events are the events so far; of an execution that is recorded, those that
// are durable.
func (r *Run) Events() history.View {
	if n := r.keep.shown.Load(); n > 0 {
		return r.log.View().First(int(n))
	}
	return r.log.View()
}

// Children are the histories of the child executions of a distributed Map,
// by the ARN that MapRunStarted tells; of many only the first thousand. They
// are not part of Events, yet their paths and scopes are those of the states
// inside the Map.
func (r *Run) Children(mapRun string) []history.View {
	r.mu.Lock()
	defer r.mu.Unlock()
	logs := r.x.Children(mapRun)
	views := make([]history.View, len(logs))
	for i, l := range logs {
		views[i] = l.View()
	}
	return views
}

// Done is closed when the run has ended.
func (r *Run) Done() <-chan struct{} { return r.done }

// Wait waits for the end and returns Err.
func (r *Run) Wait() error {
	<-r.done
	return r.Err()
}

// Err is why the run could not go on, such as *task.Unanswered. It is nil
// while the run goes on and when the execution has come to an end, well or
// badly: that is told by the last event.
func (r *Run) Err() error {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.err
}

// Subscribe gives a channel that receives after events have been appended or
// the run has ended. Several appends may give one message: read Events. The
// function ends the subscription.
func (r *Run) Subscribe() (<-chan struct{}, func()) {
	c := make(chan struct{}, 1)
	c <- struct{}{}
	r.mu.Lock()
	r.readers = append(r.readers, c)
	r.mu.Unlock()
	return c, func() {
		r.mu.Lock()
		defer r.mu.Unlock()
		for i := range r.readers {
			if r.readers[i] == c {
				r.readers = append(r.readers[:i:i], r.readers[i+1:]...)
				return
			}
		}
	}
}

// tell notifies the subscribers; mu is held.
func (r *Run) tell() {
	for _, c := range r.readers {
		select {
		case c <- struct{}{}:
		default:
		}
	}
}

// Prepared are the answers to offer a person for the state of that name.
func (r *Run) Prepared(state string) []task.Prepared {
	if r.in.Prepared == nil {
		return nil
	}
	return r.in.Prepared(state)
}

// Stop aborts the execution; after its end it does nothing.
func (r *Run) Stop(err, cause string) {
	r.change(func() {
		r.run(r.x.Abort(err, cause, r.clock.Now()))
		if r.keep.record == nil {
			r.tell()
		}
	})
}

// Pause keeps the execution, and those that do the work of its tasks, from
// taking further steps.
func (r *Run) Pause() {
	r.change(func() {
		r.paused, r.steps = true, 0
		r.parts(task.Part.Pause)
	})
}

// Resume lets it go on.
func (r *Run) Resume() {
	r.change(func() {
		r.paused = false
		r.parts(task.Part.Resume)
	})
}

// Step takes one visible step and stays paused. While the execution waits for
// another that does the work of a task, the step is that one's. It is false
// when the run has ended.
func (r *Run) Step() (takes bool) {
	r.change(func() {
		r.paused = true
		if takes = !r.x.Done() && r.err == nil; !takes {
			return
		}
		stepped := r.x.Ready()
		if stepped {
			r.steps++
		}
		r.parts(func(p task.Part) { stepped = stepped || !p.Waiting() && p.Step() })
		if !stepped {
			r.steps++ // to come
		}
	})
	return takes
}

// parts does something to the executions that do the work of tasks, the first
// asked for first; mu is held.
func (r *Run) parts(do func(task.Part)) {
	for _, id := range slices.Sorted(maps.Keys(r.open)) {
		if o := r.open[id]; o.part != nil {
			do(o.part)
		}
	}
}

// SetBreakpoints sets the states, by path, before which the run is paused. The
// map must not be changed any more. A step that is asked for is taken.
func (r *Run) SetBreakpoints(paths map[string]bool) { r.change(func() { r.breaks = paths }) }

// Before is the path of the state whose breakpoint holds the run; "" while none
// does.
func (r *Run) Before() string {
	r.mu.Lock()
	defer r.mu.Unlock()
	if !r.paused {
		return ""
	}
	return r.at
}

// Paused tells whether the run is paused.
func (r *Run) Paused() bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.paused
}

// SetPace sets the real time between visible steps; 0 is as fast as it goes.
func (r *Run) SetPace(d time.Duration) {
	r.change(func() {
		r.pace = d
		r.parts(func(p task.Part) { p.SetPace(d) })
	})
}

// SkipWait lets the wait or backoff that would end first end now. It is false
// when there is none.
func (r *Run) SkipWait() bool {
	skipped := false
	r.change(func() {
		t, ok := r.toSkip()
		if ok {
			r.timers.Clear(t.ID)
			r.run(r.x.Fire(t.ID, r.clock.Now()))
			skipped = true
		}
	})
	return skipped
}

// toSkip is the wait that would end first; mu is held. A state may have been
// entered whose wait begins only when the pace has passed: it begins now.
func (r *Run) toSkip() (schedule.Timer, bool) {
	before := r.log.Len()
	for {
		t, ok := r.timers.Next(false)
		if ok || r.pace == 0 || r.paused || r.x.Done() || r.err != nil || !r.x.Ready() || r.log.Len() != before || r.breaking() {
			return t, ok
		}
		r.run(r.x.Next(r.clock.Now()))
	}
}

func (r *Run) change(f func()) {
	r.mu.Lock()
	f()
	r.mu.Unlock()
	r.nudge()
}

func (r *Run) nudge() {
	select {
	case r.wake <- struct{}{}:
	default:
	}
}

// answer is Engine.Answer for a token of this run. It returns once the answer
// is durable.
func (r *Run) answer(token string, a task.Answer) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	id, ok := r.tokens[token]
	if !ok || !r.x.Answer(id, a, false, r.clock.Now()) {
		return ErrTaskDoesNotExist
	}
	r.close(id, ErrTaskDoesNotExist)
	r.nudge()
	r.settle(r.hand())
	return nil
}

func (r *Run) heartbeat(token string) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	id, ok := r.tokens[token]
	if !ok {
		return ErrTaskDoesNotExist
	}
	alive, commands := r.x.Heartbeat(id, r.clock.Now())
	if !alive {
		return ErrTaskDoesNotExist
	}
	r.run(commands)
	r.nudge()
	return nil
}

// reply takes an answer that an Answerer kept a task for.
func (r *Run) reply(id int64, a task.Answer) {
	r.mu.Lock()
	defer r.mu.Unlock()
	switch a.(type) {
	case task.Begun, task.Submitted:
		if r.open[id] != nil && r.x.Report(id, a, r.clock.Now()) {
			r.nudge()
		}
		return
	}
	if o := r.open[id]; o != nil && a == nil { // the answer comes by token, or there is news of the part
		o.atWork = o.part != nil
		r.nudge()
		return
	}
	if r.open[id] != nil && r.x.Answer(id, a, false, r.clock.Now()) {
		r.close(id, ErrTaskDoesNotExist)
		r.nudge()
	}
}

// close forgets an open task; later answers to its token get the error.
func (r *Run) close(id int64, err error) {
	o := r.open[id]
	if o == nil {
		return
	}
	delete(r.open, id)
	if o.task.Token != "" {
		delete(r.tokens, o.task.Token)
		r.engine.release(o.task.Token, err)
		r.keep.closed(o.task, err)
	}
}

// Engine is the engine that runs it.
func (r *Run) Engine() *Engine { return r.engine }
