package nested

import (
	"errors"
	"time"

	"github.com/stateboard/stateboard/runner"
	"github.com/stateboard/stateboard/runner/task"
)

// This file lets a child that is waited for follow the execution that waits.

var _ task.Part = (*call)(nil)

// has notes the execution, which goes on as was said so far.
func (c *call) has(x *execution) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.x = x
	if x.run == nil || !c.waits() {
		return
	}
	x.run.SetPace(c.pace)
	if c.held {
		x.run.Pause()
	}
	for ; c.steps > 0; c.steps-- {
		x.run.Step()
	}
	if c.canceled {
		x.run.Stop("", "")
	}
}

// manner is how an execution is to begin.
func (c *call) manner() (held bool, pace time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.waits() {
		return c.held, c.pace
	}
	start := &c.siblings.family.Start
	return start.Paused, start.Pace
}

// Pause, Resume, Step, SetPace and Waiting are task.Part.
func (c *call) Pause() { c.lead(func() { c.held = true }, task.Part.Pause) }

// Resume lets the child go on.
func (c *call) Resume() { c.lead(func() { c.held = false }, task.Part.Resume) }

// Step lets it take a step; one that has ended takes none.
func (c *call) Step() (takes bool) {
	c.lead(func() {
		if c.held = true; c.x == nil {
			c.steps++
			takes = true
		}
	}, func(p task.Part) { takes = p.Step() })
	return takes
}

// SetPace sets the time between its steps.
func (c *call) SetPace(d time.Duration) {
	c.lead(func() { c.pace = d }, func(p task.Part) { p.SetPace(d) })
}

// lead notes something for a child that has not begun, and does it to one that
// has.
func (c *call) lead(note func(), do func(task.Part)) {
	c.mu.Lock()
	defer c.mu.Unlock()
	note()
	if c.x != nil && c.x.run != nil {
		do(c.x.run)
	}
}

// Waiting tells whether it goes on only when somebody answers. One that has
// been left goes on no sooner.
func (c *call) Waiting() bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.x != nil && c.x.run != nil && (c.x.run.Waiting() || errors.Is(c.x.run.Err(), runner.ErrLeft))
}
