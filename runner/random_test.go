package runner

import (
	"fmt"
	"hash/fnv"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/stateboard/stateboard/asl"
	"github.com/stateboard/stateboard/asl/value"
	"github.com/stateboard/stateboard/runner/history"
	"github.com/stateboard/stateboard/runner/interp"
	"github.com/stateboard/stateboard/runner/schedule"
	"github.com/stateboard/stateboard/runner/task"
)

// author draws machines.
type author struct {
	*rapid.T
	names int
}

func (a *author) machine(depth int) string {
	n := rapid.IntRange(1, 4).Draw(a.T, "states")
	first := a.names
	var states []string
	for i := range n {
		name := a.names
		a.names++
		after := `"End":true`
		if i < n-1 {
			after = fmt.Sprintf(`"Next":"S%d"`, name+1)
		}
		body, inner := a.state(depth, after)
		if inner > 0 && i < n-1 {
			// The names of the states inside came in between.
			body = strings.ReplaceAll(body, after, fmt.Sprintf(`"Next":"S%d"`, a.names))
		}
		states = append(states, fmt.Sprintf(`"S%d":%s`, name, body))
	}
	return fmt.Sprintf(`{"StartAt":"S%d","States":{%s}}`, first, strings.Join(states, ","))
}

// state draws a state and says how many states lie inside it.
func (a *author) state(depth int, after string) (string, int) {
	kinds := []string{"Pass", "Wait", "Task", "Task", "Parallel", "Map", "Fail"}
	if depth == 0 {
		kinds = kinds[:4]
	}
	retry := ""
	if rapid.Bool().Draw(a.T, "retry") {
		retry = fmt.Sprintf(`"Retry":[{"ErrorEquals":["States.ALL"],"MaxAttempts":%d,"JitterStrategy":"FULL"}],`, rapid.IntRange(0, 2).Draw(a.T, "attempts"))
	}
	before := a.names
	switch k := rapid.SampledFrom(kinds).Draw(a.T, "kind"); k {
	case "Wait":
		return fmt.Sprintf(`{"Type":"Wait","Seconds":%d,%s}`, rapid.IntRange(0, 3).Draw(a.T, "seconds"), after), 0
	case "Task":
		pattern := rapid.SampledFrom([]string{"", ".waitForTaskToken"}).Draw(a.T, "pattern")
		return fmt.Sprintf(`{"Type":"Task","Resource":"arn:aws:states:::lambda:invoke%s",%s"TimeoutSeconds":60,%s}`, pattern, retry, after), 0
	case "Parallel":
		var branches []string
		for range rapid.IntRange(1, 3).Draw(a.T, "branches") {
			branches = append(branches, a.machine(depth-1))
		}
		return fmt.Sprintf(`{"Type":"Parallel",%s"Branches":[%s],%s}`, retry, strings.Join(branches, ","), after), a.names - before
	case "Map":
		limit := rapid.IntRange(0, 3).Draw(a.T, "limit")
		inner := a.machine(depth - 1)
		return fmt.Sprintf(`{"Type":"Map","ItemsPath":"$$.Execution.Input","MaxConcurrency":%d,%s"ItemProcessor":%s,%s}`, limit, retry, inner, after), a.names - before
	case "Fail":
		return `{"Type":"Fail","Error":"Drawn"}`, 0
	default:
		return fmt.Sprintf(`{"Type":"Pass","Parameters":{"u.$":"States.UUID()"},%s}`, after), 0
	}
}

// dice answers tasks by what their name and turn hash to.
type dice struct {
	seed  uint32
	turns map[string]int
}

func (d *dice) Takes(*task.Task) bool { return true }

func (d *dice) Take(t *task.Task, _ func(task.Answer)) task.Taken {
	h := fnv.New32()
	fmt.Fprint(h, d.seed, t.Name, d.turns[t.Name])
	d.turns[t.Name]++
	switch h.Sum32() % 8 {
	case 0:
		return task.Answered{Answer: task.Throw{Error: "Thrown", Cause: t.Name}}
	case 1:
		return task.Kept{} // until it times out
	}
	return task.Answered{Answer: task.Return{Output: value.String(t.Name)}}
}

func TestExecutionsAreDeterministic(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		a := &author{T: rt}
		source := a.machine(2)
		p, err := interp.Compile(asl.ParseString(source))
		if err != nil {
			rt.Fatalf("%v in %s", err, source)
		}
		seed := rapid.Uint32().Draw(rt, "seed")
		once := func() history.View {
			clock := schedule.NewManual(start)
			in := StartInput{Program: p, Input: value.MustParse(`[1,2,3,4]`), Name: "E", Seed: uint64(seed) + 1, Clock: patient{clock}, Answerer: &dice{seed, map[string]int{}}}
			r, err := New().Start(in)
			if err != nil {
				rt.Fatal(err)
			}
			if err := r.Wait(); err != nil {
				rt.Fatalf("%v in %s", err, source)
			}
			return r.Events()
		}
		one := once()
		if a, b := dump(one), dump(once()); a != b {
			rt.Fatalf("two runs of %s differ:\n%s\n%s", source, a, b)
		}
		sound(rt, p.Document, one)
	})
}

// patient is a clock that jumps, yet lets limits run out while somebody
// outside is at work.
type patient struct{ *schedule.Manual }

func (p patient) Until(moment time.Time) (<-chan time.Time, func()) {
	if now := p.Now(); moment.After(now) {
		p.Advance(moment.Sub(now))
	}
	return p.Manual.Until(moment)
}

// sound checks what must hold for every history.
func sound(rt *rapid.T, d *asl.Document, v history.View) {
	for i := range v.Len() {
		e := v.At(i)
		if e.ID != int64(i+1) || e.Previous >= e.ID || i > 0 && e.Time.Before(v.At(i-1).Time) {
			rt.Fatalf("event %d follows from %d at %s", e.ID, e.Previous, e.Time)
		}
		if e.Type.Terminal() != (i == v.Len()-1) {
			rt.Fatalf("event %d of %d is %s", e.ID, v.Len(), e.Type)
		}
	}
	running := map[*history.Scope]map[string]int{}
	for i := range v.Len() {
		e := v.At(i)
		if e.Scope == nil || !e.Scope.Iterates || e.Scope.Owner != e.Path {
			continue
		}
		by := running[e.Scope.Outer]
		if by == nil {
			by = map[string]int{}
			running[e.Scope.Outer] = by
		}
		if e.Type == history.MapIterationStarted {
			by[e.Path]++
		} else {
			by[e.Path]--
		}
		if limit, ok := d.State(e.Path).Base().Field("MaxConcurrency").Int(); ok && limit > 0 && by[e.Path] > int(limit) {
			rt.Fatalf("event %d: %d iterations of %s at once", e.ID, by[e.Path], e.Path)
		}
	}
	x := history.Fold(v)
	if open := x.OpenVisits(); len(open) > 0 {
		rt.Fatalf("%s is open at the end", open[0].Path)
	}
	half := history.Fold(v.First(v.Len() / 2))
	half.Advance(v)
	if tell(half) != tell(x) {
		rt.Fatal("a fold in two parts is another fold")
	}
}
