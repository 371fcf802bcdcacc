package canvas

import (
	"testing"

	"fyne.io/fyne/v2"

	"github.com/stateboard/stateboard/asl/graph"
	"github.com/stateboard/stateboard/canvas/layout"
	"github.com/stateboard/stateboard/canvas/paint"
)

const nested = `{"StartAt": "P", "States": {
	"P": {"Type": "Parallel", "Branches": [{"StartAt": "I", "States": {"I": {"Type": "Pass", "End": true}}}], "Next": "Q"},
	"Q": {"Type": "Pass", "End": true}
}}`

// TestContainersFoldByPointer presses the button on the border of a container,
// from either side of it, then opens the card with a double click.
func TestContainersFoldByPointer(t *testing.T) {
	h := newHand(t, nested)
	r, ok := h.d.Scene().FoldRect("P")
	if !ok {
		t.Fatal("no button")
	}
	if _, ok := h.d.Scene().FoldRect("I"); ok {
		t.Error("a Pass has nothing inside")
	}
	for _, aside := range []float32{-6, 0, 6} {
		h.intents = nil
		h.click(h.at(r).Add(fyne.NewPos(aside, 0)), 0)
		h.expect(Fold{"P", true})
	}
	h.view.Layout = layout.Build(h.view.Graph, layout.Options{Measure: paint.Measure, Collapsed: map[graph.ID]bool{"P": true}})
	h.d.Display(h.view)
	if _, ok := h.d.Scene().StateRect("I"); ok {
		t.Error("what is inside is drawn")
	}
	h.intents = nil
	at := h.at(h.state("P"))
	h.click(at, 0)
	h.click(at, 0)
	if n := len(h.intents); n == 0 || h.intents[n-1] != Intent(Fold{"P", false}) {
		t.Errorf("a double click asked for %v", h.intents)
	}
}
