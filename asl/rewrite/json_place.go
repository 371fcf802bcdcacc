package rewrite

import (
	"strings"

	"github.com/stateboard/stateboard/asl/syntax"
	"github.com/stateboard/stateboard/asl/text"
	"github.com/stateboard/stateboard/asl/value"
)

// placer turns a draft into edits of a JSON text.
type placer struct {
	*draft
	src   string
	flat  bool // the whole text is one line
	eol   string
	edits []text.Edit
	spell func(literal string) string // how scalars and keys are written
}

func newPlacer(d *draft) *placer {
	src := d.doc.Text.String()
	return &placer{draft: d, spell: asSpelled, src: src, eol: d.doc.Text.EOL(), flat: strings.IndexByte(strings.TrimSpace(src), '\n') < 0}
}

func asSpelled(literal string) string { return literal }

// node makes the edits in and below a node.
func (p *placer) node(n *syntax.Node) {
	if n == nil || !p.touched[n] {
		return
	}
	if c, replaced := p.values[n]; replaced {
		p.replace(n, c)
		return
	}
	p.parts(n)
}

// parts makes the edits below a node.
func (p *placer) parts(n *syntax.Node) {
	count := children(n)
	news := p.freshAfter(n, -1)
	last := -1
	for i := range count {
		child := childValue(n, i)
		if p.gone[child] {
			news = append(news, p.freshAfter(n, i)...)
			continue
		}
		p.between(n, last, i, news)
		if n.Kind == syntax.Object {
			key := n.Members()[i].Key
			if name, renamed := p.keys[key]; renamed && name != key.Text {
				p.edit(key.Span, p.spell(value.Quote(name)))
			}
		}
		p.node(child)
		last, news = i, p.freshAfter(n, i)
	}
	p.between(n, last, count, news)
}

func (p *placer) edit(span text.Span, s string) {
	if p.src[span.Start:span.End] != s {
		p.edits = append(p.edits, text.Replace(span, s))
	}
}

func (p *placer) freshAfter(n *syntax.Node, after int) []entry {
	var entries []entry
	for _, f := range p.fresh[n] {
		if f.after == after {
			entries = append(entries, f.entry)
		}
	}
	return entries
}

// between makes the edits between two children of n that stay, a and b (-1
// and the number of children stand for the brackets): what was between them
// goes, news come.
func (p *placer) between(n *syntax.Node, a, b int, news []entry) {
	count := children(n)
	removed := b > a+1
	switch {
	case count == 0 && len(news) > 0:
		p.fill(n, news)
	case removed && len(news) > 0:
		sep, entries := p.printed(n, a, b, news)
		p.edit(text.Span{Start: childStart(n, a+1), End: childValue(n, b-1).Span.End}, strings.Join(entries, sep))
	case removed && b < count:
		p.edit(text.Span{Start: childStart(n, a+1), End: childStart(n, b)}, "")
	case removed && a >= 0:
		p.edit(text.Span{Start: childValue(n, a).Span.End, End: childValue(n, b-1).Span.End}, "")
	case removed:
		p.edit(text.Span{Start: n.Span.Start + 1, End: n.Span.End - 1}, "")
	case len(news) > 0 && a >= 0:
		sep, entries := p.printed(n, a, b, news)
		p.edit(text.At(childValue(n, a).Span.End), sep+strings.Join(entries, sep))
	case len(news) > 0:
		sep, entries := p.printed(n, a, b, news)
		p.edit(text.At(childStart(n, b)), strings.Join(entries, sep)+sep)
	}
}

// printed are the news as they look between the children a and b of a
// container that has some, and what separates them.
func (p *placer) printed(n *syntax.Node, a, b int, news []entry) (string, []string) {
	near := a
	if near < 0 {
		near = min(a+1, children(n)-1)
	}
	sep := p.separator(n, near)
	indent := p.indentAt(childStart(n, near))
	if i := strings.LastIndexByte(sep, '\n'); i >= 0 {
		indent = blanks(sep[i+1:])
	}
	st := p.styleIn(n, near)
	sibling := childValue(n, near)
	inline := never
	switch {
	case oneLine(p.src, n):
		inline = always
	case compound(sibling) && oneLine(p.src, sibling):
		inline = fits
	}
	texts := make([]string, len(news))
	for i, e := range news {
		texts[i] = st.entry(e, indent, inline)
	}
	return sep, texts
}

// fill puts the first entries into an empty container. An empty document has
// no habits yet: it is spread.
func (p *placer) fill(n *syntax.Node, news []entry) {
	st := p.styleIn(n, -1)
	inside := text.Span{Start: n.Span.Start + 1, End: n.Span.End - 1}
	base := p.indentAt(n.Span.Start)
	if n.Parent != nil && (p.flat || oneLine(p.src, n.Parent)) || n.Kind == syntax.Array && literals(news) {
		var b strings.Builder
		for i, e := range news {
			if i > 0 {
				b.WriteString(st.comma)
			}
			b.WriteString(st.entry(e, base, always))
		}
		pad := st.pad
		if n.Kind == syntax.Array {
			pad = st.listPad
		}
		p.edit(inside, pad+b.String()+pad)
		return
	}
	line := p.eol + base + st.unit
	texts := make([]string, len(news))
	for i, e := range news {
		texts[i] = st.entry(e, base+st.unit, never)
	}
	p.edit(inside, line+strings.Join(texts, ","+line)+p.eol+base)
}

// replace puts content in a node's place.
func (p *placer) replace(n *syntax.Node, c content) {
	if scalar, is := c.(literal); is {
		p.edit(n.Span, p.spell(string(scalar)))
		return
	}
	st := p.styleIn(n.Parent, indexIn(n))
	indent := p.indentAt(n.Span.Start)
	inline := never
	switch {
	case p.flat || n.Parent != nil && oneLine(p.src, n.Parent):
		inline = always
	case compound(n) && oneLine(p.src, n):
		inline = fits
	}
	p.edit(n.Span, st.text(c, indent, inline))
}

// slice is the text of a kept node with the draft's edits below it made. What
// stands in the node's old place does not matter here.
func (p *placer) slice(n *syntax.Node) string {
	inner := &placer{draft: p.draft, src: p.src, flat: p.flat, eol: p.eol, spell: p.spell}
	inner.parts(n)
	edits := make([]text.Edit, len(inner.edits))
	for i, e := range inner.edits {
		edits[i] = text.Replace(text.Span{Start: e.Start - n.Span.Start, End: e.End - n.Span.Start}, e.New)
	}
	t, _, err := text.Apply(text.New(p.src[n.Span.Start:n.Span.End]), edits...)
	if err != nil {
		panic("rewrite: " + err.Error())
	}
	return t.String()
}

func children(n *syntax.Node) int { return len(n.Members()) + len(n.Items()) }

func childValue(n *syntax.Node, i int) *syntax.Node {
	if n.Kind == syntax.Object {
		return n.Members()[i].Value
	}
	return n.Items()[i]
}

func childStart(n *syntax.Node, i int) int {
	if n.Kind == syntax.Object {
		return n.Members()[i].Key.Span.Start
	}
	return n.Items()[i].Span.Start
}

// indexIn is a value's place in its container; -1 for the root.
func indexIn(n *syntax.Node) int {
	if n.Parent != nil {
		for i := range children(n.Parent) {
			if childValue(n.Parent, i) == n {
				return i
			}
		}
	}
	return -1
}
