package layout

import (
	"encoding/json"
	"io"

	"github.com/stateboard/stateboard/asl/graph"
)

// WriteJSON writes a layout for other tools: {nodes: [{id, x, y, w, h, parent,
// container}], edges: [{from, to, points: [[x, y], ...]}]}, coordinates as in
// Layout. Edges between the same two nodes are written once.
func WriteJSON(w io.Writer, l *Layout) error {
	type node struct {
		ID        graph.ID  `json:"id"`
		X         float64   `json:"x"`
		Y         float64   `json:"y"`
		W         float64   `json:"w"`
		H         float64   `json:"h"`
		Parent    *graph.ID `json:"parent"`
		Container bool      `json:"container,omitempty"`
	}
	type edge struct {
		From   graph.ID     `json:"from"`
		To     graph.ID     `json:"to"`
		Points [][2]float64 `json:"points"`
	}
	out := struct {
		Nodes []node `json:"nodes"`
		Edges []edge `json:"edges"`
	}{make([]node, 0, len(l.Nodes)), make([]edge, 0, len(l.Edges))}
	for i := range l.Nodes {
		n := &l.Nodes[i]
		at := node{n.ID, n.Rect.X, n.Rect.Y, n.Rect.W, n.Rect.H, nil, n.Container}
		if n.Parent != "" {
			at.Parent = &n.Parent
		}
		out.Nodes = append(out.Nodes, at)
	}
	seen := map[[2]graph.ID]bool{}
	for i := range l.Edges {
		e := &l.Edges[i]
		ends := [2]graph.ID{e.Edge.From, e.Edge.To}
		if seen[ends] {
			continue
		}
		seen[ends] = true
		points := make([][2]float64, len(e.Points))
		for j, p := range e.Points {
			points[j] = [2]float64{p.X, p.Y}
		}
		out.Edges = append(out.Edges, edge{ends[0], ends[1], points})
	}
	return json.NewEncoder(w).Encode(out)
}
