package intrinsic

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/stateboard/stateboard/asl/jsonpath"
	"github.com/stateboard/stateboard/asl/value"
)

// Bounds. The nesting limit is the service's; results are bounded well above
// its 256 KB, so that the quota and not this bound is what people meet.
const (
	maxSource = 64 << 10 // bytes
	maxNest   = 10       // calls within calls, the outermost counted
	maxResult = 16 << 20 // bytes of compact JSON
)

type scanner struct {
	src string
	i   int
}

func (s *scanner) fail(reason string, args ...any) error {
	return &SyntaxError{Offset: s.i, Reason: fmt.Sprintf(reason, args...)}
}

func (s *scanner) at(c byte) bool { return s.i < len(s.src) && s.src[s.i] == c }

func (s *scanner) rune() string {
	r, _ := utf8.DecodeRuneInString(s.src[s.i:])
	return string(r)
}

func (s *scanner) blank() {
	for s.i < len(s.src) && strings.IndexByte(" \t\r\n", s.src[s.i]) >= 0 {
		s.i++
	}
}

// call reads Name(argument, ...); depth counts the calls around it.
func (s *scanner) call(depth int) (*call, error) {
	start := s.i
	if !strings.HasPrefix(s.src[s.i:], "States.") {
		return nil, s.fail("an intrinsic function starts with States.")
	}
	s.i += len("States.")
	for s.i < len(s.src) && isNameByte(s.src[s.i]) {
		s.i++
	}
	name := s.src[start:s.i]
	f := byName[name]
	if f == nil {
		s.i = start
		return nil, s.unknown(name)
	}
	if depth > maxNest {
		s.i = start
		return nil, s.fail("calls are nested deeper than %d", maxNest)
	}
	if s.blank(); !s.at('(') {
		return nil, s.fail("( should follow %s", name)
	}
	s.i++
	n := &call{function: f}
	if err := s.arguments(n, depth); err != nil {
		return nil, err
	}
	if got := len(n.args); got < f.Least || f.Most >= 0 && got > f.Most {
		s.i = start
		return nil, s.fail("%s takes %s, not %d", name, f.arity(), got)
	}
	n.src = s.src[start:s.i]
	return n, nil
}

func isNameByte(c byte) bool {
	return c >= '0' && c <= '9' || c|0x20 >= 'a' && c|0x20 <= 'z' || c == '_' || c == '.'
}

func (s *scanner) unknown(name string) error {
	for i := range Functions {
		if strings.EqualFold(Functions[i].Name, name) {
			return s.fail("there is no function %s; did you mean %s?", name, Functions[i].Name)
		}
	}
	return s.fail("there is no function %s", name)
}

func (s *scanner) arguments(n *call, depth int) error {
	if s.blank(); s.at(')') {
		s.i++
		return nil
	}
	for {
		s.blank()
		a, err := s.argument(depth)
		if err != nil {
			return err
		}
		n.args = append(n.args, a)
		s.blank()
		switch {
		case s.at(')'):
			s.i++
			return nil
		case s.at(','):
			s.i++
		case s.i >= len(s.src):
			return s.fail("the parenthesis is not closed")
		default:
			return s.fail("a comma or ) should be here, not %q", s.rune())
		}
	}
}

func (s *scanner) argument(depth int) (argument, error) {
	start := s.i
	a, err := s.argumentAt(depth)
	a.src = s.src[start:s.i]
	return a, err
}

func (s *scanner) argumentAt(depth int) (argument, error) {
	rest := s.src[s.i:]
	switch {
	case rest == "":
		return argument{}, s.fail("an argument should be here")
	case rest[0] == '\'':
		t, err := s.text()
		return argument{literal: value.String(unescape(t)), template: t}, err
	case rest[0] == '$':
		return s.path()
	case strings.HasPrefix(rest, "States."):
		n, err := s.call(depth + 1)
		return argument{call: n}, err
	}
	if n := value.NumberLength(rest); n > 0 {
		s.i += n
		return argument{literal: value.Number(rest[:n])}, nil
	}
	for _, w := range [...]struct {
		word string
		v    value.Value
	}{{"true", value.True}, {"false", value.False}, {"null", value.Null}} {
		if strings.HasPrefix(rest, w.word) && (len(rest) == len(w.word) || !isNameByte(rest[len(w.word)])) {
			s.i += len(w.word)
			return argument{literal: w.v}, nil
		}
	}
	if rest[0] == '"' {
		return argument{}, s.fail("text stands in single quotes")
	}
	return argument{}, s.fail("%q starts no argument: text in single quotes, a number, a path, true, false, null or a call", s.rune())
}

// text reads a string in single quotes and returns it with its escapes, which
// are those of the reserved characters ' { } and \ and no others.
func (s *scanner) text() (string, error) {
	open := s.i
	s.i++
	for s.i < len(s.src) {
		switch s.src[s.i] {
		case '\'':
			s.i++
			return s.src[open+1 : s.i-1], nil
		case '\\':
			if s.i+1 < len(s.src) && !isReserved(s.src[s.i+1]) {
				return "", s.fail("a backslash stands only before ' { } and \\; write \\\\ for the backslash itself")
			}
			s.i++
		}
		s.i++
	}
	s.i = min(open, len(s.src))
	return "", s.fail("the quote is not closed")
}

func isReserved(c byte) bool { return c == '\'' || c == '{' || c == '}' || c == '\\' }

// unescape takes the backslashes off reserved characters.
func unescape(s string) string {
	if strings.IndexByte(s, '\\') < 0 {
		return s
	}
	b := make([]byte, 0, len(s))
	for i := 0; i < len(s); i++ {
		if s[i] == '\\' && i+1 < len(s) && isReserved(s[i+1]) {
			i++
		}
		b = append(b, s[i])
	}
	return string(b)
}

// path reads a path up to the comma or parenthesis that ends the argument.
func (s *scanner) path() (argument, error) {
	start, end := s.i, pathEnd(s.src, s.i)
	text := strings.TrimRight(s.src[start:end], " \t\r\n")
	p, err := jsonpath.Compile(text)
	if err != nil {
		if bad, ok := err.(*jsonpath.SyntaxError); ok {
			s.i = start + bad.Offset
			return argument{}, &SyntaxError{s.i, fmt.Sprintf("in the path %s: %s", text, bad.Reason), bad.Doubtful}
		}
		return argument{}, err
	}
	s.i = start + len(text)
	return argument{path: p}, nil
}

// pathEnd is where the path that starts at i ends: at a comma or closing
// parenthesis outside of its own brackets, parentheses and quotes.
func pathEnd(src string, i int) int {
	open, quote := 0, byte(0)
	for ; i < len(src); i++ {
		c := src[i]
		switch {
		case quote != 0:
			if c == '\\' {
				i++
			} else if c == quote {
				quote = 0
			}
		case (c == '\'' || c == '"') && open > 0:
			quote = c
		case c == '[' || c == '(':
			open++
		case open > 0 && (c == ']' || c == ')'):
			open--
		case c == ',' && open == 0, c == ')':
			return i
		}
	}
	return len(src)
}
