package canvas

import (
	"image/color"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"github.com/stateboard/stateboard/asl/graph"
	"github.com/stateboard/stateboard/canvas/geom"
	"github.com/stateboard/stateboard/canvas/scene"
)

// naming is the field that stands over a state while it gets another name.
type naming struct {
	widget.Entry
	of     *Diagram
	id     graph.ID
	why    *canvas.Text
	ground *canvas.Rectangle
	done   bool
}

// StartRename opens a field over the name of a state.
func (d *Diagram) StartRename(id graph.ID) {
	n := d.view.Graph.Node(id)
	if n == nil || n.Kind != graph.StateNode || d.view.Locked || d.view.Layout.Node(id) == nil {
		return
	}
	d.stop()
	d.endRename()
	d.Reveal(id)
	r := &naming{of: d, id: id, why: canvas.NewText("", d.view.Palette.Failed), ground: canvas.NewRectangle(color.Transparent)}
	r.ExtendBaseWidget(r)
	r.SetText(n.Name)
	r.why.TextSize = scene.SecondarySize
	r.ground.CornerRadius, r.ground.StrokeWidth = 6, 1
	r.ground.Hide()
	r.OnChanged = func(string) { r.check() }
	r.OnSubmitted = func(string) { r.commit() }
	d.rename = r
	d.above.Objects = append(d.above.Objects, r, r.ground, r.why)
	d.placeRename()
	d.above.Refresh()
	if c := fyne.CurrentApp().Driver().CanvasForObject(d); c != nil {
		c.Focus(r)
		r.TypedShortcut(&fyne.ShortcutSelectAll{})
	}
}

// Renaming is the state whose name is being typed, or "".
func (d *Diagram) Renaming() graph.ID {
	if d.rename == nil {
		return ""
	}
	return d.rename.id
}

func (d *Diagram) placeRename() {
	r := d.rename
	if r == nil {
		return
	}
	n := d.view.Layout.Node(r.id)
	if n == nil {
		d.endRename()
		return
	}
	box := d.port.viewRect(nameRect(n.Rect, n.Container))
	width := fyne.Max(float32(box.W), 190)
	height := r.MinSize().Height
	at := fyne.NewPos(float32(int(box.X)), float32(int(float32(box.Y+box.H/2)-height/2)))
	r.Move(at)
	r.Resize(fyne.NewSize(width, height))
	r.ground.Move(at.AddXY(0, height+4))
	r.ground.Resize(fyne.NewSize(r.why.MinSize().Width+16, r.why.MinSize().Height+8))
	r.why.Move(at.AddXY(8, height+8))
	r.why.Resize(r.why.MinSize())
}

// nameRect is where a card or a container's header carries the name.
func nameRect(r geom.Rect, container bool) geom.Rect {
	if container {
		x := float64(scene.HeaderPad + scene.HeaderIcon + 4)
		return geom.Rect{X: r.X + x, Y: r.Y, W: min(r.W-x-8, 260), H: scene.HeaderHeight}
	}
	x := float64(scene.NodePad + scene.ChipSize + 2)
	return geom.Rect{X: r.X + x, Y: r.Y + 4, W: r.W - x - 4, H: 28}
}

func (r *naming) name() string { return strings.TrimSpace(r.Text) }

// check says at once what is wrong with the name so far.
func (r *naming) check() bool {
	r.why.Text = ""
	if n := r.of.view.Graph.Node(r.id); n == nil || n.Name != r.name() {
		r.why.Text = r.of.options.Rules.Name(r.id, r.name())
	}
	p := r.of.view.Palette
	r.ground.FillColor, r.ground.StrokeColor, r.why.Color = p.Panel, p.Failed, p.Failed
	r.ground.Hidden = r.why.Text == ""
	r.of.placeRename()
	r.ground.Refresh()
	r.why.Refresh()
	return r.why.Text == ""
}

func (r *naming) commit() {
	if r.done || !r.check() {
		return
	}
	name, id := r.name(), r.id
	n := r.of.view.Graph.Node(id)
	r.of.endRename()
	if n != nil && n.Name != name {
		r.of.options.Intend(Rename{id, name})
	}
}

// FocusLost commits a good name and forgets a bad one.
func (r *naming) FocusLost() {
	r.Entry.FocusLost()
	if r.done {
		return
	}
	if r.check() {
		r.commit()
		return
	}
	r.of.endRename()
}

// TypedKey lets Escape give up.
func (r *naming) TypedKey(e *fyne.KeyEvent) {
	if e.Name == fyne.KeyEscape {
		r.of.endRename()
		return
	}
	r.Entry.TypedKey(e)
}

// endRename takes the field away and gives the keys back to the diagram.
func (d *Diagram) endRename() {
	r := d.rename
	if r == nil {
		return
	}
	r.done = true
	d.rename = nil
	kept := d.above.Objects[:0]
	for _, o := range d.above.Objects {
		if o != fyne.CanvasObject(r) && o != fyne.CanvasObject(r.ground) && o != fyne.CanvasObject(r.why) {
			kept = append(kept, o)
		}
	}
	d.above.Objects = kept
	d.above.Refresh()
	if c := fyne.CurrentApp().Driver().CanvasForObject(d); c != nil && (c.Focused() == nil || c.Focused() == fyne.Focusable(r)) {
		c.Focus(d)
	}
}
