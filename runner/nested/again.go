package nested

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/stateboard/stateboard/asl/value"
	"github.com/stateboard/stateboard/runner"
	"github.com/stateboard/stateboard/runner/journal"
	"github.com/stateboard/stateboard/runner/task"
)

// This file finds children again that were started before the program was
// ended.

// Rejoin finds the execution that a task has started before: it goes on, or its
// outcome is the task's. A task that has started none yet starts it now.
func (s *Siblings) Rejoin(t *task.Task, mine bool, reply func(task.Answer)) task.Taken {
	if !startsExecution(t) || s.family.journal == nil {
		return task.Declined{}
	}
	x, known, err := s.family.journal.StartedBy(t.Execution, t.ID)
	if err != nil || !known || x == nil && !mine {
		return task.Declined{}
	}
	c := &call{siblings: s, task: t, again: true, earlier: x, reply: reply}
	if x == nil {
		var why string
		if c.child, why = s.find(t); why != "" {
			return task.Declined{Why: why}
		}
		return s.begin(c)
	}
	c.child = Child{Path: x.Path, Machine: x.Machine}
	_, c.child.Case = machineOf(t.Input.Get("StateMachineArn").Str())
	var owned *journal.OwnedError
	if c.x, err = c.join(x.ID); err != nil && !errors.As(err, &owned) {
		return task.Declined{Why: c.why(err).Error()}
	}
	return s.begin(c)
}

// join is an execution that the journal has: it has ended, goes on here, or is
// taken up if the task waits for it. The error is an *OwnedError when another
// program runs it.
func (c *call) join(id int64) (*execution, error) {
	f := c.siblings.family
	x, err := f.journal.Get(id)
	for ; err == nil; x, err = f.journal.Get(id) {
		if x.Status != "RUNNING" && x.Trouble != "" {
			return nil, errors.New(x.Trouble)
		}
		if x.Status != "RUNNING" || !c.waits() {
			k, err := f.journal.Keep(id)
			if err != nil {
				return nil, err
			}
			return &execution{ended: keptResult(k), input: k.Beginning.Input}, nil
		}
		if run := f.Engine.Find(x.ARN); run != nil {
			input, err := value.Parse(x.Input)
			return &execution{run: run, input: input}, err
		}
		taken, err := c.takeUp(id)
		if !errors.Is(err, journal.ErrEnded) { // meanwhile
			return taken, err
		}
	}
	return nil, err
}

// takeUp takes an execution of the journal up, as one of the family. What it
// has started itself is taken up on the way.
func (c *call) takeUp(id int64) (*execution, error) {
	f := c.siblings.family
	team, err := c.team()
	if err != nil {
		return nil, err
	}
	x := &execution{team: team}
	in := journal.ResumeInput{Store: f.Start.Store, Clock: f.Start.Clock, Pace: f.Start.Pace, Paused: f.Start.Paused}
	in.Answerer = func(k *journal.Kept) task.Answerer {
		x.input = k.Beginning.Input
		return c.others(team)
	}
	if x.run, err = f.journal.Resume(f.Engine, id, in); err != nil {
		if team.Close != nil {
			team.Close()
		}
		return nil, err
	}
	f.mu.Lock()
	closed := f.closed
	if !closed {
		c.adopt(x)
	}
	f.mu.Unlock()
	if closed {
		x.run.Leave()
		<-x.run.Done()
		return nil, errClosed
	}
	c.tell(x)
	return x, nil
}

// lookEvery is how often it is looked how an execution stands that another
// program runs.
const lookEvery = 50 * time.Millisecond

// elsewhere waits for an execution that another program runs. Nil is that
// nobody wants to know any more.
func (c *call) elsewhere(id int64) (*execution, task.Answer) {
	for {
		x, err := c.join(id)
		var owned *journal.OwnedError
		switch {
		case err == nil:
			return x, nil
		case errors.Is(err, errClosed):
			return nil, nil
		case !errors.As(err, &owned):
			return nil, c.broken(err)
		}
		select {
		case <-time.After(lookEvery):
		case <-c.siblings.family.end:
			return nil, nil
		}
		c.mu.Lock()
		canceled := c.canceled
		c.mu.Unlock()
		if canceled {
			c.stopElsewhere(id)
			return nil, nil
		}
	}
}

// patience is how long another program is given to stop an execution.
const patience = 5 * time.Second

func (c *call) stopElsewhere(id int64) {
	j := c.siblings.family.journal
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	x, err := j.Get(id)
	if err == nil {
		err = j.PostStop(ctx, x, "", "")
	}
	if err != nil {
		c.siblings.family.fail(c.why(err))
	}
}

// namesake is the execution of that name that the journal has already. It is
// the one the task asks for if it has the same input and goes on, or if the
// task may have started it itself.
func (c *call) namesake(name string, input value.Value) (*execution, task.Answer) {
	arn := runner.Origin(runner.StartInput{Machine: c.child.Machine, Name: name}).Execution
	x, err := c.siblings.family.journal.Find(arn)
	if err != nil {
		return nil, c.broken(err)
	}
	before, err := value.Parse(x.Input)
	if err != nil || !value.Equal(before, input) || x.Status != "RUNNING" && !c.again {
		return nil, exists(arn)
	}
	return c.elsewhere(x.ID)
}

func exists(arn string) task.Answer {
	return refusal("ExecutionAlreadyExists", fmt.Sprintf("Execution Already Exists: '%s'", arn))
}
