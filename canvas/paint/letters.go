package paint

import (
	"image"
	"image/draw"
	"math"

	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
	"golang.org/x/image/vector"
)

// letterKey names a rasterised letter: size in quarters of a pixel, sub the
// quarter of a pixel it starts at.
type letterKey struct {
	glyph sfnt.GlyphIndex
	face  face
	sub   uint8
	size  uint16
}

// quarters quantises a font size in pixels, coarser where nobody sees it.
func quarters(px float64) uint16 {
	switch {
	case px < 32:
		return uint16(px*4 + 0.5)
	case px < 400:
		return uint16(px+0.5) * 4
	}
	return 1600
}

// letter returns the coverage of a glyph; its origin is the pen position on the
// baseline. Nil when there is nothing to draw.
func (p *Painter) letter(l letter, size uint16, sub uint8) *mask {
	key := letterKey{l.glyph, l.face, sub, size}
	if m, ok := p.letters.get(key); ok {
		return m
	}
	ppem := fixed.Int26_6(size) * 16 // quarters to 64ths
	segs, err := fontOf(l.face).LoadGlyph(&p.set.buf, l.glyph, ppem, nil)
	var m *mask
	if err == nil && len(segs) > 0 {
		m = p.outline(segs, float32(sub)/4)
	}
	p.letters.put(key, m)
	return m
}

// outline rasterises the segments of a glyph shifted right by dx pixels.
func (p *Painter) outline(segs sfnt.Segments, dx float32) *mask {
	b := segs.Bounds()
	x0, y0 := int(math.Floor(float64(b.Min.X)/64+float64(dx))), b.Min.Y.Floor()
	x1, y1 := int(math.Ceil(float64(b.Max.X)/64+float64(dx))), b.Max.Y.Ceil()
	w, h := x1-x0, y1-y0
	if w <= 0 || h <= 0 {
		return nil
	}
	at := func(q fixed.Point26_6) (float32, float32) {
		return float32(q.X)/64 + dx - float32(x0), float32(q.Y)/64 - float32(y0)
	}
	z := &p.raster
	z.Reset(w, h)
	for _, s := range segs {
		ax, ay := at(s.Args[0])
		bx, by := at(s.Args[1])
		cx, cy := at(s.Args[2])
		switch s.Op {
		case sfnt.SegmentOpMoveTo:
			z.ClosePath()
			z.MoveTo(ax, ay)
		case sfnt.SegmentOpLineTo:
			z.LineTo(ax, ay)
		case sfnt.SegmentOpQuadTo:
			z.QuadTo(ax, ay, bx, by)
		case sfnt.SegmentOpCubeTo:
			z.CubeTo(ax, ay, bx, by, cx, cy)
		}
	}
	z.ClosePath()
	return coverage(z, x0, y0, w, h)
}

// coverage takes the mask out of a rasteriser.
func coverage(z *vector.Rasterizer, x, y, w, h int) *mask {
	m := &mask{x: x, y: y, w: w, h: h, cov: make([]uint8, w*h)}
	z.DrawOp = draw.Src
	z.Draw(&image.Alpha{Pix: m.cov, Stride: w, Rect: image.Rect(0, 0, w, h)}, image.Rect(0, 0, w, h), image.Opaque, image.Point{})
	return m
}

// text draws a line with its left end at x and its baseline at y.
func (p *Painter) text(l *line, x, y, px float64, k ink) {
	size := quarters(px)
	base := int(math.Floor(y + 0.5))
	for _, at := range l.letters {
		q := math.Floor((x+float64(at.x)*px)*4 + 0.5)
		whole := math.Floor(q / 4)
		if whole > float64(p.dst.w) {
			return
		}
		if m := p.letter(at, size, uint8(q-whole*4)); m != nil {
			p.dst.stamp(m, int(whole), base, k)
		}
	}
}
