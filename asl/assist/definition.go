package assist

import (
	"sort"
	"strings"

	"github.com/stateboard/stateboard/asl"
	"github.com/stateboard/stateboard/asl/catalog"
	"github.com/stateboard/stateboard/asl/syntax"
	"github.com/stateboard/stateboard/asl/text"
)

// Definition is where the state or variable at the offset is named first: the
// state's key, or the first Assign that sets the variable. Spans are without
// quotes.
func Definition(doc *asl.Document, offset int) (text.Span, bool) {
	s, ok := spotAt(doc, offset)
	if !ok {
		return text.Span{}, false
	}
	if machine, name, ok := s.stateHere(); ok {
		if m := machine.Get("States").Member(name); m != nil {
			return inner(s.src, m.Key), true
		}
		return text.Span{}, false
	}
	name, ok := s.variableHere()
	if !ok {
		return text.Span{}, false
	}
	var found text.Span
	ok = false
	if machine := resolve(s.frames, name); machine != nil {
		eachAssigned(machine, func(v variable) bool {
			if ok = v.name == name; ok {
				found = nameSpan(s.src, v.key)
			}
			return !ok
		})
	}
	return found, ok
}

// References are all places that name the state or variable at the offset, in
// the text's order, where it is defined included; none when no state or
// variable stands there. Spans are without quotes, dollar signs and .$ endings.
func References(doc *asl.Document, offset int) []text.Span {
	s, ok := spotAt(doc, offset)
	if !ok {
		return nil
	}
	var spans []text.Span
	if machine, name, ok := s.stateHere(); ok {
		if m := machine.Get("States").Member(name); m != nil {
			spans = append(spans, inner(s.src, m.Key))
		}
		eachTarget(machine, func(n *syntax.Node) {
			if n.Text == name && n.Span.End <= len(s.src) {
				spans = append(spans, inner(s.src, n))
			}
		})
	} else if name, ok := s.variableHere(); ok {
		spans = s.variableSpans(name)
	}
	sort.Slice(spans, func(i, j int) bool { return spans[i].Start < spans[j].Start })
	return spans
}

// stateHere is the state that the spot names, by the machine it is in.
func (s *spot) stateHere() (machine *syntax.Node, name string, ok bool) {
	f := s.frames.inner()
	switch {
	case s.isKey && f.role == statesRole:
		return s.frames[len(s.frames)-2].node, s.key, true
	case !s.isKey && s.field != nil && s.field.Form == catalog.FormStateName && s.node.Kind == syntax.String:
		if m := s.frames.machine(); m != nil {
			return m.node, s.node.Text, true
		}
	}
	return nil, "", false
}

// variableHere is the variable that the spot sets or reads.
func (s *spot) variableHere() (string, bool) {
	f := s.frames.inner()
	if s.isKey {
		if f.field != nil && f.field.Form == catalog.FormVariables && f.depth == 0 {
			return strings.TrimSuffix(s.key, computed), true
		}
		return "", false
	}
	d := nodeDialect(f, s.key, s.node)
	if d == noDialect || s.node.Kind != syntax.String {
		return "", false
	}
	t, words := s.tokenOf(d)
	if t.kind != pathToken || words == "" || s.offset > t.root {
		return "", false
	}
	in := inner(s.src, s.node)
	name, is := readName(d, s.src[in.Start:in.End], token{t.kind, t.start - in.Start, t.end - in.Start, t.root - in.Start}, localNames(d, s.src[in.Start:in.End]))
	return name, is
}

// readName is the variable that a path begins with; false when it begins with
// something else.
func readName(d dialect, s string, t token, local map[string]bool) (string, bool) {
	root := s[t.start:t.root]
	if len(root) < 2 || root == "$$" {
		return "", false
	}
	name := root[1:]
	if d != jsonataDialect {
		return name, true
	}
	called := strings.HasPrefix(strings.TrimLeft(s[t.root:], " \t"), "(")
	if name == "states" || local[name] || functionOf(name) != nil && (called || t.root == t.end) {
		return "", false
	}
	return name, true
}

// localNames are the names that a JSONata expression binds itself: with :=,
// and as parameters of functions.
func localNames(d dialect, s string) map[string]bool {
	if d != jsonataDialect || !strings.Contains(s, ":=") && !strings.Contains(s, "function") && !strings.Contains(s, "λ") {
		return nil
	}
	names := map[string]bool{}
	parameters := -1 // until where the parameters of a function go
	scan(d, s, '"', func(t token) bool {
		switch {
		case t.kind == nameToken && (t.text(s) == "function" || t.text(s) == "λ"):
			if n := strings.IndexByte(s[t.end:], ')'); n >= 0 {
				parameters = t.end + n
			}
		case t.kind == pathToken && t.root == t.end && (t.end <= parameters || strings.HasPrefix(strings.TrimLeft(s[t.end:], " \t\r\n"), ":=")):
			names[strings.TrimPrefix(t.text(s), "$")] = true
		}
		return true
	})
	return names
}

// resolve is the machine whose states set the variable that a name means where
// the frames lead; nil for none.
func resolve(fs frames, name string) *syntax.Node {
	for i := len(fs) - 1; i >= 0; i-- {
		if fs[i].role != machineRole {
			continue
		}
		if assigns(fs[i].node, name) {
			return fs[i].node
		}
		if distributed(fs[i].node) {
			return nil
		}
	}
	return nil
}

func assigns(machine *syntax.Node, name string) bool {
	found := false
	eachAssigned(machine, func(v variable) bool {
		found = v.name == name
		return !found
	})
	return found
}

// nameSpan is where a variable's name stands in a key of an Assign.
func nameSpan(src string, key *syntax.Node) text.Span {
	s := inner(src, key)
	if strings.HasSuffix(src[s.Start:s.End], computed) {
		s.End -= len(computed)
	}
	return s
}

// variableSpans are all places that set or read the variable that a name means
// at the spot.
func (s *spot) variableSpans(name string) []text.Span {
	target := resolve(s.frames, name)
	if target == nil {
		return nil
	}
	u := &uses{src: s.src, name: name}
	eachAssigned(target, func(v variable) bool {
		if v.name == name {
			u.spans = append(u.spans, nameSpan(s.src, v.key))
		}
		return true
	})
	for i := range s.frames {
		if s.frames[i].node == target {
			u.in(&s.frames[i])
			break
		}
	}
	return u.spans
}

// uses collects where a variable is read.
type uses struct {
	src   string
	name  string
	spans []text.Span
}

func (u *uses) in(f *frame) {
	for i := range f.node.Members() {
		m := &f.node.Members()[i]
		switch m.Value.Kind {
		case syntax.String:
			u.text(f, m.Key.Text, m.Value)
		case syntax.Object, syntax.Array:
			in := f.member(m.Key.Text, m.Value)
			u.enter(&in)
		}
	}
	for i, item := range f.node.Items() {
		switch item.Kind {
		case syntax.String:
			u.text(f, "", item)
		case syntax.Object, syntax.Array:
			in := f.item(i, item)
			u.enter(&in)
		}
	}
}

// enter goes into a container, unless the name means another variable there.
func (u *uses) enter(f *frame) {
	if f.role == machineRole && (distributed(f.node) || assigns(f.node, u.name)) {
		return
	}
	u.in(f)
}

func (u *uses) text(f *frame, key string, n *syntax.Node) {
	if !strings.Contains(n.Text, "$"+u.name) || n.Span.End > len(u.src) {
		return
	}
	d := nodeDialect(f, key, n)
	if d == noDialect {
		return
	}
	in := inner(u.src, n)
	content := u.src[in.Start:in.End]
	local := localNames(d, content)
	var quote byte
	if quotedAt(u.src, n.Span.Start) {
		quote = u.src[n.Span.Start]
	}
	scan(d, content, quote, func(t token) bool {
		if t.kind == pathToken {
			if name, is := readName(d, content, t, local); is && name == u.name {
				u.spans = append(u.spans, text.Span{Start: in.Start + t.start + 1, End: in.Start + t.root})
			}
		}
		return true
	})
}
