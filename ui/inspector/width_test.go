package inspector

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/stateboard/stateboard/ui/session"
)

// narrow is how wide the pane is in a window of the least width.
const narrow = 280

// TestFormsFitTheirPane: what is in a form is cut off or wrapped, never wider
// than the pane.
func TestFormsFitTheirPane(t *testing.T) {
	examples, err := filepath.Glob("../../assets/examples/*.asl.json")
	if err != nil || len(examples) == 0 {
		t.Fatal("no examples", err)
	}
	for _, example := range examples {
		text, err := os.ReadFile(example)
		if err != nil {
			t.Fatal(err)
		}
		s, p := opened(t, string(text))
		for _, state := range s.Snapshot().Doc.States() {
			s.Select(session.FromDiagram, state.Base().Path)
			for _, o := range p.column.Objects {
				if w := o.MinSize().Width; w > narrow {
					t.Errorf("%s, %s: a field asks for %.0f:\n%s", filepath.Base(example), state.Base().Path, w, p.dump())
				}
			}
		}
	}
}
