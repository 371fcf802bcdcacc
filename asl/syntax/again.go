package syntax

import (
	"slices"
	"sort"

	"github.com/stateboard/stateboard/asl/text"
)

// ParseAfter is Parse for another version of the text that old was read from,
// and gives the same tree. What stands in both as it is, and where it was, is
// not read again: its nodes are made of the earlier ones, when somebody looks.
func ParseAfter(old *Tree, src string) *Tree {
	p := &parser{src: src, tree: &Tree{Source: src}}
	if old == nil || old.cut || old.Root == nil {
		return p.document(nil)
	}
	head, _, tail := text.Changed(old.Source, src)
	p.before = &earlier{head: head, tail: tail, moved: len(src) - len(old.Source), faults: old.faults}
	return p.document(old.Root)
}

// earlier is what an earlier version of the text can give: all before head
// and from tail on stands there too, the latter moved bytes further on here.
type earlier struct {
	head, tail, moved int
	faults            []int // where something was wrong
}

// was is where in the earlier version stood what stands at an offset; -1 when
// it was not there.
func (e *earlier) was(offset int) int {
	switch {
	case offset >= e.tail:
		return offset - e.moved
	case offset <= e.head:
		return offset
	}
	return -1
}

// same tells whether what begins at an offset here, and began at start and
// ended with a node in the earlier version, did not change and was read
// without a complaint.
func (e *earlier) same(offset, start int, last *Node) bool {
	end := last.Span.End
	if offset < e.tail && (end > e.head || end == e.head && !last.closed()) {
		return false
	}
	i := sort.SearchInts(e.faults, start)
	return i == len(e.faults) || e.faults[i] > end
}

// twins are what the earlier version of an object or array held.
type twins struct {
	members []Member
	items   []*Node
}

// twins are those of the node that begins here, when old is its earlier
// version.
func (p *parser) twins(old, n *Node) twins {
	if p.before == nil || old == nil || old.Kind != n.Kind || old.Span.Start != p.before.was(n.Span.Start) {
		return twins{}
	}
	return twins{old.Members(), old.Items()}
}

// twin is the earlier version of the value that begins here, or nil.
func (p *parser) twin(t *twins) *Node {
	if len(t.members)+len(t.items) == 0 {
		return nil
	}
	was := p.before.was(p.i)
	for len(t.members) > 0 && t.members[0].Value.Span.Start < was {
		t.members = t.members[1:]
	}
	if len(t.members) > 0 && t.members[0].Value.Span.Start == was {
		return t.members[0].Value
	}
	return t.item(was)
}

// item is the item that began at an offset, or nil.
func (t *twins) item(was int) *Node {
	for len(t.items) > 0 && t.items[0].Span.Start < was {
		t.items = t.items[1:]
	}
	if len(t.items) > 0 && t.items[0].Span.Start == was {
		return t.items[0]
	}
	return nil
}

// sameMember takes the member that begins here from the earlier version, and
// tells whether it could.
func (p *parser) sameMember(n *Node, t *twins) bool {
	if len(t.members) == 0 {
		return false
	}
	was := p.before.was(p.i)
	for len(t.members) > 0 && t.members[0].Key.Span.Start < was {
		t.members = t.members[1:]
	}
	if len(t.members) == 0 || t.members[0].Key.Span.Start != was {
		return false
	}
	m := t.members[0]
	if !p.before.same(p.i, was, m.Value) {
		return false
	}
	key := p.take(m.Key, n)
	p.i += m.Value.Span.Start - m.Key.Span.End
	p.members = append(p.members, Member{key, p.take(m.Value, n)})
	return true
}

// sameItem takes the item that begins here from the earlier version, and
// tells whether it could.
func (p *parser) sameItem(n *Node, t *twins) bool {
	if len(t.items) == 0 {
		return false
	}
	was := p.before.was(p.i)
	item := t.item(was)
	if item == nil || !p.before.same(p.i, was, item) {
		return false
	}
	p.items = append(p.items, p.take(item, n))
	return true
}

// closed tells whether a value ends by itself, as "text" does and 12, which
// may have become 123, does not.
func (n *Node) closed() bool {
	switch n.Kind {
	case Object, Array, String, Placeholder:
		return true
	}
	return false
}

// take reads what begins here as the node that it was in the earlier version.
func (p *parser) take(old, parent *Node) *Node {
	n := &cut(&p.slabs.nodes, 1)[0]
	n.again(old, parent, p.i-old.Span.Start)
	p.i, p.quiet = n.Span.End, false
	return n
}

// again makes n what old is, some bytes further on.
func (n *Node) again(old, parent *Node, moved int) {
	n.Kind, n.Text, n.Parent = old.Kind, old.Text, parent
	n.Span = text.Span{Start: old.Span.Start + moved, End: old.Span.End + moved}
	if old.Kind == Object || old.Kind == Array {
		n.origin = old.kept()
	}
}

// share makes what a node holds of what its origin does.
func (n *Node) share() *contents {
	old := n.origin.contents()
	if old == nil {
		return nil
	}
	moved := n.Span.Start - n.origin.Span.Start
	fresh := &contents{}
	nodes := make([]Node, 2*len(old.members)+len(old.items))
	next := func(old *Node) *Node {
		made := &nodes[0]
		nodes = nodes[1:]
		made.again(old, n, moved)
		return made
	}
	if len(old.members) > 0 {
		fresh.members = make([]Member, len(old.members))
		for i, m := range old.members {
			fresh.members[i] = Member{next(m.Key), next(m.Value)}
		}
	}
	if len(old.items) > 0 {
		fresh.items = make([]*Node, len(old.items))
		for i, item := range old.items {
			fresh.items[i] = next(item)
		}
	}
	if !n.holds.CompareAndSwap(nil, fresh) {
		return n.holds.Load() // somebody else was faster
	}
	return fresh
}

// Identity is the same for an Object or Array and for those that ParseAfter
// made of it; nil for a node that may get another one in the next version.
func (n *Node) Identity() *Node {
	if n == nil || n.origin == nil && n.later {
		return nil
	}
	return n.kept()
}

// kept is the node that others are made of in place of n. Nothing of a version
// but the first hangs on it, so that old versions can go.
func (n *Node) kept() *Node {
	switch {
	case n.origin != nil:
		return n.origin
	case !n.later:
		return n
	}
	alone := &Node{Kind: n.Kind, Span: n.Span, Text: n.Text}
	if old := n.holds.Load(); old != nil {
		fresh := &contents{members: slices.Clone(old.members), items: slices.Clone(old.items)}
		for i, m := range fresh.members {
			fresh.members[i] = Member{m.Key.alone(), m.Value.alone()}
		}
		for i, item := range fresh.items {
			fresh.items[i] = item.alone()
		}
		alone.holds.Store(fresh)
	}
	return alone
}

func (n *Node) alone() *Node {
	alone := &Node{}
	alone.again(n, nil, 0)
	return alone
}
