package session

import (
	"time"

	"github.com/stateboard/stateboard/asl/text"
)

// Kind tells how an edit came about, so that a run of typing is one step of
// undo.
type Kind uint8

// The kinds of edit.
const (
	Intent   Kind = iota // a gesture, a form field, a paste: always its own step
	Typing               // characters typed one after the other
	Deleting             // characters deleted one after the other
)

// pause is the silence after which typing starts a new step.
const pause = 1500 * time.Millisecond

// step is one entry of the undo history: edits made one batch after the other.
type step struct {
	label   string
	kind    Kind
	at      time.Time
	batches []editBatch
	before  Selection
	after   Selection
	renamed map[string]string // paths of states, from the old to the new
}

type editBatch struct{ forward, inverse []text.Edit }

// undoStack is the undo history: done steps, and those undone and not yet
// overtaken by a new edit.
type undoStack struct {
	done, undone []step
}

func (h *undoStack) labels() (undo, redo string) {
	if n := len(h.done); n > 0 {
		undo = h.done[n-1].label
	}
	if n := len(h.undone); n > 0 {
		redo = h.undone[n-1].label
	}
	return undo, redo
}

// add records a step, joining typing that goes on where the last stopped.
func (h *undoStack) add(n step) {
	h.undone = nil
	if len(h.done) > 0 && n.kind != Intent {
		last := &h.done[len(h.done)-1]
		if last.kind == n.kind && n.at.Sub(last.at) < pause && adjoins(last, n) {
			last.batches = append(last.batches, n.batches...)
			last.at, last.after = n.at, n.after
			return
		}
	}
	h.done = append(h.done, n)
}

// adjoins tells whether the new edit starts where the last one left off and
// does not begin a new line.
func adjoins(last *step, n step) bool {
	prev := last.batches[len(last.batches)-1].inverse
	next := n.batches[0].forward
	if len(prev) != 1 || len(next) != 1 || len(next[0].New) > 0 && next[0].New[0] == '\n' {
		return false
	}
	return next[0].Start == prev[0].End || next[0].End == prev[0].Start
}
