package interp

import (
	"github.com/stateboard/stateboard/asl/value"
	"github.com/stateboard/stateboard/runner/history"
)

// container is a kind of state that runs machines inside.
type container interface {
	finished(x *Progress, g *group, inner *frame, output value.Value)
	collapsed(x *Progress, g *group, inner *frame, fail *failure)
}

// group is one run of a container's machines.
type group struct {
	frame   *frame // of the container's state
	kind    container
	live    []*frame // those running, in no order
	results []value.Value
	last    int64 // the event the next of the container follows from
	done    int
	next    int           // of a Map: the item to start next
	items   []value.Value // of a Map
	input   value.Value   // of a Map: what ItemSelector sees as "$"
	limit   int           // of a Map: how many may run at once
	mapRun                // of a distributed Map
}

func (g *group) add(f *frame) {
	f.place = len(g.live)
	g.live = append(g.live, f)
}

func (g *group) remove(f *frame) {
	last := len(g.live) - 1
	g.live[f.place] = g.live[last]
	g.live[f.place].place = f.place
	g.live[last] = nil
	g.live = g.live[:last]
}

// cut ends a frame and all inside it without a word.
func (x *Progress) cut(f *frame) {
	f.dead = true
	x.settle(f)
	if f.inner != nil {
		for _, inner := range f.inner.live {
			x.cut(inner)
		}
		f.inner = nil
	}
}

// abort ends a frame because another beside it failed at an event.
func (x *Progress) abort(f *frame, at int64) {
	if f.inner != nil && f.inner.arn != "" {
		f.inner.kind.(*mapState).distributed.abort(x, f.inner)
	} else if f.inner != nil {
		for _, inner := range f.inner.inOrder() {
			x.abort(inner, at)
			if _, iterates := f.inner.kind.(*mapState); iterates {
				x.emitIteration(f.inner, inner, history.MapIterationAborted, at)
			}
		}
		f.inner = nil
	}
	f.dead = true
	x.settle(f)
	if f.phase == entering {
		return
	}
	switch f.state.kind.(type) {
	case *taskState:
		x.emit(f, history.TaskStateAborted, at, nil)
	case *waitState:
		x.emit(f, history.WaitStateAborted, at, nil)
	case *parallelState:
		x.emit(f, history.ParallelStateAborted, at, nil)
	case *mapState:
		x.emit(f, history.MapStateAborted, at, nil)
	}
}

// inOrder are the frames that run, by their index.
func (g *group) inOrder() []*frame {
	list := append([]*frame(nil), g.live...)
	for i := 1; i < len(list); i++ {
		for j := i; j > 0 && list[j].index < list[j-1].index; j-- {
			list[j], list[j-1] = list[j-1], list[j]
		}
	}
	return list
}

// failGroup ends a container's run because the machine of one frame failed.
func (x *Progress) failGroup(g *group, inner *frame, fail *failure) {
	at := inner.last
	g.remove(inner)
	if _, ok := inner.state.kind.(*taskState); ok {
		x.emit(inner, history.TaskStateAborted, at, nil)
	}
	_, iterates := g.kind.(*mapState)
	for _, f := range g.inOrder() {
		x.abort(f, at)
		if iterates {
			x.emitIteration(g, f, history.MapIterationAborted, at)
		}
	}
	f := g.frame
	f.inner = nil
	f.last, f.base = at, at
	x.fail(f, fail)
}

// emitIteration appends an event of a Map's iteration.
func (x *Progress) emitIteration(g *group, f *frame, t history.Type, previous int64) int64 {
	return x.emitTo(g.frame.log, g.frame.state.Path, f.scope, t, previous, &history.Iteration{Name: g.frame.state.Name, Index: f.index})
}
