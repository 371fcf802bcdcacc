package asl

import (
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
	byName  map[string]State
}

// Field is the machine's field as the spec spells it, or nil.
func (m *Machine) Field(name string) *syntax.Node { return m.Node.Get(name) }

// State is the machine's own state of that name (not one inside another), or
// nil.
func (m *Machine) State(name string) State { return m.byName[name] }

// Start is the state that StartAt names, or nil.
func (m *Machine) Start() State { return m.byName[m.StartAt.StringText()] }

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
	m.byName = make(map[string]State, len(states.Members))
	for _, member := range states.Members {
		if m.byName[member.Key.Text] != nil {
			continue
		}
		s := d.state(m, member)
		m.States = append(m.States, s)
		m.byName[member.Key.Text] = s
	}
	return m
}

func (d *Document) state(m *Machine, member syntax.Member) State {
	base := StateBase{
		Name: member.Key.Text, Path: m.Prefix + member.Key.Text, Key: member.Key, Node: member.Value,
		Scope: m, Type: member.Value.Get("Type").StringText(),
	}
	s := newState(base)
	d.order = append(d.order, s)
	if d.states[base.Path] == nil {
		d.states[base.Path] = s
	}
	d.byNode[member.Key], d.byNode[member.Value] = s, s
	d.fill(s)
	return s
}

// fill reads what has a shape of its own, once the state is known to the
// document so that inner states come after it.
func (d *Document) fill(s State) {
	switch s := s.(type) {
	case *Task:
		s.Retry, s.Catch = retriers(s.Node), catchers(s.Node)
	case *Choice:
		s.Rules, s.Default = rules(s.Node), s.Field("Default")
	case *Parallel:
		s.Retry, s.Catch = retriers(s.Node), catchers(s.Node)
		if branches := s.Field("Branches"); branches.Is(syntax.Array) {
			for i, b := range branches.Items {
				s.Branches = append(s.Branches, d.inner(b, s, i))
			}
		}
	case *Map:
		s.Retry, s.Catch = retriers(s.Node), catchers(s.Node)
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
