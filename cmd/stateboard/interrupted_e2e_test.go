//go:build e2e

package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// slowFlow has one task, which takes as long as a file is not there.
const slowFlow = `{
  "Comment": "One task that takes its time",
  "StartAt": "Count",
  "States": {
    "Count": { "Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "Parameters": { "FunctionName": "count" }, "OutputPath": "$.Payload", "End": true }
  }
}
`

// TestInterruptedTaskRunsAgain binds a task to a command, cuts the power while
// the command is at work, and runs the task again from what was kept.
func TestInterruptedTaskRunsAgain(t *testing.T) {
	s, dir := startScreen(t), t.TempDir()
	path, data := filepath.Join(dir, "slow.asl.json"), filepath.Join(dir, "data")
	if err := os.WriteFile(path, []byte(slowFlow), 0o644); err != nil {
		t.Fatal(err)
	}
	script := "#!/bin/sh\ncd " + dir + "\necho begun >> begun\nwhile [ ! -e go ]; do sleep 0.1; done\necho '{\"done\": 1}'\n"
	if err := os.WriteFile(filepath.Join(dir, "count.sh"), []byte(script), 0o755); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.WriteFile(filepath.Join(dir, "go"), nil, 0o644) }) // lets go of a command that a failed test left

	d := start(t, s, data, path)
	d.bindToCommand("Count", filepath.Join(dir, "count.sh"))
	d.key("F5")
	d.click("dialog/allow")
	d.await("the command", func(m *uiMap) bool {
		_, err := os.Stat(filepath.Join(dir, "begun"))
		return err == nil && m.Run.Status == "RUNNING"
	})
	d.kill()

	again := start(t, s, data, path)
	again.key("ctrl+shift+h")
	again.await("the list", func(m *uiMap) bool { return m.item("dialog/show") != nil })
	again.shot("1-kept")
	again.key("Return")
	again.find("interrupted/Count")
	again.shot("2-interrupted")
	if err := os.WriteFile(filepath.Join(dir, "go"), nil, 0o644); err != nil {
		t.Fatal(err)
	}
	again.click("interrupted/Count/again")
	again.await("the end", func(m *uiMap) bool { return m.Run.Status == "SUCCEEDED" })
	again.shot("3-succeeded")
	if begun := read(t, filepath.Join(dir, "begun")); strings.Count(begun, "begun") != 2 {
		t.Errorf("the command was started %d times, want 2", strings.Count(begun, "begun"))
	}
}

// bindToCommand says by hand that a program of this computer answers a task.
func (d *driver) bindToCommand(state, program string) {
	d.t.Helper()
	d.key("ctrl+shift+b")
	d.click("dialog/task/" + state)
	d.click("dialog/kind")
	d.click("dialog/kind/A command on this computer")
	d.click("dialog/argv")
	d.typing(program)
	d.click("dialog/save")
	d.await("the binding", func(m *uiMap) bool {
		i := m.item("dialog/task/" + state)
		return i != nil && strings.Contains(i.Value, program)
	})
	d.key("Escape")
	d.await("the dialog's end", func(m *uiMap) bool { return m.item("dialog") == nil })
}
