package binding

import (
	"context"
	"testing"
	"time"

	"github.com/stateboard/stateboard/asl"
	"github.com/stateboard/stateboard/asl/text"
	"github.com/stateboard/stateboard/asl/value"
	"github.com/stateboard/stateboard/runner"
	"github.com/stateboard/stateboard/runner/history"
	"github.com/stateboard/stateboard/runner/task"
)

// outcome runs a machine to its end.
func outcome(t *testing.T, e *runner.Engine, a task.Answerer, machine, input string) *history.Execution {
	t.Helper()
	run, err := e.Start(runner.StartInput{Document: asl.Parse(text.New(machine)), Input: value.MustParse(input), Answerer: a})
	if err != nil {
		t.Fatal(err)
	}
	if err := run.Wait(); err != nil {
		t.Fatal(err)
	}
	return history.Fold(run.Events())
}

// TestQuickWorkersAreHeard: a worker may answer before the engine has even
// heard from the answerer that the task was taken.
func TestQuickWorkersAreHeard(t *testing.T) {
	const pack = "arn:aws:states:us-east-1:123456789012:activity:Pack"
	engine, activities := runner.New(), &task.Activities{}
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan struct{})
	go func() {
		defer close(done)
		for {
			job, ok := activities.Fetch(ctx, pack, "worker")
			if !ok {
				return
			}
			if err := engine.Answer(job.Token, task.Return{Output: job.Input}); err != nil {
				t.Errorf("%s: %v", job.Input.JSON(), err)
			}
		}
	}()
	a := New(Options{Set: Set{{For: Key{ByResource, pack}, To: Worker{}}}, Activities: activities})
	defer a.Close()
	x := outcome(t, engine, a, `{"StartAt": "M", "States": {"M": {"Type": "Map", "ItemProcessor": {"StartAt": "T", "States": {"T": {"Type": "Task", "Resource": "`+pack+`", "End": true}}}, "End": true}}}`, `[1, 2, 3, 4, 5, 6, 7, 8]`)
	if x.Output.JSON() != `[1,2,3,4,5,6,7,8]` {
		t.Errorf("%s %s", x.Status, x.Output.JSON())
	}
	cancel()
	<-done
}

// TestFailuresCanBeCaught: what a command fails with goes by its name through
// Retry and Catch.
func TestFailuresCanBeCaught(t *testing.T) {
	a := to(t, self("error"), nil)
	x := outcome(t, runner.New(), a, `{"StartAt": "Work", "States": {"Work": {"Type": "Task", "Resource": "`+function+`",
		"Retry": [{"ErrorEquals": ["Busy"]}], "Catch": [{"ErrorEquals": ["OutOfPaper"], "Next": "P"}], "End": true}, "P": {"Type": "Pass", "End": true}}}`, `{}`)
	if x.Output.JSON() != `{"Error":"OutOfPaper","Cause":"{\"tray\":2}"}` {
		t.Errorf("%s %s", x.Status, x.Output.JSON())
	}
}

// TestATimeoutKillsTheCommand: the state's own limit gives the task up.
func TestATimeoutKillsTheCommand(t *testing.T) {
	l, clock := newLife(t), manual()
	a := to(t, self("live", Variable{"LIFE", l.url}), nil)
	run, err := runner.New().Start(runner.StartInput{Clock: clock, Answerer: a, Document: asl.Parse(text.New(
		`{"StartAt": "Work", "States": {"Work": {"Type": "Task", "Resource": "` + function + `", "TimeoutSeconds": 5, "End": true}}}`))})
	if err != nil {
		t.Fatal(err)
	}
	<-l.born
	<-clock.Asked()
	clock.Advance(5 * time.Second)
	if err := run.Wait(); err != nil {
		t.Fatal(err)
	}
	<-l.gone
	if x := history.Fold(run.Events()); x.Error != "States.Timeout" {
		t.Errorf("%s %s", x.Status, x.Error)
	}
}
