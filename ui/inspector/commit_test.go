package inspector

import (
	"strings"
	"testing"

	"github.com/stateboard/stateboard/ui/session"
)

const pathFlow = `{
  "StartAt": "Work",
  "States": {
    "Work": { "Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "Parameters": { "FunctionName": "f" }, "TimeoutSeconds": 60, "Next": "Each" },
    "Each": { "Type": "Map", "MaxConcurrencyPath": "$.n", "ItemProcessor": { "StartAt": "One", "States": { "One": { "Type": "Pass", "End": true } } }, "Next": "Bad" },
    "Bad": { "Type": "Fail", "Error": "Bad", "Cause": "no" }
  }
}
`

const ataFlow = `{
  "QueryLanguage": "JSONata",
  "StartAt": "Good",
  "States": { "Good": { "Type": "Succeed", "Output": "{% $states.input %}" } }
}
`

// TestPathsAndExpressions types what is found in the data and what is computed,
// and takes it back with one undo.
func TestPathsAndExpressions(t *testing.T) {
	for _, c := range []struct{ flow, state, field, typed, old, new string }{
		{pathFlow, "Work", "TimeoutSeconds", "$.limit", `"TimeoutSeconds": 60`, `"TimeoutSecondsPath": "$.limit"`},
		{pathFlow, "Work", "TimeoutSeconds", "2 hours", `"TimeoutSeconds": 60`, `"TimeoutSeconds": 7200`},
		{pathFlow, "Each", "MaxConcurrency", "3", `"MaxConcurrencyPath": "$.n"`, `"MaxConcurrency": 3`},
		{pathFlow, "Each", "MaxConcurrency", "$.m", `"$.n"`, `"$.m"`},
		{pathFlow, "Each", "MaxConcurrency", "", `"MaxConcurrencyPath": "$.n", `, ``},
		{pathFlow, "Bad", "Error", "$.e", `"Error": "Bad"`, `"ErrorPath": "$.e"`},
		{pathFlow, "Bad", "Cause", "States.Format('{}', $.c)", `"Cause": "no"`, `"CausePath": "States.Format('{}', $.c)"`},
		{pathFlow, "Bad", "Error", "States.Timeout", `"Error": "Bad"`, `"Error": "States.Timeout"`},
		{ataFlow, "Good", "Output", "{% $states.input.a & \"x\" %}", `"{% $states.input %}"`, `"{% $states.input.a & \"x\" %}"`},
		{ataFlow, "Good", "Output", `{ "a": 1 }`, `"{% $states.input %}"`, `{ "a": 1 }`},
	} {
		t.Run(c.state+" "+c.field+" "+c.typed, func(t *testing.T) {
			s, p := opened(t, c.flow)
			s.Select(session.FromDiagram, c.state)
			if err := p.field(t, c.field).commit(c.typed); err != nil {
				t.Fatal(err)
			}
			if got, want := s.Snapshot().Doc.Text.String(), strings.Replace(c.flow, c.old, c.new, 1); got != want {
				t.Errorf("got\n%s\nwant\n%s", got, want)
			}
			if typed := strings.TrimSpace(c.typed); typed != "2 hours" && p.field(t, c.field).value != typed {
				t.Errorf("the field shows %q", p.field(t, c.field).value)
			}
			s.Undo()
			if got := s.Snapshot().Doc.Text.String(); got != c.flow {
				t.Errorf("undone:\n%s", got)
			}
		})
	}
}

// TestBadValuesAreSentences: what cannot be written changes nothing and is
// answered in a sentence.
func TestBadValuesAreSentences(t *testing.T) {
	for _, c := range []struct{ state, field, typed string }{
		{"Work", "TimeoutSeconds", "soon"}, {"Work", "Name", "Each"}, {"Each", "ItemSelector", "{"}, {"Work", "Payload", "hello"},
	} {
		s, p := opened(t, pathFlow)
		s.Select(session.FromDiagram, c.state)
		if err := p.field(t, c.field).commit(c.typed); err == nil || len(err.Error()) < 20 {
			t.Errorf("%s %q: %v", c.field, c.typed, err)
		}
		if s.Snapshot().Dirty {
			t.Errorf("%s %q changed the text", c.field, c.typed)
		}
	}
}

// TestLanguageTakesTheTextAlong: choosing JSONata converts what is written.
func TestLanguageTakesTheTextAlong(t *testing.T) {
	s, p := opened(t, pathFlow)
	p.field(t, "QueryLanguage").pick(2)
	got := s.Snapshot()
	for _, want := range []string{`"QueryLanguage": "JSONata"`, `"MaxConcurrency": "{% $states.input.n %}"`, `"Arguments": {`} {
		if !strings.Contains(got.Doc.Text.String(), want) {
			t.Errorf("%s is not in\n%s", want, got.Doc.Text)
		}
	}
	if !got.Valid {
		t.Errorf("%v", got.Diagnostics)
	}
	s.Undo()
	s.Select(session.FromDiagram, "Each")
	p.field(t, "QueryLanguage").pick(2)
	if got := s.Snapshot().Doc; strings.Count(got.Text.String(), "JSONata") != 1 || !strings.Contains(got.Text.String(), `{% $states.input.n %}`) {
		t.Errorf("one state:\n%s", got.Text)
	}
}

func TestKindOfStateIsChanged(t *testing.T) {
	s, p := opened(t, pathFlow)
	s.Select(session.FromDiagram, "Work")
	p.field(t, "Kind").pick(4)
	if got := s.Snapshot().Doc.State("Work").Base().Type; got != "Pass" && got != "Wait" {
		t.Errorf("it is a %s", got)
	}
}

// TestYAMLForms: forms of a YAML text show JSON where JSON is typed, and write
// YAML.
func TestYAMLForms(t *testing.T) {
	s, p := openedAs(t, "flow.asl.yaml", "StartAt: Ask\nStates:\n  Ask:\n    Type: Choice\n    Choices:\n      - Variable: $.a\n        StringEquals: x\n        Next: Shape\n    Default: Shape\n  Shape:\n    Type: Pass\n    Result:\n      a: [1, 2]\n    Next: Pause\n  Pause:\n    Type: Wait\n    Seconds: 5\n    End: true\n")
	s.Select(session.FromDiagram, "Shape")
	f := p.field(t, "Result")
	if !strings.HasPrefix(f.value, "{") {
		t.Errorf("Result is shown as %s", f.value)
	}
	if err := f.commit(`{"a": [1, 2], "b": true}`); err != nil {
		t.Error(err)
	}
	s.Select(session.FromDiagram, "Pause")
	p.field(t, "Waits").pick(1)
	got := s.Snapshot()
	if text := got.Doc.Text.String(); !got.Valid || !strings.Contains(text, "b: true") || !strings.Contains(text, "Timestamp:") || strings.Contains(text, "Seconds") {
		t.Errorf("%v\n%s", got.Diagnostics, text)
	}
}
