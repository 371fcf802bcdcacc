package rehearsal

import (
	"math"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"github.com/stateboard/stateboard/ui/look"
)

// scrubber is the line along the events of a run: drag it to any moment.
type scrubber struct {
	widget.BaseWidget
	at, n   int
	moved   func(n int)
	focused bool
}

var (
	_ fyne.Draggable    = (*scrubber)(nil)
	_ fyne.Focusable    = (*scrubber)(nil)
	_ desktop.Mouseable = (*scrubber)(nil)
)

func newScrubber(moved func(int)) *scrubber {
	s := &scrubber{moved: moved}
	s.ExtendBaseWidget(s)
	return s
}

func (s *scrubber) set(at, n int) {
	if s.at != at || s.n != n {
		s.at, s.n = at, n
		s.Refresh()
	}
}

func (s *scrubber) to(x float32) {
	if s.n > 0 && s.Size().Width > 0 {
		share := float64(x / s.Size().Width)
		s.moved(max(1, min(s.n, int(math.Round(share*float64(s.n))))))
	}
}

// MouseDown goes to the moment under the pointer; arrows go on from there.
func (s *scrubber) MouseDown(e *desktop.MouseEvent) {
	if on := fyne.CurrentApp().Driver().CanvasForObject(s); on != nil {
		on.Focus(s)
	}
	s.to(e.Position.X)
}

func (s *scrubber) MouseUp(*desktop.MouseEvent) {}
func (s *scrubber) Dragged(e *fyne.DragEvent)   { s.to(e.Position.X) }
func (s *scrubber) DragEnd()                    {}
func (s *scrubber) FocusGained()                { s.focused = true; s.Refresh() }
func (s *scrubber) FocusLost()                  { s.focused = false; s.Refresh() }
func (s *scrubber) TypedRune(rune)              {}

func (s *scrubber) TypedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeyLeft:
		s.moved(max(1, s.at-1))
	case fyne.KeyRight:
		s.moved(s.at + 1)
	case fyne.KeyHome:
		s.moved(1)
	case fyne.KeyEnd:
		s.moved(s.n)
	default:
		look.PassOn(s, e)
	}
}

// CreateRenderer implements fyne.Widget.
func (s *scrubber) CreateRenderer() fyne.WidgetRenderer {
	r := &scrubRenderer{s: s, rail: &canvas.Rectangle{CornerRadius: 3}, done: &canvas.Rectangle{CornerRadius: 3}, knob: &canvas.Circle{StrokeWidth: 2}}
	r.Refresh()
	return r
}

type scrubRenderer struct {
	s          *scrubber
	rail, done *canvas.Rectangle
	knob       *canvas.Circle
}

func (r *scrubRenderer) Destroy()           {}
func (r *scrubRenderer) MinSize() fyne.Size { return fyne.NewSize(60, 24) }

func (r *scrubRenderer) Layout(size fyne.Size) {
	const thick, knob = 6, 15
	y := (size.Height - thick) / 2
	r.rail.Move(fyne.NewPos(0, y))
	r.rail.Resize(fyne.NewSize(size.Width, thick))
	share := float32(0)
	if r.s.n > 0 {
		share = float32(r.s.at) / float32(r.s.n)
	}
	x := share * size.Width
	r.done.Move(fyne.NewPos(0, y))
	r.done.Resize(fyne.NewSize(x, thick))
	r.knob.Resize(fyne.NewSquareSize(knob))
	r.knob.Move(fyne.NewPos(max(0, min(size.Width-knob, x-knob/2)), (size.Height-knob)/2))
}

func (r *scrubRenderer) Refresh() {
	p := look.Colors()
	r.rail.FillColor, r.done.FillColor, r.knob.FillColor = look.Over(p.Panel, p.Text, 0.07), p.Accent, p.Accent
	r.knob.StrokeColor = p.Panel
	if r.s.focused {
		r.knob.StrokeColor = look.Over(p.Panel, p.Accent, 0.4)
	}
	r.knob.Hidden = r.s.n == 0
	r.Layout(r.s.Size())
	canvas.Refresh(r.s)
}

func (r *scrubRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.rail, r.done, r.knob}
}
