//go:build e2e && figures

package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"sort"
	"strconv"
	"strings"
	"testing"
	"time"
)

// TestFigures prints what the project promises about whole processes, as
// medians. It asserts nothing: machines differ, and a timed test tells of the
// machine.
func TestFigures(t *testing.T) {
	s, dir := startScreen(t), t.TempDir()
	path := copyExample(t, dir, "account-application")

	var first []float64
	for range 5 {
		began := time.Now()
		d := start(t, s, filepath.Join(dir, "data"), path)
		first = append(first, float64(time.Since(began).Milliseconds()))
		d.kill()
	}
	figure("first window on screen", first, "ms")

	d := start(t, s, filepath.Join(dir, "data"), path)
	d.find("state/Perform automated checks")
	var idle []float64
	for range 3 {
		before := cpu(t, d.app.Process.Pid)
		time.Sleep(2 * time.Second)
		idle = append(idle, (cpu(t, d.app.Process.Pid)-before)/2*100)
	}
	figure("idle CPU of a core", idle, "%")
	figure("resident memory", []float64{resident(t, d.app.Process.Pid)}, "MB")

	d.kill() // the key press to the drawn picture is timed in process: BenchmarkKeyToSceneExample

	var runs []float64
	scenario := filepath.Join(dir, "in.json")
	if err := os.WriteFile(scenario, []byte(`{"application": {"name": "Gabe", "address": "12 Harbour Street"}}`), 0o644); err != nil {
		t.Fatal(err)
	}
	for range 21 {
		c := exec.Command("../../bin/stateboardctl", "run", path, "--input", scenario, "--mocks", filepath.Join(dir, "account-application.mocks.json"), "--case", "Clean", "--fast")
		began := time.Now()
		if out, err := c.CombinedOutput(); err != nil {
			t.Fatalf("%v: %s", err, out)
		}
		runs = append(runs, float64(time.Since(began).Microseconds())/1000)
	}
	figure("stateboardctl run, clean scenario, whole process", runs, "ms")
}

func figure(what string, values []float64, unit string) {
	sort.Float64s(values)
	fmt.Printf("figure: %s: median %.1f %s (%.1f to %.1f, n=%d)\n", what, values[len(values)/2], unit, values[0], values[len(values)-1], len(values))
}

// cpu is the processor time a process has used, in seconds.
func cpu(t *testing.T, pid int) float64 {
	stat, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
	if err != nil {
		t.Fatal(err)
	}
	fields := strings.Fields(string(stat[strings.LastIndexByte(string(stat), ')')+1:]))
	user, _ := strconv.ParseFloat(fields[11], 64)
	system, _ := strconv.ParseFloat(fields[12], 64)
	return (user + system) / 100
}

func resident(t *testing.T, pid int) float64 {
	status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	if err != nil {
		t.Fatal(err)
	}
	for _, line := range strings.Split(string(status), "\n") {
		if strings.HasPrefix(line, "VmRSS:") {
			kb, _ := strconv.ParseFloat(strings.Fields(line)[1], 64)
			return kb / 1024
		}
	}
	return 0
}
