package jsonpath

import (
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"github.com/stateboard/stateboard/asl/text/cases"
	"github.com/stateboard/stateboard/asl/value"
)

// TestCases reads testdata/*.txtar: documents, and sections of paths each
// followed by what it gives.
func TestCases(t *testing.T) {
	cases.Each(t, func(t *testing.T, a *txtar.Archive) []txtar.File {
		env := Env{Variables: func(string) (value.Value, bool) { return value.Absent, false }}
		for i := range a.Files {
			f := &a.Files[i]
			text := string(f.Data)
			answer := func(line string) string { return get(line, env) }
			switch {
			case f.Name == "input.json":
				env.Input = value.MustParse(text)
				continue
			case f.Name == "context.json":
				env.Context = value.MustParse(text)
				continue
			case f.Name == "variables.json":
				variables := value.MustParse(text)
				env.Variables = func(name string) (value.Value, bool) {
					v := variables.Get(name)
					return v, !v.IsAbsent()
				}
				continue
			case strings.HasPrefix(f.Name, "set"):
				answer = func(line string) string { return set(line, env) }
			}
			f.Data = []byte(cases.Answered(text, answer))
		}
		return a.Files
	})
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
