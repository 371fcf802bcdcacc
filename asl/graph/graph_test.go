package graph

import (
	"strconv"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"github.com/stateboard/stateboard/asl"
	"github.com/stateboard/stateboard/asl/text/cases"
)

// TestWords reads testdata/*.txtar: paragraphs of choice rules and catchers,
// each in JSON on a line, with "= ..." below that says it in words. The rules
// of a paragraph are one Choice's.
func TestWords(t *testing.T) {
	cases.Each(t, func(t *testing.T, a *txtar.Archive) []txtar.File {
		for i := range a.Files {
			f := &a.Files[i]
			say := map[string]func(*testing.T, []string) []string{"rules": ruleWords, "catchers": catcherWords}[f.Name]
			var paragraphs []string
			for paragraph := range strings.SplitSeq(strings.TrimSpace(string(f.Data)), "\n\n") {
				paragraphs = append(paragraphs, worded(paragraph, func(lines []string) []string { return say(t, lines) }))
			}
			f.Data = []byte(strings.Join(paragraphs, "\n\n") + "\n")
		}
		return a.Files
	})
}

// worded puts the words for each line of a paragraph below it.
func worded(paragraph string, say func(lines []string) []string) string {
	var lines, out []string
	for line := range strings.SplitSeq(paragraph, "\n") {
		if !strings.HasPrefix(line, "=") {
			lines = append(lines, line)
		}
	}
	for i, words := range say(lines) {
		out = append(out, lines[i], "= "+words)
	}
	return strings.Join(out, "\n")
}

func ruleWords(t *testing.T, rules []string) []string {
	doc := asl.ParseString(`{"States": {"C": {"Type": "Choice", "Choices": [` + strings.Join(rules, ",") + `]}}}`)
	choice := doc.State("C").(*asl.Choice)
	words := choiceWords(choice)
	for i, r := range choice.Rules() {
		if got := RuleWords(r); got != words[i] {
			t.Errorf("alone it is %q, among the others %q", got, words[i])
		}
	}
	return words
}

func catcherWords(_ *testing.T, catchers []string) []string {
	doc := asl.ParseString(`{"States": {"T": {"Type": "Task", "Catch": [` + strings.Join(catchers, ",") + `]}}}`)
	var words []string
	for _, c := range asl.Catchers(doc.State("T")) {
		words = append(words, CatchWords(c))
	}
	return words
}

const sample = `{
  "StartAt": "A",
  "States": {
    "A": {"Type": "Pass", "Next": "B"},
    "B": {"Type": "Task", "Catch": [{"ErrorEquals": ["States.ALL"], "Next": "F"}, {"ErrorEquals": ["X"], "Next": "C"}], "Next": "C"},
    "C": {"Type": "Choice", "Choices": [{"Variable": "$.x", "IsNull": true, "Next": "P"}, {"Variable": "$.y", "IsNull": true, "Next": "P"}], "Default": "D"},
    "D": {"Type": "Pass", "Next": "E"},
    "E": {"Type": "Pass", "Next": "Nowhere"},
    "P": {"Type": "Parallel", "Branches": [
      {"StartAt": "X", "States": {"X": {"Type": "Pass", "Next": "Y"}, "Y": {"Type": "Succeed"}}},
      {"StartAt": "Z", "States": {}},
      {"StartAt": "Z", "States": {"Z": {"Type": "Pass", "End": true}}}
    ], "Next": "Q"},
    "Q": {"Type": "Wait", "Seconds": 1, "Next": "R"},
    "R": {"Type": "Pass", "End": true},
    "F": {"Type": "Fail"}
  }
}`

func TestEdges(t *testing.T) {
	g := New(asl.ParseString(sample).Machine)
	want := map[string]string{
		"__start>A": "start", "A>B": "next", "B>F": "catch any error", "B>C": "next", "B>C#2": "catch X", "C>P": "choice x is null",
		"C>P#2": "choice y is null", "C>D": "default otherwise", "D>E": "next", "P>P/0/X": "start", "P/0/X>P/0/Y": "next", "P/0/Y>P": "end",
		"P>P/2/Z": "start", "P/2/Z>P": "end", "P>Q": "next", "Q>R": "next", "R>__end": "end", "F>__end": "end",
	}
	for _, e := range g.Edges {
		got := strings.TrimSpace(e.Kind.String() + " " + e.Label)
		if want[e.ID] != got {
			t.Errorf("%s is %s", e.ID, got)
		}
		delete(want, e.ID)
		if g.Edge(e.ID) != e {
			t.Errorf("%s is not found", e.ID)
		}
		if target := g.Node(e.To); e.Kind != End && e.Ref.StringText() != target.Name {
			t.Errorf("%s is named by %q", e.ID, e.Ref.StringText())
		}
	}
	for id := range want {
		t.Errorf("%s is missing", id)
	}
	if empty := New(nil); len(empty.Nodes) != 2 || len(empty.Edges) != 0 {
		t.Error("without a machine there are only the marks")
	}
}

func TestWalking(t *testing.T) {
	g := New(asl.ParseString(sample).Machine)
	list := func(ids []ID) string {
		words := make([]string, len(ids))
		for i, id := range ids {
			words[i] = string(id)
		}
		return strings.Join(words, " ")
	}
	for _, c := range []struct{ what, got, want string }{
		{"successors of B", list(g.Successors("B")), "C F"},
		{"successors of C", list(g.Successors("C")), "P D"},
		{"successors of P", list(g.Successors("P")), "Q"},
		{"successors of P/0/Y", list(g.Successors("P/0/Y")), ""},
		{"predecessors of P", list(g.Predecessors("P")), "C"},
		{"predecessors of C", list(g.Predecessors("C")), "B"},
		{"predecessors of A", list(g.Predecessors("A")), ""},
		{"chain of A", list(g.Chain("A")), "A B"},
		{"chain of B", list(g.Chain("B")), "A B"},
		{"chain of C", list(g.Chain("C")), "C"},
		{"chain of D", list(g.Chain("D")), "D E"},
		{"chain of Q", list(g.Chain("Q")), "P Q R"},
		{"chain of P/0/X", list(g.Chain("P/0/X")), "P/0/X P/0/Y"},
		{"chain of the start", list(g.Chain(StartID)), ""},
		{"behind C", list(g.Behind("C")), "C P D Q E R"},
		{"behind Q", list(g.Behind("Q")), "Q R"},
		{"behind F", list(g.Behind("F")), "F"},
		{"behind nobody", list(g.Behind("Nobody")), ""},
	} {
		if c.got != c.want {
			t.Errorf("%s: %q, want %q", c.what, c.got, c.want)
		}
	}
}

func BenchmarkNew5000(b *testing.B) {
	var s strings.Builder
	s.WriteString(`{"StartAt": "S0", "States": {`)
	for i := range 5000 {
		n := strconv.Itoa(i)
		if i > 0 {
			s.WriteString(",")
		}
		s.WriteString(`"S` + n + `": {"Type": "Choice", "Choices": [{"Or": [{"Variable": "$.a[0].b", "IsNull": true}, {"Variable": "$.a[1].b", "IsNull": true}], "Next": "S` + strconv.Itoa((i*7)%5000) + `"}], "Default": "S` + strconv.Itoa((i+1)%5000) + `"}`)
	}
	s.WriteString("}}")
	m := asl.ParseString(s.String()).Machine
	for b.Loop() {
		New(m)
	}
}
