package binding

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"sync"
	"time"

	"github.com/stateboard/stateboard/runner/schedule"
	"github.com/stateboard/stateboard/runner/task"
)

// How much is done at once for one run; the rest waits its turn.
const (
	maxProcesses = 8
	maxCalls     = 64
)

// Options are what an Answerer works with.
type Options struct {
	Set        Set
	Granted    func(Binding) bool // tells what may be done; nil is nothing
	Clock      schedule.Clock     // of time limits; nil is schedule.Real
	Activities *task.Activities   // where workers fetch; nil is that none can
}

// Answerer answers the tasks of one run from a set of bindings.
type Answerer struct {
	o         Options
	client    *http.Client
	calls     chan struct{}
	processes chan struct{}
	ctx       context.Context
	stop      func()
	working   sync.WaitGroup
}

// New is an answerer; Close must be called when its run has ended.
func New(o Options) *Answerer {
	if o.Clock == nil {
		o.Clock = schedule.Real{}
	}
	// Neither a proxy nor another origin is what was bound.
	transport := &http.Transport{ForceAttemptHTTP2: true, MaxIdleConnsPerHost: maxCalls, MaxResponseHeaderBytes: 64 << 10}
	a := &Answerer{o: o, calls: make(chan struct{}, maxCalls), processes: make(chan struct{}, maxProcesses),
		client: &http.Client{Transport: transport, CheckRedirect: sameOrigin}}
	a.ctx, a.stop = context.WithCancel(context.Background())
	return a
}

// Close gives up what is still being worked on and returns when it is over:
// no process is left running.
func (a *Answerer) Close() {
	a.stop()
	a.working.Wait()
	a.client.CloseIdleConnections()
}

// Takes tells whether a granted binding answers the task.
func (a *Answerer) Takes(t *task.Task) bool {
	_, why := a.find(t)
	return why == ""
}

// find is the binding of a task, or why there is none that may be used.
func (a *Answerer) find(t *task.Task) (b Binding, why string) {
	b, ok := a.o.Set.Find(t)
	if !ok {
		return b, "nothing is bound to it: a Lambda endpoint, an HTTP origin or a local command can be (--bind FILE)"
	}
	if why := b.To.refuses(t); why != "" {
		return b, why
	}
	if _, workers := b.To.(Worker); workers {
		if a.o.Activities == nil {
			return b, "its binding leaves it to workers, and there is no endpoint here that workers could fetch it from"
		}
		return b, "" // which lets nothing happen by itself
	}
	if a.o.Granted == nil || !a.o.Granted(b) {
		return b, fmt.Sprintf("its binding %s, which has not been allowed for this content of the file; allow it in the app, or give the bindings with --bind FILE", b.To.says())
	}
	return b, ""
}

// Take starts the work that a task is bound to.
func (a *Answerer) Take(t *task.Task, reply func(task.Answer)) task.Taken {
	b, why := a.find(t)
	if why != "" {
		return task.Declined{Why: why}
	}
	if _, workers := b.To.(Worker); workers {
		return a.o.Activities.Take(t, reply)
	}
	ctx, cancel := context.WithCancel(a.ctx)
	if ctx.Err() == nil {
		a.working.Go(func() {
			defer cancel()
			a.work(ctx, b.To, t, reply)
		})
	}
	return task.Kept{Cancel: cancel}
}

func (a *Answerer) work(ctx context.Context, to Target, t *task.Task, reply func(task.Answer)) {
	slots := to.slots(a)
	select {
	case slots <- struct{}{}:
	case <-ctx.Done():
		return
	}
	answer := to.answer(ctx, a, t)
	<-slots
	if ctx.Err() != nil {
		return
	}
	if r, ok := answer.(task.Return); ok && t.Resource.Pattern == "waitForTaskToken" {
		reply(task.Submitted(r))
		answer = nil
	}
	reply(answer)
}

// Reports is true of tasks that wait for a token: what the work gives is in
// TaskSubmitted.
func (a *Answerer) Reports(t *task.Task) bool {
	return t.Resource.Pattern == "waitForTaskToken"
}

// errLate is why a context of within ended.
var errLate = errors.New("the time for it is over")

// within is a context that ends with errLate when the time has passed.
func (a *Answerer) within(ctx context.Context, d time.Duration) (context.Context, func()) {
	ctx, cancel := context.WithCancelCause(ctx)
	due, giveUp := a.o.Clock.Until(a.o.Clock.Now().Add(d))
	go func() {
		defer giveUp()
		select {
		case <-due:
			cancel(errLate)
		case <-ctx.Done():
		}
	}()
	return ctx, func() { cancel(context.Canceled) }
}

func late(ctx context.Context) bool { return errors.Is(context.Cause(ctx), errLate) }
