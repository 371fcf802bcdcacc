package runner

import (
	"errors"
	"testing"

	"github.com/stateboard/stateboard/asl"
	"github.com/stateboard/stateboard/runner/history"
	"github.com/stateboard/stateboard/runner/interp"
	"github.com/stateboard/stateboard/runner/journal/tape"
	"github.com/stateboard/stateboard/runner/schedule"
	"github.com/stateboard/stateboard/runner/task"
)

// busy takes every task and never answers; idle takes none.
type (
	busy struct{}
	idle struct{}
)

func (busy) Takes(*task.Task) bool                         { return true }
func (busy) Take(*task.Task, func(task.Answer)) task.Taken { return task.Kept{} }
func (idle) Takes(*task.Task) bool                         { return false }
func (idle) Take(*task.Task, func(task.Answer)) task.Taken { return task.Declined{Why: "it is idle"} }

// TestWhatNobodyTakesAnyMoreIsInterrupted resumes executions whose task was at
// work, or had found nobody, when nobody takes it.
func TestWhatNobodyTakesAnyMoreIsInterrupted(t *testing.T) {
	const machine = `{"StartAt": "T", "States": {"T": {"Type": "Task", "Resource": "arn:aws:states:::sqs:sendMessage", "End": true}}}`
	p, err := interp.Compile(asl.ParseString(machine))
	if err != nil {
		t.Fatal(err)
	}
	for _, had := range []task.Answerer{busy{}, idle{}} {
		_, wasBusy := had.(busy)
		s := &shelf{}
		r, err := New().Start(StartInput{Program: p, Answerer: task.First{had}, Recorder: s, Clock: schedule.NewManual(start)})
		if err != nil {
			t.Fatal(err)
		}
		news, unsubscribe := r.Subscribe()
		for r.Events().Last().Type != history.TaskStarted && r.Err() == nil {
			<-news
		}
		unsubscribe()
		r.Leave()
		<-r.Done()
		y, err := tape.Play(p, s.b, s.tape(len(s.pages)), tape.Options{})
		if err != nil {
			t.Fatal(err)
		}
		again := New().Resume(StartInput{Program: p, Answerer: task.First{idle{}}, Clock: schedule.NewManual(start)}, y, nil)
		if n := len(again.Interrupted()); (n == 1) != wasBusy {
			t.Errorf("%T: %d interrupted tasks", had, n)
		}
		if wasBusy {
			again.Leave()
		}
		again.Wait()
		var unanswered *task.Unanswered
		if errors.As(again.Err(), &unanswered) == wasBusy {
			t.Errorf("%T: %v", had, again.Err())
		}
	}
}
