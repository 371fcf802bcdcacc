package graph

import (
	"strings"

	"github.com/stateboard/stateboard/asl"
	"github.com/stateboard/stateboard/asl/syntax"
)

// RuleWords says a choice rule as a person would: "flagged is true",
// "amount is more than 100". A rule's own Comment is its words.
func RuleWords(r *asl.Rule) string {
	if c := r.Node.Get("Comment").StringText(); c != "" {
		return c
	}
	if r.Test == nil {
		return "rule without a condition"
	}
	return testWords(r.Test)
}

// CatchWords names the errors a catcher catches: "any error" for States.ALL,
// otherwise the names without a States. prefix.
func CatchWords(c *asl.Catcher) string {
	var names []string
	for _, n := range c.ErrorEquals {
		switch name := n.StringText(); name {
		case "States.ALL":
			return "any error"
		default:
			names = append(names, strings.TrimPrefix(name, "States."))
		}
	}
	return strings.Join(names, ", ")
}

func testWords(t asl.Test) string {
	switch t := t.(type) {
	case *asl.And:
		return joined(t.Tests, " and ")
	case *asl.Or:
		return joined(t.Tests, " or ")
	case *asl.Not:
		if t.Test == nil {
			return "not"
		}
		return "not (" + testWords(t.Test) + ")"
	case *asl.Compare:
		return compareWords(t)
	case *asl.Expression:
		s := strings.TrimSpace(t.Node.StringText())
		return strings.TrimSpace(strings.TrimSuffix(strings.TrimPrefix(s, "{%"), "%}"))
	}
	return ""
}

func joined(tests []asl.Test, by string) string {
	words := make([]string, len(tests))
	for i, t := range tests {
		words[i] = testWords(t)
	}
	return strings.Join(words, by)
}

var verbs = map[string]string{
	"Equals": "is", "LessThan": "is less than", "GreaterThan": "is more than",
	"LessThanEquals": "is at most", "GreaterThanEquals": "is at least", "Matches": "matches",
}

func compareWords(c *asl.Compare) string {
	subject := pathWords(c.Variable.StringText())
	op, known := asl.Operators[c.Operator]
	if !known {
		return subject + " …"
	}
	if op.Subject == "" {
		is := map[string]string{"IsNull": "is null", "IsPresent": "is there", "IsNumeric": "is a number", "IsString": "is text", "IsBoolean": "is true or false", "IsTimestamp": "is a time"}[op.Verb]
		if c.Operand.True() {
			return subject + " " + is
		}
		return subject + " " + strings.Replace(is, "is ", "is not ", 1)
	}
	return subject + " " + verbs[op.Verb] + " " + operandWords(c.Operand, op.Path)
}

func operandWords(n *syntax.Node, path bool) string {
	switch {
	case n.Is(syntax.String) && path:
		return pathWords(n.Text)
	case n.Is(syntax.String):
		return "“" + n.Text + "”"
	case n == nil:
		return "…"
	}
	return n.Text
}

// pathWords is the part of a path that people know it by: its last name.
func pathWords(path string) string {
	name := path[strings.LastIndexAny(path, ".]")+1:]
	if name == "" || name == "$" {
		return strings.TrimPrefix(path, "$.")
	}
	return strings.TrimPrefix(name, "$")
}
