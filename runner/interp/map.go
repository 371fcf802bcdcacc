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
}

func (c *compiler) mapState(s *asl.Map, out *state) kind {
	k := &mapState{concurrency: c.quantity(s.Node, "MaxConcurrency", out.jsonata)}
	if s.Processor == nil {
		c.fail(s.Node, "A Map state needs a machine to run for each item.", "Add ItemProcessor.")
		return k
	}
	k.processor = c.machine(s.Processor)
	k.selector = c.template(s.Field("ItemSelector"), out.jsonata, "ItemSelector")
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
	in, fail := f.input, (*failure)(nil)
	if !f.state.jsonata {
		in, fail = x.selected(f)
	}
	var items value.Value
	var limit float64
	if fail == nil {
		e := x.see(f, in)
		if limit, fail = k.concurrency.number(e, true, 0); fail == nil {
			items, fail = k.list(e, in)
		}
	}
	if fail != nil {
		x.fail(f, fail)
		return
	}
	g := &group{frame: f, kind: k, items: items.Items(), input: in, limit: int(limit), results: make([]value.Value, items.Len())}
	if g.limit <= 0 {
		g.limit = mostAtOnce
	}
	f.last = x.emit(f, history.MapStateStarted, f.last, &history.MapStarted{Length: len(g.items)})
	f.inner, g.last = g, f.last
	if len(g.items) == 0 {
		k.succeed(x, g)
		return
	}
	for len(g.live) < g.limit && g.next < len(g.items) && f.inner == g {
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
		if items.Kind() != value.ArrayKind {
			return items, evaluation("Items", "The JSONata expression '%s' specified for the field 'Items' returned an unexpected result type. Expected 'array', but was '%s' for value: %s",
				expressionSource(k.items), typeName(items), items.JSON())
		}
		return items, nil
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

// typeName is a value's type as JSONata messages name it.
func typeName(v value.Value) string { return v.Kind().String() }

// start starts the iteration whose turn it is.
func (k *mapState) start(x *Progress, g *group) {
	f, i := g.frame, g.next
	g.next++
	item := g.items[i]
	if f.state.context {
		f.about = value.Object(value.M("Index", value.Int(int64(i))), value.M("Value", item))
	}
	about, in := f.about, item
	if k.selector != nil {
		selected, fail := k.selector.eval(x.see(f, g.input))
		if fail != nil {
			f.about = value.Absent
			for _, inner := range g.inOrder() {
				x.abort(inner, g.last)
				x.emitIteration(g, inner, history.MapIterationAborted, g.last)
			}
			f.inner = nil
			x.fail(f, fail)
			return
		}
		in = selected
	}
	f.about = value.Absent
	inner := x.newFrame(k.processor, g, &history.Scope{Outer: f.scope, Owner: f.state.Path, Index: i, Iterates: true})
	inner.index, inner.input, inner.about = i, in, about
	g.add(inner)
	inner.last = x.emitIteration(g, inner, history.MapIterationStarted, g.last)
	inner.base = inner.last
	x.enqueue(inner)
}

func (k *mapState) finished(x *Progress, g *group, inner *frame, output value.Value) {
	g.remove(inner)
	g.results[inner.index] = output
	g.last = inner.last
	x.emitIteration(g, inner, history.MapIterationSucceeded, inner.last)
	g.done++
	switch {
	case g.next < len(g.items):
		k.start(x, g)
	case g.done == len(g.items):
		k.succeed(x, g)
	}
}

func (k *mapState) succeed(x *Progress, g *group) {
	f := g.frame
	x.emit(f, history.MapStateSucceeded, g.last, nil)
	f.inner, f.last, f.base = nil, g.last, g.last
	x.complete(f, value.Array(g.results...))
}

func (k *mapState) collapsed(x *Progress, g *group, inner *frame, fail *failure) {
	x.emitIteration(g, inner, history.MapIterationFailed, inner.last)
	x.failGroup(g, inner, fail)
}
