package inspector

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"github.com/stateboard/stateboard/ui/look"
)

// searchBox looks like a chooser and opens a list that one can search in.
type searchBox struct {
	widget.BaseWidget
	value, hint string
	open        func()
	hovered     bool
	focused     bool
}

var (
	_ fyne.Focusable    = (*searchBox)(nil)
	_ desktop.Hoverable = (*searchBox)(nil)
)

func newSearchBox(value, hint string, open func()) *searchBox {
	b := &searchBox{value: value, hint: hint, open: open}
	b.ExtendBaseWidget(b)
	return b
}

func (b *searchBox) set(value string) {
	if b.value != value {
		b.value = value
		b.Refresh()
	}
}

func (b *searchBox) Tapped(*fyne.PointEvent)        { b.open() }
func (b *searchBox) MouseIn(*desktop.MouseEvent)    { b.hovered = true; b.Refresh() }
func (b *searchBox) MouseMoved(*desktop.MouseEvent) {}
func (b *searchBox) MouseOut()                      { b.hovered = false; b.Refresh() }
func (b *searchBox) FocusGained()                   { b.focused = true; b.Refresh() }
func (b *searchBox) FocusLost()                     { b.focused = false; b.Refresh() }
func (b *searchBox) TypedRune(rune)                 {}

func (b *searchBox) TypedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeySpace, fyne.KeyReturn, fyne.KeyEnter, fyne.KeyDown:
		b.open()
	default:
		look.PassOn(b, e)
	}
}

// CreateRenderer implements fyne.Widget.
func (b *searchBox) CreateRenderer() fyne.WidgetRenderer {
	r := &searchRenderer{
		b: b, face: &canvas.Rectangle{CornerRadius: look.Radius, StrokeWidth: 1}, ring: &canvas.Rectangle{CornerRadius: look.Radius + 2, StrokeWidth: 2},
		text: &canvas.Text{TextSize: look.BodySize}, mark: &canvas.Image{FillMode: canvas.ImageFillContain},
	}
	r.Refresh()
	return r
}

type searchRenderer struct {
	b          *searchBox
	face, ring *canvas.Rectangle
	text       *canvas.Text
	mark       *canvas.Image
}

func (r *searchRenderer) Destroy()           {}
func (r *searchRenderer) MinSize() fyne.Size { return fyne.NewSize(80, look.ControlHeight) }

func (r *searchRenderer) Layout(s fyne.Size) {
	r.face.Resize(s)
	r.ring.Move(fyne.NewPos(-2.5, -2.5))
	r.ring.Resize(s.AddWidthHeight(5, 5))
	words := r.b.value
	if words == "" {
		words = r.b.hint
	}
	r.text.Text = look.Shorten(words, s.Width-42, look.BodySize, fyne.TextStyle{})
	min := r.text.MinSize()
	r.text.Resize(min)
	r.text.Move(fyne.NewPos(11, (s.Height-min.Height)/2))
	r.mark.Resize(fyne.NewSquareSize(12))
	r.mark.Move(fyne.NewPos(s.Width-21, (s.Height-12)/2))
}

func (r *searchRenderer) Refresh() {
	p := look.Colors()
	r.face.FillColor, r.face.StrokeColor = look.Fill(p), p.Hairline
	if r.b.hovered {
		r.face.FillColor = look.Over(look.Fill(p), p.Text, 0.07)
	}
	r.ring.StrokeColor, r.ring.Hidden = look.Veil(p.Accent, 0.75), !r.b.focused
	r.text.Color = p.Text
	if r.b.value == "" {
		r.text.Color = p.Faint
	}
	r.mark.Resource = look.ChevronDown.Resource(p.Secondary)
	r.mark.Refresh()
	r.Layout(r.b.Size())
	canvas.Refresh(r.b)
}

func (r *searchRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.ring, r.face, r.text, r.mark}
}
