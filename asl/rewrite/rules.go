package rewrite

import (
	"strconv"

	"github.com/stateboard/stateboard/asl"
	"github.com/stateboard/stateboard/asl/syntax"
	"github.com/stateboard/stateboard/asl/value"
)

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
	if c.QueryLanguage() == asl.JSONata {
		return fields(member("Condition", quoted("{% $states.input.answer = 'yes' %}")))
	}
	for i := len(c.Rules) - 1; i >= 0; i-- {
		compare, ok := c.Rules[i].Test.(*asl.Compare)
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
