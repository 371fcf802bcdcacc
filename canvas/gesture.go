package canvas

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"github.com/stateboard/stateboard/asl/graph"
	"github.com/stateboard/stateboard/canvas/geom"
	"github.com/stateboard/stateboard/canvas/scene"
)

// gesture is what the hand is doing: one of *press, *panning, *marquee,
// *connecting, *rewiring, *placing. Escape drops it from the diagram, so a
// gesture has no effect before drop.
type gesture interface {
	move(d *Diagram) // the pointer is at d.pointer now
	drop(d *Diagram) // the button is up
	draw(d *Diagram, in *scene.OverlayInput)
}

var _ = []gesture{&press{}, &panning{}, &marquee{}, &connecting{}, &rewiring{}, &placing{}}

// press is a button that is down and has not moved yet.
type press struct {
	at     geom.Point // in view units
	button desktop.MouseButton
	mods   fyne.KeyModifier
	on     scene.Target
	pans   bool
}

func (p *press) move(*Diagram)                      {}
func (p *press) drop(d *Diagram)                    { d.clicked(p) }
func (p *press) draw(*Diagram, *scene.OverlayInput) {}

// become is what a press turns into once it moves.
func (p *press) become(d *Diagram) gesture {
	if p.pans {
		return &panning{p.at}
	}
	from := d.port.world(p.at)
	switch p.on.Kind {
	case scene.OnHandle:
		if e := d.gripped(p.on.ID, from); e != nil {
			return &rewiring{edge: e, tail: true}
		}
		if !d.view.Locked {
			return &connecting{from: p.on.ID}
		}
	case scene.OnEdge, scene.OnLabel, scene.OnPlus:
		if e := d.view.Graph.Edge(p.on.Edge); e != nil && e.Ref != nil && !d.view.Locked {
			return &rewiring{edge: e, tail: e.Kind != graph.Start && d.nearTail(e.ID, from)}
		}
	case scene.OnState:
		n := d.view.Graph.Node(p.on.ID)
		if d.view.Locked || n == nil || n.Kind != graph.StateNode {
			return &panning{p.at}
		}
		if !d.view.Selection[p.on.ID] {
			d.pick(p.on.ID, false)
		}
		return d.moving(n, p.mods&fyne.KeyModifierAlt != 0)
	}
	return &marquee{from: from, add: p.mods&fyne.KeyModifierShift != 0, had: d.chosen()}
}

// panning moves the view with the pointer.
type panning struct{ at geom.Point }

func (g *panning) move(d *Diagram) {
	way := g.at.Sub(d.pointer)
	g.at = d.pointer
	d.look(d.port.panned(way.X, way.Y))
}
func (g *panning) drop(d *Diagram)                    { d.look(d.port.kept(d.base.Bounds)) }
func (g *panning) draw(*Diagram, *scene.OverlayInput) {}

// marquee selects what a rectangle touches.
type marquee struct {
	from geom.Point // in the world
	add  bool
	had  []graph.ID
	now  []graph.ID
}

func (g *marquee) rect(d *Diagram) geom.Rect { return geom.RectOf(g.from, d.port.world(d.pointer)) }

func (g *marquee) move(d *Diagram) {
	set := map[graph.ID]bool{}
	g.now = nil
	take := func(ids []graph.ID) {
		for _, id := range ids {
			if n := d.view.Graph.Node(id); n != nil && n.Kind == graph.StateNode && !set[id] {
				set[id] = true
				g.now = append(g.now, id)
			}
		}
	}
	if g.add {
		take(g.had)
	}
	take(d.base.Within(g.rect(d)))
}

func (g *marquee) drop(d *Diagram) { d.options.Intend(Select{Nodes: g.now}) }

func (g *marquee) draw(d *Diagram, in *scene.OverlayInput) {
	in.Marquee, in.SelectedEdge = g.rect(d), ""
	in.Selection = map[graph.ID]bool{}
	for _, id := range g.now {
		in.Selection[id] = true
	}
}

// pull is what connecting and rewiring share: an arrow that ends at the pointer
// and asks each state it meets whether it may end there.
type pull struct {
	legal map[graph.ID]string // asked once per state
	over  graph.ID
	why   string
}

// meet finds the state under the pointer and says why the arrow cannot end there.
func (p *pull) meet(d *Diagram, ask func(graph.ID) string) {
	if p.legal == nil {
		p.legal = map[graph.ID]string{}
		for _, n := range d.view.Graph.Nodes {
			if n.Kind == graph.StateNode {
				p.legal[n.ID] = ask(n.ID)
			}
		}
	}
	was := p.over
	p.over, p.why = "", ""
	if on := d.base.Hit(d.port.world(d.pointer), 0); on.Kind == scene.OnState || on.Kind == scene.OnContainer {
		p.over, p.why = on.ID, p.legal[on.ID]
	}
	if p.over == was {
		return
	}
	d.options.Tip("", fyne.Position{}, fyne.Size{})
	if r, ok := d.base.StateRect(p.over); ok && p.why != "" {
		at, size := d.windowPlace(r)
		d.options.Tip(p.why, at, size)
	}
}

func (p *pull) draw(d *Diagram, from graph.ID, in *scene.OverlayInput) {
	for _, n := range d.view.Graph.Nodes {
		if why, asked := p.legal[n.ID]; asked && why == "" {
			in.Inside = append(in.Inside, n.ID)
		}
	}
	in.Selection, in.SelectedEdge = nil, ""
	in.Connect = &scene.Connect{From: from, To: d.port.world(d.pointer), Onto: p.over, Refused: p.why != ""}
	if p.why == "" {
		in.HotState = p.over
	}
}

// connecting pulls a new arrow out of a state's handle.
type connecting struct {
	from graph.ID
	pull
}

func (g *connecting) move(d *Diagram) {
	g.meet(d, func(to graph.ID) string { return d.options.Rules.Connect(g.from, to) })
}

func (g *connecting) drop(d *Diagram) {
	switch {
	case g.over != "" && g.why == "":
		d.options.Intend(Connect{g.from, g.over})
	case g.over == "" && d.port.visible().Contains(d.port.world(d.pointer)):
		origin := fyne.CurrentApp().Driver().AbsolutePositionForObject(d)
		d.options.Intend(QuickAdd{From: g.from, At: origin.AddXY(float32(d.pointer.X), float32(d.pointer.Y))})
	}
}

func (g *connecting) draw(d *Diagram, in *scene.OverlayInput) { g.pull.draw(d, g.from, in) }

// rewiring pulls one end of an existing arrow to another state: the end that
// was nearer to the pointer.
type rewiring struct {
	edge *graph.Edge
	tail bool // the arrow's start is pulled, not its tip
	pull
}

// nearTail tells whether a place on an edge is nearer to its start, along the
// line.
func (d *Diagram) nearTail(edge string, at geom.Point) bool {
	points := d.base.EdgePoints(edge)
	before, after := geom.Part(points, at)
	return before < after
}

// gripped is the selected edge when it leaves a state at this place: its start
// lies under the state's handle, and being selected it comes first.
func (d *Diagram) gripped(from graph.ID, at geom.Point) *graph.Edge {
	e := d.view.Graph.Edge(d.view.Edge)
	if e == nil || e.From != from || e.Kind == graph.Start || d.view.Locked {
		return nil
	}
	if points := d.base.EdgePoints(e.ID); len(points) == 0 || points[0].Dist(at) > scene.HandleSize+4 {
		return nil
	}
	return e
}

func (g *rewiring) move(d *Diagram) {
	g.meet(d, func(id graph.ID) string {
		switch {
		case g.tail && id == g.edge.From, !g.tail && id == g.edge.To:
			return ""
		case g.tail:
			return d.options.Rules.ReconnectFrom(g.edge.ID, id)
		}
		return d.options.Rules.Reconnect(g.edge.ID, id)
	})
}

func (g *rewiring) drop(d *Diagram) {
	switch {
	case g.over == "" || g.why != "":
	case g.tail && g.over != g.edge.From:
		d.options.Intend(ReconnectFrom{g.edge.ID, g.over})
	case !g.tail && g.over != g.edge.To:
		d.options.Intend(Reconnect{g.edge.ID, g.over})
	}
}

func (g *rewiring) draw(d *Diagram, in *scene.OverlayInput) {
	if !g.tail {
		g.pull.draw(d, g.edge.From, in)
		return
	}
	g.pull.draw(d, g.edge.To, in)
	in.Connect.Back = true
}
