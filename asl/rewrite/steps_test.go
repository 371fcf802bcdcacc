package rewrite_test

import (
	"fmt"
	"strings"

	"github.com/stateboard/stateboard/asl"
	"github.com/stateboard/stateboard/asl/graph"
	"github.com/stateboard/stateboard/asl/rewrite"
	"github.com/stateboard/stateboard/asl/syntax"
	"github.com/stateboard/stateboard/asl/text"
	"github.com/stateboard/stateboard/asl/value"
	"pgregory.net/rapid"
)

// This file draws the documents and the verbs that TestWalk does.

func drawPath(t *rapid.T, doc *asl.Document) string {
	if len(doc.States()) == 0 {
		return "Nobody"
	}
	return rapid.SampledFrom(doc.States()).Draw(t, "state").Base().Path
}

func drawPaths(t *rapid.T, doc *asl.Document) []string {
	var paths []string
	for range rapid.IntRange(1, 4).Draw(t, "count") {
		if p := drawPath(t, doc); !has(paths, p) {
			paths = append(paths, p)
		}
	}
	return paths
}

func has(list []string, s string) bool {
	for _, l := range list {
		if l == s {
			return true
		}
	}
	return false
}

func drawEdge(t *rapid.T, doc *asl.Document) *graph.Edge {
	g := graph.New(doc.Machine)
	if len(g.Edges) == 0 {
		return nil
	}
	return rapid.SampledFrom(g.Edges).Draw(t, "edge")
}

func drawPlace(t *rapid.T, doc *asl.Document) (rewrite.Place, string) {
	switch rapid.IntRange(0, 5).Draw(t, "place") {
	case 0:
		p := drawPath(t, doc)
		return rewrite.After(p), "after " + p
	case 1:
		p := drawPath(t, doc)
		return rewrite.FromHandle(p), "handle " + p
	case 2:
		owner, branch := rapid.SampledFrom([]string{"", drawPath(t, doc)}).Draw(t, "owner"), rapid.IntRange(0, 2).Draw(t, "branch")
		return rewrite.In(owner, branch), fmt.Sprintf("in %q %d", owner, branch)
	}
	e := drawEdge(t, doc)
	if e == nil {
		return rewrite.In("", 0), `in "" 0`
	}
	return rewrite.OnEdge(e), "on " + e.ID
}

var flows = []string{
	`{"Type": "Pass", "End": true}`,
	`{"Type": "Fail"}`,
	`{"X": {"Type": "Pass", "Next": "A"}, "A": {"Type": "Choice", "Choices": [{"Variable": "$.a", "IsNull": true, "Next": "X"}], "Default": "Lost"}}`,
	"{\n  \"StartAt\": \"B\",\n  \"States\": {\n    \"A\": {\"Type\": \"Succeed\"},\n    \"B\": {\"Type\": \"Pass\", \"Next\": \"A\"}\n  }\n}",
	`{"StartAt": "P", "States": {"P": {"Type": "Parallel", "Branches": [{"StartAt": "A", "States": {"A": {"Type": "Pass", "End": true}}}], "Next": "W"}, "W": {"Type": "Wait", "Seconds": 1, "End": true}}}`,
}

func drawStep(t *rapid.T, doc *asl.Document) step {
	steps := []func(*rapid.T, *asl.Document) step{
		insertStep, insertStep, pasteStep, removeStep, removeStep, renameStep, connectStep, reconnectStep, cutStep,
		moveStep, wrapStep, unwrapStep, duplicateStep, listStep, convertStep, setStep, formatStep, jsonataStep,
	}
	return rapid.SampledFrom(steps).Draw(t, "verb")(t, doc)
}

func insertStep(t *rapid.T, doc *asl.Document) step {
	kind := rapid.SampledFrom(asl.Types).Draw(t, "kind")
	place, at := drawPlace(t, doc)
	c, err := rewrite.InsertKind(doc, kind, place)
	strict := !strings.HasPrefix(at, "in") || len(doc.States()) == 0
	return step{says: "insert " + kind + " " + at, change: c, err: err, can: rewrite.CanInsert(doc, kind, place), asked: true, strict: strict}
}

func pasteStep(t *rapid.T, doc *asl.Document) step {
	flow := rapid.SampledFrom(flows).Draw(t, "flow")
	if rapid.Bool().Draw(t, "own") {
		if own, err := rewrite.Copy(doc, drawPaths(t, doc)...); err == nil {
			flow = own
		}
	}
	place, at := drawPlace(t, doc)
	c, err := rewrite.Paste(doc, flow, place)
	return step{says: "paste `" + flow + "` " + at, change: c, err: err, can: rewrite.CanPaste(doc, flow, place), asked: true, wilful: doc.Machine.QueryLanguage() == asl.JSONata}
}

func removeStep(t *rapid.T, doc *asl.Document) step {
	paths := drawPaths(t, doc)
	if rapid.Bool().Draw(t, "heal") {
		c, err := rewrite.Remove(doc, paths...)
		return step{says: fmt.Sprintf("remove %q", paths), change: c, err: err}
	}
	c, err := rewrite.RemoveOnly(doc, paths...)
	return step{says: fmt.Sprintf("remove-only %q", paths), change: c, err: err}
}

func renameStep(t *rapid.T, doc *asl.Document) step {
	path, name := drawPath(t, doc), rapid.SampledFrom([]string{"A", "Z", "é \"quoted\"", "", "a/b~c", strings.Repeat("x", 80)}).Draw(t, "name")
	c, err := rewrite.Rename(doc, path, name)
	return step{says: fmt.Sprintf("rename %q %q", path, name), change: c, err: err, can: rewrite.CanRename(doc, path, name), asked: true, strict: true}
}

func drawNode(t *rapid.T, doc *asl.Document) string {
	return rapid.SampledFrom([]string{drawPath(t, doc), drawPath(t, doc), "__start", "__end"}).Draw(t, "node")
}

func connectStep(t *rapid.T, doc *asl.Document) step {
	from, to := drawNode(t, doc), drawNode(t, doc)
	c, err := rewrite.Connect(doc, from, to)
	return step{says: fmt.Sprintf("connect %q %q", from, to), change: c, err: err, can: rewrite.CanConnect(doc, from, to), asked: true}
}

func reconnectStep(t *rapid.T, doc *asl.Document) step {
	e := drawEdge(t, doc)
	if e == nil {
		return connectStep(t, doc)
	}
	node := drawNode(t, doc)
	if rapid.Bool().Draw(t, "tail") {
		c, err := rewrite.ReconnectFrom(doc, e, node)
		return step{says: fmt.Sprintf("reconnect-from %q %q", e.ID, node), change: c, err: err, can: rewrite.CanReconnectFrom(doc, e, node), asked: true}
	}
	c, err := rewrite.Reconnect(doc, e, node)
	return step{says: fmt.Sprintf("reconnect %q %q", e.ID, node), change: c, err: err, can: rewrite.CanReconnect(doc, e, node), asked: true}
}

func cutStep(t *rapid.T, doc *asl.Document) step {
	e := drawEdge(t, doc)
	if e == nil {
		return connectStep(t, doc)
	}
	c, err := rewrite.Disconnect(doc, e)
	return step{says: "disconnect " + e.ID, change: c, err: err, can: rewrite.CanDisconnect(doc, e), asked: true}
}

func moveStep(t *rapid.T, doc *asl.Document) step {
	path := drawPath(t, doc)
	place, at := drawPlace(t, doc)
	c, err := rewrite.Move(doc, path, place)
	return step{says: fmt.Sprintf("move %q %s", path, at), change: c, err: err, can: rewrite.CanMove(doc, path, place), asked: true}
}

func wrapStep(t *rapid.T, doc *asl.Document) step {
	paths, kind := drawPaths(t, doc), rapid.SampledFrom([]string{"Parallel", "Map"}).Draw(t, "kind")
	c, err := rewrite.Wrap(doc, paths, kind)
	return step{says: fmt.Sprintf("wrap %s %q", kind, paths), change: c, err: err, can: rewrite.CanWrap(doc, paths, kind), asked: true}
}

func unwrapStep(t *rapid.T, doc *asl.Document) step {
	path := drawPath(t, doc)
	c, err := rewrite.Unwrap(doc, path)
	return step{says: "unwrap " + path, change: c, err: err, can: rewrite.CanUnwrap(doc, path), asked: true, shapes: true}
}

func duplicateStep(t *rapid.T, doc *asl.Document) step {
	paths := drawPaths(t, doc)
	c, err := rewrite.Duplicate(doc, paths...)
	return step{says: fmt.Sprintf("duplicate %q", paths), change: c, err: err}
}

func listStep(t *rapid.T, doc *asl.Document) step {
	path, i, j := drawPath(t, doc), rapid.IntRange(0, 2).Draw(t, "i"), rapid.IntRange(0, 2).Draw(t, "j")
	field := rapid.SampledFrom([]string{"Choices", "Retry", "Catch"}).Draw(t, "field")
	s := step{shapes: true}
	switch rapid.IntRange(0, 6).Draw(t, "list") {
	case 0:
		s.says, s.strict = "add-rule "+path, true
		s.change, s.err = rewrite.AddRule(doc, path, "")
	case 1:
		s.says, s.strict = "add-retrier "+path, true
		s.change, s.err = rewrite.AddRetrier(doc, path)
	case 2:
		s.says, s.strict = "add-catcher "+path, true
		s.change, s.err = rewrite.AddCatcher(doc, path, "")
	case 3:
		s.says = fmt.Sprintf("remove-item %q %s %d", path, field, i)
		s.change, s.err = rewrite.RemoveItem(doc, path, field, i)
	case 4:
		s.says = fmt.Sprintf("move-item %q %s %d %d", path, field, i, j)
		s.change, s.err = rewrite.MoveItem(doc, path, field, i, j)
	case 5:
		s.says, s.strict = "add-branch "+path, true
		s.change, s.err = rewrite.AddBranch(doc, path)
	case 6:
		s.says = fmt.Sprintf("remove-branch %q %d", path, i)
		s.change, s.err = rewrite.RemoveBranch(doc, path, i)
	}
	return s
}

func convertStep(t *rapid.T, doc *asl.Document) step {
	path, kind := drawPath(t, doc), rapid.SampledFrom(asl.Types).Draw(t, "kind")
	c, err := rewrite.Convert(doc, path, kind)
	return step{says: fmt.Sprintf("convert %q %s", path, kind), change: c, err: err, can: rewrite.CanConvert(doc, path, kind), asked: true, shapes: true}
}

func setStep(t *rapid.T, doc *asl.Document) step {
	path := drawPath(t, doc)
	field := rapid.SampledFrom([]string{"Comment", "X/Y~Z", "TimeoutSeconds"}).Draw(t, "field")
	json := rapid.SampledFrom([]string{`"é"`, `{"a": [1, {"b": 2.50}]}`, `[]`, `7`, `${x}`}).Draw(t, "json")
	if rapid.IntRange(0, 3).Draw(t, "remove") == 0 {
		c, err := rewrite.RemoveField(doc, path, field)
		return step{says: fmt.Sprintf("unset %q %s", path, field), change: c, err: err, shapes: true}
	}
	c, err := rewrite.SetField(doc, path, field, json)
	s := step{says: fmt.Sprintf("set %q %s %s", path, field, json), change: c, err: err, shapes: true, wilful: true}
	if err == nil {
		next, _, _ := text.Apply(doc.Text, c.Edits...)
		got := parse(next).State(path).Base().Field(field).Value()
		if want := syntax.Parse(json).Root.Value(); !value.Equal(got, want) {
			s.err = fmt.Errorf("it says %s", got.JSON())
		}
		s.asked = true
	}
	return s
}

func formatStep(t *rapid.T, doc *asl.Document) step {
	compact := rapid.Bool().Draw(t, "compact")
	c, err := rewrite.Format(doc, compact)
	s := step{says: "format", change: c, err: err}
	if err == nil {
		next, _, _ := text.Apply(doc.Text, c.Edits...)
		again, err := rewrite.Format(parse(next), compact)
		s.asked = true
		if err != nil || len(again.Edits) > 0 {
			s.can = fmt.Errorf("formatting twice is not formatting once: %v", err)
		}
	}
	return s
}

// drawMachine makes a valid machine of a few states.
func drawMachine(t *rapid.T) string {
	d := &drawing{t: t}
	v := d.machine(rapid.IntRange(1, 5).Draw(t, "states"), 2)
	switch rapid.IntRange(0, 3).Draw(t, "hand") {
	case 0:
		return v.JSON()
	case 1:
		return v.Indent("\t")
	case 2:
		return strings.ReplaceAll(v.Indent("    "), "\n", "\r\n")
	}
	return v.Indent("  ") + "\n"
}

type drawing struct {
	t *rapid.T
	n int
}

func (d *drawing) machine(count, depth int) value.Value {
	base := d.n
	d.n += count
	name := func(i int) string { return fmt.Sprintf("S%d", base+i) }
	states := make([]value.Member, 0, count)
	for i := range count {
		next := ""
		if i+1 < count {
			next = name(i + 1)
		}
		any := name(rapid.IntRange(0, count-1).Draw(d.t, "target"))
		states = append(states, value.M(name(i), d.state(next, any, depth)))
	}
	return value.Object(value.M("StartAt", value.String(name(0))), value.M("States", value.Object(states...)))
}

func (d *drawing) state(next, any string, depth int) value.Value {
	on := value.M("End", value.True)
	if next != "" {
		on = value.M("Next", value.String(next))
	}
	text := func(k, s string) value.Member { return value.M(k, value.String(s)) }
	kinds := []string{"Pass", "Wait", "Task"}
	if next != "" {
		kinds = append(kinds, "Choice")
	} else {
		kinds = append(kinds, "Succeed", "Fail")
	}
	if depth > 0 {
		kinds = append(kinds, "Parallel", "Map")
	}
	kind := rapid.SampledFrom(kinds).Draw(d.t, "kind")
	head := text("Type", kind)
	switch kind {
	case "Wait":
		return value.Object(head, value.M("Seconds", value.Int(5)), on)
	case "Task":
		catch := value.Object(value.M("ErrorEquals", value.Array(value.String("States.ALL"))), text("Next", any))
		return value.Object(head, text("Resource", "arn:aws:lambda:us-east-1:123456789012:function:f"), value.M("Catch", value.Array(catch)), on)
	case "Choice":
		rule := value.Object(text("Variable", "$.x"), text("StringEquals", "y"), text("Next", any))
		return value.Object(head, value.M("Choices", value.Array(rule)), text("Default", next))
	case "Succeed", "Fail":
		return value.Object(head)
	case "Parallel":
		var branches []value.Value
		for range rapid.IntRange(1, 2).Draw(d.t, "branches") {
			branches = append(branches, d.machine(rapid.IntRange(1, 2).Draw(d.t, "inner"), depth-1))
		}
		return value.Object(head, value.M("Branches", value.Array(branches...)), on)
	case "Map":
		return value.Object(head, value.M("ItemProcessor", d.machine(rapid.IntRange(1, 3).Draw(d.t, "inner"), depth-1)), on)
	}
	return value.Object(head, on)
}

func jsonataStep(t *rapid.T, doc *asl.Document) step {
	if rapid.IntRange(0, 3).Draw(t, "whole") == 0 {
		c, err := rewrite.MachineToJSONata(doc)
		return step{says: "jsonata", change: c, err: err, strict: true, shapes: true}
	}
	path := drawPath(t, doc)
	c, err := rewrite.ToJSONata(doc, path)
	return step{says: fmt.Sprintf("jsonata %q", path), change: c, err: err, can: rewrite.CanToJSONata(doc, path), asked: true, strict: true, shapes: true}
}
