package asl

import (
	"strings"
	"testing"

	"github.com/stateboard/stateboard/asl/text"
)

const sample = `{
  "StartAt": "P",
  "States": {
    "P": {"Type": "Parallel", "Branches": [
      {"StartAt": "A", "States": {"A": {"Type": "Task", "Resource": "r", "End": true}}},
      {"QueryLanguage": "JSONata", "StartAt": "B", "States": {"B": {"Type": "Pass", "End": true}}}
    ], "Next": "C"},
    "C": {"Type": "Choice", "Choices": [
      {"Or": [{"Variable": "$.a", "BooleanEquals": true}, {"Not": {"Variable": "$.b", "IsPresent": true}}], "Next": "M"}
    ], "Default": "X"},
    "M": {"Type": "Map", "Iterator": {"StartAt": "I", "States": {"I": {"Type": "Succeed"}}}, "Catch": [{"ErrorEquals": ["States.ALL"], "Next": "X"}], "End": true},
    "X": {"Type": "Nonsense"}
  }
}`

func TestParseReadsTheShape(t *testing.T) {
	d := ParseString(sample)
	var paths []string
	for _, s := range d.States() {
		paths = append(paths, s.Base().Path)
	}
	if got := strings.Join(paths, " "); got != "P P/0/A P/1/B C M M/0/I X" {
		t.Errorf("paths: %s", got)
	}
	if q := d.State("P/1/B").Base().QueryLanguage(); q != JSONata {
		t.Errorf("a branch's query language is its states': %s", q)
	}
	c := d.State("C").(*Choice)
	or := c.Rules()[0].Test.(*Or)
	if cmp := or.Tests[0].(*Compare); cmp.Operator != "BooleanEquals" || cmp.Operand.Text != "true" {
		t.Errorf("%+v", cmp)
	}
	if _, ok := or.Tests[1].(*Not); !ok || len(Operators) != 39 {
		t.Error("Not, or the number of operators", len(Operators))
	}
	if _, ok := d.State("X").(*Unknown); !ok {
		t.Error("a type that is none of the eight is Unknown")
	}
	if s := d.StateAt(strings.Index(sample, `"Resource"`) + 3); s.Base().Path != "P/0/A" {
		t.Errorf("the state at an offset: %s", s.Base().Path)
	}
	if s := d.StateAt(strings.Index(sample, `"C": {`) + 1); s.Base().Path != "C" {
		t.Errorf("the state at its name: %s", s.Base().Path)
	}
}

func FuzzParse(f *testing.F) {
	f.Add(sample)
	f.Add(`{"States":{"A":{"Type":"Map","ItemProcessor":[]},"B":1,"C":{"Type":"Choice","Choices":{"Next":1}}}}`)
	f.Add(`[`)
	f.Fuzz(func(t *testing.T, s string) {
		d := Parse(text.New(s))
		for _, state := range d.States() {
			b := state.Base()
			b.QueryLanguage()
			Ends(state)
			if d.State(b.Path) == nil {
				t.Fatalf("%q is not found by its path", b.Path)
			}
		}
		for i := 0; i <= len(s) && i < 200; i++ {
			d.StateAt(i)
		}
	})
}
