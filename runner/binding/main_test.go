package binding

import (
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"

	"github.com/stateboard/stateboard/asl/value"
	"github.com/stateboard/stateboard/runner/schedule"
	"github.com/stateboard/stateboard/runner/task"
)

// TestMain makes the test binary also the command that tests start.
func TestMain(m *testing.M) {
	if mode := os.Getenv("COMMAND"); mode != "" {
		os.Exit(command(mode))
	}
	os.Exit(m.Run())
}

// command is the other program. It shows that it lives by a request that the
// test's server holds open.
func command(mode string) int {
	switch mode {
	case "echo":
		in, _ := io.ReadAll(os.Stdin)
		dir, _ := os.Getwd()
		fmt.Printf(`{"in": %s, "dir": %q, "env": %q, "args": %q}`, in, dir, strings.Join(os.Environ(), " "), strings.Join(os.Args[1:], "|"))
	case "plain":
		io.Copy(os.Stdout, os.Stdin)
	case "fail":
		fmt.Fprintln(os.Stderr, strings.Repeat("a long story\n", 20000)+"and its end")
		return 3
	case "error":
		fmt.Println(`{"error": "OutOfPaper", "cause": {"tray": 2}}`)
		return 1
	case "die":
		if self, err := os.FindProcess(os.Getpid()); err == nil {
			self.Kill()
		}
	case "text":
		fmt.Println("all is well")
	case "flood":
		for b := []byte(strings.Repeat("x", 1<<16)); ; {
			os.Stdout.Write(b)
		}
	case "leave":
		child := exec.Command(os.Args[0])
		child.Env = append(os.Environ(), "COMMAND=live")
		child.Stdout, child.Stderr = os.Stdout, os.Stderr
		if child.Start() != nil {
			return 1
		}
		http.Get(os.Getenv("LIFE") + "/await")
		fmt.Println(`"gone"`)
	case "daemon": // of a session of its own, and nobody's child
		child := exec.Command("setsid", "-f", os.Args[0])
		child.Env = append(os.Environ(), "COMMAND=live")
		if child.Run() != nil {
			return 1
		}
		http.Get(os.Getenv("LIFE") + "/await")
		fmt.Println(`"gone"`)
	case "owner": // runs a command that lives, and is killed meanwhile
		a := New(Options{Set: Set{{For: Key{ByState, "Work"}, To: self("live", Variable{"LIFE", os.Getenv("LIFE")})}}, Granted: all})
		a.Take(newTask(function, `{}`), func(task.Answer) {})
		select {}
	case "live":
		http.Get(os.Getenv("LIFE") + "/live")
	}
	return 0
}

// life is the server that knows which commands live.
type life struct {
	url        string
	born, gone chan struct{}
}

func newLife(t *testing.T) *life {
	l := &life{born: make(chan struct{}, 8), gone: make(chan struct{}, 8)}
	seen := make(chan struct{})
	server := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/await" {
			<-seen
			return
		}
		io.Copy(io.Discard, r.Body) // only then does the server watch the connection
		l.born <- struct{}{}
		close(seen)
		<-r.Context().Done()
		l.gone <- struct{}{}
	}))
	t.Cleanup(server.Close)
	l.url = server.URL
	return l
}

func self(mode string, more ...Variable) Command {
	exe, err := os.Executable()
	if err != nil {
		panic(err)
	}
	return Command{Argv: []string{exe}, Dir: os.TempDir(), Env: append([]Variable{{"COMMAND", mode}}, more...)}
}

func all(Binding) bool { return true }

const function = "arn:aws:lambda:us-east-1:123456789012:function:charge"

func newTask(resource, input string) *task.Task {
	return &task.Task{ID: 4, Name: "Work", State: "States/Work", Resource: task.ParseResource(resource), Input: value.MustParse(input)}
}

// to is an answerer that has one binding for everything the tests ask.
func to(t *testing.T, target Target, clock schedule.Clock) *Answerer {
	a := New(Options{Set: Set{{For: Key{ByState, "Work"}, To: target}}, Granted: all, Clock: clock})
	t.Cleanup(a.Close)
	return a
}

// ask takes a task and returns where its answer comes.
func ask(t *testing.T, a *Answerer, k *task.Task) (<-chan task.Answer, func()) {
	t.Helper()
	answers := make(chan task.Answer, 2)
	kept, ok := a.Take(k, func(x task.Answer) { answers <- x }).(task.Kept)
	if !ok {
		t.Fatalf("declined: %v", a.Take(k, nil))
	}
	return answers, kept.Cancel
}

func answer(t *testing.T, a *Answerer, k *task.Task) task.Answer {
	t.Helper()
	answers, _ := ask(t, a, k)
	return <-answers
}

// want compares an answer with JSON, or with "Error: cause".
func want(t *testing.T, got task.Answer, expected string) {
	t.Helper()
	text := ""
	switch a := got.(type) {
	case task.Return:
		text = a.Output.JSON()
		expected = value.MustParse(expected).JSON()
	case task.Throw:
		text = a.Error + ": " + a.Cause
	}
	if text != expected {
		t.Errorf("got  %s\nwant %s", text, expected)
	}
}

func manual() *schedule.Manual { return schedule.NewManual(time.Unix(1700000000, 0)) }
