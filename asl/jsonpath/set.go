package jsonpath

import (
	"strconv"

	"github.com/stateboard/stateboard/asl/value"
)

// Set is the document with v at the place of the path, which must be a
// reference path from $, as ResultPath has them. Missing objects on the way
// are made; everything beside the way is shared with root. A *SetError says
// that the way leads through something that is no object, or to an index that
// is not there.
func (p *Path) Set(root, v value.Value) (value.Value, error) {
	if p.root != InputRoot || !p.IsReference() {
		return value.Absent, &SyntaxError{Reason: "only a reference path from $ can be written to"}
	}
	return p.set(p.steps, root, v)
}

func (p *Path) set(steps []step, at, v value.Value) (value.Value, error) {
	if len(steps) == 0 {
		return v, nil
	}
	s := &steps[0]
	if s.kind == indexStep {
		i := place(s.indexes[0], at.Len())
		if at.Kind() != value.ArrayKind || i < 0 {
			return value.Absent, p.setError(s, at)
		}
		item, err := p.set(steps[1:], at.At(i), v)
		if err != nil {
			return item, err
		}
		return at.WithAt(i, item), nil
	}
	if k := at.Kind(); k != value.ObjectKind && k != value.AbsentKind {
		return value.Absent, p.setError(s, at)
	}
	member, err := p.set(steps[1:], at.Get(s.names[0]), v)
	if err != nil {
		return member, err
	}
	return at.With(s.names[0], member), nil
}

func (p *Path) setError(s *step, at value.Value) error {
	name := ""
	if s.kind == nameStep {
		name = s.names[0]
	} else {
		name = strconv.Itoa(s.indexes[0])
	}
	on := at.JSON()
	if at.IsAbsent() {
		on = "null"
	}
	return &SetError{p.src, name, shorten(on)}
}
