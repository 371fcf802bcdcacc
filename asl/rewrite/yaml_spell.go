package rewrite

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/stateboard/stateboard/asl/syntax"
)

// This file defines how a YAML text that is laid out afresh spells keys and
// scalars.

// foldWidest is how long a line of a folded text may become, in characters.
const foldWidest = 80

// key is a key without the quotes that it does not need.
func (l *layout) key(k *syntax.Form) string {
	if k.Style == syntax.Plain || l.careful {
		return l.written(k)
	}
	return (&yamlPrinter{}).key(k.Text)
}

func (l *layout) written(v *syntax.Form) string { return l.src[v.Span.Start:v.Span.End] }

// spelled is a value that begins on the line of its key or dash, at whose
// indentation that stands.
func (l *layout) spelled(v *syntax.Form, indent string) string {
	switch v.Style {
	case syntax.Bare:
		return ""
	case syntax.Flow, syntax.Block:
		return l.flow(v)
	case syntax.Literal, syntax.Folded:
		return l.lined(v, indent)
	case syntax.Plain, syntax.Single, syntax.Double:
		return l.scalar(v, indent)
	}
	return l.written(v)
}

// scalar is a plain or quoted scalar. Plain ones stay: whether "yes" is a
// text is not the same for all readers. So do those with a tag.
func (l *layout) scalar(v *syntax.Form, indent string) string {
	s := l.written(v)
	several := strings.Contains(s, "\n")
	switch {
	case v.Kind != syntax.String || !several && (v.Style == syntax.Plain || l.careful || strings.Contains(v.Props, "!")):
		return s
	case several && utf8.RuneCountInString(v.Text) > foldWidest && foldable(v.Text):
		return folded(v.Text, indent+"  ")
	case several && strings.Contains(v.Props, "!") || l.careful:
		return quotedYAML(v.Text)
	}
	return (&yamlPrinter{}).scalar(&syntax.Node{Kind: syntax.String, Text: v.Text}, indent+"  ")
}

// foldable tells whether a text can be wrapped at its blanks.
func foldable(s string) bool {
	return !strings.ContainsFunc(s, special) && !strings.HasPrefix(s, " ") && !strings.HasSuffix(s, " ") && !strings.Contains(s, "  ")
}

// folded is a text of one line wrapped over several.
func folded(s, indent string) string {
	var b strings.Builder
	b.WriteString(">-")
	width := foldWidest
	for word := range strings.SplitSeq(s, " ") {
		n := utf8.RuneCountInString(word)
		if width+1+n > foldWidest {
			b.WriteString("\n" + indent)
			width = len(indent)
		} else {
			b.WriteByte(' ')
			width++
		}
		b.WriteString(word)
		width += n
	}
	return b.String()
}

// lined is a block scalar with its lines as they are.
func (l *layout) lined(v *syntax.Form, indent string) string {
	header := l.lineEnd(v.Span.Start)
	if v.Span.End <= header || strings.TrimSpace(l.src[header:v.Span.End]) == "" {
		return quotedYAML(v.Text)
	}
	lines := strings.Split(l.src[header+1:v.Span.End], "\n")
	in, first := l.contentIndent(v, lines)
	for last := lines[len(lines)-1]; strings.TrimSpace(last) == "" && len(last) <= in; last = lines[len(lines)-1] {
		lines = lines[:len(lines)-1]
	}
	mark := l.src[v.Span.Start : v.Span.Start+1]
	if first == ' ' {
		mark += "2"
	}
	strips := strings.Contains(l.header(v), "-")
	switch ends := len(v.Text) - len(strings.TrimRight(v.Text, "\n")); {
	case strips || ends == 0:
		mark += "-"
	case ends > 1:
		mark += "+"
		lines = append(lines, make([]string, ends-1)...)
	}
	for i, line := range lines {
		switch {
		case len(line) > in:
			lines[i] = indent + "  " + line[in:]
		default:
			lines[i] = ""
		}
	}
	return mark + "\n" + strings.Join(lines, "\n")
}

// header is how a block scalar begins: "|", ">2-".
func (l *layout) header(v *syntax.Form) string {
	header, _, _ := strings.Cut(l.src[v.Span.Start:l.lineEnd(v.Span.Start)], " ")
	return header
}

// contentIndent is how far in the lines of a block scalar stand, and the first
// byte of its first line that is not blank.
func (l *layout) contentIndent(v *syntax.Form, lines []string) (in int, first byte) {
	written := ""
	for _, line := range lines {
		if strings.TrimSpace(line) != "" {
			written = line
			break
		}
	}
	in = len(written) - len(strings.TrimLeft(written, " "))
	if digits := strings.Trim(l.header(v), "|>+-"); digits != "" {
		if n, err := strconv.Atoi(digits); err == nil && l.parent+n < in {
			in = l.parent + n
		}
	}
	return in, written[in]
}

// flow is a collection in brackets, on one line.
func (l *layout) flow(v *syntax.Form) string {
	if v.Kind == syntax.Object {
		return "{}"
	}
	parts := make([]string, len(v.Entries))
	for i, e := range v.Entries {
		p := e.Value
		s := l.written(p)
		if (p.Style == syntax.Single || p.Style == syntax.Double) && !l.careful && !strings.Contains(p.Props, "!") {
			s = (&yamlPrinter{}).inline(&syntax.Node{Kind: syntax.String, Text: p.Text})
		}
		parts[i] = strings.TrimSpace(p.Props + " " + s)
	}
	return "[" + strings.Join(parts, ", ") + "]"
}
