package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"path/filepath"
	"strings"
	"sync"
	"syscall"

	"github.com/stateboard/stateboard/runner"
	"github.com/stateboard/stateboard/runner/binding"
	"github.com/stateboard/stateboard/runner/history"
	"github.com/stateboard/stateboard/runner/nested"
	"github.com/stateboard/stateboard/runner/scenario"
	"github.com/stateboard/stateboard/runner/task"
)

// outside are those who answer tasks beside the mocks: what a bindings file
// binds, and the machines beside the flow. Both are there only for one run.
type outside struct {
	engine   *runner.Engine
	siblings *nested.Siblings  // nil when the flow is no file
	bound    *binding.Answerer // nil without bindings
	set      binding.Set
	mocks    *task.Mocks // that machines started inherit; may be nil
	testCase string
	takenUp  func(*runner.Run)       // hears of executions that are started or taken up; may be nil
	waits    func(arn string) string // says what one that is kept and was left waits for; nil where none is

	interrupts chan os.Signal // while something is bound

	mu       sync.Mutex
	children []*runner.Run // that nobody has waited for yet
}

// newOutside adds to a run those who answer after its mocks. Bindings given by
// file are allowed by that; stderr says what they let happen.
func newOutside(e *runner.Engine, in *runner.StartInput, path, bindings string, stderr io.Writer) (*outside, error) {
	o := &outside{engine: e, interrupts: make(chan os.Signal, 1)}
	if err := o.inherit(in.About.Mocks, in.About.Case); err != nil {
		return nil, err
	}
	if err := o.read(bindings, stderr); err != nil {
		return nil, err
	}
	var others task.First
	if in.Answerer != nil {
		others = append(others, in.Answerer)
	}
	if len(o.set) > 0 {
		o.bound = o.answerer(in.Machine, true)
		signal.Notify(o.interrupts, os.Interrupt, syscall.SIGTERM) // before anything is started
		others = append(others, o.bound)
	}
	if path != "-" {
		o.siblings = nested.New(nested.Options{Engine: e, Path: path, Start: *in, Team: o.team, Started: o.started})
		others = append(others, o.siblings)
	}
	in.Answerer = others
	return o, nil
}

// inherit says from which mocks machines that are started are answered.
func (o *outside) inherit(mocks, testCase string) (err error) {
	if o.mocks, o.testCase = nil, testCase; mocks != "" {
		o.mocks, err = task.ParseMocks(mocks)
	}
	return err
}

// read reads the bindings file; "" is none.
func (o *outside) read(path string, stderr io.Writer) error {
	if path == "" {
		return nil
	}
	content, err := os.ReadFile(path)
	if err != nil {
		return fmt.Errorf("%s cannot be read (%w)", path, err)
	}
	if o.set, err = binding.Parse(string(content), filepath.Dir(path)); err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	for _, b := range o.set {
		fmt.Fprintf(stderr, "stateboardctl: as %s says, this run %s\n", path, b.Says())
	}
	return nil
}

func (o *outside) answerer(machine string, main bool) *binding.Answerer {
	return binding.New(binding.Options{Set: o.set.Of(machine, main), Granted: func(binding.Binding) bool { return true }})
}

// team answers for a machine that the flow starts.
func (o *outside) team(c nested.Child) (t nested.Team, err error) {
	if t.Mocks, err = nested.Mocks(c, o.mocks, o.testCase); err != nil {
		return t, err
	}
	if len(o.set) > 0 {
		bound := o.answerer(scenario.StateMachineName(c.Path), false)
		t.Answerer, t.Close = bound, bound.Close
	}
	return t, nil
}

func (o *outside) started(_ nested.Child, run *runner.Run) {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.children = append(o.children, run)
	if o.takenUp != nil {
		o.takenUp(run)
	}
}

// next is a child that nobody has waited for yet.
func (o *outside) next() *runner.Run {
	o.mu.Lock()
	defer o.mu.Unlock()
	if len(o.children) == 0 {
		return nil
	}
	run := o.children[0]
	o.children = o.children[1:]
	return run
}

// await waits for a run and for what it has started. The error is that of the
// run, or else of a machine it has started that could not go on. Who waits for
// an answer is left, and so is who waits for that: the error is runner.ErrLeft.
func (o *outside) await(run *runner.Run, stderr io.Writer) error {
	defer o.watch(run)()
	failed := await(run)
	said := false
	for child := o.next(); child != nil; child = o.next() {
		if n := o.siblings.Running(); n > 0 && !said {
			said = true
			fmt.Fprintf(stderr, "stateboardctl: waiting for %s that the flow has started\n", count(n, "execution"))
		}
		err := await(child)
		switch last := child.Events().Last(); {
		case errors.Is(err, runner.ErrLeft) && o.waits == nil:
			fmt.Fprintf(stderr, "stateboardctl: %s waits for an answer\n", child.Origin.Execution)
		case errors.Is(err, runner.ErrLeft) && failed == nil:
			fmt.Fprintf(stderr, "stateboardctl: %s goes on by itself: %s\n", child.Origin.Execution, o.waits(child.Origin.Execution))
		case err == nil && said && last.Type != history.ExecutionSucceeded:
			fmt.Fprintf(stderr, "stateboardctl: %s did not succeed: ", child.Origin.Execution)
			report(last, stderr)
		}
	}
	if o.siblings != nil {
		if err := o.siblings.Err(); err != nil && !errors.Is(err, runner.ErrLeft) {
			return err
		}
	}
	return failed
}

func count(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}

// watch lets an interrupt end the run instead of the process while commands
// may be at work: they are in process groups of their own and would go on. A
// run that is kept on disk is left as it is.
func (o *outside) watch(run *runner.Run) (stop func()) {
	if o.bound == nil {
		return func() {}
	}
	done := make(chan struct{})
	go func() {
		select {
		case <-o.interrupts:
			if run.Recorded() {
				o.engine.Leave()
			} else {
				run.Stop("", "Interrupted")
			}
			o.close()
		case <-done:
		}
	}()
	return func() { close(done) }
}

// close ends whatever is still at work. Executions that are kept are left as
// they are, those that nobody waits for too.
func (o *outside) close() {
	o.engine.Leave()
	if o.siblings != nil {
		o.siblings.Close()
	}
	if o.bound != nil {
		signal.Stop(o.interrupts)
		o.bound.Close()
	}
}

// tokenWaits says what a run waits for that nothing here can give.
func tokenWaits(run *runner.Run) string {
	return fmt.Sprintf("the execution %s waits for an answer to a task token, and nothing here can give one; with --data DIR it is kept and can be answered", strings.TrimSpace(run.Origin.Name))
}
