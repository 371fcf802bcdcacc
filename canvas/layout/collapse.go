package layout

import "github.com/stateboard/stateboard/asl/graph"

// collapsed tells whether a container is laid out as one card.
func (b *builder) collapsed(n *graph.Node) bool { return n.Container() && b.o.Collapsed[n.ID] }

// hide takes out of the layout what lies inside collapsed containers: its nodes
// and edges have no place.
func (b *builder) hide() {
	if len(b.o.Collapsed) == 0 {
		return
	}
	l, hidden := b.l, map[graph.ID]bool{}
	nodes, edges := l.Nodes[:0], l.Edges[:0]
	for _, n := range l.Nodes {
		if g := b.g.Node(n.ID); b.collapsed(g) {
			n.Container, n.Collapsed = false, true
		}
		if parent := b.g.Node(n.Parent); parent != nil && (hidden[n.Parent] || b.collapsed(parent)) {
			hidden[n.ID] = true // outer nodes come before those inside them
			continue
		}
		nodes = append(nodes, n)
	}
	for _, e := range l.Edges {
		if !hidden[e.Edge.From] && !hidden[e.Edge.To] {
			edges = append(edges, e)
		}
	}
	l.Nodes, l.Edges = nodes, edges
	clear(l.nodes)
	clear(l.edges)
	for i := range nodes {
		l.nodes[nodes[i].ID] = i
	}
	for i := range edges {
		l.edges[edges[i].Edge.ID] = i
	}
}
