package layout

import (
	"github.com/stateboard/stateboard/asl/graph"
	"github.com/stateboard/stateboard/canvas/geom"
)

// Layout is where everything goes, in world units. It is immutable. What lies in
// a collapsed container is not in it.
type Layout struct {
	Nodes  []Node    // in the graph's order: outer nodes before those inside them
	Edges  []Edge    // in the graph's order
	Bounds geom.Rect // of nodes, lines and labels

	of    *graph.Graph
	shut  map[graph.ID]bool // Options.Collapsed
	nodes map[graph.ID]int
	edges map[string]int
}

// Node is a state or a mark in its place. Marks are circles inscribed in Rect.
type Node struct {
	ID        graph.ID
	Rect      geom.Rect
	Container bool     // other nodes lie inside, below the header
	Collapsed bool     // other nodes would, but are not shown
	Header    float64  // height of a container's header; 0 otherwise
	Parent    graph.ID // the container it lies in; "" at the top
}

// Edge is a transition's line. Points run from the border of one node to the
// border of the other, horizontally and vertically by turns. Start edges of a
// container leave the middle of its header's lower side; its End edges reach
// its lower side from within.
//
// Transitions of the same sort between the same two nodes (two rules with one
// target) share one line and one label: the first carries it, the later ones
// name it in Shares.
type Edge struct {
	Edge   *graph.Edge
	Points []geom.Point
	Label  geom.Rect // of the pill on the line; empty when there is none
	Text   string    // what fits in the pill, possibly shortened with an ellipsis
	Full   string    // the whole text, for a tooltip
	Shares string    // ID of the earlier edge whose line and label this one shares, or ""
}

// Node finds a node, or nil.
func (l *Layout) Node(id graph.ID) *Node {
	if i, ok := l.nodes[id]; ok {
		return &l.Nodes[i]
	}
	return nil
}

// Edge finds an edge by its graph.Edge.ID, or nil.
func (l *Layout) Edge(id string) *Edge {
	if i, ok := l.edges[id]; ok {
		return &l.Edges[i]
	}
	return nil
}
