package interp

import (
	"errors"
	"math"
	"strconv"

	"github.com/stateboard/stateboard/asl/jsonpath"
	"github.com/stateboard/stateboard/asl/syntax"
	"github.com/stateboard/stateboard/asl/value"
)

// quantity is a number that a field says, as it is, by a path ("…Path") or by
// an expression. A nil quantity says nothing.
type quantity struct {
	field   string // as written, "TimeoutSeconds" or "TimeoutSecondsPath"
	literal value.Value
	p       *jsonpath.Path
	t       template
}

// quantity compiles the field, or in JSONPath its Path sibling.
func (c *compiler) quantity(holder *syntax.Node, name string, jsonata bool) *quantity {
	if n := holder.Get(name); n != nil {
		if jsonata && n.Is(syntax.String) {
			return &quantity{field: name, t: c.template(n, true, name)}
		}
		return &quantity{field: name, literal: n.Value()}
	}
	if n := holder.Get(name + "Path"); n != nil && !jsonata {
		if p := c.path(n); p != nil {
			return &quantity{field: name + "Path", p: p}
		}
	}
	return nil
}

// value is what the field says, before anybody asks whether it is a number.
func (q *quantity) value(e *env) (value.Value, *failure) {
	switch {
	case q.p != nil:
		v, err := q.p.Get(e.Env)
		if err != nil {
			var none *jsonpath.NotFoundError
			if errors.As(err, &none) {
				return value.Absent, runtime("%s", none)
			}
			return value.Absent, runtime("%s", err)
		}
		return v, nil
	case q.t != nil:
		return q.t.eval(e)
	}
	return q.literal, nil
}

// number is what the field says as a number; a string of digits at the end of
// a path counts as one. For a nil quantity it is the given default.
func (q *quantity) number(e *env, whole bool, missing float64) (float64, *failure) {
	if q == nil {
		return missing, nil
	}
	v, fail := q.value(e)
	if fail != nil {
		return 0, fail
	}
	n, ok := v.AsFloat()
	if s, text := v.AsString(); text && q.t == nil {
		if parsed, err := strconv.ParseFloat(s, 64); err == nil {
			n, ok = parsed, true
		}
	}
	if !ok || whole && n != math.Trunc(n) {
		return 0, q.notNumber(v, whole)
	}
	return n, nil
}

// failure is what is wrong with the number that the field says.
func (q *quantity) failure(format string, args ...any) *failure {
	if q.t != nil {
		return evaluation(q.field, format, args...)
	}
	return runtime(format, args...)
}

func (q *quantity) notNumber(v value.Value, whole bool) *failure {
	kind, expected := "float", "number"
	if whole {
		kind, expected = "integer", "integer"
	}
	said := v.JSON()
	if s, ok := v.AsString(); ok {
		said = s
	}
	if q.t != nil {
		return unexpected(q.t, q.field, expected, v)
	}
	where := ""
	if q.p != nil {
		where = ": " + q.p.String()
	}
	return runtime("The %s field refers to value \"%s\" which is not a valid %s%s", q.field, said, kind, where)
}
