package value

import (
	"fmt"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// MaxDepth is how deep arrays and objects may nest. The service's own limit
// is lower; this one keeps hostile input from exhausting the stack.
const MaxDepth = 1000

// SyntaxError says why a text is not JSON and at which byte.
type SyntaxError struct {
	Offset int
	Reason string
}

func (e *SyntaxError) Error() string {
	return fmt.Sprintf("not JSON at byte %d: %s", e.Offset, e.Reason)
}

// Parse reads exactly one JSON text, as RFC 8259 has it. A leading byte order
// mark is passed over. Of a key that comes twice the later value counts.
func Parse(s string) (Value, error) {
	p := reader{s: s}
	if strings.HasPrefix(s, "\uFEFF") {
		p.i = len("\uFEFF")
	}
	v, err := p.value(0)
	if err != nil {
		return Absent, err
	}
	if p.space(); p.i < len(s) {
		return Absent, p.fail("something follows the value")
	}
	return v, nil
}

// MustParse is Parse for texts in the program itself; it panics on bad ones.
func MustParse(s string) Value {
	v, err := Parse(s)
	if err != nil {
		panic(err)
	}
	return v
}

type reader struct {
	s string
	i int
}

func (p *reader) fail(reason string) error { return &SyntaxError{p.i, reason} }

func (p *reader) space() {
	for p.i < len(p.s) {
		switch p.s[p.i] {
		case ' ', '\n', '\r', '\t':
			p.i++
		default:
			return
		}
	}
}

func (p *reader) value(depth int) (Value, error) {
	p.space()
	if p.i >= len(p.s) {
		return Absent, p.fail("the text ends where a value should be")
	}
	if depth > MaxDepth {
		return Absent, p.fail(fmt.Sprintf("nested deeper than %d", MaxDepth))
	}
	switch c := p.s[p.i]; {
	case c == '{':
		return p.object(depth)
	case c == '[':
		return p.array(depth)
	case c == '"':
		s, err := p.str()
		return String(s), err
	case c == '-' || c >= '0' && c <= '9':
		return p.number()
	}
	for _, w := range [...]struct {
		word string
		v    Value
	}{{"true", True}, {"false", False}, {"null", Null}} {
		if strings.HasPrefix(p.s[p.i:], w.word) {
			p.i += len(w.word)
			return w.v, nil
		}
	}
	return Absent, p.fail(fmt.Sprintf("unexpected %q", firstRune(p.s[p.i:])))
}

func firstRune(s string) rune {
	r, _ := utf8.DecodeRuneInString(s)
	return r
}

func (p *reader) object(depth int) (Value, error) {
	p.i++
	var members []Member
	for first := true; ; first = false {
		p.space()
		if first && p.at('}') {
			break
		}
		if !p.at('"') {
			return Absent, p.fail("a key in double quotes should be here")
		}
		key, err := p.str()
		if err != nil {
			return Absent, err
		}
		if p.space(); !p.at(':') {
			return Absent, p.fail("a colon should follow the key")
		}
		p.i++
		v, err := p.value(depth + 1)
		if err != nil {
			return Absent, err
		}
		members = append(members, Member{key, v})
		if p.space(); p.at('}') {
			break
		}
		if !p.at(',') {
			return Absent, p.fail("a comma or } should be here")
		}
		p.i++
	}
	p.i++
	return Object(members...), nil
}

func (p *reader) array(depth int) (Value, error) {
	p.i++
	var items []Value
	for first := true; ; first = false {
		if p.space(); first && p.at(']') {
			break
		}
		v, err := p.value(depth + 1)
		if err != nil {
			return Absent, err
		}
		items = append(items, v)
		if p.space(); p.at(']') {
			break
		}
		if !p.at(',') {
			return Absent, p.fail("a comma or ] should be here")
		}
		p.i++
	}
	p.i++
	return Array(items...), nil
}

func (p *reader) at(c byte) bool { return p.i < len(p.s) && p.s[p.i] == c }

func (p *reader) number() (Value, error) {
	n := NumberLength(p.s[p.i:])
	if n == 0 {
		return Absent, p.fail("not a number as JSON spells them")
	}
	p.i += n
	return Number(p.s[p.i-n : p.i]), nil
}

// NumberLength is the length of the JSON number that s starts with; 0 when it
// starts with none.
func NumberLength(s string) int {
	i := 0
	digits := func() bool {
		start := i
		for i < len(s) && s[i] >= '0' && s[i] <= '9' {
			i++
		}
		return i > start
	}
	if i < len(s) && s[i] == '-' {
		i++
	}
	if i < len(s) && s[i] == '0' {
		i++
	} else if !digits() {
		return 0
	}
	if i < len(s) && s[i] == '.' {
		if i++; !digits() {
			return 0
		}
	}
	if i < len(s) && (s[i] == 'e' || s[i] == 'E') {
		if i++; i < len(s) && (s[i] == '+' || s[i] == '-') {
			i++
		}
		if !digits() {
			return 0
		}
	}
	return i
}

func (p *reader) str() (string, error) {
	p.i++
	start := p.i
	for p.i < len(p.s) {
		switch c := p.s[p.i]; {
		case c == '"':
			p.i++
			return p.s[start : p.i-1], nil
		case c == '\\':
			return p.escaped(start)
		case c < 0x20:
			return "", p.fail("a control character must be escaped in a string")
		}
		p.i++
	}
	return "", p.fail("the string is not closed")
}

// escaped reads the rest of a string that holds an escape.
func (p *reader) escaped(start int) (string, error) {
	b := []byte(p.s[start:p.i])
	for p.i < len(p.s) {
		c := p.s[p.i]
		switch {
		case c == '"':
			p.i++
			return string(b), nil
		case c < 0x20:
			return "", p.fail("a control character must be escaped in a string")
		case c != '\\':
			b = append(b, c)
			p.i++
			continue
		}
		r, n := Unescape(p.s[p.i:])
		if n == 0 {
			return "", p.fail("not an escape that JSON knows")
		}
		b = utf8.AppendRune(b, r)
		p.i += n
	}
	return "", p.fail("the string is not closed")
}

// Unescape reads the JSON escape that s starts with, a surrogate pair as one,
// and returns its character and length; length 0 when it is none. A lone
// surrogate gives U+FFFD.
func Unescape(s string) (rune, int) {
	if len(s) < 2 || s[0] != '\\' {
		return 0, 0
	}
	switch s[1] {
	case '"', '\\', '/':
		return rune(s[1]), 2
	case 'b':
		return '\b', 2
	case 'f':
		return '\f', 2
	case 'n':
		return '\n', 2
	case 'r':
		return '\r', 2
	case 't':
		return '\t', 2
	case 'u':
		r, ok := hex4(s)
		if !ok {
			return 0, 0
		}
		if utf16.IsSurrogate(r) {
			if low, ok := hex4(s[6:]); ok {
				if pair := utf16.DecodeRune(r, low); pair != utf8.RuneError {
					return pair, 12
				}
			}
			return utf8.RuneError, 6
		}
		return r, 6
	}
	return 0, 0
}

func hex4(s string) (rune, bool) {
	if len(s) < 6 || s[0] != '\\' || s[1] != 'u' {
		return 0, false
	}
	var r rune
	for _, c := range []byte(s[2:6]) {
		switch {
		case c >= '0' && c <= '9':
			c -= '0'
		case c >= 'a' && c <= 'f':
			c -= 'a' - 10
		case c >= 'A' && c <= 'F':
			c -= 'A' - 10
		default:
			return 0, false
		}
		r = r<<4 | rune(c)
	}
	return r, true
}
