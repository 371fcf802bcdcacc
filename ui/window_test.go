package ui

import (
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"github.com/stateboard/stateboard/asl/rewrite"
	"github.com/stateboard/stateboard/asl/text"
	"github.com/stateboard/stateboard/canvas"
	"github.com/stateboard/stateboard/canvas/layout"
	"github.com/stateboard/stateboard/canvas/paint"
	"github.com/stateboard/stateboard/ui/look"
	"github.com/stateboard/stateboard/ui/palette"
	"github.com/stateboard/stateboard/ui/session"
	"github.com/stateboard/stateboard/ui/uimap"
)

// desk is a window on Fyne's test driver. What other goroutines post waits
// until the test takes it, as the toolkit's main loop would.
type desk struct {
	*Window
	t    *testing.T
	post chan func()
}

func newDesk(t *testing.T, example string) *desk {
	t.Helper()
	d := &desk{t: t, post: make(chan func(), 64)}
	app := test.NewTempApp(t)
	s := session.New(session.Options{Data: t.TempDir(), Post: func(f func()) { d.post <- f }, Layout: layout.Options{Measure: paint.Measure}})
	t.Cleanup(s.Close)
	if err := s.OpenExample(example); err != nil {
		t.Fatal(err)
	}
	d.Window = New(app, s, Options{Width: 1440, Height: 900, Still: true})
	d.win.Resize(fyne.NewSize(1440, 900))
	return d
}

// until takes what is posted until the condition holds.
func (d *desk) until(what string, ok func() bool) {
	d.t.Helper()
	late := time.After(20 * time.Second)
	for !ok() {
		select {
		case f := <-d.post:
			f()
		case <-late:
			d.t.Fatalf("waited in vain for %s", what)
		}
	}
}

func (d *desk) item(id string) *uimap.Item {
	m := d.mapOf()
	for i := range m.Items {
		if m.Items[i].ID == id {
			return &m.Items[i]
		}
	}
	return nil
}

func (d *desk) need(id string) *uimap.Item {
	d.t.Helper()
	it := d.item(id)
	if it == nil {
		var ids []string
		for _, i := range d.mapOf().Items {
			ids = append(ids, i.ID)
		}
		d.t.Fatalf("%s is not on screen; there are %s", id, strings.Join(ids, " "))
	}
	return it
}

func TestEveryMenuEntryIsAnAction(t *testing.T) {
	for _, m := range menus {
		for _, name := range m.items {
			if name != "" && actions[name] == nil {
				t.Errorf("%s has %q, which is no action", m.title, name)
			}
		}
	}
	for _, k := range look.Keys {
		if actions[k.Action] == nil && !slices.Contains([]look.Action{"tidy"}, k.Action) {
			t.Errorf("the key of %q does nothing", k.Action)
		}
	}
}

func TestMapNamesWhatIsOnScreen(t *testing.T) {
	d := newDesk(t, "account-application")
	for _, id := range []string{"palette/Wait", "palette/lambda:invoke", "state/Wait for Review", "state/Check Identity",
		"handle/Wait for Review", "slot/Human review required?>Wait for Review", "editor", "inspector/Comment", "action/run", "action/undo", "action/fit", "menu/File", "document"} {
		it := d.need(id)
		if it.Rect[2] < 2 || it.Rect[3] < 2 || it.Rect[0] < 0 || it.Rect[0]+it.Rect[2] > 1440 || it.Rect[1]+it.Rect[3] > 900 {
			t.Errorf("%s is at %v", id, it.Rect)
		}
	}
	if d.need("action/undo").Enabled {
		t.Error("there is nothing to undo")
	}
	d.perform("rehearse")
	if d.item("palette/Wait") != nil || d.item("editor") != nil {
		t.Error("panes of the drawing board are listed in the rehearsal")
	}
	d.need("rehearsal/input")
}

func TestDropFromThePalette(t *testing.T) {
	d := newDesk(t, "account-application")
	slot := d.need("slot/Human review required?>Wait for Review").Rect
	at := fyne.NewPos(float32(slot[0]+slot[2]/2), float32(slot[1]+slot[3]/2))
	var wait *palette.Card
	for _, c := range palette.Kinds() {
		if c.Name == "Wait" {
			wait = c
		}
	}
	before := d.snap.Doc.Text.String()
	d.dragFromPalette(wait.Ghost(), at.AddXY(-300, 0))
	d.dragFromPalette(wait.Ghost(), at)
	d.dropFromPalette(at)
	d.need("state/Wait")
	if got := d.snap.Selection.Primary(); got != "Wait" {
		t.Errorf("%q is selected", got)
	}
	if got := d.need("action/undo").Label; got != "Undo Insert Wait" {
		t.Errorf("undo is called %q", got)
	}
	d.perform("undo")
	if d.snap.Doc.Text.String() != before {
		t.Error("undo does not bring the bytes back")
	}
}

func TestRehearsalWithAPerson(t *testing.T) {
	d := newDesk(t, "account-application")
	d.sess.SetSpeed(session.Instant)
	for i, s := range d.snap.Scenarios {
		if s.Name == "Bad address, then approved" {
			d.chooseScenario(i)
		}
	}
	d.perform("run")
	d.until("the token", func() bool { return d.item("token/Wait for Review") != nil })
	if got := d.need("state/Wait for Review").Status; got != "waiting" {
		t.Errorf("the state is %s", got)
	}
	d.need("token/Wait for Review/answer/Approve")
	d.need("token/Wait for Review/json")
	d.need("token/Wait for Review/send")
	d.need("action/stop")
	d.room.Answer()
	d.until("the end", func() bool { return !d.running() })
	if m := d.mapOf(); m.Run.Status != "SUCCEEDED" {
		t.Errorf("the run is %s", m.Run.Status)
	}
	for id, want := range map[string]string{"state/Approve Application": "succeeded", "state/Reject Application": "idle"} {
		if got := d.need(id).Status; got != want {
			t.Errorf("%s is %s, want %s", id, got, want)
		}
	}
	d.need("history/31")
	d.sess.Show(3)
	if got := d.need("state/Approve Application").Status; got != "idle" {
		t.Errorf("at the third event the last state is %s", got)
	}
	if it := d.need("rehearsal/outcome"); !strings.HasPrefix(it.Label, "At work then") || d.item("rehearsal/verdict") != nil {
		t.Errorf("a moment gone by is told as %q", it.Label)
	}
	d.need("history/1")
}

func TestBrokenTextKeepsTheLastPicture(t *testing.T) {
	d := newDesk(t, "bastion-access")
	broken := d.snap.Doc.Text
	if err := d.sess.Type("Typing", session.Typing, text.Insert(broken.Len(), "}")); err != nil {
		t.Fatal(err)
	}
	if !d.diagram.View().Greyed || d.possible("run") || d.possible("insert-Wait") {
		t.Error("a broken text must grey the picture and hold back what needs it")
	}
	if d.item("slot/__start>Ask") != nil || d.need("inspector/problem/0") == nil {
		t.Error("no places to drop, and the problem named")
	}
	d.perform("undo")
	if d.diagram.View().Greyed {
		t.Error("still grey")
	}
}

// TestRandomWalk does whatever the menus offer, with random selections, and
// expects that nothing panics and that undoing all of it brings the text back.
func TestRandomWalk(t *testing.T) {
	d := newDesk(t, "nutrition-labels")
	original := d.snap.Doc.Text.String()
	random := rand.New(rand.NewPCG(7, 11))
	var names []look.Action
	for _, m := range menus {
		for _, n := range m.items {
			asks := []look.Action{"", "new", "open", "open-recent", "examples", "save", "save-as", "export", "close", "quit", "run", "step", "paste"}
			if !slices.Contains(asks, n) {
				names = append(names, n)
			}
		}
	}
	for range 250 {
		if states := d.snap.Doc.States(); len(states) > 0 && random.IntN(2) == 0 {
			d.sess.Select(session.FromDiagram, states[random.IntN(len(states))].Base().Path)
		}
		if edges := d.snap.Graph.Edges; len(edges) > 0 && random.IntN(5) == 0 {
			e := edges[random.IntN(len(edges))]
			d.intend(canvas.Insert{Kind: "Pass", Edge: e.ID})
		}
		before, selected, last := d.snap.Doc.Text.String(), d.snap.Selection.Paths, names[random.IntN(len(names))]
		d.canvas.Unfocus() // or cut and paste go to the text that has the keys
		d.perform(last)
		d.closeMenus()
		if d.dialog != nil {
			d.dialog.escape()
		}
		if len(d.snap.Doc.SyntaxErrors()) > 0 {
			t.Fatalf("%s with %q broke the text:\n%s\nbefore:\n%s", last, selected, d.snap.Doc.Text.String(), before)
		}
	}
	for d.snap.Undo != "" {
		d.sess.Undo()
	}
	if got := d.snap.Doc.Text.String(); got != original {
		t.Errorf("after undoing all:\n%s", got)
	}
}

func TestFileDialogSaves(t *testing.T) {
	d := newDesk(t, "account-application")
	path := filepath.Join(t.TempDir(), "mine")
	d.perform("save")
	d.need("dialog/path")
	f := d.dialog
	if f == nil {
		t.Fatal("no dialog")
	}
	if it := d.item("palette/Wait"); it == nil || it.Enabled {
		t.Error("what lies under a dialog cannot be used")
	}
	d.files.path.SetText(path)
	f.choose(f.choices[0])
	if _, err := os.Stat(path + ".asl.json"); err != nil || d.snap.Path != path+".asl.json" || d.snap.Dirty {
		t.Errorf("%v; path %q", err, d.snap.Path)
	}
}

func TestNewFlowTakesItsFirstState(t *testing.T) {
	d := newDesk(t, "account-application")
	d.sess.New()
	if why := d.whyNotFirst("Task", ""); why != "" {
		t.Fatal(why)
	}
	d.intend(canvas.InsertFirst{Kind: "lambda:invoke"})
	if len(d.snap.Doc.States()) != 1 || !d.snap.Valid {
		t.Errorf("%s\n%v", d.snap.Doc.Text.String(), d.snap.Diagnostics)
	}
	d.sess.Change(rewrite.InsertKind(d.snap.Doc, "Parallel", d.afterSelection()))
	if len(d.snap.Doc.States()) < 2 {
		t.Error("nothing comes after the selection")
	}
}

// TestABrokenFileSaysSo opens a text that was never readable: the middle of the
// window says where it breaks off, and leads there.
func TestABrokenFileSaysSo(t *testing.T) {
	d := newDesk(t, "account-application")
	path := filepath.Join(t.TempDir(), "broken.asl.json")
	if err := os.WriteFile(path, []byte("{\n  \"StartAt\": \"A\",\n  \"States\": {{\n}\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := d.sess.Open(path); err != nil {
		t.Fatal(err)
	}
	d.need("hint/show")
	if words := d.hint.words.Text(); !strings.HasPrefix(words, "Line 3: ") {
		t.Errorf("it says %q", words)
	}
	for _, width := range []float32{240, 900} {
		hintPlace{d.hint}.Layout([]fyne.CanvasObject{d.hint.content}, fyne.NewSize(width, 500))
		if left := d.hint.content.Position().X; left < 0 {
			t.Errorf("in a diagram %.0f wide it begins at %.0f", width, left)
		}
	}
	d.hint.do()
	if line := d.json.editor.Text().LineAt(d.json.editor.Selection().Caret); line != 3 {
		t.Errorf("it leads to line %d", line)
	}
	d.sess.New()
	if d.item("action/examples") == nil || d.item("hint/show") != nil {
		t.Error("an empty flow begins with a state")
	}
}
