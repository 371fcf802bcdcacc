package history

import (
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stateboard/stateboard/asl/value"
)

var at = time.Date(2026, 3, 1, 9, 0, 0, 0, time.UTC)

// script is a history written by hand; IDs and times are filled in.
func script(events ...Event) View {
	for i := range events {
		if events[i].Time.IsZero() {
			events[i].Time = at.Add(time.Duration(i) * time.Second)
		}
		if events[i].Previous == 0 && i > 1 {
			events[i].Previous = int64(i)
		}
	}
	return Of(events)
}

func begun() Event { return Event{Type: ExecutionStarted, Details: &Started{Input: value.Object()}} }

func entry(t Type, path string, s *Scope) Event {
	return Event{Type: t, Path: path, Scope: s, Details: &Entered{Name: path, Input: value.Int(1)}}
}

func exit(t Type, path string, s *Scope) Event {
	return Event{Type: t, Path: path, Scope: s, Details: &Exited{Name: path, Output: value.Int(2)}}
}

func TestATaskWaitsFailsIsTriedAgainAndCaught(t *testing.T) {
	scheduled := func(token string) Event {
		return Event{Type: TaskScheduled, Path: "T", Details: &Scheduled{Resource: "sendMessage.waitForTaskToken", ResourceType: "sqs", Token: token, Waits: true}}
	}
	failed := Event{Type: TaskFailed, Path: "T", Details: &TaskOutcome{Error: "E", Cause: "c"}}
	v := script(begun(), entry(TaskStateEntered, "T", nil), scheduled("one"), failed, scheduled("two"), failed, exit(TaskStateExited, "T", nil),
		entry(FailStateEntered, "F", nil), Event{Type: ExecutionFailed, Details: &Failure{Error: "E2"}})
	for n, want := range []Status{Idle, Idle, Running, Waiting, Running, Waiting, Running, Caught, Caught} {
		x := Fold(v.First(n))
		if got := x.State("T"); got != want {
			t.Errorf("after %d events T is %s, not %s", n, got, want)
		}
		if tokens := x.Tokens(); (want == Waiting) != (len(tokens) == 1) {
			t.Errorf("after %d events %d tokens are open", n, len(tokens))
		}
	}
	x := Fold(v)
	if visit := x.Visits[0]; visit.Retries() != 1 || visit.Error != "E" || visit.Resource != "sqs:sendMessage.waitForTaskToken" {
		t.Errorf("%+v", visit)
	}
	if x.State("F") != Failed || x.Status != "FAILED" || x.Visits[1].Error != "E2" {
		t.Errorf("F is %s, %s", x.State("F"), x.Status)
	}
	if x.Taken[Transition{StartMark, "T"}] != 1 || x.Taken[Transition{"T", "F"}] != 1 {
		t.Errorf("%v", x.Taken)
	}
}

func TestOneBranchFailsAndTheOtherIsSkipped(t *testing.T) {
	a, b := &Scope{Owner: "P", Index: 0}, &Scope{Owner: "P", Index: 1}
	v := script(begun(), entry(ParallelStateEntered, "P", nil), Event{Type: ParallelStateStarted, Path: "P"},
		entry(TaskStateEntered, "P/0/A", a), entry(WaitStateEntered, "P/1/B", b),
		Event{Type: LambdaFunctionScheduled, Path: "P/0/A", Scope: a, Details: &Scheduled{Resource: "arn"}},
		Event{Type: LambdaFunctionFailed, Path: "P/0/A", Scope: a, Details: &Failure{Error: "E", Cause: "c"}},
		Event{Type: TaskStateAborted, Path: "P/0/A", Scope: a}, Event{Type: ParallelStateFailed, Path: "P"},
		exit(ParallelStateExited, "P", nil), Event{Type: ExecutionSucceeded, Details: &Succeeded{Output: value.Int(3)}})
	x := Fold(v)
	if x.State("P/0/A") != Failed || x.State("P/1/B") != Skipped || x.State("P") != Caught || x.Visits[0].Error != "E" {
		t.Errorf("A %s, B %s, P %s %s", x.State("P/0/A"), x.State("P/1/B"), x.State("P"), x.Visits[0].Error)
	}
	if x.Taken[Transition{"P", "P/0/A"}] != 1 || x.Taken[Transition{"P", EndMark}] != 1 {
		t.Errorf("%v", x.Taken)
	}
	if half := Fold(v.First(6)); len(half.OpenVisits()) != 3 {
		t.Errorf("%d open", len(half.OpenVisits()))
	}
}

func TestAnAbortedExecutionLeavesNothingOpen(t *testing.T) {
	x := Fold(script(begun(), entry(WaitStateEntered, "W", nil), Event{Type: ExecutionAborted, Details: &Failure{Error: "Stopped"}}))
	if x.State("W") != Skipped || x.Status != "ABORTED" || len(x.OpenVisits()) > 0 {
		t.Errorf("%s %s", x.State("W"), x.Status)
	}
}

func TestIterationsAreKeptApart(t *testing.T) {
	one, two := &Scope{Owner: "M", Index: 0, Iterates: true}, &Scope{Owner: "M", Index: 1, Iterates: true}
	iteration := func(t Type, s *Scope) Event {
		return Event{Type: t, Path: "M", Scope: s, Details: &Iteration{Name: "M", Index: s.Index}}
	}
	v := script(begun(), entry(MapStateEntered, "M", nil), Event{Type: MapStateStarted, Path: "M", Details: &MapStarted{Length: 2}},
		iteration(MapIterationStarted, one), iteration(MapIterationStarted, two), entry(PassStateEntered, "M/0/P", one), entry(PassStateEntered, "M/0/P", two),
		exit(PassStateExited, "M/0/P", one), iteration(MapIterationSucceeded, one))
	x := Fold(v)
	if x.State("M/0/P") != Running || len(x.VisitsOf("M/0/P")) != 2 || x.VisitsOf("M")[0].Finished != 1 || x.VisitsOf("M")[0].Length != 2 {
		t.Errorf("%s %+v", x.State("M/0/P"), x.VisitsOf("M")[0])
	}
	if x.VisitsOf("M/0/P")[0].Status != Done || x.Taken[Transition{"M/0/P", "M"}] != 1 || x.Taken[Transition{"M", "M/0/P"}] != 2 {
		t.Errorf("%v", x.Taken)
	}
}

func TestDecodeReadsWhatTheServiceAnswers(t *testing.T) {
	const answer = `{"events": [
	  {"timestamp": 1772355600.25, "type": "ExecutionStarted", "id": 1, "previousEventId": 0, "executionStartedEventDetails": {"input": "{}", "inputDetails": {"truncated": false}, "roleArn": "r"}},
	  {"timestamp": "2026-03-01T10:00:01.500000+01:00", "type": "PassStateEntered", "id": 2, "previousEventId": 0, "stateEnteredEventDetails": {"name": "A", "input": "{}"}},
	  {"timestamp": "2026-03-01T09:00:02Z", "type": "PassStateExited", "id": 3, "previousEventId": 2, "stateExitedEventDetails": {"name": "A", "output": "[1, 2]", "assignedVariables": {"n": "1"}}}]}`
	v, err := Decode(answer, func(name string) string { return "Outer/0/" + name })
	if err != nil {
		t.Fatal(err)
	}
	if e := v.At(2); e.Path != "Outer/0/A" || e.Details.(*Exited).Output.Len() != 2 || e.Details.(*Exited).Assigned.Get("n").Str() != "1" {
		t.Errorf("%+v", e)
	}
	if v.At(0).Time.UnixMilli() != 1772355600250 || v.At(1).Time.Sub(v.At(0).Time) != 1250*time.Millisecond {
		t.Errorf("%s %s", v.At(0).Time, v.At(1).Time)
	}
	for _, bad := range []string{"", "[]x", `{"events": 1}`, `[{"type": "Nonsense"}]`, `[{"id": 2, "type": "ExecutionStarted"}]`, `[{"id": 1, "previousEventId": 1, "type": "ExecutionStarted"}]`,
		`[{"id": 1, "type": "PassStateEntered"}]`, `[{"id": 1, "type": "ExecutionStarted", "timestamp": "noon"}]`} {
		if _, err := Decode(bad, nil); err == nil {
			t.Errorf("%s is taken for a history", bad)
		}
	}
}

func FuzzDecode(f *testing.F) {
	f.Add(`{"events":[{"id":1,"previousEventId":0,"type":"ExecutionStarted"},{"id":2,"previousEventId":1,"type":"MapStateEntered","stateEnteredEventDetails":{"name":"M"}},{"id":3,"previousEventId":2,"type":"MapIterationStarted","mapIterationStartedEventDetails":{"name":"M"}},{"id":4,"previousEventId":3,"type":"ParallelStateFailed"}]}`)
	f.Add(`[{"id":1,"type":"MapStateFailed"},{"id":2,"type":"ParallelStateStarted"},{"id":3,"type":"ExecutionSucceeded"}]`)
	f.Fuzz(func(t *testing.T, s string) {
		v, err := Decode(s, func(name string) string { return "Outer/0/" + name })
		if err != nil {
			return
		}
		x := Fold(v)
		x.OpenVisits()
		var b strings.Builder
		if err := v.WriteJSON(&b); err != nil {
			t.Fatal(err)
		}
		if _, err := Decode(b.String(), nil); err != nil {
			t.Fatalf("%v\n%s", err, b.String())
		}
	})
}

func TestReadersSeeAStillPast(t *testing.T) {
	var l Log
	var readers sync.WaitGroup
	for range 2 {
		readers.Go(func() {
			for n := 0; n < 5000; {
				v := l.View()
				n = v.Len()
				for i := range n {
					if v.At(i).ID != int64(i+1) || v.At(i).Previous != int64(i) {
						t.Errorf("event %d is %d", i+1, v.At(i).ID)
						return
					}
				}
			}
		})
	}
	for i := range 5000 {
		l.Append(Event{Previous: int64(i), Type: PassStateEntered})
	}
	readers.Wait()
	if v := l.View().First(300); v.Len() != 300 || v.Last().ID != 300 || (View{}).Last() != nil {
		t.Error("First and Last")
	}
}

func BenchmarkFold(b *testing.B) {
	events := []Event{begun()}
	for range 50000 {
		events = append(events, entry(PassStateEntered, "A", nil), exit(PassStateExited, "A", nil))
	}
	v := script(events...)
	b.ReportAllocs()
	for b.Loop() {
		Fold(v)
	}
	b.ReportMetric(float64(len(events))*float64(b.N)/b.Elapsed().Seconds(), "events/s")
}
