package main

import (
	"bytes"
	"path/filepath"
	"strings"
	"testing"

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
