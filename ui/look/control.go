package look

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// control is what all our controls share: hover, press, focus, disabled, a
// tip, and Space or Enter doing what a click does. A click does not take the
// focus: pressing a toolbar button leaves the caret where it was.
type control struct {
	widget.BaseWidget
	self     fyne.Widget
	act      func()
	tip      string
	hovered  bool
	pressed  bool
	focused  bool
	disabled bool
}

var (
	_ fyne.Focusable    = (*control)(nil)
	_ fyne.Disableable  = (*control)(nil)
	_ fyne.Tappable     = (*control)(nil)
	_ desktop.Hoverable = (*control)(nil)
	_ desktop.Mouseable = (*control)(nil)
)

// become must be called by every constructor: self is the outer widget, act
// what a click does (nil for nothing).
func (c *control) become(self fyne.Widget, act func()) {
	c.self, c.act = self, act
	c.ExtendBaseWidget(self)
}

// SetTip is the words shown when the pointer rests on the control.
func (c *control) SetTip(words string) { c.tip = words }

// Enable lets the control be used.
func (c *control) Enable() { c.setDisabled(false) }

// Disable greys the control out and takes it from the Tab order.
func (c *control) Disable() { c.setDisabled(true) }

// SetEnabled is Enable or Disable.
func (c *control) SetEnabled(on bool) { c.setDisabled(!on) }

func (c *control) setDisabled(off bool) {
	if c.disabled == off {
		return
	}
	c.disabled = off
	c.pressed = false
	c.Refresh()
}

// Disabled tells whether the control is greyed out.
func (c *control) Disabled() bool { return c.disabled }

// Focused tells whether keys go to the control.
func (c *control) Focused() bool { return c.focused }

func (c *control) FocusGained() { c.focused = true; c.Refresh() }
func (c *control) FocusLost()   { c.focused = false; c.pressed = false; c.Refresh() }

func (c *control) TypedRune(rune) {}

func (c *control) TypedKey(e *fyne.KeyEvent) {
	if !c.activates(e) {
		PassOn(c.self, e)
	}
}

// activates does what a click does if the key asks for it.
func (c *control) activates(e *fyne.KeyEvent) bool {
	switch e.Name {
	case fyne.KeySpace, fyne.KeyReturn, fyne.KeyEnter:
		c.Tapped(nil)
		return true
	}
	return false
}

func (c *control) Tapped(*fyne.PointEvent) {
	HideTip(c.self)
	if !c.disabled && c.act != nil {
		c.act()
	}
}

func (c *control) MouseIn(*desktop.MouseEvent) {
	c.hovered = true
	c.Refresh()
	if c.tip != "" {
		RestTip(c.self, c.tip)
	}
}

func (c *control) MouseMoved(*desktop.MouseEvent) {}

func (c *control) MouseOut() {
	c.hovered, c.pressed = false, false
	c.Refresh()
	if c.tip != "" {
		HideTip(c.self)
	}
}

func (c *control) MouseDown(e *desktop.MouseEvent) {
	if e.Button == desktop.MouseButtonPrimary && !c.disabled {
		c.pressed = true
		c.Refresh()
	}
}

func (c *control) MouseUp(*desktop.MouseEvent) {
	if c.pressed {
		c.pressed = false
		c.Refresh()
	}
}

// PassOn gives a key that a focused widget did not use to the window, which
// Fyne itself does only while nothing has the focus. F5 works everywhere so.
func PassOn(from fyne.CanvasObject, e *fyne.KeyEvent) {
	c := fyne.CurrentApp().Driver().CanvasForObject(from)
	if c == nil {
		return
	}
	if typed := c.OnTypedKey(); typed != nil {
		typed(e)
	}
}

// PassOnShortcut is PassOn for shortcuts that are not in the main menu.
func PassOnShortcut(from fyne.CanvasObject, s fyne.Shortcut) {
	c := fyne.CurrentApp().Driver().CanvasForObject(from)
	if taker, ok := c.(fyne.Shortcutable); ok {
		taker.TypedShortcut(s)
	}
}

// painted is a renderer made of three functions over a fixed list of objects.
type painted struct {
	objects []fyne.CanvasObject
	min     func() fyne.Size
	layout  func(fyne.Size)
	dress   func(*Palette)
	of      fyne.Widget
}

var _ fyne.WidgetRenderer = (*painted)(nil)

// paint finishes a renderer and dresses it for the first time.
func paint(p *painted) *painted {
	p.dress(Colors())
	return p
}

func (p *painted) Destroy()                     {}
func (p *painted) Objects() []fyne.CanvasObject { return p.objects }
func (p *painted) MinSize() fyne.Size           { return p.min() }
func (p *painted) Layout(s fyne.Size)           { p.layout(s) }

func (p *painted) Refresh() {
	p.dress(Colors())
	p.layout(p.of.Size())
	canvas.Refresh(p.of)
}

// ring is the mark of the keyboard's place: two pixels outside the control.
func newRing() *canvas.Rectangle {
	return &canvas.Rectangle{StrokeWidth: 2, CornerRadius: Radius + 2}
}

func placeRing(r *canvas.Rectangle, s fyne.Size) {
	r.Move(fyne.NewPos(-2.5, -2.5))
	r.Resize(s.AddWidthHeight(5, 5))
}

func dressRing(r *canvas.Rectangle, p *Palette, focused bool) {
	r.StrokeColor = Veil(p.Accent, 0.75)
	if focused {
		r.Show()
	} else {
		r.Hide()
	}
}

// words is a canvas text in one of our faces; it has no colour yet.
func words(size float32, bold bool) *canvas.Text {
	return &canvas.Text{TextSize: size, TextStyle: fyne.TextStyle{Bold: bold}}
}

// middle centres a text vertically in a height, at x.
func middle(t *canvas.Text, x, height float32) {
	min := t.MinSize()
	t.Move(fyne.NewPos(x, (height-min.Height)/2))
	t.Resize(min)
}
