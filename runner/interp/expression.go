package interp

import (
	"errors"
	"strings"

	"github.com/stateboard/stateboard/asl/jsonata"
	"github.com/stateboard/stateboard/asl/syntax"
	"github.com/stateboard/stateboard/asl/value"
)

// expression is a JSONata expression, "{% ... %}".
type expression struct {
	x        *jsonata.Expr
	source   string // without the marks and the blanks inside them
	location string // where it stands, such as "Output/total"
	context  bool   // it looks at $states.context, or at $states as a whole
}

func (c *compiler) expression(n *syntax.Node, location string) template {
	src, _ := jsonata.Inner(n.Text)
	x, err := jsonata.Compile(src)
	if err != nil {
		c.fail(n, "This cannot be read as a JSONata expression: "+err.Error()+".", "Correct the expression.")
		return &literal{value.Null}
	}
	return &expression{x, src, location, whole(src) || strings.Contains(src, "context")}
}

// whole tells whether something may look at $states as a whole.
func whole(src string) bool { return strings.Count(src, "$states") > strings.Count(src, "$states.") }

func (t *expression) eval(e *env) (value.Value, *failure) {
	v, err := t.x.Eval(jsonata.Bindings{States: t.states(e), Variables: e.Variables, Now: e.x.now, Rand: e.chance})
	if err != nil {
		return v, t.failure(err)
	}
	if v.IsAbsent() {
		return v, evaluation(t.location, "The JSONata expression '%s' specified for the field '%s' returned nothing (undefined).", t.source, t.location)
	}
	return v, nil
}

// states is the variable $states.
func (t *expression) states(e *env) value.Value {
	members := make([]value.Member, 1, 4)
	members[0] = value.M("input", e.states)
	if !e.result.IsAbsent() {
		members = append(members, value.M("result", e.result))
	}
	if !e.errorOutput.IsAbsent() {
		members = append(members, value.M("errorOutput", e.errorOutput))
	}
	if t.context {
		members = append(members, value.M("context", e.Context))
	}
	return value.Object(members...)
}

func (t *expression) failure(err error) *failure {
	var unfit *jsonata.ResultError
	if errors.As(err, &unfit) {
		return evaluation(t.location, "The JSONata expression '%s' specified for the field '%s' returned an unsupported result type.", t.source, t.location)
	}
	end := ": " // before what stopped it
	var wrong *jsonata.EvalError
	if errors.As(err, &wrong) && wrong.Code != "" {
		end = ". " // before an error of the language, which has a code
	}
	return evaluation(t.location, "The JSONata expression '%s' specified for the field '%s' threw an error during evaluation%s%s", t.source, t.location, end, err)
}

// unexpected is an expression that gave a value of another type than its
// field takes.
func unexpected(t template, location, expected string, v value.Value) *failure {
	return evaluation(location, "The JSONata expression '%s' specified for the field '%s' returned an unexpected result type. Expected '%s', but was '%s' for value: %s",
		expressionSource(t), location, expected, v.Kind(), v.JSON())
}

// isExpression tells whether a string of a JSONata state is an expression.
func isExpression(s string) bool { return jsonata.IsExpression(s) }

// expressionSource is the text of a template that is an expression.
func expressionSource(t template) string {
	if e, ok := t.(*expression); ok {
		return e.source
	}
	return ""
}
