package canvas

import (
	"math"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"github.com/stateboard/stateboard/asl/graph"
	"github.com/stateboard/stateboard/canvas/geom"
	"github.com/stateboard/stateboard/canvas/scene"
)

// This file defines what the pointer does: press, move, release, and what lies
// under it. A press becomes a gesture once it has moved a little; without moving
// it was a click.

var (
	_ desktop.Mouseable  = (*Diagram)(nil)
	_ desktop.Hoverable  = (*Diagram)(nil)
	_ desktop.Cursorable = (*Diagram)(nil)
	_ fyne.Draggable     = (*Diagram)(nil)
	_ fyne.Scrollable    = (*Diagram)(nil)
)

const (
	threshold = 4 // pixels before a press is a drag
	doubleGap = 400 * time.Millisecond
	tipDelay  = 500 * time.Millisecond
)

// click remembers the last one, to know a second for a double click.
type click struct {
	at   geom.Point
	when time.Time
}

// MouseDown starts a press.
func (d *Diagram) MouseDown(e *desktop.MouseEvent) {
	d.options.Tip("", fyne.Position{}, fyne.Size{})
	if c := fyne.CurrentApp().Driver().CanvasForObject(d); c != nil {
		c.Focus(d)
	}
	d.moveTo(e.Position)
	if d.gesture != nil { // a second button stops what the first began
		d.stop()
		return
	}
	p := &press{at: d.pointer, button: e.Button, mods: e.Modifier, on: d.under()}
	p.pans = e.Button != desktop.MouseButtonPrimary || d.space
	d.gesture = p
}

// MouseMoved follows the pointer while no button, or the right one, is down.
func (d *Diagram) MouseMoved(e *desktop.MouseEvent) {
	d.moveTo(e.Position)
	d.moved()
}

// MouseIn implements desktop.Hoverable.
func (d *Diagram) MouseIn(e *desktop.MouseEvent) { d.MouseMoved(e) }

// MouseOut ends the hover.
func (d *Diagram) MouseOut() {
	d.inside = false
	d.rested++
	d.options.Tip("", fyne.Position{}, fyne.Size{})
	if d.gesture == nil {
		d.aim()
		d.redraw()
	}
}

// Dragged follows the pointer while a button is down, also outside.
func (d *Diagram) Dragged(e *fyne.DragEvent) {
	d.moveTo(e.Position)
	d.moved()
}

// DragEnd ends what MouseUp did not: released over another widget.
func (d *Diagram) DragEnd() {
	if d.gesture != nil {
		d.release()
	}
}

// MouseUp ends the gesture.
func (d *Diagram) MouseUp(e *desktop.MouseEvent) {
	d.moveTo(e.Position)
	d.release()
}

func (d *Diagram) moveTo(p fyne.Position) {
	d.pointer, d.inside = geom.Pt(float64(p.X), float64(p.Y)), true
}

// moved carries the gesture on, or changes what the pointer hovers over.
func (d *Diagram) moved() {
	if p, ok := d.gesture.(*press); ok && p.at.Dist(d.pointer) >= threshold {
		d.gesture = p.become(d)
	}
	if d.gesture != nil {
		d.gesture.move(d)
		d.redraw()
		return
	}
	was := d.hover
	d.aim()
	if was.Name() != d.hover.Name() {
		d.tipAbout(d.hover)
		d.redraw()
		d.options.Looked()
	}
}

func (d *Diagram) release() {
	g := d.gesture
	if g == nil {
		return
	}
	d.gesture = nil
	d.options.Tip("", fyne.Position{}, fyne.Size{})
	g.drop(d)
	d.aim()
	d.redraw()
	d.options.Looked()
}

// stop ends the gesture without any effect.
func (d *Diagram) stop() {
	if d.gesture == nil {
		return
	}
	d.gesture = nil
	d.options.Tip("", fyne.Position{}, fyne.Size{})
	d.aim()
	d.redraw()
	d.options.Looked()
}

// slop is how far beside a line one may point, in world units.
func (d *Diagram) slop() float64 { return scene.EdgeSlop / math.Min(1, d.port.zoom) }

// under is what the pointer means now.
func (d *Diagram) under() scene.Target {
	if !d.inside {
		return scene.Target{}
	}
	at := d.port.world(d.pointer)
	on := scene.Hit(at, d.slop(), d.over, d.base)
	// The button of a container straddles its border: it is there for who comes
	// from outside too, and before it is drawn.
	for _, id := range []graph.ID{on.ID, d.base.Hit(at.Add(geom.Pt(scene.FoldSize/2, 0)), 0).ID} {
		if r, ok := d.base.FoldRect(id); ok && r.Contains(at) && on.Kind < scene.OnFold {
			return scene.Target{Kind: scene.OnFold, ID: id, Rect: r}
		}
	}
	return on
}

// aim updates the hover.
func (d *Diagram) aim() { d.hover = d.under() }

// Cursor is a hand where one can grab.
func (d *Diagram) Cursor() desktop.Cursor {
	switch g := d.gesture.(type) {
	case *panning:
		return desktop.PointerCursor
	case *press:
		if g.pans {
			return desktop.PointerCursor
		}
	case *connecting, *rewiring:
		return desktop.CrosshairCursor
	}
	switch {
	case d.space:
		return desktop.PointerCursor
	case d.hover.Kind == scene.OnHandle && !d.view.Locked:
		return desktop.CrosshairCursor
	case d.hover.Kind == scene.OnPlus && !d.view.Locked, d.hover.Kind == scene.OnFold:
		return desktop.PointerCursor
	}
	return desktop.DefaultCursor
}

// clicked is a press that did not move.
func (d *Diagram) clicked(p *press) {
	switch p.button {
	case desktop.MouseButtonSecondary:
		d.menu(p.on)
		return
	case desktop.MouseButtonTertiary:
		return
	}
	if p.on.Kind == scene.OnFold { // each click counts
		d.click = click{}
		d.fold(p.on.ID)
		return
	}
	second := time.Since(d.click.when) < doubleGap && d.click.at.Dist(p.at) < 2*threshold
	d.click = click{p.at, time.Now()}
	if second {
		d.click = click{}
		d.doubleClicked(p.on)
		return
	}
	switch p.on.Kind {
	case scene.OnState, scene.OnMark, scene.OnHandle, scene.OnContainer:
		d.pick(p.on.ID, p.mods&fyne.KeyModifierShift != 0)
	case scene.OnEdge, scene.OnLabel:
		if p.mods&fyne.KeyModifierAlt != 0 && !d.view.Locked {
			d.options.Intend(Cut{p.on.Edge})
			return
		}
		d.options.Intend(Select{Edge: p.on.Edge})
	case scene.OnPlus:
		if !d.view.Locked {
			at, size := d.windowPlace(p.on.Rect)
			d.options.Intend(QuickAdd{Edge: p.on.Edge, At: at.AddXY(size.Width/2, size.Height/2)})
		}
	default:
		if p.mods&fyne.KeyModifierShift == 0 {
			d.options.Intend(Select{})
		}
	}
}

// pick selects a state; with add it joins or leaves the selection. Marks cannot
// be selected.
func (d *Diagram) pick(id graph.ID, add bool) {
	if n := d.view.Graph.Node(id); n == nil || n.Kind != graph.StateNode {
		d.options.Intend(Select{})
		return
	}
	if !add {
		d.options.Intend(Select{Nodes: []graph.ID{id}})
		return
	}
	var ids []graph.ID
	for _, other := range d.chosen() {
		if other != id {
			ids = append(ids, other)
		}
	}
	if !d.view.Selection[id] {
		ids = append(ids, id)
	}
	d.options.Intend(Select{Nodes: ids})
}

func (d *Diagram) doubleClicked(on scene.Target) {
	switch on.Kind {
	case scene.OnBackground:
		d.Fit()
	case scene.OnState, scene.OnContainer:
		n := d.view.Graph.Node(on.ID)
		if n == nil || n.Kind != graph.StateNode {
			return
		}
		if at := d.view.Layout.Node(on.ID); at != nil && at.Collapsed {
			d.fold(on.ID)
			return
		} else if at != nil && at.Container { // to look into it; beside it, back to the whole
			d.options.Intend(Select{Nodes: []graph.ID{on.ID}})
			d.look(d.port.fitted(at.Rect, 1.5))
			return
		}
		if !d.view.Locked {
			d.options.Intend(Select{Nodes: d.chain(on.ID)})
		}
	}
}

// fold collapses a container, or expands it.
func (d *Diagram) fold(id graph.ID) {
	if at := d.view.Layout.Node(id); at != nil && (at.Container || at.Collapsed) {
		d.options.Intend(Fold{id, !at.Collapsed})
	}
}

// menu selects what the commands will be about and asks for them.
func (d *Diagram) menu(on scene.Target) {
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(d).AddXY(float32(d.pointer.X), float32(d.pointer.Y))
	m := Menu{At: at}
	switch on.Kind {
	case scene.OnState, scene.OnHandle, scene.OnContainer, scene.OnFold:
		m.Node = on.ID
		if !d.view.Selection[on.ID] {
			d.pick(on.ID, false)
		}
	case scene.OnEdge, scene.OnLabel, scene.OnPlus:
		m.Edge = on.Edge
		d.options.Intend(Select{Edge: on.Edge})
	}
	d.options.Intend(m)
}

// OpenMenu asks for the commands on the selection, as the menu key does.
func (d *Diagram) OpenMenu() {
	id, ok := d.one()
	if !ok {
		return
	}
	if r, ok := d.base.StateRect(id); ok {
		at, size := d.windowPlace(r)
		d.options.Intend(Menu{Node: id, At: at.AddXY(size.Width/2, size.Height/2)})
	}
}

// tipAbout shows in full what the picture had to shorten, once the pointer has
// rested on it.
func (d *Diagram) tipAbout(t scene.Target) {
	text := ""
	switch t.Kind {
	case scene.OnState, scene.OnContainer:
		text = d.shortened(t.Rect)
	case scene.OnLabel:
		if e := d.view.Layout.Edge(t.Edge); e != nil && e.Full != e.Text {
			text = e.Full
		}
	case scene.OnPlus:
		text = "Add a state here"
	case scene.OnFold:
		text = "Collapse"
		if at := d.view.Layout.Node(t.ID); at != nil && at.Collapsed {
			text = "Expand"
		}
	case scene.OnHandle:
		text = "Drag to the state that comes next"
	}
	d.rested++
	d.options.Tip("", fyne.Position{}, fyne.Size{})
	if text == "" || d.view.Locked && (t.Kind == scene.OnPlus || t.Kind == scene.OnHandle) {
		return
	}
	turn := d.rested
	time.AfterFunc(tipDelay, func() {
		fyne.Do(func() {
			if d.rested == turn && d.inside && d.gesture == nil {
				at, size := d.windowPlace(t.Rect)
				d.options.Tip(text, at, size)
			}
		})
	})
}
