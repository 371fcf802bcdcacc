package paint

import (
	"math"

	"github.com/stateboard/stateboard/canvas/geom"
	"github.com/stateboard/stateboard/canvas/scene"
)

// snapped is a corner of a path in device pixels with the radius it is rounded by.
type snapped struct {
	geom.Point
	radius float64
}

// piece is a straight run (radius 0) or a quarter circle of a path. At is the
// distance of its start along the path, so that dashes run on around corners.
type piece struct {
	from, to geom.Point
	center   geom.Point
	radius   float64
	at, size float64
}

// path draws a polyline. Orthogonal runs are fills, their corners quarter rings;
// anything else goes the slow way through a mask.
func (p *Painter) path(l *scene.Path) {
	z := p.view.scale()
	width := l.Width * z
	k := inkOf(l.Stroke)
	if device := max(1, p.view.Scale); width < device {
		k = k.times(level(math.Max(0.45, width/device)))
		width = device
	}
	if len(l.Points) < 2 || k.a == 0 {
		return
	}
	p.snap(l, width)
	head := l.Head * z
	if p.view.Zoom < scene.ZoomIcon {
		head = 0
	}
	if head > 0 {
		head = p.head(head, width, k)
	}
	if !geom.Orthogonal(l.Points) {
		p.freehand(width, head, k)
		return
	}
	p.split(l.Radius*z, head)
	dash := [2]float64{l.Dash[0] * z, l.Dash[1] * z}
	if dash[0]+dash[1] < 3 {
		dash = [2]float64{}
	}
	for i := range p.pieces {
		switch q := &p.pieces[i]; {
		case q.radius > 0:
			p.ring(q, width, dash, k)
		case dash[0] > 0:
			p.dashes(q, width, dash, k)
		default:
			p.run(q.from, q.to, width, k)
		}
	}
}

// snap puts the points where lines of that width are crisp: on the middle of a
// pixel when the width has an odd number of whole pixels, between two otherwise.
func (p *Painter) snap(l *scene.Path, width float64) {
	p.points = p.points[:0]
	odd := int(width)%2 == 1
	f := func(v float64) float64 {
		if odd {
			return math.Floor(v) + 0.5
		}
		return math.Floor(v + 0.5)
	}
	for _, w := range l.Points {
		d := p.view.DevicePoint(w)
		p.points = append(p.points, snapped{Point: geom.Pt(f(d.X), f(d.Y))})
	}
}

// split cuts the snapped points into runs and rounded corners. The last run ends
// before the head, whose length is back.
func (p *Painter) split(radius, back float64) {
	pts := p.points
	p.pieces = p.pieces[:0]
	last := len(pts) - 1
	for i := 1; i < last; i++ {
		before, after := pts[i-1].Dist(pts[i].Point), pts[i].Dist(pts[i+1].Point)
		if i > 1 {
			before /= 2
		}
		if i < last-1 {
			after /= 2
		} else {
			after -= back
		}
		r := math.Min(radius, math.Min(before, after))
		if turn(pts[i-1].Point, pts[i].Point, pts[i+1].Point) == 0 {
			r = 0
		}
		pts[i].radius = pixelRadius(r, pts[i].X)
	}
	at := 0.0
	add := func(q piece) {
		if q.size > 0 {
			q.at = at
			at += q.size
			p.pieces = append(p.pieces, q)
		}
	}
	for i := 1; i <= last; i++ {
		a, b := pts[i-1], pts[i]
		end := b.radius
		if i == last {
			end = back
		}
		from, to := toward(a.Point, b.Point, a.radius), toward(b.Point, a.Point, end)
		add(piece{from: from, to: to, size: from.Dist(to)})
		if b.radius > 0 {
			out := toward(b.Point, pts[i+1].Point, b.radius)
			add(piece{from: to, to: out, center: to.Add(out).Sub(b.Point), radius: b.radius, size: b.radius * math.Pi / 2})
		}
	}
}

// pixelRadius shortens a radius so that the arc begins and ends between two
// pixels, given a coordinate of the corner (both are snapped alike).
func pixelRadius(r, at float64) float64 {
	frac := at - math.Floor(at)
	r = math.Floor(r-frac) + frac
	if r < 1 {
		return 0
	}
	return r
}

// toward returns the point at distance d from a on the way to b.
func toward(a, b geom.Point, d float64) geom.Point {
	l := a.Dist(b)
	if l == 0 {
		return a
	}
	return a.Lerp(b, math.Min(1, d/l))
}

// turn is positive for a turn to the right, negative to the left, 0 for none.
func turn(a, b, c geom.Point) float64 {
	return (b.X-a.X)*(c.Y-b.Y) - (b.Y-a.Y)*(c.X-b.X)
}

// run fills a straight horizontal or vertical piece.
func (p *Painter) run(a, b geom.Point, width float64, k ink) {
	r := geom.RectOf(a, b)
	if r.W < r.H {
		p.dst.fillExact(r.X-width/2, r.Y, r.X+width/2, r.Bottom(), k)
		return
	}
	p.dst.fillExact(r.X, r.Y-width/2, r.Right(), r.Y+width/2, k)
}

// dashes fills the dashes of a straight piece; those out of view are skipped.
func (p *Painter) dashes(q *piece, width float64, dash [2]float64, k ink) {
	period := dash[0] + dash[1]
	lo, hi := p.window(q)
	for n := math.Floor((q.at + lo) / period); n*period < q.at+hi; n++ {
		a, b := math.Max(n*period-q.at, 0), math.Min(n*period+dash[0]-q.at, q.size)
		if a < b {
			p.run(toward(q.from, q.to, a), toward(q.from, q.to, b), width, k)
		}
	}
}

// window returns the part of a straight piece that may be in view, as distances
// from its start.
func (p *Painter) window(q *piece) (lo, hi float64) {
	clip := func(a, b, extent float64) (float64, float64) {
		if b >= a {
			return math.Max(0, -a), math.Min(q.size, extent-a)
		}
		return math.Max(0, a-extent), math.Min(q.size, a)
	}
	if math.Abs(q.to.X-q.from.X) > math.Abs(q.to.Y-q.from.Y) {
		return clip(q.from.X, q.to.X, float64(p.dst.w))
	}
	return clip(q.from.Y, q.to.Y, float64(p.dst.h))
}

// ring draws the quarter circle of a corner, dashed when dash is not zero.
func (p *Painter) ring(q *piece, width float64, dash [2]float64, k ink) {
	corner := q.from.Add(q.to).Sub(q.center)
	reach := math.Ceil(q.radius + width/2 + 1)
	sx, sy := sign(corner.X-q.center.X), sign(corner.Y-q.center.Y)
	start := math.Atan2(q.from.Y-q.center.Y, q.from.X-q.center.X)
	cx, cy := int(math.Floor(q.center.X+0.5)), int(math.Floor(q.center.Y+0.5))
	if cx+int(reach) < 0 || cy+int(reach) < 0 || cx-int(reach) > p.dst.w || cy-int(reach) > p.dst.h {
		return
	}
	for j := range int(reach) {
		for i := range int(reach) {
			dx, dy := float64(i)+0.5, float64(j)+0.5
			cov := width/2 - math.Abs(math.Hypot(dx, dy)-q.radius) + 0.5
			if cov <= 0 {
				continue
			}
			cov = math.Min(1, cov)
			if dash[0] > 0 {
				angle := math.Abs(math.Remainder(math.Atan2(sy*dy, sx*dx)-start, 2*math.Pi))
				cov *= dashed(q.at+angle*q.radius, dash)
			}
			x, y := cx+i, cy+j
			if sx < 0 {
				x = cx - 1 - i
			}
			if sy < 0 {
				y = cy - 1 - j
			}
			p.dst.put(x, y, k.times(level(cov)))
		}
	}
}

// dashed returns how much of the pixel at that distance along the path is on a
// dash.
func dashed(at float64, dash [2]float64) float64 {
	d := math.Mod(at, dash[0]+dash[1])
	on := math.Min(d, dash[0]-d)
	if d > dash[0] {
		on = math.Max(dash[0]-d, d-dash[0]-dash[1])
	}
	return math.Max(0, math.Min(1, on+0.5))
}

func sign(v float64) float64 {
	if v < 0 {
		return -1
	}
	return 1
}

// freehand draws a polyline with sloping segments through a mask.
func (p *Painter) freehand(width, head float64, k ink) {
	pts := p.points
	last := len(pts) - 1
	pts[last].Point = toward(pts[last].Point, pts[last-1].Point, head)
	view := geom.Rect{W: float64(p.dst.w), H: float64(p.dst.h)}
	r := geom.Rect{X: pts[0].X, Y: pts[0].Y}
	for _, q := range pts[1:] {
		r = r.Union(geom.Rect{X: q.X, Y: q.Y, W: 1e-9, H: 1e-9})
	}
	r = r.Inset(-width - 1).Intersect(view.Inset(-width - 1))
	if r.Empty() {
		return
	}
	m := &mask{x: int(math.Floor(r.X)), y: int(math.Floor(r.Y)), w: int(math.Ceil(r.W)) + 1, h: int(math.Ceil(r.H)) + 1}
	m.cov = make([]uint8, m.w*m.h)
	for i := 1; i <= last; i++ {
		m.segment(pts[i-1].Point, pts[i].Point, width/2)
	}
	p.dst.stamp(m, 0, 0, k)
}
