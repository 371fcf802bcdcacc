package runner

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"sort"
	"strings"
	"testing"
	"time"

	"golang.org/x/tools/txtar"

	"github.com/stateboard/stateboard/asl"
	"github.com/stateboard/stateboard/asl/text/cases"
	"github.com/stateboard/stateboard/asl/value"
	"github.com/stateboard/stateboard/runner/dataset"
	"github.com/stateboard/stateboard/runner/history"
	"github.com/stateboard/stateboard/runner/schedule"
	"github.com/stateboard/stateboard/runner/task"
)

// start is when executions in tests start.
var start = time.Date(2026, 3, 1, 9, 0, 0, 0, time.UTC)

// TestCases runs the machines of txtar files: NAME.machine, and optionally
// NAME.input, NAME.mocks (state → list of responses), NAME.options (express)
// and objects NAME.s3/BUCKET/KEY; NAME.events is what must come of it.
func TestCases(t *testing.T) {
	cases.Each(t, func(t *testing.T, a *txtar.Archive) []txtar.File {
		var files []txtar.File
		for i, f := range a.Files {
			name, part, _ := strings.Cut(f.Name, ".")
			if part != "events" {
				files = append(files, f)
			}
			if i+1 < len(a.Files) && strings.HasPrefix(a.Files[i+1].Name, name+".") {
				continue
			}
			t.Run(name, func(t *testing.T) {
				files = append(files, txtar.File{Name: name + ".events", Data: []byte(runCase(t, a, name))})
			})
		}
		return files
	})
}

func runCase(t *testing.T, a *txtar.Archive, name string) string {
	in := StartInput{Document: asl.ParseString(cases.Section(a, name+".machine")), Machine: "M", Name: "E", Seed: 1, Clock: schedule.NewVirtual(start)}
	if s := cases.Section(a, name+".input"); s != "" {
		in.Input = value.MustParse(s)
	}
	if s := cases.Section(a, name+".mocks"); s != "" {
		in.Answerer = answers(t, s)
	}
	if strings.Contains(cases.Section(a, name+".options"), "express") {
		in.Type = Express
	}
	dir := t.TempDir()
	for _, f := range a.Files {
		if key, ok := strings.CutPrefix(f.Name, name+".s3/"); ok {
			path := filepath.Join(dir, filepath.FromSlash(key))
			if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(path, f.Data, 0o644); err != nil {
				t.Fatal(err)
			}
			in.Store = dataset.Dir(dir)
		}
	}
	r, err := New().Start(in)
	if err != nil {
		return "refused: " + err.Error() + "\n"
	}
	err = r.Wait()
	got := dump(r.Events())
	if err != nil {
		got += "stopped: " + err.Error() + "\n"
	}
	checkFold(t, in.Document, r.Events())
	return got
}

// answers is a test case that gives each state its list of responses.
func answers(t *testing.T, s string) task.Answerer {
	var states, responses []value.Member
	for _, m := range value.MustParse(s).Members() {
		var numbered []value.Member
		for i, r := range m.Value.Items() {
			numbered = append(numbered, value.M(fmt.Sprint(i), r))
		}
		states = append(states, value.M(m.Key, value.String(m.Key)))
		responses = append(responses, value.M(m.Key, value.Object(numbered...)))
	}
	file := value.Object(value.M("StateMachines", value.Object(value.M("M", value.Object(value.M("TestCases", value.Object(value.M("C", value.Object(states...)))))))),
		value.M("MockedResponses", value.Object(responses...)))
	mocks, err := task.ParseMocks(file.JSON())
	if err != nil {
		t.Fatal(err)
	}
	c, err := mocks.Case("M", "C")
	if err != nil {
		t.Fatal(err)
	}
	return c.Answerer()
}

var tokens = regexp.MustCompile(`[A-Za-z0-9_-]{43}`)

// dump writes a line for each event: seconds since the start, ID, the event
// it follows from, type, where, details.
func dump(v history.View) string {
	var b strings.Builder
	for i := range v.Len() {
		e := v.At(i)
		fmt.Fprintf(&b, "%7.3f %2d<%-2d %s", e.Time.Sub(start).Seconds(), e.ID, e.Previous, e.Type)
		if e.Path != "" {
			fmt.Fprintf(&b, " %s", e.Path)
		}
		if e.Scope != nil {
			fmt.Fprintf(&b, " (%s)", e.Scope)
		}
		for _, m := range value.MustParse(string(e.AppendJSON(nil))).Members() {
			if !strings.HasSuffix(m.Key, "EventDetails") {
				continue
			}
			for _, d := range m.Value.Members() {
				if d.Key != "name" && d.Key != "roleArn" && !strings.HasSuffix(d.Key, "Details") {
					fmt.Fprintf(&b, " %s=%s", d.Key, tokens.ReplaceAllString(plain(d.Value), "TOKEN"))
				}
			}
		}
		b.WriteByte('\n')
	}
	return b.String()
}

func plain(v value.Value) string {
	if s, ok := v.AsString(); ok {
		return s
	}
	return v.JSON()
}

// checkFold holds what a history tells against what its JSON, read again,
// tells: the same visits at the same places with the same end.
func checkFold(t *testing.T, d *asl.Document, v history.View) {
	t.Helper()
	var b strings.Builder
	if err := v.WriteJSON(&b); err != nil {
		t.Fatal(err)
	}
	again, err := history.Decode(b.String(), func(name string) string {
		if s := d.StateNamed(name); s != nil {
			return s.Base().Path
		}
		return ""
	})
	if err != nil {
		t.Fatal(err)
	}
	if got, want := tell(history.Fold(again)), tell(history.Fold(v)); got != want {
		t.Errorf("read again it tells\n%s\nnot\n%s", got, want)
	}
}

// tell is an execution as text. What the service's JSON does not hold (tokens
// and whether a person is waited for) is left out.
func tell(x *history.Execution) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s %s %s %s\n", x.Status, x.Output.JSON(), x.Error, x.Cause)
	for _, v := range x.Visits {
		fmt.Fprintf(&b, "%s (%s) %d-%d %s %s>%s attempts=%d length=%d finished=%d %s %s\n", v.Path, v.Scope, v.Entered, v.Exited, v.Status, v.Input.JSON(), v.Output.JSON(),
			v.Attempts, v.Length, v.Finished, v.Error, v.Cause)
	}
	var ways []string
	for w, n := range x.Taken {
		ways = append(ways, fmt.Sprintf("%s>%s %d", w.From, w.To, n))
	}
	sort.Strings(ways)
	return b.String() + strings.Join(ways, "\n")
}
