package rewrite

import (
	"regexp"
	"strings"

	"github.com/stateboard/stateboard/asl/syntax"
	"github.com/stateboard/stateboard/asl/value"
)

// yamlStyle is how a YAML text is written.
type yamlStyle struct {
	eol  string
	unit string // one level of indentation
	dash string // how far a list stands in from the key it belongs to
}

// readStyle reads the style off the first nested mapping and the first list.
func (y *yamlPlacer) readStyle() yamlStyle {
	st := yamlStyle{eol: y.doc.Text.EOL(), unit: "  "}
	found, listed := false, false
	var look func(n *syntax.Node, left int) int
	look = func(n *syntax.Node, left int) int {
		if left--; left < 0 || n == nil || y.inFlow(n) || found && listed {
			return left
		}
		for i := range children(n) {
			child := childValue(n, i)
			if n.Kind == syntax.Object && compound(child) && !y.inFlow(child) {
				in := y.column(y.head(child, 0)) - y.column(y.head(n, i))
				switch {
				case child.Kind == syntax.Object && !found && in > 0:
					st.unit, found = strings.Repeat(" ", in), true
				case child.Kind == syntax.Array && !listed && in >= 0:
					st.dash, listed = strings.Repeat(" ", in), true
				}
			}
			if left = look(child, left); left < 0 {
				break
			}
		}
		return left
	}
	look(y.doc.Tree.Root, 500)
	if !listed {
		st.dash = st.unit
	}
	return st
}

// inner is how far content stands in from the key it belongs to.
func (st yamlStyle) inner(c content) string {
	switch c := c.(type) {
	case array:
		return st.dash
	case kept:
		if c.node.Kind == syntax.Array {
			return st.dash
		}
	}
	return st.unit
}

// onLine tells whether content stands on the line of its key.
func (st yamlStyle) onLine(c content) bool {
	switch c := c.(type) {
	case object:
		return len(c.entries) == 0
	case array:
		return literals(c.entries)
	case kept:
		return !compound(c.node)
	}
	return true
}

// entry is a member or item as it stands behind an indentation.
func (st yamlStyle) entry(y *yamlPlacer, e entry, indent string) string {
	if e.key == "" {
		return "- " + st.spread(y, e.value, indent+"  ")
	}
	key := spellYAML(e.key) + ":"
	if k, is := e.value.(kept); is && y.inFlow(k.node) || st.onLine(e.value) {
		return key + " " + st.line(y, e.value)
	}
	inner := indent + st.inner(e.value)
	return key + st.eol + inner + st.spread(y, e.value, inner)
}

// spread is content in block style; its first line goes where it is put, the
// others are indented.
func (st yamlStyle) spread(y *yamlPlacer, c content, indent string) string {
	var entries []entry
	switch c := c.(type) {
	case object:
		entries = c.entries
	case array:
		entries = c.entries
	case kept:
		if !y.inFlow(c.node) {
			return shifted(y.slice(c.node), y.column(c.node.Span.Start), indent)
		}
	}
	if st.onLine(c) || entries == nil {
		return st.line(y, c)
	}
	lines := make([]string, len(entries))
	for i, e := range entries {
		lines[i] = st.entry(y, e, indent)
	}
	return strings.Join(lines, st.eol+indent)
}

// line is content on one line.
func (st yamlStyle) line(y *yamlPlacer, c content) string {
	p := newPlacer(y.draft)
	p.spell = spellFlow
	var b strings.Builder
	if k, is := c.(kept); is {
		return y.slice(k.node)
	}
	(&style{p: p, colon: ": ", comma: ", "}).line(&b, c)
	return b.String()
}

// shifted is a text of several lines moved from a column to an indentation.
func shifted(s string, column int, indent string) string {
	from := strings.Repeat(" ", column)
	lines := strings.Split(s, "\n")
	for i, line := range lines[1:] {
		if rest, deeper := strings.CutPrefix(line, from); deeper && strings.TrimSpace(line) != "" {
			lines[i+1] = indent + rest
		}
	}
	return strings.Join(lines, "\n")
}

var (
	plainYAML = regexp.MustCompile(`^[\pL_$][\pL\pN_ .:/$?()!*+@=-]*$`)
	wordsYAML = regexp.MustCompile(`^(?i:true|false|null|yes|no|on|off|y|n)$`)
)

// spellYAML is a JSON scalar as people write it in YAML: text without quotes
// where nothing in it has a meaning of its own.
func spellYAML(literal string) string {
	if !strings.HasPrefix(literal, `"`) {
		return literal
	}
	v, err := value.Parse(literal)
	if err != nil {
		return literal
	}
	s := v.Str()
	if !plainYAML.MatchString(s) || wordsYAML.MatchString(s) || strings.HasSuffix(s, " ") || strings.HasSuffix(s, ":") || strings.Contains(s, ": ") {
		return literal
	}
	return s
}

// spellFlow is spellYAML inside braces, where a placeholder's own would close
// them.
func spellFlow(literal string) string {
	if strings.HasPrefix(literal, "${") {
		return value.Quote(literal)
	}
	return spellYAML(literal)
}
