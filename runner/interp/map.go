package interp

import (
	"errors"

	"github.com/stateboard/stateboard/asl"
	"github.com/stateboard/stateboard/asl/jsonpath"
	"github.com/stateboard/stateboard/asl/syntax"
	"github.com/stateboard/stateboard/asl/value"
	"github.com/stateboard/stateboard/runner/history"
)

// mostAtOnce is how many iterations the service runs at once when the machine
// sets no limit.
const mostAtOnce = 40

// mapState runs its processor once for each item.
type mapState struct {
	processor   *machine
	itemsPath   *jsonpath.Path // nil is "$"
	items       template       // of JSONata; nil is the input
	selector    template       // ItemSelector; nil is the item as it is
	concurrency *quantity
	distributed *distributed // nil is INLINE
}

func (c *compiler) mapState(s *asl.Map, out *state) kind {
	k := &mapState{concurrency: c.quantity(s.Node, "MaxConcurrency", out.jsonata)}
	if s.Processor == nil {
		c.fail(s.Node, "A Map state needs a machine to run for each item.", "Add ItemProcessor.")
		return k
	}
	k.processor = c.machine(s.Processor)
	k.selector = c.template(s.Field("ItemSelector"), out.jsonata, "ItemSelector")
	if k.distributed = c.distributed(s, out); k.distributed != nil {
		k.distributed.of = k
	}
	if out.jsonata {
		k.items = c.template(s.Field("Items"), true, "Items")
		return k
	}
	if k.selector == nil {
		k.selector = out.parameters // the deprecated spelling
	}
	out.parameters = nil
	if n := s.Field("ItemsPath"); n != nil && !n.Is(syntax.Null) {
		k.itemsPath = c.path(n)
	}
	return k
}

func (k *mapState) work(x *Progress, f *frame) {
	g, fail := k.prepare(x, f)
	if fail != nil {
		x.fail(f, fail)
		return
	}
	f.last = x.emit(f, history.MapStateStarted, f.last, &history.MapStarted{Length: len(g.items)})
	f.inner, g.last = g, f.last
	if k.distributed != nil {
		k.distributed.begin(x, g)
		return
	}
	k.run(x, g)
}

// prepare evaluates what to iterate over and how.
func (k *mapState) prepare(x *Progress, f *frame) (*group, *failure) {
	in, fail := f.input, (*failure)(nil)
	if !f.state.jsonata {
		if in, fail = x.selected(f); fail != nil {
			return nil, fail
		}
	}
	e := x.see(f, in)
	limit, fail := k.concurrency.number(e, true, 0)
	if fail != nil {
		return nil, fail
	}
	g := &group{frame: f, kind: k, input: in, limit: int(limit)}
	switch {
	case g.limit < 0:
		return nil, k.concurrency.failure("Expected non-negative integer for MaxConcurrency, but got %d instead.", g.limit)
	case g.limit == 0:
		g.limit = mostAtOnce
	}
	if k.distributed == nil || k.distributed.reader == nil {
		items, fail := k.list(e, in)
		if fail != nil {
			return nil, fail
		}
		g.items = items.Items()
	}
	return g, nil
}

// run starts as many iterations as may run at once.
func (k *mapState) run(x *Progress, g *group) {
	g.results = make([]value.Value, len(g.items))
	if len(g.items) == 0 {
		k.succeed(x, g)
		return
	}
	for len(g.live) < g.limit && g.next < len(g.items) && g.frame.inner == g {
		k.start(x, g)
	}
}

// list is the items to run for: a JSON array.
func (k *mapState) list(e *env, in value.Value) (value.Value, *failure) {
	s := e.frame.state
	if s.jsonata {
		items := in
		if k.items != nil {
			v, fail := k.items.eval(e)
			if fail != nil {
				return v, fail
			}
			items = v
		}
		switch {
		case items.Kind() == value.ArrayKind:
			return items, nil
		case k.items == nil:
			return items, evaluation("", "Map state input must be an array but was: %s", items.Kind())
		}
		return items, unexpected(k.items, "Items", "array", items)
	}
	items, source := in, "$"
	if k.itemsPath != nil {
		source = k.itemsPath.String()
		v, err := k.itemsPath.Get(e.Env)
		var none *jsonpath.NotFoundError
		if errors.As(err, &none) {
			return v, runtime("%s", none)
		}
		if err != nil {
			return v, runtime("%s", err)
		}
		items = v
	}
	if items.Kind() != value.ArrayKind {
		return items, runtime("Reference path \"%s\" must point to array.", source)
	}
	return items, nil
}

// start starts the iteration whose turn it is.
func (k *mapState) start(x *Progress, g *group) {
	f, i := g.frame, g.next
	g.next++
	in, about, fail := g.items[i-g.first], value.Absent, (*failure)(nil)
	if g.batches == nil {
		in, about, fail = k.item(x, g, i, i-g.first)
	}
	if fail == nil && k.distributed != nil && x.limit > 0 && in.Size() > x.limit {
		fail = tooLargeItem(i)
	}
	if fail != nil && k.distributed != nil {
		k.distributed.fail(x, g, fail)
		return
	}
	if fail != nil {
		if at := g.last; !fail.own() {
			for _, inner := range g.inOrder() {
				x.abort(inner, at)
				x.emitIteration(g, inner, history.MapIterationAborted, at)
			}
			f.inner = nil
		}
		x.fail(f, fail)
		return
	}
	inner := x.newFrame(k.processor, g, &history.Scope{Outer: f.scope, Owner: f.state.Path, Index: i, Iterates: true})
	inner.index, inner.input, inner.about = i, in, about
	g.add(inner)
	if k.distributed != nil {
		k.distributed.isolate(x, inner)
	} else {
		inner.last = x.emitIteration(g, inner, history.MapIterationStarted, g.last)
	}
	inner.base = inner.last
	x.enqueue(inner)
}

// item is the input made of item i, which is number at of those the group has,
// and Map.Item of its context object where anything looks at that.
func (k *mapState) item(x *Progress, g *group, i, at int) (in, about value.Value, fail *failure) {
	f := g.frame
	in = g.items[at]
	if f.state.context {
		about = value.Object(value.M("Index", value.Int(int64(i))), value.M("Value", in))
		switch {
		case at < len(g.sources) && g.sources[at] != "":
			about = about.With("Source", value.String("S3://"+g.sources[at]))
		case g.source != "":
			about = about.With("Source", value.String(g.source))
		}
		if at < len(g.keys) && g.keys[at] != "" {
			about = about.With("Key", value.String(g.keys[at]))
		}
	}
	if k.selector != nil {
		f.about = about
		in, fail = k.selector.eval(x.see(f, g.input))
		f.about = value.Absent
	}
	return in, about, fail
}

func (k *mapState) finished(x *Progress, g *group, inner *frame, output value.Value) {
	g.remove(inner)
	g.done++
	if k.distributed != nil {
		k.distributed.note(x, g, inner, output, nil)
		x.recycle(inner)
		k.goOn(x, g)
		return
	}
	g.results[inner.index] = output
	g.last = inner.last
	succeeded := x.emitIteration(g, inner, history.MapIterationSucceeded, inner.last)
	if g.done == len(g.items) {
		g.last = succeeded
	}
	x.recycle(inner)
	k.goOn(x, g)
}

// goOn starts the next iteration, or ends the state after the last.
func (k *mapState) goOn(x *Progress, g *group) {
	switch {
	case g.next < g.first+len(g.items):
		k.start(x, g)
	case g.more:
		k.distributed.ask(x, g)
	case g.done == g.next:
		k.succeed(x, g)
	}
}

func (k *mapState) succeed(x *Progress, g *group) {
	if k.distributed != nil {
		k.distributed.succeed(x, g)
		return
	}
	f := g.frame
	f.last, f.base, f.exit = x.emit(f, history.MapStateSucceeded, g.last, nil), g.last, g.last
	f.inner = nil
	x.complete(f, value.Array(g.results...))
}

func (k *mapState) collapsed(x *Progress, g *group, inner *frame, fail *failure) {
	if k.distributed != nil {
		g.remove(inner)
		g.done++
		if k.distributed.note(x, g, inner, value.Absent, fail) {
			k.goOn(x, g)
		}
		return
	}
	x.emitIteration(g, inner, history.MapIterationFailed, inner.last)
	x.failGroup(g, inner, fail)
}
