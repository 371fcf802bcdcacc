package main

import (
	"bytes"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// TestMain makes the test binary also a command that hangs until it is killed.
func TestMain(m *testing.M) {
	if url := os.Getenv("LIFE"); url != "" {
		http.Get(url)
		return
	}
	os.Exit(m.Run())
}

const (
	asksFunction = `{"StartAt": "Charge", "States": {"Charge": {"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "Parameters": {"FunctionName": "charge", "Payload.$": "$"}, "OutputPath": "$.Payload", "End": true}}}`
	startsChild  = `{"StartAt": "Go", "States": {"Go": {"Type": "Task", "Resource": "arn:aws:states:::states:startExecution.sync:2",
		"Parameters": {"StateMachineArn": "arn:aws:states:us-east-1:123456789012:stateMachine:child", "Input.$": "$"}, "OutputPath": "$.Output", "End": true}}}`
)

func runIt(t *testing.T, input string, args ...string) (status int, stdout, stderr string) {
	t.Helper()
	var out, errs bytes.Buffer
	status = runCommand(append(args, "--input", "-"), strings.NewReader(input), &out, &errs)
	return status, out.String(), errs.String()
}

func TestNothingIsBoundUnlessTheCommandLineSaysSo(t *testing.T) {
	dir := flows(t, map[string]string{"flow.asl.json": asksFunction,
		"flow.bindings.json": `{"bindings": [{"function": "charge", "command": {"argv": ["cat"]}}]}`})
	flow := filepath.Join(dir, "flow.asl.json")
	status, stdout, stderr := runIt(t, `{"sum": 3}`, flow)
	if status != cannot || stdout != "" || !strings.Contains(stderr, `nothing answers the state "Charge"`) || !strings.Contains(stderr, "--bind FILE") {
		t.Errorf("%d %s %s", status, stdout, stderr)
	}
	status, stdout, stderr = runIt(t, `{"sum": 3}`, flow, "--bind", filepath.Join(dir, "flow.bindings.json"))
	if status != yes || stdout != `{"sum":3}`+"\n" || !strings.Contains(stderr, `this run starts the command "cat" in `+dir+`, for the function "charge"`) {
		t.Errorf("%d %s %s", status, stdout, stderr)
	}
	for content, why := range map[string]string{`{"bindings": [{}]}`: "binding 1: say with one of", `nothing`: "not JSON"} {
		os.WriteFile(filepath.Join(dir, "bad.json"), []byte(content), 0o600)
		if status, _, stderr := runIt(t, `{}`, flow, "--bind", filepath.Join(dir, "bad.json")); status != cannot || !strings.Contains(stderr, why) {
			t.Errorf("%d %s", status, stderr)
		}
	}
}

func TestMocksComeBeforeBindings(t *testing.T) {
	dir := flows(t, map[string]string{"flow.asl.json": asksFunction, "bind.json": `{"bindings": [{"function": "*", "command": {"argv": ["cat"]}}]}`,
		"mocks.json": `{"StateMachines": {"flow": {"TestCases": {"C": {"Charge": "r"}, "None": {}}}}, "MockedResponses": {"r": {"0": {"Return": {"Payload": "mocked"}}}}}`})
	at := func(name string) string { return filepath.Join(dir, name) }
	for name, want := range map[string]string{"C": `"mocked"`, "None": `"bound"`} {
		if status, stdout, stderr := runIt(t, `"bound"`, at("flow.asl.json"), "--mocks", at("mocks.json"), "--case", name, "--bind", at("bind.json")); status != yes || stdout != want+"\n" {
			t.Errorf("%s: %d %s %s", name, status, stdout, stderr)
		}
	}
}

func TestMachinesBesideTheFlowAreRun(t *testing.T) {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		in, _ := io.ReadAll(r.Body)
		io.WriteString(w, `{"path": "`+r.URL.Path+`", "in": `+string(in)+`}`)
	}))
	defer server.Close()
	lambda := func(machine string) string {
		return `{"bindings": [{"function": "charge", ` + machine + `"lambda": {"endpoint": "` + server.URL + `"}}]}`
	}
	dir := flows(t, map[string]string{"flow.asl.json": startsChild, "child.asl.json": asksFunction, "main.json": lambda(""), "child.json": lambda(`"machine": "child", `)})
	at := func(name string) string { return filepath.Join(dir, name) }
	if status, stdout, stderr := runIt(t, `[1]`, at("flow.asl.json"), "--bind", at("child.json")); status != yes || stdout != `{"path":"/2015-03-31/functions/charge/invocations","in":[1]}`+"\n" {
		t.Errorf("%d %s %s", status, stdout, stderr)
	}
	status, _, stderr := runIt(t, `[1]`, at("flow.asl.json"), "--bind", at("main.json"))
	if status != cannot || !strings.Contains(stderr, `in `+at("child.asl.json")+`: nothing answers the state "Charge"`) {
		t.Errorf("a binding of the flow answered its child: %d %s", status, stderr)
	}
}

func TestWhatAFlowOnlyStartsIsWaitedFor(t *testing.T) {
	dir := flows(t, map[string]string{"flow.asl.json": strings.NewReplacer(".sync:2", "", "$.Output", "$.StartDate").Replace(startsChild),
		"child.asl.json": `{"StartAt": "W", "States": {"W": {"Type": "Wait", "Seconds": 3600, "Next": "F"}, "F": {"Type": "Fail", "Error": "Late"}}}`})
	status, stdout, stderr := runIt(t, `{}`, filepath.Join(dir, "flow.asl.json"), "--fast")
	if status != yes || strings.TrimSpace(stdout) == "" || strings.Contains(stderr, "waiting for") != strings.Contains(stderr, `did not succeed: {"error":"Late"}`) {
		t.Errorf("%d %s %s", status, stdout, stderr)
	}
}

func TestScenariosRunTheMachinesBesideThem(t *testing.T) {
	dir := flows(t, map[string]string{"flow.asl.json": startsChild, "child.asl.json": asksFunction,
		"flow.mocks.json":     `{"StateMachines": {"flow": {"TestCases": {"C": {}}}, "child": {"TestCases": {"C": {"Charge": "r"}}}}, "MockedResponses": {"r": {"0": {"Return": {"Payload": 5}}}}}`,
		"flow.scenarios.json": `{"scenarios": [{"name": "S", "input": {}, "case": "C", "expect": {"output": 5}}]}`})
	var out, errs bytes.Buffer
	if status := testCommand([]string{filepath.Join(dir, "flow.asl.json")}, strings.NewReader(""), &out, &errs); status != yes {
		t.Errorf("%d %s %s", status, out.String(), errs.String())
	}
}

func TestATokenThatNobodyCanAnswerDoesNotHang(t *testing.T) {
	dir := flows(t, map[string]string{"flow.asl.json": strings.Replace(asksFunction, "lambda:invoke", "lambda:invoke.waitForTaskToken", 1),
		"bind.json": `{"bindings": [{"state": "Charge", "command": {"argv": ["cat"]}}]}`})
	status, _, stderr := runIt(t, `{}`, filepath.Join(dir, "flow.asl.json"), "--bind", filepath.Join(dir, "bind.json"))
	if status != cannot || !strings.Contains(stderr, "waits for an answer to a task token") {
		t.Errorf("%d %s", status, stderr)
	}
}

func TestAnInterruptEndsWhatWasStarted(t *testing.T) {
	born, gone := make(chan struct{}, 1), make(chan struct{}, 1)
	server := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		born <- struct{}{}
		<-r.Context().Done()
		gone <- struct{}{}
	}))
	defer server.Close()
	exe, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	dir := flows(t, map[string]string{"flow.asl.json": asksFunction,
		"bind.json": `{"bindings": [{"state": "Charge", "command": {"argv": ["` + exe + `"], "env": {"LIFE": "` + server.URL + `"}}}]}`})
	go func() {
		<-born
		if self, err := os.FindProcess(os.Getpid()); err == nil {
			self.Signal(syscall.SIGTERM)
		}
	}()
	status, stdout, stderr := runIt(t, `{}`, filepath.Join(dir, "flow.asl.json"), "--bind", filepath.Join(dir, "bind.json"))
	if status != no || stdout != `{"cause":"Interrupted"}`+"\n" {
		t.Errorf("%d %s %s", status, stdout, stderr)
	}
	<-gone
}
