package check

import (
	"errors"
	"fmt"
	"strings"

	"github.com/stateboard/stateboard/asl"
	"github.com/stateboard/stateboard/asl/diag"
	"github.com/stateboard/stateboard/asl/jsonata"
	"github.com/stateboard/stateboard/asl/syntax"
	"github.com/stateboard/stateboard/asl/text"
)

// compileExpression checks a whole expression in the field named what: its
// syntax, the variables it reads and what it takes of $states.
func (c *checker) compileExpression(v *syntax.Node, what string) {
	if templated(v.Text) {
		return
	}
	src, offset := jsonata.Inner(v.Text)
	x, err := jsonata.Compile(src)
	var wrong *jsonata.SyntaxError
	if errors.As(err, &wrong) {
		c.report(diag.Error, CodeSchema, v, c.inside(v, offset+wrong.Offset), "This is no valid JSONata: "+strings.TrimSuffix(wrong.Reason, ".")+".", "Correct the expression here.")
		return
	}
	if err != nil {
		return
	}
	for _, name := range x.Variables() {
		c.reads(v, name, strings.Index(v.Text, "$"+name))
	}
	for _, field := range x.StatesFields() {
		c.statesField(v, field, what)
	}
}

// statesFields are what $states has.
var statesFields = []string{"input", "result", "errorOutput", "context"}

// statesField warns where an expression takes something of $states that it
// does not have where the expression stands.
// Source: AWS documentation, "Transforming data with JSONata", reserved
// variable.
func (c *checker) statesField(v *syntax.Node, field, what string) {
	gives := what == "Output" || what == "Assign"
	wrong := ""
	switch field {
	case "input", "context":
		return
	case "result":
		if !gives || c.at.handler || !c.hasResult() {
			wrong = "There is no result here: only Output and Assign of a Task, Parallel or Map have $states.result."
		}
	case "errorOutput":
		if !gives || !c.at.handler {
			wrong = "There is no error here: only Output and Assign of a catcher have $states.errorOutput."
		}
	default:
		advice := "It has input, result, errorOutput and context."
		if near := c.nearest(field, statesFields); near != "" {
			advice = "Did you mean $states." + near + "?"
		}
		c.report(diag.Warning, CodeVariable, v, c.statesSpan(v, field), fmt.Sprintf("$states has no %s.", quoted(field)), advice)
		return
	}
	if wrong != "" {
		c.report(diag.Warning, CodeVariable, v, c.statesSpan(v, field), wrong, "Use $states.input, or move the expression there.")
	}
}

// hasResult tells whether the current state is one that has something done.
func (c *checker) hasResult() bool {
	switch c.at.state.(type) {
	case *asl.Task, *asl.Parallel, *asl.Map:
		return true
	}
	return false
}

// statesSpan is where an expression says $states.field, or the whole of it
// where it says so in other words.
func (c *checker) statesSpan(v *syntax.Node, field string) text.Span {
	name := "$states." + field
	i := strings.Index(v.Text, name)
	if i < 0 {
		return v.Span
	}
	span := c.inside(v, i)
	span.End = max(span.End, c.inside(v, i+len(name)-1).End)
	return span
}
