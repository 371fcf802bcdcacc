package paint

import (
	"math"

	"github.com/stateboard/stateboard/canvas/geom"
	"github.com/stateboard/stateboard/canvas/scene"
)

type iconKey struct {
	glyph scene.Glyph
	size  uint16 // pixels
}

// icon draws one of our own drawings on whole pixels.
func (p *Painter) icon(it *scene.Icon) {
	r := p.view.Device(it.Rect)
	size := int(math.Min(r.W, r.H) + 0.5)
	if size < 2 {
		return
	}
	c := r.Center()
	x, y := int(math.Floor(c.X-float64(size)/2+0.5)), int(math.Floor(c.Y-float64(size)/2+0.5))
	if x >= p.dst.w || y >= p.dst.h || x+size <= 0 || y+size <= 0 {
		return
	}
	key := iconKey{it.Glyph, uint16(min(size, 1024))}
	m, ok := p.icons.get(key)
	if !ok {
		m = p.draw(it.Glyph, int(key.size))
		p.icons.put(key, m)
	}
	p.dst.stamp(m, x, y, inkOf(it.Color))
}

// draw makes the mask of a glyph, size pixels a side.
func (p *Painter) draw(g scene.Glyph, size int) *mask {
	m := &mask{w: size, h: size, cov: make([]uint8, size*size)}
	for _, s := range g.Strokes() {
		if s.Width == 0 {
			m.max(p.solid(s.Points, size))
			continue
		}
		half := math.Max(s.Width*float64(size), 1) / 2
		for i := 1; i < len(s.Points); i++ {
			m.segment(s.Points[i-1].Scale(float64(size)), s.Points[i].Scale(float64(size)), half)
		}
		if s.Closed {
			m.segment(s.Points[len(s.Points)-1].Scale(float64(size)), s.Points[0].Scale(float64(size)), half)
		}
	}
	return m
}

func (p *Painter) solid(points []geom.Point, size int) *mask {
	z := &p.raster
	z.Reset(size, size)
	for i, q := range points {
		x, y := float32(q.X*float64(size)), float32(q.Y*float64(size))
		if i == 0 {
			z.MoveTo(x, y)
			continue
		}
		z.LineTo(x, y)
	}
	z.ClosePath()
	return coverage(z, 0, 0, size, size)
}

// max joins another mask of the same size into m.
func (m *mask) max(o *mask) {
	for i, c := range o.cov {
		m.cov[i] = max(m.cov[i], c)
	}
}

// segment joins a stroke with round ends into the mask. Coverage is taken from the
// distance to the line, so that strokes meet without seams.
func (m *mask) segment(a, b geom.Point, half float64) {
	r := geom.RectOf(a, b).Inset(-half - 1)
	x0, x1 := max(0, int(math.Floor(r.X))-m.x), min(m.w, int(math.Ceil(r.Right()))-m.x)
	y0, y1 := max(0, int(math.Floor(r.Y))-m.y), min(m.h, int(math.Ceil(r.Bottom()))-m.y)
	for j := y0; j < y1; j++ {
		for i := x0; i < x1; i++ {
			q := geom.Pt(float64(i+m.x)+0.5, float64(j+m.y)+0.5)
			c := uint8(level(half - q.Dist(geom.Nearest(q, a, b)) + 0.5))
			m.cov[j*m.w+i] = max(m.cov[j*m.w+i], c)
		}
	}
}
