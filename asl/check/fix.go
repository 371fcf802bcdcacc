package check

import (
	"regexp"
	"slices"
	"strings"

	"github.com/stateboard/stateboard/asl/diag"
	"github.com/stateboard/stateboard/asl/syntax"
	"github.com/stateboard/stateboard/asl/text"
	"github.com/stateboard/stateboard/asl/value"
)

// remove is the fix that takes a member out of its object: in brackets with
// the comma that then is too many, in YAML's block style with its lines. There
// is none where the text of the object cannot be trusted, and none where more
// than the member would go.
func (c *checker) remove(m *syntax.Member) []diag.Fix {
	object := m.Key.Parent
	if !c.sound(object) || borrowed(m) {
		return nil
	}
	own := ownMembers(object)
	i := memberIndex(own, m)
	if i < 0 {
		return nil
	}
	var span text.Span
	if c.braced(object) {
		span = text.Span{Start: m.Key.Span.Start, End: m.Value.Span.End}
		switch {
		case i > 0:
			span.Start = own[i-1].Value.Span.End
		case len(own) > 1:
			span.End = own[1].Key.Span.Start
		}
	} else if span = c.lines(own, i); span.Empty() {
		return nil
	}
	if c.doc.YAML && strings.ContainsAny(c.source[span.Start:span.End], "&#") && !c.onlyTrailing(m, span) {
		return nil // a comment about something else, or what an alias may stand for
	}
	return []diag.Fix{{Title: "Remove " + quoted(m.Key.Text), Edits: []text.Edit{text.Delete(span)}}}
}

// onlyTrailing tells whether what is to be removed holds no anchor, and no
// comment but one at the end of the member's last line.
func (c *checker) onlyTrailing(m *syntax.Member, span text.Span) bool {
	if c.braced(m.Key.Parent) || strings.Contains(c.source[span.Start:span.End], "&") {
		return false
	}
	end := m.Value.Span.End
	return !strings.Contains(c.source[span.Start:end], "#") && strings.Count(strings.TrimSpace(c.source[end:span.End]), "\n") == 0
}

// lines are the lines of a member in block style, or an empty span where it
// has none of its own, or is the only member.
func (c *checker) lines(own []syntax.Member, i int) (span text.Span) {
	m := own[i]
	last, alone := c.lastLine(&m)
	start, end := c.lineStart(m.Key.Span.Start), c.lineEnd(last)
	before := c.source[start:m.Key.Span.Start]
	switch {
	case i > 0 && c.bareAnchor(start):
		return span // an anchor of nothing needs something after it
	case len(own) < 2 || !alone || !c.keyed(m):
		return span
	case strings.Trim(before, " ") == "":
		return text.Span{Start: start, End: end}
	case i == 0 && strings.Trim(before, " -") == "" && strings.Trim(c.source[c.lineStart(own[1].Key.Span.Start):own[1].Key.Span.Start], " ") == "":
		return text.Span{Start: m.Key.Span.Start, End: own[1].Key.Span.Start} // behind a dash
	}
	return span
}

// bareAnchor tells whether the word before an offset is an anchor.
func (c *checker) bareAnchor(offset int) bool {
	before := strings.TrimRight(c.source[:offset], " \t\r\n")
	i := strings.LastIndexAny(before, " \t\r\n")
	return strings.HasPrefix(before[i+1:], "&")
}

// keyed tells whether a key is a plain or quoted scalar with its colon on the
// same line.
func (c *checker) keyed(m syntax.Member) bool {
	return !m.Key.Span.Empty() && strings.IndexByte("*&!?", c.source[m.Key.Span.Start]) < 0 && strings.HasPrefix(strings.TrimLeft(c.source[m.Key.Span.End:], " "), ":")
}

func (c *checker) lineStart(offset int) int {
	return strings.LastIndexByte(c.source[:offset], '\n') + 1
}

// lineEnd is the end of the line that holds an offset, line end included.
func (c *checker) lineEnd(offset int) int {
	if i := strings.IndexByte(c.source[offset:], '\n'); i >= 0 {
		return offset + i + 1
	}
	return len(c.source)
}

// braced tells whether an object stands in braces.
func (c *checker) braced(object *syntax.Node) bool {
	return object.Span.Len() > 1 && c.source[object.Span.Start] == '{' && c.source[object.Span.End-1] == '}'
}

// sound tells whether the text of an object says what its tree does: it is
// closed, it is no alias, and no syntax error lies in it.
func (c *checker) sound(object *syntax.Node) bool {
	if !object.Is(syntax.Object) || object.Span.Empty() || !c.doc.YAML && !c.braced(object) || c.source[object.Span.Start] == '*' {
		return false
	}
	errs := c.doc.Tree.Errors
	if len(errs) >= manyErrors {
		return false // there may be more than are told of
	}
	for _, m := range object.Members() {
		if c.braced(object) && m.Value.Span.Empty() {
			return false // where the colon is that belongs to it is not known
		}
	}
	for i := range errs {
		if errs[i].Span.Start <= object.Span.End && errs[i].Span.End >= object.Span.Start {
			return false
		}
	}
	return true
}

// manyErrors is how many syntax errors leave no text to rely on.
const manyErrors = 20

// borrowed tells whether a member stands elsewhere in the text: YAML's aliases
// and merge keys bring in what has the alias for its span.
func borrowed(m *syntax.Member) bool { return m.Key.Span == m.Value.Span }

// ownMembers are those that an object does not borrow.
func ownMembers(object *syntax.Node) []syntax.Member {
	members := object.Members()
	for i := range members {
		if borrowed(&members[i]) {
			return members[:i] // merged ones come last
		}
	}
	return members
}

func memberIndex(members []syntax.Member, m *syntax.Member) int {
	for i := range members {
		if members[i].Key == m.Key {
			return i
		}
	}
	return -1
}

// add is the fix that puts a member at the end of an object, on a line of its
// own where the object's members have theirs.
func (c *checker) add(object *syntax.Node, key, raw string) []diag.Fix {
	if !c.sound(object) {
		return nil
	}
	own := ownMembers(object)
	var edit text.Edit
	switch n := len(own); {
	case c.braced(object) && n == 0:
		edit = text.Insert(object.Span.Start+1, value.Quote(key)+": "+raw)
	case c.braced(object):
		edit = c.addBehind(object, own, value.Quote(key)+": "+raw)
	case n == 0 || slices.ContainsFunc(own, func(m syntax.Member) bool { return !c.keyed(m) }):
		return nil
	default:
		at, line := c.lastLine(&own[n-1])
		if !line {
			return nil
		}
		start := own[0].Key.Span.Start
		indent := strings.Repeat(" ", start-c.lineStart(start))
		edit = text.Insert(at, c.doc.Text.EOL()+indent+plainly(key, true)+": "+plainly(raw, false))
	}
	return []diag.Fix{{Title: "Add " + quoted(key) + ": " + raw, Edits: []text.Edit{edit}}}
}

// addBehind puts a member behind the last one in braces.
func (c *checker) addBehind(object *syntax.Node, own []syntax.Member, member string) text.Edit {
	between := ", "
	n := len(own)
	last := &own[n-1]
	lead := c.source[object.Span.Start+1 : last.Key.Span.Start]
	if n > 1 {
		lead = c.source[own[n-2].Value.Span.End:last.Key.Span.Start]
	}
	if i := strings.LastIndexByte(lead, '\n'); i >= 0 && !strings.Contains(lead, "#") {
		between = "," + c.doc.Text.EOL() + lead[i+1:]
	}
	return text.Insert(last.Value.Span.End, between+member)
}

// lastLine is where the line ends that a member in block style ends on, and
// whether nothing but a comment stands behind the member.
func (c *checker) lastLine(m *syntax.Member) (at int, alone bool) {
	end := m.Value.Span.End
	at = c.lineEnd(end)
	at -= len(c.source[end:at]) - len(strings.TrimRight(c.source[end:at], "\r\n"))
	rest := strings.TrimSpace(c.source[end:at])
	if inner := innermost(m); inner.Value.Span.Empty() {
		colon := false // behind the key of a value that is left out
		if rest, colon = strings.CutPrefix(rest, ":"); !colon {
			return at, false
		}
		rest = strings.TrimSpace(rest)
		next := strings.TrimLeft(c.source[at:], " \t\r\n")
		if start := len(c.source) - len(next); next != "" && start-c.lineStart(start) > inner.Key.Span.Start-c.lineStart(inner.Key.Span.Start) {
			return at, false // what stands further in is of it, a tag or an anchor
		}
	}
	return at, (rest == "" || rest[0] == '#') && !emptyBlock.MatchString(c.source[c.lineStart(end):at])
}

// innermost is the last member in a member, in block style the one whose value
// ends where the member does.
func innermost(m *syntax.Member) *syntax.Member {
	for v := m.Value; ; {
		if own := ownMembers(v); v.Kind == syntax.Object && len(own) > 0 {
			m = &own[len(own)-1]
			v = m.Value
			continue
		}
		items := v.Items()
		if len(items) == 0 {
			return m
		}
		v = items[len(items)-1]
	}
}

// emptyBlock is a line that a block scalar begins on; one that ends there has
// no content, which the YAML library does not take for one.
var emptyBlock = regexp.MustCompile(`[|>][-+0-9]*[ \t]*(?:#.*)?$`)

// plainYAML are texts that YAML needs no quotes for.
var (
	plainYAML = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9_]*(?:\.\$)?$`)
	wordsYAML = regexp.MustCompile(`^(?i:true|false|null|yes|no|on|off|y|n)$`)
)

// plainly is a key, or a scalar as JSON writes it, without quotes where YAML
// needs none.
func plainly(s string, key bool) string {
	t := s
	if !key && len(s) > 1 && s[0] == '"' {
		t = s[1 : len(s)-1]
	}
	switch {
	case plainYAML.MatchString(t) && (!wordsYAML.MatchString(t) || !key && s == t):
		return t
	case key:
		return value.Quote(s)
	}
	return s
}

// rename is the fix that gives a member another key; there is none where the
// object has that key.
func rename(m *syntax.Member, key, title string) []diag.Fix {
	if m.Key.Parent.Get(key) != nil || borrowed(m) {
		return nil
	}
	spelled := value.Quote(key)
	if m.Key.Span.Len() == len(m.Key.Text) {
		spelled = plainly(key, true) // as the key is that was there
	}
	return []diag.Fix{{Title: title, Edits: []text.Edit{text.Replace(m.Key.Span, spelled)}}}
}

// rewrite is the fix that puts other text in place of a node.
func rewrite(n *syntax.Node, raw string) []diag.Fix {
	if p := n.Parent; p.Is(syntax.Array) && p.Span == n.Span || p.Is(syntax.Object) && borrowedValue(p, n) {
		return nil // it stands elsewhere
	}
	spelled := raw
	if n.Kind == syntax.String && n.Span.Len() == len(n.Text) {
		spelled = plainly(raw, false)
	}
	return []diag.Fix{{Title: "Write " + raw, Edits: []text.Edit{text.Replace(n.Span, spelled)}}}
}

func borrowedValue(object, n *syntax.Node) bool {
	for _, m := range object.Members() {
		if m.Value == n {
			return borrowed(&m)
		}
	}
	return false
}
