package assist

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/stateboard/stateboard/asl"
	"github.com/stateboard/stateboard/asl/catalog"
	"github.com/stateboard/stateboard/asl/syntax"
	"github.com/stateboard/stateboard/asl/text"
)

// Info is what there is to say about a part of the text.
type Info struct {
	Span      text.Span // what it is about
	Title     string    // its name and what it is
	Signature string    // of a function, how it is called; of a path, its value; "" for others
	Text      string    // plain sentences
}

// spot is a key or a scalar of a document and where it stands.
type spot struct {
	doc    *asl.Document
	src    string
	offset int
	node   *syntax.Node
	isKey  bool
	key    string         // of a value in an object, or the key itself
	frames frames         // the innermost holds the node
	field  *catalog.Field // the field that the node is the value or the key of; nil for none
}

// spotAt finds the key or scalar at an offset.
func spotAt(doc *asl.Document, offset int) (*spot, bool) {
	n := doc.Tree.At(offset)
	if n == nil || n.Kind == syntax.Object || n.Kind == syntax.Array || n.Span.Empty() || n.Parent == nil {
		return nil, false
	}
	fs := down(doc.Tree.Root, n.Parent)
	if fs == nil {
		return nil, false
	}
	s := &spot{doc: doc, src: doc.Text.String(), offset: offset, node: n, frames: fs}
	f := fs.inner()
	for i := range f.node.Members() {
		m := &f.node.Members()[i]
		if m.Key == n || m.Value == n {
			s.isKey, s.key = m.Key == n, m.Key.Text
			s.field = f.shape.Field(s.key)
			return s, n.Span.End <= len(s.src)
		}
	}
	if f.depth == 0 && f.items == nil {
		s.field = f.field
	}
	return s, n.Span.End <= len(s.src)
}

// inner is a string's span without its quotes.
func inner(src string, n *syntax.Node) text.Span {
	s := n.Span
	if quotedAt(src, s.Start) && n.Kind == syntax.String {
		s.Start++
		if closedString(src, n.Span) {
			s.End--
		}
	}
	return s
}

// Hover says what stands at the offset; false when there is nothing to say.
// Samples may be nil.
func Hover(doc *asl.Document, offset int, samples Samples) (Info, bool) {
	s, ok := spotAt(doc, offset)
	if !ok {
		return Info{}, false
	}
	info, ok := s.describe(samples)
	if info.Span == (text.Span{}) {
		info.Span = s.node.Span
	}
	return info, ok
}

func (s *spot) describe(samples Samples) (Info, bool) {
	f := s.frames.inner()
	if s.isKey {
		return s.describeKey(f, samples)
	}
	if s.node.Kind == syntax.String {
		if d := nodeDialect(f, s.key, s.node); d != noDialect {
			return s.describeToken(d, samples)
		}
	}
	if s.field == nil {
		return Info{}, false
	}
	switch s.field.Form {
	case catalog.FormStateName:
		return s.describeTarget()
	case catalog.FormErrors:
		return describeError(s.node.StringText())
	case catalog.FormResource:
		title, help := resourceWords(s.node.StringText())
		return Info{Title: title, Text: help}, title != ""
	}
	if s.field.Name == "Type" {
		if k := catalog.StateKindOf(s.node.StringText()); k != nil {
			return Info{Title: k.Name + " state: " + k.Does, Text: k.Help}, true
		}
	}
	return describeField(f, s.field), true
}

func (s *spot) describeKey(f *frame, samples Samples) (Info, bool) {
	switch {
	case f.role == statesRole:
		return s.describeState(s.frames[len(s.frames)-2].node, f.node.Member(s.key)), true
	case s.field != nil:
		return describeField(f, s.field), true
	case f.field != nil && f.field.Form == catalog.FormVariables && f.depth == 0:
		return s.describeVariable(strings.TrimSuffix(s.key, computed), samples), true
	case f.field != nil && f.field.Form == catalog.FormTemplate && f.query == asl.JSONPath && strings.HasSuffix(s.key, computed):
		return Info{Title: strings.TrimSuffix(s.key, computed), Text: "The name ends in .$, so the value is computed: a path, or a call of an intrinsic function."}, true
	}
	return Info{}, false
}

// describeField says what a field of an object is for.
func describeField(f *frame, field *catalog.Field) Info {
	title := field.Name
	if f.shape != nil && f.shape.Name != "" {
		title += ", " + article(f.shape.Name)
	}
	if f.role == stateRole && f.shape == untyped && f.node.Get("Type").StringText() != "Pass" {
		title = field.Name
	}
	help := fieldHelp(field)
	if field.Language != "" {
		help += " Only with " + field.Language + "."
	}
	return Info{Title: title, Text: help}
}

func article(name string) string {
	if strings.IndexByte("aeiouAEIOU", name[0]) >= 0 {
		return "of an " + name
	}
	return "of a " + name
}

// fieldHelp is a field's help and what is known of its value.
func fieldHelp(field *catalog.Field) string {
	var b strings.Builder
	b.WriteString(field.Help)
	say := func(format string, args ...any) { fmt.Fprintf(&b, " "+format, args...) }
	if field.Required {
		say("It must be there.")
	}
	if len(field.Values) > 1 && field.Name != "Type" {
		say("One of %s.", strings.Join(field.Values, ", "))
	}
	if r := field.Range; r != nil && field.Types&(catalog.Number|catalog.Integer) != 0 {
		most := strconv.FormatFloat(r.Max, 'f', -1, 64)
		if most == "99999999" {
			say("At least %v.", r.Min)
		} else {
			say("From %v to %s.", r.Min, most)
		}
	}
	if field.Expression && field.Form != catalog.FormCondition {
		say("With JSONata, an expression can give it.")
	}
	if field.Instead != "" {
		say("Use %s instead.", field.Instead)
	}
	return b.String()
}

func describeError(name string) (Info, bool) {
	if e := catalog.ErrorOf(name); e != nil {
		return Info{Title: name, Text: e.Help}, true
	}
	switch {
	case strings.HasPrefix(name, "States.Http.StatusCode."):
		return Info{Title: name, Text: "An HTTP call was answered with the status " + strings.TrimPrefix(name, "States.Http.StatusCode.") + "."}, true
	case strings.HasPrefix(name, catalog.ReservedErrors):
		return Info{Title: name, Text: "No error of the language has this name."}, true
	case name == "" || strings.HasPrefix(name, "${"):
		return Info{}, false
	}
	return Info{Title: name, Text: "An error of a service, of a function, or of a Fail state."}, true
}

// describeTarget says what the state is that a name leads to.
func (s *spot) describeTarget() (Info, bool) {
	machine := s.frames.machine()
	name := s.node.StringText()
	if machine == nil || name == "" {
		return Info{}, false
	}
	member := machine.node.Get("States").Member(name)
	if member == nil {
		return Info{Title: name, Text: "There is no state of this name here."}, true
	}
	return s.describeState(machine.node, member), true
}

// describeState says what a state is, where it goes and from where one comes
// to it.
func (s *spot) describeState(machine *syntax.Node, member *syntax.Member) Info {
	name, state := member.Key.Text, member.Value
	kind := state.Get("Type").StringText()
	info := Info{Title: name}
	var words []string
	if k := catalog.StateKindOf(kind); k != nil {
		info.Title = name + ", " + article(kind)[3:] + " state: " + k.Does
	}
	if c := state.Get("Comment").StringText(); c != "" {
		words = append(words, c)
	}
	if title, _ := resourceWords(state.Get("Resource").StringText()); title != "" {
		words = append(words, title+".")
	}
	if to := targetsOf(state); len(to) > 0 {
		words = append(words, "Goes to "+listed(to)+".")
	} else if state.Get("End").True() || kind == "Succeed" || kind == "Fail" {
		words = append(words, "Ends here.")
	}
	from := sourcesOf(machine, name)
	switch {
	case machine.Get("StartAt").StringText() == name && len(from) == 0:
		words = append(words, "Comes first.")
	case machine.Get("StartAt").StringText() == name:
		words = append(words, "Comes first, and after "+listed(from)+".")
	case len(from) > 0:
		words = append(words, "Comes after "+listed(from)+".")
	default:
		words = append(words, "Nothing leads here.")
	}
	info.Text = strings.Join(words, "\n")
	return info
}

// targetsOf are the names that a state's transitions lead to, each once.
func targetsOf(state *syntax.Node) []string {
	var names []string
	seen := map[string]bool{}
	eachTargetOf(state, func(n *syntax.Node) {
		if name := n.Text; name != "" && !seen[name] {
			seen[name] = true
			names = append(names, name)
		}
	})
	return names
}

// sourcesOf are the names of the states that lead to a state.
func sourcesOf(machine *syntax.Node, name string) []string {
	var names []string
	states := machine.Get("States")
	if states == nil {
		return nil
	}
	for i := range states.Members() {
		m := &states.Members()[i]
		leads := false
		eachTargetOf(m.Value, func(n *syntax.Node) { leads = leads || n.Text == name })
		if leads {
			names = append(names, m.Key.Text)
		}
	}
	return names
}

// listed names things in a sentence, the first few of many.
func listed(names []string) string {
	const most = 6
	if len(names) > most {
		return strings.Join(names[:most], ", ") + " and " + strconv.Itoa(len(names)-most) + " more"
	}
	if n := len(names); n > 1 {
		return strings.Join(names[:n-1], ", ") + " and " + names[n-1]
	}
	return names[0]
}
