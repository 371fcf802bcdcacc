package rewrite

import (
	"strings"

	"github.com/stateboard/stateboard/asl"
	"github.com/stateboard/stateboard/asl/syntax"
	"github.com/stateboard/stateboard/asl/value"
)

// This file defines the conversion of whole documents between JSON and YAML.

// ToYAML is the document in YAML, in block style: keys in their order, numbers
// as spelled, quotes only where YAML needs them, texts of several lines as
// such.
func ToYAML(doc *asl.Document) (string, error) {
	if err := whole(doc); err != nil {
		return "", err
	}
	for _, careful := range [...]bool{false, true} {
		p := yamlPrinter{careful: careful}
		p.block(doc.Tree.Root, "", false)
		if tree := syntax.ParseYAML(p.b.String()); len(tree.Errors) == 0 && sameNodes(tree.Root, doc.Tree.Root) {
			return p.b.String(), nil
		}
	}
	return "", refuse("Keep it as JSON.", "The document holds something that YAML would read as another value.")
}

// ToJSON is the document in JSON, laid out as Format does. YAML's comments
// right before a state, or behind its name, become its Comment, and those that
// the document begins with become the machine's, where they have none; dropped
// is how many others there were.
func ToJSON(doc *asl.Document) (json string, dropped int, err error) {
	if err := whole(doc); err != nil {
		return "", 0, err
	}
	comments := newRemarks(doc)
	p := newPlacer(newDraft(doc))
	st := &style{p: p, eol: "\n", unit: "  ", colon: ": ", comma: ", "}
	var b strings.Builder
	st.spread(&b, comments.content(doc.Tree.Root), "")
	b.WriteString("\n")
	if tree := syntax.Parse(b.String()); len(tree.Errors) > 0 {
		return "", 0, refuse("Keep it as YAML.", "The document holds a value that JSON cannot write.")
	}
	return b.String(), comments.left, nil
}

// whole refuses documents with any mistake in their text: what a key that
// comes twice means is not the same everywhere.
func whole(doc *asl.Document) error {
	if errs := doc.SyntaxErrors(); len(errs) > 0 {
		return refuse(errs[0].Advice, "Line %d: %s", doc.Text.Position(errs[0].Span.Start).Line, errs[0].Message)
	}
	if doc.Tree.Root == nil {
		return refuse("", "The document is empty.")
	}
	return nil
}

// sameNodes tells whether two trees say the same, kinds and spelling of
// numbers included.
func sameNodes(a, b *syntax.Node) bool {
	if a == nil || b == nil || a.Kind != b.Kind || children(a) != children(b) {
		return a == b
	}
	if a.Kind != syntax.Object && a.Kind != syntax.Array {
		return a.Text == b.Text || a.Kind == syntax.Null
	}
	for i := range children(a) {
		if a.Kind == syntax.Object && a.Members()[i].Key.Text != b.Members()[i].Key.Text || !sameNodes(childValue(a, i), childValue(b, i)) {
			return false
		}
	}
	return true
}

// remarks are the comments of a YAML document on their way into JSON.
type remarks struct {
	above map[*syntax.Node]string // state, or the whole -> what is said of it
	left  int                     // comments that are said nowhere
}

func newRemarks(doc *asl.Document) *remarks {
	r := &remarks{above: map[*syntax.Node]string{}}
	if !doc.YAML {
		return r
	}
	lines := map[int]syntax.Comment{}
	for _, c := range syntax.Comments(doc.Text.String()) {
		r.left++
		if c.Text != "" {
			lines[doc.Text.LineAt(c.Span.Start)] = c
		}
	}
	for _, s := range doc.States() {
		b := s.Base()
		if b.Field("Comment") != nil || !b.Node.Is(syntax.Object) {
			continue
		}
		at := doc.Text.LineAt(b.Key.Span.Start)
		said := above(lines, at-1)
		if c, is := lines[at]; is && !c.Own && len(said) == 0 && c.Span.Start > b.Key.Span.End {
			said = []string{c.Text}
			delete(lines, at)
		}
		r.say(b.Node, said)
	}
	if m := doc.Machine; m != nil && m.Field("Comment") == nil && len(m.Node.Members()) > 0 {
		first := doc.Text.LineAt(m.Node.Members()[0].Key.Span.Start)
		var said []string
		for line := 1; line < first; line++ {
			if c, is := lines[line]; is && c.Own {
				said = append(said, c.Text)
			}
		}
		r.say(m.Node, said)
	}
	return r
}

// above takes the comments out that have a line and those before it for
// themselves.
func above(lines map[int]syntax.Comment, line int) (said []string) {
	for ; lines[line].Own; line-- {
		said = append([]string{lines[line].Text}, said...)
		delete(lines, line)
	}
	return said
}

// say makes comments the Comment of an object.
func (r *remarks) say(n *syntax.Node, said []string) {
	if len(said) > 0 {
		r.above[n] = strings.Join(said, " ")
		r.left -= len(said)
	}
}

// content is a node by what it says, however YAML spells it.
func (r *remarks) content(n *syntax.Node) content {
	switch n.Kind {
	case syntax.Object:
		o := object{entries: make([]entry, 0, len(n.Members())+1)}
		said, missing := r.above[n]
		if missing && n.Parent == nil {
			o.entries, missing = append(o.entries, member("Comment", quoted(said))), false
		}
		for _, m := range n.Members() {
			o.entries = append(o.entries, entry{value.Quote(m.Key.Text), r.content(m.Value)})
			if missing && m.Key.Text == "Type" {
				o.entries, missing = append(o.entries, member("Comment", quoted(said))), false
			}
		}
		if missing {
			o.entries = append(o.entries, member("Comment", quoted(said)))
		}
		return o
	case syntax.Array:
		a := array{entries: make([]entry, len(n.Items()))}
		for i, item := range n.Items() {
			a.entries[i].value = r.content(item)
		}
		a.flat = len(n.Items()) > 0 && scalars(n)
		return a
	case syntax.String:
		return quoted(n.Text)
	case syntax.Null, syntax.Invalid:
		return literal("null")
	}
	return literal(n.Text)
}
