package check

import (
	"fmt"
	"strings"

	"github.com/stateboard/stateboard/asl/diag"
	"github.com/stateboard/stateboard/asl/syntax"
	"github.com/stateboard/stateboard/asl/value"
)

// enclosed tells how much of {% and %} a text has.
type enclosed uint8

const (
	none   enclosed = iota // plain text
	whole                  // an expression
	half                   // begins with {% or ends with %}, but not both
	within                 // has an expression somewhere in plain text
)

// enclosure tells how a text has {% and %}. Only a text that is nothing else
// is an expression.
// Source: AWS documentation, "Transforming data with JSONata".
func enclosure(s string) enclosed {
	begins, ends := strings.HasPrefix(s, "{%"), strings.HasSuffix(s, "%}")
	switch {
	case begins && ends && len(s) >= 4:
		return whole
	case begins || ends:
		return half
	}
	if i := strings.Index(s, "{%"); i >= 0 && strings.Contains(s[i:], "%}") {
		return within
	}
	return none
}

// expressions checks all texts in a value that JSONata may compute.
func (c *checker) expressions(v *syntax.Node, what string) {
	switch v.Kind {
	case syntax.String:
		c.expression(v, what)
	case syntax.Array:
		for _, item := range v.Items() {
			c.expressions(item, what)
		}
	case syntax.Object:
		for i := range v.Members() {
			m := &v.Members()[i]
			if strings.HasSuffix(m.Key.Text, computed) && m.Value.Kind == syntax.String {
				c.report(diag.Warning, CodeLiteral, m.Key, m.Key.Span, fmt.Sprintf("With JSONata, %s is just a key: nothing is computed for .$.", quoted(m.Key.Text)), "Remove .$ and write the value as {% … %}.")
			}
			c.expressions(m.Value, what)
		}
	}
}

// expression checks a text that may be an expression, and tells whether it is
// or was meant as one.
func (c *checker) expression(v *syntax.Node, what string) bool {
	switch enclosure(v.Text) {
	case whole:
		c.compileExpression(v, what)
		return true
	case half:
		c.halfOpen(v)
		return true
	case within:
		c.warn(CodeLiteral, v, "This is plain text: an expression must be the whole of it.", `Write it as one expression, such as {% 'Hello ' & $states.input.name %}.`)
	}
	return false
}

// halfOpen reports an expression with one end missing, or with blanks outside
// its ends.
func (c *checker) halfOpen(v *syntax.Node) {
	trimmed := strings.TrimSpace(v.Text)
	message, advice := "The expression is not closed with %}.", "Write %} at its very end."
	fixes := rewrite(v, value.Quote(strings.TrimRight(trimmed, "% }")+" %}"))
	switch {
	case enclosure(trimmed) == whole:
		message, advice = "Blanks stand outside of {% and %}.", "Remove them."
		fixes = rewrite(v, value.Quote(trimmed))
	case !strings.HasPrefix(trimmed, "{%"):
		message, advice = "The expression is not opened with {%.", "Write {% at its very beginning."
		fixes = rewrite(v, value.Quote("{% "+strings.TrimLeft(trimmed, "{% ")))
	}
	c.fail(CodeSchema, v, message, advice, fixes...)
}
