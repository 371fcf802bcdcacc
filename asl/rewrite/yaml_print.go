package rewrite

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"github.com/stateboard/stateboard/asl/syntax"
	"github.com/stateboard/stateboard/asl/value"
)

// yamlPrinter writes a tree in block style. A careful one quotes every text
// and uses nothing that readers of YAML are known to differ in.
type yamlPrinter struct {
	b       strings.Builder
	careful bool
}

// block writes a value that stands behind a key ("Key:", then after is true),
// behind a dash, or by itself, line end included.
func (p *yamlPrinter) block(n *syntax.Node, indent string, after bool) {
	switch {
	case n.Kind == syntax.Object && len(n.Members()) > 0:
		if after {
			p.b.WriteString("\n" + indent)
		}
		for i, m := range n.Members() {
			if i > 0 {
				p.b.WriteString(indent)
			}
			p.b.WriteString(p.key(m.Key.Text) + ":")
			p.member(m.Value, indent)
		}
	case n.Kind == syntax.Array && len(n.Items()) > 0:
		if line, short := p.flat(n); short {
			p.b.WriteString(line + "\n")
			return
		}
		if after {
			p.b.WriteString("\n" + indent)
		}
		for i, item := range n.Items() {
			if i > 0 {
				p.b.WriteString(indent)
			}
			p.b.WriteString("- ")
			p.block(item, indent+"  ", false)
		}
	default:
		p.b.WriteString(p.scalar(n, indent) + "\n")
	}
}

// member writes the value of a key at an indentation.
func (p *yamlPrinter) member(n *syntax.Node, indent string) {
	inner := indent + "  "
	if _, short := p.flat(n); children(n) == 0 || short {
		p.b.WriteString(" ")
	}
	p.block(n, inner, true)
}

// flat is an array of scalars on one line, where that is short.
func (p *yamlPrinter) flat(n *syntax.Node) (line string, short bool) {
	if n.Kind != syntax.Array || len(n.Items()) == 0 || !scalars(n) {
		return "", false
	}
	parts := make([]string, len(n.Items()))
	for i, item := range n.Items() {
		parts[i] = p.inline(item)
	}
	line = "[" + strings.Join(parts, ", ") + "]"
	return line, utf8.RuneCountInString(line) <= 60
}

// inline is a scalar inside brackets.
func (p *yamlPrinter) inline(n *syntax.Node) string {
	switch {
	case n.Kind == syntax.Placeholder:
		return n.Text
	case n.Kind == syntax.String && !p.careful && plainInYAML(n.Text) && !strings.ContainsAny(n.Text, ",[]{}"):
		return n.Text
	case n.Kind == syntax.String:
		return quotedYAML(n.Text)
	}
	return p.scalar(n, "")
}

func (p *yamlPrinter) key(s string) string {
	if !p.careful && plainInYAML(s) && utf8.RuneCountInString(s) <= 100 {
		return s
	}
	return quotedYAML(s)
}

// scalar is a scalar, or an empty collection; indent is that of the lines of
// a text that has several.
func (p *yamlPrinter) scalar(n *syntax.Node, indent string) string {
	switch n.Kind {
	case syntax.Object:
		return "{}"
	case syntax.Array:
		return "[]"
	case syntax.Null, syntax.Invalid:
		return "null"
	case syntax.String:
		switch {
		case p.careful:
			return quotedYAML(n.Text)
		case plainInYAML(n.Text):
			return n.Text
		case linesInYAML(n.Text):
			return linedYAML(n.Text, indent)
		}
		return quotedYAML(n.Text)
	}
	return n.Text
}

// What a text without quotes may not be, because YAML 1.1 or 1.2 has another
// meaning for it, or hold.
var (
	meaningYAML = regexp.MustCompile(`^(?:(?i:true|false|null|yes|no|on|off|y|n)|~|=|<<|---.*|\.\.\..*|[-+]?\.(?i:inf)|\.(?i:nan)|[-+]?[0-9.][0-9_.,:eExXobA-Fa-f+-]*|[0-9]{4}-[0-9].*)$`)
	firstYAML   = "-?:,[]{}#&*!|>'\"%@` \t"
)

// plainInYAML tells whether a text needs no quotes.
func plainInYAML(s string) bool {
	switch {
	case s == "" || strings.IndexByte(firstYAML, s[0]) >= 0 || strings.HasPrefix(s, "${"):
		return false
	case strings.HasSuffix(s, " ") || strings.HasSuffix(s, ":") || strings.Contains(s, ": ") || strings.Contains(s, " #"):
		return false
	case meaningYAML.MatchString(s):
		return false
	}
	return !strings.ContainsFunc(s, special)
}

// special are characters that stand in YAML only as escapes, and line ends.
func special(r rune) bool {
	return r < ' ' || r >= 0x7F && r < 0xA0 || r == 0x2028 || r == 0x2029 || r == 0xFEFF || r == utf8.RuneError
}

// linesInYAML tells whether a text can be written as its lines are.
func linesInYAML(s string) bool {
	first, _, several := strings.Cut(s, "\n")
	return several && strings.TrimSpace(first) != "" && first[0] != ' ' && first[0] != '\t' &&
		!strings.ContainsFunc(s, func(r rune) bool { return r != '\n' && special(r) })
}

// linedYAML is a text as a block scalar.
func linedYAML(s, indent string) string {
	if indent == "" {
		indent = "  "
	}
	body, mark := strings.TrimRight(s, "\n"), "|"
	switch len(s) - len(body) {
	case 0:
		mark = "|-"
	case 1:
	default:
		mark, body = "|+", s[:len(s)-1]
	}
	lines := strings.Split(body, "\n")
	for i, line := range lines {
		if line != "" {
			lines[i] = indent + line
		}
	}
	return mark + "\n" + strings.Join(lines, "\n")
}

// quotedYAML is a text in quotes: single ones where double ones would need
// escapes that single ones do not.
func quotedYAML(s string) string {
	if strings.ContainsAny(s, "\"\\") && !strings.ContainsFunc(s, special) {
		return "'" + strings.ReplaceAll(s, "'", "''") + "'"
	}
	var b strings.Builder
	for _, r := range value.Quote(s) {
		if special(r) {
			const hex = "0123456789ABCDEF"
			b.WriteString(`\u` + string([]byte{hex[r>>12&15], hex[r>>8&15], hex[r>>4&15], hex[r&15]}))
			continue
		}
		b.WriteRune(r)
	}
	return b.String()
}
