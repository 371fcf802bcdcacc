package scene

import (
	"image/color"
	"math"
	"slices"

	"github.com/stateboard/stateboard/asl"
	"github.com/stateboard/stateboard/asl/graph"
	"github.com/stateboard/stateboard/canvas/geom"
)

// OverlayInput is what follows the pointer and the clock. All of it may be left
// out.
type OverlayInput struct {
	Selection    map[graph.ID]bool
	SelectedEdge string
	Hover        Target     // what the pointer is over; its handle or plus appears
	Found        []graph.ID // by a search
	Dimmed       []graph.ID // the originals of what is being dragged
	View         geom.Rect  // what is in view, if known: slots elsewhere are left out
	Slots        []string   // edges where what is dragged may be dropped
	Inside       []graph.ID // states that may take what is dragged: empty containers, targets of an arrow
	Hot          string     // of the slots, the one that would be taken now
	HotState     graph.ID   // of Inside, the one that would be taken now
	Ghost        *Ghost     // what is being dragged
	Connect      *Connect   // an arrow that is being pulled
	Marquee      geom.Rect  // the selection rectangle
	Pulse        float64    // 0 to 1 through one beat of the states at work; 0 for none
	Plus         bool       // whether hovered and selected edges offer their plus button
}

// Ghost is a card under the pointer.
type Ghost struct {
	At       geom.Point // its centre
	Kind     string     // as ASL names it
	Name     string
	Subtitle string
	Refused  bool // it cannot be dropped here
}

// Connect is an arrow from a state, or from the handle of one, to the pointer.
type Connect struct {
	From    graph.ID
	To      geom.Point
	Onto    graph.ID // the state it would end at; "" over nothing
	Back    bool     // the other way: from the pointer, or Onto, to the state From
	Refused bool
}

// overlay carries what the parts of Overlay share.
type overlay struct {
	OverlayInput
	base *Scene
	out  *Scene
	pal  Palette
	meas Measure
}

// Overlay draws what changes with every move of the pointer above a scene made by
// Build. It costs as much as the input names, not as much as the scene is large.
func Overlay(base *Scene, in OverlayInput) *Scene {
	o := &overlay{OverlayInput: in, base: base, out: &Scene{}, pal: base.origin.Palette, meas: base.origin.Measure}
	o.pulse()
	o.dim()
	o.edges()
	o.found()
	o.states()
	o.slots()
	o.connect()
	o.marquee()
	o.ghost()
	o.hot()
	return o.out.seal()
}

// pulse lets the halo of every state at work grow and fade once a beat.
func (o *overlay) pulse() {
	if o.Pulse <= 0 {
		return
	}
	for _, id := range o.base.live {
		n := o.base.nodes[id]
		c := o.pal.Status(o.base.origin.Status[id])
		ring := n.rect.Inset(-HaloWidth)
		o.out.add(&Box{
			Rect: ring, Radius: n.radius() + HaloWidth,
			Halo: Fade(c, HaloTint*(1-o.Pulse)), HaloWidth: 1 + 6*o.Pulse,
		})
	}
}

// dim veils the originals of what is dragged.
func (o *overlay) dim() {
	for _, id := range o.Dimmed {
		if n, ok := o.base.nodes[id]; ok {
			o.out.add(&Box{Rect: n.rect.Inset(-1), Radius: n.radius() + 1, Fill: Fade(o.pal.Background, 0.6)})
		}
	}
}

// edges draws the hovered and the selected edge again, in the accent.
func (o *overlay) edges() {
	hovered := ""
	if o.Hover.Kind == OnEdge || o.Hover.Kind == OnLabel || o.Hover.Kind == OnPlus {
		hovered = o.Hover.Edge
	}
	for _, id := range []string{hovered, o.SelectedEdge} {
		e, ok := o.base.edges[id]
		if !ok || id == hovered && hovered == o.SelectedEdge {
			continue
		}
		c := o.pal.Accent
		if id == hovered && id != o.SelectedEdge {
			c = Mix(c, o.pal.Background, 0.25)
		}
		o.edge(e, c, TakenWidth)
		if id == o.SelectedEdge && o.Plus {
			o.grips(e)
		}
	}
	for _, id := range []string{hovered, o.SelectedEdge} {
		if e, ok := o.base.edges[id]; ok && o.Plus && !(id == hovered && hovered == o.SelectedEdge) {
			o.plus(id, e)
		}
	}
}

// edge draws the line of an edge again, and its label above it.
func (o *overlay) edge(e drawnEdge, c color.NRGBA, width float64) {
	o.out.add(edgePath(e.points, e.kind, c, width))
	for _, it := range e.label {
		if b, ok := it.(*Box); ok {
			again := *b
			again.Stroke = c
			it = &again
		}
		o.out.add(it)
	}
}

// grips mark the ends of the selected edge, which can be dragged elsewhere.
func (o *overlay) grips(e drawnEdge) {
	if e.kind == graph.Start {
		return
	}
	o.out.add(&Box{
		Rect: geom.Around(e.points[0], geom.Size{W: HandleSize, H: HandleSize}), Radius: HandleSize / 2,
		Fill: o.pal.Node, Stroke: o.pal.Accent, Width: StrongWidth, Zoom: Zooms{From: ZoomName},
	})
}

// plus draws the button that inserts a state on an edge.
func (o *overlay) plus(id string, e drawnEdge) {
	at := geom.Around(e.slot, geom.Size{W: PlusSize, H: PlusSize})
	o.disc(e.slot, PlusSize, o.pal.Accent, o.pal.Background)
	o.icon(e.slot, PlusSize-8, GlyphPlus)
	o.out.Targets = append(o.out.Targets, Target{Kind: OnPlus, Edge: id, From: e.from, To: e.to, Rect: at.Inset(-2)})
}

// found rings what a search has found.
func (o *overlay) found() {
	for _, id := range o.Found {
		if n, ok := o.base.nodes[id]; ok {
			o.out.add(&Box{Rect: n.rect, Radius: n.radius(), Halo: Fade(o.pal.Waiting, 0.35), HaloWidth: 4})
		}
	}
}

// states draws selection, hover and handles.
func (o *overlay) states() {
	for _, id := range sortedIDs(o.Selection) {
		if n, ok := o.base.nodes[id]; ok {
			o.out.add(&Box{Rect: n.rect, Radius: n.radius(), Stroke: o.pal.Accent, Width: StrongWidth})
		}
	}
	id := o.Hover.ID
	if n, ok := o.base.nodes[id]; ok && !o.Selection[id] && o.Ghost == nil && o.Connect == nil && o.Hover.Kind != OnContainer {
		o.out.add(&Box{Rect: n.rect, Radius: n.radius(), Stroke: Fade(o.pal.Accent, 0.55), Width: HairWidth})
	}
	if o.Ghost != nil || o.Connect != nil {
		return
	}
	if len(o.Selection) == 1 {
		for only := range o.Selection {
			o.handle(only)
			if only != id {
				o.fold(only)
			}
		}
	}
	o.fold(id)
	if !o.Selection[id] || len(o.Selection) > 1 {
		o.handle(id)
	}
}

// handle draws the disc from which an arrow is pulled.
func (o *overlay) handle(id graph.ID) {
	n, ok := o.base.nodes[id]
	if !ok || id == graph.EndID || (n.state != nil && terminal(n.state)) {
		return
	}
	size, fill := float64(HandleSize), o.pal.Node
	if o.Hover.Kind == OnHandle && o.Hover.ID == id {
		size, fill = HandleSize+4, o.pal.Accent
	}
	at := n.rect.Foot()
	o.out.add(&Box{
		Rect: geom.Around(at, geom.Size{W: size, H: size}), Radius: size / 2,
		Fill: fill, Stroke: o.pal.Accent, Width: StrongWidth, Zoom: Zooms{From: ZoomName},
	})
	o.out.Targets = append(o.out.Targets, Target{Kind: OnHandle, ID: id, Rect: handleReach(n.rect)})
}

// slots lights the places where what is dragged may go, lines below discs.
func (o *overlay) slots() {
	lit := Mix(o.pal.Accent, o.pal.Background, 0.35)
	var discs []Item
	for _, id := range o.Slots {
		e, ok := o.base.edges[id]
		if !ok || id == o.Hot || !o.View.Empty() && !touches(geom.Bounds(e.points), o.View) {
			continue
		}
		o.edge(e, lit, TakenWidth)
		discs = append(discs, &Box{
			Rect: geom.Around(e.slot, geom.Size{W: HandleSize, H: HandleSize}), Radius: HandleSize / 2,
			Fill: o.pal.Node, Stroke: lit, Width: StrongWidth,
		})
	}
	if e, ok := o.base.edges[o.Hot]; ok {
		o.edge(e, o.pal.Accent, TakenWidth+0.8)
	}
	o.out.add(discs...)
	o.inside()
}

// hot draws the slot that would be taken now, above the ghost that covers it.
func (o *overlay) hot() {
	e, ok := o.base.edges[o.Hot]
	if !ok {
		return
	}
	o.out.add(&Box{
		Rect: geom.Around(e.slot, geom.Size{W: PlusSize + 4, H: PlusSize + 4}), Radius: PlusSize/2 + 2,
		Fill: o.pal.Accent, Halo: Fade(o.pal.Accent, HaloTint), HaloWidth: HaloWidth,
	})
	o.icon(e.slot, PlusSize-6, GlyphPlus)
}

// inside lights the states that may take what is dragged.
func (o *overlay) inside() {
	for _, id := range o.Inside {
		n, ok := o.base.nodes[id]
		if !ok {
			continue
		}
		b := &Box{Rect: n.rect, Radius: n.radius(), Stroke: Fade(o.pal.Accent, 0.6), Width: HairWidth}
		if id == o.HotState {
			b.Stroke, b.Width, b.Fill = o.pal.Accent, StrongWidth, Fade(o.pal.Accent, 0.08)
			b.Halo, b.HaloWidth = Fade(o.pal.Accent, SlotTint), HaloWidth
		}
		o.out.add(b)
	}
}

// connect draws the arrow that is being pulled.
func (o *overlay) connect() {
	if o.Connect == nil {
		return
	}
	n, ok := o.base.nodes[o.Connect.From]
	if !ok {
		return
	}
	c := o.pal.Accent
	if o.Connect.Refused {
		c = o.pal.Failed
	}
	foot, to := n.rect.Foot(), o.Connect.To
	if o.Connect.Back {
		foot, to = to, n.rect.Top()
	}
	if t, ok := o.base.nodes[o.Connect.Onto]; ok {
		if o.Connect.Back {
			foot = t.rect.Foot()
		} else {
			to = t.rect.Top()
		}
		o.out.add(&Box{Rect: t.rect, Radius: t.radius(), Stroke: c, Width: StrongWidth, Halo: Fade(c, SlotTint), HaloWidth: HaloWidth})
	}
	o.out.add(&Path{
		Points: elbow(foot, to), Radius: EdgeRadius, Stroke: c, Width: TakenWidth - 0.2,
		Dash: [2]float64{PreviewOn, PreviewOff}, Head: ArrowSize + 1,
	})
	o.disc(foot, HandleSize, c, o.pal.Background)
}

// elbow leads down from a and into b from above.
func elbow(a, b geom.Point) []geom.Point {
	const stub = 16
	if math.Abs(a.X-b.X) < 1 && b.Y > a.Y {
		return []geom.Point{a, geom.Pt(a.X, b.Y)}
	}
	if b.Y >= a.Y+2*stub {
		mid := (a.Y + b.Y) / 2
		return []geom.Point{a, geom.Pt(a.X, mid), geom.Pt(b.X, mid), b}
	}
	side := (a.X + b.X) / 2
	return geom.Simplify([]geom.Point{a, geom.Pt(a.X, a.Y+stub), geom.Pt(side, a.Y+stub), geom.Pt(side, b.Y-stub), geom.Pt(b.X, b.Y-stub), b})
}

func (o *overlay) marquee() {
	if o.Marquee.W > 0 || o.Marquee.H > 0 {
		o.out.add(&Box{Rect: o.Marquee, Radius: 2, Fill: Fade(o.pal.Accent, 0.10), Stroke: Fade(o.pal.Accent, 0.8), Width: HairWidth})
	}
}

// ghost draws a card under the pointer with a soft shadow.
func (o *overlay) ghost() {
	g := o.Ghost
	if g == nil {
		return
	}
	r := geom.Around(g.At, geom.Size{W: NodeWidth, H: NodeHeight})
	for i, grow := range []float64{6, 4, 2} {
		o.out.add(&Box{Rect: r.Inset(-grow).Translate(geom.Pt(0, 4)), Radius: NodeRadius + grow, Fill: Fade(o.pal.Shadow, 0.35+0.1*float64(i))})
	}
	line := o.pal.Accent
	if g.Refused {
		line = o.pal.Failed
	}
	o.out.add(&Box{Rect: r, Radius: NodeRadius, Fill: Fade(o.pal.Node, 0.96), Stroke: line, Width: StrongWidth})
	o.out.add(Chip(geom.Rect{X: r.X + NodePad, Y: r.Y + (NodeHeight-ChipSize)/2, W: ChipSize, H: ChipSize}, g.Kind, &o.pal)...)
	left := r.X + NodePad + ChipSize + ChipGap
	room := r.Right() - textEnd - left
	mid := r.Center().Y
	name, line2 := nameLine, subtitleLine
	if g.Subtitle == "" {
		name = headerLine
	}
	for _, t := range []struct {
		text   string
		at     float64
		size   float64
		weight Weight
		second bool
	}{{g.Name, name, TextSize, SemiBold, false}, {g.Subtitle, line2, SecondarySize, Regular, true}} {
		if it := fitted(o.meas, t.text, room, t.size, t.weight); it != nil {
			it.At, it.Color = geom.Pt(left, mid+t.at), o.pal.Text
			if t.second {
				it.Color = o.pal.Secondary
			}
			o.out.add(it)
		}
	}
}

// disc draws a filled circle with a ring that separates it from what is below.
func (o *overlay) disc(at geom.Point, size float64, fill, ring color.NRGBA) {
	o.out.add(&Box{
		Rect: geom.Around(at, geom.Size{W: size + 2*badgeRing, H: size + 2*badgeRing}), Radius: size/2 + badgeRing,
		Fill: fill, Stroke: ring, Width: badgeRing,
	})
}

func (o *overlay) icon(at geom.Point, size float64, g Glyph) {
	o.out.add(&Icon{Rect: geom.Around(at, geom.Size{W: size, H: size}), Glyph: g, Color: o.pal.OnAccent})
}

func terminal(s asl.State) bool {
	kind := kindOf(s)
	return kind == "Succeed" || kind == "Fail"
}

func sortedIDs(set map[graph.ID]bool) []graph.ID {
	var ids []graph.ID
	for id, in := range set {
		if in {
			ids = append(ids, id)
		}
	}
	slices.Sort(ids)
	return ids
}
