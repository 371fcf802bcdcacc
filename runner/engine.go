package runner

import (
	"crypto/rand"
	"encoding/base64"
	"encoding/binary"
	"errors"
	"fmt"
	"maps"
	"slices"
	"sync"
	"time"

	"github.com/stateboard/stateboard/asl"
	"github.com/stateboard/stateboard/asl/value"
	"github.com/stateboard/stateboard/runner/dataset"
	"github.com/stateboard/stateboard/runner/history"
	"github.com/stateboard/stateboard/runner/interp"
	"github.com/stateboard/stateboard/runner/journal/tape"
	"github.com/stateboard/stateboard/runner/schedule"
	"github.com/stateboard/stateboard/runner/task"
)

// The types of a state machine.
const (
	Standard = "STANDARD"
	Express  = "EXPRESS"
)

// MaxPayload is how many bytes of compact JSON the service lets an input, an
// output or a result have. Input beyond it lifts the limit for its execution.
const MaxPayload = interp.MaxPayload

// The region and account that ARNs of local executions name.
const (
	Region  = "us-east-1"
	Account = "123456789012"
)

// Errors by the service's names; the first three are Answer's.
var (
	ErrInvalidToken     = errors.New("InvalidToken: this is not a task token")
	ErrTaskDoesNotExist = errors.New("TaskDoesNotExist: no task has this token, or it has been answered")
	ErrTaskTimedOut     = errors.New("TaskTimedOut: the task has timed out, or its execution has ended")

	// ErrExecutionDoesNotExist is Stop's.
	ErrExecutionDoesNotExist = errors.New("ExecutionDoesNotExist: no execution of this ARN goes on here")
)

// Engine runs executions. Its methods may be called from any goroutine.
type Engine struct {
	mu     sync.Mutex
	runs   map[string]*Run // that have not ended, by their execution's ARN
	tokens map[string]*Run // of open tasks
	spent  map[string]error
}

// New is an engine with nothing running.
func New() *Engine {
	return &Engine{runs: map[string]*Run{}, tokens: map[string]*Run{}, spent: map[string]error{}}
}

// StartInput says what to run and how.
type StartInput struct {
	Document *asl.Document   // what to run, frozen here; or
	Program  *interp.Program // the same, compiled already
	Input    value.Value     // Absent is {}
	Type     string          // Standard (also "") or Express
	Machine  string          // the state machine's name; "" is "StateMachine"
	Name     string          // the execution's; "" makes one up
	Answerer task.Answerer   // who answers tasks; nil is nobody
	// Person leaves tasks that the answerer does not take open for a person;
	// without it they end the run with *task.Unanswered.
	Person bool
	// PersonFirst also leaves those to a person that wait for a task token or
	// are activities, even if the answerer would take them.
	PersonFirst bool
	Prepared    func(state string) []task.Prepared // answers to offer a person, by state name; may be nil
	Store       dataset.Store                      // what stands in for S3; nil is nothing
	Clock       schedule.Clock                     // nil is schedule.Real
	Pace        time.Duration                      // real time between visible steps
	Paused      bool                               // start paused
	Breakpoints map[string]bool                    // paths of states: the run is paused before it enters one; see Run.SetBreakpoints
	Seed        uint64                             // of random numbers; 0 draws one
	Recorder    Recorder                           // keeps the execution, such as a journal; nil keeps it in memory only
	About       tape.About                         // what the recorder is told beside that; Machine and what is said above is filled in

	pacer schedule.Clock // of Pace; nil is schedule.Real
}

// Start starts an execution. The error is a *interp.CompileError when the
// document cannot be run.
func (e *Engine) Start(in StartInput) (*Run, error) {
	program := in.Program
	if program == nil {
		p, err := interp.Compile(in.Document)
		if err != nil {
			return nil, err
		}
		program = p
	}
	if in.Type != "" && in.Type != Standard && in.Type != Express {
		return nil, fmt.Errorf("the type of a state machine is STANDARD or EXPRESS, not %q", in.Type)
	}
	if in.Input.IsAbsent() {
		in.Input = value.Object()
	}
	r := e.newRun(program, in)
	r.Origin = Origin(r.in)
	if err := r.begin(); err != nil {
		return nil, err
	}
	e.enter(r)
	go r.loop()
	return r, nil
}

// enter makes a run one that can be found.
func (e *Engine) enter(r *Run) {
	e.mu.Lock()
	e.runs[r.Origin.Execution] = r
	e.mu.Unlock()
}

// quit forgets a run that has ended.
func (e *Engine) quit(r *Run) {
	e.mu.Lock()
	if e.runs[r.Origin.Execution] == r {
		delete(e.runs, r.Origin.Execution)
	}
	e.mu.Unlock()
}

// Find is the run of an execution that goes on here, or nil.
func (e *Engine) Find(arn string) *Run {
	e.mu.Lock()
	defer e.mu.Unlock()
	return e.runs[arn]
}

// Stop aborts the execution of an ARN and returns when it has ended. The error
// is ErrExecutionDoesNotExist.
func (e *Engine) Stop(arn, err, cause string) error {
	r := e.Find(arn)
	if r == nil {
		return ErrExecutionDoesNotExist
	}
	r.Stop(err, cause)
	<-r.done
	return nil
}

// Leave leaves all executions that are recorded as they are, to be taken up
// again, and returns when their runs have ended. Others go on.
func (e *Engine) Leave() {
	e.mu.Lock()
	runs := slices.Collect(maps.Values(e.runs))
	e.mu.Unlock()
	runs = slices.DeleteFunc(runs, func(r *Run) bool { return !r.Recorded() })
	for _, r := range runs {
		r.Leave()
	}
	for _, r := range runs {
		<-r.done
	}
}

// newRun is a run that has not begun.
func (e *Engine) newRun(program *interp.Program, in StartInput) *Run {
	if in.Clock == nil {
		in.Clock = schedule.Real{}
	}
	if in.pacer == nil {
		in.pacer = schedule.Real{}
	}
	return &Run{breaks: in.Breakpoints, engine: e, Program: program, in: in, clock: in.Clock, pacer: in.pacer, pace: in.Pace, paused: in.Paused,
		wake: make(chan struct{}, 1), done: make(chan struct{}), open: map[int64]*openTask{}, tokens: map[string]int64{}, reading: dataset.Readers{}}
}

const defaultMachine = "StateMachine"

// Origin is what an execution gets from outside once, drawn where the input
// does not give it.
func Origin(in StartInput) history.Origin {
	o := history.Origin{Name: in.Name, Express: in.Type == Express, Seed: in.Seed}
	machine := in.Machine
	if machine == "" {
		machine = defaultMachine
	}
	if o.Name == "" {
		o.Name = newUUID()
	}
	if o.Seed == 0 {
		var b [8]byte
		rand.Read(b[:])
		o.Seed = binary.LittleEndian.Uint64(b[:])
	}
	kind := "execution"
	if o.Express {
		kind = "express"
	}
	o.Execution = fmt.Sprintf("arn:aws:states:%s:%s:%s:%s:%s", Region, Account, kind, machine, o.Name)
	o.Machine = fmt.Sprintf("arn:aws:states:%s:%s:stateMachine:%s", Region, Account, machine)
	return o
}

func newUUID() string {
	var b [16]byte
	rand.Read(b[:])
	b[6], b[8] = b[6]&0x0f|0x40, b[8]&0x3f|0x80
	return fmt.Sprintf("%x-%x-%x-%x-%x", b[:4], b[4:6], b[6:8], b[8:10], b[10:])
}

// tokenBytes is how much chance is in a task token.
const tokenBytes = 32

// Secret draws what the task tokens of an execution are made from.
func Secret() []byte {
	b := make([]byte, tape.SecretBytes)
	rand.Read(b)
	return b
}

// Answer answers the open task of a token. Of answers that race one is taken;
// the others get ErrTaskDoesNotExist. Other errors are ErrInvalidToken and
// ErrTaskTimedOut.
func (e *Engine) Answer(token string, a task.Answer) error {
	r, err := e.holder(token)
	if err != nil {
		return err
	}
	return r.answer(token, a)
}

// Heartbeat says that the work on the open task of a token goes on.
func (e *Engine) Heartbeat(token string) error {
	r, err := e.holder(token)
	if err != nil {
		return err
	}
	return r.heartbeat(token)
}

// RunOf is the run in which the token's task is open.
func (e *Engine) RunOf(token string) (*Run, error) { return e.holder(token) }

func (e *Engine) holder(token string) (*Run, error) {
	if b, err := base64.RawURLEncoding.DecodeString(token); err != nil || len(b) != tokenBytes {
		return nil, ErrInvalidToken
	}
	e.mu.Lock()
	defer e.mu.Unlock()
	if r := e.tokens[token]; r != nil {
		return r, nil
	}
	if err := e.spent[token]; err != nil {
		return nil, err
	}
	return nil, ErrTaskDoesNotExist
}

func (e *Engine) hold(token string, r *Run) {
	e.mu.Lock()
	e.tokens[token] = r
	e.mu.Unlock()
}

// release takes a token out of use; later answers to it get the error.
func (e *Engine) release(token string, err error) {
	e.mu.Lock()
	delete(e.tokens, token)
	e.spent[token] = err
	e.mu.Unlock()
}
