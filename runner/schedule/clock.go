package schedule

import (
	"sync"
	"time"
)

// Clock tells the time and lets it pass.
type Clock interface {
	Now() time.Time
	// Until gives a channel that receives once the moment has come, and a
	// function that gives it up, which must be called.
	Until(moment time.Time) (<-chan time.Time, func())
	// Jumps tells whether Until makes the moment come instead of waiting.
	Jumps() bool
}

// Real is the clock on the wall.
type Real struct{}

// Now is the time of day, in UTC, to the millisecond as histories have it.
func (Real) Now() time.Time { return time.Now().UTC().Truncate(time.Millisecond) }

// Until waits in real time.
func (Real) Until(moment time.Time) (<-chan time.Time, func()) {
	t := time.NewTimer(time.Until(moment))
	return t.C, func() { t.Stop() }
}

// Jumps is false.
func (Real) Jumps() bool { return false }

// Virtual is a clock that stands still and jumps.
type Virtual struct {
	mu  sync.Mutex
	now time.Time
}

// NewVirtual is a virtual clock that shows the given time.
func NewVirtual(start time.Time) *Virtual {
	return &Virtual{now: start.UTC().Truncate(time.Millisecond)}
}

// Now is where the clock stands.
func (v *Virtual) Now() time.Time {
	v.mu.Lock()
	defer v.mu.Unlock()
	return v.now
}

// Until jumps to the moment.
func (v *Virtual) Until(moment time.Time) (<-chan time.Time, func()) {
	v.mu.Lock()
	defer v.mu.Unlock()
	if moment.After(v.now) {
		v.now = moment
	}
	c := make(chan time.Time, 1)
	c <- v.now
	return c, func() {}
}

// Jumps is true.
func (v *Virtual) Jumps() bool { return true }

// Manual is a clock that a test moves.
type Manual struct {
	mu      sync.Mutex
	now     time.Time
	waiting map[chan time.Time]time.Time
	asked   chan struct{}
}

// NewManual is a manual clock that shows the given time.
func NewManual(start time.Time) *Manual {
	return &Manual{now: start, waiting: map[chan time.Time]time.Time{}, asked: make(chan struct{}, 1)}
}

// Now is where the clock stands.
func (m *Manual) Now() time.Time {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.now
}

// Until waits for Advance to reach the moment.
func (m *Manual) Until(moment time.Time) (<-chan time.Time, func()) {
	m.mu.Lock()
	defer m.mu.Unlock()
	c := make(chan time.Time, 1)
	if !moment.After(m.now) {
		c <- m.now
		return c, func() {}
	}
	m.waiting[c] = moment
	select {
	case m.asked <- struct{}{}:
	default:
	}
	return c, func() {
		m.mu.Lock()
		defer m.mu.Unlock()
		delete(m.waiting, c)
	}
}

// Jumps is false.
func (m *Manual) Jumps() bool { return false }

// Asked receives when somebody has started to wait.
func (m *Manual) Asked() <-chan struct{} { return m.asked }

// Advance moves the clock on and lets what has come due go.
func (m *Manual) Advance(d time.Duration) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.now = m.now.Add(d)
	for c, moment := range m.waiting {
		if !moment.After(m.now) {
			c <- m.now
			delete(m.waiting, c)
		}
	}
}
