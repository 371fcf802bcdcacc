package editor

import (
	"strings"
	"unicode/utf8"

	"github.com/stateboard/stateboard/asl/text"
)

// This file defines what keys do to the text. A verb makes a Change and
// touches nothing; false means that there is nothing to do.

// instead replaces a span and leaves the caret behind what was put there.
func (b *buffer) instead(span text.Span, s string, k Kind) (Change, bool) {
	if span.Empty() && s == "" {
		return Change{}, false
	}
	return Change{
		Edits:  []text.Edit{{Span: span, New: s}},
		Kind:   k,
		Before: b.sel,
		After:  Place(span.Start + len(s)),
	}, true
}

// typed is a character from the keyboard. Opening brackets and quotes bring
// their closers along where a value may stand, and closers that came so are
// typed over; inside strings nothing is brought.
func (b *buffer) typed(r rune) (c Change, over int, ok bool) {
	span := b.sel.Span()
	if r < utf8.RuneSelf && !b.inString(span.Start) {
		switch ch := byte(r); ch {
		case '{', '[':
			c, ok := b.opened(string(r), string(rune(closerOf(ch))))
			return c, -1, ok
		case '}', ']':
			if b.sel.Empty() && b.autoAt(ch) {
				return Change{}, b.sel.Caret + 1, true
			}
			c, ok := b.closed(string(r))
			return c, -1, ok
		case '"':
			c, ok := b.opened(`"`, `"`)
			return c, -1, ok
		}
	} else if r == '"' && b.sel.Empty() && b.atStringEnd() {
		return Change{}, b.sel.Caret + 1, true
	}
	c, ok = b.instead(span, string(r), Typing)
	return c, -1, ok
}

// opened puts a pair around the selection, or an opener and, before a blank, a
// closer or a comma, its closer after the caret.
func (b *buffer) opened(open, shut string) (Change, bool) {
	span := b.sel.Span()
	if !span.Empty() {
		inner := b.s[span.Start:span.End]
		c, ok := b.instead(span, open+inner+shut, Typing)
		c.After = Selection{span.Start + 1, span.Start + 1 + len(inner)}
		return c, ok
	}
	if at := span.Start; at < len(b.s) && strings.IndexByte(" \t\r\n,}]:", b.s[at]) < 0 {
		return b.instead(span, open, Typing)
	}
	c, ok := b.instead(span, open+shut, Typing)
	c.After = Place(span.Start + 1)
	return c, ok
}

// closed puts a closer. On an empty row it takes the indentation of the row
// with its opener.
func (b *buffer) closed(shut string) (Change, bool) {
	span := b.sel.Span()
	line, start := b.line(b.lines.row(span.Start))
	before := line[:span.Start-start]
	if !b.sel.Empty() || before == "" || strings.TrimLeft(before, " \t") != "" {
		return b.instead(span, shut, Typing)
	}
	// Look for the opener as if the closer stood at the start of the row.
	depth := 0
	for row := b.lines.row(start) - 1; row >= 0; row-- {
		above, from := b.line(row)
		if start-from > bracketReach {
			break
		}
		depth += unbalanced(above)
		if depth > 0 {
			return b.instead(text.Span{Start: start, End: span.End}, leadingWhite(above)+shut, Typing)
		}
	}
	return b.instead(span, shut, Typing)
}

// unbalanced is how many brackets a row opens more than it closes.
func unbalanced(line string) int {
	n := 0
	for i := 0; i < len(line); i++ {
		switch line[i] {
		case '"':
			end, _ := stringEnd(line, i)
			i = end - 1
		case '{', '[':
			n++
		case '}', ']':
			n--
		}
	}
	return n
}

func (b *buffer) autoAt(ch byte) bool {
	for _, at := range b.auto {
		if at == b.sel.Caret && at < len(b.s) && b.s[at] == ch {
			return true
		}
	}
	return false
}

// atStringEnd tells whether the caret stands before the closing quote of the
// string it is in.
func (b *buffer) atStringEnd() bool {
	line, start := b.line(b.lines.row(b.sel.Caret))
	_, end, closed, ok := stringAround(line, b.sel.Caret-start)
	return ok && closed && end == b.sel.Caret-start+1
}

// enter breaks the row and keeps its indentation; between brackets the new row
// is one step deeper and the closer gets a row of its own.
func (b *buffer) enter() (Change, bool) {
	span := b.sel.Span()
	line, start := b.line(b.lines.row(span.Start))
	eol := b.eol()
	white := leadingWhite(line)
	white = white[:min(len(white), span.Start-start)]
	head := strings.TrimRight(b.s[start:span.Start], " \t")
	deeper := head != "" && closerOf(head[len(head)-1]) != 0 && !b.inString(span.Start)
	if b.language == YAML && strings.HasSuffix(head, ":") {
		return b.instead(span, eol+white+b.unit, Typing)
	}
	if !deeper {
		return b.instead(span, eol+white, Typing)
	}
	inner := eol + white + b.unit
	c, ok := b.instead(span, inner, Typing)
	if span.End < len(b.s) && b.s[span.End] == closerOf(head[len(head)-1]) {
		c.Edits[0].New += eol + white
	}
	return c, ok
}

func (b *buffer) eol() string { return b.text.EOL() }

// erase deletes the selection, or what lies between the caret and where the
// motion goes. Deleting an opener takes the closer along that came with it.
func (b *buffer) erase(m motion) (Change, bool) {
	span := b.sel.Span()
	if span.Empty() {
		to := m(b, b.sel.Caret)
		span = text.Span{Start: min(to, b.sel.Caret), End: max(to, b.sel.Caret)}
		if b.emptyPair(span) {
			span.End++
		}
	}
	return b.instead(span, "", Deleting)
}

// emptyPair tells whether a span is an opener right before its own closer.
func (b *buffer) emptyPair(s text.Span) bool {
	if s.Len() != 1 || s.End != b.sel.Caret || s.End >= len(b.s) {
		return false
	}
	for _, at := range b.auto {
		if at == s.End {
			open, shut := b.s[s.Start], b.s[s.End]
			return open == '"' && shut == '"' || closerOf(open) == shut && shut != 0
		}
	}
	return false
}

// softBackspace removes a whole step of indentation at once.
func softBackspace(b *buffer, from int) int {
	line, start := b.line(b.lines.row(from))
	before := line[:from-start]
	if n := len(b.unit); b.unit != "\t" && before != "" && strings.TrimLeft(before, " ") == "" {
		return from - (len(before)-1)%n - 1
	}
	return left(b, from)
}

// tab indents the selected rows, or puts blanks up to the next stop.
func (b *buffer) tab() (Change, bool) {
	span := b.sel.Span()
	first, last := b.rows(span)
	if first != last || !span.Empty() && span == b.lines.span(b.s, first) {
		return b.eachRow(func(line string) (int, string) {
			if line == "" {
				return 0, ""
			}
			return 0, b.unit
		})
	}
	if b.unit == "\t" {
		return b.instead(span, "\t", Typing)
	}
	line, start := b.line(first)
	column := utf8.RuneCountInString(line[:span.Start-start])
	return b.instead(span, strings.Repeat(" ", len(b.unit)-column%len(b.unit)), Typing)
}

// untab takes a step of indentation from the selected rows.
func (b *buffer) untab() (Change, bool) {
	return b.eachRow(func(line string) (int, string) {
		if strings.HasPrefix(line, "\t") {
			return 1, ""
		}
		n := 0
		for n < len(line) && n < max(1, len(b.unit)) && line[n] == ' ' {
			n++
		}
		return n, ""
	})
}

// eachRow edits the starts of the selected rows: remove so many bytes, put
// this. The selection stays on what it was on.
func (b *buffer) eachRow(edit func(line string) (remove int, put string)) (Change, bool) {
	first, last := b.rows(b.sel.Span())
	c := Change{Kind: Other, Before: b.sel}
	for row := first; row <= last; row++ {
		line, start := b.line(row)
		if n, put := edit(line); n > 0 || put != "" {
			c.Edits = append(c.Edits, text.Edit{Span: text.Span{Start: start, End: start + n}, New: put})
		}
	}
	moved := func(offset int) int {
		delta := 0
		for _, e := range c.Edits {
			switch {
			case e.End <= offset && (e.Start < offset || !b.sel.Empty()):
				delta += len(e.New) - e.Len()
			case e.Start < offset:
				delta += e.Start - offset
			}
		}
		return offset + delta
	}
	c.After = Selection{moved(b.sel.Anchor), moved(b.sel.Caret)}
	if !b.sel.Empty() && c.Edits != nil && b.sel.Span().Start == b.lines.starts[first] {
		// A selection of whole rows keeps its start at the start of the row.
		if b.sel.Anchor < b.sel.Caret {
			c.After.Anchor = b.lines.starts[first]
		} else {
			c.After.Caret = b.lines.starts[first]
		}
	}
	return c, len(c.Edits) > 0
}

// duplicate repeats the selected text behind itself, or the row below itself.
func (b *buffer) duplicate() (Change, bool) {
	span := b.sel.Span()
	if !span.Empty() {
		c, ok := b.instead(text.At(span.End), b.s[span.Start:span.End], Other)
		c.After = Selection{b.sel.Anchor + span.Len(), b.sel.Caret + span.Len()}
		return c, ok
	}
	line, start := b.line(b.lines.row(b.sel.Caret))
	c, ok := b.instead(text.At(start), line+b.eol(), Other)
	c.After = Place(b.sel.Caret + len(line) + len(b.eol()))
	return c, ok
}

// moveRows moves the selected rows one up (-1) or down (+1): the block and its
// neighbour change places around the line end between them.
func (b *buffer) moveRows(by int) (Change, bool) {
	first, last := b.rows(b.sel.Span())
	if first+by < 0 || last+by >= b.lines.count() {
		return Change{}, false
	}
	block := text.Span{Start: b.lines.starts[first], End: b.lines.span(b.s, last).End}
	upper, lower := block, block
	if by < 0 {
		upper = b.lines.span(b.s, first-1)
	} else {
		lower = b.lines.span(b.s, last+1)
	}
	between := b.s[upper.End:lower.Start]
	shift := lower.Len() + len(between)
	if by < 0 {
		shift = -upper.Len() - len(between)
	}
	whole := text.Span{Start: upper.Start, End: lower.End}
	swapped := b.s[lower.Start:lower.End] + between + b.s[upper.Start:upper.End]
	return Change{
		Edits:  []text.Edit{{Span: whole, New: swapped}},
		Kind:   Other,
		Before: b.sel,
		After:  Selection{min(b.sel.Anchor+shift, whole.End), min(b.sel.Caret+shift, whole.End)},
	}, true
}

// paste puts text from the clipboard, with the document's own line ends.
func (b *buffer) paste(s string) (Change, bool) {
	s = strings.ToValidUTF8(s, "\uFFFD")
	s = strings.ReplaceAll(strings.ReplaceAll(s, "\r\n", "\n"), "\r", "\n")
	if eol := b.eol(); eol != "\n" {
		s = strings.ReplaceAll(s, "\n", eol)
	}
	return b.instead(b.sel.Span(), s, Paste)
}

// cutSpan is what Cut takes: the selection, or the whole row.
func (b *buffer) cutSpan() text.Span {
	if !b.sel.Empty() {
		return b.sel.Span()
	}
	row := b.lines.row(b.sel.Caret)
	return text.Span{Start: b.lines.starts[row], End: b.after(row)}
}
