package rewrite

import (
	"github.com/stateboard/stateboard/asl"
	"github.com/stateboard/stateboard/asl/graph"
	"github.com/stateboard/stateboard/asl/syntax"
)

// way is one transition as the text has it: who leads where, and what says so.
type way struct {
	kind  graph.EdgeKind
	scope *asl.Machine
	from  asl.State    // nil for Start
	index int          // which rule or catcher
	item  *syntax.Node // the rule or catcher
	ref   *syntax.Node // the text that names the target; nil where there is none
}

// target is the name that the way leads to; "" for the end, and for nowhere.
func (w way) target() string { return w.ref.StringText() }

// fromName is the state that leads on; "" for Start.
func (w way) fromName() string {
	if w.from == nil {
		return ""
	}
	return w.from.Base().Name
}

// ways are all transitions of a machine, those of inner machines not included.
// A state that should lead on and says neither Next nor End has a Next way
// without ref.
func ways(m *asl.Machine) []way {
	list := make([]way, 0, len(m.States)+1)
	list = append(list, way{kind: graph.Start, scope: m, ref: m.StartAt})
	for _, s := range m.States {
		list = appendWays(list, s)
	}
	return list
}

// waysOf are the transitions that leave a state.
func waysOf(s asl.State) []way { return appendWays(nil, s) }

func appendWays(list []way, s asl.State) []way {
	m := s.Base().Scope
	if choice, ok := s.(*asl.Choice); ok {
		for i, r := range choice.Rules() {
			list = append(list, way{graph.Rule, m, s, i, r.Node, r.Next})
		}
		if choice.Default() != nil {
			list = append(list, way{kind: graph.Default, scope: m, from: s, ref: choice.Default()})
		}
	} else if asl.Ends(s) {
		list = append(list, way{kind: graph.End, scope: m, from: s})
	} else {
		list = append(list, way{kind: graph.Next, scope: m, from: s, ref: s.Base().Next()})
	}
	for i, c := range asl.Catchers(s) {
		list = append(list, way{graph.Catch, m, s, i, c.Node, c.Next})
	}
	return list
}

// terminal tells whether a state can never lead on.
func terminal(s asl.State) bool {
	switch s.(type) {
	case *asl.Succeed, *asl.Fail:
		return true
	}
	return false
}

// redirect makes a way lead to the named state. An End way becomes a Next.
func (d *draft) redirect(w way, to string) {
	switch w.kind {
	case graph.Start:
		d.put(w.scope.Node, "StartAt", quoted(to))
	case graph.Next, graph.End:
		d.leadOn(w.from, to)
	case graph.Default:
		d.put(w.from.Base().Node, "Default", quoted(to))
	case graph.Rule, graph.Catch:
		d.put(w.item, "Next", quoted(to))
	}
}

// leadOn gives a state a Next, at the place of its End if it has one; the
// empty name gives it End: true instead.
func (d *draft) leadOn(s asl.State, to string) {
	n := s.Base().Node
	key, other, c := "Next", "End", content(quoted(to))
	if to == "" {
		key, other, c = "End", "Next", literal("true")
	}
	m, o := n.Member(key), n.Member(other)
	if m != nil {
		delete(d.keys, m.Key)
	}
	switch {
	case m == nil && o != nil:
		d.rename(o.Key, key)
		d.set(o.Value, c)
	case o != nil:
		d.drop(n, other)
		fallthrough
	default:
		if m == nil || key == "Next" || !m.Value.True() {
			d.put(n, key, c)
		}
	}
}

// find is the way that an edge of the document's graph stands for.
func find(doc *asl.Document, e *graph.Edge) (way, error) {
	if err := editable(doc); err != nil {
		return way{}, err
	}
	if e == nil {
		return way{}, refuse("", "The connection is not there any more.")
	}
	gone := refuse("", "The connection from %s to %s is not there any more.", named(string(e.From)), named(string(e.To)))
	if e.Kind == graph.Start {
		to := doc.State(string(e.To))
		if to == nil {
			return way{}, gone
		}
		m := to.Base().Scope
		return way{kind: graph.Start, scope: m, ref: m.StartAt}, nil
	}
	from := doc.State(string(e.From))
	if from == nil {
		return way{}, gone
	}
	for _, w := range waysOf(from) {
		if w.kind == e.Kind && w.index == e.Index && (w.kind == graph.End || w.scope.Prefix+w.target() == string(e.To)) {
			return w, nil
		}
	}
	return way{}, gone
}
