package canvas

import (
	"image"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"github.com/stateboard/stateboard/asl/graph"
	"github.com/stateboard/stateboard/canvas/geom"
	"github.com/stateboard/stateboard/canvas/layout"
	"github.com/stateboard/stateboard/canvas/paint"
	"github.com/stateboard/stateboard/canvas/scene"
)

// Options are what a diagram needs from the window. All functions are called on
// the main goroutine and none may be nil.
type Options struct {
	Intend   func(Intent)
	Rules    Rules
	Key      func(*fyne.KeyEvent)                             // keys that are not the diagram's
	Rune     func(rune)                                       // characters
	Shortcut func(fyne.Shortcut)                              // shortcuts: all of them
	Tip      func(text string, at fyne.Position, s fyne.Size) // words about a place in the window; "" takes them away
	Looked   func()                                           // the view moved, zoomed, or what is under the pointer changed
	Still    bool                                             // nothing moves by itself
}

// View is what a diagram shows. It is taken whole and not changed.
type View struct {
	Graph     *graph.Graph
	Layout    *layout.Layout
	Palette   scene.Palette
	Selection map[graph.ID]bool
	Edge      string // the selected edge, or ""
	Status    map[graph.ID]scene.Status
	Taken     map[string]bool
	Pills     map[graph.ID]string
	Problems  map[graph.ID]scene.Problem
	Breaks    map[graph.ID]bool
	Greyed    bool   // the last good picture of a text that is broken now
	Locked    bool   // nothing can be edited: a rehearsal is on
	Opened    uint64 // grows with each document; the view is fitted to another one
}

// Diagram is the widget.
type Diagram struct {
	widget.BaseWidget
	options Options
	view    View
	port    viewport
	base    *scene.Scene
	over    *scene.Scene
	painter *paint.Painter
	raster  *canvas.Raster
	above   *fyne.Container // the rename field and the pulse
	pulse   *pulse
	maps    []*Minimap
	clear   []fyne.CanvasObject // what stands over the diagram

	gesture gesture
	hover   scene.Target
	pointer geom.Point // last seen, in view units
	inside  bool
	rested  int // counts what was hovered over, so that a late tip knows it is stale
	rename  *naming
	click   click
	focused bool
	space   bool
	wheel   bool // the wheel zooms without Ctrl
	fitting bool // the view was not touched since the document came: it is fitted to every size
}

// New makes a diagram that shows nothing yet.
func New(o Options) *Diagram {
	d := &Diagram{options: o, painter: paint.NewPainter(), port: viewport{zoom: 1}}
	d.raster = canvas.NewRaster(d.paint)
	d.raster.ScaleMode = canvas.ImageScalePixels
	d.above = container.NewWithoutLayout()
	d.pulse = newPulse(d)
	empty := graph.New(nil)
	d.view = View{Graph: empty, Layout: layout.Build(empty, layout.Options{}), Palette: scene.Light}
	d.rebuild()
	d.ExtendBaseWidget(d)
	return d
}

// Display replaces what is shown. The base is built again only when what it is
// built from has changed; the viewport stays, except for another document.
func (d *Diagram) Display(v View) {
	old := d.view
	d.view = v
	if d.rename != nil && (v.Locked || v.Graph.Node(d.rename.id) == nil) {
		d.endRename()
	}
	if d.base == nil || !sameBase(&old, &v) {
		d.rebuild()
	}
	switch {
	case v.Opened != old.Opened:
		d.stop()
		d.fitting = true
		d.port = d.opening()
	case v.Layout != old.Layout:
		d.fitting = false
	}
	d.aim()
	d.placeRename()
	d.pulse.follow()
	d.redraw()
}

// sameBase tells whether two views have one base picture. Maps count as the
// same only when both are empty or they are the same size with equal entries.
func sameBase(a, b *View) bool {
	return a.Graph == b.Graph && a.Layout == b.Layout && a.Palette == b.Palette && a.Greyed == b.Greyed &&
		equal(a.Status, b.Status) && equal(a.Taken, b.Taken) && equal(a.Pills, b.Pills) &&
		equal(a.Problems, b.Problems) && equal(a.Breaks, b.Breaks) &&
		a.Locked == b.Locked && (!a.Locked || equal(a.Selection, b.Selection))
}

func equal[K, V comparable](a, b map[K]V) bool {
	if len(a) != len(b) {
		return false
	}
	for k, v := range a {
		if w, ok := b[k]; !ok || w != v {
			return false
		}
	}
	return true
}

func (d *Diagram) rebuild() {
	v := &d.view
	var selection map[graph.ID]bool
	if v.Locked {
		selection = v.Selection
	}
	d.base = scene.Build(scene.Input{
		Selection: selection,
		Graph:     v.Graph, Layout: v.Layout, Palette: v.Palette, Measure: paint.Measure,
		Status: v.Status, Taken: v.Taken, Pills: v.Pills, Problems: v.Problems, Breakpoints: v.Breaks, Greyed: v.Greyed,
	})
}

// View is what is shown.
func (d *Diagram) View() View { return d.view }

// Scene is the picture without what follows the pointer.
func (d *Diagram) Scene() *scene.Scene { return d.base }

// paint is the raster's generator: w and h are device pixels.
func (d *Diagram) paint(w, h int) image.Image {
	scale := 1.0
	if d.port.size.W > 0 {
		scale = float64(w) / d.port.size.W
	}
	return d.painter.Frame(paint.Viewport{Offset: d.port.offset, Zoom: d.port.zoom, Scale: scale, W: w, H: h}, d.base, d.over)
}

// redraw draws the next frame: the overlay anew, the base as it is.
func (d *Diagram) redraw() {
	d.over = d.overlay()
	d.raster.Refresh()
	for _, m := range d.maps {
		m.follow()
	}
}

// look moves the view.
func (d *Diagram) look(to viewport) {
	if to == d.port {
		return
	}
	d.port, d.fitting = to, false
	d.placeRename()
	d.pulse.place()
	d.redraw()
	d.options.Looked()
}

// Resize keeps the place in the middle of the view when the size changes. It
// fits the document while nobody has moved the view, and where a picture that
// was whole in view would be cut.
func (d *Diagram) Resize(s fyne.Size) {
	d.BaseWidget.Resize(s)
	size := geom.Size{W: float64(s.Width), H: float64(s.Height)}
	if size == d.port.size {
		return
	}
	was := d.port.visible()
	d.port.size = size
	d.port = d.port.centred(was.Center())
	// What was whole in view stays so.
	if whole := d.view.Layout.Bounds; d.fitting || was.Empty() || was.Covers(whole) && !d.port.visible().Covers(whole) {
		d.port = d.opening()
	}
	d.placeRename()
	d.pulse.place()
	d.redraw()
	d.options.Looked()
}

// CreateRenderer implements fyne.Widget.
func (d *Diagram) CreateRenderer() fyne.WidgetRenderer {
	return &diagramRenderer{d}
}

type diagramRenderer struct{ d *Diagram }

func (r *diagramRenderer) Destroy()           { r.d.pulse.stop() }
func (r *diagramRenderer) MinSize() fyne.Size { return fyne.NewSize(120, 80) }
func (r *diagramRenderer) Refresh()           { r.d.redraw() }

func (r *diagramRenderer) Layout(s fyne.Size) {
	r.d.raster.Resize(s)
	r.d.above.Resize(s)
}

func (r *diagramRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.d.raster, r.d.above}
}
