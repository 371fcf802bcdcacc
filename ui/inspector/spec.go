package inspector

import (
	"strings"

	"github.com/stateboard/stateboard/asl"
	"github.com/stateboard/stateboard/asl/catalog"
	"github.com/stateboard/stateboard/asl/diag"
	"github.com/stateboard/stateboard/asl/rewrite"
	"github.com/stateboard/stateboard/asl/syntax"
	"github.com/stateboard/stateboard/asl/value"
	"github.com/stateboard/stateboard/ui/look"
	"github.com/stateboard/stateboard/ui/session"
)

// control is what a spec becomes on screen.
type control uint8

const (
	line    control = iota // one line of text
	block                  // lines of JSON
	chooser                // a menu of a few
	search                 // a button that opens a list to search in
	heading                // a bold line, with small buttons
	button                 // words to press
	note                   // a sentence
	problem                // a finding: pressing it goes there
)

// spec is one control of a form. The commits return what is wrong in a
// sentence.
type spec struct {
	id      string // in the ui map, below "inspector/"
	kind    control
	label   string
	value   string
	hint    string // shown while the value is empty
	tip     string
	mono    bool
	rows    int
	half    bool // shares its line with the next
	wrong   string
	options []string
	chosen  int
	list    []Option // of search
	check   func(string) string
	commit  func(string) error
	pick    func(int)
	press   func()
	small   []small
}

// small is a button at the end of a heading.
type small struct {
	id   string
	icon look.Icon
	tip  string
	off  bool
	do   func()
}

// Option is one thing to choose from a long list.
type Option struct {
	ID, Title, Detail string
	Do                func()
}

// form collects the specs of one snapshot.
type form struct {
	pane  *Pane
	snap  *session.Snapshot
	specs []spec
}

func (f *form) add(s ...spec) { f.specs = append(f.specs, s...) }

// stateForm is what the functions of the kinds share.
type stateForm struct {
	*form
	b        *asl.StateBase
	at       string // JSON pointer of the state
	language string
}

// change applies what a verb worked out; its error is the field's.
func (f *form) change(c *rewrite.Change, err error) error {
	if err != nil {
		return err
	}
	return f.pane.sess.Do(c)
}

// doc is the document now, not when the form was made.
func (f *form) doc() *asl.Document { return f.pane.sess.Snapshot().Doc }

// has tells whether the form has a field already.
func (f *form) has(id string) bool {
	for i := range f.specs {
		if f.specs[i].id == id {
			return true
		}
	}
	return false
}

// setJSON puts a JSON text at a pointer; an empty text takes the value away.
// A JSONata expression may be written as it is, without the quotes and escapes
// of JSON.
func (f *form) setJSON(pointer, json string) error {
	if expression(strings.TrimSpace(json)) {
		json = value.Quote(strings.TrimSpace(json))
	}
	if strings.TrimSpace(json) == "" {
		return f.change(rewrite.Unset(f.doc(), pointer))
	}
	return f.change(rewrite.Set(f.doc(), pointer, json))
}

// setText puts a string at a pointer; an empty one takes the value away.
func (f *form) setText(pointer, s string) error {
	if strings.TrimSpace(s) == "" {
		return f.change(rewrite.Unset(f.doc(), pointer))
	}
	return f.change(rewrite.Set(f.doc(), pointer, value.Quote(s)))
}

// wrong is the first finding about the value at a pointer, or inside it.
func (f *form) wrong(pointer string) string {
	for i := range f.snap.Diagnostics {
		d := &f.snap.Diagnostics[i]
		if d.Severity != diag.Hint && (d.Pointer == pointer || strings.HasPrefix(d.Pointer, pointer+"/")) {
			return d.Message
		}
	}
	return ""
}

func (f *stateForm) pointer(field string) string { return f.at + "/" + field }

func (f *stateForm) path() string { return f.b.Path }

// text is a field that holds a string.
func (f *stateForm) text(field, label, hint string) spec {
	s := f.textAt(f.b.Node, f.at, field, label, hint)
	s.tip = f.help(field)
	return s
}

// help is what the catalog says about a field of the state.
func (f *stateForm) help(field string) string {
	if kind := catalog.StateKindOf(f.b.Type); kind != nil {
		if d := kind.Shape.Field(field); d != nil {
			return d.Help
		}
	}
	return ""
}

// textAt is a field of any object in the state.
func (f *form) textAt(of *syntax.Node, at, field, label, hint string) spec {
	pointer := at + "/" + field
	return spec{
		id: field, label: label, hint: hint, value: written(of.Get(field)), wrong: f.wrong(pointer),
		commit: func(s string) error { return f.setText(pointer, s) },
	}
}

// json is a field that holds any JSON.
func (f *stateForm) json(field, label, hint string) spec {
	s := f.jsonAt(f.b.Node, f.at, field, label, hint)
	s.tip = f.help(field)
	return s
}

func (f *form) jsonAt(of *syntax.Node, at, field, label, hint string) spec {
	pointer := at + "/" + field
	n := of.Get(field)
	s := spec{
		id: field, kind: block, mono: true, label: label, hint: hint, value: f.source(n), wrong: f.wrong(pointer),
		commit: func(s string) error { return f.setJSON(pointer, s) },
	}
	s.rows = max(2, min(8, strings.Count(s.value, "\n")+1))
	return s
}

// number is a field that holds a number, or a path or expression as text.
func (f *form) numberAt(of *syntax.Node, at, field, label, hint string) spec {
	pointer := at + "/" + field
	return spec{
		id: field, label: label, hint: hint, value: written(of.Get(field)), wrong: f.wrong(pointer),
		commit: func(s string) error { return f.setJSON(pointer, numberText(s)) },
	}
}

// numberText leaves numbers as they are and quotes the rest: an expression,
// or a mistake that the check will name.
func numberText(s string) string {
	s = strings.TrimSpace(s)
	if _, err := value.Parse(s); err == nil || s == "" {
		return s
	}
	return value.Quote(s)
}

// expression tells whether a text is a JSONata expression in its marks.
func expression(s string) bool {
	return len(s) >= 4 && strings.HasPrefix(s, "{%") && strings.HasSuffix(s, "%}")
}

// written is a scalar as people type it: strings without quotes.
func written(n *syntax.Node) string {
	switch {
	case n == nil:
		return ""
	case n.Is(syntax.String):
		return n.Text
	}
	return n.Text
}

// source is a value as it stands in the text, with the indentation of its
// place taken off; a JSONata expression is shown without quotes.
func (f *form) source(n *syntax.Node) string {
	switch {
	case n == nil:
		return ""
	case n.Is(syntax.String) && expression(n.Text):
		return n.Text
	case f.snap.Doc.YAML:
		return n.Value().Indent("  ")
	}
	text := f.snap.Doc.Text.String()
	if f.snap.Greyed {
		text = f.snap.Shown.Text.String()
	}
	if n.Span.End > len(text) {
		return ""
	}
	lines := strings.Split(text[n.Span.Start:n.Span.End], "\n")
	depth := -1
	for _, l := range lines[1:] {
		if trimmed := strings.TrimLeft(l, " \t"); trimmed != "" && (depth < 0 || len(l)-len(trimmed) < depth) {
			depth = len(l) - len(trimmed)
		}
	}
	for i, l := range lines {
		l = strings.TrimRight(l, "\r")
		if i > 0 && len(l) >= depth {
			l = l[depth:]
		}
		lines[i] = l
	}
	return strings.Join(lines, "\n")
}
