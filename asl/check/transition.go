package check

import (
	"fmt"

	"github.com/stateboard/stateboard/asl"
	"github.com/stateboard/stateboard/asl/diag"
	"github.com/stateboard/stateboard/asl/syntax"
)

// transition checks that a state says what comes after it: Next or End: true,
// not both. Choice, Succeed and Fail have neither field.
func (c *checker) transition(s asl.State) {
	switch s.(type) {
	case *asl.Choice, *asl.Succeed, *asl.Fail, *asl.Unknown:
		return
	}
	b := s.Base()
	next, end := b.Node.Member("Next"), b.Node.Member("End")
	switch {
	case next == nil && end == nil && (c.misspells(b.Node, "Next") || c.misspells(b.Node, "End")):
	case next == nil && end == nil:
		c.lacks(b.Node, b.Key, fmt.Sprintf("Nothing says what comes after %s.", quoted(b.Name)), "Add Next with the name of a state, or End: true.", c.add(b.Node, "End", "true")...)
	case next == nil && end.Value.Is(syntax.Bool) && !end.Value.True():
		c.fail(CodeSchema, end.Value, fmt.Sprintf("Nothing says what comes after %s.", quoted(b.Name)), "Write End: true, or Next with the name of a state.", rewrite(end.Value, "true")...)
	case next != nil && end != nil && !(end.Value.Is(syntax.Bool) && !end.Value.True()):
		c.report(diag.Error, CodeSchema, end.Key, end.Key.Span, fmt.Sprintf("%s both ends and goes on.", quoted(b.Name)), "Remove Next or End.", append(c.remove(end), c.remove(next)...)...)
	}
}
