package paint

import (
	"encoding/binary"
	"image"
	"image/color"
	"math"
)

// surface is the pixels of an image.RGBA whose bounds start at 0,0: premultiplied
// red, green, blue, alpha. All coordinates below are device pixels.
type surface struct {
	pix    []uint8
	stride int
	w, h   int
}

func surfaceOf(img *image.RGBA) surface {
	return surface{img.Pix, img.Stride, img.Rect.Dx(), img.Rect.Dy()}
}

// ink is a colour ready for blending: premultiplied and packed little-endian.
type ink struct {
	packed uint32
	a      uint32
}

func inkOf(c color.NRGBA) ink {
	a := uint32(c.A)
	f := func(v uint8) uint32 { return (uint32(v)*a + 127) / 255 }
	return ink{f(c.R) | f(c.G)<<8 | f(c.B)<<16 | a<<24, a}
}

// times returns the ink at coverage cov, 0 to 255.
func (k ink) times(cov uint32) ink {
	switch cov {
	case 255:
		return k
	case 0:
		return ink{}
	}
	p := scaled(k.packed, cov)
	return ink{p, p >> 24}
}

// plus adds two inks that cover disjoint parts of one pixel.
func (k ink) plus(o ink) ink { return ink{k.packed + o.packed, k.a + o.a} }

// scaled multiplies the four channels by m/255, rounded exactly.
func scaled(p, m uint32) uint32 {
	lo := (p&0x00FF00FF)*m + 0x00800080
	lo = (lo + (lo >> 8 & 0x00FF00FF)) >> 8 & 0x00FF00FF
	hi := (p>>8&0x00FF00FF)*m + 0x00800080
	hi = (hi + (hi >> 8 & 0x00FF00FF)) & 0xFF00FF00
	return lo | hi
}

// over blends the ink over the pixel at offset o.
func (s *surface) over(o int, k ink) {
	px := s.pix[o : o+4 : o+4]
	if k.a == 255 {
		binary.LittleEndian.PutUint32(px, k.packed)
		return
	}
	binary.LittleEndian.PutUint32(px, k.packed+scaled(binary.LittleEndian.Uint32(px), 255-k.a))
}

// put blends the ink at x, y when that lies on the surface.
func (s *surface) put(x, y int, k ink) {
	if uint(x) < uint(s.w) && uint(y) < uint(s.h) && k.a > 0 {
		s.over(y*s.stride+x*4, k)
	}
}

// fill blends the ink over the pixels from x0,y0 up to x1,y1. An opaque ink is
// copied row by row.
func (s *surface) fill(x0, y0, x1, y1 int, k ink) {
	x0, y0, x1, y1 = max(x0, 0), max(y0, 0), min(x1, s.w), min(y1, s.h)
	if x0 >= x1 || y0 >= y1 || k.a == 0 {
		return
	}
	if k.a < 255 {
		s.tint(x0, y0, x1, y1, k)
		return
	}
	first := s.pix[y0*s.stride+x0*4 : y0*s.stride+x1*4]
	binary.LittleEndian.PutUint32(first, k.packed)
	for n := 4; n < len(first); n *= 2 {
		copy(first[n:], first[:n])
	}
	for y := y0 + 1; y < y1; y++ {
		copy(s.pix[y*s.stride+x0*4:], first)
	}
}

// tint blends a translucent ink, remembering the last result: what lies below is
// mostly one colour.
func (s *surface) tint(x0, y0, x1, y1 int, k ink) {
	inv := 255 - k.a
	var was, is uint32
	is = k.packed
	for y := y0; y < y1; y++ {
		row := s.pix[y*s.stride+x0*4 : y*s.stride+x1*4]
		for o := 0; o+4 <= len(row); o += 4 {
			d := binary.LittleEndian.Uint32(row[o:])
			if d != was {
				was, is = d, k.packed+scaled(d, inv)
			}
			binary.LittleEndian.PutUint32(row[o:], is)
		}
	}
}

// fillExact blends over a rectangle that may begin and end within a pixel.
func (s *surface) fillExact(x0, y0, x1, y1 float64, k ink) {
	if x1 <= x0 || y1 <= y0 || x1 <= 0 || y1 <= 0 || x0 >= float64(s.w) || y0 >= float64(s.h) {
		return
	}
	x0, y0 = math.Max(x0, -2), math.Max(y0, -2)
	x1, y1 = math.Min(x1, float64(s.w+2)), math.Min(y1, float64(s.h+2))
	ix0, fx0, ix1, fx1 := edges(x0, x1)
	iy0, fy0, iy1, fy1 := edges(y0, y1)
	row := func(ya, yb int, cov float64) {
		if cov <= 0 || yb <= ya {
			return
		}
		if fx0 > 0 {
			s.fill(ix0-1, ya, ix0, yb, k.times(level(cov*fx0)))
		}
		s.fill(ix0, ya, ix1, yb, k.times(level(cov)))
		if fx1 > 0 {
			s.fill(ix1, ya, ix1+1, yb, k.times(level(cov*fx1)))
		}
	}
	row(iy0-1, iy0, fy0)
	row(iy0, iy1, 1)
	row(iy1, iy1+1, fy1)
}

// edges splits the interval a-b into whole pixels i0..i1 and what it covers of
// the pixel before (f0) and after (f1).
func edges(a, b float64) (i0 int, f0 float64, i1 int, f1 float64) {
	const eps = 1.0 / 512
	c, d := math.Ceil(a-eps), math.Floor(b+eps)
	if c > d { // within one pixel
		return int(c), b - a, int(c), 0
	}
	i0, i1 = int(c), int(d)
	if f0 = c - a; f0 < eps {
		f0 = 0
	}
	if f1 = b - d; f1 < eps {
		f1 = 0
	}
	return
}

// level turns a coverage of 0 to 1 into 0 to 255.
func level(c float64) uint32 {
	switch {
	case c <= 0:
		return 0
	case c >= 1:
		return 255
	}
	return uint32(c*255 + 0.5)
}

// mask is coverage, 0 to 255, of w times h pixels. X and y place its top left
// corner relative to whatever it was made for.
type mask struct {
	x, y, w, h int
	cov        []uint8
}

// stamp blends the ink through the mask with its origin at x, y.
func (s *surface) stamp(m *mask, x, y int, k ink) {
	x, y = x+m.x, y+m.y
	i0, i1 := max(0, -x), min(m.w, s.w-x)
	j0, j1 := max(0, -y), min(m.h, s.h-y)
	if i0 >= i1 {
		return
	}
	for j := j0; j < j1; j++ {
		cov := m.cov[j*m.w+i0 : j*m.w+i1]
		o := (y+j)*s.stride + (x+i0)*4
		row := s.pix[o : o+4*len(cov)]
		for i, c := range cov {
			if c == 0 {
				continue
			}
			px := row[4*i : 4*i+4 : 4*i+4]
			if c == 255 && k.a == 255 {
				binary.LittleEndian.PutUint32(px, k.packed)
				continue
			}
			p := scaled(k.packed, uint32(c))
			binary.LittleEndian.PutUint32(px, p+scaled(binary.LittleEndian.Uint32(px), 255-p>>24))
		}
	}
}
