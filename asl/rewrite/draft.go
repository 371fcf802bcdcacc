package rewrite

import (
	"strconv"
	"strings"

	"github.com/stateboard/stateboard/asl"
	"github.com/stateboard/stateboard/asl/syntax"
	"github.com/stateboard/stateboard/asl/text"
	"github.com/stateboard/stateboard/asl/value"
)

// draft is what is to become of a document's tree. Verbs fill it in any order;
// nothing in it speaks of layout. What befalls a part of something that goes
// or is replaced does not matter.
type draft struct {
	doc     *asl.Document
	touched map[*syntax.Node]bool    // nodes with something to do in or below them
	keys    map[*syntax.Node]string  // key -> its new name
	values  map[*syntax.Node]content // value -> what stands in its place
	gone    map[*syntax.Node]bool    // values whose member or item goes
	fresh   map[*syntax.Node][]fresh // container -> what comes into it
	renamed map[string]string
	notes   []string
}

// fresh is a new member or item after the child with the index, -1 for the
// first place.
type fresh struct {
	after int
	entry entry
}

func newDraft(doc *asl.Document) *draft {
	return &draft{
		doc: doc, touched: map[*syntax.Node]bool{}, keys: map[*syntax.Node]string{}, values: map[*syntax.Node]content{},
		gone: map[*syntax.Node]bool{}, fresh: map[*syntax.Node][]fresh{},
	}
}

func (d *draft) touch(n *syntax.Node) {
	for ; n != nil && !d.touched[n]; n = n.Parent {
		d.touched[n] = true
	}
}

// remove takes a member (named by its value) or an item out of its container.
func (d *draft) remove(n *syntax.Node) {
	if n != nil {
		d.gone[n] = true
		d.touch(n)
	}
}

// set puts something in a value's place.
func (d *draft) set(n *syntax.Node, c content) {
	d.values[n] = c
	d.touch(n)
}

// rename gives a key another name.
func (d *draft) rename(key *syntax.Node, name string) {
	d.keys[key] = name
	d.touch(key)
}

// add puts an entry into a container after the child with the index; -1 is
// the first place.
func (d *draft) add(container *syntax.Node, after int, e entry) {
	d.fresh[container] = append(d.fresh[container], fresh{after, e})
	d.touch(container)
}

// append puts an item at the end of an array.
func (d *draft) append(list *syntax.Node, c content) {
	d.add(list, len(list.Items())-1, entry{value: c})
}

// put sets a field of an object; a new one comes at its customary place. What
// is no object, in a document that is wrong, has no fields.
func (d *draft) put(n *syntax.Node, key string, c content) {
	if !n.Is(syntax.Object) {
		return
	}
	if m := n.Member(key); m != nil {
		delete(d.gone, m.Value)
		d.set(m.Value, c)
		return
	}
	for i, f := range d.fresh[n] {
		if f.entry.key == value.Quote(key) {
			d.fresh[n][i].entry.value = c
			return
		}
	}
	after := placeFor(n, key)
	d.add(n, after, member(key, c))
	list := d.fresh[n]
	for i := len(list) - 1; i > 0 && list[i-1].after == after && rank(unquoted(list[i-1].entry.key)) > rank(key); i-- {
		list[i-1], list[i] = list[i], list[i-1]
	}
}

// unquoted is a key that put spelled, which has nothing to escape if it is one
// of the language's.
func unquoted(key string) string { return strings.Trim(key, `"`) }

// drop removes a field of an object, each time it is there.
func (d *draft) drop(n *syntax.Node, key string) {
	if !n.Is(syntax.Object) {
		return
	}
	for _, m := range n.Members() {
		if m.Key.Text == key {
			d.remove(m.Value)
		}
	}
}

func (d *draft) note(sentence string) { d.notes = append(d.notes, sentence) }

// moved notes that a state and all states inside it change their path.
func (d *draft) moved(s asl.State, path string) {
	if s.Base().Path == path {
		return
	}
	if d.renamed == nil {
		d.renamed = map[string]string{}
	}
	d.renamed[s.Base().Path] = path
	for _, m := range asl.Machines(s) {
		for _, inner := range m.States {
			d.moved(inner, path+inner.Base().Path[len(s.Base().Path):])
		}
	}
}

// path is where a state that stays in its machine is found once the draft is
// done: branches before it may go.
func (d *draft) path(s asl.State) string { return d.prefix(s.Base().Scope) + s.Base().Name }

// prefix is what the paths of a machine's states start with then.
func (d *draft) prefix(m *asl.Machine) string {
	if m.Owner == nil {
		return ""
	}
	at := 0
	for _, b := range asl.Machines(m.Owner) {
		if b == m {
			break
		}
		if !d.gone[b.Node] {
			at++
		}
	}
	return d.path(m.Owner) + "/" + strconv.Itoa(at) + "/"
}

// renumber notes the new paths of the states behind branches that go.
func (d *draft) renumber() {
	for _, s := range d.doc.States() {
		if path := d.path(s); path != s.Base().Path && !d.goes(s) {
			if d.renamed == nil {
				d.renamed = map[string]string{}
			}
			d.renamed[s.Base().Path] = path
		}
	}
}

// goes tells whether a state, or something around it, is removed.
func (d *draft) goes(s asl.State) bool {
	for n := s.Base().Node; n != nil; n = n.Parent {
		if d.gone[n] {
			return true
		}
	}
	return false
}

// edits places the draft.
func (d *draft) edits() []text.Edit {
	if d.doc.YAML {
		y := newYAMLPlacer(d)
		y.node(d.doc.Tree.Root)
		return y.edits
	}
	p := newPlacer(d)
	p.node(d.doc.Tree.Root)
	return p.edits
}

// apply is the text that the draft makes.
func (d *draft) apply() string {
	t, _, err := text.Apply(d.doc.Text, d.edits()...)
	if err != nil {
		panic("rewrite: " + err.Error())
	}
	return t.String()
}
