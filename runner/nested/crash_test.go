package nested

import (
	"bufio"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stateboard/stateboard/asl"
	"github.com/stateboard/stateboard/asl/value"
	"github.com/stateboard/stateboard/runner"
	"github.com/stateboard/stateboard/runner/history"
	"github.com/stateboard/stateboard/runner/journal"
	"github.com/stateboard/stateboard/runner/task"
)

// This file kills a process whose executions start others and wait for them, at
// random moments, and then looks whether anything ran twice.

// kills is how often; the build tag crash makes it 100.
var kills = 10

const crashEnv = "STATEBOARD_NESTED_CRASH_DIR"

func TestMain(m *testing.M) {
	if dir := os.Getenv(crashEnv); dir != "" {
		if err := victim(dir); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(3)
		}
		os.Exit(0)
	}
	os.Exit(m.Run())
}

// crashFlows are a flow whose items each start a machine, which starts another
// after some work.
var crashFlows = map[string]string{
	"flow": `{"StartAt": "Each", "States": {"Each": {"Type": "Map", "ItemsPath": "$.items", "MaxConcurrency": 3, "End": true, "ItemProcessor": ` +
		starts(".sync:2", `{"StateMachineArn": "`+arn("child")+`", "Input.$": "$"}`) + `}}}`,
	"child": `{"StartAt": "Work", "States": {"Work": {"Type": "Task", "Resource": "arn:aws:lambda:us-east-1:123456789012:function:work", "Next": "Go"},
		"Go": {"Type": "Task", "Resource": "arn:aws:states:::states:startExecution.sync:2", "Parameters": {"StateMachineArn": "last", "Input.$": "$"}, "OutputPath": "$.Output", "End": true}}}`,
	"last": `{"StartAt": "Ask", "States": {"Ask": {"Type": "Task", "Resource": "arn:aws:states:::sqs:sendMessage.waitForTaskToken", "Parameters": {"t.$": "$$.Task.Token"}, "ResultPath": null, "Next": "Work"},
		"Work": {"Type": "Task", "Resource": "arn:aws:lambda:us-east-1:123456789012:function:work", "End": true}}}`,
}

const (
	crashInput  = `{"items":[0,1,2,3,4]}`
	crashFamily = 11 // executions of one flow
	crashRuns   = 3  // flows that are started with each process
)

// diary is what the process that is killed writes down as it goes.
type diary struct{ f *os.File }

func (d *diary) note(format string, args ...any) { fmt.Fprintf(d.f, format+"\n", args...) }

// worker does the work of functions, and writes down that it has.
type worker struct{ *diary }

func (worker) Takes(t *task.Task) bool { return t.Resource.Kind == task.Function }

func (w worker) Take(t *task.Task, reply func(task.Answer)) task.Taken {
	if !w.Takes(t) {
		return task.Declined{}
	}
	w.note("do %s %d", t.Execution, t.ID)
	time.AfterFunc(time.Duration(rand.IntN(6))*time.Millisecond, func() { reply(task.Return{Output: t.Input}) })
	return task.Kept{}
}

// crashing is the process that is killed.
type crashing struct {
	dir     string
	diary   *diary
	journal *journal.Journal
	engine  *runner.Engine
	all     sync.WaitGroup
}

// victim takes up what is running, starts some more, answers all tokens and
// ends when all executions have.
func victim(dir string) error {
	f, err := os.OpenFile(filepath.Join(dir, "diary"), os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	c := &crashing{dir: dir, diary: &diary{f}, engine: runner.New()}
	if c.journal, err = journal.Open(dir, journal.Options{Say: func(s string) { c.diary.note("said %s", s) }}); err != nil {
		return err
	}
	resumed, err := c.journal.ResumeAll(c.engine, journal.ResumeInput{Answerer: func(k *journal.Kept) task.Answerer { return c.answerer(k.Path) }})
	if err != nil {
		return err
	}
	for _, x := range resumed {
		if x.Err != nil {
			return x.Err
		}
		c.follow(Child{}, x.Run)
	}
	for range crashRuns {
		path := filepath.Join(dir, "flow.asl.json")
		in := c.start()
		in.Document, in.Input, in.Machine, in.Answerer, in.About.Path = asl.ParseString(crashFlows["flow"]), value.MustParse(crashInput), "flow", c.answerer(path), path
		run, err := c.engine.Start(in)
		if err != nil {
			return err
		}
		c.follow(Child{}, run)
	}
	c.all.Wait()
	return c.journal.Close()
}

func (c *crashing) start() runner.StartInput {
	return runner.StartInput{Recorder: c.journal, Person: true}
}

func (c *crashing) answerer(path string) task.Answerer {
	return task.First{worker{c.diary}, New(Options{Engine: c.engine, Path: path, Start: c.start(), Started: c.follow,
		Team: func(Child) (Team, error) { return Team{Answerer: worker{c.diary}}, nil }})}
}

// follow answers the tokens of a run.
func (c *crashing) follow(_ Child, run *runner.Run) {
	for _, t := range run.Interrupted() {
		c.diary.note("again %s %d %s", t.Execution, t.ID, t.Name)
		run.Again(t.ID)
	}
	c.all.Go(func() {
		news, stop := run.Subscribe()
		defer stop()
		for {
			select {
			case <-news:
			case <-run.Done():
				if err := run.Err(); err != nil {
					c.diary.note("said %v", err)
				}
				return
			}
			for _, visit := range history.Fold(run.Events()).Tokens() {
				if c.engine.Answer(visit.Token, task.Return{Output: value.String("yes")}) == nil {
					c.diary.note("acked %s", visit.Token)
				}
			}
		}
	})
}

func TestKilledAtAnyMomentNoChildRunsTwice(t *testing.T) {
	if testing.Short() {
		t.Skip("kills processes")
	}
	dir := t.TempDir()
	for name, content := range crashFlows {
		if err := os.WriteFile(filepath.Join(dir, name+".asl.json"), []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	spawn := func() (*exec.Cmd, *strings.Builder) {
		c, out := exec.Command(self), new(strings.Builder)
		c.Env, c.Stderr = append(os.Environ(), crashEnv+"="+dir), out
		if err := c.Start(); err != nil {
			t.Fatal(err)
		}
		return c, out
	}
	for killed := 0; killed < kills; {
		var all sync.WaitGroup
		faults := make([]error, 1+rand.IntN(2)) // two of them share the journal
		for i := range faults {
			c, out := spawn()
			all.Go(func() {
				time.Sleep(time.Duration(15+rand.IntN(100)) * time.Millisecond) // any moment
				c.Process.Kill()
				if err := c.Wait(); c.ProcessState.Exited() && c.ProcessState.ExitCode() != 0 {
					faults[i] = fmt.Errorf("%w: %s", err, out)
				}
			})
		}
		all.Wait()
		if err := errors.Join(faults...); err != nil {
			t.Fatal(err)
		}
		killed += len(faults)
	}
	c, out := spawn()
	if err := c.Wait(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	judge(t, dir)
}

// judge looks at what has become of it all.
func judge(t *testing.T, dir string) {
	t.Helper()
	j, err := journal.Open(dir, journal.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer j.Close()
	list, err := j.List(journal.Query{Limit: -1})
	if err != nil {
		t.Fatal(err)
	}
	flows, starters := 0, map[string]int{}
	for _, x := range list {
		if x.Status != "SUCCEEDED" {
			t.Errorf("%s is %s: %s %s", x.ARN, x.Status, x.Cause, x.Trouble)
		}
		if x.Starter == "" {
			flows++
			continue
		}
		by := fmt.Sprintf("%s %d", x.Starter, x.StarterTask)
		if starters[by]++; starters[by] > 1 {
			t.Errorf("%s has started more than one execution", by)
		}
	}
	if len(list) != flows*crashFamily {
		t.Errorf("%d executions of %d flows", len(list), flows)
	}
	readDiary(t, dir, len(list))
}

func readDiary(t *testing.T, dir string, executions int) {
	t.Helper()
	f, err := os.Open(filepath.Join(dir, "diary"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	done, again, acked, twice := map[string]int{}, map[string]int{}, map[string]int{}, 0
	for lines := bufio.NewScanner(f); lines.Scan(); {
		words := strings.Fields(lines.Text())
		switch words[0] {
		case "do":
			done[words[1]+" "+words[2]]++
		case "again":
			again[words[1]+" "+words[2]]++
			if words[3] == "Go" {
				t.Errorf("what %s had started was not found again", words[1])
			}
		case "said":
			t.Error(lines.Text())
		case "acked":
			if acked[words[1]]++; acked[words[1]] > 1 {
				t.Error("an answer that was taken was asked for again")
			}
		}
	}
	for k, n := range done {
		if n > 1+again[k] {
			t.Errorf("task %s was done %d times, said only %d times", k, n, again[k])
		}
		if n > 1 {
			twice++
		}
	}
	t.Logf("%d kills, %d executions, %d answers, %d tasks, %d of them given again after a kill", kills, executions, len(acked), len(done), twice)
}
