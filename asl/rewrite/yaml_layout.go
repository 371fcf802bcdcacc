package rewrite

import (
	"sort"
	"strings"
	"unicode/utf8"

	"github.com/stateboard/stateboard/asl/syntax"
	"github.com/stateboard/stateboard/asl/text"
)

// layout writes a YAML text afresh from how it is written. It goes through the
// values in their order and says each comment at the place nearest to where it
// stood: at the end of the line it was on, or before what it stood before.
type layout struct {
	src      string
	text     text.Text // src, for its lines
	b        strings.Builder
	comments []syntax.Comment      // those not said yet
	asIs     map[*syntax.Form]bool // values of members that stay as they are
	pending  bool                  // the line that is being written goes on
	opened   bool                  // the line before opens what comes now
	keeps    bool                  // the line before ends a text that keeps its blank lines
	careful  bool                  // quotes stay as they are
	parent   int                   // the column of the collection that is being written
}

// all writes the whole document. The text before "---" and after "..." stays.
func (l *layout) all(form *syntax.YAMLForm) string {
	l.comments, l.text = form.Comments, text.New(l.src)
	if form.Head > 0 {
		l.raw(l.src[:form.Head])
		l.forget(form.Head)
		l.opened = true
	}
	tail := len(l.comments)
	for tail > 0 && l.comments[tail-1].Span.Start >= form.Tail {
		tail--
	}
	l.comments = l.comments[:tail]
	l.root(form.Root, form.Tail)
	l.before(form.Tail, "")
	if form.Tail < len(l.src) {
		l.raw(l.src[form.Tail:])
	}
	return l.b.String()
}

func (l *layout) root(root *syntax.Form, until int) {
	if l.onLine(root) {
		l.before(root.Span.Start, "")
		l.b.WriteString(root.Props)
		l.pending = true
		if s := l.spelled(root, ""); root.Props == "" {
			l.b.WriteString(s)
		} else {
			l.b.WriteString(" " + s)
		}
		l.trail(l.lineEnd(root.Span.End))
		l.newline()
		return
	}
	if root.Props != "" {
		l.before(root.Start, "")
		l.b.WriteString(root.Props)
		l.pending = true
		l.trail(root.Entries[0].Start)
		l.newline()
		l.opened = true
	}
	l.entries(root, "", false, -1, until)
}

// raw writes lines as they are, without blanks at their ends.
func (l *layout) raw(s string) {
	for line := range strings.SplitSeq(strings.TrimLeft(strings.TrimRight(s, " \t\n"), "\n"), "\n") {
		l.b.WriteString(strings.TrimRight(line, " \t") + "\n")
	}
}

// forget drops the comments before an offset, which are said already.
func (l *layout) forget(offset int) {
	for len(l.comments) > 0 && l.comments[0].Span.Start < offset {
		l.comments = l.comments[1:]
	}
}

func (l *layout) newline() {
	if l.pending {
		l.b.WriteByte('\n')
		l.pending = false
	}
}

// before says the comments that stand before an offset, each on a line of its
// own, and keeps one of the blank lines between.
func (l *layout) before(offset int, indent string) {
	for len(l.comments) > 0 && l.comments[0].Span.Start < offset {
		l.own(indent)
	}
}

// own says the next comment on a line of its own.
func (l *layout) own(indent string) {
	c := l.comments[0]
	l.comments = l.comments[1:]
	l.newline()
	if c.Own {
		l.blank(c.Span.Start)
	}
	l.b.WriteString(indent + l.said(c) + "\n")
	l.opened, l.keeps = false, false
}

func (l *layout) said(c syntax.Comment) string {
	return strings.TrimRight(l.src[c.Span.Start:c.Span.End], " \t")
}

// blank writes a blank line where one stands before the line of an offset,
// unless that would be the first in what it is in.
func (l *layout) blank(offset int) {
	line := l.lineStart(offset)
	if line > 0 && !l.opened && !l.keeps && l.b.Len() > 0 {
		above := l.src[strings.LastIndexByte(l.src[:line-1], '\n')+1 : line-1]
		if strings.TrimSpace(above) == "" {
			l.newline()
			l.b.WriteByte('\n')
		}
	}
}

// trail says, at the end of the line that is being written, the next comment
// where it stands at a line's end before an offset.
func (l *layout) trail(offset int) bool {
	if len(l.comments) == 0 || l.comments[0].Own || l.comments[0].Span.Start >= offset {
		return false
	}
	l.b.WriteString("  " + l.said(l.comments[0]))
	l.comments = l.comments[1:]
	return true
}

// lineStart and lineEnd are the ends of the line that holds an offset.
func (l *layout) lineStart(offset int) int { return l.text.LineSpan(l.text.LineAt(offset)).Start }

func (l *layout) lineEnd(offset int) int { return l.text.LineSpan(l.text.LineAt(offset)).End }

// column is how far in an offset stands.
func (l *layout) column(offset int) int {
	return utf8.RuneCountInString(l.src[l.lineStart(offset):offset])
}

// entries writes the members or items of a collection, each on lines of its
// own; inline tells that the first is put behind what stands on the line.
// outer is the column of what the collection is in, until where in the text
// begins what comes after it.
func (l *layout) entries(f *syntax.Form, indent string, inline bool, outer, until int) {
	column := 0 // in brackets columns mean nothing
	if f.Style == syntax.Block {
		column = l.column(f.Span.Start)
	}
	for i, e := range f.Entries {
		next := until
		if i+1 < len(f.Entries) {
			next = f.Entries[i+1].Start
		}
		if i > 0 || !inline {
			l.lead(e, indent)
			l.b.WriteString(indent)
		}
		l.pending, l.opened, l.keeps, l.parent = true, false, false, column
		l.entry(e, indent, column, next)
		l.newline()
	}
	for len(l.comments) > 0 && l.comments[0].Span.Start < until {
		c := l.comments[0]
		at := l.column(c.Span.Start)
		if c.Span.Start >= f.Span.End && (f.Style != syntax.Block || !c.Own || at < column || at <= outer) {
			break
		}
		l.own(indent)
	}
}

// head is where an entry begins, or its value where that is written on the
// same line: comments before it are said before the entry.
func (l *layout) head(e syntax.FormEntry) int {
	if l.onLine(e.Value) && !l.asIs[e.Value] {
		return max(e.Start, e.Value.Start)
	}
	return e.Start
}

// lead says what stands before an entry. What stands at the end of its line
// is left for that.
func (l *layout) lead(e syntax.FormEntry, indent string) {
	l.newline()
	var trailing []syntax.Comment
	for head := l.head(e); len(l.comments) > 0 && l.comments[0].Span.Start < head; {
		if c := l.comments[0]; !c.Own && c.Span.Start > e.Start {
			trailing, l.comments = append(trailing, c), l.comments[1:]
			continue
		}
		l.own(indent)
	}
	l.blank(e.Start)
	if len(trailing) > 0 {
		l.comments = append(trailing, l.comments...)
	}
	if c := l.behind(e.Value); c >= 0 && e.Key == nil && !l.asIs[e.Value] {
		l.b.WriteString(indent + l.said(l.comments[c]) + "\n")
		l.comments = append(l.comments[:c:c], l.comments[c+1:]...)
	}
}

// behind is the place among the comments of the one that stands behind the
// bracket that closes a collection to be spread; -1 where there is none.
func (l *layout) behind(v *syntax.Form) int {
	if v.Style != syntax.Flow || l.onLine(v) {
		return -1
	}
	end := l.lineEnd(v.Span.End)
	i := sort.Search(len(l.comments), func(i int) bool { return l.comments[i].Span.Start >= v.Span.End })
	if i < len(l.comments) && l.comments[i].Span.Start < end {
		return i
	}
	return -1
}

// entry writes a member or item behind its indentation.
func (l *layout) entry(e syntax.FormEntry, indent string, column, until int) {
	v := e.Value
	switch {
	case l.asIs[v] || v.Odd:
		l.stay(e, indent, column)
		return
	case e.Key == nil:
		l.b.WriteByte('-')
	default:
		l.b.WriteString(l.key(e.Key) + ":")
	}
	if l.onLine(v) {
		l.leaf(v, indent, until)
		return
	}
	if v.Props != "" {
		l.b.WriteString(" " + v.Props)
	}
	first := v.Entries[0]
	if l.open(v); e.Key == nil && v.Props == "" && l.pending && (len(l.comments) == 0 || l.comments[0].Span.Start >= l.head(first)) && (first.Key != nil || l.behind(first.Value) < 0) {
		l.b.WriteByte(' ')
		l.entries(v, indent+"  ", true, column, until)
		return
	}
	l.newline()
	l.opened = true
	l.entries(v, indent+"  ", false, column, until)
}

// open says the comment that belongs on the line which opens a collection.
func (l *layout) open(v *syntax.Form) {
	if l.trail(v.Entries[0].Start) {
		l.newline()
	} else if c := l.behind(v); c >= 0 {
		l.b.WriteString("  " + l.said(l.comments[c]))
		l.comments = append(l.comments[:c:c], l.comments[c+1:]...)
		l.newline()
	}
}

// stay writes an entry as it is, as far in as it has to be.
func (l *layout) stay(e syntax.FormEntry, indent string, column int) {
	end := l.lineEnd(max(e.Start, e.Value.Span.End))
	for i, line := range strings.Split(l.src[e.Start:end], "\n") {
		if i > 0 {
			l.b.WriteByte('\n')
			line = line[min(column, len(line)-len(strings.TrimLeft(line, " "))):]
			if line != "" {
				l.b.WriteString(indent)
			}
		}
		l.b.WriteString(line)
	}
	l.forget(end)
}

// onLine tells whether a value begins on the line of its key or dash.
func (l *layout) onLine(v *syntax.Form) bool {
	switch v.Style {
	case syntax.Flow:
		return len(v.Entries) == 0 || l.short(v)
	case syntax.Block:
		return len(v.Entries) == 0
	}
	return true
}

// short tells whether a sequence stands on one line and may do so.
func (l *layout) short(v *syntax.Form) bool {
	if v.Style != syntax.Flow || v.Kind != syntax.Array || v.Span.Len() > 4*flatWidest || strings.Contains(l.src[v.Span.Start:v.Span.End], "\n") {
		return false
	}
	for _, e := range v.Entries {
		if e.Value.Style == syntax.Flow || e.Value.Style == syntax.Block {
			return false
		}
	}
	return utf8.RuneCountInString(l.flow(v)) <= flatWidest
}

// leaf writes a value on the line of its key or dash, with the comment at the
// end of its line.
func (l *layout) leaf(v *syntax.Form, indent string, until int) {
	if v.Props != "" {
		l.b.WriteString(" " + v.Props)
	}
	s := l.spelled(v, indent)
	first, rest, several := strings.Cut(s, "\n")
	if s != "" {
		l.b.WriteString(" " + first)
	}
	end := l.lineEnd(v.Span.End)
	if v.Style == syntax.Literal || v.Style == syntax.Folded {
		end = l.lineEnd(v.Span.Start)
	}
	l.trail(min(end, until))
	if several {
		l.b.WriteString("\n" + rest)
		l.keeps = strings.HasSuffix(first, "+")
	}
}
