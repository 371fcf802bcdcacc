package session

import (
	"errors"
	"regexp"
	"time"

	"github.com/stateboard/stateboard/asl/value"
	"github.com/stateboard/stateboard/runner"
	"github.com/stateboard/stateboard/runner/binding"
	"github.com/stateboard/stateboard/runner/journal"
	"github.com/stateboard/stateboard/runner/nested"
	"github.com/stateboard/stateboard/runner/task"
)

// Keeps tells whether executions outlive the program.
func (s *Session) Keeps() bool { return s.executions.journal != nil }

// Kept is the execution that is shown as the journal has it; nil where none is
// shown, or it is not kept.
func (s *Session) Kept() *Execution {
	j, l := s.executions.journal, s.rehearse.live
	if j == nil || l == nil {
		return nil
	}
	if l.kept == 0 && l.run != nil && l.run.Recorded() {
		if x, err := j.Find(l.run.Origin.Execution); err == nil {
			return x
		}
	}
	if l.kept == 0 {
		return nil
	}
	x, err := j.Get(l.kept)
	if err != nil {
		return nil
	}
	return x
}

// WaitingHere lists kept executions of the document's file in which somebody is
// waited for, the latest first.
func (s *Session) WaitingHere() ([]*Execution, error) {
	if !s.Keeps() || s.next.Path == "" {
		return nil, nil
	}
	return s.executions.journal.List(journal.Query{Path: s.next.Path, Waiting: true, Limit: 20})
}

// CanRedrive tells whether an execution can be taken up again from where it
// failed.
func (s *Session) CanRedrive(x *Execution) bool {
	return x != nil && x.Type == runner.Standard && x.Trouble == "" && (x.Status == "FAILED" || x.Status == "TIMED_OUT" || x.Status == "ABORTED") &&
		s.options.Now().Sub(x.Stopped) <= journal.Redrivable
}

// setAside takes the run that is shown from under the person's eyes. One that
// is kept goes on in the background, where ShowEarlier finds it.
func (s *Session) setAside() {
	l := s.rehearse.live
	if l == nil || l.run == nil || !l.goesOn() {
		return
	}
	x := s.Kept()
	if x == nil {
		return // attach stops it
	}
	close(l.quit)
	if l.outside != nil {
		go func() { <-l.run.Done(); l.outside() }()
	}
	s.rehearse.live = nil
}

// stop ends an execution that goes on in this program, so that it can be
// deleted.
func (s *Session) stop(id int64) {
	x, err := s.executions.journal.Get(id)
	if err != nil {
		return
	}
	run := s.executions.engine.Find(x.ARN)
	if run == nil {
		return
	}
	run.Stop("", "Stopped by the person who deleted it.")
	select {
	case <-run.Done():
	case <-time.After(patience):
	}
}

// resumeInput says who answers the tasks of executions that are taken up again,
// besides their mocks: what the person has bound and allowed for the text they
// run, then the machines beside it.
func (e *Executions) resumeInput(pace time.Duration) journal.ResumeInput {
	return journal.ResumeInput{Pace: pace, Answerer: func(k *journal.Kept) task.Answerer {
		if k.Path == "" {
			return nil
		}
		again := &again{}
		if set, err := e.bindings.Bindings(k.Path); err == nil && len(set) > 0 {
			bound := binding.New(binding.Options{Set: set, Granted: e.bindings.Granted(k.Path, k.Beginning.Definition), Activities: e.activities})
			again.First, again.close = append(again.First, bound), append(again.close, bound.Close)
		}
		siblings := nested.New(nested.Options{Engine: e.engine, Path: k.Path, Start: runner.StartInput{Pace: pace, Recorder: e.journal, Person: true}, Team: e.inherited(&k.Execution)})
		again.First, again.close = append(again.First, siblings), append(again.close, siblings.Close)
		e.mu.Lock()
		e.again = append(e.again, again)
		e.mu.Unlock()
		return again
	}}
}

// inherited answers what a kept execution starts from the mocks of the one that
// started everything.
func (e *Executions) inherited(x *Execution) func(nested.Child) (nested.Team, error) {
	text, testCase, err := e.journal.Inherited(x)
	var shared *task.Mocks
	if err == nil && text != "" {
		shared, err = task.ParseMocks(text)
	}
	return func(c nested.Child) (t nested.Team, _ error) {
		if err != nil {
			return t, err
		}
		mocks, err := nested.Mocks(c, shared, testCase)
		return nested.Team{Mocks: mocks}, err
	}
}

// again answers the tasks of an execution that was taken up again. What was at
// work when the program ended may have been done: it is never harmless to do it
// once more.
type again struct {
	task.First
	close []func()
}

func (a *again) Harmless(*task.Task) bool { return false }

// AnswerInterrupted answers an interrupted task in place of who was at work on
// it.
func (s *Session) AnswerInterrupted(id int64, a task.Answer) error {
	l := s.rehearse.live
	if l == nil || l.run == nil {
		return errors.New("nothing waits for an answer; run the machine first")
	}
	if err := l.run.Answer(id, a); err != nil {
		return errors.New("this task has been answered already, or has given up waiting")
	}
	return nil
}

// StartHeldWithout is StartHeld without what tasks are bound to.
func (s *Session) StartHeldWithout() error {
	s.withoutBindings = true
	defer func() { s.withoutBindings = false }()
	return s.StartHeld()
}

// TitleOf is what people call an execution: the scenario it rehearses where the
// document that is open has it, its test case, or the name somebody gave it.
func (s *Session) TitleOf(x *Execution) string {
	if x.Path == s.next.Path && x.Machine == s.next.Name {
		input, err := value.Parse(x.Input)
		for _, sc := range s.next.Scenarios {
			if err == nil && sc.Case == x.Case && value.Equal(sc.Input, input) {
				return sc.Name
			}
		}
	}
	switch {
	case x.Case != "":
		return x.Case
	case !madeUp.MatchString(x.Name):
		return x.Name
	case x.Parent != "":
		return "A fork"
	}
	return "A free input"
}

// madeUp are names that the runner has drawn.
var madeUp = regexp.MustCompile(`^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$`)
