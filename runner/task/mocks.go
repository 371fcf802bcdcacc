package task

import (
	"fmt"
	"sort"
	"strconv"
	"strings"

	"github.com/stateboard/stateboard/asl/value"
)

// Mocks is a MockConfigFile of Step Functions Local: for each state machine
// its test cases, and responses by name.
type Mocks struct {
	text      string
	machines  value.Value
	responses map[string]*response
}

// response is one entry of MockedResponses: the answer for each invocation.
type response struct {
	name    string
	answers []ranged
}

type ranged struct {
	from, to int
	answer   Answer
}

// ParseMocks reads a MockConfigFile.
func ParseMocks(text string) (*Mocks, error) {
	v, err := value.Parse(text)
	if err != nil {
		return nil, err
	}
	m := &Mocks{text: text, machines: v.Get("StateMachines"), responses: map[string]*response{}}
	if m.machines.Kind() != value.ObjectKind {
		return nil, fmt.Errorf("StateMachines is missing: want {\"StateMachines\": {NAME: {\"TestCases\": {...}}}, \"MockedResponses\": {...}}")
	}
	for _, member := range v.Get("MockedResponses").Members() {
		r, err := parseResponse(member.Key, member.Value)
		if err != nil {
			return nil, err
		}
		m.responses[member.Key] = r
	}
	return m, nil
}

func parseResponse(name string, v value.Value) (*response, error) {
	r := &response{name: name}
	for _, member := range v.Members() {
		from, to, err := parseRange(member.Key)
		if err != nil {
			return nil, fmt.Errorf("MockedResponses %q: %w", name, err)
		}
		answer, err := parseAnswer(member.Value)
		if err != nil {
			return nil, fmt.Errorf("MockedResponses %q, %q: %w", name, member.Key, err)
		}
		r.answers = append(r.answers, ranged{from, to, answer})
	}
	sort.SliceStable(r.answers, func(i, j int) bool { return r.answers[i].from < r.answers[j].from })
	return r, nil
}

// parseRange reads "0" or "1-2".
func parseRange(s string) (from, to int, err error) {
	first, last, ranged := strings.Cut(s, "-")
	if from, err = strconv.Atoi(first); err == nil {
		to = from
		if ranged {
			to, err = strconv.Atoi(last)
		}
	}
	if err != nil || from < 0 || to < from {
		return 0, 0, fmt.Errorf("%q is neither a number such as \"0\" nor a range such as \"1-2\"", s)
	}
	return from, to, nil
}

// parseAnswer reads an answer as Step Functions Local writes it (Return,
// Throw), or as the mock of a TestState request does (result, which is JSON in
// a string, or errorOutput).
func parseAnswer(v value.Value) (Answer, error) {
	if r := v.Get("Return"); !r.IsAbsent() {
		return Return{r}, nil
	}
	if t := v.Get("Throw"); t.Kind() == value.ObjectKind {
		return Throw{t.Get("Error").Str(), t.Get("Cause").Str()}, nil
	}
	result, failure := v.Get("result"), v.Get("errorOutput")
	switch {
	case !result.IsAbsent() && !failure.IsAbsent():
		return nil, fmt.Errorf("result and errorOutput exclude each other")
	case failure.Kind() == value.ObjectKind:
		return Throw{failure.Get("error").Str(), failure.Get("cause").Str()}, nil
	case result.Kind() == value.StringKind:
		output, err := value.Parse(result.Str())
		if err != nil {
			return nil, fmt.Errorf("result is JSON in a string, and this is %w", err)
		}
		return Return{output}, nil
	}
	return nil, fmt.Errorf("want {\"Return\": ...} or {\"Throw\": {\"Error\": ..., \"Cause\": ...}}")
}

// Machines are the names of the state machines.
func (m *Mocks) Machines() []string { return keys(m.machines) }

// Cases are the names of a machine's test cases, in the file's order.
func (m *Mocks) Cases(machine string) []string {
	return keys(m.machines.Get(machine).Get("TestCases"))
}

func keys(v value.Value) []string {
	names := make([]string, 0, v.Len())
	for _, member := range v.Members() {
		names = append(names, member.Key)
	}
	return names
}

// Case is one test case: which response answers which state.
type Case struct {
	mocks   *Mocks
	machine string
	name    string
	byState map[string]*response
}

// Case finds a test case; the error says which there are.
func (m *Mocks) Case(machine, name string) (*Case, error) {
	cases := m.machines.Get(machine)
	if cases.IsAbsent() {
		return nil, fmt.Errorf("the mock file has no state machine %q; it has %s", machine, list(m.Machines()))
	}
	states := cases.Get("TestCases").Get(name)
	if states.IsAbsent() {
		return nil, fmt.Errorf("the state machine %q has no test case %q; it has %s", machine, name, list(m.Cases(machine)))
	}
	c := &Case{mocks: m, machine: machine, name: name, byState: map[string]*response{}}
	for _, member := range states.Members() {
		r := m.responses[member.Value.Str()]
		if r == nil {
			return nil, fmt.Errorf("test case %q answers state %q with %q, which is not in MockedResponses", name, member.Key, member.Value.Str())
		}
		c.byState[member.Key] = r
	}
	return c, nil
}

// Source is the mock file and the name of the test case in it; "" when c is
// nil.
func (c *Case) Source() (mocks, name string) {
	if c == nil {
		return "", ""
	}
	return c.mocks.text, c.name
}

func list(names []string) string {
	if len(names) == 0 {
		return "none"
	}
	quoted := make([]string, len(names))
	for i, n := range names {
		quoted[i] = strconv.Quote(n)
	}
	return strings.Join(quoted, ", ")
}

// Answerer answers the tasks of one run from the test case. It counts how
// often each state has asked, so every run needs one of its own.
func (c *Case) Answerer() Answerer { return &mocked{c: c, asked: map[string]int{}} }

type mocked struct {
	c     *Case
	asked map[string]int
}

// next is the answer for the state's next invocation; nil when the test case
// has none.
func (m *mocked) next(state string) Answer {
	if r := m.c.byState[state]; r != nil {
		for _, a := range r.answers {
			if n := m.asked[state]; n >= a.from && n <= a.to {
				return a.answer
			}
		}
	}
	return nil
}

func (m *mocked) Takes(t *Task) bool { return m.next(t.Name) != nil }

// Harmless is true: an answer from a file changes nothing.
func (m *mocked) Harmless(*Task) bool { return true }

// Recall counts the task.
func (m *mocked) Recall(t *Task) { m.asked[t.Name]++ }

func (m *mocked) Take(t *Task, _ func(Answer)) Taken {
	if a := m.next(t.Name); a != nil {
		m.asked[t.Name]++
		return Answered{a}
	}
	if r := m.c.byState[t.Name]; r != nil {
		return Declined{fmt.Sprintf("the response %q has no answer number %d, which test case %q would need", r.name, m.asked[t.Name], m.c.name)}
	}
	return Declined{fmt.Sprintf("test case %q does not name it", m.c.name)}
}

// Prepared is an answer that a person may choose.
type Prepared struct {
	Title  string
	Answer Answer
}

// Prepared are the answers the file has for a state: those of the test case,
// then those that other test cases of the machine give it. C may be nil.
func (c *Case) Prepared(state string) []Prepared {
	if c == nil {
		return nil
	}
	return c.mocks.prepared(c.machine, state, c.byState[state])
}

// Prepared are the answers the test cases of a machine have for a state.
func (m *Mocks) Prepared(machine, state string) []Prepared { return m.prepared(machine, state, nil) }

func (m *Mocks) prepared(machine, state string, first *response) []Prepared {
	var out []Prepared
	seen := map[*response]bool{}
	add := func(r *response) {
		if r == nil || seen[r] {
			return
		}
		seen[r] = true
		for i, a := range r.answers {
			title := r.name
			if len(r.answers) > 1 {
				title += " " + strconv.Itoa(i+1)
			}
			out = append(out, Prepared{title, a.answer})
		}
	}
	add(first)
	for _, testCase := range m.machines.Get(machine).Get("TestCases").Members() {
		add(m.responses[testCase.Value.Get(state).Str()])
	}
	return out
}
