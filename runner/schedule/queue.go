package schedule

import (
	"container/heap"
	"time"
)

// Timer is something that is due at a moment.
type Timer struct {
	ID int64
	At time.Time
	// Limit marks a timer that cuts work off (a timeout, a missed heartbeat)
	// rather than lets it go on (a wait, a backoff). Virtual time does not run
	// into limits while somebody outside is at work.
	Limit bool
	seq   int64
}

// Queue holds timers in the order they come due; of those due at the same
// moment the one set first comes first. The zero Queue is empty.
type Queue struct {
	timers timers
	set    int64
	limits timers
	live   map[int64]struct{}
}

// Set adds a timer.
func (q *Queue) Set(t Timer) {
	q.set++
	t.seq = q.set
	if q.live == nil {
		q.live = map[int64]struct{}{}
	}
	q.live[t.ID] = struct{}{}
	if t.Limit {
		heap.Push(&q.limits, t)
	} else {
		heap.Push(&q.timers, t)
	}
}

// Clear removes a timer; one that is not there is no matter.
func (q *Queue) Clear(id int64) { delete(q.live, id) }

// Next is the timer that comes due first, of all or of those that are no
// limits; false when there is none.
func (q *Queue) Next(limits bool) (Timer, bool) {
	q.tidy(&q.timers)
	q.tidy(&q.limits)
	switch {
	case len(q.timers) > 0 && (!limits || len(q.limits) == 0 || q.timers[0].before(&q.limits[0])):
		return q.timers[0], true
	case limits && len(q.limits) > 0:
		return q.limits[0], true
	}
	return Timer{}, false
}

// tidy drops timers from the front that have been cleared.
func (q *Queue) tidy(list *timers) {
	for len(*list) > 0 {
		if _, ok := q.live[(*list)[0].ID]; ok {
			return
		}
		heap.Pop(list)
	}
}

type timers []Timer

func (t *Timer) before(o *Timer) bool {
	if !t.At.Equal(o.At) {
		return t.At.Before(o.At)
	}
	return t.seq < o.seq
}

func (l timers) Len() int           { return len(l) }
func (l timers) Less(i, j int) bool { return l[i].before(&l[j]) }
func (l timers) Swap(i, j int)      { l[i], l[j] = l[j], l[i] }
func (l *timers) Push(x any)        { *l = append(*l, x.(Timer)) }
func (l *timers) Pop() any {
	last := (*l)[len(*l)-1]
	*l = (*l)[:len(*l)-1]
	return last
}
