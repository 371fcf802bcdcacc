package main

import (
	"bytes"
	"encoding/json"
	"path/filepath"
	"strings"
	"testing"
)

func differing(stdin string, args ...string) (status int, stdout, stderr string) {
	var out, errs bytes.Buffer
	status = diffCommand(args, strings.NewReader(stdin), &out, &errs)
	return status, out.String(), errs.String()
}

func TestDiff(t *testing.T) {
	dir := flows(t, map[string]string{
		"old.asl.json": goodFlow, "same.asl.yaml": "States:\n  A: {End: true, Type: Pass, Comment: new}\nStartAt: A\n",
		"new.asl.json": `{"StartAt": "B", "States": {"B": {"Type": "Pass", "Next": "C"}, "C": {"Type": "Succeed"}}}`, "half.asl.json": "{",
	})
	old, in := filepath.Join(dir, "old.asl.json"), func(name string) string { return filepath.Join(dir, name) }
	if status, stdout, stderr := differing("", old, in("same.asl.yaml")); status != yes || stdout != "~ “A” has Comment now: “new”.\n" || stderr != "" {
		t.Errorf("%d %q %q", status, stdout, stderr)
	}
	status, stdout, _ := differing("", old, in("new.asl.json"))
	if status != no || !strings.Contains(stdout, "+ “C” (Succeed) is new.\n") {
		t.Errorf("%d %q", status, stdout)
	}
	status, stdout, _ = differing(goodFlow, "-", in("new.asl.json"), "--format", "json")
	var changes struct {
		Same   bool
		States []map[string]any
	}
	if err := json.Unmarshal([]byte(stdout), &changes); err != nil || status != no || changes.Same || len(changes.States) == 0 {
		t.Errorf("%d %v\n%s", status, err, stdout)
	}
	if status, stdout, _ = differing("", old, in("new.asl.json"), "--format", "svg"); status != no || !strings.HasPrefix(stdout, "<") || !strings.Contains(stdout, "</svg>") {
		t.Errorf("%d %.80q", status, stdout)
	}
	for _, args := range [][]string{{old}, {old, in("none")}, {old, in("half.asl.json")}, {old, old, "--format", "png"}, {"-", "-"}} {
		if status, stdout, stderr := differing("", args...); status != cannot || stdout != "" || stderr == "" {
			t.Errorf("%q: %d %q %q", args, status, stdout, stderr)
		}
	}
}
