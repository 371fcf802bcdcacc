package paint

import (
	"math"

	"github.com/stateboard/stateboard/canvas/geom"
)

// headKey names the mask of an arrow head: its direction in a full turn of 256,
// its length in quarters of a pixel, and where in a pixel its tip lies.
type headKey struct {
	turn   uint8
	size   uint16
	fx, fy uint8
}

// headShape is half the width of a head as a share of its length.
const headShape = 0.46

// head draws the arrow head at the end of the snapped points and returns how far
// before the tip the line has to end.
func (p *Painter) head(length, width float64, k ink) float64 {
	last := len(p.points) - 1
	tip := p.points[last].Point
	from := p.points[last-1].Point
	length = math.Min(length, math.Max(0, from.Dist(tip)))
	if length < 2 {
		return 0
	}
	angle := math.Atan2(tip.Y-from.Y, tip.X-from.X)
	fx, fy := tip.X-math.Floor(tip.X), tip.Y-math.Floor(tip.Y)
	key := headKey{uint8(int(math.Round(angle/(2*math.Pi)*256)) & 255), quarters(length), uint8(fx*4 + 0.5), uint8(fy*4 + 0.5)}
	m, ok := p.heads.get(key)
	if !ok {
		m = p.triangle(key)
		p.heads.put(key, m)
	}
	p.dst.stamp(m, int(math.Floor(tip.X)), int(math.Floor(tip.Y)), k)
	return math.Floor(float64(key.size)/4 - width/2 - 0.5)
}

// triangle rasterises a head relative to the pixel its tip lies in.
func (p *Painter) triangle(key headKey) *mask {
	length := float64(key.size) / 4
	s, c := math.Sincos(float64(key.turn) / 256 * 2 * math.Pi)
	tip := geom.Pt(float64(key.fx)/4, float64(key.fy)/4)
	base := tip.Sub(geom.Pt(c, s).Scale(length))
	side := geom.Pt(-s, c).Scale(length * headShape)
	pts := []geom.Point{tip, base.Add(side), base.Sub(side)}
	b := geom.Bounds(pts)
	x, y := int(math.Floor(b.X)), int(math.Floor(b.Y))
	w, h := int(math.Ceil(b.Right()))-x, int(math.Ceil(b.Bottom()))-y
	z := &p.raster
	z.Reset(w, h)
	for i, q := range pts {
		qx, qy := float32(q.X-float64(x)), float32(q.Y-float64(y))
		if i == 0 {
			z.MoveTo(qx, qy)
			continue
		}
		z.LineTo(qx, qy)
	}
	z.ClosePath()
	return coverage(z, x, y, w, h)
}
