package intrinsic

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"github.com/stateboard/stateboard/asl/jsonpath"
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

// chance is a source of randomness that always says the same.
type chance struct{}

func (chance) Float64() float64 { return 0.5 }
func (chance) UUID() string     { return "c0ffee00-0000-4000-8000-000000000000" }

// TestCases reads testdata/*.txtar: an input, a context and variables, and
// sections of calls each followed by what it gives.
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
		var env jsonpath.Env
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
			if got := answers(text, func(line string) string { return eval(line, env) }); got != text {
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

func eval(src string, env jsonpath.Env) string {
	c, err := Compile(src)
	if err != nil {
		return "refused: " + err.Error()
	}
	v, err := c.Eval(env, chance{})
	if err != nil {
		return "failed: " + err.Error()
	}
	return v.JSON()
}
