package geom

import "math"

// Point is a position, or a displacement, in world units.
type Point struct{ X, Y float64 }

// Pt is shorthand for Point{x, y}.
func Pt(x, y float64) Point { return Point{x, y} }

// Add returns p moved by q.
func (p Point) Add(q Point) Point { return Point{p.X + q.X, p.Y + q.Y} }

// Sub returns the displacement from q to p.
func (p Point) Sub(q Point) Point { return Point{p.X - q.X, p.Y - q.Y} }

// Scale returns p with both coordinates multiplied by k.
func (p Point) Scale(k float64) Point { return Point{p.X * k, p.Y * k} }

// Len returns the Euclidean length of p seen as a displacement.
func (p Point) Len() float64 { return math.Hypot(p.X, p.Y) }

// Dist returns the Euclidean distance between p and q.
func (p Point) Dist(q Point) float64 { return math.Hypot(p.X-q.X, p.Y-q.Y) }

// Lerp returns the point a share t of the way from p to q; 0 is p, 1 is q.
func (p Point) Lerp(q Point, t float64) Point {
	return Point{p.X + (q.X-p.X)*t, p.Y + (q.Y-p.Y)*t}
}

// Size is a width and a height in world units.
type Size struct{ W, H float64 }

// Rect is an axis-aligned rectangle: its top left corner and its extent. A
// rectangle without extent in either direction is empty.
type Rect struct{ X, Y, W, H float64 }

// RectOf returns the smallest rectangle holding both points.
func RectOf(p, q Point) Rect {
	x, y := math.Min(p.X, q.X), math.Min(p.Y, q.Y)
	return Rect{x, y, math.Max(p.X, q.X) - x, math.Max(p.Y, q.Y) - y}
}

// Around returns the rectangle of size s whose centre is c.
func Around(c Point, s Size) Rect { return Rect{c.X - s.W/2, c.Y - s.H/2, s.W, s.H} }

// Min returns the top left corner.
func (r Rect) Min() Point { return Point{r.X, r.Y} }

// Max returns the bottom right corner.
func (r Rect) Max() Point { return Point{r.X + r.W, r.Y + r.H} }

// Right returns the x coordinate of the right side.
func (r Rect) Right() float64 { return r.X + r.W }

// Bottom returns the y coordinate of the bottom side.
func (r Rect) Bottom() float64 { return r.Y + r.H }

// Size returns the extent.
func (r Rect) Size() Size { return Size{r.W, r.H} }

// Center returns the middle of r.
func (r Rect) Center() Point { return Point{r.X + r.W/2, r.Y + r.H/2} }

// Top returns the middle of the top side.
func (r Rect) Top() Point { return Point{r.X + r.W/2, r.Y} }

// Foot returns the middle of the bottom side.
func (r Rect) Foot() Point { return Point{r.X + r.W/2, r.Y + r.H} }

// Empty reports whether r has no extent in one of its directions.
func (r Rect) Empty() bool { return r.W <= 0 || r.H <= 0 }

// Contains reports whether p lies in r; the top and left sides belong to it, the
// bottom and right sides do not.
func (r Rect) Contains(p Point) bool {
	return p.X >= r.X && p.Y >= r.Y && p.X < r.X+r.W && p.Y < r.Y+r.H
}

// Covers reports whether all of q lies in r, sides included.
func (r Rect) Covers(q Rect) bool {
	return q.X >= r.X && q.Y >= r.Y && q.X+q.W <= r.X+r.W && q.Y+q.H <= r.Y+r.H
}

// Intersects reports whether r and q share more than a side.
func (r Rect) Intersects(q Rect) bool {
	return r.X < q.X+q.W && q.X < r.X+r.W && r.Y < q.Y+q.H && q.Y < r.Y+r.H
}

// Intersect returns what r and q share; the zero Rect when that is nothing.
func (r Rect) Intersect(q Rect) Rect {
	x, y := math.Max(r.X, q.X), math.Max(r.Y, q.Y)
	w, h := math.Min(r.Right(), q.Right())-x, math.Min(r.Bottom(), q.Bottom())-y
	if w <= 0 || h <= 0 {
		return Rect{}
	}
	return Rect{x, y, w, h}
}

// Union returns the smallest rectangle holding r and q. The zero Rect is
// neutral; other rectangles without extent (a straight line's bounds) count.
func (r Rect) Union(q Rect) Rect {
	switch (Rect{}) {
	case r:
		return q
	case q:
		return r
	}
	x, y := math.Min(r.X, q.X), math.Min(r.Y, q.Y)
	return Rect{x, y, math.Max(r.Right(), q.Right()) - x, math.Max(r.Bottom(), q.Bottom()) - y}
}

// Inset returns r with every side moved inwards by d; outwards when d is
// negative. The extent never becomes negative: the centre is kept instead.
func (r Rect) Inset(d float64) Rect {
	x, w := inset(r.X, r.W, d)
	y, h := inset(r.Y, r.H, d)
	return Rect{x, y, w, h}
}

func inset(at, extent, d float64) (float64, float64) {
	if extent-2*d < 0 {
		return at + extent/2, 0
	}
	return at + d, extent - 2*d
}

// Translate returns r moved by d.
func (r Rect) Translate(d Point) Rect { return Rect{r.X + d.X, r.Y + d.Y, r.W, r.H} }

// Scale returns r with position and extent multiplied by k.
func (r Rect) Scale(k float64) Rect { return Rect{r.X * k, r.Y * k, r.W * k, r.H * k} }

// Dist returns the distance from p to the nearest point of r; 0 inside.
func (r Rect) Dist(p Point) float64 {
	dx := math.Max(0, math.Max(r.X-p.X, p.X-r.Right()))
	dy := math.Max(0, math.Max(r.Y-p.Y, p.Y-r.Bottom()))
	return math.Hypot(dx, dy)
}
