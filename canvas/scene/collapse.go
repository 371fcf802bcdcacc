package scene

import (
	"image/color"

	"github.com/stateboard/stateboard/asl"
	"github.com/stateboard/stateboard/asl/graph"
	"github.com/stateboard/stateboard/canvas/geom"
	"github.com/stateboard/stateboard/canvas/layout"
)

// This file defines how a collapsed container is drawn, and the button that
// collapses and expands.

// insideWords are what stands under the name of a collapsed container: how
// much is in it.
func insideWords(s asl.State) string {
	machines := asl.Machines(s)
	n := 0
	for _, m := range machines {
		n += statesIn(m)
	}
	words := count(n, "state", "states") + " inside"
	if len(machines) > 1 {
		words = count(len(machines), "branch", "branches") + " · " + words
	}
	return words
}

func statesIn(m *asl.Machine) int {
	n := len(m.States)
	for _, s := range m.States {
		for _, inner := range asl.Machines(s) {
			n += statesIn(inner)
		}
	}
	return n
}

// stack draws the edges of two cards below a collapsed container.
func (b *builder) stack(n *layout.Node, line color.NRGBA) {
	for _, by := range []float64{8, 4} {
		r := geom.Rect{X: n.Rect.X + by, Y: n.Rect.Y + by, W: n.Rect.W - 2*by, H: n.Rect.H}
		b.out.add(&Box{Rect: r, Radius: NodeRadius, Fill: b.pal.Node, Stroke: line, Width: HairWidth})
	}
}

// FoldRect is where the button of a container is, on the left of its header;
// false for other states.
func (s *Scene) FoldRect(id graph.ID) (geom.Rect, bool) {
	n, ok := s.nodes[id]
	if !ok || !n.container && !n.collapsed {
		return geom.Rect{}, false
	}
	return geom.Around(geom.Pt(n.rect.X, n.rect.Y+n.header/2), geom.Size{W: FoldSize, H: FoldSize}), true
}

// FoldSize is the diameter of the button.
const FoldSize = 20

// fold draws the button of a container that is hovered or selected alone.
func (o *overlay) fold(id graph.ID) {
	r, ok := o.base.FoldRect(id)
	if !ok || o.Ghost != nil || o.Connect != nil {
		return
	}
	line := o.pal.NodeLine
	ink := o.pal.Secondary
	if o.Hover.Kind == OnFold && o.Hover.ID == id {
		line, ink = o.pal.Accent, o.pal.Accent
	}
	c := r.Center()
	o.out.add(&Box{Rect: r, Radius: FoldSize / 2, Fill: o.pal.Node, Stroke: line, Width: HairWidth})
	points := []geom.Point{c.Add(geom.Pt(-3.5, -1.8)), c.Add(geom.Pt(0, 1.8)), c.Add(geom.Pt(3.5, -1.8))}
	if o.base.nodes[id].collapsed {
		points = []geom.Point{c.Add(geom.Pt(-1.8, -3.5)), c.Add(geom.Pt(1.8, 0)), c.Add(geom.Pt(-1.8, 3.5))}
	}
	o.out.add(&Path{Points: points, Stroke: ink, Width: EdgeWidth})
	o.out.Targets = append(o.out.Targets, Target{Kind: OnFold, ID: id, Rect: r.Inset(-2)})
}
