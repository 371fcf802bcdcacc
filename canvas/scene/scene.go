package scene

import (
	"image/color"

	"github.com/stateboard/stateboard/asl/graph"
	"github.com/stateboard/stateboard/canvas/geom"
)

// Scene is a display list with its targets. It is immutable once built.
type Scene struct {
	Background color.NRGBA // transparent for an overlay
	Items      []Item      // in drawing order
	Parts      []Part      // what the items draw, when Input.Parts asks for it
	Targets    []Target    // in no particular order
	Bounds     geom.Rect   // of all items

	entries []entry
	drawn   index
	touched index
	nodes   map[graph.ID]placed
	edges   map[string]drawnEdge
	live    []graph.ID // states at work
	origin  Input      // what Build was given
}

// entry is what culling asks of an item, without going through the interface.
type entry struct {
	bounds geom.Rect
	zooms  Zooms
	always bool // dots have no bounds
}

// add appends an item. Width-less and invisible items are the caller's to avoid.
func (s *Scene) add(items ...Item) {
	s.Items = append(s.Items, items...)
}

// seal computes bounds and indexes; nothing may be added after it.
func (s *Scene) seal() *Scene {
	s.entries = make([]entry, len(s.Items))
	for i, it := range s.Items {
		_, dots := it.(*Dots)
		e := entry{bounds: it.Bounds(), zooms: it.Zooms(), always: dots}
		s.entries[i] = e
		switch it := it.(type) {
		case *Dots:
			s.drawn.wide = append(s.drawn.wide, int32(i))
			s.drawn.n = i + 1
			continue
		case *Path:
			s.drawn.addLine(i, it.Points, max(it.Width, it.Head))
		default:
			s.drawn.add(i, e.bounds)
		}
		s.Bounds = s.Bounds.Union(e.bounds)
	}
	for i, t := range s.Targets {
		if len(t.Points) > 1 {
			s.touched.addLine(i, t.Points, EdgeSlop)
			continue
		}
		s.touched.add(i, t.Rect)
	}
	return s
}

// Visible calls draw with every item that touches view (world units) and is
// shown at zoom, in drawing order.
func (s *Scene) Visible(view geom.Rect, zoom float64, find *Finder, draw func(Item)) {
	s.drawn.near(view, find, func(i int) {
		e := &s.entries[i]
		if e.zooms.Has(zoom) && (e.always || touches(e.bounds, view)) {
			draw(s.Items[i])
		}
	})
}

// touches is Intersects with sides counted: a straight line has flat bounds.
func touches(a, b geom.Rect) bool {
	return a.X <= b.Right() && b.X <= a.Right() && a.Y <= b.Bottom() && b.Y <= a.Bottom()
}
