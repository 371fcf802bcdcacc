package asl

import "github.com/stateboard/stateboard/asl/syntax"

// Rule is one choice rule: a test and where to go when it holds.
type Rule struct {
	Node *syntax.Node
	Next *syntax.Node // nil when absent
	Test Test         // nil when the rule has none that can be read
}

// Test is what a rule asks: *And, *Or, *Not, *Compare, or *Expression.
type Test interface{ test() }

type (
	// And holds when all of its tests do.
	And struct{ Tests []Test }
	// Or holds when one of its tests does.
	Or struct{ Tests []Test }
	// Not holds when its test does not.
	Not struct{ Test Test }
	// Compare holds a variable against a value with one of the operators.
	Compare struct {
		Node     *syntax.Node // the object that says it
		Variable *syntax.Node // nil when absent
		Operator string       // such as "StringEquals"; "" when none is there
		Key      *syntax.Node // the operator in the text
		Operand  *syntax.Node
	}
	// Expression is a JSONata Condition.
	Expression struct{ Node *syntax.Node }
)

func (*And) test()        {}
func (*Or) test()         {}
func (*Not) test()        {}
func (*Compare) test()    {}
func (*Expression) test() {}

func rules(state *syntax.Node) []*Rule {
	choices := state.Get("Choices")
	if !choices.Is(syntax.Array) {
		return nil
	}
	list := make([]*Rule, 0, len(choices.Items()))
	for _, n := range choices.Items() {
		list = append(list, &Rule{Node: n, Next: n.Get("Next"), Test: readTest(n)})
	}
	return list
}

func readTest(n *syntax.Node) Test {
	if !n.Is(syntax.Object) {
		return nil
	}
	for _, m := range n.Members() {
		switch m.Key.Text {
		case "And":
			return &And{readTests(m.Value)}
		case "Or":
			return &Or{readTests(m.Value)}
		case "Not":
			return &Not{readTest(m.Value)}
		case "Condition":
			return &Expression{m.Value}
		}
	}
	c := &Compare{Node: n, Variable: n.Get("Variable")}
	for _, m := range n.Members() {
		if _, known := Operators[m.Key.Text]; known {
			c.Operator, c.Key, c.Operand = m.Key.Text, m.Key, m.Value
			break
		}
	}
	if c.Variable == nil && c.Operator == "" {
		return nil
	}
	return c
}

func readTests(n *syntax.Node) []Test {
	if !n.Is(syntax.Array) {
		return nil
	}
	tests := make([]Test, 0, len(n.Items()))
	for _, item := range n.Items() {
		if t := readTest(item); t != nil {
			tests = append(tests, t)
		}
	}
	return tests
}

// Operator tells what a comparison operator of a JSONPath choice rule takes.
type Operator struct {
	Subject string // what the variable must be: "String", "Numeric", "Boolean", "Timestamp", or "" for the Is… tests
	Verb    string // "Equals", "LessThan", "GreaterThan", "LessThanEquals", "GreaterThanEquals", "Matches", or "Is…"
	Path    bool   // the operand is a path to the value to compare with
}

// Operators are all 39 comparison operators by name.
var Operators = operators()

func operators() map[string]Operator {
	all := map[string]Operator{
		"StringMatches": {"String", "Matches", false},
		"BooleanEquals": {"Boolean", "Equals", false}, "BooleanEqualsPath": {"Boolean", "Equals", true},
	}
	for _, is := range []string{"IsNull", "IsPresent", "IsNumeric", "IsString", "IsBoolean", "IsTimestamp"} {
		all[is] = Operator{"", is, false}
	}
	for _, subject := range []string{"String", "Numeric", "Timestamp"} {
		for _, verb := range []string{"Equals", "LessThan", "GreaterThan", "LessThanEquals", "GreaterThanEquals"} {
			all[subject+verb] = Operator{subject, verb, false}
			all[subject+verb+"Path"] = Operator{subject, verb, true}
		}
	}
	return all
}
