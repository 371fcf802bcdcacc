package rewrite

import (
	"strings"

	"github.com/stateboard/stateboard/asl/syntax"
)

// style is how a text is written around a place.
type style struct {
	p     *placer
	eol   string
	unit  string // one level of indentation
	colon string // between key and value
	comma string // between members on one line
	pad   string // inside the braces of an object on one line
}

// styleIn reads the style off a container, near one of its children (-1 for
// an empty container).
func (p *placer) styleIn(n *syntax.Node, near int) *style {
	st := &style{p: p, eol: p.eol, colon: ": ", comma: ", "}
	st.unit = p.unitNear(n, near)
	for at := n; at != nil; at = at.Parent {
		if at.Kind == syntax.Object && len(at.Members) > 0 {
			m := at.Members[0]
			if at == n && near >= 0 {
				m = at.Members[near]
			}
			if colon := p.src[m.Key.Span.End:m.Value.Span.Start]; !strings.Contains(colon, "\n") {
				st.colon = colon
				break
			}
		}
	}
	if !strings.HasSuffix(st.colon, " ") {
		st.comma = ","
	}
	p.inlineHabits(st, n, near)
	return st
}

// inlineHabits reads comma and padding off the nearest object that stands on
// one line.
func (p *placer) inlineHabits(st *style, n *syntax.Node, near int) {
	example := n
	if near >= 0 && compound(childValue(n, near)) {
		example = childValue(n, near)
	}
	for ; example != nil; example = example.Parent {
		if example.Kind == syntax.Object && len(example.Members) > 0 && oneLine(p.src, example) {
			open := p.src[example.Span.Start+1 : childStart(example, 0)]
			st.pad = open
			if len(example.Members) > 1 {
				st.comma = p.src[childValue(example, 0).Span.End:childStart(example, 1)]
			}
			return
		}
	}
}

// separator is what stands between two children near the one given, comma
// included; where there is but one child, what would.
func (p *placer) separator(n *syntax.Node, near int) string {
	before, after := "", ""
	if near > 0 {
		before = p.src[childValue(n, near-1).Span.End:childStart(n, near)]
	}
	if near+1 < children(n) {
		after = p.src[childValue(n, near).Span.End:childStart(n, near+1)]
	}
	switch {
	case before != "" && (after == "" || strings.Count(before, "\n") <= strings.Count(after, "\n")):
		return before
	case after != "" && (before == "" || strings.Contains(after, "\n")):
		return after
	case before != "":
		return before
	}
	open := p.src[n.Span.Start+1 : childStart(n, near)]
	if i := strings.LastIndexByte(open, '\n'); i >= 0 {
		return "," + p.eol + open[i+1:]
	}
	return p.styleIn(n, near).comma
}

// indentAt is the blank start of the line that holds the offset.
func (p *placer) indentAt(offset int) string {
	if p.flat {
		return ""
	}
	return blanks(p.src[strings.LastIndexByte(p.src[:offset], '\n')+1:])
}

func blanks(s string) string { return s[:len(s)-len(strings.TrimLeft(s, " \t"))] }

// unitNear is one level of indentation: what a child stands further in than
// its container, at the nearest place where that can be seen.
func (p *placer) unitNear(n *syntax.Node, near int) string {
	if p.flat {
		return "  "
	}
	if n != nil && near >= 0 {
		if unit := p.unitOf(childValue(n, near)); unit != "" {
			return unit
		}
	}
	for ; n != nil; n = n.Parent {
		if unit := p.unitOf(n); unit != "" {
			return unit
		}
	}
	return "  "
}

func (p *placer) unitOf(n *syntax.Node) string {
	if !compound(n) || !strings.Contains(p.src[n.Span.Start:childStart(n, 0)], "\n") {
		return ""
	}
	outer, inner := p.indentAt(n.Span.Start), p.indentAt(childStart(n, 0))
	if strings.HasPrefix(inner, outer) {
		return inner[len(outer):]
	}
	return ""
}
