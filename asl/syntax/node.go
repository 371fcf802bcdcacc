package syntax

import (
	"slices"
	"sort"
	"strconv"
	"strings"
	"sync/atomic"

	"github.com/stateboard/stateboard/asl/diag"
	"github.com/stateboard/stateboard/asl/text"
	"github.com/stateboard/stateboard/asl/value"
)

// Kind tells what a Node is.
type Kind uint8

// The kinds. Invalid stands where a value should be and none could be read.
const (
	Invalid Kind = iota
	Object
	Array
	String
	Number
	Bool
	Null
	Placeholder
)

func (k Kind) String() string {
	return [...]string{"nothing", "an object", "an array", "a string", "a number", "true or false", "null", "a placeholder"}[k]
}

// Node is one value of the document. A nil *Node is an absent value; its
// methods answer for it, so that chains of Get need no checks.
type Node struct {
	Kind   Kind
	later  bool      // made for a version that shares with one before it
	Span   text.Span // quotes and brackets included
	Parent *Node     // nil for the root
	Text   string    // String: the decoded text; Number, Bool, Placeholder: as written
	holds  atomic.Pointer[contents]
	origin *Node // the node of an earlier version that holds the same; nil for none
}

// contents are what an Object or an Array holds.
type contents struct {
	members []Member
	items   []*Node
}

// Members are those of an Object in the text's order, duplicates included.
// The slice is shared.
func (n *Node) Members() []Member {
	if c := n.contents(); c != nil {
		return c.members
	}
	return nil
}

// Items are those of an Array. The slice is shared.
func (n *Node) Items() []*Node {
	if c := n.contents(); c != nil {
		return c.items
	}
	return nil
}

func (n *Node) contents() *contents {
	if n == nil {
		return nil
	}
	if c := n.holds.Load(); c != nil || n.origin == nil {
		return c
	}
	return n.share()
}

// AddMember puts a member at the end of an Object that is being made and that
// nobody else has seen.
func (n *Node) AddMember(m Member) {
	c := n.own()
	c.members = append(c.members, m)
}

// AddItem is AddMember for an item of an Array.
func (n *Node) AddItem(item *Node) {
	c := n.own()
	c.items = append(c.items, item)
}

func (n *Node) own() *contents {
	c := n.holds.Load()
	if c == nil {
		c = &contents{}
		n.holds.Store(c)
	}
	return c
}

// Member is one key with its value. Value is never nil; where the text has
// none it is an Invalid node with an empty span.
type Member struct {
	Key   *Node // Kind String; Parent is the object
	Value *Node
}

// Tree is a document read.
type Tree struct {
	Source string
	Root   *Node // nil when the text holds no value at all
	Errors []diag.Diagnostic
	faults []int // where something is wrong, told of in Errors or not
	broken bool  // what was read may not be what is meant
	cut    bool  // what follows some place was not read with care
}

// Break is the mistake for which the text is not JSON, or not YAML: what the
// tree says of it may not be what its author meant. Nil when there is none;
// keys that come twice and bytes that are not UTF-8 do not count.
func (t *Tree) Break() *diag.Diagnostic {
	for i := range t.Errors {
		if code := t.Errors[i].Code; code != CodeDuplicate && code != CodeUTF8 {
			return &t.Errors[i]
		}
	}
	if t.broken {
		return &t.Errors[0] // hides it
	}
	return nil
}

// Get is the value of a key of an Object (the first where it comes twice), or
// nil.
func (n *Node) Get(key string) *Node {
	if m := n.Member(key); m != nil {
		return m.Value
	}
	return nil
}

// Member is the member with the key (the first where it comes twice), or nil.
func (n *Node) Member(key string) *Member {
	members := n.Members()
	for i := range members {
		if members[i].Key.Text == key {
			return &members[i]
		}
	}
	return nil
}

// TextOf is the text of the String under a key of an Object, otherwise "".
func (n *Node) TextOf(key string) string {
	if n != nil && n.origin != nil && n.holds.Load() == nil {
		n = n.origin // says the same, and need not be made first
	}
	return n.Get(key).StringText()
}

// Is tells whether the node is there and of the kind.
func (n *Node) Is(k Kind) bool { return n != nil && n.Kind == k }

// StringText is the text of a String, otherwise "".
func (n *Node) StringText() string {
	if n.Is(String) {
		return n.Text
	}
	return ""
}

// True tells whether the node is the boolean true.
func (n *Node) True() bool { return n.Is(Bool) && n.Text == "true" }

// Int is a whole Number, and whether the node is one.
func (n *Node) Int() (int64, bool) {
	if !n.Is(Number) {
		return 0, false
	}
	return value.Number(n.Text).AsInt()
}

// Inner is the span of a String without its quotes, of other nodes their span.
func (n *Node) Inner() text.Span {
	if n.Kind == String && n.Span.Len() >= 2 {
		return text.Span{Start: n.Span.Start + 1, End: n.Span.End - 1}
	}
	return n.Span
}

// Value is the JSON value of the node: a Placeholder is its text as a string,
// Invalid is Absent, of a key that comes twice the later counts.
func (n *Node) Value() value.Value {
	if n == nil {
		return value.Absent
	}
	switch n.Kind {
	case Null:
		return value.Null
	case Bool:
		return value.Bool(n.Text == "true")
	case Number:
		return value.Number(n.Text)
	case String, Placeholder:
		return value.String(n.Text)
	case Array:
		nodes := n.Items()
		items := make([]value.Value, len(nodes))
		for i, item := range nodes {
			items[i] = item.Value()
		}
		return value.Array(items...)
	case Object:
		nodes := n.Members()
		members := make([]value.Member, len(nodes))
		for i, m := range nodes {
			members[i] = value.Member{Key: m.Key.Text, Value: m.Value.Value()}
		}
		return value.Object(members...)
	}
	return value.Absent
}

// Pointer is the JSON pointer (RFC 6901) of the node; of a key, that of its
// value. The root's is "".
func (n *Node) Pointer() string {
	var steps []string
	for ; n != nil && n.Parent != nil; n = n.Parent {
		steps = append(steps, n.step())
	}
	var b strings.Builder
	for i := len(steps) - 1; i >= 0; i-- {
		b.WriteByte('/')
		b.WriteString(steps[i])
	}
	return b.String()
}

// step is the last step of the node's pointer. Siblings stand in the text's
// order and are searched by halves: a long list may have many findings. What
// YAML's aliases bring in stands elsewhere and is looked for one by one.
func (n *Node) step() string {
	start := n.Span.Start
	if n.Parent.Kind == Array {
		items := n.Parent.Items()
		i := sort.Search(len(items), func(i int) bool { return items[i].Span.Start > start }) - 1
		if i < 0 || items[i] != n {
			i = slices.Index(items, n)
		}
		return strconv.Itoa(max(i, 0))
	}
	members := n.Parent.Members()
	is := func(m Member) bool { return m.Key == n || m.Value == n }
	i := sort.Search(len(members), func(i int) bool { return members[i].Key.Span.Start > start }) - 1
	if i < 0 || !is(members[i]) {
		i = max(slices.IndexFunc(members, is), 0)
	}
	return pointerEscaper.Replace(members[i].Key.Text)
}

var pointerEscaper = strings.NewReplacer("~", "~0", "/", "~1")

// At is the innermost node whose span holds the offset, keys included; nil
// when there is none.
func (t *Tree) At(offset int) *Node {
	n := t.Root
	if n == nil || !n.Span.Contains(offset) {
		return nil
	}
	for {
		inner := n.childAt(offset)
		if inner == nil {
			return n
		}
		n = inner
	}
}

func (n *Node) childAt(offset int) *Node {
	for _, m := range n.Members() {
		if m.Key.Span.Contains(offset) {
			return m.Key
		}
		if m.Value.Span.Contains(offset) {
			return m.Value
		}
	}
	for _, item := range n.Items() {
		if item.Span.Contains(offset) {
			return item
		}
	}
	return nil
}

// Find is the node at a JSON pointer, or nil.
func (t *Tree) Find(pointer string) *Node { return t.Root.Find(pointer) }

// Find is the node at a JSON pointer that begins at n, or nil.
func (n *Node) Find(pointer string) *Node {
	if pointer == "" {
		return n
	}
	for _, step := range strings.Split(strings.TrimPrefix(pointer, "/"), "/") {
		step = strings.ReplaceAll(strings.ReplaceAll(step, "~1", "/"), "~0", "~")
		switch {
		case n.Is(Object):
			n = n.Get(step)
		case n.Is(Array):
			i, err := strconv.Atoi(step)
			if err != nil || i < 0 || i >= len(n.Items()) {
				return nil
			}
			n = n.Items()[i]
		default:
			return nil
		}
	}
	return n
}
