package jsonata

import (
	"math"
	"strconv"

	"github.com/dop251/goja"

	"github.com/stateboard/stateboard/asl/value"
)

// stringify stands for JSON.stringify in jsonata.js, with what that passes to
// it built in: numbers in 15 significant digits, functions as "". The result
// is bounded, which a text of arrays that hold the same array many times over
// needs.
func (e *engine) stringify(call goja.FunctionCall) goja.Value {
	w := writer{engine: e, pretty: call.Argument(1).ToBoolean()}
	if isUndefined(call.Argument(0)) {
		return goja.Undefined()
	}
	w.write(call.Argument(0), "\n")
	return e.vm.ToValue(string(w.out))
}

type writer struct {
	*engine
	out    []byte
	pretty bool
	depth  int
}

func (w *writer) write(v goja.Value, line string) {
	if len(w.out) > maxText {
		panic(w.thrown("U1001", "A text became longer than "+strconv.Itoa(maxText)+" characters"))
	}
	o, ok := v.(*goja.Object)
	switch {
	case !ok:
		w.scalar(v)
	case o.ExportType() == objectType:
		w.value(o.Export().(*object).v, line)
	case isCallable(o):
		w.out = append(w.out, `""`...)
	default:
		if w.depth++; w.depth > value.MaxDepth {
			panic(w.thrown("U1002", "A value is nested too deeply to be written"))
		}
		if o.ClassName() == "Array" {
			w.array(o, line)
		} else {
			w.object(o, line)
		}
		w.depth--
	}
}

func (w *writer) scalar(v goja.Value) {
	s, err := scalar(v)
	if err != nil || s.IsAbsent() {
		s = value.Null
	}
	w.value(s, "")
}

// list writes brackets around n parts, each written by the function that is
// given the line break for what is inside of the part.
func (w *writer) list(open, shut byte, n int, line string, part func(i int, line string)) {
	w.out = append(w.out, open)
	inner := line + "  "
	for i := range n {
		if i > 0 {
			w.out = append(w.out, ',')
		}
		if w.pretty {
			w.out = append(w.out, inner...)
		}
		part(i, inner)
	}
	if w.pretty && n > 0 {
		w.out = append(w.out, line...)
	}
	w.out = append(w.out, shut)
}

func (w *writer) key(key string) {
	w.out = append(value.AppendQuoted(w.out, key), ':')
	if w.pretty {
		w.out = append(w.out, ' ')
	}
}

func (w *writer) array(o *goja.Object, line string) {
	n := int(o.Get("length").ToInteger())
	w.list('[', ']', n, line, func(i int, line string) {
		w.write(o.Get(strconv.Itoa(i)), line)
	})
}

func (w *writer) object(o *goja.Object, line string) {
	keys := o.Keys()
	kept := keys[:0]
	for _, k := range keys {
		if !isUndefined(o.Get(k)) {
			kept = append(kept, k)
		}
	}
	w.list('{', '}', len(kept), line, func(i int, line string) {
		w.key(kept[i])
		w.write(o.Get(kept[i]), line)
	})
}

// value writes a value that came from the input.
func (w *writer) value(v value.Value, line string) {
	if len(w.out) > maxText {
		panic(w.thrown("U1001", "A text became longer than "+strconv.Itoa(maxText)+" characters"))
	}
	switch v.Kind() {
	case value.NumberKind:
		w.out = append(w.out, w.shortNumber(v)...)
	case value.ArrayKind:
		w.list('[', ']', v.Len(), line, func(i int, line string) { w.value(v.At(i), line) })
	case value.ObjectKind:
		members := v.Members()
		w.list('{', '}', len(members), line, func(i int, line string) {
			w.key(members[i].Key)
			w.value(members[i].Value, line)
		})
	default:
		w.out = v.AppendJSON(w.out)
	}
}

// shortNumber spells a number in at most 15 significant digits, as JavaScript
// would.
func (w *writer) shortNumber(v value.Value) string {
	if s := v.Str(); len(s) < 15 && value.NumberLength(s) == len(s) {
		if i, ok := v.AsInt(); ok {
			return strconv.FormatInt(i, 10)
		}
	}
	f, ok := v.AsFloat()
	if !ok || math.IsInf(f, 0) {
		return "null"
	}
	f, _ = strconv.ParseFloat(strconv.FormatFloat(f, 'g', 15, 64), 64)
	if f == 0 {
		return "0"
	}
	return w.vm.ToValue(f).String()
}
