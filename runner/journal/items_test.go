package journal

import (
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/klauspost/compress/zstd"

	"github.com/stateboard/stateboard/runner"
	"github.com/stateboard/stateboard/runner/dataset"
	"github.com/stateboard/stateboard/runner/history"
	"github.com/stateboard/stateboard/runner/schedule"
	"github.com/stateboard/stateboard/runner/task"
)

// clerk answers tasks with their input, except the first time it sees one
// whose input has a number: then it keeps it and all after it, or throws.
type clerk struct {
	mu      sync.Mutex
	asked   map[string]int
	keeps   string
	fails   string
	kept    chan struct{}
	keeping bool
}

func (c *clerk) Takes(*task.Task) bool    { return true }
func (c *clerk) Harmless(*task.Task) bool { return true }
func (c *clerk) Recall(*task.Task)        {}

func (c *clerk) Take(t *task.Task, _ func(task.Answer)) task.Taken {
	c.mu.Lock()
	defer c.mu.Unlock()
	n := t.Input.Get("n").Str()
	c.asked[n]++
	switch {
	case c.asked[n] > 1:
	case n == c.keeps:
		c.keeping = true
		close(c.kept)
		fallthrough
	case c.keeping:
		return task.Kept{Cancel: func() {}}
	case n == c.fails:
		return task.Answered{Answer: task.Throw{Error: "Down"}}
	}
	return task.Answered{Answer: task.Return{Output: t.Input}}
}

const many = `{"StartAt":"M","States":{"M":{"Type":"Map","MaxConcurrency":3,"End":true,
  "ItemReader":{"Resource":"arn:aws:states:::s3:getObject","ReaderConfig":{"InputType":"CSV","CSVHeaderLocation":"FIRST_ROW"},"Parameters":{"Bucket":"b","Key":"rows.csv.zst"}},
  "ResultWriter":{"Resource":"arn:aws:states:::s3:putObject","WriterConfig":{"Transformation":"COMPACT","OutputType":"JSONL"},"Parameters":{"Bucket":"out"}},
  "ItemProcessor":{"ProcessorConfig":{"Mode":"DISTRIBUTED","ExecutionType":"STANDARD"},
  "StartAt":"Ask","States":{"Ask":{"Type":"Task","Resource":"arn:aws:states:::lambda:invoke","Parameters":{"n.$":"$.n"},"End":true}}}}}}`

// TestAMapOfManyItemsGoesOn leaves a map run in the midst of its dataset, takes
// it up again, lets it fail further on, and redrives it.
func TestAMapOfManyItemsGoesOn(t *testing.T) {
	const rows = 3500
	store := dataset.Dir(t.TempDir())
	var text strings.Builder
	text.WriteString("n\n")
	for i := range rows {
		fmt.Fprintln(&text, i)
	}
	if err := store.Put("b", "rows.csv.zst", packed(t, text.String())); err != nil {
		t.Fatal(err)
	}
	j := open(t, t.TempDir())
	c := &clerk{asked: map[string]int{}, keeps: "1600", fails: "2700", kept: make(chan struct{})}
	r := startRun(t, j, many, runner.StartInput{Answerer: c, Store: store, Clock: schedule.NewVirtual(start)})
	select {
	case <-c.kept:
	case <-time.After(time.Minute):
		t.Fatal("it does not get to the item")
	}
	id := left(t, j, r)
	c.mu.Lock()
	c.keeping = false
	c.mu.Unlock()
	on := ResumeInput{Answerer: func(*Kept) task.Answerer { return c }, Store: store}
	for i, take := range []func(*runner.Engine, int64, ResumeInput) (*runner.Run, error){j.Resume, j.Redrive} {
		r, err := take(runner.New(), id, on)
		if err != nil {
			t.Fatal(err)
		}
		if err := r.Wait(); err != nil {
			t.Fatal(err)
		}
		_, v, err := j.Load(id, store)
		want := []string{"FAILED", "SUCCEEDED"}[i]
		if err != nil || dump(v) != dump(r.Events()) || history.Fold(v).Status != want {
			t.Fatalf("%v %s\nis not\n%s", err, dump(v), dump(r.Events()))
		}
	}
	again := 0
	for i := range rows {
		n := fmt.Sprint(i)
		if c.asked[n] == 0 {
			t.Errorf("item %d was passed over", i)
		}
		again += c.asked[n] - 1
	}
	if again > 6 { // at most those at work when it was left and when it failed
		t.Errorf("%d tasks were done again", again)
	}
	results(t, store, rows)
	if err := store.Put("b", "rows.csv.zst", packed(t, "n\n1\n")); err != nil {
		t.Fatal(err)
	}
	if _, _, err := j.Load(id, store); err == nil || !strings.Contains(err.Error(), "not those it began with") {
		t.Errorf("another dataset: %v", err)
	}
}

// results holds what was written against the items, each of which must be
// there once.
func results(t *testing.T, store dataset.Dir, rows int) {
	t.Helper()
	list, err := store.List("out", "")
	if err != nil {
		t.Fatal(err)
	}
	seen := map[string]int{}
	for _, o := range list {
		if !strings.Contains(o.Key, "SUCCEEDED_") {
			continue
		}
		d, err := dataset.Open(store, dataset.Request{Bucket: "out", Key: o.Key, InputType: "JSONL"})
		if err != nil {
			t.Fatal(err)
		}
		for more := true; more; {
			var items []dataset.Item
			if items, more, err = d.Next(1000); err != nil {
				t.Fatal(err)
			}
			for _, item := range items {
				seen[item.Value.Get("n").Str()]++
			}
		}
		d.Close()
	}
	for i := range rows {
		if n := seen[fmt.Sprint(i)]; n != 1 {
			t.Errorf("the result of item %d is there %d times", i, n)
		}
	}
}

// packed is a text, compressed.
func packed(t *testing.T, text string) []byte {
	t.Helper()
	z, err := zstd.NewWriter(nil)
	if err != nil {
		t.Fatal(err)
	}
	defer z.Close()
	return z.EncodeAll([]byte(text), nil)
}
