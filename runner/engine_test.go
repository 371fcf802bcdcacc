package runner

import (
	"encoding/base64"
	"errors"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stateboard/stateboard/asl"
	"github.com/stateboard/stateboard/asl/value"
	"github.com/stateboard/stateboard/runner/history"
	"github.com/stateboard/stateboard/runner/schedule"
	"github.com/stateboard/stateboard/runner/task"
)

const approval = `{"StartAt":"Ask","States":{
  "Ask":{"Type":"Task","Resource":"arn:aws:states:::sqs:sendMessage.waitForTaskToken","HeartbeatSeconds":30,"TimeoutSeconds":100,
    "Parameters":{"MessageBody":{"token.$":"$$.Task.Token"}},"Catch":[{"ErrorEquals":["States.HeartbeatTimeout"],"Next":"Missed"},{"ErrorEquals":["States.ALL"],"Next":"No"}],"Next":"Yes"},
  "Yes":{"Type":"Succeed"},"No":{"Type":"Fail","Error":"Refused"},"Missed":{"Type":"Succeed"}}}`

func begin(t *testing.T, e *Engine, machine string, in StartInput) *Run {
	t.Helper()
	in.Document = asl.ParseString(machine)
	r, err := e.Start(in)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		r.Stop("", "")
		<-r.Done()
	})
	return r
}

// until reads the run's events until the fold of them satisfies ok.
func until(t *testing.T, r *Run, ok func(*history.Execution) bool) *history.Execution {
	t.Helper()
	news, stop := r.Subscribe()
	defer stop()
	x := &history.Execution{}
	timeout := time.After(10 * time.Second)
	for {
		x.Advance(r.Events())
		if ok(x) {
			return x
		}
		select {
		case <-news:
		case <-timeout:
			t.Fatalf("still\n%s", dump(r.Events()))
		}
	}
}

func waiting(x *history.Execution) bool { return len(x.Tokens()) > 0 }
func ended(x *history.Execution) bool   { return x.Status != "" && x.Status != "RUNNING" }

func TestAPersonAnswersATokenOnce(t *testing.T) {
	e := New()
	r := begin(t, e, approval, StartInput{Person: true, Clock: schedule.NewManual(start)})
	x := until(t, r, waiting)
	v := x.Tokens()[0]
	if v.Status != history.Waiting || x.State("Ask") != history.Waiting || v.Parameters.Get("MessageBody").Get("token").Str() != v.Token {
		t.Fatalf("%+v", v)
	}
	if err := e.Heartbeat(v.Token); err != nil {
		t.Error(err)
	}
	var mu sync.Mutex
	taken, refused := 0, 0
	var racing sync.WaitGroup
	for range 8 {
		racing.Go(func() {
			err := e.Answer(v.Token, task.Return{Output: value.String("yes")})
			mu.Lock()
			defer mu.Unlock()
			if err == nil {
				taken++
			} else if errors.Is(err, ErrTaskDoesNotExist) {
				refused++
			}
		})
	}
	racing.Wait()
	if taken != 1 || refused != 7 {
		t.Errorf("%d answers taken, %d refused", taken, refused)
	}
	if x := until(t, r, ended); x.Status != "SUCCEEDED" || x.State("Yes") != history.Done || x.Output.Str() != "yes" {
		t.Errorf("%s", dump(r.Events()))
	}
	for token, want := range map[string]error{"nonsense": ErrInvalidToken, base64.RawURLEncoding.EncodeToString(make([]byte, 32)): ErrTaskDoesNotExist, v.Token: ErrTaskDoesNotExist} {
		if err := e.Answer(token, task.Return{}); !errors.Is(err, want) {
			t.Errorf("%s: %v", token, err)
		}
	}
}

func TestAMissedHeartbeatAndATimeout(t *testing.T) {
	e := New()
	clock := schedule.NewManual(start)
	r := begin(t, e, approval, StartInput{Person: true, Clock: clock})
	token := until(t, r, waiting).Tokens()[0].Token
	for range 3 {
		clock.Advance(29 * time.Second)
		if err := e.Heartbeat(token); err != nil {
			t.Fatal(err)
		}
	}
	clock.Advance(31 * time.Second)
	if x := until(t, r, ended); x.State("Ask") != history.Caught || x.Visits[0].Error != "States.Timeout" {
		t.Errorf("%s", dump(r.Events()))
	}
	if err := e.Answer(token, task.Return{}); !errors.Is(err, ErrTaskTimedOut) {
		t.Error(err)
	}
	r = begin(t, e, approval, StartInput{Person: true, Clock: clock})
	token = until(t, r, waiting).Tokens()[0].Token
	r.Stop("Stopped", "by hand")
	if x := until(t, r, ended); x.Status != "ABORTED" || x.Error != "Stopped" || x.State("Ask") != history.Skipped {
		t.Errorf("%s", dump(r.Events()))
	}
	if err := e.Answer(token, task.Return{}); !errors.Is(err, ErrTaskTimedOut) {
		t.Error(err)
	}
}

func TestPersonFirstLeavesOnlyTokensOpen(t *testing.T) {
	const machine = `{"StartAt":"A","States":{
	  "A":{"Type":"Task","Resource":"arn:aws:states:::lambda:invoke","Next":"B"},
	  "B":{"Type":"Task","Resource":"arn:aws:states:::lambda:invoke.waitForTaskToken","Next":"C"},
	  "C":{"Type":"Task","Resource":"arn:aws:states:::lambda:invoke","End":true}}}`
	e := New()
	r := begin(t, e, machine, StartInput{Person: true, PersonFirst: true, Clock: schedule.NewManual(start), Answerer: answers(t, `{"A":[{"Return":1}],"B":[{"Return":2}]}`)})
	x := until(t, r, waiting)
	if x.Tokens()[0].Path != "B" {
		t.Fatalf("%s", dump(r.Events()))
	}
	if err := e.Answer(x.Tokens()[0].Token, task.Throw{Error: "X", Cause: "y"}); err != nil {
		t.Fatal(err)
	}
	if x := until(t, r, ended); x.Status != "FAILED" || x.Error != "X" {
		t.Errorf("%s", dump(r.Events()))
	}
	r = begin(t, e, machine, StartInput{Person: true, Clock: schedule.NewManual(start), Answerer: answers(t, `{"A":[{"Return":1}],"B":[{"Return":2}]}`)})
	x = until(t, r, waiting)
	if v := x.Tokens()[0]; v.Path != "C" || v.Token == "" {
		t.Errorf("what nobody answers is a person's: %+v", v)
	}
}

func TestPauseStepResumeAndSkip(t *testing.T) {
	const machine = `{"StartAt":"A","States":{"A":{"Type":"Pass","Next":"W"},"W":{"Type":"Wait","Seconds":1000,"Next":"B"},"B":{"Type":"Pass","End":true}}}`
	e := New()
	r := begin(t, e, machine, StartInput{Paused: true, Clock: schedule.NewManual(start)})
	for n := 2; n <= 4; n++ {
		r.Step()
		x := until(t, r, func(x *history.Execution) bool { return x.Events() >= n })
		if x.Events() != n || !r.Paused() {
			t.Fatalf("step %d gave %d events", n, x.Events())
		}
	}
	r.Resume()
	for !r.SkipWait() {
		until(t, r, func(*history.Execution) bool { return true })
	}
	if x := until(t, r, ended); x.Status != "SUCCEEDED" {
		t.Errorf("%s", dump(r.Events()))
	}
	if err := r.Wait(); err != nil || r.SkipWait() {
		t.Error(err)
	}
}

func TestBreakpointsHoldBeforeAStateIsEntered(t *testing.T) {
	const machine = `{"StartAt":"A","States":{"A":{"Type":"Pass","Next":"M"},
	  "M":{"Type":"Map","ItemsPath":"$.list","MaxConcurrency":1,"Next":"B","ItemProcessor":{"StartAt":"I","States":{"I":{"Type":"Pass","End":true}}}},
	  "B":{"Type":"Pass","Next":"C"},"C":{"Type":"Pass","End":true}}}`
	r := begin(t, New(), machine, StartInput{Input: value.MustParse(`{"list":[1,2]}`), Clock: schedule.NewManual(start), Breakpoints: map[string]bool{"M/0/I": true, "B": true}})
	held := func(path string) {
		t.Helper()
		x := until(t, r, func(*history.Execution) bool { return r.Before() != "" })
		if r.Before() != path || !r.Paused() {
			t.Fatalf("held before %q, want %q", r.Before(), path)
		}
		for _, v := range x.OpenVisits() {
			if v.Path == path {
				t.Errorf("%s is entered already", path)
			}
		}
	}
	held("M/0/I")
	r.Resume()
	held("M/0/I") // the second item
	n := r.Events().Len()
	r.Step()
	until(t, r, func(x *history.Execution) bool { return x.Events() > n })
	if r.Before() != "" || !r.Paused() {
		t.Error("a step goes past the breakpoint and stays paused")
	}
	r.Resume()
	held("B")
	r.SetBreakpoints(map[string]bool{"C": true})
	r.Resume()
	held("C")
	r.SetBreakpoints(nil)
	r.Resume()
	if x := until(t, r, ended); x.Status != "SUCCEEDED" || r.Before() != "" {
		t.Errorf("%s", dump(r.Events()))
	}
}

func TestPaceIsRealTimeBetweenSteps(t *testing.T) {
	pacer := schedule.NewManual(start)
	in := StartInput{Document: asl.ParseString(`{"StartAt":"A","States":{"A":{"Type":"Pass","Next":"B"},"B":{"Type":"Pass","End":true}}}`), Clock: schedule.NewVirtual(start), Pace: time.Second, pacer: pacer}
	r, err := New().Start(in)
	if err != nil {
		t.Fatal(err)
	}
	for n := 2; n <= 3; n++ {
		<-pacer.Asked()
		if got := r.Events().Len(); got != n {
			t.Fatalf("%d events after %d paces", got, n-2)
		}
		pacer.Advance(time.Second)
	}
	<-pacer.Asked()
	r.SetPace(0)
	if err := r.Wait(); err != nil {
		t.Fatal(err)
	}
}

func TestAWaitIsSkippedBeforeItsPaceHasPassed(t *testing.T) {
	pacer := schedule.NewManual(start)
	in := StartInput{Document: asl.ParseString(`{"StartAt":"W","States":{"W":{"Type":"Wait","Seconds":1000,"Next":"B"},"B":{"Type":"Pass","End":true}}}`), Clock: schedule.NewManual(start), Pace: time.Second, pacer: pacer}
	r, err := New().Start(in)
	if err != nil {
		t.Fatal(err)
	}
	<-pacer.Asked()
	if x := history.Fold(r.Events()); len(x.OpenVisits()) != 1 || x.OpenVisits()[0].Path != "W" {
		t.Fatal(dump(r.Events()))
	}
	if !r.SkipWait() {
		t.Error("there is nothing to skip")
	}
	if r.SkipWait() {
		t.Error("it is skipped twice")
	}
	r.SetPace(0)
	if err := r.Wait(); err != nil {
		t.Fatal(err)
	}
	if x := history.Fold(r.Events()); x.Status != "SUCCEEDED" {
		t.Error(dump(r.Events()))
	}
}

func TestVirtualTimeLetsAPersonThink(t *testing.T) {
	const machine = `{"StartAt":"P","States":{"P":{"Type":"Parallel","End":true,"Branches":[
	  {"StartAt":"Ask","States":{"Ask":{"Type":"Task","Resource":"arn:aws:states:::sqs:sendMessage.waitForTaskToken","TimeoutSeconds":5,"End":true}}},
	  {"StartAt":"W","States":{"W":{"Type":"Wait","Seconds":3600,"Next":"Z"},"Z":{"Type":"Pass","End":true}}}]}}}`
	e := New()
	r := begin(t, e, machine, StartInput{Person: true, Clock: schedule.NewVirtual(start)})
	x := until(t, r, func(x *history.Execution) bool { return x.State("P/1/Z") == history.Done && waiting(x) })
	if err := e.Answer(x.Tokens()[0].Token, task.Return{Output: value.True}); err != nil {
		t.Fatal(err)
	}
	if x := until(t, r, ended); x.Status != "SUCCEEDED" {
		t.Errorf("%s", dump(r.Events()))
	}
}

func TestQuotas(t *testing.T) {
	loop := `{"StartAt":"A","States":{"A":{"Type":"Pass","Next":"B"},"B":{"Type":"Pass","Next":"A"}}}`
	r := begin(t, New(), loop, StartInput{Clock: schedule.NewVirtual(start)})
	if err := r.Wait(); err != nil {
		t.Fatal(err)
	}
	last := r.Events().Last()
	if d, ok := last.Details.(*history.Failure); last.ID != 25000 || last.Type != history.ExecutionFailed || !ok || !strings.Contains(d.Cause, "25000") {
		t.Errorf("%d %s", last.ID, last.Type)
	}
	big := value.String(strings.Repeat("x", 262143))
	work := `{"StartAt":"A","States":{"A":{"Type":"Task","Resource":"arn:aws:states:::lambda:invoke","Catch":[{"ErrorEquals":["States.DataLimitExceeded"],"Next":"B"}],"End":true},"B":{"Type":"Succeed"}}}`
	for _, c := range []struct {
		input, output value.Value
		state         history.Status
	}{{value.Object(), big, history.Caught}, {big, big, history.Done}} {
		mocks := `{"A":[` + value.Object(value.M("Return", c.output)).JSON() + `]}`
		r := begin(t, New(), work, StartInput{Input: c.input, Answerer: answers(t, mocks), Clock: schedule.NewVirtual(start)})
		if x := until(t, r, ended); x.State("A") != c.state {
			t.Errorf("input of %d bytes: %s", c.input.Size(), x.State("A"))
		}
	}
}

func TestEveryAppendIsToldAndReadersSeeWholeEvents(t *testing.T) {
	r := begin(t, New(), loopMachine, StartInput{Input: counter(3000), Type: Express, Clock: schedule.NewVirtual(start)})
	var readers sync.WaitGroup
	for range 3 {
		readers.Go(func() {
			x := &history.Execution{}
			news, stop := r.Subscribe()
			defer stop()
			for x.Status != "SUCCEEDED" {
				<-news
				x.Advance(r.Events())
			}
			if n := len(x.VisitsOf("More")); n != 3000 {
				t.Errorf("%d visits", n)
			}
		})
	}
	readers.Wait()
}

func TestAMapRunsChildrenCanBeLookedAt(t *testing.T) {
	const machine = `{"StartAt":"M","States":{"M":{"Type":"Map","MaxConcurrency":1,"End":true,"ItemProcessor":{"ProcessorConfig":{"Mode":"DISTRIBUTED"},
	  "StartAt":"P","States":{"P":{"Type":"Pass","End":true}}}}}}`
	r := begin(t, New(), machine, StartInput{Input: value.MustParse(`["a","b"]`), Clock: schedule.NewVirtual(start)})
	if err := r.Wait(); err != nil {
		t.Fatal(err)
	}
	children := r.Children(r.Events().At(3).Details.(*history.RunStarted).MapRunARN)
	if len(children) != 2 {
		t.Fatalf("%d children", len(children))
	}
	x := history.Fold(children[1])
	if v := x.VisitsOf("M/0/P"); len(v) != 1 || v[0].Scope.Index != 1 || v[0].Output.Str() != "b" || x.Status != "SUCCEEDED" {
		t.Errorf("%s", dump(children[1]))
	}
}

func TestALoopWithoutEndIsTimedOut(t *testing.T) {
	clock := schedule.NewManual(start)
	r := begin(t, New(), `{"StartAt":"A","States":{"A":{"Type":"Pass","Next":"B"},"B":{"Type":"Pass","Next":"A"}}}`, StartInput{Type: Express, Clock: clock})
	until(t, r, func(x *history.Execution) bool { return x.Events() > 1000 })
	clock.Advance(5 * time.Minute)
	if x := until(t, r, ended); x.Status != "TIMED_OUT" {
		t.Errorf("%s", x.Status)
	}
}
