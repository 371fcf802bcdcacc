package runner

import (
	"context"
	"strings"
	"testing"

	"github.com/stateboard/stateboard/asl"
	"github.com/stateboard/stateboard/asl/value"
	"github.com/stateboard/stateboard/runner/history"
	"github.com/stateboard/stateboard/runner/interp"
	"github.com/stateboard/stateboard/runner/journal/tape"
	"github.com/stateboard/stateboard/runner/schedule"
	"github.com/stateboard/stateboard/runner/task"
)

// standing waits for an event, and tells how the state stands then, also for who
// has only what the service would show.
func standing(t *testing.T, r *Run, want history.Type) history.Status {
	t.Helper()
	news, unsubscribe := r.Subscribe()
	defer unsubscribe()
	for r.Events().Last().Type != want {
		select {
		case <-news:
		case <-r.Done():
			t.Fatalf("it ends without %s:\n%s", want, dump(r.Events()))
		}
	}
	var b strings.Builder
	if err := r.Events().WriteJSON(&b); err != nil {
		t.Fatal(err)
	}
	decoded, err := history.Decode(b.String(), func(name string) string { return name })
	if err != nil {
		t.Fatal(err)
	}
	here, there := history.Fold(r.Events()).State("T"), history.Fold(decoded).State("T")
	if here != there {
		t.Errorf("at %s it is %v here and %v for others", want, here, there)
	}
	return here
}

// replays holds a play of what was recorded against the run.
func replays(t *testing.T, p *interp.Program, s *shelf, v history.View) {
	t.Helper()
	y, err := tape.Play(p, s.b, s.tape(len(s.pages)), tape.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if a, b := exact(y.Log.View()), exact(v); a != b {
		t.Errorf("played\n%s\nnot\n%s", a, b)
	}
}

func TestAnActivityIsStartedWhenAWorkerTakesIt(t *testing.T) {
	const arn = "arn:aws:states:us-east-1:123456789012:activity:Pack"
	p, err := interp.Compile(asl.ParseString(`{"StartAt": "T", "States": {"T": {"Type": "Task", "Resource": "` + arn + `", "End": true}}}`))
	if err != nil {
		t.Fatal(err)
	}
	var activities task.Activities
	e, s := New(), &shelf{}
	r, err := e.Start(StartInput{Program: p, Answerer: &activities, Clock: schedule.NewManual(start), Recorder: s})
	if err != nil {
		t.Fatal(err)
	}
	if got := standing(t, r, history.ActivityScheduled); got != history.Waiting {
		t.Errorf("without a worker it is %v", got)
	}
	job, _ := activities.Fetch(context.Background(), arn, "packer")
	if got := standing(t, r, history.ActivityStarted); got != history.Running {
		t.Errorf("with a worker it is %v", got)
	}
	if d := r.Events().Last().Details.(*history.WorkerStarted); d.WorkerName != "packer" {
		t.Errorf("started by %q", d.WorkerName)
	}
	if err := e.Answer(job.Token, task.Return{Output: value.Int(1)}); err != nil {
		t.Fatal(err)
	}
	r.Wait()
	var types []string
	for i := range r.Events().Len() {
		types = append(types, r.Events().At(i).Type.String())
	}
	if got := strings.Join(types, " "); got != "ExecutionStarted TaskStateEntered ActivityScheduled ActivityStarted ActivitySucceeded TaskStateExited ExecutionSucceeded" {
		t.Error(got)
	}
	replays(t, p, s, r.Events())
}

// post takes work on when it is told to.
type post struct{ replies chan func(task.Answer) }

func (post) Takes(*task.Task) bool   { return true }
func (post) Reports(*task.Task) bool { return true }
func (p post) Take(_ *task.Task, reply func(task.Answer)) task.Taken {
	p.replies <- reply
	return task.Kept{}
}

func TestATokenIsWaitedForOnceTheServiceHasIt(t *testing.T) {
	p, err := interp.Compile(asl.ParseString(`{"StartAt": "T", "States": {"T": {"Type": "Task", "Resource": "arn:aws:states:::sqs:sendMessage.waitForTaskToken", "Parameters": {"t.$": "$$.Task.Token"}, "End": true}}}`))
	if err != nil {
		t.Fatal(err)
	}
	for _, early := range []bool{false, true} {
		e, s, a := New(), &shelf{}, post{make(chan func(task.Answer), 1)}
		r, err := e.Start(StartInput{Program: p, Answerer: task.First{a}, Clock: schedule.NewManual(start), Recorder: s})
		if err != nil {
			t.Fatal(err)
		}
		if got := standing(t, r, history.TaskStarted); got != history.Running {
			t.Errorf("on its way it is %v", got)
		}
		reply, token := <-a.replies, ""
		for _, v := range history.Fold(r.Events()).Visits {
			token = v.Token
		}
		output := "{}"
		if !early { // else who has the token is faster than the service
			output = `{"MessageId":"m"}`
			reply(task.Submitted{Output: value.MustParse(output)})
			reply(task.Submitted{Output: value.MustParse(`"again"`)})
			reply(nil)
			if got := standing(t, r, history.TaskSubmitted); got != history.Waiting {
				t.Errorf("taken on it is %v", got)
			}
			if got := r.Events().Last().Details.(*history.TaskOutcome).Output.JSON(); got != output {
				t.Error(got)
			}
		}
		if err := e.Answer(token, task.Return{Output: value.Int(1)}); err != nil {
			t.Fatal(err)
		}
		r.Wait()
		if n := r.Events().Len(); n != 8 {
			t.Errorf("%d events:\n%s", n, dump(r.Events()))
		}
		replays(t, p, s, r.Events())
	}
}
