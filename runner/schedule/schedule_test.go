package schedule

import (
	"testing"
	"time"
)

var at = time.Date(2026, 3, 1, 9, 0, 0, 0, time.UTC)

func TestQueueGivesWhatIsDueFirst(t *testing.T) {
	var q Queue
	q.Set(Timer{ID: 1, At: at.Add(2)})
	q.Set(Timer{ID: 2, At: at.Add(1), Limit: true})
	q.Set(Timer{ID: 3, At: at.Add(2)})
	q.Set(Timer{ID: 4, At: at.Add(1)})
	q.Clear(99)
	var got []int64
	for {
		next, ok := q.Next(true)
		if !ok {
			break
		}
		got = append(got, next.ID)
		q.Clear(next.ID)
	}
	for i, want := range []int64{2, 4, 1, 3} {
		if got[i] != want {
			t.Fatalf("%v", got)
		}
	}
	q.Set(Timer{ID: 5, At: at, Limit: true})
	if next, ok := q.Next(false); ok {
		t.Errorf("%d is a limit", next.ID)
	}
}

func TestClocks(t *testing.T) {
	v := NewVirtual(at)
	c, stop := v.Until(at.Add(time.Hour))
	defer stop()
	if got := <-c; !got.Equal(at.Add(time.Hour)) || !v.Now().Equal(got) || !v.Jumps() {
		t.Errorf("%s, %s", got, v.Now())
	}
	if c, stop := v.Until(at); (<-c).Before(v.Now()) {
		t.Error("a virtual clock does not go back")
	} else {
		stop()
	}
	m := NewManual(at)
	c, stop = m.Until(at.Add(time.Minute))
	<-m.Asked()
	m.Advance(59 * time.Second)
	select {
	case <-c:
		t.Error("too early")
	default:
	}
	m.Advance(time.Second)
	<-c
	stop()
	c, stop = Real{}.Until(time.Now().Add(-time.Second))
	<-c
	stop()
	if (Real{}).Jumps() || time.Since(Real{}.Now()) > time.Minute {
		t.Error("the clock on the wall")
	}
}
