package rewrite

import (
	"strings"
	"unicode/utf8"

	"github.com/stateboard/stateboard/asl/syntax"
)

// widest is how long a line may become, in characters, before a new value is
// spread over several; flatWidest is the same for one that is merely a part of
// something spread.
const (
	widest     = 140
	flatWidest = 90
)

// entry is a member or item as text. Its first line goes where it is put,
// further ones are indented.
func (st *style) entry(e entry, indent string, inline inlining) string {
	if e.key == "" {
		return st.text(e.value, indent, inline)
	}
	return st.p.spell(e.key) + st.colon + st.text(e.value, indent, inline)
}

// text is content as text, spread or on one line. What was kept looks as it
// did, unless nothing in the document is ever spread.
func (st *style) text(c content, indent string, inline inlining) string {
	var b strings.Builder
	if _, is := c.(kept); is && inline == fits {
		inline = never
	}
	if inline != never {
		st.line(&b, c)
		if st.p.flat || inline == always || utf8.RuneCountInString(b.String()) <= widest {
			return b.String()
		}
		b.Reset()
	}
	st.spread(&b, c, indent)
	return b.String()
}

// inlining tells when something new is to stand on one line.
type inlining uint8

const (
	never  inlining = iota
	fits            // when it is not too long
	always          // because what it is in stands on that line
)

// line writes content on one line.
func (st *style) line(b *strings.Builder, c content) {
	switch c := c.(type) {
	case literal:
		b.WriteString(st.p.spell(string(c)))
	case object:
		st.lineOf(b, c.entries, '{', '}', st.pad)
	case array:
		st.lineOf(b, c.entries, '[', ']', st.listPad)
	case kept:
		s := st.p.slice(c.node)
		if strings.IndexByte(s, '\n') < 0 {
			b.WriteString(s)
			return
		}
		st.line(b, copied(s, syntax.Parse(s).Root, false))
	}
}

func (st *style) lineOf(b *strings.Builder, entries []entry, open, shut byte, pad string) {
	b.WriteByte(open)
	if len(entries) > 0 {
		b.WriteString(pad)
	}
	for i, e := range entries {
		if i > 0 {
			b.WriteString(st.comma)
		}
		if e.key != "" {
			b.WriteString(st.p.spell(e.key) + st.colon)
		}
		st.line(b, e.value)
	}
	if len(entries) > 0 {
		b.WriteString(pad)
	}
	b.WriteByte(shut)
}

// spread writes content over as many lines as it has members and items.
func (st *style) spread(b *strings.Builder, c content, indent string) {
	switch c := c.(type) {
	case literal:
		b.WriteString(st.p.spell(string(c)))
	case object:
		st.spreadOf(b, c, c.entries, c.flat, '{', '}', indent)
	case array:
		st.spreadOf(b, c, c.entries, c.flat, '[', ']', indent)
	case kept:
		b.WriteString(reindented(st.p.slice(c.node), st.p.indentAt(c.node.Span.Start), indent))
	}
}

func (st *style) spreadOf(b *strings.Builder, c content, entries []entry, flat bool, open, shut byte, indent string) {
	if flat || len(entries) == 0 {
		var line strings.Builder
		st.line(&line, c)
		if utf8.RuneCountInString(line.String()) <= flatWidest || len(entries) == 0 {
			b.WriteString(line.String())
			return
		}
	}
	b.WriteByte(open)
	for i, e := range entries {
		if i > 0 {
			b.WriteByte(',')
		}
		b.WriteString(st.eol + indent + st.unit)
		if e.key != "" {
			b.WriteString(st.p.spell(e.key) + st.colon)
		}
		st.spread(b, e.value, indent+st.unit)
	}
	b.WriteString(st.eol + indent)
	b.WriteByte(shut)
}

// reindented is a text of several lines with the indentation that its first
// line had replaced by another on the others. JSON strings hold no line ends,
// so that only blanks between values change.
func reindented(s, from, to string) string {
	if from == to || strings.IndexByte(s, '\n') < 0 {
		return s
	}
	lines := strings.Split(s, "\n")
	for i, line := range lines[1:] {
		if rest, deeper := strings.CutPrefix(line, from); deeper && strings.TrimSpace(line) != "" {
			lines[i+1] = to + rest
		}
	}
	return strings.Join(lines, "\n")
}
