package ui

import (
	"fmt"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"github.com/stateboard/stateboard/asl/assist"
	"github.com/stateboard/stateboard/ui/look"
	"github.com/stateboard/stateboard/ui/uimap"
)

// crumbs is the line over the text that says where the caret is: the state,
// the field, the rule. A click on a step goes to where it begins.
type crumbs struct {
	widget.BaseWidget
	steps []assist.Crumb
	goTo  func(assist.Crumb)
	over  int
	shown []shownCrumb
}

// shownCrumb is a step that there was room for.
type shownCrumb struct {
	step  int // -1 for the dots in the place of those left out
	words string
	x, w  float32
}

const (
	crumbsHeight = 22
	crumbGap     = 16 // the arrow between two steps
	crumbMost    = 150
)

var (
	_ desktop.Mouseable = (*crumbs)(nil)
	_ desktop.Hoverable = (*crumbs)(nil)
)

func newCrumbs(goTo func(assist.Crumb)) *crumbs {
	c := &crumbs{goTo: goTo, over: -1}
	c.ExtendBaseWidget(c)
	return c
}

func (c *crumbs) set(steps []assist.Crumb) {
	same := len(steps) == len(c.steps)
	for i := 0; same && i < len(steps); i++ {
		same = steps[i].Label == c.steps[i].Label
	}
	c.steps = steps
	if !same {
		c.over = -1
		c.Refresh()
	}
}

// fit chooses the steps there is room for: the first and, from the end, as many
// as there are places.
func (c *crumbs) fit(width float32) {
	c.shown = c.shown[:0]
	if len(c.steps) == 0 {
		c.shown = append(c.shown, shownCrumb{step: -1, words: "the flow", w: width})
		return
	}
	words, wide := make([]string, len(c.steps)), make([]float32, len(c.steps))
	for i, s := range c.steps {
		words[i] = look.Shorten(s.Label, crumbMost, look.CaptionSize, fyne.TextStyle{})
		wide[i] = fyne.MeasureText(words[i], look.CaptionSize, fyne.TextStyle{}).Width
	}
	total := wide[0]
	for _, w := range wide[1:] {
		total += crumbGap + w
	}
	first := 1 // of those shown behind the first
	dots := fyne.MeasureText("…", look.CaptionSize, fyne.TextStyle{}).Width
	if total > width {
		total += dots + crumbGap
		for ; first < len(c.steps)-1 && total > width; first++ {
			total -= wide[first] + crumbGap
		}
	}
	x := float32(0)
	put := func(step int, s string, w float32) {
		c.shown = append(c.shown, shownCrumb{step, s, x, w})
		x += w + crumbGap
	}
	put(0, words[0], wide[0])
	if first > 1 {
		put(-1, "…", dots)
	}
	for i := first; i < len(c.steps); i++ {
		put(i, words[i], wide[i])
	}
}

func (c *crumbs) under(p fyne.Position) int {
	for _, s := range c.shown {
		if p.X >= s.x-4 && p.X <= s.x+s.w+4 {
			return s.step
		}
	}
	return -1
}

// MouseDown implements desktop.Mouseable.
func (c *crumbs) MouseDown(e *desktop.MouseEvent) {
	if i := c.under(e.Position); i >= 0 {
		c.goTo(c.steps[i])
	}
}

// MouseUp implements desktop.Mouseable.
func (c *crumbs) MouseUp(*desktop.MouseEvent) {}

// MouseIn implements desktop.Hoverable.
func (c *crumbs) MouseIn(e *desktop.MouseEvent) { c.MouseMoved(e) }

// MouseMoved implements desktop.Hoverable.
func (c *crumbs) MouseMoved(e *desktop.MouseEvent) {
	if i := c.under(e.Position); i != c.over {
		c.over = i
		c.Refresh()
	}
}

// MouseOut implements desktop.Hoverable.
func (c *crumbs) MouseOut() { c.over = -1; c.Refresh() }

func (c *crumbs) list(l *uimap.List) {
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(c)
	for _, s := range c.shown {
		if s.step >= 0 {
			l.Place(uimap.Item{ID: fmt.Sprintf("crumb/%d", s.step), Role: "link", Label: c.steps[s.step].Label, Enabled: true}, at.AddXY(s.x, 0), fyne.NewSize(s.w, crumbsHeight))
		}
	}
}

// CreateRenderer implements fyne.Widget.
func (c *crumbs) CreateRenderer() fyne.WidgetRenderer { return &crumbsRenderer{c: c} }

type crumbsRenderer struct {
	c       *crumbs
	objects []fyne.CanvasObject
}

func (r *crumbsRenderer) Destroy()                     {}
func (r *crumbsRenderer) MinSize() fyne.Size           { return fyne.NewSize(60, crumbsHeight) }
func (r *crumbsRenderer) Objects() []fyne.CanvasObject { return r.objects }
func (r *crumbsRenderer) Layout(fyne.Size)             { r.build() }

// Refresh implements fyne.WidgetRenderer.
func (r *crumbsRenderer) Refresh() {
	r.build()
	canvas.Refresh(r.c)
}

func (r *crumbsRenderer) build() {
	p := look.Colors()
	r.c.fit(r.c.Size().Width)
	r.objects = r.objects[:0]
	for i, s := range r.c.shown {
		words := &canvas.Text{Text: s.words, TextSize: look.CaptionSize, Color: p.Secondary}
		if i == len(r.c.shown)-1 || s.step >= 0 && s.step == r.c.over {
			words.Color = p.Text
		}
		size := words.MinSize()
		words.Move(fyne.NewPos(s.x, (crumbsHeight-size.Height)/2-2))
		words.Resize(size)
		r.objects = append(r.objects, words)
		if i == 0 {
			continue
		}
		x, y := s.x-crumbGap/2, float32(crumbsHeight)/2-2
		for _, end := range []float32{-3.5, 3.5} {
			r.objects = append(r.objects, &canvas.Line{StrokeColor: p.Faint, StrokeWidth: 1.2, Position1: fyne.NewPos(x+1.5, y), Position2: fyne.NewPos(x-2, y+end)})
		}
	}
}
