package replay

import (
	"fmt"
	"io"
	"io/fs"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stateboard/stateboard/asl"
	"github.com/stateboard/stateboard/asl/graph"
	"github.com/stateboard/stateboard/asl/text/cases"
	"github.com/stateboard/stateboard/asl/value"
	"github.com/stateboard/stateboard/assets"
	"github.com/stateboard/stateboard/canvas/layout"
	"github.com/stateboard/stateboard/canvas/page"
	"github.com/stateboard/stateboard/canvas/paint"
	"github.com/stateboard/stateboard/canvas/scene"
	"github.com/stateboard/stateboard/runner"
	"github.com/stateboard/stateboard/runner/history"
	"github.com/stateboard/stateboard/runner/scenario"
	"github.com/stateboard/stateboard/runner/schedule"
	"github.com/stateboard/stateboard/runner/task"
	"github.com/stateboard/stateboard/ui/marks"
	"golang.org/x/tools/txtar"
)

// TestCases shows what is told of runs, in text.
func TestCases(t *testing.T) {
	cases.Each(t, func(t *testing.T, a *txtar.Archive) []txtar.File {
		doc := asl.ParseString(cases.Section(a, "flow"))
		g := graph.New(doc.Machine)
		r := Of(decoded(t, doc, cases.Section(a, "history")), g)
		return append(a.Files[:2], txtar.File{Name: "replay", Data: []byte(dump(r))})
	})
}

func decoded(t *testing.T, doc *asl.Document, text string) history.View {
	t.Helper()
	v, err := history.Decode(text, func(name string) string {
		if s := doc.StateNamed(name); s != nil {
			return s.Base().Path
		}
		return ""
	})
	if err != nil {
		t.Fatal(err)
	}
	return v
}

func dump(r *page.Replay) string {
	var b strings.Builder
	before := &page.Marks{}
	for i, m := range r.Moments {
		fmt.Fprintf(&b, "%d. %d %s %q %s at %s: %s\n", i+1, m.ID, m.Type, m.Detail, m.Status, page.Span(m.At), m.Now)
		if m.Marks != before {
			for _, id := range slices.Sorted(maps.Keys(m.Marks.Status)) {
				if m.Marks.Status[id] != before.Status[id] {
					fmt.Fprintf(&b, "     %s is %s\n", id, m.Marks.Status[id])
				}
			}
			for _, id := range slices.Sorted(maps.Keys(m.Marks.Taken)) {
				if !before.Taken[id] {
					fmt.Fprintf(&b, "     %s is taken\n", id)
				}
			}
			for _, id := range slices.Sorted(maps.Keys(m.Marks.Pills)) {
				if m.Marks.Pills[id] != before.Pills[id] {
					fmt.Fprintf(&b, "     %s has the pill %q\n", id, m.Marks.Pills[id])
				}
			}
			before = m.Marks
		}
	}
	for _, v := range r.Visits {
		fmt.Fprintf(&b, "%s, %s, from %d, after %s: %v\n", v.State, v.Words, v.From, page.Span(v.At), v.Turns)
		for _, f := range v.Facts {
			fmt.Fprintf(&b, "     %s %v %s\n", f.Label, f.On, strings.Join(strings.Fields(f.Text), " "))
		}
	}
	for _, w := range r.Waited {
		fmt.Fprintf(&b, "waited for %s from %d, after %s, for %s, open %v\n", w.State, w.From, page.Span(w.At), page.Span(w.For), w.Open)
	}
	fmt.Fprintf(&b, "outcome: %s %s, took %s, %s %s, %s -> %s\n", r.Outcome.Status, r.Outcome.Words, page.Span(r.Outcome.Took), r.Outcome.Error, r.Outcome.Cause, r.Input, r.Outcome.Output)
	return b.String()
}

// TestMomentsAreTheFold runs every example and asks at each moment what the
// window would ask of the same events.
func TestMomentsAreTheFold(t *testing.T) {
	runs := 0
	for name, doc := range examples(t) {
		g := graph.New(doc.Machine)
		for _, v := range histories(t, name, doc) {
			runs++
			r := Of(v, g)
			if len(r.Moments) != v.Len() || r.Events != v.Len() || r.Gap != 0 {
				t.Fatal(name, len(r.Moments), "moments of", v.Len(), "events")
			}
			for n := 1; n <= v.Len(); n++ {
				x := history.Fold(v.First(n))
				if want := page.Marks(marks.Of(x, g)); !alike(r.Moments[n-1].Marks, &want) {
					t.Fatalf("%s at %d: the marks are %v, want %v", name, n, r.Moments[n-1].Marks, want)
				}
				checkVisits(t, name, r, x, n)
			}
		}
	}
	if runs < 8 {
		t.Fatal("only", runs, "runs")
	}
}

// checkVisits compares the visits at a moment with those of the fold.
func checkVisits(t *testing.T, name string, r *page.Replay, x *history.Execution, n int) {
	t.Helper()
	seen := 0
	for i := range r.Visits {
		v := &r.Visits[i]
		if v.From > n {
			continue
		}
		of := x.Visits[seen]
		seen++
		status := scene.Idle
		for _, turn := range v.Turns {
			if turn.Moment <= n {
				status = turn.Status
			}
		}
		if status != marks.Status(of.Status) || string(v.State) != of.Path {
			t.Fatalf("%s at %d: visit %d is %s and %s, want %s and %s", name, n, i, v.State, status, of.Path, of.Status)
		}
		for _, s := range sides {
			want := s.of(of)
			text := ""
			for _, f := range v.Facts {
				if on, _ := slices.BinarySearch(f.On, n+1); f.Label == s.label && on%2 == 1 {
					text += f.Text
				}
			}
			switch {
			case strings.HasPrefix(text, "the same as"), s.plain && text == want.Str(), !s.plain && want.IsAbsent() && text == "":
			default:
				if got, err := value.Parse(text); s.plain || err != nil || !value.Equal(got, want) {
					t.Fatalf("%s at %d: %s of %s is %q, want %s", name, n, s.label, of.Name, text, want.JSON())
				}
			}
		}
	}
	if seen != len(x.Visits) {
		t.Fatalf("%s at %d: %d visits, want %d", name, n, seen, len(x.Visits))
	}
}

// TestLongHistoriesAreBounded: neither many events nor much data make the page
// larger than it may be, and it says what is missing.
func TestLongHistoriesAreBounded(t *testing.T) {
	doc := asl.ParseString(`{"StartAt":"A","States":{"A":{"Type":"Pass","Next":"A"}}}`)
	g := graph.New(doc.Machine)
	large := value.String(strings.Repeat("<&> ", 60_000))
	log := []history.Event{{ID: 1, Type: history.ExecutionStarted, Details: &history.Started{Input: large}}}
	for len(log) < 25_000 {
		e := history.Event{ID: int64(len(log) + 1), Previous: int64(len(log)), Path: "A", Time: time.UnixMilli(int64(len(log)))}
		e.Type, e.Details = history.PassStateEntered, &history.Entered{Name: "A", Input: value.Int(e.ID)}
		if e.ID%2 == 1 {
			e.Type, e.Details = history.PassStateExited, &history.Exited{Name: "A", Output: large}
		}
		log = append(log, e)
	}
	r := Of(history.Of(log), g)
	if len(r.Moments) != mostMoments || r.Events != 25_000 || r.Gap != mostMoments/2+1 {
		t.Fatal(len(r.Moments), "moments,", r.Events, "events, the gap at", r.Gap)
	}
	if at := r.Moments[r.Gap-1].ID; at != 24_001 {
		t.Error("behind the gap comes event", at)
	}
	if len(r.Visits)+r.Missed != 12_500 {
		t.Error(len(r.Visits), "visits told and", r.Missed, "left out")
	}
	var b strings.Builder
	l := layout.Build(g, layout.Options{Measure: paint.Measure})
	if err := page.Write(&b, &page.Page{Title: "long", Doc: doc, Graph: g, Layout: l, Replay: r}); err != nil {
		t.Fatal(err)
	}
	if n := b.Len(); n > 6<<20 {
		t.Error("the page has", n, "bytes")
	}
	for _, say := range []string{"23000 events are left out here", "The run is long: 23000 of its events are left out", "the rest is left out here", noRoom} {
		if !strings.Contains(b.String(), say) {
			t.Errorf("the page does not say %q", say)
		}
	}
}

func TestNoEventsNoReplay(t *testing.T) {
	if r := Of(history.View{}, graph.New(nil)); r != nil {
		t.Error("there is a replay of nothing")
	}
}

func examples(t *testing.T) map[string]*asl.Document {
	t.Helper()
	names, err := fs.Glob(assets.Examples, "examples/*.asl.json")
	if err != nil || len(names) == 0 {
		t.Fatal("no examples", err)
	}
	docs := map[string]*asl.Document{}
	for _, name := range names {
		docs[name] = asl.ParseString(read(t, name))
	}
	return docs
}

func read(t *testing.T, name string) string {
	t.Helper()
	f, err := assets.Examples.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	b, err := io.ReadAll(f)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// histories are those of an example's scenarios.
func histories(t *testing.T, name string, doc *asl.Document) []history.View {
	t.Helper()
	mocksPath, scenariosPath := scenario.Beside(name)
	mocks, err := task.ParseMocks(read(t, mocksPath))
	if err != nil {
		t.Fatal(err)
	}
	scenarios, err := scenario.Parse(read(t, scenariosPath))
	if err != nil {
		t.Fatal(err)
	}
	var list []history.View
	for _, sc := range scenarios {
		machine := scenario.StateMachineName(name)
		in := runner.StartInput{Document: doc, Input: sc.Input, Type: sc.Type, Machine: machine, Clock: schedule.NewVirtual(time.Unix(0, 0))}
		if sc.Case != "" {
			c, err := mocks.Case(machine, sc.Case)
			if err != nil {
				t.Fatal(err)
			}
			in.Answerer = c.Answerer()
		}
		run, err := runner.New().Start(in)
		if err != nil {
			t.Fatal(err)
		}
		<-run.Done()
		list = append(list, run.Events())
	}
	return list
}
