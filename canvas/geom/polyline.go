package geom

import "math"

// This file defines what is asked of a polyline, a plain []Point.

// Bounds returns the smallest rectangle holding the points; the zero Rect for
// none. A straight line's bounds have no extent in one direction.
func Bounds(points []Point) Rect {
	if len(points) == 0 {
		return Rect{}
	}
	lo, hi := points[0], points[0]
	for _, p := range points[1:] {
		lo.X, lo.Y = math.Min(lo.X, p.X), math.Min(lo.Y, p.Y)
		hi.X, hi.Y = math.Max(hi.X, p.X), math.Max(hi.Y, p.Y)
	}
	return Rect{lo.X, lo.Y, hi.X - lo.X, hi.Y - lo.Y}
}

// Length returns the length of the polyline.
func Length(points []Point) float64 {
	var sum float64
	for i := 1; i < len(points); i++ {
		sum += points[i-1].Dist(points[i])
	}
	return sum
}

// Nearest returns the point of the segment a-b that lies nearest to p.
func Nearest(p, a, b Point) Point {
	d := b.Sub(a)
	q := d.X*d.X + d.Y*d.Y
	if q == 0 {
		return a
	}
	t := ((p.X-a.X)*d.X + (p.Y-a.Y)*d.Y) / q
	return a.Lerp(b, math.Max(0, math.Min(1, t)))
}

// Distance returns how far p lies from the polyline; +Inf when it has no points.
func Distance(p Point, points []Point) float64 {
	best := math.Inf(1)
	if len(points) == 1 {
		return p.Dist(points[0])
	}
	for i := 1; i < len(points); i++ {
		best = math.Min(best, p.Dist(Nearest(p, points[i-1], points[i])))
	}
	return best
}

// Along returns the point at distance d from the start of the polyline, measured
// along it, and the index of the segment it lies on. It is clamped to the ends.
func Along(points []Point, d float64) (Point, int) {
	if len(points) == 0 {
		return Point{}, 0
	}
	for i := 1; i < len(points); i++ {
		l := points[i-1].Dist(points[i])
		if d <= l && l > 0 {
			return points[i-1].Lerp(points[i], math.Max(0, d)/l), i - 1
		}
		d -= l
	}
	return points[len(points)-1], max(0, len(points)-2)
}

// Part splits the length of the polyline at its point nearest to p.
func Part(points []Point, p Point) (before, after float64) {
	best, sum := math.Inf(1), 0.0
	for i := 1; i < len(points); i++ {
		a, b := points[i-1], points[i]
		near := Nearest(p, a, b)
		if d := p.Dist(near); d < best {
			best, before = d, sum+a.Dist(near)
		}
		sum += a.Dist(b)
	}
	return before, sum - before
}

// Middle returns the point half way along the polyline.
func Middle(points []Point) Point {
	p, _ := Along(points, Length(points)/2)
	return p
}

// LongestSegment returns the index of the longest segment; the first among
// equals. The segment i runs from points[i] to points[i+1].
func LongestSegment(points []Point) int {
	best, length := 0, -1.0
	for i := 1; i < len(points); i++ {
		if l := points[i-1].Dist(points[i]); l > length+1e-9 {
			best, length = i-1, l
		}
	}
	return best
}

// Simplify returns the polyline without doubled points and without points in
// the middle of a straight horizontal or vertical run. A run that doubles back on
// itself is kept: removing it would change what is drawn. The input is not
// changed; the ends stay.
func Simplify(points []Point) []Point {
	out := make([]Point, 0, len(points))
	for _, p := range points {
		if n := len(out); n > 0 && out[n-1] == p {
			continue
		}
		for len(out) > 1 && straight(out[len(out)-2], out[len(out)-1], p) {
			out = out[:len(out)-1]
		}
		out = append(out, p)
	}
	return out
}

// straight reports whether b lies between a and c on one horizontal or vertical
// line.
func straight(a, b, c Point) bool {
	const eps = 1e-6
	vertical := math.Abs(a.X-b.X) < eps && math.Abs(b.X-c.X) < eps && (b.Y-a.Y)*(c.Y-b.Y) >= 0
	horizontal := math.Abs(a.Y-b.Y) < eps && math.Abs(b.Y-c.Y) < eps && (b.X-a.X)*(c.X-b.X) >= 0
	return vertical || horizontal
}

// Orthogonal reports whether every segment is horizontal or vertical.
func Orthogonal(points []Point) bool {
	const eps = 1e-6
	for i := 1; i < len(points); i++ {
		if math.Abs(points[i].X-points[i-1].X) > eps && math.Abs(points[i].Y-points[i-1].Y) > eps {
			return false
		}
	}
	return true
}

// Translate returns the polyline moved by d.
func Translate(points []Point, d Point) []Point {
	out := make([]Point, len(points))
	for i, p := range points {
		out[i] = p.Add(d)
	}
	return out
}

// SegmentHits reports whether the segment a-b touches r, sides included.
func SegmentHits(a, b Point, r Rect) bool {
	t0, t1 := 0.0, 1.0
	d := b.Sub(a)
	for _, c := range [4][2]float64{
		{-d.X, a.X - r.X}, {d.X, r.Right() - a.X},
		{-d.Y, a.Y - r.Y}, {d.Y, r.Bottom() - a.Y},
	} {
		switch {
		case c[0] == 0 && c[1] < 0:
			return false
		case c[0] < 0:
			t0 = math.Max(t0, c[1]/c[0])
		case c[0] > 0:
			t1 = math.Min(t1, c[1]/c[0])
		}
	}
	return t0 <= t1
}

// Hits reports whether any segment of the polyline touches r: the test for a
// marquee that selects by touching.
func Hits(points []Point, r Rect) bool {
	for i := 1; i < len(points); i++ {
		if SegmentHits(points[i-1], points[i], r) {
			return true
		}
	}
	return false
}
