package runner

import (
	"errors"
	"strings"
	"sync/atomic"
	"time"

	"github.com/stateboard/stateboard/runner/history"
	"github.com/stateboard/stateboard/runner/journal/tape"
	"github.com/stateboard/stateboard/runner/task"
)

// Recorder keeps executions, so that they can be taken up again after this
// process has ended.
type Recorder interface {
	// Begin keeps a new execution and returns once that is durable.
	Begin(tape.Beginning, tape.About) (Record, error)
}

// Record keeps one execution.
type Record interface {
	// Write hands a page over. The function returns when it and all before it
	// are durable; it may be called more than once and from any goroutine.
	// After an error the execution goes on without its record.
	Write(*tape.Page) (settle func() error)
	// Close lets go of an execution that has not ended.
	Close() error
}

// ErrLeft is the error of a run that was left by Leave.
var ErrLeft = errors.New("the execution has been left as it is")

// keeping is what a run knows of its record; the run's mu guards it.
type keeping struct {
	record  Record // nil when the execution is in memory only
	page    tape.Page
	pending *ticket      // the page handed over last, until it is known to be durable
	shown   atomic.Int64 // events that are durable; 0 shows all
	due     []*openTask  // tasks to be given to the answerer once they are on record
	giving  bool         // some are about to be
}

// ticket is a page handed over.
type ticket struct {
	settle func() error
	events int64
}

func (k *keeping) opened(t *task.Task, at time.Time) {
	if k.record != nil && (t.Person || t.Resource.WaitsForToken()) {
		k.page.Opened = append(k.page.Opened, tape.Token{Token: t.Token, Task: t.ID, State: t.State, At: at})
	}
}

func (k *keeping) closed(t *task.Task, err error) {
	if k.record != nil {
		name, _, _ := strings.Cut(err.Error(), ":")
		k.page.Closed = append(k.page.Closed, tape.Closing{Token: t.Token, Error: name})
	}
}

// record begins the run's record, if there is a recorder.
func (r *Run) record(b tape.Beginning) (*tape.Writer, error) {
	if r.in.Recorder == nil {
		return nil, nil
	}
	about := r.in.About
	about.Machine, about.Person, about.PersonFirst, about.Virtual = r.in.Machine, r.in.Person, r.in.PersonFirst, r.clock.Jumps()
	if about.Machine == "" {
		about.Machine = defaultMachine
	}
	record, err := r.in.Recorder.Begin(b, about)
	if err != nil {
		return nil, err
	}
	r.keep.record = record
	r.keep.shown.Store(1)
	return &tape.Writer{}, nil
}

// hand hands over what has not been yet; mu is held.
func (r *Run) hand() *ticket {
	k := &r.keep
	if k.record == nil {
		return nil
	}
	p := k.page
	k.page = tape.Page{}
	p.Data, p.Hard = r.x.Page()
	p.Hard = p.Hard && !r.clock.Jumps()
	p.Events = r.log.Len()
	if !p.Empty() {
		k.pending = &ticket{k.record.Write(&p), int64(p.Events)}
	}
	return k.pending
}

// settle waits until a page is durable; mu is held, but not while it waits.
func (r *Run) settle(t *ticket) {
	if t == nil {
		return
	}
	r.mu.Unlock()
	err := t.settle()
	r.mu.Lock()
	k := &r.keep
	if k.pending == t {
		k.pending = nil
	}
	switch {
	case k.record == nil:
	case err != nil:
		k.record, k.pending, k.page = nil, nil, tape.Page{}
		k.shown.Store(0)
		r.x.Stop()
	case k.shown.Load() < t.events:
		k.shown.Store(t.events)
	}
}

// flush makes all that has happened durable, and then gives the tasks to their
// answerers that have waited for that. It is true when more may have happened
// by that; mu is held, but not all the time.
func (r *Run) flush() bool {
	if r.keep.record == nil && r.keep.due == nil {
		return false
	}
	due := r.keep.due
	r.keep.due, r.keep.giving = nil, len(r.keep.due) > 0
	r.settle(r.hand())
	for _, o := range due {
		if r.open[o.task.ID] == o && r.err == nil {
			r.give(o, false)
		}
	}
	r.keep.giving = false
	return len(due) > 0
}

// end takes the run's last page together: how the execution ended, or why it
// does not go on for now; mu is held.
func (r *Run) end() {
	r.reading.CloseAll()
	stays := !r.x.Done()
	if stays {
		for id, o := range r.open {
			// An execution that does the work of a task can be found again by it.
			if o.cancel != nil && (o.part == nil || r.keep.record == nil) {
				o.cancel()
			}
			delete(r.open, id)
			if o.task.Token != "" {
				delete(r.tokens, o.task.Token)
				r.engine.release(o.task.Token, ErrTaskTimedOut)
			}
		}
		if r.err != nil && !errors.Is(r.err, ErrLeft) {
			r.keep.page.Trouble = r.err.Error()
		}
		return
	}
	for id := range r.open {
		r.close(id, ErrTaskTimedOut)
	}
	if r.keep.record != nil {
		r.keep.page.End = ending(r.log.View().Last())
	}
}

// letGo lets others have an execution that has not ended; mu is held.
func (r *Run) letGo() {
	if r.keep.record != nil && !r.x.Done() {
		r.keep.record.Close()
	}
}

// ending is how the last event says that the execution ended.
func ending(last *history.Event) *tape.End {
	e := &tape.End{At: last.Time, Status: last.Type.Status()}
	switch d := last.Details.(type) {
	case *history.Succeeded:
		e.Output = d.Output
	case *history.Failure:
		e.Error, e.Cause = d.Error, d.Cause
	}
	return e
}

// Leave ends the run and leaves the execution as it is, to be taken up again
// from its record.
func (r *Run) Leave() {
	r.change(func() {
		if r.err == nil && !r.x.Done() {
			r.err = ErrLeft
		}
	})
}

// Recorded tells whether what happens is kept on disk.
func (r *Run) Recorded() bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.keep.record != nil
}
