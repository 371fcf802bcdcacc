package asl

import (
	"path/filepath"
	"strings"

	"github.com/stateboard/stateboard/asl/diag"
	"github.com/stateboard/stateboard/asl/syntax"
	"github.com/stateboard/stateboard/asl/text"
)

// Document is one version of a text and what it says. It is immutable.
type Document struct {
	Text    text.Text
	Tree    *syntax.Tree
	Machine *Machine // nil when the text is no object
	YAML    bool     // the text is YAML, not JSON
	tables  map[*syntax.Node]*Machine
	order   []State
	paths   once[map[string]State]
}

// Parse reads a text. It never fails: a broken text gives a Document whose
// Tree.Errors say where.
func Parse(t text.Text) *Document {
	return read(&Document{Text: t, Tree: syntax.Parse(t.String())}, 0)
}

// ParseYAML is Parse for a text in YAML.
func ParseYAML(t text.Text) *Document {
	return read(&Document{Text: t, Tree: syntax.ParseYAML(t.String()), YAML: true}, 0)
}

// ParseNamed reads a text as the name of its file says: YAML for .yaml and
// .yml, otherwise JSON.
func ParseNamed(name string, t text.Text) *Document {
	if NamesYAML(name) {
		return ParseYAML(t)
	}
	return Parse(t)
}

// NamesYAML tells whether a file of that name holds YAML.
func NamesYAML(name string) bool {
	ending := strings.ToLower(filepath.Ext(name))
	return ending == ".yaml" || ending == ".yml"
}

// With reads another version of the document's text, in the same notation.
// The result is what Parse or ParseYAML would give; in JSON, what did not
// change is shared, so that a key press in a long text costs little.
func (d *Document) With(t text.Text) *Document {
	if d.YAML {
		return ParseYAML(t)
	}
	return read(&Document{Text: t, Tree: syntax.ParseAfter(d.Tree, t.String())}, len(d.order))
}

// read makes the machine of the tree. There are likely as many states as the
// given number.
func read(d *Document, states int) *Document {
	if d.Tree.Root.Is(syntax.Object) {
		d.tables = map[*syntax.Node]*Machine{}
		d.order = make([]State, 0, states)
		d.Machine = d.machine(d.Tree.Root, nil, 0, "")
	}
	return d
}

// ParseString is Parse for a text that has no history.
func ParseString(s string) *Document { return Parse(text.New(s)) }

// SyntaxErrors are the mistakes that keep the text from being JSON.
func (d *Document) SyntaxErrors() []diag.Diagnostic { return d.Tree.Errors }

// Drawable tells whether there is a machine to show: an object that has
// States, in a text without syntax errors.
func (d *Document) Drawable() bool {
	return d.Machine != nil && len(d.Tree.Errors) == 0 && d.Machine.Field("States").Is(syntax.Object)
}

// State finds a state by its path (see StateBase.Path), or nil.
func (d *Document) State(path string) State {
	return d.paths.get(func() map[string]State {
		all := make(map[string]State, len(d.order))
		for _, s := range d.order {
			if b := s.Base(); all[b.Path] == nil {
				all[b.Path] = s
			}
		}
		return all
	})[path]
}

// States are all states, outer ones before those inside them, in the text's
// order. The slice is shared.
func (d *Document) States() []State { return d.order }

// StateNamed finds a state by name anywhere in the machine, the first in the
// text's order; nil when there is none.
func (d *Document) StateNamed(name string) State {
	for _, s := range d.order {
		if s.Base().Name == name {
			return s
		}
	}
	return nil
}

// StateAt is the innermost state whose key or value holds the offset, or nil.
func (d *Document) StateAt(offset int) State { return d.StateOf(d.Tree.At(offset)) }

// StateOf is the state that holds the node (a state's key or any value in
// it), or nil.
func (d *Document) StateOf(n *syntax.Node) State {
	for ; n != nil; n = n.Parent {
		if m := d.tables[n.Parent]; m != nil {
			if s := m.stateOf(n); s != nil {
				return s
			}
		}
	}
	return nil
}
