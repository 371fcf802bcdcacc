package rehearsal

import (
	"fmt"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"github.com/stateboard/stateboard/asl/text"
	"github.com/stateboard/stateboard/asl/value"
	"github.com/stateboard/stateboard/runner/history"
	"github.com/stateboard/stateboard/ui/editor"
	"github.com/stateboard/stateboard/ui/look"
	"github.com/stateboard/stateboard/ui/marks"
	"github.com/stateboard/stateboard/ui/session"
	"github.com/stateboard/stateboard/ui/uimap"
)

// data is the lower right pane: what the selected state was given, gave and
// handed on, at each of its visits.
type data struct {
	room    *Room
	header  *look.PaneHeader
	sides   *look.Segmented
	visits  *look.Chooser
	editor  *editor.Editor
	content *fyne.Container
	path    string
	visit   int // index of the visit; -1 for the latest
	seen    int // how many visits there were
	shown   string
	snap    *session.Snapshot
}

// sideWords are what one can look at of a visit.
var sideWords = []string{"Input", "Given", "Result", "Output"}

func newData(r *Room) *data {
	d := &data{room: r, visit: -1}
	d.sides = look.NewSegmented(sideWords, 0, func(int) { d.fill(); r.options.Changed() })
	d.visits = look.NewChooser(nil, -1, "", func(i int) {
		d.visit = i
		if i == d.seen-1 {
			d.visit = -1
		}
		d.fill()
		r.options.Changed()
	})
	d.editor = editor.New(editor.Options{})
	d.header = look.NewPaneHeader("Data", "", d.visits)
	bar := look.Inset(look.Row(8, d.sides), look.PanePadding, 2)
	d.content = container.NewBorder(container.NewVBox(d.header, bar), nil, nil, nil, d.editor)
	return d
}

func (d *data) show(s *session.Snapshot) {
	d.snap = s
	path := s.Selection.Primary()
	if path == "" && s.Run != nil && len(s.Run.Tokens) > 0 {
		path = s.Run.Tokens[0].Path
	}
	if path != d.path {
		d.path, d.visit = path, -1
	}
	d.fill()
}

// fill shows the chosen side of the chosen visit.
func (d *data) fill() {
	r := d.snap.Run
	var visits []*history.Visit
	if r != nil && d.path != "" {
		visits = r.Execution.VisitsOf(d.path)
	}
	d.seen = len(visits)
	visible(d.sides, d.seen > 0)
	visible(d.visits, d.seen > 1)
	at := d.visit
	if at < 0 || at >= d.seen {
		at = d.seen - 1
	}
	names := make([]string, d.seen)
	for i, v := range visits {
		names[i] = marks.VisitWords(i, v)
	}
	d.visits.SetOptions(names, at)
	d.header.SetTrailing(d.visits)
	switch {
	case r == nil:
		d.header.Set("Data", "")
		d.set("")
	case d.path == "":
		d.header.Set("Data", "what the flow began with")
		d.set(brief(r.Execution.Input))
	case d.seen == 0:
		d.header.Set("Data", lastName(d.snap, d.path)+" · not reached")
		d.set("")
	default:
		side := d.sides.Chosen()
		d.header.Set("Data", fmt.Sprintf("%s · %s", visits[at].Name, []string{"input", "what it was given", "result", "output"}[side]))
		d.set(sideOf(visits[at], side))
	}
	d.content.Refresh()
}

// sideOf is one side of a visit as text; a failure stands in place of what
// never came.
func sideOf(v *history.Visit, side int) string {
	val := [...]value.Value{v.Input, v.Parameters, v.Result, v.Output}[side]
	if !val.IsAbsent() {
		return brief(val)
	}
	if side >= 2 && v.Error != "" {
		return value.Object(value.M("Error", value.String(v.Error)), value.M("Cause", value.String(v.Cause))).Indent("  ")
	}
	return ""
}

func lastName(s *session.Snapshot, path string) string {
	if s.Shown != nil {
		if state := s.Shown.State(path); state != nil {
			return state.Base().Name
		}
	}
	return path
}

func (d *data) set(s string) {
	if d.shown != s {
		d.shown = s
		d.editor.Open(text.New(s))
	}
}

func (d *data) list(l *uimap.List) {
	l.Add(uimap.Item{ID: "data", Role: "textbox", Label: "Data", Enabled: true, Value: d.shown}, d.editor)
	if d.sides.Visible() {
		at := fyne.CurrentApp().Driver().AbsolutePositionForObject(d.sides)
		for i, w := range sideWords {
			p, size := d.sides.SegmentRect(i)
			l.Place(uimap.Item{ID: "data/" + w, Role: "tab", Label: w, Enabled: true, Selected: i == d.sides.Chosen()}, at.Add(p), size)
		}
	}
	l.Add(uimap.Item{ID: "data/visit", Role: "combobox", Label: "Visit", Enabled: true, Value: d.visits.Label()}, d.visits)
}
