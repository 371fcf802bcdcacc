package history

import "sync/atomic"

const (
	chunkBits = 8
	chunkSize = 1 << chunkBits
)

type chunk [chunkSize]Event

// Log is an append-only list of events. One goroutine appends; any may read.
// The zero Log is empty and ready.
type Log struct {
	n      atomic.Int64
	chunks atomic.Pointer[[]*chunk]
}

// Append adds an event and sets its ID, which it returns.
func (l *Log) Append(e Event) int64 {
	slot := l.Extend()
	id := slot.ID
	*slot = e
	slot.ID = id
	l.Commit()
	return id
}

// Extend is the place of the next event, its ID set and all else zero, which
// readers see only after Commit. It saves the copy of Append.
func (l *Log) Extend() *Event {
	n := l.n.Load()
	list := l.chunks.Load()
	at := int(n >> chunkBits)
	if list == nil || at == len(*list) {
		list = l.grow(list)
	}
	e := &(*list)[at][n&(chunkSize-1)]
	e.ID = n + 1
	return e
}

// grow adds a chunk. The list is copied only when its array is full: readers
// hold lists of their own length over the same array.
func (l *Log) grow(list *[]*chunk) *[]*chunk {
	var longer []*chunk
	if list != nil {
		longer = *list
	}
	longer = append(longer, new(chunk))
	l.chunks.Store(&longer)
	return &longer
}

// Commit shows the event that Extend gave to readers.
func (l *Log) Commit() { l.n.Add(1) }

// Len is the number of events.
func (l *Log) Len() int { return int(l.n.Load()) }

// View is the events so far.
func (l *Log) View() View {
	n := int(l.n.Load())
	if n == 0 {
		return View{}
	}
	return View{chunks: *l.chunks.Load(), n: n}
}

// View is the first n events of a log, unchanging and cheap to copy.
type View struct {
	chunks []*chunk
	n      int
}

// Of is a view of the given events.
func Of(events []Event) View {
	var l Log
	for i := range events {
		l.Append(events[i])
	}
	return l.View()
}

// Len is the number of events.
func (v View) Len() int { return v.n }

// At is event number i from 0. It must not be changed.
func (v View) At(i int) *Event { return &v.chunks[i>>chunkBits][i&(chunkSize-1)] }

// First is the view of only the first n events.
func (v View) First(n int) View { return View{v.chunks, max(0, min(n, v.n))} }

// Last is the last event, or nil.
func (v View) Last() *Event {
	if v.n == 0 {
		return nil
	}
	return v.At(v.n - 1)
}
