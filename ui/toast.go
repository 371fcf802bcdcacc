package ui

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"github.com/stateboard/stateboard/ui/look"
	"github.com/stateboard/stateboard/ui/session"
	"github.com/stateboard/stateboard/ui/uimap"
)

// toast is the quiet line at the foot of the diagram that tells what happened.
// It goes by itself; one about an error stays longer.
type toast struct {
	w     *Window
	layer *fyne.Container
	line  *toastLine
	shown uint64
	text  string
}

const (
	toastStay      = 6 * time.Second
	toastErrorStay = 14 * time.Second
)

func newToast(w *Window) *toast {
	t := &toast{w: w}
	t.line = newToastLine(func() { w.sess.Dismiss(t.shown) })
	t.line.Hide()
	t.layer = container.New(toastPlace{w}, t.line)
	return t
}

func (t *toast) show(n *session.Notice) {
	if n == nil {
		t.text = ""
		t.line.Hide()
		return
	}
	if n.ID == t.shown {
		return
	}
	t.shown, t.text = n.ID, sentenceCase(n.Text)
	t.line.set(t.text, n.Error)
	t.line.Show()
	t.layer.Refresh()
	stay, id := toastStay, n.ID
	if n.Error {
		stay = toastErrorStay
	}
	time.AfterFunc(stay, func() { fyne.Do(func() { t.w.sess.Dismiss(id) }) })
}

func (t *toast) list(l *uimap.List) {
	if t.line.Visible() {
		l.Add(uimap.Item{ID: "notice", Role: "status", Label: t.text, Enabled: true}, t.line)
	}
}

// toastPlace centres the line above the foot of the diagram.
type toastPlace struct{ w *Window }

func (toastPlace) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.Size{} }

func (p toastPlace) Layout(objects []fyne.CanvasObject, s fyne.Size) {
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(p.w.diagram)
	stage := p.w.diagram.Size()
	if stage.Width == 0 {
		return
	}
	for _, o := range objects {
		width := min(o.MinSize().Width, stage.Width-40)
		o.Resize(fyne.NewSize(width, o.MinSize().Height))
		size := fyne.NewSize(width, o.MinSize().Height)
		o.Resize(size)
		o.Move(fyne.NewPos(at.X+(stage.Width-width)/2, at.Y+stage.Height-size.Height-56))
	}
}

// toastLine is the line itself; a click takes it away.
type toastLine struct {
	widget.BaseWidget
	words *look.Paragraph
	bad   bool
	close func()
}

func newToastLine(close func()) *toastLine {
	t := &toastLine{words: look.NewParagraph("", look.Body), close: close}
	t.ExtendBaseWidget(t)
	return t
}

func (t *toastLine) set(s string, bad bool) {
	t.bad = bad
	t.words.SetText(s)
	t.Refresh()
}

// Tapped implements fyne.Tappable.
func (t *toastLine) Tapped(*fyne.PointEvent) { t.close() }

const toastWidth = 460

// CreateRenderer implements fyne.Widget.
func (t *toastLine) CreateRenderer() fyne.WidgetRenderer {
	r := &toastRenderer{t: t, ground: &canvas.Rectangle{CornerRadius: look.Radius, StrokeWidth: 1}, stripe: &canvas.Rectangle{CornerRadius: 2}, shadow: &canvas.Rectangle{CornerRadius: look.Radius + 4}}
	r.Refresh()
	return r
}

type toastRenderer struct {
	t                      *toastLine
	ground, stripe, shadow *canvas.Rectangle
}

func (r *toastRenderer) Destroy() {}

// wide is how wide the words are, on one line if they fit.
func (r *toastRenderer) wide() float32 {
	return min(toastWidth, fyne.MeasureText(r.t.words.Text(), look.BodySize, fyne.TextStyle{}).Width+2)
}

func (r *toastRenderer) MinSize() fyne.Size {
	lines := look.Wrap(r.t.words.Text(), r.wide(), look.BodySize, fyne.TextStyle{})
	one := fyne.MeasureText("M", look.BodySize, fyne.TextStyle{}).Height + 3
	return fyne.NewSize(r.wide()+40, float32(len(lines))*one+18)
}

func (r *toastRenderer) Layout(s fyne.Size) {
	r.ground.Resize(s)
	r.shadow.Move(fyne.NewPos(-4, 0))
	r.shadow.Resize(s.AddWidthHeight(8, 8))
	r.stripe.Move(fyne.NewPos(10, 10))
	r.stripe.Resize(fyne.NewSize(4, s.Height-20))
	r.t.words.Move(fyne.NewPos(24, 9))
	r.t.words.Resize(fyne.NewSize(s.Width-38, s.Height-18))
}

func (r *toastRenderer) Refresh() {
	p := look.Colors()
	r.ground.FillColor, r.ground.StrokeColor = p.Panel, look.Over(p.Hairline, p.Text, 0.1)
	r.shadow.FillColor = look.Veil(p.Shadow, 0.5)
	r.stripe.FillColor = p.Accent
	if r.t.bad {
		r.stripe.FillColor = p.Failed
	}
	canvas.Refresh(r.t)
}

func (r *toastRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.shadow, r.ground, r.stripe, r.t.words}
}
