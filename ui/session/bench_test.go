package session

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stateboard/stateboard/asl/text"
	"github.com/stateboard/stateboard/canvas/layout"
	"github.com/stateboard/stateboard/canvas/paint"
	"github.com/stateboard/stateboard/canvas/scene"
)

// benchmarkKeys times one key press and its undoing, halved by the caller's
// reading: parse, check, graph, layout and the scene of the diagram.
func benchmarkKeys(b *testing.B, open func(*Session) string) {
	s := New(Options{Layout: layout.Options{Measure: paint.Measure}})
	defer s.Close()
	at := strings.Index(open(s), `"Comment": "`) + len(`"Comment": "`)
	b.ReportAllocs()
	for b.Loop() {
		if err := s.Type("Typing", Intent, text.Insert(at, "x")); err != nil {
			b.Fatal(err)
		}
		snap := s.Snapshot()
		scene.Build(scene.Input{Graph: snap.Graph, Layout: snap.Layout, Palette: scene.Light, Measure: paint.Measure})
		b.StopTimer()
		s.Undo()
		b.StartTimer()
	}
}

func BenchmarkKeyToSceneExample(b *testing.B) {
	benchmarkKeys(b, func(s *Session) string {
		if err := s.OpenExample("account-application"); err != nil {
			b.Fatal(err)
		}
		return s.Snapshot().Doc.Text.String()
	})
}

func BenchmarkKeyToScene1000(b *testing.B) { benchmarkKeys(b, chain(b, 1000)) }

func BenchmarkKeyToScene5000(b *testing.B) { benchmarkKeys(b, chain(b, 5000)) }

// BenchmarkTyping5000 is a key press in the JSON view of a long document, of
// which the picture follows when the hand rests.
func BenchmarkTyping5000(b *testing.B) {
	s := New(Options{Layout: layout.Options{Measure: paint.Measure}})
	defer s.Close()
	at := strings.Index(chain(b, 5000)(s), `"S2500": {"Type": "`) + len(`"S2500"`)
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		edit := text.Insert(at, " ")
		if i%2 == 1 {
			edit = text.Delete(text.Span{Start: at, End: at + 1})
		}
		if err := s.Type("Typing", Typing, edit); err != nil {
			b.Fatal(err)
		}
	}
}

// chain opens a machine of n states one after the other, with a choice back
// now and then.
func chain(b *testing.B, n int) func(*Session) string {
	return func(s *Session) string {
		var t strings.Builder
		t.WriteString("{\n  \"Comment\": \"\",\n  \"StartAt\": \"S0\",\n  \"States\": {\n")
		for i := range n {
			if i%10 == 9 {
				fmt.Fprintf(&t, "    \"S%d\": {\"Type\": \"Choice\", \"Choices\": [{\"Variable\": \"$.again\", \"BooleanEquals\": true, \"Next\": \"S%d\"}], \"Default\": \"S%d\"},\n", i, i-5, i+1)
				continue
			}
			fmt.Fprintf(&t, "    \"S%d\": {\"Type\": \"Task\", \"Resource\": \"arn:aws:states:::lambda:invoke\", \"Parameters\": {\"FunctionName\": \"f\", \"Payload.$\": \"$\"}, \"Next\": \"S%d\"},\n", i, i+1)
		}
		fmt.Fprintf(&t, "    \"S%d\": {\"Type\": \"Succeed\"}\n  }\n}\n", n)
		s.update(func() { s.replace("", "chain", t.String(), false) })
		return t.String()
	}
}
