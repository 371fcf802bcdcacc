package session

import (
	"context"
	"errors"
	"sync"
	"time"

	"github.com/stateboard/stateboard/asl"
	"github.com/stateboard/stateboard/asl/text"
	"github.com/stateboard/stateboard/asl/value"
	"github.com/stateboard/stateboard/runner"
	"github.com/stateboard/stateboard/runner/binding"
	"github.com/stateboard/stateboard/runner/journal"
	"github.com/stateboard/stateboard/runner/task"
)

// Executions is what all windows of the program share: the engine, the journal
// of executions, and what a person has bound tasks to. Its methods may be
// called from any goroutine.
type Executions struct {
	engine     *runner.Engine
	journal    *journal.Journal // nil where none is kept
	bindings   *binding.Store   // nil where none is kept
	activities *task.Activities // where workers fetch
	end        context.CancelFunc

	resumed chan struct{} // closed once what was running has been taken up

	mu    sync.Mutex
	again []*again // who answers the tasks of what was taken up
	said  []string // what nobody has heard yet
	hears func(string)
}

// OpenExecutions opens what is kept in a data folder; with "" executions live
// in memory only. What was running when the program last ended goes on, so far
// as it waits for answers, time or mocks: nothing is started outside, and no
// task is given to anybody twice.
func OpenExecutions(data string) *Executions {
	ctx, end := context.WithCancel(context.Background())
	e := &Executions{engine: runner.New(), activities: new(task.Activities), end: end, resumed: make(chan struct{})}
	if data == "" {
		return e
	}
	e.bindings = binding.Open(data)
	j, err := journal.Open(data, journal.Options{Say: e.say})
	if err != nil {
		e.say(err.Error() + "; rehearsals will not outlive the program.")
		return e
	}
	e.journal = j
	go e.resume(ctx)
	return e
}

// resume takes up what was running, then delivers answers that other programs
// leave in the journal, until the end.
func (e *Executions) resume(ctx context.Context) {
	if _, err := e.journal.Retain(time.Now().Add(-journal.Retention)); err != nil {
		e.say(err.Error() + ".")
	}
	if _, err := e.journal.ResumeAll(e.engine, e.resumeInput(0)); err != nil {
		e.say(err.Error() + ".")
	}
	close(e.resumed)
	e.journal.Deliver(ctx, e.engine)
}

// Close lets go of the journal. Executions that still run are found again by
// the next OpenExecutions.
func (e *Executions) Close() {
	e.end()
	e.engine.Leave()
	e.mu.Lock()
	again := e.again
	e.again = nil
	e.mu.Unlock()
	for _, a := range again {
		for _, end := range a.close {
			end()
		}
	}
	if e.journal != nil {
		e.journal.Close()
	}
}

// say tells a person a sentence, as soon as somebody listens.
func (e *Executions) say(sentence string) {
	e.mu.Lock()
	hears := e.hears
	if hears == nil {
		e.said = append(e.said, sentence)
	}
	e.mu.Unlock()
	if hears != nil {
		hears(sentence)
	}
}

// listen hands over what was said, and what will be.
func (e *Executions) listen(hears func(string)) {
	e.mu.Lock()
	said := e.said
	e.said, e.hears = nil, hears
	e.mu.Unlock()
	for _, sentence := range said {
		hears(sentence)
	}
}

// patience is how long a person is kept waiting for what is under way.
const patience = 2 * time.Second

// Execution is what the list of earlier executions tells of one.
type Execution = journal.Execution

// Earlier lists kept executions that have the words anywhere in their name,
// file, input or outcome, the latest first.
func (s *Session) Earlier(words string) ([]*Execution, error) {
	if s.executions.journal == nil {
		return nil, nil
	}
	return s.executions.journal.List(journal.Query{Text: words, Limit: 200})
}

// ShowEarlier shows a kept execution: one that runs goes on under the person's
// eyes, one that has ended is shown as it was.
func (s *Session) ShowEarlier(id int64) error {
	j := s.executions.journal
	if j == nil {
		return errors.New("no executions are kept")
	}
	select {
	case <-s.executions.resumed:
	case <-time.After(patience):
		return errors.New("earlier executions are still being taken up; try again in a moment")
	}
	kept, err := j.Keep(id)
	if err != nil {
		return err
	}
	if shown := s.Kept(); shown != nil && shown.ID == id && s.rehearse.live.goesOn() {
		return nil // it is under the person's eyes already
	}
	s.setAside()
	run := s.executions.engine.Find(kept.ARN)
	l := &liveRun{quit: make(chan struct{}), kept: id, view: Run{Doc: definition(kept), Scenario: s.TitleOf(&kept.Execution), Speed: s.speed()}}
	if run == nil && kept.Status == "RUNNING" {
		if run, err = j.Resume(s.executions.engine, id, s.executions.resumeInput(s.speed().pause())); err != nil {
			return err
		}
	}
	if run == nil {
		_, events, err := j.Load(id, nil)
		if events.Len() == 0 && err != nil {
			return err
		}
		l.view.Events, l.over = events, true
		s.attach(l)
		s.Fail(err)
		return nil
	}
	l.run = run
	s.attach(l)
	return nil
}

// definition is the machine that a kept execution runs.
func definition(k *journal.Kept) *asl.Document {
	if k.Beginning.YAML {
		return asl.ParseYAML(text.New(k.Beginning.Definition))
	}
	return asl.ParseString(k.Beginning.Definition)
}

// ForgetEarlier deletes a kept execution. One that goes on is stopped.
func (s *Session) ForgetEarlier(id int64) error {
	if s.executions.journal == nil {
		return nil
	}
	s.stop(id)
	return s.executions.journal.Delete(id)
}

// Redrive runs an execution that failed on from where it failed, as the
// service does.
func (s *Session) Redrive(id int64) error {
	return s.again(id, func(j *journal.Journal) (*runner.Run, error) {
		return j.Redrive(s.executions.engine, id, s.executions.resumeInput(s.speed().pause()))
	})
}

// Fork starts a new execution that has gone the way of a kept one up to an
// event and goes on from there by itself, with other data if any is given.
func (s *Session) Fork(id, event int64, data value.Value) error {
	return s.again(id, func(j *journal.Journal) (*runner.Run, error) {
		return j.Fork(s.executions.engine, id, event, data, "", s.executions.resumeInput(s.speed().pause()))
	})
}

func (s *Session) again(id int64, start func(*journal.Journal) (*runner.Run, error)) error {
	j := s.executions.journal
	if j == nil {
		return errors.New("no executions are kept")
	}
	kept, err := j.Keep(id)
	if err != nil {
		return err
	}
	s.setAside()
	run, err := start(j)
	if err != nil {
		return err
	}
	s.attach(&liveRun{run: run, quit: make(chan struct{}), view: Run{Doc: definition(kept), Scenario: s.TitleOf(&kept.Execution), Speed: s.speed()}})
	return nil
}

// Interrupted are the tasks that were at work when the program last ended:
// they are given to nobody again unasked.
type Interrupted struct {
	ID         int64 // what Again takes
	Path, Name string
}

// Again gives an interrupted task to who answers it once more.
func (s *Session) Again(id int64) {
	if l := s.rehearse.live; l != nil && l.run != nil {
		l.run.Again(id)
		s.update(s.showRun)
	}
}

func (l *liveRun) interrupted() []Interrupted {
	var list []Interrupted
	for _, t := range l.run.Interrupted() {
		list = append(list, Interrupted{t.ID, t.State, t.Name})
	}
	return list
}
