package marks

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/stateboard/stateboard/canvas/scene"
	"github.com/stateboard/stateboard/runner/history"
)

// This file puts a run in words, for the window and for pages.

// Event is what an event tells, as a status: bad news, good news, or that
// something began.
func Event(e *history.Event) scene.Status {
	switch e.Type {
	case history.TaskFailed, history.TaskTimedOut, history.LambdaFunctionFailed, history.LambdaFunctionTimedOut, history.ActivityFailed, history.ActivityTimedOut,
		history.TaskStartFailed, history.TaskSubmitFailed, history.EvaluationFailed, history.MapIterationFailed:
		return scene.Caught
	case history.ExecutionFailed, history.ExecutionTimedOut, history.FailStateEntered, history.MapStateFailed, history.ParallelStateFailed, history.MapRunFailed:
		return scene.Failed
	case history.ExecutionAborted, history.TaskStateAborted, history.WaitStateAborted, history.ParallelStateAborted, history.MapStateAborted, history.MapIterationAborted:
		return scene.Skipped
	case history.TaskSubmitted:
		return scene.Waiting
	case history.TaskScheduled, history.TaskStarted, history.LambdaFunctionScheduled, history.LambdaFunctionStarted, history.TaskStateEntered, history.WaitStateEntered,
		history.ParallelStateStarted, history.MapStateStarted, history.MapIterationStarted, history.ExecutionStarted, history.ParallelStateEntered, history.MapStateEntered:
		return scene.Running
	}
	return scene.Succeeded
}

// EventWords is what distinguishes an event from others of its type.
func EventWords(e *history.Event) string {
	switch d := e.Details.(type) {
	case *history.Entered:
		return d.Name
	case *history.Exited:
		return d.Name
	case *history.Scheduled:
		return d.ResourceType + ":" + d.Resource
	case *history.TaskOutcome:
		if d.Error != "" {
			return d.Error
		}
		if e.Type == history.TaskSubmitted {
			return "waiting for an answer"
		}
		return d.ResourceType + ":" + d.Resource
	case *history.Failure:
		return d.Error
	case *history.Iteration:
		return d.Name + " · item " + strconv.Itoa(d.Index+1)
	case *history.MapStarted:
		return strconv.Itoa(d.Length) + " items"
	case *history.Evaluation:
		return d.Error
	}
	return ""
}

// VisitWords names a visit: which of its state's it is, counted from 0, and in
// which branch or for which item.
func VisitWords(i int, v *history.Visit) string {
	words := fmt.Sprintf("visit %d", i+1)
	if v.Scope != nil {
		if v.Scope.Iterates {
			return fmt.Sprintf("item %d · %s", v.Scope.Index+1, words)
		}
		return fmt.Sprintf("branch %d · %s", v.Scope.Index+1, words)
	}
	return words
}

// Ended says how an execution ended, to a person; "" while it goes on.
func Ended(status string) string {
	switch status {
	case "SUCCEEDED":
		return "The flow has come to its end, and all is well."
	case "FAILED":
		return "The flow has failed."
	case "TIMED_OUT":
		return "The flow took longer than it may."
	case "ABORTED":
		return "The rehearsal was stopped."
	}
	return ""
}

// AtWork names the states of open visits, each once; a Parallel or Map only
// while nothing inside it is open.
func AtWork(open []*history.Visit) []string {
	var names []string
	count, around := map[string]int{}, map[string]bool{}
	for _, v := range open {
		for i, c := range v.Path {
			if c == '/' {
				around[v.Path[:i]] = true
			}
		}
	}
	for _, v := range open {
		if around[v.Path] {
			continue
		}
		if count[v.Name]++; count[v.Name] == 1 {
			names = append(names, v.Name)
		}
	}
	for i, name := range names {
		if n := count[name]; n > 1 {
			names[i] = fmt.Sprintf("%s (%d at once)", name, n)
		}
	}
	return names
}

// Sentence puts a full stop where a sentence has no end yet.
func Sentence(s string) string {
	if strings.HasSuffix(s, ".") || strings.HasSuffix(s, "?") || strings.HasSuffix(s, "!") {
		return s
	}
	return s + "."
}
