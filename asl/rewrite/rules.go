package rewrite

import (
	"strconv"

	"github.com/stateboard/stateboard/asl"
	"github.com/stateboard/stateboard/asl/syntax"
	"github.com/stateboard/stateboard/asl/value"
)

// AddRule gives a Choice one more rule, which leads to a state of the same
// machine; to its Default, or else the first state it leads to, for "".
func AddRule(doc *asl.Document, path, to string) (*Change, error) {
	s, err := stateAt(doc, path)
	if err != nil {
		return nil, err
	}
	c, ok := s.(*asl.Choice)
	if !ok {
		return nil, refuse("Add a Choice.", "%s is no Choice and has no rules.", named(s.Base().Name))
	}
	target, err := targetFor(s, to)
	if err != nil {
		return nil, err
	}
	d := newDraft(doc)
	d.addRule(c, target)
	return d.finish("Add Rule", path)
}

// targetFor is the name that a new rule or catcher of a state is to lead to.
func targetFor(s asl.State, path string) (string, error) {
	scope := s.Base().Scope
	if path != "" {
		for _, other := range scope.States {
			if other.Base().Path == path {
				return other.Base().Name, nil
			}
		}
		return "", refuse("Choose one of the same branch.", "There is no state %s that %s could lead to.", named(path), named(s.Base().Name))
	}
	if to := scope.State(way1(s)); to != nil {
		return to.Base().Name, nil
	}
	for _, other := range scope.States {
		if other != s {
			return other.Base().Name, nil
		}
	}
	return "", refuse("Add another state first.", "There is no state that %s could lead to.", named(s.Base().Name))
}

// addRule gives a choice one more rule, with a condition to start from.
func (d *draft) addRule(c *asl.Choice, to string) {
	rule := starterRule(c)
	rule.entries = append(rule.entries, member("Next", quoted(to)))
	choices := c.Field("Choices")
	if choices.Is(syntax.Array) {
		d.append(choices, rule)
		return
	}
	d.put(c.Node, "Choices", items(rule))
}

// starterRule asks about what the choice's last simple rule asks about, so
// that the person only has to say what else it may be.
func starterRule(c *asl.Choice) object {
	condition := c.QueryLanguage() == asl.JSONata
	if n := len(c.Rules()); n > 0 {
		_, condition = c.Rules()[n-1].Test.(*asl.Expression)
	}
	if condition {
		return fields(member("Condition", quoted("{% $states.input.answer = 'yes' %}")))
	}
	for i := len(c.Rules()) - 1; i >= 0; i-- {
		compare, ok := c.Rules()[i].Test.(*asl.Compare)
		if !ok || compare.Variable.StringText() == "" || compare.Operator == "" {
			continue
		}
		return fields(member("Variable", quoted(compare.Variable.Text)), member(compare.Operator, starterOperand(compare)))
	}
	return fields(member("Variable", quoted("$.answer")), member("StringEquals", quoted("yes")))
}

func starterOperand(c *asl.Compare) content {
	op := asl.Operators[c.Operator]
	switch {
	case c.Operand.Is(syntax.Bool):
		return literal(strconv.FormatBool(!c.Operand.True()))
	case op.Path || op.Subject == "Timestamp" || !c.Operand.Is(syntax.String) && !c.Operand.Is(syntax.Number):
		return literal(value.Quote(c.Operand.StringText()))
	case c.Operand.Is(syntax.Number):
		return literal("0")
	}
	return quoted("another")
}
