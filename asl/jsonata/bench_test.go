package jsonata

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stateboard/stateboard/asl/value"
)

// payload is an object of about 64 KB with one small member.
func payload() value.Value {
	var b strings.Builder
	b.WriteString(`{"input":{"count":7,"items":[`)
	for i := range 800 {
		if i > 0 {
			b.WriteByte(',')
		}
		fmt.Fprintf(&b, `{"id":%d,"name":"item number %d","price":%d.25,"tags":["a","b"]}`, i, i, i)
	}
	b.WriteString(`]}}`)
	return value.MustParse(b.String())
}

func benchmark(b *testing.B, src string, states value.Value) {
	x, err := Compile(src)
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		if _, err := x.Eval(Bindings{States: states, Rand: fixed{}}); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkFieldOfSmallInput(b *testing.B) {
	benchmark(b, "$states.input.count + 1", value.MustParse(`{"input":{"count":7}}`))
}

func BenchmarkCondition(b *testing.B) {
	benchmark(b, "$states.input.count > 5 and $states.input.kind = 'x'", value.MustParse(`{"input":{"count":7,"kind":"x"}}`))
}

func BenchmarkFieldOfLargeInput(b *testing.B) { benchmark(b, "$states.input.count + 1", payload()) }

func BenchmarkLargeInputPassedOn(b *testing.B) { benchmark(b, "$states.input", payload()) }

func BenchmarkLargeInputMerged(b *testing.B) {
	benchmark(b, "$merge([$states.input, {'count': $states.input.count + 1}])", payload())
}

func BenchmarkLargeInputMapped(b *testing.B) {
	benchmark(b, "$states.input.items.{'id': id, 'gross': price * 1.19}", payload())
}

func BenchmarkLargeInputSummed(b *testing.B) {
	benchmark(b, "$sum($states.input.items.price)", payload())
}

func BenchmarkFirstExpression(b *testing.B) {
	for b.Loop() {
		e, err := newEngine()
		if err != nil {
			b.Fatal(err)
		}
		if _, err := e.prepare("$states.input.count + 1"); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkPlain(b *testing.B) { benchmark(b, "$states.input.count", payload()) }
