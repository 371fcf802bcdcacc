package rehearsal

import (
	"fmt"
	"strconv"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"github.com/stateboard/stateboard/asl/value"
	"github.com/stateboard/stateboard/canvas/scene"
	"github.com/stateboard/stateboard/runner/task"
	"github.com/stateboard/stateboard/ui/look"
	"github.com/stateboard/stateboard/ui/session"
	"github.com/stateboard/stateboard/ui/uimap"
)

// tokenForm is where a person answers a task: with a prepared answer, JSON of
// their own, or an error.
type tokenForm struct {
	room    *Room
	token   session.Token
	content *fyne.Container
	footer  fyne.CanvasObject // stays in view below the form
	answers []*look.Button
	other   *look.Button
	fail    *look.Button
	failure *fyne.Container // error and cause
	json    *look.TextField
	err     *look.TextField
	cause   *look.TextField
	send    *look.Button
	copy    *look.Button
	age     *look.Text
	more    *look.Paragraph
	failing bool
	quit    chan struct{}
}

func newTokenForm(r *Room, t session.Token) *tokenForm {
	f := &tokenForm{room: r, token: t, quit: make(chan struct{})}
	f.json = look.NewTextField("{}", look.FieldOptions{Mono: true, Rows: 2, Wheel: r.wheel, Changed: func(s string) { f.check(s) }})
	f.err = look.NewTextField("", look.FieldOptions{Label: "Error", Placeholder: "MyError", Wheel: r.wheel, Changed: func(string) { r.options.Changed() }})
	f.cause = look.NewTextField("", look.FieldOptions{Label: "Cause", Placeholder: "What went wrong", Wheel: r.wheel, Changed: func(string) { r.options.Changed() }})
	f.send = look.NewButton("Send answer", look.Primary, f.answer)
	f.copy = look.NewButton("Copy the AWS CLI line", look.Quiet, func() { r.options.Copy(f.line()) })
	f.age = look.NewText("", look.Caption)
	f.more = look.NewParagraph("", look.Caption)
	f.build()
	f.choose(0)
	go f.tick()
	return f
}

func (f *tokenForm) build() {
	row := newFlow(8)
	for i, p := range f.token.Prepared {
		b := look.NewButton(p.Title, look.Outlined, func() { f.choose(i) })
		f.answers = append(f.answers, b)
		row.Add(b)
	}
	f.other = look.NewButton("Other…", look.Outlined, func() { f.choose(-1) })
	f.fail = look.NewButton("Fail…", look.Danger, func() { f.setFailing(true) })
	row.Add(f.other)
	row.Add(f.fail)
	f.failure = container.NewGridWithColumns(2, f.err, f.cause)
	f.content = look.Column(8)
	if f.token.Question != "" {
		f.content.Add(look.NewParagraph(f.token.Question, look.Said))
	}
	f.content.Add(look.NewText("What it was given", look.Caption))
	f.content.Add(newCodeBox(brief(asked(f.token.Input)), f.room.wheel))
	f.content.Add(look.NewText("Answer", look.Caption))
	for _, o := range []fyne.CanvasObject{row, f.json, f.failure, f.more} {
		f.content.Add(o)
	}
	f.footer = look.Inset(look.Column(8, container.NewHBox(f.send, f.copy), f.age), look.PanePadding, 10)
	f.setFailing(false)
}

// choose fills in a prepared answer; -1 leaves the JSON to the person.
func (f *tokenForm) choose(i int) {
	f.setFailing(false)
	for k, b := range f.answers {
		b.SetWeight(map[bool]look.Weight{true: look.Primary, false: look.Outlined}[k == i])
	}
	f.other.SetWeight(map[bool]look.Weight{true: look.Primary, false: look.Outlined}[i < 0 || len(f.answers) == 0])
	if i < 0 || i >= len(f.token.Prepared) {
		if i < 0 {
			f.json.Focus()
		}
		f.room.options.Changed()
		return
	}
	switch a := f.token.Prepared[i].Answer.(type) {
	case task.Return:
		f.json.SetText(brief(a.Output))
		f.check(f.json.Text())
	case task.Throw:
		f.setFailing(true)
		f.answers[i].SetWeight(look.Primary)
		f.err.SetText(a.Error)
		f.cause.SetText(a.Cause)
	}
	f.room.options.Changed()
}

func (f *tokenForm) setFailing(on bool) {
	f.failing = on
	show := func(o fyne.CanvasObject, yes bool) {
		if yes {
			o.Show()
		} else {
			o.Hide()
		}
	}
	show(f.json, !on)
	show(f.failure, on)
	if on {
		for _, b := range f.answers {
			b.SetWeight(look.Outlined)
		}
		f.other.SetWeight(look.Outlined)
		f.send.SetLabel(look.NoIcon, "Send failure")
		f.send.SetWeight(look.Danger)
		f.send.SetEnabled(true)
	} else {
		f.send.SetLabel(look.NoIcon, "Send answer")
		f.send.SetWeight(look.Primary)
		f.check(f.json.Text())
	}
	f.content.Refresh()
	f.room.options.Changed()
}

// check says at once whether the JSON can be sent.
func (f *tokenForm) check(s string) {
	_, err := value.Parse(s)
	if err != nil {
		f.json.SetError("This is not JSON: " + err.Error() + ".")
		if f.room.form != nil && f.room.form.token == f {
			f.room.form.scroll.ScrollToBottom() // or the sentence is below the edge
		}
	} else {
		f.json.SetError("")
	}
	f.send.SetEnabled(err == nil || f.failing)
	f.room.options.Changed()
}

func (f *tokenForm) answer() {
	var a task.Answer = task.Throw{Error: f.err.Text(), Cause: f.cause.Text()}
	if !f.failing {
		v, err := value.Parse(f.json.Text())
		if err != nil {
			f.check(f.json.Text())
			return
		}
		a = task.Return{Output: v}
	}
	f.room.sess.Fail(f.room.sess.Answer(f.token.Token, a))
}

// line is the command that answers the same way from a shell.
func (f *tokenForm) line() string {
	if f.failing {
		return fmt.Sprintf("aws stepfunctions send-task-failure --task-token %s --error %s --cause %s", quoted(f.token.Token), quoted(f.err.Text()), quoted(f.cause.Text()))
	}
	out := f.json.Text()
	if v, err := value.Parse(out); err == nil {
		out = v.JSON()
	}
	return fmt.Sprintf("aws stepfunctions send-task-success --task-token %s --task-output %s", quoted(f.token.Token), quoted(out))
}

// asked is what a person needs to see of what a task was given: the payload,
// where it is sent through a function.
func asked(v value.Value) value.Value {
	if p := v.Get("Payload"); !p.IsAbsent() && !v.Get("FunctionName").IsAbsent() {
		return p
	}
	return v
}

// quoted is a word for a POSIX shell.
func quoted(s string) string {
	out := "'"
	for _, r := range s {
		if r == '\'' {
			out += `'\''`
			continue
		}
		out += string(r)
	}
	return out + "'"
}

func (f *tokenForm) show(t session.Token, more int) {
	f.token = t
	f.more.SetText("")
	if more > 0 {
		f.more.SetText(strconv.Itoa(more) + " more wait for an answer: click a state that waits.")
	}
	f.age.SetText(ageWords(t, time.Now()))
}

// ageWords say how long a token has been open and when it gives up. After the
// first minute seconds do not count, and the words rest for a minute each.
func ageWords(t session.Token, now time.Time) string {
	open := max(0, now.Sub(t.Opened))
	words := fmt.Sprintf("Open for 00:%02d", int(open.Seconds()))
	if open >= time.Minute {
		words = "Open for " + scene.Duration(int64(open.Truncate(time.Minute).Seconds()))
	}
	if !t.GivesUp.IsZero() {
		words += " · gives up in " + scene.Duration(max(0, int64(rounded(t.GivesUp.Sub(now)).Seconds())))
	}
	return words
}

// rounded is a time as people would say it: nobody calls a moment less than
// seven days six days and 23 hours.
func rounded(d time.Duration) time.Duration {
	switch {
	case d >= 24*time.Hour:
		return d.Round(time.Hour)
	case d >= time.Hour:
		return d.Round(time.Minute)
	}
	return d.Round(time.Second)
}

// tick lets the age grow once a second while the token is open.
func (f *tokenForm) tick() {
	every := time.NewTicker(time.Second)
	defer every.Stop()
	for {
		select {
		case <-f.quit:
			return
		case now := <-every.C:
			fyne.Do(func() { f.age.SetText(ageWords(f.token, now)) })
		}
	}
}

func (f *tokenForm) close() {
	if f == nil {
		return
	}
	select {
	case <-f.quit:
	default:
		close(f.quit)
	}
}

func (f *tokenForm) list(l *uimap.List) {
	id := "token/" + f.token.Name
	l.Add(uimap.Item{ID: id, Role: "form", Label: f.token.Name, Enabled: true, Status: "waiting", Value: f.token.Token}, f.content)
	for i, b := range f.answers {
		l.Add(uimap.Item{ID: id + "/answer/" + f.token.Prepared[i].Title, Role: "button", Label: f.token.Prepared[i].Title, Enabled: true}, b)
	}
	l.Add(uimap.Item{ID: id + "/other", Role: "button", Label: "Other…", Enabled: true}, f.other)
	l.Add(uimap.Item{ID: id + "/fail", Role: "button", Label: "Fail…", Enabled: true, Selected: f.failing}, f.fail)
	for _, t := range []struct {
		id    string
		field *look.TextField
	}{{"json", f.json}, {"error", f.err}, {"cause", f.cause}} {
		if t.field != f.json && f.failing || t.field == f.json && !f.failing {
			l.Add(uimap.Item{ID: id + "/" + t.id, Role: "textbox", Label: t.id, Enabled: true, Value: t.field.Text(), Selected: t.field.Focused()}, t.field.Input().(fyne.CanvasObject))
		}
	}
}

// listFooter lists what stays in view below the form.
func (f *tokenForm) listFooter(l *uimap.List) {
	id := "token/" + f.token.Name
	l.Add(uimap.Item{ID: id + "/send", Role: "button", Label: f.send.Label(), Enabled: !f.send.Disabled()}, f.send)
	l.Add(uimap.Item{ID: id + "/copy", Role: "button", Label: f.copy.Label(), Enabled: true}, f.copy)
}
