package canvas

import (
	"math"

	"github.com/stateboard/stateboard/canvas/geom"
)

// The range of zooms, and how much of the view stays free around a picture
// that is fitted into it: more at the foot, where the zoom bar stands.
const (
	leastZoom = 0.1
	mostZoom  = 4
	fitMargin = 28
	fitFoot   = 56
)

// steps are the zooms that the buttons and keys stop at.
var steps = []float64{0.1, 0.15, 0.25, 0.35, 0.5, 0.67, 0.8, 1, 1.25, 1.5, 2, 2.5, 3, 4}

// viewport is from where the diagram is looked at: the world position of the
// top left corner, and how large a world unit is on screen. Size is the view's,
// in Fyne units.
type viewport struct {
	offset geom.Point
	zoom   float64
	size   geom.Size
}

func (v viewport) world(p geom.Point) geom.Point { return v.offset.Add(p.Scale(1 / v.zoom)) }

func (v viewport) view(p geom.Point) geom.Point { return p.Sub(v.offset).Scale(v.zoom) }

func (v viewport) viewRect(r geom.Rect) geom.Rect {
	p := v.view(r.Min())
	return geom.Rect{X: p.X, Y: p.Y, W: r.W * v.zoom, H: r.H * v.zoom}
}

// visible is the part of the world in view.
func (v viewport) visible() geom.Rect {
	return geom.Rect{X: v.offset.X, Y: v.offset.Y, W: v.size.W / v.zoom, H: v.size.H / v.zoom}
}

func (v viewport) panned(dx, dy float64) viewport {
	v.offset = v.offset.Add(geom.Pt(dx, dy).Scale(1 / v.zoom))
	return v
}

// zoomedAt changes the zoom and keeps what lies under a place where it is.
func (v viewport) zoomedAt(zoom float64, at geom.Point) viewport {
	under := v.world(at)
	v.zoom = math.Max(leastZoom, math.Min(mostZoom, zoom))
	v.offset = under.Sub(at.Scale(1 / v.zoom))
	return v
}

// stepped is the next zoom that buttons stop at, up or down.
func (v viewport) stepped(up bool) float64 {
	const near = 1e-3
	if up {
		for _, s := range steps {
			if s > v.zoom+near {
				return s
			}
		}
		return mostZoom
	}
	for i := len(steps) - 1; i >= 0; i-- {
		if steps[i] < v.zoom-near {
			return steps[i]
		}
	}
	return leastZoom
}

// fitted shows all of r, centred, not larger than most.
func (v viewport) fitted(r geom.Rect, most float64) viewport {
	zoom := most
	if r.W > 0 {
		zoom = math.Min(zoom, (v.size.W-2*fitMargin)/r.W)
	}
	if r.H > 0 {
		zoom = math.Min(zoom, (v.size.H-fitMargin-fitFoot)/r.H)
	}
	v.zoom = math.Max(leastZoom, zoom)
	v = v.centred(r.Center())
	v.offset.Y += (fitFoot - fitMargin) / 2 / v.zoom
	return v
}

func (v viewport) centred(c geom.Point) viewport {
	v.offset = c.Sub(geom.Pt(v.size.W, v.size.H).Scale(0.5 / v.zoom))
	return v
}

// revealed moves as little as needed to have r in view, with a little air.
func (v viewport) revealed(r geom.Rect) viewport {
	const air = 24
	seen, want := v.visible(), r.Inset(-air/v.zoom)
	v.offset.X += shift(seen.X, seen.Right(), want.X, want.Right())
	v.offset.Y += shift(seen.Y, seen.Bottom(), want.Y, want.Bottom())
	return v
}

// clearOf moves the view up from under what covers a part of it, where r would
// be under that.
func (v viewport) clearOf(cover, r geom.Rect) viewport {
	const air = 12
	at := v.viewRect(r)
	if cover.Empty() || !at.Intersects(cover.Inset(-air)) || at.H > cover.Y-2*air {
		return v
	}
	return v.panned(0, at.Bottom()-(cover.Y-air))
}

// shift is how far the interval a-b must move to hold c-d, the start of c-d
// first where it is too long.
func shift(a, b, c, d float64) float64 {
	switch {
	case c < a || d-c > b-a:
		return c - a
	case d > b:
		return d - b
	}
	return 0
}

// kept bounds how far one may pan: some of the picture stays in view.
func (v viewport) kept(picture geom.Rect) viewport {
	if picture.Empty() {
		return v
	}
	const rest = 80
	seen, air := v.visible(), rest/v.zoom
	v.offset.X = math.Max(picture.X+air-seen.W, math.Min(picture.Right()-air, v.offset.X))
	v.offset.Y = math.Max(picture.Y+air-seen.H, math.Min(picture.Bottom()-air, v.offset.Y))
	return v
}
