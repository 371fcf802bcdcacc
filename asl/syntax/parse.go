package syntax

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/stateboard/stateboard/asl/diag"
	"github.com/stateboard/stateboard/asl/text"
	"github.com/stateboard/stateboard/asl/value"
)

// Codes of the diagnostics that reading a text can give.
const (
	CodeJSON      = "INVALID_JSON_DESCRIPTION" // as the service calls a text that is not JSON
	CodeDuplicate = "DUPLICATE_KEY"
	CodeDepth     = "NESTED_TOO_DEEP"
	CodeUTF8      = "INVALID_UTF8"
)

// MaxDepth is how deep values may nest; deeper ones are reported and left out.
const MaxDepth = 500

// maxErrors bounds what one broken text can say.
const maxErrors = 100

// Parse reads JSON. It always returns a tree; Errors is empty exactly when
// the text is JSON (placeholders allowed) without keys that come twice.
func Parse(src string) *Tree {
	p := &parser{src: src, tree: &Tree{Source: src}}
	return p.document(nil)
}

// document reads all of the text. old is the root of an earlier version, or
// nil.
func (p *parser) document(old *Node) *Tree {
	if strings.HasPrefix(p.src, "\uFEFF") {
		p.i = len("\uFEFF")
	}
	p.space()
	if p.i >= len(p.src) {
		p.fail(text.At(len(p.src)), CodeJSON, "The document is empty.", "Start with { or drag a state onto the canvas.")
		return p.tree
	}
	p.tree.Root = p.value(nil, 0, old)
	if p.space(); p.i < len(p.src) && !p.stopped {
		p.quiet = false
		p.fail(text.Span{Start: p.i, End: len(p.src)}, CodeJSON, "Something follows the end of the document.", "Remove it, or remove the bracket that closes too early.")
	}
	p.tree.cut = p.stopped
	slices.Sort(p.tree.faults)
	return p.tree
}

type parser struct {
	src     string
	i       int
	tree    *Tree
	quiet   bool     // an error was just reported and nothing has been read well since
	stopped bool     // too deep, or too many errors: the rest is not read
	before  *earlier // what an earlier version can give; nil for none
	members []Member // of the objects that are open
	items   []*Node  // of the arrays that are open
	slabs
}

// slabs are what nodes are made of, many at a time.
type slabs struct {
	nodes    []Node
	contents []contents
	members  []Member
	items    []*Node
}

// cut takes n elements from a slab, of which there is a new one when it is
// used up.
func cut[T any](slab *[]T, n int) []T {
	if len(*slab) < n {
		*slab = make([]T, max(n, 128))
	}
	part := (*slab)[:n:n]
	*slab = (*slab)[n:]
	return part
}

func (p *parser) node(kind Kind, start int, parent *Node) *Node {
	n := &cut(&p.slabs.nodes, 1)[0]
	n.Kind, n.later, n.Span, n.Parent = kind, p.before != nil, text.Span{Start: start, End: p.i}, parent
	return n
}

// hold gives an Object the members, or an Array the items, that were read
// since the stacks had the given heights.
func (p *parser) hold(n *Node, members, items int) {
	if len(p.members) == members && len(p.items) == items {
		return
	}
	c := &cut(&p.slabs.contents, 1)[0]
	if read := p.members[members:]; len(read) > 0 {
		c.members = cut(&p.slabs.members, len(read))
		copy(c.members, read)
		clear(read)
	}
	if read := p.items[items:]; len(read) > 0 {
		c.items = cut(&p.slabs.items, len(read))
		copy(c.items, read)
		clear(read)
	}
	p.members, p.items = p.members[:members], p.items[:items]
	n.holds.Store(c)
}

// part is a piece of the source for a node to keep. What stays when its
// version is gone must not keep the whole text.
func (p *parser) part(start, end int) string {
	if p.before != nil {
		return strings.Clone(p.src[start:end])
	}
	return p.src[start:end]
}

func (p *parser) fail(span text.Span, code, message, advice string, fixes ...diag.Fix) {
	if p.stopped {
		return
	}
	p.tree.faults = append(p.tree.faults, p.i, span.Start)
	p.tree.broken = p.tree.broken || code != CodeDuplicate && code != CodeUTF8
	if p.quiet {
		return
	}
	p.quiet = true
	if span.Empty() && span.Start > 0 && span.Start >= len(p.src) {
		span.Start = len(strings.TrimRight(p.src, " \t\r\n"))
		span.End = span.Start
	}
	p.tree.Errors = append(p.tree.Errors, diag.Diagnostic{Code: code, Severity: diag.Error, Span: span, Message: message, Advice: advice, Fixes: fixes})
	p.stopped = len(p.tree.Errors) >= maxErrors
}

func (p *parser) at(c byte) bool { return p.i < len(p.src) && p.src[p.i] == c }

// space passes over blanks and, with a complaint, over comments, which JSON
// lacks.
func (p *parser) space() {
	for p.i < len(p.src) {
		switch c := p.src[p.i]; {
		case c == ' ' || c == '\n' || c == '\r' || c == '\t':
			p.i++
		case c == '/' && p.i+1 < len(p.src) && (p.src[p.i+1] == '/' || p.src[p.i+1] == '*'):
			p.comment()
		default:
			return
		}
	}
}

func (p *parser) comment() {
	start, end := p.i, len(p.src)
	if p.src[p.i+1] == '/' {
		if n := strings.IndexByte(p.src[start:], '\n'); n >= 0 {
			end = start + n
		}
	} else if n := strings.Index(p.src[start+2:], "*/"); n >= 0 {
		end = start + 2 + n + 2
	}
	p.i = end
	span := text.Span{Start: start, End: end}
	p.fail(span, CodeJSON, "JSON has no comments.", "Use the Comment field of the state.", diag.Fix{Title: "Remove the comment", Edits: []text.Edit{text.Delete(span)}})
	p.quiet = false
}

// value reads a value. old is the value of an earlier version that may be the
// same, or nil.
func (p *parser) value(parent *Node, depth int, old *Node) *Node {
	p.space()
	start := p.i
	if p.i >= len(p.src) {
		p.fail(text.At(p.i), CodeJSON, "The document ends where a value should be.", "Write the value and close what is open.")
		return p.node(Invalid, start, parent)
	}
	if depth > MaxDepth {
		p.fail(text.At(p.i), CodeDepth, fmt.Sprintf("Values are nested deeper than %d.", MaxDepth), "Flatten the document.")
		p.stopped, p.i = true, len(p.src)
		return p.node(Invalid, start, parent)
	}
	if old != nil && old.Span.Start == p.before.was(p.i) && p.before.same(p.i, old.Span.Start, old) {
		return p.take(old, parent)
	}
	switch c := p.src[p.i]; {
	case c == '{':
		return p.object(parent, depth, old)
	case c == '[':
		return p.array(parent, depth, old)
	case c == '"':
		return p.str(parent)
	case c == '\'':
		return p.singleQuoted(parent)
	case c == '-' || c >= '0' && c <= '9':
		return p.number(parent)
	case strings.HasPrefix(p.src[p.i:], "${"):
		return p.placeholder(parent)
	}
	return p.word(parent)
}

// placeholder reads ${...}: to the closing brace on the same line.
func (p *parser) placeholder(parent *Node) *Node {
	start := p.i
	line := p.src[start:]
	if n := strings.IndexByte(line, '\n'); n >= 0 {
		line = line[:n]
	}
	n := strings.IndexByte(line, '}')
	if n < 0 {
		p.i += len(strings.TrimRight(line, " \t\r,"))
		p.fail(text.Span{Start: start, End: p.i}, CodeJSON, "The placeholder is not closed.", "Close it with }.")
		return p.node(Invalid, start, parent)
	}
	p.i += n + 1
	p.quiet = false
	node := p.node(Placeholder, start, parent)
	node.Text = p.part(start, p.i)
	return node
}

func (p *parser) number(parent *Node) *Node {
	start := p.i
	n := value.NumberLength(p.src[start:])
	end := start + n
	for end < len(p.src) && wordByte(p.src[end]) {
		end++
	}
	p.i = end
	if n == 0 || end > start+n {
		p.i = max(end, start+1)
		span := text.Span{Start: start, End: p.i}
		p.fail(span, CodeJSON, fmt.Sprintf("%s is not a number as JSON spells them.", p.src[start:p.i]), "Write digits with an optional minus, fraction and exponent, without leading zeros.")
		return p.node(Invalid, start, parent)
	}
	p.quiet = false
	node := p.node(Number, start, parent)
	node.Text = p.part(start, end)
	return node
}

func wordByte(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '_' || c == '$' || c == '.' || c == '+' || c == '-' || c >= utf8.RuneSelf
}

// word reads true, false, null, and whatever else stands where a value should.
func (p *parser) word(parent *Node) *Node {
	start := p.i
	for p.i < len(p.src) && wordByte(p.src[p.i]) {
		p.i++
	}
	word := p.src[start:p.i]
	switch word {
	case "true", "false", "null":
		kind := Bool
		if word == "null" {
			kind = Null
		}
		p.quiet = false
		n := p.node(kind, start, parent)
		n.Text = p.part(start, p.i)
		return n
	case "":
		return p.noValue(start, parent)
	}
	span := text.Span{Start: start, End: p.i}
	switch lower := strings.ToLower(word); lower {
	case "true", "false", "null":
		p.fail(span, CodeJSON, fmt.Sprintf("%s must be written in lower case.", word), "Write "+lower+".", diag.Fix{Title: "Write " + lower, Edits: []text.Edit{text.Replace(span, lower)}})
	default:
		p.fail(span, CodeJSON, fmt.Sprintf("%s is no JSON value.", clip(word)), "Put text in double quotes.", diag.Fix{Title: "Put it in double quotes", Edits: []text.Edit{text.Replace(span, value.Quote(word))}})
	}
	return p.node(Invalid, start, parent)
}

// noValue reports a character that starts no value. Closers and commas are
// left for who opened; anything else is passed over.
func (p *parser) noValue(start int, parent *Node) *Node {
	c := p.src[p.i]
	if c == ',' || c == '}' || c == ']' {
		p.fail(text.Span{Start: start, End: start + 1}, CodeJSON, fmt.Sprintf("A value is missing before %q.", string(c)), "Write the value.")
		return p.node(Invalid, start, parent)
	}
	r, n := utf8.DecodeRuneInString(p.src[p.i:])
	p.i += n
	p.fail(text.Span{Start: start, End: p.i}, CodeJSON, fmt.Sprintf("%q cannot start a value.", r), "Write a string in double quotes, a number, true, false, null, { or [.")
	return p.node(Invalid, start, parent)
}

func clip(s string) string {
	if len(s) > 40 {
		return strings.ToValidUTF8(s[:40], "") + "…"
	}
	return s
}
