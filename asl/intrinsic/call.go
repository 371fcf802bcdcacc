package intrinsic

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/stateboard/stateboard/asl/jsonpath"
	"github.com/stateboard/stateboard/asl/value"
)

// Call is a compiled call of an intrinsic function. It is immutable and may
// be used from any number of goroutines.
type Call struct {
	src  string
	node *call
}

// call is one function with its arguments, nested calls included.
type call struct {
	function *Function
	args     []argument
	src      string
}

// argument is a literal, a path or a nested call: the first of them that is set.
type argument struct {
	call     *call
	path     *jsonpath.Path
	literal  value.Value
	template string // a text literal with its escapes, as States.Format reads it
	src      string // as written, for messages
}

// Rand is where States.MathRandom and States.UUID get their chance from.
type Rand interface {
	Float64() float64 // in [0, 1)
	UUID() string     // a version 4 UUID in lower case
}

// SyntaxError says why a text is not a call, and at which byte of it. It is
// Doubtful when it is about a path for which jsonpath says so.
type SyntaxError struct {
	Offset   int
	Reason   string
	Doubtful bool
}

func (e *SyntaxError) Error() string {
	return fmt.Sprintf("invalid intrinsic function at byte %d: %s", e.Offset, e.Reason)
}

// Column is the place of the error in src in characters, from 1.
func (e *SyntaxError) Column(src string) int {
	return utf8.RuneCountInString(src[:min(max(e.Offset, 0), len(src))]) + 1
}

// Failure is what the service calls States.IntrinsicFailure: the arguments of
// a function do not fit it.
type Failure struct {
	Function string // such as States.MathAdd
	Reason   string
}

func (e *Failure) Error() string {
	return fmt.Sprintf("The function '%s' had the following error: %s", e.Function, e.Reason)
}

// IsCall tells whether a text means to be a call rather than a path: whether
// it starts with "States.", after blanks if any.
func IsCall(src string) bool { return strings.HasPrefix(strings.TrimLeft(src, " \t\r\n"), "States.") }

// Compile reads a call. The error is a *SyntaxError.
func Compile(src string) (*Call, error) {
	s := &scanner{src: src}
	if len(src) > maxSource {
		s.i = maxSource
		return nil, s.fail("the call is longer than %d bytes", maxSource)
	}
	s.blank()
	node, err := s.call(1)
	if err != nil {
		return nil, err
	}
	if s.blank(); s.i < len(s.src) {
		return nil, s.fail("%q cannot follow the call", s.rune())
	}
	return &Call{src: src, node: node}, nil
}

// String is the call as it was written.
func (c *Call) String() string { return c.src }

// Function is the name of the outermost function, such as States.Format.
func (c *Call) Function() string { return c.node.function.Name }

// Functions are the names of all functions the call uses, the outermost first.
func (c *Call) Functions() []string {
	var names []string
	c.node.walk(func(n *call) { names = append(names, n.function.Name) }, func(*jsonpath.Path) {})
	return names
}

// Paths are all paths among the arguments, in the order they are written.
func (c *Call) Paths() []*jsonpath.Path {
	var paths []*jsonpath.Path
	c.node.walk(func(*call) {}, func(p *jsonpath.Path) { paths = append(paths, p) })
	return paths
}

func (n *call) walk(visit func(*call), path func(*jsonpath.Path)) {
	visit(n)
	for i := range n.args {
		switch a := &n.args[i]; {
		case a.call != nil:
			a.call.walk(visit, path)
		case a.path != nil:
			path(a.path)
		}
	}
}

// Eval is the value of the call. Errors are a *Failure, or what jsonpath
// reports for a path among the arguments.
func (c *Call) Eval(env jsonpath.Env, chance Rand) (value.Value, error) {
	return c.node.eval(env, chance)
}

func (n *call) eval(env jsonpath.Env, chance Rand) (value.Value, error) {
	in := invocation{call: n, args: make([]value.Value, len(n.args)), chance: chance}
	for i := range n.args {
		v, err := n.args[i].eval(env, chance)
		if err != nil {
			return value.Absent, err
		}
		in.args[i] = v
	}
	v, err := n.function.run(&in)
	if err != nil {
		return value.Absent, err
	}
	if v.Size() > maxResult {
		return value.Absent, in.fail("the result is larger than %d bytes", maxResult)
	}
	return v, nil
}

func (a *argument) eval(env jsonpath.Env, chance Rand) (value.Value, error) {
	switch {
	case a.call != nil:
		return a.call.eval(env, chance)
	case a.path != nil:
		return a.path.Get(env)
	}
	return a.literal, nil
}

// invocation is a function at work on its arguments.
type invocation struct {
	*call
	args   []value.Value
	chance Rand
}

func (in *invocation) fail(reason string, args ...any) error {
	return &Failure{in.function.Name, fmt.Sprintf(reason, args...)}
}
