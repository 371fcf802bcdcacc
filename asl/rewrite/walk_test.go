package rewrite_test

import (
	"errors"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/stateboard/stateboard/asl"
	"github.com/stateboard/stateboard/asl/check"
	"github.com/stateboard/stateboard/asl/diag"
	"github.com/stateboard/stateboard/asl/graph"
	"github.com/stateboard/stateboard/asl/rewrite"
	"github.com/stateboard/stateboard/asl/syntax"
	"github.com/stateboard/stateboard/asl/text"
	"golang.org/x/tools/txtar"
	"pgregory.net/rapid"
)

// step is one verb of a random walk, with what it promises.
type step struct {
	says   string
	change *rewrite.Change
	err    error
	can    error // what the verb's predicate says; meant only with asked
	asked  bool
	strict bool // a machine without errors has none afterwards
	wilful bool // it may well bring errors
	shapes bool // what states do besides leading on may change
}

func seeds(t testing.TB) []string {
	archive, err := txtar.ParseFile("testdata/walk/seeds.txtar")
	if err != nil {
		t.Fatal(err)
	}
	var list []string
	for _, f := range archive.Files {
		s := string(f.Data)
		if strings.HasPrefix(f.Name, "crlf") {
			s = strings.ReplaceAll(s, "\n", "\r\n")
		}
		list = append(list, s)
	}
	return list
}

// TestWalk does random verbs one after another, on the seeds and on drawn
// machines, and asks after each what verbs promise.
func TestWalk(t *testing.T) {
	list := seeds(t)
	rapid.Check(t, func(t *rapid.T) {
		src := rapid.SampledFrom(list).Draw(t, "seed")
		if rapid.Bool().Draw(t, "drawn") {
			src = drawMachine(t)
		}
		walk(t, src, rapid.IntRange(1, 8).Draw(t, "steps"))
	})
}

// TestWalkOn is TestWalk on the definitions in the folder that
// STATEBOARD_WALK_ON names, one document to a file.
func TestWalkOn(t *testing.T) {
	dir := os.Getenv("STATEBOARD_WALK_ON")
	if dir == "" {
		t.Skip("STATEBOARD_WALK_ON names no folder")
	}
	files, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		data, err := os.ReadFile(dir + "/" + f.Name())
		if err != nil {
			t.Fatal(err)
		}
		t.Run(f.Name(), func(t *testing.T) {
			rapid.Check(t, func(t *rapid.T) { walk(t, string(data), 6) })
		})
	}
}

// parse reads a seed; those in YAML begin with a comment.
func parse(t text.Text) *asl.Document {
	if strings.HasPrefix(t.String(), "#") {
		return asl.ParseYAML(t)
	}
	return asl.Parse(t)
}

// cannotFollow tells whether a verb was refused for the way the YAML is
// written, of which predicates know nothing.
func cannotFollow(doc *asl.Document, err error) bool {
	var refusal *rewrite.Refusal
	return doc.YAML && errors.As(err, &refusal) && strings.Contains(refusal.Reason, "cannot follow")
}

func walk(t *rapid.T, src string, steps int) {
	doc := parse(text.New(src))
	for range steps {
		s := drawStep(t, doc)
		where := fmt.Sprintf("%s\non:\n%s", s.says, doc.Text)
		if cannotFollow(doc, s.err) {
			t.Fatalf("it cannot be followed: %s", where)
		}
		if s.asked && (s.can == nil) != (s.err == nil) {
			t.Fatalf("the predicate says %v, the verb %v: %s", s.can, s.err, where)
		}
		if s.err != nil {
			var refusal *rewrite.Refusal
			if !errors.As(s.err, &refusal) || refusal.Reason == "" {
				t.Fatalf("%v is no refusal: %s", s.err, where)
			}
			continue
		}
		next, inverse, err := text.Apply(doc.Text, s.change.Edits...)
		if err != nil {
			t.Fatalf("%v: %s", err, where)
		}
		if back, _, err := text.Apply(next, inverse...); err != nil || back.String() != doc.Text.String() {
			t.Fatalf("it cannot be undone: %s", where)
		}
		after := parse(next)
		if complaint := promises(doc, after, s); complaint != "" {
			t.Fatalf("%s: %s\nafter:\n%s", complaint, where, next)
		}
		doc = after
	}
	sameSlots(t, doc)
}

// sameSlots asks whether what lights up is what may be dropped.
func sameSlots(t *rapid.T, doc *asl.Document) {
	g := graph.New(doc.Machine)
	for _, kind := range []string{"Wait", "Fail"} {
		open := map[string]bool{}
		for _, e := range rewrite.Slots(doc, g, kind) {
			open[e.ID] = true
		}
		for _, e := range g.Edges {
			if err := rewrite.CanInsert(doc, kind, rewrite.OnEdge(e)); (err == nil) != open[e.ID] {
				t.Fatalf("%s on %s lights up: %v, but may be dropped: %v\n%s", kind, e.ID, open[e.ID], err, doc.Text)
			}
		}
	}
}

// promises tells which promise of verbs a step has broken; "" for none.
func promises(before, after *asl.Document, s step) string {
	if broken(after) && !broken(before) {
		return "the text is broken"
	}
	if a, b := before.Text.String(), after.Text.String(); strings.Count(a, "\n") == strings.Count(a, "\r\n") && strings.Count(a, "\n") > 0 && strings.Count(b, "\n") != strings.Count(b, "\r\n") {
		return "line ends are mixed"
	}
	if len(dangling(before)) == 0 && len(dangling(after)) > 0 {
		return fmt.Sprintf("targets are missing: %v", dangling(after))
	}
	if twice(before) == "" && twice(after) != "" {
		return "a name is there twice: " + twice(after)
	}
	for _, path := range s.change.Select {
		if after.State(path) == nil {
			return "there is nothing to select at " + path
		}
	}
	for old, path := range s.change.Renamed {
		if before.State(old) == nil || after.State(path) == nil {
			return fmt.Sprintf("nothing moves from %s to %s", old, path)
		}
	}
	if complaint := sameStates(before, after, s); complaint != "" {
		return complaint
	}
	return newErrors(before, after, s)
}

func broken(doc *asl.Document) bool {
	for _, e := range doc.SyntaxErrors() {
		if e.Code != syntax.CodeDuplicate {
			return true
		}
	}
	return false
}

// dangling are the targets that are not there.
func dangling(doc *asl.Document) []string {
	var list []string
	visit := func(m *asl.Machine, n *syntax.Node) {
		if n != nil && m.State(n.StringText()) == nil {
			list = append(list, n.StringText())
		}
	}
	visit(doc.Machine, doc.Machine.StartAt)
	for _, s := range doc.States() {
		m := s.Base().Scope
		visit(m, s.Base().Next())
		if c, ok := s.(*asl.Choice); ok {
			visit(m, c.Default())
			for _, r := range c.Rules() {
				visit(m, r.Next)
			}
		}
		for _, c := range asl.Catchers(s) {
			visit(m, c.Next)
		}
		for _, inner := range asl.Machines(s) {
			visit(inner, inner.StartAt)
		}
	}
	return list
}

func twice(doc *asl.Document) string {
	seen := map[string]bool{}
	for _, s := range doc.States() {
		if seen[s.Base().Name] {
			return s.Base().Name
		}
		seen[s.Base().Name] = true
	}
	return ""
}

// sameStates looks for states that do something else than before.
func sameStates(before, after *asl.Document, s step) string {
	if s.shapes || twice(before) != "" {
		return ""
	}
	for _, old := range before.States() {
		path := old.Base().Path
		if to, moves := s.change.Renamed[path]; moves {
			path = to
		}
		now := after.State(path)
		if now == nil {
			continue
		}
		if a, b := work(old), work(now); a != b {
			return fmt.Sprintf("%s has changed from %s to %s", path, a, b)
		}
	}
	return ""
}

// work is what a state says besides where it leads and what is inside it.
func work(s asl.State) string {
	v := s.Base().Node.Value()
	for _, f := range []string{"Next", "End", "Default", "Choices", "Catch", "Branches", "ItemProcessor", "Iterator"} {
		v = v.Without(f)
	}
	return v.JSON()
}

// newErrors looks for errors that the step has brought into a machine that
// had none. Steps that are not strict may leave states that nothing leads to,
// or ways that never end, since people draw one line after the other.
func newErrors(before, after *asl.Document, s step) string {
	if s.wilful || diag.HasError(check.Check(before, check.Options{})) || len(after.States()) == 0 {
		return ""
	}
	for _, d := range check.Check(after, check.Options{}) {
		if d.Severity != diag.Error || !s.strict && (d.Code == check.CodeTarget || d.Code == check.CodeEnd) {
			continue
		}
		return fmt.Sprintf("%s %s %s", d.Code, d.Pointer, d.Message)
	}
	return ""
}
