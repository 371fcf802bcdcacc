package history

import (
	"time"

	"github.com/stateboard/stateboard/asl/value"
)

// Status is what has become of a state; its text is what the screen and the
// ui-map say.
type Status uint8

// The statuses of a state. Skipped is a state that was cut off before its
// end, because something beside it failed or the execution was stopped.
const (
	Idle Status = iota
	Running
	Waiting // for somebody outside to answer a task token or an activity
	Done
	Caught
	Failed
	Skipped
)

func (s Status) String() string {
	return [...]string{"idle", "running", "waiting", "succeeded", "caught", "failed", "skipped"}[s]
}

// Open tells whether the state has been entered and not yet left.
func (s Status) Open() bool { return s == Running || s == Waiting }

// Visit is one stay in a state, from its entry to its exit.
type Visit struct {
	Path       string
	Name       string
	Scope      *Scope
	Type       Type  // of the entry, such as TaskStateEntered
	Entered    int64 // event IDs; Exited is 0 while the visit is open or when the state was never left
	Exited     int64
	EnteredAt  time.Time
	ExitedAt   time.Time // of the last event, when the state was never left
	Status     Status
	Input      value.Value
	Parameters value.Value // what a task was given
	Result     value.Value // what a task gave
	Output     value.Value
	Assigned   value.Value // object of the variables assigned on leaving, or Absent
	Attempts   int         // how often a task was scheduled, a Parallel or Map started
	Error      string      // of the last failure
	Cause      string
	Resource   string // of a task
	Token      string // the open task token; "" once answered
	Length     int    // a Map's items
	Finished   int    // a Map's items that have succeeded
	failed     bool
	branches   []*Scope
}

// Retries is how often the visit's work was tried again.
func (v *Visit) Retries() int { return max(0, v.Attempts-1) }

// Transition is a way between two states, named by their paths. At the start
// and end of a machine inside a container the container stands for the mark.
type Transition struct{ From, To string }

// The marks in transitions where the whole machine starts and ends.
const (
	StartMark = "__start"
	EndMark   = "__end"
)

// mark is what stands for the start or end of the machine that runs in s.
func mark(s *Scope, whole string) string {
	if s == nil {
		return whole
	}
	return s.Owner
}
