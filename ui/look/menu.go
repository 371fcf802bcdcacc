package look

import (
	"image/color"
	"strings"
	"time"
	"unicode"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// Menu is a list of commands over the window: a context menu or the options of
// a Chooser. It reads fyne.MenuItems (label, shortcut, checked, disabled,
// separators; no menus within menus) and goes away once one is chosen.
type Menu struct {
	widget.BaseWidget
	on     fyne.Canvas
	rows   []*menuRow
	list   *fyne.Container
	scroll *container.Scroll
	card   *Card
	at     fyne.Position
	width  float32
	active int
	typed  string // letters typed to jump to a label
	last   time.Time
	before fyne.Focusable
	opener fyne.CanvasObject
	beside func(fyne.Position)
	turn   func(by int)
	gone   func()
}

var (
	_ desktop.Hoverable      = (*Menu)(nil)
	_ fyne.Focusable         = (*Menu)(nil)
	_ fyne.Tappable          = (*Menu)(nil)
	_ fyne.SecondaryTappable = (*Menu)(nil)
)

const (
	menuRowHeight   float32 = 28
	menuRuleHeight  float32 = 9
	menuMargin      float32 = 5
	menuMostWide    float32 = 420
	menuTypedTime           = 900 * time.Millisecond
	menuSideColumn  float32 = 26 // before the labels when something is checked
	menuShortcutGap float32 = 28
)

// ShowMenu opens a menu with its top left at a place in the window, moved so
// that it fits. Keys work it at once. minWidth may be 0.
func ShowMenu(items []*fyne.MenuItem, on fyne.Canvas, at fyne.Position, minWidth float32) *Menu {
	m := &Menu{on: on, at: at, width: minWidth, active: -1, before: on.Focused()}
	checked := 0
	for _, i := range items {
		if i.Checked {
			checked++
		}
	}
	m.list = Column(0)
	for _, i := range items {
		r := newMenuRow(m, i, checked > 0)
		if i.Checked && checked == 1 { // the chosen one of several
			m.active = len(m.rows)
		}
		m.rows = append(m.rows, r)
		m.list.Add(r)
	}
	m.scroll = container.NewVScroll(m.list)
	m.card = NewCard(Inset(m.scroll, menuMargin, menuMargin))
	m.ExtendBaseWidget(m)
	on.Overlays().Add(m)
	m.Resize(on.Size())
	on.Focus(m)
	m.reveal()
	return m
}

// AsBar makes the menu one of a menu bar's: beside hears where the pointer moves
// outside the menu, turn hears Left (-1) and Right (1), gone that it is closed.
func (m *Menu) AsBar(beside func(fyne.Position), turn func(by int), gone func()) {
	m.beside, m.turn, m.gone = beside, turn, gone
}

// Opener is the control the menu belongs to, or nil.
func (m *Menu) Opener() fyne.CanvasObject { return m.opener }

// Items calls f with every command and the object that shows it.
func (m *Menu) Items(f func(item *fyne.MenuItem, row fyne.CanvasObject)) {
	for _, r := range m.rows {
		if !r.item.IsSeparator {
			f(r.item, r)
		}
	}
}

// MouseIn implements desktop.Hoverable.
func (m *Menu) MouseIn(e *desktop.MouseEvent) { m.MouseMoved(e) }

// MouseMoved implements desktop.Hoverable: rows have their own.
func (m *Menu) MouseMoved(e *desktop.MouseEvent) {
	if m.beside != nil {
		m.beside(e.AbsolutePosition)
	}
}

// MouseOut implements desktop.Hoverable.
func (m *Menu) MouseOut() {}

// Dismiss closes the menu and gives the focus back.
func (m *Menu) Dismiss() {
	m.on.Overlays().Remove(m)
	if m.gone != nil {
		m.gone()
	}
	if m.before != nil {
		m.on.Focus(m.before)
	}
}

func (m *Menu) choose(i int) {
	if i < 0 || i >= len(m.rows) || !m.rows[i].usable() {
		return
	}
	m.Dismiss()
	if act := m.rows[i].item.Action; act != nil {
		act()
	}
}

// step makes the next usable row the active one, round at the ends.
func (m *Menu) step(by int) {
	n := len(m.rows)
	at := m.active
	if at < 0 && by < 0 {
		at = n
	}
	for range n {
		at = (at + by + n) % n
		if m.rows[at].usable() {
			m.activate(at)
			m.reveal()
			return
		}
	}
}

func (m *Menu) activate(i int) {
	if i == m.active {
		return
	}
	before := m.active
	m.active = i
	for _, at := range []int{before, i} {
		if at >= 0 {
			m.rows[at].Refresh()
		}
	}
}

// reveal scrolls to the active row.
func (m *Menu) reveal() {
	if m.active < 0 {
		return
	}
	y, h := m.rows[m.active].Position().Y, m.scroll.Size().Height
	offset := max(min(m.scroll.Offset.Y, y), y+menuRowHeight-h)
	if offset != m.scroll.Offset.Y {
		m.scroll.ScrollToOffset(fyne.NewPos(0, offset))
	}
}

// Tapped beside the menu closes it.
func (m *Menu) Tapped(*fyne.PointEvent) { m.Dismiss() }

// TappedSecondary beside the menu closes it.
func (m *Menu) TappedSecondary(*fyne.PointEvent) { m.Dismiss() }

// FocusGained implements fyne.Focusable.
func (m *Menu) FocusGained() {}

// FocusLost implements fyne.Focusable.
func (m *Menu) FocusLost() {}

// TypedRune jumps to the label that begins with what is typed.
func (m *Menu) TypedRune(r rune) {
	if r == ' ' && m.typed == "" {
		return
	}
	now := time.Now()
	if now.Sub(m.last) > menuTypedTime {
		m.typed = ""
	}
	m.last = now
	m.typed += string(unicode.ToLower(r))
	for i, row := range m.rows {
		if row.usable() && strings.HasPrefix(strings.ToLower(row.item.Label), m.typed) {
			m.activate(i)
			m.reveal()
			return
		}
	}
}

// TypedKey walks, chooses and closes.
func (m *Menu) TypedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeyUp:
		m.step(-1)
	case fyne.KeyDown:
		m.step(1)
	case fyne.KeyHome, fyne.KeyPageUp:
		m.active = -1
		m.step(1)
		m.list.Refresh()
	case fyne.KeyEnd, fyne.KeyPageDown:
		m.active = -1
		m.step(-1)
		m.list.Refresh()
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace:
		m.choose(m.active)
	case fyne.KeyEscape:
		m.Dismiss()
	case fyne.KeyLeft, fyne.KeyRight:
		if m.turn != nil {
			m.turn(map[fyne.KeyName]int{fyne.KeyLeft: -1, fyne.KeyRight: 1}[e.Name])
		}
	}
}

// CreateRenderer implements fyne.Widget.
func (m *Menu) CreateRenderer() fyne.WidgetRenderer {
	return paint(&painted{
		of:      m,
		objects: []fyne.CanvasObject{m.card},
		min:     func() fyne.Size { return fyne.NewSize(1, 1) },
		layout: func(s fyne.Size) {
			wide := max(m.width, m.list.MinSize().Width+2*menuMargin)
			wide = min(wide, max(menuMostWide, m.width), s.Width-8)
			high := min(m.list.MinSize().Height+2*menuMargin, s.Height-16)
			x := max(4, min(m.at.X, s.Width-wide-4))
			y := max(8, min(m.at.Y, s.Height-high-8))
			m.card.Move(fyne.NewPos(x, y))
			m.card.Resize(fyne.NewSize(wide, high))
		},
		dress: func(*Palette) {},
	})
}

// menuRow is one command, or a line between commands.
type menuRow struct {
	widget.BaseWidget
	menu   *Menu
	item   *fyne.MenuItem
	checks bool
}

var (
	_ fyne.Tappable     = (*menuRow)(nil)
	_ desktop.Hoverable = (*menuRow)(nil)
)

func newMenuRow(m *Menu, i *fyne.MenuItem, checks bool) *menuRow {
	r := &menuRow{menu: m, item: i, checks: checks}
	r.ExtendBaseWidget(r)
	return r
}

func (r *menuRow) usable() bool { return !r.item.IsSeparator && !r.item.Disabled }

func (r *menuRow) index() int {
	for i, other := range r.menu.rows {
		if other == r {
			return i
		}
	}
	return -1
}

func (r *menuRow) Tapped(*fyne.PointEvent) { r.menu.choose(r.index()) }

func (r *menuRow) MouseIn(*desktop.MouseEvent) {
	if r.usable() {
		r.menu.activate(r.index())
	}
}

func (r *menuRow) MouseMoved(*desktop.MouseEvent) {}
func (r *menuRow) MouseOut()                      {}

func (r *menuRow) CreateRenderer() fyne.WidgetRenderer {
	face, check := &canvas.Rectangle{CornerRadius: RowRadius - 1}, newGlyph()
	label, keys := words(BodySize, false), words(CaptionSize, false)
	const side = 10
	lead := float32(side)
	if r.checks {
		lead = menuSideColumn
	}
	shortcut := KeyWords(r.item.Shortcut)
	return paint(&painted{
		of:      r,
		objects: []fyne.CanvasObject{face, check.image, label, keys},
		min: func() fyne.Size {
			if r.item.IsSeparator {
				return fyne.NewSize(40, menuRuleHeight)
			}
			w := lead + fyne.MeasureText(r.item.Label, BodySize, fyne.TextStyle{}).Width + side
			if shortcut != "" {
				w += menuShortcutGap + fyne.MeasureText(shortcut, CaptionSize, fyne.TextStyle{}).Width
			}
			return fyne.NewSize(w, menuRowHeight)
		},
		layout: func(s fyne.Size) {
			if r.item.IsSeparator {
				face.Move(fyne.NewPos(-menuMargin, float32(int(s.Height/2))))
				face.Resize(fyne.NewSize(s.Width+2*menuMargin, 1))
				return
			}
			face.Resize(s)
			right := s.Width - side
			if shortcut != "" {
				right -= keys.MinSize().Width
				middle(keys, right, s.Height)
				right -= menuShortcutGap / 2
			}
			label.Text = Shorten(r.item.Label, right-lead+0.5, BodySize, fyne.TextStyle{})
			middle(label, lead, s.Height)
			check.place(6, (s.Height-14)/2, 14)
		},
		dress: func(p *Palette) { r.dress(p, face, check, label, keys, shortcut) },
	})
}

func (r *menuRow) dress(p *Palette, face *canvas.Rectangle, check *glyph, label, keys *canvas.Text, shortcut string) {
	active := r.menu.active >= 0 && r.menu.rows[r.menu.active] == r
	ink, faint := p.Text, p.Secondary
	face.FillColor = color.NRGBA{}
	switch {
	case r.item.IsSeparator:
		face.FillColor, face.CornerRadius = p.Hairline, 0
	case r.item.Disabled:
		ink, faint = p.Faint, p.Faint
	case active:
		face.FillColor = p.Accent
		ink, faint = p.OnAccent, p.OnAccent
	}
	label.Color = ink
	keys.Text, keys.Color = shortcut, faint
	if r.item.Checked {
		check.set(Check, ink)
	}
	for _, o := range []fyne.CanvasObject{face, label, keys} {
		o.Refresh()
	}
}
