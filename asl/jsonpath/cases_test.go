package jsonpath

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"github.com/stateboard/stateboard/asl/value"
)

var update = flag.Bool("update", false, "rewrite the expected results in testdata")

// answers runs every line of a section that is not a comment and not itself
// an answer through the function, and returns the section with the answers.
func answers(section string, answer func(line string) string) string {
	var b strings.Builder
	for _, line := range strings.SplitAfter(section, "\n") {
		if strings.HasPrefix(line, "    ") {
			continue
		}
		b.WriteString(line)
		if s := strings.TrimSuffix(line, "\n"); s != "" && !strings.HasPrefix(s, "#") {
			b.WriteString("    " + answer(s) + "\n")
		}
	}
	return b.String()
}

// TestCases reads testdata/*.txtar: documents, and sections of paths each
// followed by what it gives.
func TestCases(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatalf("no cases: %v", err)
	}
	for _, file := range files {
		archive, err := txtar.ParseFile(file)
		if err != nil {
			t.Fatal(err)
		}
		env := Env{Variables: func(string) (value.Value, bool) { return value.Absent, false }}
		changed := false
		for i := range archive.Files {
			f := &archive.Files[i]
			text := string(f.Data)
			switch f.Name {
			case "input.json":
				env.Input = value.MustParse(text)
				continue
			case "context.json":
				env.Context = value.MustParse(text)
				continue
			case "variables.json":
				variables := value.MustParse(text)
				env.Variables = func(name string) (value.Value, bool) {
					v := variables.Get(name)
					return v, !v.IsAbsent()
				}
				continue
			}
			answer := func(line string) string { return get(line, env) }
			if strings.HasPrefix(f.Name, "set") {
				answer = func(line string) string { return set(line, env) }
			}
			if got := answers(text, answer); got != text {
				changed = true
				f.Data = []byte(got)
				if !*update {
					t.Errorf("%s, %s: got\n%s", file, f.Name, got)
				}
			}
		}
		if changed && *update {
			if err := os.WriteFile(file, txtar.Format(archive), 0o644); err != nil {
				t.Fatal(err)
			}
		}
	}
}

func get(path string, env Env) string {
	p, err := Compile(path)
	if err != nil {
		return "refused: " + err.Error()
	}
	v, err := p.Get(env)
	if err != nil {
		return "failed: " + err.Error()
	}
	return v.JSON()
}

// set answers a line such as "$.a.b = 1" or "$.a in 3 = 1".
func set(line string, env Env) string {
	place, to, _ := strings.Cut(line, " = ")
	path, on, other := strings.Cut(place, " in ")
	root := env.Input
	if other {
		root = value.MustParse(on)
	}
	p, err := Compile(path)
	if err != nil {
		return "refused: " + err.Error()
	}
	v, err := p.Set(root, value.MustParse(to))
	if err != nil {
		return "failed: " + err.Error()
	}
	return v.JSON()
}
