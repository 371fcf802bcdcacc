package nested

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stateboard/stateboard/asl"
	"github.com/stateboard/stateboard/asl/value"
	"github.com/stateboard/stateboard/runner"
	"github.com/stateboard/stateboard/runner/history"
	"github.com/stateboard/stateboard/runner/journal"
	"github.com/stateboard/stateboard/runner/schedule"
	"github.com/stateboard/stateboard/runner/task"
)

// program is a program that runs the flows of a folder and keeps them.
type program struct {
	t       *testing.T
	dir     string
	journal *journal.Journal
	engine  *runner.Engine
	clock   *schedule.Manual
	cases   string // the shared mock file; "" is none
	family  *Siblings
}

// opened starts the program.
func opened(t *testing.T, dir string) *program {
	t.Helper()
	j, err := journal.Open(filepath.Join(dir, "data"), journal.Options{})
	if err != nil {
		t.Fatal(err)
	}
	p := &program{t: t, dir: dir, journal: j, engine: runner.New(), clock: schedule.NewManual(time.UnixMilli(1700000000123))}
	t.Cleanup(func() { p.engine.Leave(); j.Close() })
	return p
}

// dies ends the program without a word: what its runs do from now on is not
// kept, and others may have them.
func (p *program) dies() { p.journal.Close() }

func (p *program) options(path string) Options {
	return Options{Engine: p.engine, Path: path, Start: runner.StartInput{Recorder: p.journal, Person: true, Clock: p.clock}, Team: func(c Child) (t Team, err error) {
		if p.cases == "" {
			return t, nil
		}
		shared, err := task.ParseMocks(p.cases)
		if err == nil {
			t.Mocks, err = Mocks(c, shared, "Case")
		}
		return t, err
	}}
}

// starts runs a flow.
func (p *program) starts(name string, others ...task.Answerer) *runner.Run {
	p.t.Helper()
	path := filepath.Join(p.dir, name+".asl.json")
	content, err := os.ReadFile(path)
	if err != nil {
		p.t.Fatal(err)
	}
	in := p.options(path).Start
	p.family = New(p.options(path))
	in.Document, in.Machine, in.Name, in.Answerer = asl.ParseString(string(content)), name, "first", append(task.First(others), p.family)
	in.About.Path = path
	if p.cases != "" {
		in.About.Mocks, in.About.Case = p.cases, "Case"
	}
	run, err := p.engine.Start(in)
	if err != nil {
		p.t.Fatal(err)
	}
	return run
}

// resumes takes up an execution.
func (p *program) resumes(id int64) *runner.Run {
	p.t.Helper()
	run, err := p.journal.Resume(p.engine, id, journal.ResumeInput{Clock: p.clock, Answerer: func(k *journal.Kept) task.Answerer {
		p.family = New(p.options(k.Path))
		return task.First{p.family}
	}})
	if err != nil {
		p.t.Fatal(err)
	}
	return run
}

// waits returns the token for which the journal shows that somebody is waited
// for.
func (p *program) waits() journal.OpenToken {
	p.t.Helper()
	for range 2000 {
		open, err := p.journal.Tokens()
		if err != nil {
			p.t.Fatal(err)
		}
		if len(open) > 0 {
			return open[0]
		}
		time.Sleep(5 * time.Millisecond)
	}
	p.t.Fatal("nobody is waited for")
	return journal.OpenToken{}
}

func (p *program) list() []*journal.Execution {
	p.t.Helper()
	list, err := p.journal.List(journal.Query{})
	if err != nil {
		p.t.Fatal(err)
	}
	return list
}

func (p *program) answers(token string, v value.Value) {
	p.t.Helper()
	if err := p.engine.Answer(token, task.Return{Output: v}); err != nil {
		p.t.Fatal(err)
	}
}

// asks is a machine that asks a person.
const asks = `{"StartAt": "Ask", "States": {"Ask": {"Type": "Task", "Resource": "arn:aws:states:::sqs:sendMessage.waitForTaskToken", "Parameters": {"t.$": "$$.Task.Token"}, "End": true}}}`

func folder(t *testing.T, files ...string) string {
	return newFlows(t, files...).dir
}

// grown are a flow, what it starts, and what that starts.
func grown(t *testing.T, pattern string) string {
	return folder(t, "child", asks, "middle", starts(pattern, `{"StateMachineArn": "`+arn("child")+`", "Input": {"n": 1.50}}`),
		"flow", starts(pattern, `{"StateMachineArn": "`+arn("child")+`", "Input": {"n": 1.50}}`), "deep", starts(pattern, `{"StateMachineArn": "`+arn("middle")+`"}`))
}

func outputOf(run *runner.Run) value.Value {
	run.Wait()
	return history.Fold(run.Events()).Output.Get("Output")
}

func TestAChildIsFoundAgain(t *testing.T) {
	for flow, executions := range map[string]int{"flow": 2, "deep": 3} {
		dir := grown(t, ".sync:2")
		first := opened(t, dir)
		first.starts(flow)
		token := first.waits()
		first.dies()

		second := opened(t, dir)
		run := second.resumes(1)
		if n := len(run.Interrupted()); n != 0 {
			t.Errorf("%s: %d interrupted tasks", flow, n)
		}
		second.answers(token.Token, value.Int(7))
		out := outputOf(run)
		if flow == "deep" {
			out = out.Get("Output")
		}
		if out.JSON() != "7" {
			t.Errorf("%s: %s", flow, ended(run))
		}
		if n := len(second.list()); n != executions {
			t.Errorf("%s: %d executions", flow, n)
		}
	}
}

func TestAChildThatEndedMeanwhileIsNotRunAgain(t *testing.T) {
	for pattern, output := range map[string]string{".sync": `"7"`, ".sync:2": "7"} {
		dir := grown(t, pattern)
		first := opened(t, dir)
		undisturbed := first.starts("flow")
		token := first.waits()
		first.answers(token.Token, value.Int(7))
		undisturbed.Wait()
		if got := outputOf(undisturbed).JSON(); got != output {
			t.Errorf("%s: %s", pattern, got)
		}
		started := undisturbed.Events().At(4).Details.(*history.TaskOutcome).Output
		if got := started.Get("ExecutionArn").Str(); undisturbed.Events().At(4).Type != history.TaskSubmitted || got != first.list()[0].ARN || started.Get("StartDate").IsAbsent() {
			t.Errorf("%s: submitted %s", pattern, started.JSON())
		}
		want := history.Fold(undisturbed.Events()).Output.JSON()
		first.engine.Leave()

		dir = grown(t, pattern)
		first = opened(t, dir)
		first.starts("flow")
		token = first.waits()
		first.dies()
		second := opened(t, dir)
		child := second.resumes(2)
		second.answers(token.Token, value.Int(7))
		child.Wait()
		run := second.resumes(1)
		run.Wait()
		got := history.Fold(run.Events()).Output.JSON()
		if uuid.ReplaceAllString(got, "ID") != uuid.ReplaceAllString(want, "ID") {
			t.Errorf("got  %s\nwant %s", got, want)
		}
		if n := len(second.list()); n != 2 {
			t.Errorf("%d executions", n)
		}
	}
}

func TestAChildThatFailedMeanwhileFailsItsTask(t *testing.T) {
	dir := grown(t, ".sync")
	first := opened(t, dir)
	first.starts("flow")
	first.waits()
	first.dies()
	second := opened(t, dir)
	child := second.resumes(2)
	child.Stop("Enough", "")
	child.Wait()
	if got := ended(second.resumes(1)); !strings.HasPrefix(got, `FAILED States.TaskFailed: {"Error":"Enough",`) || !strings.Contains(got, `"Status":"ABORTED"`) {
		t.Error(got)
	}
}

// holder has a task and never answers: with it the program dies before what it
// does has begun.
type holder struct{}

func (holder) Takes(*task.Task) bool                         { return true }
func (holder) Take(*task.Task, func(task.Answer)) task.Taken { return task.Kept{} }

func TestAChildThatHadNotBegunBeginsOnce(t *testing.T) {
	dir := grown(t, ".sync:2")
	first := opened(t, dir)
	run := first.starts("flow", holder{})
	settled(t, run)
	first.dies()
	second := opened(t, dir)
	run = second.resumes(1)
	second.answers(second.waits().Token, value.Int(7))
	if got := outputOf(run).JSON(); got != "7" || len(second.list()) != 2 {
		t.Errorf("%s, %d executions", ended(run), len(second.list()))
	}
}

// settled waits until a run has asked for its task.
func settled(t *testing.T, run *runner.Run) {
	t.Helper()
	news, unsubscribe := run.Subscribe()
	defer unsubscribe()
	for run.Events().Last().Type != history.TaskSubmitted {
		<-news
	}
}

func TestWhatIsNotKnownIsInterrupted(t *testing.T) {
	dir := grown(t, ".sync:2")
	first := opened(t, dir)
	first.starts("flow")
	first.waits()
	first.dies()
	second := opened(t, dir)
	if err := second.journal.Delete(2); err != nil {
		t.Fatal(err)
	}
	run := second.resumes(1)
	if list := run.Interrupted(); len(list) != 1 || !run.Waiting() {
		t.Fatalf("%d interrupted tasks", len(list))
	}
	if !run.Again(run.Interrupted()[0].ID) {
		t.Fatal("it cannot be run again")
	}
	second.answers(second.waits().Token, value.Int(8))
	if got := outputOf(run).JSON(); got != "8" {
		t.Error(ended(run))
	}
}

func TestAChildThatAnotherProgramRunsIsWaitedFor(t *testing.T) {
	for _, stop := range []bool{false, true} {
		dir := grown(t, ".sync:2")
		first := opened(t, dir)
		first.starts("flow")
		token := first.waits()
		first.dies()

		other := opened(t, dir)
		child := other.resumes(2)
		ctx, end := context.WithCancel(context.Background())
		delivered := make(chan struct{})
		go func() { other.journal.Deliver(ctx, other.engine); close(delivered) }()
		second := opened(t, dir)
		run := second.resumes(1)
		if stop {
			run.Stop("E", "c")
			run.Wait()
			expect(t, ended(child), "ABORTED : ")
		} else {
			other.answers(token.Token, value.Int(7))
			if got := outputOf(run).JSON(); got != "7" {
				t.Error(ended(run))
			}
		}
		second.family.Wait()
		if err := second.family.Err(); err != nil {
			t.Error(err)
		}
		end()
		<-delivered
	}
}

func TestWhatIsTakenUpIsStoppedWithItsParent(t *testing.T) {
	dir := grown(t, ".sync")
	first := opened(t, dir)
	first.starts("deep")
	first.waits()
	first.dies()
	second := opened(t, dir)
	run := second.resumes(1)
	run.Stop("E", "c")
	run.Wait()
	second.family.Wait()
	for _, x := range second.list() {
		if x.Status != "ABORTED" {
			t.Errorf("%s is %s", x.ARN, x.Status)
		}
	}
}

func TestLeavingAParentLeavesItsChild(t *testing.T) {
	dir := grown(t, ".sync:2")
	first := opened(t, dir)
	run := first.starts("flow")
	token := first.waits()
	waiting(t, run)
	first.engine.Leave()
	first.family.Close()
	for _, x := range first.list() {
		if x.Status != "RUNNING" || x.Owner != "" || x.Trouble != "" {
			t.Errorf("%s is %s, of %q: %s", x.ARN, x.Status, x.Owner, x.Trouble)
		}
	}
	run = first.resumes(1)
	first.answers(token.Token, value.Int(7))
	if got := outputOf(run).JSON(); got != "7" {
		t.Error(ended(run))
	}
}

// waiting waits until a run says that it waits for somebody.
func waiting(t *testing.T, run *runner.Run) {
	t.Helper()
	news, unsubscribe := run.Subscribe()
	defer unsubscribe()
	for !run.Waiting() {
		select {
		case <-news:
		case <-run.Done():
			t.Fatal(ended(run))
		}
	}
}

func TestAChildIsAnsweredByItsMocksAgain(t *testing.T) {
	const two = `{"StartAt": "W", "States": {"W": {"Type": "Wait", "Seconds": 5, "Next": "T"}, "T": {"Type": "Task", "Resource": "arn:aws:states:::sqs:sendMessage", "Next": "Go"},
		"Go": {"Type": "Task", "Resource": "arn:aws:states:::states:startExecution.sync:2", "Parameters": {"StateMachineArn": "own"}, "OutputPath": "$.Output", "End": true}}}`
	dir := folder(t, "flow", starts(".sync:2", `{"StateMachineArn": "two"}`), "two", two, "own", `{"StartAt": "T", "States": {"T": {"Type": "Task", "Resource": "arn:aws:states:::sqs:sendMessage", "End": true}}}`)
	for _, id := range []int64{1, 2} { // taken up with its parent, or by itself
		os.RemoveAll(filepath.Join(dir, "data"))
		first := opened(t, dir)
		first.cases = `{"StateMachines": {"flow": {"TestCases": {"Case": {}}}, "two": {"TestCases": {"Case": {"T": "r"}}}, "own": {"TestCases": {"Case": {"T": "s"}}}},
			"MockedResponses": {"r": {"0": {"Return": 1}}, "s": {"0": {"Return": 2}}}}`
		first.starts("flow")
		<-first.clock.Asked()
		first.dies()
		second := opened(t, dir)
		if id == 1 {
			second.cases = first.cases
		} else { // as a program does that knows nothing but the journal
			x, err := second.journal.Get(id)
			if err != nil {
				t.Fatal(err)
			}
			if second.cases, _, err = second.journal.Inherited(x); err != nil || second.cases != first.cases {
				t.Fatalf("%q, %v", second.cases, err)
			}
		}
		run := second.resumes(id)
		<-second.clock.Asked()
		second.clock.Advance(5 * time.Second)
		run.Wait()
		out := history.Fold(run.Events()).Output
		if id == 1 {
			out = out.Get("Output")
		}
		if out.JSON() != "2" {
			t.Errorf("%d: %s", id, ended(run))
		}
		second.engine.Leave()
	}
}

func TestAChildIsHeldAndSteppedWithItsParent(t *testing.T) {
	const three = `{"StartAt": "A", "States": {"A": {"Type": "Pass", "Next": "B"}, "B": {"Type": "Pass", "Next": "C"}, "C": {"Type": "Pass", "End": true}}}`
	f := newFlows(t, "child", three, "flow", starts(".sync", `{"StateMachineArn": "`+arn("child")+`"}`))
	f.paused = true
	run := f.start("flow", `{}`)
	var child *runner.Run
	steps := 0
	for ; !over(run); steps++ {
		if steps > 100 {
			t.Fatal("it does not come to an end")
		}
		before := total(run, child)
		run.Step()
		if child == nil && run.Events().Last().Type == history.TaskSubmitted {
			child = <-f.started
		}
		moved(t, before, run, child)
	}
	if steps < 8 || child == nil || len(f.started) != 0 {
		t.Errorf("%d steps", steps)
	}
	if got := ended(child); got != `{}` {
		t.Error(got)
	}
}

func total(runs ...*runner.Run) int {
	n := 0
	for _, r := range runs {
		if r != nil {
			n += r.Events().Len()
		}
	}
	return n
}

func over(run *runner.Run) bool {
	select {
	case <-run.Done():
		return true
	default:
		return false
	}
}

// moved waits until a step has been taken, or the run has ended.
func moved(t *testing.T, before int, run, child *runner.Run) {
	t.Helper()
	for range 2000 {
		if total(run, child) > before || over(run) {
			return
		}
		time.Sleep(time.Millisecond)
	}
	t.Fatal(fmt.Sprint("nothing happens after event ", run.Events().Last().ID))
}

func TestWhoHearsOfAChildMayWaitForIt(t *testing.T) {
	f := newFlows(t, "child", `{"StartAt": "P", "States": {"P": {"Type": "Pass", "End": true}}}`,
		"middle", starts(".sync", `{"StateMachineArn": "child"}`), "flow", starts(".sync", `{"StateMachineArn": "middle"}`))
	grandchild := make(chan struct{})
	f.hears = func(c Child, run *runner.Run) {
		if c.Machine == "child" {
			close(grandchild)
			return
		}
		select {
		case <-grandchild:
		case <-time.After(10 * time.Second):
			t.Error("what a child starts waits for who hears of the child")
		}
	}
	if got := ended(f.start("flow", `{}`)); got[0] != '{' {
		t.Error(got)
	}
}
