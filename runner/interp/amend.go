package interp

import (
	"github.com/stateboard/stateboard/asl/value"
	"github.com/stateboard/stateboard/runner/task"
)

// Amend gives what the next step takes in another value: the input of the
// state it would enter, or the result of the task it would take the answer of.
// It is false when the next step takes in neither.
func (x *Progress) Amend(v value.Value) bool {
	f := x.ready.first()
	if f == nil || x.over {
		return false
	}
	switch f.phase {
	case entering:
		f.input = v
	case answered:
		f.answer = task.Return{Output: v}
	default:
		return false
	}
	return true
}
