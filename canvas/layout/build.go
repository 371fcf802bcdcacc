package layout

import "github.com/stateboard/stateboard/asl/graph"

// Build lays out a whole graph.
func Build(g *graph.Graph, o Options) *Layout {
	o = o.withDefaults()
	l := &Layout{nodes: map[graph.ID]int{}, edges: map[string]int{}}
	y := 0.0
	for i, n := range g.Nodes {
		l.nodes[n.ID] = i
		node := Node{ID: n.ID, Container: n.Container(), Parent: n.Parent}
		node.Rect.Y, node.Rect.W, node.Rect.H = y, o.NodeWidth, o.NodeHeight
		y += o.NodeHeight + o.GapY
		l.Nodes = append(l.Nodes, node)
		l.Bounds = l.Bounds.Union(node.Rect)
	}
	return l
}
