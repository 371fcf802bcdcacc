package compare

import (
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"github.com/stateboard/stateboard/asl"
	"github.com/stateboard/stateboard/asl/rewrite"
	"github.com/stateboard/stateboard/asl/text"
	"github.com/stateboard/stateboard/asl/text/cases"
)

// TestWords runs testdata/*.txtar: after a document "old.json" come others,
// each followed by what is different in it.
func TestWords(t *testing.T) {
	cases.Each(t, func(t *testing.T, a *txtar.Archive) []txtar.File {
		var old, new *asl.Document
		for i, f := range a.Files {
			switch {
			case strings.HasPrefix(f.Name, "old."):
				old = asl.ParseNamed(f.Name, text.New(string(f.Data)))
				continue
			case f.Name != "words":
				new = asl.ParseNamed(f.Name, text.New(string(f.Data)))
				continue
			}
			c := Compare(old, new)
			got := strings.Join(append(c.Words(), ""), "\n")
			if c.Same() {
				got += "(the same)\n"
			}
			if back := Compare(new, old); back.Same() != c.Same() || len(back.States) != len(c.States) {
				t.Errorf("%s: the other way round it is %q", a.Files[i-1].Name, back.Words())
			}
			a.Files[i].Data = []byte(got)
		}
		return a.Files
	})
}

// TestOneGestureIsOneChange renames, removes and compares every state of the
// flows of the goldens.
func TestOneGestureIsOneChange(t *testing.T) {
	archive, err := txtar.ParseFile("testdata/flows.txtar")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range archive.Files {
		if f.Name == "words" {
			continue
		}
		doc := asl.ParseNamed(f.Name, text.New(string(f.Data)))
		if c := Compare(doc, doc); !c.None() || !c.Same() {
			t.Errorf("%s is not itself: %q", f.Name, c.Words())
		}
		for _, s := range doc.States() {
			change, err := rewrite.Rename(doc, s.Base().Path, "Quite another name")
			if err != nil {
				t.Fatal(err)
			}
			next, _, err := text.Apply(doc.Text, change.Edits...)
			if err != nil {
				t.Fatal(err)
			}
			c := Compare(doc, asl.ParseNamed(f.Name, next))
			if len(c.States) != 1 || !c.States[0].Renamed() || len(c.States[0].Fields)+len(c.Machine) > 0 {
				t.Errorf("%s: renaming %s is %q", f.Name, s.Base().Path, c.Words())
			}
			u := c.Union()
			for id := range u.States {
				if u.Graph.Node(id) == nil {
					t.Errorf("%s: %s is not in the picture", f.Name, id)
				}
			}
			if len(u.Edges) > 0 {
				t.Errorf("%s: renaming %s changes the edges %v", f.Name, s.Base().Path, u.Edges)
			}
		}
	}
}

// TestUnion holds every two of the golden's flows against each other: all
// that is gone is in the picture.
func TestUnion(t *testing.T) {
	archive, err := txtar.ParseFile("testdata/flows.txtar")
	if err != nil {
		t.Fatal(err)
	}
	var docs []*asl.Document
	for _, f := range archive.Files {
		if f.Name != "words" {
			docs = append(docs, asl.ParseNamed(f.Name, text.New(string(f.Data))))
		}
	}
	for _, old := range docs {
		for _, new := range docs {
			c := Compare(old, new)
			u := c.Union()
			marked := map[Kind]int{}
			for id, kind := range u.States {
				marked[kind]++
				if u.Graph.Node(id) == nil {
					t.Errorf("%s is not in the picture: %q", id, c.Words())
				}
			}
			said := map[Kind]int{}
			for i := range c.States {
				said[c.States[i].Kind]++
			}
			for kind, n := range said {
				if marked[kind] != n {
					t.Errorf("%d states are %s, and %d marked: %q", n, kind, marked[kind], c.Words())
				}
			}
			for id := range u.Edges {
				if u.Graph.Edge(id) == nil {
					t.Errorf("the edge %s is not in the picture", id)
				}
			}
		}
	}
}
