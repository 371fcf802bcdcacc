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
