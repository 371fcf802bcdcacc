package runner

import (
	"slices"

	"github.com/stateboard/stateboard/runner/history"
	"github.com/stateboard/stateboard/runner/interp"
	"github.com/stateboard/stateboard/runner/journal/tape"
	"github.com/stateboard/stateboard/runner/task"
)

// Resume takes an execution up again where its tape ended: in.Program is what
// it runs, played on it; record goes on keeping it and may be nil. Its open
// tasks have the tokens they had; timers that have come due meanwhile fire at
// once. Tasks that had been given to an answerer that does things outside are
// not given to it again: it finds what it began (task.Rejoiner), or see
// Run.Interrupted.
func (e *Engine) Resume(in StartInput, y *tape.Played, record Record) *Run {
	r := e.newRun(in.Program, in)
	r.log = y.Log
	if d, ok := y.Log.View().At(0).Details.(*history.Started); ok {
		r.Origin = d.Origin
	}
	var w *tape.Writer
	if record != nil {
		r.keep.record, w = record, &tape.Writer{}
		r.keep.shown.Store(int64(y.Log.Len()))
	}
	r.x = y.Continue(w, r.ask())
	r.mu.Lock()
	e.enter(r)
	for _, c := range y.Open {
		start, ok := c.(interp.StartTask)
		switch {
		case !ok:
			r.run([]interp.Command{c})
		case y.Handed[start.Task.ID] && !repeatable(in.Answerer, start.Task):
			r.rejoin(start.Task)
		default:
			r.start(start.Task)
		}
	}
	r.mu.Unlock()
	go r.loop()
	return r
}

// repeatable tells whether a task that was given to who answers it can be given
// to him again. When nobody takes it, as when a permission has been withdrawn,
// that is not so.
func repeatable(a task.Answerer, t *task.Task) bool {
	return a != nil && a.Takes(t) && task.Harmless(a, t)
}

// rejoin takes a task up that had been given to who answers it: what he began
// goes on where that can be found, else the task is an interrupted one; mu is
// held.
func (r *Run) rejoin(t *task.Task) {
	t.Execution = r.Origin.Execution
	o := &openTask{task: t}
	r.hold(o)
	if k, ok := task.Rejoin(r.in.Answerer, t, true, func(a task.Answer) { r.reply(t.ID, a) }).(task.Kept); ok {
		r.kept(o, k)
		return
	}
	r.interrupted = append(r.interrupted, o)
}

// Interrupted are the open tasks that were at work when the program that ran
// the execution ended. Whether they have done their work is not known: they
// wait for Again, or for an answer by Answer or by their token.
func (r *Run) Interrupted() []*task.Task {
	r.mu.Lock()
	defer r.mu.Unlock()
	var list []*task.Task
	for _, o := range r.interrupted {
		if r.open[o.task.ID] == o {
			list = append(list, o.task)
		}
	}
	return list
}

// Again gives an interrupted task to its answerer once more. It is false when
// there is no such task.
func (r *Run) Again(id int64) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	at := slices.IndexFunc(r.interrupted, func(o *openTask) bool { return o.task.ID == id && r.open[id] == o })
	if at < 0 {
		return false
	}
	r.x.Handed(id, false)
	r.keep.due = append(r.keep.due, r.interrupted[at])
	r.interrupted = slices.Delete(r.interrupted, at, at+1)
	r.nudge()
	return true
}

// Answer answers an interrupted task. The error is ErrTaskDoesNotExist.
func (r *Run) Answer(id int64, a task.Answer) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	at := slices.IndexFunc(r.interrupted, func(o *openTask) bool { return o.task.ID == id && r.open[id] == o })
	if at < 0 || !r.x.Answer(id, a, false, r.clock.Now()) {
		return ErrTaskDoesNotExist
	}
	r.close(id, ErrTaskDoesNotExist)
	r.nudge()
	r.settle(r.hand())
	return nil
}

// Waiting tells whether the execution goes on only when somebody answers, or
// a time limit runs out.
func (r *Run) Waiting() bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.x.Done() || r.err != nil || r.x.Ready() || len(r.open) == 0 || len(r.keep.due) > 0 || r.keep.giving {
		return false
	}
	if _, timed := r.timers.Next(false); timed {
		return false
	}
	for _, o := range r.open {
		if o.atWork && (o.part == nil || !o.part.Waiting()) {
			return false
		}
	}
	return true
}
