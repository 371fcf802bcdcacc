package binding

import (
	"bytes"
	"crypto/rand"
	"encoding/hex"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"syscall"

	"golang.org/x/sys/unix"
)

// markVariable is in the environment of a command and of all it starts: by it
// those are found that have left the process group, as daemons do.
const markVariable = "STATEBOARD_COMMAND"

// rounds is how often what has been started meanwhile is looked for.
const rounds = 50

// group is a command and all it has started.
type group struct {
	id   int
	mark []byte // of the environment, as /proc shows it
}

// startGroup starts a command that dies with this program. The kernel takes the
// thread that starts it for the program, so it is kept until release.
func startGroup(cmd *exec.Cmd) (*group, error) {
	var b [12]byte
	rand.Read(b[:])
	mark := markVariable + "=" + hex.EncodeToString(b[:])
	cmd.Env = append(cmd.Env, mark)
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true, Pdeathsig: syscall.SIGKILL}
	runtime.LockOSThread()
	if err := cmd.Start(); err != nil {
		runtime.UnlockOSThread()
		return nil, err
	}
	return &group{cmd.Process.Pid, []byte(mark)}, nil
}

// kill kills the process group, then whoever has left it.
func (g *group) kill() {
	_ = syscall.Kill(-g.id, syscall.SIGKILL)
	for range rounds {
		if !g.killMarked() {
			return
		}
	}
}

// killMarked kills all processes that have the mark, and tells whether there
// were any.
func (g *group) killMarked() bool {
	found := false
	environments, _ := filepath.Glob("/proc/[0-9]*/environ")
	for _, path := range environments {
		if !g.marked(path) { // for nearly all, without a handle on the process
			continue
		}
		pid, err := strconv.Atoi(filepath.Base(filepath.Dir(path)))
		if err != nil {
			continue
		}
		// With the handle it is sure that the process is still the one that is
		// looked at.
		handle, err := unix.PidfdOpen(pid, 0)
		if err != nil {
			continue
		}
		if g.marked(path) && unix.PidfdSendSignal(handle, unix.SIGKILL, nil, 0) == nil {
			found = true
		}
		unix.Close(handle)
	}
	return found
}

// marked tells whether an environment is that of one of the group. It is empty
// once a process has died.
func (g *group) marked(path string) bool {
	environment, err := os.ReadFile(path)
	return err == nil && bytes.Contains(environment, g.mark)
}

func (g *group) release() { runtime.UnlockOSThread() }

func systemEnvironment() []string { return nil }
