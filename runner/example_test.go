package runner_test

import (
	"fmt"
	"time"

	"github.com/stateboard/stateboard/asl"
	"github.com/stateboard/stateboard/asl/value"
	"github.com/stateboard/stateboard/runner"
	"github.com/stateboard/stateboard/runner/history"
	"github.com/stateboard/stateboard/runner/schedule"
	"github.com/stateboard/stateboard/runner/task"
)

// A person approves; meanwhile others read what has happened so far.
func Example() {
	flow := asl.ParseString(`{"StartAt": "Approve", "States": {
	  "Approve": {"Type": "Task", "Resource": "arn:aws:states:::sqs:sendMessage.waitForTaskToken", "Next": "Cool off"},
	  "Cool off": {"Type": "Wait", "Seconds": 3600, "End": true}}}`)
	engine := runner.New()
	run, err := engine.Start(runner.StartInput{Document: flow, Person: true, Clock: schedule.NewVirtual(time.Now())})
	if err != nil {
		fmt.Println(err)
		return
	}
	news, stop := run.Subscribe()
	defer stop()
	var told history.Execution
	for told.State("Approve") != history.Waiting {
		<-news
		told.Advance(run.Events())
	}
	open := told.Tokens()[0]
	fmt.Println(open.Name, "is", open.Status)
	if err := engine.Answer(open.Token, task.Return{Output: value.String("approved")}); err != nil {
		fmt.Println(err)
	}
	if err := run.Wait(); err != nil {
		fmt.Println(err)
	}
	told.Advance(run.Events())
	fmt.Println(told.Status, told.Output.JSON(), "after", told.Stopped.Sub(told.Started).Round(time.Hour))
	// Output:
	// Approve is waiting
	// SUCCEEDED "approved" after 1h0m0s
}
