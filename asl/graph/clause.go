package graph

import (
	"strings"

	"github.com/stateboard/stateboard/asl"
	"github.com/stateboard/stateboard/asl/syntax"
)

// clause is a simple test in words: "amount", "is more than", "100".
type clause struct {
	path    path // what the subject calls
	subject string
	verb    string
	object  string
}

func (c clause) String() string {
	var words []string
	for _, w := range []string{c.subject, c.verb, c.object} {
		if w != "" {
			words = append(words, w)
		}
	}
	return strings.Join(words, " ")
}

// after is the clause as it follows another one, without what the two have in
// common.
func (c clause) after(before clause, by string) string {
	switch {
	case c.subject == "" || c.subject != before.subject || !c.path.equal(before.path):
		return c.String()
	case c.verb == before.verb && by == "or" && c.object != "":
		return c.object
	case strings.HasPrefix(before.verb, "is ") && strings.HasPrefix(c.verb, "is "):
		return clause{verb: strings.TrimPrefix(c.verb, "is "), object: c.object}.String()
	}
	return clause{verb: c.verb, object: c.object}.String()
}

// negated is the clause that holds when this one does not.
func (c clause) negated() clause {
	switch {
	case strings.HasPrefix(c.verb, "is not "):
		c.verb = "is " + strings.TrimPrefix(c.verb, "is not ")
	case c.verb == "is not":
		c.verb = "is"
	case c.verb == "is" || strings.HasPrefix(c.verb, "is "):
		c.verb = "is not" + strings.TrimPrefix(c.verb, "is")
	case c.verb == "matches":
		c.verb = "does not match"
	case strings.HasPrefix(c.verb, "comes "):
		c.verb = "does not come " + strings.TrimPrefix(c.verb, "comes ")
	default:
		c.verb = "not " + c.verb
	}
	return c
}

// verbs by what is compared and how; those of "" serve where a kind of value
// has no better ones.
var verbs = map[string]map[string]string{
	"": {
		"Equals": "is", "LessThan": "is less than", "GreaterThan": "is more than",
		"LessThanEquals": "is at most", "GreaterThanEquals": "is at least", "Matches": "matches",
	},
	"Timestamp": {
		"LessThan": "is before", "GreaterThan": "is after", "LessThanEquals": "is not after", "GreaterThanEquals": "is not before",
	},
	"String": {
		"LessThan": "comes before", "GreaterThan": "comes after",
	},
}

var beings = map[string]string{
	"IsNull": "is null", "IsPresent": "is there", "IsNumeric": "is a number",
	"IsString": "is text", "IsBoolean": "is true or false", "IsTimestamp": "is a time",
}

func (s *speaker) compare(c *asl.Compare) clause {
	p := readPath(c.Variable.StringText())
	words := clause{path: p, subject: s.name(p)}
	if c.Variable == nil {
		words.subject = "…"
	}
	op, known := asl.Operators[c.Operator]
	if !known {
		words.verb = "…"
		return words
	}
	if op.Subject == "" {
		words.verb = beings[op.Verb]
		if c.Operand.Is(syntax.Bool) && !c.Operand.True() {
			return words.negated()
		}
		return words
	}
	words.verb = verbs[op.Subject][op.Verb]
	if words.verb == "" {
		words.verb = verbs[""][op.Verb]
	}
	words.object = s.operand(c.Operand, op)
	return words
}

func (s *speaker) operand(n *syntax.Node, op asl.Operator) string {
	switch {
	case n == nil:
		return "…"
	case n.Kind == syntax.String && op.Path:
		return s.name(readPath(n.Text))
	case n.Kind == syntax.String && op.Subject == "Timestamp":
		return n.Text
	case n.Kind == syntax.String && n.Text == "":
		return "empty"
	case n.Kind == syntax.String:
		return "“" + n.Text + "”"
	case n.Kind == syntax.Object || n.Kind == syntax.Array || n.Kind == syntax.Invalid:
		return "…"
	case n.Kind == syntax.Null:
		return "null"
	}
	return n.Text
}
