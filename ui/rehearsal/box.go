package rehearsal

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"github.com/stateboard/stateboard/ui/look"
)

// codeBox shows a little JSON in a frame; what is longer than a few lines
// scrolls.
type codeBox struct {
	widget.BaseWidget
	words  *look.Paragraph
	scroll *container.Scroll
	wheel  *look.Wheel
	ground *canvas.Rectangle
	lines  float32 // at most so many without scrolling
}

const boxLines = 5

func newCodeBox(s string, wheel func(*fyne.ScrollEvent)) *codeBox {
	b := &codeBox{words: look.NewParagraph(s, look.Code), ground: &canvas.Rectangle{CornerRadius: look.Radius, StrokeWidth: 1}, lines: boxLines}
	b.scroll = container.NewVScroll(look.Inset(b.words, 10, 8))
	b.wheel = look.NewWheel(func() *container.Scroll { return b.scroll }, wheel)
	b.ExtendBaseWidget(b)
	return b
}

func (b *codeBox) tall(lines float32) *codeBox { b.lines = lines; return b }

func (b *codeBox) set(s string) { b.words.SetText(s); b.Refresh() }

// CreateRenderer implements fyne.Widget.
func (b *codeBox) CreateRenderer() fyne.WidgetRenderer {
	r := &boxRenderer{b}
	r.Refresh()
	return r
}

type boxRenderer struct{ b *codeBox }

func (r *boxRenderer) Destroy() {}

func (r *boxRenderer) MinSize() fyne.Size {
	line := fyne.MeasureText("M", look.MonoSize, fyne.TextStyle{Monospace: true}).Height + 3
	return fyne.NewSize(60, min(r.b.words.MinSize().Height, r.b.lines*line)+19)
}

func (r *boxRenderer) Layout(s fyne.Size) {
	r.b.ground.Resize(s)
	r.b.scroll.Move(fyne.NewPos(1, 1))
	r.b.scroll.Resize(s.SubtractWidthHeight(2, 2))
	r.b.wheel.Resize(s)
}

func (r *boxRenderer) Refresh() {
	p := look.Colors()
	r.b.ground.FillColor, r.b.ground.StrokeColor = look.Fill(p), p.Hairline
	canvas.Refresh(r.b)
}

func (r *boxRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.b.ground, r.b.scroll, r.b.wheel}
}

// newFlow sets objects side by side and begins new lines as the width asks.
func newFlow(gap float32) *fyne.Container { return container.New(&flow{gap: gap, width: 340}) }

type flow struct{ gap, width float32 }

// MinSize is as high as the lines at the width given last.
func (f *flow) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(80, f.place(objects, f.width, false))
}

func (f *flow) Layout(objects []fyne.CanvasObject, s fyne.Size) {
	f.width = s.Width
	f.place(objects, s.Width, true)
}

func (f *flow) place(objects []fyne.CanvasObject, width float32, move bool) float32 {
	x, y, high := float32(0), float32(0), float32(0)
	for _, o := range objects {
		m := o.MinSize()
		if x > 0 && x+m.Width > width {
			x, y, high = 0, y+high+f.gap, 0
		}
		if move {
			o.Resize(fyne.NewSize(min(m.Width, width), m.Height))
			o.Move(fyne.NewPos(x, y))
		}
		x, high = x+m.Width+f.gap, max(high, m.Height)
	}
	return y + high
}
