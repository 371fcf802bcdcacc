package tape

import (
	"encoding/binary"
	"errors"
	"hash/crc32"
	"time"

	"github.com/stateboard/stateboard/asl/value"
	"github.com/stateboard/stateboard/runner/task"
)

// op is what an entry of a tape is. The numbers are on disk: new ones go to
// the end.
type op byte

const (
	opTime      op = iota + 1 // nanoseconds since the entry before
	opSteps                   // a number of steps at that time
	opReturn                  // task, output
	opThrow                   // task, error, cause
	opFire                    // timer
	opBeat                    // task
	opAbort                   // error, cause
	opAlone                   // a task is not left to a person
	opPerson                  // it is
	opHanded                  // task, given to who answers it
	opItems                   // map run, digest of all its items
	opNoItems                 // map run, error
	opWritten                 // map run
	opUnwritten               // map run, error
	opAmend                   // input
	opRedrive
	opMark      // events, sum
	opSeal      // checksum of the page up to here
	opSome      // map run, twice the number of items that came and 1 if there were more, digest of them
	opLater     // a task is not left to a person, and that the service takes it on is reported later
	opSubmitted // task, what the service answered; "" is nothing
	opBegun     // task, name of the worker
)

// asks tells whether it answers what is asked about a task that is scheduled.
func (o op) asks() bool { return o == opAlone || o == opPerson || o == opLater }

// entry is one entry of a tape; which fields it has depends on the op.
type entry struct {
	op   op
	n    int64 // a number of steps, an ID, nanoseconds, events
	some int64 // items and whether there are more
	sum  uint64
	a, b string
}

// errDamaged is the fault of bytes that are no tape.
var errDamaged = errors.New("its record is damaged")

// scan reads all entries of a tape; of one that is damaged those of the pages
// before the damage.
func scan(data []byte) ([]entry, error) {
	r := reader{data}
	var list []entry
	sealed, page := 0, data
	for len(r.b) > 0 {
		if op(r.b[0]) == opSeal {
			length := len(page) - len(r.b)
			r.b = r.b[1:]
			sum, ok := r.fixed(true)
			if !ok || sum != seal(page[:length]) {
				return list[:sealed], errDamaged
			}
			sealed, page = len(list), r.b
			continue
		}
		e := entry{op: op(r.b[0])}
		r.b = r.b[1:]
		ok := true
		switch e.op {
		case opSteps:
			e.n, ok = r.number()
		case opTime, opFire, opBeat, opHanded, opWritten:
			e.n, ok = r.signed()
		case opReturn, opUnwritten, opNoItems, opSubmitted, opBegun:
			e.n, ok = r.signed()
			e.a, ok = r.text(ok)
		case opThrow:
			e.n, ok = r.signed()
			e.a, ok = r.text(ok)
			e.b, ok = r.text(ok)
		case opAbort:
			e.a, ok = r.text(true)
			e.b, ok = r.text(ok)
		case opAmend:
			e.a, ok = r.text(true)
		case opAlone, opPerson, opLater, opRedrive:
		case opItems, opMark:
			e.n, ok = r.signed()
			e.sum, ok = r.fixed(ok)
		case opSome:
			if e.n, ok = r.signed(); ok {
				e.some, ok = r.number()
			}
			e.sum, ok = r.fixed(ok)
		default:
			ok = false
		}
		if !ok {
			return list[:sealed], errDamaged
		}
		list = append(list, e)
	}
	if sealed < len(list) {
		return list[:sealed], errDamaged
	}
	return list, nil
}

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

func seal(page []byte) uint64 { return uint64(crc32.Checksum(page, castagnoli)) }

// seal ends a page.
func (w *Writer) seal() []byte {
	w.settle()
	sum := seal(w.page)
	w.page = append(w.page, byte(opSeal))
	w.fixed(sum)
	page := w.page
	w.page = nil
	return page
}

type reader struct{ b []byte }

func (r *reader) number() (int64, bool) {
	n, size := binary.Uvarint(r.b)
	if size <= 0 || n > 1<<62 {
		return 0, false
	}
	r.b = r.b[size:]
	return int64(n), true
}

func (r *reader) signed() (int64, bool) {
	n, size := binary.Varint(r.b)
	if size <= 0 {
		return 0, false
	}
	r.b = r.b[size:]
	return n, true
}

func (r *reader) text(ok bool) (string, bool) {
	if !ok {
		return "", false
	}
	n, ok := r.number()
	if !ok || n > int64(len(r.b)) {
		return "", false
	}
	s := string(r.b[:n])
	r.b = r.b[n:]
	return s, true
}

func (r *reader) fixed(ok bool) (uint64, bool) {
	if !ok || len(r.b) < 8 {
		return 0, false
	}
	n := binary.LittleEndian.Uint64(r.b)
	r.b = r.b[8:]
	return n, true
}

// Writer writes a tape. The zero Writer is at its beginning.
type Writer struct {
	page  []byte
	at    int64 // nanoseconds since 1970 of the last entry
	steps int64 // taken at that time and not written yet
	sum   sum
	hard  bool
}

func (w *Writer) moment(now time.Time) {
	if at := now.UnixNano(); at != w.at {
		w.settle()
		w.page = binary.AppendVarint(append(w.page, byte(opTime)), at-w.at)
		w.at = at
	}
}

// settle writes the steps counted.
func (w *Writer) settle() {
	if w.steps > 0 {
		w.page = binary.AppendUvarint(append(w.page, byte(opSteps)), uint64(w.steps))
		w.steps = 0
	}
}

func (w *Writer) step(now time.Time) {
	w.moment(now)
	w.steps++
}

func (w *Writer) put(o op, n int64) {
	w.settle()
	w.page = binary.AppendVarint(append(w.page, byte(o)), n)
}

func (w *Writer) bare(o op) {
	w.settle()
	w.page = append(w.page, byte(o))
}

func (w *Writer) text(s string) {
	w.page = append(binary.AppendUvarint(w.page, uint64(len(s))), s...)
}

func (w *Writer) answer(id int64, a task.Answer) {
	switch a := a.(type) {
	case task.Return:
		w.put(opReturn, id)
		w.text(a.Output.JSON())
	case task.Throw:
		w.put(opThrow, id)
		w.text(a.Error)
		w.text(a.Cause)
	case task.Submitted:
		w.put(opSubmitted, id)
		if a.Output.IsAbsent() {
			w.text("")
		} else {
			w.text(a.Output.JSON())
		}
	case task.Begun:
		w.put(opBegun, id)
		w.text(a.Worker)
	}
}

// answer is the answer an entry holds.
func (e *entry) answer() (task.Answer, error) {
	switch {
	case e.op == opThrow:
		return task.Throw{Error: e.a, Cause: e.b}, nil
	case e.op == opBegun:
		return task.Begun{Worker: e.a}, nil
	case e.op == opSubmitted && e.a == "":
		return task.Submitted{}, nil
	}
	v, err := value.Parse(e.a)
	if err != nil {
		return nil, errDamaged
	}
	if e.op == opSubmitted {
		return task.Submitted{Output: v}, nil
	}
	return task.Return{Output: v}, nil
}

// some writes how many items came and their digest.
func (w *Writer) some(n int, more bool, digest uint64) {
	count := uint64(n) << 1
	if more {
		count |= 1
	}
	w.page = binary.AppendUvarint(w.page, count)
	w.fixed(digest)
}

func (w *Writer) fixed(n uint64) { w.page = binary.LittleEndian.AppendUint64(w.page, n) }

// entry writes an entry as it was read.
func (w *Writer) entry(e *entry) {
	switch e.op {
	case opFire, opBeat, opWritten:
		w.put(e.op, e.n)
	case opReturn, opUnwritten, opNoItems, opSubmitted, opBegun:
		w.put(e.op, e.n)
		w.text(e.a)
	case opThrow:
		w.put(e.op, e.n)
		w.text(e.a)
		w.text(e.b)
	case opAbort:
		w.bare(e.op)
		w.text(e.a)
		w.text(e.b)
	case opItems:
		w.put(e.op, e.n)
		w.fixed(e.sum)
	case opSome:
		w.put(e.op, e.n)
		w.some(int(e.some>>1), e.some&1 != 0, e.sum)
	}
}
