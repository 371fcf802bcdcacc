package check

import (
	"fmt"
	"unicode/utf8"

	"github.com/stateboard/stateboard/asl"
	"github.com/stateboard/stateboard/asl/catalog"
	"github.com/stateboard/stateboard/asl/syntax"
)

// maxName is how many characters a state's name may have.
// Source: Amazon States Language, "States".
const maxName = 80

// names checks that each state's name is short enough and used once in the
// whole document, branches included.
func (c *checker) names() {
	for _, s := range c.doc.States() {
		b := s.Base()
		if b.Name == "" {
			c.fail(CodeName, b.Key, "This state has no name.", "Give it one.")
		} else if len(b.Name) > maxName && !templated(b.Name) {
			if n := utf8.RuneCountInString(b.Name); n > maxName {
				c.fail(CodeName, b.Key, fmt.Sprintf("The name has %d characters, and at most %d are allowed.", n, maxName), "Shorten it, and move the rest into Comment.")
			}
		}
		if c.alone() {
			continue
		}
		if other := c.firstNamed(b.Name); other != s {
			line := c.doc.Text.LineAt(other.Base().Key.Span.Start)
			c.fail(CodeDuplicate, b.Key, fmt.Sprintf("There is another state %s, on line %d.", quoted(b.Name), line), "Rename one of them; names are unique in the whole machine, branches included.")
		}
	}
}

// alone tells whether no machine is inside the document's: then its own table
// has all names, each once.
func (c *checker) alone() bool { return len(c.doc.Machine.States) == len(c.doc.States()) }

// firstNamed is the first state of a name in the whole document, or nil.
func (c *checker) firstNamed(name string) asl.State {
	if c.alone() {
		return c.doc.Machine.State(name)
	}
	if c.first == nil {
		states := c.doc.States()
		c.first = make(map[string]asl.State, len(states))
		for _, s := range states {
			if name := s.Base().Name; c.first[name] == nil {
				c.first[name] = s
			}
		}
	}
	return c.first[name]
}

// states checks the table of states itself.
func (c *checker) states(m *syntax.Member) {
	if len(m.Value.Members()) == 0 && len(c.doc.Tree.Errors) == 0 {
		c.report(0, CodeSchema, m.Value, m.Key.Span, "There are no states.", "Add one, and name it in StartAt.")
	}
}

// branches checks that each branch of a Parallel is an object and that there
// is one; what is in them is checked as a machine.
func (c *checker) branches(m *syntax.Member) {
	v := m.Value
	if v.Kind != syntax.Array {
		return
	}
	if len(v.Items()) == 0 {
		c.report(0, CodeSchema, v, m.Key.Span, "A Parallel state needs a branch.", "Add one with StartAt and States.")
	}
	for _, item := range v.Items() {
		if item.Kind != syntax.Object {
			c.wrongType(item, "A branch", catalog.Object)
		}
	}
}
