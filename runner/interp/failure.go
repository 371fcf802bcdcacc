package interp

import (
	"fmt"

	"github.com/stateboard/stateboard/asl/value"
)

// The service's own error names.
const (
	errAll                = "States.ALL"
	errTaskFailed         = "States.TaskFailed"
	errTimeout            = "States.Timeout"
	errHeartbeat          = "States.HeartbeatTimeout"
	errRuntime            = "States.Runtime"
	errQuery              = "States.QueryEvaluationError"
	errIntrinsic          = "States.IntrinsicFailure"
	errResultPath         = "States.ResultPathMatchFailure"
	errDataLimit          = "States.DataLimitExceeded"
	errItemReader         = "States.ItemReaderFailed"
	errResultWriter       = "States.ResultWriterFailed"
	errToleratedExceeded  = "States.ExceedToleratedFailureThreshold"
	causeToleratedReached = "The specified tolerated failure threshold was exceeded"
)

// failure is why a state could not do its work.
type failure struct {
	Error, Cause string // as events show them; "" is absent
	name         string // what ErrorEquals is held against, where Error is absent
	heartbeat    bool   // a missed heartbeat, which shows as States.Timeout
	timeout      bool
	located      bool   // a failed JSONata evaluation, with an event of its own
	location     string // of that, such as "Output/total"
	message      string // becomes the cause once the state is known
}

// runtime is a failure that nothing can catch.
func runtime(format string, args ...any) *failure {
	return &failure{Error: errRuntime, message: fmt.Sprintf(format, args...)}
}

// evaluation is a failed JSONata evaluation of a field.
func evaluation(location, format string, args ...any) *failure {
	return &failure{Error: errQuery, located: true, location: location, message: fmt.Sprintf(format, args...)}
}

// own tells whether the execution itself is at fault, as opposed to work that
// says States.Runtime. It is true until the failure has been placed with in.
func (x *failure) own() bool { return x.message != "" && x.Error == errRuntime }

// in completes the cause with the state it happened in.
func (x *failure) in(f *frame) *failure {
	if x.message != "" {
		x.Cause = fmt.Sprintf("An error occurred while executing the state '%s' (entered at the event id #%d). %s", f.state.Name, f.entered, x.message)
		x.message = ""
	}
	return x
}

// matches tells whether one name of ErrorEquals means the failure.
func (x *failure) matches(name string) bool {
	own := x.Error
	if own == "" {
		own = x.name
	}
	switch {
	case own == errRuntime:
		return false
	case name == errAll:
		return true
	case name == errTaskFailed:
		return own != errTimeout
	case name == errHeartbeat && x.heartbeat:
		return true
	}
	return own == name
}

func (x *failure) matchesAny(names []string) bool {
	for _, n := range names {
		if x.matches(n) {
			return true
		}
	}
	return false
}

// output is the error output that a catcher hands on.
func (x *failure) output() value.Value {
	name, cause := value.Null, value.Null
	if x.Error != "" {
		name = value.String(x.Error)
	}
	if x.Cause != "" || x.timeout {
		cause = value.String(x.Cause)
	}
	return value.Object(value.M("Error", name), value.M("Cause", cause))
}
