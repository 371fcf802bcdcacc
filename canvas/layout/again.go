package layout

import (
	"maps"
	"slices"

	"github.com/stateboard/stateboard/asl/graph"
)

// Rebuild is Build, made cheap where a layout made before with the same options
// fits: most edits of a text, such as those of comments, parameters and paths,
// change nothing that a layout asks for. Then the places are shared. last may
// be nil.
func Rebuild(last *Layout, g *graph.Graph, o Options) *Layout {
	if last == nil || !maps.Equal(last.shut, o.Collapsed) || !sameShape(last.of, g) {
		return Build(g, o)
	}
	l := *last
	l.of = g
	l.Edges = slices.Clone(last.Edges)
	for i := range l.Edges {
		l.Edges[i].Edge = g.Edge(l.Edges[i].Edge.ID)
	}
	return &l
}

// sameShape tells whether two graphs have the same nodes and edges, in the same
// order and with the same words.
func sameShape(a, b *graph.Graph) bool {
	if len(a.Nodes) != len(b.Nodes) || len(a.Edges) != len(b.Edges) {
		return false
	}
	for i, n := range a.Nodes {
		m := b.Nodes[i]
		if n.ID != m.ID || n.Name != m.Name || n.Kind != m.Kind || n.Parent != m.Parent || n.Branch != m.Branch ||
			!slices.EqualFunc(n.Branches, m.Branches, slices.Equal[[]graph.ID]) {
			return false
		}
	}
	for i, e := range a.Edges {
		f := b.Edges[i]
		if e.ID != f.ID || e.From != f.From || e.To != f.To || e.Kind != f.Kind || e.Index != f.Index || e.Label != f.Label {
			return false
		}
	}
	return true
}
