package asl

import "github.com/stateboard/stateboard/asl/syntax"

// State is one of *Task, *Pass, *Choice, *Wait, *Succeed, *Fail, *Parallel,
// *Map, or *Unknown where Type is missing or none of these.
type State interface {
	Base() *StateBase
	state()
}

// Types are the eight state types in the order they are offered.
var Types = []string{"Task", "Choice", "Parallel", "Map", "Wait", "Pass", "Succeed", "Fail"}

// StateBase is what all states have.
type StateBase struct {
	Name  string
	Path  string       // identity in the document: the name, inside a container "Outer/0/Inner"
	Key   *syntax.Node // the name in the text
	Node  *syntax.Node // the value, an object unless the text is wrong
	Scope *Machine     // the machine the state is in
	Type  string       // as written
}

// Field is the state's field as the spec spells it, or nil.
func (b *StateBase) Field(name string) *syntax.Node { return b.Node.Get(name) }

// Base is the state's common part.
func (b *StateBase) Base() *StateBase { return b }

// Next is the target of Next, or nil.
func (b *StateBase) Next() *syntax.Node { return b.Field("Next") }

// End tells whether the state says End: true.
func (b *StateBase) End() bool { return b.Field("End").True() }

// QueryLanguage is the state's own, or its machine's.
func (b *StateBase) QueryLanguage() string {
	if q := b.Field("QueryLanguage").StringText(); q != "" {
		return q
	}
	return b.Scope.QueryLanguage()
}

// The eight kinds of state, and Unknown.
type (
	// Task has work done by something outside the machine (Resource).
	Task struct {
		StateBase
		Retry []*Retrier
		Catch []*Catcher
	}
	// Pass hands its input on, perhaps reshaped.
	Pass struct{ StateBase }
	// Choice goes where the first matching rule says.
	Choice struct {
		StateBase
		Rules   []*Rule
		Default *syntax.Node // nil when absent
	}
	// Wait lets time pass.
	Wait struct{ StateBase }
	// Succeed ends its machine well.
	Succeed struct{ StateBase }
	// Fail ends its machine with an error.
	Fail struct{ StateBase }
	// Parallel runs its branches at the same time.
	Parallel struct {
		StateBase
		Branches []*Machine
		Retry    []*Retrier
		Catch    []*Catcher
	}
	// Map runs its processor once for each item.
	Map struct {
		StateBase
		Processor *Machine // ItemProcessor, or the older Iterator; nil when absent
		Retry     []*Retrier
		Catch     []*Catcher
	}
	// Unknown has no Type, or one that is none of the eight.
	Unknown struct{ StateBase }
)

func (*Task) state()     {}
func (*Pass) state()     {}
func (*Choice) state()   {}
func (*Wait) state()     {}
func (*Succeed) state()  {}
func (*Fail) state()     {}
func (*Parallel) state() {}
func (*Map) state()      {}
func (*Unknown) state()  {}

var _ = []State{&Task{}, &Pass{}, &Choice{}, &Wait{}, &Succeed{}, &Fail{}, &Parallel{}, &Map{}, &Unknown{}}

func newState(b StateBase) State {
	switch b.Type {
	case "Task":
		return &Task{StateBase: b}
	case "Pass":
		return &Pass{b}
	case "Choice":
		return &Choice{StateBase: b}
	case "Wait":
		return &Wait{b}
	case "Succeed":
		return &Succeed{b}
	case "Fail":
		return &Fail{b}
	case "Parallel":
		return &Parallel{StateBase: b}
	case "Map":
		return &Map{StateBase: b}
	}
	return &Unknown{b}
}

// Machines are the machines inside a state: the branches of a Parallel, the
// processor of a Map, none for others.
func Machines(s State) []*Machine {
	switch s := s.(type) {
	case *Parallel:
		return s.Branches
	case *Map:
		if s.Processor != nil {
			return []*Machine{s.Processor}
		}
	}
	return nil
}

// Catchers are a state's catchers; none for states that cannot catch.
func Catchers(s State) []*Catcher {
	switch s := s.(type) {
	case *Task:
		return s.Catch
	case *Parallel:
		return s.Catch
	case *Map:
		return s.Catch
	}
	return nil
}

// Retriers are a state's retriers; none for states that cannot retry.
func Retriers(s State) []*Retrier {
	switch s := s.(type) {
	case *Task:
		return s.Retry
	case *Parallel:
		return s.Retry
	case *Map:
		return s.Retry
	}
	return nil
}

// Ends tells whether an execution of the state's machine is over with the
// state: End, Succeed, Fail.
func Ends(s State) bool {
	switch s.(type) {
	case *Succeed, *Fail:
		return true
	case *Choice:
		return false
	}
	return s.Base().End()
}
