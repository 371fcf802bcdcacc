package session

import (
	"fmt"

	"github.com/stateboard/stateboard/runner/task"
)

// rehearsal is what the session knows of rehearsing: the files beside the
// document, as read last, and the run.
type rehearsal struct {
	mocks  *task.Mocks // nil where there is no mocks file, or no good one
	source string      // of the mocks
	live   *liveRun    // nil before the first
}

// reset makes the rehearsal that of a document just opened or renamed.
func (r *rehearsal) reset(s *Session) {
	r.close(s.executions != nil && s.executions.journal != nil)
	r.live = nil
	s.next.Run = nil
	s.next.Scenario, s.next.Case, s.next.Input = -1, "", "{}"
	r.reload(s)
	if len(s.next.Scenarios) > 0 {
		s.choose(0)
	}
}

// reload reads the files beside the document again and keeps what is chosen
// where it is still there.
func (r *rehearsal) reload(s *Session) {
	chosen := ""
	if s.next.Scenario >= 0 {
		chosen = s.next.Scenarios[s.next.Scenario].Name
	}
	scenarios, err := s.beside.scenarios()
	if err != nil {
		s.notify(fmt.Sprintf("%s.scenarios.json: %v.", s.beside.name, err), true)
	}
	mocks, source, err := s.beside.mocks()
	if err != nil {
		s.notify(fmt.Sprintf("%s.mocks.json: %v.", s.beside.name, err), true)
	}
	r.mocks, r.source, s.next.Scenarios, s.next.Cases, s.next.Scenario = mocks, source, scenarios, nil, -1
	if mocks != nil {
		s.next.Cases = mocks.Cases(s.next.Name)
	}
	for i := range scenarios {
		if scenarios[i].Name == chosen {
			s.choose(i)
		}
	}
}

// SetScenario chooses what the next run starts with: one of the scenarios, or
// -1 for an input of one's own.
func (s *Session) SetScenario(i int) {
	if i >= -1 && i < len(s.next.Scenarios) {
		s.update(func() { s.choose(i) })
	}
}

func (s *Session) choose(i int) {
	s.next.Scenario = i
	if i >= 0 {
		s.next.Case = s.next.Scenarios[i].Case
		s.next.Input = s.next.Scenarios[i].Input.Indent("  ")
	}
}

// SetInput gives the next run an input of one's own, as JSON, which Start
// checks.
func (s *Session) SetInput(json string) {
	if json != s.next.Input {
		s.update(func() { s.next.Input, s.next.Scenario = json, -1 })
	}
}

// SetCase chooses the test case of the mocks that answers tasks; "" leaves all
// tasks to the person.
func (s *Session) SetCase(name string) {
	s.update(func() { s.next.Case, s.next.Scenario = name, -1 })
}
