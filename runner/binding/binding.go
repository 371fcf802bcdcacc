package binding

import (
	"context"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/stateboard/stateboard/runner/task"
)

// KeyKind is what a binding goes by.
type KeyKind uint8

// The kinds of keys; where several bindings fit a task, the first kind wins.
const (
	ByState    KeyKind = iota // the state's name
	ByFunction                // the name of the Lambda function; "*" is every function
	ByResource                // the whole Resource
)

var keyNames = [...]string{"state", "function", "resource"}

// Key tells which tasks a binding is for.
type Key struct {
	Kind KeyKind
	Name string
}

func (k Key) String() string { return keyNames[k.Kind] + " " + strconv.Quote(k.Name) }

func (k Key) matches(t *task.Task) bool {
	switch k.Kind {
	case ByState:
		return t.Name == k.Name
	case ByResource:
		return t.Resource.ARN == k.Name
	}
	name, _, ok := task.FunctionOf(t)
	return ok && (k.Name == name || k.Name == "*")
}

// Binding says what answers the tasks of a key.
type Binding struct {
	For Key
	// Machine is the name of the state machine that the binding is for, in a
	// list that serves several: "" is the one that is run, "*" is each.
	Machine string
	To      Target
}

// Says is what the binding lets happen, in words that fit after "it".
func (b Binding) Says() string { return b.To.says() + ", for the " + b.For.String() }

// Target is what a task is bound to: Lambda, HTTP, Command or Worker.
type Target interface {
	says() string
	// refuses tells why the target cannot answer the task; "" is that it can.
	refuses(t *task.Task) string
	// answer does the work; nil says that the answer comes by token. It returns soon
	// after ctx ends.
	answer(ctx context.Context, a *Answerer, t *task.Task) task.Answer
	slots(a *Answerer) chan struct{}
}

// Lambda is an endpoint of the Lambda Invoke API, such as `sam local
// start-lambda`, LocalStack or the runtime interface emulator.
type Lambda struct {
	Endpoint string // base URL
	Function string // the function's name there; "" is the task's own
	Timeout  time.Duration
}

// HTTP lets http:invoke reach origins.
type HTTP struct {
	Origins  []string      // scheme://host[:port]
	StandIns []StandIn     // origins that are reached elsewhere
	Headers  []task.Header // sent besides the flow's own: what a connection would add
	Timeout  time.Duration
}

// StandIn is a base URL that is called in place of an origin.
type StandIn struct{ Origin, Base string }

// Command is a program that gets the task's input on stdin and writes the
// result to stdout, both JSON.
type Command struct {
	Argv    []string
	Dir     string // working directory; absolute
	Env     []Variable
	Timeout time.Duration
	Output  int // most bytes of stdout
}

// Variable is a variable of a command's environment.
type Variable struct{ Name, Value string }

// Worker leaves an activity's tasks to workers that fetch them.
type Worker struct{}

var _ = []Target{Lambda{}, HTTP{}, Command{}, Worker{}}

// What is taken where a binding does not say.
const (
	LambdaTimeout  = 15 * time.Minute // Lambda's own limit
	HTTPTimeout    = 60 * time.Second // the service's limit of an HTTP Task
	CommandTimeout = 60 * time.Second
	CommandOutput  = 256 << 10
	// CommandErrors is how much of the end of stderr is kept, in bytes.
	CommandErrors = 64 << 10
)

func (l Lambda) says() string {
	name := "the function's name"
	if l.Function != "" {
		name = strconv.Quote(l.Function)
	}
	return fmt.Sprintf("calls the Lambda endpoint %s with %s", l.Endpoint, name)
}

func (h HTTP) says() string {
	var to []string
	to = append(to, h.Origins...)
	for _, s := range h.StandIns {
		to = append(to, s.Base+" in place of "+s.Origin)
	}
	return "calls " + strings.Join(to, ", ")
}

func (c Command) says() string {
	quoted := make([]string, len(c.Argv))
	for i, arg := range c.Argv {
		quoted[i] = strconv.Quote(arg)
	}
	return fmt.Sprintf("starts the command %s in %s", strings.Join(quoted, " "), c.Dir)
}

func (Worker) says() string { return "waits for workers to fetch the work" }

func (l Lambda) refuses(t *task.Task) string {
	if _, _, ok := task.FunctionOf(t); !ok && l.Function == "" {
		return "its binding is a Lambda endpoint and does not say which function to call there; add \"function\" to it"
	}
	return ""
}

func (Command) refuses(*task.Task) string { return "" }

func (Worker) refuses(t *task.Task) string {
	if t.Resource.Kind != task.Activity {
		return "its binding leaves it to workers, and only an activity's work is fetched by workers"
	}
	return ""
}

// answer of a Worker comes by token.
func (Worker) answer(context.Context, *Answerer, *task.Task) task.Answer { return nil }

func (l Lambda) slots(a *Answerer) chan struct{}  { return a.calls }
func (h HTTP) slots(a *Answerer) chan struct{}    { return a.calls }
func (c Command) slots(a *Answerer) chan struct{} { return a.processes }
func (Worker) slots(*Answerer) chan struct{}      { return nil }

// Set is a list of bindings.
type Set []Binding

// Of are the bindings for the machine of that name, as its own. Main tells
// that it is the one that is run, not one that it starts.
func (s Set) Of(machine string, main bool) Set {
	var own Set
	for _, b := range s {
		if b.Machine == machine || b.Machine == "*" || b.Machine == "" && main {
			b.Machine = ""
			own = append(own, b)
		}
	}
	return own
}

// Find is the binding of a task: by its state before its function before its
// resource, a function by its name before every function, the first of equals.
func (s Set) Find(t *task.Task) (b Binding, ok bool) {
	best := -1
	for i := range s {
		if s[i].For.matches(t) && (best < 0 || s[i].For.before(s[best].For)) {
			best = i
		}
	}
	if best < 0 {
		return Binding{}, false
	}
	return s[best], true
}

// Possible are the bindings of which one may come to be that of a task whose
// Resource and state are known, while its input is so only in part: a function
// that is named only at run time may be any.
func (s Set) Possible(t *task.Task) Set {
	b, ok := s.Find(t)
	_, _, named := task.FunctionOf(t)
	if named || t.Resource.Type != "lambda" || ok && b.For.Kind == ByState {
		if !ok {
			return nil
		}
		return Set{b}
	}
	var any Set
	for _, b := range s {
		if b.For.Kind == ByFunction || b.For.matches(t) {
			any = append(any, b)
		}
	}
	return any
}

func (k Key) before(other Key) bool {
	if k.Kind != other.Kind {
		return k.Kind < other.Kind
	}
	return other.Name == "*" && k.Name != "*"
}
