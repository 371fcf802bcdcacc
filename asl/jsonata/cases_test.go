package jsonata

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/dop251/goja"
	"golang.org/x/tools/txtar"

	"github.com/stateboard/stateboard/asl/text/cases"
	"github.com/stateboard/stateboard/asl/value"
)

// fixed is a source of randomness that always says the same.
type fixed struct{}

func (fixed) Float64() float64 { return 0.25 }
func (fixed) UUID() string     { return "c0ffee00-0000-4000-8000-000000000000" }

// noon is when the cases are evaluated.
var noon = time.Date(2026, 3, 4, 12, 0, 0, 0, time.UTC)

// each reads testdata/*.txtar: $states, variables, and sections of
// expressions each followed by what it gives. visit returns what a section of
// expressions should be.
func each(t *testing.T, visit func(t *testing.T, f txtar.File, b Bindings) string) {
	cases.Each(t, func(t *testing.T, a *txtar.Archive) []txtar.File {
		b := Bindings{Now: noon, Rand: fixed{}}
		for i := range a.Files {
			f := &a.Files[i]
			switch f.Name {
			case "states.json":
				b.States = value.MustParse(string(f.Data))
			case "variables.json":
				variables := value.MustParse(string(f.Data))
				b.Variables = func(name string) (value.Value, bool) {
					v := variables.Get(name)
					return v, !v.IsAbsent()
				}
			default:
				f.Data = []byte(visit(t, *f, b))
			}
		}
		return a.Files
	})
}

func TestCases(t *testing.T) {
	patient(t)
	each(t, func(t *testing.T, f txtar.File, b Bindings) string {
		return cases.Answered(string(f.Data), func(line string) string { return eval(line, b) })
	})
}

// patient gives expressions all the time they need: cases are about what comes
// of them, on a machine of any speed.
func patient(t *testing.T) {
	before := timeLimit
	timeLimit = 30 * time.Second
	t.Cleanup(func() { timeLimit = before })
}

func eval(src string, b Bindings) string {
	x, err := Compile(src)
	if err != nil {
		return "refused: " + err.Error()
	}
	v, err := x.Eval(b)
	switch err := err.(type) {
	case nil:
		if v.IsAbsent() {
			return "undefined"
		}
		return v.JSON()
	case *EvalError:
		return fmt.Sprintf("failed at %d: %v", err.Offset, err)
	}
	return fmt.Sprintf("stopped: %v", err)
}

// The changes made to the reference implementation must not change what
// expressions mean: the same cases, run through it as published, say the
// same. Sections whose name ends in "of our own" are about what it lacks.
func TestReferenceSaysTheSame(t *testing.T) {
	patient(t)
	vm := goja.New()
	vm.SetTimeSource(func() time.Time { return noon })
	vm.SetRandSource(fixed{}.Float64)
	run := func(src string) goja.Value {
		v, err := vm.RunString(src)
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
	if err := vm.Set("window", (&engine{vm: vm}).natives()); err != nil {
		t.Fatal(err)
	}
	run(reference)
	ask, _ := goja.AssertFunction(run(`(function (src, states, variables) {
		let outcome = 'pending';
		const done = v => { outcome = v === undefined ? 'undefined' : JSON.stringify(v); };
		const failed = e => { outcome = 'failed: ' + e.code + ': ' + e.message; };
		try {
			window.jsonata(src).evaluate(undefined, {...JSON.parse(variables), states: JSON.parse(states)}).then(done, failed);
		} catch (e) { failed(e); }
		return () => outcome;
	})`))
	n := 0
	each(t, func(t *testing.T, f txtar.File, b Bindings) string {
		if strings.HasSuffix(f.Name, "of our own") {
			return string(f.Data)
		}
		variables := "{}"
		if b.Variables != nil {
			x, _ := b.Variables("x")
			y, _ := b.Variables("größe")
			variables = value.Object(value.M("x", x), value.M("größe", y)).JSON()
		}
		cases.Answered(string(f.Data), func(line string) string {
			n++
			later, err := ask(goja.Undefined(), vm.ToValue(line), vm.ToValue(b.States.JSON()), vm.ToValue(variables))
			if err != nil {
				t.Fatal(err)
			}
			outcome, _ := goja.AssertFunction(later)
			v, _ := outcome(goja.Undefined())
			want, got := v.String(), eval(line, b)
			if rest, bad := strings.CutPrefix(want, "failed: "); bad {
				if !strings.HasSuffix(got, rest) || !strings.HasPrefix(got, "failed") && !strings.HasPrefix(got, "refused") {
					t.Errorf("%s: %s, but the reference failed: %s", line, got, rest)
				}
				return ""
			}
			// The reference has converted numbers and sorted keys that are
			// numbers, both of which an untouched part of the input keeps.
			a, err1 := value.Parse(want)
			c, err2 := value.Parse(got)
			if want != got && (err1 != nil || err2 != nil || !value.Equal(a, c)) {
				t.Errorf("%s: %s, but the reference says %s", line, got, want)
			}
			return ""
		})
		return string(f.Data)
	})
	if n < 200 {
		t.Errorf("only %d cases were compared", n)
	}
}
