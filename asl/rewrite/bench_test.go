package rewrite

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stateboard/stateboard/asl"
	"github.com/stateboard/stateboard/asl/graph"
	"github.com/stateboard/stateboard/asl/text"
)

// large is a document of 5,000 states and about 1 MB, on many lines or on one.
func large(b *testing.B, compact bool) *asl.Document {
	var s strings.Builder
	s.WriteString("{\n  \"StartAt\": \"State 0\",\n  \"States\": {\n")
	for i := range 5000 {
		next := `"Next": ` + fmt.Sprintf(`"State %d"`, i+1)
		if i == 4999 {
			next = `"End": true`
		}
		fmt.Fprintf(&s, "    \"State %d\": {\n      \"Type\": \"Task\",\n      \"Resource\": \"arn:aws:states:::lambda:invoke\",\n      \"Parameters\": {\n        \"FunctionName\": \"some-function\"\n      },\n", i)
		fmt.Fprintf(&s, "      \"Catch\": [\n        {\n          \"ErrorEquals\": [\"States.ALL\"],\n          \"Next\": \"State %d\"\n        }\n      ],\n      %s\n    }", (i*7)%5000, next)
		if i < 4999 {
			s.WriteString(",")
		}
		s.WriteString("\n")
	}
	s.WriteString("  }\n}\n")
	doc := asl.ParseString(s.String())
	if compact {
		d := newDraft(doc)
		p := newPlacer(d)
		st := &style{p: p, colon: ":", comma: ","}
		var line strings.Builder
		st.line(&line, copied(s.String(), doc.Tree.Root, false))
		doc = asl.ParseString(line.String())
	}
	return doc
}

func BenchmarkVerbs(b *testing.B) {
	for _, compact := range []bool{false, true} {
		doc := large(b, compact)
		g := graph.New(doc.Machine)
		e := g.Edge("State 2500>State 2501")
		verbs := map[string]func() (*Change, error){
			"insert":    func() (*Change, error) { return InsertKind(doc, "Wait", OnEdge(e)) },
			"fail":      func() (*Change, error) { _ = CanInsert(doc, "Fail", OnEdge(e)); return &Change{}, nil },
			"remove":    func() (*Change, error) { return Remove(doc, "State 2500", "State 2501") },
			"rename":    func() (*Change, error) { return Rename(doc, "State 2500", "Other") },
			"connect":   func() (*Change, error) { return Connect(doc, "State 4000", "State 2") },
			"set":       func() (*Change, error) { return SetField(doc, "State 2500", "Comment", `"x"`) },
			"move":      func() (*Change, error) { return Move(doc, "State 9", OnEdge(e)) },
			"duplicate": func() (*Change, error) { return Duplicate(doc, "State 2500") },
			"wrap":      func() (*Change, error) { return Wrap(doc, []string{"State 4999"}, "Map") },
			"slots":     func() (*Change, error) { Slots(doc, g, "Fail"); return &Change{}, nil },
		}
		for name, verb := range verbs {
			b.Run(fmt.Sprintf("%s/compact=%v", name, compact), func(b *testing.B) {
				for b.Loop() {
					if _, err := verb(); err != nil && name != "wrap" {
						b.Fatal(err)
					}
				}
			})
		}
	}
}

// BenchmarkFormatYAML lays out 5,000 states, in block style with comments and
// in braces on one line.
func BenchmarkFormatYAML(b *testing.B) {
	doc := large(b, true)
	yaml, err := ToYAML(doc)
	if err != nil {
		b.Fatal(err)
	}
	for name, src := range map[string]string{
		"block": strings.ReplaceAll(yaml, "    Type: Task\n", "    # about it\n\n    Type:   'Task' # a comment\n"), "braces": doc.Text.String(),
	} {
		b.Run(name, func(b *testing.B) {
			doc := asl.ParseYAML(text.New(src))
			for b.Loop() {
				if c, err := Format(doc, false); err != nil || len(c.Notes) > 0 {
					b.Fatal(err, c)
				}
			}
		})
	}
}
