package jsonpath

import (
	"strconv"
	"strings"

	"github.com/stateboard/stateboard/asl/value"
)

// Env is what the roots of a path stand for. The zero Env has no input, no
// context and no variables.
type Env struct {
	Input     value.Value                           // $
	Context   value.Value                           // $$
	Variables func(name string) (value.Value, bool) // $name; nil when there are none
}

// Root tells where a path starts.
type Root uint8

// The roots.
const (
	InputRoot    Root = iota // $
	ContextRoot              // $$
	VariableRoot             // $name
)

// Path is a compiled path. It is immutable and may be used from any number of
// goroutines.
type Path struct {
	src      string
	root     Root
	variable string
	steps    []step
	definite bool
	function bool // the last step is a function
}

// Compile reads a path. The error is a *SyntaxError.
func Compile(src string) (*Path, error) {
	if len(src) > maxSource {
		return nil, &SyntaxError{Offset: maxSource, Reason: "the path is longer than " + strconv.Itoa(maxSource) + " bytes"}
	}
	s := &scanner{src: src}
	p, err := s.path()
	if err != nil {
		return nil, err
	}
	p.src = src
	return p, nil
}

// MustCompile is Compile for paths in the program itself; it panics on bad ones.
func MustCompile(src string) *Path {
	p, err := Compile(src)
	if err != nil {
		panic(err)
	}
	return p
}

// String is the path as it was written.
func (p *Path) String() string { return p.src }

// Root tells where the path starts.
func (p *Path) Root() Root { return p.root }

// Variable is the name of the variable the path starts at, without the dollar
// sign; "" for other roots.
func (p *Path) Variable() string { return p.variable }

// Definite tells whether the path can match one place at most, so that Get
// gives the value itself and not an array of matches.
func (p *Path) Definite() bool { return p.definite }

// IsReference tells whether the path is a reference path as the States
// Language has them: only names and single indexes, in dots or brackets.
func (p *Path) IsReference() bool {
	for i := range p.steps {
		switch k := p.steps[i].kind; {
		case k == nameStep && len(p.steps[i].names) == 1:
		case k == indexStep && len(p.steps[i].indexes) == 1:
		default:
			return false
		}
	}
	return true
}

// IsRoot tells whether the path is its root alone: "$", "$$" or "$name".
func (p *Path) IsRoot() bool { return len(p.steps) == 0 }

// Names are the steps of a reference path as a person would name them: names
// as they are, indexes as decimal numbers; nil for other paths.
func (p *Path) Names() []string {
	if !p.IsReference() {
		return nil
	}
	names := make([]string, len(p.steps))
	for i := range p.steps {
		if p.steps[i].kind == nameStep {
			names[i] = p.steps[i].names[0]
		} else {
			names[i] = strconv.Itoa(p.steps[i].indexes[0])
		}
	}
	return names
}

// canonical is the path up to step n in the bracket notation that the
// service's messages use: $['a'][0].
func (p *Path) canonical(n int) string {
	var b strings.Builder
	b.WriteByte('$')
	for i := range p.steps[:n] {
		p.steps[i].write(&b)
	}
	return b.String()
}
