package layout

import (
	"reflect"
	"strings"
	"testing"

	"github.com/stateboard/stateboard/asl"
	"github.com/stateboard/stateboard/asl/graph"
)

const againFlow = `{"StartAt": "A", "States": {
	"A": {"Type": "Choice", "Comment": "x", "Choices": [{"Variable": "$.n", "NumericEquals": 1, "Next": "P"}], "Default": "B"},
	"P": {"Type": "Parallel", "Branches": [{"StartAt": "I", "States": {"I": {"Type": "Pass", "End": true}}}], "Catch": [{"ErrorEquals": ["E"], "Next": "B"}], "Next": "B"},
	"B": {"Type": "Succeed"}}}`

// TestRebuildIsBuild changes the flow in many ways: what Rebuild makes of the
// layout before is what Build makes afresh, and places are shared where nothing
// that is drawn has changed.
func TestRebuildIsBuild(t *testing.T) {
	read := func(s string) *graph.Graph { return graph.New(asl.ParseString(s).Machine) }
	first := Build(read(againFlow), Options{})
	for _, c := range []struct {
		old, new string
		shared   bool
	}{
		{`"Comment": "x"`, `"Comment": "something longer"`, true},
		{`{"Type": "Pass", "End": true}`, `{"Type": "Pass", "Result": [1, 2], "End": true}`, true},
		{`"NumericEquals": 1`, `"NumericEquals": 12345678`, false},
		{`"Default": "B"`, `"Default": "P"`, false},
		{`"B"`, `"A much longer name than it was before"`, false},
		{`"E"`, `"F"`, false},
		{`"End": true`, `"Next": "J"}, "J": {"Type": "Succeed"`, false},
	} {
		g := read(strings.ReplaceAll(againFlow, c.old, c.new))
		got, want := Rebuild(first, g, Options{}), Build(g, Options{})
		if !reflect.DeepEqual(got.Nodes, want.Nodes) || !reflect.DeepEqual(got.Edges, want.Edges) || got.Bounds != want.Bounds {
			t.Errorf("%s: not what Build makes", c.new)
		}
		if shared := &got.Nodes[0] == &first.Nodes[0]; shared != c.shared {
			t.Errorf("%s: shared is %v", c.new, shared)
		}
		for i := range got.Edges {
			if got.Edges[i].Edge != g.Edges[i] {
				t.Fatalf("%s: edges of the graph before", c.new)
			}
		}
	}
}
