package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"github.com/stateboard/stateboard/runner/task"
	"github.com/stateboard/stateboard/ui/look"
	"github.com/stateboard/stateboard/ui/session"
	"github.com/stateboard/stateboard/ui/uimap"
)

const (
	answerersWidth = 600
	mostAnswerers  = 8
)

// answererWords are a sort of who answers, as a row's last word.
var answererWords = map[session.By]string{session.ByPerson: "a person", session.ByMock: "test case", session.ByBinding: "bound", session.ByMachine: "beside the flow"}

// showAnswerers lists the flow's tasks with who answers each in the next run.
func (w *Window) showAnswerers() { w.listAnswerers("") }

// listAnswerers opens the list with the row of a state lit.
func (w *Window) listAnswerers(path string) {
	w.commitFields()
	list, err := w.sess.Answers()
	saved := w.snap.Path != "" && w.sess.Keeps()
	sentence := "Mocks come first, then what you bind, then machines beside the flow, then you. Nothing is contacted or started before a run has asked."
	switch {
	case !w.sess.Keeps():
		sentence = "Bindings are kept in a folder of yours, and Stateboard was started without one."
	case w.snap.Path == "":
		sentence = "What tasks are bound to belongs to a file, and this flow has none yet. Save it, then bind tasks to what shall answer them."
	case err != nil:
		sentence = err.Error() + ". Edit the bindings as JSON to correct them."
	case len(list) == 0:
		sentence = "This flow has no tasks yet."
	}
	column := look.Column(0)
	for i, a := range list {
		row := look.NewListRow(look.RowContent{Chip: look.KindIcon("Task"), Hue: look.KindInk("Task"), Title: a.Name, Detail: sentenceCase(a.Who), Trailing: rowWord(a)}, nil)
		if saved && err == nil {
			row = look.NewListRow(row.Content(), func() { w.editBinding(a) })
		}
		row.OnArrow(func(by int) { w.canvas.Focus(column.Objects[max(0, min(i+by, len(list)-1))].(fyne.Focusable)) })
		column.Add(row)
	}
	var body fyne.CanvasObject
	scroll := container.NewVScroll(column)
	if n := len(list); n > 0 {
		scroll.SetMinSize(fyne.NewSize(answerersWidth, column.Objects[0].MinSize().Height*float32(min(n, mostAnswerers))))
		body = scroll
	}
	choices := []choice{{"close", "Close", look.Outlined, nil}}
	if saved {
		choices = append([]choice{{"as-json", "Edit as JSON…", look.Outlined, w.editBindingsText}}, choices...)
	} else if w.snap.Path == "" && w.sess.Keeps() {
		choices = append([]choice{{"save", "Save the flow…", look.Primary, func() { w.saveAs(w.showAnswerers) }}}, choices...)
	}
	d := w.ask("What answers tasks", sentence, body, choices...)
	d.more = func(l *uimap.List) {
		l.Within(scroll, func() {
			for i, a := range list {
				l.Add(uimap.Item{ID: "dialog/task/" + a.Name, Role: "option", Label: a.Name, Value: a.Who, Enabled: saved && err == nil}, column.Objects[i])
			}
		})
	}
	if len(list) == 0 || !saved || err != nil {
		if d.sheet.keys == nil {
			d.sheet.keys = d.buttons[0]
			w.canvas.Focus(d.sheet.keys)
		}
		return
	}
	at := 0
	for i := range list {
		if list[i].Path == path {
			at = i
		}
	}
	d.sheet.keys = column.Objects[at].(fyne.Focusable)
	w.canvas.Focus(d.sheet.keys)
}

func rowWord(a session.Answering) string {
	if a.Asks {
		return "bound, asks first"
	}
	return answererWords[a.By]
}

// sentenceCase begins words with a capital.
func sentenceCase(s string) string {
	if s == "" || s[0] < 'a' || s[0] > 'z' {
		return s
	}
	return string(s[0]-'a'+'A') + s[1:]
}

// bindingsTemplate is what stands in the text where nothing is bound yet.
const bindingsTemplate = "{\n  \"bindings\": []\n}\n"

// editBindingsText edits the bindings as the text they are.
func (w *Window) editBindingsText() {
	text, err := w.sess.Bindings()
	if text == "" {
		text = bindingsTemplate
	}
	var d *dialog
	var field *look.TextField
	field = look.NewTextField(text, look.FieldOptions{Mono: true, Rows: 16, Changed: func(string) { field.SetError(""); w.touch() }, Key: func(e *fyne.KeyEvent) bool {
		if e.Name == fyne.KeyEscape {
			d.escape()
			return true
		}
		return false
	}})
	if err != nil {
		field.SetError(sentenceCase(err.Error()) + ".")
	}
	back := func() { w.listAnswerers("") }
	d = w.ask("Bindings of "+w.snap.Name, "They are yours alone and are kept in your own folder, not beside the flow. Whatever they say, the next run asks first.",
		wide(answerersWidth, field), choice{"save", "Save", look.Primary, back}, choice{"back", "Back", look.Outlined, back})
	d.stays = func() bool {
		err := w.sess.SetBindings(field.Text())
		if err != nil {
			field.SetError(sentenceCase(err.Error()) + ".")
			d.sheet.Refresh()
			w.touch()
		}
		return err != nil
	}
	d.more = func(l *uimap.List) {
		l.Add(uimap.Item{ID: "dialog/json", Role: "textbox", Label: "Bindings", Enabled: true, Value: field.Text(), Selected: field.Focused()}, field.Input().(fyne.CanvasObject))
	}
	d.sheet.keys = field.Input()
	w.canvas.Focus(d.sheet.keys)
}

// calls tells whether a task is a Lambda function's.
func calls(a session.Answering) bool {
	return a.Resource.Kind == task.Function || a.Resource.Type == "lambda"
}
