package jsonpath

import (
	"fmt"

	"github.com/stateboard/stateboard/asl/value"
)

// Bounds of one evaluation. A service payload holds 256 KB; these let any
// sensible path through it and stop those that multiply.
const (
	maxVisits = 2_000_000 // values looked at
	maxResult = 64 << 20  // bytes of compact JSON of all matches together
)

// Get evaluates the path. A definite path gives the value it leads to or a
// *NotFoundError, an indefinite one an array of its matches, possibly empty.
// Other errors are *LimitError and *EvalError.
func (p *Path) Get(env Env) (value.Value, error) {
	root, err := p.rootIn(env)
	if err != nil {
		return value.Absent, err
	}
	return p.get(root, nil)
}

func (p *Path) rootIn(env Env) (value.Value, error) {
	switch p.root {
	case InputRoot:
		return env.Input, nil
	case ContextRoot:
		return env.Context, nil
	}
	if env.Variables != nil {
		if v, ok := env.Variables(p.variable); ok {
			return v, nil
		}
	}
	return value.Absent, p.notFound("No value is assigned to the variable $" + p.variable)
}

// get evaluates below a root. The work may be part of a larger evaluation,
// whose budget it then shares.
func (p *Path) get(root value.Value, outer *evaluation) (value.Value, error) {
	if p.definite && !p.function {
		return p.walk(root)
	}
	e := evaluation{path: p, root: root, outer: outer}
	if outer != nil {
		e.visits = outer.visits
	}
	v, err := e.run()
	if outer != nil {
		outer.visits = e.visits
	}
	return v, err
}

// walk follows a definite path.
func (p *Path) walk(v value.Value) (value.Value, error) {
	found, i, at := p.lead(v)
	if !found.IsAbsent() {
		return found, nil
	}
	if len(p.steps) == 0 {
		return found, p.notFound("No results for path: $")
	}
	switch s := &p.steps[i]; {
	case s.kind == indexStep && at.Kind() != value.ArrayKind:
		return found, p.notArray(i, at)
	case s.kind == nameStep && at.Kind() != value.ObjectKind:
		return found, p.notObject(i, at)
	}
	none := p.missing(i)
	none.Beyond = i == len(p.steps)-1 && p.steps[i].kind == indexStep
	return found, none
}

// lead is where a definite path leads from v; or Absent, and then the step
// that led no further and the value it could not be taken on.
func (p *Path) lead(v value.Value) (found value.Value, i int, at value.Value) {
	for i := range p.steps {
		s := &p.steps[i]
		var next value.Value
		switch {
		case s.kind == indexStep:
			next = v.At(place(s.indexes[0], v.Len()))
		case len(s.names) == 1:
			next = v.Get(s.names[0])
		case v.Kind() == value.ObjectKind:
			next = pick(v, s.names)
		}
		if next.IsAbsent() {
			return next, i, v
		}
		v = next
	}
	return v, 0, v
}

// pick is the object of just those members of v that are named, as many as
// there are, in the order of the names.
func pick(v value.Value, names []string) value.Value {
	members := make([]value.Member, 0, len(names))
	for _, n := range names {
		members = append(members, value.M(n, v.Get(n)))
	}
	return value.Object(members...)
}

func (p *Path) missing(i int) *NotFoundError {
	if i < len(p.steps)-1 && p.steps[i].kind == nameStep {
		return p.notFound("Missing property in path " + p.canonical(i+1))
	}
	return p.notFound("No results for path: " + p.canonical(len(p.steps)))
}

func (p *Path) notFound(reason string) *NotFoundError {
	return &NotFoundError{Path: p.src, Reason: reason}
}

func (p *Path) notObject(i int, v value.Value) error {
	return p.notFound(fmt.Sprintf("Expected to find an object with property %s in path %s but found '%s'. This is not a json object.",
		p.canonical(i + 1)[len(p.canonical(i)):], p.canonical(i), v.Kind()))
}

func (p *Path) notArray(i int, v value.Value) error {
	if v.IsNull() {
		return p.notFound("The path " + p.canonical(i) + " is null")
	}
	none := p.notFound(fmt.Sprintf("Filter: %s can only be applied to arrays. Current context is: %s",
		p.canonical(i + 1)[len(p.canonical(i)):], shorten(v.JSON())))
	none.Unfit = true
	return none
}

func shorten(s string) string {
	const most = 300
	if len(s) <= most {
		return s
	}
	return s[:most] + "..."
}
