package ui

import (
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"fyne.io/fyne/v2"

	"github.com/stateboard/stateboard/runner/binding"
	"github.com/stateboard/stateboard/runner/task"
	"github.com/stateboard/stateboard/ui/look"
	"github.com/stateboard/stateboard/ui/session"
	"github.com/stateboard/stateboard/ui/uimap"
)

// bindingForm says what a task is bound to. What it holds becomes the text of
// the bindings when it is saved, and nothing else happens then.
type bindingForm struct {
	w     *Window
	d     *dialog
	of    session.Answering
	kinds []bindingKind
	keys  []binding.Key

	kind, forWhom *look.Chooser
	fields        []bindingField
	column        *fyne.Container
	forBox        *fyne.Container
	wrong         *look.Paragraph
}

// bindingKind is a sort of target with the names of its fields.
type bindingKind struct {
	title  string
	fields []string
}

var (
	boundToNothing = bindingKind{"Nothing: a test case or you", nil}
	boundToLambda  = bindingKind{"A Lambda endpoint", []string{"endpoint", "function", "timeout"}}
	boundToCommand = bindingKind{"A command on this computer", []string{"argv", "dir", "timeout"}}
	boundToHTTP    = bindingKind{"HTTP, to some origins", []string{"origins", "timeout"}}
	boundToWorker  = bindingKind{"Workers that fetch the work", nil}
)

// bindingField is a field of the form with its name in the ui map.
type bindingField struct {
	name  string
	field *look.TextField
}

// kindOf is the kind of a target.
func kindOf(t binding.Target) bindingKind {
	switch t.(type) {
	case binding.Lambda:
		return boundToLambda
	case binding.Command:
		return boundToCommand
	case binding.HTTP:
		return boundToHTTP
	case binding.Worker:
		return boundToWorker
	}
	return boundToNothing
}

// editBinding opens the form of a task.
func (w *Window) editBinding(a session.Answering) {
	f := &bindingForm{w: w, of: a, wrong: look.NewParagraph("", look.Caption.In(look.Failed))}
	f.offer()
	f.build()
	back := func() { w.listAnswerers(a.Path) }
	f.d = w.ask("What answers “"+a.Name+"”?", "Saving contacts and starts nothing. The next run says what it would do and asks.", wide(480, f.column),
		choice{"save", "Save", look.Primary, back}, choice{"back", "Back", look.Outlined, back})
	f.d.more, f.d.stays = f.list, f.refused
	f.arrange()
	f.d.sheet.keys = f.kind
	w.canvas.Focus(f.kind)
}

// offer finds the kinds and the keys that make sense for the task.
func (f *bindingForm) offer() {
	a := f.of
	f.kinds = append(f.kinds, boundToNothing)
	if calls(a) {
		f.kinds = append(f.kinds, boundToLambda)
	}
	if a.Resource.Type == "http" {
		f.kinds = append(f.kinds, boundToHTTP)
	}
	if a.Resource.Kind == task.Activity {
		f.kinds = append(f.kinds, boundToWorker)
	}
	f.kinds = append(f.kinds, boundToCommand)
	if a.IsBound && f.kindAt(kindOf(a.Bound.To)) < 0 {
		f.kinds = append(f.kinds, kindOf(a.Bound.To))
	}
	f.keys = append(f.keys, binding.Key{Kind: binding.ByState, Name: a.Name})
	if a.Function != "" {
		f.keys = append(f.keys, binding.Key{Kind: binding.ByFunction, Name: a.Function})
	}
	f.keys = append(f.keys, binding.Key{Kind: binding.ByResource, Name: a.Resource.ARN})
	if a.IsBound && f.keyAt(a.Bound.For) < 0 {
		f.keys = append(f.keys, a.Bound.For)
	}
}

func (f *bindingForm) kindAt(k bindingKind) int {
	for i := range f.kinds {
		if f.kinds[i].title == k.title {
			return i
		}
	}
	return -1
}

func (f *bindingForm) keyAt(k binding.Key) int {
	for i := range f.keys {
		if f.keys[i] == k {
			return i
		}
	}
	return -1
}

func keyTitle(k binding.Key) string {
	switch {
	case k.Kind == binding.ByState:
		return "This state only"
	case k.Kind == binding.ByFunction && k.Name == "*":
		return "Every function"
	case k.Kind == binding.ByFunction:
		return "Every task of the function “" + k.Name + "”"
	}
	return "Every task of " + k.Name
}

// build makes choosers and fields, filled from what is bound now.
func (f *bindingForm) build() {
	var titles, keys []string
	for _, k := range f.kinds {
		titles = append(titles, k.title)
	}
	for _, k := range f.keys {
		keys = append(keys, keyTitle(k))
	}
	kind, key := 0, min(1, len(f.keys)-1)
	if f.of.Function == "" {
		key = 0
	}
	if f.of.IsBound {
		kind, key = f.kindAt(kindOf(f.of.Bound.To)), f.keyAt(f.of.Bound.For)
	}
	f.kind = look.NewChooser(titles, kind, "", func(int) { f.arrange() }).AsField()
	f.forWhom = look.NewChooser(keys, key, "", func(int) { f.w.touch() }).AsField()
	lambda, _ := f.of.Bound.To.(binding.Lambda)
	command, _ := f.of.Bound.To.(binding.Command)
	http, _ := f.of.Bound.To.(binding.HTTP)
	dir := command.Dir
	if dir == "" {
		dir = filepath.Dir(f.w.snap.Path)
	}
	f.add("endpoint", lambda.Endpoint, look.FieldOptions{Label: "Address of the endpoint", Placeholder: "http://127.0.0.1:3001", Mono: true})
	f.add("function", lambda.Function, look.FieldOptions{Label: "Name of the function there", Placeholder: "the same as in the flow", Mono: true})
	f.add("argv", strings.Join(command.Argv, "\n"), look.FieldOptions{Label: "Program and arguments, one on each line; there is no shell", Placeholder: "./check.py", Mono: true, Rows: 4})
	f.add("dir", dir, look.FieldOptions{Label: "Folder it runs in", Mono: true})
	f.add("origins", strings.Join(http.Origins, "\n"), look.FieldOptions{Label: "Origins it may call, one on each line", Placeholder: "https://api.example.com", Mono: true, Rows: 3})
	f.add("timeout", secondsOf(f.of.Bound.To), look.FieldOptions{Label: "Gives up after so many seconds", Placeholder: "as long as the service would wait"})
	f.forBox = look.Column(5, look.NewText("For", look.Caption), f.forWhom)
	f.column = look.Column(12, look.Column(5, look.NewText("Bound to", look.Caption), f.kind))
	for _, b := range f.fields {
		f.column.Add(b.field)
	}
	f.column.Add(f.forBox)
	f.column.Add(f.wrong)
}

func (f *bindingForm) add(name, text string, o look.FieldOptions) {
	o.Changed = func(string) { f.fail(nil) }
	o.Key = func(e *fyne.KeyEvent) bool {
		switch {
		case e.Name == fyne.KeyEscape:
			f.d.escape()
		case (e.Name == fyne.KeyReturn || e.Name == fyne.KeyEnter) && o.Rows < 2:
			f.d.choose(f.d.choices[0])
		default:
			return false
		}
		return true
	}
	f.fields = append(f.fields, bindingField{name, look.NewTextField(text, o)})
}

// secondsOf is a target's time limit as the field has it.
func secondsOf(t binding.Target) string {
	var d time.Duration
	switch t := t.(type) {
	case binding.Lambda:
		d = t.Timeout
	case binding.Command:
		d = t.Timeout
	case binding.HTTP:
		d = t.Timeout
	}
	if d <= 0 {
		return ""
	}
	return strconv.Itoa(int(d / time.Second))
}

// arrange shows the fields of the chosen kind.
func (f *bindingForm) arrange() {
	chosen := f.kinds[max(0, f.kind.Chosen())]
	for _, b := range f.fields {
		on := false
		for _, name := range chosen.fields {
			on = on || name == b.name
		}
		visible(b.field, on)
	}
	visible(f.forBox, chosen.title != boundToNothing.title)
	f.fail(nil)
}

// fail says what stands in the way of saving; nil takes it away.
func (f *bindingForm) fail(err error) {
	words := ""
	if err != nil {
		words = sentenceCase(err.Error()) + "."
	}
	f.wrong.SetText(words)
	visible(f.wrong, words != "")
	f.column.Refresh()
	if f.d != nil {
		f.d.sheet.Refresh()
	}
	f.w.touch()
}

func (f *bindingForm) text(name string) string {
	for _, b := range f.fields {
		if b.name == name {
			return strings.TrimSpace(b.field.Text())
		}
	}
	return ""
}

// lines are a field's lines without those that are empty.
func (f *bindingForm) lines(name string) []string {
	var list []string
	for _, l := range strings.Split(f.text(name), "\n") {
		if l = strings.TrimRight(l, "\r"); l != "" {
			list = append(list, l)
		}
	}
	return list
}

// target is what the fields say. What a binding has beyond them, such as the
// environment of a command, stays as it is.
func (f *bindingForm) target() (binding.Target, error) {
	var limit time.Duration
	if s := f.text("timeout"); s != "" {
		n, err := strconv.Atoi(s)
		if err != nil || n < 1 {
			return nil, errNoSeconds
		}
		limit = time.Duration(n) * time.Second
	}
	switch f.kinds[f.kind.Chosen()].title {
	case boundToLambda.title:
		t, _ := f.of.Bound.To.(binding.Lambda)
		t.Endpoint, t.Function, t.Timeout = f.text("endpoint"), f.text("function"), limit
		return t, nil
	case boundToCommand.title:
		t, _ := f.of.Bound.To.(binding.Command)
		t.Argv, t.Dir, t.Timeout = f.lines("argv"), f.text("dir"), limit
		return t, nil
	case boundToHTTP.title:
		t, _ := f.of.Bound.To.(binding.HTTP)
		t.Origins, t.Timeout = f.lines("origins"), limit
		return t, nil
	case boundToWorker.title:
		return binding.Worker{}, nil
	}
	return nil, nil
}

type formError string

func (e formError) Error() string { return string(e) }

const errNoSeconds = formError("the time limit is a whole number of seconds")

// refused saves, and keeps the dialog open where that cannot be done.
func (f *bindingForm) refused() bool {
	err := f.save()
	if err != nil {
		f.fail(err)
	}
	return err != nil
}

func (f *bindingForm) save() error {
	set, err := f.w.sess.BindingSet()
	if err != nil {
		return err
	}
	to, err := f.target()
	if err != nil {
		return err
	}
	var next binding.Set
	key := f.keys[max(0, f.forWhom.Chosen())]
	for _, b := range set {
		replaced := b.Machine == f.of.Bound.Machine && (b.For == key && to != nil || f.of.IsBound && b.For == f.of.Bound.For && (to == nil || b.For.Kind == binding.ByState))
		if !replaced {
			next = append(next, b)
		}
	}
	if to != nil {
		next = append(next, binding.Binding{For: key, Machine: f.of.Bound.Machine, To: to})
	}
	return f.w.sess.SetBindings(next.Format())
}

func (f *bindingForm) list(l *uimap.List) {
	l.Add(uimap.Item{ID: "dialog/kind", Role: "combobox", Label: "Bound to", Enabled: true, Value: f.kind.Label()}, f.kind)
	for _, b := range f.fields {
		if b.field.Visible() {
			l.Add(uimap.Item{ID: "dialog/" + b.name, Role: "textbox", Label: b.name, Enabled: true, Value: b.field.Text(), Selected: b.field.Focused()}, b.field.Input().(fyne.CanvasObject))
		}
	}
	if f.forBox.Visible() {
		l.Add(uimap.Item{ID: "dialog/for", Role: "combobox", Label: "For", Enabled: true, Value: f.forWhom.Label()}, f.forWhom)
	}
	if f.wrong.Visible() {
		l.Add(uimap.Item{ID: "dialog/wrong", Role: "status", Label: f.wrong.Text(), Enabled: true}, f.wrong)
	}
}
