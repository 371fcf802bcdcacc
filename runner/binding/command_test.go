package binding

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stateboard/stateboard/runner/task"
)

func TestACommandGetsItsInputAndNothingElse(t *testing.T) {
	t.Setenv("SECRET", "do not tell")
	t.Setenv("LANG", "")
	c := self("echo", Variable{"EXTRA", "1"})
	c.Dir, _ = filepath.EvalSymlinks(t.TempDir())
	c.Argv = append(c.Argv, "$HOME", "a b;c")
	got := answer(t, to(t, c, nil), newTask(function, `{"n": 1.50}`)).(task.Return).Output
	if got.Get("in").JSON() != `{"n":1.50}` || got.Get("dir").Str() != c.Dir || got.Get("args").Str() != "$HOME|a b;c" {
		t.Errorf("%s", got.JSON())
	}
	env, _, _ := strings.Cut(got.Get("env").Str(), " STATEBOARD_COMMAND=")
	if strings.Contains(env, "SECRET") || env != "PATH="+os.Getenv("PATH")+" HOME="+os.Getenv("HOME")+" LANG=C.UTF-8 COMMAND=echo EXTRA=1" {
		t.Errorf("environment: %s", env)
	}
}

func TestACommandStandsInForAFunction(t *testing.T) {
	a := to(t, self("plain"), nil)
	got := answer(t, a, newTask("arn:aws:states:::lambda:invoke", `{"FunctionName": "f", "Payload": [1, 2]}`)).(task.Return).Output
	if got.Get("Payload").JSON() != "[1,2]" || got.Get("StatusCode").JSON() != "200" || got.Get("ExecutedVersion").Str() != "$LATEST" {
		t.Errorf("%s", got.JSON())
	}
	want(t, answer(t, a, newTask("arn:aws:states:::sqs:sendMessage", `{"MessageBody": "m"}`)), `{"MessageBody": "m"}`)
	want(t, answer(t, a, newTask("arn:aws:states:us-east-1:123456789012:activity:Pack", `"box"`)), `"box"`)
}

func TestHowCommandsFail(t *testing.T) {
	missing := self("echo")
	missing.Argv = []string{"./no-such-program"}
	nowhere := self("echo")
	nowhere.Argv = []string{"no-such-program-anywhere"}
	for _, c := range []struct {
		what          string
		command       Command
		error, prefix string
		suffix        string
	}{
		{"by name", self("error"), "OutOfPaper", `{"tray":2}`, ""},
		{"with a story", self("fail"), "CommandFailed", "", "and its end"},
		{"by a signal", self("die"), "CommandFailed", "signal: killed", ""},
		{"without JSON", self("text"), "CommandFailed", "What the command", "all is well\n"},
		{"flooding", self("flood"), "States.DataLimitExceeded", "The state/task 'sqs' returned a result with a size exceeding", ""},
		{"missing", missing, "CommandFailed", "the command ./no-such-program cannot be started: no such file", ""},
		{"nowhere", nowhere, "CommandFailed", "the command no-such-program-anywhere cannot be started", "$PATH"},
	} {
		got, ok := answer(t, to(t, c.command, nil), newTask("arn:aws:states:::sqs:sendMessage", `{}`)).(task.Throw)
		if !ok || got.Error != c.error || !strings.HasPrefix(got.Cause, c.prefix) || !strings.HasSuffix(got.Cause, c.suffix) {
			t.Errorf("%s: %q: %.100q", c.what, got.Error, got.Cause)
		}
	}
}

func TestNothingPrintedIsNull(t *testing.T) {
	want(t, answer(t, to(t, self("quiet"), nil), newTask(function, `{}`)), `null`)
}

func TestACommandLeavesATokenOpen(t *testing.T) {
	a := to(t, self("plain"), nil)
	k := newTask("arn:aws:states:::lambda:invoke.waitForTaskToken", `{"FunctionName": "f", "Payload": {}}`)
	answers, _ := ask(t, a, k)
	if _, submitted := (<-answers).(task.Submitted); !submitted {
		t.Error("it is not said that the command has run")
	}
	if got := <-answers; got != nil {
		t.Errorf("answered: %v", got)
	}
	want(t, answer(t, to(t, self("error"), nil), k), `OutOfPaper: {"tray":2}`)
}

func TestAHangingCommandIsEnded(t *testing.T) {
	l, clock := newLife(t), manual()
	a := to(t, self("live", Variable{"LIFE", l.url}), clock)
	answers, _ := ask(t, a, newTask(function, `{}`))
	<-l.born
	clock.Advance(CommandTimeout - time.Millisecond)
	if len(answers) != 0 {
		t.Error("ended too early")
	}
	clock.Advance(time.Millisecond)
	got := (<-answers).(task.Throw)
	if got.Error != "States.Timeout" || !strings.HasSuffix(got.Cause, "did not end within 1m0s, the time its binding gives it.") {
		t.Errorf("%v", got)
	}
	<-l.gone
}

func TestAnAbortedCommandIsKilled(t *testing.T) {
	l := newLife(t)
	a := to(t, self("live", Variable{"LIFE", l.url}), nil)
	answers, cancel := ask(t, a, newTask(function, `{}`))
	<-l.born
	cancel()
	<-l.gone
	a.Close()
	if len(answers) != 0 {
		t.Errorf("answered although nobody wants it: %v", <-answers)
	}
}

func TestWhatACommandLeavesBehindIsKilled(t *testing.T) {
	l := newLife(t)
	a := to(t, self("leave", Variable{"LIFE", l.url}), nil)
	want(t, answer(t, a, newTask(function, `{}`)), `"gone"`)
	<-l.born
	<-l.gone
}

func TestOnlySoManyCommandsAtOnce(t *testing.T) {
	a := to(t, Command{Argv: []string{"cat"}, Dir: os.TempDir()}, nil)
	const n = 3 * maxProcesses
	answers := make(chan task.Answer, n)
	for range n {
		a.Take(newTask(function, `1`), func(x task.Answer) { answers <- x })
	}
	for range n {
		want(t, <-answers, `1`)
	}
}

// FuzzCommandOutput: whatever a command writes and however it ends, there is
// an answer within the service's quotas.
func FuzzCommandOutput(f *testing.F) {
	f.Add([]byte(`{"error": "E", "cause": [1]}`), []byte("no"), true)
	f.Add([]byte(`{"error": ""}`), []byte(""), true)
	f.Add([]byte("\xff\xfe"), []byte("\xff"), false)
	f.Add([]byte(" \n"), []byte(""), false)
	f.Fuzz(func(t *testing.T, stdout, stderr []byte, failed bool) {
		if !failed {
			if v, err := parseOutput(stdout); err == nil && v.IsAbsent() {
				t.Error("neither a value nor an error")
			}
			return
		}
		e := ending{stdout: stdout, stderr: stderr, err: os.ErrInvalid}
		got := e.failure().(task.Throw)
		if got.Error == "" || len([]rune(got.Error)) > 256 || len([]rune(got.Cause)) > 32768 || strings.ToValidUTF8(got.Error+got.Cause, "") != got.Error+got.Cause {
			t.Errorf("%q: %q", got.Error, got.Cause)
		}
	})
}
