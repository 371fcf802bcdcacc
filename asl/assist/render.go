package assist

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/stateboard/stateboard/asl/syntax"
	"github.com/stateboard/stateboard/asl/value"
)

// widest is how long a value may be, in characters, to stay on one line.
const widest = 72

// render writes a value as the document writes them: further lines stand
// behind indent; spread asks for several lines however short it is.
func (p *place) render(v value.Value, indent string, spread bool) string {
	if p.yaml {
		return p.renderYAML(v, indent)
	}
	var b strings.Builder
	if writeLine(&b, v); !spread && utf8.RuneCountInString(b.String()) <= widest {
		return b.String()
	}
	b.Reset()
	p.spread(&b, v, p.eol+indent)
	return b.String()
}

// spread writes a value on several lines; lists of scalars that fit stay on
// one.
func (p *place) spread(b *strings.Builder, v value.Value, line string) {
	inner := line + p.unit()
	switch {
	case v.Len() == 0 || v.Kind() == value.ArrayKind && scalars(v) && v.Size() <= widest:
		writeLine(b, v)
	case v.Kind() == value.ArrayKind:
		for i, item := range v.Items() {
			b.WriteString([]string{"[", ","}[min(i, 1)] + inner)
			p.spread(b, item, inner)
		}
		b.WriteString(line + "]")
	case v.Kind() == value.ObjectKind:
		for i, m := range v.Members() {
			b.WriteString([]string{"{", ","}[min(i, 1)] + inner + value.Quote(m.Key) + ": ")
			p.spread(b, m.Value, inner)
		}
		b.WriteString(line + "}")
	default:
		writeLine(b, v)
	}
}

func scalars(v value.Value) bool {
	for _, item := range v.Items() {
		if k := item.Kind(); k == value.ArrayKind || k == value.ObjectKind {
			return false
		}
	}
	return true
}

// writeLine writes a value on one line.
func writeLine(b *strings.Builder, v value.Value) {
	switch v.Kind() {
	case value.ArrayKind:
		b.WriteByte('[')
		for i, item := range v.Items() {
			if i > 0 {
				b.WriteString(", ")
			}
			writeLine(b, item)
		}
		b.WriteByte(']')
	case value.ObjectKind:
		b.WriteByte('{')
		for i, m := range v.Members() {
			if i > 0 {
				b.WriteString(", ")
			}
			b.WriteString(value.Quote(m.Key) + ": ")
			writeLine(b, m.Value)
		}
		b.WriteByte('}')
	default:
		b.WriteString(v.JSON())
	}
}

// renderYAML writes a value behind a key: scalars on its line, members and
// items on lines of their own.
func (p *place) renderYAML(v value.Value, indent string) string {
	switch v.Kind() {
	case value.ArrayKind:
		if v.Len() == 0 {
			return "[]"
		}
		var b strings.Builder
		for _, item := range v.Items() {
			text := p.renderYAML(item, indent+"    ")
			b.WriteString(p.eol + indent + "  - " + strings.TrimLeft(text, "\r\n "))
		}
		return b.String()
	case value.ObjectKind:
		if v.Len() == 0 {
			return "{}"
		}
		var b strings.Builder
		for _, m := range v.Members() {
			in := indent + "  "
			b.WriteString(p.eol + in + yamlScalar(m.Key) + ":" + spaced(p.renderYAML(m.Value, in)))
		}
		return b.String()
	case value.StringKind:
		return yamlScalar(v.Str())
	}
	return v.JSON()
}

// spaced puts a blank before what stays on the line.
func spaced(s string) string {
	if strings.HasPrefix(s, "\n") || strings.HasPrefix(s, "\r") {
		return s
	}
	return " " + s
}

// yamlScalar writes a text so that YAML reads it as that text. An empty text
// that the caret goes into is left without quotes.
func yamlScalar(s string) string {
	if s == mark {
		return s
	}
	plain := strings.ReplaceAll(s, mark, "")
	if plainYAML(plain) {
		return s
	}
	if strings.IndexFunc(plain, func(r rune) bool { return r < ' ' || r == 0x7F }) >= 0 {
		return value.Quote(s)
	}
	return "'" + strings.ReplaceAll(s, "'", "''") + "'"
}

func plainYAML(s string) bool {
	if s == "" || strings.TrimSpace(s) != s || strings.Contains(s, ": ") || strings.Contains(s, " #") || strings.HasSuffix(s, ":") {
		return false
	}
	if strings.ContainsRune("-?:,[]{}#&*!|>'\"%@`=~<", rune(s[0])) || s[0] >= '0' && s[0] <= '9' || s[0] == '.' || s[0] == '+' {
		return false
	}
	switch strings.ToLower(s) {
	case "true", "false", "null", "yes", "no", "on", "off", "y", "n":
		return false
	}
	return strings.IndexFunc(s, func(r rune) bool { return r < ' ' || r >= 0x7F && r < 0xA0 || r == '\uFEFF' || r == utf8.RuneError }) < 0
}

// name writes a key.
func (p *place) name(s string) string {
	if p.yaml {
		return yamlScalar(s)
	}
	return value.Quote(s)
}

// memberText is a member, or only its key where the colon is there already.
func (c *completer) memberText(name string, v value.Value, spread bool) string {
	if c.colon {
		return c.before + c.name(name) + c.after
	}
	text := c.name(name) + c.colonText()
	rendered := c.render(v, c.indent, spread)
	if c.yaml {
		text = strings.TrimRight(text, " ") + spaced(rendered)
	} else {
		text += rendered
	}
	if c.dash {
		text = "- " + text
	}
	if after := c.after; after == ", " && strings.Contains(text, "\n") {
		return c.before + text + "," + c.eol + c.indent
	}
	return c.before + text + c.after
}

// colonText is the colon as the object around writes it.
func (p *place) colonText() string {
	if n := p.frames.inner().node; !p.yaml && len(n.Members()) > 0 {
		if end := n.Members()[0].Key.Span.End; end+1 < len(p.src) && p.src[end] == ':' && p.src[end+1] != ' ' && n.Members()[0].Value.Kind != syntax.Invalid {
			return ":"
		}
	}
	return ": "
}

// valueText is a value at a place for one.
func (c *completer) valueText(v value.Value) string {
	text := c.render(v, c.indent, false)
	if c.dash {
		text = "- " + strings.TrimLeft(text, "\r\n ")
	}
	return c.before + text + c.after
}

// stringText is a text at a place for a value; where only a part of a string
// is replaced, it is that part.
func (c *completer) stringText(s string) string { return c.valueText(value.String(s)) }

// partText writes a part of a string, as it must be written between its
// quotes.
func (p *place) partText(s string) string {
	switch {
	case !p.yaml || p.token != nil && p.quoted && p.replaceStartsWith('"'):
		q := value.Quote(s)
		return q[1 : len(q)-1]
	case p.token != nil && p.replaceStartsWith('\''):
		return strings.ReplaceAll(s, "'", "''")
	}
	return s
}

func (p *place) replaceStartsWith(quote byte) bool {
	return p.token.Span.Start < len(p.src) && p.src[p.token.Span.Start] == quote
}

func ordinal(i int) string { return strconv.Itoa(i + 1) }
