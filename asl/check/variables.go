package check

import (
	"fmt"
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/stateboard/stateboard/asl"
	"github.com/stateboard/stateboard/asl/diag"
	"github.com/stateboard/stateboard/asl/jsonpath"
	"github.com/stateboard/stateboard/asl/syntax"
	"github.com/stateboard/stateboard/asl/text"
)

// scope is the variables that the states of one machine set, and those that
// they can read of the machine around it.
type scope struct {
	names map[string]int // by how many states each is set
	owner asl.State      // the state that the machine is in
	outer *scope         // nil for the whole, and inside a distributed Map
}

// has tells whether a variable can be set before it is read.
func (s *scope) has(name string) bool {
	for ; s != nil; s = s.outer {
		if s.names[name] > 0 {
			return true
		}
	}
	return false
}

// all are the names that can be read, sorted.
func (s *scope) all() []string {
	var list []string
	for ; s != nil; s = s.outer {
		for name := range s.names {
			list = append(list, name)
		}
	}
	sort.Strings(list)
	return list
}

// clashes tells whether a variable is set by a machine around this one too.
// What the state around sets itself does not count: it does so only when this
// machine is over.
func (s *scope) clashes(name string) bool {
	for ; s.outer != nil; s = s.outer {
		own := 0
		eachAssign(s.owner, func(assigned *syntax.Node) {
			if assigned.Get(name) != nil || assigned.Get(name+computed) != nil {
				own = 1
			}
		})
		if s.outer.names[name] > own {
			return true
		}
	}
	return false
}

// scopeOf collects what the states of a machine assign.
func (c *checker) scopeOf(m *asl.Machine) *scope {
	s := &scope{owner: m.Owner, outer: c.at.variables}
	if owner, ok := m.Owner.(*asl.Map); ok && distributed(owner) {
		s.outer = nil
	}
	for _, f := range c.at.facts {
		for _, name := range f.sets {
			s.add(name)
		}
	}
	return s
}

func (s *scope) add(name string) {
	if s.names == nil {
		s.names = map[string]int{}
	}
	s.names[name]++
}

// assign checks an Assign: the names of the variables and what is put into
// them.
// Source: AWS documentation, "Passing data between states with variables".
func (c *checker) assign(v *syntax.Node) {
	if v.Kind != syntax.Object {
		return
	}
	for _, m := range v.Members() {
		name := m.Key.Text
		if c.at.language == asl.JSONPath {
			name = strings.TrimSuffix(name, computed)
		}
		c.variableName(m.Key, name)
	}
	if c.at.language == asl.JSONata {
		c.expressions(v, "Assign")
		return
	}
	c.template(v)
}

func (c *checker) variableName(key *syntax.Node, name string) {
	switch {
	case templated(name):
	case name == "states":
		c.fail(CodeSchema, key, "The name states is reserved.", "Give the variable another name.")
	case !isIdentifier(name) || utf8.RuneCountInString(name) > maxName:
		c.warn(CodeVariable, key, fmt.Sprintf("%s is no name that an expression can use.", quoted(name)), "Use letters, digits and _, at most 80, and begin with a letter.")
	case c.at.variables.clashes(name):
		c.needs.more = true
		c.fail(CodeSchema, key, fmt.Sprintf("The variable %s is set outside of here too.", name), "Give this one another name: an inner machine can read an outer variable but not set it.")
	case c.at.variables.outer != nil:
		c.needs.sets = append(c.needs.sets, name)
	}
}

// isIdentifier tells whether s can be a variable's name.
// Source: UAX #31, as the States Language has it.
func isIdentifier(s string) bool {
	for i, r := range s {
		if r != '_' && !unicode.IsLetter(r) && (i == 0 || !unicode.IsDigit(r) && !unicode.Is(unicode.Mn, r) && !unicode.Is(unicode.Mc, r)) {
			return false
		}
	}
	return s != ""
}

// readsVariable warns of a path into a variable that nothing sets.
func (c *checker) readsVariable(v *syntax.Node, r route) {
	if r.root == jsonpath.VariableRoot {
		c.reads(v, r.variable, c.extent(v, "$"+r.variable))
	}
}

// reads warns of a variable that nothing sets where it can be read.
func (c *checker) reads(v *syntax.Node, name string, span text.Span) {
	if c.at.variables.has(name) {
		c.needs.reads = append(c.needs.reads, name)
		return
	}
	c.needs.more = true
	advice := "Set it with Assign in a state before this one."
	if near := c.nearest(name, c.at.variables.all()); near != "" {
		advice = "Did you mean $" + near + "?"
	}
	c.report(diag.Warning, CodeVariable, v, span, fmt.Sprintf("Nothing sets the variable $%s.", name), advice)
}
