package jsonata

import (
	"encoding/base64"
	"math"
	"strconv"
	"strings"

	"github.com/dop251/goja"

	"github.com/stateboard/stateboard/asl/intrinsic"
	"github.com/stateboard/stateboard/asl/value"
)

// natives are the functions that prelude.js takes from Go.
func (e *engine) natives() goja.Value {
	o := e.vm.NewObject()
	for name, f := range map[string]func(goja.FunctionCall) goja.Value{
		"stringify": e.stringify,
		"pad":       e.pad,
		"partition": e.partition,
		"range":     e.numbers,
		"hash":      e.hash,
		"random":    e.randomOf,
		"uuid":      e.uuid,
		"parse":     e.parse,
		"btoa":      e.btoa,
		"atob":      e.atob,
	} {
		if err := o.Set(name, f); err != nil {
			panic("jsonata: " + err.Error())
		}
	}
	return o
}

// fail throws an error of the functions that Step Functions adds, which all
// have the code of $error.
func (e *engine) fail(reason string) { panic(e.thrown("D3137", reason)) }

func isUndefined(v goja.Value) bool { return goja.IsUndefined(v) }

// pad lengthens a text to a number of characters: at its end, or for a
// negative width at its start.
func (e *engine) pad(call goja.FunctionCall) goja.Value {
	text, width, fill := call.Argument(0).String(), call.Argument(1).ToFloat(), " "
	if v := call.Argument(2); !isUndefined(v) && v.String() != "" {
		fill = v.String()
	}
	missing := math.Abs(width) - float64(len([]rune(text)))
	if !(missing > 0) {
		return call.Argument(0)
	}
	if missing > maxText {
		panic(e.thrown("U1001", "A text became longer than "+strconv.Itoa(maxText)+" characters"))
	}
	runes, n := []rune(fill), int(math.Floor(missing))
	var b strings.Builder
	for i := range n {
		b.WriteRune(runes[i%len(runes)])
	}
	if width > 0 {
		return e.vm.ToValue(text + b.String())
	}
	return e.vm.ToValue(b.String() + text)
}

// partition cuts an array into arrays of at most a number of items, or into one
// when there is no number. Of no items, or into none, it makes nothing.
func (e *engine) partition(call goja.FunctionCall) goja.Value {
	size := math.Inf(1)
	if v := call.Argument(1); !isUndefined(v) {
		size = math.Trunc(v.ToFloat())
	}
	list := call.Argument(0).ToObject(e.vm)
	n := int(list.Get("length").ToInteger())
	switch {
	case size < 0:
		e.fail("Second argument must be zero or greater")
	case n == 0 || !(size >= 1):
		return goja.Undefined()
	}
	var parts, part []any
	for i := range n {
		part = append(part, list.Get(strconv.Itoa(i)))
		if float64(len(part)) >= size || i == n-1 {
			parts = append(parts, e.vm.NewArray(part...))
			part = nil
		}
	}
	return e.vm.NewArray(parts...)
}

// maxRange is how many numbers $range makes, as States.ArrayRange does.
const maxRange = 1000

// numbers is $range(first, last, step), of whole numbers: what is behind the
// point is dropped. Without a step, or with one that leads away, it makes
// nothing.
func (e *engine) numbers(call goja.FunctionCall) goja.Value {
	whole := func(i int) float64 {
		if v := call.Argument(i); !isUndefined(v) {
			return math.Trunc(v.ToFloat())
		}
		return 0
	}
	first, last, step := whole(0), whole(1), whole(2)
	if !(step > 0 && first <= last || step < 0 && first >= last) {
		return goja.Undefined()
	}
	if (last-first)/step >= maxRange {
		e.fail("$range makes no more than " + strconv.Itoa(maxRange) + " numbers")
	}
	var items []any
	for i := 0; ; i++ {
		x := first + float64(i)*step
		if step > 0 && x > last || step < 0 && x < last {
			return e.vm.NewArray(items...)
		}
		items = append(items, x)
	}
}

func (e *engine) hash(call goja.FunctionCall) goja.Value {
	sum, ok := intrinsic.Hash(call.Argument(0).String(), call.Argument(1).String())
	if !ok {
		e.fail("The algorithm of $hash is one of MD5, SHA-1, SHA-256, SHA-384 and SHA-512")
	}
	return e.vm.ToValue(sum)
}

// randomOf is $random(seed): without a seed another number every time.
func (e *engine) randomOf(call goja.FunctionCall) goja.Value {
	if v := call.Argument(0); !isUndefined(v) {
		return e.vm.ToValue(intrinsic.Seeded(v.ToInteger()))
	}
	return e.vm.ToValue(e.random())
}

func (e *engine) uuid(goja.FunctionCall) goja.Value {
	if e.current == nil || e.current.Rand == nil {
		panic(e.thrown("U1003", "No source of randomness is connected"))
	}
	return e.vm.ToValue(e.current.Rand.UUID())
}

// parse reads JSON text into a value. Numbers beyond all bounds are no JSON to
// it.
func (e *engine) parse(call goja.FunctionCall) goja.Value {
	v, err := value.Parse(call.Argument(0).String())
	if err != nil || !bounded(v) {
		e.fail("Invalid JSON")
	}
	return e.wrap(v)
}

func bounded(v value.Value) bool {
	if f, ok := v.AsFloat(); ok && math.IsInf(f, 0) {
		return false
	}
	for _, item := range v.Items() {
		if !bounded(item) {
			return false
		}
	}
	for _, m := range v.Members() {
		if !bounded(m.Value) {
			return false
		}
	}
	return true
}

// btoa and atob are the browser's: texts stand for bytes, one a character.
func (e *engine) btoa(call goja.FunctionCall) goja.Value {
	var b []byte
	for _, r := range call.Argument(0).String() {
		if r > 0xFF {
			e.fail("$base64encode takes characters up to U+00FF only")
		}
		b = append(b, byte(r))
	}
	return e.vm.ToValue(base64.StdEncoding.EncodeToString(b))
}

func (e *engine) atob(call goja.FunctionCall) goja.Value {
	text := strings.TrimRight(call.Argument(0).String(), "=")
	b, err := base64.RawStdEncoding.DecodeString(text)
	if err != nil {
		e.fail("The argument of $base64decode is not Base64")
	}
	var out strings.Builder
	for _, c := range b {
		out.WriteRune(rune(c))
	}
	return e.vm.ToValue(out.String())
}
