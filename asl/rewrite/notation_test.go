package rewrite

import (
	"strconv"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"
	"pgregory.net/rapid"

	"github.com/stateboard/stateboard/asl"
	"github.com/stateboard/stateboard/asl/text"
	"github.com/stateboard/stateboard/asl/text/cases"
	"github.com/stateboard/stateboard/asl/value"
)

// TestNotations runs testdata/notation/*.txtar: a document, what it is in the
// other notation, and how many comments were dropped.
func TestNotations(t *testing.T) {
	cases.Matching(t, "testdata/notation/*.txtar", func(t *testing.T, a *txtar.Archive) []txtar.File {
		for i := 0; i+1 < len(a.Files); i += 2 {
			doc := asl.ParseNamed(a.Files[i].Name, text.New(string(a.Files[i].Data)))
			got, dropped, err := "", 0, error(nil)
			if doc.YAML {
				got, dropped, err = ToJSON(doc)
			} else {
				got, err = ToYAML(doc)
			}
			switch {
			case err != nil:
				got = "! " + err.Error() + "\n"
			case dropped > 0:
				got += "# " + strconv.Itoa(dropped) + " dropped\n"
			}
			a.Files[i+1].Data = []byte(got)
		}
		return a.Files
	})
}

var awkward = []string{
	"", " ", "a", "true", "No", "~", "null", "12", "1e5", "0x1F", "1_000", ".5", ".inf", "2024-01-01", "12:30", "1.2.3", "-", "- a", "-a", "?", ": a", "a: b", "a:", "a #b", "a#b", "#a", "&a", "*a", "!a", "|", ">", "'a'", `"a"`, `a"b\n`,
	"{% $states.input.a[0] = \"x\" %}", "$.a[?(@.b == 'c')]", "${Name}", "a ${Name} b", "[a, b]", "{a: b}", "a, b", "a\nb", "a\nb\n", "a\n\n\nb\n\n\n", "\na", " a\n b", "a \n b \n", "a\n\tb", "\ta", "a\tb", "a\r\nb", "\n", "\n\n", "é 😀", "\u2028", "\u007f", "\ufeff", "@a", "`a`", "%a", "---", "--- a", "...", "=", "<<", "a\n# b\nc", "# a\nb", "{{% a %}}", "'", "''", "a'b", "x: |\n  y", "0", "-0", "+1", "0o7", "y", "on\n", "\\", "\\n", "arn:aws:states:::lambda:invoke.waitForTaskToken", "a:b: c", "key ", strings.Repeat("long words ", 30) + "end",
}

// jsonOf draws any JSON text.
func jsonOf(t *rapid.T, depth int) string {
	text := func() string {
		if rapid.IntRange(0, 4).Draw(t, "any") == 0 {
			return value.Quote(rapid.StringOf(rapid.RuneFrom([]rune("ab :#-'\"\\\n\t {}[],é&*!|>%@0"))).Draw(t, "text"))
		}
		return value.Quote(rapid.SampledFrom(awkward).Draw(t, "awkward"))
	}
	switch kind := rapid.IntRange(0, 9).Draw(t, "kind"); {
	case kind < 3 && depth < 4:
		parts := make([]string, rapid.IntRange(0, 4).Draw(t, "members"))
		seen := map[string]bool{}
		for i := range parts {
			key := text()
			for seen[key] {
				key = key[:len(key)-1] + `x"`
			}
			seen[key] = true
			parts[i] = key + ":" + jsonOf(t, depth+1)
		}
		return "{" + strings.Join(parts, ",") + "}"
	case kind < 5 && depth < 4:
		parts := make([]string, rapid.IntRange(0, 4).Draw(t, "items"))
		for i := range parts {
			parts[i] = jsonOf(t, depth+1)
		}
		return "[" + strings.Join(parts, ",") + "]"
	case kind < 6:
		return rapid.SampledFrom([]string{"1", "-0", "1.0e0", "1E5", "1e5", "12345678901234567890123", "0.10", "-1.5E+3", "true", "false", "null"}).Draw(t, "scalar")
	}
	return text()
}

func TestNotationsKeepValues(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) { thereAndBack(t, jsonOf(t, 0)) })
}

func thereAndBack(t interface{ Fatalf(string, ...any) }, json string) {
	yaml, err := ToYAML(asl.ParseString(json))
	if err != nil {
		t.Fatalf("%v\n%s", err, json)
	}
	again, dropped, err := ToJSON(asl.ParseYAML(text.New(yaml)))
	if err != nil || dropped > 0 {
		t.Fatalf("%v, %d dropped\n%s\n%s", err, dropped, json, yaml)
	}
	if want, got := value.MustParse(json).JSON(), value.MustParse(again).JSON(); want != got {
		t.Fatalf("%s\nbecame\n%s\nbecame\n%s", want, yaml, got)
	}
}

func FuzzNotations(f *testing.F) {
	for _, s := range awkward {
		f.Add(value.Quote(s))
	}
	f.Add(`{"a":[{"b":"x\ny\n"},[[1]]],"${c}":{}}`)
	f.Fuzz(func(t *testing.T, json string) {
		doc := asl.ParseString(json)
		if len(doc.SyntaxErrors()) > 0 {
			return
		}
		v, err := value.Parse(json)
		if err != nil {
			return
		}
		yaml, err := ToYAML(doc)
		if err != nil {
			return
		}
		again, _, err := ToJSON(asl.ParseYAML(text.New(yaml)))
		if err != nil {
			t.Fatalf("%v\n%q\n%s", err, json, yaml)
		}
		if got := value.MustParse(again).JSON(); got != v.JSON() {
			t.Fatalf("%s\nbecame\n%s\nbecame\n%s", v.JSON(), yaml, got)
		}
	})
}
