package check

import (
	"errors"
	"fmt"
	"strings"

	"github.com/stateboard/stateboard/asl/catalog"
	"github.com/stateboard/stateboard/asl/diag"
	"github.com/stateboard/stateboard/asl/intrinsic"
	"github.com/stateboard/stateboard/asl/jsonpath"
	"github.com/stateboard/stateboard/asl/syntax"
	"github.com/stateboard/stateboard/asl/text"
	"github.com/stateboard/stateboard/asl/value"
)

// compiled keeps what was compiled, since machines say the same paths and
// calls again and again.
type compiled struct {
	paths map[string]compiledPath
	calls map[string]error
}

type compiledPath struct {
	route
	err error
}

// route is what a path tells of itself.
type route struct {
	root      jsonpath.Root
	variable  string // the variable's name, for a path that starts at one
	reference bool   // leads to a single place
}

// path compiles a path; the error is a *jsonpath.SyntaxError.
func (c *checker) path(src string) (route, error) {
	if r, ok := plainPath(src); ok {
		return r, nil
	}
	if known, ok := c.compiled.paths[src]; ok {
		return known.route, known.err
	}
	p, err := jsonpath.Compile(src)
	var r route
	if err == nil {
		r = route{p.Root(), p.Variable(), p.IsReference()}
	}
	if c.compiled.paths == nil {
		c.compiled.paths = map[string]compiledPath{}
	}
	c.compiled.paths[src] = compiledPath{r, err}
	return r, err
}

// plainPath reads the paths that nearly all are, such as $.order.id and
// $$.Execution.Id, without compiling them.
func plainPath(src string) (route, bool) {
	r, rest := route{reference: true}, strings.TrimPrefix(src, "$")
	if len(rest) == len(src) {
		return r, false
	}
	if after, context := strings.CutPrefix(rest, "$"); context {
		r.root, rest = jsonpath.ContextRoot, after
	}
	const root, dot, name, index = 0, 1, 2, 3 // what was read last
	last := root
	for i := 0; i < len(rest); i++ {
		switch b := rest[i]; {
		case b == '.' && last != dot:
			last = dot
		case b == '[' && last != dot:
			n := indexLength(rest[i:])
			if n == 0 {
				return r, false
			}
			i, last = i+n-1, index
		case (last == dot || last == name) && (b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z' || b == '_' || b >= '0' && b <= '9' && last == name):
			last = name
		default:
			return r, false
		}
	}
	return r, last != dot
}

// indexLength is the length of the index [123] that s starts with; 0 when it
// starts with none.
func indexLength(s string) int {
	i := 1
	for i < len(s) && i < 8 && s[i] >= '0' && s[i] <= '9' {
		i++
	}
	if i == 1 || i >= len(s) || s[i] != ']' {
		return 0
	}
	return i + 1
}

// pathField checks a field that holds a path.
func (c *checker) pathField(f *catalog.Field, v *syntax.Node) {
	if v.Kind != syntax.String || templated(v.Text) {
		return
	}
	if intrinsic.IsCall(v.Text) {
		c.fail(CodeSchema, v, f.Name+" takes a path, not a function.", "Compute the value in an earlier state and name its path here.")
		return
	}
	r, err := c.path(v.Text)
	if err != nil {
		c.notPath(v, f, f.Name, err)
		return
	}
	if f.Form != catalog.FormResultPath {
		c.readsVariable(v, r)
	}
	switch {
	case f.Form == catalog.FormPath:
	case f.Form == catalog.FormResultPath && r.root != jsonpath.InputRoot:
		c.fail(CodeSchema, v, f.Name+" must lead into the state's input.", "Start it with $, such as $.result; set variables with Assign.")
	case f.Form == catalog.FormInputPathOnly && r.root == jsonpath.ContextRoot:
		c.fail(CodeSchema, v, f.Name+" cannot look into the context object.", "Name a path of the state's input, or a variable.")
	case !r.reference:
		c.fail(CodeSchema, v, f.Name+" must lead to a single place.", "Use only names and numbers, such as $.order.lines[0]; no *, .., slices or filters.")
	}
}

// stringPath checks ErrorPath and CausePath: a path to a single place, or a
// function that gives text.
// Source: AWS documentation, "Fail workflow state".
func (c *checker) stringPath(f *catalog.Field, v *syntax.Node) {
	if !intrinsic.IsCall(v.Text) || templated(v.Text) {
		reference := *f
		reference.Form = catalog.FormReferencePath
		c.pathField(&reference, v)
		return
	}
	if !c.call(v) {
		return
	}
	name := v.Text[:strings.IndexByte(v.Text, '(')]
	for _, gives := range []string{"States.Format", "States.JsonToString", "States.ArrayGetItem", "States.Base64Encode", "States.Base64Decode", "States.Hash", "States.UUID"} {
		if strings.TrimSpace(name) == gives {
			return
		}
	}
	c.fail(CodeSchema, v, fmt.Sprintf("%s gives no text, and %s needs text.", strings.TrimSpace(name), f.Name), "Put it into States.JsonToString or States.Format.")
}

// call compiles a call of an intrinsic function and reports what is wrong
// with it.
func (c *checker) call(v *syntax.Node) bool {
	if trimmed := strings.TrimLeft(v.Text, " \t\r\n"); len(trimmed) < len(v.Text) {
		c.fail(CodeSchema, v, "A function call cannot begin with blanks.", "Remove them.", rewrite(v, value.Quote(trimmed))...)
		return false
	}
	err, known := c.compiled.calls[v.Text]
	if !known {
		if _, err = intrinsic.Compile(v.Text); c.compiled.calls == nil {
			c.compiled.calls = map[string]error{}
		}
		c.compiled.calls[v.Text] = err
	}
	var wrong *intrinsic.SyntaxError
	switch {
	case !errors.As(err, &wrong):
	case inFilter(v.Text, wrong.Offset):
		c.dialect(v, wrong.Offset, wrong.Reason)
	default:
		span := c.inside(v, wrong.Offset)
		name := v.Text[:max(strings.IndexAny(v.Text, "( "), 0)]
		advice, fixes := "Write it as States.Format('{} items', $.count) is written.", []diag.Fix(nil)
		if near := c.nearest(name, intrinsics()); near != "" && near != name {
			advice = "Did you mean " + near + "?"
			fixes = []diag.Fix{{Title: "Write " + near, Edits: []text.Edit{text.Replace(text.Span{Start: c.inside(v, 0).Start, End: c.inside(v, len(name)).Start}, near)}}}
		}
		c.report(diag.Error, CodeSchema, v, span, "This is no valid function call: "+wrong.Reason+".", advice, fixes...)
	}
	return err == nil
}

func intrinsics() []string {
	list := make([]string, len(catalog.Intrinsics))
	for i, f := range catalog.Intrinsics {
		list[i] = f.Name
	}
	return list
}

// notPath reports a text that should be a path and is none. Filters and
// scripts are where readers of paths differ, so that what ours cannot read
// there is only a warning; a path to a single place has none.
func (c *checker) notPath(v *syntax.Node, f *catalog.Field, what string, err error) {
	var wrong *jsonpath.SyntaxError
	if !errors.As(err, &wrong) {
		return
	}
	if (f == nil || f.Form == catalog.FormPath) && inFilter(v.Text, wrong.Offset) {
		c.dialect(v, wrong.Offset, wrong.Reason)
		return
	}
	c.report(diag.Error, CodeSchema, v, c.inside(v, wrong.Offset), what+" is no valid path: "+wrong.Reason+".", "Write a path such as $.order.id.")
}

func (c *checker) dialect(v *syntax.Node, offset int, reason string) {
	c.report(diag.Warning, CodeDialect, v, c.inside(v, offset), "This part of the path cannot be read here: "+reason+".", "The service may read it; put text in single quotes to be sure.")
}

// inFilter tells whether a byte of a path stands in brackets with a filter or
// a script, ?(…) or (…), that are closed.
func inFilter(path string, offset int) bool {
	before := path[:min(max(offset+1, 0), len(path))]
	open := max(strings.LastIndex(before, "[?"), strings.LastIndex(before, "[("))
	return open >= 0 && strings.LastIndex(before[open:], ")]") < 0 && strings.Contains(path[open:], ")]")
}

// looksLikePath tells whether a text was likely meant as a path.
func looksLikePath(s string) bool {
	return strings.HasPrefix(s, "$.") || strings.HasPrefix(s, "$[") || strings.HasPrefix(s, "$$.")
}
