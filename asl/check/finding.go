package check

import (
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
			e.Pointer = c.doc.Tree.At(e.Span.Start).Pointer()
		}
		all = append(all, e)
	}
	for i := range c.found {
		f := &c.found[i]
		if f.node != nil {
			f.Pointer = f.node.Pointer()
		}
		all = append(all, f.Diagnostic)
	}
	diag.Sort(all)
	return all
}

// breaksOff tells whether the outermost object or array of a JSON text is not
// closed.
func (c *checker) breaksOff() bool {
	root := c.doc.Tree.Root
	if c.doc.YAML || len(c.doc.Tree.Errors) == 0 || !root.Is(syntax.Object) && !root.Is(syntax.Array) {
		return false
	}
	last := c.source[root.Span.End-1]
	return root.Kind == syntax.Object && last != '}' || root.Kind == syntax.Array && last != ']' || root.Span.Len() < 2
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
