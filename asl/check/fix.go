package check

import (
	"strings"

	"github.com/stateboard/stateboard/asl/diag"
	"github.com/stateboard/stateboard/asl/syntax"
	"github.com/stateboard/stateboard/asl/text"
	"github.com/stateboard/stateboard/asl/value"
)

// remove is the fix that takes a member out of its object, with the comma
// that then is too many. There is none in a
// text with syntax errors, and none in YAML, whose members lines and not
// commas hold apart.
func (c *checker) remove(m *syntax.Member) []diag.Fix {
	object := m.Key.Parent
	if len(c.doc.Tree.Errors) > 0 || c.doc.YAML {
		return nil
	}
	i := memberIndex(object, m)
	span := text.Span{Start: m.Key.Span.Start, End: m.Value.Span.End}
	switch {
	case i > 0:
		span.Start = object.Members()[i-1].Value.Span.End
	case len(object.Members()) > 1:
		span.End = object.Members()[1].Key.Span.Start
	}
	return []diag.Fix{{Title: "Remove " + quoted(m.Key.Text), Edits: []text.Edit{text.Delete(span)}}}
}

func memberIndex(object *syntax.Node, m *syntax.Member) int {
	for i := range object.Members() {
		if object.Members()[i].Key == m.Key {
			return i
		}
	}
	return 0
}

// add is the fix that puts a member at the end of an object, on a line of its
// own where the object's members have theirs.
func (c *checker) add(object *syntax.Node, key, raw string) []diag.Fix {
	if len(c.doc.Tree.Errors) > 0 || c.doc.YAML || !object.Is(syntax.Object) {
		return nil
	}
	member := value.Quote(key) + ": " + raw
	edit := text.Insert(object.Span.Start+1, member)
	if n := len(object.Members()); n > 0 {
		between := ", "
		last := &object.Members()[n-1]
		lead := c.source[object.Span.Start+1 : last.Key.Span.Start]
		if n > 1 {
			lead = c.source[object.Members()[n-2].Value.Span.End:last.Key.Span.Start]
		}
		if i := strings.LastIndexByte(lead, '\n'); i >= 0 {
			between = "," + c.doc.Text.EOL() + lead[i+1:]
		}
		edit = text.Insert(last.Value.Span.End, between+member)
	}
	return []diag.Fix{{Title: "Add " + quoted(key) + ": " + raw, Edits: []text.Edit{edit}}}
}

// rename is the fix that gives a member another key; there is none where the
// object has that key.
func rename(m *syntax.Member, key, title string) []diag.Fix {
	if m.Key.Parent.Get(key) != nil {
		return nil
	}
	return []diag.Fix{{Title: title, Edits: []text.Edit{text.Replace(m.Key.Span, value.Quote(key))}}}
}

// rewrite is the fix that puts other text in place of a node.
func rewrite(n *syntax.Node, raw string) []diag.Fix {
	return []diag.Fix{{Title: "Write " + raw, Edits: []text.Edit{text.Replace(n.Span, raw)}}}
}
