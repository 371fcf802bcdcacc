package jsonata

import (
	_ "embed"
	"fmt"
	"strings"
	"sync"

	"github.com/dlclark/regexp2/v2"
	"github.com/dop251/goja"
)

// reference is the reference implementation, as published (MIT licence, see
// LICENSE.jsonata).
//
//go:embed jsonata.min.js
var reference string

//go:embed prelude.js
var prelude string

// change is a replacement in the text of the reference implementation.
type change struct {
	old, new string
	times    int // how often old must be there
}

// changes fit jsonata.js to an engine that has nothing to wait for and to
// expressions that nobody vouches for. Evaluation is made synchronous, which
// halves its cost and lets a deep recursion end as one; hooks that nothing
// uses are not looked up at every step; what builds arrays and texts in one
// native step asks a bound first; a name finds own members only, never those
// that JavaScript gives to every object.
var changes = []change{
	{"await Promise.all(", "(", 2},
	{"async function", "function", 43},
	{"async(", "(", 3},
	{"await ", "", 100},
	{`i.lookup(Symbol.for("jsonata.__evaluate_entry"))`, "void 0", 1},
	{`i.lookup(Symbol.for("jsonata.__evaluate_exit"))`, "void 0", 1},
	{`e.lookup(Symbol.for("jsonata.__createFrame_push"))`, "void 0", 1},
	{"new Array(", "sizedArray(", 8},
	{"n>1e7", "n>1e6", 1},
	{"e.join(t)}", "joinTexts(e,t)}", 1},
	{"(n=t[r])", "(n=ownOnly(t,r,t[r]))", 1},
}

// program is what every runtime starts from, compiled once.
var program struct {
	once            sync.Once
	prelude, proper *goja.Program
	err             error
}

func compileProgram() error {
	program.once.Do(func() {
		// The engine falls back to a backtracking matcher for patterns that
		// RE2 lacks; no interrupt reaches into it, so it has to stop itself.
		regexp2.DefaultMatchTimeout = matchLimit
		text, err := adapted(reference)
		if err == nil {
			program.prelude, err = goja.Compile("prelude.js", prelude, true)
		}
		if err == nil {
			program.proper, err = goja.Compile("jsonata.js", text, true)
		}
		program.err = err
	})
	return program.err
}

// adapted is the reference implementation with all changes made.
func adapted(text string) (string, error) {
	for _, c := range changes {
		if n := strings.Count(text, c.old); n != c.times {
			return "", fmt.Errorf("jsonata.min.js has %q %d times, not %d", c.old, n, c.times)
		}
		text = strings.ReplaceAll(text, c.old, c.new)
	}
	return text, nil
}
