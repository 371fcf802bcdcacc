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
	"github.com/stateboard/stateboard/asl/value"
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
		c.report(diag.Error, CodeJSONata, v, c.wordAt(v, offset+wrong.Offset), "This is no valid JSONata: "+strings.TrimSuffix(wrong.Reason, ".")+".", "Correct the expression here.")
		return
	}
	if err != nil {
		return
	}
	c.topLevel(v, src, offset)
	for _, name := range x.Variables() {
		c.reads(v, name, strings.Index(v.Text, "$"+name))
	}
	for _, field := range x.StatesFields() {
		c.statesField(v, field, what)
	}
}

// topLevel reports an expression that starts at a document of its own: there
// is none, everything hangs on $states or a variable. It sees expressions that
// are nothing but a path.
// Source: Amazon States Language, "JSONata"; the service refuses bare names.
func (c *checker) topLevel(v *syntax.Node, src string, offset int) {
	path := strings.TrimLeft(src, "$")
	dollars := len(src) - len(path)
	if dollars > 2 || dollars > 0 && path != "" && path[0] != '.' || !isPlainPath(strings.TrimPrefix(path, "."), dollars > 0) {
		return
	}
	span := c.inside(v, offset)
	span.End = max(span.End, c.inside(v, offset+len(src)-1).End)
	input := "$states.input"
	if path != "" {
		input += "." + strings.TrimPrefix(path, ".")
	}
	fixes := rewrite(v, value.Quote("{% "+input+" %}"))
	severity, message := diag.Error, fmt.Sprintf("%s stands for nothing here: a name alone has nothing to be looked up in.", quoted(src))
	if dollars > 0 {
		severity, message = diag.Warning, "There is no document that "+src[:dollars]+" could stand for here."
	}
	c.report(severity, CodeTopLevel, v, span, message, "Did you mean "+input+"?", fixes...)
}

// isPlainPath tells whether s is names with dots between them, or nothing
// where that is allowed.
func isPlainPath(s string, empty bool) bool {
	switch s {
	case "":
		return empty
	case "true", "false", "null":
		return false
	}
	start := true
	for i := 0; i < len(s); i++ {
		switch b := s[i]; {
		case b == '.' && !start:
			start = true
		case b == '$' || !isWord(b) || start && b >= '0' && b <= '9':
			return false
		default:
			start = false
		}
	}
	return !start
}

// wordAt is the span of the word at a byte of a string's text, or of the word
// before it where only blanks or the expression's end are there: JSONata's
// own places are often just after what it did not expect.
func (c *checker) wordAt(v *syntax.Node, offset int) text.Span {
	s := v.Text
	start := min(offset, len(s)-len("%}"))
	for start > 2 && (s[start] == ' ' || s[start] == '\n' || s[start] == '\r' || s[start] == '\t' || s[start:] == "%}") {
		start--
	}
	end := start + 1
	for start > 2 && isWord(s[start]) && isWord(s[start-1]) {
		start--
	}
	for end < len(s) && isWord(s[end-1]) && isWord(s[end]) {
		end++
	}
	span := c.inside(v, start)
	span.End = max(span.End, c.inside(v, end-1).End)
	return span
}

func isWord(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '_' || c == '$' || c >= 0x80
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
