package main

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/stateboard/stateboard/asl/value"
	"github.com/stateboard/stateboard/runner"
	"github.com/stateboard/stateboard/runner/journal"
	"github.com/stateboard/stateboard/runner/task"
)

// This file goes on with kept executions: it answers, resumes, redrives, forks.

func (f *executionsFlags) answer(args []string) (int, error) {
	if len(args) != 1 || f.flags.Changed("output") == f.flags.Changed("error") {
		return cannot, errors.New("say `answer TOKEN --output JSON`, or `answer TOKEN --error NAME --cause TEXT`")
	}
	var a task.Answer = task.Throw{Error: f.fault, Cause: f.cause}
	if f.flags.Changed("output") {
		v, err := value.Parse(f.output)
		if err != nil {
			return cannot, fmt.Errorf("the output is %w", err)
		}
		a = task.Return{Output: v}
	}
	x, err := f.journal.Holder(args[0])
	if err != nil {
		return no, err
	}
	if f.journal.Living(x) { // such as the app: it takes the answer
		ctx, cancel := context.WithTimeout(context.Background(), 5*time.Second)
		defer cancel()
		if err := f.journal.Post(ctx, args[0], a); err != nil {
			return no, err
		}
		return yes, nil
	}
	e := runner.New()
	in, closeAll := f.resumeInput(e)
	defer closeAll()
	run, err := f.takeUp(e, x, in)
	if err != nil {
		return cannot, err
	}
	if err := e.Answer(args[0], a); err != nil {
		return no, err
	}
	return f.follow(run)
}

// takeUp takes up an execution, and those that wait for its end with it, unless
// other programs run them. The run is that of the last that waits.
func (f *executionsFlags) takeUp(e *runner.Engine, x *journal.Execution, in journal.ResumeInput) (run *runner.Run, err error) {
	above, err := f.journal.Awaiting(x)
	if err == nil && above != nil && !f.journal.Living(above) {
		run, err = f.takeUp(e, above, in)
	}
	switch {
	case err != nil:
		return nil, err
	case e.Find(x.ARN) != nil: // the other has taken it up
		return run, nil
	}
	own, err := f.journal.Resume(e, x.ID, in)
	if run == nil {
		run = own
	}
	return run, err
}

// follow lets a run go on until it has ended or waits, and says which.
func (f *executionsFlags) follow(run *runner.Run) (int, error) {
	f.interrupted(run)
	for _, o := range f.outsides {
		defer o.watch(run)()
	}
	err := await(run)
	for _, o := range f.outsides {
		for child := o.next(); child != nil; child = o.next() {
			await(child)
		}
	}
	if errors.Is(err, runner.ErrLeft) {
		fmt.Fprintf(f.stderr, "stateboardctl: %s\n", waits(f.journal, run.Origin.Execution, f.data))
		return yes, nil
	}
	if err != nil {
		return cannot, err
	}
	return report(run.Events().Last(), f.stdout), nil
}

// interrupted says which tasks were at work when the program that ran an
// execution ended, and gives them out once more if that was asked for.
func (f *executionsFlags) interrupted(run *runner.Run) {
	for _, t := range run.Interrupted() {
		if f.again && run.Again(t.ID) {
			fmt.Fprintf(f.stderr, "stateboardctl: %s was at work when the program ended, and is run once more\n", t.Name)
		} else if !f.again {
			fmt.Fprintf(f.stderr, "stateboardctl: %s was at work when the program ended; `executions resume --again` runs it once more\n", t.Name)
		}
	}
}

// await waits for a run's end, or until it goes on only when somebody answers:
// then it is left, and the error is runner.ErrLeft.
func await(run *runner.Run) error {
	news, stop := run.Subscribe()
	defer stop()
	for !run.Waiting() {
		select {
		case <-news:
		case <-run.Done():
			return run.Err()
		}
	}
	run.Leave()
	return run.Wait()
}

// waits says what an execution that was left waits for: an answer to one of its
// tasks, or to one of an execution whose end it waits for.
func waits(j *journal.Journal, arn, dir string) string {
	open, _ := j.Tokens()
	for _, t := range open {
		x, err := j.Get(t.Execution)
		within := ""
		if err == nil && x.ARN != arn {
			within = fmt.Sprintf(" in %s, which it has started,", x.ARN)
		}
		for ; err == nil && x != nil; x, err = j.Awaiting(x) {
			if x.ARN == arn {
				return fmt.Sprintf("%s%s waits for an answer; give it with `stateboardctl executions answer %s --output JSON --data %s`", t.State, within, t.Token, dir)
			}
		}
	}
	return fmt.Sprintf("the execution %s waits; `stateboardctl executions resume %[1]s --data %s` goes on", arn[strings.LastIndexByte(arn, ':')+1:], dir)
}

func (f *executionsFlags) resume(args []string) (int, error) {
	e := runner.New()
	in, closeAll := f.resumeInput(e)
	defer closeAll()
	var runs []*runner.Run
	if len(args) == 0 {
		all, err := f.journal.ResumeAll(e, in)
		if err != nil {
			return cannot, err
		}
		for _, x := range all {
			if x.Err != nil {
				fmt.Fprintf(f.stderr, "stateboardctl: %v\n", x.Err)
				continue
			}
			runs = append(runs, x.Run)
		}
	}
	for _, ref := range args {
		x, err := f.journal.Find(ref)
		if err != nil {
			return cannot, err
		}
		run, err := f.journal.Resume(e, x.ID, in)
		if err != nil {
			return cannot, err
		}
		runs = append(runs, run)
	}
	status := yes
	for _, run := range runs {
		s, err := f.follow(run)
		if err != nil {
			fmt.Fprintf(f.stderr, "stateboardctl: %v\n", err)
			s = cannot
		}
		status = max(status, s)
	}
	return status, nil
}

func (f *executionsFlags) redrive(args []string) (int, error) {
	x, err := f.one(args)
	if err != nil {
		return cannot, err
	}
	e := runner.New()
	in, closeAll := f.resumeInput(e)
	defer closeAll()
	run, err := f.journal.Redrive(e, x.ID, in)
	if err != nil {
		return cannot, err
	}
	return f.follow(run)
}

func (f *executionsFlags) fork(args []string) (int, error) {
	x, err := f.one(args)
	if err != nil {
		return cannot, err
	}
	data := value.Absent
	if f.flags.Changed("input") {
		if data, err = value.Parse(f.change); err != nil {
			return cannot, fmt.Errorf("the input is %w", err)
		}
	}
	e := runner.New()
	in, closeAll := f.resumeInput(e)
	defer closeAll()
	run, err := f.journal.Fork(e, x.ID, f.at, data, f.name, in)
	if err != nil {
		return cannot, err
	}
	fmt.Fprintln(f.stderr, "stateboardctl: the new execution is "+run.Origin.Name)
	return f.follow(run)
}
