package graph

import (
	"strconv"
	"strings"

	"github.com/stateboard/stateboard/asl"
	"github.com/stateboard/stateboard/asl/syntax"
)

// RuleWords says a choice rule as a person would: "flagged is true", "amount
// is more than 100". A rule's own Comment is its words. A path is called by
// its last name, and by more of it where the rules of the same choice have
// other paths that end alike.
func RuleWords(r *asl.Rule) string {
	speaker := speaker{}
	if list := r.Node.Parent; list.Is(syntax.Array) {
		speaker.hear(list)
	} else {
		speaker.hear(r.Node)
	}
	return speaker.rule(r)
}

// choiceWords are the words of all rules of a choice.
func choiceWords(c *asl.Choice) []string {
	speaker := speaker{}
	speaker.hear(c.Field("Choices"))
	words := make([]string, len(c.Rules()))
	for i, r := range c.Rules() {
		words[i] = speaker.rule(r)
	}
	return words
}

// speaker puts tests into words, knowing all paths that are talked of.
type speaker struct {
	paths []path
	whole []string // what each is called in full
	known map[string]bool
}

// hear takes note of the paths in rules and tests.
func (s *speaker) hear(n *syntax.Node) {
	if n == nil {
		return
	}
	for _, item := range n.Items() {
		s.hear(item)
	}
	for _, m := range n.Members() {
		switch m.Key.Text {
		case "Variable":
			s.note(readPath(m.Value.StringText()))
		case "Condition":
			for _, p := range expressionPaths(m.Value.StringText()) {
				s.note(p)
			}
		case "And", "Or", "Not":
			s.hear(m.Value)
		}
	}
}

func (s *speaker) note(p path) {
	whole := p.spoken().String()
	if s.known[whole] {
		return
	}
	if s.known == nil {
		s.known = map[string]bool{}
	}
	s.known[whole] = true
	s.paths, s.whole = append(s.paths, p), append(s.whole, whole)
}

func (s *speaker) rule(r *asl.Rule) string {
	if c := r.Node.Get("Comment").StringText(); c != "" {
		return c
	}
	if r.Test != nil {
		if words, _ := s.test(r.Test); words != "" {
			return words
		}
	}
	return "rule without a condition"
}

// test is a test in words, and whether they are several joined by and or or.
func (s *speaker) test(t asl.Test) (words string, several bool) {
	switch t := t.(type) {
	case *asl.And:
		return s.joined(withoutGuards(t.Tests), "and")
	case *asl.Or:
		return s.joined(t.Tests, "or")
	case *asl.Not:
		return s.not(t.Test), false
	case *asl.Compare:
		return s.compare(t).String(), false
	case *asl.Expression:
		return s.expression(t.Node.StringText()), false
	}
	return "…", false
}

func (s *speaker) not(t asl.Test) string {
	switch t := t.(type) {
	case nil:
		return "not …"
	case *asl.Not:
		words, _ := s.test(t.Test)
		return words
	case *asl.Compare:
		return s.compare(t).negated().String()
	}
	words, _ := s.test(t)
	return "not (" + words + ")"
}

// joined says tests one after the other, without saying twice what they have
// in common.
func (s *speaker) joined(tests []asl.Test, by string) (string, bool) {
	clauses := make([]clause, len(tests))
	plain := true
	for i, t := range tests {
		switch t := t.(type) {
		case *asl.Compare:
			clauses[i] = s.compare(t)
		default:
			words, several := s.test(t)
			if several && len(tests) > 1 {
				words = "(" + words + ")"
			}
			clauses[i] = clause{object: words}
			plain = false
		}
	}
	return s.said(clauses, plain, by), len(clauses) > 1
}

// said joins clauses; plain ones are all simple tests.
func (s *speaker) said(clauses []clause, plain bool, by string) string {
	if plain && len(clauses) > 1 {
		if words := s.alike(clauses, by); words != "" {
			return words
		}
	}
	var b strings.Builder
	for i, c := range clauses {
		switch {
		case i == 0:
			b.WriteString(c.String())
			continue
		case len(clauses) > 2 && i < len(clauses)-1:
			b.WriteString(", ")
		default:
			b.WriteString(" " + by + " ")
		}
		b.WriteString(c.after(clauses[i-1], by))
	}
	return b.String()
}

// alike says tests that ask the same of several things: "flagged is true for
// checks 1 or 2", "paid or waived is true". It is "" where that would not be
// clear.
func (s *speaker) alike(clauses []clause, by string) string {
	paths := make([]path, len(clauses))
	names := make([]string, len(clauses))
	for i, c := range clauses {
		if c.verb != clauses[0].verb || c.object != clauses[0].object || c.subject == "" {
			return ""
		}
		paths[i], names[i] = c.path, c.subject
	}
	if of, numbers, rest := sameButNumber(paths); of != "" {
		which := of + " " + listed(numbers, by)
		if rest == "" {
			return clause{subject: which, verb: clauses[0].verb, object: clauses[0].object}.String()
		}
		return clause{subject: rest, verb: clauses[0].verb, object: clauses[0].object}.String() + " for " + which
	}
	for i := range names {
		for j := range i {
			if names[i] == names[j] {
				return ""
			}
		}
	}
	if by == "or" {
		return clause{subject: listed(names, by), verb: clauses[0].verb, object: clauses[0].object}.String()
	}
	return ""
}

// listed are words as a sentence lists them: "a, b or c".
func listed(words []string, by string) string {
	if len(words) == 1 {
		return words[0]
	}
	last := len(words) - 1
	return strings.Join(words[:last], ", ") + " " + by + " " + words[last]
}

// withoutGuards leaves out the tests that only make sure that there is what
// others then look at.
func withoutGuards(tests []asl.Test) []asl.Test {
	var kept []asl.Test
	for i, t := range tests {
		if !guards(t, tests[i+1:]) {
			kept = append(kept, t)
		}
	}
	return kept
}

func guards(t asl.Test, later []asl.Test) bool {
	c, ok := t.(*asl.Compare)
	if !ok || c.Operator != "IsPresent" || !c.Operand.True() {
		return false
	}
	guarded := c.Variable.StringText()
	for _, l := range later {
		other, ok := l.(*asl.Compare)
		if !ok || other.Operator == "IsPresent" && !other.Operand.True() {
			continue
		}
		if v := other.Variable.StringText(); v == guarded || strings.HasPrefix(v, guarded+".") || strings.HasPrefix(v, guarded+"[") {
			return true
		}
	}
	return false
}

// CatchWords names the errors a catcher catches: "any error" for States.ALL,
// the language's own errors in plain words, others by their names, and only
// the first of many. A catcher's own Comment is its words.
func CatchWords(c *asl.Catcher) string {
	if words := c.Field("Comment").StringText(); words != "" {
		return words
	}
	var names []string
	for _, n := range c.ErrorEquals {
		switch name := n.StringText(); {
		case name == "States.ALL":
			return "any error"
		case strings.HasPrefix(name, "States.Http."):
			names = append(names, strings.TrimPrefix(name, "States."))
		case strings.HasPrefix(name, "States."):
			names = append(names, spaced(strings.TrimPrefix(name, "States.")))
		default:
			names = append(names, name)
		}
	}
	switch {
	case len(names) == 0:
		return "no error named"
	case len(names) <= 2:
		return strings.Join(names, ", ")
	}
	if family := sameFamily(names); family != "" {
		return strconv.Itoa(len(names)) + " " + family + " errors"
	}
	return names[0] + " and " + strconv.Itoa(len(names)-1) + " more"
}

// sameFamily is what all names have before their dot, or "".
func sameFamily(names []string) string {
	family, _, dotted := strings.Cut(names[0], ".")
	for _, n := range names {
		if !dotted || !strings.HasPrefix(n, family+".") {
			return ""
		}
	}
	return family
}

// spaced is a name of joined words apart: "BranchFailed" is "branch failed".
func spaced(name string) string {
	var b strings.Builder
	for i, r := range name {
		if r >= 'A' && r <= 'Z' {
			if i > 0 {
				b.WriteByte(' ')
			}
			r += 'a' - 'A'
		}
		b.WriteRune(r)
	}
	return b.String()
}
