package refs

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/stateboard/stateboard/asl/jsonata"
)

func TestRead(t *testing.T) {
	kinds := [...]string{"$", "states.", "name ", "context", "root"}
	for src, want := range map[string]string{
		"$states.input.a[b = $x].c": "states.input $x",
		"phone":                     "name phone",
		"$sum(items.price)":         "name items",
		"$states.input.items[price > 3].(name & $)":    "states.input",
		"($a := 1; $b := $a + $c; $a + $b)":            "$c",
		"$map($states.input, function($v, $i) {$v.x})": "states.input",
		"$f := 1": "unknown",
		"$":       "context",
		"$$.x":    "root",
		"{'a': $states.result, \"b\": [1..3, -x]}":       "states.result name x",
		"$states.context.Task.Token ~> $uppercase()":     "states.context",
		"$states.input.a ? 'x' : null":                   "states.input",
		"$filter($list, function($v) { $v.ok })[0].name": "$list",
		"`odd name`.x": "name odd name",
		"a[]":          "name a",
		"1 + * 2":      "unknown",
		"$sum(":        "unknown",
		"/re/i":        "unknown",
		"a{b: c}":      "unknown",
		"a^(b)":        "unknown",
		"'text":        "unknown",
		"1.x":          "unknown",
		"":             "unknown",
		"$states":      "states.",
	} {
		list, ok := Read(src)
		var got []string
		for _, ref := range list {
			got = append(got, kinds[ref.Kind]+ref.Name)
			if ref.Start < 0 || ref.End <= ref.Start || ref.End > len(src) {
				t.Errorf("%s: %+v", src, ref)
			}
		}
		if !ok {
			got = []string{"unknown"}
		}
		if s := strings.Join(got, " "); s != want {
			t.Errorf("%s: %s, want %s", src, s, want)
		}
	}
}

// TestReadsOnlyWhatJSONataReads checks Read against the reference parser: it
// knows nothing that the parser refuses, and finds the same variables.
func TestReadsOnlyWhatJSONataReads(t *testing.T) {
	words := []string{
		"$states.input", "$states.result.x", "$v", "$w", "$", "a", "b", "1", "2.5", "'t'", "true", ".", ".", "[", "]", "(", ")", "{", "}", ",", ":", ";", "?",
		"+", "-", "*", "/", "%", "=", "<", "in", "and", "or", "&", "~>", ":=", "..", "$sum(", "function($x){", "$x", "'k':", "!=", "**", "null",
	}
	known := 0
	rapid.Check(t, func(t *rapid.T) {
		src := strings.Join(rapid.SliceOfN(rapid.SampledFrom(words), 1, 9).Draw(t, "words"), " ")
		agrees(t.Fatalf, src, &known)
	})
	expressions := rapid.Custom(expression(4))
	rapid.Check(t, func(t *rapid.T) { agrees(t.Fatalf, expressions.Draw(t, "expression"), &known) })
	if known < 50 {
		t.Errorf("only %d expressions were known", known)
	}
}

// expression draws expressions that are mostly right.
func expression(depth int) func(*rapid.T) string {
	return func(t *rapid.T) string {
		leaf := rapid.SampledFrom([]string{"$states.input.a", "$states.context", "$v", "$w.x", "$", "name", "1", "'t'", "true", "a.b", "$$"})
		if depth == 0 {
			return leaf.Draw(t, "leaf")
		}
		sub := func() string { return expression(depth - 1)(t) }
		switch rapid.IntRange(0, 11).Draw(t, "form") {
		case 0, 1:
			return sub() + rapid.SampledFrom([]string{" + ", " & ", " = ", " and ", " in ", " ~> ", ".", " % ", " / ", " * ", "-"}).Draw(t, "operator") + sub()
		case 2:
			return sub() + "[" + sub() + "]"
		case 3:
			return "$sum(" + sub() + ", " + sub() + ")"
		case 4:
			return "[" + sub() + ", " + sub() + ".." + sub() + "]"
		case 5:
			return "{'k': " + sub() + ", " + sub() + ": " + sub() + "}"
		case 6:
			return "($v := " + sub() + "; " + sub() + ")"
		case 7:
			return "function($w, $x) {" + sub() + "}"
		case 8:
			return sub() + " ? " + sub() + " : " + sub()
		case 9:
			return "-" + sub()
		case 10:
			return "(" + sub() + ")." + sub()
		}
		return leaf.Draw(t, "leaf")
	}
}

func agrees(fatal func(string, ...any), src string, known *int) {
	list, ok := Read(src)
	if !ok {
		return
	}
	*known++
	x, err := jsonata.Compile(src)
	if err != nil {
		fatal("%s is read, but JSONata says: %v", src, err)
		return
	}
	names, fields := map[string]bool{}, map[string]bool{}
	for _, ref := range list {
		switch {
		case ref.Kind == Variable:
			names[ref.Name] = true
		case ref.Kind == States && ref.Name != "":
			fields[ref.Name] = true
		}
	}
	for _, name := range x.Variables() {
		if !names[name] {
			fatal("%s reads $%s, which was not found", src, name)
		}
		delete(names, name)
	}
	for name := range names { // bound elsewhere in the expression: a scope that the other does not follow
		if !strings.Contains(src, "$"+name+" :=") && !strings.Contains(src, "function(") {
			fatal("%s does not read $%s", src, name)
		}
	}
	for _, field := range x.StatesFields() {
		if !fields[field] {
			fatal("%s takes %s of $states, which was not found", src, field)
		}
	}
}

func BenchmarkRead(b *testing.B) {
	for b.Loop() {
		Read("$states.input.items[price > 3].(name & ' ' & $string(count * 2))")
	}
}
