package nested

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/stateboard/stateboard/asl"
	"github.com/stateboard/stateboard/asl/text"
	"github.com/stateboard/stateboard/asl/value"
	"github.com/stateboard/stateboard/runner"
	"github.com/stateboard/stateboard/runner/history"
	"github.com/stateboard/stateboard/runner/schedule"
	"github.com/stateboard/stateboard/runner/task"
)

// flows is a folder of definitions with an engine to run them.
type flows struct {
	t        *testing.T
	dir      string
	engine   *runner.Engine
	siblings *Siblings
	started  chan *runner.Run
	clock    schedule.Clock
	person   bool
	paused   bool
	hears    func(Child, *runner.Run)
	team     func(Child) (Team, error)
}

// newFlows writes definitions: name, definition, name, ...
func newFlows(t *testing.T, files ...string) *flows {
	f := &flows{t: t, dir: t.TempDir(), engine: runner.New(), started: make(chan *runner.Run, 64), clock: schedule.NewVirtual(time.UnixMilli(1700000000123))}
	for i := 0; i < len(files); i += 2 {
		f.write(files[i]+".asl.json", files[i+1])
	}
	return f
}

func (f *flows) write(name, content string) {
	if err := os.WriteFile(filepath.Join(f.dir, name), []byte(content), 0o600); err != nil {
		f.t.Fatal(err)
	}
}

// start runs one of them.
func (f *flows) start(name, input string) *runner.Run {
	f.t.Helper()
	path := filepath.Join(f.dir, name+".asl.json")
	content, err := os.ReadFile(path)
	if err != nil {
		f.t.Fatal(err)
	}
	in := runner.StartInput{Clock: f.clock, Person: f.person, Paused: f.paused}
	f.siblings = New(Options{Engine: f.engine, Path: path, Start: in, Team: f.team, Started: func(c Child, r *runner.Run) {
		if f.hears != nil {
			f.hears(c, r)
		}
		select {
		case f.started <- r:
		default:
		}
	}})
	f.t.Cleanup(f.siblings.Close)
	in.Document, in.Input, in.Machine, in.Name, in.Answerer = asl.Parse(text.New(string(content))), value.MustParse(input), name, "first", f.siblings
	run, err := f.engine.Start(in)
	if err != nil {
		f.t.Fatal(err)
	}
	return run
}

// ended is how a run came out: its output, or "STATUS Error: cause".
func ended(run *runner.Run) string {
	run.Wait()
	x := history.Fold(run.Events())
	if x.Status == "SUCCEEDED" {
		return x.Output.JSON()
	}
	return x.Status + " " + x.Error + ": " + x.Cause
}

// starts is a machine of one Task that starts another.
func starts(pattern, parameters string) string {
	return fmt.Sprintf(`{"StartAt": "Go", "States": {"Go": {"Type": "Task", "Resource": "arn:aws:states:::states:startExecution%s", "Parameters": %s, "End": true}}}`, pattern, parameters)
}

func arn(name string) string { return "arn:aws:states:eu-west-1:111122223333:stateMachine:" + name }

const (
	waits = `{"StartAt": "W", "States": {"W": {"Type": "Wait", "Seconds": 10, "Next": "P"}, "P": {"Type": "Pass", "Result": {"done": 1.0}, "End": true}}}`
	fails = `{"StartAt": "F", "States": {"F": {"Type": "Fail", "Error": "Broken", "Cause": "of \"old\""}}}`
)

var uuid = regexp.MustCompile(`[0-9a-f]{8}-[0-9a-f-]{27}`)

func expect(t *testing.T, got, want string) {
	t.Helper()
	if got = uuid.ReplaceAllString(got, "ID"); got != want {
		t.Errorf("got  %.2000s\nwant %s", got, want)
	}
}

func TestShapes(t *testing.T) {
	f := newFlows(t, "child", waits, "bad", fails,
		"start", starts("", `{"StateMachineArn": "`+arn("child")+`"}`),
		"sync", starts(".sync", `{"StateMachineArn": "`+arn("child")+`", "Input": {"n": 1.50}, "Name": "one"}`),
		"sync2", starts(".sync:2", `{"StateMachineArn": "`+arn("child:3")+`", "Input": {"n": 1.50}}`),
		"failing", starts(".sync:2", `{"StateMachineArn": "`+arn("bad")+`", "Input": "in"}`))
	child := `"StateMachineArn":"arn:aws:states:us-east-1:123456789012:stateMachine:child","Status":"SUCCEEDED","StopDate":1700000010123}`
	expect(t, ended(f.start("sync", `{}`)), `{"ExecutionArn":"arn:aws:states:us-east-1:123456789012:execution:child:one","Input":"{\"n\":1.50}","InputDetails":{"Included":true},"Name":"one",`+
		`"Output":"{\"done\":1.0}","OutputDetails":{"Included":true},"RedriveCount":0,"RedriveStatus":"NOT_REDRIVABLE","RedriveStatusReason":"Execution is SUCCEEDED and cannot be redriven","StartDate":1700000000123,`+child)
	f.clock = schedule.NewVirtual(time.UnixMilli(1700000000123))
	expect(t, ended(f.start("sync2", `{}`)), `{"ExecutionArn":"arn:aws:states:us-east-1:123456789012:execution:child:ID","Input":{"n":1.50},"InputDetails":{"Included":true},"Name":"ID",`+
		`"Output":{"done":1.0},"OutputDetails":{"Included":true},"RedriveCount":0,"RedriveStatus":"NOT_REDRIVABLE","RedriveStatusReason":"Execution is SUCCEEDED and cannot be redriven","StartDate":1700000000123,`+child)
	f.clock = schedule.NewVirtual(time.UnixMilli(1700000000123))
	expect(t, ended(f.start("failing", `{}`)), `FAILED States.TaskFailed: {"Cause":"of \"old\"","Error":"Broken","ExecutionArn":"arn:aws:states:us-east-1:123456789012:execution:bad:ID","Input":"\"in\"","InputDetails":{"Included":true},"Name":"ID",`+
		`"RedriveCount":0,"RedriveStatus":"REDRIVABLE","StartDate":1700000000123,"StateMachineArn":"arn:aws:states:us-east-1:123456789012:stateMachine:bad","Status":"FAILED","StopDate":1700000000123}`)
	expect(t, ended(f.start("start", `{}`)), `{"ExecutionArn":"arn:aws:states:us-east-1:123456789012:execution:child:ID","SdkHttpMetadata":{"AllHttpHeaders":{"x-amzn-RequestId":["ID"],"Content-Type":["application/x-amz-json-1.0"]},`+
		`"HttpHeaders":{"x-amzn-RequestId":"ID","Content-Type":"application/x-amz-json-1.0"},"HttpStatusCode":200},"SdkResponseMetadata":{"RequestId":"ID"},"StartDate":1700000000123}`)
	f.siblings.Wait()
	if f.siblings.Err() != nil || f.siblings.Running() != 0 {
		t.Errorf("%v, %d", f.siblings.Err(), f.siblings.Running())
	}
}

func TestStoppingStopsWhatIsWaitedFor(t *testing.T) {
	for pattern, childEnds := range map[string]string{".sync": "ABORTED : ", ".sync:2": "ABORTED : ", "": "RUNNING"} {
		clock := schedule.NewManual(time.UnixMilli(0))
		f := newFlows(t, "child", waits, "flow",
			fmt.Sprintf(`{"StartAt": "Go", "States": {"Go": {"Type": "Task", "Resource": "arn:aws:states:::states:startExecution%s", "Parameters": {"StateMachineArn": "%s"}, "Next": "W"}, "W": {"Type": "Wait", "Seconds": 99, "End": true}}}`, pattern, arn("child")))
		f.clock = clock
		run := f.start("flow", `{}`)
		child := <-f.started
		<-clock.Asked() // somebody waits
		run.Stop("E", "c")
		if got := ended(run); got != "ABORTED E: c" {
			t.Error(got)
		}
		if childEnds == "RUNNING" {
			select {
			case <-child.Done():
				t.Error("a plain start was stopped with its parent")
			default:
			}
			f.siblings.Close()
			childEnds = "ABORTED : "
		}
		expect(t, ended(child), childEnds)
	}
}

func TestTokensOfNestedExecutions(t *testing.T) {
	f := newFlows(t, "child", waits, "flow", starts(".waitForTaskToken", `{"StateMachineArn": "`+arn("child")+`", "Input": {"token.$": "$$.Task.Token"}}`))
	run := f.start("flow", `{}`)
	child := <-f.started
	ended(child)
	token := child.Events().At(0).Details.(*history.Started).Input.Get("token").Str()
	if err := f.engine.Answer(token, task.Return{Output: value.String("by token")}); err != nil {
		t.Fatal(err)
	}
	expect(t, ended(run), `"by token"`)
}

func TestNamesAreUsedOnce(t *testing.T) {
	f := newFlows(t, "child", `{"StartAt": "P", "States": {"P": {"Type": "Pass", "End": true}}}`,
		"flow", `{"StartAt": "A", "States": {"A": {"Type": "Task", "Resource": "arn:aws:states:::states:startExecution.sync", "Parameters": {"StateMachineArn": "`+arn("child")+`", "Name": "n"}, "ResultPath": null, "Next": "B"},
		"B": {"Type": "Task", "Resource": "arn:aws:states:::states:startExecution.sync", "Parameters": {"StateMachineArn": "`+arn("child")+`", "Name": "n"}, "End": true}}}`,
		"badname", starts("", `{"StateMachineArn": "`+arn("child")+`", "Name": "a b"}`))
	expect(t, ended(f.start("flow", `{}`)), "FAILED StepFunctions.ExecutionAlreadyExistsException: Execution Already Exists: 'arn:aws:states:us-east-1:123456789012:execution:child:n' "+
		"(Service: AWSStepFunctions; Status Code: 400; Error Code: ExecutionAlreadyExists; Request ID: ID; Proxy: null)")
	expect(t, ended(f.start("badname", `{}`)), "FAILED StepFunctions.InvalidNameException: Invalid Name: 'a b' (Service: AWSStepFunctions; Status Code: 400; Error Code: InvalidName; Request ID: ID; Proxy: null)")
}

func TestARunningExecutionOfTheSameNameIsJoined(t *testing.T) {
	f := newFlows(t, "child", waits, "flow", `{"StartAt": "Both", "States": {"Both": {"Type": "Parallel", "End": true, "Branches": [`+
		starts(".sync", `{"StateMachineArn": "`+arn("child")+`", "Name": "n", "Input": {"a": 1}}`)+`,`+
		strings.Replace(starts(".sync", `{"StateMachineArn": "`+arn("child")+`", "Name": "n", "Input": {"a": 1}}`), `"Go"`, `"Go2"`, 2)+`]}}}`)
	clock := schedule.NewManual(time.UnixMilli(0))
	f.clock = clock
	run := f.start("flow", `{}`)
	<-f.started
	<-clock.Asked()
	news, unsubscribe := run.Subscribe()
	defer unsubscribe()
	submitted := func() (n int) {
		for i := range run.Events().Len() {
			if run.Events().At(i).Type == history.TaskSubmitted {
				n++
			}
		}
		return n
	}
	for submitted() < 2 {
		<-news
	}
	for f.siblings.Running() > 0 {
		clock.Advance(10 * time.Second)
		f.siblings.Wait()
	}
	run.Wait()
	if len(f.started) != 0 && ended(run)[0] == '[' {
		t.Error("two executions of one name")
	}
}

func TestRecursionIsBounded(t *testing.T) {
	f := newFlows(t, "flow", starts(".sync", `{"StateMachineArn": "`+arn("flow")+`"}`))
	got := ended(f.start("flow", `{}`))
	if !strings.HasPrefix(got, "FAILED States.TaskFailed: ") || f.siblings.family.started != MaxDepth {
		t.Errorf("%d executions; %.300s", f.siblings.family.started, got)
	}
	deepest := "" // they are told of in no order
	for range MaxDepth {
		if end := ended(<-f.started); deepest == "" || len(end) < len(deepest) {
			deepest = end
		}
	}
	expect(t, deepest, "FAILED StepFunctions.ExecutionLimitExceededException: State machines start one another more than 32 deep here "+
		"(Service: AWSStepFunctions; Status Code: 400; Error Code: ExecutionLimitExceeded; Request ID: ID; Proxy: null)")
}

func TestAFloodOfExecutionsIsBounded(t *testing.T) {
	f := newFlows(t, "flow", `{"StartAt": "M", "States": {"M": {"Type": "Map", "ItemsPath": "$.items", "ItemSelector": {"items.$": "$.items"}, "ItemProcessor": `+
		starts("", `{"StateMachineArn": "`+arn("flow")+`", "Input.$": "$"}`)+`, "End": true}}}`)
	f.start("flow", `{"items": [1, 2, 3]}`).Wait()
	f.siblings.Wait()
	if n := f.siblings.family.started; n != MaxExecutions {
		t.Errorf("%d executions", n)
	}
}

func TestWhatCannotBeRunIsSaid(t *testing.T) {
	f := newFlows(t, "child", `{"StartAt": "X", "States": {}}`, "asks", `{"StartAt": "T", "States": {"T": {"Type": "Task", "Resource": "arn:aws:states:::sqs:sendMessage", "End": true}}}`,
		"flow", starts(".sync", `{"StateMachineArn": "`+arn("child")+`"}`), "unanswered", starts(".sync", `{"StateMachineArn": "`+arn("asks")+`"}`),
		"nowhere", starts(".sync", `{"StateMachineArn": "`+arn("nobody")+`"}`), "up", starts(".sync", `{"StateMachineArn": "../up"}`))
	if got := ended(f.start("flow", `{}`)); !strings.HasPrefix(got, "FAILED States.Runtime: ") || f.siblings.Err() == nil || !strings.Contains(f.siblings.Err().Error(), "child.asl.json:1:") {
		t.Errorf("%s; %v", got, f.siblings.Err())
	}
	if got := ended(f.start("unanswered", `{}`)); !strings.HasPrefix(got, "FAILED States.Runtime: ") || f.siblings.Err() == nil ||
		!strings.Contains(f.siblings.Err().Error(), `asks.asl.json: nothing answers the state "T"`) {
		t.Errorf("%s; %v", got, f.siblings.Err())
	}
	for name, why := range map[string]string{"nowhere": "no nobody.asl.json stands beside the flow", "up": `"../up" names no state machine`} {
		if err := f.start(name, `{}`).Wait(); err == nil || !strings.Contains(err.Error(), why) {
			t.Errorf("%v", err)
		}
	}
}

func TestAPersonAnswersAChild(t *testing.T) {
	f := newFlows(t, "asks", `{"StartAt": "T", "States": {"T": {"Type": "Task", "Resource": "arn:aws:states:::sqs:sendMessage", "End": true}}}`, "flow", starts(".sync:2", `{"StateMachineArn": "`+arn("asks")+`"}`))
	f.person = true
	run := f.start("flow", `{}`)
	child := <-f.started
	news, unsubscribe := child.Subscribe()
	defer unsubscribe()
	token := ""
	for token == "" {
		<-news
		for _, v := range history.Fold(child.Events()).Visits {
			token = v.Token
		}
	}
	if err := f.engine.Answer(token, task.Return{Output: value.Int(7)}); err != nil {
		t.Fatal(err)
	}
	run.Wait()
	if out := history.Fold(run.Events()).Output.Get("Output").JSON(); out != "7" {
		t.Error(out)
	}
}

func TestMocksOfChildren(t *testing.T) {
	asks := `{"StartAt": "T", "States": {"T": {"Type": "Task", "Resource": "arn:aws:states:::sqs:sendMessage", "End": true}}}`
	f := newFlows(t, "asks", asks, "own", asks, "flow", starts(".sync:2", `{"StateMachineArn": "`+arn("asks")+`"}`),
		"other", starts(".sync:2", `{"StateMachineArn": "`+arn("own")+`"}`), "chosen", starts(".sync:2", `{"StateMachineArn": "`+arn("asks#Second")+`"}`))
	mock := func(machine, name string, n int) string {
		return fmt.Sprintf(`{"StateMachines": {%q: {"TestCases": {%q: {"T": "r"}}}}, "MockedResponses": {"r": {"0": {"Return": %d}}}}`, machine, name, n)
	}
	f.write("own.mocks.json", mock("own", "Case", 2))
	f.write("asks.mocks.json", mock("asks", "Second", 3))
	shared, err := task.ParseMocks(mock("asks", "Case", 1))
	if err != nil {
		t.Fatal(err)
	}
	closed := make(chan string, 8)
	f.team = func(c Child) (Team, error) {
		m, err := Mocks(c, shared, "Case")
		return Team{Mocks: m, Close: func() { closed <- c.Machine }}, err
	}
	for name, want := range map[string]string{"flow": "1", "other": "2", "chosen": "3"} {
		run := f.start(name, `{}`)
		run.Wait()
		if out := history.Fold(run.Events()).Output.Get("Output").JSON(); out != want {
			t.Errorf("%s: %s", name, ended(run))
		}
		<-closed
	}
}

func FuzzMachineOf(f *testing.F) {
	for _, s := range []string{arn("a"), arn("a:1#c"), "..", "a/b", "", "arn:aws:states:::x", `a\b`} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		name, _ := machineOf(s)
		if name != "" && (filepath.Base(name) != name || name[0] == '.' || strings.ContainsAny(name, `/\:`)) {
			t.Errorf("%q names %q", s, name)
		}
	})
}
