package editor

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
)

// TestReplace replaces one by one, then all as one change.
func TestReplace(t *testing.T) {
	b := newBench(t, "|aa b Aa aaa b")
	b.OpenReplace()
	test.Type(b.bar.field.Input(), "aa")
	test.Type(b.bar.instead.Input(), "aab")
	if got := b.SelectedText(); got != "aa" {
		t.Fatalf("%q is selected", got)
	}
	b.bar.instead.Input().TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if b.b.s != "aab b Aa aaa b" || b.b.sel.Span().Start != 6 {
		t.Errorf("after one: %q with %v", b.b.s, b.b.sel)
	}
	changes := len(b.m.changes)
	b.replaceAll("xyz")
	if b.b.s != "xyzb b xyz xyza b" || len(b.m.changes) != changes+1 {
		t.Errorf("after all: %q in %d changes", b.b.s, len(b.m.changes)-changes)
	}
	if b.bar.count.Text() != "3 replaced" {
		t.Errorf("it says %q", b.bar.count.Text())
	}
	changes = len(b.m.changes)
	b.replaceAll("never")
	if len(b.m.changes) != changes {
		t.Error("nothing is found, yet something changed")
	}
}

// TestReplaceAllTakesThemAll: also those beyond what the view counts.
func TestReplaceAllTakesThemAll(t *testing.T) {
	b := newBench(t, "|"+strings.Repeat("Ab ", mostHits+7))
	b.find.set("ab")
	b.replaceAll("c")
	if b.b.s != strings.Repeat("c ", mostHits+7) {
		t.Errorf("%d are left", strings.Count(b.b.s, "Ab"))
	}
}
