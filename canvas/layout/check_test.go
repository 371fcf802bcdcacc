package layout_test

import (
	"fmt"
	"math"

	"github.com/stateboard/stateboard/asl"
	"github.com/stateboard/stateboard/asl/graph"
	"github.com/stateboard/stateboard/canvas/geom"
	"github.com/stateboard/stateboard/canvas/layout"
)

func read(src string) *graph.Graph { return graph.New(asl.ParseString(src).Machine) }

// faults lists what must never be in a layout: overlapping states, states
// outside their container, lines that are not orthogonal, do not end on the
// borders they should or run through what they do not belong to, labels on top
// of something.
func faults(g *graph.Graph, l *layout.Layout) []string {
	f := &finder{g: g, l: l}
	for i := range l.Nodes {
		f.node(&l.Nodes[i])
	}
	for i := range l.Edges {
		f.ends(&l.Edges[i])
		f.through(&l.Edges[i])
	}
	f.labels()
	return f.out
}

type finder struct {
	g   *graph.Graph
	l   *layout.Layout
	out []string
}

func (f *finder) add(format string, args ...any) { f.out = append(f.out, fmt.Sprintf(format, args...)) }

func (f *finder) node(n *layout.Node) {
	if n.Rect.Empty() {
		f.add("%s has no extent: %v", n.ID, n.Rect)
	}
	if !f.l.Bounds.Inset(-0.01).Covers(n.Rect) {
		f.add("%s is out of bounds", n.ID)
	}
	if n.Parent != "" {
		p := f.l.Node(n.Parent)
		inside := p.Rect
		inside.Y, inside.H = inside.Y+p.Header, inside.H-p.Header
		if !inside.Covers(n.Rect) {
			f.add("%s lies outside %s", n.ID, p.ID)
		}
	}
	for i := range f.l.Nodes {
		if m := &f.l.Nodes[i]; m.ID < n.ID && !f.holds(m.ID, n.ID) && !f.holds(n.ID, m.ID) && m.Rect.Intersects(n.Rect.Inset(0.5)) {
			f.add("%s overlaps %s", n.ID, m.ID)
		}
	}
}

// holds reports whether inner lies in outer, at any depth.
func (f *finder) holds(outer, inner graph.ID) bool {
	for id := f.l.Node(inner).Parent; id != ""; id = f.l.Node(id).Parent {
		if id == outer {
			return true
		}
	}
	return false
}

func (f *finder) ends(e *layout.Edge) {
	if len(e.Points) < 2 {
		f.add("%s has no line", e.Edge.ID)
		return
	}
	if !geom.Orthogonal(e.Points) {
		f.add("%s is not orthogonal: %v", e.Edge.ID, e.Points)
	}
	from, to := f.l.Node(e.Edge.From), f.l.Node(e.Edge.To)
	first, last := e.Points[0], e.Points[len(e.Points)-1]
	if from.Container && e.Edge.Kind == graph.Start {
		if math.Abs(first.Y-from.Rect.Y-from.Header) > 0.01 {
			f.add("%s does not start below the header", e.Edge.ID)
		}
	} else if !onBorder(from.Rect, first) {
		f.add("%s does not start on the border: %v %v", e.Edge.ID, from.Rect, first)
	}
	if !onBorder(to.Rect, last) {
		f.add("%s does not end on the border: %v %v", e.Edge.ID, to.Rect, last)
	}
}

func onBorder(r geom.Rect, p geom.Point) bool {
	return r.Inset(-0.01).Contains(p) && !r.Inset(0.01).Contains(p)
}

func (f *finder) through(e *layout.Edge) {
	for i := range f.l.Nodes {
		n := &f.l.Nodes[i]
		r := n.Rect.Inset(1)
		if f.holds(n.ID, e.Edge.From) || f.holds(n.ID, e.Edge.To) {
			continue
		}
		inner := n.ID == e.Edge.From && e.Edge.Kind == graph.Start || n.ID == e.Edge.To && e.Edge.Kind == graph.End
		if n.Container && inner {
			continue
		}
		if geom.Hits(e.Points, r) {
			f.add("%s runs through %s", e.Edge.ID, n.ID)
		}
	}
}

func (f *finder) labels() {
	for i := range f.l.Edges {
		e := &f.l.Edges[i]
		if e.Label.Empty() {
			if e.Edge.Label != "" && e.Shares == "" {
				f.add("%s lost its label", e.Edge.ID)
			}
			continue
		}
		if geom.Distance(e.Label.Center(), e.Points) > 0.01 {
			f.add("the label of %s is not on its line", e.Edge.ID)
		}
		for j := range f.l.Nodes {
			if n := &f.l.Nodes[j]; n.Rect.Intersects(e.Label) && !f.holds(n.ID, e.Edge.From) {
				f.add("the label of %s lies on %s", e.Edge.ID, n.ID)
			}
		}
		for j := range f.l.Edges {
			o := &f.l.Edges[j]
			if j == i || o.Shares == e.Edge.ID {
				continue
			}
			if o.Label.Intersects(e.Label) {
				f.add("the labels of %s and %s overlap", e.Edge.ID, o.Edge.ID)
			}
			if geom.Hits(o.Points, e.Label.Inset(1)) {
				f.add("%s runs through the label of %s", o.Edge.ID, e.Edge.ID)
			}
		}
	}
}

// score is how good a layout is, smaller is better.
type score struct {
	Crossings int
	Shared    float64 // length that edges without a common end share
	Bends     int
}

func rate(l *layout.Layout) score {
	type piece struct {
		edge int
		a, b geom.Point
	}
	var s score
	var pieces []piece
	for i := range l.Edges {
		e := &l.Edges[i]
		if e.Shares != "" {
			continue
		}
		s.Bends += max(0, len(e.Points)-2)
		for j := 1; j < len(e.Points); j++ {
			pieces = append(pieces, piece{i, e.Points[j-1], e.Points[j]})
		}
	}
	common := func(p, q piece) bool {
		a, b := l.Edges[p.edge].Edge, l.Edges[q.edge].Edge
		return a.From == b.From || a.To == b.To || a.From == b.To || a.To == b.From
	}
	for i, p := range pieces {
		for _, q := range pieces[i+1:] {
			if p.edge == q.edge {
				continue
			}
			a, b := geom.RectOf(p.a, p.b), geom.RectOf(q.a, q.b)
			switch {
			case a.W == 0 && b.H == 0 && inside(a, b), b.W == 0 && a.H == 0 && inside(b, a):
				s.Crossings++
			case a.W == 0 && b.W == 0 && math.Abs(a.X-b.X) < 1 && !common(p, q):
				s.Shared += math.Max(0, math.Min(a.Bottom(), b.Bottom())-math.Max(a.Y, b.Y))
			case a.H == 0 && b.H == 0 && math.Abs(a.Y-b.Y) < 1 && !common(p, q):
				s.Shared += math.Max(0, math.Min(a.Right(), b.Right())-math.Max(a.X, b.X))
			}
		}
	}
	return s
}

// inside reports whether a vertical crosses a horizontal properly.
func inside(v, h geom.Rect) bool {
	return v.X > h.X && v.X < h.Right() && h.Y > v.Y && h.Y < v.Bottom()
}
