package ui

import (
	"fmt"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"github.com/stateboard/stateboard/ui/look"
	"github.com/stateboard/stateboard/ui/session"
	"github.com/stateboard/stateboard/ui/uimap"
)

// hint stands in the middle of a diagram without states: how to begin, or why
// there is nothing to see.
type hint struct {
	w       *Window
	title   *look.Text
	words   *look.Paragraph
	button  *look.Button
	do      func()
	id      string // of the button in the ui map
	content *fyne.Container
}

const hintWidth = 330

func newHint(w *Window) *hint {
	h := &hint{w: w, title: look.NewText("", look.Style{Size: 16, Bold: true, Ink: look.Plain}), words: look.NewParagraph("", look.Aside)}
	h.button = look.NewButton("", look.Quiet, func() { h.do() })
	h.content = look.Column(4, centred(h.title), centred(h.words), centred(h.button))
	h.content.Hide()
	return h
}

// follow says what a snapshot without a state to draw needs to have said.
func (h *hint) follow(s *session.Snapshot) {
	switch {
	case h.w.rehearsing:
		visible(h.content, false)
	case s.Shown == nil && s.Greyed && !s.Behind && len(s.Diagnostics) > 0:
		d := s.Diagnostics[0]
		words := fmt.Sprintf("Line %d: %s", s.Doc.Text.LineAt(d.Span.Start), d.Message)
		h.say("This text cannot be read yet", words, "Show the place", "hint/show", func() { h.w.jumpTo(d.Span.Start) })
	case !s.Greyed && s.Doc.Machine != nil && len(s.Doc.Machine.States) == 0:
		h.say("Begin with a state", "Drag one here from the left, double-click it, or press A.", "Open an example…", "action/examples", func() { h.w.perform("examples") })
	default:
		visible(h.content, false)
	}
}

func (h *hint) say(title, words, label, id string, do func()) {
	h.title.SetText(title)
	h.words.SetText(words)
	h.button.SetLabel(look.NoIcon, label)
	h.id, h.do = id, do
	visible(h.content, true)
	if h.w.stage != nil {
		h.w.stage.Refresh()
	}
}

// fit wraps the words to the diagram.
func (h *hint) fit(room float32) {
	width := fyne.MeasureText(h.words.Text(), look.BodySize, fyne.TextStyle{}).Width + 4
	h.words.Resize(fyne.NewSize(max(80, min(width, hintWidth, room-32)), 10))
}

func centred(o fyne.CanvasObject) fyne.CanvasObject {
	return container.New(middleColumn{}, o)
}

func visible(o fyne.CanvasObject, on bool) {
	if on {
		o.Show()
	} else {
		o.Hide()
	}
}

func (h *hint) list(l *uimap.List) {
	if h.content.Visible() {
		l.Add(uimap.Item{ID: h.id, Role: "button", Label: h.button.Label(), Enabled: true}, h.button)
	}
}

// middleColumn centres an object across.
type middleColumn struct{}

func (middleColumn) MinSize(objects []fyne.CanvasObject) fyne.Size { return objects[0].MinSize() }

func (middleColumn) Layout(objects []fyne.CanvasObject, s fyne.Size) {
	m := objects[0].MinSize()
	if words, ok := objects[0].(*look.Paragraph); ok {
		m.Width = words.Size().Width // they are wrapped to it
	}
	objects[0].Resize(m)
	objects[0].Move(fyne.NewPos(float32(int((s.Width-m.Width)/2)), 0))
}

// hintPlace centres words below the middle.
type hintPlace struct{ h *hint }

func (hintPlace) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.Size{} }

func (p hintPlace) Layout(objects []fyne.CanvasObject, s fyne.Size) {
	p.h.fit(s.Width)
	for _, o := range objects {
		m := o.MinSize()
		o.Resize(m)
		o.Move(fyne.NewPos(float32(int((s.Width-m.Width)/2)), float32(int(s.Height*0.58))))
	}
}
