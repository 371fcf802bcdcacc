package editor

import (
	"strings"
	"unicode/utf8"

	"github.com/stateboard/stateboard/asl/text"
)

// This file defines how places in a text follow a change made to it.

// change is what happened to a text: the edits if the model told them, and
// otherwise the one span in which old and new differ.
type change struct {
	old, now string
	edits    []text.Edit // in text order, trimmed to what differs
	told     bool
}

// compare describes how old became now. Edits that do not lead there are
// ignored.
func compare(old, now string, edits []text.Edit) change {
	c := change{old: old, now: now}
	if sorted, err := text.Sorted(len(old), edits); err == nil && len(edits) > 0 {
		delta := 0
		for _, e := range sorted {
			delta += len(e.New) - e.Len()
		}
		if len(old)+delta == len(now) {
			for _, e := range sorted {
				c.edits = append(c.edits, trim(old, e))
			}
			c.told = true
			return c
		}
	}
	start, oldEnd, newEnd := text.Changed(old, now)
	if start != oldEnd || start != newEnd {
		c.edits = []text.Edit{{Span: text.Span{Start: start, End: oldEnd}, New: now[start:newEnd]}}
	}
	return c
}

// trim takes from an edit what it leaves as it is at both ends, so that a
// caret in a renamed word is only moved by the letters that changed.
func trim(old string, e text.Edit) text.Edit {
	start, end, newEnd := text.Changed(old[e.Start:e.End], e.New)
	return text.Edit{
		Span: text.Span{Start: e.Start + start, End: e.Start + end},
		New:  e.New[start:newEnd],
	}
}

// place carries an offset to the new text. Text inserted at the offset stays
// after it. Within a replaced span the same distance from its start is kept
// when the model told the edits; otherwise the row is looked for by its words.
func (c change) place(offset int) int {
	delta := 0
	for _, e := range c.edits {
		switch {
		case offset <= e.Start:
			return c.sane(offset + delta)
		case offset >= e.End:
			delta += len(e.New) - e.Len()
		default:
			if !c.told {
				if at, ok := c.sameRow(e, offset); ok {
					return c.sane(at)
				}
			}
			return c.sane(e.Start + delta + min(offset-e.Start, len(e.New)))
		}
	}
	return c.sane(offset + delta)
}

// span carries both ends of a span.
func (c change) span(s text.Span) text.Span {
	t := text.Span{Start: c.place(s.Start), End: c.place(s.End)}
	t.End = max(t.Start, t.End)
	return t
}

// sameRow finds, in the replaced span, a row with the very words of the row
// the offset was in: the first one when counted from the start of the change
// and, of those, the nearest to where the row was.
func (c change) sameRow(e text.Edit, offset int) (int, bool) {
	start := strings.LastIndexByte(c.old[:offset], '\n') + 1
	end := offset + strings.IndexByte(c.old[offset:]+"\n", '\n')
	row := strings.TrimRight(c.old[start:end], "\r,")
	if strings.TrimSpace(row) == "" {
		return 0, false
	}
	from := strings.LastIndexByte(c.now[:e.Start], '\n') + 1
	to := min(len(c.now), e.Start+len(e.New)+len(row)+2)
	best, far := -1, 0
	for i := from; i < to; {
		n := strings.Index(c.now[i:to], row)
		if n < 0 {
			break
		}
		at := i + n
		i = at + 1
		if at > 0 && c.now[at-1] != '\n' {
			continue
		}
		if d := max(at-start, start-at); best < 0 || d < far {
			best, far = at, d
		}
	}
	if best < 0 {
		return 0, false
	}
	return best + min(offset-start, len(row)), true
}

// sane keeps an offset in the text, off the inside of a character and of a
// "\r\n".
func (c change) sane(offset int) int { return settle(c.now, offset) }

func settle(s string, offset int) int {
	offset = max(0, min(offset, len(s)))
	for offset > 0 && offset < len(s) && !utf8.RuneStart(s[offset]) {
		offset--
	}
	if offset > 0 && offset < len(s) && s[offset] == '\n' && s[offset-1] == '\r' {
		offset--
	}
	return offset
}
