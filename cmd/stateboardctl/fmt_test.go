package main

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func formatting(stdin string, args ...string) (status int, stdout, stderr string) {
	var out, errs bytes.Buffer
	status = fmtCommand(args, strings.NewReader(stdin), &out, &errs)
	return status, out.String(), errs.String()
}

const (
	untidyYAML = "# all\nStartAt:   'A'\nStates:\n    A: {Type: Pass, End: true} # one\n"
	tidyYAML   = "# all\nStartAt: A\nStates:\n  A:  # one\n    Type: Pass\n    End: true\n"
)

func TestFmt(t *testing.T) {
	dir := flows(t, map[string]string{"a.asl.yaml": untidyYAML, "b.asl.json": goodFlow, "tidy.asl.yaml": tidyYAML})
	in := func(name string) string { return filepath.Join(dir, name) }
	if status, stdout, stderr := formatting("", in("a.asl.yaml")); status != yes || stdout != tidyYAML || stderr != "" {
		t.Errorf("%d %q %q", status, stdout, stderr)
	}
	if status, stdout, stderr := formatting(untidyYAML, "-"); status != yes || stdout != tidyYAML || stderr != "" {
		t.Errorf("standard input: %d %q %q", status, stdout, stderr)
	}
	if status, stdout, stderr := formatting("", "--check", in("a.asl.yaml"), in("tidy.asl.yaml"), in("b.asl.json")); status != no || stdout != in("a.asl.yaml")+"\n"+in("b.asl.json")+"\n" || stderr != "" {
		t.Errorf("check: %d %q %q", status, stdout, stderr)
	}
	if content(t, in("a.asl.yaml")) != untidyYAML {
		t.Error("--check writes")
	}
	if status, stdout, stderr := formatting("", "-w", in("a.asl.yaml"), in("b.asl.json")); status != yes || stdout+stderr != "" {
		t.Errorf("write: %d %q %q", status, stdout, stderr)
	}
	if content(t, in("a.asl.yaml")) != tidyYAML {
		t.Errorf("%q", content(t, in("a.asl.yaml")))
	}
	if status, _, _ := formatting("", "--check", in("a.asl.yaml"), in("b.asl.json")); status != yes {
		t.Error("what was formatted would be formatted again")
	}
}

func TestFmtWritesNothingThatIsBroken(t *testing.T) {
	broken := map[string]string{
		"half.asl.json": `{"a": 1,`, "half.asl.yaml": "a: [1\nb: 2\n", "twice.asl.yaml": "a:  1\na:  2\n", "text.asl.yaml": "hello\n", "none.asl.yaml": "", "two.asl.yaml": "a: 1\n---\nb: 1\n", "alias.asl.yaml": "a: *b\n",
	}
	dir := flows(t, broken)
	for name, was := range broken {
		path := filepath.Join(dir, name)
		for _, args := range [][]string{{path}, {"-w", path}, {"--check", path}} {
			status, stdout, stderr := formatting("", args...)
			if status != cannot || stdout != "" || strings.Count(stderr, "\n") != 1 || !strings.Contains(stderr, path) {
				t.Errorf("%q: %d %q %q", args, status, stdout, stderr)
			}
		}
		if content(t, path) != was {
			t.Errorf("%s was written", name)
		}
	}
	good := filepath.Join(flows(t, map[string]string{"a.asl.yaml": untidyYAML}), "a.asl.yaml")
	for _, args := range [][]string{{}, {filepath.Join(dir, "nobody")}, {dir}, {"--compact", good}} {
		if status, stdout, stderr := formatting("", args...); status != cannot || stdout != "" || stderr == "" {
			t.Errorf("%q: %d %q %q", args, status, stdout, stderr)
		}
	}
	if status, _, _ := formatting("", "-w", filepath.Join(dir, "half.asl.json"), good); status != cannot || content(t, good) != tidyYAML {
		t.Error("one broken file keeps the others from being formatted")
	}
}

func TestFmtSaysWhatStays(t *testing.T) {
	src := "StartAt:   A\nStates:\n  A:\n    ? Type\n    : Pass\n    End:   true\n  B:   {Type: Succeed}\n"
	path := filepath.Join(flows(t, map[string]string{"odd.asl.yaml": src}), "odd.asl.yaml")
	status, stdout, stderr := formatting("", path)
	if status != yes || !strings.Contains(stdout, "  B:\n    Type: Succeed\n") || !strings.Contains(stdout, "    ? Type\n    : Pass\n    End:   true\n") || !strings.Contains(stderr, "“A” stays as written") {
		t.Errorf("%d %q %q", status, stdout, stderr)
	}
	if _, err := os.Stat(path); err != nil {
		t.Error(err)
	}
}

// full is a place that takes nothing.
type full struct{}

func (full) Write([]byte) (int, error) { return 0, errors.New("no space left") }

func TestFmtSaysWhenNothingCanBePrinted(t *testing.T) {
	var errs bytes.Buffer
	if status := fmtCommand([]string{"-"}, strings.NewReader(goodFlow), full{}, &errs); status != cannot || !strings.Contains(errs.String(), "no space left") {
		t.Errorf("%d %q", status, errs.String())
	}
}
