package history

import "sync/atomic"

const (
	headSize  = 16
	chunkBits = 8
	chunkSize = 1 << chunkBits
)

// Short histories are many (child executions), long ones long: the first
// events lie by themselves, the others in chunks.
type (
	head  [headSize]Event
	chunk [chunkSize]Event
)

// Log is an append-only list of events. One goroutine appends; any may read.
// The zero Log is empty and ready.
type Log struct {
	n      atomic.Int64
	head   atomic.Pointer[head]
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
	e := l.place(n)
	e.ID = n + 1
	return e
}

func (l *Log) place(n int64) *Event {
	if n < headSize {
		first := l.head.Load()
		if first == nil {
			first = new(head)
			l.head.Store(first)
		}
		return &first[n]
	}
	n -= headSize
	list := l.chunks.Load()
	at := int(n >> chunkBits)
	if list == nil || at == len(*list) {
		list = l.grow(list)
	}
	return &(*list)[at][n&(chunkSize-1)]
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
	v := View{n: int(l.n.Load())}
	if v.n > 0 {
		v.head = l.head.Load()
	}
	if v.n > headSize {
		v.chunks = *l.chunks.Load()
	}
	return v
}

// View is the first n events of a log, unchanging and cheap to copy.
type View struct {
	head   *head
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
func (v View) At(i int) *Event {
	if i < headSize {
		return &v.head[i]
	}
	i -= headSize
	return &v.chunks[i>>chunkBits][i&(chunkSize-1)]
}

// First is the view of only the first n events.
func (v View) First(n int) View {
	v.n = max(0, min(n, v.n))
	return v
}

// Last is the last event, or nil.
func (v View) Last() *Event {
	if v.n == 0 {
		return nil
	}
	return v.At(v.n - 1)
}
