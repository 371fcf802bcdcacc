package nested

import (
	"fmt"
	"time"

	"github.com/stateboard/stateboard/asl/value"
	"github.com/stateboard/stateboard/runner"
	"github.com/stateboard/stateboard/runner/history"
	"github.com/stateboard/stateboard/runner/journal"
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
func startResult(execution string, started time.Time) value.Value {
	http, response := task.SDKMetadata(200, requestID, []task.Header{{Name: "x-amzn-RequestId", Value: requestID}, {Name: "Content-Type", Value: "application/x-amz-json-1.0"}})
	return value.Object(value.M("ExecutionArn", value.String(execution)), http, response, value.M("StartDate", date(started)))
}

// date is milliseconds, as the integration shows dates.
func date(t time.Time) value.Value { return value.Int(t.UnixMilli()) }

// result is how an execution came out.
type result struct {
	origin           history.Origin
	input            value.Value
	started, stopped time.Time
	status           string
	output           value.Value
	failure          *history.Failure // nil when it succeeded
}

// resultOf is the result of a run that has ended.
func resultOf(run *runner.Run, input value.Value) *result {
	events := run.Events()
	last := events.Last()
	r := &result{origin: run.Origin, input: input, started: events.At(0).Time, stopped: last.Time, status: last.Type.Status()}
	switch d := last.Details.(type) {
	case *history.Succeeded:
		r.output = d.Output
	case *history.Failure:
		r.failure = d
	default:
		r.failure = &history.Failure{}
	}
	return r
}

// keptResult is the result of an execution that a journal has.
func keptResult(k *journal.Kept) *result {
	r := &result{origin: k.Beginning.Origin, input: k.Beginning.Input, started: k.Started, stopped: k.Stopped, status: k.Status}
	if k.Status != "SUCCEEDED" {
		r.failure = &history.Failure{Error: k.Error, Cause: k.Cause}
	} else if output, err := value.Parse(k.Output); err == nil {
		r.output = output
	}
	return r
}

// answer is what .sync and .sync:2 give in the end. Input and output are JSON
// in .sync:2, and text otherwise; the cause of a failure always has text.
func (r *result) answer(plain bool) task.Answer {
	text := func(v value.Value) value.Value {
		if v.IsAbsent() || plain && r.failure == nil {
			return v
		}
		return value.String(v.JSON())
	}
	members := []value.Member{}
	if r.failure != nil {
		members = append(members, said("Cause", r.failure.Cause), said("Error", r.failure.Error))
	}
	included := value.Object(value.M("Included", value.Bool(true)))
	members = append(members,
		value.M("ExecutionArn", value.String(r.origin.Execution)),
		value.M("Input", text(r.input)), value.M("InputDetails", included),
		value.M("Name", value.String(r.origin.Name)))
	redrive := []value.Member{value.M("RedriveCount", value.Int(0)), value.M("RedriveStatus", value.String("REDRIVABLE"))}
	if r.failure == nil {
		members = append(members, value.M("Output", text(r.output)), value.M("OutputDetails", included))
		redrive = []value.Member{redrive[0], value.M("RedriveStatus", value.String("NOT_REDRIVABLE")),
			value.M("RedriveStatusReason", value.String("Execution is SUCCEEDED and cannot be redriven"))}
	}
	all := value.Object(append(append(members, redrive...),
		value.M("StartDate", date(r.started)),
		value.M("StateMachineArn", value.String(r.origin.Machine)),
		value.M("Status", value.String(r.status)),
		value.M("StopDate", date(r.stopped)))...)
	if r.failure != nil {
		return task.Failed("States.TaskFailed", all.JSON())
	}
	return task.Return{Output: all}
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
