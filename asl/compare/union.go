package compare

import (
	"strings"

	"github.com/stateboard/stateboard/asl"
	"github.com/stateboard/stateboard/asl/graph"
	"github.com/stateboard/stateboard/asl/value"
)

// Union is the picture of both versions: the new one with the states and
// transitions that are gone still in it.
type Union struct {
	Document *asl.Document
	Graph    *graph.Graph
	States   map[graph.ID]Kind // what has become of a state; not there where nothing has
	Edges    map[string]Kind   // of a transition, by its ID
}

// Union makes one picture of both versions.
func (c *Changes) Union() *Union {
	m := c.match
	u := &Union{States: map[graph.ID]Kind{}, Edges: map[string]Kind{}}
	doc := m.new.Machine.Node.Value()
	at := map[string]graph.ID{} // old path -> node in the union
	for i := range c.States {
		switch s := &c.States[i]; s.Kind {
		case Added:
			u.States[graph.ID(s.New.Base().Path)] = Added
		case Changed:
			u.States[graph.ID(s.New.Base().Path)] = Changed
		case Removed:
			doc = m.restore(doc, s.Old, at)
			u.States[at[s.Old.Base().Path]] = Removed
		}
	}
	u.Document = asl.ParseString(doc.JSON())
	g := graph.New(u.Document.Machine)
	u.Graph = g.With(m.lost(g, at)...)
	m.mark(u, at)
	return u
}

// restore puts a state that is gone where it would be now. States inside one
// that is gone are there with it.
func (m *matching) restore(doc value.Value, s asl.State, at map[string]graph.ID) value.Value {
	b := s.Base()
	owner := b.Scope.Owner
	if owner == nil {
		at[b.Path] = graph.ID(b.Name)
		return with(doc, []string{"States", b.Name}, m.restored(s))
	}
	if id, gone := at[owner.Base().Path]; gone {
		at[b.Path] = id + graph.ID(strings.TrimPrefix(b.Path, owner.Base().Path))
		return doc
	}
	to := m.new.State(m.toNew[owner.Base().Path])
	machines := asl.Machines(to)
	if len(machines) == 0 {
		return doc
	}
	into := machines[min(b.Scope.Index, len(machines)-1)]
	at[b.Path] = graph.ID(into.Prefix + b.Name)
	steps := strings.Split(strings.TrimPrefix(into.Node.Pointer(), "/"), "/")
	for i, step := range steps {
		steps[i] = strings.ReplaceAll(strings.ReplaceAll(step, "~1", "/"), "~0", "~")
	}
	return with(doc, append(steps, "States", b.Name), m.restored(s))
}

// restored is a state that is gone without its transitions, which are drawn
// as what is gone too; a container keeps those inside.
func (m *matching) restored(s asl.State) value.Value {
	v := s.Base().Node.Value()
	for _, key := range [...]string{"Next", "End", "Default", "Catch"} {
		v = v.Without(key)
	}
	if _, is := s.(*asl.Choice); is {
		v = v.Without("Choices")
	}
	return v
}

// with is a value with another put at a path of names and indexes.
func with(v value.Value, steps []string, to value.Value) value.Value {
	if len(steps) == 0 {
		return to
	}
	if v.Kind() == value.ArrayKind {
		i := 0
		for _, c := range steps[0] {
			i = i*10 + int(c-'0')
		}
		return v.WithAt(i, with(v.At(i), steps[1:], to))
	}
	return v.With(steps[0], with(v.Get(steps[0]), steps[1:], to))
}

// there is what a node of the old graph is in the union; "" when it is
// nowhere.
func (m *matching) there(id graph.ID, at map[string]graph.ID) graph.ID {
	if to := m.id(id); to != "" {
		return graph.ID(to)
	}
	return at[string(id)]
}

// lost are the transitions of the old version that the union's graph lacks.
func (m *matching) lost(g *graph.Graph, at map[string]graph.ID) []graph.Edge {
	left := map[graph.Edge]int{}
	for _, e := range g.Edges {
		left[graph.Edge{From: e.From, To: e.To, Kind: e.Kind}]++
	}
	var list []graph.Edge
	for _, e := range m.oldG.Edges {
		from, to := m.there(e.From, at), m.there(e.To, at)
		key := graph.Edge{From: from, To: to, Kind: e.Kind}
		switch {
		case from == "" || to == "":
		case left[key] > 0:
			left[key]--
		default:
			list = append(list, graph.Edge{From: from, To: to, Kind: e.Kind, Label: e.Label, Index: e.Index})
		}
	}
	return list
}

// mark tells which transitions of the union are new, gone, or taken for
// another reason than before.
func (m *matching) mark(u *Union, at map[string]graph.ID) {
	old := map[graph.Edge][]string{}
	for _, e := range m.oldG.Edges {
		key := graph.Edge{From: m.there(e.From, at), To: m.there(e.To, at), Kind: e.Kind}
		old[key] = append(old[key], e.Label)
	}
	now := len(graph.New(u.Document.Machine).Edges)
	for i, e := range u.Graph.Edges {
		key := graph.Edge{From: e.From, To: e.To, Kind: e.Kind}
		labels := old[key]
		switch {
		case i >= now || u.removed(e.From):
			u.Edges[e.ID] = Removed
		case len(labels) == 0:
			u.Edges[e.ID] = Added
		default:
			if labels[0] != e.Label {
				u.Edges[e.ID] = Changed
			}
			old[key] = labels[1:]
		}
	}
}

// removed tells whether a node is one that is gone.
func (u *Union) removed(id graph.ID) bool {
	kind, marked := u.States[id]
	return marked && kind == Removed
}
