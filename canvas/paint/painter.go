package paint

import (
	"image"
	"math"

	"github.com/stateboard/stateboard/canvas/scene"
	"golang.org/x/image/vector"
)

// Painter draws scenes into pixels, frame after frame, keeping what frames have in
// common: letters, icons, corners. It is for one goroutine at a time.
type Painter struct {
	dst    surface
	view   Viewport
	raster vector.Rasterizer
	set    *setter
	find   scene.Finder

	letters cache[letterKey, *mask]
	icons   cache[iconKey, *mask]
	corners cache[cornerKey, *corner]
	heads   cache[headKey, *mask]

	frame  *image.RGBA
	pieces []piece
	points []snapped
}

// NewPainter returns a painter with empty caches; they hold a few megabytes at
// most.
func NewPainter() *Painter {
	return &Painter{
		set:     newSetter(4096),
		letters: newCache[letterKey, *mask](4096),
		icons:   newCache[iconKey, *mask](256),
		corners: newCache[cornerKey, *corner](128),
		heads:   newCache[headKey, *mask](128),
	}
}

// Frame draws the scenes above each other into an image of the viewport's size
// that belongs to the painter and is overwritten by the next frame. Its bounds
// start at 0,0.
func (p *Painter) Frame(v Viewport, scenes ...*scene.Scene) *image.RGBA {
	if p.frame == nil || p.frame.Rect.Dx() != v.W || p.frame.Rect.Dy() != v.H {
		p.frame = image.NewRGBA(image.Rect(0, 0, max(v.W, 0), max(v.H, 0)))
	}
	if len(scenes) == 0 || scenes[0] == nil || scenes[0].Background.A < 255 {
		clear(p.frame.Pix)
	}
	p.Paint(p.frame, v, scenes...)
	return p.frame
}

// Paint draws the scenes above each other into dst, whose bounds must start at
// 0,0. The background of each is drawn where it has one; dst is not cleared.
func (p *Painter) Paint(dst *image.RGBA, v Viewport, scenes ...*scene.Scene) {
	p.dst, p.view = surfaceOf(dst), v
	if p.dst.w == 0 || p.dst.h == 0 || v.scale() <= 0 {
		return
	}
	// What lies just outside may colour the outermost pixels in part.
	visible := v.Visible().Inset(-2 / v.scale())
	for _, s := range scenes {
		if s == nil {
			continue
		}
		p.dst.fill(0, 0, p.dst.w, p.dst.h, inkOf(s.Background))
		s.Visible(visible, v.Zoom, &p.find, p.item)
	}
}

// RGBA draws one scene into dst with a fresh painter.
func RGBA(dst *image.RGBA, s *scene.Scene, v Viewport) {
	NewPainter().Paint(dst, v, s)
}

func (p *Painter) item(it scene.Item) {
	switch it := it.(type) {
	case *scene.Box:
		p.box(it)
	case *scene.Path:
		p.path(it)
	case *scene.Text:
		p.label(it)
	case *scene.Icon:
		p.icon(it)
	case *scene.Dots:
		p.dots(it)
	}
}

// label draws a text at its anchor.
func (p *Painter) label(t *scene.Text) {
	at := p.view.DevicePoint(t.At)
	px := t.Size * p.view.scale()
	l := p.set.line(t.Text, faceOf(t.Weight))
	switch t.Anchor {
	case scene.Middle:
		at.X -= l.width * px / 2
	case scene.End:
		at.X -= l.width * px
	}
	p.text(l, at.X, at.Y, px, inkOf(t.Color))
}

// sparse is how close grid dots may come, in pixels.
const sparse = 14

// dots draws the grid. Far away every second, fourth, ... dot is drawn.
func (p *Painter) dots(d *scene.Dots) {
	z := p.view.scale()
	if d.Step <= 0 || z <= 0 {
		return
	}
	device := max(1, p.view.Scale)
	step := d.Step
	for step*z < sparse*device {
		step *= 2
	}
	m := p.disc(max(d.Size*math.Min(z, device), device))
	k := inkOf(d.Color)
	seen := p.view.Visible()
	for j := math.Ceil(seen.Y/step) - 1; j*step <= seen.Bottom()+step; j++ {
		y := int(math.Floor((j*step-p.view.Offset.Y)*z + 0.5))
		for i := math.Ceil(seen.X/step) - 1; i*step <= seen.Right()+step; i++ {
			p.dst.stamp(m, int(math.Floor((i*step-p.view.Offset.X)*z+0.5)), y, k)
		}
	}
}

// noFace keeps discs apart from letters in their cache.
const noFace face = 255

// disc returns a small filled circle around the middle of a pixel. It shares the
// cache of letters.
func (p *Painter) disc(diameter float64) *mask {
	key := letterKey{face: noFace, size: quarters(diameter)}
	if m, ok := p.letters.get(key); ok {
		return m
	}
	r := float64(key.size) / 8
	n := int(math.Ceil(r))
	m := &mask{x: -n, y: -n, w: 2*n + 1, h: 2*n + 1, cov: make([]uint8, (2*n+1)*(2*n+1))}
	for j := range m.h {
		for i := range m.w {
			m.cov[j*m.w+i] = uint8(level(r - math.Hypot(float64(i-n), float64(j-n)) + 0.5))
		}
	}
	p.letters.put(key, m)
	return m
}
