package scene

import (
	"image/color"
	"math"

	"github.com/stateboard/stateboard/asl/graph"
	"github.com/stateboard/stateboard/canvas/geom"
	"github.com/stateboard/stateboard/canvas/layout"
)

// This file defines how transitions, their labels and their slots are drawn and
// placed.

// lines draws the edges, those that were taken above those that were not.
func (b *builder) lines() {
	slots := slotPlacer{taken: map[[2]int]geom.Point{}}
	for i := range b.Layout.Edges {
		e := &b.Layout.Edges[i]
		if len(e.Points) < 2 {
			continue
		}
		if e.Shares != "" && b.Taken[e.Edge.ID] {
			b.shared[e.Shares] = true
		}
		slot := slots.place(e)
		b.out.edges[e.Edge.ID] = drawnEdge{points: e.Points, slot: slot, kind: e.Edge.Kind, from: e.Edge.From, to: e.Edge.To}
		b.edgeTargets(e, slot)
	}
	for _, taken := range [2]bool{false, true} {
		for i := range b.Layout.Edges {
			e := &b.Layout.Edges[i]
			if b.Taken[e.Edge.ID] != taken || len(e.Points) < 2 || e.Shares != "" && !taken {
				continue
			}
			b.out.add(b.line(e))
			if taken {
				b.part(TakenLines, i)
			} else {
				b.part(Lines, i)
			}
		}
	}
}

func (b *builder) line(e *layout.Edge) *Path {
	p := edgePath(e.Points, e.Edge.Kind, b.pal.Edge, EdgeWidth)
	if b.inner(e) {
		p.Points, p.Head = e.Points, 0
	}
	if e.Edge.Kind == graph.Catch {
		p.Stroke = b.pal.Failed
	}
	if c := b.EdgeChanges[e.Edge.ID]; c != Same {
		p.Stroke, p.Width = c.color(&b.pal), StrongWidth
		if c == Removed {
			p.Dash = [2]float64{DashOn, DashOff}
		}
	}
	if b.Taken[e.Edge.ID] {
		p.Width, p.Stroke = TakenWidth, b.pal.Succeeded
		if p.Head > 0 {
			p.Head += 1.5
		}
		if e.Edge.Kind == graph.Catch {
			p.Stroke = b.pal.Caught
		}
	}
	return p
}

// inner tells whether the edge ends a machine inside a container. It joins the
// container's border from within, quietly: the arrow that leaves there says more.
func (b *builder) inner(e *layout.Edge) bool {
	return e.Edge.Kind == graph.End && b.out.nodes[e.Edge.To].container
}

// edgePath returns the line of an edge whose tip stays clear of what it points at.
func edgePath(points []geom.Point, kind graph.EdgeKind, stroke color.NRGBA, width float64) *Path {
	p := &Path{Points: short(points, ArrowGap), Radius: EdgeRadius, Stroke: stroke, Width: width, Head: ArrowSize}
	if kind == graph.Catch {
		p.Dash = [2]float64{DashOn, DashOff}
	}
	return p
}

// short returns the polyline with its end pulled back by d.
func short(points []geom.Point, d float64) []geom.Point {
	n := len(points)
	out := append([]geom.Point(nil), points...)
	if l := out[n-2].Dist(out[n-1]); l > d {
		out[n-1] = out[n-1].Lerp(out[n-2], d/l)
	}
	return out
}

func (b *builder) edgeTargets(e *layout.Edge, slot geom.Point) {
	t := Target{Edge: e.Edge.ID, From: e.Edge.From, To: e.Edge.To}
	t.Kind, t.Rect, t.Points = OnEdge, geom.Bounds(e.Points), e.Points
	b.target(t)
	if !e.Label.Empty() && e.Shares == "" {
		t.Kind, t.Rect, t.Points = OnLabel, e.Label, nil
		b.target(t)
	}
	t.Kind, t.Rect, t.Points = OnSlot, geom.Around(slot, geom.Size{W: SlotSize, H: SlotSize}), nil
	b.target(t)
}

// labels draws the pills on the lines.
func (b *builder) labels() {
	for i := range b.Layout.Edges {
		e := &b.Layout.Edges[i]
		if e.Label.Empty() || e.Text == "" || e.Shares != "" {
			continue
		}
		c := b.pal.Secondary
		switch {
		case e.Edge.Kind == graph.Catch && b.taken(e):
			c = b.pal.Caught
		case e.Edge.Kind == graph.Catch:
			c = b.pal.Failed
		case b.taken(e):
			c = b.pal.Text
		}
		from := len(b.out.Items)
		b.pill(e.Label, e.Text, e.Full, c, Mix(b.pal.Background, b.pal.Panel, 0.5), b.pal.Hairline)
		drawn := b.out.edges[e.Edge.ID]
		b.part(Labels, i)
		drawn.label = b.out.Items[from:len(b.out.Items):len(b.out.Items)]
		b.out.edges[e.Edge.ID] = drawn
	}
}

// taken tells whether the edge, or one that shares its line, was taken.
func (b *builder) taken(e *layout.Edge) bool { return b.Taken[e.Edge.ID] || b.shared[e.Edge.ID] }

// pill draws a short text in a rounded box. Full is the whole text when that is
// longer.
func (b *builder) pill(r geom.Rect, text, full string, c, fill, stroke color.NRGBA) {
	z := Zooms{From: ZoomDetail}
	t := fitted(b.Measure, text, r.W-LabelPad, SecondarySize, Regular)
	if t == nil {
		return
	}
	b.out.add(&Box{Rect: r, Radius: r.H / 2, Fill: fill, Stroke: stroke, Width: HairWidth, Zoom: z})
	t.At, t.Anchor, t.Color, t.Zoom = geom.Pt(r.Center().X, r.Center().Y+4), Middle, c, z
	if t.Text != full {
		t.Full = full
	}
	b.out.add(t)
}

// slotPlacer finds for every edge a point that is its own: clear of its label, of
// the turns, and of the slots of edges that share part of its way.
type slotPlacer struct{ taken map[[2]int]geom.Point }

// clearance is how far apart slots want to be.
const clearance = SlotSize + 4

func (s *slotPlacer) place(e *layout.Edge) geom.Point {
	candidates := slotCandidates(e)
	for _, p := range candidates {
		if s.free(p) {
			s.taken[slotCell(p)] = p
			return p
		}
	}
	return candidates[0]
}

func (s *slotPlacer) free(p geom.Point) bool {
	c := slotCell(p)
	for dx := -1; dx <= 1; dx++ {
		for dy := -1; dy <= 1; dy++ {
			if q, ok := s.taken[[2]int{c[0] + dx, c[1] + dy}]; ok && q.Dist(p) < clearance {
				return false
			}
		}
	}
	return true
}

func slotCell(p geom.Point) [2]int {
	return [2]int{int(math.Floor(p.X / clearance)), int(math.Floor(p.Y / clearance))}
}

// slotCandidates returns points on the edge, best first: the middle of the last
// run, of the longest, of the others, each away from the turns and the label. Where nothing is left of a short edge, the slot sits at the end of its
// label.
func slotCandidates(e *layout.Edge) []geom.Point {
	runs := len(e.Points) - 1
	order := []int{runs - 1, geom.LongestSegment(e.Points)}
	for i := range runs {
		order = append(order, i)
	}
	const margin = SlotSize/2 - 2
	label := e.Label.Inset(-SlotSize/2 - 1)
	var clear []geom.Point
	for _, i := range order {
		a, b := e.Points[i], e.Points[i+1]
		length := a.Dist(b)
		for _, t := range []float64{0.5, 0.3, 0.7, 0.15, 0.85} {
			at := length * t
			p := toward(a, b, at)
			if at >= margin && length-at >= margin && (e.Label.Empty() || !label.Contains(p)) {
				clear = append(clear, p)
			}
		}
	}
	if len(clear) == 0 && !e.Label.Empty() {
		return []geom.Point{geom.Pt(e.Label.X-Unit, e.Label.Center().Y)}
	}
	return append(clear, geom.Middle(e.Points))
}

// toward returns the point at distance d from a on the way to b.
func toward(a, b geom.Point, d float64) geom.Point {
	if l := a.Dist(b); l > 0 {
		return a.Lerp(b, d/l)
	}
	return a
}
