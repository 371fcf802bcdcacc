package intrinsic

import (
	"testing"

	"golang.org/x/tools/txtar"

	"github.com/stateboard/stateboard/asl/jsonpath"
	"github.com/stateboard/stateboard/asl/text/cases"
	"github.com/stateboard/stateboard/asl/value"
)

// chance is a source of randomness that always says the same.
type chance struct{}

func (chance) Float64() float64 { return 0.5 }
func (chance) UUID() string     { return "c0ffee00-0000-4000-8000-000000000000" }

// TestCases reads testdata/*.txtar: an input, a context and variables, and
// sections of calls each followed by what it gives.
func TestCases(t *testing.T) {
	cases.Each(t, func(t *testing.T, a *txtar.Archive) []txtar.File {
		var env jsonpath.Env
		for i := range a.Files {
			f := &a.Files[i]
			text := string(f.Data)
			switch f.Name {
			case "input.json":
				env.Input = value.MustParse(text)
			case "context.json":
				env.Context = value.MustParse(text)
			case "variables.json":
				variables := value.MustParse(text)
				env.Variables = func(name string) (value.Value, bool) {
					v := variables.Get(name)
					return v, !v.IsAbsent()
				}
			default:
				f.Data = []byte(cases.Answered(text, func(line string) string { return eval(line, env) }))
			}
		}
		return a.Files
	})
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
