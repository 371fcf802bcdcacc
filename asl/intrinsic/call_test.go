package intrinsic

import (
	"errors"
	"strings"
	"testing"

	"github.com/stateboard/stateboard/asl/jsonpath"
	"github.com/stateboard/stateboard/asl/value"
)

func TestTableOfFunctions(t *testing.T) {
	if len(Functions) != 18 || len(byName) != 18 {
		t.Fatalf("%d functions, %d names", len(Functions), len(byName))
	}
	for i, f := range Functions {
		if f.run == nil || f.Help == "" || !strings.HasPrefix(f.Signature, f.Name+"(") {
			t.Errorf("%s is not fully described", f.Name)
		}
		if i > 0 && Functions[i-1].Name >= f.Name {
			t.Errorf("%s is out of order", f.Name)
		}
		if _, err := Compile(f.Example); err != nil {
			t.Errorf("the example of %s: %v", f.Name, err)
		}
	}
}

func TestWhatACallUses(t *testing.T) {
	c, err := Compile("States.Format('{} {}', $.a[?(@.b == ')')].c, States.ArrayGetItem($x.y, 0))")
	if err != nil {
		t.Fatal(err)
	}
	var paths []string
	for _, p := range c.Paths() {
		paths = append(paths, p.String())
	}
	if got := strings.Join(paths, " "); got != "$.a[?(@.b == ')')].c $x.y" {
		t.Errorf("paths %s", got)
	}
	if got := strings.Join(c.Functions(), " "); got != "States.Format States.ArrayGetItem" {
		t.Errorf("functions %s", got)
	}
}

func TestIsCall(t *testing.T) {
	for src, want := range map[string]bool{"States.Format('x')": true, "  States.X": true, "$.States.x": false, "States": false, "": false} {
		if IsCall(src) != want {
			t.Errorf("%q", src)
		}
	}
}

func TestResultsAreBounded(t *testing.T) {
	call := "States.Array($, $)"
	for range 8 {
		call = "States.Array(" + call + ", " + call + ")"
	}
	c, err := Compile(call)
	if err != nil {
		t.Fatal(err)
	}
	_, err = c.Eval(jsonpath.Env{Input: value.String(strings.Repeat("x", 1<<18))}, chance{})
	var failure *Failure
	if !errors.As(err, &failure) {
		t.Errorf("a result of 128 MB: %v", err)
	}
}

func FuzzCompile(f *testing.F) {
	for i := range Functions {
		f.Add(Functions[i].Example)
	}
	f.Add(`States.Format('it\'s \{\} {}', States.ArrayGetItem($.a[?(@.b in ['x',1])], 0), $$.c, $v)`)
	doc := value.MustParse(`{"a":[{"b":"x"},1,"t"],"items":[1,2],"b":{"c":1},"name":"n","text":"t","count":1,"x":null}`)
	env := jsonpath.Env{Input: doc, Context: doc, Variables: func(string) (value.Value, bool) { return doc, true }}
	f.Fuzz(func(t *testing.T, s string) {
		c, err := Compile(s)
		if err != nil {
			var bad *SyntaxError
			if !errors.As(err, &bad) || bad.Offset < 0 || bad.Offset > len(s) || bad.Column(s) < 1 {
				t.Fatalf("%q: %v", s, err)
			}
			return
		}
		if v, err := c.Eval(env, chance{}); err == nil && v.IsAbsent() {
			t.Fatalf("%q gave neither a value nor an error", s)
		}
	})
}

func BenchmarkFormat(b *testing.B) {
	c, err := Compile("States.Format('Hello {} of {}', $.name, $.of)")
	if err != nil {
		b.Fatal(err)
	}
	env := jsonpath.Env{Input: value.MustParse(`{"name":"x","of":3}`)}
	b.ReportAllocs()
	for b.Loop() {
		if _, err := c.Eval(env, chance{}); err != nil {
			b.Fatal(err)
		}
	}
}
