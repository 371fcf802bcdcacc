package session

import "github.com/stateboard/stateboard/asl"

// Select selects states by path, the last for the form; none clears the
// selection.
func (s *Session) Select(from Origin, paths ...string) {
	s.setSelection(Selection{Paths: paths, From: from})
}

// SelectEdge selects an edge by its graph.Edge.ID.
func (s *Session) SelectEdge(from Origin, id string) {
	s.setSelection(Selection{Edge: id, From: from})
}

// Toggle adds a state to the selection or takes it out.
func (s *Session) Toggle(from Origin, path string) {
	old := s.next.Selection
	next := Selection{From: from}
	for _, p := range old.Paths {
		if p != path {
			next.Paths = append(next.Paths, p)
		}
	}
	if !old.Has(path) {
		next.Paths = append(next.Paths, path)
	}
	s.setSelection(next)
}

// SelectAt selects the state whose text holds the offset, as the caret of the
// text view moves; outside all states the selection is cleared.
func (s *Session) SelectAt(offset int) {
	if s.next.Greyed {
		return
	}
	next := Selection{From: FromText}
	if state := s.next.Doc.StateAt(offset); state != nil {
		next.Paths = []string{state.Base().Path}
	}
	s.setSelection(next)
}

// SelectAll selects the states of the whole machine, those inside containers
// with their containers.
func (s *Session) SelectAll() {
	var paths []string
	if s.next.Shown != nil && s.next.Shown.Machine != nil {
		for _, state := range s.next.Shown.Machine.States {
			paths = append(paths, state.Base().Path)
		}
	}
	s.Select(FromDiagram, paths...)
}

func (s *Session) setSelection(next Selection) {
	old := s.next.Selection
	if old.Edge == next.Edge && equalPaths(old.Paths, next.Paths) {
		return
	}
	s.update(func() {
		s.next.Selection = next
		s.pruneSelection()
		s.uncover()
	})
}

// pruneSelection lets go of what is not there any more.
func (s *Session) pruneSelection() {
	sel := &s.next.Selection
	if sel.Edge != "" && s.next.Graph.Edge(sel.Edge) == nil {
		sel.Edge = ""
	}
	kept := make([]string, 0, len(sel.Paths))
	for _, p := range sel.Paths {
		if s.stateShown(p) != nil {
			kept = append(kept, p)
		}
	}
	sel.Paths = kept
}

func (s *Session) stateShown(path string) asl.State {
	if s.next.Shown == nil {
		return nil
	}
	return s.next.Shown.State(path)
}

func equalPaths(a, b []string) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if a[i] != b[i] {
			return false
		}
	}
	return true
}
