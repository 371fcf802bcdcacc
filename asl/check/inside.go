package check

import (
	"strings"
	"unicode/utf8"

	"github.com/stateboard/stateboard/asl/syntax"
	"github.com/stateboard/stateboard/asl/text"
	"github.com/stateboard/stateboard/asl/value"
)

// inside is the span in the source of one character of a string, given by the
// byte of its decoded text; past the end it is the string's last character.
// Where a string's lines are folded, as YAML does, it is the whole string.
func (c *checker) inside(v *syntax.Node, offset int) text.Span {
	at, ok := c.sourceOffset(v, offset)
	end := v.Span.End
	switch {
	case !ok:
		return v.Span
	case at >= end:
		return text.Span{Start: max(end-1, v.Span.Start), End: end}
	}
	size := 1
	if c.source[at] == '\\' {
		_, size = value.Unescape(c.source[at:end])
	} else {
		_, size = utf8.DecodeRuneInString(c.source[at:end])
	}
	return text.Span{Start: at, End: min(at+max(size, 1), end)}
}

// sourceOffset is where in the source a byte of a string's decoded text
// stands, escapes counted as they are written; false when that cannot be told.
func (c *checker) sourceOffset(v *syntax.Node, offset int) (int, bool) {
	raw := c.source[v.Span.Start:v.Span.End]
	offset = min(max(offset, 0), len(v.Text))
	if i := strings.Index(raw, v.Text); i >= 0 {
		return v.Span.Start + i + offset, true
	}
	if !strings.HasPrefix(raw, `"`) {
		return 0, false
	}
	at := v.Span.Start + 1
	for done := 0; at < v.Span.End && done < offset; {
		r, size := value.Unescape(c.source[at:v.Span.End])
		if size == 0 {
			r, size = utf8.DecodeRuneInString(c.source[at:v.Span.End])
		}
		done += utf8.RuneLen(r)
		at += size
	}
	return at, true
}
