package interp

import (
	"errors"
	"strconv"

	"github.com/stateboard/stateboard/asl"
	"github.com/stateboard/stateboard/asl/jsonpath"
	"github.com/stateboard/stateboard/asl/value"
	"github.com/stateboard/stateboard/runner/history"
)

// choiceState goes where the first rule that holds says.
type choiceState struct {
	rules     []*rule
	otherwise *state // Default; nil when there is none
}

type rule struct {
	test   test
	next   *state
	output template
	assign []assignment
}

// test is what a rule asks: *allOf, *anyOf, *not, *comparison, *presence or
// *condition.
type test interface {
	holds(x *Progress, e *env) (bool, *failure)
}

type (
	allOf     struct{ tests []test }
	anyOf     struct{ tests []test }
	not       struct{ test test }
	condition struct {
		t        template
		location string
	}
)

var _ = []test{&allOf{}, &anyOf{}, &not{}, &comparison{}, &condition{}}

func (c *compiler) choice(s *asl.Choice, out *state, scope *machine) kind {
	k := &choiceState{}
	for i, r := range s.Rules() {
		at := "Choices[" + strconv.Itoa(i) + "]/"
		k.rules = append(k.rules, &rule{test: c.test(r, r.Test, at+"Condition"), next: c.target(r.Next, r.Node, scope), output: c.template(r.Node.Get("Output"), out.jsonata, at+"Output"), assign: c.assign(r.Node, out.jsonata, at)})
	}
	if s.Default() != nil {
		k.otherwise = c.target(s.Default(), s.Node, scope)
	}
	return k
}

func (c *compiler) test(r *asl.Rule, t asl.Test, location string) test {
	switch t := t.(type) {
	case *asl.And:
		return &allOf{c.tests(r, t.Tests)}
	case *asl.Or:
		return &anyOf{c.tests(r, t.Tests)}
	case *asl.Not:
		return &not{c.test(r, t.Test, "")}
	case *asl.Compare:
		return c.comparison(t)
	case *asl.Expression:
		return &condition{c.template(t.Node, true, location), location}
	}
	c.fail(r.Node, "The rule asks nothing.", "Give it a Condition, or a Variable and an operator.")
	return &allOf{}
}

func (c *compiler) tests(r *asl.Rule, from []asl.Test) []test {
	list := make([]test, len(from))
	for i := range from {
		list[i] = c.test(r, from[i], "")
	}
	return list
}

func (k *choiceState) work(x *Progress, f *frame) {
	in, fail := f.input, (*failure)(nil)
	if !f.state.jsonata {
		in, fail = x.selected(f)
	}
	if fail != nil {
		x.fail(f, fail)
		return
	}
	e := x.see(f, in)
	for i, r := range k.rules {
		yes, fail := r.test.holds(x, e)
		if fail != nil {
			x.fail(f, fail)
			return
		}
		if yes {
			x.choose(f, in, r.output, r.assign, history.Via{Kind: history.ViaRule, Index: i}, r.next)
			return
		}
	}
	if k.otherwise == nil {
		x.fail(f, runtime("Failed to transition out of the state. The state does not point to a next state."))
		return
	}
	x.choose(f, in, f.state.output, f.state.assign, history.Via{Kind: history.ViaDefault}, k.otherwise)
}

func (x *Progress) choose(f *frame, in value.Value, output template, list []assignment, via history.Via, next *state) {
	out, assigned, fail := produce(&f.env, output, list, in)
	if fail == nil && !f.state.jsonata {
		out, fail = f.state.outputPath.apply(f, out)
	}
	if fail != nil {
		x.fail(f, fail)
		return
	}
	x.leave(f, out, assigned, via, next)
}

func (t *allOf) holds(x *Progress, e *env) (bool, *failure) {
	for _, one := range t.tests {
		if yes, fail := one.holds(x, e); !yes || fail != nil {
			return false, fail
		}
	}
	return true, nil
}

func (t *anyOf) holds(x *Progress, e *env) (bool, *failure) {
	for _, one := range t.tests {
		if yes, fail := one.holds(x, e); yes || fail != nil {
			return yes, fail
		}
	}
	return false, nil
}

func (t *not) holds(x *Progress, e *env) (bool, *failure) {
	yes, fail := t.test.holds(x, e)
	return !yes && fail == nil, fail
}

func (t *condition) holds(_ *Progress, e *env) (bool, *failure) {
	v, fail := t.t.eval(e)
	if fail != nil {
		return false, fail
	}
	if b, ok := v.AsBool(); ok {
		return b, nil
	}
	return false, unexpected(t.t, t.location, "boolean", v)
}

// lookUp is the value of a comparison's path; Absent when it leads nowhere.
func lookUp(p *jsonpath.Path, e *env) (value.Value, *failure) {
	v, err := p.Get(e.Env)
	if err == nil {
		return v, nil
	}
	var none *jsonpath.NotFoundError
	if errors.As(err, &none) {
		return value.Absent, nil
	}
	return v, runtime("%s", err)
}
