package canvas

import (
	"math"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"github.com/stateboard/stateboard/asl/graph"
	"github.com/stateboard/stateboard/canvas/geom"
)

// This file defines the keyboard: arrows follow edges, Tab walks the siblings,
// Enter opens, F2 renames, Delete removes, Escape stops whatever is going on.

var (
	_ fyne.Focusable    = (*Diagram)(nil)
	_ fyne.Tabbable     = (*Diagram)(nil)
	_ fyne.Shortcutable = (*Diagram)(nil)
	_ desktop.Keyable   = (*Diagram)(nil)
)

// FocusGained implements fyne.Focusable.
func (d *Diagram) FocusGained() { d.focused = true; d.redraw() }

// FocusLost implements fyne.Focusable.
func (d *Diagram) FocusLost() { d.focused, d.space = false, false; d.redraw() }

// AcceptsTab keeps Tab here while something is selected; Escape lets go.
func (d *Diagram) AcceptsTab() bool { return len(d.view.Selection) > 0 }

// TypedRune hands characters on: as such, so that what they open does not get
// them typed into it.
func (d *Diagram) TypedRune(r rune) { d.options.Rune(r) }

// TypedShortcut hands shortcuts to the window: all of them are commands.
func (d *Diagram) TypedShortcut(s fyne.Shortcut) { d.options.Shortcut(s) }

// KeyDown notices the space bar, which turns the pointer into a hand.
func (d *Diagram) KeyDown(e *fyne.KeyEvent) {
	if e.Name == fyne.KeySpace {
		d.space = true
	}
}

// KeyUp implements desktop.Keyable.
func (d *Diagram) KeyUp(e *fyne.KeyEvent) {
	if e.Name == fyne.KeySpace {
		d.space = false
	}
}

// TypedKey implements fyne.Focusable.
func (d *Diagram) TypedKey(e *fyne.KeyEvent) {
	mods := modifiers()
	switch e.Name {
	case fyne.KeyUp, fyne.KeyDown, fyne.KeyLeft, fyne.KeyRight:
		d.step(e.Name, mods&fyne.KeyModifierShift != 0)
	case fyne.KeyTab:
		d.sibling(mods&fyne.KeyModifierShift != 0)
	case fyne.KeyHome:
		d.choose(graph.StartID)
	case fyne.KeySpace:
	case fyne.KeyReturn, fyne.KeyEnter:
		if id, ok := d.one(); ok {
			d.options.Intend(Open{id})
		}
	case fyne.KeyF2:
		if id, ok := d.one(); ok {
			d.StartRename(id)
		}
	case fyne.KeyDelete, fyne.KeyBackspace:
		d.remove(mods&fyne.KeyModifierControl == 0)
	case fyne.KeyEscape:
		d.Escape()
	default:
		d.options.Key(e)
	}
}

// Escape stops the gesture, or else lets go of the selection.
func (d *Diagram) Escape() {
	switch {
	case d.gesture != nil:
		d.stop()
	case d.rename != nil:
		d.endRename()
	case len(d.view.Selection) > 0 || d.view.Edge != "":
		d.options.Intend(Select{})
	}
}

func (d *Diagram) remove(heal bool) {
	switch {
	case d.view.Locked:
	case d.view.Edge != "":
		d.options.Intend(Cut{d.view.Edge})
	case len(d.view.Selection) > 0:
		d.options.Intend(Remove{d.chosen(), heal})
	}
}

// one is the selected state when exactly one is.
func (d *Diagram) one() (graph.ID, bool) {
	if len(d.view.Selection) != 1 {
		return "", false
	}
	for id := range d.view.Selection {
		return id, d.view.Graph.Node(id) != nil
	}
	return "", false
}

// chosen are the selected states in the text's order.
func (d *Diagram) chosen() []graph.ID {
	var ids []graph.ID
	for _, n := range d.view.Graph.Nodes {
		if d.view.Selection[n.ID] {
			ids = append(ids, n.ID)
		}
	}
	return ids
}

// choose selects one state and moves the view to it.
func (d *Diagram) choose(id graph.ID) {
	if n := d.view.Graph.Node(id); n == nil {
		return
	} else if n.Kind == graph.StartMark {
		if out := d.view.Graph.Out(id); len(out) > 0 {
			id = out[0].To
		}
	}
	d.options.Intend(Select{Nodes: []graph.ID{id}})
	d.Reveal(id)
}

// step goes from the selected state to a neighbour along an edge, or else to
// the nearest state that way. With add the selection grows.
func (d *Diagram) step(key fyne.KeyName, add bool) {
	from, ok := d.one()
	if !ok {
		if ids := d.chosen(); len(ids) > 0 {
			from = ids[len(ids)-1]
		} else {
			d.choose(graph.StartID)
			return
		}
	}
	to := d.toward(from, key, d.neighbours(from))
	if to == "" {
		to = d.toward(from, key, d.peers(from))
	}
	switch {
	case to == "":
	case add:
		d.options.Intend(Select{Nodes: append(d.chosen(), to)})
		d.Reveal(to)
	default:
		d.choose(to)
	}
}

func (d *Diagram) neighbours(id graph.ID) []graph.ID {
	var ids []graph.ID
	for _, e := range d.view.Graph.Out(id) {
		ids = append(ids, e.To)
	}
	for _, e := range d.view.Graph.In(id) {
		ids = append(ids, e.From)
	}
	return ids
}

// peers are all states in the same container.
func (d *Diagram) peers(id graph.ID) []graph.ID {
	at := d.view.Graph.Node(id)
	var ids []graph.ID
	for _, n := range d.view.Graph.Nodes {
		if at != nil && n.Parent == at.Parent && n.Branch == at.Branch && n.Kind == graph.StateNode {
			ids = append(ids, n.ID)
		}
	}
	return ids
}

// toward is the candidate that lies best in a direction; what lies more aside
// than ahead counts as not there.
func (d *Diagram) toward(from graph.ID, key fyne.KeyName, candidates []graph.ID) graph.ID {
	at := d.view.Layout.Node(from)
	if at == nil {
		return ""
	}
	best, least := graph.ID(""), math.Inf(1)
	for _, id := range candidates {
		n, node := d.view.Layout.Node(id), d.view.Graph.Node(id)
		if n == nil || id == from || node == nil || node.Kind != graph.StateNode {
			continue
		}
		ahead, aside := along(key, at.Rect, n.Rect)
		if ahead <= 0 {
			continue
		}
		if cost := ahead + 2*aside; cost < least {
			best, least = id, cost
		}
	}
	return best
}

// along splits the way from a to b into how far it goes in the key's direction
// and how far aside, measured between the nearest parts of both.
func along(key fyne.KeyName, a, b geom.Rect) (ahead, aside float64) {
	way := b.Center().Sub(a.Center())
	switch key {
	case fyne.KeyDown:
		if a.Covers(b) { // from a container into it
			return b.Y - a.Y, math.Abs(way.X)
		}
		ahead, aside = b.Y-a.Bottom()+1, gap(a.X, a.Right(), b.X, b.Right())
	case fyne.KeyUp:
		if b.Covers(a) {
			return a.Y - b.Y, 0
		}
		ahead, aside = a.Y-b.Bottom()+1, gap(a.X, a.Right(), b.X, b.Right())
	case fyne.KeyRight:
		ahead, aside = b.X-a.Right()+1, gap(a.Y, a.Bottom(), b.Y, b.Bottom())
	case fyne.KeyLeft:
		ahead, aside = a.X-b.Right()+1, gap(a.Y, a.Bottom(), b.Y, b.Bottom())
	}
	return ahead, aside
}

func gap(a, b, c, d float64) float64 { return math.Max(0, math.Max(c-b, a-d)) }

// sibling selects the next state of the same machine in the text's order.
func (d *Diagram) sibling(back bool) {
	from, ok := d.one()
	if !ok {
		d.choose(graph.StartID)
		return
	}
	peers := d.peers(from)
	i := slices.Index(peers, from)
	if i < 0 || len(peers) < 2 {
		return
	}
	if back {
		i += len(peers) - 1
	} else {
		i++
	}
	d.choose(peers[i%len(peers)])
}

// SelectAll selects every state at the top.
func (d *Diagram) SelectAll() {
	var ids []graph.ID
	for _, n := range d.view.Graph.Nodes {
		if n.Kind == graph.StateNode && n.Parent == "" {
			ids = append(ids, n.ID)
		}
	}
	d.options.Intend(Select{Nodes: ids})
}

// chain is the state with all that is joined to it one to one, before and
// after: what a double click selects.
func (d *Diagram) chain(id graph.ID) []graph.ID {
	g := d.view.Graph
	state := func(id graph.ID) bool { n := g.Node(id); return n != nil && n.Kind == graph.StateNode }
	list := []graph.ID{id}
	grow := func(next func(graph.ID) (graph.ID, bool)) {
		for at := id; ; {
			to, ok := next(at)
			if !ok || !state(to) || slices.Contains(list, to) {
				return
			}
			list, at = append(list, to), to
		}
	}
	parent := g.Node(id).Parent
	only := func(edges []*graph.Edge, end func(*graph.Edge) graph.ID) (*graph.Edge, bool) {
		var one *graph.Edge
		for _, e := range edges {
			if n := g.Node(end(e)); e.Kind == graph.Catch || n == nil || n.Parent != parent {
				continue
			}
			if one != nil {
				return nil, false
			}
			one = e
		}
		return one, one != nil
	}
	from := func(e *graph.Edge) graph.ID { return e.From }
	to := func(e *graph.Edge) graph.ID { return e.To }
	grow(func(at graph.ID) (graph.ID, bool) {
		if e, ok := only(g.Out(at), to); ok {
			_, alone := only(g.In(e.To), from)
			return e.To, alone
		}
		return "", false
	})
	grow(func(at graph.ID) (graph.ID, bool) {
		if e, ok := only(g.In(at), from); ok {
			_, alone := only(g.Out(e.From), to)
			return e.From, alone
		}
		return "", false
	})
	return list
}

func modifiers() fyne.KeyModifier {
	mods, _ := heldModifiers()
	return mods
}

// heldModifiers are the modifier keys held now, where the platform tells.
func heldModifiers() (fyne.KeyModifier, bool) {
	if d, ok := fyne.CurrentApp().Driver().(desktop.Driver); ok {
		return d.CurrentKeyModifiers(), true
	}
	return 0, false
}
