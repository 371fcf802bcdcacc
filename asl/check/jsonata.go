package check

import (
	"errors"
	"fmt"
	"strings"

	"github.com/stateboard/stateboard/asl"
	"github.com/stateboard/stateboard/asl/check/refs"
	"github.com/stateboard/stateboard/asl/diag"
	"github.com/stateboard/stateboard/asl/jsonata"
	"github.com/stateboard/stateboard/asl/syntax"
	"github.com/stateboard/stateboard/asl/text"
)

// compileExpression checks a whole expression in the field named what: its
// syntax, the variables it reads, what it takes of $states, and that it hangs
// on nothing else. What is read without JSONata's own parser is right; that
// parser, which costs much more, has the last word on all the rest.
func (c *checker) compileExpression(v *syntax.Node, what string) {
	if templated(v.Text) {
		return
	}
	src, offset := jsonata.Inner(v.Text)
	if list, ok := refs.Read(src); ok {
		c.references(v, list, offset, what)
		return
	}
	x, err := jsonata.Compile(src)
	var wrong *jsonata.SyntaxError
	if errors.As(err, &wrong) {
		c.report(diag.Error, CodeJSONata, v, c.wordAt(v, offset+wrong.Offset), "This is no valid JSONata: "+strings.TrimSuffix(wrong.Reason, ".")+".", "Correct the expression here.")
		return
	}
	if err != nil {
		return
	}
	for _, name := range x.Variables() {
		c.reads(v, name, c.extent(v, "$"+name))
	}
	for _, field := range x.StatesFields() {
		c.statesField(v, field, what, c.extent(v, "$states."+field))
	}
}

// references checks what an expression refers to.
func (c *checker) references(v *syntax.Node, list []refs.Ref, offset int, what string) {
	reported := map[refs.Ref]bool{} // by kind and name, once for each expression
	for _, ref := range list {
		once := refs.Ref{Kind: ref.Kind, Name: ref.Name}
		if reported[once] {
			continue
		}
		reported[once] = true
		span := c.inside(v, offset+ref.Start)
		span.End = max(span.End, c.inside(v, offset+ref.End-1).End)
		switch ref.Kind {
		case refs.Variable:
			c.reads(v, ref.Name, span)
		case refs.States:
			if ref.Name != "" {
				c.statesField(v, ref.Name, what, span)
			}
		case refs.Name, refs.Context, refs.Root:
			c.topLevel(v, ref, span)
		}
	}
}

// topLevel reports what is looked up in a document of the expression's own:
// there is none, everything hangs on $states or a variable.
// Source: Amazon States Language, "JSONata"; the service refuses bare names.
func (c *checker) topLevel(v *syntax.Node, ref refs.Ref, span text.Span) {
	if ref.Kind == refs.Name {
		input := "$states.input." + ref.Name
		c.report(diag.Error, CodeTopLevel, v, span, fmt.Sprintf("Nothing here has a field %s: a name alone has nothing to be looked up in.", quoted(ref.Name)), "Did you mean "+input+"?",
			c.within(span, "Write "+input, text.Insert(span.Start, "$states.input."))...)
		return
	}
	dollars := "$"
	if ref.Kind == refs.Root {
		dollars = "$$"
	}
	c.report(diag.Warning, CodeTopLevel, v, span, "There is no document that "+dollars+" could stand for here.", "Did you mean $states.input?",
		c.within(span, "Write $states.input", text.Replace(span, "$states.input"))...)
}

// within is a fix inside a string, which there is only for what is written in
// the source as it is.
func (c *checker) within(span text.Span, title string, edit text.Edit) []diag.Fix {
	if strings.ContainsAny(c.source[span.Start:span.End], "\\\"' \n") {
		return nil
	}
	return []diag.Fix{{Title: title, Edits: []text.Edit{edit}}}
}

// extent is where a string says some words, or the whole of it where it says
// so in other ones.
func (c *checker) extent(v *syntax.Node, words string) text.Span {
	i := strings.Index(v.Text, words)
	if i < 0 {
		return v.Span
	}
	span := c.inside(v, i)
	span.End = max(span.End, c.inside(v, i+len(words)-1).End)
	return span
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
func (c *checker) statesField(v *syntax.Node, field, what string, span text.Span) {
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
		c.report(diag.Warning, CodeVariable, v, span, fmt.Sprintf("$states has no %s.", quoted(field)), advice)
		return
	}
	if wrong != "" {
		c.report(diag.Warning, CodeVariable, v, span, wrong, "Use $states.input, or move the expression there.")
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
