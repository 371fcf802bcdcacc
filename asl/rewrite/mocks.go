package rewrite

import (
	"github.com/stateboard/stateboard/asl"
	"github.com/stateboard/stateboard/asl/syntax"
	"github.com/stateboard/stateboard/asl/text"
)

// This file defines how the files beside a flow follow the renaming of a
// state.

// RenameInMocks are the edits that follow the renaming of a state in a Step
// Functions Local MockConfigFile: in all test cases of the machine. A text
// that cannot be read, or says nothing of the state, gives none.
func RenameInMocks(mocks, machine, old, name string) []text.Edit {
	doc := asl.ParseString(mocks)
	if editable(doc) != nil || old == name {
		return nil
	}
	d := newDraft(doc)
	cases := doc.Tree.Root.Get("StateMachines").Get(machine).Get("TestCases")
	if !cases.Is(syntax.Object) {
		return nil
	}
	for _, c := range cases.Members() {
		if m := c.Value.Member(old); m != nil && c.Value.Get(name) == nil {
			d.rename(m.Key, name)
		}
	}
	return d.edits()
}

// RenameInScenarios are the edits that follow the renaming of a state in a
// scenarios file: in what each scenario expects to enter and to avoid. A text
// that cannot be read, or says nothing of the state, gives none.
func RenameInScenarios(scenarios, old, name string) []text.Edit {
	doc := asl.ParseString(scenarios)
	if editable(doc) != nil || old == name {
		return nil
	}
	list := doc.Tree.Root.Get("scenarios")
	if !list.Is(syntax.Array) {
		return nil
	}
	d := newDraft(doc)
	for _, scenario := range list.Items() {
		for _, field := range [...]string{"enters", "avoids"} {
			states := scenario.Get("expect").Get(field)
			if !states.Is(syntax.Array) {
				continue
			}
			for _, state := range states.Items() {
				if state.Is(syntax.String) && state.Text == old {
					d.set(state, quoted(name))
				}
			}
		}
	}
	return d.edits()
}
