package inspector

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"github.com/stateboard/stateboard/ui/session"
)

// TestTheWheelScrollsTheFormWhereverThePointerIs turns the wheel over fields
// of one line and of many.
func TestTheWheelScrollsTheFormWhereverThePointerIs(t *testing.T) {
	long := `"list": [` + strings.Repeat(`"word", `, 60) + `""]`
	s, p := opened(t, `{"StartAt": "A", "States": {"A": {"Type": "Pass", "Parameters": {`+long+`}, "ResultPath": "$.r", "End": true}}}`)
	w := test.NewTempWindow(t, p)
	w.Resize(fyne.NewSize(320, 300))
	s.Select(session.FromDiagram, "A")
	for _, id := range []string{"ResultPath", "Parameters"} {
		if p.textOf(id) == nil {
			t.Fatalf("there is no %s in\n%s", id, p.dump())
		}
		p.scroll.ScrollToTop()
		at := fyne.CurrentApp().Driver().AbsolutePositionForObject(p.textOf(id).Input().(fyne.CanvasObject)).AddXY(20, 12)
		if at.Y > p.Size().Height { // bring it into sight
			p.scroll.ScrollToOffset(fyne.NewPos(0, at.Y-150))
			at.Y = 150
		}
		for range 60 {
			test.Scroll(w.Canvas(), at, 0, -40)
		}
		if bottom := p.scroll.Content.MinSize().Height - p.scroll.Size().Height; bottom < 100 || p.scroll.Offset.Y < bottom-1 {
			t.Errorf("over %s the form came to %.0f of %.0f", id, p.scroll.Offset.Y, bottom)
		}
	}
}
