package interp

import (
	"fmt"
	"time"

	"github.com/stateboard/stateboard/asl/value"
	"github.com/stateboard/stateboard/runner/dataset"
	"github.com/stateboard/stateboard/runner/history"
	"github.com/stateboard/stateboard/runner/schedule"
	"github.com/stateboard/stateboard/runner/task"
)

// The service's quotas.
const (
	maxEvents      = 25000   // of a STANDARD execution
	maxKept        = 5000000 // of an EXPRESS one: our own, so that a loop without end does not eat the memory
	MaxPayload     = 262144  // bytes of compact JSON
	expressTimeout = 5 * time.Minute
)

// Command is something to be done outside: StartTask, CancelTask, SetTimer,
// ClearTimer, ReadItems or WriteResults.
type Command interface{ command() }

type (
	// StartTask asks for the work of a Task state; give the answer to Answer.
	StartTask struct{ Task *task.Task }
	// CancelTask says that a task's answer is no longer wanted.
	CancelTask struct{ ID int64 }
	// SetTimer asks for Fire at a time.
	SetTimer struct{ Timer schedule.Timer }
	// ClearTimer takes a timer back.
	ClearTimer struct{ ID int64 }
	// ReadItems asks for at most Most items of a distributed Map, from item
	// number From on; give them to Items.
	ReadItems struct {
		ID      int64
		Request dataset.Request
		From    int64
		Most    int
	}
	// WriteResults asks for results of a distributed Map to be written; say
	// how it went with Written.
	WriteResults struct {
		ID     int64
		Bucket string
		Files  []File
	}
)

func (StartTask) command()    {}
func (CancelTask) command()   {}
func (SetTimer) command()     {}
func (ClearTimer) command()   {}
func (ReadItems) command()    {}
func (WriteResults) command() {}

var _ = []Command{StartTask{}, CancelTask{}, SetTimer{}, ClearTimer{}, ReadItems{}, WriteResults{}}

// Setting is what an execution gets from outside besides its input.
type Setting struct {
	Origin  history.Origin
	RoleARN string
	Region  string
	Token   func() string // a task token nobody can guess
	// Person tells whether a task will be left to a person; nil is never. Such
	// a task gets a token of its own even if its integration has none.
	Person func(t *task.Task) bool
	// Reports tells of a task that is not left to a person whether Report will
	// say when the service has taken it on; nil is that it has done so at once.
	Reports func(t *task.Task) bool
}

// Progress is one execution of a program. It is not safe for concurrent use.
type Progress struct {
	program        *Program
	origin         history.Origin
	roleARN        string
	region         string
	newToken       func() string
	person         func(t *task.Task) bool
	reports        func(t *task.Task) bool
	input          value.Value
	started        time.Time
	now            time.Time
	limit          int   // bytes of a payload; 0 is none
	most           int64 // events
	log            *history.Log
	chance         *chance
	root           *frame
	ready          queue
	spare          []*frame                  // to be used again
	children       map[string][]*history.Log // of each map run
	commands       []Command
	tasks          map[int64]*frame
	timers         map[int64]timer
	asked          map[int64]*group // map runs that are going on, by their ID
	timerIDs       int64
	childTasks     int64 // in child executions so far, negative
	over           bool
	redrives       int
	redriven       time.Time // the last time
	aboutExecution value.Value
}

// timer is what a timer is for: a frame's wait, backoff or limit; the whole
// execution's when frame is nil.
type timer struct {
	frame     *frame
	limit     bool
	heartbeat bool
}

// Begin starts an execution of p, whose events go to log. Input larger than
// the service takes lifts the limit on all payloads.
func Begin(p *Program, set Setting, input value.Value, now time.Time, log *history.Log) (*Progress, []Command) {
	x := &Progress{program: p, origin: set.Origin, roleARN: set.RoleARN, region: set.Region, newToken: set.Token, person: set.Person, reports: set.Reports, input: input,
		started: now, now: now, limit: MaxPayload, most: maxEvents, log: log, chance: newChance(set.Origin.Seed), tasks: map[int64]*frame{}, timers: map[int64]timer{}, asked: map[int64]*group{}, children: map[string][]*history.Log{}}
	if input.Size() > MaxPayload {
		x.limit = 0
	}
	if set.Origin.Express {
		x.most = maxKept
	}
	x.emit(nil, history.ExecutionStarted, 0, &history.Started{Input: input, RoleARN: set.RoleARN, Origin: set.Origin})
	x.limitTime()
	x.root = x.newFrame(p.whole, nil, nil)
	x.root.input = input
	x.enqueue(x.root)
	return x, x.take()
}

// limitTime starts the time limit of the whole execution.
func (x *Progress) limitTime() {
	limit := x.program.timeout
	if x.origin.Express && (limit == 0 || limit > expressTimeout) {
		limit = expressTimeout
	}
	if limit > 0 {
		x.setTimer(timer{limit: true}, x.now.Add(limit))
	}
}

// Done tells whether the execution has ended.
func (x *Progress) Done() bool { return x.over }

// Ready tells whether Next can do something.
func (x *Progress) Ready() bool { return !x.over && x.ready.n > 0 }

// Entering is the path of the state that Next would enter; "" when it would do
// something else.
func (x *Progress) Entering() string {
	if f := x.ready.first(); f != nil && !x.over && !f.dead && f.phase == entering {
		return f.state.Path
	}
	return ""
}

// Next does one step of the frame whose turn it is and says what it needs.
// The commands are good until the next call of any method.
func (x *Progress) Next(now time.Time) []Command {
	x.now = now
	f := x.ready.pop()
	if f == nil {
		return nil
	}
	f.queued = false
	if f.dead || x.over {
		return nil
	}
	switch f.phase {
	case entering:
		x.enter(f)
	case working:
		x.work(f)
	case answered:
		x.answered(f)
	}
	return x.take()
}

// Answer gives the answer of a task. It is false when nobody waits for it.
func (x *Progress) Answer(id int64, a task.Answer, now time.Time) bool {
	f := x.tasks[id]
	if f == nil || x.over {
		return false
	}
	x.now = now
	f.answer, f.phase = a, answered
	delete(x.tasks, id)
	x.enqueue(f)
	return true
}

// Heartbeat notes that a task's worker is alive. It is false when nobody
// waits for the task.
func (x *Progress) Heartbeat(id int64, now time.Time) (bool, []Command) {
	f := x.tasks[id]
	if f == nil || x.over {
		return false, nil
	}
	x.now = now
	if f.beat != 0 {
		x.clear(&f.beat)
		f.beat = x.setTimer(timer{frame: f, limit: true, heartbeat: true}, now.Add(f.task.Heartbeat))
	}
	return true, x.take()
}

// Fire says that a timer has come due.
func (x *Progress) Fire(id int64, now time.Time) []Command {
	t, ok := x.timers[id]
	if !ok || x.over {
		return nil
	}
	delete(x.timers, id)
	x.now = now
	switch {
	case t.frame == nil:
		x.stop(history.ExecutionTimedOut, &history.Failure{})
	case !t.limit:
		t.frame.wake = 0
		x.enqueue(t.frame)
	default:
		x.timedOut(t.frame, t.heartbeat)
	}
	return x.take()
}

// Abort stops the execution from outside.
func (x *Progress) Abort(err, cause string, now time.Time) []Command {
	if x.over {
		return nil
	}
	x.now = now
	x.stop(history.ExecutionAborted, &history.Failure{Error: err, Cause: cause})
	return x.take()
}

// stop ends the execution from outside; the event follows from the last state
// that was left.
func (x *Progress) stop(t history.Type, d *history.Failure) {
	at := x.root.base
	x.cut(x.root)
	x.emit(nil, t, at, d)
}

func (x *Progress) take() []Command {
	out := x.commands
	x.commands = x.commands[:0]
	if x.over {
		x.ready = queue{}
	}
	return out
}

func (x *Progress) do(c Command) { x.commands = append(x.commands, c) }

func (x *Progress) setTimer(t timer, at time.Time) int64 {
	x.timerIDs++
	x.timers[x.timerIDs] = t
	x.do(SetTimer{schedule.Timer{ID: x.timerIDs, At: at, Limit: t.limit}})
	return x.timerIDs
}

func (x *Progress) clear(id *int64) {
	if *id != 0 {
		delete(x.timers, *id)
		x.do(ClearTimer{*id})
		*id = 0
	}
}

// emit appends an event about a frame's state, or about the execution when f
// is nil, and returns its ID.
func (x *Progress) emit(f *frame, t history.Type, previous int64, d history.Details) int64 {
	if f == nil {
		return x.emitTo(x.log, "", nil, t, previous, d)
	}
	return x.emitTo(f.log, f.state.Path, f.scope, t, previous, d)
}

// emitTo appends an event to the execution's log, or to that of a child. When
// the history is full the event that says so takes its place, and all after
// that come to nothing.
func (x *Progress) emitTo(log *history.Log, path string, scope *history.Scope, t history.Type, previous int64, d history.Details) int64 {
	if x.over {
		return 0
	}
	e := log.Extend()
	e.Previous, e.Time, e.Type, e.Details, e.Path, e.Scope = previous, x.now, t, d, path, scope
	if log == x.log {
		if e.ID >= x.most && !t.Terminal() {
			e.Type, e.Path, e.Scope = history.ExecutionFailed, "", nil
			e.Details = &history.Failure{Error: errRuntime, Cause: fmt.Sprintf("The execution reached the maximum number of history events (%d).", x.most)}
		}
		x.over = e.Type.Terminal()
	}
	id := e.ID
	log.Commit()
	return id
}

// queue holds frames that can go on, first come first served.
type queue struct {
	ring []*frame
	head int
	n    int
}

func (q *queue) push(f *frame) {
	if q.n == len(q.ring) {
		larger := make([]*frame, max(8, 2*q.n))
		for i := range q.n {
			larger[i] = q.ring[(q.head+i)&(len(q.ring)-1)]
		}
		q.ring, q.head = larger, 0
	}
	q.ring[(q.head+q.n)&(len(q.ring)-1)] = f
	q.n++
}

// first is the frame whose turn it is, or nil.
func (q *queue) first() *frame {
	if q.n == 0 {
		return nil
	}
	return q.ring[q.head]
}

func (q *queue) pop() *frame {
	if q.n == 0 {
		return nil
	}
	f := q.ring[q.head]
	q.ring[q.head] = nil
	q.head = (q.head + 1) & (len(q.ring) - 1)
	q.n--
	return f
}

func (x *Progress) enqueue(f *frame) {
	if !f.queued {
		f.queued = true
		x.ready.push(f)
	}
}
