package jsonata

import (
	"math"
	"reflect"
	"strconv"

	"github.com/dop251/goja"

	"github.com/stateboard/stateboard/asl/value"
)

// wrap gives an expression a value to look at. Objects convert their members
// when they are asked for them; arrays are real ones, because the language
// tells them from objects, with items that convert later in turn.
func (e *engine) wrap(v value.Value) goja.Value {
	switch v.Kind() {
	case value.AbsentKind:
		return goja.Undefined()
	case value.NullKind:
		return goja.Null()
	case value.BoolKind:
		return e.vm.ToValue(v.IsTrue())
	case value.NumberKind:
		return e.wrapNumber(v)
	case value.StringKind:
		return e.vm.ToValue(v.Str())
	case value.ArrayKind:
		items := make([]any, v.Len())
		for i, item := range v.Items() {
			items[i] = e.wrap(item)
		}
		a := e.vm.NewArray(items...)
		e.arrays[a] = v
		return a
	}
	return e.vm.NewDynamicObject(&object{engine: e, v: v})
}

func (e *engine) wrapNumber(v value.Value) goja.Value {
	const exact = 1 << 53
	if i, ok := v.AsInt(); ok && i > -exact && i < exact && v.Str() != "-0" {
		return e.vm.ToValue(i)
	}
	f, _ := v.AsFloat()
	return e.vm.ToValue(f)
}

// object is a JSON object as an expression sees it. It cannot be written to.
type object struct {
	engine *engine
	v      value.Value
	seen   map[string]goja.Value // members that were converted already
}

func (o *object) Get(key string) goja.Value {
	if w, ok := o.seen[key]; ok {
		return w
	}
	m := o.v.Get(key)
	if m.IsAbsent() {
		return nil
	}
	w := o.engine.wrap(m)
	if m.Len() > 0 {
		if o.seen == nil {
			o.seen = make(map[string]goja.Value)
		}
		o.seen[key] = w
	}
	return w
}

func (o *object) Has(key string) bool { return !o.v.Get(key).IsAbsent() }

// Set and Delete do nothing: jsonata.js notes where a call stands on what is
// called, be it a function or not.
func (o *object) Set(string, goja.Value) bool { return true }
func (o *object) Delete(string) bool          { return true }

func (o *object) Keys() []string {
	keys := make([]string, o.v.Len())
	for i, m := range o.v.Members() {
		keys[i] = m.Key
	}
	return keys
}

var objectType = reflect.TypeOf((*object)(nil))

// reader turns what an expression gave into a value. Parts that came from
// the input are those parts again; parts that occur many times are read once.
type reader struct {
	*engine
	done  map[*goja.Object]value.Value
	depth int
}

func (e *engine) valueOf(v goja.Value) (value.Value, error) {
	if _, ok := v.(*goja.Object); !ok {
		return written(v)
	}
	r := reader{engine: e, done: make(map[*goja.Object]value.Value)}
	out, err := r.read(v)
	if err == nil && out.Size() > maxResult {
		err = &LimitError{"the result of the expression is larger than 64 MB"}
	}
	return out, err
}

func scalar(v goja.Value) (value.Value, error) {
	switch {
	case v == nil || goja.IsUndefined(v):
		return value.Absent, nil
	case goja.IsNull(v):
		return value.Null, nil
	case goja.IsNumber(v):
		return numberOf(v)
	case goja.IsString(v):
		return value.String(v.String()), nil
	}
	if b, ok := v.Export().(bool); ok {
		return value.Bool(b), nil
	}
	return value.Absent, &ResultError{"the result is not a JSON value"}
}

// written is a scalar of a result: numbers that JSON has none for are texts, as
// the service writes them.
func written(v goja.Value) (value.Value, error) {
	if x, ok := v.Export().(float64); ok && (math.IsNaN(x) || math.IsInf(x, 0)) {
		return value.String(v.String()), nil
	}
	return scalar(v)
}

// numberOf spells a number as JavaScript does.
func numberOf(v goja.Value) (value.Value, error) {
	switch x := v.Export().(type) {
	case int64:
		return value.Int(x), nil
	case float64:
		if math.IsNaN(x) || math.IsInf(x, 0) {
			return value.Absent, &ResultError{"the result is, or holds, a number that JSON cannot write: " + v.String()}
		}
		if x == 0 {
			return value.Int(0), nil
		}
	}
	return value.Number(v.String()), nil
}

func (r *reader) read(v goja.Value) (value.Value, error) {
	o, ok := v.(*goja.Object)
	if !ok {
		return written(v)
	}
	if known, ok := r.done[o]; ok {
		return known, nil
	}
	if original, ok := r.arrays[o]; ok {
		return original, nil
	}
	if o.ExportType() == objectType {
		return o.Export().(*object).v, nil
	}
	if r.depth++; r.depth > value.MaxDepth {
		return value.Absent, &LimitError{"the result of the expression is nested too deeply"}
	}
	defer func() { r.depth-- }()
	var out value.Value
	var err error
	switch {
	case isCallable(o):
		return value.Absent, &ResultError{"the result is, or holds, a function"}
	case o.ClassName() == "Array":
		out, err = r.readArray(o)
	default:
		out, err = r.readObject(o)
	}
	if err == nil {
		r.done[o] = out
	}
	return out, err
}

// isCallable tells whether an object is a function, JavaScript's or JSONata's.
func isCallable(o *goja.Object) bool {
	if _, ok := goja.AssertFunction(o); ok {
		return true
	}
	for _, mark := range [...]string{"_jsonata_lambda", "_jsonata_function"} {
		if m := o.Get(mark); m != nil && m.ToBoolean() {
			return true
		}
	}
	return o.ClassName() == "RegExp"
}

func (r *reader) readArray(o *goja.Object) (value.Value, error) {
	n := int(o.Get("length").ToInteger())
	items := make([]value.Value, 0, n)
	for i := range n {
		item, err := r.read(o.Get(strconv.Itoa(i)))
		if err != nil {
			return value.Absent, err
		}
		items = append(items, item)
	}
	return value.Array(items...), nil
}

func (r *reader) readObject(o *goja.Object) (value.Value, error) {
	keys := o.Keys()
	members := make([]value.Member, 0, len(keys))
	for _, key := range keys {
		m, err := r.read(o.Get(key))
		if err != nil {
			return value.Absent, err
		}
		members = append(members, value.M(key, m))
	}
	return value.Object(members...), nil
}
