package rehearsal

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"github.com/stateboard/stateboard/asl/value"
	"github.com/stateboard/stateboard/runner/task"
	"github.com/stateboard/stateboard/ui/look"
	"github.com/stateboard/stateboard/ui/session"
	"github.com/stateboard/stateboard/ui/uimap"
)

// interruptedForm is where a person says what becomes of a task that was at
// work when the program ended: nobody knows whether it was done.
type interruptedForm struct {
	room    *Room
	task    session.Interrupted
	again   *look.Button
	send    *look.Button
	fail    *look.Button
	json    *look.TextField
	err     *look.TextField
	cause   *look.TextField
	failure *fyne.Container
	failing bool
	content *fyne.Container
	footer  fyne.CanvasObject
}

func newInterruptedForm(r *Room, t session.Interrupted, given value.Value) *interruptedForm {
	f := &interruptedForm{room: r, task: t}
	f.json = look.NewTextField("{}", look.FieldOptions{Mono: true, Rows: 3, Wheel: r.wheel, Changed: func(string) { f.check() }})
	changed := func(string) { r.options.Changed() }
	f.err = look.NewTextField("", look.FieldOptions{Label: "Error", Placeholder: "MyError", Wheel: r.wheel, Changed: changed})
	f.cause = look.NewTextField("", look.FieldOptions{Label: "Cause", Placeholder: "What went wrong", Wheel: r.wheel, Changed: changed})
	f.failure = container.NewGridWithColumns(2, f.err, f.cause)
	f.again = look.NewButton("Run it again", look.Outlined, func() { r.sess.Again(t.ID) })
	f.send = look.NewButton("Send answer", look.Outlined, f.answer)
	f.fail = look.NewButton("Fail…", look.Danger, func() { f.setFailing(!f.failing) })
	f.content = look.Column(8,
		look.NewParagraph("This task was at work when Stateboard ended. It may have been done.", look.Said),
		look.NewText("What it was given", look.Caption), newCodeBox(brief(asked(given)), r.wheel),
		look.NewText("If you know what came of it, answer in its place", look.Caption), f.json, f.failure)
	f.footer = look.Inset(look.Row(8, f.again, f.send, f.fail), look.PanePadding, 10)
	f.setFailing(false)
	return f
}

// setFailing answers with an error instead of a result, or not.
func (f *interruptedForm) setFailing(on bool) {
	f.failing = on
	visible(f.json, !on)
	visible(f.failure, on)
	f.send.SetLabel(look.NoIcon, map[bool]string{true: "Send failure", false: "Send answer"}[on])
	f.fail.SetLabel(look.NoIcon, map[bool]string{true: "Answer instead…", false: "Fail…"}[on])
	f.check()
	f.content.Refresh()
	f.footer.Refresh()
}

// check says at once whether the JSON can be sent.
func (f *interruptedForm) check() {
	_, err := value.Parse(f.json.Text())
	if err != nil && !f.failing {
		f.json.SetError("This is not JSON: " + err.Error() + ".")
	} else {
		f.json.SetError("")
	}
	f.send.SetEnabled(err == nil || f.failing)
	f.room.options.Changed()
}

func (f *interruptedForm) answer() {
	var a task.Answer = task.Throw{Error: f.err.Text(), Cause: f.cause.Text()}
	if !f.failing {
		v, err := value.Parse(f.json.Text())
		if err != nil {
			return
		}
		a = task.Return{Output: v}
	}
	f.room.sess.Fail(f.room.sess.AnswerInterrupted(f.task.ID, a))
}

// interruptedTask is the interrupted task of the selected state, or else the
// first one where no token waits; nil for none.
func interruptedTask(s *session.Snapshot) *session.Interrupted {
	if s.Run == nil || !s.Run.AtEnd() || len(s.Run.Interrupted) == 0 {
		return nil
	}
	for i := range s.Run.Interrupted {
		if s.Run.Interrupted[i].Path == s.Selection.Primary() {
			return &s.Run.Interrupted[i]
		}
	}
	if len(s.Run.Tokens) > 0 {
		return nil
	}
	return &s.Run.Interrupted[0]
}

// given is what the state at a path was given when it was entered last.
func given(s *session.Snapshot, path string) value.Value {
	visits := s.Run.Execution.VisitsOf(path)
	if len(visits) == 0 {
		return value.Absent
	}
	return visits[len(visits)-1].Parameters
}

// showInterrupted puts the form of an interrupted task into the pane, and tells
// whether there is one.
func (f *form) showInterrupted(s *session.Snapshot) bool {
	t := interruptedTask(s)
	if t == nil {
		f.halted = nil
		return false
	}
	f.token.close()
	f.token = nil
	if f.halted == nil || f.halted.task != *t {
		f.halted = newInterruptedForm(f.room, *t, given(s, t.Path))
	}
	f.set(t.Name, "interrupted", look.Waiting, f.halted.content, f.halted.footer)
	return true
}

func (f *interruptedForm) list(l *uimap.List) {
	id := "interrupted/" + f.task.Name
	l.Add(uimap.Item{ID: id, Role: "form", Label: f.task.Name, Enabled: true, Status: "waiting"}, f.content)
	field := func(name string, t *look.TextField) {
		l.Add(uimap.Item{ID: id + "/" + name, Role: "textbox", Label: name, Enabled: true, Value: t.Text(), Selected: t.Focused()}, t.Input().(fyne.CanvasObject))
	}
	if f.failing {
		field("error", f.err)
		field("cause", f.cause)
		return
	}
	field("json", f.json)
}

// listFooter lists what stays in view below the form.
func (f *interruptedForm) listFooter(l *uimap.List) {
	id := "interrupted/" + f.task.Name
	for _, b := range []struct {
		id     string
		button *look.Button
	}{{"again", f.again}, {"send", f.send}, {"fail", f.fail}} {
		l.Add(uimap.Item{ID: id + "/" + b.id, Role: "button", Label: b.button.Label(), Enabled: !b.button.Disabled()}, b.button)
	}
}
