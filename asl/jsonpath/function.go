package jsonpath

import (
	"math"

	"github.com/stateboard/stateboard/asl/value"
)

// Functions are the names a path may end with, as in $.items.length().
var Functions = []string{
	"append", "avg", "concat", "first", "index", "keys", "last", "length",
	"max", "min", "size", "stddev", "sum",
}

func isFunction(name string) bool {
	for _, f := range Functions {
		if f == name {
			return true
		}
	}
	return false
}

// call reads the parentheses of a function; its name is read already.
func (s *scanner) call(p *Path, name string, start int) error {
	if !isFunction(name) {
		s.i = start
		return s.fail("there is no function %q", name)
	}
	if err := s.deeper(); err != nil {
		return err
	}
	s.i++
	st := step{kind: functionStep, function: name}
	for first := true; !s.skip(')'); first = false {
		if !first && !s.skip(',') {
			return s.fail("a comma or ) should be here")
		}
		a, err := s.argument()
		if err != nil {
			return err
		}
		st.args = append(st.args, a)
	}
	if name == "index" && (len(st.args) != 1 || st.args[0].literal.Kind() != value.NumberKind) {
		return s.fail("index() needs one number")
	}
	s.nest--
	p.steps = append(p.steps, st)
	return nil
}

func (s *scanner) argument() (argument, error) {
	if s.blank(); s.at('$') || s.at('@') {
		p, _, err := s.innerPath()
		return argument{path: p}, err
	}
	v, err := s.literal()
	return argument{literal: v}, err
}

// apply gives a path's last function the value the rest of the path leads to;
// for an indefinite path that is the array of its matches.
func (e *evaluation) apply(s *step) (value.Value, error) {
	subject, err := e.subject()
	if err != nil {
		return subject, err
	}
	args, err := e.arguments(s)
	if err != nil {
		return value.Absent, err
	}
	switch s.function {
	case "length", "size":
		if k := subject.Kind(); k == value.ArrayKind || k == value.ObjectKind {
			return value.Int(int64(subject.Len())), nil
		}
		return value.Null, nil
	case "keys":
		return keys(subject), nil
	case "first", "last", "index":
		return e.pickItem(s, subject, args)
	case "append":
		items := append([]value.Value{}, subject.Items()...)
		return value.Array(append(items, args...)...), nil
	case "concat":
		return concat(subject, args), nil
	}
	return e.aggregate(s.function, subject, args)
}

func (e *evaluation) subject() (value.Value, error) {
	for i := range e.path.steps {
		if !e.path.steps[i].definite(false) {
			return value.Array(e.matches...), nil
		}
	}
	if len(e.matches) == 0 {
		return value.Absent, e.path.notFound("No results for path: " + e.path.canonical(len(e.path.steps)-1))
	}
	return e.matches[0], nil
}

func (e *evaluation) arguments(s *step) ([]value.Value, error) {
	args := make([]value.Value, 0, len(s.args))
	for _, a := range s.args {
		v := a.literal
		if a.path != nil {
			var err error
			if v, err = e.inner(a.path, e.root); err != nil {
				return nil, err
			}
			if v.IsAbsent() {
				return nil, e.path.notFound("No results for path: " + a.path.canonical(len(a.path.steps)))
			}
		}
		args = append(args, v)
	}
	return args, nil
}

func keys(v value.Value) value.Value {
	if v.Kind() != value.ObjectKind {
		return value.Null
	}
	names := make([]value.Value, 0, v.Len())
	for _, m := range v.Members() {
		names = append(names, value.String(m.Key))
	}
	return value.Array(names...)
}

func (e *evaluation) pickItem(s *step, v value.Value, args []value.Value) (value.Value, error) {
	i := 0
	switch s.function {
	case "last":
		i = -1
	case "index":
		n, ok := args[0].AsInt()
		if !ok || n != int64(int32(n)) {
			return value.Absent, &EvalError{e.path.src, "index() needs a whole number"}
		}
		i = int(n)
	}
	if item := v.At(place(i, v.Len())); !item.IsAbsent() {
		return item, nil
	}
	return value.Absent, e.path.notFound("No results for path: " + e.path.canonical(len(e.path.steps)))
}

func concat(subject value.Value, args []value.Value) value.Value {
	text := ""
	for _, v := range subject.Items() {
		if v.Kind() == value.StringKind {
			text += v.Str()
		}
	}
	for _, v := range args {
		if k := v.Kind(); k == value.StringKind || k == value.NumberKind || k == value.BoolKind {
			text += v.Str()
		} else {
			text += v.JSON()
		}
	}
	return value.String(text)
}

// aggregate computes over the numbers of the subject and of the arguments,
// where arrays count with their items.
func (e *evaluation) aggregate(name string, subject value.Value, args []value.Value) (value.Value, error) {
	var sum, squares, n float64
	low, high := math.Inf(1), math.Inf(-1)
	for _, list := range append([]value.Value{subject}, args...) {
		items := list.Items()
		if list.Kind() == value.NumberKind {
			items = []value.Value{list}
		}
		for _, v := range items {
			f, ok := v.AsFloat()
			if !ok {
				continue
			}
			n++
			sum += f
			squares += f * f
			low, high = min(low, f), max(high, f)
		}
	}
	if n == 0 {
		return value.Absent, &EvalError{e.path.src, "Aggregation function attempted to calculate value using empty array"}
	}
	switch name {
	case "sum":
		return value.Float(sum), nil
	case "min":
		return value.Float(low), nil
	case "max":
		return value.Float(high), nil
	case "avg":
		return value.Float(sum / n), nil
	}
	return value.Float(math.Sqrt(max(squares/n-sum*sum/n/n, 0))), nil
}
