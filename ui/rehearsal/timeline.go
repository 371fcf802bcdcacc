package rehearsal

import (
	"fmt"
	"image/color"
	"math"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"github.com/stateboard/stateboard/canvas/scene"
	"github.com/stateboard/stateboard/runner/history"
	"github.com/stateboard/stateboard/ui/look"
	"github.com/stateboard/stateboard/ui/marks"
	"github.com/stateboard/stateboard/ui/session"
	"github.com/stateboard/stateboard/ui/uimap"
)

// timeline has a bar for each visit of a state, as long as it took.
type timeline struct {
	widget.BaseWidget
	room   *Room
	scroll *container.Scroll
	visits []*history.Visit
	from   time.Time
	span   time.Duration
	path   string // selected
	count  int
}

const (
	barRow    = 20
	barHigh   = 14
	barLeft   = 16
	barRight  = 130 // room for a name after the longest bar
	rulerHigh = 24
	rulerMark = 84  // room for the words of a mark
	mostBars  = 400 // of a very long run, the latest
)

func newTimeline(r *Room) *timeline {
	t := &timeline{room: r}
	t.ExtendBaseWidget(t)
	t.scroll = container.NewVScroll(t)
	t.scroll.OnScrolled = func(fyne.Position) { r.options.Changed() }
	return t
}

func (t *timeline) object() fyne.CanvasObject { return t.scroll }

func (t *timeline) show(s *session.Snapshot) {
	t.visits, t.path = nil, s.Selection.Primary()
	if s.Run != nil {
		x := s.Run.Execution
		t.visits = x.Visits
		if len(t.visits) > mostBars {
			t.visits = t.visits[len(t.visits)-mostBars:]
		}
		t.from, t.span = x.Started, x.Now.Sub(x.Started)
	}
	t.span = max(t.span, time.Millisecond)
	grew := len(t.visits) != t.count
	t.count = len(t.visits)
	t.Refresh()
	if grew {
		t.scroll.Refresh()
		t.scroll.ScrollToBottom()
	}
}

// Tapped selects the state whose bar was clicked.
func (t *timeline) Tapped(e *fyne.PointEvent) {
	if i := int((e.Position.Y - rulerHigh) / barRow); e.Position.Y >= rulerHigh && i < len(t.visits) {
		t.room.options.Select(t.visits[i].Path)
	}
}

// x is where a moment is.
func (t *timeline) x(at time.Time) float32 {
	width := max(20, t.Size().Width-barLeft-barRight)
	share := float32(at.Sub(t.from)) / float32(t.span)
	return barLeft + max(0, min(1, share))*width
}

// bar is where a visit's bar is.
func (t *timeline) bar(i int) (fyne.Position, fyne.Size) {
	v := t.visits[i]
	end := v.ExitedAt
	if v.Status.Open() {
		end = t.from.Add(t.span)
	}
	left, right := t.x(v.EnteredAt), t.x(end)
	return fyne.NewPos(left, rulerHigh+float32(i)*barRow+(barRow-barHigh)/2), fyne.NewSize(max(6, right-left), barHigh)
}

func (t *timeline) list(l *uimap.List) {
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(t)
	l.Within(t.scroll, func() {
		for i, v := range t.visits {
			p, s := t.bar(i)
			l.Place(uimap.Item{ID: fmt.Sprintf("timeline/%d", v.Entered), Role: "img", Label: v.Name, Enabled: true, Status: v.Status.String(), Selected: v.Path == t.path}, at.Add(p), s)
		}
	})
}

// CreateRenderer implements fyne.Widget.
func (t *timeline) CreateRenderer() fyne.WidgetRenderer {
	r := &timelineRenderer{t: t}
	r.Refresh()
	return r
}

type timelineRenderer struct {
	t       *timeline
	objects []fyne.CanvasObject
}

func (r *timelineRenderer) Destroy()                     {}
func (r *timelineRenderer) Objects() []fyne.CanvasObject { return r.objects }
func (r *timelineRenderer) Layout(fyne.Size)             { r.draw() }
func (r *timelineRenderer) MinSize() fyne.Size {
	return fyne.NewSize(120, rulerHigh+float32(len(r.t.visits))*barRow+8)
}

// Refresh draws anew. Layout must not come here: asking for a repaint while the
// window is painted has it painted without end.
func (r *timelineRenderer) Refresh() {
	r.draw()
	canvas.Refresh(r.t)
}

func (r *timelineRenderer) draw() {
	p := look.Colors()
	r.objects = r.objects[:0:0]
	r.ruler(p)
	for i, v := range r.t.visits {
		r.visit(p, i, v)
	}
}

// ruler draws a line at each round step of time.
func (r *timelineRenderer) ruler(p *look.Palette) {
	t := r.t
	if len(t.visits) == 0 {
		r.word("The time each state takes shows here.", barLeft, 8, p.Faint)
		return
	}
	most := max(1, time.Duration((t.Size().Width-barLeft-barRight)/rulerMark))
	step := roundStep(t.span / min(most, 6))
	for at := time.Duration(0); at <= t.span+step/4; at += step {
		x := t.x(t.from.Add(at))
		line := canvas.NewRectangle(p.Hairline)
		line.Move(fyne.NewPos(x, rulerHigh-2))
		line.Resize(fyne.NewSize(1, max(t.Size().Height-rulerHigh-4, 10)))
		r.objects = append(r.objects, line)
		r.word(stepWords(at, step), x+4, 5, p.Faint)
	}
}

func (r *timelineRenderer) word(s string, x, y float32, ink color.Color) *canvas.Text {
	w := &canvas.Text{Text: s, TextSize: look.CaptionSize, Color: ink}
	w.Resize(w.MinSize())
	w.Move(whole(x, y))
	r.objects = append(r.objects, w)
	return w
}

func (r *timelineRenderer) visit(p *look.Palette, i int, v *history.Visit) {
	at, size := r.t.bar(i)
	ink := p.Status(marks.Status(v.Status))
	if v.Status == history.Skipped {
		ink = p.Faint
	}
	bar := canvas.NewRectangle(look.Over(p.Panel, ink, 0.85))
	bar.CornerRadius = 3
	bar.Move(at)
	bar.Resize(size)
	r.objects = append(r.objects, bar)
	words := v.Name
	if n := v.Retries(); n > 0 {
		words += fmt.Sprintf(" · %d × again", n)
	}
	name := p.Secondary
	if v.Path == r.t.path {
		name = p.Text
	}
	room := r.t.Size().Width - at.X - size.Width - 10
	w := r.word(look.Shorten(words, max(room, 30), look.CaptionSize, fyne.TextStyle{}), at.X+size.Width+6, 0, name)
	w.Move(whole(w.Position().X, at.Y+(barHigh-w.Size().Height)/2))
}

// whole is a place on whole pixels, where letters are sharp.
func whole(x, y float32) fyne.Position {
	return fyne.NewPos(float32(math.Round(float64(x))), float32(math.Round(float64(y))))
}

// roundStep is the next 1, 2 or 5 times a power of ten milliseconds, or a
// round number of minutes, hours or days.
func roundStep(least time.Duration) time.Duration {
	for unit := time.Millisecond; unit <= 10*time.Second; unit *= 10 {
		for _, m := range []time.Duration{1, 2, 5} {
			if unit*m >= least {
				return unit * m
			}
		}
	}
	for _, s := range []time.Duration{time.Minute, 5 * time.Minute, 15 * time.Minute, time.Hour, 6 * time.Hour, 24 * time.Hour, 7 * 24 * time.Hour} {
		if s >= least {
			return s
		}
	}
	return (least/(24*time.Hour) + 1) * 24 * time.Hour
}

func stepWords(at, step time.Duration) string {
	switch {
	case at == 0:
		return "0"
	case step < time.Second:
		return fmt.Sprintf("%g s", at.Seconds())
	}
	return scene.Duration(int64(at.Seconds()))
}
