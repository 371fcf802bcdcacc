package main

import (
	"context"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"text/tabwriter"
	"time"

	"github.com/spf13/pflag"

	"github.com/stateboard/stateboard/asl/value"
	"github.com/stateboard/stateboard/runner"
	"github.com/stateboard/stateboard/runner/dataset"
	"github.com/stateboard/stateboard/runner/history"
	"github.com/stateboard/stateboard/runner/journal"
	"github.com/stateboard/stateboard/runner/task"
)

const executionsUsage = `executions list|show|answer|resume|redrive|fork|stop|delete [--data DIR] [--s3 DIR] [--bind FILE] ...
      list [--text T] [--status S] [--waiting] [--format text|json]
      show EXECUTION [--history FILE|-]
      answer TOKEN --output JSON | --error E [--cause C]
      resume [EXECUTION...] [--again]
      redrive EXECUTION        fork EXECUTION --at EVENT [--input JSON] [--name NAME]
      stop EXECUTION [--error E --cause C]
      delete EXECUTION... | delete --older-than DAYS`

// executionsFlags are the flags of all its verbs.
type executionsFlags struct {
	data, s3, bind       string
	text, status, format string
	waiting              bool
	history              string
	output, fault, cause string
	again                bool
	at                   int64
	change, name         string
	days                 int
	flags                *pflag.FlagSet
	stdin                io.Reader
	stdout, stderr       io.Writer
	journal              *journal.Journal
	outsides             []*outside // of the executions that were taken up
}

// executionsCommand looks at the executions that a journal keeps and goes on
// with them.
func executionsCommand(args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	f := &executionsFlags{flags: newFlags("executions"), stdin: stdin, stdout: stdout, stderr: stderr}
	f.flags.StringVar(&f.data, "data", dataDir(), "the folder of the journal")
	f.flags.StringVar(&f.s3, "s3", "", "a folder BUCKET/KEY that stands in for S3")
	f.flags.StringVar(&f.bind, "bind", "", "a file that says what else answers tasks when an execution goes on")
	f.flags.StringVar(&f.text, "text", "", "list: only those with the text in name, file, input, output or error")
	f.flags.StringVar(&f.status, "status", "", "list: only those of the status, such as RUNNING")
	f.flags.BoolVar(&f.waiting, "waiting", false, "list: only those with a task that waits for an answer")
	f.flags.StringVar(&f.format, "format", "text", "list, show: text or json")
	f.flags.StringVar(&f.history, "history", "", "show: where to write the history, - for stdout")
	f.flags.StringVar(&f.output, "output", "", "answer: the task's result, as JSON")
	f.flags.StringVar(&f.fault, "error", "", "answer, stop: the error's name")
	f.flags.StringVar(&f.cause, "cause", "", "answer, stop: what the error says")
	f.flags.BoolVar(&f.again, "again", false, "resume: run tasks once more that were at work when the program ended")
	f.flags.Int64Var(&f.at, "at", 0, "fork: the event to fork at")
	f.flags.StringVar(&f.change, "input", "", "fork: what the state entered there is given, or the task there results in, as JSON")
	f.flags.StringVar(&f.name, "name", "", "fork: the new execution's name")
	f.flags.IntVar(&f.days, "older-than", 0, "delete: those that ended so many days ago")
	if status, ok := parse(f.flags, executionsUsage, tokensLast(args), 1, -1, stdout, stderr); !ok {
		return status
	}
	verbs := map[string]func([]string) (int, error){"list": f.list, "show": f.show, "answer": f.answer, "resume": f.resume,
		"redrive": f.redrive, "fork": f.fork, "stop": f.stop, "delete": f.delete}
	verb := verbs[f.flags.Arg(0)]
	if verb == nil {
		return complain(stderr, "executions: there is no %q; say list, show, answer, resume, redrive, fork, stop or delete", f.flags.Arg(0))
	}
	if _, err := os.Stat(filepath.Join(f.data, journal.Name)); err != nil {
		return complain(stderr, "there is no journal in %s: `run --data DIR` and the app keep one; name its folder with --data", f.data)
	}
	j, err := openJournal(f.data, stderr)
	if err != nil {
		return complain(stderr, "%v", err)
	}
	defer j.Close()
	f.journal = j
	status, err := verb(f.flags.Args()[1:])
	if err != nil {
		complain(stderr, "%v", err)
		return max(status, no)
	}
	return status
}

// tokensLast puts task tokens behind all flags: every 64th begins with a dash.
func tokensLast(args []string) []string {
	var others, tokens []string
	for _, a := range args {
		if b, err := base64.RawURLEncoding.DecodeString(a); err == nil && len(b) == 32 && a[0] == '-' {
			tokens = append(tokens, a)
		} else {
			others = append(others, a)
		}
	}
	if tokens == nil {
		return args
	}
	return append(append(others, "--"), tokens...)
}

// dataDir is where the app keeps its data.
func dataDir() string {
	if dir, err := os.UserConfigDir(); err == nil {
		return filepath.Join(dir, "stateboard")
	}
	return "."
}

func openJournal(dir string, stderr io.Writer) (*journal.Journal, error) {
	return journal.Open(dir, journal.Options{Say: func(s string) { fmt.Fprintln(stderr, "stateboardctl:", s) }})
}

func (f *executionsFlags) store() dataset.Store {
	if f.s3 == "" {
		return nil
	}
	return dataset.Dir(f.s3)
}

// resumeInput is with what executions go on: the mocks kept with them, then
// what --bind binds and the machines beside their files. The function returned
// ends what is still at work.
func (f *executionsFlags) resumeInput(e *runner.Engine) (in journal.ResumeInput, closeAll func()) {
	held := f.flags.Arg(0) == "stop"
	answerer := func(k *journal.Kept) task.Answerer {
		start := runner.StartInput{Machine: k.Machine, Type: k.Type, Store: f.store(), Recorder: f.journal, About: k.About, Person: k.About.Person, PersonFirst: k.About.PersonFirst, Paused: held}
		path := k.Path
		if path == "" {
			path = "-"
		}
		o, err := newOutside(e, &start, path, f.bind, f.stderr)
		if err != nil {
			fmt.Fprintf(f.stderr, "stateboardctl: %s goes on without bindings: %v\n", k.Name, err)
			return nil
		}
		mocks, testCase, err := f.journal.Inherited(&k.Execution)
		if err = errors.Join(err, o.inherit(mocks, testCase)); err != nil {
			fmt.Fprintf(f.stderr, "stateboardctl: %s goes on without mocks for what it starts: %v\n", k.Name, err)
		}
		o.takenUp = f.interrupted
		f.outsides = append(f.outsides, o)
		return start.Answerer
	}
	end := letters(f.journal, e)
	return journal.ResumeInput{Store: f.store(), Answerer: answerer, Paused: held}, func() {
		end()
		e.Leave()
		for _, o := range f.outsides {
			o.close()
		}
	}
}

func (f *executionsFlags) list(args []string) (int, error) {
	list, err := f.journal.List(journal.Query{Text: f.text, Status: f.status, Waiting: f.waiting, Limit: -1})
	if err != nil {
		return cannot, err
	}
	if f.format == "json" {
		items := make([]value.Value, len(list))
		for i, x := range list {
			items[i] = executionJSON(x)
		}
		fmt.Fprintln(f.stdout, value.Array(items...).JSON())
		return yes, nil
	}
	w := tabwriter.NewWriter(f.stdout, 0, 8, 2, ' ', 0)
	for _, x := range list {
		about := ""
		switch {
		case x.Waiting > 0:
			about = fmt.Sprintf("%d waiting for an answer", x.Waiting)
		case x.Trouble != "":
			about = x.Trouble
		case x.Error != "":
			about = x.Error
		}
		fmt.Fprintf(w, "%d\t%s\t%s\t%s\t%s\t%s\n", x.ID, x.Status, x.Started.Local().Format("2006-01-02 15:04:05"), x.Machine, x.Name, about)
	}
	return yes, w.Flush()
}

// executionJSON is an execution in DescribeExecution's words, and the
// journal's own.
func executionJSON(x *journal.Execution) value.Value {
	str := func(s string) value.Value {
		if s == "" {
			return value.Absent
		}
		return value.String(s)
	}
	moment := func(t time.Time) value.Value {
		if t.IsZero() {
			return value.Absent
		}
		return value.String(history.FormatTime(t))
	}
	return value.Object(value.M("id", value.Int(x.ID)), value.M("executionArn", value.String(x.ARN)), value.M("name", value.String(x.Name)),
		value.M("stateMachine", value.String(x.Machine)), value.M("type", value.String(x.Type)), value.M("status", value.String(x.Status)),
		value.M("startDate", moment(x.Started)), value.M("stopDate", moment(x.Stopped)), value.M("input", value.String(x.Input)), value.M("output", str(x.Output)),
		value.M("error", str(x.Error)), value.M("cause", str(x.Cause)), value.M("redriveCount", value.Int(int64(x.Redrives))),
		value.M("waiting", value.Int(int64(x.Waiting))), value.M("path", str(x.Path)), value.M("case", str(x.Case)), value.M("trouble", str(x.Trouble)),
		value.M("parent", str(x.Parent)))
}

func (f *executionsFlags) one(args []string) (*journal.Execution, error) {
	if len(args) != 1 {
		return nil, errors.New("name one execution, by its number, name or ARN; `executions list` shows them")
	}
	return f.journal.Find(args[0])
}

func (f *executionsFlags) show(args []string) (int, error) {
	x, err := f.one(args)
	if err != nil {
		return cannot, err
	}
	if f.history != "" {
		_, v, err := f.journal.Load(x.ID, f.store())
		if err != nil && v.Len() == 0 {
			return cannot, err
		}
		if err != nil {
			fmt.Fprintln(f.stderr, "stateboardctl:", err)
		}
		var b strings.Builder
		v.WriteJSON(&b)
		if err := writeOutput(f.history, []byte(b.String()), f.stdout); err != nil || f.history == "-" {
			return yes, err
		}
	}
	if f.format == "json" {
		fmt.Fprintln(f.stdout, executionJSON(x).JSON())
		return yes, nil
	}
	w := tabwriter.NewWriter(f.stdout, 0, 8, 2, ' ', 0)
	for _, m := range executionJSON(x).Members() {
		fmt.Fprintf(w, "%s\t%s\n", m.Key, m.Value.Str())
	}
	w.Flush()
	open, err := f.journal.Tokens()
	for _, t := range open {
		if t.Execution == x.ID {
			fmt.Fprintf(f.stdout, "%s waits for an answer to %s\n", t.State, t.Token)
		}
	}
	return yes, err
}

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

func (f *executionsFlags) stop(args []string) (int, error) {
	x, err := f.one(args)
	if err != nil {
		return cannot, err
	}
	if f.journal.Living(x) { // such as the app: it stops it
		ctx, cancel := context.WithTimeout(context.Background(), 5*time.Second)
		defer cancel()
		if err := f.journal.PostStop(ctx, x, f.fault, f.cause); err != nil {
			return no, err
		}
		return yes, nil
	}
	e := runner.New()
	in, closeAll := f.resumeInput(e) // it stops what it waits for
	defer closeAll()
	run, err := f.journal.Resume(e, x.ID, in)
	if err != nil {
		return cannot, err
	}
	run.Stop(f.fault, f.cause)
	err = run.Wait()
	for _, o := range f.outsides {
		if o.siblings != nil {
			o.siblings.Wait()
		}
	}
	return yes, err
}

func (f *executionsFlags) delete(args []string) (int, error) {
	if f.flags.Changed("older-than") {
		n, err := f.journal.Retain(time.Now().AddDate(0, 0, -f.days))
		if err == nil {
			fmt.Fprintf(f.stderr, "stateboardctl: deleted %d executions\n", n)
		}
		return yes, err
	}
	for _, ref := range args {
		x, err := f.journal.Find(ref)
		if err == nil {
			err = f.journal.Delete(x.ID)
		}
		if err != nil {
			return cannot, err
		}
	}
	return yes, nil
}
