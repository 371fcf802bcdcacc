package check

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/stateboard/stateboard/asl"
	"github.com/stateboard/stateboard/asl/catalog"
	"github.com/stateboard/stateboard/asl/diag"
	"github.com/stateboard/stateboard/asl/jsonpath"
	"github.com/stateboard/stateboard/asl/syntax"
	"github.com/stateboard/stateboard/asl/text"
)

func TestPlainPathAgreesWithTheCompiler(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		src := rapid.StringMatching(`\$\$?([.]?[a-z0-9_]{0,3}|\[[0-9]{0,3}\]|[.\[\] ]){0,5}`).Draw(t, "path")
		got, ok := plainPath(src)
		if !ok {
			return
		}
		p, err := jsonpath.Compile(src)
		if err != nil || p.Root() != got.root || p.IsReference() != got.reference || p.Variable() != got.variable {
			t.Fatalf("%q: %+v, but the compiler says %v, %v", src, got, p, err)
		}
	})
}

func TestInsideFindsTheCharacter(t *testing.T) {
	source := `{"a": "x\"\u00e9y\ud83d\ude00z", "b": "plain é!"}`
	c := &checker{source: source}
	root := syntax.Parse(source).Root
	for _, k := range []struct {
		key    string
		offset int
		want   string
	}{{"a", 0, "x"}, {"a", 1, `\"`}, {"a", 2, `\u00e9`}, {"a", 4, "y"}, {"a", 5, `\ud83d\ude00`}, {"a", 9, "z"}, {"a", 10, `"`}, {"a", 99, `"`}, {"b", 6, "é"}, {"b", 8, "!"}} {
		span := c.inside(root.Get(k.key), k.offset)
		if got := source[span.Start:span.End]; got != k.want {
			t.Errorf("byte %d of %s is %q, want %q", k.offset, k.key, got, k.want)
		}
	}
}

func TestTemplated(t *testing.T) {
	for s, want := range map[string]bool{
		"${A}": true, "arn:${AWS::Partition}:x": true, "${module.x[0].arn}": true, "a${}b${C}": true,
		"${": false, "${}": false, "$A": false, "{A}": false, "${a{b}}": false, "${a\nb}": false, "States.Format('${}', $.x)": false,
	} {
		if templated(s) != want {
			t.Errorf("templated(%q) is not %v", s, want)
		}
	}
}

func TestDistance(t *testing.T) {
	for _, k := range []struct {
		a, b string
		want int
	}{{"Resutl", "Result", 1}, {"task", "Task", 0}, {"Nxt", "Next", 1}, {"abc", "xyz", 3}, {"", "ab", 2}, {"Zürich", "Zurich", 2}} {
		if got := distance(k.a, k.b, 9); got != k.want {
			t.Errorf("distance(%q, %q) = %d, want %d", k.a, k.b, got, k.want)
		}
		if got := distance(k.a, k.b, 1); got != min(k.want, 1) {
			t.Errorf("distance(%q, %q) with limit 1 = %d", k.a, k.b, got)
		}
	}
}

// TestCatalogIsValid checks that what the palette inserts has no findings.
func TestCatalogIsValid(t *testing.T) {
	for _, language := range []string{asl.JSONPath, asl.JSONata} {
		var states []string
		for _, kind := range asl.Types {
			states = append(states, catalog.Starter(kind, language).JSON())
		}
		for _, table := range [][]catalog.Action{catalog.Actions, catalog.CommonSDK} {
			for i := range table {
				if !table[i].Items {
					states = append(states, table[i].State(language).JSON())
				}
			}
		}
		for _, s := range states {
			complete := strings.TrimSuffix(s, "}") + `, "End": true}`
			switch {
			case strings.HasPrefix(s, `{"Type":"Succeed"`) || strings.HasPrefix(s, `{"Type":"Fail"`):
				complete = s
			case strings.HasPrefix(s, `{"Type":"Choice"`):
				complete = strings.Replace(s, `[{`, `[{"Next": "Z", `, 1)
			}
			source := `{"QueryLanguage": "` + language + `", "StartAt": "A", "States": {"A": ` + complete + `}}`
			if strings.Contains(source, `"Next": "Z"`) {
				source = strings.TrimSuffix(source, "}}") + `, "Z": {"Type": "Succeed"}}}`
			}
			for _, d := range Check(asl.ParseString(source), Options{}) {
				t.Errorf("%s: %s %s", s, d.Message, d.Advice)
			}
		}
	}
}

func FuzzCheck(f *testing.F) {
	f.Add(wide(3, 0), false)
	f.Add(wrong(3), true)
	f.Add(deep(3), false)
	f.Add(`{"QueryLanguage": "JSONata", "StartAt": "A", "States": {"A": {"Type": "Choice", "Choices": [{"Condition": "{% $x.y + \"\\u00e9\" %}", "Next": ${N}}, {"Not": 1}], "Assign": {"a": "{%%}"}}}}`, false)
	f.Add(`{"StartAt": "A", "States": {"A": {"Type": "Map", "Iterator": {"States": {"B": {"Type": "Wait", "Timestamp": "2020"}}}, "Catch": [{}], "Retry": [{"ErrorEquals": ["States.ALL", 1]}], "End": true, "Next": "A"}}}`, true)
	f.Fuzz(func(t *testing.T, source string, express bool) {
		if len(source) > 1<<14 {
			return
		}
		o := Options{}
		if express {
			o.Type = Express
		}
		doc := asl.ParseString(source)
		for _, d := range Check(doc, o) {
			sound(t, doc, d)
		}
		yaml := asl.ParseYAML(text.New(source))
		for _, d := range Check(yaml, o) {
			sound(t, yaml, d)
		}
	})
}

// sound checks that a finding lies within its document and that its fixes can
// be applied without making the text worse.
func sound(t *testing.T, doc *asl.Document, d diag.Diagnostic) {
	t.Helper()
	if d.Span.Start < 0 || d.Span.End < d.Span.Start || d.Span.End > doc.Text.Len() {
		t.Fatalf("%s lies outside of the text: %v of %d", d.Code, d.Span, doc.Text.Len())
	}
	if d.Message == "" || d.Code == "" {
		t.Fatalf("a finding without words: %+v", d)
	}
	for _, fix := range d.Fixes {
		next, _, err := text.Apply(doc.Text, fix.Edits...)
		if err != nil {
			t.Fatalf("%s: fix %q: %v", d.Code, fix.Title, err)
		}
		if doc.YAML || len(doc.Tree.Errors) > 0 {
			continue
		}
		if errs := asl.Parse(next).Tree.Errors; len(errs) > 0 {
			t.Fatalf("%s: fix %q: %s\n%s\n%s", d.Code, fix.Title, errs[0].Message, doc.Text, next)
		}
	}
}
