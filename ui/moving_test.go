package ui

import (
	"strings"
	"testing"

	"github.com/stateboard/stateboard/asl/graph"
	"github.com/stateboard/stateboard/canvas"
	"github.com/stateboard/stateboard/ui/session"
)

// way is how the flow goes on from its start by Next and Default.
func (d *desk) way() string {
	var names []string
	seen := map[graph.ID]bool{}
	for at := graph.StartID; !seen[at]; {
		seen[at] = true
		next := at
		for _, e := range d.snap.Graph.Out(at) {
			if e.Kind != graph.Catch && e.Kind != graph.Rule && d.snap.Graph.Node(e.To).Parent == "" {
				next = e.To
			}
		}
		if at = next; !seen[at] {
			names = append(names, string(at))
		}
	}
	return strings.Join(names, " ")
}

const chainFlow = `{
  "StartAt": "A",
  "States": {
    "A": { "Type": "Pass", "Next": "B" },
    "B": { "Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "Parameters": { "FunctionName": "f" }, "Catch": [ { "ErrorEquals": ["E"], "Next": "D" } ], "Next": "C" },
    "C": { "Type": "Pass", "Next": "P" },
    "P": { "Type": "Parallel", "Branches": [ { "StartAt": "I", "States": { "I": { "Type": "Pass", "End": true } } } ], "Next": "D" },
    "D": { "Type": "Pass", "End": true }
  }
}
`

func chainDesk(t *testing.T) *desk {
	d := newDesk(t, "account-application")
	d.sess.New()
	if err := d.sess.Type("Typing", session.Intent, between(d.snap.Doc.Text.String(), chainFlow)...); err != nil {
		t.Fatal(err)
	}
	return d
}

// TestSeveralStatesMoveTogether moves two states at once, also into a
// container, and takes each move back as one step.
func TestSeveralStatesMoveTogether(t *testing.T) {
	d := chainDesk(t)
	move := d.diagramOptions().Rules.Move
	for _, c := range []struct{ edge, want string }{
		{"P>D", "A P B C D __end"},
		{"D>__end", "A P D B C __end"},
		{"__start>A", "B C A P D __end"},
	} {
		if why := move([]graph.ID{"C", "B"}, c.edge); why != "" {
			t.Errorf("%s: %s", c.edge, why)
		}
		d.intend(canvas.Move{Nodes: []graph.ID{"C", "B"}, Edge: c.edge})
		if got := d.way(); got != c.want || !d.snap.Valid {
			t.Errorf("on %s: %s, want %s\n%s", c.edge, got, c.want, d.snap.Doc.Text)
		}
		if got := d.snap.Selection.Paths; len(got) != 2 || d.snap.Undo != "Move 2 states" {
			t.Errorf("selected are %q, undo is %q", got, d.snap.Undo)
		}
		if !strings.Contains(d.snap.Doc.Text.String(), `"Catch"`) {
			t.Error("the catcher is lost")
		}
		d.perform("undo")
		if got := d.snap.Doc.Text.String(); got != chainFlow {
			t.Fatalf("undone:\n%s", got)
		}
	}
	d.intend(canvas.Move{Nodes: []graph.ID{"A", "C"}, Edge: "P/0/I>P"})
	if got := d.way(); got != "B P D __end" || d.snap.Doc.State("P/0/A") == nil || d.snap.Doc.State("P/0/C") == nil {
		t.Errorf("into a container: %s\n%s", got, d.snap.Doc.Text)
	}
	d.perform("undo")
	if why := move([]graph.ID{"B", "C"}, "C>P"); why == "" {
		t.Error("they begin there already")
	}
	if why := move([]graph.ID{"A", "P"}, "P/0/I>P"); why == "" {
		t.Error("nothing goes into itself")
	}
}

// TestStatesMoveByKey walks a selection down the flow and up again.
func TestStatesMoveByKey(t *testing.T) {
	d := chainDesk(t)
	d.sess.Select(session.FromDiagram, "B", "C")
	for _, want := range []string{"A P B C D __end", "A P D B C __end", "A P D B C __end"} {
		d.perform("move-later")
		if got := d.way(); got != want {
			t.Errorf("later: %s, want %s", got, want)
		}
	}
	for _, want := range []string{"A P B C D __end", "A B C P D __end", "B C A P D __end", "B C A P D __end"} {
		d.sess.Select(session.FromDiagram, "B", "C")
		d.perform("move-earlier")
		if got := d.way(); got != want {
			t.Errorf("earlier: %s, want %s", got, want)
		}
	}
}
