package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"github.com/stateboard/stateboard/ui/look"
	"github.com/stateboard/stateboard/ui/uimap"
)

// menubar is the line of menu titles at the top. While one menu is open the
// pointer opens the others by passing over their titles.
type menubar struct {
	widget.BaseWidget
	w     *Window
	edges []float32
	over  int
	open  int
}

const barHeight = 26

var (
	_ desktop.Mouseable = (*menubar)(nil)
	_ desktop.Hoverable = (*menubar)(nil)
)

func newMenubar(w *Window) *menubar {
	b := &menubar{w: w, over: -1, open: -1}
	b.ExtendBaseWidget(b)
	x := float32(4)
	b.edges = append(b.edges, x)
	for _, m := range menus {
		x += fyne.MeasureText(m.title, look.BodySize, fyne.TextStyle{}).Width + 18
		b.edges = append(b.edges, x)
	}
	return b
}

func (b *menubar) under(p fyne.Position) int {
	for i := range menus {
		if p.X >= b.edges[i] && p.X < b.edges[i+1] {
			return i
		}
	}
	return -1
}

// show opens a menu of the bar, or closes it if it is open.
func (b *menubar) show(i int) {
	again := i == b.open
	b.w.closeMenus()
	if i < 0 || again {
		return
	}
	i = (i + len(menus)) % len(menus)
	origin := fyne.CurrentApp().Driver().AbsolutePositionForObject(b)
	m := b.w.showMenu(menus[i].items, origin.AddXY(b.edges[i], barHeight))
	m.AsBar(
		func(at fyne.Position) {
			if at := at.Subtract(origin); at.Y < barHeight {
				if k := b.under(at); k >= 0 && k != b.open {
					b.show(k)
				}
			}
		},
		func(by int) { b.show((b.open + by + len(menus)) % len(menus)) },
		func() { b.open = -1; b.Refresh(); b.w.touch() })
	b.open = i
	b.Refresh()
}

// showMenu opens a menu of actions; "" is a line between groups that have any.
func (w *Window) showMenu(names []look.Action, at fyne.Position, extra ...*fyne.MenuItem) *look.Menu {
	var items []*fyne.MenuItem
	w.menuNames = map[*fyne.MenuItem]look.Action{}
	items = append(items, extra...)
	for _, name := range names {
		a := actions[name]
		if a == nil {
			if n := len(items); n > 0 && !items[n-1].IsSeparator {
				items = append(items, fyne.NewMenuItemSeparator())
			}
			continue
		}
		item := fyne.NewMenuItem(a.words(w.snap), func() { w.perform(name) })
		item.Shortcut, item.Disabled = look.Shortcut(name), !w.possible(name)
		item.Checked = a.on != nil && a.on(w, w.snap)
		w.menuNames[item] = name
		items = append(items, item)
	}
	m := look.ShowMenu(items, w.canvas, at, 200)
	w.touch()
	return m
}

// closeMenus takes away the menu or the list that is open.
func (w *Window) closeMenus() {
	if m, ok := w.canvas.Overlays().Top().(*look.Menu); ok {
		m.Dismiss()
	}
	w.float.Close()
}

// listMenu puts the commands of an open menu into the ui map: under the name of
// their action, or of the control the menu belongs to.
func (w *Window) listMenu(l *uimap.List) {
	m, ok := w.canvas.Overlays().Top().(*look.Menu)
	if !ok {
		return
	}
	owner := l.IDOf(m.Opener())
	m.Items(func(item *fyne.MenuItem, row fyne.CanvasObject) {
		id := "option/" + item.Label
		if name, ok := w.menuNames[item]; ok {
			id = "action/" + string(name)
		} else if owner != "" {
			id = owner + "/" + item.Label
		}
		l.Add(uimap.Item{ID: id, Role: "menuitem", Label: item.Label, Enabled: !item.Disabled, Selected: item.Checked}, row)
	})
}

func (b *menubar) MouseDown(e *desktop.MouseEvent) { b.show(b.under(e.Position)) }
func (b *menubar) MouseUp(*desktop.MouseEvent)     {}
func (b *menubar) MouseIn(e *desktop.MouseEvent)   { b.MouseMoved(e) }

func (b *menubar) MouseMoved(e *desktop.MouseEvent) {
	i := b.under(e.Position)
	if i == b.over {
		return
	}
	b.over = i
	if b.open >= 0 && i >= 0 && i != b.open {
		b.show(i)
		return
	}
	b.Refresh()
}

func (b *menubar) MouseOut() { b.over = -1; b.Refresh() }

func (b *menubar) list(l *uimap.List) {
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(b)
	for i, m := range menus {
		l.Place(uimap.Item{ID: "menu/" + m.title, Role: "menu", Label: m.title, Enabled: true, Selected: i == b.open},
			at.AddXY(b.edges[i], 0), fyne.NewSize(b.edges[i+1]-b.edges[i], barHeight))
	}
}

// CreateRenderer implements fyne.Widget.
func (b *menubar) CreateRenderer() fyne.WidgetRenderer {
	r := &barRenderer{b: b, lit: &canvas.Rectangle{CornerRadius: look.RowRadius}, ground: &canvas.Rectangle{}, line: &canvas.Rectangle{}}
	for _, m := range menus {
		r.titles = append(r.titles, &canvas.Text{Text: m.title, TextSize: look.BodySize})
	}
	r.Refresh()
	return r
}

type barRenderer struct {
	b                 *menubar
	ground, line, lit *canvas.Rectangle
	titles            []*canvas.Text
}

func (r *barRenderer) Destroy()           {}
func (r *barRenderer) MinSize() fyne.Size { return fyne.NewSize(r.b.edges[len(menus)], barHeight) }

func (r *barRenderer) Layout(s fyne.Size) {
	r.ground.Resize(s)
	r.line.Move(fyne.NewPos(0, s.Height-1))
	r.line.Resize(fyne.NewSize(s.Width, 1))
	for i, t := range r.titles {
		min := t.MinSize()
		t.Resize(min)
		t.Move(fyne.NewPos(r.b.edges[i]+9, (barHeight-min.Height)/2-1))
	}
	r.place()
}

func (r *barRenderer) place() {
	at := r.b.open
	if at < 0 {
		at = r.b.over
	}
	r.lit.Hidden = at < 0
	if at >= 0 {
		r.lit.Move(fyne.NewPos(r.b.edges[at]+1, 2))
		r.lit.Resize(fyne.NewSize(r.b.edges[at+1]-r.b.edges[at]-2, barHeight-6))
	}
}

func (r *barRenderer) Refresh() {
	p := look.Colors()
	r.ground.FillColor, r.line.FillColor, r.lit.FillColor = p.Panel, p.Hairline, look.Veil(p.Text, 0.07)
	for _, t := range r.titles {
		t.Color = p.Secondary
	}
	r.place()
	canvas.Refresh(r.b)
}

func (r *barRenderer) Objects() []fyne.CanvasObject {
	list := []fyne.CanvasObject{r.ground, r.line, r.lit}
	for _, t := range r.titles {
		list = append(list, t)
	}
	return list
}
