package look

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

// RowContent is what a ListRow shows. With a Chip (an icon in a hue) title and
// detail stand one over the other; without, side by side.
type RowContent struct {
	Chip        Icon
	Hue         Ink
	Indent      float32
	Lead        string // a number before everything
	Mark        Icon   // a small icon in the hue before the title
	Dot         Ink    // a dot before the title
	Title       string
	Detail      string
	Trailing    string
	TrailingInk Ink  // of Trailing; nil is faint
	Plain       bool // title in the regular weight
	Selected    bool
}

// ListRow is one line of a list.
type ListRow struct {
	control
	content RowContent
	nudge   func(delta int)
}

// NewListRow makes a row; do is a click, Enter or Space.
func NewListRow(c RowContent, do func()) *ListRow {
	r := &ListRow{content: c}
	r.become(r, do)
	return r
}

// Become makes a row that a wider widget is built on.
func (r *ListRow) Become(self fyne.Widget, do func()) { r.become(self, do) }

// OnArrow lets Up (-1) and Down (+1) move through the list.
func (r *ListRow) OnArrow(move func(delta int)) { r.nudge = move }

// Set changes what the row shows.
func (r *ListRow) Set(c RowContent) { r.content = c; r.Refresh() }

// SetSelected marks the row, or not.
func (r *ListRow) SetSelected(on bool) {
	if r.content.Selected != on {
		r.content.Selected = on
		r.Refresh()
	}
}

// Content is what the row shows.
func (r *ListRow) Content() RowContent { return r.content }

// TypedKey moves with the arrows and acts with Enter and Space.
func (r *ListRow) TypedKey(e *fyne.KeyEvent) {
	switch {
	case r.nudge != nil && e.Name == fyne.KeyUp:
		r.nudge(-1)
	case r.nudge != nil && e.Name == fyne.KeyDown:
		r.nudge(1)
	default:
		r.control.TypedKey(e)
	}
}

func (r *ListRow) height() float32 {
	switch {
	case r.content.Chip == NoIcon:
		return 24
	case r.content.Detail == "":
		return 40
	}
	return 44
}

type rowParts struct {
	face, chip, ring    *canvas.Rectangle
	dot                 *canvas.Circle
	icon                *glyph
	lead, title, detail *canvas.Text
	trailing            *canvas.Text
}

// CreateRenderer implements fyne.Widget.
func (r *ListRow) CreateRenderer() fyne.WidgetRenderer {
	p := &rowParts{
		face: &canvas.Rectangle{CornerRadius: RowRadius}, chip: &canvas.Rectangle{CornerRadius: RowRadius}, ring: newRing(),
		dot: &canvas.Circle{}, icon: newGlyph(),
		lead: words(CaptionSize, false), title: words(BodySize, true), detail: words(CaptionSize, false), trailing: words(CaptionSize, false),
	}
	return paint(&painted{
		of:      r,
		objects: []fyne.CanvasObject{p.face, p.chip, p.dot, p.icon.image, p.lead, p.title, p.detail, p.trailing, p.ring},
		min:     func() fyne.Size { return fyne.NewSize(80, r.height()) },
		layout:  func(s fyne.Size) { r.place(p, s) },
		dress:   func(pal *Palette) { r.dress(p, pal) },
	})
}

func (r *ListRow) place(p *rowParts, s fyne.Size) {
	c := r.content
	p.face.Resize(s)
	p.ring.Move(fyne.NewPos(0, 0))
	p.ring.Resize(s)
	x, right := 2*Grid+c.Indent, s.Width-2*Grid
	if c.Trailing != "" {
		w := p.trailing.MinSize().Width
		middle(p.trailing, right-w, s.Height)
		right -= w + 2*Grid
	}
	if c.Lead != "" {
		w := p.lead.MinSize().Width
		middle(p.lead, x+max(0, 22-w), s.Height)
		x += max(22, w) + 2*Grid
	}
	if c.Dot != nil {
		p.dot.Resize(fyne.NewSquareSize(8))
		p.dot.Move(fyne.NewPos(x, (s.Height-8)/2))
		x += 8 + 2*Grid
	}
	stacked := c.Chip != NoIcon
	if c.Mark != NoIcon {
		p.icon.place(x, (s.Height-16)/2, 16)
		x += 16 + 2*Grid
	}
	if stacked {
		y := (s.Height - ChipSize) / 2
		p.chip.Move(fyne.NewPos(x-2, y))
		p.chip.Resize(fyne.NewSquareSize(ChipSize))
		p.icon.place(x-2+(ChipSize-18)/2, y+(ChipSize-18)/2, 18)
		x += ChipSize + 2*Grid
	}
	bold := fyne.TextStyle{Bold: !c.Plain}
	p.title.Text = Shorten(c.Title, right-x, BodySize, bold)
	switch {
	case c.Detail == "":
		middle(p.title, x, s.Height)
	case stacked:
		p.detail.Text = Shorten(c.Detail, right-x, CaptionSize, fyne.TextStyle{})
		th, dh := p.title.MinSize(), p.detail.MinSize()
		y := (s.Height - th.Height - dh.Height - 1) / 2
		p.title.Move(fyne.NewPos(x, y))
		p.title.Resize(th)
		p.detail.Move(fyne.NewPos(x, y+th.Height+1))
		p.detail.Resize(dh)
	default:
		middle(p.title, x, s.Height)
		x += p.title.MinSize().Width + 2*Grid
		p.detail.Text = Shorten(c.Detail, right-x, BodySize, fyne.TextStyle{})
		p.detail.Hidden = right-x < 16
		middle(p.detail, x, s.Height)
	}
}

func (r *ListRow) dress(p *rowParts, pal *Palette) {
	c := r.content
	p.face.FillColor = color.NRGBA{}
	switch {
	case c.Selected:
		p.face.FillColor = Over(pal.Panel, pal.Accent, 0.12)
	case r.hovered && !r.disabled:
		p.face.FillColor = Veil(pal.Text, 0.05)
	}
	if r.pressed {
		p.face.FillColor = Veil(pal.Text, 0.09)
	}
	p.ring.CornerRadius = RowRadius
	dressRing(p.ring, pal, r.focused)
	p.chip.Hidden, p.dot.Hidden = c.Chip == NoIcon, c.Dot == nil
	hue := pal.Secondary
	if c.Hue != nil {
		hue = c.Hue(pal)
	}
	p.chip.FillColor = Veil(hue, 0.14)
	if c.Mark != NoIcon {
		p.icon.set(c.Mark, hue)
	} else {
		p.icon.set(c.Chip, hue)
	}
	if c.Dot != nil {
		p.dot.FillColor = c.Dot(pal)
	}
	p.title.Text, p.title.Color, p.title.TextStyle.Bold = c.Title, pal.Text, !c.Plain
	p.detail.Text, p.detail.Color = c.Detail, pal.Secondary
	p.detail.TextSize = CaptionSize
	if c.Chip == NoIcon {
		p.detail.TextSize = BodySize
	}
	p.lead.Text, p.lead.Color = c.Lead, pal.Faint
	p.trailing.Text, p.trailing.Color = c.Trailing, pal.Faint
	if c.TrailingInk != nil {
		p.trailing.Color = c.TrailingInk(pal)
	}
	if r.disabled {
		p.title.Color, p.detail.Color = pal.Faint, pal.Faint
	}
	for _, o := range []fyne.CanvasObject{p.face, p.chip, p.dot, p.title, p.detail, p.lead, p.trailing} {
		o.Refresh()
	}
}

// DragRow is a ListRow that can be dragged out of its list. Every event has
// the pointer's place in the window.
type DragRow struct {
	ListRow
	dragged func(fyne.Position)
	dropped func()
}

var _ fyne.Draggable = (*DragRow)(nil)

// NewDragRow makes the row; dragged hears every move, dropped the end.
func NewDragRow(c RowContent, do func(), dragged func(fyne.Position), dropped func()) *DragRow {
	r := &DragRow{dragged: dragged, dropped: dropped}
	r.content = c
	r.become(r, do)
	return r
}

// Dragged implements fyne.Draggable.
func (r *DragRow) Dragged(e *fyne.DragEvent) {
	HideTip(r)
	if !r.disabled {
		r.dragged(e.AbsolutePosition)
	}
}

// DragEnd implements fyne.Draggable.
func (r *DragRow) DragEnd() {
	r.pressed = false
	if !r.disabled {
		r.dropped()
	}
	r.Refresh()
}
