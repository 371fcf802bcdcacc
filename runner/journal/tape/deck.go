package tape

import (
	"time"

	"github.com/stateboard/stateboard/asl/value"
	"github.com/stateboard/stateboard/runner/dataset"
	"github.com/stateboard/stateboard/runner/history"
	"github.com/stateboard/stateboard/runner/interp"
	"github.com/stateboard/stateboard/runner/task"
)

// Beginning is what an execution starts from.
type Beginning struct {
	Definition string
	YAML       bool // the definition is written in YAML, not JSON
	Input      value.Value
	At         time.Time
	Origin     history.Origin
	RoleARN    string
	Region     string
	Secret     []byte // of the task tokens
}

// Deck is an execution whose calls are written down. It is not safe for
// concurrent use.
type Deck struct {
	x     *interp.Progress
	log   *history.Log
	w     *Writer // nil writes nothing
	ask   Ask
	later bool  // what was asked last about a task
	calls int64 // of the interpreter so far
}

// Ask asks about tasks that are scheduled; functions that are nil say no.
type Ask struct {
	Person  func(*task.Task) bool // interp.Setting's
	Reports func(*task.Task) bool // too
}

// Begin starts an execution; its calls go to w, unless that is nil.
func Begin(p *interp.Program, b Beginning, ask Ask, log *history.Log, w *Writer) (*Deck, []interp.Command) {
	d := &Deck{log: log, w: w, ask: ask}
	set := interp.Setting{Origin: b.Origin, RoleARN: b.RoleARN, Region: b.Region, Token: tokens(b), Person: d.left, Reports: func(*task.Task) bool { return d.later }}
	var commands []interp.Command
	if w != nil {
		w.at = b.At.UnixNano()
	}
	d.x, commands = interp.Begin(p, set, b.Input, b.At, log)
	return d, commands
}

// left asks whether a task is left to a person, and if not, whether it will be
// reported as taken on, and writes the answers down.
func (d *Deck) left(t *task.Task) bool {
	left := d.ask.Person != nil && d.ask.Person(t)
	d.later = !left && t.Resource.Submits() && d.ask.Reports != nil && d.ask.Reports(t)
	if d.w != nil {
		switch {
		case left:
			d.w.bare(opPerson)
		case d.later:
			d.w.bare(opLater)
		default:
			d.w.bare(opAlone)
		}
	}
	return left
}

// Report is Progress.Report.
func (d *Deck) Report(id int64, a task.Answer, now time.Time) bool {
	if !d.x.Report(id, a, now) {
		return false
	}
	d.calls++
	if d.w != nil {
		d.w.moment(now)
		d.w.answer(id, a)
	}
	return true
}

// Done tells whether the execution has ended.
func (d *Deck) Done() bool { return d.x.Done() }

// Ready tells whether Next can do something.
func (d *Deck) Ready() bool { return d.x.Ready() }

// Entering is Progress.Entering.
func (d *Deck) Entering() string { return d.x.Entering() }

// Next is Progress.Next.
func (d *Deck) Next(now time.Time) []interp.Command {
	if d.w != nil {
		d.w.step(now)
	}
	d.calls++
	return d.x.Next(now)
}

// Answer is Progress.Answer. Rederivable answers can be had again the same,
// so a power cut may take them.
func (d *Deck) Answer(id int64, a task.Answer, rederivable bool, now time.Time) bool {
	if !d.x.Answer(id, a, now) {
		return false
	}
	d.calls++
	if d.w != nil {
		d.w.moment(now)
		d.w.answer(id, a)
		d.w.hard = d.w.hard || !rederivable
	}
	return true
}

// Heartbeat is Progress.Heartbeat.
func (d *Deck) Heartbeat(id int64, now time.Time) (bool, []interp.Command) {
	alive, commands := d.x.Heartbeat(id, now)
	if alive {
		d.calls++
		if d.w != nil {
			d.w.moment(now)
			d.w.put(opBeat, id)
		}
	}
	return alive, commands
}

// Fire is Progress.Fire.
func (d *Deck) Fire(id int64, now time.Time) []interp.Command {
	if d.x.Done() {
		return nil
	}
	d.calls++
	if d.w != nil {
		d.w.moment(now)
		d.w.put(opFire, id)
		d.w.hard = true
	}
	return d.x.Fire(id, now)
}

// Abort is Progress.Abort.
func (d *Deck) Abort(err, cause string, now time.Time) []interp.Command {
	if d.x.Done() {
		return nil
	}
	d.calls++
	if d.w != nil {
		d.w.moment(now)
		d.w.bare(opAbort)
		d.w.text(err)
		d.w.text(cause)
		d.w.hard = true
	}
	return d.x.Abort(err, cause, now)
}

// Items is Progress.Items. The tape keeps a digest of the items, which are
// read again when it is played.
func (d *Deck) Items(id int64, items []dataset.Item, more bool, err error) []interp.Command {
	if d.x.Done() {
		return nil
	}
	d.calls++
	if d.w != nil {
		if err != nil {
			d.w.put(opNoItems, id)
			d.w.text(err.Error())
		} else {
			d.w.put(opSome, id)
			d.w.some(len(items), more, digest(items))
		}
		d.w.hard = true
	}
	return d.x.Items(id, items, more, err)
}

// Written is Progress.Written.
func (d *Deck) Written(id int64, err error) []interp.Command {
	if d.x.Done() {
		return nil
	}
	d.calls++
	if d.w != nil {
		if err != nil {
			d.w.put(opUnwritten, id)
			d.w.text(err.Error())
		} else {
			d.w.put(opWritten, id)
		}
		d.w.hard = true
	}
	return d.x.Written(id, err)
}

// Handed notes that a task is about to be given to who answers it. The page
// with the note must be kept before it is, so that nothing is done twice
// unnoticed; not so when doing it twice is harmless.
func (d *Deck) Handed(id int64, harmless bool) {
	if d.w != nil {
		d.w.put(opHanded, id)
		d.w.hard = d.w.hard || !harmless
	}
}

// Amend is Progress.Amend.
func (d *Deck) Amend(v value.Value) bool {
	if !d.x.Amend(v) {
		return false
	}
	if d.w != nil {
		d.w.bare(opAmend)
		d.w.text(v.JSON())
		d.w.hard = true
	}
	return true
}

// Children is Progress.Children.
func (d *Deck) Children(mapRun string) []*history.Log { return d.x.Children(mapRun) }

// Page is what has been written since the page before, and whether it must
// survive a power cut; nil when that is nothing.
func (d *Deck) Page() (page []byte, hard bool) {
	w := d.w
	if w == nil {
		return nil, false
	}
	w.settle()
	if len(w.page) == 0 {
		return nil, false
	}
	w.sum.advance(d.log.View())
	w.put(opMark, int64(w.sum.events))
	w.fixed(w.sum.hash)
	hard, w.hard = w.hard, false
	return w.seal(), hard
}

// Stop ends the writing: what follows is not kept.
func (d *Deck) Stop() { d.w = nil }
