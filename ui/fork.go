package ui

import (
	"fmt"

	"fyne.io/fyne/v2"

	"github.com/stateboard/stateboard/asl/value"
	"github.com/stateboard/stateboard/runner/history"
	"github.com/stateboard/stateboard/ui/look"
	"github.com/stateboard/stateboard/ui/session"
	"github.com/stateboard/stateboard/ui/uimap"
)

// forkForm asks with which data a fork goes on from the event shown.
type forkForm struct {
	w     *Window
	d     *dialog
	id    int64 // of the execution
	event int64
	was   value.Value // what the event shows; Absent where nothing can be changed
	fails bool        // the event is a failure, which the data stands in for
	json  *look.TextField
}

// fork opens the form for the moment that is shown.
func (w *Window) fork() {
	x, r := w.sess.Kept(), w.snap.Run
	if x == nil || r == nil || r.Shown < 1 {
		w.sess.Tell("Only executions that are kept can be forked.")
		return
	}
	e := r.Events.At(r.Shown - 1)
	f := &forkForm{w: w, id: x.ID, event: e.ID}
	label := ""
	label, f.was, f.fails = changeable(e)
	sentence := fmt.Sprintf("A new execution goes the same way up to event %d, %s, and goes on from there by itself.", e.ID, eventWords(e))
	var body fyne.CanvasObject
	if !f.was.IsAbsent() {
		f.json = look.NewTextField(f.was.Indent("  "), look.FieldOptions{Label: label, Mono: true, Rows: 9, Changed: func(string) { f.check() }, Key: f.key})
		body = wide(500, f.json)
	} else {
		sentence += " This event shows no data to change; fork where a state is entered, or at the result of a task, to change it."
	}
	f.d = w.ask("Fork from here", sentence, body, choice{"fork", "Fork", look.Primary, f.do}, choice{"cancel", "Cancel", look.Outlined, nil})
	if f.json == nil {
		return
	}
	f.d.more, f.d.stays = f.list, func() bool { return f.check() != nil }
	f.json.Focus()
}

// changeable is the data an event shows that a fork can change, and what to
// call it; Absent for none. Of a failure it is what could have come instead.
func changeable(e *history.Event) (label string, v value.Value, fails bool) {
	switch d := e.Details.(type) {
	case *history.Started:
		return "What the flow begins with", d.Input, false
	case *history.Entered:
		return "What “" + d.Name + "” is given", d.Input, false
	case *history.Succeeded:
		if e.Type == history.LambdaFunctionSucceeded || e.Type == history.ActivitySucceeded {
			return "What the task gives", d.Output, false
		}
	case *history.TaskOutcome:
		if e.Type == history.TaskSucceeded {
			return "What the task gives", d.Output, false
		}
	}
	switch e.Type {
	case history.TaskFailed, history.LambdaFunctionFailed, history.ActivityFailed:
		return "What the task gives instead of failing", value.Object(), true
	}
	return "", value.Absent, false
}

// eventWords name an event within a sentence.
func eventWords(e *history.Event) string {
	switch d := e.Details.(type) {
	case *history.Started:
		return "its beginning"
	case *history.Entered:
		return "where “" + d.Name + "” begins"
	case *history.Exited:
		return "where “" + d.Name + "” ends"
	}
	return e.Type.String()
}

func (f *forkForm) key(e *fyne.KeyEvent) bool {
	if e.Name == fyne.KeyEscape {
		f.d.escape()
		return true
	}
	return false
}

// check says at once whether the field holds JSON.
func (f *forkForm) check() error {
	_, err := value.Parse(f.json.Text())
	if err != nil {
		f.json.SetError("This is not JSON: " + err.Error() + ".")
	} else {
		f.json.SetError("")
	}
	f.d.buttons[0].SetEnabled(err == nil)
	f.w.touch()
	return err
}

// do forks. Data that is as it was stays as it was, down to its spelling.
func (f *forkForm) do() {
	data := value.Absent
	if f.json != nil {
		v, err := value.Parse(f.json.Text())
		if err != nil {
			f.w.sess.Fail(err)
			return
		}
		if f.fails || !value.Equal(v, f.was) {
			data = v
		}
	}
	if err := f.w.sess.Fork(f.id, f.event, data); err != nil {
		f.w.sess.Fail(err)
		return
	}
	f.w.setRehearsing(true)
}

func (f *forkForm) list(l *uimap.List) {
	l.Add(uimap.Item{ID: "dialog/json", Role: "textbox", Label: "Data", Enabled: true, Value: f.json.Text(), Selected: f.json.Focused()}, f.json.Input().(fyne.CanvasObject))
}

// canFork tells whether there is a moment to fork from.
func canFork(w *Window, s *session.Snapshot) bool {
	return w.rehearsing && s.Run != nil && s.Run.Shown > 0 && w.sess.Keeps()
}
