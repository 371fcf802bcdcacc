package history

import (
	"strconv"
	"time"

	"github.com/stateboard/stateboard/asl/value"
)

// Event is one entry of an execution's history.
type Event struct {
	ID       int64 // 1, 2, 3, ...
	Previous int64 // the event this one follows from; 0 at the start
	Time     time.Time
	Details  Details // nil for types that have none
	Path     string  // the state's path in the document; "" for the execution's own events
	Scope    *Scope  // the branch or iteration the state ran in; nil in the whole machine
	Type     Type
}

// Scope is one run of a machine inside a Parallel or Map state. Scopes are
// compared by pointer: a retry of the container runs in new ones.
type Scope struct {
	Outer    *Scope // where the container itself ran; nil in the whole machine
	Owner    string // the container's path
	Index    int    // which branch, or which iteration
	Iterates bool   // the container is a Map
}

// Depth is how many containers are around: 0 for the nil scope.
func (s *Scope) Depth() int {
	n := 0
	for ; s != nil; s = s.Outer {
		n++
	}
	return n
}

// String is the scope as people read it: "Orders[3] / Checks[0]".
func (s *Scope) String() string {
	if s == nil {
		return ""
	}
	own := s.Owner + "[" + strconv.Itoa(s.Index) + "]"
	if s.Outer == nil {
		return own
	}
	return s.Outer.String() + " / " + own
}

// Details is what an event tells beyond its type, in the service's shapes.
// Several types share a shape; ExecutionFailed and LambdaFunctionTimedOut
// both carry a *Failure.
type Details interface{ details() }

// The shapes. Values are JSON; a string that is "" is absent.
type (
	// Started belongs to ExecutionStarted.
	Started struct {
		Input   value.Value
		RoleARN string
		Origin  Origin // not part of the service's answer
	}
	// Succeeded belongs to ExecutionSucceeded, LambdaFunctionSucceeded and
	// ActivitySucceeded.
	Succeeded struct{ Output value.Value }
	// Failure belongs to what failed, timed out or was aborted, except tasks
	// of a service (TaskOutcome).
	Failure struct{ Error, Cause string }
	// Entered belongs to …StateEntered.
	Entered struct {
		Name  string
		Input value.Value
	}
	// Exited belongs to …StateExited.
	Exited struct {
		Name     string
		Output   value.Value
		Assigned value.Value // an object of the variables assigned, or Absent
		Via      Via         // not part of the service's answer
	}
	// Scheduled belongs to TaskScheduled, LambdaFunctionScheduled and
	// ActivityScheduled. The latter two have no ResourceType and Region.
	Scheduled struct {
		ResourceType       string
		Resource           string
		Region             string
		Parameters         value.Value
		TimeoutInSeconds   int64 // 0 is absent
		HeartbeatInSeconds int64 // 0 is absent
		RoleARN            string
		Token              string // the task token; not part of the service's answer
		Waits              bool   // the token was handed out and is waited for; not part of the service's answer
	}
	// TaskOutcome belongs to TaskStarted, TaskSubmitted, TaskSucceeded,
	// TaskFailed and TaskTimedOut.
	TaskOutcome struct {
		ResourceType string
		Resource     string
		Output       value.Value
		Error, Cause string
	}
	// WorkerStarted belongs to ActivityStarted.
	WorkerStarted struct{ WorkerName string }
	// MapStarted belongs to MapStateStarted.
	MapStarted struct{ Length int }
	// Iteration belongs to MapIteration….
	Iteration struct {
		Name  string
		Index int
	}
	// RunStarted belongs to MapRunStarted and MapRunRedriven.
	RunStarted struct {
		MapRunARN    string
		RedriveCount int // of MapRunRedriven
	}
	// Redriven belongs to ExecutionRedriven.
	Redriven struct{ RedriveCount int }
	// Evaluation belongs to EvaluationFailed.
	Evaluation struct{ Error, Cause, Location, State string }
)

func (*Started) details()       {}
func (*Succeeded) details()     {}
func (*Failure) details()       {}
func (*Entered) details()       {}
func (*Exited) details()        {}
func (*Scheduled) details()     {}
func (*TaskOutcome) details()   {}
func (*WorkerStarted) details() {}
func (*MapStarted) details()    {}
func (*Iteration) details()     {}
func (*RunStarted) details()    {}
func (*Redriven) details()      {}
func (*Evaluation) details()    {}

var _ = []Details{&Started{}, &Succeeded{}, &Failure{}, &Entered{}, &Exited{}, &Scheduled{}, &TaskOutcome{},
	&WorkerStarted{}, &MapStarted{}, &Iteration{}, &RunStarted{}, &Redriven{}, &Evaluation{}}

// Origin is what came from outside when the execution was started. With it
// and the answers in the log an execution can be run again to the same events.
type Origin struct {
	Execution string // ARN
	Name      string
	Machine   string // ARN
	Express   bool
	Seed      uint64 // of the random numbers that expressions draw
}

// ViaKind tells which field of a state led out of it.
type ViaKind uint8

// The ways out of a state.
const (
	ViaNext ViaKind = iota
	ViaRule
	ViaDefault
	ViaCatch
	ViaEnd
)

// Via is the way taken out of a state.
type Via struct {
	Kind  ViaKind
	Index int // which rule or catcher, from 0
}
