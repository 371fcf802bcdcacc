package session

import (
	"errors"
	"fmt"
	"time"

	"github.com/stateboard/stateboard/asl/text"
	"github.com/stateboard/stateboard/asl/value"
	"github.com/stateboard/stateboard/runner"
	"github.com/stateboard/stateboard/runner/history"
	"github.com/stateboard/stateboard/runner/journal"
	"github.com/stateboard/stateboard/runner/scenario"
	"github.com/stateboard/stateboard/runner/task"
	"github.com/stateboard/stateboard/ui/marks"
)

// liveRun is a run in the session's hands: the runner's side of it and the
// folds that are shown.
type liveRun struct {
	run     *runner.Run // nil for a kept execution that has ended
	kept    int64       // its ID in the journal; 0 when it is not known
	view    Run         // what the next Snapshot shows, less what is computed
	end     history.Execution
	past    *history.Execution // at an earlier moment; nil at the live end
	scene   *scenario.Scenario // nil for a free input
	over    bool               // the end has been told
	quit    chan struct{}
	outside func() // ends what the run's bindings have started; may be nil
}

func (r *rehearsal) close(keep bool) {
	if r.live != nil {
		r.live.close(keep)
	}
}

// close lets go of a run: one that is kept can be taken up again later, others
// are stopped.
func (l *liveRun) close(keep bool) {
	select {
	case <-l.quit:
		return
	default:
	}
	close(l.quit)
	if l.run != nil && keep {
		l.run.Leave()
	} else if l.run != nil {
		l.run.Stop("", "")
	}
	if l.outside != nil {
		go l.outside()
	}
}

// Start begins a rehearsal of the machine as it stands, with the chosen
// scenario or input. A run that still goes on is stopped.
func (s *Session) Start() error { return s.start(false) }

// StartHeld is Start, held before the first step.
func (s *Session) StartHeld() error { return s.start(true) }

func (s *Session) start(held bool) error {
	in, outside, err := s.startInput()
	if err != nil {
		return err
	}
	speed := s.speed()
	in.Pace, in.Paused = speed.pause(), held
	run, err := s.executions.engine.Start(*in)
	var unwritable *journal.WriteError
	if errors.As(err, &unwritable) {
		s.Fail(fmt.Errorf("%w; this run will not outlive the program", err))
		in.Recorder = nil
		run, err = s.executions.engine.Start(*in)
	}
	if err != nil {
		return fmt.Errorf("this machine cannot run yet: %w", err)
	}
	l := &liveRun{run: run, quit: make(chan struct{}), outside: outside, view: Run{Doc: s.next.Doc, Speed: speed}}
	if i := s.next.Scenario; i >= 0 {
		chosen := s.next.Scenarios[i]
		l.scene, l.view.Scenario = &chosen, chosen.Name
	}
	s.attach(l)
	return nil
}

// attach puts a run under the person's eyes in the place of the one before,
// which is stopped if it still goes on.
func (s *Session) attach(l *liveRun) {
	if before := s.rehearse.live; before != nil {
		// One that was taken up from the journal goes on in the background.
		if before.kept != 0 && before.run != nil {
			close(before.quit)
		} else {
			before.close(false)
		}
	}
	s.rehearse.live = l
	s.advance(l)
	if l.run != nil {
		go s.attend(l)
	}
}

// startInput gathers what a run starts with, and how to end what its bindings
// start.
func (s *Session) startInput() (in *runner.StartInput, outside func(), err error) {
	s.Settle()
	if s.next.Greyed {
		return nil, nil, errors.New("the text is broken; correct the marked place, then run")
	}
	input, err := value.Parse(s.next.Input)
	if err != nil {
		var syntax *value.SyntaxError
		if errors.As(err, &syntax) {
			return nil, nil, fmt.Errorf("the input is not JSON at %s: %s", text.New(s.next.Input).Position(syntax.Offset), syntax.Reason)
		}
		return nil, nil, err
	}
	in = &runner.StartInput{Document: s.next.Doc, Input: input, Machine: s.next.Name, Person: true, Breakpoints: s.next.Breakpoints}
	in.About.Path = s.next.Path
	if i := s.next.Scenario; i >= 0 {
		in.Type = s.next.Scenarios[i].Type
	}
	if s.executions.journal != nil {
		in.Recorder = s.executions.journal
	}
	outside, err = s.answerers(in)
	return in, outside, err
}

// attend brings what the run appends to the session's goroutine, as fast as
// the session takes it in.
func (s *Session) attend(l *liveRun) {
	news, unsubscribe := l.run.Subscribe()
	defer unsubscribe()
	for {
		select {
		case <-news:
		case <-l.quit:
			return
		}
		seen := make(chan struct{})
		s.options.Post(func() {
			defer close(seen)
			if s.rehearse.live == l {
				s.advance(l)
			}
		})
		select {
		case <-seen:
		case <-l.quit:
			return
		}
	}
}

// advance folds what is new and shows it.
func (s *Session) advance(l *liveRun) {
	s.update(func() {
		following := l.past == nil
		l.view.Live = l.goesOn()
		if l.run != nil {
			l.view.Events = l.run.Events()
		}
		l.end.Advance(l.view.Events)
		if following {
			l.view.Shown = l.view.Events.Len()
		}
		s.ended(l)
		s.showRun()
	})
}

// goesOn tells whether more events may come; asked before the events are read,
// so that none is missed.
func (l *liveRun) goesOn() bool {
	if l.run == nil {
		return false
	}
	select {
	case <-l.run.Done():
		return false
	default:
		return true
	}
}

// ended tells once how a run came out.
func (s *Session) ended(l *liveRun) {
	if l.view.Live || l.over {
		return
	}
	l.over = true
	if err := l.run.Err(); err != nil {
		s.Fail(err)
		return
	}
	if l.scene != nil {
		e := l.scene.Expect
		l.view.Findings = e.Check(scenario.OutcomeOf(&l.end))
		l.view.Expects = e.Status != "" || e.Error != "" || e.Cause != "" || !e.Output.IsAbsent() || len(e.Enters)+len(e.Avoids) > 0
	}
}

// showRun makes the Run of the next Snapshot.
func (s *Session) showRun() {
	l := s.rehearse.live
	if l == nil {
		s.next.Run = nil
		return
	}
	r := l.view
	r.Execution, r.status = &l.end, l.end.Status
	if l.past != nil {
		r.Execution = l.past
	}
	r.Paused = r.Live && l.run.Paused()
	if r.Before = ""; r.Live {
		r.Before = l.run.Before()
	}
	r.Marks = marks.Of(r.Execution, s.next.Graph)
	r.Tokens, r.Waiting, r.Interrupted = nil, false, nil
	if r.Live {
		r.Tokens, r.Interrupted = l.tokens(), l.interrupted()
		for _, v := range l.end.OpenVisits() {
			r.Waiting = r.Waiting || v.Type == history.WaitStateEntered
		}
	}
	s.next.Run = &r
}

// tokens are the tasks that wait for a person.
func (l *liveRun) tokens() []Token {
	var open []Token
	for _, v := range l.end.Tokens() {
		if v.Token == "" {
			continue
		}
		t := Token{Path: v.Path, Name: v.Name, Token: v.Token, Input: v.Parameters, Opened: v.EnteredAt, Prepared: l.run.Prepared(v.Name)}
		if state := l.view.Doc.State(v.Path); state != nil {
			t.Question = state.Base().Field("Comment").StringText()
		}
		l.deadline(&t)
		open = append(open, t)
	}
	return open
}

// deadline finds the event that opened the token and how long it is good for.
func (l *liveRun) deadline(t *Token) {
	for i := l.view.Events.Len() - 1; i >= 0; i-- {
		e := l.view.Events.At(i)
		d, ok := e.Details.(*history.Scheduled)
		if !ok || d.Token != t.Token {
			continue
		}
		t.Opened = e.Time
		seconds := d.TimeoutInSeconds
		if d.HeartbeatInSeconds > 0 && (seconds == 0 || d.HeartbeatInSeconds < seconds) {
			seconds = d.HeartbeatInSeconds
		}
		if seconds > 0 {
			t.GivesUp = e.Time.Add(time.Duration(seconds) * time.Second)
		}
		return
	}
}

// Stop aborts the run that goes on.
func (s *Session) Stop() {
	if l := s.rehearse.live; l != nil && l.run != nil {
		l.run.Stop("", "Stopped by the person who rehearsed it.")
	}
}

// Answer answers an open token. Of answers that race one is taken; the error
// says when this one came too late.
func (s *Session) Answer(token string, a task.Answer) error {
	l := s.rehearse.live
	if l == nil {
		return errors.New("nothing waits for an answer; run the machine first")
	}
	err := s.executions.engine.Answer(token, a)
	switch {
	case errors.Is(err, runner.ErrTaskDoesNotExist):
		return errors.New("this task has been answered already")
	case errors.Is(err, runner.ErrTaskTimedOut):
		return errors.New("this task has given up waiting, or its execution has ended")
	}
	return err
}

// Hold holds the run between two steps, or lets it go on.
func (s *Session) Hold(held bool) {
	l := s.rehearse.live
	if l == nil || l.run == nil {
		return
	}
	if held {
		l.run.Pause()
	} else {
		l.run.Resume()
	}
	s.update(s.showRun)
}

// Step lets a held run take one step; where nothing runs it starts one and
// holds it.
func (s *Session) Step() error {
	l := s.rehearse.live
	if l == nil || !l.view.Live {
		return s.StartHeld()
	}
	l.run.Step()
	s.update(s.showRun)
	return nil
}

// SkipWait lets the Wait, or the time before a retry, that would end first end
// now.
func (s *Session) SkipWait() {
	if l := s.rehearse.live; l != nil && l.run != nil && !l.run.SkipWait() {
		s.Tell("Nothing waits for time to pass.")
	}
}

// SetSpeed sets how long runs stay at each step, also the one that goes on.
func (s *Session) SetSpeed(speed Speed) {
	s.SetPrefs(func(p *Prefs) { p.Speed = Speeds[speed] })
	s.update(func() {
		if l := s.rehearse.live; l != nil && l.run != nil {
			l.view.Speed = speed
			l.run.SetPace(speed.pause())
			s.showRun()
		}
	})
}

func (s *Session) speed() Speed {
	for i, name := range Speeds {
		if name == s.prefs.Speed {
			return Speed(i)
		}
	}
	return Normal
}

// Speed is how long the next run stays at each step.
func (s *Session) Speed() Speed { return s.speed() }

// Show shows the run as it was after its first n events; all of them, or more,
// follow the live end again.
func (s *Session) Show(n int) {
	l := s.rehearse.live
	if l == nil {
		return
	}
	n = max(0, min(n, l.view.Events.Len()))
	if n == l.view.Shown && (l.past != nil || n == l.view.Events.Len()) {
		return
	}
	s.update(func() {
		l.view.Shown = n
		switch {
		case n == l.view.Events.Len():
			l.past = nil
		case l.past != nil && n >= l.past.Events():
			l.past.Advance(l.view.Events.First(n))
		default:
			l.past = history.Fold(l.view.Events.First(n))
		}
		s.showRun()
	})
}
