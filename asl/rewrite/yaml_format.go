package rewrite

import (
	"fmt"
	"slices"
	"strings"

	"github.com/stateboard/stateboard/asl"
	"github.com/stateboard/stateboard/asl/syntax"
	"github.com/stateboard/stateboard/asl/text"
)

// formatTries bounds how often a document is laid out in the search for the
// members that cannot be.
const formatTries = 40

// formatYAML lays a YAML document out afresh: two blanks a level, lists two
// further in than their key, a member or item a line; lists of scalars that
// stood on one line still so; no quotes that are not needed; texts that go
// over several lines folded. Comments, anchors, aliases, merge keys, tags and
// the lines of block scalars stay, as does one of the blank lines between.
//
// What comes out is read and held against what went in. A member or state
// that would not be the same stays as it is, with a note.
func formatYAML(doc *asl.Document) (*Change, error) {
	src := doc.Text.String()[leading(doc.Text.String()):]
	plain := strings.ReplaceAll(src, "\r\n", "\n")
	change := &Change{Label: "Format"}
	f := formatter{src: plain, form: syntax.FormOf(plain), before: doc.Tree, tries: formatTries}
	if f.form == nil || f.form.Root.Odd || strings.Contains(plain, "\r") {
		change.Notes = []string{"The document is written in a way that cannot be laid out afresh; it stays as it is."}
		return change, nil
	}
	out, kept, done := f.format()
	switch {
	case !done:
		out = plain
		change.Notes = []string{"The document is written in a way that cannot be laid out afresh; it stays as it is."}
	case len(kept) > 0:
		change.Notes = []string{counted(kept) + " as written: what is there cannot be laid out afresh."}
	}
	if strings.Contains(src, "\r\n") {
		out = strings.ReplaceAll(out, "\n", "\r\n")
	}
	if out != src {
		start := leading(doc.Text.String())
		change.Edits = []text.Edit{text.Replace(text.Span{Start: start, End: start + len(src)}, out)}
	}
	return change, nil
}

func counted(kept []string) string {
	verb := " stay"
	if len(kept) == 1 {
		verb += "s"
	}
	return listed(kept) + verb
}

// formatter lays one document out.
type formatter struct {
	src    string // with LF alone
	form   *syntax.YAMLForm
	before *syntax.Tree // of the document
	tries  int
}

// format is the document laid out, and the names of the parts that stay as
// they are.
func (f *formatter) format() (out string, kept []string, done bool) {
	for _, careful := range [...]bool{false, true} {
		if out, ok := f.try(careful, nil); ok {
			return out, odd(f.form.Root, nil), true
		}
	}
	parts := f.parts()
	asIs := map[*syntax.Form]bool{}
	for _, p := range parts {
		asIs[p.Value] = true
	}
	if out, done = f.try(true, asIs); !done {
		return "", nil, false
	}
	f.narrow(parts, asIs, &out)
	for _, p := range parts {
		switch {
		case asIs[p.Value] || p.Value.Odd:
			kept = append(kept, named(p.Key.Text))
		default:
			kept = odd(p.Value, kept)
		}
	}
	return out, kept, true
}

// odd adds the names of members whose value has keys that are no plain ones.
func odd(f *syntax.Form, names []string) []string {
	for i, e := range f.Entries {
		switch {
		case !e.Value.Odd:
			names = odd(e.Value, names)
		case e.Key != nil:
			names = append(names, named(e.Key.Text))
		default:
			names = append(names, fmt.Sprintf("item %d", i))
		}
	}
	return names
}

// parts are the members of the machine and its states.
func (f *formatter) parts() (list []syntax.FormEntry) {
	for _, e := range f.form.Root.Entries {
		switch {
		case e.Key == nil:
		case e.Key.Text == "States" && e.Value.Kind == syntax.Object && len(e.Value.Entries) > 0 && !e.Value.Odd:
			list = append(list, e.Value.Entries...)
		default:
			list = append(list, e)
		}
	}
	return list
}

// narrow finds which parts have to stay, by halves.
func (f *formatter) narrow(parts []syntax.FormEntry, asIs map[*syntax.Form]bool, out *string) {
	if len(parts) == 0 || f.tries <= 0 {
		return
	}
	for _, p := range parts {
		delete(asIs, p.Value)
	}
	if s, ok := f.try(true, asIs); ok {
		*out = s
		return
	}
	for _, p := range parts {
		asIs[p.Value] = true
	}
	if len(parts) > 1 {
		f.narrow(parts[:len(parts)/2], asIs, out)
		f.narrow(parts[len(parts)/2:], asIs, out)
	}
}

// try lays the document out and tells whether it says the same, and, where
// all of it is laid out, whether it stays so.
func (f *formatter) try(careful bool, asIs map[*syntax.Form]bool) (string, bool) {
	f.tries--
	out := (&layout{src: f.src, careful: careful, asIs: asIs}).all(f.form)
	after := syntax.ParseYAML(out)
	if len(f.before.Errors) != len(after.Errors) || !sameNodes(f.before.Root, after.Root) {
		return "", false
	}
	again := syntax.FormOf(out)
	if again == nil || !slices.Equal(marks(f.src, f.form), marks(out, again)) {
		return "", false
	}
	if len(asIs) > 0 {
		return out, true
	}
	return out, (&layout{src: out, careful: careful}).all(again) == out
}

// marks are the comments of a text, then its anchors, tags, aliases and merge
// keys in their order: what the tree does not tell.
func marks(src string, form *syntax.YAMLForm) []string {
	var list []string
	for _, c := range form.Comments {
		list = append(list, strings.TrimRight(src[c.Span.Start:c.Span.End], " \t"))
	}
	slices.Sort(list)
	var look func(f *syntax.Form)
	look = func(f *syntax.Form) {
		if f.Props != "" {
			list = append(list, f.Props)
		}
		if f.Style == syntax.Alias {
			list = append(list, src[f.Span.Start:f.Span.End])
		}
		for _, e := range f.Entries {
			if e.Key != nil && e.Key.Style == syntax.Plain && e.Key.Text == "<<" {
				list = append(list, "<<")
			}
			look(e.Value)
		}
	}
	look(form.Root)
	return list
}
