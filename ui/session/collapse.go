package session

import (
	"maps"

	"github.com/stateboard/stateboard/asl/graph"
	"github.com/stateboard/stateboard/canvas/layout"
)

// This file defines which containers are shown as one card. That is how one
// person looks at the flow now: it is kept nowhere and never in the file.

// SetCollapsed shows a Parallel or Map as one card, or again with what is inside
// it.
func (s *Session) SetCollapsed(path string, collapsed bool) {
	n := s.next.Graph.Node(graph.ID(path))
	if n == nil || !n.Container() || s.next.Collapsed[n.ID] == collapsed {
		return
	}
	next := maps.Clone(s.next.Collapsed)
	if next == nil {
		next = map[graph.ID]bool{}
	}
	if delete(next, n.ID); collapsed {
		next[n.ID] = true
	}
	s.update(func() {
		s.collapse(next)
		if collapsed && s.within(n.ID, s.next.Selection.Primary()) {
			s.next.Selection = Selection{Paths: []string{path}, From: s.next.Selection.From}
		}
	})
}

// ExpandAll shows all containers with what is inside them.
func (s *Session) ExpandAll() {
	if len(s.next.Collapsed) > 0 {
		s.update(func() { s.collapse(nil) })
	}
}

func (s *Session) collapse(next map[graph.ID]bool) {
	s.next.Collapsed = next
	s.next.Layout = layout.Rebuild(s.next.Layout, s.next.Graph, s.measures())
}

// measures are how the flow is laid out, as this person looks at it.
func (s *Session) measures() layout.Options {
	o := s.options.Layout
	o.Collapsed = s.next.Collapsed
	return o
}

// within tells whether a state lies inside a container.
func (s *Session) within(container graph.ID, path string) bool {
	for n := s.next.Graph.Node(graph.ID(path)); n != nil && n.Parent != ""; n = s.next.Graph.Node(n.Parent) {
		if n.Parent == container {
			return true
		}
	}
	return false
}

// uncover expands what hides the selected states. The caret of the text alone
// expands nothing.
func (s *Session) uncover() {
	if len(s.next.Collapsed) == 0 || s.next.Selection.From == FromText {
		return
	}
	next := maps.Clone(s.next.Collapsed)
	maps.DeleteFunc(next, func(id graph.ID, _ bool) bool {
		for _, p := range s.next.Selection.Paths {
			if s.within(id, p) {
				return true
			}
		}
		return false
	})
	if len(next) != len(s.next.Collapsed) {
		s.collapse(next)
	}
}

// renameCollapsed carries them through renames.
func (s *Session) renameCollapsed(renamed map[string]string) {
	if len(renamed) == 0 || len(s.next.Collapsed) == 0 {
		return
	}
	next := map[graph.ID]bool{}
	for id := range s.next.Collapsed {
		next[graph.ID(renamedPath(string(id), renamed))] = true
	}
	s.next.Collapsed = next
}
