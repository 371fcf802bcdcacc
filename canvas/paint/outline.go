package paint

import (
	"math"

	"github.com/stateboard/stateboard/canvas/geom"
	"github.com/stateboard/stateboard/canvas/scene"
)

// This file defines the outlines that the vector writers share: paths with
// rounded corners and arrow heads, in world units.

// step is one move of a pen: to a point, or with a quarter turn around corner when
// that is set.
type step struct {
	to     geom.Point
	corner geom.Point
	curved bool
}

// outlined returns the steps of a path; the first is where it starts. The last
// ends before the head.
func outlined(p *scene.Path) []step {
	pts := geom.Simplify(p.Points)
	if len(pts) < 2 {
		return nil
	}
	last := len(pts) - 1
	if p.Head > 0 {
		pts[last] = toward(pts[last], pts[last-1], math.Min(p.Head-p.Width, pts[last].Dist(pts[last-1])))
	}
	out := []step{{to: pts[0]}}
	for i := 1; i < last; i++ {
		before, after := pts[i-1].Dist(pts[i]), pts[i].Dist(pts[i+1])
		if i > 1 {
			before /= 2
		}
		if i < last-1 {
			after /= 2
		}
		r := math.Min(p.Radius, math.Min(before, after))
		out = append(out, step{to: toward(pts[i], pts[i-1], r)})
		if r > 0 {
			out = append(out, step{to: toward(pts[i], pts[i+1], r), corner: pts[i], curved: true})
		}
	}
	return append(out, step{to: pts[last]})
}

// arrow returns the corners of a path's head; nil when it has none.
func arrow(p *scene.Path) []geom.Point {
	n := len(p.Points)
	if p.Head <= 0 || n < 2 {
		return nil
	}
	tip, from := p.Points[n-1], p.Points[n-2]
	l := tip.Dist(from)
	if l == 0 {
		return nil
	}
	length := math.Min(p.Head, l)
	d := tip.Sub(from).Scale(1 / l)
	base := tip.Sub(d.Scale(length))
	side := geom.Pt(-d.Y, d.X).Scale(length * headShape)
	return []geom.Point{tip, base.Add(side), base.Sub(side)}
}

// exported returns the items an export shows, in order: those of 100 % zoom.
func exported(scenes []*scene.Scene, draw func(scene.Item)) {
	for _, s := range scenes {
		if s == nil {
			continue
		}
		for _, it := range s.Items {
			if it.Zooms().Has(1) {
				draw(it)
			}
		}
	}
}

// exportMargin is the space around an exported picture, in world units.
const exportMargin = 24

// page returns what an export shows: everything there is, with a margin, on whole
// world units.
func page(scenes []*scene.Scene) geom.Rect {
	var r geom.Rect
	for _, s := range scenes {
		if s != nil {
			r = r.Union(s.Bounds)
		}
	}
	r = r.Inset(-exportMargin)
	x, y := math.Floor(r.X), math.Floor(r.Y)
	return geom.Rect{X: x, Y: y, W: math.Ceil(r.Right() - x), H: math.Ceil(r.Bottom() - y)}
}

// dotsWithin calls draw with the grid's dots in r.
func dotsWithin(d *scene.Dots, r geom.Rect, draw func(geom.Point)) {
	if d.Step <= 0 {
		return
	}
	for y := math.Ceil(r.Y/d.Step) * d.Step; y < r.Bottom(); y += d.Step {
		for x := math.Ceil(r.X/d.Step) * d.Step; x < r.Right(); x += d.Step {
			draw(geom.Pt(x, y))
		}
	}
}
