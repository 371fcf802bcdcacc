package ui

import (
	"testing"

	"github.com/stateboard/stateboard/asl/graph"
	"github.com/stateboard/stateboard/asl/rewrite"
	"github.com/stateboard/stateboard/canvas"
	"github.com/stateboard/stateboard/canvas/layout"
	"github.com/stateboard/stateboard/canvas/paint"
	"github.com/stateboard/stateboard/canvas/scene"
	"github.com/stateboard/stateboard/ui/session"
)

// TestContainersCollapse shows a Parallel as one card, walks to what is hidden,
// renames it, and sees that the file knows nothing of it.
func TestContainersCollapse(t *testing.T) {
	d := newDesk(t, "account-application")
	before, inner := d.snap.Doc.Text.String(), d.need("state/Check Identity")
	if it := d.need("collapse/Perform automated checks"); it.Status != "open" || inner == nil {
		t.Errorf("the container is %s", it.Status)
	}
	d.sess.Select(session.FromDiagram, "Perform automated checks/0/Check Identity")
	d.intend(canvas.Fold{Node: "Perform automated checks", Collapsed: true})
	if d.item("state/Check Identity") != nil || d.need("collapse/Perform automated checks").Status != "collapsed" || d.snap.Selection.Primary() != "Perform automated checks" {
		t.Errorf("hidden things show, or %q is selected", d.snap.Selection.Primary())
	}
	for _, e := range d.snap.Layout.Edges {
		if d.snap.Layout.Node(e.Edge.From) == nil || d.snap.Layout.Node(e.Edge.To) == nil {
			t.Errorf("%s leads to what is hidden", e.Edge.ID)
		}
	}
	if d.snap.Dirty || d.snap.Doc.Text.String() != before || d.possible("collapse") || !d.possible("expand") {
		t.Error("collapsing changed the document, or cannot be taken back")
	}
	c, err := rewrite.Rename(d.snap.Doc, "Perform automated checks", "Checks")
	if d.sess.Change(c, err); d.need("collapse/Checks").Status != "collapsed" {
		t.Error("a rename expands")
	}
	d.perform("undo")
	if d.need("collapse/Perform automated checks").Status != "collapsed" {
		t.Error("undoing the rename expands")
	}
	d.sess.Select(session.FromHistory, "Perform automated checks/1/Check Address")
	if d.need("collapse/Perform automated checks").Status != "open" || !d.need("state/Check Address").Selected {
		t.Error("what is gone to must be seen")
	}
}

// TestCollapsedShowsWhatIsInside: a person who is waited for, and a problem, are
// seen from outside.
func TestCollapsedShowsWhatIsInside(t *testing.T) {
	d := chainDesk(t)
	d.sess.SetCollapsed("P", true)
	v := d.view(d.snap)
	v.Status = map[graph.ID]scene.Status{"P": scene.Running, "P/0/I": scene.Waiting}
	v.Problems = map[graph.ID]scene.Problem{"P/0/I": scene.Error}
	rollUp(&v, d.snap)
	if v.Status["P"] != scene.Waiting || v.Problems["P"] != scene.Error {
		t.Errorf("the card is %v with %v", v.Status["P"], v.Problems["P"])
	}
	drawn := scene.Build(scene.Input{Graph: v.Graph, Layout: v.Layout, Palette: scene.Light, Measure: paint.Measure})
	if _, ok := drawn.FoldRect("P"); !ok {
		t.Error("no button to expand it")
	}
	whole := layout.Build(d.snap.Graph, layout.Options{Measure: paint.Measure})
	if d.snap.Layout.Bounds.H >= whole.Bounds.H {
		t.Error("it takes as much room as before")
	}
	d.perform("expand-all")
	if d.snap.Layout.Node("P/0/I") == nil {
		t.Error("it is still hidden")
	}
}
