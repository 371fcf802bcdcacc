package session

import (
	"path/filepath"
	"strings"

	"github.com/stateboard/stateboard/asl"
	"github.com/stateboard/stateboard/asl/value"
	"github.com/stateboard/stateboard/runner/binding"
	"github.com/stateboard/stateboard/runner/nested"
	"github.com/stateboard/stateboard/runner/task"
)

// By is the sort of who answers a task.
type By uint8

// The sorts.
const (
	ByPerson  By = iota
	ByMock       // the chosen test case of the mocks
	ByBinding    // what the person has bound it to
	ByMachine    // a machine beside the flow
)

// Answering tells of a task of the document who would answer it in the next
// run, as far as that can be seen before it runs.
type Answering struct {
	Path, Name string
	Resource   task.Resource
	Function   string // of Lambda, as the state names it; "" where it names none, or only at run time
	By         By
	Who        string          // in a few words
	IsBound    bool            // the person has bound it, even if another answers before
	Bound      binding.Binding // of IsBound
	Asks       bool            // of ByBinding: the next run asks whether it may
}

// BindingSet are the document's bindings; none where nothing is kept.
func (s *Session) BindingSet() (binding.Set, error) {
	if s.executions.bindings == nil || s.next.Path == "" {
		return nil, nil
	}
	return s.executions.bindings.Bindings(s.next.Path)
}

// Answers tells who answers the document's tasks, in the text's order.
func (s *Session) Answers() ([]Answering, error) {
	set, err := s.BindingSet()
	if s.next.Shown == nil {
		return nil, err
	}
	var mocks task.Answerer
	if m := s.rehearse.mocks; m != nil && s.next.Case != "" {
		if c, err := m.Case(s.next.Name, s.next.Case); err == nil {
			mocks = c.Answerer()
		}
	}
	granted := func(binding.Binding) bool { return false }
	if store := s.executions.bindings; store != nil && s.next.Path != "" {
		granted = store.Granted(s.next.Path, s.text.String())
	}
	var siblings task.Answerer = task.First{}
	if s.next.Path != "" {
		siblings = nested.New(nested.Options{Path: s.next.Path})
	}
	var list []Answering
	for _, state := range s.next.Shown.States() {
		if _, ok := state.(*asl.Task); !ok {
			continue
		}
		t := plannedTask(state.Base())
		a := Answering{Path: t.State, Name: t.Name, Resource: t.Resource, Who: "you, in the rehearsal"}
		a.Function, _, _ = task.FunctionOf(t)
		a.Bound, a.IsBound = set.Find(t)
		switch waits := t.Resource.WaitsForToken(); {
		case mocks != nil && !waits && mocks.Takes(t):
			a.By, a.Who = ByMock, "the test case “"+s.next.Case+"”"
		case a.IsBound:
			a.By, a.Who = ByBinding, strings.TrimSuffix(a.Bound.Says(), ", for the "+a.Bound.For.String())
			a.Asks = len(binding.Set{a.Bound}.Asks(granted)) > 0
		case waits && len(set) == 0:
		case siblings.Takes(t):
			machine := t.Input.Get("StateMachineArn").Str()
			a.By, a.Who = ByMachine, "the machine “"+machine[strings.LastIndexByte(machine, ':')+1:]+"” in "+filepath.Base(filepath.Dir(s.next.Path))
		}
		if a.IsBound && a.By != ByBinding {
			a.Who += ", before what it is bound to"
		}
		list = append(list, a)
	}
	return list, err
}

// plannedTask is a Task state's task as far as the text says it: what is
// worked out only at run time is left out of its input.
func plannedTask(b *asl.StateBase) *task.Task {
	t := &task.Task{State: b.Path, Name: b.Name, Resource: task.ParseResource(b.Field("Resource").StringText())}
	for _, field := range []string{"Arguments", "Parameters"} {
		if n := b.Field(field); n != nil {
			var plain []value.Member
			for _, m := range n.Value().Members() {
				if !strings.HasSuffix(m.Key, ".$") && !strings.HasPrefix(m.Value.Str(), "{%") {
					plain = append(plain, m)
				}
			}
			t.Input = value.Object(plain...)
		}
	}
	return t
}
