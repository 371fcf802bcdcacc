package interp

import (
	"fmt"
	"math"
	"strings"
	"time"

	"github.com/stateboard/stateboard/asl"
	"github.com/stateboard/stateboard/asl/diag"
	"github.com/stateboard/stateboard/asl/jsonpath"
	"github.com/stateboard/stateboard/asl/syntax"
	"github.com/stateboard/stateboard/runner/history"
)

// Program is a document compiled. It is immutable and may be run any number
// of times at once.
type Program struct {
	Document *asl.Document
	whole    *machine
	timeout  time.Duration // 0 is none
	assigns  bool          // some state assigns variables
}

// machine is the whole, or the inside of a Parallel or Map.
type machine struct {
	start  *state
	states map[string]*state
}

// state is what all kinds of state compile to; kind holds the rest.
type state struct {
	*asl.StateBase
	kind           kind
	jsonata        bool
	context        bool // some field looks at the context object
	entered        history.Type
	exited         history.Type
	next           *state // nil at the machine's end
	inputPath      selector
	outputPath     selector
	resultPath     *jsonpath.Path // nil is "$"
	discard        bool           // ResultPath is null: the input is kept
	parameters     template       // Parameters or Arguments; nil is the input as it is
	resultSelector template
	output         template // of JSONata
	assign         []assignment
	retriers       []*retrier
	catchers       []*catcher
}

// kind is what the eight kinds of state do. Work is done once the state has
// been entered, and again when it is retried.
type kind interface {
	work(x *Progress, f *frame)
}

// selector is InputPath or OutputPath.
type selector struct {
	p    *jsonpath.Path // nil is "$"
	none bool           // null: an empty object
}

// assignment is one variable of Assign.
type assignment struct {
	name string
	t    template
}

// CompileError says why a document cannot be run.
type CompileError struct{ Diagnostics []diag.Diagnostic }

func (e *CompileError) Error() string {
	d := e.Diagnostics[0]
	return strings.TrimSpace(d.Message + " " + d.Advice)
}

// CodeNotRunnable marks what keeps a document from being run.
const CodeNotRunnable = "NOT_RUNNABLE"

// Compile reads a document into a program. The error is a *CompileError.
func Compile(d *asl.Document) (*Program, error) {
	c := &compiler{doc: d}
	switch {
	case len(d.SyntaxErrors()) > 0:
		return nil, &CompileError{d.SyntaxErrors()}
	case d.Machine == nil:
		c.found = append(c.found, diag.Diagnostic{Code: CodeNotRunnable, Message: "There is no state machine in the text.", Advice: "A machine is an object with StartAt and States."})
		return nil, &CompileError{c.found}
	}
	p := &Program{Document: d, whole: c.machine(d.Machine)}
	p.assigns = c.assigns
	if n, ok := d.Machine.Field("TimeoutSeconds").Int(); ok {
		p.timeout = seconds(n)
	}
	if len(c.found) > 0 {
		diag.Sort(c.found)
		return nil, &CompileError{c.found}
	}
	return p, nil
}

// compiler collects what is wrong on the way.
type compiler struct {
	doc     *asl.Document
	found   []diag.Diagnostic
	assigns bool
}

func (c *compiler) fail(n *syntax.Node, message, advice string) {
	d := diag.Diagnostic{Code: CodeNotRunnable, Message: message, Advice: advice}
	if n != nil {
		d.Span, d.Pointer = n.Span, n.Pointer()
	}
	c.found = append(c.found, d)
}

func (c *compiler) machine(m *asl.Machine) *machine {
	out := &machine{states: make(map[string]*state, len(m.States))}
	for _, s := range m.States {
		out.states[s.Base().Name] = &state{StateBase: s.Base()}
	}
	for _, s := range m.States {
		c.state(out.states[s.Base().Name], s, out)
	}
	if out.start = out.states[m.StartAt.StringText()]; out.start == nil {
		at := m.StartAt
		if at == nil {
			at = m.Node
		}
		c.fail(at, "StartAt does not name a state of this machine.", "Name the state to begin with.")
	}
	return out
}

// target finds the state that Next, Default or a catcher names.
func (c *compiler) target(n, holder *syntax.Node, scope *machine) *state {
	if n == nil {
		c.fail(holder, "Where to go from here is not said.", "Add Next, or End: true.")
		return nil
	}
	s := scope.states[n.StringText()]
	if s == nil {
		c.fail(n, fmt.Sprintf("There is no state %q beside this one.", n.StringText()), "Name a state of the same machine.")
	}
	return s
}

func (c *compiler) state(out *state, s asl.State, scope *machine) {
	b := out.StateBase
	out.jsonata = b.QueryLanguage() == asl.JSONata
	source := c.doc.Tree.Source[b.Node.Span.Start:b.Node.Span.End]
	out.context = strings.Contains(source, "$$") || strings.Contains(source, "context") || whole(source)
	if out.jsonata {
		out.output = c.template(b.Field("Output"), true, "Output")
		out.parameters = c.template(b.Field("Arguments"), true, "Arguments")
	} else {
		c.flow(out)
	}
	out.assign = c.assign(b.Node, out.jsonata, "")
	switch s.(type) {
	case *asl.Choice, *asl.Succeed, *asl.Fail:
	default:
		if !b.End() {
			out.next = c.target(b.Next(), b.Node, scope)
		}
	}
	out.retriers = c.retriers(asl.Retriers(s))
	out.catchers = c.catchers(asl.Catchers(s), out, scope)
	c.kind(out, s, scope)
}

// flow compiles the fields by which a JSONPath state passes data.
func (c *compiler) flow(out *state) {
	out.inputPath = c.selector(out.Field("InputPath"))
	out.outputPath = c.selector(out.Field("OutputPath"))
	out.resultPath, out.discard = c.resultPath(out.Field("ResultPath"))
	out.parameters = c.template(out.Field("Parameters"), false, "Parameters")
	out.resultSelector = c.template(out.Field("ResultSelector"), false, "ResultSelector")
}

func (c *compiler) resultPath(n *syntax.Node) (*jsonpath.Path, bool) {
	switch {
	case n == nil:
		return nil, false
	case n.Is(syntax.Null):
		return nil, true
	}
	p := c.path(n)
	if p == nil || p.IsRoot() && p.Root() == jsonpath.InputRoot {
		return nil, false
	}
	if p.Root() != jsonpath.InputRoot || !p.IsReference() {
		c.fail(n, "ResultPath must be a reference path that starts at $.", "Write a path such as \"$.result\".")
	}
	return p, false
}

func (c *compiler) selector(n *syntax.Node) selector {
	switch {
	case n == nil:
		return selector{}
	case n.Is(syntax.Null):
		return selector{none: true}
	}
	p := c.path(n)
	if p != nil && p.IsRoot() && p.Root() == jsonpath.InputRoot {
		p = nil
	}
	return selector{p: p}
}

// assign compiles the holder's Assign; within says where the holder is in its
// state, such as "Catch[0]/".
func (c *compiler) assign(holder *syntax.Node, jsonata bool, within string) []assignment {
	n := holder.Get("Assign")
	if !n.Is(syntax.Object) {
		return nil
	}
	c.assigns = true
	list := make([]assignment, 0, len(n.Members()))
	for _, m := range n.Members() {
		name := m.Key.Text
		if !jsonata && strings.HasSuffix(name, ".$") {
			list = append(list, assignment{strings.TrimSuffix(name, ".$"), c.dynamic(m.Value, name)})
			continue
		}
		list = append(list, assignment{name, c.template(m.Value, jsonata, within+"Assign/"+name)})
	}
	return list
}

func (c *compiler) kind(out *state, s asl.State, scope *machine) {
	switch s := s.(type) {
	case *asl.Pass:
		out.entered, out.exited = history.PassStateEntered, history.PassStateExited
		out.kind = c.pass(s)
	case *asl.Task:
		out.entered, out.exited = history.TaskStateEntered, history.TaskStateExited
		out.kind = c.task(s, out)
	case *asl.Choice:
		out.entered, out.exited = history.ChoiceStateEntered, history.ChoiceStateExited
		out.kind = c.choice(s, out, scope)
	case *asl.Wait:
		out.entered, out.exited = history.WaitStateEntered, history.WaitStateExited
		out.kind = c.wait(s, out)
	case *asl.Succeed:
		out.entered, out.exited = history.SucceedStateEntered, history.SucceedStateExited
		out.kind = succeed{}
	case *asl.Fail:
		out.entered = history.FailStateEntered
		out.kind = c.failState(s, out)
	case *asl.Parallel:
		out.entered, out.exited = history.ParallelStateEntered, history.ParallelStateExited
		out.kind = c.parallel(s)
	case *asl.Map:
		out.entered, out.exited = history.MapStateEntered, history.MapStateExited
		out.kind = c.mapState(s, out)
	default:
		c.fail(out.Node, fmt.Sprintf("The state %q has no Type that can be run.", out.Name), "Give it one of the eight types.")
	}
}

// seconds is a number of seconds as a duration, however large.
func seconds(n int64) time.Duration {
	if n > math.MaxInt64/int64(time.Second) {
		return math.MaxInt64
	}
	return time.Duration(n) * time.Second
}
