package session

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/stateboard/stateboard/asl/rewrite"
)

func TestABreakpointHoldsTheRehearsal(t *testing.T) {
	d := newDesk(t)
	d.example(t, "account-application", "Clean")
	d.ToggleBreakpoints("Human review required?")
	if err := d.Start(); err != nil {
		t.Fatal(err)
	}
	s := d.pump(t, "the breakpoint", func(s *Snapshot) bool { return s.Run.Before != "" })
	if s.Run.Before != "Human review required?" || !s.Run.Paused || len(s.Run.Execution.VisitsOf("Human review required?")) > 0 {
		t.Errorf("held before %q", s.Run.Before)
	}
	d.ToggleBreakpoints("Approve Application") // while it runs
	d.Hold(false)
	d.pump(t, "the next one", func(s *Snapshot) bool { return s.Run.Before == "Approve Application" })
	d.ClearBreakpoints()
	d.Hold(false)
	if s := d.pump(t, "the end", over); s.Run.Status() != "SUCCEEDED" || s.Run.Before != "" {
		t.Errorf("%s, before %q", s.Run.Status(), s.Run.Before)
	}
}

func TestBreakpointsFollowRenamesAndAreKept(t *testing.T) {
	d := newDesk(t)
	path := filepath.Join(t.TempDir(), "flow.asl.json")
	if err := os.WriteFile(path, []byte(`{"StartAt":"A","States":{"A":{"Type":"Pass","Next":"B"},"B":{"Type":"Succeed"}}}`), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := d.Open(path); err != nil {
		t.Fatal(err)
	}
	d.ToggleBreakpoints("B")
	has := func(name string) {
		t.Helper()
		if b := d.Snapshot().Breakpoints; len(b) != 1 || !b[name] {
			t.Errorf("breakpoints are %v, want %s", b, name)
		}
	}
	d.Change(rewrite.Rename(d.Snapshot().Doc, "B", "Last"))
	has("Last")
	d.Undo()
	has("B")
	d.Redo()
	has("Last")
	d.New()
	if len(d.Snapshot().Breakpoints) > 0 {
		t.Error("another document has them too")
	}
	if err := d.Open(path); err != nil {
		t.Fatal(err)
	}
	has("Last")
	d.ToggleBreakpoints("Last")
	if len(d.Snapshot().Breakpoints) > 0 {
		t.Error("a second time takes it away")
	}
}
