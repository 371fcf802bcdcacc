package rehearsal

import (
	"fyne.io/fyne/v2"

	"github.com/stateboard/stateboard/asl/value"
	"github.com/stateboard/stateboard/ui/look"
	"github.com/stateboard/stateboard/ui/session"
	"github.com/stateboard/stateboard/ui/uimap"
)

// start is what stands before the first run: what to begin with, and who
// answers the tasks.
type start struct {
	room    *Room
	about   *look.Paragraph
	input   *look.TextField
	cases   *look.Chooser
	speed   *look.Chooser
	names   []string
	content *fyne.Container
}

func newStart(r *Room) *start {
	f := &start{room: r}
	f.about = look.NewParagraph("", look.Said)
	f.input = look.NewTextField("{}", look.FieldOptions{Label: "Input", Mono: true, Rows: 8, Wheel: r.wheel, Changed: f.check, Commit: func(s string) { r.sess.SetInput(s) }})
	f.cases = look.NewChooser(nil, -1, "", func(i int) {
		name := ""
		if i > 0 {
			name = f.names[i]
		}
		r.sess.SetCase(name)
	}).AsField()
	f.speed = newSpeed(r, true)
	f.content = look.Column(12, f.about, f.input,
		look.Column(5, look.NewText("Who answers the tasks", look.Caption), f.cases),
		look.Column(5, look.NewText("Speed", look.Caption), f.speed))
	return f
}

func newSpeed(r *Room, field bool) *look.Chooser {
	c := look.NewChooser(session.Speeds, int(r.sess.Speed()), "", func(i int) { r.sess.SetSpeed(session.Speed(i)) })
	if field {
		c = c.AsField()
	}
	return c
}

func (f *start) check(s string) {
	if _, err := value.Parse(s); err != nil {
		f.input.SetError("This is not JSON: " + err.Error() + ".")
	} else {
		f.input.SetError("")
	}
	f.room.options.Changed()
}

func (f *start) commit() { f.input.Commit() }

func (f *start) show(s *session.Snapshot) {
	about := "Press Run to see the flow work, step by step. Tasks that no test case answers wait for you."
	if s.Scenario >= 0 && s.Scenarios[s.Scenario].Comment != "" {
		about = s.Scenarios[s.Scenario].Comment
	}
	f.about.SetText(about)
	f.input.SetText(s.Input)
	f.names = append([]string{"I do, all of them"}, s.Cases...)
	at := 0
	for i, name := range f.names {
		if i > 0 && name == s.Case {
			at = i
		}
	}
	f.cases.SetOptions(f.names, at)
	f.speed.Choose(int(f.room.sess.Speed()))
}

func (f *start) list(l *uimap.List) {
	l.Add(uimap.Item{ID: "rehearsal/input", Role: "textbox", Label: "Input", Enabled: true, Value: f.input.Text(), Selected: f.input.Focused()}, f.input.Input().(fyne.CanvasObject))
	l.Add(uimap.Item{ID: "rehearsal/case", Role: "combobox", Label: "Who answers the tasks", Enabled: true, Value: f.cases.Label()}, f.cases)
	l.Add(uimap.Item{ID: "rehearsal/speed", Role: "combobox", Label: "Speed", Enabled: true, Value: f.speed.Label()}, f.speed)
}
