package rewrite

import (
	"strings"

	"github.com/stateboard/stateboard/asl/syntax"
)

// style is how a text is written around a place.
type style struct {
	p       *placer
	eol     string
	unit    string // one level of indentation
	colon   string // between key and value
	comma   string // between members on one line
	pad     string // inside the braces of an object on one line
	listPad string // inside the brackets of an array on one line
}

// styleIn reads the style off a container, near one of its children (-1 for
// an empty container).
func (p *placer) styleIn(n *syntax.Node, near int) *style {
	st := &style{p: p, eol: p.eol, colon: ": ", comma: ", "}
	st.unit = p.unitNear(n, near)
	for at := n; at != nil; at = at.Parent {
		if at.Kind == syntax.Object && len(at.Members()) > 0 {
			m := at.Members()[0]
			if at == n && near >= 0 {
				m = at.Members()[near]
			}
			if colon := p.src[m.Key.Span.End:m.Value.Span.Start]; strings.Contains(colon, ":") && !strings.Contains(colon, "\n") {
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

// inlineHabits reads comma and padding off an object and an array that stand
// on one line: near the place, around it, or else anywhere in the text.
func (p *placer) inlineHabits(st *style, n *syntax.Node, near int) {
	var ex examples
	if n != nil && near >= 0 {
		ex.look(p.src, childValue(n, near), 60)
	}
	for up := n; up != nil && ex.object == nil; up = up.Parent {
		if up.Kind == syntax.Object && len(up.Members()) > 0 && oneLine(p.src, up) {
			ex.object = up
		}
	}
	if ex.object == nil || ex.array == nil {
		ex.look(p.src, p.doc.Tree.Root, 300)
	}
	if o := ex.object; o != nil {
		st.pad = p.src[o.Span.Start+1 : childStart(o, 0)]
		if len(o.Members()) > 1 {
			st.comma = p.src[childValue(o, 0).Span.End:childStart(o, 1)]
		}
	}
	if a := ex.array; a != nil {
		st.listPad = p.src[a.Span.Start+1 : childStart(a, 0)]
	}
}

// examples are an object and an array that stand on one line.
type examples struct{ object, array *syntax.Node }

// look searches a node, but no more than the number of nodes; it returns how
// many are left of it.
func (ex *examples) look(src string, n *syntax.Node, left int) int {
	if left--; left < 0 || !compound(n) || ex.object != nil && ex.array != nil {
		return left
	}
	if oneLine(src, n) {
		switch {
		case n.Kind == syntax.Object && ex.object == nil:
			ex.object = n
		case n.Kind == syntax.Array && ex.array == nil:
			ex.array = n
		}
	}
	for i := range children(n) {
		if left = ex.look(src, childValue(n, i), left); left < 0 {
			break
		}
	}
	return left
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
