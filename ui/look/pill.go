package look

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"
)

// Pill is a word or two in a rounded frame: a count, a condition, an error.
type Pill struct {
	widget.BaseWidget
	text string
	ink  Ink
}

// NewPill makes a pill in an ink.
func NewPill(text string, ink Ink) *Pill {
	p := &Pill{text: text, ink: ink}
	p.ExtendBaseWidget(p)
	return p
}

// Set changes words and ink.
func (w *Pill) Set(text string, ink Ink) { w.text, w.ink = text, ink; w.Refresh() }

// CreateRenderer implements fyne.Widget.
func (w *Pill) CreateRenderer() fyne.WidgetRenderer {
	frame := &canvas.Rectangle{StrokeWidth: 1}
	text := words(CaptionSize, false)
	return paint(&painted{
		of:      w,
		objects: []fyne.CanvasObject{frame, text},
		min: func() fyne.Size {
			return fyne.NewSize(fyne.MeasureText(w.text, CaptionSize, fyne.TextStyle{}).Width+16, 20)
		},
		layout: func(s fyne.Size) {
			y := (s.Height - 20) / 2
			frame.Move(fyne.NewPos(0, y))
			frame.Resize(fyne.NewSize(s.Width, 20))
			frame.CornerRadius = 10
			middle(text, 8, s.Height)
		},
		dress: func(p *Palette) {
			ink := w.ink(p)
			frame.FillColor, frame.StrokeColor = p.Panel, p.Hairline
			if ink != p.Secondary && ink != p.Text && ink != p.Faint {
				frame.FillColor, frame.StrokeColor = Over(p.Panel, ink, 0.08), Over(p.Panel, ink, 0.30)
			}
			text.Text, text.Color = w.text, ink
			text.Refresh()
		},
	})
}

// Status is a dot and a word in its ink: what something is doing now.
type Status struct {
	widget.BaseWidget
	text string
	ink  Ink
	dot  bool
}

// NewStatus makes a status; without a dot it is only the bold word.
func NewStatus(text string, ink Ink, dot bool) *Status {
	s := &Status{text: text, ink: ink, dot: dot}
	s.ExtendBaseWidget(s)
	return s
}

// Set changes word and ink.
func (w *Status) Set(text string, ink Ink) {
	if w.text == text && w.ink(Colors()) == ink(Colors()) {
		return
	}
	w.text, w.ink = text, ink
	w.Refresh()
}

// Text is the word shown.
func (w *Status) Text() string { return w.text }

// CreateRenderer implements fyne.Widget.
func (w *Status) CreateRenderer() fyne.WidgetRenderer {
	dot := &canvas.Circle{}
	text := words(CaptionSize, true)
	lead := func() float32 {
		if w.dot {
			return 8 + 6
		}
		return 0
	}
	return paint(&painted{
		of:      w,
		objects: []fyne.CanvasObject{dot, text},
		min: func() fyne.Size {
			m := fyne.MeasureText(w.text, CaptionSize, fyne.TextStyle{Bold: true})
			return fyne.NewSize(m.Width+lead(), m.Height)
		},
		layout: func(s fyne.Size) {
			dot.Move(fyne.NewPos(0, (s.Height-8)/2))
			dot.Resize(fyne.NewSquareSize(8))
			middle(text, lead(), s.Height)
		},
		dress: func(p *Palette) {
			ink := w.ink(p)
			dot.FillColor = ink
			dot.Hidden = !w.dot
			text.Text, text.Color = w.text, ink
			dot.Refresh()
			text.Refresh()
		},
	})
}
