package editor

import "github.com/stateboard/stateboard/asl/text"

// bracketReach is how far the other bracket is looked for, in bytes either
// way: farther off it is not in view, and a key press must stay cheap.
const bracketReach = 128 << 10

// brackets finds the pair of brackets one of which touches the caret. Brackets
// in strings do not count.
func (b *buffer) brackets() (first, second text.Span, ok bool) {
	for _, at := range []int{b.sel.Caret, b.sel.Caret - 1} {
		if at < 0 || at >= len(b.s) || !isBracket(b.s[at]) || b.inString(at) {
			continue
		}
		other, ok := b.partner(at)
		if !ok {
			continue
		}
		return text.Span{Start: at, End: at + 1}, text.Span{Start: other, End: other + 1}, true
	}
	return text.Span{}, text.Span{}, false
}

func isBracket(c byte) bool { return c == '{' || c == '}' || c == '[' || c == ']' }

func closerOf(c byte) byte {
	switch c {
	case '{':
		return '}'
	case '[':
		return ']'
	}
	return 0
}

// partner finds the bracket that belongs to the one at an offset.
func (b *buffer) partner(at int) (int, bool) {
	if closerOf(b.s[at]) != 0 {
		return b.closing(at)
	}
	return b.opening(at)
}

func (b *buffer) closing(at int) (int, bool) {
	depth := 0
	end := min(len(b.s), at+bracketReach)
	for i := at; i < end; i++ {
		switch b.s[i] {
		case '"':
			i = b.skipString(i, end)
		case '{', '[':
			depth++
		case '}', ']':
			depth--
			if depth == 0 {
				return i, closerOf(b.s[at]) == b.s[i]
			}
		}
	}
	return 0, false
}

// skipString is the last byte of the string that starts at i: its closing
// quote, or the byte before the line's end.
func (b *buffer) skipString(i, end int) int {
	for i++; i < end; i++ {
		switch b.s[i] {
		case '\\':
			i++
		case '"':
			return i
		case '\n':
			return i - 1
		}
	}
	return end
}

// opening reads rows upwards; each row is read forwards because only so its
// strings are known.
func (b *buffer) opening(at int) (int, bool) {
	depth := 0
	var found []int
	for row := b.lines.row(at); row >= 0; row-- {
		span := b.lines.span(b.s, row)
		if at-span.Start > bracketReach {
			return 0, false
		}
		found = found[:0]
		for i := span.Start; i < min(span.End, at+1); i++ {
			switch c := b.s[i]; {
			case c == '"':
				i = b.skipString(i, span.End)
			case isBracket(c):
				found = append(found, i)
			}
		}
		for i := len(found) - 1; i >= 0; i-- {
			if closerOf(b.s[found[i]]) == 0 {
				depth++
				continue
			}
			depth--
			if depth == 0 {
				return found[i], closerOf(b.s[found[i]]) == b.s[at]
			}
		}
	}
	return 0, false
}

// inString tells whether an offset stands inside a string.
func (b *buffer) inString(offset int) bool {
	span := b.lines.span(b.s, b.lines.row(offset))
	_, _, _, ok := stringAround(b.s[span.Start:span.End], min(offset, span.End)-span.Start)
	return ok
}
