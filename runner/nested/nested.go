package nested

import (
	"fmt"
	"path/filepath"
	"strings"
	"sync"

	"github.com/stateboard/stateboard/asl"
	"github.com/stateboard/stateboard/asl/file"
	"github.com/stateboard/stateboard/asl/text"
	"github.com/stateboard/stateboard/runner"
	"github.com/stateboard/stateboard/runner/journal"
	"github.com/stateboard/stateboard/runner/task"
)

// Bounds of a family of executions: how deep they may start one another, and
// how many there may be in all. The service says ExecutionLimitExceeded.
const (
	MaxDepth      = 32
	MaxExecutions = 10000
)

// Options say how children run.
type Options struct {
	Engine *runner.Engine
	Path   string // the machine file that is run; children stand beside it
	// Start is what children start with besides what is their own: Document,
	// Input, Type (always STANDARD), Machine, Name, Answerer, Prepared, About.
	// If its Recorder is a journal, children are found again there.
	Start runner.StartInput
	// Team says who else answers a child's tasks; nil is nobody. It is asked
	// once for each execution.
	Team func(Child) (Team, error)
	// Started is told of each execution that is started or taken up; may be
	// nil. It must not block.
	Started func(Child, *runner.Run)
}

// Child is a machine that is to be run.
type Child struct {
	Path     string
	Machine  string
	Case     string // the test case asked for by NAME#CASE; may be ""
	Document *asl.Document
}

// Team is who answers one execution's tasks, before its own children do.
type Team struct {
	Mocks    *task.Case    // come first and are kept with the execution; may be nil
	Answerer task.Answerer // comes next; may be nil
	Close    func()        // called after the end; may be nil
}

// Siblings starts the machines beside a flow.
type Siblings struct {
	family *family
	depth  int
}

// family is what all executions under one share.
type family struct {
	Options
	journal *journal.Journal // nil finds nothing again
	mu      sync.Mutex
	byName  map[string]*execution // by machine and name
	running map[*execution]bool
	started int
	closed  bool
	end     chan struct{} // closed by Close
	err     error
	working sync.WaitGroup
}

// New is the answerer of a first run. Close must be called in the end.
func New(o Options) *Siblings {
	kept, _ := o.Start.Recorder.(*journal.Journal)
	return &Siblings{family: &family{Options: o, journal: kept, byName: map[string]*execution{}, running: map[*execution]bool{}, end: make(chan struct{})}}
}

// Err is why a child could not go on, such as *task.Unanswered; the first of
// several. Failing well is no such reason.
func (s *Siblings) Err() error {
	s.family.mu.Lock()
	defer s.family.mu.Unlock()
	return s.family.err
}

// Running is how many children have not ended.
func (s *Siblings) Running() int {
	s.family.mu.Lock()
	defer s.family.mu.Unlock()
	return len(s.family.running)
}

// Wait returns when all children have ended.
func (s *Siblings) Wait() { s.family.working.Wait() }

// Close stops the children that still run and returns when they have ended.
// Those to be taken up again later are left (Engine.Leave) before.
func (s *Siblings) Close() {
	f := s.family
	f.mu.Lock()
	if !f.closed {
		f.closed = true
		close(f.end)
	}
	var running []*execution
	for x := range f.running {
		running = append(running, x)
	}
	f.mu.Unlock()
	for _, x := range running {
		x.run.Stop("", "")
	}
	f.working.Wait()
}

// Takes tells whether the task starts a machine that stands beside the flow.
func (s *Siblings) Takes(t *task.Task) bool {
	_, why := s.find(t)
	return why == ""
}

// Reports is true of .sync and .waitForTaskToken: what StartExecution gives is
// in TaskSubmitted.
func (s *Siblings) Reports(t *task.Task) bool { return startsExecution(t) && t.Resource.Submits() }

// Take starts it.
func (s *Siblings) Take(t *task.Task, reply func(task.Answer)) task.Taken {
	if !startsExecution(t) {
		return task.Declined{} // there is nothing to say about it here
	}
	child, why := s.find(t)
	if why != "" {
		return task.Declined{Why: why}
	}
	return s.begin(&call{siblings: s, task: t, child: child, reply: reply})
}

// begin begins the work of a call.
func (s *Siblings) begin(c *call) task.Taken {
	s.family.mu.Lock()
	defer s.family.mu.Unlock()
	if !s.family.closed {
		s.family.working.Go(c.work)
	}
	kept := task.Kept{Cancel: c.cancel}
	if c.waits() {
		kept.Part = c
	}
	return kept
}

func startsExecution(t *task.Task) bool {
	action, _, _ := strings.Cut(t.Resource.Action, ".")
	return t.Resource.Kind == task.Service && t.Resource.Type == "states" && action == "startExecution"
}

// endings are the names a definition file may end in.
var endings = [...]string{".asl.json", ".asl.yaml", ".asl.yml"}

// find is the machine a task starts, or why it starts none.
func (s *Siblings) find(t *task.Task) (c Child, why string) {
	if !startsExecution(t) {
		return c, "it starts no state machine"
	}
	arn := t.Input.Get("StateMachineArn").Str()
	c.Machine, c.Case = machineOf(arn)
	if c.Machine == "" {
		return c, fmt.Sprintf("its StateMachineArn %q names no state machine", arn)
	}
	for _, ending := range endings {
		path := filepath.Join(filepath.Dir(s.family.Path), c.Machine+ending)
		if isFile(path) {
			c.Path = path
			return c, ""
		}
	}
	return c, fmt.Sprintf("it starts the state machine %q, and no %s%s stands beside the flow", c.Machine, c.Machine, endings[0])
}

// machineOf is the name in a state machine's ARN, without version and alias,
// and the test case after #. A bare name is one too.
func machineOf(arn string) (name, testCase string) {
	arn, testCase, _ = strings.Cut(arn, "#")
	if strings.HasPrefix(arn, "arn:") {
		_, rest, found := strings.Cut(arn, ":stateMachine:")
		if !found {
			return "", ""
		}
		arn = rest
	}
	name, _, _ = strings.Cut(arn, ":")
	if !validName(name) || strings.HasPrefix(name, ".") {
		return "", ""
	}
	return name, testCase
}

// validName tells whether the service takes a name for a machine or an
// execution: 1 to 80 characters, none of white space, brackets, wildcards,
// other specials and control characters.
func validName(s string) bool {
	if n := len([]rune(s)); n < 1 || n > 80 {
		return false
	}
	return !strings.ContainsFunc(s, func(r rune) bool {
		return r <= ' ' || r >= 0x7f && r <= 0x9f || r == 0xfffd || strings.ContainsRune(`<>{}[]?*"#%\^|~`+"`$&,;:/", r)
	})
}

// open reads the definition.
func (c *Child) open() error {
	content, err := file.Read(c.Path)
	if err != nil {
		return err
	}
	c.Document = asl.ParseNamed(c.Path, text.New(content))
	return nil
}

// fail remembers why a child could not go on.
func (f *family) fail(err error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.err == nil {
		f.err = err
	}
}
