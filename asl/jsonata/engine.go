package jsonata

import (
	"errors"
	"fmt"
	"runtime"
	"sort"
	"sync"
	"time"

	"github.com/dop251/goja"

	"github.com/stateboard/stateboard/asl/value"
)

// engine is one JavaScript runtime with the expressions it has prepared. Only
// one goroutine uses it at a time.
type engine struct {
	vm       *goja.Runtime
	prep     goja.Callable
	prepared map[string]*prepared
	current  *Bindings // during an evaluation
	arrays   map[*goja.Object]value.Value
	spoilt   bool // interrupted or out of stack: not to be used again
}

// prepared is an expression as one runtime knows it.
type prepared struct {
	evaluate  goja.Callable
	reads     []string // all variables it may ask for, but $states
	variables []string // those of them that a workflow must have assigned
	fields    []string
	whole     bool
}

// maxPrepared is how many expressions a runtime keeps.
const maxPrepared = 2000

// idle are the engines that nobody uses.
var idle struct {
	mu   sync.Mutex
	list []*engine
}

func acquire() (*engine, error) {
	idle.mu.Lock()
	if n := len(idle.list); n > 0 {
		e := idle.list[n-1]
		idle.list = idle.list[:n-1]
		idle.mu.Unlock()
		return e, nil
	}
	idle.mu.Unlock()
	return newEngine()
}

func (e *engine) release() {
	if e.spoilt {
		return
	}
	idle.mu.Lock()
	defer idle.mu.Unlock()
	if len(idle.list) < max(runtime.GOMAXPROCS(0), 2) {
		idle.list = append(idle.list, e)
	}
}

func newEngine() (*engine, error) {
	if err := compileProgram(); err != nil {
		return nil, err
	}
	e := &engine{vm: goja.New(), prepared: make(map[string]*prepared)}
	e.vm.SetMaxCallStackSize(maxDepth)
	e.vm.SetTimeSource(e.now)
	e.vm.SetRandSource(e.random)
	start, err := e.vm.RunProgram(program.prelude)
	if err != nil {
		return nil, err
	}
	finish, err := e.call(start, e.natives(), e.vm.ToValue(maxText), e.vm.ToValue(maxItems))
	if err != nil {
		return nil, err
	}
	if _, err := e.vm.RunProgram(program.proper); err != nil {
		return nil, err
	}
	api, err := e.call(finish)
	if err != nil {
		return nil, err
	}
	e.prep, _ = goja.AssertFunction(api.ToObject(e.vm).Get("prepare"))
	return e, nil
}

func (e *engine) call(f goja.Value, args ...goja.Value) (goja.Value, error) {
	fn, ok := goja.AssertFunction(f)
	if !ok {
		return nil, errors.New("jsonata: not a function")
	}
	return fn(goja.Undefined(), args...)
}

func (e *engine) now() time.Time {
	if e.current == nil {
		return time.Time{}
	}
	return e.current.Now
}

func (e *engine) random() float64 {
	if e.current == nil || e.current.Rand == nil {
		panic(e.thrown("U1003", "No source of randomness is connected"))
	}
	return e.current.Rand.Float64()
}

// prepare parses an expression, or finds it parsed.
func (e *engine) prepare(src string) (*prepared, error) {
	if p := e.prepared[src]; p != nil {
		return p, nil
	}
	var result goja.Value
	err := e.bounded(func() (err error) {
		result, err = e.prep(goja.Undefined(), e.vm.ToValue(src))
		return err
	})
	if err != nil {
		return nil, e.syntaxError(src, err)
	}
	o := result.ToObject(e.vm)
	p := &prepared{fields: e.names(o, "fields")}
	p.evaluate, _ = goja.AssertFunction(o.Get("evaluate"))
	binds := make(map[string]bool)
	for _, name := range e.names(o, "binds") {
		binds[name] = true
	}
	for _, name := range e.names(o, "reads") {
		switch name {
		case "", "$":
			continue
		case "states":
			p.whole = true
			continue
		}
		p.reads = append(p.reads, name)
		if !binds[name] && !isFunction(name) {
			p.variables = append(p.variables, name)
		}
	}
	if len(e.prepared) >= maxPrepared {
		clear(e.prepared)
	}
	e.prepared[src] = p
	return p, nil
}

func (e *engine) names(o *goja.Object, key string) []string {
	var list []string
	if e.vm.ExportTo(o.Get(key), &list) != nil {
		return nil
	}
	sort.Strings(list)
	return list
}

// eval evaluates an expression with the bindings.
func (e *engine) eval(src string, b *Bindings) (value.Value, error) {
	p, err := e.prepare(src)
	if err != nil {
		return value.Absent, err
	}
	e.current, e.arrays = b, make(map[*goja.Object]value.Value)
	defer func() { e.current, e.arrays = nil, nil }()
	frame := e.vm.NewObject()
	if err := e.bind(frame, p, b); err != nil {
		return value.Absent, err
	}
	var result value.Value
	err = e.bounded(func() error {
		v, err := p.evaluate(goja.Undefined(), goja.Undefined(), frame)
		if err != nil {
			return err
		}
		result, err = e.valueOf(v)
		return err
	})
	if err != nil {
		return value.Absent, e.evalError(src, err)
	}
	return result, nil
}

// bind puts what the expression reads into the frame it is evaluated in.
func (e *engine) bind(frame *goja.Object, p *prepared, b *Bindings) error {
	if !b.States.IsAbsent() {
		if err := frame.Set("states", e.wrap(b.States)); err != nil {
			return err
		}
	}
	if b.Variables == nil {
		return nil
	}
	for _, name := range p.reads {
		if v, ok := b.Variables(name); ok && !v.IsAbsent() {
			if err := frame.Set(name, e.wrap(v)); err != nil {
				return err
			}
		}
	}
	return nil
}

// thrown is an error as jsonata.js throws them.
func (e *engine) thrown(code, message string) *goja.Object {
	o := e.vm.NewObject()
	if err := errors.Join(o.Set("code", code), o.Set("message", message)); err != nil {
		panic(fmt.Sprintf("jsonata: a new object cannot be written: %v", err))
	}
	return o
}
