package look

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

// Chooser is a button that shows what is chosen and opens a menu of the rest.
// Up and Down step through it without opening.
type Chooser struct {
	control
	options     []string
	chosen      int
	placeholder string
	minWidth    float32
	field       bool
	changed     func(int)
	extra       []*fyne.MenuItem
}

// NewChooser makes the button; changed hears choices made by a person. With
// nothing chosen (-1) it shows the placeholder.
func NewChooser(options []string, chosen int, placeholder string, changed func(int)) *Chooser {
	c := &Chooser{options: options, chosen: chosen, placeholder: placeholder, changed: changed}
	c.become(c, c.open)
	return c
}

// AsField gives it the ground of a text field, for forms.
func (c *Chooser) AsField() *Chooser { c.field = true; return c }

// SetMinWidth keeps the button at least this wide.
func (c *Chooser) SetMinWidth(w float32) { c.minWidth = w; c.Refresh() }

// SetExtra puts commands below the options, after a line.
func (c *Chooser) SetExtra(items ...*fyne.MenuItem) { c.extra = items }

// SetOptions replaces the options and what is chosen.
func (c *Chooser) SetOptions(options []string, chosen int) {
	c.options, c.chosen = options, chosen
	c.Refresh()
}

// Choose shows an option as chosen without calling changed; -1 is none.
func (c *Chooser) Choose(i int) { c.chosen = i; c.Refresh() }

// Chosen is the index of the option shown, or -1.
func (c *Chooser) Chosen() int { return c.chosen }

// Label is the words on the button.
func (c *Chooser) Label() string {
	if c.chosen >= 0 && c.chosen < len(c.options) {
		return c.options[c.chosen]
	}
	return c.placeholder
}

func (c *Chooser) pick(i int) {
	if i == c.chosen || i < 0 || i >= len(c.options) {
		return
	}
	c.Choose(i)
	if c.changed != nil {
		c.changed(i)
	}
}

func (c *Chooser) open() {
	on := fyne.CurrentApp().Driver().CanvasForObject(c)
	if on == nil || len(c.options)+len(c.extra) == 0 {
		return
	}
	items := make([]*fyne.MenuItem, 0, len(c.options)+len(c.extra)+1)
	for i, o := range c.options {
		item := fyne.NewMenuItem(o, func() { c.pick(i) })
		item.Checked = i == c.chosen
		items = append(items, item)
	}
	if len(c.extra) > 0 && len(c.options) > 0 {
		items = append(items, fyne.NewMenuItemSeparator())
	}
	items = append(items, c.extra...)
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(c)
	ShowMenu(items, on, at.AddXY(0, c.Size().Height+3), c.Size().Width).opener = c
}

// TypedKey opens with Space or Enter and steps with Up and Down.
func (c *Chooser) TypedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeyUp:
		c.pick(c.chosen - 1)
	case fyne.KeyDown:
		c.pick(c.chosen + 1)
	default:
		c.control.TypedKey(e)
	}
}

// CreateRenderer implements fyne.Widget.
func (c *Chooser) CreateRenderer() fyne.WidgetRenderer {
	face := &canvas.Rectangle{CornerRadius: Radius, StrokeWidth: 1}
	ring, text, mark := newRing(), words(BodySize, false), newGlyph()
	const side, gap, markSize = 11, 6, 12
	return paint(&painted{
		of:      c,
		objects: []fyne.CanvasObject{ring, face, text, mark.image},
		min: func() fyne.Size {
			most := float32(240)
			if c.field {
				most = 90 // forms give it their width, which may be little
			}
			w := min(fyne.MeasureText(c.Label(), BodySize, fyne.TextStyle{}).Width, most)
			return fyne.NewSize(max(w+2*side+gap+markSize, c.minWidth), ControlHeight)
		},
		layout: func(s fyne.Size) {
			face.Resize(s)
			placeRing(ring, s)
			text.Text = Shorten(c.Label(), s.Width-2*side-gap-markSize, BodySize, fyne.TextStyle{})
			middle(text, side, s.Height)
			mark.place(s.Width-side-markSize+2, (s.Height-markSize)/2, markSize)
		},
		dress: func(p *Palette) {
			ground := p.Panel
			if c.field {
				ground = Fill(p)
			}
			face.FillColor, face.StrokeColor = c.pressedInto(ground, p.Text), p.Hairline
			text.Color = p.Text
			ink := p.Secondary
			if c.chosen < 0 {
				text.Color = p.Faint
			}
			if c.disabled {
				text.Color, ink = p.Faint, p.Faint
			}
			mark.set(ChevronDown, ink)
			dressRing(ring, p, c.focused)
			face.Refresh()
			text.Refresh()
		},
	})
}
