package session

import (
	"os"
	"testing"
	"time"

	"github.com/stateboard/stateboard/asl/value"
	"github.com/stateboard/stateboard/runner/journal"
	"github.com/stateboard/stateboard/runner/task"
)

// TestLookingAtAnotherExecutionStopsNothing leaves a run that waits to look at
// another one, and comes back to it.
func TestLookingAtAnotherExecutionStopsNothing(t *testing.T) {
	d := newDesk(t)
	d.keeping(t)
	path := d.file(t, "asks.asl.json", asks)
	if err := d.Open(path); err != nil {
		t.Fatal(err)
	}
	d.SetSpeed(Instant)
	if d.Kept() != nil {
		t.Error("nothing is shown yet")
	}
	var ids []int64
	for range 2 {
		if err := d.Start(); err != nil {
			t.Fatal(err)
		}
		s := d.pump(t, "the question", func(s *Snapshot) bool { return len(s.Run.Tokens) == 1 })
		ids = append(ids, d.Kept().ID)
		if len(ids) == 1 {
			if err := d.Answer(s.Run.Tokens[0].Token, task.Throw{Error: "No", Cause: "not today"}); err != nil {
				t.Fatal(err)
			}
			d.pump(t, "the end", over)
		}
	}
	if here, err := d.WaitingHere(); err != nil || len(here) != 1 || here[0].ID != ids[1] {
		t.Fatalf("%v %v", here, err)
	}
	for range 2 {
		if err := d.ShowEarlier(ids[0]); err != nil {
			t.Fatal(err)
		}
		if s := d.Snapshot(); s.Run.Status() != "FAILED" || s.Run.Live || !d.CanRedrive(d.Kept()) {
			t.Errorf("%s, live %v", s.Run.Status(), s.Run.Live)
		}
		if err := d.ShowEarlier(ids[1]); err != nil {
			t.Fatal(err)
		}
		if s := d.Snapshot(); len(s.Run.Tokens) != 1 || !s.Run.Live || d.CanRedrive(d.Kept()) {
			t.Errorf("%s with %d tokens", s.Run.Status(), len(s.Run.Tokens))
		}
	}
	if err := d.Redrive(ids[0]); err != nil {
		t.Fatal(err)
	}
	s := d.pump(t, "the question again", func(s *Snapshot) bool { return len(s.Run.Tokens) == 1 })
	if err := d.Answer(s.Run.Tokens[0].Token, task.Return{Output: value.Int(1)}); err != nil {
		t.Fatal(err)
	}
	if s = d.pump(t, "the end", over); s.Run.Status() != "SUCCEEDED" || d.Kept().ID != ids[0] {
		t.Errorf("redriven: %s", s.Run.Status())
	}
	if err := d.ForgetEarlier(ids[1]); err != nil {
		t.Errorf("one that goes on in the background is stopped and deleted: %v", err)
	}
	if list, err := d.Earlier(""); err != nil || len(list) != 1 {
		t.Errorf("%v %v", list, err)
	}
}

// TestOpeningAnotherFlowLosesNothing leaves a run that was taken up and takes
// it up once more.
func TestOpeningAnotherFlowLosesNothing(t *testing.T) {
	d := newDesk(t)
	d.keeping(t)
	path := d.file(t, "asks.asl.json", asks)
	d.SetSpeed(Instant)
	for range 3 {
		if err := d.Open(path); err != nil {
			t.Fatal(err)
		}
		here, err := d.WaitingHere()
		if err != nil {
			t.Fatal(err)
		}
		if len(here) == 0 {
			err = d.Start()
		} else {
			err = d.ShowEarlier(here[0].ID)
		}
		if err != nil {
			t.Fatal(err)
		}
		d.pump(t, "the question", func(s *Snapshot) bool { return s.Run != nil && s.Run.Live && len(s.Run.Tokens) == 1 })
		d.New()
	}
}

const boundFlow = `{"StartAt": "T", "States": {"T": {"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "Parameters": {"FunctionName": "f", "Payload.$": "$"}, "OutputPath": "$.Payload", "End": true}}}`

// hangingBinding binds it to a command that hangs.
func hangingBinding(t *testing.T) string {
	t.Helper()
	program, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	return `{"bindings": [{"function": "f", "command": {"argv": [` + value.Quote(program) + `, "x"], "env": {"STATEBOARD_ECHO": "hang"}}}]}`
}

// TestWhatWasAtWorkIsGivenToNobodyUnasked ends the program while a command is
// at work.
func TestWhatWasAtWorkIsGivenToNobodyUnasked(t *testing.T) {
	d := newDesk(t)
	first := d.keeping(t)
	path := d.file(t, "bound.asl.json", boundFlow)
	if err := d.Open(path); err != nil {
		t.Fatal(err)
	}
	d.SetSpeed(Instant)
	d.SetInput(`{"a": 1}`)
	if err := d.SetBindings(hangingBinding(t)); err != nil {
		t.Fatal(err)
	}
	if list, err := d.Answers(); err != nil || len(list) != 1 || list[0].By != ByBinding || !list[0].Asks || list[0].Function != "f" {
		t.Fatalf("%+v %v", list, err)
	}
	need, _ := d.Start().(*NeedsConsent)
	if err := d.Allow(need); err != nil {
		t.Fatal(err)
	}
	if list, _ := d.Answers(); list[0].Asks {
		t.Error("it is allowed now")
	}
	if err := d.Start(); err != nil {
		t.Fatal(err)
	}
	d.pump(t, "the command at work", func(s *Snapshot) bool { return s.Run.Events.Len() >= 4 })
	id := d.Kept().ID
	d.Session.Close()
	first.Close()

	d.keeping(t)
	if err := d.Open(path); err != nil {
		t.Fatal(err)
	}
	d.SetSpeed(Instant)
	if err := d.ShowEarlier(id); err != nil {
		t.Fatal(err)
	}
	s := d.pump(t, "the interrupted task", func(s *Snapshot) bool { return s.Run != nil && len(s.Run.Interrupted) == 1 })
	if s.Run.Interrupted[0].Name != "T" || !s.Run.Live {
		t.Errorf("%+v", s.Run.Interrupted)
	}
	if err := d.AnswerInterrupted(s.Run.Interrupted[0].ID, task.Return{Output: value.MustParse(`{"Payload": 9}`)}); err != nil {
		t.Fatal(err)
	}
	if s = d.pump(t, "the end", over); s.Run.Status() != "SUCCEEDED" || s.Run.Execution.Output.JSON() != "9" {
		t.Errorf("%s %s %s", s.Run.Status(), s.Run.Execution.Output.JSON(), s.Run.Execution.Cause)
	}
}

// TestWhatAFlowStartedOutlivesTheProgramWithIt ends the program while a flow
// waits for another that waits for a person.
func TestWhatAFlowStartedOutlivesTheProgramWithIt(t *testing.T) {
	d := newDesk(t)
	first := d.keeping(t)
	d.file(t, "asks.asl.json", asks)
	path := d.file(t, "flow.asl.json", `{"StartAt": "Go", "States": {"Go": {"Type": "Task", "Resource": "arn:aws:states:::states:startExecution.sync:2", "Parameters": {"StateMachineArn": "asks"}, "OutputPath": "$.Output", "End": true}}}`)
	if err := d.Open(path); err != nil {
		t.Fatal(err)
	}
	d.SetSpeed(Instant)
	if err := d.Start(); err != nil {
		t.Fatal(err)
	}
	running := func() (list []*Execution) {
		t.Helper()
		list, err := first.journal.List(journal.Query{Status: "RUNNING"})
		if err != nil {
			t.Fatal(err)
		}
		return list
	}
	var token string
	waits := func() bool {
		open, err := first.journal.Tokens()
		if err == nil && len(open) == 1 {
			token = open[0].Token
		}
		return token != ""
	}
	for !waits() { // the child's events are not shown
		time.Sleep(time.Millisecond)
	}
	id := d.Kept().ID
	d.Session.Close()
	first.Close()

	first = d.keeping(t)
	if err := d.Open(path); err != nil {
		t.Fatal(err)
	}
	d.SetSpeed(Instant)
	if err := d.ShowEarlier(id); err != nil {
		t.Fatal(err)
	}
	if list := running(); len(list) != 2 {
		t.Fatalf("%d executions go on", len(list))
	}
	if s := d.Snapshot(); len(s.Run.Interrupted) != 0 || !s.Run.Live {
		t.Errorf("%+v", s.Run.Interrupted)
	}
	if err := d.Answer(token, task.Return{Output: value.Int(5)}); err != nil {
		t.Fatal(err)
	}
	if s := d.pump(t, "the end", over); s.Run.Status() != "SUCCEEDED" || s.Run.Execution.Output.JSON() != "5" {
		t.Errorf("%s %s", s.Run.Status(), s.Run.Execution.Output.JSON())
	}
	if list := running(); len(list) != 0 {
		t.Errorf("%d executions go on", len(list))
	}
}
