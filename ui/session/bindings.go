package session

import (
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"time"

	"github.com/stateboard/stateboard/asl"
	"github.com/stateboard/stateboard/runner"
	"github.com/stateboard/stateboard/runner/binding"
	"github.com/stateboard/stateboard/runner/nested"
	"github.com/stateboard/stateboard/runner/task"
)

// NeedsConsent is the error of Start when tasks are bound to something outside
// that the person has not allowed for the text as it stands now.
type NeedsConsent struct {
	Asks []string // what would be contacted or started, each in a sentence
	set  binding.Set
}

func (e *NeedsConsent) Error() string {
	return "this run would reach outside: " + strings.Join(e.Asks, "; ") + ". Allow it, or run without"
}

// Allow allows what a run asked for, for this file's text as it stands now.
func (s *Session) Allow(e *NeedsConsent) error {
	for _, b := range e.set {
		if err := s.executions.bindings.Trust.Allow(binding.Grant(s.next.Path, s.text.String(), b, time.Now())); err != nil {
			return err
		}
	}
	return nil
}

// Bindings are what the person has bound the document's tasks to, as the
// binding file's JSON; "" where there are none or nothing is kept.
func (s *Session) Bindings() (string, error) {
	if s.executions.bindings == nil || s.next.Path == "" {
		return "", nil
	}
	set, err := s.executions.bindings.Bindings(s.next.Path)
	if err != nil || len(set) == 0 {
		return "", err
	}
	return set.Format(), nil
}

// SetBindings keeps what tasks of the document are bound to. It allows nothing:
// the next run asks.
func (s *Session) SetBindings(json string) error {
	if s.executions.bindings == nil || s.next.Path == "" {
		return errors.New("bindings belong to a file; save the flow first")
	}
	set, err := binding.Parse(json, filepath.Dir(s.next.Path))
	if err != nil {
		return fmt.Errorf("the bindings cannot be read: %w", err)
	}
	return s.executions.bindings.Keep(s.next.Path, set)
}

// answerers adds who answers the tasks of a run: the mocks, then what the
// person has bound and allowed, then the machines beside the flow, then the
// person. What it returns ends what the bindings have started.
func (s *Session) answerers(in *runner.StartInput) (outside func(), err error) {
	var all task.First
	var chosen *task.Case
	mocks, name := s.rehearse.mocks, s.next.Name
	if mocks != nil {
		in.Prepared = func(state string) []task.Prepared { return mocks.Prepared(name, state) }
		if s.next.Case != "" {
			c, err := mocks.Case(name, s.next.Case)
			if err != nil {
				return nil, err
			}
			all, in.Prepared, chosen = append(all, c.Answerer()), c.Prepared, c
			in.About.Mocks, in.About.Case = s.rehearse.source, s.next.Case
		}
	}
	bound, err := s.bound(chosen)
	if err != nil {
		return nil, err
	}
	if bound != nil {
		for i := range all {
			all[i] = tokensApart{all[i]}
		}
		all, outside = append(all, bound), bound.Close
	} else {
		in.PersonFirst = true
	}
	if testCase := s.next.Case; s.next.Path != "" {
		siblings := nested.New(nested.Options{Engine: s.executions.engine, Path: s.next.Path, Start: runner.StartInput{Pace: s.speed().pause(), Recorder: in.Recorder, Person: true},
			Team: func(c nested.Child) (t nested.Team, err error) {
				t.Mocks, err = nested.Mocks(c, mocks, testCase)
				return t, err
			}})
		all = append(all, siblings)
		closeBound := outside
		outside = func() {
			if closeBound != nil {
				closeBound()
			}
			if in.Recorder == nil {
				siblings.Close() // what is kept goes on
			}
		}
	}
	if len(all) > 0 {
		in.Answerer = all
	}
	return outside, nil
}

// tokensApart leaves tasks that wait for a token to whoever comes next, at the
// last the person: a mock has an answer prepared, it does not give it.
type tokensApart struct{ task.Answerer }

func (a tokensApart) Takes(t *task.Task) bool {
	return !t.Resource.WaitsForToken() && a.Answerer.Takes(t)
}

func (a tokensApart) Take(t *task.Task, reply func(task.Answer)) task.Taken {
	if t.Resource.WaitsForToken() {
		return task.Declined{}
	}
	return a.Answerer.Take(t, reply)
}

// bound is the answerer of the document's bindings; nil where there are none.
// The error is *NeedsConsent while one of them that may be needed beside the
// test case (nil is none) is not allowed.
func (s *Session) bound(chosen *task.Case) (*binding.Answerer, error) {
	store := s.executions.bindings
	if store == nil || s.next.Path == "" || s.withoutBindings {
		return nil, nil
	}
	set, err := store.Bindings(s.next.Path)
	if err != nil || len(set) == 0 {
		return nil, err
	}
	granted := store.Granted(s.next.Path, s.text.String())
	if asks := s.needed(set, chosen).Asks(granted); len(asks) > 0 {
		e := &NeedsConsent{set: asks}
		for _, b := range asks {
			e.Asks = append(e.Asks, b.Says())
		}
		return nil, e
	}
	return binding.New(binding.Options{Set: set, Granted: granted, Activities: s.executions.activities}), nil
}

// needed are the bindings that may come to answer a task of the document that
// the test case does not answer.
func (s *Session) needed(set binding.Set, chosen *task.Case) binding.Set {
	var mocks task.Answerer = task.First{}
	if chosen != nil {
		mocks = tokensApart{chosen.Answerer()}
	}
	var needed binding.Set
	seen := map[string]bool{}
	for _, state := range s.next.Doc.States() {
		if _, ok := state.(*asl.Task); !ok {
			continue
		}
		t := plannedTask(state.Base())
		if mocks.Takes(t) {
			continue
		}
		for _, b := range set.Possible(t) {
			if key := b.Text(); !seen[key] {
				seen[key] = true
				needed = append(needed, b)
			}
		}
	}
	return needed
}

// StartWithout is Start without what tasks are bound to: nothing is contacted
// or started outside.
func (s *Session) StartWithout() error {
	s.withoutBindings = true
	defer func() { s.withoutBindings = false }()
	return s.Start()
}
