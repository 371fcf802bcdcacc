package interp

import (
	"github.com/stateboard/stateboard/asl"
	"github.com/stateboard/stateboard/asl/syntax"
	"github.com/stateboard/stateboard/asl/value"
)

// failState ends its machine with an error.
type failState struct{ err, cause template } // nil is absent

func (c *compiler) failState(s *asl.Fail, out *state) kind {
	return &failState{c.failText(s.Node, "Error", out.jsonata), c.failText(s.Node, "Cause", out.jsonata)}
}

// failText compiles Error or Cause, or its Path sibling, which may hold a
// call of an intrinsic function.
func (c *compiler) failText(holder *syntax.Node, name string, jsonata bool) template {
	if n := holder.Get(name); n != nil {
		return c.template(n, jsonata, name)
	}
	if n := holder.Get(name + "Path"); n != nil && !jsonata {
		return c.dynamic(n, name+"Path")
	}
	return nil
}

func (k *failState) work(x *Progress, f *frame) {
	e := x.see(f, f.input)
	said := &failure{}
	for _, part := range [...]struct {
		t  template
		to *string
	}{{k.err, &said.Error}, {k.cause, &said.Cause}} {
		if part.t == nil {
			continue
		}
		v, fail := part.t.eval(e)
		if fail != nil {
			x.fail(f, fail)
			return
		}
		s, ok := v.AsString()
		if !ok {
			x.fail(f, notText(part.t, v))
			return
		}
		*part.to = s
	}
	x.collapse(f, said)
}

func notText(t template, v value.Value) *failure {
	switch t := t.(type) {
	case *path:
		return runtime("The JSONPath '%s' specified for the field '%s' must lead to a string, but leads to: %s", t.p, t.field, v.JSON())
	case *call:
		return runtime("The function '%s' specified for the field '%s' must give a string, but gives: %s", t.c, t.field, v.JSON())
	case *expression:
		return unexpected(t, t.location, "string", v)
	}
	return runtime("Error and Cause must be strings, but one is: %s", v.JSON())
}
