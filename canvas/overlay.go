package canvas

import (
	"github.com/stateboard/stateboard/canvas/geom"
	"github.com/stateboard/stateboard/canvas/scene"
)

// overlay draws selection, hover and the gesture above the base.
func (d *Diagram) overlay() *scene.Scene {
	if d.view.Locked { // the selection is in the base, under the marks of the run
		in := scene.OverlayInput{SelectedEdge: d.view.Edge}
		if d.gesture != nil {
			d.gesture.draw(d, &in)
		}
		return scene.Overlay(d.base, in)
	}
	in := scene.OverlayInput{Selection: d.view.Selection, SelectedEdge: d.view.Edge, Plus: true}
	if _, pressed := d.gesture.(*press); d.gesture == nil || pressed {
		in.Hover = d.hover
	}
	if d.gesture != nil {
		d.gesture.draw(d, &in)
	}
	return scene.Overlay(d.base, in)
}

// shortened is the whole of the first text inside r that the picture had to
// cut, or "".
func (d *Diagram) shortened(r geom.Rect) string {
	var find scene.Finder
	whole := ""
	d.base.Visible(r, d.port.zoom, &find, func(it scene.Item) {
		if t, ok := it.(*scene.Text); ok && t.Full != "" && whole == "" && r.Contains(t.At) {
			whole = t.Full
		}
	})
	return whole
}
