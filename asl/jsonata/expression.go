package jsonata

import (
	"strings"
	"sync"
	"time"

	"github.com/stateboard/stateboard/asl/value"
)

// Bounds of a single expression's text.
const maxSource = 128 << 10 // bytes

// IsExpression tells whether a string of a machine is an expression: whether
// it starts with {% and ends with %}, with nothing around them.
func IsExpression(s string) bool {
	return len(s) >= 4 && strings.HasPrefix(s, "{%") && strings.HasSuffix(s, "%}")
}

// Inner is an expression's text without {% and %} and the blanks within them,
// and the byte offset in s at which it starts. It is for strings that
// IsExpression.
func Inner(s string) (src string, offset int) {
	const blanks = " \t\r\n"
	body := s[2 : len(s)-2]
	left := strings.TrimLeft(body, blanks)
	return strings.TrimRight(left, blanks), 2 + len(body) - len(left)
}

// Expr is a compiled expression. It is immutable and may be used from any
// number of goroutines.
type Expr struct {
	src       string
	variables []string
	fields    []string
	whole     bool
	plain     *plain // when the expression is one
}

// Bindings are what an expression can refer to. The zero Bindings have
// nothing; randomness is then an error.
type Bindings struct {
	States    value.Value                           // $states
	Variables func(name string) (value.Value, bool) // $name; nil when there are none
	Now       time.Time                             // what $now and $millis tell
	Rand      Rand                                  // behind $random, $shuffle and $uuid
}

// Rand is where $random, $shuffle and $uuid get their chance from.
type Rand interface {
	Float64() float64 // in [0, 1)
	UUID() string     // a version 4 UUID in lower case
}

// Compile reads an expression, given without {% and %}. The error is a
// *SyntaxError.
func Compile(src string) (*Expr, error) {
	if c, ok := compiled.get(src); ok {
		return c.expr, c.err
	}
	expr, err := compile(src)
	if bad, ok := err.(*SyntaxError); err == nil || ok && !bad.passing {
		compiled.put(src, compilation{expr, err})
	}
	return expr, err
}

// Check tells whether a text is an expression; the error is a *SyntaxError.
func Check(src string) error {
	_, err := Compile(src)
	return err
}

func compile(src string) (*Expr, error) {
	if len(src) > maxSource {
		return nil, &SyntaxError{Offset: maxSource, Reason: "the expression is longer than 128 KB"}
	}
	if p := plainPath(src); p != nil {
		return p.expr(src), nil
	}
	e, err := acquire()
	if err != nil {
		return nil, err
	}
	p, err := e.prepare(src)
	e.release()
	if err != nil {
		return nil, err
	}
	return &Expr{src: src, variables: p.variables, fields: p.fields, whole: p.whole}, nil
}

// String is the expression as it was given to Compile.
func (x *Expr) String() string { return x.src }

// Variables are the names that the expression reads and neither binds itself
// nor knows as functions, without dollar signs and without "states": the
// variables a workflow must have assigned. Sorted.
func (x *Expr) Variables() []string { return x.variables }

// StatesFields are the names that the expression takes from $states directly,
// such as input or errorOutput. Sorted.
func (x *Expr) StatesFields() []string { return x.fields }

// WholeStates tells whether the expression uses $states other than by taking
// a field from it, so that it may see all of them.
func (x *Expr) WholeStates() bool { return x.whole }

// Eval is the value of the expression; Absent when it has none, which
// JSONata calls undefined. Errors are an *EvalError for what the expression
// does wrong, a *ResultError for a result that is no JSON value, and a
// *LimitError when it was stopped.
func (x *Expr) Eval(b Bindings) (value.Value, error) {
	if x.plain != nil {
		if v, ok := x.plain.eval(&b); ok {
			return v, nil
		}
	}
	e, err := acquire()
	if err != nil {
		return value.Absent, err
	}
	defer e.release()
	return e.eval(x.src, &b)
}

// compilation is what Compile once said about a text.
type compilation struct {
	expr *Expr
	err  error
}

// memory keeps compilations, so that checking a document again and again
// costs only what has changed.
type memory struct {
	mu    sync.Mutex
	known map[string]compilation
	bytes int
}

var compiled memory

func (m *memory) get(src string) (compilation, bool) {
	m.mu.Lock()
	defer m.mu.Unlock()
	c, ok := m.known[src]
	return c, ok
}

func (m *memory) put(src string, c compilation) {
	const most, mostBytes = 4096, 4 << 20
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.known == nil || len(m.known) >= most || m.bytes > mostBytes {
		m.known, m.bytes = make(map[string]compilation), 0
	}
	m.known[src] = c
	m.bytes += len(src)
}
