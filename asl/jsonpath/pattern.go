package jsonpath

import (
	"regexp"
	"strings"

	"github.com/stateboard/stateboard/asl/value"
)

// pattern is a regular expression between slashes. It must match the whole of
// a text, as Jayway asks it to.
type pattern struct{ re *regexp.Regexp }

// pattern reads /expression/flags. Flags are Java's: i, m and s count, d, u
// and U change nothing in RE2, which knows Unicode anyway.
func (s *scanner) pattern() (*pattern, error) {
	open := s.i
	s.i++
	start := s.i
	for !s.at('/') {
		if s.at('\\') {
			s.i++
		}
		if s.i++; s.i >= len(s.src) {
			s.i = open
			return nil, s.fail("the pattern is not closed with a slash")
		}
	}
	expression := strings.ReplaceAll(s.src[start:s.i], `\/`, `/`)
	s.i++
	flags := ""
	for !s.done() && strings.IndexByte("imsduU", s.src[s.i]) >= 0 {
		if c := s.src[s.i]; c == 'i' || c == 'm' || c == 's' {
			flags += string(c)
		}
		s.i++
	}
	if flags != "" {
		flags = "(?" + flags + ")"
	}
	if _, err := regexp.Compile(flags + expression); err != nil {
		s.i = open
		return nil, s.fail("%s", strings.TrimPrefix(err.Error(), "error parsing regexp: "))
	}
	re, err := regexp.Compile(`\A(?:` + flags + expression + `)\z`)
	if err != nil { // \Q without its \E takes all that follows as it is
		re, err = regexp.Compile(`\A(?:` + flags + expression + `\E)\z`)
	}
	if err != nil {
		s.i = open
		return nil, s.fail("%s", strings.TrimPrefix(err.Error(), "error parsing regexp: "))
	}
	return &pattern{re}, nil
}

// matches tells whether a scalar, or any item of an array, matches.
func (p *pattern) matches(v value.Value) bool {
	switch v.Kind() {
	case value.StringKind, value.NumberKind, value.BoolKind:
		return p.re.MatchString(v.Str())
	case value.ArrayKind:
		for _, item := range v.Items() {
			if item.Kind() != value.ArrayKind && p.matches(item) {
				return true
			}
		}
	}
	return false
}
