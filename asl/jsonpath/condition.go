package jsonpath

import (
	"strings"

	"github.com/stateboard/stateboard/asl/value"
)

// condition is what a filter asks of an item.
type condition interface {
	holds(e *evaluation, item value.Value) (bool, error)
}

var (
	_ condition = anyOf{}
	_ condition = allOf{}
	_ condition = negation{}
	_ condition = existence{}
	_ condition = comparison{}
)

type anyOf []condition

func (list anyOf) holds(e *evaluation, item value.Value) (bool, error) {
	for _, c := range list {
		if yes, err := c.holds(e, item); yes || err != nil {
			return yes, err
		}
	}
	return false, nil
}

type allOf []condition

func (list allOf) holds(e *evaluation, item value.Value) (bool, error) {
	for _, c := range list {
		if yes, err := c.holds(e, item); !yes || err != nil {
			return false, err
		}
	}
	return true, nil
}

type negation struct{ of condition }

func (n negation) holds(e *evaluation, item value.Value) (bool, error) {
	yes, err := n.of.holds(e, item)
	return !yes && err == nil, err
}

// existence asks whether a path leads somewhere, be it to null.
type existence struct{ of operand }

func (x existence) holds(e *evaluation, item value.Value) (bool, error) {
	v, err := x.of.value(e, item)
	if err != nil {
		return false, err
	}
	if !x.of.path.definite {
		return v.Len() > 0, nil
	}
	return !v.IsAbsent(), nil
}

func (o *operand) value(e *evaluation, item value.Value) (value.Value, error) {
	if o.path == nil {
		return o.literal, e.spend(1)
	}
	if err := e.spend(1 + len(o.path.steps)); err != nil {
		return value.Absent, err
	}
	if o.relative {
		return e.inner(o.path, item)
	}
	top := e // $ is the whole document, also in a filter within a filter
	for top.outer != nil {
		top = top.outer
	}
	return e.inner(o.path, top.root)
}

// comparison relates two operands. An operand whose path leads nowhere is
// equal to nothing, also not to null.
type comparison struct {
	left, right operand
	op          string
}

func (c comparison) holds(e *evaluation, item value.Value) (bool, error) {
	l, err := c.left.value(e, item)
	if err != nil {
		return false, err
	}
	r, err := c.right.value(e, item)
	if err != nil {
		return false, err
	}
	if err := e.spend(effort(l, r)); err != nil {
		return false, err
	}
	switch c.op {
	case "==":
		return looselyEqual(l, r), nil
	case "!=":
		return !looselyEqual(l, r), nil
	case "===":
		return l.Kind() == r.Kind() && looselyEqual(l, r), nil
	case "!==":
		return l.Kind() != r.Kind() || !looselyEqual(l, r), nil
	case "=~":
		if c.left.pattern != nil {
			return c.left.pattern.matches(r), nil
		}
		return c.right.pattern.matches(l), nil
	case "<", "<=", ">", ">=":
		order, ok := compare(l, r)
		return ok && ordered(c.op, order), nil
	}
	return e.sets(c.op, l, r)
}

// effort is about what comparing two values costs, in units of the budget.
func effort(a, b value.Value) int {
	const bytesPerUnit = 32
	if a.Kind() == value.StringKind || b.Kind() == value.StringKind {
		return (len(a.Str()) + len(b.Str())) / bytesPerUnit
	}
	return min(a.Size(), b.Size()) / bytesPerUnit
}

// looselyEqual is Jayway's ==: a number and a text that reads as that number
// are equal; everything else must be the same JSON.
func looselyEqual(a, b value.Value) bool {
	if a.IsAbsent() || b.IsAbsent() {
		return false
	}
	if a.Kind() == b.Kind() {
		return value.Equal(a, b)
	}
	if a.Kind() == value.NumberKind && b.Kind() == value.StringKind {
		return isNumber(b.Str()) && value.Equal(a, value.Number(b.Str()))
	}
	if a.Kind() == value.StringKind && b.Kind() == value.NumberKind {
		return a.Str() == b.Str()
	}
	return false
}

func isNumber(s string) bool { return s != "" && value.NumberLength(s) == len(s) }

// compare orders two numbers or two texts; ok is false for anything else.
func compare(a, b value.Value) (order int, ok bool) {
	if a.Kind() == value.StringKind && b.Kind() == value.StringKind {
		return strings.Compare(a.Str(), b.Str()), true
	}
	if a.Kind() != value.NumberKind || b.Kind() != value.NumberKind {
		return 0, false
	}
	if x, ok := a.AsInt(); ok {
		if y, ok := b.AsInt(); ok {
			return sign(x < y, x > y), true
		}
	}
	x, _ := a.AsFloat()
	y, _ := b.AsFloat()
	return sign(x < y, x > y), true
}

func sign(less, more bool) int {
	switch {
	case less:
		return -1
	case more:
		return 1
	}
	return 0
}

func ordered(op string, order int) bool {
	switch op {
	case "<":
		return order < 0
	case "<=":
		return order <= 0
	case ">":
		return order > 0
	}
	return order >= 0
}

// sets are the operators that are words.
func (e *evaluation) sets(op string, l, r value.Value) (bool, error) {
	switch op {
	case "IN", "NIN":
		found, err := e.contains(r, l)
		return r.Kind() == value.ArrayKind && found == (op == "IN"), err
	case "CONTAINS":
		if l.Kind() == value.StringKind {
			return r.Kind() == value.StringKind && strings.Contains(l.Str(), r.Str()), nil
		}
		return e.contains(l, r)
	case "SIZE":
		n, ok := r.AsInt()
		return ok && (l.Kind() == value.ArrayKind && int64(l.Len()) == n ||
			l.Kind() == value.StringKind && int64(len([]rune(l.Str()))) == n), nil
	case "EMPTY":
		want, ok := r.AsBool()
		return ok && hasSize(l) && (l.Len() == 0 && l.Str() == "") == want, nil
	}
	if l.Kind() != value.ArrayKind || r.Kind() != value.ArrayKind {
		return false, nil
	}
	switch op {
	case "ALL":
		return e.countIn(r, l, func(found, of int) bool { return found == of })
	case "SUBSETOF":
		return e.countIn(l, r, func(found, of int) bool { return found == of })
	case "ANYOF":
		return e.countIn(l, r, func(found, _ int) bool { return found > 0 })
	}
	return e.countIn(l, r, func(found, _ int) bool { return found == 0 }) // NONEOF
}

func hasSize(v value.Value) bool {
	k := v.Kind()
	return k == value.ArrayKind || k == value.StringKind || k == value.ObjectKind
}

func (e *evaluation) contains(list, v value.Value) (bool, error) {
	for _, item := range list.Items() {
		if err := e.spend(1 + effort(item, v)); err != nil {
			return false, err
		}
		if looselyEqual(item, v) {
			return true, nil
		}
	}
	return false, nil
}

// countIn counts how many items of part are in whole and asks what that means.
func (e *evaluation) countIn(part, whole value.Value, meaning func(found, of int) bool) (bool, error) {
	n := 0
	for _, item := range part.Items() {
		found, err := e.contains(whole, item)
		if err != nil {
			return false, err
		}
		if found {
			n++
		}
	}
	return meaning(n, part.Len()), nil
}
