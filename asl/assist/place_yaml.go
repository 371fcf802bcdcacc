package assist

import (
	"strings"

	"github.com/stateboard/stateboard/asl/catalog"
	"github.com/stateboard/stateboard/asl/syntax"
)

// findYAML finds the place in a text of YAML.
func (p *place) findYAML() {
	o, root := readOutline(p.src, p.offset)
	if root == nil || !o.found || root.Kind != syntax.Object {
		return
	}
	p.root = root
	p.frames = down(root, o.container)
	if p.frames == nil {
		return
	}
	if o.flow {
		p.yaml = false
		p.descend()
		return
	}
	p.indent = strings.Repeat(" ", o.indent)
	if o.taken || o.block && (p.offset < o.token.Span.Start || p.column() < len(lineIndent(p.src, o.token.Span.Start))) {
		return
	}
	if o.token != nil {
		p.onScalar(o)
	}
	p.before = o.pad
	if o.of != nil {
		p.kind, p.key = valuePlace, o.of.Text
		if p.offset > 0 && p.src[p.offset-1] == ':' && o.token == nil {
			p.before = " "
		}
		return
	}
	p.kind = keyPlace
	if o.container.Kind == syntax.Array {
		p.kind = valuePlace
		p.dash = o.token == nil && !strings.HasPrefix(strings.TrimLeft(p.src[strings.LastIndexByte(p.src[:p.offset], '\n')+1:], " "), "-")
		p.itemKeys()
		return
	}
	if p.token != nil {
		next := strings.TrimLeft(p.src[p.replace.End:], " ")
		p.colon = strings.HasPrefix(next, ":")
	}
	p.underKey(o)
}

// onScalar takes the word at the caret for what an item replaces.
func (p *place) onScalar(o *outline) {
	if o.block {
		p.token, p.quoted, p.replace, p.content = o.token, true, o.token.Span, o.token.Span
		p.typed = p.src[p.content.Start:max(p.offset, p.content.Start)]
		return
	}
	p.onToken(o.token)
	p.quoted = p.quoted || o.token.Kind == syntax.String
	if p.typed = strings.TrimLeft(p.typed, " "); p.offset < p.content.Start {
		p.typed, p.quoted = "", false
	}
}

// itemKeys makes the caret stand in a new object, when it is where an item of
// a list of objects is to be written.
func (p *place) itemKeys() {
	f := p.frames.inner()
	if f.items == nil {
		return
	}
	p.kind = keyPlace
	n := &syntax.Node{Kind: syntax.Object, Span: p.replace, Parent: f.node}
	p.frames = append(p.frames, f.item(len(f.node.Items()), n))
	if p.dash {
		p.indent += "  "
	}
}

// underKey sees to a word, or none, that stands alone below a key whose value
// is a list or a scalar.
func (p *place) underKey(o *outline) {
	f := p.frames.inner()
	if alone := len(f.node.Members()); f.index >= 0 || f.field == nil || f.depth > 0 || p.colon || alone > 1 || alone == 1 && o.token == nil {
		return
	}
	switch {
	case f.items != nil:
		p.dash = true
		p.itemKeys()
	case f.field.Types&catalog.Array != 0 && f.field.Types&catalog.Object == 0:
		p.kind, p.dash = valuePlace, true
	case f.field.Types&catalog.Object == 0:
		p.kind, p.key = valuePlace, f.key
		p.frames = p.frames[:len(p.frames)-1]
	}
}

// column is how many bytes of its line stand before the caret.
func (p *place) column() int { return p.offset - 1 - strings.LastIndexByte(p.src[:p.offset], '\n') }
