package editor

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/stateboard/stateboard/asl/text"
)

// A motion says where the caret goes from an offset.
type motion func(b *buffer, from int) int

// left and right step over one character as a reader sees it: with its
// accents, and over both bytes of a "\r\n".
func left(b *buffer, from int) int {
	if from <= 0 {
		return 0
	}
	if b.s[from-1] == '\n' {
		return settle(b.s, from-1)
	}
	for from > 0 {
		r, n := utf8.DecodeLastRuneInString(b.s[:from])
		from -= n
		if !joins(r) && !(from > 0 && strings.HasSuffix(b.s[:from], "\u200d")) {
			break
		}
	}
	return from
}

func right(b *buffer, from int) int {
	if from >= len(b.s) {
		return len(b.s)
	}
	if strings.HasPrefix(b.s[from:], "\r\n") {
		return from + 2
	}
	r, n := utf8.DecodeRuneInString(b.s[from:])
	from += n
	for from < len(b.s) && r != '\n' {
		next, n := utf8.DecodeRuneInString(b.s[from:])
		if !joins(next) && r != '\u200d' {
			break
		}
		r = next
		from += n
	}
	return from
}

// joins tells whether a rune is drawn together with the one before it.
func joins(r rune) bool {
	return r == '\u200d' || r >= '\ufe00' && r <= '\ufe0f' || r >= 0x1f3fb && r <= 0x1f3ff || unicode.In(r, unicode.Mn, unicode.Me)
}

func wordRune(r rune) bool { return r == '_' || unicode.IsLetter(r) || unicode.IsDigit(r) }

// wordLeft and wordRight go over blanks, then over a word or a run of marks.
// Line ends stop them.
func wordLeft(b *buffer, from int) int {
	row := b.lines.row(from)
	span := b.lines.span(b.s, row)
	if from <= span.Start {
		return left(b, from)
	}
	head := strings.TrimRight(b.s[span.Start:min(from, span.End)], " \t")
	if head == "" {
		return span.Start
	}
	last, _ := utf8.DecodeLastRuneInString(head)
	return span.Start + len(strings.TrimRightFunc(head, sameSort(last)))
}

func wordRight(b *buffer, from int) int {
	span := b.lines.span(b.s, b.lines.row(from))
	if from >= span.End {
		return right(b, from)
	}
	rest := strings.TrimLeft(b.s[from:span.End], " \t")
	if rest == "" {
		return span.End
	}
	first, _ := utf8.DecodeRuneInString(rest)
	return span.End - len(strings.TrimLeftFunc(rest, sameSort(first)))
}

func sameSort(of rune) func(rune) bool {
	word := wordRune(of)
	return func(r rune) bool { return wordRune(r) == word && !unicode.IsSpace(r) }
}

// wordAt is the word, the blanks or the run of marks around an offset.
func (b *buffer) wordAt(offset int) text.Span {
	span := b.lines.span(b.s, b.lines.row(offset))
	offset = min(offset, span.End)
	probe, _ := utf8.DecodeRuneInString(b.s[offset:span.End])
	if offset == span.End || !wordRune(probe) {
		if before, _ := utf8.DecodeLastRuneInString(b.s[span.Start:offset]); offset > span.Start && (offset == span.End || wordRune(before)) {
			probe = before
		}
	}
	same := sameSort(probe)
	if unicode.IsSpace(probe) {
		same = unicode.IsSpace
	}
	return text.Span{
		Start: span.Start + len(strings.TrimRightFunc(b.s[span.Start:offset], same)),
		End:   span.End - len(strings.TrimLeftFunc(b.s[offset:span.End], same)),
	}
}

// home goes to the first word of the row and, from there, to its start.
func home(b *buffer, from int) int {
	line, start := b.line(b.lines.row(from))
	first := start + len(leadingWhite(line))
	if from == first {
		return start
	}
	return first
}

func end(b *buffer, from int) int { return b.lines.span(b.s, b.lines.row(from)).End }

func top(*buffer, int) int        { return 0 }
func bottom(b *buffer, _ int) int { return len(b.s) }

// rowSpan is whole rows with their line ends, from the one that holds start to
// the one that holds end. A selection that ends at the start of a row does not
// take that row in.
func (b *buffer) rows(s text.Span) (first, last int) {
	first, last = b.lines.row(s.Start), b.lines.row(s.End)
	if last > first && s.End == b.lines.starts[last] {
		last--
	}
	return first, last
}

// after is the start of the row after a row, or the end of the text.
func (b *buffer) after(row int) int {
	if row+1 < b.lines.count() {
		return b.lines.starts[row+1]
	}
	return len(b.s)
}
