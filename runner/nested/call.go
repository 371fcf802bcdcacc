package nested

import (
	"errors"
	"fmt"
	"os"
	"sync"

	"github.com/stateboard/stateboard/asl/value"
	"github.com/stateboard/stateboard/runner"
	"github.com/stateboard/stateboard/runner/interp"
	"github.com/stateboard/stateboard/runner/journal/tape"
	"github.com/stateboard/stateboard/runner/task"
)

// execution is a child that has been started.
type execution struct {
	run   *runner.Run
	input value.Value
	team  Team
}

func (x *execution) over() bool {
	select {
	case <-x.run.Done():
		return true
	default:
		return false
	}
}

// call is one task that starts an execution.
type call struct {
	siblings *Siblings
	task     *task.Task
	child    Child
	reply    func(task.Answer)

	mu       sync.Mutex
	x        *execution
	canceled bool
}

// waits tells whether the task's result is that of the execution.
func (c *call) waits() bool {
	return c.task.Resource.Pattern == "sync" || c.task.Resource.Pattern == "sync:2"
}

// cancel gives the task up. A child that is waited for is stopped; another
// goroutine does it, since the caller must not be kept.
func (c *call) cancel() {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.canceled = true; c.x != nil && c.waits() {
		go c.x.run.Stop("", "")
	}
}

func (c *call) work() {
	x, refused := c.start()
	if refused != nil {
		c.reply(refused)
		return
	}
	c.mu.Lock()
	c.x = x
	if c.canceled && c.waits() {
		go x.run.Stop("", "")
	}
	c.mu.Unlock()
	switch c.task.Resource.Pattern {
	case "":
		c.reply(task.Return{Output: startResult(x.run)})
	case "waitForTaskToken":
		c.reply(nil)
	default:
		<-x.run.Done()
		c.reply(c.outcome(x))
	}
}

// outcome is what an execution that is waited for comes to.
func (c *call) outcome(x *execution) task.Answer {
	if err := x.run.Err(); err != nil {
		err = c.why(err)
		c.siblings.family.fail(err)
		return task.Failed("States.Runtime", err.Error())
	}
	return outcome(x.run, x.input, c.task.Resource.Pattern == "sync:2")
}

// why says in which machine something could not go on.
func (c *call) why(err error) error { return fmt.Errorf("in %s: %w", c.child.Path, err) }

var errClosed = errors.New("the run that started everything is over")

// start starts the execution that the task asks for, or finds the one that
// runs already: a name with the same input may be asked for again. The answer
// is the service's refusal.
func (c *call) start() (*execution, task.Answer) {
	name := c.task.Input.Get("Name")
	if s, ok := name.AsString(); !name.IsAbsent() && !name.IsNull() && (!ok || !validName(s)) {
		return nil, refusal("InvalidName", fmt.Sprintf("Invalid Name: '%s'", scalar(name)))
	}
	input := c.task.Input.Get("Input")
	if input.IsAbsent() || input.IsNull() {
		input = value.Object()
	}
	if c.siblings.depth >= MaxDepth {
		return nil, refusal("ExecutionLimitExceeded", fmt.Sprintf("State machines start one another more than %d deep here", MaxDepth))
	}
	if err := c.child.open(); err != nil {
		return nil, c.broken(err)
	}
	x, refused, err := c.enter(name.Str(), input)
	switch {
	case errors.Is(err, errClosed):
		return nil, task.Failed("States.TaskFailed", err.Error())
	case err != nil:
		return nil, c.broken(err)
	}
	return x, refused
}

// enter starts the execution as one of the family.
func (c *call) enter(name string, input value.Value) (*execution, task.Answer, error) {
	f := c.siblings.family
	f.mu.Lock()
	defer f.mu.Unlock()
	key := c.child.Machine + "/" + name
	if before := f.byName[key]; before != nil {
		if !before.over() && value.Equal(before.input, input) {
			return before, nil, nil
		}
		return nil, refusal("ExecutionAlreadyExists", fmt.Sprintf("Execution Already Exists: '%s'", before.run.Origin.Execution)), nil
	}
	if f.started >= MaxExecutions {
		return nil, refusal("ExecutionLimitExceeded", fmt.Sprintf("More than %d executions have been started here", MaxExecutions)), nil
	}
	if f.closed {
		return nil, nil, errClosed
	}
	x, err := c.launch(name, input)
	if err != nil {
		return nil, nil, err
	}
	f.started++
	f.running[x] = true
	if name != "" {
		f.byName[key] = x
	}
	f.working.Go(func() { c.attend(x) })
	if f.Started != nil {
		f.Started(c.child, x.run)
	}
	return x, nil, nil
}

// launch starts the child; the family is locked.
func (c *call) launch(name string, input value.Value) (*execution, error) {
	f := c.siblings.family
	in := f.Start
	in.Document, in.Program, in.Input, in.Machine, in.Name, in.Prepared = c.child.Document, nil, input, c.child.Machine, name, nil
	in.Type, in.About = runner.Standard, tape.About{Path: c.child.Path}
	x := &execution{input: input}
	others := task.First{}
	if f.Team != nil {
		var err error
		if x.team, err = f.Team(c.child); err != nil {
			return nil, err
		}
		in.Prepared = x.team.Prepared
		if x.team.Answerer != nil {
			others = append(others, x.team.Answerer)
		}
	}
	in.Answerer = append(others, &Siblings{f, c.siblings.depth + 1})
	run, err := f.Engine.Start(in)
	if err != nil {
		if x.team.Close != nil {
			x.team.Close()
		}
		return nil, err
	}
	x.run = run
	return x, nil
}

// attend waits for the end of a child.
func (c *call) attend(x *execution) {
	<-x.run.Done()
	if x.team.Close != nil {
		x.team.Close()
	}
	if err := x.run.Err(); err != nil {
		c.siblings.family.fail(c.why(err))
	}
	f := c.siblings.family
	f.mu.Lock()
	delete(f.running, x)
	f.mu.Unlock()
}

// broken ends the parent's task because the child cannot be run at all.
func (c *call) broken(err error) task.Answer {
	var compile *interp.CompileError
	if errors.As(err, &compile) && c.child.Document != nil {
		d := &compile.Diagnostics[0]
		err = fmt.Errorf("%s:%s: %w", c.child.Path, c.child.Document.Text.Position(d.Span.Start), err)
	} else {
		err = c.why(err)
	}
	c.siblings.family.fail(err)
	return task.Failed("States.Runtime", err.Error())
}

func isFile(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.Mode().IsRegular()
}
