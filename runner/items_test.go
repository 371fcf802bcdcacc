package runner

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stateboard/stateboard/asl/value"
	"github.com/stateboard/stateboard/runner/dataset"
	"github.com/stateboard/stateboard/runner/history"
	"github.com/stateboard/stateboard/runner/schedule"
	"github.com/stateboard/stateboard/runner/task"
)

// mapOf is a machine with one distributed Map whose children are a task, and
// the fields given.
func mapOf(fields string) string {
	return `{"StartAt":"M","States":{"M":{"Type":"Map","End":true,` + fields + `
"ItemReader":{"Resource":"arn:aws:states:::s3:getObject","ReaderConfig":{"InputType":"JSONL"},"Parameters":{"Bucket":"b","Key":"rows.jsonl"}},
"ItemProcessor":{"ProcessorConfig":{"Mode":"DISTRIBUTED"},"StartAt":"T","States":{"T":{"Type":"Task","Resource":"arn:aws:states:::lambda:invoke","End":true}}}}}}`
}

// judge answers tasks with their input, or throws when that is a number
// divisible by fails.
type judge struct{ fails int64 }

func (judge) Takes(*task.Task) bool { return true }

func (j judge) Take(t *task.Task, _ func(task.Answer)) task.Taken {
	if n, ok := t.Input.AsInt(); ok && j.fails > 0 && n%j.fails == 0 {
		return task.Answered{Answer: task.Throw{Error: "Bad", Cause: t.Input.JSON()}}
	}
	return task.Answered{Answer: task.Return{Output: t.Input}}
}

// runRows runs a machine over the numbers from 1 to n.
func runRows(t *testing.T, machine string, n int, fails int64) (*history.Event, dataset.Dir) {
	t.Helper()
	dir := t.TempDir()
	var text strings.Builder
	for i := range n {
		fmt.Fprintln(&text, i+1)
	}
	return runLines(t, dataset.Dir(dir), machine, text.String(), fails), dataset.Dir(dir)
}

func runLines(t *testing.T, dir dataset.Dir, machine, lines string, fails int64) *history.Event {
	t.Helper()
	if err := dir.Put("b", "rows.jsonl", []byte(lines)); err != nil {
		t.Fatal(err)
	}
	r := begin(t, New(), machine, StartInput{Answerer: judge{fails}, Store: dir, Clock: schedule.NewVirtual(start)})
	if err := r.Wait(); err != nil {
		t.Fatal(err)
	}
	return r.Events().Last()
}

func output(t *testing.T, last *history.Event) value.Value {
	t.Helper()
	d, ok := last.Details.(*history.Succeeded)
	if !ok {
		t.Fatalf("%s %+v", last.Type, last.Details)
	}
	return d.Output
}

// TestItemsKeepTheirOrder runs over more items than are read at once, alone and
// in batches that lie across what is read at once.
func TestItemsKeepTheirOrder(t *testing.T) {
	for _, c := range []struct{ concurrency, batch int }{{1, 0}, {7, 0}, {3000, 0}, {2, 7}, {1, 1500}, {5, 5000}} {
		fields := fmt.Sprintf(`"MaxConcurrency":%d,`, c.concurrency)
		if c.batch > 0 {
			fields += fmt.Sprintf(`"ItemBatcher":{"MaxItemsPerBatch":%d},`, c.batch)
		}
		last, _ := runRows(t, mapOf(fields), 3210, 0)
		next := int64(1)
		list := output(t, last).Items()
		for i, v := range list {
			items := []value.Value{v}
			if c.batch > 0 {
				items = v.Get("Items").Items()
				if len(items) != c.batch && i != len(list)-1 {
					t.Errorf("%+v: batch %d has %d items", c, i, len(items))
				}
			}
			for _, item := range items {
				if n, _ := item.AsInt(); n != next {
					t.Fatalf("%+v: %d comes after %d", c, n, next-1)
				}
				next++
			}
		}
		if next != 3211 {
			t.Errorf("%+v: %d items", c, next-1)
		}
	}
}

// TestToleratedPercentageIsOfAllItems: the first items fail far more often
// than all of them do.
func TestToleratedPercentageIsOfAllItems(t *testing.T) {
	for _, c := range []struct {
		n    int
		want history.Type
	}{{2100, history.ExecutionSucceeded}, {5, history.ExecutionSucceeded}, {4, history.ExecutionSucceeded}, {3, history.ExecutionFailed}} {
		first := `"ToleratedFailurePercentage":25,"MaxConcurrency":1,`
		machine := strings.Replace(mapOf(first), `"T":{`, `"T":{"Catch":[{"ErrorEquals":["States.ALL"],"Next":"F"}],`, 1)
		machine = strings.Replace(machine, `"States":{"T"`, `"States":{"F":{"Type":"Choice","Choices":[{"Variable":"$.Cause","StringEquals":"1","Next":"Bad"}],"Default":"Good"},"Bad":{"Type":"Fail"},"Good":{"Type":"Succeed"},"T"`, 1)
		if last, _ := runRows(t, machine, c.n, 1); last.Type != c.want {
			t.Errorf("1 of %d failed: %s %+v", c.n, last.Type, last.Details)
		}
	}
}

func TestResultsAreShownAsAskedFor(t *testing.T) {
	for _, c := range []struct{ config, want string }{
		{`"Transformation":"COMPACT"`, `[{"Items":[1,2]},{"Items":[3]}]`},
		{`"OutputType":"JSONL"`, `"{\"Items\":[1,2]}\n{\"Items\":[3]}\n"`},
	} {
		last, _ := runRows(t, mapOf(`"ItemBatcher":{"MaxItemsPerBatch":2},"ResultWriter":{"WriterConfig":{`+c.config+`}},`), 3, 0)
		if got := output(t, last).JSON(); got != c.want {
			t.Errorf("%s: %s", c.config, got)
		}
	}
	last, _ := runRows(t, mapOf(`"ToleratedFailureCount":1,"ResultWriter":{"WriterConfig":{"Transformation":"NONE"}},`), 3, 2)
	list := output(t, last)
	if a, b := list.At(0), list.At(1); list.Len() != 3 || a.Get("Output").Str() != "1" || a.Get("Status").Str() != "SUCCEEDED" || b.Get("Error").Str() != "Bad" || b.Get("Status").Str() != "FAILED" {
		t.Errorf("%s", list.JSON())
	}
}

// TestAFailedMapRunTellsWhatIsLeft looks at the files a map run leaves that
// went beyond what is tolerated.
func TestAFailedMapRunTellsWhatIsLeft(t *testing.T) {
	last, dir := runRows(t, mapOf(`"ToleratedFailureCount":1,"MaxConcurrency":2,"ResultWriter":{"Resource":"arn:aws:states:::s3:putObject","Parameters":{"Bucket":"out","Prefix":"p"}},`), 20, 5)
	if d, ok := last.Details.(*history.Failure); !ok || d.Error != "States.ExceedToleratedFailureThreshold" {
		t.Fatalf("%s %+v", last.Type, last.Details)
	}
	list, err := dir.List("out", "p/")
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, o := range list {
		content, err := os.ReadFile(filepath.Join(string(dir), "out", filepath.FromSlash(o.Key)))
		if err != nil {
			t.Fatal(err)
		}
		v := value.MustParse(string(content))
		name := o.Key[strings.LastIndexByte(o.Key, '/')+1:]
		if name == "manifest.json" {
			files := v.Get("ResultFiles")
			if f := files.Get("FAILED").At(0); f.Get("Key").Str() != list[0].Key || files.Get("PENDING").Len() != 1 || v.Get("DestinationBucket").Str() != "out" {
				t.Errorf("%s", v.JSON())
			}
			continue
		}
		var each []string
		for _, r := range v.Items() {
			each = append(each, r.Get("Input").Str()+" "+r.Get("Status").Str())
		}
		got = append(got, fmt.Sprintf("%s: %s, %d", name, each[0], len(each)))
	}
	want := "FAILED_0.json: 5 FAILED, 3; PENDING_0.json: 12 PENDING, 9; SUCCEEDED_0.json: 1 SUCCEEDED, 8"
	if s := strings.Join(got, "; "); s != want {
		t.Errorf("%s\nis not\n%s", s, want)
	}
}

// TestALargeItemMustBeMadeSmall: an item may have 8 MB, the input of its
// execution 256 KiB.
func TestALargeItemMustBeMadeSmall(t *testing.T) {
	row := func(size int) string { return `{"id":7,"text":"` + strings.Repeat("x", size) + `"}` }
	for _, c := range []struct {
		size         int
		fields, want string
	}{
		{300000, `"ItemSelector":{"id.$":"$$.Map.Item.Value.id"},`, ""},
		{300000, "", "States.DataLimitExceeded"},
		{9 << 20, `"ItemSelector":{"id.$":"$$.Map.Item.Value.id"},`, "States.ItemReaderFailed"},
	} {
		last := runLines(t, dataset.Dir(t.TempDir()), mapOf(c.fields), row(c.size), 0)
		got := ""
		if d, ok := last.Details.(*history.Failure); ok {
			got = d.Error
		}
		if got != c.want {
			t.Errorf("%d bytes: %q, not %q", c.size, got, c.want)
		}
	}
}
