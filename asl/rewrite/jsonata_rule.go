package rewrite

import (
	"maps"
	"slices"
	"strings"

	"github.com/stateboard/stateboard/asl"
	"github.com/stateboard/stateboard/asl/jsonpath"
	"github.com/stateboard/stateboard/asl/syntax"
	"github.com/stateboard/stateboard/asl/value"
)

// This file defines what the tests of choice rules are in JSONata.
//
// A comparison whose variable is missing fails in JSONPath, and is false in
// JSONata; so what is not known to be there by the tests before is asked for.

// facts are what is known of the data where a test is made: expressions that
// are there, and "object E" of those that are objects.
type facts map[string]bool

func (f facts) and(more facts) facts {
	sum := maps.Clone(f)
	if sum == nil {
		sum = facts{}
	}
	maps.Copy(sum, more)
	return sum
}

// asked is a test in JSONata.
type asked struct {
	src   string
	binds uint8 // how tightly: see below
	yes   facts // what is known when it holds
	no    facts // what is known when it does not
}

// How tightly the parts of an expression hold together.
const (
	asChoice uint8 = iota // a ? b : c
	asOr
	asAnd
	asComparison
	asAtom
)

func (a asked) within(binds uint8) string {
	if a.binds < binds {
		return "(" + a.src + ")"
	}
	return a.src
}

// test is a rule's test.
func (c *translation) test(t asl.Test, in form, known facts) (asked, string) {
	switch t := t.(type) {
	case *asl.And:
		return c.tests(t.Tests, in, known, true)
	case *asl.Or:
		return c.tests(t.Tests, in, known, false)
	case *asl.Not:
		inner, why := c.test(t.Test, in, known)
		return asked{"$not(" + inner.src + ")", asAtom, inner.no, inner.yes}, why
	case *asl.Compare:
		return c.compare(t, in, known)
	}
	return asked{}, "it holds no test that can be read"
}

func (c *translation) tests(tests []asl.Test, in form, known facts, all bool) (asked, string) {
	if len(tests) == 0 {
		return asked{}, "it holds an empty list of tests"
	}
	joiner, binds := " or ", asOr
	if all {
		joiner, binds = " and ", asAnd
	}
	var parts []string
	sum, first := facts{}, asked{}
	for i, t := range tests {
		one, why := c.test(t, in, known.and(sum))
		if why != "" {
			return one, why
		}
		if i == 0 {
			first = one
		}
		parts = append(parts, one.within(binds))
		if all {
			sum = sum.and(one.yes)
		} else {
			sum = sum.and(one.no)
		}
	}
	if len(tests) == 1 {
		return first, ""
	}
	both := facts{} // what the first test tells either way
	for f := range first.yes {
		if first.no[f] {
			both[f] = true
		}
	}
	out := asked{strings.Join(parts, joiner), binds, sum, both}
	if !all {
		out.yes, out.no = both, sum
	}
	return out, ""
}

// compare is one comparison.
func (c *translation) compare(t *asl.Compare, in form, known facts) (asked, string) {
	if t.Variable == nil || t.Operator == "" || len(t.Node.Members()) < 2 {
		return asked{}, "a comparison needs a Variable and an operator"
	}
	variable, why := c.placeAt(t.Variable, in)
	if why != "" {
		return asked{}, why
	}
	w := &speller{}
	src := w.place(variable)
	op := asl.Operators[t.Operator]
	if op.Verb == "IsPresent" {
		if !t.Operand.Is(syntax.Bool) {
			return asked{}, t.Operator + " is neither true nor false"
		}
		return w.presence(variable, t.Operand.True(), known), w.why
	}
	needed := []string{src}
	var test asked
	if op.Path {
		other, why := c.placeAt(t.Operand, in)
		if why != "" {
			return asked{}, why
		}
		operand := w.place(other)
		needed = append(needed, operand)
		if test = ordered(op, src, operand, true); op.Subject == "Timestamp" {
			if test, why = timed(op, src, operand, false); why != "" {
				return asked{}, why
			}
		}
	} else if test, why = c.against(w, t, op, src); why != "" {
		return test, why
	}
	return guarded(test, needed, known), w.why
}

// against is a comparison with a value that is written in the rule.
func (c *translation) against(w *speller, t *asl.Compare, op asl.Operator, src string) (asked, string) {
	kind := map[string]syntax.Kind{"String": syntax.String, "Timestamp": syntax.String, "Numeric": syntax.Number, "Boolean": syntax.Bool, "": syntax.Bool}[op.Subject]
	if !t.Operand.Is(kind) {
		return asked{}, t.Operator + " holds " + t.Operand.Kind.String()
	}
	if op.Subject == "Timestamp" {
		return timed(op, src, t.Operand.Text, true)
	}
	if op.Verb == "IsTimestamp" {
		return isTimestamp(src, t.Operand.True()), ""
	}
	if is := typeOf[op.Verb]; is != "" {
		eq := " = "
		if !t.Operand.True() {
			eq = " != "
		}
		if is == "null" {
			return asked{src: src + eq + "null", binds: asComparison}, ""
		}
		return asked{src: "$type(" + src + ")" + eq + `"` + is + `"`, binds: asComparison}, ""
	}
	if op.Verb == "Matches" {
		return matching(src, t.Operand.Text), ""
	}
	return ordered(op, src, w.literal(t.Operand.Value()), false), ""
}

// typeOf is what $type says of the values that the tests of types are for.
var typeOf = map[string]string{"IsNull": "null", "IsNumeric": "number", "IsString": "string", "IsBoolean": "boolean"}

// orderSigns are the operators of JSONata by what they ask.
var orderSigns = map[string]string{"Equals": "=", "LessThan": "<", "GreaterThan": ">", "LessThanEquals": "<=", "GreaterThanEquals": ">="}

// ordered compares two operands of one type; with other types it is false.
// Path tells that the type of the second is not known.
func ordered(op asl.Operator, a, b string, path bool) asked {
	is := `"` + map[string]string{"String": "string", "Numeric": "number", "Boolean": "boolean"}[op.Subject] + `"`
	sign := orderSigns[op.Verb]
	test := a + " " + sign + " " + b
	switch {
	case op.Verb == "Equals" && !path:
		return asked{src: test, binds: asComparison}
	case op.Verb == "Equals" || !path:
		return asked{src: "$type(" + a + ") = " + is + " and " + test, binds: asAnd}
	}
	return asked{src: "$type(" + a + ") = " + is + " and $type(" + b + ") = " + is + " and " + test, binds: asAnd}
}

// matching is StringMatches.
func matching(src, pattern string) asked {
	var parts []string
	part := ""
	for i := 0; i < len(pattern); i++ {
		switch {
		case pattern[i] == '\\' && i+1 < len(pattern) && (pattern[i+1] == '*' || pattern[i+1] == '\\'):
			i++
			part += pattern[i : i+1]
		case pattern[i] == '*':
			parts = append(parts, part)
			part = ""
		default:
			part += pattern[i : i+1]
		}
	}
	parts = append(parts, part)
	if len(parts) == 1 {
		return asked{src: src + " = " + value.Quote(part), binds: asComparison}
	}
	for i := range parts {
		parts[i] = inClass(parts[i])
	}
	return asked{src: "$type(" + src + ") = \"string\" and $contains(" + src + ", /^" + strings.Join(parts, `[\s\S]*`) + "$/)", binds: asAnd}
}

// guarded is a test that fails where something it needs is missing.
func guarded(test asked, needed []string, known facts) asked {
	test.yes, test.no = facts{}, facts{}
	var missing, exist []string
	for _, src := range needed {
		test.yes[src], test.no[src] = true, true
		if !known[src] && !sureRoot(src) && !slices.Contains(missing, src) {
			missing = append(missing, src)
			exist = append(exist, "$exists("+src+")")
		}
	}
	if len(missing) > 0 {
		test.src = strings.Join(exist, " and ") + " ? " + test.within(asOr) + " : $error(" + value.Quote(strings.Join(missing, " or ")+" is missing") + ")"
		test.binds = asChoice
	}
	return test
}

func sureRoot(src string) bool { return src == "$states.input" || src == "$states.context" }

// presence is IsPresent. JSONata looks for a name in the items of an array as
// well, and takes what is none for an array of one; so what is on the way is
// asked about too.
func (w *speller) presence(p *place, yes bool, known facts) asked {
	src := w.place(p)
	var parts []string
	there := facts{src: true}
	for i, s := range p.steps {
		holder, kind := w.path(p, i), "object"
		if s.Indexed {
			kind = "array"
		}
		fact := kind + " " + holder
		there[fact], there[holder] = true, true
		if !known[fact] && holder != "$states.context" {
			parts = append(parts, "$type("+holder+") = \""+kind+`"`)
		}
	}
	parts = append(parts, "$exists("+src+")")
	test := asked{src: strings.Join(parts, " and "), binds: asAnd, yes: there, no: facts{}}
	if len(parts) == 1 {
		test.binds = asAtom
	}
	if !yes {
		return asked{"$not(" + test.src + ")", asAtom, test.no, test.yes}
	}
	return test
}

// placeAt is the place that a path in the text leads to.
func (c *translation) placeAt(n *syntax.Node, in form) (*place, string) {
	if !n.Is(syntax.String) {
		return nil, "a path is no text"
	}
	p, err := jsonpath.Compile(n.Text)
	if err != nil {
		return nil, named(n.Text) + " cannot be read as a path"
	}
	f, why := c.resolve(p, in)
	if why != "" {
		return nil, why
	}
	to, is := f.(*place)
	if !is {
		return nil, "what " + named(n.Text) + " leads to is always the same"
	}
	return to, ""
}
