package assist

import (
	"strings"

	"github.com/stateboard/stateboard/asl"
	"github.com/stateboard/stateboard/asl/syntax"
	"github.com/stateboard/stateboard/asl/text"
)

// placeKind tells what can be written at a place.
type placeKind uint8

const (
	noPlace    placeKind = iota
	emptyPlace           // a document: there is none yet
	keyPlace             // a member, or its key
	valuePlace           // a value
)

// place is where a caret stands.
type place struct {
	kind    placeKind
	src     string
	yaml    bool
	eol     string
	root    *syntax.Node // of the tree the place was found in
	frames  frames       // the innermost is what the place is in
	key     string       // of a value in an object: its key
	token   *syntax.Node // what stands there already; nil for nothing
	quoted  bool         // the caret stands between quotes, or in a block of text
	typed   string       // what stands before the caret, without quotes
	content text.Span    // what stands between the quotes; empty where nothing does
	offset  int
	replace text.Span // what an item takes the place of
	before  string    // what must stand before the item: a comma that was missing
	after   string    // what must stand after it
	colon   bool      // of a key: its colon is there already
	dash    bool      // in YAML, of an item: its "- " is still to be written
	indent  string    // of the line that a member stands on
}

func placeAt(doc *asl.Document, offset int) *place {
	p := &place{src: doc.Text.String(), eol: doc.Text.EOL(), offset: offset, replace: text.At(offset), content: text.At(offset)}
	if strings.TrimSpace(strings.TrimPrefix(p.src, "\uFEFF")) == "" {
		p.kind = emptyPlace
		return p
	}
	if doc.YAML {
		p.yaml = true
		p.findYAML()
		return p
	}
	p.root = doc.Tree.Root
	if len(doc.Tree.Errors) > 0 {
		p.mend(doc)
	}
	p.findJSON(p.root)
	return p
}

// mend reads the text as if a value stood at the caret where one is missing
// and the parser has taken the next key for it, so that what follows is not
// torn apart.
func (p *place) mend(doc *asl.Document) {
	at := p.skip(p.offset)
	if p.prev(p.offset) != ':' || at >= len(p.src) || p.src[at] != '"' || !strings.Contains(p.src[p.offset:at], "\n") {
		return
	}
	end := stringEnd(p.src, at)
	if next := p.skip(end); next < len(p.src) && p.src[next] == ':' {
		if n := doc.Tree.At(at + 1); n != nil && n.Parent.Member(n.Text) != nil && n.Parent.Member(n.Text).Key == n {
			return // the parser has seen it
		}
		p.root = syntax.Parse(p.src[:p.offset] + "null," + p.src[p.offset:]).Root
		p.after = ","
	}
}

// findJSON finds the place in a tree of JSON. The root may be a part of a
// YAML document that is written the same way.
func (p *place) findJSON(root *syntax.Node) {
	if !root.Is(syntax.Object) || p.after != "" && p.offset > root.Span.End {
		return
	}
	p.frames = frames{rootFrame(root)}
	p.descend()
}

// descend goes from the innermost frame to the place.
func (p *place) descend() {
	for {
		f := p.frames.inner()
		n := f.node
		if !p.insideOf(n) {
			p.kind = noPlace
			return
		}
		for i := range n.Members() {
			m := &n.Members()[i]
			if m.Key.Span.Start > p.offset {
				break
			}
			if p.touches(m.Key) {
				p.onKey(m)
				return
			}
			if p.after == "" && p.touches(m.Value) {
				p.key = m.Key.Text
				p.onValue(m.Value)
				return
			}
			if p.insideOf(m.Value) {
				p.frames = append(p.frames, f.member(m.Key.Text, m.Value))
				break
			}
		}
		for i, item := range n.Items() {
			if item.Span.Start > p.offset {
				break
			}
			if p.touches(item) {
				p.onValue(item)
				return
			}
			if p.insideOf(item) {
				p.frames = append(p.frames, f.item(i, item))
				break
			}
		}
		if p.frames.inner().node == n {
			p.between(n)
			return
		}
	}
}

// insideOf tells whether the caret stands between a container's brackets.
func (p *place) insideOf(n *syntax.Node) bool {
	if n.Kind != syntax.Object && n.Kind != syntax.Array || p.offset <= n.Span.Start {
		return false
	}
	return p.offset < n.Span.End || p.offset == n.Span.End && unclosed(p.src, n)
}

// unclosed tells that the bracket which should end a container is missing.
func unclosed(src string, n *syntax.Node) bool {
	closer := byte('}')
	if n.Kind == syntax.Array {
		closer = ']'
	}
	if n.Span.End > len(src) || src[n.Span.End-1] != closer || n.Span.Len() < 2 {
		return true
	}
	var last *syntax.Node
	if k := len(n.Members()); k > 0 {
		last = n.Members()[k-1].Value
	} else if k := len(n.Items()); k > 0 {
		last = n.Items()[k-1]
	}
	return last != nil && last.Span.End == n.Span.End
}

// touches tells whether the caret stands in a word or string, so that what is
// typed becomes a part of it.
func (p *place) touches(n *syntax.Node) bool {
	if n.Kind == syntax.Object || n.Kind == syntax.Array || n.Span.Empty() || n.Span.End > len(p.src) {
		return false
	}
	if quotedAt(p.src, n.Span.Start) {
		return n.Span.Start < p.offset && (p.offset < n.Span.End || p.offset == n.Span.End && !closedString(p.src, n.Span))
	}
	return n.Span.Start <= p.offset && p.offset <= n.Span.End
}

func quotedAt(src string, at int) bool { return at < len(src) && (src[at] == '"' || src[at] == '\'') }

// closedString tells whether a string's last character is its closing quote.
func closedString(src string, s text.Span) bool {
	return s.Len() >= 2 && src[s.End-1] == src[s.Start] && !escaped(src[s.Start+1:s.End-1])
}

// escaped tells whether s ends in a backslash that escapes what follows.
func escaped(s string) bool {
	return (len(s)-len(strings.TrimRight(s, `\`)))%2 == 1
}

// stringEnd is where the string that begins at an offset ends: past its
// closing quote, or at the end of the line.
func stringEnd(src string, at int) int {
	quote := src[at]
	for i := at + 1; i < len(src); i++ {
		switch src[i] {
		case quote:
			return i + 1
		case '\\':
			i++
		case '\n':
			return i
		}
	}
	return len(src)
}

// onToken takes the word or string at the caret for what an item replaces.
func (p *place) onToken(n *syntax.Node) {
	p.token, p.replace, p.content = n, n.Span, n.Span
	if p.quoted = quotedAt(p.src, n.Span.Start); p.quoted {
		p.content.Start++
		if closedString(p.src, n.Span) {
			p.content.End--
		} else {
			p.content.End = p.wordEnd(max(p.offset, p.content.Start))
			p.replace.End = p.content.End
		}
	}
	p.typed = p.src[p.content.Start:max(p.offset, p.content.Start)]
}

func (p *place) wordEnd(at int) int {
	for at < len(p.src) && (isWordByte(p.src[at]) || p.src[at] == '.' || p.src[at] == '$') {
		at++
	}
	return at
}

func (p *place) onKey(m *syntax.Member) {
	p.onToken(m.Key)
	p.kind = keyPlace
	next := p.skip(p.replace.End)
	p.colon = next < len(p.src) && p.src[next] == ':'
	if !p.colon {
		p.commaAfter()
	}
	p.commaBefore()
	p.indent = lineIndent(p.src, m.Key.Span.Start)
}

func (p *place) onValue(n *syntax.Node) {
	p.onToken(n)
	p.kind = valuePlace
	p.commaAfter()
	p.indent = lineIndent(p.src, n.Span.Start)
}

// between finds what can be written where nothing stands yet.
func (p *place) between(n *syntax.Node) {
	p.indent = p.memberIndent(n)
	switch prev := p.prev(p.offset); {
	case prev == ':' && n.Kind == syntax.Object:
		p.afterColon(n)
		return
	case prev == ',' || prev == '{' || prev == '[':
	default:
		p.commaBefore()
	}
	p.kind = keyPlace
	if n.Kind == syntax.Array {
		p.kind = valuePlace
	} else if next := p.skip(p.offset); next < len(p.src) && p.src[next] == ':' {
		p.kind = noPlace
	}
	p.commaAfter()
}

// afterColon finds the value whose key has been written.
func (p *place) afterColon(n *syntax.Node) {
	var member *syntax.Member
	for i := range n.Members() {
		if n.Members()[i].Key.Span.End <= p.offset {
			member = &n.Members()[i]
		}
	}
	if member == nil {
		return
	}
	p.kind, p.key = valuePlace, member.Key.Text
	if p.after != "" {
		return
	}
	if v := member.Value; v.Kind != syntax.Invalid && v.Span.Start >= p.offset {
		if v.Kind == syntax.Object || v.Kind == syntax.Array {
			p.kind = noPlace
			return
		}
		p.token, p.replace = v, v.Span
	}
	p.commaAfter()
}

// commaBefore asks for the comma that is missing behind what stands before.
func (p *place) commaBefore() {
	at := strings.TrimRight(p.src[:p.replace.Start], " \t\r\n")
	if at == "" || strings.HasSuffix(at, ",") || strings.HasSuffix(at, "{") || strings.HasSuffix(at, "[") || strings.HasSuffix(at, ":") {
		return
	}
	gap := p.src[len(at):p.replace.Start]
	if gap == "" {
		gap = " "
	}
	p.before, p.replace.Start = ","+gap, len(at)
}

// commaAfter asks for the comma that is missing before what stands behind.
func (p *place) commaAfter() {
	next := p.skip(p.replace.End)
	if next >= len(p.src) || p.after != "" {
		return
	}
	switch c := p.src[next]; {
	case c == '"' || c == '\'' || c == '{' || c == '[' || isWordByte(c) || c == '-' || c == '$':
		p.after = ","
		if next == p.replace.End {
			p.after = ", "
		}
	}
}

func isWordByte(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '_' || c >= 0x80
}

// prev is the last character before the offset that is no blank; 0 for none.
func (p *place) prev(offset int) byte {
	s := strings.TrimRight(p.src[:offset], " \t\r\n")
	if s == "" {
		return 0
	}
	return s[len(s)-1]
}

// skip is where the first character from the offset on stands that is no
// blank.
func (p *place) skip(offset int) int {
	for offset < len(p.src) && strings.IndexByte(" \t\r\n", p.src[offset]) >= 0 {
		offset++
	}
	return offset
}

// memberIndent is how far in the members of a container stand.
func (p *place) memberIndent(n *syntax.Node) string {
	line := p.src[strings.LastIndexByte(p.src[:p.offset], '\n')+1 : p.offset]
	if line == "" || strings.Trim(line, " \t") != "" {
		if len(n.Members()) > 0 && strings.LastIndexByte(p.src[:n.Members()[0].Key.Span.Start], '\n') > n.Span.Start {
			return lineIndent(p.src, n.Members()[0].Key.Span.Start)
		}
		return lineIndent(p.src, p.offset)
	}
	return line
}

// lineIndent is the blank beginning of the line that holds the offset.
func lineIndent(src string, offset int) string {
	line := src[strings.LastIndexByte(src[:min(offset, len(src))], '\n')+1:]
	return line[:len(line)-len(strings.TrimLeft(line, " \t"))]
}

// unit is one level of indentation: what the first member of the document
// stands further in than the document.
func (p *place) unit() string {
	if p.root.Is(syntax.Object) && len(p.root.Members()) > 0 && !p.yaml {
		if in := lineIndent(p.src, p.root.Members()[0].Key.Span.Start); in != "" && len(in) <= 8 {
			return in
		}
	}
	return "  "
}
