package ui

import (
	"runtime"
	"strings"

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
	if i < 0 || i == b.open {
		b.w.float.Close()
		return
	}
	i = (i + len(menus)) % len(menus)
	var entries []entry
	for _, name := range menus[i].items {
		entries = append(entries, b.w.entry(name))
	}
	m := newMenu(entries, b.w.float.Close, func(by int) { b.show((b.open + by + len(menus)) % len(menus)) })
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(b).AddXY(b.edges[i], barHeight)
	b.w.float.Open(m, at, m.MinSize(), at.Y, m, func() { b.open = -1; b.Refresh(); b.w.touch() })
	b.open = i
	b.Refresh()
	b.w.touch()
}

// entry is an action as a menu shows it; "" is a line.
func (w *Window) entry(name look.Action) entry {
	a := actions[name]
	if a == nil {
		return entry{}
	}
	return entry{
		id: "action/" + string(name), title: a.words(w.snap), keys: keyWords(name), off: !w.possible(name),
		checked: a.on != nil && a.on(w, w.snap), do: func() { w.perform(name) },
	}
}

// keyWords is how a person reads a shortcut.
func keyWords(name look.Action) string {
	for _, k := range look.Keys {
		if k.Action != name {
			continue
		}
		var parts []string
		for _, m := range []struct {
			mod  fyne.KeyModifier
			word string
		}{{fyne.KeyModifierControl, "Ctrl"}, {fyne.KeyModifierAlt, "Alt"}, {fyne.KeyModifierShift, "Shift"}, {fyne.KeyModifierSuper, "Cmd"}} {
			if k.Mods&m.mod != 0 {
				parts = append(parts, m.word)
			}
		}
		key := string(k.Name)
		if word, ok := map[fyne.KeyName]string{fyne.KeyEqual: "+", fyne.KeyMinus: "−", fyne.KeyDelete: "Delete"}[k.Name]; ok {
			key = word
		}
		if runtime.GOOS == "darwin" {
			return strings.Join(append(parts, key), " ")
		}
		return strings.Join(append(parts, key), "+")
	}
	return ""
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
