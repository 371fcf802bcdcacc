package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"github.com/stateboard/stateboard/ui/uimap"
)

// floating is what can hang over the window: a menu, or a list to choose from.
type floating interface {
	fyne.CanvasObject
	list(*uimap.List)
}

// float is the layer for one floating thing at a time. A click beside it takes
// it away; the keys go back to who had them.
type float struct {
	on      fyne.Canvas
	layer   *fyne.Container
	catcher *catcher
	thing   floating
	had     fyne.Focusable
	gone    func()
}

func newFloat(on fyne.Canvas) *float {
	f := &float{on: on}
	f.catcher = newCatcher(f.Close)
	f.layer = container.NewWithoutLayout(f.catcher)
	f.layer.Hide()
	return f
}

// Open hangs a thing at a place, moved as needed to be whole in the window. The
// window below top stays dead until it closes; gone is called then.
func (f *float) Open(thing floating, at fyne.Position, size fyne.Size, top float32, focus fyne.Focusable, gone func()) {
	had := f.on.Focused()
	if f.thing != nil {
		had = f.had
		f.drop()
	}
	f.thing, f.had, f.gone = thing, had, gone
	whole := f.on.Size()
	const edge = 6
	at.X = max(edge, min(at.X, whole.Width-size.Width-edge))
	if at.Y+size.Height > whole.Height-edge {
		at.Y = max(edge, whole.Height-size.Height-edge)
	}
	f.catcher.Move(fyne.NewPos(0, top))
	f.catcher.Resize(fyne.NewSize(whole.Width, whole.Height-top))
	f.layer.Objects = []fyne.CanvasObject{f.catcher, thing}
	thing.Move(at)
	thing.Resize(size)
	f.layer.Show()
	f.on.Refresh(f.layer) // what has never been painted does not know its canvas
	if focus != nil {
		f.on.Focus(focus)
	}
}

// Close takes the floating thing away.
func (f *float) Close() {
	if f.thing == nil {
		return
	}
	f.drop()
	f.layer.Hide()
	f.on.Refresh(f.layer)
	if f.had != nil {
		f.on.Focus(f.had)
	} else {
		f.on.Unfocus()
	}
	f.had = nil
}

func (f *float) drop() {
	gone := f.gone
	f.thing, f.gone = nil, nil
	f.layer.Objects = []fyne.CanvasObject{f.catcher}
	if gone != nil {
		gone()
	}
}

// catcher takes every event that falls beside a floating thing.
type catcher struct {
	widget.BaseWidget
	hit func()
}

var (
	_ desktop.Mouseable = (*catcher)(nil)
	_ desktop.Hoverable = (*catcher)(nil)
	_ fyne.Scrollable   = (*catcher)(nil)
)

func newCatcher(hit func()) *catcher {
	c := &catcher{hit: hit}
	c.ExtendBaseWidget(c)
	return c
}

func (c *catcher) MouseDown(*desktop.MouseEvent)  { c.hit() }
func (c *catcher) MouseUp(*desktop.MouseEvent)    {}
func (c *catcher) MouseIn(*desktop.MouseEvent)    {}
func (c *catcher) MouseMoved(*desktop.MouseEvent) {}
func (c *catcher) MouseOut()                      {}
func (c *catcher) Scrolled(*fyne.ScrollEvent)     {}

// CreateRenderer implements fyne.Widget: there is nothing to see.
func (c *catcher) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(container.NewWithoutLayout())
}
