package rewrite

import (
	"strconv"
	"strings"

	"github.com/stateboard/stateboard/asl"
	"github.com/stateboard/stateboard/asl/syntax"
	"github.com/stateboard/stateboard/asl/value"
)

// SetField sets a state's field to a JSON text. A new field comes where
// people look for it. Next and End exclude each other: setting one takes the
// other's place.
func SetField(doc *asl.Document, path, field, json string) (*Change, error) {
	s, err := stateAt(doc, path)
	if err != nil {
		return nil, err
	}
	if other := map[string]string{"Next": "End", "End": "Next"}[field]; other != "" && s.Base().Field(other) != nil {
		p, err := parseContent(json)
		if err != nil {
			return nil, err
		}
		d := newDraft(doc)
		switch {
		case field == "Next" && p.root.Is(syntax.String):
			d.leadOn(s, p.root.Text)
			return d.finish("Change Next", path)
		case field == "End" && p.root.True():
			d.leadOn(s, "")
			return d.finish("Change End", path)
		}
	}
	return Set(doc, s.Base().Node.Pointer()+"/"+escaped(field), json)
}

// RemoveField removes a state's field; nothing happens when it is not there.
func RemoveField(doc *asl.Document, path, field string) (*Change, error) {
	s, err := stateAt(doc, path)
	if err != nil {
		return nil, err
	}
	return Unset(doc, s.Base().Node.Pointer()+"/"+escaped(field))
}

// Set puts a JSON text at a JSON pointer (RFC 6901). Objects and arrays that
// are missing on the way are made; "-" and the length of an array are its
// next item. Of a value that is there, only what differs is changed.
func Set(doc *asl.Document, pointer, json string) (*Change, error) {
	if err := editable(doc); err != nil {
		return nil, err
	}
	steps, err := split(pointer)
	if err != nil {
		return nil, err
	}
	c, err := parseContent(json)
	if err != nil {
		return nil, err
	}
	d := newDraft(doc)
	if err := d.setAt(steps, c); err != nil {
		return nil, err
	}
	return d.finish("Change "+fieldWords(steps), d.holder(steps)...)
}

// SetText is Set for a string.
func SetText(doc *asl.Document, pointer, s string) (*Change, error) {
	return Set(doc, pointer, value.Quote(s))
}

// Unset removes the member or item at a JSON pointer; nothing happens when it
// is not there.
func Unset(doc *asl.Document, pointer string) (*Change, error) {
	if err := editable(doc); err != nil {
		return nil, err
	}
	steps, err := split(pointer)
	if err != nil {
		return nil, err
	}
	d := newDraft(doc)
	if n := doc.Tree.Find(pointer); n != nil && n.Parent != nil {
		if n.Parent.Kind == syntax.Object {
			d.drop(n.Parent, steps[len(steps)-1])
		} else {
			d.remove(n)
		}
	}
	return d.finish("Remove "+fieldWords(steps), d.holder(steps)...)
}

// parsed is a JSON text with its tree.
type parsed struct {
	src  string
	root *syntax.Node
}

func parseContent(json string) (parsed, error) {
	tree := syntax.Parse(strings.TrimSpace(json))
	switch e := tree.Break(); {
	case e != nil && strings.TrimSpace(json) == "":
		return parsed{}, refuse("Write one, or remove the field.", "A value is missing.")
	case e != nil:
		return parsed{}, refuse(e.Advice, "This is not JSON: %s", lowered(e.Message))
	}
	return parsed{tree.Source, tree.Root}, nil
}

func lowered(s string) string {
	if len(s) > 1 && s[1] >= 'a' && s[1] <= 'z' {
		return strings.ToLower(s[:1]) + s[1:]
	}
	return s
}

func (p parsed) content() content { return copied(p.src, p.root, false) }

func split(pointer string) ([]string, error) {
	if !strings.HasPrefix(pointer, "/") {
		return nil, refuse("", "There is no field %s.", named(pointer))
	}
	steps := strings.Split(pointer[1:], "/")
	for i, s := range steps {
		steps[i] = strings.ReplaceAll(strings.ReplaceAll(s, "~1", "/"), "~0", "~")
	}
	return steps, nil
}

func escaped(step string) string {
	return strings.ReplaceAll(strings.ReplaceAll(step, "~", "~0"), "/", "~1")
}

// fieldWords are the last step that has a name.
func fieldWords(steps []string) string {
	for i := len(steps) - 1; i >= 0; i-- {
		if !digits(steps[i]) && steps[i] != "-" {
			return steps[i]
		}
	}
	return "Value"
}

// holder is the path of the state that a pointer leads into.
func (d *draft) holder(steps []string) []string {
	n := d.doc.Tree.Root
	for _, step := range steps {
		next := childAt(n, step)
		if next == nil {
			break
		}
		n = next
	}
	if s := d.doc.StateOf(n); s != nil {
		return []string{s.Base().Path}
	}
	return nil
}

func childAt(n *syntax.Node, step string) *syntax.Node {
	if n.Is(syntax.Object) {
		return n.Get(step)
	}
	if n.Is(syntax.Array) {
		if i, err := strconv.Atoi(step); err == nil && i >= 0 && i < len(n.Items()) {
			return n.Items()[i]
		}
	}
	return nil
}

func (d *draft) setAt(steps []string, p parsed) error {
	n := d.doc.Tree.Root
	for i, step := range steps {
		next := childAt(n, step)
		if next != nil {
			n = next
			continue
		}
		c := wrapped(steps[i+1:], p.content())
		switch {
		case n.Is(syntax.Object):
			d.put(n, step, c)
		case n.Is(syntax.Array) && (step == "-" || step == strconv.Itoa(len(n.Items()))):
			d.append(n, c)
		case n.Is(syntax.Array):
			return refuse("", "There is no item %s in %s.", step, named(fieldWords(steps[:i])))
		default:
			return refuse("Change it to an object first.", "%s holds %s, which has no fields.", named(fieldWords(steps[:i])), n.Kind)
		}
		return nil
	}
	d.merge(n, p.src, p.root)
	return nil
}

// wrapped is content inside the objects and arrays that the steps want.
func wrapped(steps []string, c content) content {
	for i := len(steps) - 1; i >= 0; i-- {
		if step := steps[i]; step == "-" || step == "0" {
			c = items(c)
		} else {
			c = fields(member(step, c))
		}
	}
	return c
}

// merge makes a node say what another says, touching only what differs.
func (d *draft) merge(n *syntax.Node, src string, to *syntax.Node) {
	switch {
	case n.Kind == syntax.Object && to.Kind == syntax.Object && mergeable(n, to):
		d.mergeObject(n, src, to)
	case n.Kind == syntax.Array && to.Kind == syntax.Array:
		d.mergeArray(n, src, to)
	case spelled(d.doc.Text.String(), n) != spelled(src, to):
		d.set(n, copied(src, to, false))
	}
}

// mergeable tells whether an object can become another by changing, removing
// and adding members: when what both have stands in the same order and
// nothing comes twice.
func mergeable(n, to *syntax.Node) bool {
	at := map[string]int{}
	for i, m := range to.Members() {
		if _, twice := at[m.Key.Text]; twice {
			return false
		}
		at[m.Key.Text] = i
	}
	last, common := -1, 0
	seen := map[string]bool{}
	for _, m := range n.Members() {
		if seen[m.Key.Text] {
			return false
		}
		seen[m.Key.Text] = true
		if i, both := at[m.Key.Text]; both {
			if i < last {
				return false
			}
			last = i
			common++
		}
	}
	return common > 0 || len(n.Members()) == 0
}

func (d *draft) mergeObject(n *syntax.Node, src string, to *syntax.Node) {
	index := make(map[string]int, len(n.Members()))
	for i, m := range n.Members() {
		index[m.Key.Text] = i
		if to.Member(m.Key.Text) == nil {
			d.remove(m.Value)
		}
	}
	after := -1
	for _, m := range to.Members() {
		if i, both := index[m.Key.Text]; both {
			d.merge(n.Members()[i].Value, src, m.Value)
			after = i
			continue
		}
		d.add(n, after, entry{spelled(src, m.Key), copied(src, m.Value, false)})
	}
}

// mergeArray keeps what both arrays begin and end with.
func (d *draft) mergeArray(n *syntax.Node, src string, to *syntax.Node) {
	own := d.doc.Text.String()
	a, b := n.Items(), to.Items()
	if len(a) == len(b) {
		for i := range a {
			d.merge(a[i], src, b[i])
		}
		return
	}
	head, tail := 0, 0
	for head < len(a) && head < len(b) && same(own, a[head], src, b[head]) {
		head++
	}
	for tail < len(a)-head && tail < len(b)-head && same(own, a[len(a)-1-tail], src, b[len(b)-1-tail]) {
		tail++
	}
	for _, item := range a[head : len(a)-tail] {
		d.remove(item)
	}
	for _, item := range b[head : len(b)-tail] {
		d.add(n, head-1, entry{value: copied(src, item, false)})
	}
}

// same tells whether two nodes are spelled alike, blanks aside.
func same(srcA string, a *syntax.Node, srcB string, b *syntax.Node) bool {
	if a.Kind != b.Kind || children(a) != children(b) {
		return false
	}
	if a.Kind != syntax.Object && a.Kind != syntax.Array {
		return spelled(srcA, a) == spelled(srcB, b)
	}
	for i := range children(a) {
		if a.Kind == syntax.Object && spelled(srcA, a.Members()[i].Key) != spelled(srcB, b.Members()[i].Key) {
			return false
		}
		if !same(srcA, childValue(a, i), srcB, childValue(b, i)) {
			return false
		}
	}
	return true
}

// dropItem removes an item, and the list with it when it was the only one.
func (d *draft) dropItem(item *syntax.Node) {
	if list := item.Parent; list != nil && list.Parent.Is(syntax.Object) && len(list.Items()) == 1 {
		d.remove(list)
		return
	}
	d.remove(item)
}
