package refs

import (
	"strings"
	"unicode/utf8"

	"github.com/stateboard/stateboard/asl/value"
)

type tokenKind uint8

const (
	end      tokenKind = iota // the end, and what is not known
	name                      // a name or `quoted name`
	dollar                    // $name; "" for $ and "$" for $$
	text                      // "text" or 'text'
	number                    // 1.5
	constant                  // true, false, null
	function                  // the word function
	operator                  // and everything else
)

type token struct {
	kind       tokenKind
	text       string
	start, end int
}

// scanner cuts an expression into tokens.
type scanner struct {
	src string
	i   int
}

// peek is the token after the current one.
func (s *scanner) peek() token {
	ahead := *s
	return ahead.scan()
}

func (s *scanner) scan() token {
	s.blank()
	start := s.i
	if s.i >= len(s.src) {
		return token{end, "", start, start}
	}
	kind, word := s.word()
	if kind == end { // not known: nothing that follows is read
		s.i = len(s.src)
		return token{operator, "?unknown", start, start}
	}
	return token{kind, word, start, s.i}
}

func (s *scanner) blank() {
	for s.i < len(s.src) && strings.IndexByte(" \t\r\n", s.src[s.i]) >= 0 {
		s.i++
	}
}

// word reads one token.
func (s *scanner) word() (tokenKind, string) {
	c := s.src[s.i]
	switch {
	case c == '$':
		return s.dollar()
	case c == '"' || c == '\'':
		return s.quoted(c)
	case c >= '0' && c <= '9':
		return s.number()
	case c == '`':
		n := strings.IndexByte(s.src[s.i+1:], '`')
		if n <= 0 {
			return end, ""
		}
		word := s.src[s.i+1 : s.i+1+n]
		s.i += n + 2
		return name, word
	case isLetter(c):
		return s.name()
	}
	for _, op := range [...]string{"..", ":=", "!=", "<=", ">=", "**", "~>"} {
		if strings.HasPrefix(s.src[s.i:], op) {
			s.i += len(op)
			return operator, op
		}
	}
	if strings.IndexByte(".[](){},;:?+-*=<>&", c) < 0 {
		return s.slash(c)
	}
	if next := s.i + 1; c == '?' && next < len(s.src) && (s.src[next] == ':' || s.src[next] == '?') {
		return end, ""
	}
	s.i++
	return operator, string(c)
}

// slash reads / and %, of which only division is known: before an operand
// they mean other things, which the reader refuses there.
func (s *scanner) slash(c byte) (tokenKind, string) {
	if c != '/' && c != '%' || strings.HasPrefix(s.src[s.i:], "/*") {
		return end, ""
	}
	s.i++
	return operator, string(c)
}

func (s *scanner) dollar() (tokenKind, string) {
	s.i++
	if strings.HasPrefix(s.src[s.i:], "$") {
		s.i++
		if s.i < len(s.src) && isNamePart(s.src[s.i]) {
			return end, ""
		}
		return dollar, "$"
	}
	start := s.i
	for s.i < len(s.src) && isNamePart(s.src[s.i]) {
		s.i++
	}
	return dollar, s.src[start:s.i]
}

func (s *scanner) name() (tokenKind, string) {
	start := s.i
	for s.i < len(s.src) && isNamePart(s.src[s.i]) {
		s.i++
	}
	switch word := s.src[start:s.i]; word {
	case "and", "or", "in":
		return operator, word
	case "true", "false", "null":
		return constant, word
	case "function", "λ":
		return function, word
	default:
		return name, word
	}
}

// quoted reads a text; its escapes must be those of JSON.
func (s *scanner) quoted(quote byte) (tokenKind, string) {
	for s.i++; s.i < len(s.src); {
		switch c := s.src[s.i]; {
		case c == quote:
			s.i++
			return text, ""
		case c == '\\':
			_, n := value.Unescape(s.src[s.i:])
			if n == 0 {
				return end, ""
			}
			s.i += n
		default:
			_, n := utf8.DecodeRuneInString(s.src[s.i:])
			s.i += n
		}
	}
	return end, ""
}

func (s *scanner) number() (tokenKind, string) {
	digits := s.src[s.i:]
	if i := strings.Index(digits, ".."); i >= 0 {
		digits = digits[:i]
	}
	n := value.NumberLength(digits)
	if n == 0 || n > 300 {
		return end, ""
	}
	s.i += n
	if s.i < len(s.src) && (isLetter(s.src[s.i]) || s.src[s.i] >= '0' && s.src[s.i] <= '9') || strings.HasPrefix(s.src[s.i:], ".") && !strings.HasPrefix(s.src[s.i:], "..") {
		return end, ""
	}
	return number, ""
}

func isLetter(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_'
}

// isNamePart tells whether c is part of a name. Letters beyond ASCII are not
// known here; JSONata takes them, and other characters too.
func isNamePart(c byte) bool { return isLetter(c) || c >= '0' && c <= '9' }
