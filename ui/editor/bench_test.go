package editor

import (
	"fmt"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"github.com/stateboard/stateboard/asl/text"
	"github.com/stateboard/stateboard/ui/look"
)

// document is a text of so many rows like those of a machine.
func document(rows int) string {
	var b strings.Builder
	b.WriteString("{\n")
	for i := 0; i < (rows-2)/5; i++ {
		fmt.Fprintf(&b, "  \"State %d\": {\n    \"Type\": \"Task\",\n    \"Resource\": \"arn:aws:states:::lambda:invoke\",\n    \"TimeoutSeconds\": %d\n  },\n", i, i)
	}
	b.WriteString("}\n")
	return b.String()
}

func benchEditor(b *testing.B, rows int) (*Editor, *model) {
	look.Apply(test.NewTempApp(b), look.LightMode)
	m := &model{text: text.New(document(rows))}
	e := New(Options{Change: func(c Change) text.Text {
		t, _, err := text.Apply(m.text, c.Edits...)
		if err != nil {
			b.Fatal(err)
		}
		m.text = t
		return t
	}, Numbers: true, Still: true})
	w := test.NewTempWindow(b, e)
	w.Resize(fyne.NewSize(400, 800))
	e.Open(m.text)
	e.Focus()
	e.GoTo(text.Position{Line: rows / 2, Column: 5})
	return e, m
}

// BenchmarkKey is one key press from handler to objects, the model's Apply
// included.
func BenchmarkKey(b *testing.B) {
	for _, rows := range []int{500, 5000, 50000} {
		b.Run(fmt.Sprint(rows), func(b *testing.B) {
			e, _ := benchEditor(b, rows)
			b.ReportAllocs()
			b.ResetTimer()
			for i := range b.N {
				if i%40 == 39 {
					pressKey(e, "Return")
				} else {
					e.TypedRune('a')
				}
			}
		})
	}
}

func BenchmarkScroll(b *testing.B) {
	e, _ := benchEditor(b, 50000)
	b.ReportAllocs()
	b.ResetTimer()
	for i := range b.N {
		if i%400 == 399 {
			e.scroll.Y = 0
		}
		e.scrollBy(0, 55)
	}
}

// BenchmarkSetText is a change from elsewhere that was not told.
func BenchmarkSetText(b *testing.B) {
	e, m := benchEditor(b, 50000)
	b.ResetTimer()
	for range b.N {
		b.StopTimer()
		t, _, _ := text.Apply(m.text, text.Edit{Span: text.At(m.text.Len() / 3), New: "x"})
		m.text = t
		b.StartTimer()
		e.SetText(t)
	}
}
