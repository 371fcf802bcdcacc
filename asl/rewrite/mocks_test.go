package rewrite

import (
	"testing"

	"github.com/stateboard/stateboard/asl/text"
)

func TestRenameInScenarios(t *testing.T) {
	scenarios := `{"scenarios": [
  {"name": "Pay", "input": {"Pay": "Pay"}, "expect": {"status": "SUCCEEDED", "enters": ["Pay", "Ship",  "Pay"], "avoids": [ "Refund" ]}},
  {"name": "no", "expect": {"enters": "Pay", "avoids": ["Pay", 3]}}, {"name": "less"}, 7
]}
`
	want := `{"scenarios": [
  {"name": "Pay", "input": {"Pay": "Pay"}, "expect": {"status": "SUCCEEDED", "enters": ["Charge \"it\"", "Ship",  "Charge \"it\""], "avoids": [ "Refund" ]}},
  {"name": "no", "expect": {"enters": "Pay", "avoids": ["Charge \"it\"", 3]}}, {"name": "less"}, 7
]}
`
	got, inverse, err := text.Apply(text.New(scenarios), RenameInScenarios(scenarios, "Pay", `Charge "it"`)...)
	if err != nil || got.String() != want {
		t.Errorf("%v\n%s", err, got)
	}
	if back, _, err := text.Apply(got, inverse...); err != nil || back.String() != scenarios {
		t.Errorf("undone: %v\n%s", err, back)
	}
	for _, other := range []string{"[", "3", `{"scenarios": {}}`, scenarios} {
		if edits := RenameInScenarios(other, "Nobody", "X"); len(edits) > 0 {
			t.Errorf("%q: %v", other, edits)
		}
	}
}
