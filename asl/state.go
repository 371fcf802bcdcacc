package asl

import (
	"sync/atomic"

	"github.com/stateboard/stateboard/asl/syntax"
)

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
		clauses
	}
	// Pass hands its input on, perhaps reshaped.
	Pass struct{ StateBase }
	// Choice goes where the first matching rule says.
	Choice struct {
		StateBase
		rules once[[]*Rule]
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
		clauses
		Branches []*Machine
	}
	// Map runs its processor once for each item.
	Map struct {
		StateBase
		clauses
		Processor *Machine // ItemProcessor, or the older Iterator; nil when absent
	}
	// Unknown has no Type, or one that is none of the eight.
	Unknown struct{ StateBase }
)

// clauses are what a state does about errors.
type clauses struct {
	retry once[[]*Retrier]
	catch once[[]*Catcher]
}

// once is a value that is read from the tree when it is first asked for, and
// is the same from then on.
type once[T any] struct{ value atomic.Pointer[T] }

func (o *once[T]) get(read func() T) T {
	if v := o.value.Load(); v != nil {
		return *v
	}
	v := read()
	o.value.CompareAndSwap(nil, &v)
	return *o.value.Load()
}

// Rules are the choice rules.
func (c *Choice) Rules() []*Rule {
	return c.rules.get(func() []*Rule { return rules(c.Node) })
}

// Default is where the state goes when no rule matches; nil when absent.
func (c *Choice) Default() *syntax.Node { return c.Field("Default") }

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
	if c := clausesOf(s); c != nil {
		return c.catch.get(func() []*Catcher { return catchers(s.Base().Node) })
	}
	return nil
}

// Retriers are a state's retriers; none for states that cannot retry.
func Retriers(s State) []*Retrier {
	if c := clausesOf(s); c != nil {
		return c.retry.get(func() []*Retrier { return retriers(s.Base().Node) })
	}
	return nil
}

func clausesOf(s State) *clauses {
	switch s := s.(type) {
	case *Task:
		return &s.clauses
	case *Parallel:
		return &s.clauses
	case *Map:
		return &s.clauses
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
