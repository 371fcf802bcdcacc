package interp

import (
	"github.com/stateboard/stateboard/asl"
	"github.com/stateboard/stateboard/asl/value"
	"github.com/stateboard/stateboard/runner/history"
)

// parallelState runs its branches at the same time.
type parallelState struct{ branches []*machine }

func (c *compiler) parallel(s *asl.Parallel) kind {
	k := &parallelState{}
	for _, b := range s.Branches {
		k.branches = append(k.branches, c.machine(b))
	}
	if len(k.branches) == 0 {
		c.fail(s.Node, "A Parallel state needs branches.", "Add at least one.")
	}
	return k
}

func (k *parallelState) work(x *Progress, f *frame) {
	in, fail := x.effectiveInput(f)
	if fail != nil {
		x.fail(f, fail)
		return
	}
	f.last = x.emit(f, history.ParallelStateStarted, f.last, nil)
	g := &group{frame: f, kind: k, results: make([]value.Value, len(k.branches)), last: f.last}
	f.inner = g
	for i, m := range k.branches {
		b := x.newFrame(m, g, &history.Scope{Outer: f.scope, Owner: f.state.Path, Index: i})
		b.index, b.input, b.last, b.base = i, in, f.last, f.last
		g.add(b)
		x.enqueue(b)
	}
}

func (k *parallelState) finished(x *Progress, g *group, inner *frame, output value.Value) {
	g.remove(inner)
	g.results[inner.index] = output
	g.last = inner.last
	if g.done++; g.done < len(g.results) {
		return
	}
	f := g.frame
	f.last, f.base, f.exit = x.emit(f, history.ParallelStateSucceeded, g.last, nil), g.last, g.last
	f.inner = nil
	x.complete(f, value.Array(g.results...))
}

func (k *parallelState) collapsed(x *Progress, g *group, inner *frame, fail *failure) {
	x.failGroup(g, inner, fail)
}
