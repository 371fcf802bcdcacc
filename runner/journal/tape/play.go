package tape

import (
	"errors"
	"fmt"
	"hash/fnv"
	"math"
	"time"

	"github.com/stateboard/stateboard/asl/value"
	"github.com/stateboard/stateboard/runner/dataset"
	"github.com/stateboard/stateboard/runner/history"
	"github.com/stateboard/stateboard/runner/interp"
	"github.com/stateboard/stateboard/runner/task"
)

// PlayError says why a tape cannot be played on.
type PlayError struct {
	Event  int64 // the last event it came to
	Reason string
}

func (e *PlayError) Error() string {
	return fmt.Sprintf("the execution cannot be followed beyond its event %d: %s", e.Event, e.Reason)
}

// Options say how to play.
type Options struct {
	Until  int64            // stop once there are so many events; 0 plays all
	Store  dataset.Store    // where items are read again; nil cannot
	Recall func(*task.Task) // hears of tasks that were given to who answers them and have come to an end; may be nil

	copy    *Writer     // gets what is played, and marks do not count; may be nil
	amend   value.Value // what call number amendAt takes in instead
	amendAt int64
}

// Played is an execution played to the end of its tape.
type Played struct {
	*Deck
	Log    *history.Log
	At     time.Time        // of the last call
	Open   []interp.Command // what was asked for and has not come: tasks, timers, items, results to write
	Handed map[int64]bool   // tasks that were given to who answers them, and are open
}

// Play plays a tape again. The error is a *PlayError; what was played up to
// it is returned beside it.
func Play(p *interp.Program, b Beginning, data []byte, o Options) (*Played, error) {
	entries, damaged := scan(data)
	var endings []ending
	for {
		y := begin(p, b, entries, endings, &o)
		err := y.run()
		y.reading.CloseAll()
		switch {
		case err == errRedriven:
			endings = append(endings, ending{y.calls, y.Log.View()})
			continue
		case err == nil && damaged != nil && (o.Until == 0 || int64(y.Log.Len()) < o.Until):
			err = damaged
		}
		y.finish()
		for _, t := range y.recalled {
			o.Recall(t)
		}
		if err != nil {
			return y.Played, &PlayError{int64(y.Log.Len()), err.Error()}
		}
		return y.Played, nil
	}
}

// Continue lets the execution go on: calls are written down in w from now on,
// unless that is nil, and ask is asked.
func (y *Played) Continue(w *Writer, ask Ask) *Deck {
	if w != nil {
		w.at = y.At.UnixNano()
		w.sum = sum{}
		w.sum.advance(y.Log.View())
		w.page, w.steps, w.hard = w.page[:0], 0, false
	}
	y.w, y.ask = w, ask
	return y.Deck
}

// ending is how an execution ended before it was redriven.
type ending struct {
	calls  int64 // with which call
	events history.View
}

var errNoData = errors.New("the step there takes in no data that could be changed")

// errRedriven stops a play at a redrive whose ending is not known yet.
var errRedriven = errors.New("redriven")

// player is a play under way.
type player struct {
	*Played
	o        *Options
	entries  []entry
	endings  []ending
	at       int64
	sum      sum
	open     map[key]interp.Command
	order    []key
	redrive  int
	recalled []*task.Task
	reading  dataset.Readers
	later    bool // what the tape says about the task asked for last
	fault    error
}

// key names what is open: tasks, timers and map runs have IDs of their own.
type key struct {
	kind byte
	id   int64
}

func begin(p *interp.Program, b Beginning, entries []entry, endings []ending, o *Options) *player {
	y := &player{Played: &Played{Log: &history.Log{}, Handed: map[int64]bool{}, At: b.At}, o: o, entries: entries, endings: endings,
		at: b.At.UnixNano(), open: map[key]interp.Command{}, reading: dataset.Readers{}}
	deck, commands := Begin(p, b, Ask{y.left, func(*task.Task) bool { return y.later }}, y.Log, o.copy)
	y.Deck = deck
	y.note(commands)
	return y
}

// left is what the tape says about a task being left to a person.
func (y *player) left(t *task.Task) bool {
	if len(y.entries) == 0 || !y.entries[0].op.asks() {
		y.fault = fmt.Errorf("the state %q asks for a task that is not on record", t.Name)
		return false
	}
	left := y.entries[0].op == opPerson
	y.later = y.entries[0].op == opLater
	y.entries = y.entries[1:]
	return left
}

func (y *player) run() error {
	for len(y.entries) > 0 {
		if y.o.Until > 0 && int64(y.Log.Len()) >= y.o.Until {
			return nil
		}
		e := y.entries[0]
		y.entries = y.entries[1:]
		if err := y.play(&e); err != nil {
			return err
		}
	}
	return nil
}

// finish makes the deck ready to go on.
func (y *player) finish() {
	y.At = y.now()
	for _, k := range y.order {
		if c := y.open[k]; c != nil && !y.Done() {
			y.Open = append(y.Open, c)
		}
	}
}

func (y *player) now() time.Time { return time.Unix(0, y.at).UTC() }

// ending tells whether the next call is the one that ended the execution
// before a redrive, which is not made again: its events are on record.
func (y *player) ends() bool {
	return y.redrive < len(y.endings) && y.calls == y.endings[y.redrive].calls-1
}

func (y *player) play(e *entry) error {
	switch e.op {
	case opTime:
		y.at += e.n
		return nil
	case opSteps:
		return y.steps(e.n)
	case opHanded:
		y.handed(e.n)
		return nil
	case opMark:
		return y.mark(e)
	case opRedrive:
		return y.redriven()
	case opAlone, opPerson, opLater:
		if !y.ends() {
			return errDamaged
		}
		if y.w != nil { // asked by the call that is not made again
			y.w.bare(e.op)
		}
		return nil
	}
	if y.ends() {
		if y.w != nil {
			y.w.moment(y.now())
			y.w.entry(e)
		}
		return nil
	}
	if y.Done() {
		return errors.New("it has come to its end, and more is on record")
	}
	return y.outside(e)
}

func (y *player) steps(n int64) error {
	for range n {
		switch {
		case y.ends():
			if y.w != nil {
				y.w.step(y.now())
			}
			return nil
		case y.o.Until > 0 && int64(y.Log.Len()) >= y.o.Until:
			return nil
		case !y.Ready():
			return errors.New("the machine does not get as far as what is on record")
		}
		if y.amends() {
			if !y.Amend(y.o.amend) {
				return errNoData
			}
		}
		y.note(y.Next(y.now()))
		if y.fault != nil {
			return y.fault
		}
	}
	return nil
}

// outside makes a call that came from outside.
func (y *player) outside(e *entry) error {
	now := y.now()
	switch e.op {
	case opReturn, opThrow:
		a, err := e.answer()
		if err != nil {
			return err
		}
		y.close('t', e.n)
		if !y.Answer(e.n, a, false, now) {
			return errors.New("an answer is on record to a task that is not open")
		}
	case opSubmitted, opBegun:
		a, err := e.answer()
		if err != nil {
			return err
		}
		if !y.Report(e.n, a, now) {
			return errors.New("a report is on record of a task that is not open")
		}
	case opFire:
		y.close('w', e.n)
		y.note(y.Fire(e.n, now))
	case opBeat:
		_, commands := y.Heartbeat(e.n, now)
		y.note(commands)
	case opAbort:
		y.note(y.Abort(e.a, e.b, now))
	case opItems, opSome:
		return y.items(e)
	case opNoItems:
		y.close('i', e.n)
		y.note(y.Items(e.n, nil, false, errors.New(e.a)))
	case opWritten:
		y.close('r', e.n)
		y.note(y.Written(e.n, nil))
	case opUnwritten:
		y.close('r', e.n)
		y.note(y.Written(e.n, errors.New(e.a)))
	case opAmend:
		v, err := value.Parse(e.a)
		if err != nil {
			return errDamaged
		}
		if !y.Amend(v) {
			return errNoData
		}
	}
	return y.fault
}

// items reads items of a map run again; they must be those it had.
func (y *player) items(e *entry) error {
	asked, ok := y.open[key{'i', e.n}].(interp.ReadItems)
	if !ok {
		return errors.New("items are on record that the machine does not ask for")
	}
	if y.o.Store == nil {
		return errors.New("it reads items from a folder that was not named")
	}
	n := int(e.some >> 1)
	if e.op == opItems {
		n = math.MaxInt
	}
	items, more, err := y.read(asked, n)
	if err != nil {
		return fmt.Errorf("its items cannot be read again: %w", err)
	}
	if digest(items) != e.sum || e.op == opSome && (len(items) != n || more != (e.some&1 != 0)) {
		return fmt.Errorf("the items in %s/%s are not those it began with", asked.Request.Bucket, asked.Request.Key)
	}
	y.close('i', e.n)
	y.note(y.Items(e.n, items, more, nil))
	return nil
}

// read reads n items, or all if there are not so many.
func (y *player) read(asked interp.ReadItems, n int) (items []dataset.Item, more bool, err error) {
	for {
		var some []dataset.Item
		some, more, err = y.reading.Next(y.o.Store, asked.ID, asked.Request, asked.From+int64(len(items)), n-len(items))
		items = append(items, some...)
		if err != nil || !more || len(items) >= n {
			return items, more, err
		}
	}
}

func (y *player) handed(id int64) {
	if y.open[key{'t', id}] != nil {
		y.Played.Handed[id] = true
	}
	if y.w != nil {
		y.Deck.Handed(id, true)
	}
}

// mark holds what has been played against what was recorded.
func (y *player) mark(e *entry) error {
	if y.ends() || y.o.copy != nil {
		return nil
	}
	y.sum.advance(y.Log.View())
	if int64(y.sum.events) != e.n || y.sum.hash != e.sum {
		return errors.New("this version of the program comes to other events than the one that recorded it")
	}
	return nil
}

// note keeps what is open outside.
func (y *player) note(commands []interp.Command) {
	for _, c := range commands {
		switch c := c.(type) {
		case interp.StartTask:
			y.opened('t', c.Task.ID, c)
		case interp.SetTimer:
			y.opened('w', c.Timer.ID, c)
		case interp.ReadItems:
			y.opened('i', c.ID, c)
		case interp.WriteResults:
			y.opened('r', c.ID, c)
		case interp.CancelTask:
			y.close('t', c.ID)
		case interp.ClearTimer:
			y.close('w', c.ID)
		}
	}
}

func (y *player) opened(kind byte, id int64, c interp.Command) {
	k := key{kind, id}
	y.open[k] = c
	y.order = append(y.order, k)
}

func (y *player) close(kind byte, id int64) {
	k := key{kind, id}
	if c, ok := y.open[k].(interp.StartTask); ok && y.Played.Handed[id] {
		delete(y.Played.Handed, id)
		if y.o.Recall != nil {
			y.recalled = append(y.recalled, c.Task)
		}
	}
	delete(y.open, k)
	if len(y.order) > 64 && len(y.order) > 4*len(y.open) {
		kept := y.order[:0]
		for _, k := range y.order {
			if y.open[k] != nil {
				kept = append(kept, k)
			}
		}
		y.order = kept
	}
}

// digest is a sum over items, to know them again.
func digest(items []dataset.Item) uint64 {
	h := fnv.New64a()
	var buf []byte
	for i := range items {
		buf = append(items[i].Value.AppendJSON(append(append(buf[:0], items[i].Key...), 0)), 0)
		h.Write(buf)
	}
	return h.Sum64()
}
