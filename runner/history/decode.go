package history

import (
	"fmt"
	"math"
	"time"

	"github.com/stateboard/stateboard/asl/value"
)

// Decode reads the answer of GetExecutionHistory, as the API or the AWS
// command line gives it: {"events":[...]} or just the list. Paths says the
// path of a state by its name ("" when there is none); with it the events'
// Path and Scope are found again.
func Decode(text string, paths func(name string) string) (View, error) {
	v, err := value.Parse(text)
	if err != nil {
		return View{}, err
	}
	list := v
	if v.Kind() == value.ObjectKind {
		list = v.Get("events")
	}
	if list.Kind() != value.ArrayKind {
		return View{}, fmt.Errorf("no list of events: want {\"events\": [...]} as GetExecutionHistory answers it")
	}
	var log Log
	r := resolver{paths: paths, at: make([]spot, 1, list.Len()+1)}
	for i, item := range list.Items() {
		e, err := decodeEvent(item)
		if err != nil {
			return View{}, fmt.Errorf("event %d: %w", i+1, err)
		}
		if e.ID != int64(i+1) {
			return View{}, fmt.Errorf("event %d: its id is %d; the events must be whole and oldest first", i+1, e.ID)
		}
		if e.Previous < 0 || e.Previous >= e.ID {
			return View{}, fmt.Errorf("event %d: it cannot follow from event %d", e.ID, e.Previous)
		}
		if paths != nil {
			r.resolve(&e)
		}
		log.Append(e)
	}
	return log.View(), nil
}

func decodeEvent(v value.Value) (Event, error) {
	var e Event
	name := v.Get("type").Str()
	if e.Type = typeNamed(name); e.Type == Unknown {
		return e, fmt.Errorf("unknown type %q", name)
	}
	e.ID, _ = v.Get("id").AsInt()
	e.Previous, _ = v.Get("previousEventId").AsInt()
	var err error
	if e.Time, err = decodeTime(v.Get("timestamp")); err != nil {
		return e, err
	}
	d := v.Get(e.Type.detailsKey())
	if e.Type.Enters() && d.IsAbsent() {
		return e, fmt.Errorf("%s without stateEnteredEventDetails", name)
	}
	e.Details = decodeDetails(e.Type, d)
	return e, nil
}

// decodeTime reads a time in words or as seconds since 1970.
func decodeTime(v value.Value) (time.Time, error) {
	if s, ok := v.AsFloat(); ok {
		whole, part := math.Modf(s)
		return time.Unix(int64(whole), int64(math.Round(part*1e3))*1e6).UTC(), nil
	}
	s := v.Str()
	if s == "" {
		return time.Time{}, nil
	}
	for _, layout := range [...]string{time.RFC3339Nano, "2006-01-02T15:04:05.999999-0700"} {
		if t, err := time.Parse(layout, s); err == nil {
			return t, nil
		}
	}
	return time.Time{}, fmt.Errorf("not a time: %s", v.JSON())
}

// payload is data given as JSON in a string; text that is no JSON stays text.
func payload(v value.Value) value.Value {
	s, ok := v.AsString()
	if !ok {
		return v
	}
	if p, err := value.Parse(s); err == nil {
		return p
	}
	return v
}

func decodeDetails(t Type, d value.Value) Details {
	str := func(key string) string { return d.Get(key).Str() }
	num := func(key string) int64 { n, _ := d.Get(key).AsInt(); return n }
	failure := &Failure{Error: str("error"), Cause: str("cause")}
	switch t {
	case ExecutionStarted:
		return &Started{Input: payload(d.Get("input")), RoleARN: str("roleArn")}
	case ExecutionSucceeded, LambdaFunctionSucceeded, ActivitySucceeded:
		return &Succeeded{Output: payload(d.Get("output"))}
	case ExecutionFailed, ExecutionAborted, ExecutionTimedOut, LambdaFunctionFailed, LambdaFunctionTimedOut, LambdaFunctionScheduleFailed,
		LambdaFunctionStartFailed, ActivityFailed, ActivityTimedOut, ActivityScheduleFailed, MapRunFailed:
		return failure
	case TaskScheduled, LambdaFunctionScheduled, ActivityScheduled:
		s := &Scheduled{ResourceType: str("resourceType"), Resource: str("resource"), Region: str("region"), Parameters: payload(d.Get("parameters")),
			TimeoutInSeconds: num("timeoutInSeconds"), HeartbeatInSeconds: num("heartbeatInSeconds"), RoleARN: d.Get("taskCredentials").Get("roleArn").Str()}
		if t != TaskScheduled {
			s.Parameters = payload(d.Get("input"))
		}
		return s
	case TaskStarted, TaskSubmitted, TaskSucceeded, TaskFailed, TaskTimedOut, TaskStartFailed, TaskSubmitFailed:
		return &TaskOutcome{ResourceType: str("resourceType"), Resource: str("resource"), Output: payload(d.Get("output")), Error: failure.Error, Cause: failure.Cause}
	case ActivityStarted:
		return &WorkerStarted{WorkerName: str("workerName")}
	case MapStateStarted:
		return &MapStarted{Length: int(num("length"))}
	case MapIterationStarted, MapIterationSucceeded, MapIterationFailed, MapIterationAborted:
		return &Iteration{Name: str("name"), Index: int(num("index"))}
	case MapRunStarted, MapRunRedriven:
		return &RunStarted{MapRunARN: str("mapRunArn"), RedriveCount: int(num("redriveCount"))}
	case ExecutionRedriven:
		return &Redriven{RedriveCount: int(num("redriveCount"))}
	case EvaluationFailed:
		return &Evaluation{Error: failure.Error, Cause: failure.Cause, Location: str("location"), State: str("state")}
	}
	switch {
	case t.Enters():
		return &Entered{Name: str("name"), Input: payload(d.Get("input"))}
	case t.Exits():
		return &Exited{Name: str("name"), Output: payload(d.Get("output")), Assigned: decodeAssigned(d.Get("assignedVariables"))}
	}
	return nil
}

func decodeAssigned(v value.Value) value.Value {
	if v.Kind() != value.ObjectKind {
		return value.Absent
	}
	members := make([]value.Member, 0, v.Len())
	for _, m := range v.Members() {
		members = append(members, value.M(m.Key, payload(m.Value)))
	}
	return value.Object(members...)
}
