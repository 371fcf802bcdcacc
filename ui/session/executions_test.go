package session

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/stateboard/stateboard/asl/value"
	"github.com/stateboard/stateboard/canvas/scene"
	"github.com/stateboard/stateboard/runner/task"
)

// keeping gives the desk a journal, as a program started on its folder has.
func (d *desk) keeping(t *testing.T) *Executions {
	t.Helper()
	e := OpenExecutions(filepath.Join(d.dir, "data"))
	d.Session = New(Options{Data: filepath.Join(d.dir, "data"), Post: func(f func()) { d.posts <- f }, Now: d.clock.Now, Executions: e})
	t.Cleanup(func() { d.Session.Close(); e.Close() })
	return e
}

const asks = `{"StartAt": "T", "States": {"T": {"Type": "Task", "Resource": "arn:aws:states:::sqs:sendMessage.waitForTaskToken", "Parameters": {"MessageBody": {"token.$": "$$.Task.Token"}, "QueueUrl": "q"}, "End": true}}}`

func TestARunOutlivesTheProgram(t *testing.T) {
	d := newDesk(t)
	first := d.keeping(t)
	path := d.file(t, "asks.asl.json", asks)
	if err := d.Open(path); err != nil {
		t.Fatal(err)
	}
	d.SetSpeed(Instant)
	if err := d.Start(); err != nil {
		t.Fatal(err)
	}
	token := d.pump(t, "the question", func(s *Snapshot) bool { return len(s.Run.Tokens) == 1 }).Run.Tokens[0].Token
	d.Session.Close()
	first.Close()

	d.keeping(t)
	if err := d.Open(path); err != nil {
		t.Fatal(err)
	}
	list, err := d.Earlier("asks")
	if err != nil || len(list) != 1 || list[0].Status != "RUNNING" || list[0].Path != path {
		t.Fatalf("%+v %v", list, err)
	}
	if err := d.ShowEarlier(list[0].ID); err != nil {
		t.Fatal(err)
	}
	s := d.pump(t, "the same question", func(s *Snapshot) bool { return s.Run != nil && len(s.Run.Tokens) == 1 })
	if s.Run.Tokens[0].Token != token || s.Run.Marks.Status["T"] != scene.Waiting {
		t.Errorf("%+v", s.Run.Tokens)
	}
	if err := d.Answer(token, task.Return{Output: value.Int(5)}); err != nil {
		t.Fatal(err)
	}
	if s = d.pump(t, "the end", over); s.Run.Status() != "SUCCEEDED" || s.Run.Execution.Output.JSON() != "5" {
		t.Errorf("%s %s", s.Run.Status(), s.Run.Execution.Output.JSON())
	}
	n := s.Run.Events.Len()
	if err := d.ShowEarlier(list[0].ID); err != nil {
		t.Fatal(err)
	}
	if s = d.Snapshot(); s.Run.Live || s.Run.Events.Len() != n || s.Run.Status() != "SUCCEEDED" {
		t.Errorf("shown as it was: %d events, want %d", s.Run.Events.Len(), n)
	}
	d.Stop()
	d.Hold(true)
	d.SkipWait()
	if err := d.Fork(list[0].ID, 1, value.Int(7)); err != nil {
		t.Fatal(err)
	}
	d.pump(t, "the fork's question", func(s *Snapshot) bool { return len(s.Run.Tokens) == 1 && s.Run.Tokens[0].Token != token })
	if err := d.ForgetEarlier(list[0].ID); err != nil {
		t.Fatal(err)
	}
}

func TestBindingsAskFirst(t *testing.T) {
	d := newDesk(t)
	d.keeping(t)
	program, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	path := d.file(t, "bound.asl.json", `{"StartAt": "T", "States": {"T": {"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "Parameters": {"FunctionName": "f", "Payload.$": "$"}, "OutputPath": "$.Payload", "End": true}}}`)
	if err := d.Open(path); err != nil {
		t.Fatal(err)
	}
	d.SetSpeed(Instant)
	d.SetInput(`{"a": 1}`)
	if err := d.SetBindings(`{"bindings": [{"function": "f", "command": {"argv": [` + value.Quote(program) + `, "x"], "env": {"STATEBOARD_ECHO": "child"}}}]}`); err != nil {
		t.Fatal(err)
	}
	err = d.Start()
	need, ok := err.(*NeedsConsent)
	if !ok || len(need.Asks) != 1 {
		t.Fatalf("a bound task must ask first: %v", err)
	}
	if err := d.Allow(need); err != nil {
		t.Fatal(err)
	}
	if err := d.Start(); err != nil {
		t.Fatal(err)
	}
	if s := d.pump(t, "the end", over); s.Run.Status() != "SUCCEEDED" || s.Run.Execution.Output.JSON() != `{"a":1}` {
		t.Errorf("%s %s %s", s.Run.Execution.Output.JSON(), s.Run.Execution.Error, s.Run.Execution.Cause)
	}
	if err := d.Type("Typing", Intent, minimalEdit(d.Snapshot().Doc.Text.String(), d.Snapshot().Doc.Text.String()+" ")...); err != nil {
		t.Fatal(err)
	}
	if _, ok := d.Start().(*NeedsConsent); !ok {
		t.Error("a changed file asks again")
	}
	if err := d.StartWithout(); err != nil {
		t.Fatal(err)
	}
	d.pump(t, "the person's question", func(s *Snapshot) bool { return len(s.Run.Tokens) == 1 })
}
