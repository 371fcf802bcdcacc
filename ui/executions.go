package ui

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"github.com/stateboard/stateboard/canvas/scene"
	"github.com/stateboard/stateboard/ui/look"
	"github.com/stateboard/stateboard/ui/session"
	"github.com/stateboard/stateboard/ui/uimap"
)

// earlierActions are about executions that are kept, and who answers tasks.
var earlierActions = []action{
	{name: "earlier", title: "Earlier executions…", do: func(w *Window) { w.showEarlierList(0) }},
	{name: "redrive", title: "Redrive from the failure", do: func(w *Window) { w.redrive(w.sess.Kept()) },
		can: func(w *Window, s *session.Snapshot) bool {
			return w.rehearsing && s.Run != nil && !s.Run.Live && w.sess.CanRedrive(w.sess.Kept())
		}},
	{name: "fork", title: "Fork from here…", do: (*Window).fork, can: canFork},
	{name: "forget", title: "Delete this execution…", do: func(w *Window) { w.askForget(w.sess.Kept(), nil) },
		can: func(w *Window, s *session.Snapshot) bool {
			return w.rehearsing && s.Run != nil && !s.Run.Live && w.sess.Keeps()
		}},
	{name: "answerers", title: "What answers tasks…", do: (*Window).showAnswerers, can: func(_ *Window, s *session.Snapshot) bool { return !s.Greyed }},
}

func init() { register(earlierActions) }

// executionList is the dialog of earlier executions: search, walk, show.
type executionList struct {
	w      *Window
	d      *dialog
	field  *look.TextField
	rows   []*look.ListRow // in use, one for each execution
	column *fyne.Container
	scroll *container.Scroll
	empty  *look.Paragraph
	list   []*session.Execution
	lit    int
}

const (
	executionsWidth    = 640
	executionRowHeight = 44
	mostExecutions     = 9 // in view at once
)

// showEarlierList opens the list with an execution lit, the latest if there is
// none of that number.
func (w *Window) showEarlierList(lit int64) {
	e := &executionList{w: w, column: look.Column(0), empty: look.NewParagraph("", look.Aside)}
	e.field = look.NewTextField("", look.FieldOptions{Placeholder: "Search names, files, data", Icon: look.Search, Changed: func(string) { e.search(0) }, Key: e.key})
	e.scroll = container.NewVScroll(e.column)
	e.scroll.OnScrolled = func(fyne.Position) { w.touch() }
	all, _ := w.sess.Earlier("") // what cannot be read is told where the rows would be
	e.scroll.SetMinSize(fyne.NewSize(executionsWidth, executionRowHeight*max(3, min(float32(len(all)), mostExecutions))))
	e.d = w.ask("Earlier executions", "", look.Column(10, e.field, e.scroll),
		choice{"show", "Show", look.Primary, func() { e.show(e.chosen()) }},
		choice{"redrive", "Redrive", look.Outlined, func() { w.redrive(e.chosen()) }},
		choice{"delete", "Delete…", look.Danger, func() { e.forget() }},
		choice{"close", "Close", look.Outlined, nil})
	e.d.more = e.uimap
	e.search(lit)
	e.field.Focus()
	e.d.sheet.keys = e.field.Input()
}

// key moves through the list while the field has the keys.
func (e *executionList) key(k *fyne.KeyEvent) bool {
	switch k.Name {
	case fyne.KeyDown:
		e.light(e.lit + 1)
	case fyne.KeyUp:
		e.light(e.lit - 1)
	case fyne.KeyPageDown:
		e.light(e.lit + 8)
	case fyne.KeyPageUp:
		e.light(e.lit - 8)
	case fyne.KeyReturn, fyne.KeyEnter:
		if e.chosen() != nil {
			e.d.choose(e.d.choices[0])
		}
	case fyne.KeyEscape:
		e.d.escape()
	default:
		return false
	}
	return true
}

// search asks for the executions that have the words.
func (e *executionList) search(lit int64) {
	var err error
	e.list, err = e.w.sess.Earlier(strings.TrimSpace(e.field.Text()))
	e.column.Objects = nil
	now := time.Now()
	e.lit = 0
	for i, x := range e.list {
		if len(e.rows) == i {
			row := look.NewListRow(look.RowContent{}, func() { e.light(i); e.d.choose(e.d.choices[0]) })
			row.OnArrow(func(by int) { e.light(e.lit + by) })
			e.rows = append(e.rows, row)
		}
		if x.ID == lit {
			e.lit = i
		}
		e.rows[i].Set(executionRow(x, e.w.sess.TitleOf(x), now))
		e.column.Add(e.rows[i])
	}
	if words := e.emptyWords(err); words != "" {
		e.empty.SetText(words)
		e.column.Add(look.Inset(e.empty, 10, 10))
	}
	e.column.Refresh()
	e.scroll.ScrollToTop()
	e.light(e.lit)
}

// emptyWords say why there is nothing to choose from.
func (e *executionList) emptyWords(err error) string {
	switch {
	case err != nil:
		return err.Error() + "."
	case len(e.list) > 0:
		return ""
	case !e.w.sess.Keeps():
		return "No executions are kept: Stateboard has no folder to keep them in. Start it with --data DIR."
	case e.field.Text() != "":
		return "No execution has these words in its name, its file or its data."
	}
	return "Nothing has been rehearsed yet. Run a flow, and it is found here again, even after Stateboard was closed."
}

// light lights a row, keeps it in view, and tells what can be done with it.
func (e *executionList) light(i int) {
	e.lit = max(0, min(i, len(e.list)-1))
	for k, row := range e.rows {
		row.SetSelected(k == e.lit && k < len(e.list))
	}
	x := e.chosen()
	e.d.buttons[0].SetEnabled(x != nil)
	e.d.buttons[1].SetEnabled(e.w.sess.CanRedrive(x))
	e.d.buttons[2].SetEnabled(x != nil)
	if x != nil {
		row := e.rows[e.lit]
		switch top, high, y, h := e.scroll.Offset.Y, e.scroll.Size().Height, float32(e.lit)*row.MinSize().Height, row.MinSize().Height; {
		case high == 0:
		case y < top:
			e.scroll.ScrollToOffset(fyne.NewPos(0, y))
		case y+h > top+high:
			e.scroll.ScrollToOffset(fyne.NewPos(0, y+h-high))
		}
	}
	e.w.touch()
}

// chosen is the execution of the lit row, or nil.
func (e *executionList) chosen() *session.Execution {
	if e.lit >= len(e.list) {
		return nil
	}
	return e.list[e.lit]
}

func (e *executionList) show(x *session.Execution) { e.w.showEarlier(x) }

// forget deletes the lit execution, having asked, and comes back to the list.
func (e *executionList) forget() {
	next := int64(0)
	switch {
	case e.lit+1 < len(e.list):
		next = e.list[e.lit+1].ID
	case e.lit > 0:
		next = e.list[e.lit-1].ID
	}
	e.w.askForget(e.chosen(), func(gone bool) {
		if !gone {
			next = e.chosen().ID
		}
		e.w.showEarlierList(next)
	})
}

func (e *executionList) uimap(l *uimap.List) {
	l.Add(uimap.Item{ID: "dialog/search", Role: "textbox", Label: "Search", Enabled: true, Value: e.field.Text(), Selected: e.field.Focused()}, e.field.Input().(fyne.CanvasObject))
	l.Within(e.scroll, func() {
		for i, x := range e.list {
			c := e.rows[i].Content()
			l.Add(uimap.Item{ID: "execution/" + strconv.FormatInt(x.ID, 10), Role: "option", Label: c.Title, Value: c.Trailing + " · " + c.Detail, Enabled: true,
				Selected: i == e.lit, Status: executionStatus(x).String()}, e.rows[i])
		}
		if len(e.list) == 0 {
			l.Add(uimap.Item{ID: "dialog/empty", Role: "status", Label: e.empty.Text(), Enabled: true}, e.empty)
		}
	})
}

// showEarlier shows a kept execution on the diagram. One of another file is
// shown on that file, one of an example on the example.
func (w *Window) showEarlier(x *session.Execution) {
	if x == nil {
		return
	}
	show := func() {
		w.earlier.dismiss()
		if err := w.sess.ShowEarlier(x.ID); err != nil {
			w.sess.Fail(fmt.Errorf("this execution cannot be shown: %w", err))
			return
		}
		w.setRehearsing(true)
	}
	open := func() error { return w.sess.Open(x.Path) }
	switch {
	case x.Path == w.snap.Path && (x.Path != "" || x.Machine == w.snap.Name):
		show()
		return
	case x.Path == "" && !slices.Contains(session.Examples(), x.Machine):
		show()
		w.sess.Tell("This execution ran a flow that was never saved, “" + x.Machine + "”. The diagram is of the flow that is open.")
		return
	case x.Path == "":
		open = func() error { return w.sess.OpenExample(x.Machine) }
	}
	w.leave("show an execution of another flow", func() {
		if err := open(); err != nil {
			w.sess.Fail(fmt.Errorf("the flow of this execution cannot be opened: %w", err))
			return
		}
		show()
	})
}

// redrive runs an execution on from where it failed.
func (w *Window) redrive(x *session.Execution) {
	if x == nil {
		w.sess.Fail(errors.New("this execution is not kept"))
		return
	}
	if err := w.sess.Redrive(x.ID); err != nil {
		w.sess.Fail(err)
		return
	}
	w.setRehearsing(true)
}

// askForget deletes a kept execution, having asked; then is told whether it is
// gone and may be nil.
func (w *Window) askForget(x *session.Execution, then func(gone bool)) {
	if x == nil {
		w.sess.Fail(errors.New("this execution is not kept"))
		return
	}
	if then == nil {
		then = func(bool) {}
	}
	sentence := fmt.Sprintf("“%s” of %s, begun %s, is deleted with its history.", w.sess.TitleOf(x), x.Machine, whenWords(x.Started, time.Now()))
	if x.Status == "RUNNING" {
		sentence += " It still goes on, and is stopped."
	}
	w.ask("Delete this execution?", sentence, nil,
		choice{"delete", "Delete", look.Danger, func() {
			err := w.sess.ForgetEarlier(x.ID)
			w.sess.Fail(err)
			if err == nil {
				w.sess.Tell("The execution is deleted.")
			}
			then(err == nil)
		}},
		choice{"cancel", "Keep it", look.Primary, func() { then(false) }})
}

// executionStatus is the mark of an execution: the one states have.
func executionStatus(x *session.Execution) scene.Status {
	switch {
	case x.Status == "SUCCEEDED":
		return scene.Succeeded
	case x.Status == "FAILED", x.Status == "TIMED_OUT", x.Trouble != "":
		return scene.Failed
	case x.Status == "ABORTED":
		return scene.Skipped
	case x.Waiting > 0:
		return scene.Waiting
	}
	return scene.Running
}

// executionWords say how an execution stands.
func executionWords(x *session.Execution) string {
	switch {
	case x.Trouble != "":
		return "cannot go on"
	case x.Status == "SUCCEEDED":
		return "succeeded"
	case x.Status == "FAILED":
		return "failed"
	case x.Status == "TIMED_OUT":
		return "timed out"
	case x.Status == "ABORTED":
		return "stopped"
	case x.Waiting > 0:
		return "waiting for a person"
	}
	return "running"
}

func executionRow(x *session.Execution, title string, now time.Time) look.RowContent {
	status := executionStatus(x)
	detail := []string{title, whenWords(x.Started, now)}
	if !x.Stopped.IsZero() {
		detail = append(detail, "took "+tookWords(x.Stopped.Sub(x.Started)))
	}
	if x.Redrives > 0 {
		detail = append(detail, "redriven "+strconv.Itoa(x.Redrives)+"×")
	}
	if x.ParentEvent > 0 {
		detail = append(detail, fmt.Sprintf("forked at event %d", x.ParentEvent))
	}
	if x.Error != "" {
		detail = append(detail, x.Error)
	}
	return look.RowContent{Chip: look.StatusIcon(status), Hue: look.StatusInk(status), Title: x.Machine, Detail: strings.Join(detail, " · "), Trailing: executionWords(x), TrailingInk: look.StatusInk(status)}
}

// whenWords are a moment as people say it, seen from now.
func whenWords(at, now time.Time) string {
	at, now = at.Local(), now.Local()
	day := func(t time.Time) time.Time { return time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, t.Location()) }
	switch ago := now.Sub(at); {
	case ago < time.Minute:
		return "just now"
	case ago < time.Hour:
		return counted(int(ago.Minutes()), "minute") + " ago"
	case day(at).Equal(day(now)):
		return "today, " + at.Format("15:04")
	case day(at).Equal(day(now).AddDate(0, 0, -1)):
		return "yesterday, " + at.Format("15:04")
	case at.Year() == now.Year():
		return at.Format("2 January, 15:04")
	}
	return at.Format("2 January 2006")
}

func counted(n int, one string) string {
	if n == 1 {
		return "1 " + one
	}
	return strconv.Itoa(n) + " " + one + "s"
}

// tookWords are a length of time as people say it.
func tookWords(d time.Duration) string {
	switch {
	case d < time.Millisecond:
		return "no time"
	case d < time.Second:
		return strconv.Itoa(int(d.Milliseconds())) + " ms"
	case d < 10*time.Second:
		return strconv.FormatFloat(d.Seconds(), 'f', 1, 64) + " s"
	}
	return scene.Duration(int64(d.Round(time.Second).Seconds()))
}
