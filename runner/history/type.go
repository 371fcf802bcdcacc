package history

// Type is a history event's type.
type Type uint8

// The event types of the service, API version 2016-11-23.
const (
	Unknown Type = iota
	ActivityFailed
	ActivityScheduled
	ActivityScheduleFailed
	ActivityStarted
	ActivitySucceeded
	ActivityTimedOut
	ChoiceStateEntered
	ChoiceStateExited
	EvaluationFailed
	ExecutionAborted
	ExecutionFailed
	ExecutionRedriven
	ExecutionStarted
	ExecutionSucceeded
	ExecutionTimedOut
	FailStateEntered
	LambdaFunctionFailed
	LambdaFunctionScheduled
	LambdaFunctionScheduleFailed
	LambdaFunctionStarted
	LambdaFunctionStartFailed
	LambdaFunctionSucceeded
	LambdaFunctionTimedOut
	MapIterationAborted
	MapIterationFailed
	MapIterationStarted
	MapIterationSucceeded
	MapRunAborted
	MapRunFailed
	MapRunRedriven
	MapRunStarted
	MapRunSucceeded
	MapStateAborted
	MapStateEntered
	MapStateExited
	MapStateFailed
	MapStateStarted
	MapStateSucceeded
	ParallelStateAborted
	ParallelStateEntered
	ParallelStateExited
	ParallelStateFailed
	ParallelStateStarted
	ParallelStateSucceeded
	PassStateEntered
	PassStateExited
	SucceedStateEntered
	SucceedStateExited
	TaskFailed
	TaskScheduled
	TaskStarted
	TaskStartFailed
	TaskStateAborted
	TaskStateEntered
	TaskStateExited
	TaskSubmitFailed
	TaskSubmitted
	TaskSucceeded
	TaskTimedOut
	WaitStateAborted
	WaitStateEntered
	WaitStateExited
	typeCount
)

var typeNames = [typeCount]string{
	"Unknown",
	"ActivityFailed", "ActivityScheduled", "ActivityScheduleFailed", "ActivityStarted", "ActivitySucceeded", "ActivityTimedOut",
	"ChoiceStateEntered", "ChoiceStateExited", "EvaluationFailed",
	"ExecutionAborted", "ExecutionFailed", "ExecutionRedriven", "ExecutionStarted", "ExecutionSucceeded", "ExecutionTimedOut",
	"FailStateEntered",
	"LambdaFunctionFailed", "LambdaFunctionScheduled", "LambdaFunctionScheduleFailed", "LambdaFunctionStarted",
	"LambdaFunctionStartFailed", "LambdaFunctionSucceeded", "LambdaFunctionTimedOut",
	"MapIterationAborted", "MapIterationFailed", "MapIterationStarted", "MapIterationSucceeded",
	"MapRunAborted", "MapRunFailed", "MapRunRedriven", "MapRunStarted", "MapRunSucceeded",
	"MapStateAborted", "MapStateEntered", "MapStateExited", "MapStateFailed", "MapStateStarted", "MapStateSucceeded",
	"ParallelStateAborted", "ParallelStateEntered", "ParallelStateExited", "ParallelStateFailed", "ParallelStateStarted", "ParallelStateSucceeded",
	"PassStateEntered", "PassStateExited", "SucceedStateEntered", "SucceedStateExited",
	"TaskFailed", "TaskScheduled", "TaskStarted", "TaskStartFailed", "TaskStateAborted", "TaskStateEntered", "TaskStateExited",
	"TaskSubmitFailed", "TaskSubmitted", "TaskSucceeded", "TaskTimedOut",
	"WaitStateAborted", "WaitStateEntered", "WaitStateExited",
}

func (t Type) String() string {
	if t < typeCount {
		return typeNames[t]
	}
	return "Unknown"
}

// typeNamed finds a type by its name; Unknown when there is none.
func typeNamed(name string) Type {
	for t, n := range typeNames {
		if n == name {
			return Type(t)
		}
	}
	return Unknown
}

// Terminal tells whether nothing can follow an event of the type.
func (t Type) Terminal() bool {
	return t == ExecutionSucceeded || t == ExecutionFailed || t == ExecutionAborted || t == ExecutionTimedOut
}

// Enters tells whether the type is a state's entry.
func (t Type) Enters() bool {
	switch t {
	case ChoiceStateEntered, FailStateEntered, MapStateEntered, ParallelStateEntered, PassStateEntered, SucceedStateEntered, TaskStateEntered, WaitStateEntered:
		return true
	}
	return false
}

// Exits tells whether the type is a state's exit.
func (t Type) Exits() bool {
	switch t {
	case ChoiceStateExited, MapStateExited, ParallelStateExited, PassStateExited, SucceedStateExited, TaskStateExited, WaitStateExited:
		return true
	}
	return false
}

// Status is that of an execution whose last event is of the type.
func (t Type) Status() string {
	switch t {
	case ExecutionSucceeded:
		return "SUCCEEDED"
	case ExecutionFailed:
		return "FAILED"
	case ExecutionTimedOut:
		return "TIMED_OUT"
	case ExecutionAborted:
		return "ABORTED"
	}
	return "RUNNING"
}
