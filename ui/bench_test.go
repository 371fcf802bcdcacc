package ui

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"github.com/stateboard/stateboard/asl/text"
	"github.com/stateboard/stateboard/assets"
	"github.com/stateboard/stateboard/canvas/layout"
	"github.com/stateboard/stateboard/canvas/paint"
	"github.com/stateboard/stateboard/ui/session"
)

// BenchmarkKeystroke is from a key in the text to the diagram, the form and the
// marks that follow from it, without the driver's repaint.
func BenchmarkKeystroke(b *testing.B) {
	example, err := assets.Examples.ReadFile("examples/account-application.asl.json")
	if err != nil {
		b.Fatal(err)
	}
	for _, c := range []struct{ name, text string }{{"example", string(example)}, {"states=500", chainOf(500)}} {
		b.Run(c.name, func(b *testing.B) {
			path := filepath.Join(b.TempDir(), "flow.asl.json")
			if err := os.WriteFile(path, []byte(c.text), 0o644); err != nil {
				b.Fatal(err)
			}
			app := test.NewTempApp(b)
			s := session.New(session.Options{Post: func(func()) {}, Layout: layout.Options{Measure: paint.Measure}})
			defer s.Close()
			if err := s.Open(path); err != nil {
				b.Fatal(err)
			}
			w := New(app, s, Options{Width: 1400, Height: 900})
			w.win.Resize(fyne.NewSize(1400, 900))
			at := strings.Index(c.text, `"Comment": "`) + len(`"Comment": "`)
			for i := 0; b.Loop(); i++ {
				edit := text.Insert(at, "x")
				if i%2 == 1 {
					edit = text.Delete(text.Span{Start: at, End: at + 1})
				}
				if err := s.Type("Typing", session.Typing, edit); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func chainOf(n int) string {
	var b strings.Builder
	b.WriteString("{\n  \"Comment\": \"long\",\n  \"StartAt\": \"S0\",\n  \"States\": {\n")
	for i := range n {
		fmt.Fprintf(&b, "    \"S%d\": { \"Type\": \"Pass\", \"Next\": \"S%d\" },\n", i, i+1)
	}
	fmt.Fprintf(&b, "    \"S%d\": { \"Type\": \"Succeed\" }\n  }\n}\n", n)
	return b.String()
}
