package canvas

import (
	"image"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"github.com/stateboard/stateboard/asl/graph"
	"github.com/stateboard/stateboard/canvas/geom"
	"github.com/stateboard/stateboard/canvas/scene"
)

// Minimap is the whole diagram in a corner: what runs has its colour, and a
// frame shows what is in view. Clicking or dragging moves the view there.
type Minimap struct {
	widget.BaseWidget
	of     *Diagram
	back   *canvas.Rectangle
	frame  *canvas.Rectangle
	raster *canvas.Raster
	drawn  *scene.Scene // the picture that is drawn now
	away   bool         // a person has put it away
}

const (
	mapWidth, mapHeight = 132, 96
	mapPad              = 8
)

var (
	_ fyne.Draggable    = (*Minimap)(nil)
	_ desktop.Mouseable = (*Minimap)(nil)
)

// NewMinimap makes a map of a diagram.
func NewMinimap(of *Diagram) *Minimap {
	m := &Minimap{of: of, back: &canvas.Rectangle{CornerRadius: 8, StrokeWidth: 1}, frame: &canvas.Rectangle{CornerRadius: 3, StrokeWidth: 1.5}}
	m.raster = canvas.NewRaster(m.paint)
	m.raster.ScaleMode = canvas.ImageScalePixels
	of.maps = append(of.maps, m)
	m.ExtendBaseWidget(m)
	return m
}

// SetAway puts the map away, or back.
func (m *Minimap) SetAway(away bool) {
	m.away = away
	m.follow()
}

// needless tells whether the map only hides what one can see anyway: all of the
// picture is in view, and it is small, or some of it would be under the map.
func (m *Minimap) needless() bool {
	v := m.of.port
	whole, seen := m.of.view.Layout.Bounds, v.visible()
	switch {
	case whole.Empty():
		return true
	case !seen.Covers(whole):
		return false
	case whole.W < seen.W/3 || whole.H < seen.H/3:
		return true
	}
	cover := geom.RectOf(v.world(coveredBy(m).Min()), v.world(coveredBy(m).Max())).Inset(-6)
	return len(m.of.base.Within(cover)) > 0
}

// follow moves the frame; the picture is drawn again only for another base.
func (m *Minimap) follow() {
	if show := !m.away && !m.needless(); show != m.Visible() {
		if show {
			m.BaseWidget.Show()
			m.drawn = nil
		} else {
			m.BaseWidget.Hide()
		}
	}
	if !m.Visible() || m.Size().Width == 0 {
		return
	}
	p := m.of.view.Palette
	m.back.FillColor, m.back.StrokeColor = p.Panel, p.Hairline
	m.frame.FillColor, m.frame.StrokeColor = scene.Fade(p.Accent, 0.05), p.Accent
	if m.drawn != m.of.base {
		m.drawn = m.of.base
		m.back.Refresh()
		m.raster.Refresh()
	}
	to := m.port()
	seen := to.viewRect(m.of.port.visible()).Intersect(geom.Rect{X: 2, Y: 2, W: float64(m.Size().Width) - 4, H: float64(m.Size().Height) - 4})
	m.frame.Move(fyne.NewPos(float32(seen.X), float32(seen.Y)))
	m.frame.Resize(fyne.NewSize(float32(seen.W), float32(seen.H)))
	m.frame.Refresh()
}

// port is how the map looks at the world: all of it, whatever its size.
func (m *Minimap) port() viewport {
	v := viewport{size: geom.Size{W: float64(m.Size().Width), H: float64(m.Size().Height)}}
	r := m.of.view.Layout.Bounds
	v.zoom = 0.15
	if r.W > 0 && r.H > 0 {
		v.zoom = min(v.zoom, (v.size.W-2*mapPad)/r.W, (v.size.H-2*mapPad)/r.H)
	}
	return v.centred(r.Center())
}

// paint draws cards as plain blocks: at this size a form says more than a text.
func (m *Minimap) paint(w, h int) image.Image {
	img := image.NewRGBA(image.Rect(0, 0, w, h))
	if m.Size().Width == 0 {
		return img
	}
	v, p := m.port(), &m.of.view.Palette
	scale := float64(w) / v.size.W
	for _, n := range m.of.view.Layout.Nodes {
		g := m.of.view.Graph.Node(n.ID)
		if g == nil || g.Kind != graph.StateNode {
			continue
		}
		r := v.viewRect(n.Rect).Scale(scale)
		c := scene.Mix(p.Panel, p.Faint, 0.55)
		if n.Container {
			c = scene.Mix(p.Panel, p.Faint, 0.25)
		}
		if s := m.of.view.Status[n.ID]; s != scene.Idle && !n.Container {
			c = p.Status(s)
		}
		if m.of.view.Problems[n.ID] == scene.Error {
			c = p.Failed
		}
		for y := max(0, int(r.Y)); y < min(h, int(r.Y+max(r.H, 2))); y++ {
			for x := max(0, int(r.X)); x < min(w, int(r.X+max(r.W, 2))); x++ {
				o := img.PixOffset(x, y)
				img.Pix[o], img.Pix[o+1], img.Pix[o+2], img.Pix[o+3] = c.R, c.G, c.B, 255
			}
		}
	}
	return img
}

func (m *Minimap) goTo(at fyne.Position) {
	to := m.port().world(geom.Pt(float64(at.X), float64(at.Y)))
	m.of.look(m.of.port.centred(to).kept(m.of.base.Bounds))
}

// MouseDown moves the view there.
func (m *Minimap) MouseDown(e *desktop.MouseEvent) { m.goTo(e.Position) }

// MouseUp implements desktop.Mouseable.
func (m *Minimap) MouseUp(*desktop.MouseEvent) {}

// Dragged moves the view along.
func (m *Minimap) Dragged(e *fyne.DragEvent) { m.goTo(e.Position) }

// DragEnd implements fyne.Draggable.
func (m *Minimap) DragEnd() {}

// Resize implements fyne.CanvasObject.
func (m *Minimap) Resize(s fyne.Size) {
	m.BaseWidget.Resize(s)
	m.drawn = nil
	m.follow()
}

// CreateRenderer implements fyne.Widget.
func (m *Minimap) CreateRenderer() fyne.WidgetRenderer { return &mapRenderer{m} }

type mapRenderer struct{ m *Minimap }

func (r *mapRenderer) Destroy()           {}
func (r *mapRenderer) MinSize() fyne.Size { return fyne.NewSize(mapWidth, mapHeight) }
func (r *mapRenderer) Refresh()           { r.m.drawn = nil; r.m.follow() }
func (r *mapRenderer) Layout(s fyne.Size) { r.m.back.Resize(s); r.m.raster.Resize(s) }
func (r *mapRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.m.back, r.m.raster, r.m.frame}
}
