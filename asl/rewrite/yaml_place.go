package rewrite

import (
	"strings"

	"github.com/stateboard/stateboard/asl/syntax"
	"github.com/stateboard/stateboard/asl/text"
)

// yamlPlacer turns a draft into edits of a YAML text. What stands in block
// style is changed by whole lines, so that comments and blank lines between
// stay; what stands in braces or brackets is changed as JSON is. It aims at
// how people write definitions; verify refuses the rest.
type yamlPlacer struct {
	*draft
	src   string
	style yamlStyle
	from  int // nothing before may be changed
	edits []text.Edit
}

func newYAMLPlacer(d *draft) *yamlPlacer {
	y := &yamlPlacer{draft: d, src: d.doc.Text.String()}
	y.style = y.readStyle()
	return y
}

func (y *yamlPlacer) edit(start, end int, s string) {
	if start > end || end > len(y.src) || y.src[start:end] == s {
		return
	}
	y.edits = append(y.edits, text.Replace(text.Span{Start: start, End: end}, s))
}

// inFlow tells whether a node stands in braces or brackets.
func (y *yamlPlacer) inFlow(n *syntax.Node) bool {
	if n.Kind != syntax.Object && n.Kind != syntax.Array || n.Span.Start >= len(y.src) {
		return false
	}
	c := y.src[n.Span.Start]
	return c == '{' || c == '['
}

// node makes the edits in and below a node.
func (y *yamlPlacer) node(n *syntax.Node) {
	if n == nil || !y.touched[n] {
		return
	}
	if c, replaced := y.values[n]; replaced {
		y.replace(n, c)
		return
	}
	y.parts(n)
}

func (y *yamlPlacer) parts(n *syntax.Node) {
	switch {
	case y.inFlow(n) && children(n) == 0:
		y.replace(n, freshContent(n, y.fresh[n]))
	case y.inFlow(n):
		p := newPlacer(y.draft)
		p.spell = spellFlow
		p.parts(n)
		y.edits = append(y.edits, p.edits...)
	default:
		y.block(n)
	}
}

// freshContent is all that comes into an empty collection.
func freshContent(n *syntax.Node, news []fresh) content {
	entries := make([]entry, len(news))
	for i, f := range news {
		entries[i] = f.entry
	}
	if n.Kind == syntax.Array {
		return array{entries: entries, flat: literals(entries)}
	}
	return object{entries: entries}
}

// block makes the edits in a collection of block style.
func (y *yamlPlacer) block(n *syntax.Node) {
	count := children(n)
	if count == 0 {
		return
	}
	news, last := y.freshAfter(n, -1), -1
	for i := range count {
		child := childValue(n, i)
		if y.gone[child] {
			news = append(news, y.freshAfter(n, i)...)
			continue
		}
		y.between(n, last, i, news)
		if n.Kind == syntax.Object {
			key := n.Members()[i].Key
			if name, renamed := y.keys[key]; renamed && name != key.Text {
				y.edit(key.Span.Start, key.Span.End, spellYAML(string(quoted(name))))
			}
		}
		y.node(child)
		last, news = i, y.freshAfter(n, i)
	}
	y.between(n, last, count, news)
}

func (y *yamlPlacer) freshAfter(n *syntax.Node, after int) []entry {
	var entries []entry
	for _, f := range y.fresh[n] {
		if f.after == after {
			entries = append(entries, f.entry)
		}
	}
	return entries
}

// between makes the edits between two children that stay, see placer.between.
func (y *yamlPlacer) between(n *syntax.Node, a, b int, news []entry) {
	count := children(n)
	removed := b > a+1
	if !removed && len(news) == 0 {
		return
	}
	indent := strings.Repeat(" ", y.column(y.head(n, 0)))
	lines := make([]string, len(news))
	for i, e := range news {
		lines[i] = y.style.entry(y, e, indent)
	}
	fresh := strings.Join(lines, y.style.eol+indent)
	switch {
	case removed && a < 0 && b == count:
		if len(news) == 0 {
			y.empty(n)
			return
		}
		y.edit(n.Span.Start, y.end(n), fresh)
		return
	case removed && a < 0 && y.firstOnLine(y.head(n, 0)) && y.head(n, 0) > y.from:
		start := y.head(n, 0) - len(indent)
		if len(news) > 0 {
			fresh = indent + fresh + y.style.eol
		}
		y.edit(start, y.lineEnd(y.end(childValue(n, b-1)))+len(y.style.eol), fresh)
		return
	case removed && a < 0:
		if len(news) > 0 {
			fresh += y.style.eol + indent
		}
		y.edit(y.head(n, 0), y.head(n, b), fresh)
		return
	case removed:
		y.edit(y.lineEnd(y.end(childValue(n, a))), y.lineEnd(y.end(childValue(n, b-1))), "")
	}
	switch {
	case len(news) == 0:
	case a >= 0:
		y.edit(y.lineEnd(y.end(childValue(n, a))), y.lineEnd(y.end(childValue(n, a))), y.style.eol+indent+fresh)
	case n.Parent != nil && y.head(n, b) > y.from && y.firstOnLine(y.head(n, b)):
		at := y.aboveComments(y.head(n, b) - len(indent))
		y.edit(at, at, indent+fresh+y.style.eol)
	default:
		y.edit(y.head(n, b), y.head(n, b), fresh+y.style.eol+indent)
	}
}

// aboveComments is where the comments begin that stand right above a line.
func (y *yamlPlacer) aboveComments(line int) int {
	for line > 0 {
		above := line - y.column(line-1) - 1
		if !strings.HasPrefix(strings.TrimLeft(y.src[above:line], " "), "#") {
			break
		}
		line = above
	}
	return line
}

// empty leaves empty brackets of a collection.
func (y *yamlPlacer) empty(n *syntax.Node) {
	brackets := "{}"
	if n.Kind == syntax.Array {
		brackets = "[]"
	}
	y.put(n, brackets, false)
}

// replace puts content in a node's place.
func (y *yamlPlacer) replace(n *syntax.Node, c content) {
	base := strings.Repeat(" ", y.column(n.Span.Start))
	if n.Parent != nil && n.Parent.Kind == syntax.Object {
		base = strings.Repeat(" ", y.column(n.Parent.Span.Start))
	}
	scalar, is := c.(literal)
	switch {
	case is && !compound(n) && !n.Span.Empty():
		y.edit(n.Span.Start, y.end(n), spellYAML(string(scalar)))
		return
	case is:
		y.put(n, spellYAML(string(scalar)), false)
		return
	}
	if n.Parent != nil && y.inFlow(n.Parent) || y.style.onLine(c) {
		y.put(n, y.style.line(y, c), false)
		return
	}
	if n.Parent == nil || n.Parent.Kind == syntax.Array {
		y.put(n, y.style.spread(y, c, base), false)
		return
	}
	inner := base + y.style.inner(c)
	y.put(n, y.style.eol+inner+y.style.spread(y, c, inner), true)
}

// put writes text in a node's place; own tells that it begins with a line of
// its own, so that no blank is wanted after the colon before it.
func (y *yamlPlacer) put(n *syntax.Node, s string, own bool) {
	start, end := n.Span.Start, y.end(n)
	if n.Parent != nil && n.Parent.Kind == syntax.Object {
		if i := indexIn(n); i >= 0 {
			key := n.Parent.Members()[i].Key
			if colon := strings.IndexByte(y.src[key.Span.End:], ':'); colon >= 0 {
				start = key.Span.End + colon + 1
			}
			if !own {
				s = " " + s
			}
		}
	}
	y.edit(start, max(start, end), s)
}

// end is where the text of a node ends.
func (y *yamlPlacer) end(n *syntax.Node) int {
	if count := children(n); count > 0 && !y.inFlow(n) {
		return y.end(childValue(n, count-1))
	}
	if n.Kind == syntax.String && n.Parent != nil && n.Span.Start < len(y.src) && strings.IndexByte("|>", y.src[n.Span.Start]) >= 0 {
		return y.scalarEnd(n)
	}
	return n.Span.End
}

// scalarEnd is where a block scalar ends: its last line that stands further in
// than what it belongs to.
func (y *yamlPlacer) scalarEnd(n *syntax.Node) int {
	outer := y.column(y.head(n.Parent, max(0, indexIn(n))))
	end := y.lineEnd(n.Span.Start)
	for at := end; at < len(y.src); {
		next := strings.IndexByte(y.src[at:], '\n')
		if next < 0 {
			break
		}
		start := at + next + 1
		at = y.lineEnd(start)
		line := y.src[start:at]
		if strings.TrimSpace(line) == "" {
			continue
		}
		if len(line)-len(strings.TrimLeft(line, " ")) <= outer {
			break
		}
		end = at
	}
	return end
}

// head is where a child of a block collection begins: its key, or its dash.
func (y *yamlPlacer) head(n *syntax.Node, i int) int {
	if n.Kind == syntax.Object {
		return n.Members()[i].Key.Span.Start
	}
	at := n.Items()[i].Span.Start
	for at > 0 && strings.IndexByte(" \t\r\n", y.src[at-1]) >= 0 {
		at--
	}
	if at > 0 && y.src[at-1] == '-' {
		return at - 1
	}
	return n.Items()[i].Span.Start
}

// column is the number of bytes before an offset on its line.
func (y *yamlPlacer) column(offset int) int {
	return offset - strings.LastIndexByte(y.src[:offset], '\n') - 1
}

// firstOnLine tells whether nothing but blanks stands before an offset.
func (y *yamlPlacer) firstOnLine(offset int) bool {
	return strings.Trim(y.src[offset-y.column(offset):offset], " ") == ""
}

// lineEnd is the end of the line that holds an offset, without its line end.
func (y *yamlPlacer) lineEnd(offset int) int {
	end := strings.IndexByte(y.src[offset:], '\n')
	if end < 0 {
		return len(y.src)
	}
	end += offset
	if end > offset && y.src[end-1] == '\r' {
		end--
	}
	return end
}

// slice is the text of a kept node with the draft's edits below it made.
func (y *yamlPlacer) slice(n *syntax.Node) string {
	inner := &yamlPlacer{draft: y.draft, src: y.src, style: y.style, from: n.Span.Start}
	inner.parts(n)
	end := y.end(n)
	edits := make([]text.Edit, 0, len(inner.edits))
	for _, e := range inner.edits {
		if e.Start >= n.Span.Start && e.End <= end {
			edits = append(edits, text.Replace(text.Span{Start: e.Start - n.Span.Start, End: e.End - n.Span.Start}, e.New))
		}
	}
	t, _, err := text.Apply(text.New(y.src[n.Span.Start:end]), edits...)
	if err != nil {
		return y.src[n.Span.Start:end] // verify finds out
	}
	return t.String()
}
