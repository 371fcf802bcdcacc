package session

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/stateboard/stateboard/asl/graph"
	"github.com/stateboard/stateboard/asl/rewrite"
	"github.com/stateboard/stateboard/asl/text"
)

// clock is a time that a test moves.
type clock struct{ now time.Time }

func (c *clock) Now() time.Time { return c.now }

// desk is a session in a folder of its own, with what it posts in a queue.
type desk struct {
	*Session
	dir   string
	posts chan func()
	clock *clock
}

func newDesk(t *testing.T) *desk {
	d := &desk{dir: t.TempDir(), posts: make(chan func(), 100), clock: &clock{time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC)}}
	d.open(t)
	return d
}

func (d *desk) open(t *testing.T) {
	d.Session = New(Options{Data: filepath.Join(d.dir, "data"), Post: func(f func()) { d.posts <- f }, Now: d.clock.Now})
	t.Cleanup(d.Session.Close)
}

// pump runs what is posted until the condition holds.
func (d *desk) pump(t *testing.T, what string, ok func(*Snapshot) bool) *Snapshot {
	t.Helper()
	deadline := time.After(20 * time.Second)
	for !ok(d.Snapshot()) {
		select {
		case f := <-d.posts:
			f()
		case <-deadline:
			t.Fatalf("waited in vain for %s; notice: %+v", what, d.Snapshot().Notice)
		}
	}
	return d.Snapshot()
}

func (d *desk) file(t *testing.T, name, content string) string {
	t.Helper()
	path := filepath.Join(d.dir, name)
	if err := os.WriteFile(path, []byte(content), 0o644); err != nil {
		t.Fatal(err)
	}
	return path
}

const two = `{
  "StartAt": "A",
  "States": {
    "A": {"Type": "Pass", "Next": "B"},
    "B": {"Type": "Succeed"}
  }
}
`

func TestOneUndoHistoryOverThreeDoors(t *testing.T) {
	d := newDesk(t)
	if err := d.Open(d.file(t, "two.asl.json", two)); err != nil {
		t.Fatal(err)
	}
	s := d.Snapshot()
	edge := s.Graph.Edge("A>B")
	if !d.Change(rewrite.InsertKind(s.Doc, "Wait", rewrite.OnEdge(edge))) {
		t.Fatal(d.Snapshot().Notice)
	}
	if s = d.Snapshot(); s.Graph.Edge("A>Wait") == nil || s.Selection.Primary() != "Wait" || s.Undo != "Insert Wait" || !s.Dirty {
		t.Fatalf("after the drop: %v %q dirty %v", s.Selection, s.Undo, s.Dirty)
	}
	at := strings.Index(s.Doc.Text.String(), `"Seconds": `) + len(`"Seconds": `)
	for i, r := range "12" {
		if err := d.Type("Typing", Typing, text.Insert(at+i, string(r))); err != nil {
			t.Fatal(err)
		}
	}
	if !d.Change(rewrite.Rename(d.Snapshot().Doc, "B", "Done")) {
		t.Fatal(d.Snapshot().Notice)
	}
	var labels []string
	for d.Snapshot().Undo != "" {
		labels = append(labels, d.Snapshot().Undo)
		d.Undo()
	}
	if s = d.Snapshot(); s.Doc.Text.String() != two || s.Dirty || len(labels) != 3 {
		t.Errorf("undone %q to %q", labels, s.Doc.Text)
	}
	for d.Snapshot().Redo != "" {
		d.Redo()
	}
	if s = d.Snapshot(); !strings.Contains(s.Doc.Text.String(), `"Seconds": 12`) || s.Graph.Node("Done") == nil {
		t.Errorf("redone to %q", s.Doc.Text)
	}
}

func TestTypingPausesMakeSteps(t *testing.T) {
	d := newDesk(t)
	for _, c := range []struct {
		after time.Duration
		steps int
	}{{0, 1}, {time.Second, 1}, {3 * time.Second, 2}} {
		d.clock.now = d.clock.now.Add(c.after)
		if err := d.Type("Typing", Typing, text.Insert(d.Snapshot().Doc.Text.Len(), " ")); err != nil {
			t.Fatal(err)
		}
		if got := len(d.undo.done); got != c.steps {
			t.Errorf("after %v: %d steps, want %d", c.after, got, c.steps)
		}
	}
}

func TestBrokenTextKeepsTheLastPicture(t *testing.T) {
	d := newDesk(t)
	if err := d.Open(d.file(t, "two.asl.json", two)); err != nil {
		t.Fatal(err)
	}
	if err := d.Type("Typing", Typing, text.Insert(1, "}")); err != nil {
		t.Fatal(err)
	}
	s := d.Snapshot()
	if !s.Greyed || s.Valid || s.Graph.Node("A") == nil || s.Errors() == 0 {
		t.Errorf("greyed %v valid %v errors %d", s.Greyed, s.Valid, s.Errors())
	}
	if d.Undo(); d.Snapshot().Greyed {
		t.Error("the picture comes back with the text")
	}
}

func TestSelectionIsSharedAndFollowsRenames(t *testing.T) {
	d := newDesk(t)
	if err := d.Open(d.file(t, "two.asl.json", two)); err != nil {
		t.Fatal(err)
	}
	d.SelectAt(strings.Index(two, `"Pass"`))
	if got := d.Snapshot().Selection; got.Primary() != "A" || got.From != FromText {
		t.Errorf("%+v", got)
	}
	d.Toggle(FromDiagram, "B")
	d.Change(rewrite.Rename(d.Snapshot().Doc, "A", "First"))
	d.Select(FromDiagram, "First", "B")
	d.Change(rewrite.Remove(d.Snapshot().Doc, "B"))
	if got := d.Snapshot().Selection; got.Has("B") {
		t.Errorf("a removed state stays selected: %+v", got)
	}
}

func TestChangesOnDisk(t *testing.T) {
	d := newDesk(t)
	path := d.file(t, "two.asl.json", two)
	if err := d.Open(path); err != nil {
		t.Fatal(err)
	}
	theirs := strings.Replace(two, "Pass", "Wait", 1)
	d.file(t, "two.asl.json", theirs)
	s := d.pump(t, "the change", func(s *Snapshot) bool { return s.Doc.Text.String() == theirs })
	if s.Dirty || s.Undo == "" {
		t.Errorf("an outside change is one undoable step: dirty %v, undo %q", s.Dirty, s.Undo)
	}
	if d.Undo(); d.Snapshot().Doc.Text.String() != two || !d.Snapshot().Dirty {
		t.Error("undo brings back what was here")
	}
	both := strings.Replace(two, "Pass", "Fail", 1)
	d.file(t, "two.asl.json", both)
	s = d.pump(t, "the conflict", func(s *Snapshot) bool { return s.Conflict != nil })
	if s.Conflict.Disk != both || s.Conflict.Mine != two {
		t.Errorf("%+v", s.Conflict)
	}
	if err := d.Save(); err != ErrConflict || d.Snapshot().Conflict == s.Conflict {
		t.Errorf("saving over it: %v; it is to be asked about anew", err)
	}
	if on, err := os.ReadFile(path); err != nil || string(on) != both {
		t.Errorf("the file says %s, %v", on, err)
	}
	d.TakeTheirs()
	if s = d.Snapshot(); s.Conflict != nil || s.Doc.Text.String() != both || s.Dirty {
		t.Error("theirs was not taken")
	}
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
	d.pump(t, "the loss", func(s *Snapshot) bool { return s.Dirty && s.Notice != nil && s.Notice.Error })
	if err := d.Save(); err != nil || d.Snapshot().Dirty {
		t.Error("saving writes the file anew", err)
	}
}

// TestSavingLooksFirst: also what the watch has not told of yet is not written
// over.
func TestSavingLooksFirst(t *testing.T) {
	d := newDesk(t)
	path := d.file(t, "two.asl.json", two)
	if err := d.Open(path); err != nil {
		t.Fatal(err)
	}
	if err := d.Type("Typing", Typing, text.Insert(0, " ")); err != nil {
		t.Fatal(err)
	}
	theirs := strings.Replace(two, "Pass", "Fail", 1)
	d.file(t, "two.asl.json", theirs)
	if err := d.Save(); err != ErrConflict {
		t.Fatal(err)
	}
	if c := d.Snapshot().Conflict; c == nil || c.Disk != theirs {
		t.Errorf("%+v", c)
	}
	d.KeepMine()
	if err := d.Save(); err != nil || d.Snapshot().Dirty {
		t.Error(err)
	}
	if on, err := os.ReadFile(path); err != nil || string(on) != " "+two {
		t.Errorf("the file says %s, %v", on, err)
	}
}

func TestUnsavedWorkIsOfferedBack(t *testing.T) {
	d := newDesk(t)
	path := d.file(t, "two.asl.json", two)
	if err := d.Open(path); err != nil {
		t.Fatal(err)
	}
	if err := d.Type("Typing", Typing, text.Insert(0, " ")); err != nil {
		t.Fatal(err)
	}
	if got := findRecoveries(filepath.Join(d.dir, "data")); len(got) != 0 {
		t.Error("work of a living program is not offered")
	}
	d.Session.Close() // keeps what is unsaved, as a crash would
	d.open(t)
	offered := d.Snapshot().Recoveries
	if len(offered) != 1 || offered[0].Path != path || offered[0].Text != " "+two {
		t.Fatalf("%+v", offered)
	}
	if err := d.Recover(offered[0]); err != nil {
		t.Fatal(err)
	}
	if s := d.Snapshot(); s.Doc.Text.String() != " "+two || !s.Dirty || len(s.Recoveries) != 0 || s.Path != path {
		t.Errorf("recovered %q", s.Doc.Text)
	}
	if d.Undo(); d.Snapshot().Dirty {
		t.Error("undo of a recovery is what the file says")
	}
}

func TestBadFilesLeaveTheDocumentAlone(t *testing.T) {
	d := newDesk(t)
	if err := d.Open(d.file(t, "two.asl.json", two)); err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{filepath.Join(d.dir, "none.json"), d.dir, d.file(t, "binary", "a\x00b")} {
		if err := d.Open(path); err == nil || d.Snapshot().Name != "two" {
			t.Errorf("%s: %v, open is %q", path, err, d.Snapshot().Name)
		}
	}
	if err := d.Open(d.file(t, "half.asl.json", two[:40])); err != nil || !d.Snapshot().Greyed && d.Snapshot().Valid {
		t.Error("a half-written file opens and says where it breaks", err)
	}
}

func TestFilesBesideFollowRenames(t *testing.T) {
	d := newDesk(t)
	path := d.file(t, "two.asl.json", two)
	d.file(t, "two.mocks.json", `{"StateMachines": {"two": {"TestCases": {"C": {"A": "R"}}}}, "MockedResponses": {"R": {"0": {"Return": 1}}}}`)
	d.file(t, "two.scenarios.json", `{"scenarios": [{"name": "S", "case": "C", "expect": {"enters": ["A"]}}]}`)
	if err := d.Open(path); err != nil {
		t.Fatal(err)
	}
	d.Change(rewrite.Rename(d.Snapshot().Doc, "A", "Alpha"))
	if err := d.Save(); err != nil {
		t.Fatal(err)
	}
	mocks, scenarios := string(must(os.ReadFile(filepath.Join(d.dir, "two.mocks.json")))), string(must(os.ReadFile(filepath.Join(d.dir, "two.scenarios.json"))))
	if !strings.Contains(mocks, `"C": {"Alpha": "R"}`) || !strings.Contains(scenarios, `"enters": ["Alpha"]`) {
		t.Errorf("%s\n%s", mocks, scenarios)
	}
	if s := d.Snapshot(); s.Scenarios[0].Expect.Enters[0] != "Alpha" || s.Notice == nil {
		t.Errorf("%+v", s.Scenarios)
	}
}

func must(content []byte, err error) []byte {
	if err != nil {
		panic(err)
	}
	return content
}

func TestYAMLIsEditedAsYAML(t *testing.T) {
	d := newDesk(t)
	const before = "StartAt: A # first\nStates:\n  A:\n    Type: Pass\n    Next: B\n  B:\n    Type: Succeed\n"
	if err := d.Open(d.file(t, "flow.asl.yaml", before)); err != nil {
		t.Fatal(err)
	}
	if s := d.Snapshot(); !s.Valid || s.Graph.Edge("A>B") == nil {
		t.Fatalf("%v", s.Diagnostics)
	}
	d.Change(rewrite.Rename(d.Snapshot().Doc, "B", "Done"))
	if got, want := d.Snapshot().Doc.Text.String(), strings.NewReplacer("Next: B", "Next: Done", "  B:", "  Done:").Replace(before); got != want {
		t.Errorf("renamed to\n%s", got)
	}
}

func TestExamplesAreGood(t *testing.T) {
	d := newDesk(t)
	for _, name := range Examples() {
		if err := d.OpenExample(name); err != nil {
			t.Fatal(err)
		}
		if s := d.Snapshot(); !s.Valid || len(s.Diagnostics) > 0 || len(s.Scenarios) == 0 || len(s.Cases) == 0 || s.Dirty {
			t.Errorf("%s: %v, %d scenarios", name, s.Diagnostics, len(s.Scenarios))
		}
	}
	path := filepath.Join(d.dir, "mine.asl.json")
	if err := d.SaveAs(path); err != nil {
		t.Fatal(err)
	}
	if s := d.Snapshot(); len(s.Scenarios) == 0 || len(s.Cases) == 0 || s.Name != "mine" {
		t.Error("an example's companions go with it")
	}
}

// TestAnyWalkUndoes makes random edits through all doors and undoes them all.
func TestAnyWalkUndoes(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := New(Options{})
		defer s.Close()
		if err := s.OpenExample("account-application"); err != nil {
			t.Fatal(err)
		}
		first := s.Snapshot().Doc.Text.String()
		for range rapid.IntRange(1, 12).Draw(t, "steps") {
			walk(t, s)
			snap := s.Snapshot()
			for _, p := range snap.Selection.Paths {
				if snap.Shown.State(p) == nil {
					t.Fatalf("%q is selected and not there", p)
				}
			}
			if !snap.Greyed && len(snap.Layout.Nodes) != len(snap.Graph.Nodes) {
				t.Fatal("layout and graph differ")
			}
		}
		for s.Snapshot().Undo != "" {
			s.Undo()
		}
		if got := s.Snapshot().Doc.Text.String(); got != first {
			t.Fatalf("undone to\n%s", got)
		}
	})
}

func walk(t *rapid.T, s *Session) {
	snap := s.Snapshot()
	switch rapid.IntRange(0, 6).Draw(t, "door") {
	case 0:
		at := rapid.IntRange(0, snap.Doc.Text.Len()).Draw(t, "at")
		_ = s.Type("Typing", Typing, text.Insert(at, rapid.SampledFrom([]string{"x", "\"", "}", ",", " "}).Draw(t, "typed")))
	case 1:
		s.Undo()
	case 2:
		s.Redo()
	case 3:
		if len(snap.Graph.Edges) > 0 {
			e := rapid.SampledFrom(snap.Graph.Edges).Draw(t, "edge")
			s.Change(rewrite.InsertKind(snap.Doc, rapid.SampledFrom([]string{"Wait", "Choice", "Parallel", "Succeed"}).Draw(t, "kind"), rewrite.OnEdge(e)))
		}
	default:
		var states []*graph.Node
		for _, n := range snap.Graph.Nodes {
			if n.Kind == graph.StateNode {
				states = append(states, n)
			}
		}
		if len(states) == 0 {
			return
		}
		path := string(rapid.SampledFrom(states).Draw(t, "state").ID)
		s.Select(FromDiagram, path)
		if rapid.Bool().Draw(t, "remove") {
			s.Change(rewrite.Remove(snap.Doc, path))
		} else {
			s.Change(rewrite.Rename(snap.Doc, path, rapid.StringMatching(`[A-C]{1,2}`).Draw(t, "name")))
		}
	}
}
