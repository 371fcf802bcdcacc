package rewrite

import (
	"strconv"

	"github.com/stateboard/stateboard/asl"
	"github.com/stateboard/stateboard/asl/syntax"
	"github.com/stateboard/stateboard/asl/text"
	"github.com/stateboard/stateboard/asl/value"
)

// verify refuses edits that would not make of the text what the draft says.
// YAML can be written in more ways than the placer follows: anchors, merged
// keys, values that begin on odd lines.
func (d *draft) verify(edits []text.Edit) error {
	refusal := refuse("Change the text itself, or convert the file to JSON.", "This part of the YAML is written in a way that gestures cannot follow.")
	next, _, err := text.Apply(d.doc.Text, edits...)
	if err != nil {
		return refusal
	}
	after := asl.ParseYAML(next)
	for _, e := range after.SyntaxErrors() {
		if e.Code != syntax.CodeDuplicate {
			return refusal
		}
	}
	if !value.Equal(after.Tree.Root.Value(), d.outlook(d.doc.Tree.Root)) {
		return refusal
	}
	return nil
}

// outlook is what a node will say once the draft is done.
func (d *draft) outlook(n *syntax.Node) value.Value {
	if c, replaced := d.values[n]; replaced {
		return d.meaning(c)
	}
	return d.parts(n)
}

func (d *draft) parts(n *syntax.Node) value.Value {
	if !d.touched[n] {
		return n.Value()
	}
	var members []value.Member
	add := func(after int) {
		for _, f := range d.fresh[n] {
			if f.after == after {
				members = append(members, value.M(unquote(f.entry.key), d.meaning(f.entry.value)))
			}
		}
	}
	add(-1)
	for i := range children(n) {
		if child := childValue(n, i); !d.gone[child] {
			key := ""
			if n.Kind == syntax.Object {
				key = n.Members()[i].Key.Text
				if name, renamed := d.keys[n.Members()[i].Key]; renamed {
					key = name
				}
			}
			members = append(members, value.M(key, d.outlook(child)))
		}
		add(i)
	}
	switch n.Kind {
	case syntax.Object:
		return value.Object(members...)
	case syntax.Array:
		return arrayOf(members)
	}
	return n.Value()
}

func arrayOf(members []value.Member) value.Value {
	items := make([]value.Value, len(members))
	for i, m := range members {
		items[i] = m.Value
	}
	return value.Array(items...)
}

// meaning is the value of content.
func (d *draft) meaning(c content) value.Value {
	switch c := c.(type) {
	case literal:
		if v, err := value.Parse(string(c)); err == nil {
			return v
		}
		return syntax.ParseYAML(string(c)).Root.Value()
	case object:
		return value.Object(d.meanings(c.entries)...)
	case array:
		return arrayOf(d.meanings(c.entries))
	case kept:
		return d.parts(c.node)
	}
	return value.Absent
}

func (d *draft) meanings(entries []entry) []value.Member {
	members := make([]value.Member, len(entries))
	for i, e := range entries {
		members[i] = value.M(unquote(e.key), d.meaning(e.value))
	}
	return members
}

// unquote is the text of a JSON string.
func unquote(literal string) string {
	if v, err := value.Parse(literal); err == nil {
		return v.Str()
	}
	s, _ := strconv.Unquote(literal)
	return s
}
