package assist

import (
	"strings"

	"github.com/stateboard/stateboard/asl/syntax"
	"github.com/stateboard/stateboard/asl/text"
)

// This file reads YAML by its indentation alone, well enough to know where a
// caret stands in a text that no YAML parser takes: block mappings, sequences
// and scalars, collections in brackets as JSON. Anchors and tags are passed
// over. What fits nowhere is left out.

// outline reads a text into a tree and notes what the caret is on.
type outline struct {
	src    string
	offset int
	lines  []outlineLine
	i      int // the line to be read next
	depth  int

	found     bool         // the rest is about the caret
	container *syntax.Node // what the caret is in
	of        *syntax.Node // the key whose value the caret is on; nil when it is on a key or item
	token     *syntax.Node // what stands at the caret; nil for nothing
	flow      bool         // the caret is inside of brackets, and container is the outermost
	taken     bool         // a block stands where the value should be
	block     bool         // the token is a block of text
	blank     bool         // the caret's line is blank
	pad       string       // by how much it must be indented more
	indent    int          // how far in what is written on the caret's line stands
}

// outlineLine is a line with something on it, or the caret's.
type outlineLine struct {
	start, end int // without blanks around
	indent     int
	caret      bool
}

func readOutline(src string, offset int) (*outline, *syntax.Node) {
	o := &outline{src: src, offset: offset}
	o.split()
	for o.i < len(o.lines) {
		if n := o.node(nil, -1); n != nil {
			return o, n
		}
		o.i++
	}
	return o, nil
}

func (o *outline) split() {
	o.lines = make([]outlineLine, 0, strings.Count(o.src, "\n")+1)
	for at := 0; at <= len(o.src); {
		end := len(o.src)
		if n := strings.IndexByte(o.src[at:], '\n'); n >= 0 {
			end = at + n
		}
		line := o.src[at:end]
		text := strings.TrimLeft(line, " ")
		l := outlineLine{start: end - len(text), indent: len(line) - len(text), caret: at <= o.offset && o.offset <= end}
		text = strings.TrimRight(text, " \t\r")
		l.end = l.start + len(text)
		switch {
		case text == "":
			if l.caret {
				o.blank = true
				l.indent, l.start, l.end = o.offset-at, o.offset, o.offset
				o.lines = append(o.lines, l)
			}
		case text[0] == '#' || text == "---" || text == "..." || text[0] == '%':
		default:
			if n := len(o.lines); n > 0 && o.blank && o.lines[n-1].caret && l.indent > o.lines[n-1].indent {
				o.pad = strings.Repeat(" ", l.indent-o.lines[n-1].indent)
				o.lines[n-1].indent = l.indent
			}
			o.lines = append(o.lines, l)
		}
		at = end + 1
	}
}

// node reads what begins at the current line; outer is the indentation of
// what it is in.
func (o *outline) node(parent *syntax.Node, outer int) *syntax.Node {
	l := &o.lines[o.i]
	if o.depth++; o.depth > syntax.MaxDepth {
		o.i = len(o.lines)
		return o.make(syntax.Invalid, l.start, l.start, parent)
	}
	defer func() { o.depth-- }()
	if o.isItem(l) {
		return o.sequence(parent, l.indent)
	}
	return o.mapping(parent, l.indent, outer)
}

func (o *outline) isItem(l *outlineLine) bool {
	return l.start < l.end && o.src[l.start] == '-' && (l.start+1 == l.end || o.src[l.start+1] == ' ')
}

func (o *outline) make(kind syntax.Kind, start, end int, parent *syntax.Node) *syntax.Node {
	return &syntax.Node{Kind: kind, Span: text.Span{Start: start, End: max(start, end)}, Parent: parent}
}

func (o *outline) mapping(parent *syntax.Node, indent, outer int) *syntax.Node {
	n := o.make(syntax.Object, o.lines[o.i].start, 0, parent)
	for o.i < len(o.lines) {
		l := o.lines[o.i]
		blank := l.caret && l.start == l.end
		switch {
		case l.indent <= outer || l.indent < indent && !blank:
			n.Span.End = o.endBefore(n)
			return n
		case l.indent > indent && !blank && o.keyEnd(&l) >= 0:
			o.i++ // indented as nothing can be
			continue
		case o.isItem(&l):
			if l.indent == indent {
				n.Span.End = o.endBefore(n)
				return n
			}
			o.i++
			continue
		}
		o.member(n, l, indent)
	}
	n.Span.End = o.endBefore(n)
	return n
}

// endBefore is where what was read so far ends.
func (o *outline) endBefore(n *syntax.Node) int {
	if o.i == 0 {
		return n.Span.Start
	}
	return max(n.Span.Start, o.lines[o.i-1].end)
}

// member reads one line of a mapping and what hangs on it.
func (o *outline) member(n *syntax.Node, l outlineLine, indent int) {
	o.i++
	end := o.keyEnd(&l)
	if end < 0 {
		if l.caret {
			o.note(n, nil, nil, l.indent)
		}
		if l.start < l.end {
			key := o.scalar(n, l.start, l.end)
			n.AddMember(syntax.Member{Key: key, Value: o.make(syntax.Invalid, l.end, l.end, n)})
			if l.caret {
				o.token = key
			}
		}
		return
	}
	key := o.scalar(n, l.start, end)
	colon := end + strings.IndexByte(o.src[end:], ':')
	if l.caret && o.offset <= colon {
		o.note(n, nil, key, l.indent)
	}
	at := n
	k := len(n.Members())
	n.AddMember(syntax.Member{Key: key})
	value := o.value(at, key, l, colon+1, indent)
	n.Members()[k].Value = value
}

// note records what the caret is on.
func (o *outline) note(container, of, token *syntax.Node, indent int) {
	if !o.found {
		o.found, o.container, o.of, o.token, o.indent = true, container, of, token, indent
	}
}

// value reads what stands behind a colon, or behind the dash of an item (key
// is then nil).
func (o *outline) value(parent, key *syntax.Node, l outlineLine, from, indent int) *syntax.Node {
	start := o.pass(from, l.end)
	here := l.caret && o.offset > from-1
	if start >= l.end {
		if o.i < len(o.lines) && (o.lines[o.i].indent > indent || key != nil && o.lines[o.i].indent == indent && o.isItem(&o.lines[o.i])) {
			child := o.node(parent, min(indent, o.lines[o.i].indent-1))
			if here && !o.found {
				o.note(parent, key, nil, l.indent)
				o.taken = true
			}
			return child
		}
		if here {
			o.note(parent, key, nil, l.indent)
		}
		return o.make(syntax.Invalid, from, from, parent)
	}
	switch o.src[start] {
	case '|', '>':
		return o.blockText(parent, key, l, start, indent)
	case '[', '{':
		return o.brackets(parent, start, indent)
	}
	end := l.end
	if !quotedAt(o.src, start) {
		if c := strings.Index(o.src[start:end], " #"); c >= 0 {
			end = start + len(strings.TrimRight(o.src[start:start+c], " \t"))
		}
	}
	n := o.scalar(parent, start, end)
	for o.i < len(o.lines) && o.lines[o.i].indent > indent && !o.lines[o.i].caret && o.keyEnd(&o.lines[o.i]) < 0 {
		n.Span.End = o.lines[o.i].end
		n.Text = o.src[start:n.Span.End] // with its line ends: nobody compares it
		o.i++
	}
	if here {
		if o.offset > end {
			o.note(parent, key, nil, l.indent)
			o.taken = true
		} else {
			o.note(parent, key, n, l.indent)
		}
	}
	return n
}

// pass skips blanks, anchors and tags.
func (o *outline) pass(at, end int) int {
	for at < end {
		switch o.src[at] {
		case ' ', '\t':
			at++
		case '&', '!':
			for at < end && o.src[at] != ' ' {
				at++
			}
		case '#':
			return end
		default:
			return at
		}
	}
	return at
}

// blockText reads a text whose lines follow, indented.
func (o *outline) blockText(parent, key *syntax.Node, l outlineLine, start, indent int) *syntax.Node {
	n := o.make(syntax.String, start, l.end, parent)
	from := l.end
	for o.i < len(o.lines) && o.lines[o.i].indent > indent {
		in := o.lines[o.i]
		if from == l.end {
			from = in.start
		}
		n.Span = text.Span{Start: from, End: in.end}
		if in.caret {
			o.note(parent, key, n, l.indent)
			o.block = true
		}
		o.i++
	}
	if l.caret && !o.found {
		o.note(parent, key, nil, l.indent)
		o.taken = true
	}
	n.Text = o.src[n.Span.Start:n.Span.End]
	return n
}

// brackets reads a collection written as JSON writes them.
func (o *outline) brackets(parent *syntax.Node, start, indent int) *syntax.Node {
	end := o.lines[o.i-1].end
	for j := o.i; j < len(o.lines) && o.lines[j].indent > indent; j++ {
		end = o.lines[j].end
	}
	n := syntax.Parse(o.src[start:end]).Root
	n.Parent = parent
	shift(n, start, o.src)
	for o.i < len(o.lines) && o.lines[o.i].start < n.Span.End {
		o.i++
	}
	if n.Span.Start < o.offset && o.offset <= n.Span.End {
		o.note(n, nil, nil, indent)
		o.flow = true
	}
	return n
}

// shift moves the spans of a part to where it stands in the whole, and takes
// words without quotes for text.
func shift(n *syntax.Node, by int, src string) {
	n.Span.Start += by
	n.Span.End += by
	if n.Kind == syntax.Invalid && !n.Span.Empty() {
		n.Kind, n.Text = syntax.String, src[n.Span.Start:n.Span.End]
	}
	for _, m := range n.Members() {
		shift(m.Key, by, src)
		shift(m.Value, by, src)
	}
	for _, item := range n.Items() {
		shift(item, by, src)
	}
}

func (o *outline) sequence(parent *syntax.Node, indent int) *syntax.Node {
	n := o.make(syntax.Array, o.lines[o.i].start, 0, parent)
	for o.i < len(o.lines) {
		l := &o.lines[o.i]
		if l.indent != indent || !o.isItem(l) {
			if l.indent == indent && l.caret && l.start == l.end && o.i > 0 {
				o.note(n, nil, nil, l.indent)
				o.i++
				continue
			}
			break
		}
		n.AddItem(o.entry(n, l, indent))
	}
	n.Span.End = o.endBefore(n)
	return n
}

// entry reads one item of a sequence.
func (o *outline) entry(n *syntax.Node, l *outlineLine, indent int) *syntax.Node {
	dash := l.start
	if l.caret && o.offset <= dash {
		o.note(n, nil, nil, l.indent)
		o.taken = true
	}
	at := o.pass(dash+1, l.end)
	if at < l.end && (o.src[at] == '-' && at+1 < l.end && o.src[at+1] == ' ' || o.keyEndAt(at, l.end) >= 0) {
		l.indent += at - dash
		l.start = at
		return o.node(n, indent)
	}
	line := *l
	line.indent += max(2, at-dash)
	o.i++
	return o.value(n, nil, line, dash+1, indent)
}

// keyEnd is where the key of a line ends; negative when it has none.
func (o *outline) keyEnd(l *outlineLine) int { return o.keyEndAt(l.start, l.end) }

func (o *outline) keyEndAt(start, end int) int {
	if start >= end || o.src[start] == '{' || o.src[start] == '[' {
		return -1
	}
	at := start
	if quotedAt(o.src, start) {
		at = min(stringEnd(o.src, start), end)
		if rest := strings.TrimLeft(o.src[at:end], " "); !strings.HasPrefix(rest, ":") {
			return -1
		}
		return at
	}
	for ; at < end; at++ {
		switch {
		case o.src[at] == ':' && (at+1 == end || o.src[at+1] == ' '):
			return at
		case o.src[at] == '#' && at > start && o.src[at-1] == ' ':
			return -1
		}
	}
	return -1
}

// scalar is a word, a number or a quoted text.
func (o *outline) scalar(parent *syntax.Node, start, end int) *syntax.Node {
	end = start + len(strings.TrimRight(o.src[start:max(start, end)], " \t"))
	n := o.make(syntax.String, start, end, parent)
	n.Text = o.src[start:end]
	switch {
	case n.Text == "true" || n.Text == "false":
		n.Kind = syntax.Bool
	case n.Text == "null" || n.Text == "~":
		n.Kind = syntax.Null
	case quotedAt(o.src, start):
		inner := strings.TrimSuffix(n.Text[1:], n.Text[:1])
		if n.Text[0] == '\'' {
			inner = strings.ReplaceAll(inner, "''", "'")
		}
		n.Text = inner
	}
	return n
}
