package main

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stateboard/stateboard/asl/text"
)

const (
	goodFlow = `{"StartAt": "A", "States": {"A": {"Type": "Pass", "End": true}}}`
	badFlow  = "{\n\t\"StartAt\": \"Aé\",\n\t\"States\": {\n\t\t\"Aè\": {\"Type\": \"Pass\", \"End\": true}\n\t}\n}\n"
)

// flows writes files into a folder of the test's own and returns it.
func flows(t *testing.T, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, content := range files {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func validate(stdin string, args ...string) (status int, stdout, stderr string) {
	var out, errs bytes.Buffer
	status = validateCommand(args, strings.NewReader(stdin), &out, &errs)
	return status, out.String(), errs.String()
}

func TestValidateText(t *testing.T) {
	dir := flows(t, map[string]string{"bad.asl.json": badFlow, "good.asl.json": goodFlow})
	bad := filepath.Join(dir, "bad.asl.json")
	status, stdout, stderr := validate("", bad, filepath.Join(dir, "good.asl.json"))
	want := bad + `:2:13: error: There is no state "Aé" here. Did you mean "Aè"? [MISSING_TRANSITION_TARGET]` +
		"\n     \"StartAt\": \"Aé\",\n                ^~~~\n"
	if status != no || stdout != want || stderr != "1 error\n" {
		t.Errorf("%d\n%s\n%s", status, stdout, stderr)
	}
	if status, stdout, stderr := validate(goodFlow, "-"); status != yes || stdout != "" || stderr != "" {
		t.Errorf("good: %d %q %q", status, stdout, stderr)
	}
}

func TestValidateJSON(t *testing.T) {
	dir := flows(t, map[string]string{"bad.asl.json": badFlow, "good.asl.yaml": "StartAt: A\nStates:\n  A:\n    Type: Succeed\n"})
	status, stdout, _ := validate("", "--format", "json", filepath.Join(dir, "bad.asl.json"))
	var list []map[string]any
	if err := json.Unmarshal([]byte(stdout), &list); err != nil || len(list) != 1 || status != no {
		t.Fatalf("%d %v\n%s", status, err, stdout)
	}
	for key, want := range map[string]any{"severity": "error", "code": "MISSING_TRANSITION_TARGET", "line": 2.0, "column": 13.0, "endLine": 2.0, "endColumn": 17.0, "pointer": "/StartAt"} {
		if list[0][key] != want {
			t.Errorf("%s is %v, want %v", key, list[0][key], want)
		}
	}
	if status, stdout, _ := validate("", "--format", "json", filepath.Join(dir, "good.asl.yaml")); status != yes || strings.TrimSpace(stdout) != "[]" {
		t.Errorf("good: %d %q", status, stdout)
	}
}

func TestValidateByType(t *testing.T) {
	flow := `{"StartAt": "A", "States": {"A": {"Type": "Task", "Resource": "arn:aws:states:::batch:submitJob.sync", "End": true}}}`
	if status, _, stderr := validate(flow, "-"); status != yes {
		t.Errorf("STANDARD: %d %s", status, stderr)
	}
	if status, _, _ := validate(flow, "--type", "EXPRESS", "-"); status != no {
		t.Errorf("EXPRESS: %d", status)
	}
}

func TestValidateWhatCannotBe(t *testing.T) {
	dir := flows(t, map[string]string{"binary.asl.json": "\x7fELF\x00\x01", "good.asl.json": goodFlow, "half.asl.json": `{"StartAt": "A", "Sta`})
	huge := filepath.Join(dir, "huge.asl.json")
	if err := os.WriteFile(huge, nil, 0o644); err != nil {
		t.Fatal(err)
	}
	if err := os.Truncate(huge, 64<<20); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"missing.asl.json", "binary.asl.json", "huge.asl.json", "."} {
		status, stdout, stderr := validate("", "--format", "json", filepath.Join(dir, name), filepath.Join(dir, "good.asl.json"))
		if status != cannot || strings.TrimSpace(stdout) != "[]" || strings.Count(stderr, "\n") != 1 {
			t.Errorf("%s: %d %q %q", name, status, stdout, stderr)
		}
	}
	if status, stdout, _ := validate("", filepath.Join(dir, "half.asl.json")); status != no || stdout == "" {
		t.Errorf("half-written: %d %q", status, stdout)
	}
	for _, args := range [][]string{{}, {"--format", "xml", "-"}, {"--type", "FAST", "-"}, {"--nonsense", "-"}} {
		if status, _, stderr := validate(goodFlow, args...); status != cannot || stderr == "" {
			t.Errorf("%q: %d %q", args, status, stderr)
		}
	}
}

func TestExcerptOfALongLine(t *testing.T) {
	source := strings.Repeat("x", 5000) + "HERE" + strings.Repeat("y", 5000)
	lines := strings.Split(excerpt(text.New(source), text.Span{Start: 5000, End: 5004}), "\n")
	at := strings.Index(lines[1], "^")
	if shown := []rune(lines[0]); len(shown) > excerptWidth+4 || string(shown[at:at+4]) != "HERE" || !strings.HasSuffix(lines[1], "^~~~") {
		t.Errorf("%q", lines)
	}
}
