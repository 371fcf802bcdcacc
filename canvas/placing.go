package canvas

import (
	"fmt"

	"fyne.io/fyne/v2"

	"github.com/stateboard/stateboard/asl/graph"
	"github.com/stateboard/stateboard/canvas/geom"
	"github.com/stateboard/stateboard/canvas/scene"
)

// Ghost is what a dragged card looks like.
type Ghost struct {
	Kind     string // palette name: what Insert will carry
	Type     string // the state type, for hue and icon
	Title    string
	Subtitle string
}

// placing carries a card, new from the palette or one that is there, to an edge
// or into an empty container.
type placing struct {
	ghost  Ghost
	nodes  []graph.ID // the states that are moved; none for a new one
	copies bool       // they stay, and copies of them go: Alt is held
	slots  []string   // the edges it may go on
	legal  map[string]bool
	inside []graph.ID // the empty containers it may go into
	empty  bool       // the machine has no states and takes it anywhere

	hot      string
	hotState graph.ID
	why      string // why the place under the pointer refuses it
	out      bool   // the pointer is outside the diagram
}

// DragOver carries a palette card over the diagram; at is in the window. The
// first call lights all the places where it may go.
func (d *Diagram) DragOver(g Ghost, at fyne.Position) {
	p, ok := d.gesture.(*placing)
	if !ok || p.ghost != g || len(p.nodes) > 0 {
		if d.view.Locked {
			return
		}
		d.stop()
		d.endRename()
		p = d.newPlacing(g)
		d.gesture = p
	}
	d.dragTo(at)
	p.move(d)
	d.redraw()
}

// Drop lets the palette card go.
func (d *Diagram) Drop(at fyne.Position) {
	if _, ok := d.gesture.(*placing); !ok {
		return
	}
	d.release()
}

// DragCancel forgets the palette card.
func (d *Diagram) DragCancel() { d.stop() }

// Dragging tells whether a card is on its way.
func (d *Diagram) Dragging() bool { _, ok := d.gesture.(*placing); return ok }

// Slots are the edges in view that can take a card, each with its place in the world:
// what a card that is on its way may be dropped on, otherwise every edge that
// is drawn with a slot.
func (d *Diagram) Slots() map[string]geom.Rect {
	places := map[string]geom.Rect{}
	p, dragging := d.gesture.(*placing)
	seen := d.port.visible()
	for i := range d.base.Targets {
		if t := &d.base.Targets[i]; t.Kind == scene.OnSlot && seen.Intersects(t.Rect) && (!dragging || p.legal[t.Edge]) {
			places[t.Edge] = t.Rect
		}
	}
	return places
}

func (d *Diagram) dragTo(window fyne.Position) {
	origin := fyne.CurrentApp().Driver().AbsolutePositionForObject(d)
	d.moveTo(window.Subtract(origin))
}

func (d *Diagram) newPlacing(g Ghost) *placing {
	p := &placing{ghost: g, legal: map[string]bool{}}
	p.find(d, func(edge string) string { return d.options.Rules.Insert(g.Kind, edge) })
	for _, n := range d.view.Graph.Nodes {
		if n.Kind == graph.StateNode && !n.Container() && d.options.Rules.InsertFirst(g.Kind, n.ID) == "" {
			p.inside = append(p.inside, n.ID)
		}
	}
	p.empty = d.empty() && d.options.Rules.InsertFirst(g.Kind, "") == ""
	return p
}

// moving carries a state that is there, with all others that are selected, or
// with Alt copies of them.
func (d *Diagram) moving(n *graph.Node, copies bool) *placing {
	p := &placing{
		ghost: Ghost{Type: n.State.Base().Type, Title: n.Name, Subtitle: scene.Subtitle(n.State)},
		nodes: d.Outermost(), copies: copies, legal: map[string]bool{},
	}
	if more := len(p.nodes) - 1; more > 0 {
		p.ghost.Subtitle = fmt.Sprintf("and %d more", more)
	}
	p.find(d, func(edge string) string { return p.refusal(d, edge) })
	return p
}

// Outermost are the selected states without those inside another selected one,
// which go with it.
func (d *Diagram) Outermost() []graph.ID {
	var ids []graph.ID
	for _, id := range d.chosen() {
		inside := false
		for at := d.view.Graph.Node(id); at != nil && at.Parent != ""; at = d.view.Graph.Node(at.Parent) {
			inside = inside || d.view.Selection[at.Parent]
		}
		if !inside {
			ids = append(ids, id)
		}
	}
	return ids
}

// mind follows Alt, which may be pressed and let go on the way.
func (p *placing) mind(d *Diagram) {
	mods, known := heldModifiers()
	if copies := mods&fyne.KeyModifierAlt != 0; known && len(p.nodes) > 0 && copies != p.copies {
		p.copies, p.legal, p.slots = copies, map[string]bool{}, nil
		p.find(d, func(edge string) string { return p.refusal(d, edge) })
	}
}

func (d *Diagram) empty() bool {
	for _, n := range d.view.Graph.Nodes {
		if n.Kind == graph.StateNode {
			return false
		}
	}
	return true
}

func (p *placing) find(d *Diagram, ask func(edge string) string) {
	for _, t := range d.base.Targets {
		if t.Kind == scene.OnSlot && !p.legal[t.Edge] && ask(t.Edge) == "" {
			p.legal[t.Edge] = true
			p.slots = append(p.slots, t.Edge)
		}
	}
}

func (p *placing) move(d *Diagram) {
	p.mind(d)
	at := d.port.world(d.pointer)
	p.hot, p.hotState, p.out = "", "", !d.port.visible().Contains(at)
	if p.out {
		p.say(d, "", geom.Rect{})
		return
	}
	if slot, ok := d.base.NearestSlot(at, scene.SlotReach/min(1, d.port.zoom), func(e string) bool { return p.legal[e] }); ok {
		p.hot = slot.Edge
		p.say(d, "", geom.Rect{})
		return
	}
	for _, id := range p.inside {
		if r, ok := d.base.StateRect(id); ok && r.Contains(at) {
			p.hotState = id
			p.say(d, "", geom.Rect{})
			return
		}
	}
	if slot, ok := d.base.NearestSlot(at, scene.SlotReach/2, nil); ok && !p.legal[slot.Edge] {
		p.say(d, p.refusal(d, slot.Edge), slot.Rect)
		return
	}
	p.say(d, "", geom.Rect{})
}

func (p *placing) refusal(d *Diagram, edge string) string {
	switch {
	case p.copies:
		return d.options.Rules.CopyTo(p.nodes, edge)
	case len(p.nodes) > 0:
		return d.options.Rules.Move(p.nodes, edge)
	}
	return d.options.Rules.Insert(p.ghost.Kind, edge)
}

// say shows the reason of a refusal at its place, once.
func (p *placing) say(d *Diagram, why string, at geom.Rect) {
	if p.why == why {
		return
	}
	p.why = why
	if why == "" {
		d.options.Tip("", fyne.Position{}, fyne.Size{})
		return
	}
	pos, size := d.windowPlace(at)
	d.options.Tip(why, pos, size)
}

func (p *placing) drop(d *Diagram) {
	switch {
	case p.out:
	case p.copies && p.hot != "":
		d.options.Intend(CopyTo{p.nodes, p.hot})
	case len(p.nodes) > 0 && p.hot != "":
		d.options.Intend(Move{p.nodes, p.hot})
	case len(p.nodes) > 0:
	case p.hot != "":
		d.options.Intend(Insert{p.ghost.Kind, p.hot})
	case p.hotState != "":
		d.options.Intend(InsertFirst{p.ghost.Kind, p.hotState})
	case p.empty:
		d.options.Intend(InsertFirst{Kind: p.ghost.Kind})
	}
}

func (p *placing) draw(d *Diagram, in *scene.OverlayInput) {
	in.Slots, in.Inside, in.Hot, in.HotState = p.slots, p.inside, p.hot, p.hotState
	in.Selection, in.SelectedEdge = nil, ""
	if !p.copies {
		in.Dimmed = p.nodes
	}
	if p.out && len(p.nodes) == 0 {
		return
	}
	at := d.port.world(d.pointer)
	if p.hot != "" { // the card stands aside, so that the slot stays in sight
		at = at.Add(geom.Pt(scene.NodeWidth/2+20, scene.NodeHeight/2+8))
	}
	in.Ghost = &scene.Ghost{At: at, Kind: p.ghost.Type, Name: p.ghost.Title, Subtitle: p.ghost.Subtitle, Refused: p.why != ""}
}
