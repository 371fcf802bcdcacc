package scene

import (
	"math"

	"github.com/stateboard/stateboard/asl/graph"
	"github.com/stateboard/stateboard/canvas/geom"
)

// TargetKind tells what a pointer means at a place. Later kinds win over earlier
// ones where they overlap.
type TargetKind int

// The kinds of target, weakest first. The zero value is Background.
const (
	OnBackground TargetKind = iota
	OnContainer             // the body of a Parallel or Map
	OnEdge
	OnLabel // of an edge
	OnSlot  // only found by NearestSlot
	OnState // a card, or the header of a container
	OnMark  // start or end
	OnPlus
	OnHandle
	OnFold // the button that collapses or expands a container
)

var targetNames = [...]string{"background", "container", "edge", "label", "slot", "state", "mark", "plus", "handle", "fold"}

// String returns the kind's name.
func (k TargetKind) String() string { return targetNames[k] }

// Target is a place that a pointer can mean.
type Target struct {
	Kind     TargetKind
	ID       graph.ID // the state or mark; "" for what belongs to an edge
	Edge     string   // the edge's ID; "" for what belongs to a state
	From, To graph.ID // of the edge
	Rect     geom.Rect
	Points   []geom.Point // of an edge
}

// Name returns the target's name in the ui-map: "state/NAME", "handle/NAME",
// "slot/FROM>TO" and so on.
func (t Target) Name() string {
	switch t.Kind {
	case OnBackground:
		return "background"
	case OnMark, OnState, OnContainer, OnHandle, OnFold:
		return t.Kind.String() + "/" + string(t.ID)
	}
	return t.Kind.String() + "/" + t.Edge
}

// String returns the target's name and place, for dumps.
func (t Target) String() string { return t.Name() + " " + rect(t.Rect) }

// Hit returns what is at p in the scenes, the topmost of which comes first. An
// edge counts as hit up to slop world units beside its line. Slots are no part of
// this: ask NearestSlot while something is dragged.
func Hit(p geom.Point, slop float64, scenes ...*Scene) Target {
	var best Target
	nearest := math.Inf(1)
	var find Finder
	for _, s := range scenes {
		if s == nil {
			continue
		}
		s.touched.near(geom.Around(p, geom.Size{}).Inset(-slop), &find, func(i int) {
			t := &s.Targets[i]
			if t.Kind < best.Kind || t.Kind == OnSlot {
				return
			}
			d, ok := t.hit(p, slop)
			if !ok {
				return
			}
			// Among equals the nearer edge wins, and of nested containers the inner,
			// which comes later in its scene.
			if t.Kind > best.Kind || d < nearest || d == nearest && t.Kind == OnContainer {
				best, nearest = *t, d
			}
		})
	}
	return best
}

// Hit is the function Hit for this scene alone.
func (s *Scene) Hit(p geom.Point, slop float64) Target { return Hit(p, slop, s) }

// hit returns how far p is off the middle of what can be hit.
func (t *Target) hit(p geom.Point, slop float64) (float64, bool) {
	switch t.Kind {
	case OnEdge:
		d := geom.Distance(p, t.Points)
		return d, d <= slop
	case OnHandle, OnPlus, OnFold:
		return p.Dist(t.Rect.Center()), t.Rect.Contains(p)
	}
	return 0, t.Rect.Contains(p)
}

// Within returns the states and marks that r touches: what a marquee selects. A
// container counts only when r covers all of it, so that one can select inside.
func (s *Scene) Within(r geom.Rect) []graph.ID {
	var out []graph.ID
	var find Finder
	s.touched.near(r, &find, func(i int) {
		t := &s.Targets[i]
		if t.Kind != OnState && t.Kind != OnMark {
			return
		}
		if at := s.nodes[t.ID]; at.container && r.Covers(at.rect) || !at.container && r.Intersects(t.Rect) {
			out = append(out, t.ID)
		}
	})
	return out
}

// NearestSlot returns the slot a dragged thing at p would drop into: of the edges
// that legal admits, the one nearest to p, if it is at most reach away.
func (s *Scene) NearestSlot(p geom.Point, reach float64, legal func(edge string) bool) (Target, bool) {
	var best Target
	nearest := math.Inf(1)
	var find Finder
	s.touched.near(geom.Around(p, geom.Size{}).Inset(-reach), &find, func(i int) {
		t := &s.Targets[i]
		if t.Kind != OnSlot {
			return
		}
		// The disc counts double: it is what one aims at.
		d := math.Min(geom.Distance(p, s.edges[t.Edge].points), t.Rect.Center().Dist(p)/2)
		if d <= reach && d < nearest && (legal == nil || legal(t.Edge)) {
			best, nearest = *t, d
		}
	})
	return best, nearest <= reach
}

// StateRect returns where a state or mark is drawn: all of a container.
func (s *Scene) StateRect(id graph.ID) (geom.Rect, bool) {
	n, ok := s.nodes[id]
	return n.rect, ok
}

// EdgePoints returns the line of an edge, nil when it is not drawn. The slice is
// shared.
func (s *Scene) EdgePoints(edge string) []geom.Point { return s.edges[edge].points }

// SlotRect returns where something may be dropped on an edge, or its plus button
// stands.
func (s *Scene) SlotRect(edge string) (geom.Rect, bool) {
	e, ok := s.edges[edge]
	return geom.Around(e.slot, geom.Size{W: SlotReach, H: SlotReach}), ok
}
