package intrinsic

import (
	"github.com/stateboard/stateboard/asl/jsonpath"
	"github.com/stateboard/stateboard/asl/value"
)

// Argument is an argument of a call as it is written: a nested call, a path,
// or, where both are nil, a literal.
type Argument struct {
	Call     *Call
	Path     *jsonpath.Path
	Literal  value.Value
	Template string // of a text literal with escapes, those still in it, as States.Format reads it; mostly ""
}

// Arguments are the arguments of the outermost function, in order.
func (c *Call) Arguments() []Argument {
	args := make([]Argument, len(c.node.args))
	for i := range c.node.args {
		a := &c.node.args[i]
		args[i] = Argument{Path: a.path, Literal: a.literal, Template: a.template}
		if a.call != nil {
			args[i].Call = &Call{src: a.call.src, node: a.call}
		}
	}
	return args
}
