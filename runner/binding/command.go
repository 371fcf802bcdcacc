package binding

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"time"

	"github.com/stateboard/stateboard/asl/value"
	"github.com/stateboard/stateboard/runner/task"
)

// commandFailed is the error of a command that fails without naming one.
const commandFailed = "CommandFailed"

// stragglers is how long output is read after a command has ended.
const stragglers = time.Second

// errFlood is why a command that wrote too much was ended.
var errFlood = errors.New("too much output")

// answer runs the command. It stands in for what the task asks: for
// lambda:invoke it is the function, gets the payload and gives the payload.
func (c Command) answer(ctx context.Context, a *Answerer, t *task.Task) task.Answer {
	d := orDefault(c.Timeout, CommandTimeout)
	ctx, cancel := a.within(ctx, d)
	defer cancel()
	input := t.Input
	_, _, isFunction := task.FunctionOf(t)
	wrapped := isFunction && t.Resource.Kind != task.Function
	if wrapped {
		input = payloadOf(t)
	}
	end := c.run(ctx, input.JSON())
	switch {
	case end.flooded:
		return task.TooLarge(t)
	case late(ctx):
		return task.Failed("States.Timeout", fmt.Sprintf("The command %s did not end within %s, the time its binding gives it.", c.Argv[0], d))
	case end.err != nil:
		return end.failure()
	}
	output, err := parseOutput(end.stdout)
	switch {
	case err != nil && t.Resource.Pattern == "waitForTaskToken":
		return task.Return{} // which nobody looks at
	case err != nil:
		return task.Failed(commandFailed, fmt.Sprintf("What the command %s wrote to stdout is not JSON (%v): %s", c.Argv[0], err, head(end.stdout)))
	}
	if wrapped {
		output = invokeResult(200, nil, len(end.stdout), output)
	}
	return task.Return{Output: output}
}

// parseOutput reads what a command wrote; nothing is null.
func parseOutput(stdout []byte) (value.Value, error) {
	if len(bytes.TrimSpace(stdout)) == 0 {
		return value.Parse("null")
	}
	return value.Parse(clean(stdout))
}

// clean is text as a history can hold it.
func clean(b []byte) string { return strings.ToValidUTF8(string(b), "\uFFFD") }

func head(b []byte) string {
	const most = 200
	if len(b) > most {
		return string(b[:most]) + "..."
	}
	return string(b)
}

// ending is how a command came out.
type ending struct {
	stdout, stderr []byte
	flooded        bool
	err            error // why it could not be started, or its exit status
}

// failure is what a command that ended badly says: {"error", "cause"} on
// stdout, or else what it wrote to stderr.
func (e *ending) failure() task.Answer {
	if name, cause, ok := parseFailure(e.stdout); ok {
		return task.Failed(name, cause)
	}
	cause := strings.TrimSpace(string(e.stderr))
	if cause == "" {
		cause = e.err.Error()
	}
	return task.Failed(commandFailed, cause)
}

// parseFailure reads {"error": NAME, "cause": ...} from stdout. A cause that
// is no string is kept as JSON.
func parseFailure(stdout []byte) (name, cause string, ok bool) {
	v, err := value.Parse(clean(stdout))
	if err != nil {
		return "", "", false
	}
	name, ok = v.Get("error").AsString()
	return name, scalar(v.Get("cause")), ok && name != ""
}

// run starts the command and waits for it and all it has started. When ctx
// ends the whole group is killed.
func (c Command) run(ctx context.Context, input string) ending {
	path, err := c.program()
	if err != nil {
		return ending{err: err}
	}
	cmd := exec.Command(path, c.Argv[1:]...)
	cmd.Args[0] = c.Argv[0]
	cmd.Dir, cmd.Env = c.Dir, c.environment()
	ctx, kill := context.WithCancelCause(ctx)
	defer kill(nil)
	stdout := &capped{most: c.output(), over: func() { kill(errFlood) }}
	stderr := &tail{most: CommandErrors}
	pipes, err := connect(cmd, input, stdout, stderr)
	if err != nil {
		return ending{err: err}
	}
	g, err := startGroup(cmd)
	if err != nil {
		pipes.abandon()
		return ending{err: fmt.Errorf("the command %s cannot be started: %w", c.Argv[0], plain(err))}
	}
	pipes.started()
	exited := make(chan struct{})
	go func() {
		select {
		case <-ctx.Done():
			g.kill()
		case <-exited:
		}
	}()
	state, err := cmd.Process.Wait()
	close(exited)
	g.kill() // what it has left behind
	pipes.wait()
	g.release()
	if err == nil && !state.Success() {
		err = &exec.ExitError{ProcessState: state}
	}
	return ending{stdout: stdout.b, stderr: stderr.bytes(), flooded: stdout.flooded, err: err}
}

// program is the file of the command: relative names with a slash are in the
// working directory, bare names in PATH.
func (c Command) program() (string, error) {
	name := c.Argv[0]
	switch {
	case filepath.IsAbs(name):
		return name, nil
	case strings.ContainsRune(filepath.ToSlash(name), '/'):
		return filepath.Join(c.Dir, name), nil
	}
	path, err := exec.LookPath(name)
	if err != nil {
		return "", fmt.Errorf("the command %s cannot be started: %w", name, plain(err))
	}
	return path, nil
}

func plain(err error) error {
	var e *exec.Error
	if errors.As(err, &e) {
		return e.Err
	}
	var p *os.PathError
	if errors.As(err, &p) {
		return p.Err
	}
	return err
}

// environment is all the command sees: PATH to find programs, HOME because
// most tools will not start without it, LANG so that text is UTF-8, and what
// the binding gives.
func (c Command) environment() []string {
	lang := os.Getenv("LANG")
	if lang == "" {
		lang = "C.UTF-8"
	}
	env := []string{"PATH=" + os.Getenv("PATH"), "HOME=" + os.Getenv("HOME"), "LANG=" + lang}
	for _, v := range c.Env {
		env = append(env, v.Name+"="+v.Value)
	}
	return append(env, systemEnvironment()...)
}

func (c Command) output() int {
	if c.Output > 0 {
		return c.Output
	}
	return CommandOutput
}

// pipes carry a command's input and output.
type pipes struct {
	ours, theirs []*os.File // our ends and the command's
	in           *os.File
	copies       []func()
	done         sync.WaitGroup
}

func connect(cmd *exec.Cmd, input string, stdout, stderr io.Writer) (*pipes, error) {
	p := &pipes{}
	r, w, err := p.pipe(false)
	if err != nil {
		return nil, err
	}
	cmd.Stdin, p.in = r, w
	p.copies = append(p.copies, func() {
		io.WriteString(w, input+"\n") // a command need not read it
		w.Close()
	})
	for _, o := range [...]struct {
		to   io.Writer
		file *io.Writer
	}{{stdout, &cmd.Stdout}, {stderr, &cmd.Stderr}} {
		r, w, err := p.pipe(true)
		if err != nil {
			return nil, err
		}
		*o.file = w
		p.copies = append(p.copies, func() { io.Copy(o.to, r) })
	}
	return p, nil
}

func (p *pipes) pipe(reads bool) (r, w *os.File, err error) {
	if r, w, err = os.Pipe(); err != nil {
		p.abandon()
		return nil, nil, err
	}
	if reads {
		p.ours, p.theirs = append(p.ours, r), append(p.theirs, w)
	} else {
		p.ours, p.theirs = append(p.ours, w), append(p.theirs, r)
	}
	return r, w, nil
}

func (p *pipes) started() {
	for _, f := range p.theirs {
		f.Close()
	}
	for _, c := range p.copies {
		p.done.Go(c)
	}
}

// wait returns when all that was written has been read. Nobody reads the
// input any more. Only a process that has left the group can still hold an
// output open, and is waited for no longer than stragglers.
func (p *pipes) wait() {
	p.in.Close()
	for _, f := range p.ours {
		_ = f.SetReadDeadline(time.Now().Add(stragglers))
	}
	p.done.Wait()
	for _, f := range p.ours {
		f.Close()
	}
}

func (p *pipes) abandon() {
	for _, f := range append(p.ours, p.theirs...) {
		f.Close()
	}
}

// capped keeps at most so many bytes and says once when there are more.
type capped struct {
	b       []byte
	most    int
	over    func()
	flooded bool
}

func (c *capped) Write(p []byte) (int, error) {
	if room := c.most - len(c.b); len(p) > room {
		c.b = append(c.b, p[:room]...)
		c.flooded = true
		c.over()
		return len(p), nil
	}
	c.b = append(c.b, p...)
	return len(p), nil
}

// tail keeps the last bytes.
type tail struct {
	b    []byte
	most int
}

func (t *tail) Write(p []byte) (int, error) {
	t.b = append(t.b, p...)
	if len(t.b) > 2*t.most {
		t.b = append(t.b[:0], t.b[len(t.b)-t.most:]...)
	}
	return len(p), nil
}

func (t *tail) bytes() []byte { return t.b[max(0, len(t.b)-t.most):] }
