package journal

import (
	"bufio"
	"errors"
	"fmt"
	"hash/fnv"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"sort"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stateboard/stateboard/asl"
	"github.com/stateboard/stateboard/asl/value"
	"github.com/stateboard/stateboard/runner"
	"github.com/stateboard/stateboard/runner/history"
	"github.com/stateboard/stateboard/runner/schedule"
	"github.com/stateboard/stateboard/runner/task"
)

// This file kills a process that runs executions, at random moments, again and
// again, and then holds what is in the journal against an execution that was
// never disturbed.

// kills is how often; the build tag crash makes it 200.
var kills = 15

// The process that is killed is told its folder, and how many executions there
// are to be in the end.
const (
	crashEnv  = "STATEBOARD_CRASH_DIR"
	crashRuns = "STATEBOARD_CRASH_RUNS"
)

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

const crashMachine = `{"StartAt":"Both","States":{
  "Both":{"Type":"Parallel","Next":"Count","Branches":[
    {"StartAt":"Each","States":{"Each":{"Type":"Map","ItemsPath":"$.items","MaxConcurrency":3,"End":true,"ItemProcessor":{"StartAt":"Work","States":{
      "Work":{"Type":"Task","Resource":"arn:aws:lambda:us-east-1:123456789012:function:work","Next":"Rest","TimeoutSeconds":90000,
        "Retry":[{"ErrorEquals":["Flaky"],"IntervalSeconds":2,"MaxAttempts":3,"JitterStrategy":"FULL"}],"Catch":[{"ErrorEquals":["Bad"],"Next":"Sorry"}]},
      "Rest":{"Type":"Wait","Seconds":3,"Next":"Ask"},
      "Ask":{"Type":"Task","Resource":"arn:aws:states:::sqs:sendMessage.waitForTaskToken","Parameters":{"token.$":"$$.Task.Token"},"ResultPath":"$.said","HeartbeatSeconds":90000,"End":true},
      "Sorry":{"Type":"Pass","End":true}}}}}},
    {"StartAt":"Nap","States":{"Nap":{"Type":"Wait","Seconds":7,"Next":"Again"},"Again":{"Type":"Task","Resource":"arn:aws:states:::sqs:sendMessage.waitForTaskToken","Parameters":{"t.$":"$$.Task.Token"},"End":true}}}]},
  "Count":{"Type":"Pass","Result":{"n":40},"ResultPath":"$[1]","Next":"Less"},
  "Less":{"Type":"Pass","Parameters":{"n.$":"States.MathAdd($[1].n, -1)"},"ResultPath":"$[1]","Next":"More"},
  "More":{"Type":"Choice","Choices":[{"Variable":"$[1].n","NumericGreaterThan":0,"Next":"Less"}],"Default":"Enough"},
  "Enough":{"Type":"Succeed"}}}`

var crashInput = value.MustParse(`{"items":[{"i":0},{"i":1},{"i":2},{"i":3},{"i":4},{"i":5},{"i":6}]}`)

// hasty is a clock that runs so many times faster than the one on the wall.
type hasty struct{}

const haste = 60

var hastyStart = time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)

func (hasty) Now() time.Time {
	return hastyStart.Add(time.Since(hastyStart) % (1000 * time.Hour) * haste).Truncate(time.Millisecond)
}
func (hasty) Jumps() bool { return false }
func (c hasty) Until(moment time.Time) (<-chan time.Time, func()) {
	t := time.NewTimer(moment.Sub(c.Now()) / haste)
	return t.C, func() { t.Stop() }
}

// diary is what the process that is killed writes down as it goes.
type diary struct{ f *os.File }

func (d *diary) note(format string, args ...any) { fmt.Fprintf(d.f, format+"\n", args...) }

// worker does the work of Work, and writes down that it has.
type worker struct {
	name  string
	diary *diary
}

func (w *worker) Takes(t *task.Task) bool { return t.Resource.Kind == task.Function }

func (w *worker) Take(t *task.Task, reply func(task.Answer)) task.Taken {
	if !w.Takes(t) {
		return task.Declined{}
	}
	w.diary.note("do %s %d", w.name, t.ID)
	time.AfterFunc(time.Duration(rand.IntN(8))*time.Millisecond, func() { reply(work(t)) })
	return task.Kept{}
}

func work(t *task.Task) task.Answer {
	i, _ := t.Input.Get("i").AsInt()
	switch {
	case i%3 == 0 && t.Attempt < 2:
		return task.Throw{Error: "Flaky"}
	case i == 5:
		return task.Throw{Error: "Bad", Cause: "five"}
	}
	return task.Return{Output: t.Input}
}

// crashAtOnce is how many executions are started at a time.
const crashAtOnce = 5

// victim takes up what is running, starts what is missing, answers all tokens
// and ends when all executions have.
func victim(dir string) error {
	f, err := os.OpenFile(filepath.Join(dir, "diary"), os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	d := &diary{f}
	j, err := Open(dir, Options{Say: func(s string) { d.note("said %s", s) }})
	if err != nil {
		return err
	}
	e := runner.New()
	answerer := func(k *Kept) task.Answerer { return &worker{k.Name, d} }
	resumed, err := j.ResumeAll(e, ResumeInput{Answerer: answerer, Clock: hasty{}})
	if err != nil {
		return err
	}
	room := make(chan struct{}, crashAtOnce+len(resumed))
	var all sync.WaitGroup
	follow := func(r *runner.Run) {
		room <- struct{}{}
		all.Go(func() {
			watch(e, r, d)
			<-room
		})
	}
	for _, x := range resumed {
		if x.Err != nil {
			return x.Err
		}
		for _, t := range x.Run.Interrupted() {
			d.note("again %s %d", x.Name, t.ID)
			x.Run.Again(t.ID)
		}
		follow(x.Run)
	}
	runs, err := strconv.Atoi(os.Getenv(crashRuns))
	if err != nil {
		return err
	}
	for i := range runs {
		name := fmt.Sprintf("e-%d", i)
		if _, err := j.Find(name); err == nil {
			continue
		}
		r, err := e.Start(runner.StartInput{Document: asl.ParseString(crashMachine), Input: crashInput, Machine: "Crash", Name: name, Recorder: j,
			Person: true, Answerer: &worker{name, d}, Clock: hasty{}})
		if errors.Is(err, ErrExists) {
			continue // the other process was faster
		}
		if err != nil {
			return err
		}
		follow(r)
	}
	all.Wait()
	return j.Close()
}

// watch answers the tokens of a run and writes down what it has seen.
func watch(e *runner.Engine, r *runner.Run, d *diary) {
	news, stop := r.Subscribe()
	defer stop()
	x := &history.Execution{}
	for {
		select {
		case <-news:
		case <-r.Done():
		}
		v := r.Events()
		d.note("seen %s %d %x", r.Origin.Name, v.Len(), digestOf(v))
		x.Advance(v)
		for _, visit := range x.Tokens() {
			if token := visit.Token; e.Answer(token, task.Return{Output: value.String("yes")}) == nil {
				d.note("acked %s %s", r.Origin.Name, token)
			}
		}
		select {
		case <-r.Done():
			if r.Events().Len() == v.Len() {
				return
			}
		default:
		}
	}
}

func digestOf(v history.View) uint64 {
	h := fnv.New64a()
	v.WriteJSON(h)
	return h.Sum64()
}

// errFaster is the fate of a process that ended before it was killed.
var errFaster = errors.New("it ended by itself")

func TestKilledAtAnyMomentNothingIsLostOrDoubled(t *testing.T) {
	if testing.Short() {
		t.Skip("kills processes")
	}
	dir := t.TempDir()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	seed := uint64(time.Now().UnixNano())
	t.Logf("seed %d", seed)
	chance := rand.New(rand.NewPCG(seed, 1))
	runs := 0
	spawn := func(more int) (*exec.Cmd, *strings.Builder) {
		runs += more
		c := exec.Command(self)
		c.Env = append(os.Environ(), crashEnv+"="+dir, crashRuns+"="+strconv.Itoa(runs))
		var out strings.Builder
		c.Stderr = &out
		if err := c.Start(); err != nil {
			t.Fatal(err)
		}
		return c, &out
	}
	pairs := 0
	for killed := 0; killed < kills; {
		victims := 1 + chance.IntN(2) // two of them share the journal
		pairs += victims - 1
		var all sync.WaitGroup
		var ended [2]error
		for i := range victims {
			c, out := spawn(3)
			all.Go(func() {
				time.Sleep(time.Duration(15+rand.IntN(60)) * time.Millisecond) // any moment
				c.Process.Kill()
				if err := c.Wait(); c.ProcessState.Exited() {
					if ended[i] = errFaster; c.ProcessState.ExitCode() != 0 {
						ended[i] = fmt.Errorf("%w: %s", err, out)
					}
				}
			})
		}
		all.Wait()
		for _, err := range ended[:victims] {
			switch {
			case err == nil:
				killed++
			case err != errFaster:
				t.Fatal(err)
			}
		}
	}
	c, out := spawn(0)
	if err := c.Wait(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	t.Logf("%d kills, %d times two at once, %d executions", kills, pairs, runs)
	judge(t, dir, runs)
}

// undisturbed is what an execution comes to when nobody kills it.
func undisturbed(t *testing.T) (events map[string]int, output string) {
	t.Helper()
	e := runner.New()
	r, err := e.Start(runner.StartInput{Document: asl.ParseString(crashMachine), Input: crashInput, Answerer: obliging{}, Clock: schedule.NewVirtual(start)})
	if err != nil {
		t.Fatal(err)
	}
	if err := r.Wait(); err != nil {
		t.Fatal(err)
	}
	return tally(r.Events()), history.Fold(r.Events()).Output.JSON()
}

// obliging answers everything at once.
type obliging struct{}

func (obliging) Takes(*task.Task) bool { return true }
func (obliging) Take(t *task.Task, _ func(task.Answer)) task.Taken {
	if t.Resource.Kind == task.Function {
		return task.Answered{Answer: work(t)}
	}
	return task.Answered{Answer: task.Return{Output: value.String("yes")}}
}

// tally counts events by type, place and result.
func tally(v history.View) map[string]int {
	n := map[string]int{}
	for i := range v.Len() {
		e := v.At(i)
		key := e.Type.String() + " " + e.Path + " " + e.Scope.String()
		switch d := e.Details.(type) {
		case *history.Exited:
			key += " " + d.Output.JSON()
		case *history.TaskOutcome:
			key += " " + d.Output.JSON()
		}
		n[key]++
	}
	return n
}

// judge holds the journal against the diary and the undisturbed execution.
func judge(t *testing.T, dir string, runs int) {
	t.Helper()
	j := open(t, dir)
	want, output := undisturbed(t)
	list, err := j.List(Query{Limit: -1})
	if err != nil || len(list) != runs {
		t.Fatalf("%d executions, %v", len(list), err)
	}
	views := map[string]history.View{}
	for _, x := range list {
		_, v := mustLoad(t, j, x.ID)
		views[x.Name] = v
		if x.Status != "SUCCEEDED" || x.Output != output || x.Events != v.Len() {
			t.Errorf("%s: %s %s, not %s", x.Name, x.Status, x.Output, output)
		}
		compareTallies(t, x.Name, tally(v), want)
	}
	if open, err := j.Tokens(); err != nil || len(open) != 0 {
		t.Errorf("%v %v", open, err)
	}
	readDiary(t, j, dir, views)
}

func compareTallies(t *testing.T, name string, got, want map[string]int) {
	t.Helper()
	var keys []string
	for k := range got {
		keys = append(keys, k)
	}
	for k := range want {
		if _, both := got[k]; !both {
			keys = append(keys, k)
		}
	}
	sort.Strings(keys)
	for _, k := range keys {
		if got[k] != want[k] {
			t.Errorf("%s: %d times %s, not %d", name, got[k], k, want[k])
		}
	}
}

func readDiary(t *testing.T, j *Journal, dir string, views map[string]history.View) {
	t.Helper()
	f, err := os.Open(filepath.Join(dir, "diary"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	done, again, acked, seen := map[string]int{}, map[string]int{}, map[string]int{}, 0
	lines := bufio.NewScanner(f)
	for lines.Scan() {
		words := strings.Fields(lines.Text())
		switch words[0] {
		case "do":
			done[words[1]+" "+words[2]]++
		case "again":
			again[words[1]+" "+words[2]]++
		case "said":
			t.Error(lines.Text())
		case "seen":
			seen++
			n, _ := strconv.Atoi(words[2])
			if v := views[words[1]]; v.Len() < n || fmt.Sprintf("%x", digestOf(v.First(n))) != words[3] {
				t.Errorf("%s: the first %d events are not those that were seen", words[1], n)
			}
		case "acked":
			if acked[words[2]]++; acked[words[2]] > 1 {
				t.Errorf("%s: an answer that was taken was asked for again", words[1])
			}
			var closed string
			if err := j.read.QueryRow("SELECT closed FROM tokens WHERE token = ?", words[2]).Scan(&closed); err != nil || closed != "TaskDoesNotExist" {
				t.Errorf("%s: an answer that was taken is lost: %q %v", words[1], closed, err)
			}
		}
	}
	twice := 0
	for k, n := range done {
		if n > 1+again[k] {
			t.Errorf("task %s was done %d times, said only %d times", k, n, again[k])
		}
		if n > 1 {
			twice++
		}
	}
	t.Logf("%d looks, %d answers, %d tasks, %d of them given again after a kill", seen, len(acked), len(done), twice)
}
