package runner

import (
	"errors"
	"slices"
	"time"

	"github.com/stateboard/stateboard/runner/history"
	"github.com/stateboard/stateboard/runner/interp"
	"github.com/stateboard/stateboard/runner/journal/tape"
	"github.com/stateboard/stateboard/runner/task"
)

// burst is how many steps are taken before others get a look in.
const burst = 512

var errStuck = errors.New("the execution waits for nothing; this is a fault of the program, please report it")

// begin starts the execution, and its record.
func (r *Run) begin() error {
	b := tape.Beginning{Definition: r.Program.Document.Text.String(), Input: r.in.Input, At: r.clock.Now(), Origin: r.Origin,
		RoleARN: "arn:aws:iam::" + Account + ":role/stateboard", Region: Region, Secret: Secret(), YAML: r.Program.Document.YAML}
	w, err := r.record(b)
	if err != nil {
		return err
	}
	r.log = &history.Log{}
	x, commands := tape.Begin(r.Program, b, r.ask(), r.log, w)
	r.x = x
	r.run(commands)
	return nil
}

func (r *Run) ask() tape.Ask { return tape.Ask{Person: r.person, Reports: r.reports} }

// reports tells whether it is reported when a task is taken on.
func (r *Run) reports(t *task.Task) bool { return task.Reports(r.in.Answerer, t) }

// person tells whether a task is left to a person.
func (r *Run) person(t *task.Task) bool {
	if !r.in.Person && !r.in.PersonFirst {
		return false
	}
	if r.in.PersonFirst && t.Resource.WaitsForToken() {
		return true
	}
	return r.in.Person && (r.in.Answerer == nil || !r.in.Answerer.Takes(t))
}

// loop is the run's goroutine.
func (r *Run) loop() {
	for {
		r.mu.Lock()
		rest := r.advance()
		over := r.x.Done() || r.err != nil
		if over {
			r.end()
		}
		if r.flush() {
			rest = again
		}
		if over {
			r.letGo()
			r.engine.quit(r)
			close(r.done)
		}
		r.tell()
		r.mu.Unlock()
		if over {
			return
		}
		rest()
	}
}

// again is the rest of those who have more to do.
func again() {}

// advance takes the steps that can be taken now and returns how to wait for
// more; mu is held.
func (r *Run) advance() (rest func()) {
	if !r.paused && !r.clock.Jumps() {
		r.overdue()
	}
	for n := 0; ; n++ {
		switch {
		case r.x.Done() || r.err != nil:
			return nil
		case r.paused && r.steps == 0:
			return r.asleep
		case r.breaking():
			r.paused = true
			return r.asleep
		case n >= burst:
			return again
		case !r.x.Ready():
			return r.due()
		}
		before := r.log.Len()
		r.at = ""
		r.run(r.x.Next(r.clock.Now()))
		if r.log.Len() == before {
			continue
		}
		if r.steps > 0 {
			r.steps--
		}
		if r.pace > 0 && !r.paused {
			return r.between(r.pace)
		}
	}
}

// breaking tells whether the next step would enter a state with a breakpoint
// that has not held the run yet; mu is held.
func (r *Run) breaking() bool {
	if r.paused || len(r.breaks) == 0 || r.at != "" {
		return false
	}
	if to := r.x.Entering(); r.breaks[to] {
		r.at = to
	}
	return r.at != ""
}

// overdue fires what has come due while steps were taken; mu is held.
func (r *Run) overdue() {
	now := r.clock.Now()
	for {
		next, ok := r.timers.Next(true)
		if !ok || next.At.After(now) {
			return
		}
		r.timers.Clear(next.ID)
		r.run(r.x.Fire(next.ID, now))
	}
}

// asleep waits for a change.
func (r *Run) asleep() { <-r.wake }

// between waits for the pace to pass, anew when something changes.
func (r *Run) between(pace time.Duration) func() {
	until := r.pacer.Now().Add(pace)
	return func() {
		c, stop := r.pacer.Until(until)
		defer stop()
		for {
			select {
			case <-c:
				return
			case <-r.wake:
				r.mu.Lock()
				same := r.pace == pace && !r.paused && !r.x.Done()
				r.mu.Unlock()
				if !same {
					r.nudge()
					return
				}
			}
		}
	}
}

// due waits for the next timer or a change. Virtual time does not run into
// timeouts while somebody outside is at work.
func (r *Run) due() func() {
	next, ok := r.timers.Next(!r.clock.Jumps() || len(r.open) == 0)
	if !ok {
		if len(r.open) == 0 {
			r.err = errStuck
			return nil
		}
		return r.asleep
	}
	return func() {
		c, stop := r.clock.Until(next.At)
		defer stop()
		select {
		case <-c:
			r.mu.Lock()
			r.timers.Clear(next.ID)
			r.run(r.x.Fire(next.ID, r.clock.Now()))
			r.mu.Unlock()
		case <-r.wake:
		}
	}
}

// run does what the interpreter asks for; mu is held.
func (r *Run) run(commands []interp.Command) {
	for i, c := range commands {
		switch c := c.(type) {
		case interp.SetTimer:
			r.timers.Set(c.Timer)
		case interp.ClearTimer:
			r.timers.Clear(c.ID)
		case interp.StartTask:
			r.start(c.Task)
		case interp.CancelTask:
			if o := r.open[c.ID]; o != nil {
				if o.cancel != nil {
					o.cancel()
				}
				r.close(c.ID, ErrTaskTimedOut)
			}
		case interp.ReadItems, interp.WriteResults:
			rest := slices.Clone(commands[i+1:]) // the answer takes their place
			r.serve(c)
			r.run(rest)
			return
		}
	}
}

// start sees to a task that has been asked for; mu is held. A task that does
// something outside is given to its answerer only once it is on record.
func (r *Run) start(t *task.Task) {
	t.Execution = r.Origin.Execution
	if t.Person {
		r.hold(&openTask{task: t})
		return
	}
	taken := r.in.Answerer != nil && r.in.Answerer.Takes(t)
	harmless := !taken || task.Harmless(r.in.Answerer, t)
	if taken {
		r.x.Handed(t.ID, harmless)
	}
	if !harmless && r.keep.record != nil {
		o := &openTask{task: t}
		r.hold(o)
		r.keep.due = append(r.keep.due, o)
		return
	}
	r.give(&openTask{task: t}, harmless)
}

// hold keeps a task open until it is answered; mu is held.
func (r *Run) hold(o *openTask) {
	r.open[o.task.ID] = o
	if o.task.Token != "" {
		r.tokens[o.task.Token] = o.task.ID
		r.engine.hold(o.task.Token, r)
		r.keep.opened(o.task, r.clock.Now())
	}
}

// give gives a task to the answerer; mu is held.
func (r *Run) give(o *openTask, harmless bool) {
	t := o.task
	if !harmless && t.Token != "" && r.open[t.ID] == nil {
		r.hold(o) // who gets the token from the answerer may be quick to use it
	}
	taken := task.Taken(task.Declined{})
	if r.in.Answerer != nil {
		taken = r.in.Answerer.Take(t, func(a task.Answer) { r.reply(t.ID, a) })
	}
	switch taken := taken.(type) {
	case task.Answered:
		r.close(t.ID, ErrTaskDoesNotExist)
		r.x.Answer(t.ID, taken.Answer, harmless, r.clock.Now())
	case task.Declined:
		r.err = &task.Unanswered{Task: t, Why: taken.Why}
	case task.Kept:
		r.kept(o, taken)
	}
}

// kept notes that an answerer is at work on a task; mu is held.
func (r *Run) kept(o *openTask, k task.Kept) {
	o.cancel, o.part, o.atWork = k.Cancel, k.Part, true
	if r.open[o.task.ID] == nil {
		r.hold(o)
	}
	if o.part == nil {
		return
	}
	o.part.SetPace(r.pace)
	if r.paused {
		o.part.Pause()
	}
}
