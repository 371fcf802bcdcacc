package assist

import (
	"io/fs"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stateboard/stateboard/asl"
	"github.com/stateboard/stateboard/asl/syntax"
	"github.com/stateboard/stateboard/asl/text"
	"github.com/stateboard/stateboard/asl/value"
	"github.com/stateboard/stateboard/assets"
)

// tour is a flow that has something of everything.
const tour = `{
  "Comment": "A tour – \u00e9",
  "StartAt": "Check",
  "States": {
    "Check": {"Type": "Choice", "Choices": [
      {"And": [{"Variable": "$.a['b c']", "IsPresent": true}, {"Not": {"Variable": "$$.State.Name", "StringMatches": "x*"}}], "Next": "Do it"}
    ], "Default": "Each"},
    "Do it": {"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke.waitForTaskToken",
      "Parameters": {"FunctionName": "f", "Payload": {"t.$": "$$.Task.Token", "s.$": "States.Format('a \\'{}\\'', $.x)"}},
      "Assign": {"total.$": "$.n"}, "TimeoutSeconds": 300,
      "Retry": [{"ErrorEquals": ["Lambda.Unknown"], "BackoffRate": 1.5}], "Catch": [{"ErrorEquals": ["States.ALL"], "Next": "Each", "ResultPath": "$.e"}], "Next": "Each"},
    "Each": {"Type": "Map", "QueryLanguage": "JSONata", "Items": "{% $states.input.list[n > 1] %}", "ItemProcessor": {
      "ProcessorConfig": {"Mode": "DISTRIBUTED", "ExecutionType": "STANDARD"}, "StartAt": "In", "States": {
        "In": {"Type": "Pass", "QueryLanguage": "JSONata", "Output": {"a": "{% ($y := \"q\"; $map([1], function($v) { $v & $y })) %}"}, "End": true}}},
      "ItemReader": {"Resource": "arn:aws:states:::s3:getObject", "Arguments": {"Bucket": "b"}, "ReaderConfig": {"InputType": "CSV", "CSVHeaderLocation": "GIVEN", "CSVHeaders": ["x"]}}, "End": true}
  }
}`

const tourYAML = `# a tour
StartAt: Check
States:
  Check:
    Type: Choice
    Choices:
      - Variable: $.a
        IsPresent: true
        Next: "Do it"
      - Not: {Variable: $.b, IsNull: true}
        Next: 'Each'
    Default: Each
  Do it:
    Type: Task
    Resource: arn:aws:states:::lambda:invoke # calls
    Parameters:
      Payload.$: States.Format('a {}', $.x)
    Retry:
    - ErrorEquals: [States.ALL]
      MaxAttempts: 2
    Comment: >
      folded
      text
    Next: Each
  Each:
    Type: Pass
    QueryLanguage: JSONata
    Output: |
      {% $sum(
        $states.input.n) %}
    End: true
`

func tourSamples() Samples {
	v := value.MustParse(`{"a": {"b c": [1, {"x\"y": 2}]}, "it's \\ odd": {"deep": null}, "x": "{% %}", "": 1}`)
	return Samples{"Check": {Input: v}, "Do it": {Input: v, Result: v, Error: v, Variables: map[string]value.Value{"total": v}}, "Each": {Input: v}}
}

// ask asks everything at an offset.
func ask(doc *asl.Document, offset int, samples Samples) Completion {
	Hover(doc, offset, samples)
	Definition(doc, offset)
	References(doc, offset)
	Breadcrumb(doc, offset)
	return Complete(doc, offset, samples)
}

// TestNeverPanics asks at the end of every prefix, and at places of texts that
// have been torn.
func TestNeverPanics(t *testing.T) {
	samples := tourSamples()
	for name, src := range map[string]string{"x.json": tour, "x.yaml": tourYAML} {
		for i := 0; i <= len(src); i++ {
			doc := asl.ParseNamed(name, text.New(src[:i]))
			ask(doc, i, samples)
			ask(doc, i/2, samples)
			torn := src[:i] + src[min(i+7, len(src)):]
			doc = asl.ParseNamed(name, text.New(torn))
			checkSpans(t, doc, ask(doc, i, samples))
			Folds(doc)
			Symbols(doc, "e")
		}
	}
}

func checkSpans(t *testing.T, doc *asl.Document, c Completion) {
	t.Helper()
	for _, item := range c.Items {
		edit, caret := c.Edit(item)
		next, _, err := text.Apply(doc.Text, edit)
		if err != nil || item.Caret < 0 || caret > next.Len() || strings.Contains(item.Insert, mark) {
			t.Fatalf("%q: %v, caret %d", item.Insert, err, caret)
		}
	}
}

// TestItemsKeepTheTextWell puts in every item at every place of well-formed
// texts: what was JSON or YAML remains so, and no key comes twice.
func TestItemsKeepTheTextWell(t *testing.T) {
	samples := tourSamples()
	sources := map[string]string{"x.json": tour, "x.yaml": tourYAML, "compact.json": value.MustParse(tour).JSON(), "wide.json": value.MustParse(tour).Indent("\t")}
	paths, _ := fs.Glob(assets.Examples, "examples/*.asl.json")
	for _, path := range paths {
		b, err := assets.Examples.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		sources[path] = string(b)
	}
	asked, tried := 0, 0
	for name, src := range sources {
		doc := asl.ParseNamed(name, text.New(src))
		if len(doc.Tree.Errors) > 0 {
			t.Fatal(name, doc.Tree.Errors)
		}
		step := 1
		if len(src) > 3000 {
			step = 7
		}
		for i := 0; i <= len(src); i += step {
			if i < len(src) && !utf8.RuneStart(src[i]) {
				continue
			}
			c := Complete(doc, i, samples)
			asked++
			for k, item := range c.Items {
				if k > 6 && k != len(c.Items)-1 {
					continue
				}
				edit, _ := c.Edit(item)
				next, _, err := text.Apply(doc.Text, edit)
				if err != nil {
					t.Fatal(err)
				}
				tried++
				if after := asl.ParseNamed(name, next); len(after.Tree.Errors) > 0 {
					t.Fatalf("%s at %d, %s %q: %v\n%s", name, i, item.Kind, item.Insert, after.Tree.Errors[0], around(next.String(), i))
				}
			}
		}
	}
	t.Logf("%d places, %d items", asked, tried)
}

func around(s string, i int) string {
	return s[max(0, min(i, len(s))-120):min(i, len(s))] + caretMark + s[min(i, len(s)):min(len(s), i+160)]
}

// TestHostile asks in texts that are deep or wide; what matters is that there
// is an answer.
func TestHostile(t *testing.T) {
	for name, src := range map[string]string{
		"dashes.yaml":   strings.Repeat("- ", 50_000),
		"deep.yaml":     "States:\n" + stairs(1500),
		"deep.json":     strings.Repeat(`{"States":{"A":`, 20_000),
		"brackets.json": strings.Repeat("[", 50_000),
		"folded.yaml":   "Comment: x\n" + strings.Repeat("   y\n", 50_000),
		"dollars.json":  `{"StartAt": "A", "States": {"A": {"Type": "Pass", "InputPath": "` + strings.Repeat("$.", 50_000),
		"quotes.json":   `{"QueryLanguage": "JSONata", "States": {"A": {"Type": "Pass", "Output": "{% ` + strings.Repeat(`\"'/*`, 20_000),
	} {
		doc := &asl.Document{Text: text.New(src), YAML: strings.HasSuffix(name, ".yaml"), Tree: &syntax.Tree{Source: src}}
		if !doc.YAML {
			doc = asl.Parse(text.New(src))
		}
		ask(doc, len(src), nil)
		ask(doc, len(src)/2, nil)
	}
}

func stairs(n int) string {
	var b strings.Builder
	for i := range n {
		b.WriteString(strings.Repeat(" ", i+1) + "A:\n")
	}
	return b.String()
}

func FuzzAssist(f *testing.F) {
	f.Add(tour, 300, false)
	f.Add(tourYAML, 300, true)
	f.Add(`{"States": {"A": {"Type": "`, 27, false)
	f.Add("States:\n  A:\n    - ", 20, true)
	f.Fuzz(func(t *testing.T, src string, offset int, yaml bool) {
		if len(src) > 4000 {
			return
		}
		name := "x.json"
		if yaml {
			name = "x.yaml"
		}
		doc := asl.ParseNamed(name, text.New(src))
		checkSpans(t, doc, ask(doc, offset, tourSamples()))
		Folds(doc)
		Symbols(doc, src[:min(len(src), 5)])
	})
}
