package jsonata

import (
	"errors"
	"fmt"
	"runtime/metrics"
	"strings"
	"sync"
	"time"
	"unicode/utf8"

	"github.com/dop251/goja"
)

// Bounds of one evaluation. The service's payloads hold 256 KB; these leave
// room for what an expression builds on its way to a result of that size.
const (
	maxDepth  = 12_000    // JavaScript frames, some twelve to a JSONata call
	maxText   = 4 << 20   // characters of one text
	maxItems  = 2_000_000 // items of one array
	maxResult = 64 << 20  // bytes of compact JSON of a result
	maxGrowth = 768 << 20 // bytes the heap may grow by while one expression runs
)

// timeLimit is how long an evaluation may take. A variable for tests.
var timeLimit = 3 * time.Second

// matchLimit is how long a pattern may be matched against one text, which
// nothing can interrupt.
const matchLimit = 3 * time.Second

// Reasons a runtime is interrupted for, in the service's words.
var (
	errTime  = &LimitError{"Expression evaluation timeout: Check for infinite loop"}
	errSpace = &LimitError{"Expression evaluation memory limit exceeded: Check for excessive memory usage"}
)

// bounded runs something in the engine under the time and memory limits.
func (e *engine) bounded(run func() error) error {
	w := &watch{engine: e, deadline: time.Now().Add(timeLimit)}
	w.start()
	err := e.guarded(run)
	if w.stop() {
		e.spoilt = true
	}
	var overflow *goja.StackOverflowError
	var interrupted *goja.InterruptedError
	switch {
	case errors.As(err, &interrupted):
		reason, _ := interrupted.Value().(error)
		return &LimitError{fmt.Sprint(reason)}
	case errors.As(err, &overflow):
		e.spoilt = true
		return &LimitError{"Stack overflow error: Check for non-terminating recursive function. Consider rewriting as tail-recursive"}
	}
	return err
}

// guarded keeps a fault of the engine from ending the process: somebody
// else's expression must not close anybody's document.
func (e *engine) guarded(run func() error) (err error) {
	defer func() {
		if fault := recover(); fault != nil {
			e.spoilt = true
			err = fmt.Errorf("the JavaScript engine failed: %v", fault)
		}
	}()
	return run()
}

// Most evaluations are over before the watch first looks.
const (
	watchAfter = 50 * time.Millisecond
	watchEvery = 10 * time.Millisecond
)

// watch looks at a running evaluation from time to time and interrupts it
// when it is over its time or lets the heap grow too much.
type watch struct {
	engine   *engine
	deadline time.Time

	mu          sync.Mutex
	timer       *time.Timer
	heap        uint64 // bytes at the first look
	interrupted bool
	over        bool
}

func (w *watch) start() {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.timer = time.AfterFunc(watchAfter, w.look)
}

func (w *watch) look() {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.over {
		return
	}
	heap := heapBytes()
	if w.heap == 0 {
		w.heap = heap
	}
	switch {
	case time.Now().After(w.deadline):
		w.interrupt(errTime)
	case heap > w.heap+maxGrowth:
		w.interrupt(errSpace)
	default:
		w.timer.Reset(watchEvery)
	}
}

func (w *watch) interrupt(reason error) {
	w.interrupted = true
	w.engine.vm.Interrupt(reason)
}

// stop ends the watch and tells whether it has interrupted the runtime.
func (w *watch) stop() bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.over = true
	w.timer.Stop()
	return w.interrupted
}

func heapBytes() uint64 {
	sample := []metrics.Sample{{Name: "/memory/classes/heap/objects:bytes"}}
	metrics.Read(sample)
	return sample[0].Value.Uint64()
}

// thrownBy takes apart what jsonata.js has thrown.
func (e *engine) thrownBy(err error) (code, reason string, position int, token string) {
	position = -1
	var exception *goja.Exception
	if !errors.As(err, &exception) {
		return "", err.Error(), position, ""
	}
	o, ok := exception.Value().(*goja.Object)
	if !ok {
		return "", exception.Value().String(), position, ""
	}
	text := func(key string) string {
		if v := o.Get(key); v != nil && goja.IsString(v) {
			return v.String()
		}
		return ""
	}
	if v := o.Get("position"); v != nil && goja.IsNumber(v) {
		position = int(v.ToInteger())
	}
	code, reason, token = text("code"), text("message"), text("token")
	if reason == "" {
		reason = strings.TrimSpace(o.String())
	}
	return code, reason, position, token
}

func (e *engine) syntaxError(src string, err error) error {
	var limit *LimitError
	if errors.As(err, &limit) {
		return &SyntaxError{Reason: limit.Reason, passing: true}
	}
	code, reason, position, token := e.thrownBy(err)
	offset := max(byteOffset(src, position), 0)
	// JSONata tells where a token ends; people look for where it starts.
	if token != "" && strings.HasSuffix(src[:offset], token) {
		offset -= len(token)
	}
	return &SyntaxError{Offset: offset, Code: code, Reason: reason}
}

func (e *engine) evalError(src string, err error) error {
	var limit *LimitError
	var result *ResultError
	if errors.As(err, &limit) || errors.As(err, &result) {
		return err
	}
	code, reason, position, _ := e.thrownBy(err)
	switch code {
	case "U1001", "U1002":
		return &LimitError{reason}
	}
	return &EvalError{Code: code, Reason: reason, Offset: byteOffset(src, position)}
}

// byteOffset is the byte that a position in UTF-16 units falls on, or -1.
func byteOffset(src string, units int) int {
	if units < 0 {
		return -1
	}
	for i := 0; i < len(src); {
		if units <= 0 {
			return i
		}
		r, n := utf8.DecodeRuneInString(src[i:])
		i += n
		units--
		if r > 0xFFFF {
			units--
		}
	}
	return len(src)
}
