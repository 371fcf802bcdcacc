package jsonpath

import (
	"fmt"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/stateboard/stateboard/asl/value"
)

// Bounds of what a path may be written like.
const (
	maxSource = 16 << 10 // bytes
	maxSteps  = 500
	maxNest   = 40 // filters within filters, parentheses, literals
)

// scanner reads the text of a path. All its methods leave i after what they
// read, or at the place of the error.
type scanner struct {
	src     string
	i       int
	nest    int
	quoting bool // within quotes, where \n is a line break and not an n
}

func (s *scanner) fail(reason string, args ...any) error {
	return &SyntaxError{Offset: s.i, Reason: fmt.Sprintf(reason, args...)}
}

// doubt is fail for what other tools accept.
func (s *scanner) doubt(reason string, args ...any) error {
	return &SyntaxError{Offset: s.i, Reason: fmt.Sprintf(reason, args...), Doubtful: true}
}

func (s *scanner) done() bool { return s.i >= len(s.src) }

func (s *scanner) at(c byte) bool { return s.i < len(s.src) && s.src[s.i] == c }

func (s *scanner) has(prefix string) bool { return strings.HasPrefix(s.src[s.i:], prefix) }

func (s *scanner) blank() {
	for !s.done() && (s.src[s.i] == ' ' || s.src[s.i] == '\t' || s.src[s.i] == '\n' || s.src[s.i] == '\r') {
		s.i++
	}
}

// skip passes over c, with blanks before it, and tells whether it was there.
func (s *scanner) skip(c byte) bool {
	before := s.i
	if s.blank(); s.at(c) {
		s.i++
		return true
	}
	s.i = before
	return false
}

func (s *scanner) deeper() error {
	if s.nest++; s.nest > maxNest {
		return s.fail("nested deeper than %d", maxNest)
	}
	return nil
}

// path reads a whole path; nothing may follow it but blanks.
func (s *scanner) path() (*Path, error) {
	s.blank()
	p := &Path{}
	if !s.at('$') {
		return nil, s.fail("a path starts with $")
	}
	s.i++
	if s.at('$') {
		s.i++
		p.root = ContextRoot
	} else if n := nameLength(s.src[s.i:]); n > 0 {
		p.root, p.variable = VariableRoot, s.src[s.i:s.i+n]
		s.i += n
	}
	if err := s.steps(p, false); err != nil {
		return nil, err
	}
	if s.blank(); !s.done() {
		return nil, s.fail("%q cannot follow here", s.rune())
	}
	return p, nil
}

// nameLength is the length of the variable name that t starts with; names are
// Unicode identifiers (UAX #31).
func nameLength(t string) int {
	for i, r := range t {
		if r == '_' || unicode.IsLetter(r) || unicode.Is(unicode.Nl, r) {
			continue
		}
		if i > 0 && (unicode.IsDigit(r) || unicode.In(r, unicode.Mn, unicode.Mc, unicode.Pc)) {
			continue
		}
		return i
	}
	return len(t)
}

func (s *scanner) rune() string {
	r, _ := utf8.DecodeRuneInString(s.src[s.i:])
	return string(r)
}

// steps reads the steps after a root, up to where none can begin. Within a
// filter a name ends at more characters than at the top.
func (s *scanner) steps(p *Path, inner bool) error {
	for !s.done() {
		switch {
		case s.at('['):
			if err := s.bracket(p); err != nil {
				return err
			}
		case s.has(".."):
			if err := s.scan(p, inner); err != nil {
				return err
			}
		case s.at('.'):
			s.i++
			if s.at('[') {
				continue
			}
			if err := s.dotted(p, inner); err != nil {
				return err
			}
		default:
			return s.finish(p)
		}
		if len(p.steps) > maxSteps {
			return s.fail("the path has more than %d steps", maxSteps)
		}
	}
	return s.finish(p)
}

func (s *scanner) finish(p *Path) error {
	p.definite = true
	for i := range p.steps {
		last := i == len(p.steps)-1
		if !p.steps[i].definite(last) {
			p.definite = false
		}
		if p.steps[i].kind == functionStep {
			if !last {
				return s.fail("%s() must be the last step", p.steps[i].function)
			}
			p.function = true
		}
	}
	return nil
}

func (s *scanner) scan(p *Path, inner bool) error {
	s.i += 2
	p.steps = append(p.steps, step{kind: scanStep})
	if s.at('[') {
		return s.bracket(p)
	}
	if s.at('.') {
		return s.fail("too many dots")
	}
	start := s.i
	err := s.dotted(p, inner)
	if err == nil && p.steps[len(p.steps)-1].kind == functionStep {
		s.i = start
		return s.fail("a name should follow the dots, not a function")
	}
	return err
}

// dotted reads what follows a dot: a name, a wildcard or a function.
func (s *scanner) dotted(p *Path, inner bool) error {
	if s.done() {
		return s.fail("the path ends with a dot")
	}
	if s.at('*') {
		s.i++
		p.steps = append(p.steps, step{kind: wildStep})
		return nil
	}
	start := s.i
	name := s.name(inner)
	if s.at('(') {
		return s.call(p, name, start)
	}
	if s.i == start {
		return s.fail("a name should follow the dot")
	}
	if !inner && s.at(' ') && strings.TrimSpace(s.src[s.i:]) != "" {
		return s.fail("write a name with blanks in brackets: ['my name']")
	}
	p.steps = append(p.steps, step{kind: nameStep, names: []string{name}})
	return nil
}

// name reads a name up to the next step. A backslash takes a character that
// would end it into it, as the States Language has it.
func (s *scanner) name(inner bool) string {
	start := s.i
	var b strings.Builder
	for !s.done() && !endsName(s.src[s.i], inner) {
		if s.src[s.i] != '\\' || s.i+1 == len(s.src) {
			s.i++
			continue
		}
		b.WriteString(s.src[start:s.i])
		s.i++
		s.escape(&b)
		start = s.i
	}
	if b.Len() == 0 {
		return s.src[start:s.i]
	}
	b.WriteString(s.src[start:s.i])
	return b.String()
}

func endsName(c byte, inner bool) bool {
	switch c {
	case '.', '[', '(', ' ', '\t', '\n', '\r':
		return true
	case ')', '=', '!', '<', '>', '&', '|', ',', ']', '~', '}':
		return inner
	}
	return false
}

// bracket reads one pair of square brackets.
func (s *scanner) bracket(p *Path) error {
	open := s.i
	s.i++
	s.blank()
	var st step
	var err error
	switch {
	case s.done():
		s.i = open
		err = s.fail("the bracket is not closed")
	case s.at('*'):
		s.i++
		st.kind = wildStep
	case s.at('\''), s.at('"'):
		st, err = s.names()
	case s.at('?'):
		st, err = s.filterStep()
	case s.at('-'), s.at(':'), s.src[s.i] >= '0' && s.src[s.i] <= '9':
		st, err = s.numbers()
	case s.at('('):
		err = s.doubt("scripts are not supported; count from the end with a negative index, as in [-1]")
	default:
		err = s.fail("a quoted name, a number, * or ?( should be here, not %q", s.rune())
	}
	if err != nil {
		return err
	}
	if !s.skip(']') {
		if s.done() {
			s.i = open
			return s.fail("the bracket is not closed")
		}
		return s.fail("%q cannot stand here; ] should close the bracket", s.rune())
	}
	p.steps = append(p.steps, st)
	return nil
}

func (s *scanner) names() (step, error) {
	st := step{kind: nameStep}
	for {
		s.blank()
		if !s.at('\'') && !s.at('"') {
			return st, s.fail("a quoted name should be here")
		}
		name, err := s.quoted()
		if err != nil {
			return st, err
		}
		st.names = append(st.names, name)
		if !s.skip(',') {
			return st, nil
		}
	}
}

// quoted reads a string in single or double quotes. A backslash takes the
// next character as it is, but for JSON's letters.
func (s *scanner) quoted() (string, error) {
	quote, open := s.src[s.i], s.i
	s.quoting = true
	defer func() { s.quoting = false }()
	s.i++
	var b strings.Builder
	for !s.done() {
		c := s.src[s.i]
		s.i++
		switch {
		case c == quote:
			return b.String(), nil
		case c == '\\' && !s.done():
			s.escape(&b)
		default:
			b.WriteByte(c)
		}
	}
	s.i = open
	return "", s.fail("the quote is not closed")
}

// escape reads what follows a backslash: an escape that JSON has, or any
// other character as it is.
func (s *scanner) escape(b *strings.Builder) {
	if r, n := value.Unescape(s.src[s.i-1:]); n > 0 && s.quoting || n > 2 {
		b.WriteRune(r)
		s.i += n - 1
		return
	}
	r, n := utf8.DecodeRuneInString(s.src[s.i:])
	if r == utf8.RuneError {
		b.WriteString(s.src[s.i : s.i+n])
	} else {
		b.WriteRune(r)
	}
	s.i += n
}

// numbers reads indexes or a slice.
func (s *scanner) numbers() (step, error) {
	st := step{kind: indexStep}
	if s.at(':') {
		return s.slice(st)
	}
	for {
		s.blank()
		n, err := s.integer()
		if err != nil {
			return st, err
		}
		st.indexes = append(st.indexes, n)
		if s.blank(); s.at(':') && len(st.indexes) == 1 {
			st.hasFrom, st.from, st.indexes = true, n, nil
			return s.slice(st)
		}
		if !s.skip(',') {
			return st, nil
		}
	}
}

func (s *scanner) slice(st step) (step, error) {
	s.i++
	st.kind = sliceStep
	if s.blank(); s.at('-') || !s.done() && s.src[s.i] >= '0' && s.src[s.i] <= '9' {
		n, err := s.integer()
		if err != nil {
			return st, err
		}
		st.hasTo, st.to = true, n
	}
	if s.skip(':') {
		s.i--
		return st, s.fail("a slice has no step here: [from:to]")
	}
	if !st.hasFrom && !st.hasTo {
		return st, s.fail("a slice needs a number: [from:], [:to] or [from:to]")
	}
	return st, nil
}

func (s *scanner) integer() (int, error) {
	start := s.i
	if s.at('-') {
		s.i++
	}
	for !s.done() && s.src[s.i] >= '0' && s.src[s.i] <= '9' {
		s.i++
	}
	n, err := strconv.ParseInt(s.src[start:s.i], 10, 32)
	if err != nil {
		s.i = start
		return 0, s.fail("not a whole number that can be an index")
	}
	return int(n), nil
}
