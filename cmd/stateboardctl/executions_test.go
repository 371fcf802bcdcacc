package main

import (
	"bytes"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stateboard/stateboard/asl/value"
)

const askFlow = `{"StartAt":"Ask","States":{"Ask":{"Type":"Task","Resource":"arn:aws:states:::sqs:sendMessage.waitForTaskToken",
  "Parameters":{"token.$":"$$.Task.Token"},"Next":"Check"},
  "Check":{"Type":"Choice","Choices":[{"Variable":"$","StringEquals":"yes","Next":"Done"}],"Default":"Refused"},
  "Done":{"Type":"Succeed"},"Refused":{"Type":"Fail","Error":"Refused","Cause":"by a person"}}}`

func ctl(args ...string) (status int, stdout, stderr string) {
	var out, errs bytes.Buffer
	status = run(args, strings.NewReader(""), &out, &errs)
	return status, out.String(), errs.String()
}

// expect runs a command and complains unless it ends as wanted.
func expect(t *testing.T, want int, args ...string) (stdout, stderr string) {
	t.Helper()
	status, stdout, stderr := ctl(args...)
	if status != want {
		t.Fatalf("%s: status %d, not %d\n%s%s", strings.Join(args, " "), status, want, stdout, stderr)
	}
	return stdout, stderr
}

func listed(t *testing.T, data string, more ...string) []value.Value {
	t.Helper()
	out, _ := expect(t, yes, append([]string{"executions", "list", "--format", "json", "--data", data}, more...)...)
	v, err := value.Parse(out)
	if err != nil {
		t.Fatal(err)
	}
	return v.Items()
}

func tokenIn(t *testing.T, words string) string {
	t.Helper()
	_, rest, ok := strings.Cut(words, "executions answer ")
	token, _, _ := strings.Cut(rest, " ")
	if !ok || len(token) != 43 {
		t.Fatalf("no token in %q", words)
	}
	return token
}

func TestAnExecutionIsKeptAnsweredAndForked(t *testing.T) {
	dir := flows(t, map[string]string{"ask.asl.json": askFlow})
	data := filepath.Join(dir, "data")
	expect(t, cannot, "executions", "list", "--data", data)
	_, words := expect(t, cannot, "run", filepath.Join(dir, "ask.asl.json"), "--data", data)
	token := tokenIn(t, words)

	list := listed(t, data, "--waiting")
	if len(list) != 1 || list[0].Get("status").Str() != "RUNNING" || list[0].Get("stateMachine").Str() != "ask" || list[0].Get("path").Str() != filepath.Join(dir, "ask.asl.json") {
		t.Fatalf("%v", list)
	}
	expect(t, yes, "executions", "resume", "--data", data)
	if _, words := expect(t, no, "executions", "answer", "nonsense", "--output", "1", "--data", data); !strings.Contains(words, "InvalidToken") {
		t.Error(words)
	}
	expect(t, cannot, "executions", "answer", token, "--output", "{", "--data", data)
	out, _ := expect(t, no, "executions", "answer", token, "--output", `"no"`, "--data", data)
	if out != `{"error":"Refused","cause":"by a person"}`+"\n" {
		t.Error(out)
	}
	if _, words := expect(t, no, "executions", "answer", token, "--output", `"yes"`, "--data", data); !strings.Contains(words, "TaskDoesNotExist") {
		t.Error(words)
	}
	out, _ = expect(t, yes, "executions", "show", "1", "--history", "-", "--data", data)
	if !strings.Contains(out, `"type":"ExecutionFailed","id":11`) {
		t.Error(out)
	}

	// Event 6 is the task's result.
	out, _ = expect(t, yes, "executions", "fork", "1", "--at", "6", "--input", `"yes"`, "--name", "mended", "--data", data)
	if out != "\"yes\"\n" {
		t.Error(out)
	}
	out, _ = expect(t, yes, "executions", "show", "mended", "--data", data)
	if !strings.Contains(out, "parent") || !strings.Contains(out, "SUCCEEDED") {
		t.Error(out)
	}
	if _, words := expect(t, cannot, "executions", "redrive", "mended", "--data", data); !strings.Contains(words, "ExecutionNotRedrivable") {
		t.Error(words)
	}
	out, _ = expect(t, no, "executions", "redrive", "1", "--data", data)
	if !strings.Contains(out, "Refused") {
		t.Error(out)
	}
	if list := listed(t, data, "--status", "FAILED"); len(list) != 1 || list[0].Get("redriveCount").JSON() != "1" {
		t.Errorf("%v", list)
	}
	expect(t, yes, "executions", "delete", "1", "mended", "--data", data)
	if list := listed(t, data); len(list) != 0 {
		t.Errorf("%v", list)
	}
}

func TestATokenMayBeginWithADash(t *testing.T) {
	dir := flows(t, map[string]string{"ask.asl.json": askFlow})
	data := filepath.Join(dir, "data")
	expect(t, cannot, "run", filepath.Join(dir, "ask.asl.json"), "--data", data)
	_, words := expect(t, no, "executions", "answer", "-nfnGWo-Tz6J6cHsEAez_OZlXr46Z1tVzLPHIFtAO-M", "--output", "1", "--data", data)
	if !strings.Contains(words, "TaskDoesNotExist") {
		t.Error(words)
	}
}

func TestAnExecutionIsStopped(t *testing.T) {
	dir := flows(t, map[string]string{"ask.asl.json": askFlow})
	data := filepath.Join(dir, "data")
	_, words := expect(t, cannot, "run", filepath.Join(dir, "ask.asl.json"), "--data", data)
	expect(t, yes, "executions", "stop", "1", "--error", "Enough", "--data", data)
	if list := listed(t, data); list[0].Get("status").Str() != "ABORTED" || list[0].Get("error").Str() != "Enough" {
		t.Errorf("%v", list)
	}
	if _, words := expect(t, no, "executions", "answer", tokenIn(t, words), "--output", "1", "--data", data); !strings.Contains(words, "TaskTimedOut") {
		t.Error(words)
	}
}

func TestMocksAreKeptWithTheExecution(t *testing.T) {
	dir := flows(t, map[string]string{"ask.asl.json": askFlow,
		"mocks.json": `{"StateMachines":{"ask":{"TestCases":{"Slow":{"Ask":"Say"}}}},"MockedResponses":{"Say":{"0":{"Throw":{"Error":"Down"}},"1":{"Return":"yes"}}}}`})
	data := filepath.Join(dir, "data")
	expect(t, no, "run", filepath.Join(dir, "ask.asl.json"), "--mocks", filepath.Join(dir, "mocks.json"), "--case", "Slow", "--data", data)
	if out, _ := expect(t, yes, "executions", "redrive", "1", "--data", data); out != "\"yes\"\n" {
		t.Error(out)
	}
}

const (
	asksChild = `{"StartAt":"Go","States":{"Go":{"Type":"Task","Resource":"arn:aws:states:::states:startExecution.sync:2","TimeoutSeconds":3600,
  "Parameters":{"StateMachineArn":"middle"},"OutputPath":"$.Output","Next":"Last"},"Last":{"Type":"Pass","End":true}}}`
	asksGrandchild = `{"StartAt":"Go","States":{"Go":{"Type":"Task","Resource":"arn:aws:states:::states:startExecution.sync:2",
  "Parameters":{"StateMachineArn":"ask"},"OutputPath":"$.Output","End":true}}}`
)

// statuses are those of all executions, the oldest first.
func statuses(t *testing.T, data string) string {
	t.Helper()
	var all []string
	for _, x := range listed(t, data) {
		all = append([]string{x.Get("stateMachine").Str() + " " + x.Get("status").Str()}, all...)
	}
	return strings.Join(all, ", ")
}

func TestWhoWaitsForAPersonInWhatItStartedIsLeft(t *testing.T) {
	dir := flows(t, map[string]string{"ask.asl.json": askFlow, "middle.asl.json": asksGrandchild, "flow.asl.json": asksChild})
	data, flow := filepath.Join(dir, "data"), filepath.Join(dir, "flow.asl.json")
	_, words := expect(t, cannot, "run", flow, "--data", data)
	if !strings.Contains(words, "Ask in arn:aws:states:us-east-1:123456789012:execution:ask:") {
		t.Error(words)
	}
	if got := statuses(t, data); got != "flow RUNNING, middle RUNNING, ask RUNNING" {
		t.Error(got)
	}
	if list := listed(t, data, "--waiting"); len(list) != 1 || list[0].Get("stateMachine").Str() != "ask" {
		t.Errorf("%v", list)
	}
	for _, which := range [][]string{{"1"}, {"2"}, {}} { // nothing goes on, and nothing is begun anew
		_, again := expect(t, yes, append([]string{"executions", "resume", "--data", data}, which...)...)
		if tokenIn(t, again) != tokenIn(t, words) || strings.Contains(again, "was at work") {
			t.Error(again)
		}
	}
	out, _ := expect(t, yes, "executions", "answer", tokenIn(t, words), "--output", `"yes"`, "--data", data)
	if out != "\"yes\"\n" {
		t.Error(out)
	}
	if got := statuses(t, data); got != "flow SUCCEEDED, middle SUCCEEDED, ask SUCCEEDED" {
		t.Error(got)
	}
}

func TestStoppingStopsWhatIsWaitedFor(t *testing.T) {
	dir := flows(t, map[string]string{"ask.asl.json": askFlow, "middle.asl.json": asksGrandchild, "flow.asl.json": asksChild})
	data := filepath.Join(dir, "data")
	expect(t, cannot, "run", filepath.Join(dir, "flow.asl.json"), "--data", data)
	expect(t, yes, "executions", "stop", "1", "--error", "Enough", "--data", data)
	if got := statuses(t, data); got != "flow ABORTED, middle ABORTED, ask ABORTED" {
		t.Error(got)
	}
}

func TestWhatIsOnlyStartedGoesOnByItself(t *testing.T) {
	dir := flows(t, map[string]string{"ask.asl.json": askFlow,
		"flow.asl.json": strings.NewReplacer("stateMachine:child", "stateMachine:ask", ".sync:2", "", `"OutputPath": "$.Output", `, "").Replace(startsChild)})
	data := filepath.Join(dir, "data")
	_, words := expect(t, yes, "run", filepath.Join(dir, "flow.asl.json"), "--data", data)
	if got := statuses(t, data); got != "flow SUCCEEDED, ask RUNNING" {
		t.Errorf("%s; %s", got, words)
	}
	out, _ := expect(t, yes, "executions", "answer", tokenIn(t, words), "--output", `"yes"`, "--data", data)
	if out != "\"yes\"\n" {
		t.Error(out)
	}
}

func TestAnExecutionOfALivingProcessIsStopped(t *testing.T) {
	dir := flows(t, map[string]string{"wait.asl.json": `{"StartAt":"W","States":{"W":{"Type":"Wait","Seconds":99999,"End":true}}}`})
	data := filepath.Join(dir, "data")
	ended := make(chan string)
	go func() {
		_, out, _ := ctl("run", filepath.Join(dir, "wait.asl.json"), "--data", data)
		ended <- out
	}()
	for deadline := time.Now().Add(20 * time.Second); ; time.Sleep(10 * time.Millisecond) {
		if status, _, words := ctl("executions", "stop", "1", "--error", "Enough", "--data", data); status == yes {
			break
		} else if time.Now().After(deadline) {
			t.Fatal(words)
		}
	}
	if out := <-ended; out != `{"error":"Enough"}`+"\n" {
		t.Error(out)
	}
}
