package scene_test

import (
	"github.com/stateboard/stateboard/asl"
	"github.com/stateboard/stateboard/asl/graph"
	"github.com/stateboard/stateboard/canvas/geom"
	"github.com/stateboard/stateboard/canvas/layout"
	"github.com/stateboard/stateboard/canvas/scene"
)

// This file defines a layout made by hand, so that a golden scene says what scene
// does and not how well the real layout arranges things: a column of nodes, what
// is inside a container indented below its header.

func place(g *graph.Graph) *layout.Layout {
	l := &layout.Layout{}
	rects := map[graph.ID]geom.Rect{}
	y := 0.0
	var column func(parent graph.ID, x float64)
	column = func(parent graph.ID, x float64) {
		for _, n := range g.Nodes {
			if n.Parent != parent {
				continue
			}
			r := geom.Rect{X: x, Y: y, W: 208, H: 52}
			if n.Kind != graph.StateNode {
				r = geom.Rect{X: x + 92, Y: y, W: 24, H: 24}
			}
			if n.Container() {
				y += 60
				column(n.ID, x+20)
				r.W, r.H = 500, y-r.Y
				y -= 52
			}
			rects[n.ID] = r
			y += 92
		}
	}
	column("", 0)
	for _, n := range g.Nodes {
		header := 0.0
		if n.Container() {
			header = 34
		}
		l.Nodes = append(l.Nodes, layout.Node{ID: n.ID, Rect: rects[n.ID], Container: n.Container(), Header: header, Parent: n.Parent})
		l.Bounds = l.Bounds.Union(rects[n.ID])
	}
	for i, e := range g.Edges {
		a, b := rects[e.From].Foot(), rects[e.To].Top()
		side := 240 + 12*float64(i)
		if n := g.Node(e.From); n.Container() && e.Kind == graph.Start {
			a = geom.Pt(rects[e.From].Center().X, rects[e.From].Y+34)
		}
		le := layout.Edge{Edge: e, Points: geom.Simplify([]geom.Point{a, geom.Pt(a.X, a.Y+10), geom.Pt(side, a.Y+10), geom.Pt(side, b.Y-20), geom.Pt(b.X, b.Y-20), b})}
		if e.Label != "" {
			le.Label = geom.Rect{X: side - 50, Y: a.Y + 24, W: 100, H: 22}
			le.Text, le.Full = e.Label, e.Label
		}
		l.Edges = append(l.Edges, le)
	}
	return l
}

// estimate measures without fonts: seven twelfths of the size for every letter.
func estimate(text string, size float64, _ int) float64 {
	n := 0
	for range text {
		n++
	}
	return float64(n) * size * 7 / 12
}

func input(text string) scene.Input {
	g := graph.New(asl.ParseString(text).Machine)
	return scene.Input{Graph: g, Layout: place(g), Palette: scene.Light, Measure: estimate}
}
