package scenario

import (
	"strings"
	"testing"

	"github.com/stateboard/stateboard/asl/value"
	"github.com/stateboard/stateboard/assets"
)

func TestExamplesParse(t *testing.T) {
	for name, n := range map[string]int{"account-application": 5, "bastion-access": 5, "nutrition-labels": 2} {
		content, err := assets.Examples.ReadFile("examples/" + name + ".scenarios.json")
		if err != nil {
			t.Fatal(err)
		}
		if list, err := Parse(string(content)); err != nil || len(list) != n {
			t.Errorf("%s: %d scenarios, %v", name, len(list), err)
		}
	}
}

func TestParseSaysWhatIsWrong(t *testing.T) {
	for content, want := range map[string]string{
		`{`:                 "not JSON",
		`[]`:                "no list",
		`{"scenarios":[1]}`: "scenario 1: it has no name",
		`{"scenarios":[{"name":"a"},{"name":"a"}]}`:             "scenario 2: another one",
		`{"scenarios":[{"name":"a","type":"FAST"}]}`:            "neither STANDARD nor EXPRESS",
		`{"scenarios":[{"name":"a","expect":{"status":"OK"}}]}`: "none of SUCCEEDED",
		`{"scenarios":[{"name":"a","expect":{"enters":"x"}}]}`:  "lists of states' names",
	} {
		if _, err := Parse(content); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v", content, err)
		}
	}
}

func TestCheckNamesEachDifference(t *testing.T) {
	e := Expect{Status: "SUCCEEDED", Output: value.Int(1), Enters: []string{"A", "B"}, Avoids: []string{"A"}}
	got := e.Check(Outcome{Status: "FAILED", Error: "E", Entered: map[string]bool{"A": true}})
	if len(got) != 4 {
		t.Errorf("%q", got)
	}
	if got := e.Check(Outcome{Status: "SUCCEEDED", Output: value.Number("1.0"), Entered: map[string]bool{"B": true}}); len(got) != 1 {
		t.Errorf("%q", got)
	}
}

func TestBeside(t *testing.T) {
	mocks, scenarios := Beside("/x/flow.v2.asl.json")
	if mocks != "/x/flow.mocks.json" || scenarios != "/x/flow.scenarios.json" {
		t.Error(mocks, scenarios)
	}
}
