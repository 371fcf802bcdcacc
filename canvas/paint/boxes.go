package paint

import (
	"math"

	"github.com/stateboard/stateboard/canvas/geom"
	"github.com/stateboard/stateboard/canvas/scene"
)

// corner is the top left corner of a rounded box, n pixels a side: how much of
// each pixel lies within the box (outer) and within its border (inner).
type corner struct {
	n            int
	outer, inner []uint8
}

type cornerKey struct{ radius, border uint16 } // quarters of a pixel, pixels

// corner returns the corner of that radius; border is in whole pixels.
func (p *Painter) corner(radius float64, border int) *corner {
	key := cornerKey{uint16(radius*4 + 0.5), uint16(border)}
	if c, ok := p.corners.get(key); ok {
		return c
	}
	r := float64(key.radius) / 4
	n := int(math.Ceil(r))
	c := &corner{n: n, outer: make([]uint8, n*n), inner: make([]uint8, n*n)}
	in := r - float64(border)
	for j := range n {
		for i := range n {
			dx, dy := math.Max(0, r-float64(i)-0.5), math.Max(0, r-float64(j)-0.5)
			d := math.Hypot(dx, dy)
			c.outer[j*n+i] = uint8(level(r - d + 0.5))
			if i >= border && j >= border {
				cov := uint8(255)
				if in > 0 {
					cov = uint8(level(in - d + 0.5))
				}
				c.inner[j*n+i] = min(cov, c.outer[j*n+i])
			}
		}
	}
	p.corners.put(key, c)
	return c
}

// box draws a rounded rectangle on whole pixels.
func (p *Painter) box(b *scene.Box) {
	r := p.view.Device(b.Rect)
	x0, y0, x1, y1 := pixels(r)
	z := p.view.scale()
	radius := b.Radius * z
	if b.HaloWidth > 0 {
		n := max(1, int(b.HaloWidth*z+0.5))
		p.round(x0-n, y0-n, x1+n, y1+n, radius+float64(n), n, ink{}, inkOf(b.Halo))
	}
	if b.Width == 0 || b.Stroke.A == 0 {
		p.round(x0, y0, x1, y1, radius, 0, inkOf(b.Fill), ink{})
		return
	}
	width := max(1, int(b.Width*z+0.5))
	if b.Dash[0] > 0 {
		p.round(x0, y0, x1, y1, radius, 0, inkOf(b.Fill), ink{})
		p.dashedBorder(b)
		return
	}
	p.round(x0, y0, x1, y1, radius, width, inkOf(b.Fill), inkOf(b.Stroke))
}

// pixels rounds a rectangle to whole pixels, at least one. Its sides are rounded
// one by one, so that neighbours stay flush, but a square stays a square and a
// circle round.
func pixels(r geom.Rect) (x0, y0, x1, y1 int) {
	f := func(v float64) int { return int(math.Floor(v + 0.5)) }
	if r.W == r.H {
		c, n := r.Center(), max(1, f(r.W))
		x0, y0 = f(c.X-float64(n)/2), f(c.Y-float64(n)/2)
		return x0, y0, x0 + n, y0 + n
	}
	x0, y0, x1, y1 = f(r.X), f(r.Y), f(r.Right()), f(r.Bottom())
	return x0, y0, max(x1, x0+1), max(y1, y0+1)
}

// dashedBorder runs a dashed path along the middle of the border.
func (p *Painter) dashedBorder(b *scene.Box) {
	r := b.Rect.Inset(b.Width / 2)
	p.path(&scene.Path{
		Points: []geom.Point{r.Top(), geom.Pt(r.Right(), r.Y), r.Max(), geom.Pt(r.X, r.Bottom()), r.Min(), r.Top()},
		Radius: b.Radius - b.Width/2, Stroke: b.Stroke, Width: b.Width, Dash: b.Dash,
	})
}

// round draws a rounded box with a border inside it. Interiors are row copies;
// only the corners are blended.
func (p *Painter) round(x0, y0, x1, y1 int, radius float64, border int, fill, stroke ink) {
	if x1 <= 0 || y1 <= 0 || x0 >= p.dst.w || y0 >= p.dst.h {
		return
	}
	w, h := x1-x0, y1-y0
	radius = math.Min(radius, math.Min(float64(w), float64(h))/2)
	border = min(border, (min(w, h)+1)/2)
	c := p.corner(math.Max(0, radius), border)
	top, bottom := min(c.n, h), max(c.n, h-c.n)
	for _, band := range [2][2]int{{0, top}, {bottom, h}} {
		for j := band[0]; j < band[1]; j++ {
			p.cornerRow(c, x0, y0+j, w, min(j, h-1-j), border, fill, stroke)
		}
	}
	p.straightRows(x0, y0+top, x1, y0+bottom, y0, y1, border, fill, stroke)
}

// cornerRow draws one row that passes through two corners; row counts from the
// nearer of top and bottom.
func (p *Painter) cornerRow(c *corner, x0, y, w, row, border int, fill, stroke ink) {
	if y < 0 || y >= p.dst.h {
		return
	}
	left, right := min(c.n, w), max(c.n, w-c.n)
	for i := range left {
		p.cornerPixel(c, row*c.n+i, x0+i, y, fill, stroke)
	}
	for i := right; i < w; i++ {
		p.cornerPixel(c, row*c.n+w-1-i, x0+i, y, fill, stroke)
	}
	between := fill
	if row < border {
		between = stroke
	}
	p.dst.fill(x0+left, y, x0+right, y+1, between)
}

func (p *Painter) cornerPixel(c *corner, at, x, y int, fill, stroke ink) {
	outer, inner := uint32(c.outer[at]), uint32(c.inner[at])
	if outer > 0 {
		p.dst.put(x, y, stroke.times(outer-inner).plus(fill.times(inner)))
	}
}

// straightRows draws the rows between the corners; a box without corners has its
// upper and lower border here as well.
func (p *Painter) straightRows(x0, ya, x1, yb, y0, y1, border int, fill, stroke ink) {
	if border == 0 {
		p.dst.fill(x0, ya, x1, yb, fill)
		return
	}
	a, b := max(ya, y0+border), min(yb, y1-border)
	p.dst.fill(x0, ya, x1, min(a, yb), stroke)
	p.dst.fill(x0, max(b, ya, a), x1, yb, stroke)
	p.dst.fill(x0, a, x0+border, b, stroke)
	p.dst.fill(x0+border, a, x1-border, b, fill)
	p.dst.fill(max(x1-border, x0+border), a, x1, b, stroke)
}
