package scenario

import (
	"fmt"
	"path/filepath"
	"strings"

	"github.com/stateboard/stateboard/asl/value"
	"github.com/stateboard/stateboard/runner/history"
)

// Scenario is one rehearsal by name.
type Scenario struct {
	Name    string
	Comment string      // what it is for, in a sentence; may be ""
	Input   value.Value // {} where the file gives none
	Case    string      // a test case of the mocks; "" when a person answers everything
	Type    string      // "STANDARD" unless the file says "EXPRESS"
	Expect  Expect
}

// Expect is what should come of a scenario. Absent and empty fields are not
// asked about.
type Expect struct {
	Status string      // SUCCEEDED, FAILED, TIMED_OUT or ABORTED
	Output value.Value // the whole output
	Error  string
	Cause  string
	Enters []string // states that are entered, each at least once, in any order
	Avoids []string // states that are not entered
}

// Beside are the files that belong to the flow at path: its mocks and its
// scenarios. They need not exist.
func Beside(path string) (mocks, scenarios string) {
	stem := filepath.Join(filepath.Dir(path), StateMachineName(path))
	return stem + ".mocks.json", stem + ".scenarios.json"
}

// StateMachineName is the name a flow has in its mocks file: the file name up
// to its first dot.
func StateMachineName(path string) string {
	name := filepath.Base(path)
	if i := strings.IndexByte(name, '.'); i > 0 {
		return name[:i]
	}
	return name
}

// Parse reads a scenarios file. Errors are sentences that say which scenario
// and what to do.
func Parse(content string) ([]Scenario, error) {
	root, err := value.Parse(content)
	if err != nil {
		return nil, fmt.Errorf("the scenarios file is not JSON (%w)", err)
	}
	list := root.Get("scenarios")
	if list.Kind() != value.ArrayKind {
		return nil, fmt.Errorf(`the scenarios file has no list; write {"scenarios": [{"name": "...", "input": {}}]}`)
	}
	scenarios := make([]Scenario, 0, list.Len())
	seen := map[string]bool{}
	for i, v := range list.Items() {
		s, err := read(v)
		if err == nil && seen[s.Name] {
			err = fmt.Errorf("another one has the name %q; rename one of them", s.Name)
		}
		if err != nil {
			return nil, fmt.Errorf("scenario %d: %w", i+1, err)
		}
		seen[s.Name] = true
		scenarios = append(scenarios, s)
	}
	return scenarios, nil
}

func read(v value.Value) (Scenario, error) {
	s := Scenario{Name: v.Get("name").Str(), Comment: v.Get("comment").Str(), Input: v.Get("input"), Case: v.Get("case").Str(), Type: v.Get("type").Str()}
	if v.Kind() != value.ObjectKind || s.Name == "" {
		return s, fmt.Errorf(`it has no name; write {"name": "...", "input": {}}`)
	}
	if s.Input.IsAbsent() {
		s.Input = value.Object()
	}
	switch s.Type {
	case "":
		s.Type = "STANDARD"
	case "STANDARD", "EXPRESS":
	default:
		return s, fmt.Errorf("%s: the type %q is neither STANDARD nor EXPRESS", s.Name, s.Type)
	}
	e := v.Get("expect")
	s.Expect = Expect{Status: e.Get("status").Str(), Output: e.Get("output"), Error: e.Get("error").Str(), Cause: e.Get("cause").Str()}
	switch s.Expect.Status {
	case "", "SUCCEEDED", "FAILED", "TIMED_OUT", "ABORTED":
	default:
		return s, fmt.Errorf("%s: the status %q is none of SUCCEEDED, FAILED, TIMED_OUT, ABORTED", s.Name, s.Expect.Status)
	}
	var err error
	if s.Expect.Enters, err = names(s.Name, e.Get("enters")); err != nil {
		return s, err
	}
	s.Expect.Avoids, err = names(s.Name, e.Get("avoids"))
	return s, err
}

func names(scenario string, v value.Value) ([]string, error) {
	if v.IsAbsent() {
		return nil, nil
	}
	var list []string
	for _, item := range v.Items() {
		name, ok := item.AsString()
		if !ok {
			return nil, fmt.Errorf("%s: %s is no state's name", scenario, item.JSON())
		}
		list = append(list, name)
	}
	if v.Kind() != value.ArrayKind {
		return nil, fmt.Errorf("%s: enters and avoids are lists of states' names", scenario)
	}
	return list, nil
}

// Outcome is how a run ended, as Check needs it.
type Outcome struct {
	Status, Error, Cause string
	Output               value.Value
	Entered              map[string]bool // by state name
}

// OutcomeOf is how an execution stands.
func OutcomeOf(x *history.Execution) Outcome {
	o := Outcome{Status: x.Status, Error: x.Error, Cause: x.Cause, Output: x.Output, Entered: map[string]bool{}}
	for _, v := range x.Visits {
		o.Entered[v.Name] = true
	}
	return o
}

// Check compares an outcome with what was expected and returns one sentence
// for each difference.
func (e Expect) Check(o Outcome) []string {
	var diffs []string
	differ := func(what, want, got string) {
		if want != "" && want != got {
			diffs = append(diffs, fmt.Sprintf("expected %s %s, got %s", what, want, orNone(got)))
		}
	}
	differ("status", e.Status, o.Status)
	differ("error", e.Error, o.Error)
	differ("cause", e.Cause, o.Cause)
	if !e.Output.IsAbsent() && !value.Equal(e.Output, o.Output) {
		diffs = append(diffs, fmt.Sprintf("expected output %s, got %s", e.Output.JSON(), orNone(o.Output.JSON())))
	}
	for _, name := range e.Enters {
		if !o.Entered[name] {
			diffs = append(diffs, fmt.Sprintf("expected the state %q to be entered, it was not", name))
		}
	}
	for _, name := range e.Avoids {
		if o.Entered[name] {
			diffs = append(diffs, fmt.Sprintf("expected the state %q not to be entered, it was", name))
		}
	}
	return diffs
}

func orNone(s string) string {
	if s == "" {
		return "none"
	}
	return s
}
