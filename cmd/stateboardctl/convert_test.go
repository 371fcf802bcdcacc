package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func converting(stdin string, args ...string) (status int, stdout, stderr string) {
	var out, errs bytes.Buffer
	status = convertCommand(args, strings.NewReader(stdin), &out, &errs)
	return status, out.String(), errs.String()
}

func content(t *testing.T, path string) string {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

func TestConvertNotations(t *testing.T) {
	dir := flows(t, map[string]string{"flow.asl.json": goodFlow, "flow.asl.yaml": "# all\nStartAt: A\nStates:\n  # first\n  A: {Type: Pass, End: true} # one\n"})
	in := func(name string) string { return filepath.Join(dir, name) }
	if status, stdout, stderr := converting("", in("flow.asl.json"), "-o", in("out.yaml")); status != yes || stdout+stderr != "" {
		t.Fatalf("%d %q %q", status, stdout, stderr)
	}
	if got, want := content(t, in("out.yaml")), "StartAt: A\nStates:\n  A:\n    Type: Pass\n    End: true\n"; got != want {
		t.Errorf("%q", got)
	}
	status, _, stderr := converting("", in("flow.asl.yaml"), "-o", in("out.json"))
	if status != yes || stderr != "1 comment was dropped: JSON has none.\n" {
		t.Errorf("%d %q", status, stderr)
	}
	if got := content(t, in("out.json")); !strings.Contains(got, `"Comment": "first"`) {
		t.Error(got)
	}
}

func TestConvertThroughPipes(t *testing.T) {
	const json, yaml = "{\n  \"StartAt\": \"A\",\n  \"States\": {\n    \"A\": {\n      \"Type\": \"Pass\",\n      \"End\": true\n    }\n  }\n}\n", "StartAt: A\nStates:\n  A:\n    Type: Pass\n    End: true\n"
	for _, c := range []struct {
		in, want string
		args     []string
	}{
		{json, yaml, []string{"--to", "yaml"}}, {yaml, json, []string{"--to", "json"}}, {yaml, yaml, nil}, {json, json, nil}, {json, json, []string{"--to", "json"}},
	} {
		if status, stdout, stderr := converting(c.in, append([]string{"-", "-o", "-"}, c.args...)...); status != yes || stdout != c.want || stderr != "" {
			t.Errorf("%v: %d %q %q", c.args, status, stdout, stderr)
		}
	}
	out := filepath.Join(t.TempDir(), "out")
	if status, _, stderr := converting(json, "-", "-o", out, "--to", "yaml"); status != yes || content(t, out) != yaml {
		t.Errorf("%d %q", status, stderr)
	}
}

func TestConvertQueryLanguage(t *testing.T) {
	flow := `{"StartAt": "A", "States": {"A": {"Type": "Pass", "Parameters": {"x.$": "$.y"}, "End": true}}}`
	want := `{"QueryLanguage": "JSONata", "StartAt": "A", "States": {"A": {"Type": "Pass", "Output": {"x": "{% $states.input.y %}"}, "End": true}}}`
	if status, stdout, stderr := converting(flow, "-", "-o", "-", "--jsonata"); status != yes || stdout != want || stderr != "" {
		t.Errorf("%d %s %q", status, stdout, stderr)
	}
	refused := strings.Replace(flow, "$.y", "$.y[*]", 1)
	if status, stdout, stderr := converting(refused, "-", "-o", "-", "--jsonata"); status != cannot || stdout != "" || !strings.Contains(stderr, "Parameters/x.$") {
		t.Errorf("%d %q %q", status, stdout, stderr)
	}
}

func TestConvertWhatCannotBe(t *testing.T) {
	dir := flows(t, map[string]string{"good.asl.json": goodFlow, "half.asl.json": `{"a": 1, "a"`})
	good := filepath.Join(dir, "good.asl.json")
	for _, args := range [][]string{{}, {good}, {good, "-o", filepath.Join(dir, "x.txt")}, {filepath.Join(dir, "none"), "-o", "-"}, {filepath.Join(dir, "half.asl.json"), "-o", "-"},
		{filepath.Join(dir, "half.asl.json"), "-o", filepath.Join(dir, "x.yaml")}, {good, "-o", filepath.Join(dir, "no", "x.yaml")}, {good, "-o", dir + "/x.yaml", "--to", "json"}, {good, "-o", "-", "--to", "xml"}, {dir, "-o", "-"}} {
		if status, stdout, stderr := converting("", args...); status != cannot || stdout != "" || strings.Count(stderr, "\n") != 1 {
			t.Errorf("%q: %d %q %q", args, status, stdout, stderr)
		}
	}
	if _, _, stderr := converting("", filepath.Join(dir, "half.asl.json"), "-o", filepath.Join(dir, "x.yaml")); !strings.Contains(stderr, "half.asl.json:1:") {
		t.Errorf("no place: %q", stderr)
	}
	if _, err := os.Stat(filepath.Join(dir, "x.yaml")); err == nil {
		t.Error("something was written")
	}
}
