package look

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/widget"
)

// Sides are the edges of a panel that carry a hairline.
type Sides int

// Sides can be added: Top | Left.
const (
	Top Sides = 1 << iota
	Bottom
	Left
	Right
	NoSides Sides = 0
)

// Panel is a ground for a pane, divided from its neighbours by hairlines.
type Panel struct {
	widget.BaseWidget
	content fyne.CanvasObject
	sides   Sides
	ground  Ink
}

// NewPanel puts content on the panel colour.
func NewPanel(content fyne.CanvasObject, sides Sides) *Panel {
	return NewGround(content, sides, func(p *Palette) color.NRGBA { return p.Panel })
}

// NewGround puts content on any colour.
func NewGround(content fyne.CanvasObject, sides Sides, ground Ink) *Panel {
	p := &Panel{content: content, sides: sides, ground: ground}
	p.ExtendBaseWidget(p)
	return p
}

// CreateRenderer implements fyne.Widget.
func (w *Panel) CreateRenderer() fyne.WidgetRenderer {
	back := &canvas.Rectangle{}
	objects := []fyne.CanvasObject{back, w.content}
	lines := map[Sides]*canvas.Rectangle{}
	for _, side := range []Sides{Top, Bottom, Left, Right} {
		if w.sides&side != 0 {
			lines[side] = &canvas.Rectangle{}
			objects = append(objects, lines[side])
		}
	}
	return paint(&painted{
		of:      w,
		objects: objects,
		min:     w.content.MinSize,
		layout: func(s fyne.Size) {
			back.Resize(s)
			w.content.Resize(s)
			for side, l := range lines {
				l.Resize(fyne.NewSize(s.Width, 1))
				if side&(Left|Right) != 0 {
					l.Resize(fyne.NewSize(1, s.Height))
				}
				switch side {
				case Bottom:
					l.Move(fyne.NewPos(0, s.Height-1))
				case Right:
					l.Move(fyne.NewPos(s.Width-1, 0))
				}
			}
		},
		dress: func(p *Palette) {
			back.FillColor = w.ground(p)
			for _, l := range lines {
				l.FillColor = p.Hairline
			}
		},
	})
}

// Hairline divides two things, one pixel high or wide.
type Hairline struct {
	widget.BaseWidget
}

// NewHairline makes a line that fills the space it is given.
func NewHairline() *Hairline {
	h := &Hairline{}
	h.ExtendBaseWidget(h)
	return h
}

// CreateRenderer implements fyne.Widget.
func (w *Hairline) CreateRenderer() fyne.WidgetRenderer {
	line := &canvas.Rectangle{}
	return paint(&painted{
		of:      w,
		objects: []fyne.CanvasObject{line},
		min:     func() fyne.Size { return fyne.NewSquareSize(1) },
		layout:  func(s fyne.Size) { line.Resize(s) },
		dress:   func(p *Palette) { line.FillColor = p.Hairline },
	})
}

// PaneHeader is the line over a pane: its name, what it shows, and at the
// right end a few small things.
type PaneHeader struct {
	widget.BaseWidget
	title, detail *Text
	trailing      *fyne.Container
}

// NewPaneHeader makes the line.
func NewPaneHeader(title, detail string, trailing ...fyne.CanvasObject) *PaneHeader {
	h := &PaneHeader{title: NewText(title, Strong), detail: NewShortText(detail, Aside)}
	h.trailing = container.NewHBox(trailing...)
	h.ExtendBaseWidget(h)
	return h
}

// Set changes name and detail.
func (h *PaneHeader) Set(title, detail string) {
	h.title.SetText(title)
	h.detail.SetText(detail)
	h.Refresh()
}

// SetTrailing replaces what stands at the right end.
func (h *PaneHeader) SetTrailing(objects ...fyne.CanvasObject) {
	h.trailing.Objects = objects
	h.trailing.Refresh()
	h.Refresh()
}

// CreateRenderer implements fyne.Widget.
func (h *PaneHeader) CreateRenderer() fyne.WidgetRenderer {
	const gap = 8
	return paint(&painted{
		of:      h,
		objects: []fyne.CanvasObject{h.title, h.detail, h.trailing},
		min: func() fyne.Size {
			w := min(h.title.MinSize().Width, 120) + h.trailing.MinSize().Width + 2*PanePadding
			return fyne.NewSize(w, 40)
		},
		layout: func(s fyne.Size) {
			end := h.trailing.MinSize()
			right := s.Width - PanePadding - end.Width
			h.trailing.Resize(end)
			h.trailing.Move(fyne.NewPos(right, (s.Height-end.Height)/2))
			if end.Width > 0 {
				right -= gap
			}
			t := h.title.MinSize()
			t.Width = min(t.Width, max(0, right-PanePadding))
			h.title.Resize(t)
			h.title.Move(fyne.NewPos(PanePadding, (s.Height-t.Height)/2))
			x := PanePadding + t.Width + gap
			d := fyne.NewSize(right-x, h.detail.MinSize().Height)
			h.detail.Resize(fyne.NewSize(max(0, d.Width), d.Height))
			h.detail.Move(fyne.NewPos(x, (s.Height-d.Height)/2))
			h.detail.Hidden = d.Width < 24
		},
		dress: func(*Palette) {},
	})
}

// Inset leaves room around content: x left and right, y above and below.
func Inset(content fyne.CanvasObject, x, y float32) *fyne.Container {
	return container.New(layout.NewCustomPaddedLayout(y, y, x, x), content)
}

// Column stacks objects with a gap between them.
func Column(gap float32, objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(layout.NewCustomPaddedVBoxLayout(gap), objects...)
}

// Row sets objects side by side with a gap between them, each centred.
func Row(gap float32, objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(rowLayout{gap}, objects...)
}

type rowLayout struct{ gap float32 }

func (l rowLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var s fyne.Size
	n := 0
	for _, o := range objects {
		if !o.Visible() {
			continue
		}
		m := o.MinSize()
		s = fyne.NewSize(s.Width+m.Width, max(s.Height, m.Height))
		n++
	}
	return s.AddWidthHeight(l.gap*float32(max(0, n-1)), 0)
}

func (l rowLayout) Layout(objects []fyne.CanvasObject, s fyne.Size) {
	x := float32(0)
	for _, o := range objects {
		if !o.Visible() {
			continue
		}
		m := o.MinSize()
		o.Resize(m)
		o.Move(fyne.NewPos(x, (s.Height-m.Height)/2))
		x += m.Width + l.gap
	}
}

// Card is a small raised panel that floats over others.
type Card struct {
	widget.BaseWidget
	content fyne.CanvasObject
}

// NewCard puts content on a floating ground.
func NewCard(content fyne.CanvasObject) *Card {
	c := &Card{content: content}
	c.ExtendBaseWidget(c)
	return c
}

// CreateRenderer implements fyne.Widget.
func (w *Card) CreateRenderer() fyne.WidgetRenderer {
	shade := &canvas.Rectangle{CornerRadius: Radius + 2}
	back := &canvas.Rectangle{CornerRadius: Radius + 1, StrokeWidth: 1}
	return paint(&painted{
		of:      w,
		objects: []fyne.CanvasObject{shade, back, w.content},
		min:     w.content.MinSize,
		layout: func(s fyne.Size) {
			shade.Move(fyne.NewPos(-1, 1))
			shade.Resize(s.AddWidthHeight(2, 2))
			back.Resize(s)
			w.content.Resize(s)
		},
		dress: func(p *Palette) {
			shade.FillColor = Veil(p.Shadow, 0.6)
			back.FillColor, back.StrokeColor = menuGround(p), Over(p.Hairline, p.Text, 0.08)
			shade.Refresh()
			back.Refresh()
		},
	})
}
