package text

import (
	"sort"
	"strings"
	"sync"
	"unicode/utf8"
)

// Text is one immutable version of a document's text. The zero Text is the
// empty text at version 0. Copies share everything.
type Text struct {
	s       string
	version int
	lines   *lineIndex
}

// lineIndex finds the lines on first use, once for all copies of a Text.
type lineIndex struct {
	once   sync.Once
	starts []int
}

// New is a text at version 1.
func New(s string) Text { return Text{s: s, version: 1, lines: &lineIndex{}} }

// String is the text itself; no copy is made.
func (t Text) String() string { return t.s }

// Version counts the edits applied since New.
func (t Text) Version() int { return t.version }

// Len is the length in bytes.
func (t Text) Len() int { return len(t.s) }

// Slice is the part of the text in the span, which is clamped to the text.
func (t Text) Slice(s Span) string {
	start, end := clamp(s.Start, len(t.s)), clamp(s.End, len(t.s))
	if start >= end {
		return ""
	}
	return t.s[start:end]
}

// starts are the offsets at which lines begin; the first is always 0. A line
// ends after "\n"; "\r\n" counts as one end, a lone "\r" as none.
func (t Text) starts() []int {
	if t.lines == nil {
		return []int{0}
	}
	t.lines.once.Do(func() {
		starts := make([]int, 1, 1+strings.Count(t.s, "\n"))
		for i := 0; ; {
			n := strings.IndexByte(t.s[i:], '\n')
			if n < 0 {
				break
			}
			i += n + 1
			starts = append(starts, i)
		}
		t.lines.starts = starts
	})
	return t.lines.starts
}

// LineCount is the number of lines, at least 1.
func (t Text) LineCount() int { return len(t.starts()) }

// LineSpan is the span of a line (from 1) without its line end. Lines past the
// last give the empty span at the end of the text.
func (t Text) LineSpan(line int) Span {
	starts := t.starts()
	if line < 1 {
		line = 1
	}
	if line > len(starts) {
		return At(len(t.s))
	}
	start, end := starts[line-1], len(t.s)
	if line < len(starts) {
		end = starts[line] - 1
		if end > start && t.s[end-1] == '\r' {
			end--
		}
	}
	return Span{start, end}
}

// LineAt is the line (from 1) that holds the offset.
func (t Text) LineAt(offset int) int {
	starts := t.starts()
	offset = clamp(offset, len(t.s))
	return sort.Search(len(starts), func(i int) bool { return starts[i] > offset })
}

// Position turns an offset into line and column. Offsets past the end give the
// position of the end.
func (t Text) Position(offset int) Position {
	offset = clamp(offset, len(t.s))
	line := t.LineAt(offset)
	start := t.starts()[line-1]
	return Position{line, 1 + utf8.RuneCountInString(t.s[start:offset])}
}

// Offset turns a position into an offset; columns past a line's end give the
// line's end.
func (t Text) Offset(p Position) int {
	span := t.LineSpan(p.Line)
	offset := span.Start
	for c := 1; c < p.Column && offset < span.End; c++ {
		_, n := utf8.DecodeRuneInString(t.s[offset:span.End])
		offset += n
	}
	return offset
}

// EOL is the document's own line end: "\r\n" when its first line ends so,
// otherwise "\n".
func (t Text) EOL() string {
	if i := strings.IndexByte(t.s, '\n'); i > 0 && t.s[i-1] == '\r' {
		return "\r\n"
	}
	return "\n"
}

func clamp(i, max int) int {
	if i < 0 {
		return 0
	}
	if i > max {
		return max
	}
	return i
}
