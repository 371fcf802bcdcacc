package task

import (
	"strings"
	"testing"
)

const mockFile = `{"StateMachines": {"Flow": {"TestCases": {"Good": {"Pay": "Paid"}, "Late": {"Pay": "Slow"}}}},
"MockedResponses": {"Paid": {"0": {"Return": {"ok": true}}}, "Slow": {"0-1": {"Throw": {"Error": "Busy", "Cause": "later"}}, "2": {"Return": 1}}}}`

// FuzzParseMocks: whatever the file, every test case can be asked for and
// gives each state its answers in turn.
func FuzzParseMocks(f *testing.F) {
	f.Add(mockFile)
	f.Add(`{"StateMachines": {}}`)
	f.Add(`{"StateMachines": {"A": {"TestCases": {"": {"S": ""}}}}, "MockedResponses": {"": {"0-9223372036854775807": {"Return": null}}}}`)
	f.Add(`{"StateMachines": [], "MockedResponses": 3}`)
	f.Fuzz(func(t *testing.T, text string) {
		m, err := ParseMocks(text)
		if err != nil {
			if strings.TrimSpace(err.Error()) == "" {
				t.Error("an error without words")
			}
			return
		}
		for _, machine := range m.Machines() {
			for _, name := range m.Cases(machine) {
				c, err := m.Case(machine, name)
				if err != nil {
					continue
				}
				a := c.Answerer()
				for state := range c.byState {
					c.Prepared(state)
					for range 3 {
						task := &Task{Name: state}
						_, answered := a.Take(task, nil).(Answered)
						if takes := a.Takes(task); !answered && takes {
							t.Errorf("%q takes %q and declines it", name, state)
						}
					}
				}
			}
		}
	})
}
