package ui

import (
	"testing"

	"fyne.io/fyne/v2"

	"github.com/stateboard/stateboard/asl/graph"
	"github.com/stateboard/stateboard/canvas"
	"github.com/stateboard/stateboard/ui/look"
	"github.com/stateboard/stateboard/ui/session"
)

func TestDeletingAChoiceAsksWhichWayGoesOn(t *testing.T) {
	d := newDesk(t, "account-application")
	original := d.snap.Doc.Text.String()
	choice := canvas.Remove{Nodes: []graph.ID{"Human review required?"}, Heal: true}
	d.intend(choice)
	d.need("dialog/way/Wait for Review")
	d.need("dialog/way/Approve Application")
	d.need("dialog/behind")
	d.need("dialog/loose")
	if d.snap.Doc.Text.String() != original {
		t.Fatal("the text changes before the answer")
	}
	d.dialog.escape()
	if d.dialog != nil || d.snap.Doc.Text.String() != original {
		t.Fatal("Escape does not leave all as it was")
	}
	for _, w := range d.ways("Human review required?") {
		d.sess.Change(w.do())
		if d.snap.Graph.Node("Human review required?") != nil {
			t.Errorf("%s does not delete it", w.id)
		}
		out := d.snap.Graph.Out("Perform automated checks")
		switch w.id {
		case "way/Wait for Review":
			if d.snap.Graph.Edge("Perform automated checks>Wait for Review") == nil {
				t.Errorf("%s leads to %v", w.id, out)
			}
		case "behind", "loose":
			if d.snap.Graph.Edge("Perform automated checks>"+string(graph.EndID)) == nil {
				t.Errorf("%s leads to %v", w.id, out)
			}
		}
		d.perform("undo")
	}
	if d.snap.Doc.Text.String() != original {
		t.Error("undo does not bring the bytes back")
	}
}

func TestDeletingWithoutHealing(t *testing.T) {
	d := newDesk(t, "account-application")
	d.sess.Select(session.FromDiagram, "Wait for Review")
	d.canvas.Focus(d.diagram)
	d.diagram.TypedShortcut(look.Shortcut("delete-only"))
	if d.snap.Graph.Node("Wait for Review") != nil || d.snap.Graph.Edge("Human review required?>Review approved?") != nil {
		t.Error("Ctrl and Delete must delete and join nothing")
	}
}

// TestAKeyIsNotTypedIntoWhatItOpens sends a key as the toolkit does: first the
// key, then its character.
func TestAKeyIsNotTypedIntoWhatItOpens(t *testing.T) {
	d := newDesk(t, "account-application")
	d.canvas.Focus(d.diagram)
	for _, c := range []struct {
		key  fyne.KeyName
		char rune
	}{{fyne.KeyA, 'a'}, {fyne.KeySlash, '/'}} {
		d.diagram.TypedKey(&fyne.KeyEvent{Name: c.key})
		d.canvas.Focused().TypedRune(c.char)
		if it := d.item("find/field"); c.char == 'a' && (it == nil || it.Value != "") {
			t.Errorf("A opens %+v", it)
		}
		d.closeMenus()
	}
	if it := d.need("palette/search"); it.Value != "" {
		t.Errorf("the search says %q", it.Value)
	}
}

func TestACopyIsPutOnAnEdge(t *testing.T) {
	d := newDesk(t, "account-application")
	if why := d.diagramOptions().Rules.CopyTo([]graph.ID{"Wait for Review"}, "Human review required?>Approve Application"); why != "" {
		t.Fatal(why)
	}
	d.intend(canvas.CopyTo{Nodes: []graph.ID{"Wait for Review"}, Edge: "Human review required?>Approve Application"})
	if d.snap.Graph.Edge("Wait for Review (2)>Approve Application") == nil {
		t.Errorf("there is no copy on the edge:\n%s", d.snap.Doc.Text.String())
	}
	if got := d.need("action/undo").Label; got != "Undo Duplicate “Wait for Review”" {
		t.Errorf("undo is called %q", got)
	}
}
