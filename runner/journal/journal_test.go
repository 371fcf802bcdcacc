package journal

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stateboard/stateboard/asl"
	"github.com/stateboard/stateboard/asl/value"
	"github.com/stateboard/stateboard/runner"
	"github.com/stateboard/stateboard/runner/dataset"
	"github.com/stateboard/stateboard/runner/history"
	"github.com/stateboard/stateboard/runner/interp"
	"github.com/stateboard/stateboard/runner/journal/tape"
	"github.com/stateboard/stateboard/runner/schedule"
	"github.com/stateboard/stateboard/runner/task"
)

var start = time.Date(2026, 3, 1, 9, 0, 0, 0, time.UTC)

func open(t *testing.T, dir string) *Journal {
	t.Helper()
	j, err := Open(dir, Options{Say: func(s string) { t.Error(s) }})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { j.Close() })
	return j
}

func startRun(t *testing.T, j *Journal, machine string, in runner.StartInput) *runner.Run {
	t.Helper()
	in.Document = asl.ParseString(machine)
	in.Recorder = j
	if in.Clock == nil {
		in.Clock = schedule.NewManual(start)
	}
	r, err := runner.New().Start(in)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// until reads the run's events until the fold of them satisfies ok.
func until(t *testing.T, r *runner.Run, ok func(*history.Execution) bool) *history.Execution {
	t.Helper()
	news, stop := r.Subscribe()
	defer stop()
	timeout := time.After(20 * time.Second)
	for {
		if x := history.Fold(r.Events()); ok(x) {
			return x
		}
		select {
		case <-news:
		case <-timeout:
			t.Fatalf("still\n%.3000s\n%v", dump(r.Events()), r.Err())
		}
	}
}

func tokens(n int) func(*history.Execution) bool {
	return func(x *history.Execution) bool { return len(x.Tokens()) == n }
}

func dump(v history.View) string {
	var b bytes.Buffer
	v.WriteJSON(&b)
	return b.String()
}

// left leaves a run as a dead process would, and gives its id.
func left(t *testing.T, j *Journal, r *runner.Run) int64 {
	t.Helper()
	r.Leave()
	<-r.Done()
	x, err := j.Find(r.Origin.Name)
	if err != nil {
		t.Fatal(err)
	}
	return x.ID
}

func mustLoad(t *testing.T, j *Journal, id int64) (*Kept, history.View) {
	t.Helper()
	k, v, err := j.Load(id, nil)
	if err != nil {
		t.Fatal(err)
	}
	return k, v
}

const approval = `{"StartAt":"Both","States":{"Both":{"Type":"Parallel","Next":"Pause","Branches":[
  {"StartAt":"Ask","States":{"Ask":{"Type":"Task","Resource":"arn:aws:states:::sqs:sendMessage.waitForTaskToken","TimeoutSeconds":900,
    "Parameters":{"token.$":"$$.Task.Token","id.$":"States.UUID()"},"Retry":[{"ErrorEquals":["Again"],"JitterStrategy":"FULL"}],"End":true}}},
  {"StartAt":"Look","States":{"Look":{"Type":"Task","Resource":"arn:aws:states:::sqs:sendMessage.waitForTaskToken",
    "Parameters":{"token.$":"$$.Task.Token"},"End":true}}}]},
  "Pause":{"Type":"Wait","Seconds":60,"Next":"Draw"},
  "Draw":{"Type":"Pass","Parameters":{"u.$":"States.UUID()","in.$":"$"},"End":true}}}`

func TestAnExecutionGoesOnWhereItWas(t *testing.T) {
	dir := t.TempDir()
	j := open(t, dir)
	clock := schedule.NewManual(start)
	r := startRun(t, j, approval, runner.StartInput{Person: true, Machine: "Approval", Clock: clock})
	x := until(t, r, tokens(2))
	first := x.Tokens()[0].Token
	if open, err := j.Tokens(); err != nil || len(open) != 2 || open[0].Token != first && open[1].Token != first {
		t.Fatalf("%v %v", open, err)
	}
	before := dump(r.Events())
	id := left(t, j, r)
	j.Close()

	j = open(t, dir)
	k, v := mustLoad(t, j, id)
	if dump(v) != before || k.Status != "RUNNING" || k.Waiting != 2 || k.Machine != "Approval" {
		t.Fatalf("%s\nis not\n%s\n%+v", dump(v), before, k.Execution)
	}
	e := runner.New()
	r, err := j.Resume(e, id, ResumeInput{Clock: clock})
	if err != nil {
		t.Fatal(err)
	}
	var owned *OwnedError
	if _, err := j.Resume(e, id, ResumeInput{Clock: clock}); !errors.As(err, &owned) {
		t.Errorf("resumed twice: %v", err)
	}
	if err := e.Answer(first, task.Throw{Error: "Again"}); err != nil {
		t.Fatal(err)
	}
	if err := e.Answer(first, task.Return{}); !errors.Is(err, runner.ErrTaskDoesNotExist) {
		t.Errorf("the token was taken twice: %v", err)
	}
	until(t, r, tokens(1))
	id = left(t, j, r)

	// The backoff comes due while nobody runs the execution, and fires once.
	clock.Advance(10 * time.Second)
	e = runner.New()
	if r, err = j.Resume(e, id, ResumeInput{Clock: clock}); err != nil {
		t.Fatal(err)
	}
	x = until(t, r, tokens(2))
	if v := x.VisitsOf("Both/0/Ask")[0]; v.Attempts != 2 || v.Token == first {
		t.Errorf("%+v", v)
	}
	for _, v := range x.Tokens() {
		if err := e.Answer(v.Token, task.Return{Output: value.String(v.Name)}); err != nil {
			t.Fatal(err)
		}
	}
	until(t, r, func(x *history.Execution) bool { return x.State("Pause") == history.Running })
	id = left(t, j, r)
	clock.Advance(time.Hour)
	all, err := j.ResumeAll(runner.New(), ResumeInput{Clock: clock})
	if err != nil || len(all) != 1 || all[0].Err != nil {
		t.Fatalf("%v %v", all, err)
	}
	if err := all[0].Run.Wait(); err != nil {
		t.Fatal(err)
	}
	k, v = mustLoad(t, j, id)
	if k.Status != "SUCCEEDED" || dump(v) != dump(all[0].Run.Events()) || k.Events != v.Len() || k.Waiting != 0 {
		t.Errorf("%+v\n%s", k.Execution, dump(v))
	}
	if got := value.MustParse(k.Output).Get("in").JSON(); got != `["Ask","Look"]` {
		t.Errorf("%s", got)
	}
	if _, err := j.Resume(e, id, ResumeInput{}); !errors.Is(err, ErrEnded) {
		t.Errorf("%v", err)
	}
}

const mocks = `{"StateMachines":{"Flow":{"TestCases":{"Bad":{"Ask":"Flaky","Other":"Fine"}}}},
  "MockedResponses":{"Flaky":{"0-1":{"Throw":{"Error":"Down","Cause":"c"}},"2-9":{"Return":"up"}},"Fine":{"0":{"Return":"fine"}}}}`

const flow = `{"StartAt":"Both","States":{"Both":{"Type":"Parallel","Next":"After","Branches":[
  {"StartAt":"First","States":{"First":{"Type":"Wait","Seconds":1,"Next":"Ask"},"Ask":{"Type":"Task","Resource":"arn:aws:states:::lambda:invoke","End":true}}},
  {"StartAt":"Other","States":{"Other":{"Type":"Task","Resource":"arn:aws:states:::lambda:invoke","Next":"Rest"},"Rest":{"Type":"Wait","Seconds":5,"End":true}}}]},
  "After":{"Type":"Pass","Parameters":{"all.$":"$","n.$":"$$.Execution.RedriveCount"},"End":true}}}`

func mocked(t *testing.T) (task.Answerer, runner.StartInput) {
	t.Helper()
	m, err := task.ParseMocks(mocks)
	if err != nil {
		t.Fatal(err)
	}
	c, err := m.Case("Flow", "Bad")
	if err != nil {
		t.Fatal(err)
	}
	in := runner.StartInput{Machine: "Flow", Answerer: c.Answerer()}
	in.About.Mocks, in.About.Case = mocks, "Bad"
	return in.Answerer, in
}

func TestRedriveRunsOnlyWhatFailed(t *testing.T) {
	j := open(t, t.TempDir())
	_, in := mocked(t)
	in.Clock = schedule.NewVirtual(start)
	r := startRun(t, j, flow, in)
	if err := r.Wait(); err != nil {
		t.Fatal(err)
	}
	x, err := j.Find(r.Origin.Name)
	if err != nil || x.Status != "FAILED" || x.Error != "Down" {
		t.Fatalf("%+v %v", x, err)
	}
	e := runner.New()
	for n := 1; n <= 2; n++ {
		if r, err = j.Redrive(e, x.ID, ResumeInput{}); err != nil {
			t.Fatal(err)
		}
		if err := r.Wait(); err != nil {
			t.Fatal(err)
		}
		k, v := mustLoad(t, j, x.ID)
		if dump(v) != dump(r.Events()) || k.Redrives != n {
			t.Fatalf("%s\nis not\n%s", dump(v), dump(r.Events()))
		}
		if f := history.Fold(v); f.Redrives != n || f.Status != k.Status {
			t.Errorf("%d redrives, %s", f.Redrives, f.Status)
		}
	}
	k, v := mustLoad(t, j, x.ID)
	if k.Status != "SUCCEEDED" || value.MustParse(k.Output).JSON() != `{"all":["up","fine"],"n":2}` {
		t.Errorf("%s %s", k.Status, k.Output)
	}
	f := history.Fold(v)
	if ask, other := f.VisitsOf("Both/0/Ask"), f.VisitsOf("Both/1/Other"); len(ask) != 1 || ask[0].Attempts != 3 || len(other) != 1 || other[0].Attempts != 1 || ask[0].Status != history.Done {
		t.Errorf("%+v %+v", ask[0], other[0])
	}
	if f.State("Both") != history.Done || f.Taken[history.Transition{From: "Both", To: "After"}] != 1 {
		t.Errorf("%s %v", f.State("Both"), f.Taken)
	}
	if _, err := j.Redrive(e, x.ID, ResumeInput{}); !errors.Is(err, ErrNotRedrivable) {
		t.Errorf("%v", err)
	}
}

const spread = `{"StartAt":"M","States":{"M":{"Type":"Map","MaxConcurrency":1,"End":true,
  "ItemReader":{"Resource":"arn:aws:states:::s3:getObject","ReaderConfig":{"InputType":"JSON"},"Parameters":{"Bucket":"b","Key":"items.json"}},
  "ItemProcessor":{"ProcessorConfig":{"Mode":"DISTRIBUTED","ExecutionType":"STANDARD"},
  "StartAt":"Ask","States":{"Ask":{"Type":"Task","Resource":"arn:aws:states:::lambda:invoke","End":true}}}}}}`

func TestAMapRunIsRedriven(t *testing.T) {
	j := open(t, t.TempDir())
	_, in := mocked(t)
	in.Clock, in.Store = schedule.NewVirtual(start), dataset.Dir(t.TempDir())
	r := startRun(t, j, spread, in)
	if err := r.Wait(); err != nil {
		t.Fatal(err)
	}
	if x, _ := j.Get(1); x.Error != "States.ItemReaderFailed" {
		t.Fatalf("%+v", x)
	}
	again := func(want string) history.View {
		t.Helper()
		r, err := j.Redrive(runner.New(), 1, ResumeInput{Store: in.Store})
		if err != nil {
			t.Fatal(err)
		}
		if err := r.Wait(); err != nil {
			t.Fatalf("%v after %s", err, dump(r.Events()))
		}
		_, v, err := j.Load(1, in.Store)
		if err != nil || dump(v) != dump(r.Events()) || history.Fold(v).Status != want {
			t.Fatalf("%v %s\nis not\n%s", err, dump(v), dump(r.Events()))
		}
		return v
	}
	again("FAILED")
	if err := in.Store.Put("b", "items.json", []byte(`[1,2]`)); err != nil {
		t.Fatal(err)
	}
	again("FAILED")
	again("FAILED")
	v := again("SUCCEEDED")
	var types []string
	for i := range v.Len() {
		types = append(types, v.At(i).Type.String())
	}
	if n := strings.Count(strings.Join(types, " "), "MapRunRedriven"); n != 2 {
		t.Errorf("%v", types)
	}
}

func TestAForkGoesItsOwnWay(t *testing.T) {
	j := open(t, t.TempDir())
	_, in := mocked(t)
	in.Clock = schedule.NewVirtual(start)
	r := startRun(t, j, flow, in)
	r.Wait()
	x, _ := j.Find(r.Origin.Name)
	var failed, entered int64
	for i := range r.Events().Len() {
		switch e := r.Events().At(i); {
		case e.Type == history.TaskFailed:
			failed = e.ID
		case e.Path == "Both/1/Rest" && e.Type == history.WaitStateEntered:
			entered = e.ID
		}
	}
	e := runner.New()
	fork, err := j.Fork(e, x.ID, failed, value.String("mended"), "", ResumeInput{})
	if err != nil {
		t.Fatal(err)
	}
	if err := fork.Wait(); err != nil {
		t.Fatal(err)
	}
	f, err := j.Find(fork.Origin.Name)
	if err != nil || f.Status != "SUCCEEDED" || f.Parent != x.ARN || f.ParentEvent != failed || !strings.Contains(f.Output, "mended") {
		t.Fatalf("%+v %v", f, err)
	}
	_, v := mustLoad(t, j, f.ID)
	if dump(v) != dump(fork.Events()) {
		t.Errorf("%s\nis not\n%s", dump(v), dump(fork.Events()))
	}
	if fork, err = j.Fork(e, x.ID, 1, value.MustParse(`{"other":1}`), "again", ResumeInput{}); err != nil {
		t.Fatal(err)
	}
	fork.Wait()
	if f, _ := j.Find("again"); f.Input != `{"other":1}` || f.Status != "FAILED" {
		t.Errorf("%+v", f)
	}
	if entered > 0 {
		if _, err := j.Fork(e, x.ID, entered, value.Int(7), "", ResumeInput{}); err != nil {
			t.Error(err)
		}
	}
	for _, event := range []int64{0, 3, 999} {
		if _, err := j.Fork(e, x.ID, event, value.Int(7), "", ResumeInput{}); err == nil {
			t.Errorf("forked at %d", event)
		}
	}
	if list, err := j.List(Query{Parent: x.ARN}); err != nil || len(list) < 2 {
		t.Errorf("%v %v", list, err)
	}
}

func TestTwoProcessesShareAJournal(t *testing.T) {
	dir := t.TempDir()
	app, other := open(t, dir), open(t, dir)
	e := runner.New()
	r, err := e.Start(runner.StartInput{Document: asl.ParseString(approval), Recorder: app, Person: true, Name: "shared", Clock: schedule.NewManual(start)})
	if err != nil {
		t.Fatal(err)
	}
	x := until(t, r, tokens(2))
	kept, v := mustLoad(t, other, 1)
	if dump(v) != dump(r.Events()) || !other.Living(&kept.Execution) {
		t.Fatalf("%s", dump(v))
	}
	var owned *OwnedError
	if _, err := other.Resume(runner.New(), 1, ResumeInput{}); !errors.As(err, &owned) {
		t.Errorf("%v", err)
	}
	if err := other.Delete(1); !errors.As(err, &owned) {
		t.Errorf("%v", err)
	}
	ctx, stop := context.WithCancel(context.Background())
	var delivering sync.WaitGroup
	delivering.Go(func() { app.Deliver(ctx, e) })
	token := x.Tokens()[0].Token
	if err := other.Post(ctx, token, nil); err != nil {
		t.Errorf("heartbeat: %v", err)
	}
	if err := other.Post(ctx, token, task.Return{Output: value.Int(1)}); err != nil {
		t.Error(err)
	}
	if err := other.Post(ctx, token, task.Return{Output: value.Int(2)}); !errors.Is(err, runner.ErrTaskDoesNotExist) {
		t.Errorf("%v", err)
	}
	if err := other.Post(ctx, x.Tokens()[1].Token, task.Throw{Error: "No"}); err != nil {
		t.Error(err)
	}
	until(t, r, ended)
	stop()
	delivering.Wait()
	if err := other.Post(context.Background(), x.Tokens()[1].Token, task.Return{}); err == nil {
		t.Error("a token was taken twice")
	}
	var letters int
	if other.read.QueryRow("SELECT count(*) FROM letters").Scan(&letters); letters != 0 {
		t.Errorf("%d letters lie about", letters)
	}

	// The app dies while it runs another.
	r, err = e.Start(runner.StartInput{Document: asl.ParseString(approval), Recorder: app, Person: true, Name: "orphan", Clock: schedule.NewManual(start)})
	if err != nil {
		t.Fatal(err)
	}
	until(t, r, tokens(2))
	app.owner.file.Close()
	run, err := other.Resume(runner.New(), 2, ResumeInput{Clock: schedule.NewManual(start)})
	if err != nil {
		t.Fatal(err)
	}
	until(t, run, tokens(2))
	left(t, other, run)
	r.Leave()
	<-r.Done()
}

func TestAThousandAtOnce(t *testing.T) {
	j := open(t, t.TempDir())
	e := runner.New()
	p, err := interp.Compile(asl.ParseString(approval))
	if err != nil {
		t.Fatal(err)
	}
	var all sync.WaitGroup
	for range 1000 {
		all.Go(func() {
			r, err := e.Start(runner.StartInput{Program: p, Recorder: j, Person: true, Clock: schedule.NewVirtual(start)})
			if err != nil {
				t.Error(err)
				return
			}
			for _, v := range until(t, r, tokens(2)).Tokens() {
				if err := e.Answer(v.Token, task.Return{Output: value.String(v.Name)}); err != nil {
					t.Error(err)
				}
			}
			if err := r.Wait(); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	list, err := j.List(Query{Status: "SUCCEEDED", Limit: -1})
	if err != nil || len(list) != 1000 {
		t.Fatalf("%d %v", len(list), err)
	}
	for _, x := range list[:20] {
		if _, v := mustLoad(t, j, x.ID); v.Len() != x.Events {
			t.Errorf("%s: %d of %d events", x.Name, v.Len(), x.Events)
		}
	}
}

func TestListFindDeleteRetain(t *testing.T) {
	j := open(t, t.TempDir())
	const machine = `{"StartAt":"A","States":{"A":{"Type":"Pass","End":true}}}`
	for i, name := range []string{"one", "two", "twofold"} {
		r := startRun(t, j, machine, runner.StartInput{Name: name, Machine: "M", Input: value.Int(int64(i)), Clock: schedule.NewVirtual(start.AddDate(0, 0, i))})
		r.Wait()
	}
	if r, err := runner.New().Start(runner.StartInput{Document: asl.ParseString(machine), Name: "one", Machine: "M", Recorder: j}); !errors.Is(err, ErrExists) {
		t.Errorf("%v %v", r, err)
	}
	list, err := j.List(Query{Text: "two"})
	if err != nil || len(list) != 2 || list[0].Name != "twofold" {
		t.Fatalf("%v %v", list, err)
	}
	if x, err := j.Find("two"); err != nil || x.Name != "two" || x.Input != "1" || x.Output != "1" || x.Events != 4 {
		t.Errorf("%+v %v", x, err)
	}
	if x, err := j.Find("on"); err != nil || x.Name != "one" {
		t.Errorf("%v %v", x, err)
	}
	var none *NotFoundError
	if _, err := j.Find("three"); !errors.As(err, &none) {
		t.Errorf("%v", err)
	}
	if n, err := j.Retain(start.Add(time.Hour)); n != 1 || err != nil {
		t.Errorf("%d %v", n, err)
	}
	for _, x := range list {
		if err := j.Delete(x.ID); err != nil {
			t.Error(err)
		}
	}
	if list, _ = j.List(Query{}); len(list) != 0 {
		t.Errorf("%v", list)
	}
	var texts int
	if err := j.read.QueryRow("SELECT count(*) FROM texts").Scan(&texts); err != nil || texts != 0 {
		t.Errorf("%d texts are left, %v", texts, err)
	}
}

func TestADamagedJournalIsPutAside(t *testing.T) {
	dir := t.TempDir()
	j := open(t, dir)
	startRun(t, j, `{"StartAt":"A","States":{"A":{"Type":"Pass","End":true}}}`, runner.StartInput{Name: "lost"}).Wait()
	j.Close()
	path := filepath.Join(dir, Name)
	content, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	copy(content[100:], bytes.Repeat([]byte{0xaa}, 3000))
	if err := os.WriteFile(path, content, 0o600); err != nil {
		t.Fatal(err)
	}
	var said []string
	j, err = Open(dir, Options{Say: func(s string) { said = append(said, s) }})
	if err != nil {
		t.Fatal(err)
	}
	defer j.Close()
	kept, _ := filepath.Glob(path + ".corrupt-*")
	if len(said) != 1 || len(kept) == 0 || !strings.Contains(said[0], kept[0]) {
		t.Fatalf("%q %q", said, kept)
	}
	if now, err := os.ReadFile(kept[0]); err != nil || !bytes.Equal(now, content) {
		t.Error("what was kept is not what was damaged")
	}
	if list, err := j.List(Query{}); err != nil || len(list) != 0 {
		t.Errorf("%v %v", list, err)
	}
}

func TestDamageThatIsMetLaterIsSaid(t *testing.T) {
	j := open(t, t.TempDir())
	startRun(t, j, `{"StartAt":"A","States":{"A":{"Type":"Pass","End":true}}}`, runner.StartInput{Name: "torn"}).Wait()
	if _, err := j.write.Exec("UPDATE pages SET data = substr(data, 1, length(data) - 3)"); err != nil {
		t.Fatal(err)
	}
	var torn *tape.PlayError
	if _, v, err := j.Load(1, nil); !errors.As(err, &torn) || v.Len() == 0 {
		t.Errorf("%d events, %v", v.Len(), err)
	}
}

func TestANewerJournalIsLeftAlone(t *testing.T) {
	dir := t.TempDir()
	j := open(t, dir)
	if _, err := j.write.Exec("PRAGMA user_version = 99"); err != nil {
		t.Fatal(err)
	}
	j.Close()
	var newer *NewerError
	if _, err := Open(dir, Options{}); !errors.As(err, &newer) || newer.Version != 99 {
		t.Errorf("%v", err)
	}
}

func TestAFullDiskIsSaidAndTheRunGoesOn(t *testing.T) {
	dir := t.TempDir()
	var said []string
	j, err := Open(dir, Options{Say: func(s string) { said = append(said, s) }})
	if err != nil {
		t.Fatal(err)
	}
	clock := schedule.NewManual(start)
	r := startRun(t, j, approval, runner.StartInput{Person: true, Name: "full", Clock: clock})
	x := until(t, r, tokens(2))
	var pages int
	if err := j.write.QueryRow("PRAGMA page_count").Scan(&pages); err != nil {
		t.Fatal(err)
	}
	if _, err := j.write.Exec("PRAGMA max_page_count = 1"); err != nil { // SQLite makes it what there is already
		t.Fatal(err)
	}
	e := r.Engine()
	big := value.String(strings.Repeat("x", 100000))
	for _, v := range x.Tokens() {
		if err := e.Answer(v.Token, task.Return{Output: big}); err != nil {
			t.Fatal(err)
		}
	}
	until(t, r, func(x *history.Execution) bool { return x.State("Pause") == history.Running })
	if len(said) != 1 || !strings.Contains(said[0], "the disk is full") || !strings.Contains(said[0], "full goes on in memory") || r.Recorded() {
		t.Fatalf("%q", said)
	}
	clock.Advance(time.Hour)
	if err := r.Wait(); err != nil {
		t.Fatal(err)
	}
	// The process dies: its lock goes, and its file stays.
	j.owner.file.Close()
	j.disconnect()
	j = open(t, dir)
	if x, err := j.Find("full"); err != nil || x.Status != "ABORTED" || x.Trouble != troubleDetached {
		t.Errorf("%+v %v", x, err)
	}
}

func ended(x *history.Execution) bool { return x.Status != "" && x.Status != "RUNNING" }
