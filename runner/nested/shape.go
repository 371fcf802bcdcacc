package nested

import (
	"fmt"
	"time"

	"github.com/stateboard/stateboard/asl/value"
	"github.com/stateboard/stateboard/runner"
	"github.com/stateboard/stateboard/runner/history"
	"github.com/stateboard/stateboard/runner/task"
)

// refusal is an error of StartExecution as the service's integration tells it.
func refusal(code, message string) task.Answer {
	return task.Failed("StepFunctions."+code+"Exception",
		fmt.Sprintf("%s (Service: AWSStepFunctions; Status Code: 400; Error Code: %s; Request ID: %s; Proxy: null)", message, code, requestID))
}

// requestID stands where the service has the ID of a request; there is none.
const requestID = "00000000-0000-0000-0000-000000000000"

// startResult is what states:startExecution gives at once.
func startResult(run *runner.Run) value.Value {
	http, response := task.SDKMetadata(200, requestID, []task.Header{{Name: "x-amzn-RequestId", Value: requestID}, {Name: "Content-Type", Value: "application/x-amz-json-1.0"}})
	return value.Object(value.M("ExecutionArn", value.String(run.Origin.Execution)), http, response, value.M("StartDate", date(run.Events().At(0).Time)))
}

// date is milliseconds, as the integration shows dates.
func date(t time.Time) value.Value { return value.Int(t.UnixMilli()) }

// outcome is what .sync and .sync:2 give in the end. Input and output are
// JSON in .sync:2, and text otherwise; the cause of a failure always has text.
func outcome(run *runner.Run, input value.Value, plain bool) task.Answer {
	events := run.Events()
	first, last := events.At(0), events.Last()
	status, output, failure := ending(last)
	text := func(v value.Value) value.Value {
		if v.IsAbsent() || plain && failure == nil {
			return v
		}
		return value.String(v.JSON())
	}
	members := []value.Member{}
	if failure != nil {
		members = append(members, said("Cause", failure.Cause), said("Error", failure.Error))
	}
	included := value.Object(value.M("Included", value.Bool(true)))
	members = append(members,
		value.M("ExecutionArn", value.String(run.Origin.Execution)),
		value.M("Input", text(input)), value.M("InputDetails", included),
		value.M("Name", value.String(run.Origin.Name)))
	redrive := []value.Member{value.M("RedriveCount", value.Int(0)), value.M("RedriveStatus", value.String("REDRIVABLE"))}
	if failure == nil {
		members = append(members, value.M("Output", text(output)), value.M("OutputDetails", included))
		redrive = []value.Member{redrive[0], value.M("RedriveStatus", value.String("NOT_REDRIVABLE")),
			value.M("RedriveStatusReason", value.String("Execution is SUCCEEDED and cannot be redriven"))}
	}
	result := value.Object(append(append(members, redrive...),
		value.M("StartDate", date(first.Time)),
		value.M("StateMachineArn", value.String(run.Origin.Machine)),
		value.M("Status", value.String(status)),
		value.M("StopDate", date(last.Time)))...)
	if failure != nil {
		return task.Failed("States.TaskFailed", result.JSON())
	}
	return task.Return{Output: result}
}

// ending is what an execution's last event tells; failure is nil when it
// succeeded.
func ending(last *history.Event) (status string, output value.Value, failure *history.Failure) {
	switch d := last.Details.(type) {
	case *history.Succeeded:
		return "SUCCEEDED", d.Output, nil
	case *history.Failure:
		failure = d
	default:
		failure = &history.Failure{}
	}
	switch last.Type {
	case history.ExecutionTimedOut:
		return "TIMED_OUT", value.Absent, failure
	case history.ExecutionAborted:
		return "ABORTED", value.Absent, failure
	}
	return "FAILED", value.Absent, failure
}

func said(name, s string) value.Member {
	if s == "" {
		return value.M(name, value.Absent)
	}
	return value.M(name, value.String(s))
}

func scalar(v value.Value) string {
	if s, ok := v.AsString(); ok {
		return s
	}
	return v.JSON()
}
