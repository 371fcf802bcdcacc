package refs

import "strings"

// Ref is one place at which an expression refers to something.
type Ref struct {
	Kind       Kind
	Name       string // without dollar signs; of States, the field of $states
	Start, End int    // bytes of the expression
}

// Kind tells what a Ref refers to.
type Kind uint8

// The kinds.
const (
	Variable Kind = iota // $name, neither bound in the expression nor a function
	States               // $states.name, or $states alone with the name ""
	Name                 // a name, where nothing is there to have it
	Context              // $ where nothing is there to stand for
	Root                 // $$
)

// Read reads an expression. ok is false when it is not in the part of the
// language that this package knows.
func Read(src string) (list []Ref, ok bool) {
	if len(src) > maxSource {
		return nil, false
	}
	r := &reader{scanner: scanner{src: src}}
	r.next()
	r.expression(0, here{})
	if r.failed || r.tok.kind != end {
		return nil, false
	}
	return r.refs, true
}

const (
	maxSource = 1 << 16 // bytes
	maxDepth  = 100     // of expressions in each other
)

// here is what surrounds an expression.
type here struct {
	inside bool     // something is there for names and $ to mean: a predicate, a later step
	bound  *binding // the variables that the expression itself binds
	depth  int
}

type binding struct {
	name  string
	outer *binding
}

func (h here) binds(name string) bool {
	for b := h.bound; b != nil; b = b.outer {
		if b.name == name {
			return true
		}
	}
	return false
}

// reader reads an expression by the precedence of its operators.
type reader struct {
	scanner
	tok    token
	refs   []Ref
	failed bool
}

func (r *reader) next() { r.tok = r.scan() }

func (r *reader) fail() {
	r.failed = true
	r.tok = token{kind: end}
	r.i = len(r.src)
}

// is tells whether the token is the operator.
func (r *reader) is(op string) bool { return r.tok.kind == operator && r.tok.text == op }

// take passes over an operator that must be there.
func (r *reader) take(op string) {
	if !r.is(op) {
		r.fail()
		return
	}
	r.next()
}

func (r *reader) add(kind Kind, name string, t token) {
	r.refs = append(r.refs, Ref{kind, name, t.start, t.end})
}

// power is how strongly an operator binds what stands before it; 0 for what
// ends an expression or is not known here.
var power = map[string]int{
	".": 75, "[": 80, "(": 80,
	"*": 60, "/": 60, "%": 60, "+": 50, "-": 50, "&": 50,
	"=": 40, "!=": 40, "<": 40, ">": 40, "<=": 40, ">=": 40, "in": 40, "~>": 40,
	"and": 30, "or": 25, "?": 20, ":=": 10,
}

// shape is what kind of expression was read, as far as what may follow
// depends on it.
type shape uint8

const (
	other    shape = iota
	variable       // $name, which may stand before :=
	path           // a name, a path, a block: what steps may follow
	literal        // text, a number, true: no steps may follow
)

// expression reads an expression that binds more strongly than a power.
func (r *reader) expression(least int, h here) shape {
	if h.depth++; h.depth > maxDepth {
		r.fail()
	}
	if r.failed {
		return other
	}
	got := r.first(h)
	for !r.failed && r.tok.kind == operator && power[r.tok.text] > least {
		got = r.rest(got, h)
	}
	return got
}

// rest reads an operator and what stands after it.
func (r *reader) rest(before shape, h here) shape {
	op := r.tok.text
	switch op {
	case ".":
		return r.step(before, h)
	case "[":
		if before == literal {
			r.fail()
		}
		r.next()
		h.inside = true
		if !r.is("]") { // a[] keeps an array an array
			r.expression(0, h)
		}
		r.take("]")
		return path
	case "(":
		if before == literal {
			r.fail()
		}
		r.arguments(h)
		return path
	case "?":
		r.next()
		r.expression(0, h)
		if r.is(":") {
			r.next()
			r.expression(0, h)
		}
		return other
	case "/":
		if strings.HasSuffix(strings.TrimRight(r.src[:r.tok.start], " \t\r\n"), "}") { // begins a regular expression there
			r.fail()
			return other
		}
	case ":=": // bound only in a block, where what follows can read it
		r.fail()
		return other
	}
	r.next()
	r.expression(power[op], h)
	return other
}

// step reads the part of a path after a dot: a name, a variable, a call, a
// block or a constructor.
func (r *reader) step(before shape, h here) shape {
	if before == literal {
		r.fail()
	}
	r.next()
	h.inside = true
	switch {
	case r.tok.kind == name || r.tok.kind == dollar || r.is("(") || r.is("[") || r.is("{") || r.is("*") || r.is("**"):
		r.expression(power["."], h)
	default:
		r.fail()
	}
	return path
}

// arguments reads the brackets of a call.
func (r *reader) arguments(h here) {
	r.next()
	for !r.failed && !r.is(")") {
		r.expression(0, h)
		if !r.is(",") {
			break
		}
		r.next()
		if r.is(")") {
			r.fail()
		}
	}
	r.take(")")
}
