package replay

import (
	"fmt"
	"io"
	"strings"
	"testing"
	"time"

	"github.com/stateboard/stateboard/asl"
	"github.com/stateboard/stateboard/asl/graph"
	"github.com/stateboard/stateboard/canvas/layout"
	"github.com/stateboard/stateboard/canvas/page"
	"github.com/stateboard/stateboard/canvas/paint"
	"github.com/stateboard/stateboard/runner/history"
)

// BenchmarkLongFlow writes the page of a run through 600 states, whose picture
// changes with every event.
func BenchmarkLongFlow(b *testing.B) {
	const states = 600
	var text strings.Builder
	log := []history.Event{{ID: 1, Type: history.ExecutionStarted, Details: &history.Started{}}}
	add := func(t history.Type, path string, d history.Details) {
		log = append(log, history.Event{ID: int64(len(log) + 1), Previous: int64(len(log)), Path: path, Time: time.UnixMilli(int64(len(log))), Type: t, Details: d})
	}
	for i := range states {
		name := fmt.Sprintf("Step %d", i)
		fmt.Fprintf(&text, `,%q:{"Type":"Pass","Next":"Step %d"}`, name, i+1)
		add(history.PassStateEntered, name, &history.Entered{Name: name})
		add(history.PassStateExited, name, &history.Exited{Name: name})
	}
	doc := asl.ParseString(fmt.Sprintf(`{"StartAt":"Step 0","States":{%s,"Step %d":{"Type":"Succeed"}}}`, text.String()[1:], states))
	g := graph.New(doc.Machine)
	l := layout.Build(g, layout.Options{Measure: paint.Measure})
	b.ResetTimer()
	for b.Loop() {
		r := Of(history.Of(log), g)
		if err := page.Write(io.Discard, &page.Page{Title: "long", Doc: doc, Graph: g, Layout: l, Replay: r}); err != nil {
			b.Fatal(err)
		}
	}
}
