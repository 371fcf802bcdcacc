package layout

import (
	"math"
	"strings"
	"unicode/utf8"

	"github.com/stateboard/stateboard/asl/graph"
)

// label writes the labels of all wires and measures their pills.
func (m *machine) label() {
	for i := range m.wires {
		w := &m.wires[i]
		w.full = words(w.edges)
		if w.full == "" {
			continue
		}
		w.text = shorten(w.full, m.o.LabelRunes)
		w.pill = math.Ceil(m.o.Measure(w.text, m.o.LabelSize, 400)) + 2*m.o.LabelPad
	}
}

// words joins what the transitions on one line say.
func words(edges []*graph.Edge) string {
	if len(edges) == 1 {
		return edges[0].Label
	}
	parts := make([]string, 0, len(edges))
	by := ", "
	for _, e := range edges {
		if e.Label != "" {
			parts = append(parts, e.Label)
		}
		if e.Kind == graph.Rule {
			by = " or "
		}
	}
	return strings.Join(parts, by)
}

// shorten cuts text to at most n characters, the last an ellipsis.
func shorten(text string, n int) string {
	if len(text) <= n || utf8.RuneCountInString(text) <= n {
		return text
	}
	runes := []rune(text)
	return strings.TrimRight(string(runes[:n-1]), " ,") + "…"
}
