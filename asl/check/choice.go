package check

import (
	"fmt"

	"github.com/stateboard/stateboard/asl"
	"github.com/stateboard/stateboard/asl/catalog"
	"github.com/stateboard/stateboard/asl/diag"
	"github.com/stateboard/stateboard/asl/syntax"
)

// rules checks the rules of a Choice.
func (c *checker) rules(m *syntax.Member) {
	if len(m.Value.Items()) == 0 {
		c.report(diag.Error, CodeSchema, m.Value, m.Key.Span, "A Choice state needs a rule.", "Add one to Choices.")
	}
	for _, rule := range m.Value.Items() {
		if rule.Kind != syntax.Object {
			c.wrongType(rule, "A choice rule", catalog.Object)
			continue
		}
		c.object(rule, nil, catalog.RuleShape)
		if c.at.language == asl.JSONPath {
			c.oneTest(rule, nil)
		}
	}
}

// tests checks what And, Or and Not hold.
func (c *checker) tests(f *catalog.Field, m *syntax.Member) {
	if m.Value.Kind == syntax.Object {
		c.test(m.Value, m.Key)
		return
	}
	if len(m.Value.Items()) == 0 {
		c.report(diag.Error, CodeSchema, m.Value, m.Key.Span, f.Name+" needs a test.", "Add one, or remove "+f.Name+".", c.remove(m)...)
	}
	for _, test := range m.Value.Items() {
		if test.Kind != syntax.Object {
			c.wrongType(test, "A test", catalog.Object)
			continue
		}
		c.test(test, nil)
	}
}

// test checks a test inside a rule, which unlike the rule leads nowhere.
func (c *checker) test(n, key *syntax.Node) {
	before := len(c.found)
	c.object(n, key, catalog.TestShape)
	for i := range c.found[before:] {
		f := &c.found[before+i]
		if f.node != nil && f.node.Parent == n && f.Span == f.node.Span && (f.node.Text == "Next" || f.node.Text == "Assign") {
			f.Message = f.node.Text + " can only stand in the rule itself, not in a test inside it."
			f.Advice = "Move it to the rule."
		}
	}
	c.oneTest(n, key)
}

// oneTest checks that a JSONPath test asks exactly one thing: one operator
// about a Variable, or And, or Or, or Not.
func (c *checker) oneTest(n, key *syntax.Node) {
	var first *syntax.Member
	for i := range n.Members() {
		m := &n.Members()[i]
		if !asks(m.Key.Text) {
			continue
		}
		if first != nil {
			c.report(diag.Error, CodeSchema, m.Key, m.Key.Span, fmt.Sprintf("%s and %s cannot stand in one test.", first.Key.Text, m.Key.Text), "Remove one of them, or join two tests with And or Or.", append(c.remove(m), c.remove(first)...)...)
			continue
		}
		first = m
	}
	variable := n.Member("Variable")
	switch {
	case first == nil && misspelt(n):
	case first == nil:
		c.lacks(n, key, "This test asks nothing.", "Add a comparison such as StringEquals, or And, Or or Not.")
	case asl.Operators[first.Key.Text] == (asl.Operator{}):
		if variable != nil {
			c.report(diag.Error, CodeSchema, variable.Key, variable.Key.Span, "Variable cannot stand beside "+first.Key.Text+".", "Move it into the tests of "+first.Key.Text+".", c.remove(variable)...)
		}
	case variable == nil:
		c.report(diag.Error, CodeSchema, n, first.Key.Span, first.Key.Text+" needs a Variable to look at.", "Add Variable with a path such as $.amount.")
	}
}

// misspelt tells whether a test has a field that is reported as unknown or as
// the other language's: that is then what is wrong with it.
func misspelt(n *syntax.Node) bool {
	for i := range n.Members() {
		if f := catalog.RuleShape.Field(n.Members()[i].Key.Text); f == nil || f.Form == catalog.FormCondition {
			return true
		}
	}
	return false
}

// asks tells whether a field of a rule is what it tests by.
func asks(name string) bool {
	_, operator := asl.Operators[name]
	return operator || name == "And" || name == "Or" || name == "Not"
}
