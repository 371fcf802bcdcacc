package rewrite

import (
	"fmt"
	"slices"

	"github.com/stateboard/stateboard/asl"
	"github.com/stateboard/stateboard/asl/jsonata"
	"github.com/stateboard/stateboard/asl/jsonpath"
	"github.com/stateboard/stateboard/asl/syntax"
	"github.com/stateboard/stateboard/asl/value"
)

// This file defines which fields of a JSONPath state become which of a
// JSONata state.

// arguments converts what the work is given.
func (c *translation) arguments(in form) error {
	n := c.s.Base().Node
	if n.Get("Parameters") != nil {
		return c.become(n, "Parameters", "Arguments", in)
	}
	if in == form(c.raw) {
		return nil
	}
	return c.add(n, "InputPath", "Arguments", in)
}

// add puts a field that says a form; where the field "from" is, it takes its
// place.
func (c *translation) add(n *syntax.Node, from, field string, f form) error {
	w := &speller{}
	content := w.template(f)
	if w.why != "" {
		return c.no(from, w.why)
	}
	c.drawn += drawnBy(content)
	c.d.put(n, field, content)
	return nil
}

// numbers converts fields with a sibling "…Path".
func (c *translation) numbers(n *syntax.Node, in form, fields ...string) error {
	for _, field := range fields {
		m := n.Member(field + "Path")
		if m == nil {
			continue
		}
		if n.Get(field) != nil {
			return c.no(field+"Path", "there is "+field+" too")
		}
		f, why := c.placeAt(m.Value, in)
		if why != "" {
			return c.no(field+"Path", why)
		}
		c.d.rename(m.Key, field)
		if err := c.write(field+"Path", m.Value, f); err != nil {
			return err
		}
	}
	return nil
}

// failing converts a Fail state.
func (c *translation) failing() error {
	n := c.s.Base().Node
	for _, field := range [...]string{"Error", "Cause"} {
		if err := c.template(field, n.Get(field), c.raw); err != nil {
			return err
		}
		m := n.Member(field + "Path")
		if m == nil {
			continue
		}
		if n.Get(field) != nil {
			return c.no(field+"Path", "there is "+field+" too")
		}
		f, why := c.dynamic(m.Value, c.raw)
		if why != "" {
			return c.no(field+"Path", why)
		}
		c.d.rename(m.Key, field)
		if err := c.write(field+"Path", m.Value, f); err != nil {
			return err
		}
	}
	return nil
}

// pass converts a Pass state, whose result is its Result, its Parameters or
// its input.
func (c *translation) pass(in form) error {
	n := c.s.Base().Node
	result := in
	if p := n.Get("Parameters"); p != nil {
		f, err := c.form("Parameters", p, in)
		if err != nil {
			return err
		}
		result = f
	}
	if r := n.Get("Result"); r != nil {
		f, err := c.literal("Result", r)
		if err != nil {
			return err
		}
		result = f
	}
	if n.Get("ResultSelector") != nil {
		return c.no("ResultSelector", "a Pass has none")
	}
	return c.handOn(result, false)
}

// literal is a value that is the same in every execution, with what looks like
// fields to be computed in it as it is.
func (c *translation) literal(field string, n *syntax.Node) (form, error) {
	placeholder := ""
	var look func(n *syntax.Node)
	look = func(n *syntax.Node) {
		if n.Kind == syntax.Placeholder {
			placeholder = n.Text
		}
		for i := range children(n) {
			look(childValue(n, i))
		}
	}
	if look(n); placeholder != "" {
		return nil, c.no(field, "it holds the placeholder "+placeholder)
	}
	return fixed{n.Value()}, nil
}

// still keeps what is the same in every execution, where it stands, from
// being taken for expressions.
func (c *translation) still(n *syntax.Node) {
	if n.Kind == syntax.String && jsonata.IsExpression(n.Text) {
		c.d.set(n, fixedContent(value.String(n.Text)))
	}
	for i := range children(n) {
		c.still(childValue(n, i))
	}
}

// through converts the Output of states that hand their input on.
func (c *translation) through(in form) error {
	n := c.s.Base().Node
	if err := c.assign(n, in); err != nil {
		return err
	}
	out, err := c.selected(in)
	if err != nil || out == form(c.raw) {
		return err
	}
	field := "OutputPath"
	if n.Get(field) == nil {
		field = "InputPath"
	}
	return c.add(n, field, "Output", out)
}

// selected is what OutputPath selects.
func (c *translation) selected(from form) (form, error) {
	n := c.s.Base().Field("OutputPath")
	switch {
	case n == nil:
		return from, nil
	case n.Is(syntax.Null):
		return fixed{value.Object()}, nil
	}
	f, why := c.dynamic(n, from)
	if why != "" {
		return nil, c.no("OutputPath", why)
	}
	return f, nil
}

// handOn converts ResultSelector, Assign, ResultPath and OutputPath. Raw
// tells that the result is $states.result, which is the Output by itself.
func (c *translation) handOn(result form, raw bool) error {
	n := c.s.Base().Node
	kept := result // what Assign and ResultPath see
	selector := n.Get("ResultSelector")
	if selector != nil {
		f, err := c.form("ResultSelector", selector, result)
		if err != nil {
			return err
		}
		kept = f
	}
	if err := c.assign(n, kept); err != nil {
		return err
	}
	put, err := c.put(n.Get("ResultPath"), c.raw, kept)
	if err != nil {
		return err
	}
	out, err := c.selected(put)
	if err != nil {
		return err
	}
	whole := n.Get("ResultPath") == nil && n.Get("OutputPath") == nil
	if selector != nil && whole {
		return c.become(n, "ResultSelector", "Output", result)
	}
	c.d.drop(n, "ResultSelector")
	switch {
	case raw || !whole:
	case n.Get("Result") != nil:
		c.d.drop(n, "Parameters")
		m := n.Member("Result")
		c.still(m.Value)
		c.d.rename(m.Key, "Output")
		return nil
	case n.Get("Parameters") != nil:
		return c.become(n, "Parameters", "Output", c.in)
	}
	if !raw {
		c.d.drop(n, "Parameters")
		c.d.drop(n, "Result")
	}
	if p, is := out.(*place); is && p.sure() && (raw && p.root == "$states.result" || !raw && p == c.raw) {
		return nil
	}
	return c.add(n, c.outputField(), "Output", out)
}

// outputField is the field to name when the output cannot be written.
func (c *translation) outputField() string {
	for _, field := range [...]string{"ResultPath", "ResultSelector", "OutputPath", "Parameters", "Result"} {
		if c.s.Base().Field(field) != nil {
			return field
		}
	}
	return "InputPath"
}

// put is what ResultPath makes of the input and a result.
func (c *translation) put(n *syntax.Node, raw, result form) (form, error) {
	switch {
	case n == nil:
		return result, nil
	case n.Is(syntax.Null):
		return raw, nil
	case !n.Is(syntax.String):
		return nil, c.no("ResultPath", "it holds no path")
	}
	p, err := jsonpath.Compile(n.Text)
	if err != nil {
		return nil, c.no("ResultPath", named(n.Text)+" cannot be read as a path")
	}
	steps, ok := p.Steps()
	if !ok || p.Root() != jsonpath.InputRoot {
		return nil, c.no("ResultPath", named(n.Text)+" is no reference path from $")
	}
	if len(steps) == 0 {
		return result, nil
	}
	var names []string
	for _, s := range steps {
		if s.Indexed {
			return nil, c.no("ResultPath", "JSONata has no way to change an item of an array")
		}
		if _, why := spelledStep(s); why != "" && len(steps) > 1 {
			return nil, c.no("ResultPath", why)
		}
		names = append(names, s.Name)
	}
	return merged{raw, names, result}, nil
}

// assign converts the variables that a holder assigns.
func (c *translation) assign(holder *syntax.Node, in form) error {
	n := holder.Get("Assign")
	if !n.Is(syntax.Object) {
		return nil
	}
	for _, m := range n.Members() {
		name := m.Key.Text
		if len(name) > 2 && name[len(name)-2:] == ".$" {
			name = name[:len(name)-2]
		}
		if why := unfitVariable(name); why != "" {
			return c.no("Assign/"+m.Key.Text, why)
		}
	}
	return c.template("Assign", n, in)
}

// choice converts the rules. The output of a Choice is its input, and every
// rule says for itself what it hands on.
func (c *translation) choice(in form) error {
	s := c.s.(*asl.Choice)
	out, err := c.selected(in)
	if err != nil {
		return err
	}
	changed, known := out != form(c.raw), facts{}
	for i, r := range s.Rules() {
		field := fmt.Sprintf("Choices/%d", i)
		if !r.Node.Is(syntax.Object) {
			return c.no(field, "it is no object")
		}
		known, err = c.rule(field, r, in, known)
		if err != nil {
			return err
		}
		if err := c.assign(r.Node, in); err != nil {
			return err
		}
		if changed {
			if err := c.add(r.Node, "OutputPath", "Output", out); err != nil {
				return err
			}
		}
	}
	if err := c.assign(s.Node, in); err != nil || !changed {
		return err
	}
	return c.add(s.Node, "OutputPath", "Output", out)
}

// rule makes a rule's test a Condition, where the test begins. What is known
// then holds for the rules after it too.
func (c *translation) rule(field string, r *asl.Rule, in form, known facts) (facts, error) {
	var parts []syntax.Member
	for _, m := range r.Node.Members() {
		_, operator := asl.Operators[m.Key.Text]
		if operator || slices.Contains([]string{"Variable", "And", "Or", "Not", "Condition"}, m.Key.Text) {
			parts = append(parts, m)
		}
	}
	_, compares := r.Test.(*asl.Compare)
	if len(parts) == 0 || compares != (len(parts) == 2) || !compares && len(parts) != 1 {
		return nil, c.no(field, "it must hold one test")
	}
	test, why := c.test(r.Test, in, known)
	if why != "" {
		return nil, c.no(field, why)
	}
	if p, is := in.(*place); is && !p.sure() {
		w := &speller{} // InputPath must lead somewhere, whatever the test
		needed := guarded(test, []string{w.place(p)}, known)
		needed.no = needed.no.and(test.no)
		test = needed
	}
	for _, m := range parts[1:] {
		c.d.remove(m.Value)
	}
	c.d.rename(parts[0].Key, "Condition")
	c.d.set(parts[0].Value, expression(test.src))
	return known.and(test.no), nil
}

// items converts what a Map state repeats for.
func (c *translation) items(in form) error {
	n := c.s.Base().Node
	if err := c.numbers(n, in, "MaxConcurrency", "ToleratedFailureCount", "ToleratedFailurePercentage"); err != nil {
		return err
	}
	if m := n.Member("ItemsPath"); m != nil && !m.Value.Is(syntax.Null) {
		f, why := c.placeAt(m.Value, in)
		if why != "" {
			return c.no("ItemsPath", why)
		}
		c.d.rename(m.Key, "Items")
		if err := c.write("ItemsPath", m.Value, f); err != nil {
			return err
		}
	} else {
		c.d.drop(n, "ItemsPath")
		if in != form(c.raw) && n.Get("ItemReader") == nil {
			if err := c.add(n, "InputPath", "Items", in); err != nil {
				return err
			}
		}
	}
	if n.Get("ItemSelector") != nil && n.Get("Parameters") != nil {
		return c.no("Parameters", "there is ItemSelector too")
	}
	if err := c.template("ItemSelector", n.Get("ItemSelector"), in); err != nil {
		return err
	}
	if err := c.become(n, "Parameters", "ItemSelector", in); err != nil {
		return err
	}
	if m := n.Member("Iterator"); m != nil && n.Get("ItemProcessor") == nil {
		c.d.rename(m.Key, "ItemProcessor")
	}
	return c.distributed(in)
}

// distributed converts how a distributed Map reads, batches and writes.
func (c *translation) distributed(in form) error {
	n := c.s.Base().Node
	reader, batcher, writer := n.Get("ItemReader"), n.Get("ItemBatcher"), n.Get("ResultWriter")
	for _, holder := range [...]*syntax.Node{reader, writer} {
		if err := c.become(holder, "Parameters", "Arguments", in); err != nil {
			return err
		}
	}
	if err := c.numbers(reader.Get("ReaderConfig"), in, "MaxItems"); err != nil {
		return err
	}
	if err := c.numbers(batcher, in, "MaxItemsPerBatch", "MaxInputBytesPerBatch"); err != nil {
		return err
	}
	return c.template("ItemBatcher/BatchInput", batcher.Get("BatchInput"), in)
}

// gone are errors that only JSONPath states fail with.
var gone = map[string]bool{"States.Runtime": true, "States.IntrinsicFailure": true, "States.ResultPathMatchFailure": true, "States.ParameterPathFailure": true}

// takesAll are names that a failed evaluation answers to as well.
var takesAll = map[string]bool{"States.ALL": true, "States.TaskFailed": true, "States.QueryEvaluationError": true}

// errors converts catchers, and refuses what waits for errors that will not
// come any more.
func (c *translation) errors() error {
	for i, r := range asl.Retriers(c.s) {
		if err := c.names(fmt.Sprintf("Retry/%d", i), r.ErrorEquals); err != nil {
			return err
		}
	}
	said := &place{root: "$states.errorOutput"}
	for i, k := range asl.Catchers(c.s) {
		field := fmt.Sprintf("Catch/%d", i)
		if err := c.names(field, k.ErrorEquals); err != nil {
			return err
		}
		if k.Field("Output") != nil {
			return c.no(field+"/Output", "JSONPath states have no such field")
		}
		if err := c.assign(k.Node, said); err != nil {
			return err
		}
		out, err := c.put(k.Field("ResultPath"), c.raw, said)
		if err != nil {
			return err
		}
		c.d.drop(k.Node, "ResultPath")
		if out != form(said) {
			if err := c.add(k.Node, field+"/ResultPath", "Output", out); err != nil {
				return err
			}
		}
	}
	return nil
}

func (c *translation) names(field string, list []*syntax.Node) error {
	for _, n := range list {
		if gone[n.StringText()] {
			return c.no(field, "it waits for "+n.Text+", which JSONata states do not fail with")
		}
		c.caught = c.caught || takesAll[n.StringText()]
	}
	return nil
}
