package session

import (
	"strings"
	"testing"

	"github.com/stateboard/stateboard/asl/graph"
	"github.com/stateboard/stateboard/asl/value"
	"github.com/stateboard/stateboard/canvas/scene"
	"github.com/stateboard/stateboard/runner/task"
)

func (d *desk) example(t *testing.T, name, scenario string) {
	t.Helper()
	if err := d.OpenExample(name); err != nil {
		t.Fatal(err)
	}
	for i, s := range d.Snapshot().Scenarios {
		if s.Name == scenario {
			d.SetScenario(i)
			d.SetSpeed(Instant)
			return
		}
	}
	t.Fatalf("%s has no scenario %q", name, scenario)
}

func over(s *Snapshot) bool { return s.Run != nil && !s.Run.Live }

func TestAPersonAnswersTheReview(t *testing.T) {
	d := newDesk(t)
	d.example(t, "account-application", "Bad address, then approved")
	if err := d.Start(); err != nil {
		t.Fatal(err)
	}
	s := d.pump(t, "the review", func(s *Snapshot) bool { return len(s.Run.Tokens) == 1 })
	token := s.Run.Tokens[0]
	if s.Run.Marks.Status["Wait for Review"] != scene.Waiting || token.Path != "Wait for Review" || !strings.Contains(token.Question, "a person must review") || token.GivesUp.Sub(token.Opened).Hours() != 7*24 {
		t.Errorf("%v %+v", s.Run.Marks.Status, token)
	}
	if len(token.Prepared) != 2 || token.Prepared[0].Title != "Approve" || token.Prepared[1].Title != "Reject" {
		t.Fatalf("prepared: %+v", token.Prepared)
	}
	if got := token.Input.Get("Payload").Get("token").Str(); got != token.Token {
		t.Errorf("the payload carries the token: %q", got)
	}
	if err := d.Answer(token.Token, token.Prepared[0].Answer); err != nil {
		t.Fatal(err)
	}
	if err := d.Answer(token.Token, token.Prepared[1].Answer); err == nil {
		t.Error("a second answer is refused")
	}
	s = d.pump(t, "the end", over)
	if s.Run.Status() != "SUCCEEDED" || len(s.Run.Findings) > 0 || !s.Run.Expects {
		t.Errorf("%s %q", s.Run.Status(), s.Run.Findings)
	}
	for id, want := range map[graph.ID]scene.Status{"Approve Application": scene.Succeeded, "Reject Application": scene.Idle, "Perform automated checks/1/Check Address": scene.Succeeded} {
		if got := s.Run.Marks.Status[id]; got != want {
			t.Errorf("%s is %s, want %s", id, got, want)
		}
	}
	if !s.Run.Marks.Taken["Human review required?>Wait for Review"] || s.Run.Marks.Taken["Human review required?>Approve Application"] {
		t.Errorf("taken: %v", s.Run.Marks.Taken)
	}
}

func TestTheScrubberIsAFold(t *testing.T) {
	d := newDesk(t)
	d.example(t, "account-application", "Clean")
	if err := d.Start(); err != nil {
		t.Fatal(err)
	}
	s := d.pump(t, "the end", over)
	n := s.Run.Events.Len()
	for _, at := range []int{3, n - 1, 5, 0, n} {
		d.Show(at)
		if r := d.Snapshot().Run; r.Shown != at || r.Execution.Events() != at || r.AtEnd() != (at == n) {
			t.Errorf("showing %d: %d events folded", at, r.Execution.Events())
		}
	}
}

func TestATaskWithoutAMockAsksThePerson(t *testing.T) {
	d := newDesk(t)
	path := d.file(t, "one.asl.json", `{"StartAt": "T", "States": {"T": {"Type": "Task", "Resource": "arn:aws:states:::sqs:sendMessage", "End": true, "Catch": [{"ErrorEquals": ["Sad"], "Next": "F"}]}, "F": {"Type": "Fail", "Error": "Given up"}}}`)
	if err := d.Open(path); err != nil {
		t.Fatal(err)
	}
	d.SetSpeed(Instant)
	for _, c := range []struct {
		answer task.Answer
		status string
	}{{task.Return{Output: value.Int(1)}, "SUCCEEDED"}, {task.Throw{Error: "Sad", Cause: "rain"}, "FAILED"}} {
		if err := d.Start(); err != nil {
			t.Fatal(err)
		}
		s := d.pump(t, "the question", func(s *Snapshot) bool { return len(s.Run.Tokens) == 1 })
		if err := d.Answer(s.Run.Tokens[0].Token, c.answer); err != nil {
			t.Fatal(err)
		}
		if s = d.pump(t, "the end", over); s.Run.Status() != c.status {
			t.Errorf("%+v: %s", c.answer, s.Run.Status())
		}
	}
}

func TestWaitsAreSkippedAndRunsStopped(t *testing.T) {
	d := newDesk(t)
	path := d.file(t, "wait.asl.json", `{"StartAt": "W", "States": {"W": {"Type": "Wait", "Seconds": 9999, "Next": "V"}, "V": {"Type": "Wait", "Seconds": 9999, "End": true}}}`)
	if err := d.Open(path); err != nil {
		t.Fatal(err)
	}
	d.SetSpeed(Instant)
	if err := d.Start(); err != nil {
		t.Fatal(err)
	}
	d.pump(t, "the first wait", func(s *Snapshot) bool { return s.Run.Waiting })
	d.SkipWait()
	d.pump(t, "the second wait", func(s *Snapshot) bool { return s.Run.Marks.Status["V"] == scene.Running })
	d.Stop()
	if s := d.pump(t, "the end", over); s.Run.Status() != "ABORTED" {
		t.Error(s.Run.Status())
	}
}

func TestARunIsHeldAndStepped(t *testing.T) {
	d := newDesk(t)
	d.example(t, "account-application", "Clean")
	if err := d.StartHeld(); err != nil {
		t.Fatal(err)
	}
	before := d.pump(t, "the hold", func(s *Snapshot) bool { return s.Run != nil && s.Run.Paused }).Run.Events.Len()
	if err := d.Step(); err != nil {
		t.Fatal(err)
	}
	d.pump(t, "the step", func(s *Snapshot) bool { return s.Run.Events.Len() > before })
	d.Hold(false)
	if s := d.pump(t, "the end", over); s.Run.Status() != "SUCCEEDED" {
		t.Error(s.Run.Status())
	}
}

func TestBadInputIsOneSentence(t *testing.T) {
	d := newDesk(t)
	d.example(t, "account-application", "Clean")
	d.SetInput("{\n  oops}")
	if err := d.Start(); err == nil || !strings.Contains(err.Error(), "not JSON at 2:3") {
		t.Error(err)
	}
}

func TestEveryScenarioOfEveryExampleRuns(t *testing.T) {
	d := newDesk(t)
	for _, name := range Examples() {
		if err := d.OpenExample(name); err != nil {
			t.Fatal(err)
		}
		for i := range d.Snapshot().Scenarios {
			d.SetScenario(i)
			d.SetSpeed(Instant)
			if err := d.Start(); err != nil {
				t.Fatal(err)
			}
			s := d.pump(t, name, func(s *Snapshot) bool {
				if s.Run != nil && s.Run.Live {
					for _, token := range s.Run.Tokens {
						_ = d.Answer(token.Token, token.Prepared[0].Answer)
					}
					if s.Run.Waiting || s.Run.Execution.Status == "RUNNING" && len(s.Run.Tokens) == 0 {
						d.rehearse.live.run.SkipWait()
					}
				}
				return over(s)
			})
			if len(s.Run.Findings) > 0 || !s.Run.Expects {
				t.Errorf("%s, %s: %q", name, s.Run.Scenario, s.Run.Findings)
			}
		}
	}
}
