package interp

import (
	"errors"

	"github.com/stateboard/stateboard/asl/jsonpath"
	"github.com/stateboard/stateboard/asl/value"
	"github.com/stateboard/stateboard/runner/history"
)

// apply is what InputPath or OutputPath selects from in.
func (s *selector) apply(f *frame, in value.Value) (value.Value, *failure) {
	switch {
	case s.none:
		return emptyObject, nil
	case s.p == nil:
		return in, nil
	}
	f.env.Input = in
	v, err := s.p.Get(f.env.Env)
	if err != nil {
		return v, runtime("%s", err)
	}
	return v, nil
}

var emptyObject = value.Object()

// selected is the raw input as InputPath leaves it.
func (x *Progress) selected(f *frame) (value.Value, *failure) {
	x.see(f, f.input)
	return f.state.inputPath.apply(f, f.input)
}

// effectiveInput is what the state's work is given: InputPath and Parameters,
// or Arguments.
func (x *Progress) effectiveInput(f *frame) (value.Value, *failure) {
	if f.state.jsonata {
		e := x.see(f, f.input)
		if f.state.parameters == nil {
			return f.input, nil
		}
		return f.state.parameters.eval(e)
	}
	in, fail := x.selected(f)
	if fail != nil || f.state.parameters == nil {
		return in, fail
	}
	f.env.Input = in
	return f.state.parameters.eval(&f.env)
}

// complete passes the result of the state's work on and leaves the state.
func (x *Progress) complete(f *frame, result value.Value) {
	if f.state.jsonata {
		x.completeJSONata(f, result, result)
		return
	}
	x.see(f, result)
	s := f.state
	if s.resultSelector != nil {
		selected, fail := s.resultSelector.eval(&f.env)
		if fail != nil {
			x.fail(f, fail)
			return
		}
		result = selected
	}
	f.env.Input = result
	assigned, fail := assign(&f.env, s.assign)
	if fail != nil {
		x.fail(f, fail)
		return
	}
	out, fail := s.merge(f, result)
	if fail != nil {
		x.fail(f, fail)
		return
	}
	x.leave(f, out, assigned, history.Via{}, s.next)
}

// merge applies ResultPath and OutputPath.
func (s *state) merge(f *frame, result value.Value) (value.Value, *failure) {
	out := result
	switch {
	case s.discard:
		out = f.input
	case s.resultPath != nil:
		merged, err := s.resultPath.Set(f.input, result)
		if err != nil {
			return merged, resultPathFailure(err)
		}
		out = merged
	}
	return s.outputPath.apply(f, out)
}

func resultPathFailure(err error) *failure {
	var unfit *jsonpath.SetError
	if !errors.As(err, &unfit) {
		return runtime("%s", err)
	}
	f := runtime("%s", err)
	f.Error = errResultPath
	return f
}

// completeJSONata evaluates Assign and Output and leaves the state. Output
// defaults to otherwise; result is $states.result.
func (x *Progress) completeJSONata(f *frame, otherwise, result value.Value) {
	e := x.see(f, f.input)
	e.result = result
	out, assigned, fail := produce(e, f.state.output, f.state.assign, otherwise)
	if fail != nil {
		x.fail(f, fail)
		return
	}
	x.leave(f, out, assigned, history.Via{}, f.state.next)
}

// produce evaluates Assign and Output as JSONata states, rules and catchers
// have them.
func produce(e *env, output template, list []assignment, otherwise value.Value) (out, assigned value.Value, fail *failure) {
	if assigned, fail = assign(e, list); fail != nil {
		return
	}
	out = otherwise
	if output != nil {
		out, fail = output.eval(e)
	}
	return
}

// assign evaluates Assign: an object of the variables, or Absent when there
// are none. They are set when the state is left.
func assign(e *env, list []assignment) (value.Value, *failure) {
	if len(list) == 0 {
		return value.Absent, nil
	}
	members := make([]value.Member, len(list))
	for i := range list {
		v, fail := list[i].t.eval(e)
		if fail != nil {
			return value.Absent, fail
		}
		members[i] = value.Member{Key: list[i].name, Value: v}
	}
	return value.Object(members...), nil
}
