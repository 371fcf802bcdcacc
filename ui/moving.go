package ui

import (
	"fmt"
	"sort"

	"github.com/stateboard/stateboard/asl"
	"github.com/stateboard/stateboard/asl/graph"
	"github.com/stateboard/stateboard/asl/rewrite"
	"github.com/stateboard/stateboard/asl/text"
)

// This file defines how states are moved: several at once, and by key to an
// earlier or a later place of the flow.

func pathsOf(nodes []graph.ID) []string {
	paths := make([]string, len(nodes))
	for i, id := range nodes {
		paths[i] = string(id)
	}
	return paths
}

// called are states as labels of the history name them.
func (w *Window) called(nodes []graph.ID) string {
	if len(nodes) == 1 {
		return "“" + w.snap.Graph.Node(nodes[0]).Name + "”"
	}
	return fmt.Sprintf("%d states", len(nodes))
}

// inFlowOrder sorts states as the diagram shows them, from above.
func (w *Window) inFlowOrder(paths []string) []string {
	l := w.snap.Layout
	sort.SliceStable(paths, func(i, j int) bool {
		a, b := l.Node(nodeID(paths[i])), l.Node(nodeID(paths[j]))
		if a == nil || b == nil {
			return false
		}
		return a.Rect.Y < b.Rect.Y || a.Rect.Y == b.Rect.Y && a.Rect.X < b.Rect.X
	})
	return paths
}

// canMove tells why states cannot be moved onto an edge: each of them must be
// able to go there alone, and none may be an end of the edge.
func canMove(doc *asl.Document, paths []string, e *graph.Edge) error {
	for _, p := range paths {
		if len(paths) > 1 && (string(e.From) == p || string(e.To) == p) {
			return fmt.Errorf("what is moved begins or ends here already")
		}
		if err := rewrite.CanMove(doc, p, rewrite.OnEdge(e)); err != nil {
			return err
		}
	}
	return nil
}

// moved moves states to a place, one behind the other in the order given, as
// one step.
func moved(doc *asl.Document, paths []string, to rewrite.Place) (*rewrite.Change, error) {
	if len(paths) == 1 {
		return rewrite.Move(doc, paths[0], to)
	}
	all := &rewrite.Change{Label: fmt.Sprintf("Move %d states", len(paths)), Renamed: map[string]string{}}
	now := doc
	for _, p := range paths {
		c, err := rewrite.Move(now, renamed(all.Renamed, p), to)
		if err != nil {
			return nil, err
		}
		t, _, err := text.Apply(now.Text, c.Edits...)
		if err != nil {
			return nil, err
		}
		now = now.With(t)
		follow(all, c)
		to = rewrite.After(all.Select[len(all.Select)-1])
	}
	all.Edits = between(doc.Text.String(), now.Text.String())
	return all, nil
}

// follow adds a change made after others: paths of theirs go on to where it
// leaves them.
func follow(all, c *rewrite.Change) {
	became := map[string]bool{}
	for was, path := range all.Renamed {
		became[path] = true
		all.Renamed[was] = renamed(c.Renamed, path)
	}
	for was, path := range c.Renamed {
		if !became[was] {
			all.Renamed[was] = path
		}
	}
	for i, path := range all.Select {
		all.Select[i] = renamed(c.Renamed, path)
	}
	all.Select = append(all.Select, c.Select...)
	all.Notes = append(all.Notes, c.Notes...)
}

func renamed(paths map[string]string, path string) string {
	if to, ok := paths[path]; ok {
		return to
	}
	return path
}

// between is the one edit that makes a text another.
func between(was, now string) []text.Edit {
	start, tail := 0, 0
	for start < min(len(was), len(now)) && was[start] == now[start] {
		start++
	}
	for tail < min(len(was), len(now))-start && was[len(was)-1-tail] == now[len(now)-1-tail] {
		tail++
	}
	if start == len(was) && start == len(now) {
		return nil
	}
	return []text.Edit{text.Replace(text.Span{Start: start, End: len(was) - tail}, now[start:len(now)-tail])}
}

// moveLater moves the selected states behind the state that comes after them.
func (w *Window) moveLater() {
	paths := w.inFlowOrder(pathsOf(w.diagram.Outermost()))
	if len(paths) == 0 {
		return
	}
	last := paths[len(paths)-1]
	for _, e := range w.snap.Graph.Out(nodeID(last)) {
		next := w.snap.Graph.Node(e.To)
		if e.Kind != graph.Next && e.Kind != graph.Default || next == nil || next.Kind != graph.StateNode {
			continue
		}
		w.sess.Change(moved(w.snap.Doc, paths, rewrite.After(string(e.To))))
		return
	}
	w.sess.Tell("Nothing comes after it.")
}

// moveEarlier moves the selected states before the state that comes before
// them.
func (w *Window) moveEarlier() {
	paths := w.inFlowOrder(pathsOf(w.diagram.Outermost()))
	if len(paths) == 0 {
		return
	}
	before, ok := w.onlyWayTo(nodeID(paths[0]))
	if !ok {
		return
	}
	above := w.snap.Graph.Node(before.From)
	if before.Kind == graph.Start || above == nil || above.Kind != graph.StateNode {
		w.sess.Tell("Nothing comes before it.")
		return
	}
	if way, ok := w.onlyWayTo(before.From); ok {
		w.sess.Change(moved(w.snap.Doc, paths, rewrite.OnEdge(way)))
	}
}

// onlyWayTo is the arrow to a state. Where there are several, it is for the
// person to say which is meant.
func (w *Window) onlyWayTo(id graph.ID) (*graph.Edge, bool) {
	var found *graph.Edge
	for _, e := range w.snap.Graph.In(id) {
		if e.Kind == graph.End || e.Kind == graph.Catch { // of what is inside it; not the usual way
			continue
		}
		if found != nil {
			w.sess.Tell(fmt.Sprintf("More than one way leads to “%s”; drag to the one you mean.", w.snap.Graph.Node(id).Name))
			return nil, false
		}
		found = e
	}
	return found, found != nil
}
