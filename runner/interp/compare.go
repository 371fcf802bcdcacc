package interp

import (
	"cmp"
	"strings"
	"time"

	"github.com/stateboard/stateboard/asl"
	"github.com/stateboard/stateboard/asl/jsonpath"
	"github.com/stateboard/stateboard/asl/value"
)

// comparison holds a variable against a value with one of the operators of
// JSONPath choice rules.
type comparison struct {
	variable *jsonpath.Path
	op       asl.Operator
	operand  value.Value
	other    *jsonpath.Path // of an operator "…Path"
	pattern  []string       // of StringMatches: the texts between the stars
}

func (c *compiler) comparison(t *asl.Compare) test {
	out := &comparison{op: asl.Operators[t.Operator]}
	if t.Variable == nil || t.Operator == "" {
		c.fail(t.Node, "A comparison needs a Variable and an operator.", "Add what is missing, for example \"StringEquals\": \"yes\".")
		return out
	}
	out.variable = c.path(t.Variable)
	switch {
	case out.op.Path:
		out.other = c.path(t.Operand)
	case out.op.Verb == "Matches":
		out.pattern = splitPattern(t.Operand.StringText())
	default:
		out.operand = t.Operand.Value()
	}
	return out
}

func (t *comparison) holds(_ *Progress, e *env) (bool, *failure) {
	v, fail := lookUp(t.variable, e)
	if fail != nil {
		return false, fail
	}
	if t.op.Verb == "IsPresent" {
		return !v.IsAbsent() == t.operand.IsTrue(), nil
	}
	if v.IsAbsent() {
		return false, runtime("Invalid path '%s': The choice state's condition path references an invalid value.", t.variable)
	}
	if strings.HasPrefix(t.op.Verb, "Is") {
		return is(t.op.Verb, v) == t.operand.IsTrue(), nil
	}
	if t.op.Verb == "Matches" {
		s, ok := v.AsString()
		return ok && match(t.pattern, s), nil
	}
	operand := t.operand
	if t.other != nil {
		if operand, fail = lookUp(t.other, e); fail != nil {
			return false, fail
		}
		if operand.IsAbsent() {
			return false, runtime("Invalid path '%s': The choice state's condition path references an invalid value.", t.other)
		}
	}
	order, ok := compare(t.op.Subject, v, operand)
	return ok && verb(t.op.Verb, order), nil
}

func is(verb string, v value.Value) bool {
	switch verb {
	case "IsNull":
		return v.IsNull()
	case "IsNumeric":
		return v.Kind() == value.NumberKind
	case "IsString":
		return v.Kind() == value.StringKind
	case "IsBoolean":
		return v.Kind() == value.BoolKind
	case "IsTimestamp":
		s, ok := v.AsString()
		if ok {
			_, ok = parseTimestamp(s)
		}
		return ok
	}
	return false
}

// compare orders two values as the subject has them; false when either is of
// another type, which makes every comparison fail.
func compare(subject string, a, b value.Value) (int, bool) {
	switch subject {
	case "String":
		x, ok := a.AsString()
		y, ok2 := b.AsString()
		return strings.Compare(x, y), ok && ok2
	case "Numeric":
		if x, ok := a.AsInt(); ok {
			if y, ok := b.AsInt(); ok {
				return cmp.Compare(x, y), true
			}
		}
		x, ok := a.AsFloat()
		y, ok2 := b.AsFloat()
		return cmp.Compare(x, y), ok && ok2
	case "Boolean":
		x, ok := a.AsBool()
		y, ok2 := b.AsBool()
		if x == y {
			return 0, ok && ok2
		}
		return 1, ok && ok2
	case "Timestamp":
		x, ok := a.AsString()
		y, ok2 := b.AsString()
		if !ok || !ok2 {
			return 0, false
		}
		at, ok := parseTimestamp(x)
		bt, ok2 := parseTimestamp(y)
		return at.Compare(bt), ok && ok2
	}
	return 0, false
}

func verb(v string, order int) bool {
	switch v {
	case "Equals":
		return order == 0
	case "LessThan":
		return order < 0
	case "GreaterThan":
		return order > 0
	case "LessThanEquals":
		return order <= 0
	case "GreaterThanEquals":
		return order >= 0
	}
	return false
}

// parseTimestamp reads an ISO-8601 date-time with offset: RFC 3339 with a
// capital T, and Z or an offset.
func parseTimestamp(s string) (time.Time, bool) {
	if strings.IndexByte(s, 't') >= 0 || strings.IndexByte(s, 'z') >= 0 {
		return time.Time{}, false
	}
	for _, layout := range [...]string{time.RFC3339Nano, "2006-01-02T15:04Z07:00"} {
		if t, err := time.Parse(layout, s); err == nil {
			return t, true
		}
	}
	return time.Time{}, false
}

// splitPattern cuts a StringMatches pattern at its stars; `\*` is a star and
// `\\` a backslash that mean themselves.
func splitPattern(s string) []string {
	parts := []string{""}
	for i := 0; i < len(s); i++ {
		last := &parts[len(parts)-1]
		switch {
		case s[i] == '\\' && i+1 < len(s) && (s[i+1] == '*' || s[i+1] == '\\'):
			i++
			*last += s[i : i+1]
		case s[i] == '*':
			parts = append(parts, "")
		default:
			*last += s[i : i+1]
		}
	}
	return parts
}

// match tells whether s is the parts in order with anything in between.
func match(parts []string, s string) bool {
	if len(parts) == 1 {
		return s == parts[0]
	}
	first, last := parts[0], parts[len(parts)-1]
	if len(s) < len(first)+len(last) || !strings.HasPrefix(s, first) || !strings.HasSuffix(s, last) {
		return false
	}
	s = s[len(first) : len(s)-len(last)]
	for _, part := range parts[1 : len(parts)-1] {
		i := strings.Index(s, part)
		if i < 0 {
			return false
		}
		s = s[i+len(part):]
	}
	return true
}
