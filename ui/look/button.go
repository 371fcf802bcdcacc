package look

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

// Weight is how loudly a button speaks.
type Weight int

// One Primary per pane; Quiet is a line of text that can be pressed.
const (
	Outlined Weight = iota
	Primary
	Danger
	Quiet
)

// Button does something when pressed.
type Button struct {
	control
	label  string
	icon   Icon
	weight Weight
}

// NewButton makes a button with words on it.
func NewButton(label string, w Weight, do func()) *Button {
	b := &Button{label: label, weight: w}
	b.become(b, do)
	return b
}

// NewIconTextButton makes a button with an icon before its words.
func NewIconTextButton(icon Icon, label string, w Weight, do func()) *Button {
	b := &Button{label: label, icon: icon, weight: w}
	b.become(b, do)
	return b
}

// SetLabel changes icon and words, as Run becomes Stop.
func (b *Button) SetLabel(icon Icon, label string) {
	if b.icon == icon && b.label == label {
		return
	}
	b.icon, b.label = icon, label
	b.Refresh()
}

// Label is the words on the button.
func (b *Button) Label() string { return b.label }

// SetWeight changes how loudly the button speaks.
func (b *Button) SetWeight(w Weight) { b.weight = w; b.Refresh() }

// CreateRenderer implements fyne.Widget.
func (b *Button) CreateRenderer() fyne.WidgetRenderer {
	face := &canvas.Rectangle{CornerRadius: Radius}
	ring, text, icon := newRing(), words(BodySize, false), newGlyph()
	const gap = 6
	inner := func() float32 {
		w := text.MinSize().Width
		if b.icon != NoIcon {
			w += IconSize - 2
			if b.label != "" {
				w += gap
			}
		}
		return w
	}
	return paint(&painted{
		of:      b,
		objects: []fyne.CanvasObject{ring, face, icon.image, text},
		min: func() fyne.Size {
			if b.weight == Quiet {
				return fyne.NewSize(inner()+4*Grid, ControlHeight)
			}
			return fyne.NewSize(inner()+6*Grid, ControlHeight)
		},
		layout: func(s fyne.Size) {
			face.Resize(s)
			placeRing(ring, s)
			x := (s.Width - inner()) / 2
			if b.icon != NoIcon {
				icon.place(x, (s.Height-IconSize+2)/2, IconSize-2)
				x += IconSize - 2 + gap
			}
			middle(text, x, s.Height)
		},
		dress: func(p *Palette) {
			ink := b.dress(p, face)
			text.Text, text.Color = b.label, ink
			text.TextStyle.Bold = b.weight == Primary
			icon.set(b.icon, ink)
			dressRing(ring, p, b.focused)
			face.Refresh()
			text.Refresh()
		},
	})
}

// dress colours the face and returns the ink of what stands on it.
func (b *Button) dress(p *Palette, face *canvas.Rectangle) color.NRGBA {
	face.StrokeWidth = 1
	ink := p.Text
	switch b.weight {
	case Primary:
		face.FillColor, face.StrokeColor, face.StrokeWidth = b.pressedInto(p.Accent, p.OnAccent), color.NRGBA{}, 0
		ink = p.OnAccent
	case Quiet:
		face.FillColor, face.StrokeColor, face.StrokeWidth = b.pressedInto(p.Panel, p.Text), color.NRGBA{}, 0
		if !b.hovered {
			face.FillColor = color.NRGBA{}
		}
		ink = p.Accent
	case Danger:
		face.FillColor, face.StrokeColor = b.pressedInto(p.Panel, p.Failed), p.Hairline
		ink = p.Failed
	default:
		face.FillColor, face.StrokeColor = b.pressedInto(p.Panel, p.Text), p.Hairline
	}
	if !b.disabled {
		return ink
	}
	if b.weight == Primary {
		face.FillColor = p.Raised
	}
	return p.Faint
}

// pressedInto lets a little of the ink into the ground under hover and press.
func (c *control) pressedInto(ground, ink color.NRGBA) color.NRGBA {
	switch {
	case c.disabled:
		return ground
	case c.pressed:
		return Over(ground, ink, 0.14)
	case c.hovered:
		return Over(ground, ink, 0.07)
	}
	return ground
}

// IconButton is a square button with only a drawing; its tip is its name.
type IconButton struct {
	control
	icon Icon
	ink  Ink
	on   bool
}

// NewIconButton makes a button of an icon; tip says in words what it does.
func NewIconButton(icon Icon, tip string, do func()) *IconButton {
	b := &IconButton{icon: icon, ink: Secondary}
	b.become(b, do)
	b.SetTip(tip)
	return b
}

// SetIcon changes the drawing, as Play becomes Pause.
func (b *IconButton) SetIcon(i Icon) { b.icon = i; b.Refresh() }

// SetInk changes the colour of the drawing.
func (b *IconButton) SetInk(i Ink) { b.ink = i; b.Refresh() }

// SetOn shows the button held down, for what stays switched on.
func (b *IconButton) SetOn(on bool) { b.on = on; b.Refresh() }

// CreateRenderer implements fyne.Widget.
func (b *IconButton) CreateRenderer() fyne.WidgetRenderer {
	face := &canvas.Rectangle{CornerRadius: RowRadius}
	ring, icon := newRing(), newGlyph()
	return paint(&painted{
		of:      b,
		objects: []fyne.CanvasObject{ring, face, icon.image},
		min:     func() fyne.Size { return fyne.NewSquareSize(28) },
		layout: func(s fyne.Size) {
			face.Resize(s)
			placeRing(ring, s)
			icon.place((s.Width-IconSize)/2, (s.Height-IconSize)/2, IconSize)
		},
		dress: func(p *Palette) {
			ink := b.ink(p)
			face.FillColor = color.NRGBA{}
			switch {
			case b.disabled:
				ink = Veil(p.Faint, 0.6)
			case b.on:
				face.FillColor = b.pressedInto(p.Raised, p.Text)
				ink = p.Text
			case b.hovered:
				face.FillColor = Veil(p.Text, 0.06)
				ink = p.Text
			}
			if b.pressed {
				face.FillColor = Veil(p.Text, 0.12)
			}
			icon.set(b.icon, ink)
			dressRing(ring, p, b.focused)
			face.Refresh()
		},
	})
}
