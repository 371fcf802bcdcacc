package session

import (
	"github.com/stateboard/stateboard/asl"
	"github.com/stateboard/stateboard/asl/diag"
	"github.com/stateboard/stateboard/asl/graph"
	"github.com/stateboard/stateboard/canvas/layout"
)

// Snapshot is everything there is to show at one moment. It is immutable; a
// new one replaces it after every change.
type Snapshot struct {
	Seq uint64 // grows with every change of anything below

	Doc         *asl.Document     // what the text says now
	Diagnostics []diag.Diagnostic // of Doc, in the text's order
	Valid       bool              // no diagnostic is an error

	Shown  *asl.Document // the last Doc that could be drawn; nil before the first
	Graph  *graph.Graph  // of Shown
	Layout *layout.Layout
	Greyed bool // Shown is not Doc: the text is broken, or the picture is behind
	Behind bool // the text is large and being typed: the picture follows when the hand rests

	Path   string // absolute path on disk; "" while there is none
	Name   string // what people call the document: the file name up to its first dot
	Dirty  bool   // the text differs from what is on disk
	Opened uint64 // grows each time another document is opened: fit the view then

	Selection Selection
	Undo      string // what Undo would undo, such as "Insert Wait"; "" when nothing
	Redo      string

	Scenarios []Scenario // of the file beside the document
	Scenario  int        // the chosen one; -1 is a free input
	Input     string     // JSON that the next run starts with
	Cases     []string   // test cases of the mocks file, in its order
	Case      string     // the test case that answers tasks; "" when nothing does

	Run *Run // the current or last rehearsal; nil before the first

	Collapsed   map[graph.ID]bool // containers that are shown as one card; never changed, only replaced
	Breakpoints map[string]bool   // paths of states before which a rehearsal is held; never changed, only replaced

	Conflict   *Conflict  // the file and the text both changed; ask
	Recoveries []Recovery // unsaved work of a program that died; offer
	Recent     []string   // paths of files opened before, the latest first
	Notice     *Notice    // the latest thing to tell, until dismissed
}

// Selection is what the person is looking at, the same in the diagram, the
// text and the form.
type Selection struct {
	Paths []string // state paths; the last is the one a form shows
	Edge  string   // graph.Edge.ID of a selected edge; "" when states are
	From  Origin   // who selected; the others follow
}

// Origin tells where a selection was made, so that a pane does not scroll
// under the hand that made it.
type Origin uint8

// The origins.
const (
	FromModel Origin = iota // a change selected what it made
	FromDiagram
	FromText
	FromHistory
)

// Primary is the path that a form shows, or "".
func (s Selection) Primary() string {
	if len(s.Paths) == 0 {
		return ""
	}
	return s.Paths[len(s.Paths)-1]
}

// Has tells whether a path is selected.
func (s Selection) Has(path string) bool {
	for _, p := range s.Paths {
		if p == path {
			return true
		}
	}
	return false
}

// State is the selected state that a form shows, or nil.
func (s *Snapshot) State() asl.State {
	if s.Shown == nil {
		return nil
	}
	return s.Shown.State(s.Selection.Primary())
}

// Blank tells whether this is a new flow that nobody has done anything to: what
// it lacks is no problem yet.
func (s *Snapshot) Blank() bool {
	return s.Path == "" && !s.Dirty && s.Doc.Machine != nil && len(s.Doc.Machine.States) == 0
}

// Errors counts the diagnostics that are errors.
func (s *Snapshot) Errors() int {
	n := 0
	for i := range s.Diagnostics {
		if s.Diagnostics[i].Severity == diag.Error {
			n++
		}
	}
	return n
}

// Notice is one sentence for the person.
type Notice struct {
	ID    uint64
	Text  string
	Error bool
}
