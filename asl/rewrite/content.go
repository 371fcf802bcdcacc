package rewrite

import (
	"strings"

	"github.com/stateboard/stateboard/asl/syntax"
	"github.com/stateboard/stateboard/asl/value"
)

// content is a value that is to be placed in the text: a literal, an object,
// an array, or a kept node of the document.
type content interface{ content() }

type (
	// literal is a scalar as it is to be spelled.
	literal string
	// object is its members; flat ones stand on one line where they fit.
	object struct {
		entries []entry
		flat    bool
	}
	// array is its items, which are entries without a key.
	array struct {
		entries []entry
		flat    bool
	}
	// kept is a node of the document at a new place, with what the draft makes
	// of it.
	kept struct{ node *syntax.Node }
)

// entry is a member of an object, or an item of an array.
type entry struct {
	key   string // as spelled, quotes included; "" for an item
	value content
}

func (literal) content() {}
func (object) content()  {}
func (array) content()   {}
func (kept) content()    {}

var _ = []content{literal(""), object{}, array{}, kept{}}

// quoted is the content of a string.
func quoted(s string) literal { return literal(value.Quote(s)) }

// member is an entry with its key spelled plainly.
func member(key string, c content) entry { return entry{value.Quote(key), c} }

// fields makes an object of members.
func fields(entries ...entry) object { return object{entries: entries} }

// items makes an array of values.
func items(values ...content) array {
	a := array{entries: make([]entry, len(values))}
	for i, v := range values {
		a.entries[i].value = v
	}
	a.flat = len(values) > 0 && literals(a.entries)
	return a
}

func literals(entries []entry) bool {
	for _, e := range entries {
		if _, scalar := e.value.(literal); !scalar {
			return false
		}
	}
	return true
}

// copied is the content of a node of any text: scalars and keys as spelled
// there. What stood on one line there stays so where it fits, if lines are
// true; otherwise only arrays of scalars do.
func copied(src string, n *syntax.Node, lines bool) content {
	switch n.Kind {
	case syntax.Object:
		o := object{entries: make([]entry, len(n.Members())), flat: lines && len(n.Members()) > 0 && oneLine(src, n)}
		for i, m := range n.Members() {
			o.entries[i] = entry{spelled(src, m.Key), copied(src, m.Value, lines)}
		}
		return o
	case syntax.Array:
		a := array{entries: make([]entry, len(n.Items())), flat: len(n.Items()) > 0 && scalars(n) && oneLine(src, n)}
		if lines && oneLine(src, n) {
			a.flat = true
		}
		for i, item := range n.Items() {
			a.entries[i].value = copied(src, item, lines)
		}
		return a
	}
	return literal(spelled(src, n))
}

// spelled is a scalar as its text has it. Where the text has no proper
// spelling (a key without quotes) the plain one stands in.
func spelled(src string, n *syntax.Node) string {
	s := src[n.Span.Start:n.Span.End]
	switch {
	case n.Kind == syntax.String && !strings.HasPrefix(s, `"`):
		return value.Quote(n.Text)
	case n.Kind == syntax.Invalid:
		return "null"
	}
	return s
}

// oneLine tells whether a node stands on one line; what YAML writes without
// brackets never counts as that.
func oneLine(src string, n *syntax.Node) bool {
	if n.Kind == syntax.Object && src[n.Span.Start] != '{' || n.Kind == syntax.Array && src[n.Span.Start] != '[' {
		return false
	}
	return strings.IndexByte(src[n.Span.Start:n.Span.End], '\n') < 0
}

func compound(n *syntax.Node) bool {
	return n.Is(syntax.Object) && len(n.Members()) > 0 || n.Is(syntax.Array) && len(n.Items()) > 0
}

// scalars tells whether no item of an array has parts.
func scalars(n *syntax.Node) bool {
	for _, item := range n.Items() {
		if item.Kind == syntax.Object || item.Kind == syntax.Array {
			return false
		}
	}
	return true
}
