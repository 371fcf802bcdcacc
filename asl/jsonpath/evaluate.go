package jsonpath

import (
	"github.com/stateboard/stateboard/asl/value"
)

// evaluation is one run of a path that is not definite, or ends in a
// function. It collects matches depth first, in document order.
type evaluation struct {
	path    *Path
	root    value.Value
	outer   *evaluation
	visits  int
	size    int
	matches []value.Value
}

func (e *evaluation) run() (value.Value, error) {
	p := e.path
	steps := p.steps
	if p.function {
		steps = steps[:len(steps)-1]
	}
	if err := e.follow(steps, e.root); err != nil {
		return value.Absent, err
	}
	if p.function {
		return e.apply(&p.steps[len(p.steps)-1])
	}
	return value.Array(e.matches...), nil
}

func (e *evaluation) visit() error { return e.spend(1) }

// spend counts work against the budget: a unit is about looking at one value.
func (e *evaluation) spend(units int) error {
	if e.visits += units; e.visits > maxVisits {
		return &LimitError{e.path.src, "it looks at more than 2,000,000 values"}
	}
	return nil
}

func (e *evaluation) match(v value.Value) error {
	if e.size += v.Size() + 1; e.size > maxResult {
		return &LimitError{e.path.src, "its matches are more than 64 MB"}
	}
	e.matches = append(e.matches, v)
	return nil
}

// follow collects the matches of steps below v. What does not fit is no
// match.
func (e *evaluation) follow(steps []step, v value.Value) error {
	if err := e.visit(); err != nil {
		return err
	}
	if len(steps) == 0 {
		return e.match(v)
	}
	s, rest := &steps[0], steps[1:]
	switch s.kind {
	case nameStep:
		return e.followNames(s, rest, v)
	case indexStep:
		if v.Kind() != value.ArrayKind {
			return nil
		}
		for _, i := range s.indexes {
			if at := place(i, v.Len()); at >= 0 {
				if err := e.follow(rest, v.At(at)); err != nil {
					return err
				}
			}
		}
	case sliceStep:
		from, to := s.bounds(v.Len())
		if v.Kind() == value.ArrayKind && from < to {
			return e.followAll(rest, v.Items()[from:to])
		}
	case wildStep:
		return e.followChildren(rest, v)
	case scanStep:
		return e.scan(rest, v)
	case filterStep:
		return e.followFilter(s, rest, v)
	}
	return nil
}

func (e *evaluation) followNames(s *step, rest []step, v value.Value) error {
	if v.Kind() != value.ObjectKind {
		return nil
	}
	if len(s.names) > 1 && len(rest) == 0 {
		return e.follow(rest, pick(v, s.names))
	}
	for _, n := range s.names {
		if m := v.Get(n); !m.IsAbsent() {
			if err := e.follow(rest, m); err != nil {
				return err
			}
		}
	}
	return nil
}

func (e *evaluation) followAll(rest []step, items []value.Value) error {
	for _, item := range items {
		if err := e.follow(rest, item); err != nil {
			return err
		}
	}
	return nil
}

func (e *evaluation) followChildren(rest []step, v value.Value) error {
	for _, m := range v.Members() {
		if err := e.follow(rest, m.Value); err != nil {
			return err
		}
	}
	return e.followAll(rest, v.Items())
}

// scan follows steps from v and from everything below it, v first.
func (e *evaluation) scan(steps []step, v value.Value) error {
	if err := e.visit(); err != nil {
		return err
	}
	if v.Len() == 0 {
		return nil
	}
	if err := e.scanHere(steps, v); err != nil {
		return err
	}
	for _, m := range v.Members() {
		if err := e.scan(steps, m.Value); err != nil {
			return err
		}
	}
	for _, item := range v.Items() {
		if err := e.scan(steps, item); err != nil {
			return err
		}
	}
	return nil
}

// scanHere follows steps from one value that a scan has come to. A filter is
// asked about each value once: about an object when the scan comes to it,
// about a scalar when the scan comes to the array that holds it.
func (e *evaluation) scanHere(steps []step, v value.Value) error {
	switch {
	case steps[0].kind == nameStep && !hasAll(v, steps[0].names):
		return nil
	case steps[0].kind == filterStep && v.Kind() == value.ArrayKind:
		for _, item := range v.Items() {
			if item.Kind() == value.ObjectKind {
				continue
			}
			if err := e.keep(&steps[0], steps[1:], item); err != nil {
				return err
			}
		}
		return nil
	}
	return e.follow(steps, v)
}

func hasAll(v value.Value, names []string) bool {
	for _, n := range names {
		if v.Get(n).IsAbsent() {
			return false
		}
	}
	return true
}

// followFilter keeps the items of an array that meet the condition; an object
// is kept whole or not at all.
func (e *evaluation) followFilter(s *step, rest []step, v value.Value) error {
	items := v.Items()
	if v.Kind() == value.ObjectKind {
		items = []value.Value{v}
	}
	for _, item := range items {
		if err := e.keep(s, rest, item); err != nil {
			return err
		}
	}
	return nil
}

// keep follows the steps after a filter if v meets its condition.
func (e *evaluation) keep(filter *step, rest []step, v value.Value) error {
	if err := e.visit(); err != nil {
		return err
	}
	if yes, err := filter.filter.holds(e, v); !yes || err != nil {
		return err
	}
	return e.follow(rest, v)
}

// inner evaluates a path that stands in a filter, at the item or the root.
// Absent means that a definite path leads nowhere.
func (e *evaluation) inner(p *Path, from value.Value) (value.Value, error) {
	if p.definite && !p.function {
		v, _, _ := p.lead(from)
		return v, nil
	}
	v, err := p.get(from, e)
	if _, none := err.(*NotFoundError); none {
		return value.Absent, nil
	}
	return v, err
}
