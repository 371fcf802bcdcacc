package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"github.com/stateboard/stateboard/ui/look"
	"github.com/stateboard/stateboard/ui/session"
	"github.com/stateboard/stateboard/ui/uimap"
)

// bar is the line below the menus: the document left, the mode in the middle,
// the scenario and Run right.
type bar struct {
	widget.BaseWidget
	w         *Window
	name      *look.Text
	state     *look.Text
	undo      *look.IconButton
	redo      *look.IconButton
	mode      *look.Segmented
	scenarios *look.Chooser
	run       *look.Button
}

func newBar(w *Window) *bar {
	b := &bar{w: w, name: look.NewShortText("", look.Strong), state: look.NewText("", look.Aside)}
	b.undo = look.NewIconButton(look.Undo, "Undo", func() { w.perform("undo") })
	b.redo = look.NewIconButton(look.Redo, "Redo", func() { w.perform("redo") })
	b.mode = look.NewSegmented([]string{"Design", "Rehearse"}, 0, func(i int) { w.setRehearsing(i == 1) })
	b.scenarios = look.NewChooser(nil, -1, "A free input", w.chooseScenario)
	b.run = look.NewIconTextButton(look.Play, "Run", look.Primary, func() {
		if w.running() {
			w.perform("stop")
		} else {
			w.perform("run")
		}
	})
	b.ExtendBaseWidget(b)
	return b
}

func (b *bar) setMode(rehearsing bool) {
	i := 0
	if rehearsing {
		i = 1
	}
	b.mode.Choose(i)
}

func (b *bar) show(s *session.Snapshot) {
	b.name.SetText(s.Name)
	b.name.SetTip(s.Path)
	b.state.SetText(documentState(s))
	b.undo.SetEnabled(b.w.possible("undo"))
	b.redo.SetEnabled(b.w.possible("redo"))
	b.undo.SetTip(labelled("Undo", s.Undo))
	b.redo.SetTip(labelled("Redo", s.Redo))
	names := make([]string, 0, len(s.Scenarios)+1)
	for _, sc := range s.Scenarios {
		names = append(names, sc.Name)
	}
	names = append(names, "A free input")
	at := s.Scenario
	if at < 0 {
		at = len(names) - 1
	}
	b.scenarios.SetOptions(names, at)
	if b.w.running() {
		b.run.SetTip("Stop the rehearsal")
		b.run.SetLabel(look.Stop, "Stop")
		b.run.SetEnabled(true)
	} else {
		b.run.SetLabel(look.Play, "Run")
		b.run.SetTip("Rehearse the flow (F5)")
		b.run.SetEnabled(b.w.possible("run"))
	}
	b.Refresh()
}

// documentState says how the text stands to its file.
func documentState(s *session.Snapshot) string {
	switch {
	case s.Dirty:
		return "edited"
	case s.Path == "":
		return "not saved yet"
	}
	return "saved"
}

func (b *bar) list(l *uimap.List) {
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(b.mode)
	for i, id := range []string{"design", "rehearse"} {
		p, size := b.mode.SegmentRect(i)
		l.Place(uimap.Item{ID: "action/" + id, Role: "tab", Label: []string{"Design", "Rehearse"}[i], Enabled: true, Selected: b.mode.Chosen() == i}, at.Add(p), size)
	}
	l.Add(uimap.Item{ID: "document", Role: "heading", Label: b.name.Text(), Enabled: true, Value: b.state.Text()}, b.name)
	l.Add(uimap.Item{ID: "action/undo", Role: "button", Label: labelled("Undo", b.w.snap.Undo), Enabled: !b.undo.Disabled()}, b.undo)
	l.Add(uimap.Item{ID: "action/redo", Role: "button", Label: labelled("Redo", b.w.snap.Redo), Enabled: !b.redo.Disabled()}, b.redo)
	l.Add(uimap.Item{ID: "action/scenario", Role: "combobox", Label: "Scenario", Enabled: true, Value: b.scenarios.Label()}, b.scenarios)
	id := "action/run"
	if b.w.running() {
		id = "action/stop"
	}
	l.Add(uimap.Item{ID: id, Role: "button", Label: b.run.Label(), Enabled: !b.run.Disabled()}, b.run)
}

// CreateRenderer implements fyne.Widget.
func (b *bar) CreateRenderer() fyne.WidgetRenderer {
	r := &toolRenderer{b: b, ground: &canvas.Rectangle{}, line: &canvas.Rectangle{}}
	r.dress()
	return r
}

type toolRenderer struct {
	b            *bar
	ground, line *canvas.Rectangle
}

func (r *toolRenderer) Destroy()           {}
func (r *toolRenderer) MinSize() fyne.Size { return fyne.NewSize(560, 46) }

func (r *toolRenderer) Layout(s fyne.Size) {
	r.ground.Resize(s)
	r.line.Move(fyne.NewPos(0, s.Height-1))
	r.line.Resize(fyne.NewSize(s.Width, 1))
	put := func(o fyne.CanvasObject, x float32, size fyne.Size) {
		o.Resize(size)
		o.Move(fyne.NewPos(x, (s.Height-1-size.Height)/2))
	}
	run, mode, scenarios := r.b.run.MinSize(), r.b.mode.MinSize(), r.b.scenarios.MinSize()
	x := s.Width - 12 - run.Width
	put(r.b.run, x, run)
	x -= 10 + scenarios.Width
	put(r.b.scenarios, x, scenarios)
	middle := min((s.Width-mode.Width)/2, x-mode.Width-12)
	put(r.b.mode, middle, mode)
	state := r.b.state.MinSize()
	name := fyne.MeasureText(r.b.name.Text(), look.BodySize, fyne.TextStyle{Bold: true})
	name.Width = min(name.Width+1, max(40, middle-state.Width-110))
	put(r.b.name, 13, name)
	put(r.b.state, 13+name.Width+10, state)
	x = 13 + name.Width + 10 + state.Width + 12
	put(r.b.undo, x, r.b.undo.MinSize())
	put(r.b.redo, x+30, r.b.redo.MinSize())
}

func (r *toolRenderer) dress() {
	p := look.Colors()
	r.ground.FillColor, r.line.FillColor = p.Panel, p.Hairline
}

func (r *toolRenderer) Refresh() {
	r.dress()
	r.Layout(r.b.Size())
	canvas.Refresh(r.b)
}

func (r *toolRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.ground, r.line, r.b.name, r.b.state, r.b.undo, r.b.redo, r.b.mode, r.b.scenarios, r.b.run}
}
