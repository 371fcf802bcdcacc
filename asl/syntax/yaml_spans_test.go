package syntax

import (
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/stateboard/stateboard/asl/text"
)

// readsBack tells whether what a scalar's span holds reads as its value again.
func readsBack(src string, n *Node) error {
	slice := src[n.Span.Start:n.Span.End]
	if strings.HasPrefix(slice, "*") {
		return nil // of an alias: what it stands for is elsewhere
	}
	key := "k"
	if strings.HasPrefix(slice, "|") || strings.HasPrefix(slice, ">") {
		slice += "\n"
	}
	tree := ParseYAML(key + ": " + slice)
	if len(tree.Errors) > 0 {
		return fmt.Errorf("%q is no scalar: %s", slice, tree.Errors[0].Message)
	}
	got := tree.Root.Get(key)
	if got == nil || got.Text != n.Text || got.Kind != n.Kind {
		return fmt.Errorf("%q reads as %+v, want %q", slice, got, n.Text)
	}
	return nil
}

func scalarsReadBack(src string, tree *Tree) error {
	var wrong error
	tree.each(func(n *Node) {
		if wrong == nil && n.Kind != Object && n.Kind != Array && n.Kind != Invalid {
			wrong = readsBack(src, n)
		}
	})
	return wrong
}

// yamlWriter writes a random document line by line.
type yamlWriter struct {
	*rapid.T
	b       strings.Builder
	anchors int
}

func (w *yamlWriter) one(of ...string) string { return rapid.SampledFrom(of).Draw(w.T, "one") }

func (w *yamlWriter) comment(indent string) {
	switch rapid.IntRange(0, 9).Draw(w.T, "comment") {
	case 0:
		w.b.WriteString(indent + "# a {comment: [of]} “it”\n")
	case 1:
		w.b.WriteString("\n")
	case 2:
		w.b.WriteString("# far left\n\n")
	}
}

var plainScalars = []string{"plain", "two words", "12", "1.5", "true", "null", "~", "'it''s'", `"a\tb \"q\""`, "'with # hash'", "é → 😀", "${Name}", "a:b", "$.x[0]", "''", `""`, "-5", "x # comment", "x  ", "12 \t", "!T  x ", "[!T a, !T 'b' ]  ", "{% $states.input %}", "'a'  # more"}

func (w *yamlWriter) scalar(indent string) string {
	deeper := indent + w.one("  ", "    ", " ")
	switch rapid.IntRange(0, 7).Draw(w.T, "scalar") {
	case 0:
		return w.one("|", "|-", "|+", ">", ">-", ">+") + "\n" + deeper + "one é\n" + deeper + "  more\n" + w.one("", "\n", deeper+"# no comment\n") + deeper + "end"
	case 1:
		return "plain" + w.one("", " ", "  ") + "\n" + deeper + "goes on\n" + deeper + "é and on"
	case 2:
		return "\"double \\\n" + deeper + "goes on\n" + deeper + "to 😀\""
	case 3:
		return "'single\n\n" + deeper + "goes on'"
	}
	s := w.one(plainScalars...)
	if s == "{% $states.input %}" {
		return `"` + s + `"`
	}
	return s
}

func (w *yamlWriter) value(indent string, depth int) {
	anchor := ""
	if rapid.IntRange(0, 6).Draw(w.T, "anchor") == 0 {
		w.anchors++
		anchor = fmt.Sprintf(" &a%d", w.anchors)
	}
	switch kind := rapid.IntRange(0, 9).Draw(w.T, "kind"); {
	case kind < 2 && depth < 3:
		w.b.WriteString(anchor + "\n")
		w.mapping(indent+w.one("  ", "    "), depth+1)
	case kind == 2 && depth < 3:
		w.b.WriteString(anchor + "\n")
		w.sequence(indent+w.one("  ", " "), depth+1)
	case kind == 3:
		w.b.WriteString(anchor + " [a, 'b, c', \"]\", {k: v}] # ]\n")
	case kind == 4:
		w.b.WriteString(anchor + " {a: b, \"c}\": [1, 2]}\n")
	case kind == 5 && w.anchors > 0 && anchor == "":
		w.b.WriteString(" *a1\n")
	default:
		w.b.WriteString(anchor + " " + w.scalar(indent) + "\n")
	}
}

func (w *yamlWriter) mapping(indent string, depth int) {
	for i := range rapid.IntRange(1, 4).Draw(w.T, "members") {
		w.comment(indent)
		w.b.WriteString(indent + fmt.Sprintf(w.one("key%d", "'quoted key%d'", `"é%d"`, "a b%d"), i) + ":")
		w.value(indent, depth)
	}
}

func (w *yamlWriter) sequence(indent string, depth int) {
	for range rapid.IntRange(1, 3).Draw(w.T, "items") {
		w.comment(indent)
		w.b.WriteString(indent + "-")
		w.value(indent, depth)
	}
}

func TestYAMLScalarsReadBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := yamlWriter{T: t}
		w.mapping("", 0)
		src := w.b.String()
		plain := ParseYAML(src)
		if len(plain.Errors) > 0 {
			t.Skip("not YAML:", plain.Errors[0].Message)
		}
		if err := scalarsReadBack(src, plain); err != nil {
			t.Fatalf("%v\n%s", err, src)
		}
		crlf := strings.ReplaceAll(src, "\n", "\r\n")
		tree := ParseYAML(crlf)
		if len(tree.Errors) > 0 {
			t.Fatalf("with CRLF: %s\n%q", tree.Errors[0].Message, crlf)
		}
		if a, b := plain.Root.Value().JSON(), tree.Root.Value().JSON(); a != b {
			t.Fatalf("with CRLF it says %s instead of %s\n%q", b, a, crlf)
		}
		var spans []text.Span
		plain.each(func(n *Node) { spans = append(spans, n.Span) })
		tree.each(func(n *Node) {
			want := src[spans[0].Start:spans[0].End]
			if got := strings.ReplaceAll(crlf[n.Span.Start:n.Span.End], "\r\n", "\n"); got != want {
				t.Fatalf("with CRLF a span is of %q instead of %q\n%q", got, want, crlf)
			}
			spans = spans[1:]
		})
	})
}

func TestEscapesStandWhereTheyAreWritten(t *testing.T) {
	src := "\"\\u2028a\": {x: \"\\u00e9 \\\" \\\\\", 'it''s': \"\\x41\\n\"}\nb: c\n"
	tree := ParseYAML(src)
	if len(tree.Errors) > 0 {
		t.Fatal(tree.Errors)
	}
	if err := scalarsReadBack(src, tree); err != nil {
		t.Error(err)
	}
}
