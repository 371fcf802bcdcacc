package scene

import (
	"image/color"

	"github.com/stateboard/stateboard/canvas/geom"
)

// Item is one thing to draw: *Box, *Path, *Text, *Icon or *Dots. Positions are
// world units; what has a transparent colour is not drawn.
type Item interface {
	// Bounds is what the item may touch, line widths, heads and halos included.
	Bounds() geom.Rect
	// Zooms is the range of zooms the item is shown at.
	Zooms() Zooms
	item()
}

var (
	_ Item = (*Box)(nil)
	_ Item = (*Path)(nil)
	_ Item = (*Text)(nil)
	_ Item = (*Icon)(nil)
	_ Item = (*Dots)(nil)
)

// Zooms is the range of zooms (1 = 100 %) an item is shown at: from From on,
// below Below when that is not 0. The zero value is always. Exports are made at 1.
type Zooms struct{ From, Below float64 }

// Has reports whether zoom is in the range.
func (z Zooms) Has(zoom float64) bool {
	return zoom >= z.From && (z.Below == 0 || zoom < z.Below)
}

// Box is a rounded rectangle; a circle when Radius is half its side. The stroke
// lies inside Rect, the halo around it.
type Box struct {
	Rect      geom.Rect
	Radius    float64
	Fill      color.NRGBA
	Stroke    color.NRGBA
	Width     float64 // of the stroke
	Dash      [2]float64
	Halo      color.NRGBA
	HaloWidth float64
	Zoom      Zooms
}

// Path is a polyline whose corners are rounded by Radius, with an optional solid
// head at its end. The tip of the head is the last point.
type Path struct {
	Points []geom.Point
	Radius float64
	Stroke color.NRGBA
	Width  float64
	Dash   [2]float64 // on, off; the zero value is a solid line
	Head   float64    // length of the head; 0 for none
	Zoom   Zooms
}

// Anchor says which part of a text At is.
type Anchor int

// The anchors. The zero value is Start.
const (
	Start Anchor = iota
	Middle
	End
)

// Text is one line. It has been shortened to its place already; Full is what it
// was before, for a tooltip, when that differs.
type Text struct {
	At     geom.Point // on the baseline
	Anchor Anchor
	Text   string
	Full   string
	Size   float64
	Weight Weight
	Color  color.NRGBA
	Width  float64 // as measured
	Zoom   Zooms
}

// Icon is one of our own vector drawings, scaled into Rect (a square).
type Icon struct {
	Rect  geom.Rect
	Glyph Glyph
	Color color.NRGBA
	Zoom  Zooms
}

// Dots is the grid: dots of diameter Size at multiples of Step, everywhere.
type Dots struct {
	Step  float64
	Size  float64
	Color color.NRGBA
}

func (*Box) item()  {}
func (*Path) item() {}
func (*Text) item() {}
func (*Icon) item() {}
func (*Dots) item() {}

// Bounds implements Item.
func (b *Box) Bounds() geom.Rect { return b.Rect.Inset(-b.HaloWidth) }

// Bounds implements Item.
func (p *Path) Bounds() geom.Rect {
	return geom.Bounds(p.Points).Inset(-max(p.Width, p.Head) / 2)
}

// Bounds implements Item. It allows for accents above and descenders below.
func (t *Text) Bounds() geom.Rect {
	return geom.Rect{X: t.Left(), Y: t.At.Y - t.Size, W: t.Width, H: t.Size * 1.3}
}

// Left is where the first letter starts.
func (t *Text) Left() float64 {
	switch t.Anchor {
	case Middle:
		return t.At.X - t.Width/2
	case End:
		return t.At.X - t.Width
	}
	return t.At.X
}

// Bounds implements Item.
func (i *Icon) Bounds() geom.Rect { return i.Rect }

// Bounds implements Item: dots have none, they are drawn wherever one looks.
func (d *Dots) Bounds() geom.Rect { return geom.Rect{} }

// Zooms implements Item.
func (b *Box) Zooms() Zooms { return b.Zoom }

// Zooms implements Item.
func (p *Path) Zooms() Zooms { return p.Zoom }

// Zooms implements Item.
func (t *Text) Zooms() Zooms { return t.Zoom }

// Zooms implements Item.
func (i *Icon) Zooms() Zooms { return i.Zoom }

// Zooms implements Item.
func (d *Dots) Zooms() Zooms { return Zooms{} }
