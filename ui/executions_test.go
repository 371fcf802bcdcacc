package ui

import (
	"path/filepath"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"github.com/stateboard/stateboard/asl/value"
	"github.com/stateboard/stateboard/canvas/layout"
	"github.com/stateboard/stateboard/canvas/paint"
	"github.com/stateboard/stateboard/ui/session"
)

// keepingDesk is a desk whose rehearsals outlive it, on a saved copy of an
// example. The same folders give the same desk again.
func keepingDesk(t *testing.T, data, path string) *desk {
	t.Helper()
	d := &desk{t: t, post: make(chan func(), 64)}
	app := test.NewTempApp(t)
	e := session.OpenExecutions(data)
	s := session.New(session.Options{Data: data, Post: func(f func()) { d.post <- f }, Layout: layout.Options{Measure: paint.Measure}, Executions: e})
	t.Cleanup(func() { s.Close(); e.Close() })
	if err := s.Open(path); err != nil {
		if err := s.OpenExample("account-application"); err != nil {
			t.Fatal(err)
		}
		if err := s.SaveAs(path); err != nil {
			t.Fatal(err)
		}
	}
	d.Window = New(app, s, Options{Width: 1440, Height: 900, Still: true})
	d.win.Resize(fyne.NewSize(1440, 900))
	s.SetSpeed(session.Instant)
	return d
}

// toReview runs the scenario that needs a person, up to the question.
func (d *desk) toReview() {
	d.t.Helper()
	for i, s := range d.snap.Scenarios {
		if s.Name == "Bad address, then approved" {
			d.chooseScenario(i)
		}
	}
	d.perform("run")
	d.until("the token", func() bool { return d.item("token/Wait for Review") != nil })
}

func (d *desk) press(id string) {
	d.t.Helper()
	it := d.need(id)
	if !it.Enabled {
		d.t.Fatalf("%s cannot be pressed", id)
	}
	test.TapCanvas(d.canvas, fyne.NewPos(float32(it.Rect[0]+it.Rect[2]/2), float32(it.Rect[1]+it.Rect[3]/2)))
}

func TestAnEarlierExecutionIsFoundAgain(t *testing.T) {
	data, path := t.TempDir(), filepath.Join(t.TempDir(), "account-application.asl.json")
	first := keepingDesk(t, data, path)
	if first.perform("earlier"); !strings.Contains(first.need("dialog/empty").Label, "Nothing has been rehearsed yet") {
		t.Error("an empty list says so")
	}
	first.dialog.escape()
	first.toReview()
	first.sess.Close()

	d := keepingDesk(t, data, path)
	d.earlier.ask()
	d.need("earlier")
	d.perform("earlier")
	row := d.need("execution/1")
	if row.Status != "waiting" || !strings.Contains(row.Value, "waiting for a person · Bad address, then approved · just now") {
		t.Errorf("the row says %q, %s", row.Value, row.Status)
	}
	list := d.canvas.Focused()
	test.Type(list, "nowhere")
	if d.item("execution/1") != nil || d.need("dialog/show").Enabled {
		t.Error("what does not have the words is not listed")
	}
	list.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
	d.press("earlier/show")
	d.until("the token", func() bool { return d.item("token/Wait for Review") != nil })
	if d.item("earlier") != nil {
		t.Error("the card stays")
	}
	d.room.Answer()
	d.until("the end", func() bool { return !d.running() })
	if m := d.mapOf(); m.Run.Status != "SUCCEEDED" || d.snap.Run.Scenario != "Bad address, then approved" {
		t.Errorf("the run is %s, called %q", m.Run.Status, d.snap.Run.Scenario)
	}
}

func TestForkFromTheMomentShown(t *testing.T) {
	d := keepingDesk(t, t.TempDir(), filepath.Join(t.TempDir(), "account-application.asl.json"))
	if d.possible("fork") {
		t.Error("nothing is there to fork")
	}
	d.toReview()
	for i := range d.snap.Run.Events.Len() {
		if e := d.snap.Run.Events.At(i); e.Path == "Wait for Review" && e.Type.Enters() {
			d.sess.Show(i + 1)
		}
	}
	d.press("action/fork")
	if !strings.Contains(d.need("dialog/json").Value, "bad address 1") {
		t.Error("the form begins with what the event shows")
	}
	field := d.canvas.Focused()
	field.(fyne.Shortcutable).TypedShortcut(&fyne.ShortcutSelectAll{})
	test.Type(field, `{"application": {"name": "Ada"`)
	if d.need("dialog/fork").Enabled {
		t.Error("what is no JSON can be forked with")
	}
	test.Type(field, `}, "checks": []}`)
	d.press("dialog/fork")
	d.until("the fork's question", func() bool {
		r := d.snap.Run
		return r != nil && len(r.Tokens) == 1 && strings.Contains(r.Tokens[0].Input.JSON(), "Ada")
	})
	d.perform("earlier")
	if d.item("execution/1") == nil || !strings.Contains(d.need("execution/2").Value, "forked at event") {
		t.Error("both are in the list")
	}
	d.press("dialog/delete")
	d.press("dialog/delete")
	if d.item("execution/2") != nil || d.item("execution/1") == nil {
		t.Error("the fork is deleted, though it goes on; its parent stays")
	}
}

func TestRedriveWhereItFailed(t *testing.T) {
	d := keepingDesk(t, t.TempDir(), filepath.Join(t.TempDir(), "account-application.asl.json"))
	d.toReview()
	d.press("token/Wait for Review/fail")
	d.press("token/Wait for Review/send")
	d.until("the failure", func() bool { return !d.running() })
	d.press("action/redrive")
	d.until("the token", func() bool { return d.item("token/Wait for Review") != nil })
	if d.possible("redrive") {
		t.Error("what goes on is not redriven")
	}
}

// TestBindingAsksBeforeItRuns binds a function to a command, sees the run ask,
// and refuses.
func TestBindingAsksBeforeItRuns(t *testing.T) {
	dir := t.TempDir()
	d := keepingDesk(t, t.TempDir(), filepath.Join(dir, "account-application.asl.json"))
	d.sess.SetCase("")
	d.perform("answerers")
	d.press("dialog/task/Check Identity")
	d.dialog.escape()
	d.need("dialog/task/Check Identity")
	list, _ := d.sess.Answers()
	d.editBinding(list[0])
	chooser := d.canvas.Focused()
	for range 2 {
		chooser.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown})
	}
	if it := d.need("dialog/kind"); it.Value != "A command on this computer" || d.item("dialog/endpoint") != nil {
		t.Fatalf("%q is chosen", it.Value)
	}
	d.press("dialog/save")
	if !strings.Contains(d.need("dialog/wrong").Label, "argv") {
		t.Errorf("a command needs a program: %q", d.need("dialog/wrong").Label)
	}
	d.canvas.Focus(chooser)
	d.canvas.FocusNext()
	test.Type(d.canvas.Focused(), "./check\n-v")
	d.press("dialog/save")
	if it := d.need("dialog/task/Check Identity"); !strings.Contains(it.Value, `starts the command "./check" "-v" in `+dir) {
		t.Errorf("the list says %q", it.Value)
	}
	d.dialog.escape()
	d.perform("run")
	if ask := d.need("dialog/ask/0").Label; !strings.Contains(ask, `for the function "check-identity"`) {
		t.Errorf("asked is %q", ask)
	}
	if d.running() {
		t.Fatal("it runs before it is allowed")
	}
	if d.canvas.Focused() != d.dialog.buttons[1] {
		t.Error("Enter is the harmless way")
	}
	d.dialog.escape()
	if d.snap.Run != nil {
		t.Error("Escape starts nothing")
	}
	d.perform("run")
	d.press("dialog/without")
	d.until("a person's task", func() bool { return d.item("token/Check Identity") != nil })
	d.sess.Stop()
	d.until("the end", func() bool { return !d.running() })
	d.perform("answerers")
	d.press("dialog/as-json")
	if text := d.need("dialog/json").Value; !strings.Contains(text, `"function": "check-identity"`) || value.MustParse(text).IsAbsent() {
		t.Errorf("the text is %s", text)
	}
	field := d.canvas.Focused()
	field.(fyne.Shortcutable).TypedShortcut(&fyne.ShortcutSelectAll{})
	test.Type(field, "[]")
	d.press("dialog/save")
	d.need("dialog/json")
	field.(fyne.Shortcutable).TypedShortcut(&fyne.ShortcutSelectAll{})
	test.Type(field, `{"bindings": []}`)
	d.press("dialog/save")
	if it := d.need("dialog/task/Check Identity"); it.Value != "you, in the rehearsal" {
		t.Errorf("unbound, %q answers", it.Value)
	}
}

func TestBindingsNeedAFile(t *testing.T) {
	d := newDesk(t, "account-application")
	d.perform("answerers")
	if d.need("dialog/task/Check Identity").Enabled || d.item("dialog/as-json") != nil {
		t.Error("without a file nothing can be bound")
	}
	d.dialog.escape()
	d.perform("earlier")
	if !strings.Contains(d.need("dialog/empty").Label, "No executions are kept") {
		t.Error("without a folder nothing is kept")
	}
}

func TestWhenWords(t *testing.T) {
	now := time.Date(2026, 3, 14, 12, 0, 0, 0, time.Local)
	for want, at := range map[string]time.Time{
		"just now": now.Add(-20 * time.Second), "1 minute ago": now.Add(-90 * time.Second), "59 minutes ago": now.Add(-59 * time.Minute), "today, 09:30": now.Add(-150 * time.Minute),
		"yesterday, 23:00": now.Add(-13 * time.Hour), "1 March, 12:00": now.AddDate(0, 0, -13), "14 March 2025": now.AddDate(-1, 0, 0),
	} {
		if got := whenWords(at, now); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
	for want, d := range map[string]time.Duration{"no time": 0, "7 ms": 7 * time.Millisecond, "2.5 s": 2500 * time.Millisecond, "12 seconds": 12400 * time.Millisecond, "2 hours": 2 * time.Hour} {
		if got := tookWords(d); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}
