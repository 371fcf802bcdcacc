package ui

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"github.com/stateboard/stateboard/ui/look"
	"github.com/stateboard/stateboard/ui/uimap"
)

// entry is one line of a menu; a zero entry is the hairline between groups.
type entry struct {
	id      string // in the ui map
	title   string
	keys    string
	off     bool
	checked bool
	do      func()
}

// menu is a list of commands over the window. It has the keys while it is
// open: up, down, Enter, Escape, and left and right for the menu bar.
type menu struct {
	widget.BaseWidget
	entries []entry
	at      int // the lit line, -1 for none
	close   func()
	turn    func(by int) // to the next menu of the bar; nil for others
	width   float32
}

var (
	_ fyne.Focusable    = (*menu)(nil)
	_ desktop.Mouseable = (*menu)(nil)
	_ desktop.Hoverable = (*menu)(nil)
)

const (
	menuRow  = 28
	menuLine = 9
	menuPad  = 6
	menuSide = 30 // room for the check mark
)

func newMenu(entries []entry, close func(), turn func(int)) *menu {
	m := &menu{entries: trimLines(entries), at: -1, close: close, turn: turn}
	for _, e := range m.entries {
		w := fyne.MeasureText(e.title, look.BodySize, fyne.TextStyle{}).Width + menuSide + 24
		if e.keys != "" {
			w += 28 + fyne.MeasureText(e.keys, look.CaptionSize, fyne.TextStyle{}).Width
		}
		m.width = max(m.width, w, 180)
	}
	m.ExtendBaseWidget(m)
	return m
}

// trimLines leaves out hairlines that part nothing.
func trimLines(entries []entry) []entry {
	var kept []entry
	for _, e := range entries {
		if e.title == "" && (len(kept) == 0 || kept[len(kept)-1].title == "") {
			continue
		}
		kept = append(kept, e)
	}
	if n := len(kept); n > 0 && kept[n-1].title == "" {
		kept = kept[:n-1]
	}
	return kept
}

func (e entry) height() float32 {
	if e.title == "" {
		return menuLine
	}
	return menuRow
}

// row is where a line stands.
func (m *menu) row(i int) (y, h float32) {
	y = menuPad
	for k := range i {
		y += m.entries[k].height()
	}
	return y, m.entries[i].height()
}

func (m *menu) under(p fyne.Position) int {
	for i := range m.entries {
		if y, h := m.row(i); p.Y >= y && p.Y < y+h && m.entries[i].title != "" {
			return i
		}
	}
	return -1
}

func (m *menu) light(i int) {
	if i != m.at {
		m.at = i
		m.Refresh()
	}
}

func (m *menu) choose(i int) {
	if i < 0 || i >= len(m.entries) || m.entries[i].off || m.entries[i].do == nil {
		return
	}
	do := m.entries[i].do
	m.close()
	do()
}

func (m *menu) MouseIn(e *desktop.MouseEvent)    { m.light(m.under(e.Position)) }
func (m *menu) MouseMoved(e *desktop.MouseEvent) { m.light(m.under(e.Position)) }
func (m *menu) MouseOut()                        { m.light(-1) }
func (m *menu) MouseDown(*desktop.MouseEvent)    {}
func (m *menu) MouseUp(e *desktop.MouseEvent)    { m.choose(m.under(e.Position)) }

func (m *menu) FocusGained()   {}
func (m *menu) FocusLost()     {}
func (m *menu) TypedRune(rune) {}

func (m *menu) TypedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeyDown:
		m.walk(1)
	case fyne.KeyUp:
		m.walk(-1)
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace:
		m.choose(m.at)
	case fyne.KeyEscape:
		m.close()
	case fyne.KeyLeft, fyne.KeyRight:
		if m.turn != nil {
			m.turn(map[fyne.KeyName]int{fyne.KeyLeft: -1, fyne.KeyRight: 1}[e.Name])
		}
	}
}

// walk goes to the next line that can be chosen.
func (m *menu) walk(by int) {
	i := m.at
	if i < 0 && by < 0 {
		i = 0
	}
	for range m.entries {
		i = (i + by + len(m.entries)) % len(m.entries)
		if e := m.entries[i]; e.title != "" && !e.off {
			m.light(i)
			return
		}
	}
}

// list puts the menu's lines into the ui map.
func (m *menu) list(l *uimap.List) {
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(m)
	for i, e := range m.entries {
		if e.title == "" {
			continue
		}
		y, h := m.row(i)
		l.Place(uimap.Item{ID: e.id, Role: "menuitem", Label: e.title, Enabled: !e.off, Selected: e.checked},
			at.AddXY(0, y), fyne.NewSize(m.Size().Width, h))
	}
}

// CreateRenderer implements fyne.Widget.
func (m *menu) CreateRenderer() fyne.WidgetRenderer {
	r := &menuRenderer{m: m, ground: &canvas.Rectangle{CornerRadius: look.Radius, StrokeWidth: 1}, lit: &canvas.Rectangle{CornerRadius: look.RowRadius}}
	for range 3 {
		r.shadow = append(r.shadow, &canvas.Rectangle{})
	}
	for range m.entries {
		r.titles = append(r.titles, &canvas.Text{TextSize: look.BodySize})
		r.keys = append(r.keys, &canvas.Text{TextSize: look.CaptionSize})
		r.lines = append(r.lines, &canvas.Rectangle{})
		r.checks = append(r.checks, &canvas.Text{Text: "✓", TextSize: look.BodySize})
	}
	r.Refresh()
	return r
}

type menuRenderer struct {
	m            *menu
	shadow       []*canvas.Rectangle
	ground, lit  *canvas.Rectangle
	titles, keys []*canvas.Text
	checks       []*canvas.Text
	lines        []*canvas.Rectangle
}

func (r *menuRenderer) Destroy() {}

func (r *menuRenderer) MinSize() fyne.Size {
	h := float32(2 * menuPad)
	for _, e := range r.m.entries {
		h += e.height()
	}
	return fyne.NewSize(r.m.width, h)
}

func (r *menuRenderer) Layout(s fyne.Size) {
	r.ground.Resize(s)
	for i, sh := range r.shadow {
		grow := float32(2 * (i + 1))
		sh.CornerRadius = look.Radius + grow
		sh.Move(fyne.NewPos(-grow, 4-grow))
		sh.Resize(s.AddWidthHeight(2*grow, 2*grow))
	}
	for i := range r.m.entries {
		y, h := r.m.row(i)
		center := func(t *canvas.Text, x float32) {
			min := t.MinSize()
			t.Resize(min)
			t.Move(fyne.NewPos(x, y+(h-min.Height)/2))
		}
		center(r.titles[i], menuSide)
		center(r.checks[i], 11)
		center(r.keys[i], s.Width-14-r.keys[i].MinSize().Width)
		r.lines[i].Move(fyne.NewPos(1, y+menuLine/2))
		r.lines[i].Resize(fyne.NewSize(s.Width-2, 1))
	}
	r.placeLit(s)
}

func (r *menuRenderer) placeLit(s fyne.Size) {
	r.lit.Hidden = r.m.at < 0 || r.m.entries[r.m.at].off
	if !r.lit.Hidden {
		y, h := r.m.row(r.m.at)
		r.lit.Move(fyne.NewPos(5, y))
		r.lit.Resize(fyne.NewSize(s.Width-10, h))
	}
}

func (r *menuRenderer) Refresh() {
	p := look.Colors()
	ground := p.Panel
	if p.Dark {
		ground = p.Raised
	}
	r.ground.FillColor, r.ground.StrokeColor = ground, look.Over(p.Hairline, p.Text, 0.08)
	r.lit.FillColor = look.Over(ground, p.Accent, 0.14)
	for i, sh := range r.shadow {
		sh.FillColor = look.Veil(p.Shadow, 0.28-0.08*float64(i))
	}
	for i, e := range r.m.entries {
		ink, keys := p.Text, color.Color(p.Faint)
		if e.off {
			ink = p.Faint
		}
		r.titles[i].Text, r.titles[i].Color = e.title, ink
		r.keys[i].Text, r.keys[i].Color = e.keys, keys
		r.checks[i].Color, r.checks[i].Hidden = p.Accent, !e.checked
		r.lines[i].FillColor, r.lines[i].Hidden = p.Hairline, e.title != ""
	}
	r.placeLit(r.m.Size())
	canvas.Refresh(r.m)
}

func (r *menuRenderer) Objects() []fyne.CanvasObject {
	var list []fyne.CanvasObject
	for _, s := range r.shadow {
		list = append(list, s)
	}
	list = append(list, r.ground, r.lit)
	for i := range r.m.entries {
		list = append(list, r.titles[i], r.keys[i], r.checks[i], r.lines[i])
	}
	return list
}
