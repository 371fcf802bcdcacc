package editor

import (
	"image"
	"image/color"
	"math"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"github.com/stateboard/stateboard/asl/diag"
	"github.com/stateboard/stateboard/ui/look"
)

// severityInk is the colour of a severity; its mark in the gutter differs in
// shape as well.
func severityInk(s diag.Severity) look.Ink {
	switch s {
	case diag.Error:
		return look.Failed
	case diag.Warning:
		return look.Waiting
	}
	return look.Running
}

// wave is the line under a problem: wavy, or dotted for a hint.
type wave struct {
	raster *canvas.Raster
	ink    color.NRGBA
	dotted bool
}

func newWave() *wave {
	w := &wave{}
	w.raster = canvas.NewRaster(w.paint)
	w.raster.ScaleMode = canvas.ImageScalePixels
	return w
}

func (w *wave) object() fyne.CanvasObject { return w.raster }

// set changes colour and shape; the picture is made anew only if it must be.
func (w *wave) set(ink color.NRGBA, dotted bool, at fyne.Position, size fyne.Size) {
	w.raster.Move(at)
	changed := w.ink != ink || w.dotted != dotted
	w.ink, w.dotted = ink, dotted
	if w.raster.Size() != size {
		w.raster.Resize(size)
	} else if changed {
		w.raster.Refresh()
	}
}

// paint draws in device pixels; the height is four units, so it tells the
// scale.
func (w *wave) paint(width, height int) image.Image {
	img := image.NewRGBA(image.Rect(0, 0, max(1, width), max(1, height)))
	scale := float64(height) / float64(waveHeight)
	for x := 0; x < width; x++ {
		u := float64(x) / scale
		if w.dotted {
			if math.Mod(u, 4) >= 1.6 {
				continue
			}
			for y := int(1.2 * scale); y < int(2.6*scale); y++ {
				img.Set(x, y, w.ink)
			}
			continue
		}
		centre := (float64(waveHeight)/2 + 1.1*math.Sin(u*2*math.Pi/5)) * scale
		for y := 0; y < height; y++ {
			cover := 0.5 + 0.62*scale - math.Abs(float64(y)+0.5-centre)
			if cover > 0 {
				img.Set(x, y, look.Veil(w.ink, min(1, cover)))
			}
		}
	}
	return img
}

const waveHeight float32 = 5

// mark stands in the gutter beside a row with a problem: a disc, a triangle or
// a ring.
type mark struct {
	group    *fyne.Container
	disc     *canvas.Circle
	triangle *canvas.Image
	severity diag.Severity
	ink      color.NRGBA
}

const markSize float32 = 8

func newMark() *mark {
	m := &mark{disc: &canvas.Circle{}, triangle: &canvas.Image{FillMode: canvas.ImageFillContain}}
	m.group = layer(m.disc, m.triangle)
	m.disc.Resize(fyne.NewSquareSize(markSize))
	m.triangle.Resize(fyne.NewSquareSize(markSize + 5))
	m.triangle.Move(fyne.NewPos(-2.5, -3))
	return m
}

func (m *mark) object() fyne.CanvasObject { return m.group }

func (m *mark) set(s diag.Severity, p *look.Palette, at fyne.Position) {
	m.group.Move(at)
	ink := severityInk(s)(p)
	if m.ink == ink && m.severity == s {
		return
	}
	m.ink, m.severity = ink, s
	m.disc.Hidden, m.triangle.Hidden = s == diag.Warning, s != diag.Warning
	m.disc.FillColor, m.disc.StrokeColor, m.disc.StrokeWidth = ink, ink, 0
	if s == diag.Hint {
		m.disc.FillColor, m.disc.StrokeWidth = color.NRGBA{}, 1.5
	}
	if s == diag.Warning {
		m.triangle.Resource = look.Warn.Resource(ink)
		m.triangle.Refresh()
	}
	m.disc.Refresh()
}
