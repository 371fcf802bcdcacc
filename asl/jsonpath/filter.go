package jsonpath

import (
	"strings"

	"github.com/stateboard/stateboard/asl/value"
)

// filterStep reads a filter from its question mark to its last parenthesis.
func (s *scanner) filterStep() (step, error) {
	s.i++
	if s.blank(); !s.at('(') {
		return step{}, s.fail("a filter is written ?(...)")
	}
	if err := s.deeper(); err != nil {
		return step{}, err
	}
	s.i++
	c, err := s.either()
	if err != nil {
		return step{}, err
	}
	if !s.skip(')') {
		return step{}, s.fail("the filter's parenthesis is not closed here")
	}
	s.nest--
	// Conditions may also be joined outside of the parentheses: ?(a)&&(b).
	if s.blank(); s.has("&&") || s.has("||") {
		return s.joined(c)
	}
	return step{kind: filterStep, filter: c}, nil
}

func (s *scanner) joined(first condition) (step, error) {
	all := s.has("&&")
	s.i += 2
	rest, err := s.either()
	if err != nil {
		return step{}, err
	}
	if all {
		return step{kind: filterStep, filter: allOf{first, rest}}, nil
	}
	return step{kind: filterStep, filter: anyOf{first, rest}}, nil
}

func (s *scanner) either() (condition, error) {
	var list anyOf
	for {
		c, err := s.both()
		if err != nil {
			return nil, err
		}
		list = append(list, c)
		if s.blank(); !s.has("||") {
			break
		}
		s.i += 2
	}
	if len(list) == 1 {
		return list[0], nil
	}
	return list, nil
}

func (s *scanner) both() (condition, error) {
	var list allOf
	for {
		c, err := s.single()
		if err != nil {
			return nil, err
		}
		list = append(list, c)
		if s.blank(); !s.has("&&") {
			break
		}
		s.i += 2
	}
	if len(list) == 1 {
		return list[0], nil
	}
	return list, nil
}

func (s *scanner) single() (condition, error) {
	if s.blank(); s.at('!') {
		if err := s.deeper(); err != nil {
			return nil, err
		}
		s.i++
		c, err := s.single()
		s.nest--
		return negation{c}, err
	}
	if s.at('(') {
		if err := s.deeper(); err != nil {
			return nil, err
		}
		s.i++
		c, err := s.either()
		if err != nil {
			return nil, err
		}
		if !s.skip(')') {
			return nil, s.fail("a parenthesis is not closed here")
		}
		s.nest--
		return c, nil
	}
	return s.comparison()
}

func (s *scanner) comparison() (condition, error) {
	start := s.i
	left, err := s.operand()
	if err != nil {
		return nil, err
	}
	s.blank()
	at := s.i
	op := s.operator()
	if op == "" {
		if left.path == nil {
			s.i = start
			return nil, s.fail("a filter compares something or asks whether a path is there")
		}
		return existence{left}, nil
	}
	right, err := s.operand()
	if err != nil {
		return nil, err
	}
	if op == "=~" && (left.pattern == nil) == (right.pattern == nil) {
		s.i = at
		return nil, s.fail("=~ needs a pattern between slashes on one side")
	}
	if op != "=~" && (left.pattern != nil || right.pattern != nil) {
		s.i = at
		return nil, s.fail("a pattern is compared with =~ only")
	}
	return comparison{left: left, op: op, right: right}, nil
}

// operators, those first that begin with another one.
var operators = []string{"===", "!==", "==", "!=", "<=", ">=", "=~", "<", ">"}

// words are the operators written as words, in any case.
var words = map[string]bool{
	"IN": true, "NIN": true, "CONTAINS": true, "ALL": true, "SIZE": true, "EMPTY": true,
	"SUBSETOF": true, "ANYOF": true, "NONEOF": true,
}

// operator reads an operator, or "" where none is.
func (s *scanner) operator() string {
	for _, op := range operators {
		if s.has(op) {
			s.i += len(op)
			return op
		}
	}
	end := s.i
	for end < len(s.src) && (s.src[end]|0x20 >= 'a' && s.src[end]|0x20 <= 'z') {
		end++
	}
	if w := strings.ToUpper(s.src[s.i:end]); words[w] {
		s.i = end
		return w
	}
	return ""
}

// operand is one side of a comparison.
type operand struct {
	path     *Path
	relative bool // the path starts at @, the item, not at $
	literal  value.Value
	pattern  *pattern
}

func (s *scanner) operand() (operand, error) {
	s.blank()
	switch {
	case s.done():
		return operand{}, s.fail("the filter ends where a value should be")
	case s.at('@'), s.at('$'):
		p, relative, err := s.innerPath()
		return operand{path: p, relative: relative}, err
	case s.at('/'):
		re, err := s.pattern()
		return operand{pattern: re}, err
	}
	v, err := s.literal()
	return operand{literal: v}, err
}

func (s *scanner) innerPath() (*Path, bool, error) {
	if err := s.deeper(); err != nil {
		return nil, false, err
	}
	start, relative := s.i, s.at('@')
	s.i++
	p := &Path{}
	err := s.steps(p, true)
	p.src = s.src[start:s.i]
	s.nest--
	return p, relative, err
}

// literal reads a JSON value, with strings in single quotes allowed as well.
func (s *scanner) literal() (value.Value, error) {
	if s.blank(); s.done() {
		return value.Absent, s.fail("a value should be here")
	}
	switch c := s.src[s.i]; {
	case c == '\'' || c == '"':
		t, err := s.quoted()
		return value.String(t), err
	case c == '[':
		return s.list()
	case c == '{':
		return s.object()
	case c == '-' || c >= '0' && c <= '9':
		if n := value.NumberLength(s.src[s.i:]); n > 0 {
			s.i += n
			return value.Number(s.src[s.i-n : s.i]), nil
		}
	}
	for _, w := range [...]struct {
		word string
		v    value.Value
	}{{"true", value.True}, {"false", value.False}, {"null", value.Null}} {
		if s.has(w.word) {
			s.i += len(w.word)
			return w.v, nil
		}
	}
	if n := nameLength(s.src[s.i:]); n > 0 {
		return value.Absent, s.doubt("text stands in quotes: '%s'", s.src[s.i:s.i+n])
	}
	return value.Absent, s.fail("%q starts no value", s.rune())
}

func (s *scanner) list() (value.Value, error) {
	if err := s.deeper(); err != nil {
		return value.Absent, err
	}
	s.i++
	var items []value.Value
	for first := true; !s.skip(']'); first = false {
		if !first && !s.skip(',') {
			return value.Absent, s.fail("a comma or ] should be here")
		}
		v, err := s.literal()
		if err != nil {
			return v, err
		}
		items = append(items, v)
	}
	s.nest--
	return value.Array(items...), nil
}

func (s *scanner) object() (value.Value, error) {
	if err := s.deeper(); err != nil {
		return value.Absent, err
	}
	s.i++
	var members []value.Member
	for first := true; !s.skip('}'); first = false {
		if !first && !s.skip(',') {
			return value.Absent, s.fail("a comma or } should be here")
		}
		if s.blank(); !s.at('\'') && !s.at('"') {
			return value.Absent, s.fail("a quoted key should be here")
		}
		key, err := s.quoted()
		if err != nil {
			return value.Absent, err
		}
		if !s.skip(':') {
			return value.Absent, s.fail("a colon should follow the key")
		}
		v, err := s.literal()
		if err != nil {
			return v, err
		}
		members = append(members, value.M(key, v))
	}
	s.nest--
	return value.Object(members...), nil
}
