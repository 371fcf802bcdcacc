package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/stateboard/stateboard/asl/value"
	"github.com/stateboard/stateboard/runner"
	"github.com/stateboard/stateboard/runner/dataset"
	"github.com/stateboard/stateboard/runner/history"
	"github.com/stateboard/stateboard/runner/interp"
	"github.com/stateboard/stateboard/runner/journal"
	"github.com/stateboard/stateboard/runner/scenario"
	"github.com/stateboard/stateboard/runner/schedule"
	"github.com/stateboard/stateboard/runner/task"
)

const runUsage = "run FILE [--input FILE|-] [--mocks FILE --case NAME] [--type STANDARD|EXPRESS] [--fast] [--history FILE|-] [--s3 DIR] [--bind FILE] [--data DIR]"

// runFlags are the flags of run.
type runFlags struct {
	input, mocks, testCase, kind, history, s3, data, bind string
	fast                                                  bool
}

// runCommand executes a definition: 0 when the execution succeeded, 1 when it
// failed, 2 when it could not be run to its end. Stdout is the output, or
// {"error", "cause"}.
func runCommand(args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	var f runFlags
	flags := newFlags("run")
	flags.StringVar(&f.input, "input", "", "the input, a JSON file or - for stdin; {} without it")
	flags.StringVar(&f.mocks, "mocks", "", "a Step Functions Local mock file that answers the tasks")
	flags.StringVar(&f.testCase, "case", "", "the test case of the mock file")
	flags.StringVar(&f.kind, "type", runner.Standard, "the type of state machine, STANDARD or EXPRESS")
	flags.BoolVar(&f.fast, "fast", false, "let waits, timeouts and backoffs pass at once")
	flags.StringVar(&f.history, "history", "", "where to write the history, - for stdout instead of the output")
	flags.StringVar(&f.s3, "s3", "", "a folder BUCKET/KEY that stands in for S3")
	flags.StringVar(&f.bind, "bind", "", "a bindings file: what may be called or started to answer tasks; naming it here allows that for this run")
	flags.StringVar(&f.data, "data", "", "a folder whose journal keeps the execution: killed, it can be resumed; tasks that nothing answers wait there")
	if status, ok := parse(flags, runUsage, args, 1, 1, stdout, stderr); !ok {
		return status
	}
	path := flags.Arg(0)
	in, err := f.startInput(path, stdin)
	if err != nil {
		return complain(stderr, "%v", err)
	}
	if size := in.Input.Size(); size > runner.MaxPayload {
		fmt.Fprintf(stderr, "stateboardctl: the input is %d bytes; the service takes %d at most. It is run all the same, without that limit.\n", size, runner.MaxPayload)
	}
	var kept *journal.Journal
	if f.data != "" {
		if kept, err = openJournal(f.data, stderr); err != nil {
			return complain(stderr, "%v", err)
		}
		defer kept.Close()
		in.Recorder, in.Person = kept, true
	}
	engine := runner.New()
	others, err := newOutside(engine, &in, path, f.bind, stderr)
	if err != nil {
		return complain(stderr, "%v", err)
	}
	defer others.close()
	if kept != nil {
		others.waits = func(arn string) string { return waits(kept, arn, f.data) }
		defer letters(kept, engine)()
	}
	run, err := engine.Start(in)
	var broken *interp.CompileError
	if errors.As(err, &broken) {
		for i := range broken.Diagnostics {
			d := &broken.Diagnostics[i]
			fmt.Fprintf(stderr, "%s:%s: %s %s\n", path, in.Document.Text.Position(d.Span.Start), d.Message, d.Advice)
		}
		return cannot
	}
	if err != nil {
		return complain(stderr, "%v", err)
	}
	failed := others.await(run, stderr)
	events := run.Events()
	if f.history != "" {
		if err := writeHistory(f.history, events, stdout); err != nil {
			return complain(stderr, "%v", err)
		}
	}
	if errors.Is(failed, runner.ErrLeft) && kept == nil {
		return complain(stderr, "%s", tokenWaits(run))
	}
	if errors.Is(failed, runner.ErrLeft) {
		return complain(stderr, "%s", others.waits(run.Origin.Execution))
	}
	if failed != nil {
		return complain(stderr, "%v", failed)
	}
	if f.history == "-" {
		stdout = io.Discard
	}
	return report(events.Last(), stdout)
}

// letters takes in what other programs have to say about the executions that
// run here, until it is ended.
func letters(j *journal.Journal, e *runner.Engine) (end func()) {
	ctx, cancel := context.WithCancel(context.Background())
	over := make(chan struct{})
	go func() {
		defer close(over)
		j.Deliver(ctx, e)
	}()
	return func() {
		cancel()
		<-over
	}
}

// writeHistory writes the events to a file, or to stdout for "-". It can be
// far more than fits into memory.
func writeHistory(name string, events history.View, stdout io.Writer) error {
	if name == "-" {
		return events.WriteJSON(stdout)
	}
	file, err := os.Create(name)
	if err == nil {
		err = errors.Join(events.WriteJSON(file), file.Close())
	}
	if err != nil {
		return fmt.Errorf("%s cannot be written (%w)", name, err)
	}
	return nil
}

// startInput reads what the flags name.
func (f *runFlags) startInput(path string, stdin io.Reader) (in runner.StartInput, err error) {
	if in.Document, err = readDefinition(path, stdin); err != nil {
		return in, err
	}
	in.Type, in.Machine = f.kind, scenario.StateMachineName(path)
	if f.kind != runner.Standard && f.kind != runner.Express {
		return in, fmt.Errorf("--type is STANDARD or EXPRESS, not %q", f.kind)
	}
	if in.Input, err = readInput(f.input, stdin); err != nil {
		return in, err
	}
	if in.About.Path, err = filepath.Abs(path); err != nil || path == "-" {
		in.About.Path = ""
	}
	if f.fast {
		in.Clock = schedule.NewVirtual(time.Now())
	}
	if f.s3 != "" {
		in.Store = dataset.Dir(f.s3)
	}
	if f.mocks == "" {
		if f.testCase != "" {
			return in, fmt.Errorf("--case names a test case of a mock file: add --mocks FILE")
		}
		return in, nil
	}
	content, err := os.ReadFile(f.mocks)
	if err != nil {
		return in, fmt.Errorf("%s cannot be read (%w)", f.mocks, err)
	}
	mocks, err := task.ParseMocks(string(content))
	if err != nil {
		return in, fmt.Errorf("%s: %w", f.mocks, err)
	}
	if f.testCase == "" {
		return in, fmt.Errorf("--mocks needs --case NAME; %q has %s", in.Machine, strings.Join(mocks.Cases(in.Machine), ", "))
	}
	c, err := mocks.Case(in.Machine, f.testCase)
	if err != nil {
		return in, fmt.Errorf("%s: %w", f.mocks, err)
	}
	in.Answerer = c.Answerer()
	in.About.Mocks, in.About.Case = string(content), f.testCase
	return in, nil
}

func readInput(path string, stdin io.Reader) (value.Value, error) {
	if path == "" {
		return value.Object(), nil
	}
	var content []byte
	var err error
	if path == "-" {
		content, err = io.ReadAll(stdin)
	} else {
		content, err = os.ReadFile(path)
	}
	if err != nil {
		return value.Absent, fmt.Errorf("the input cannot be read (%w)", err)
	}
	v, err := value.Parse(string(content))
	if err != nil {
		if path == "-" {
			path = "from standard input"
		}
		return value.Absent, fmt.Errorf("the input %s is %w", path, err)
	}
	return v, nil
}

// report prints how the execution ended.
func report(last *history.Event, out io.Writer) int {
	switch d := last.Details.(type) {
	case *history.Succeeded:
		fmt.Fprintln(out, d.Output.JSON())
		return yes
	case *history.Failure:
		text := func(s string) value.Value {
			if s == "" {
				return value.Absent
			}
			return value.String(s)
		}
		name := d.Error
		if last.Type == history.ExecutionTimedOut && name == "" {
			name = "States.Timeout"
		}
		fmt.Fprintln(out, value.Object(value.M("error", text(name)), value.M("cause", text(d.Cause))).JSON())
	}
	return no
}
