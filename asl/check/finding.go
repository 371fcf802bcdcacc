package check

import (
	"sort"
	"strconv"
	"strings"

	"github.com/stateboard/stateboard/asl/diag"
	"github.com/stateboard/stateboard/asl/syntax"
	"github.com/stateboard/stateboard/asl/text"
)

// finding is a diagnostic whose pointer is not written out yet.
type finding struct {
	diag.Diagnostic
	node *syntax.Node // what it is about; nil when Pointer is already right
}

// report adds a finding about a node, underlining the span.
func (c *checker) report(severity diag.Severity, code string, node *syntax.Node, span text.Span, message, advice string, fixes ...diag.Fix) {
	c.found = append(c.found, finding{diag.Diagnostic{Code: code, Severity: severity, Span: span, Message: message, Advice: advice, Fixes: fixes}, node})
}

// fail adds an error about the whole of a node.
func (c *checker) fail(code string, node *syntax.Node, message, advice string, fixes ...diag.Fix) {
	c.report(diag.Error, code, node, node.Span, message, advice, fixes...)
}

// warn adds a warning about the whole of a node.
func (c *checker) warn(code string, node *syntax.Node, message, advice string, fixes ...diag.Fix) {
	c.report(diag.Warning, code, node, node.Span, message, advice, fixes...)
}

// lacks adds an error about something that an object does not have. It
// underlines the object's key, or its opening bracket where it has none.
func (c *checker) lacks(object, key *syntax.Node, message, advice string, fixes ...diag.Fix) {
	c.report(diag.Error, CodeSchema, object, label(object, key), message, advice, fixes...)
}

// label is where an object is named: its key, or its opening bracket.
func label(object, key *syntax.Node) text.Span {
	if key != nil {
		return key.Span
	}
	return text.Span{Start: object.Span.Start, End: min(object.Span.Start+1, object.Span.End)}
}

// sorted is all findings with their pointers, the document's syntax errors
// among them.
func (c *checker) sorted() []diag.Diagnostic {
	all := make([]diag.Diagnostic, 0, len(c.found)+len(c.doc.Tree.Errors))
	for _, e := range c.syntaxErrors() {
		if e.Pointer == "" {
			e.Pointer = pointer(c.doc.Tree.At(e.Span.Start))
		}
		all = append(all, e)
	}
	for i := range c.found {
		f := &c.found[i]
		if f.node != nil {
			f.Pointer = pointer(f.node)
		}
		all = append(all, f.Diagnostic)
	}
	diag.Sort(all)
	return all
}

// syntaxErrors are the document's. A text that is nothing like JSON gives one,
// not one for each of its words; an empty one is told of already.
func (c *checker) syntaxErrors() []diag.Diagnostic {
	root, list := c.doc.Tree.Root, c.doc.Tree.Errors
	switch {
	case root == nil && strings.TrimSpace(c.source) == "":
		return nil
	case !root.Is(syntax.Object) && !root.Is(syntax.Array) && len(list) > 1:
		return []diag.Diagnostic{{Code: syntax.CodeJSON, Span: list[0].Span, Message: "This is not JSON.", Advice: "Open a file with a state machine: its text begins with {."}}
	}
	return list
}

// pointer is the JSON pointer of a node; of a key, that of its value. A
// node's place among its siblings is searched by halves, since they stand in
// the order of the text: of many findings in one long list or object, each
// would otherwise read it all.
func pointer(n *syntax.Node) string {
	var steps []string
	for ; n != nil && n.Parent != nil; n = n.Parent {
		p, start := n.Parent, n.Span.Start
		if p.Kind == syntax.Array {
			i := sort.Search(len(p.Items), func(i int) bool { return p.Items[i].Span.Start > start }) - 1
			steps = append(steps, strconv.Itoa(max(i, 0)))
			continue
		}
		i := sort.Search(len(p.Members), func(i int) bool { return p.Members[i].Key.Span.Start > start }) - 1
		steps = append(steps, pointerEscaper.Replace(p.Members[max(i, 0)].Key.Text))
	}
	var b strings.Builder
	for i := len(steps) - 1; i >= 0; i-- {
		b.WriteByte('/')
		b.WriteString(steps[i])
	}
	return b.String()
}

var pointerEscaper = strings.NewReplacer("~", "~0", "/", "~1")
