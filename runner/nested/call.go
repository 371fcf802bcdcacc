package nested

import (
	"errors"
	"fmt"
	"os"
	"sync"
	"time"

	"github.com/stateboard/stateboard/asl/value"
	"github.com/stateboard/stateboard/runner"
	"github.com/stateboard/stateboard/runner/interp"
	"github.com/stateboard/stateboard/runner/journal"
	"github.com/stateboard/stateboard/runner/journal/tape"
	"github.com/stateboard/stateboard/runner/task"
)

// execution is a child that has been started.
type execution struct {
	run   *runner.Run
	ended *result // in place of run: it has ended before
	input value.Value
	team  Team
}

func (x *execution) over() bool {
	if x.ended != nil {
		return true
	}
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
	again    bool               // the task may have started it before
	earlier  *journal.Execution // what it did start before; may be nil
	unkept   bool               // the execution that asks is in memory only
	reply    func(task.Answer)

	mu       sync.Mutex
	x        *execution
	canceled bool
	held     bool
	steps    int // to be taken once it has begun
	pace     time.Duration
}

// waits tells whether the task's result is that of the execution.
func (c *call) waits() bool {
	return c.task.Resource.Pattern == "sync" || c.task.Resource.Pattern == "sync:2"
}

// cancel gives the task up. A child that is waited for is stopped with it: who
// sees the one ended does not see the other going on.
func (c *call) cancel() {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.canceled = true; c.waits() && c.x != nil && c.x.run != nil {
		c.x.run.Stop("", "")
	}
}

func (c *call) work() {
	if c.waits() {
		c.reply(nil) // by then the execution that asks has said how to go: held, at which pace
	}
	x, refused := c.x, task.Answer(nil)
	switch {
	case x != nil:
	case c.earlier != nil:
		x, refused = c.elsewhere(c.earlier.ID)
	default:
		x, refused = c.start()
	}
	if refused != nil {
		c.reply(refused)
	}
	if x != nil {
		c.follow(x)
	}
}

// follow gives the answer that comes of an execution.
func (c *call) follow(x *execution) {
	c.has(x)
	switch c.task.Resource.Pattern {
	case "":
		arn, started := x.origin()
		c.reply(task.Return{Output: startResult(arn, started)})
	case "waitForTaskToken":
		c.submitted(x)
		c.reply(nil)
	default:
		c.submitted(x)
		if x.ended != nil {
			c.reply(x.ended.answer(c.plain()))
			return
		}
		c.watch(x.run)
		if err := x.run.Err(); errors.Is(err, runner.ErrLeft) {
			c.reply(nil) // it will be found again
		} else {
			c.reply(c.outcome(x, err))
		}
	}
}

// submitted says that the execution has been started.
func (c *call) submitted(x *execution) {
	c.reply(task.Submitted{Output: startResult(x.origin())})
}

func (x *execution) origin() (arn string, started time.Time) {
	if x.ended != nil {
		return x.ended.origin.Execution, x.ended.started
	}
	return x.run.Origin.Execution, x.run.Events().At(0).Time
}

// watch waits for the end of a run, and says when it begins or ends to wait for
// somebody.
func (c *call) watch(run *runner.Run) {
	news, unsubscribe := run.Subscribe()
	defer unsubscribe()
	for waiting := false; ; {
		select {
		case <-news:
		case <-run.Done():
			return
		}
		if now := run.Waiting(); now != waiting {
			waiting = now
			c.reply(nil)
		}
	}
}

func (c *call) plain() bool { return c.task.Resource.Pattern == "sync:2" }

// outcome is what an execution that is waited for comes to.
func (c *call) outcome(x *execution, err error) task.Answer {
	if err != nil {
		err = c.why(err)
		c.siblings.family.fail(err)
		return task.Failed("States.Runtime", err.Error())
	}
	return resultOf(x.run, x.input).answer(c.plain())
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
	asks := c.siblings.family.Engine.Find(c.task.Execution)
	c.unkept = asks != nil && !asks.Recorded()
	x, fresh, refused, err := c.enter(name.Str(), input)
	switch {
	case errors.Is(err, errClosed):
		return nil, task.Failed("States.TaskFailed", err.Error())
	case errors.Is(err, journal.ErrExists):
		return c.namesake(name.Str(), input)
	case err != nil:
		return nil, c.broken(err)
	}
	if fresh {
		c.tell(x)
	}
	return x, refused
}

// enter starts the execution as one of the family, unless it has been already.
func (c *call) enter(name string, input value.Value) (x *execution, fresh bool, refused task.Answer, err error) {
	f := c.siblings.family
	f.mu.Lock()
	defer f.mu.Unlock()
	key := c.child.Machine + "/" + name
	if before := f.byName[key]; before != nil {
		if !before.over() && value.Equal(before.input, input) {
			return before, false, nil, nil
		}
		arn, _ := before.origin()
		return nil, false, exists(arn), nil
	}
	if f.started >= MaxExecutions {
		return nil, false, refusal("ExecutionLimitExceeded", fmt.Sprintf("More than %d executions have been started here", MaxExecutions)), nil
	}
	if f.closed {
		return nil, false, nil, errClosed
	}
	if x, err = c.launch(name, input); err != nil {
		return nil, false, nil, err
	}
	if name != "" {
		f.byName[key] = x
	}
	c.adopt(x)
	return x, true, nil, nil
}

// adopt makes a run one of the family; that is locked.
func (c *call) adopt(x *execution) {
	f := c.siblings.family
	f.started++
	f.running[x] = true
	f.working.Go(func() { c.attend(x) })
}

// tell tells of a run that is one of the family. That must not be locked: who
// hears of it may wait for the run, which may wait for the family.
func (c *call) tell(x *execution) {
	if started := c.siblings.family.Started; started != nil {
		started(c.child, x.run)
	}
}

// launch starts the child; the family is locked.
func (c *call) launch(name string, input value.Value) (*execution, error) {
	f := c.siblings.family
	in := f.Start
	in.Document, in.Program, in.Input, in.Machine, in.Name, in.Prepared = c.child.Document, nil, input, c.child.Machine, name, nil
	in.Type, in.About = runner.Standard, tape.About{Path: c.child.Path, Starter: c.task.Execution, StarterTask: c.task.ID, Awaited: c.waits()}
	x := &execution{input: input}
	var err error
	if x.team, err = c.team(); err != nil {
		return nil, err
	}
	in.Paused, in.Pace = c.manner()
	in.Prepared = x.team.Mocks.Prepared
	in.About.Mocks, in.About.Case = x.team.Mocks.Source()
	var mocks task.First
	if x.team.Mocks != nil {
		mocks = task.First{x.team.Mocks.Answerer()}
	}
	in.Answerer = append(mocks, c.others(x.team)...)
	if c.unkept {
		in.Recorder = nil
	}
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

func (c *call) team() (Team, error) {
	if c.siblings.family.Team == nil {
		return Team{}, nil
	}
	return c.siblings.family.Team(c.child)
}

// others answer a child's tasks after its mocks.
func (c *call) others(t Team) task.First {
	var all task.First
	if t.Answerer != nil {
		all = append(all, t.Answerer)
	}
	return append(all, &Siblings{c.siblings.family, c.siblings.depth + 1})
}

// attend waits for the end of a child.
func (c *call) attend(x *execution) {
	<-x.run.Done()
	if x.team.Close != nil {
		x.team.Close()
	}
	if err := x.run.Err(); err != nil && !errors.Is(err, runner.ErrLeft) {
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
