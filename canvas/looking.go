package canvas

import (
	"math"

	"fyne.io/fyne/v2"

	"github.com/stateboard/stateboard/asl/graph"
	"github.com/stateboard/stateboard/canvas/geom"
)

// This file defines moving the view by command: zoom, fit, reveal, and where
// things are on screen.

// Zoom is the present zoom; 1 is 100 %.
func (d *Diagram) Zoom() float64 { return d.port.zoom }

// ZoomIn goes to the next larger step, around the middle of the view.
func (d *Diagram) ZoomIn() { d.zoomTo(d.port.stepped(true)) }

// ZoomOut goes to the next smaller step.
func (d *Diagram) ZoomOut() { d.zoomTo(d.port.stepped(false)) }

// ZoomActual goes to 100 %.
func (d *Diagram) ZoomActual() { d.zoomTo(1) }

func (d *Diagram) zoomTo(z float64) {
	d.look(d.port.zoomedAt(z, geom.Pt(d.port.size.W/2, d.port.size.H/2)))
}

// Fit shows the whole picture.
func (d *Diagram) Fit() { d.look(d.fit(d.base.Bounds)) }

// fit shows all of r, at most at its natural size.
func (d *Diagram) fit(r geom.Rect) viewport {
	if d.port.size.W == 0 {
		return d.port
	}
	return d.port.fitted(r, 1)
}

// opening is how a document is first looked at: whole, or where that would be
// too small to read, at its beginning.
func (d *Diagram) opening() viewport {
	const readable, closer = 0.3, 0.67
	to := d.fit(d.base.Bounds)
	start, ok := d.base.StateRect(graph.StartID)
	if to.zoom >= readable || !ok || to.size.W == 0 {
		return to
	}
	to.zoom = closer
	to = to.centred(start.Center())
	to.offset.Y = start.Y - fitMargin/to.zoom
	return to
}

// FitSelection shows the selected states, or all when none are selected.
func (d *Diagram) FitSelection() {
	var r geom.Rect
	for id := range d.view.Selection {
		if at, ok := d.base.StateRect(id); ok {
			r = r.Union(at)
		}
	}
	if r.Empty() {
		d.Fit()
		return
	}
	d.look(d.port.fitted(r, 1.5))
}

// Reveal moves the view as little as needed to show a state.
func (d *Diagram) Reveal(id graph.ID) {
	if r, ok := d.base.StateRect(id); ok {
		to := d.port.revealed(r)
		for _, o := range d.clear {
			if o.Visible() {
				to = to.clearOf(coveredBy(o), r)
			}
		}
		d.look(to)
	}
}

// KeepClearOf names what stands over the diagram, in its coordinates, so that
// what is revealed does not come to lie below it.
func (d *Diagram) KeepClearOf(o ...fyne.CanvasObject) { d.clear = append(d.clear, o...) }

func coveredBy(o fyne.CanvasObject) geom.Rect {
	return geom.Rect{X: float64(o.Position().X), Y: float64(o.Position().Y), W: float64(o.Size().Width), H: float64(o.Size().Height)}
}

// Seen is the part of the world in view.
func (d *Diagram) Seen() geom.Rect { return d.port.visible() }

// Rect is where a rectangle of the world is on screen, in the diagram's own
// coordinates, cut to what is visible; empty when it is not.
func (d *Diagram) Rect(r geom.Rect) (fyne.Position, fyne.Size) {
	v := d.port.viewRect(r)
	v = v.Intersect(geom.Rect{W: d.port.size.W, H: d.port.size.H})
	return fyne.NewPos(float32(v.X), float32(v.Y)), fyne.NewSize(float32(v.W), float32(v.H))
}

// windowPlace is where a world rectangle is in the window.
func (d *Diagram) windowPlace(r geom.Rect) (fyne.Position, fyne.Size) {
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(d)
	p, s := d.Rect(r)
	return at.Add(p), s
}

// SetWheelZoom lets the wheel zoom without Ctrl, and pan with it.
func (d *Diagram) SetWheelZoom(on bool) { d.wheel = on }

// Scrolled pans, or zooms at the pointer with Ctrl. A notch of a wheel is 25.
func (d *Diagram) Scrolled(e *fyne.ScrollEvent) {
	d.pointer, d.inside = geom.Pt(float64(e.Position.X), float64(e.Position.Y)), true
	mods := modifiers()
	dx, dy := float64(e.Scrolled.DX), float64(e.Scrolled.DY)
	switch {
	case mods&(fyne.KeyModifierControl|fyne.KeyModifierSuper) != 0 != d.wheel:
		const most = 50
		turn := math.Max(-most, math.Min(most, dy))
		d.look(d.port.zoomedAt(d.port.zoom*math.Pow(1.006, turn), d.pointer))
	case mods&fyne.KeyModifierShift != 0 && dx == 0:
		d.look(d.port.panned(-dy*2, 0).kept(d.base.Bounds))
	default:
		d.look(d.port.panned(-dx*2, -dy*2).kept(d.base.Bounds))
	}
	d.moved()
}
