package journal

import (
	"database/sql"
	"errors"
	"sync"
)

// queue commits what several runs write at once in one transaction. There is
// no goroutine of its own: the first that waits writes for all.
type queue struct {
	j       *Journal
	mu      sync.Mutex
	cond    *sync.Cond
	waiting []*write
	leading bool
	closed  bool
	full    bool // synchronous is FULL
}

// write is one change of the database.
type write struct {
	do   func(*sql.Tx) error
	hard bool
	done bool
	err  error
}

var errClosed = errors.New("the journal is closed")

func (q *queue) begin(j *Journal) {
	q.j = j
	q.cond = sync.NewCond(&q.mu)
}

// submit puts a write in the queue; it happens after those before it.
func (q *queue) submit(hard bool, do func(*sql.Tx) error) *write {
	w := &write{do: do, hard: hard}
	q.mu.Lock()
	defer q.mu.Unlock()
	if q.closed {
		w.done, w.err = true, errClosed
		return w
	}
	q.waiting = append(q.waiting, w)
	return w
}

// settle waits until a write is durable.
func (q *queue) settle(w *write) error {
	q.mu.Lock()
	defer q.mu.Unlock()
	for !w.done {
		if q.leading {
			q.cond.Wait()
			continue
		}
		q.lead()
	}
	return w.err
}

// lead commits all that is waiting; mu is held, but not while it commits.
func (q *queue) lead() {
	batch := q.waiting
	q.waiting, q.leading = nil, true
	q.mu.Unlock()
	q.commit(batch)
	q.mu.Lock()
	q.leading = false
	for _, w := range batch {
		w.done = true
	}
	q.cond.Broadcast()
}

// do submits and settles.
func (q *queue) do(hard bool, f func(*sql.Tx) error) error { return q.settle(q.submit(hard, f)) }

func (q *queue) close() {
	q.mu.Lock()
	defer q.mu.Unlock()
	for q.leading || len(q.waiting) > 0 {
		if q.leading {
			q.cond.Wait()
		} else {
			q.lead()
		}
	}
	q.closed = true
}

// commit writes a batch in one transaction; when that fails, each write in one
// of its own, so that one that is refused does not take others with it.
func (q *queue) commit(batch []*write) {
	hard := false
	for _, w := range batch {
		hard = hard || w.hard
	}
	err := q.transact(hard, batch)
	if err == nil || len(batch) == 1 {
		for _, w := range batch {
			w.err = err
		}
		return
	}
	for i := range batch {
		batch[i].err = q.transact(batch[i].hard, batch[i:i+1])
	}
}

func (q *queue) transact(hard bool, batch []*write) error {
	if hard != q.full {
		mode := "PRAGMA synchronous = NORMAL"
		if hard {
			mode = "PRAGMA synchronous = FULL"
		}
		if _, err := q.j.write.Exec(mode); err != nil {
			return err
		}
		q.full = hard
	}
	tx, err := q.j.write.Begin()
	if err != nil {
		return err
	}
	for _, w := range batch {
		if err := w.do(tx); err != nil {
			tx.Rollback()
			return err
		}
	}
	return tx.Commit()
}
