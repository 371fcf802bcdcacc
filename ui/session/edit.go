package session

import (
	"fmt"
	"strings"

	"github.com/stateboard/stateboard/asl/rewrite"
	"github.com/stateboard/stateboard/asl/text"
)

// Do makes a change that a verb of package rewrite worked out on
// Snapshot().Doc: one step of undo.
func (s *Session) Do(c *rewrite.Change) error {
	if len(c.Edits) == 0 {
		if len(c.Select) > 0 {
			s.Select(FromModel, c.Select...)
		}
		return nil
	}
	err := s.apply(c.Label, Intent, c.Edits, c.Select, c.Renamed)
	if err == nil && len(c.Notes) > 0 {
		s.Tell(strings.Join(c.Notes, " "))
	}
	return err
}

// Change is Do for the usual call: it passes on a verb's error as a sentence
// to the person and tells whether the change was made.
func (s *Session) Change(c *rewrite.Change, err error) bool {
	if err == nil {
		err = s.Do(c)
	}
	s.Fail(err)
	return err == nil
}

// Type makes edits of the text view. Typing on without a pause is one step.
func (s *Session) Type(label string, kind Kind, edits ...text.Edit) error {
	return s.apply(label, kind, edits, nil, nil)
}

func (s *Session) apply(label string, kind Kind, edits []text.Edit, selected []string, renamed map[string]string) error {
	next, inverse, err := text.Apply(s.text, edits...)
	if err != nil {
		return fmt.Errorf("the change does not fit the text any more (%w); try it again", err)
	}
	for i := range inverse { // or the history would keep every text there was alive
		inverse[i].New = strings.Clone(inverse[i].New)
	}
	s.update(func() {
		before := s.next.Selection
		s.follow(renamed)
		s.renameBreakpoints(renamed)
		s.renameCollapsed(renamed)
		s.typed(next, kind)
		if selected != nil {
			s.next.Selection = Selection{Paths: selected, From: FromModel}
			s.pruneSelection()
			s.uncover()
		}
		s.undo.add(step{label, kind, s.options.Now(), []editBatch{{edits, inverse}}, before, s.next.Selection, renamed})
	})
	return nil
}

// Undo takes the last step back; nothing happens when there is none.
func (s *Session) Undo() {
	n := len(s.undo.done)
	if n == 0 {
		return
	}
	last := s.undo.done[n-1]
	s.update(func() {
		s.undo.done = s.undo.done[:n-1]
		s.undo.undone = append(s.undo.undone, last)
		t := s.text
		for i := len(last.batches) - 1; i >= 0; i-- {
			t = mustApply(t, last.batches[i].inverse)
		}
		s.renameCollapsed(inverted(last.renamed))
		s.setText(t)
		s.renameBreakpoints(inverted(last.renamed))
		s.next.Selection = last.before
		s.next.Selection.From = FromModel
		s.pruneSelection()
		s.uncover()
	})
}

// Redo makes the last step taken back once more.
func (s *Session) Redo() {
	n := len(s.undo.undone)
	if n == 0 {
		return
	}
	last := s.undo.undone[n-1]
	s.update(func() {
		s.undo.undone = s.undo.undone[:n-1]
		s.undo.done = append(s.undo.done, last)
		t := s.text
		for _, b := range last.batches {
			t = mustApply(t, b.forward)
		}
		s.renameCollapsed(last.renamed)
		s.setText(t)
		s.renameBreakpoints(last.renamed)
		s.next.Selection = last.after
		s.next.Selection.From = FromModel
		s.pruneSelection()
		s.uncover()
	})
}

// mustApply applies edits that were made for exactly this text; that they do
// not fit would be a broken invariant of the history.
func mustApply(t text.Text, edits []text.Edit) text.Text {
	next, _, err := text.Apply(t, edits...)
	if err != nil {
		panic("session: the undo history does not fit the text: " + err.Error())
	}
	return next
}

// follow carries the selection through renames, also of states inside a
// renamed container.
func (s *Session) follow(renamed map[string]string) {
	if len(renamed) == 0 {
		return
	}
	paths := make([]string, 0, len(s.next.Selection.Paths))
	for _, p := range s.next.Selection.Paths {
		paths = append(paths, renamedPath(p, renamed))
	}
	s.next.Selection.Paths = paths
}

func renamedPath(path string, renamed map[string]string) string {
	if to, ok := renamed[path]; ok {
		return to
	}
	for from, to := range renamed {
		if strings.HasPrefix(path, from+"/") {
			return to + path[len(from):]
		}
	}
	return path
}

// minimalEdit is the one edit that turns old into new, with what both ends
// have in common left out.
func minimalEdit(old, new string) []text.Edit {
	if old == new {
		return nil
	}
	start := 0
	for start < len(old) && start < len(new) && old[start] == new[start] {
		start++
	}
	end := 0
	for end < len(old)-start && end < len(new)-start && old[len(old)-1-end] == new[len(new)-1-end] {
		end++
	}
	return []text.Edit{text.Replace(text.Span{Start: start, End: len(old) - end}, new[start:len(new)-end])}
}
