package rewrite

import (
	"fmt"

	"github.com/stateboard/stateboard/asl"
	"github.com/stateboard/stateboard/asl/syntax"
	"github.com/stateboard/stateboard/asl/text"
)

// Change is what a verb wants done: one step of the undo history.
type Change struct {
	Label   string            // for the Undo menu: "Insert Wait"
	Edits   []text.Edit       // spans in the document the verb was given; empty when nothing is to change
	Select  []string          // paths of the states to select afterwards
	Renamed map[string]string // old path -> new path of states that are there before and after under another path
	Notes   []string          // sentences on what was given up on the way; mostly none
}

// Refusal says why a verb cannot be done: what is in the way, and what to do.
type Refusal struct {
	Reason string // one sentence
	Advice string // one sentence; may be ""
}

func (r *Refusal) Error() string {
	if r.Advice == "" {
		return r.Reason
	}
	return r.Reason + " " + r.Advice
}

func refuse(advice, reason string, args ...any) *Refusal {
	return &Refusal{fmt.Sprintf(reason, args...), advice}
}

// named is a state's name as the sentences of refusals and labels quote it.
func named(s string) string { return "“" + clip(s) + "”" }

func clip(s string) string {
	if r := []rune(s); len(r) > 40 {
		return string(r[:39]) + "…"
	}
	return s
}

// editable refuses documents whose text is broken: what the tree of such a
// text says may not be what its author meant. Keys that come twice are no
// obstacle.
func editable(doc *asl.Document) error {
	notation := "JSON"
	if doc.YAML {
		notation = "YAML"
	}
	if e := doc.Tree.Break(); e != nil {
		return refuse(fmt.Sprintf("Correct line %d of the text first.", doc.Text.LineAt(e.Span.Start)), "The text cannot be read as %s.", notation)
	}
	if doc.Machine == nil {
		return refuse("Open a file that holds a state machine.", "The document is no %s object.", notation)
	}
	return nil
}

// stateAt finds a state of an editable document.
func stateAt(doc *asl.Document, path string) (asl.State, error) {
	if err := editable(doc); err != nil {
		return nil, err
	}
	s := doc.State(path)
	if s == nil {
		return nil, refuse("", "There is no state %s.", named(path))
	}
	if !s.Base().Node.Is(syntax.Object) {
		return nil, refuse("Make it one in the text first.", "The state %s is no JSON object.", named(s.Base().Name))
	}
	return s, nil
}

// finish places the draft and makes it a change. It refuses where the text is
// written in a way that the placer cannot follow.
func (d *draft) finish(label string, selected ...string) (*Change, error) {
	edits := d.edits()
	if d.doc.YAML {
		if err := d.verify(edits); err != nil {
			return nil, err
		}
	}
	return &Change{Label: label, Edits: edits, Select: selected, Renamed: d.renamed, Notes: d.notes}, nil
}
