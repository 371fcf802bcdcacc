//go:build unix && !linux

package binding

import (
	"os/exec"
	"syscall"
)

// group is a command and all it has started that has not left its process
// group.
type group struct{ id int }

func startGroup(cmd *exec.Cmd) (*group, error) {
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	if err := cmd.Start(); err != nil {
		return nil, err
	}
	return &group{cmd.Process.Pid}, nil
}

func (g *group) kill() { _ = syscall.Kill(-g.id, syscall.SIGKILL) }

func (g *group) release() {}

func systemEnvironment() []string { return nil }
