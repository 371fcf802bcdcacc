package editor

import (
	"strings"

	"github.com/stateboard/stateboard/asl/text"
)

// Selection is what is selected: from the anchor, where it began, to the
// caret, where it ends. Byte offsets; equal when nothing is selected.
type Selection struct{ Anchor, Caret int }

// Place is the selection of nothing at an offset.
func Place(offset int) Selection { return Selection{offset, offset} }

// Span is the selected text, whichever way it was selected.
func (s Selection) Span() text.Span {
	return text.Span{Start: min(s.Anchor, s.Caret), End: max(s.Anchor, s.Caret)}
}

// Empty tells whether there is only a caret.
func (s Selection) Empty() bool { return s.Anchor == s.Caret }

// Kind says how a change came about. Changes of the kinds Typing and Deleting
// that follow one another without a caret move between them are one step for
// undo: the second begins where the first ended (Before equals After).
type Kind uint8

// The kinds of changes.
const (
	Typing Kind = iota
	Deleting
	Paste
	Other
)

func (k Kind) String() string { return [...]string{"typing", "deleting", "paste", "other"}[k] }

// Change is what a person asked for: edits against the text on show, in text
// order, and where the selection was and is to be.
type Change struct {
	Edits         []text.Edit
	Kind          Kind
	Before, After Selection
}

// buffer is the text on show and the selection in it.
type buffer struct {
	text     text.Text
	s        string
	lines    lines
	sel      Selection
	language Language
	unit     string // one step of indentation
	auto     []int  // closers that came by themselves and may be typed over
}

func newBuffer() *buffer {
	b := &buffer{unit: "  "}
	b.lines.reset("")
	return b
}

// open shows another document.
func (b *buffer) open(t text.Text) {
	b.text, b.s = t, t.String()
	b.lines.reset(b.s)
	b.sel = Selection{}
	b.auto = nil
	b.unit = indentation(b.s)
}

// accept shows a later text of the same document and returns how it differs.
func (b *buffer) accept(t text.Text, edits []text.Edit) change {
	c := compare(b.s, t.String(), edits)
	b.text, b.s = t, c.now
	at, oldEnd, newEnd := text.Changed(c.old, c.now)
	if at != oldEnd || at != newEnd {
		b.lines.splice(b.s, at, oldEnd, newEnd)
	}
	b.sel = Selection{c.place(b.sel.Anchor), c.place(b.sel.Caret)}
	kept := b.auto[:0]
	for _, at := range b.auto {
		if at = c.place(at); at < len(b.s) && strings.IndexByte(`}]"`, b.s[at]) >= 0 {
			kept = append(kept, at)
		}
	}
	b.auto = kept
	return c
}

// line is the words of a row and where it starts.
func (b *buffer) line(row int) (string, int) {
	span := b.lines.span(b.s, row)
	return b.s[span.Start:span.End], span.Start
}

// place sets the caret; extending keeps the anchor.
func (b *buffer) place(offset int, extend bool) {
	offset = settle(b.s, offset)
	b.sel.Caret = offset
	if !extend {
		b.sel.Anchor = offset
	}
}

// selected is the selected text.
func (b *buffer) selected() string {
	span := b.sel.Span()
	return b.s[span.Start:span.End]
}

// indentation is one step of a text's own indentation: a tab, or as many
// spaces as its first indented row has; two if it has none.
func indentation(s string) string {
	for i := 0; i < len(s); {
		end := strings.IndexByte(s[i:], '\n')
		if end < 0 {
			end = len(s) - i
		}
		white := leadingWhite(s[i : i+end])
		if len(white) > 0 && len(white) < end {
			if white[0] == '\t' {
				return "\t"
			}
			return white[:min(len(white), 8)]
		}
		i += end + 1
	}
	return "  "
}

func leadingWhite(line string) string {
	return line[:len(line)-len(strings.TrimLeft(line, " \t"))]
}
