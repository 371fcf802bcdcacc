package jsonata

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/stateboard/stateboard/asl/value"
)

func TestWhatIsPlain(t *testing.T) {
	for src, want := range map[string]bool{
		"$states": true, "$states.input": true, "$states.input.a_1.B": true, "$x": true, "$x.y": true,
		"": false, "$": false, "$.a": false, "$$": false, "$$.a": false, "a": false, "$states.": false, "$states..a": false,
		"$states.input[0]": false, "$states.input.`a b`": false, "$states.input.a ": false, "$states.1": false, "$sum": false,
		"$eval": false, "$x.and": false, "$x.true": false, "$x.*": false, "$größe": false, "$x.function": false, "$x-1": false,
	} {
		if got := plainPath(src) != nil; got != want {
			t.Errorf("%q: %v", src, got)
		}
	}
}

// drawValue is a generator of values with few keys, so that paths meet them.
func drawValue(t *rapid.T, depth int) value.Value {
	kind := rapid.IntRange(0, 7).Draw(t, "kind")
	if depth == 0 {
		kind %= 5
	}
	switch kind {
	case 0:
		return value.Null
	case 1:
		return value.Bool(rapid.Bool().Draw(t, "bool"))
	case 2:
		return value.Float(rapid.Float64().Draw(t, "float"))
	case 3:
		return value.Number(rapid.SampledFrom([]string{"1.50", "1e400", "12345678901234567890", "-0", "0.0000001", "1e21", "123456789012345680000", "1E2"}).Draw(t, "number"))
	case 4:
		return value.String(rapid.String().Draw(t, "string"))
	case 5:
		items := make([]value.Value, rapid.IntRange(0, 3).Draw(t, "len"))
		for i := range items {
			items[i] = drawValue(t, depth-1)
		}
		return value.Array(items...)
	}
	members := make([]value.Member, rapid.IntRange(0, 4).Draw(t, "len"))
	for i := range members {
		key := rapid.SampledFrom([]string{"input", "a", "b", "c", "toString", "_jsonata_lambda"}).Draw(t, "key")
		members[i] = value.M(key, drawValue(t, depth-1))
	}
	return value.Object(members...)
}

// A plain expression says what the language itself says.
func TestPlainExpressionsSayTheSame(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		b := Bindings{States: drawValue(t, 4)}
		x := drawValue(t, 3)
		b.Variables = func(name string) (value.Value, bool) { return x, name == "x" }
		names := rapid.SliceOfN(rapid.SampledFrom([]string{"input", "a", "b", "c", "toString", "valueOf", "length"}), 0, 4).Draw(t, "names")
		src := strings.Join(append([]string{rapid.SampledFrom([]string{"$states", "$x", "$y"}).Draw(t, "root")}, names...), ".")
		p := plainPath(src)
		if p == nil {
			t.Fatalf("%s is not plain", src)
		}
		got, ok := p.eval(&b)
		e, err := acquire()
		if err != nil {
			t.Fatal(err)
		}
		defer e.release()
		want, err := e.eval(src, &b)
		if err != nil {
			if ok {
				t.Fatalf("%s: %s, but in JavaScript %v", src, got.JSON(), err)
			}
			return
		}
		if ok && got.JSON() != want.JSON() {
			t.Fatalf("%s on %s: %s, but in JavaScript %s", src, b.States.JSON(), got.JSON(), want.JSON())
		}
		known, err := e.prepare(src)
		if x := p.expr(src); err != nil || strings.Join(x.variables, " ") != strings.Join(known.variables, " ") ||
			strings.Join(x.fields, " ") != strings.Join(known.fields, " ") || x.whole != known.whole {
			t.Fatalf("%s uses %v %v %v, but in JavaScript %v %v %v", src, x.variables, x.fields, x.whole, known.variables, known.fields, known.whole)
		}
	})
}
