package scene

import (
	"image/color"

	"github.com/stateboard/stateboard/asl"
	"github.com/stateboard/stateboard/asl/graph"
	"github.com/stateboard/stateboard/canvas/geom"
	"github.com/stateboard/stateboard/canvas/layout"
)

// Measure returns the width of a text in pixels at a size and weight (400, 600 or
// 1 for mono).
type Measure func(text string, size float64, weight int) float64

// Input is what Build draws. Graph, Layout, Palette and Measure are needed, all
// else may be left out.
type Input struct {
	Graph   *graph.Graph
	Layout  *layout.Layout
	Palette Palette
	Measure Measure

	Status      map[graph.ID]Status
	Taken       map[string]bool     // by the edge's ID
	Pills       map[graph.ID]string // "1 retry", "3 of 5"
	Problems    map[graph.ID]Problem
	Breakpoints map[graph.ID]bool
	Changes     map[graph.ID]Change // of a comparison
	EdgeChanges map[string]Change
	Selection   map[graph.ID]bool // also drawn by Overlay; set it here for an export
	Greyed      bool              // the last good picture of a text that is broken now
	NoGrid      bool
	Transparent bool // no background, for exports
	Parts       bool // say in Scene.Parts what draws what
}

// Problem marks a state that a check complains about.
type Problem int

// The problems. The zero value is none.
const (
	NoProblem Problem = iota
	Warning
	Error
)

// Change marks what differs between two versions of a machine.
type Change int

// The changes. The zero value is none.
const (
	Same Change = iota
	Added
	Removed
	Changed
)

// color returns the colour of a change.
func (c Change) color(p *Palette) color.NRGBA {
	switch c {
	case Added:
		return p.Succeeded
	case Removed:
		return p.Failed
	case Changed:
		return p.Caught
	}
	return p.NodeLine
}

// placed is where a node is drawn.
type placed struct {
	rect      geom.Rect
	container bool
	collapsed bool
	header    float64 // where a container is taken and folded; the whole height of a card
	state     asl.State
}

// radius is the rounding of the node's border.
func (p placed) radius() float64 {
	switch {
	case p.container:
		return ContainerCurb
	case p.state == nil:
		return min(p.rect.W, p.rect.H) / 2
	}
	return NodeRadius
}

// drawnEdge is where an edge is drawn, and the point of its slot.
type drawnEdge struct {
	points []geom.Point
	slot   geom.Point
	kind   graph.EdgeKind
	from   graph.ID
	to     graph.ID
	label  []Item // its pill, drawn again when the line is drawn again above it
}

// builder carries what the parts of Build share.
type builder struct {
	Input
	out    *Scene
	pal    Palette
	shared map[string]bool // edges whose line a taken edge shares
}

// Build draws a machine. Containers lie below edges, edges below cards, labels and
// marks above all.
func Build(in Input) *Scene {
	b := newBuilder(in)
	if !in.Transparent {
		b.out.Background = b.pal.Background
	}
	if !in.NoGrid {
		b.out.add(&Dots{Step: GridStep, Size: GridDot, Color: b.pal.GridDot})
		b.part(Backdrop, 0)
	}
	for i := range in.Layout.Nodes {
		n := &in.Layout.Nodes[i]
		b.out.nodes[n.ID] = b.place(n)
		if b.Status[n.ID].Live() {
			b.out.live = append(b.out.live, n.ID)
		}
	}
	for i := range in.Layout.Nodes {
		if n := &in.Layout.Nodes[i]; n.Container {
			b.container(n)
			b.part(Containers, i)
		}
	}
	b.lines()
	for i := range in.Layout.Nodes {
		if n := &in.Layout.Nodes[i]; !n.Container {
			b.node(n)
			b.part(Cards, i)
		}
	}
	b.labels()
	for i := range in.Layout.Nodes {
		if n := &in.Layout.Nodes[i]; b.out.nodes[n.ID].state != nil {
			b.marks(n)
			b.part(Badges, i)
		}
	}
	return b.out.seal()
}

func newBuilder(in Input) *builder {
	b := &builder{Input: in, pal: in.Palette, shared: map[string]bool{}}
	if in.Greyed {
		b.pal = in.Palette.Greyed()
	}
	b.out = &Scene{
		nodes:  make(map[graph.ID]placed, len(in.Layout.Nodes)),
		edges:  make(map[string]drawnEdge, len(in.Layout.Edges)),
		origin: in,
	}
	return b
}

func (b *builder) place(n *layout.Node) placed {
	p := placed{rect: n.Rect, container: n.Container, collapsed: n.Collapsed, header: n.Rect.H}
	if n.Container {
		p.header = HeaderHeight
		if n.Header > 0 {
			p.header = n.Header
		}
	}
	if g := b.Graph.Node(n.ID); g != nil {
		p.state = g.State
	}
	return p
}

func (b *builder) node(n *layout.Node) {
	g := b.Graph.Node(n.ID)
	switch {
	case g == nil:
	case g.Kind == graph.StateNode:
		b.card(n, g)
	default:
		b.mark(n, g)
	}
}

// kindOf returns the kind of a state as ASL names it; "" for one that is
// unknown.
func kindOf(s asl.State) string {
	if s == nil {
		return ""
	}
	if _, unknown := s.(*asl.Unknown); unknown {
		return ""
	}
	return s.Base().Type
}

// target appends a target.
func (b *builder) target(t Target) { b.out.Targets = append(b.out.Targets, t) }
