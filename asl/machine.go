package asl

import (
	"slices"
	"sort"
	"strconv"

	"github.com/stateboard/stateboard/asl/syntax"
)

// The query languages.
const (
	JSONPath = "JSONPath"
	JSONata  = "JSONata"
)

// Machine is a state machine, or one of the machines inside a Parallel or Map
// state.
type Machine struct {
	Node    *syntax.Node // the object
	Owner   State        // the Parallel or Map this machine is in; nil for the whole
	Index   int          // which branch of its owner
	Prefix  string       // what a path of a state in here starts with: "" or "Outer/0/"
	StartAt *syntax.Node // nil when absent
	States  []State      // in the text's order
	number  map[string]int
}

// Field is the machine's field as the spec spells it, or nil.
func (m *Machine) Field(name string) *syntax.Node { return m.Node.Get(name) }

// State is the machine's own state of that name (not one inside another), or
// nil.
func (m *Machine) State(name string) State {
	if i, ok := m.number[name]; ok {
		return m.States[i]
	}
	return nil
}

// Number is the place in States of the state of that name; -1 for none.
func (m *Machine) Number(name string) int {
	if i, ok := m.number[name]; ok {
		return i
	}
	return -1
}

// stateOf is the state whose key or value is the node, or nil. States stand in
// the text's order and are searched by halves, but for what YAML's aliases
// bring in.
func (m *Machine) stateOf(n *syntax.Node) State {
	is := func(s State) bool { return s.Base().Key == n || s.Base().Node == n }
	after := sort.Search(len(m.States), func(i int) bool { return m.States[i].Base().Key.Span.Start > n.Span.Start })
	if after > 0 && is(m.States[after-1]) {
		return m.States[after-1]
	}
	if i := slices.IndexFunc(m.States, is); i >= 0 {
		return m.States[i]
	}
	return nil
}

// Start is the state that StartAt names, or nil.
func (m *Machine) Start() State { return m.State(m.StartAt.StringText()) }

// QueryLanguage is what the machine says or inherits from the machine around
// it; JSONPath when nobody says.
func (m *Machine) QueryLanguage() string {
	for {
		if q := m.Field("QueryLanguage").StringText(); q != "" {
			return q
		}
		if m.Owner == nil {
			return JSONPath
		}
		m = m.Owner.Base().Scope
	}
}

func (d *Document) machine(n *syntax.Node, owner State, index int, prefix string) *Machine {
	m := &Machine{Node: n, Owner: owner, Index: index, Prefix: prefix, StartAt: n.Get("StartAt")}
	states := n.Get("States")
	if !states.Is(syntax.Object) {
		return m
	}
	d.tables[states] = m
	members := states.Members()
	m.number = make(map[string]int, len(members))
	m.States = make([]State, 0, len(members))
	for _, member := range members {
		if m.State(member.Key.Text) != nil {
			continue
		}
		m.number[member.Key.Text] = len(m.States)
		m.States = append(m.States, d.state(m, member))
	}
	return m
}

func (d *Document) state(m *Machine, member syntax.Member) State {
	s := newState(StateBase{
		Name: member.Key.Text, Path: m.Prefix + member.Key.Text, Key: member.Key, Node: member.Value,
		Scope: m, Type: member.Value.TextOf("Type"),
	})
	d.order = append(d.order, s)
	d.fill(s)
	return s
}

// fill reads the machines in a state, once the state is known to the document
// so that inner states come after it.
func (d *Document) fill(s State) {
	switch s := s.(type) {
	case *Parallel:
		if branches := s.Field("Branches"); branches.Is(syntax.Array) {
			for i, b := range branches.Items() {
				s.Branches = append(s.Branches, d.inner(b, s, i))
			}
		}
	case *Map:
		processor := s.Field("ItemProcessor")
		if processor == nil {
			processor = s.Field("Iterator")
		}
		if processor.Is(syntax.Object) {
			s.Processor = d.inner(processor, s, 0)
		}
	}
}

func (d *Document) inner(n *syntax.Node, owner State, index int) *Machine {
	return d.machine(n, owner, index, owner.Base().Path+"/"+strconv.Itoa(index)+"/")
}
