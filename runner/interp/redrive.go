package interp

import (
	"time"

	"github.com/stateboard/stateboard/asl/value"
	"github.com/stateboard/stateboard/runner/history"
)

// Redrive takes an execution up again that ended badly. X is the execution as
// it stood before the step, timer or abort that ended it; ending are the
// events of that end, which are taken over as they are. Every state that was
// at work then, or failed, does its work again with the input it had; what had
// succeeded stays. The numbers of attempts and the time limits begin anew.
// The commands are good until the next call of any method.
func (x *Progress) Redrive(ending []history.Event, now time.Time) []Command {
	latest := map[place]int64{}
	for i := range ending {
		e := &ending[i]
		x.log.Append(*e)
		latest[place{e.Scope, e.Path}] = e.ID
	}
	x.now, x.over, x.commands = now, false, nil
	x.redrives++
	x.redriven, x.aboutExecution = now, value.Absent
	x.ready = queue{}
	for id := range x.timers {
		delete(x.timers, id)
		x.do(ClearTimer{id})
	}
	clear(x.asked)
	last := x.log.View().Last().ID
	x.emit(nil, history.ExecutionRedriven, last, &history.Redriven{RedriveCount: x.redrives})
	x.limitTime()
	x.revive(x.root, latest)
	return x.take()
}

// place is where an event happens.
type place struct {
	scope *history.Scope
	path  string
}

// revive lets the frames inside f, or f itself, do their work again.
func (x *Progress) revive(f *frame, latest map[place]int64) {
	f.queued, f.wake, f.late, f.beat = false, 0, 0, 0
	if f.inner != nil && f.inner.lost() {
		for _, inner := range f.inner.live {
			x.cut(inner)
		}
		f.inner = nil
	}
	if f.inner != nil {
		if id := latest[place{f.scope, f.state.Path}]; f.inner.arn != "" && id > f.inner.last {
			f.last = x.emit(f, history.MapRunRedriven, id, &history.RunStarted{MapRunARN: f.inner.arn, RedriveCount: x.redrives})
			f.inner.last = f.last
		}
		if g := f.inner; g.arn != "" {
			x.asked[g.id] = g
			if g.asking {
				g.asking = false
				g.kind.(*mapState).distributed.ask(x, g)
			}
		}
		for _, inner := range f.inner.inOrder() {
			x.revive(inner, latest)
		}
		return
	}
	if id := latest[place{f.scope, f.state.Path}]; id > f.last {
		f.last, f.base = id, id
	}
	if f.task != nil {
		delete(x.tasks, f.task.ID)
		x.do(CancelTask{f.task.ID})
		f.task = nil
	}
	f.answer, f.tried, f.retries, f.waited = nil, nil, 0, false
	if f.phase != entering {
		f.phase, f.enteredAt = working, x.now
	}
	x.enqueue(f)
}

// lost tells whether a run cannot go on from where it stood: a map run without
// its items, or some of whose results were not written.
func (g *group) lost() bool {
	return len(g.live) == 0 || g.export != nil && g.export.unwritten > 0
}
