package outline

import (
	"cmp"
	"slices"

	"github.com/stateboard/stateboard/asl/graph"
	"github.com/stateboard/stateboard/canvas/geom"
	"github.com/stateboard/stateboard/canvas/layout"
)

// entry is a state in the list.
type entry struct {
	node  *graph.Node
	depth int
}

// entries are the states as one reads the diagram: from above to below and from
// left to right, branch by branch, those inside a container after it.
func entries(g *graph.Graph, l *layout.Layout) []entry {
	inside := map[graph.ID][]*graph.Node{}
	at := make(map[graph.ID]geom.Rect, len(l.Nodes))
	for i := range l.Nodes {
		at[l.Nodes[i].ID] = l.Nodes[i].Rect
	}
	for _, n := range g.Nodes {
		if n.Kind == graph.StateNode {
			inside[n.Parent] = append(inside[n.Parent], n)
		}
	}
	var list []entry
	var walk func(in graph.ID, depth int)
	walk = func(in graph.ID, depth int) {
		states := inside[in]
		slices.SortStableFunc(states, func(a, b *graph.Node) int {
			ra, rb := at[a.ID], at[b.ID]
			return cmp.Or(cmp.Compare(a.Branch, b.Branch), cmp.Compare(ra.Y, rb.Y), cmp.Compare(ra.X, rb.X))
		})
		for _, n := range states {
			list = append(list, entry{n, depth})
			walk(n.ID, depth+1)
		}
	}
	walk("", 0)
	return list
}
