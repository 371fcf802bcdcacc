package ui

import (
	"fmt"
	"math"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"github.com/stateboard/stateboard/ui/look"
	"github.com/stateboard/stateboard/ui/uimap"
)

// zoombar stands at the bottom left of the diagram: less, how much, more, fit.
type zoombar struct {
	widget.BaseWidget
	w          *Window
	less, more *look.IconButton
	much, fit  *look.Button
}

func newZoombar(w *Window) *zoombar {
	z := &zoombar{w: w}
	z.less = look.NewIconButton(look.Minus, "Zoom out", func() { w.perform("zoom-out") })
	z.more = look.NewIconButton(look.Plus, "Zoom in", func() { w.perform("zoom-in") })
	z.much = look.NewButton("100 %", look.Quiet, func() { w.perform("zoom-actual") })
	z.much.SetTip("Show at 100 %")
	z.fit = look.NewButton("Fit", look.Quiet, func() { w.perform("fit") })
	z.fit.SetTip("Show the whole diagram")
	z.ExtendBaseWidget(z)
	return z
}

func (z *zoombar) follow() {
	z.much.SetLabel(look.NoIcon, fmt.Sprintf("%.0f %%", math.Round(100*z.w.diagram.Zoom())))
}

func (z *zoombar) list(l *uimap.List) {
	l.Add(uimap.Item{ID: "action/zoom-out", Role: "button", Label: "Zoom out", Enabled: true}, z.less)
	l.Add(uimap.Item{ID: "action/zoom-actual", Role: "button", Label: z.much.Label(), Enabled: true}, z.much)
	l.Add(uimap.Item{ID: "action/zoom-in", Role: "button", Label: "Zoom in", Enabled: true}, z.more)
	l.Add(uimap.Item{ID: "action/fit", Role: "button", Label: "Fit", Enabled: true}, z.fit)
}

// CreateRenderer implements fyne.Widget.
func (z *zoombar) CreateRenderer() fyne.WidgetRenderer {
	r := &zoomRenderer{z: z, ground: &canvas.Rectangle{CornerRadius: look.Radius, StrokeWidth: 1}}
	r.Refresh()
	return r
}

type zoomRenderer struct {
	z      *zoombar
	ground *canvas.Rectangle
}

func (r *zoomRenderer) Destroy()           {}
func (r *zoomRenderer) MinSize() fyne.Size { return fyne.NewSize(158, 34) }

func (r *zoomRenderer) Layout(s fyne.Size) {
	r.ground.Resize(s)
	x := float32(3)
	for _, part := range []struct {
		o fyne.CanvasObject
		w float32
	}{{r.z.less, 28}, {r.z.much, 54}, {r.z.more, 28}, {r.z.fit, 42}} {
		part.o.Resize(fyne.NewSize(part.w, 28))
		part.o.Move(fyne.NewPos(x, 3))
		x += part.w
	}
}

func (r *zoomRenderer) Refresh() {
	p := look.Colors()
	r.ground.FillColor, r.ground.StrokeColor = p.Panel, p.Hairline
	canvas.Refresh(r.z)
}

func (r *zoomRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.ground, r.z.less, r.z.much, r.z.more, r.z.fit}
}

// corners puts the zoom bar at the bottom left of the diagram and the minimap
// at the bottom right, where there is room.
type corners struct{ left, right fyne.CanvasObject }

func (c corners) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(100, 60) }

func (c corners) Layout(_ []fyne.CanvasObject, s fyne.Size) {
	const edge = 12
	l, r := c.left.MinSize(), c.right.MinSize()
	c.left.Resize(l)
	c.left.Move(fyne.NewPos(edge, s.Height-l.Height-edge))
	if l.Width+r.Width+3*edge > s.Width || r.Height+3*edge > s.Height { // no room for a map
		r = fyne.Size{}
	}
	c.right.Resize(r)
	c.right.Move(fyne.NewPos(s.Width-r.Width-edge, s.Height-r.Height-edge))
}

func newCorners(left, right fyne.CanvasObject) *fyne.Container {
	return container.New(corners{left, right}, left, right)
}
