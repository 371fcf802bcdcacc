package ui

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"github.com/stateboard/stateboard/ui/editor"
)

// TestCrumbsFollowTheCaret puts the caret into a field, reads where it is, and
// goes to the start of the state by its step.
func TestCrumbsFollowTheCaret(t *testing.T) {
	d := newDesk(t, "account-application")
	s := d.snap.Doc.Text.String()
	at := strings.Index(s, `"checks.$"`) + 3
	d.json.editor.Select(editor.Place(at))
	d.json.caret(at)
	var labels []string
	for _, c := range d.json.crumbs.steps {
		labels = append(labels, c.Label)
	}
	if got := strings.Join(labels, " > "); got != "Wait for Review > Parameters > Payload > checks.$" {
		t.Errorf("the caret is at %s", got)
	}
	c := d.json.crumbs
	for width := float32(30); width < 600; width += 10 {
		c.fit(width)
		last := c.shown[len(c.shown)-1]
		if last.step != len(c.steps)-1 || c.shown[0].step != 0 {
			t.Fatalf("in %.0f the first and the last must be there: %+v", width, c.shown)
		}
		if width > 300 && last.x+last.w > width {
			t.Errorf("in %.0f it ends at %.0f", width, last.x+last.w)
		}
	}
	d.need("crumb/0")
	c.MouseDown(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(5, 5)}})
	if row := d.json.editor.Text().LineAt(d.json.editor.Selection().Caret); !strings.Contains(s[:d.json.editor.Selection().Caret], `"Wait for Review": `) || row < 80 {
		t.Errorf("the step leads to line %d", row)
	}
}
