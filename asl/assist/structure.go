package assist

import (
	"sort"
	"strings"

	"github.com/stateboard/stateboard/asl"
	"github.com/stateboard/stateboard/asl/catalog"
	"github.com/stateboard/stateboard/asl/syntax"
	"github.com/stateboard/stateboard/asl/text"
)

// Symbol is a state that one can go to.
type Symbol struct {
	Name string
	Path string    // as asl.StateBase.Path has it
	Kind string    // the state's Type
	Span text.Span // the name in the text, without quotes
}

// Symbols are the states whose names fit a query, best first; all in the
// text's order for "".
func Symbols(doc *asl.Document, query string) []Symbol {
	type found struct {
		score  int
		symbol Symbol
	}
	var list []found
	src := doc.Text.String()
	for _, state := range doc.States() {
		b := state.Base()
		if score, fits := match(query, b.Name); fits && b.Key.Span.End <= len(src) {
			list = append(list, found{score, Symbol{b.Name, b.Path, b.Type, inner(src, b.Key)}})
		}
	}
	sort.SliceStable(list, func(i, j int) bool { return list[i].score > list[j].score })
	symbols := make([]Symbol, len(list))
	for i := range list {
		symbols[i] = list[i].symbol
	}
	return symbols
}

// Fold is an object or a list that can be shown as one line.
type Fold struct {
	Span        text.Span // brackets included
	First, Last int       // its lines, from 1
}

// Folds are the objects and lists that go over several lines, outer ones
// before those inside them.
func Folds(doc *asl.Document) []Fold {
	var folds []Fold
	var walk func(n *syntax.Node)
	walk = func(n *syntax.Node) {
		if n == nil || n.Kind != syntax.Object && n.Kind != syntax.Array || n.Span.End > doc.Text.Len() {
			return
		}
		first, last := doc.Text.LineAt(n.Span.Start), doc.Text.LineAt(n.Span.End)
		if last > first {
			folds = append(folds, Fold{n.Span, first, last})
		} else {
			return // what is in one line has no lines within
		}
		for i := range n.Members() {
			walk(n.Members()[i].Value)
		}
		for _, item := range n.Items() {
			walk(item)
		}
	}
	walk(doc.Tree.Root)
	return folds
}

// Crumb is one step of the way from the whole document to a place.
type Crumb struct {
	Label string
	Span  text.Span // of what the step leads into
}

// Breadcrumb is the way to the place at the offset in words: states, branches,
// fields, rules; the whole machine itself is left out.
func Breadcrumb(doc *asl.Document, offset int) []Crumb {
	n := doc.Tree.At(offset)
	fs := down(doc.Tree.Root, n)
	var crumbs []Crumb
	for i := 1; i < len(fs); i++ {
		if label := crumbLabel(&fs[i], &fs[i-1]); label != "" {
			crumbs = append(crumbs, Crumb{label, fs[i].node.Span})
		}
	}
	if n == nil || len(fs) == 0 {
		return crumbs
	}
	in := fs.inner()
	for i := range in.node.Members() {
		m := &in.node.Members()[i]
		if m.Key == n || m.Value == n && n != in.node {
			label := m.Key.Text
			crumbs = append(crumbs, Crumb{label, text.Span{Start: m.Key.Span.Start, End: max(m.Key.Span.End, m.Value.Span.End)}})
		}
	}
	return crumbs
}

// crumbLabel names a frame; "" for those that go without saying.
func crumbLabel(f, outer *frame) string {
	if f.index < 0 {
		if f.role == statesRole || f.key == "" {
			return ""
		}
		return f.key
	}
	switch {
	case f.role == machineRole:
		return "Branch " + ordinal(f.index)
	case f.shape != nil && f.shape.Name != "" && outer.items != nil:
		name := strings.TrimPrefix(f.shape.Name, "choice ")
		return strings.ToUpper(name[:1]) + name[1:] + " " + ordinal(f.index)
	case outer.field != nil && outer.field.Form == catalog.FormErrors:
		return ""
	}
	return ordinal(f.index)
}
