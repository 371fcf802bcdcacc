package jsonata

import (
	"errors"
	"fmt"
	"os"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stateboard/stateboard/asl/value"
)

func TestIsExpression(t *testing.T) {
	for s, want := range map[string]bool{
		"{% 1 %}": true, "{%1%}": true, "{%%}": true, "{%": false, "{%}": false, "": false,
		" {% 1 %}": false, "{% 1 %} ": false, "a {% $x %}": false, "{% $x": false,
	} {
		if IsExpression(s) != want {
			t.Errorf("%q", s)
		}
	}
	for s, want := range map[string]string{"{% 1 + 2 %}": "1 + 2@3", "{%1%}": "1@2", "{%\n $x\t%}": "$x@4", "{%%}": "@2", "{%  %}": "@4"} {
		src, offset := Inner(s)
		if got := fmt.Sprintf("%s@%d", src, offset); got != want {
			t.Errorf("%q: %s", s, got)
		}
	}
}

func TestWhatAnExpressionUses(t *testing.T) {
	for src, want := range map[string]string{
		"$states.input.a + $x":                                  "x | input",
		"$states.result.$b & $states.context.Execution.Id":      "b | context result",
		"($y := $x; $y + $z)":                                   "x z | ",
		"$map($list, function($v, $i){ $v + $k })":              "k list | ",
		"$sum($states.input.items) > $max($limits)":             "limits | input",
		"items@$i.orders[owner = $i.id]#$n.{'n': $n, 'o': $of}": "of | ",
		"$states":                         " | ",
		"$lookup($states, 'errorOutput')": " | ",
		"$states.errorOutput.Error = 'x'": " | errorOutput",
		"$ = 1 and $$ = 2":                " | ",
		"$missing($a)":                    "a missing | ",
		"$größe":                          "größe | ",
		"{'a': $states.input, $k: [$v]}":  "k v | input",
	} {
		x, err := Compile(src)
		if err != nil {
			t.Errorf("%s: %v", src, err)
			continue
		}
		if got := strings.Join(x.Variables(), " ") + " | " + strings.Join(x.StatesFields(), " "); got != want {
			t.Errorf("%s: %s", src, got)
		}
		if whole := strings.Contains(src, "$states)") || src == "$states" || strings.Contains(src, "$states,"); x.WholeStates() != whole {
			t.Errorf("%s: all of $states: %v", src, x.WholeStates())
		}
		if x.String() != src {
			t.Errorf("%s is written %s", src, x)
		}
	}
}

func TestColumnsCountCharacters(t *testing.T) {
	const src = "'😀é' ~~ 1"
	var bad *SyntaxError
	if err := Check(src); !errors.As(err, &bad) || bad.Code != "S0204" || bad.Column(src) != 6 {
		t.Errorf("%#v", bad)
	}
}

func TestUntouchedPartsComeOutAsTheyWentIn(t *testing.T) {
	states := value.MustParse(`{"input":{"b":1.50,"a":[12345678901234567890,{"10":1,"9":2}],"e":1e0}}`)
	for _, src := range []string{"$states.input", "$states.input.a", "$states.input.a[1]", "{'x': $states.input.a}.x"} {
		x, err := Compile(src)
		if err != nil {
			t.Fatal(err)
		}
		v, err := x.Eval(Bindings{States: states})
		if err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(states.JSON(), v.JSON()) {
			t.Errorf("%s gave %s", src, v.JSON())
		}
	}
}

// An expression must leave nothing behind for the next one.
func TestEvaluationsAreApart(t *testing.T) {
	b := Bindings{States: value.MustParse(`{"input":{"a":[1,2]}}`)}
	for _, src := range []string{
		"($sum := 1; $x := 2; $count := function(){ 3 }; $states := 4)",
		"$states.input.a(1)",
		"($hasOwnProperty := 1; $__proto__ := {'a': 1}; $constructor := 2)",
		"$states.input ~> |$|{'a': 5}|",
	} {
		eval(src, b)
	}
	for src, want := range map[string]string{"$sum($states.input.a)": "3", "$x": "undefined", "$count([1])": "1", "$states.input": `{"a":[1,2]}`, "{}.a": "undefined"} {
		if got := eval(src, b); got != want {
			t.Errorf("%s: %s", src, got)
		}
	}
}

func TestNothingOutsideCanBeReached(t *testing.T) {
	for _, name := range []string{
		"window", "globalThis", "process", "require", "module", "global", "console", "Function", "Object", "Array", "native",
		"sizedArray", "this", "constructor", "__proto__", "eval", "fetch", "setTimeout", "Promise",
	} {
		for _, src := range []string{"$" + name, name, "$states." + name, "$$." + name, "$sum." + name, "{}." + name + "('x')", "$" + name + "('1')"} {
			got := eval(src, Bindings{States: value.MustParse(`{"input":1}`)})
			if got != "undefined" && !strings.Contains(got, "T1006") {
				t.Errorf("%s gave %s", src, got)
			}
		}
	}
}

func TestNoRandomnessUnlessItIsConnected(t *testing.T) {
	for _, src := range []string{"$random()", "$uuid()", "$shuffle([1,2])"} {
		x, err := Compile(src)
		if err != nil {
			t.Fatal(err)
		}
		var failed *EvalError
		if _, err := x.Eval(Bindings{}); !errors.As(err, &failed) || failed.Code != "U1003" {
			t.Errorf("%s: %v", src, err)
		}
	}
}

func TestTheTimeIsOneAndGiven(t *testing.T) {
	b := Bindings{Now: time.Date(2030, 1, 2, 3, 4, 5, 6e6, time.UTC)}
	if got := eval("[$now(), $fromMillis($millis()), $now() = $now()]", b); got != `["2030-01-02T03:04:05.006Z","2030-01-02T03:04:05.006Z",true]` {
		t.Error(got)
	}
}

func TestManyAtOnce(t *testing.T) {
	var wg sync.WaitGroup
	for g := range 8 {
		wg.Go(func() {
			b := Bindings{States: value.Object(value.M("input", value.Int(int64(g)))), Now: noon.Add(time.Duration(g) * time.Hour), Rand: fixed{}}
			for i := range 50 {
				src := fmt.Sprintf("($f := function($n){ $n = 0 ? $states.input : $f($n - 1) }; $f(%d))", i%5)
				if got := eval(src, b); got != fmt.Sprint(g) {
					t.Errorf("%d: %s", g, got)
					return
				}
				if got := eval("$millis()", b); got != fmt.Sprint(b.Now.UnixMilli()) {
					t.Errorf("%d: at %s", g, got)
					return
				}
			}
		})
	}
	wg.Wait()
}

// hostile are expressions that would never end, or take all memory, each of
// which must be stopped and leave the next one a sound runtime.
var hostile = []string{
	"$formatNumber(0, '0e0')",
	"($f := function(){ $f() }; $f())",
	"($f := function(){ 1 + $f() }; $f())",
	"$match('aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab', /(a+)+(?=c)$/)",
	"$map([1..1000000], function($i){ [1..1000000] })",
	"$reduce([1..60], function($s, $i){ [[$s], [$s]] }, [1])",
	"$string($reduce([1..60], function($s, $i){ [[$s], [$s]] }, [1]))",
	"$reduce([1..60], function($s, $i){ {'a': $s, 'b': $s} }, {})",
	"$reduce([1..40], function($s, $i){ $s & $s }, 'x')",
	"$reduce([1..40], function($s, $i){ $append($s, $s) }, [1])",
	"$reduce([1..40], function($s, $i){ $join([$s, $s]) }, 'x')",
	"$pad('x', 5e8)",
	"$pad('x', -1e300)",
	"$join([1..1000].('x'), $pad('', 100000))",
	"$fromMillis(0, '[Y,1000000000-1000000000]')",
	"$zip([1..1000000], [1..1000000], [1..1000000])",
	"$replace($pad('a', 100000, 'a'), 'a', $pad('b', 100000, 'b'))",
}

func TestHostileExpressionsAreStopped(t *testing.T) {
	defer func(was time.Duration) { timeLimit = was }(timeLimit)
	timeLimit = 300 * time.Millisecond
	for _, src := range hostile {
		x, err := Compile(src)
		if err != nil {
			t.Errorf("%s: %v", src, err)
			continue
		}
		_, err = x.Eval(Bindings{Rand: fixed{}})
		var limit *LimitError
		if !errors.As(err, &limit) {
			t.Errorf("%s was not stopped: %v", src, err)
		}
		if got := eval("1 + 1", Bindings{}); got != "2" {
			t.Fatalf("after %s: %s", src, got)
		}
	}
	for _, src := range []string{
		strings.Repeat("[", 5000), strings.Repeat("(", 50000), strings.Repeat("-", 50000) + "1",
		strings.Repeat("{'a':", 5000), strings.Repeat("x", maxSource+1),
	} {
		var bad *SyntaxError
		if err := Check(src); !errors.As(err, &bad) {
			t.Errorf("%.20s...: %v", src, err)
		}
	}
}

func TestTableOfFunctions(t *testing.T) {
	for i, f := range Functions {
		if i > 0 && Functions[i-1].Name >= f.Name {
			t.Errorf("%s is out of order", f.Name)
		}
		if !strings.HasPrefix(f.Signature, "$"+f.Name+"(") || f.Help == "" {
			t.Errorf("%s is not fully described", f.Name)
		}
		if got := eval("$type($"+f.Name+")", Bindings{}); got != `"function"` {
			t.Errorf("$%s is %s", f.Name, got)
		}
	}
	// All of the reference's library is there but $eval; $now and $millis are
	// bound elsewhere, and five functions are Step Functions' own.
	if n := strings.Count(reference, "g.bind(\""); len(Functions) != n-1+2+5 {
		t.Errorf("%d functions are described, the reference has %d", len(Functions), n)
	}
}

func TestTheLicenceIsBesideTheReference(t *testing.T) {
	b, err := os.ReadFile("LICENSE.jsonata")
	if err != nil || !strings.HasPrefix(string(b), "MIT") {
		t.Errorf("%.20s, %v", b, err)
	}
}

func FuzzEval(f *testing.F) {
	for _, s := range []string{
		"$states.input.items[p > 1].{'a': q & 'x'}", "($f := function($n){ $n <= 1 ? 1 : $n * $f($n - 1) }; $f(5))",
		"$states.input ~> |items|{'z': 1}, ['p']|", "$match('ab', /(a)b/)", "items^(>p)#$i@$j.%", "$sort([3,1], function($a,$b){$a>$b})",
		"$parse('{\"a\":1}').a", "$partition([1..9], 2)", "$formatNumber(12.5, '#0.00')", "$fromMillis(0, '[Y]-[M]')",
	} {
		f.Add(s)
	}
	timeLimit = 300 * time.Millisecond
	b := Bindings{States: value.MustParse(`{"input":{"items":[{"p":1,"q":[1,"2"]},{"p":2,"q":null}],"s":"text"}}`), Now: noon, Rand: fixed{}}
	f.Fuzz(func(t *testing.T, s string) {
		x, err := Compile(s)
		if err != nil {
			var bad *SyntaxError
			if !errors.As(err, &bad) || bad.Offset < 0 || bad.Offset > len(s) {
				t.Fatalf("%q: %v", s, err)
			}
			return
		}
		v, err := x.Eval(b)
		if err == nil && !v.IsAbsent() {
			if back, err := value.Parse(v.JSON()); err != nil || !value.Equal(back, v) {
				t.Fatalf("%q gave %s: %v", s, v.JSON(), err)
			}
		}
		if s == "" || len(s)%64 != 0 {
			return
		}
		if got := eval("$sum($states.input.items.p)", b); got != "3" {
			t.Fatalf("after %q: %s", s, got)
		}
	})
}
