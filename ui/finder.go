package ui

import (
	"fmt"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"github.com/stateboard/stateboard/ui/inspector"
	"github.com/stateboard/stateboard/ui/look"
	"github.com/stateboard/stateboard/ui/uimap"
)

// option is one thing a finder offers.
type option struct {
	id     string // in the ui map, below "find/"
	title  string
	detail string
	chip   look.Icon
	hue    look.Ink
	do     func()
}

// finder is a short list with a line to search in it: states to go to,
// commands, kinds to add at a plus, recent files.
type finder struct {
	widget.BaseWidget
	field   *look.TextField
	rows    *fyne.Container
	scroll  *container.Scroll
	all     []option
	found   []option
	lit     int
	close   func()
	nothing *look.Text
}

const (
	finderWidth = 340
	finderRows  = 8
	mostFound   = 60 // rows of a very long list that are made
)

func newFinder(placeholder string, all []option, close func()) *finder {
	f := &finder{all: all, close: close, rows: look.Column(0)}
	f.field = look.NewTextField("", look.FieldOptions{Placeholder: placeholder, Icon: look.Search, Changed: func(string) { f.search() }, Key: f.key})
	f.scroll = container.NewVScroll(f.rows)
	f.nothing = look.NewText("Nothing is called that.", look.Aside)
	f.ExtendBaseWidget(f)
	f.search()
	return f
}

// key moves through the list while the field has the keys.
func (f *finder) key(e *fyne.KeyEvent) bool {
	switch e.Name {
	case fyne.KeyDown:
		f.light(f.lit + 1)
	case fyne.KeyUp:
		f.light(f.lit - 1)
	case fyne.KeyReturn, fyne.KeyEnter:
		f.choose(f.lit)
	case fyne.KeyEscape:
		f.close()
	default:
		return false
	}
	return true
}

func (f *finder) choose(i int) {
	if i < 0 || i >= len(f.found) {
		return
	}
	do := f.found[i].do
	f.close()
	do()
}

// search keeps what has all the words, those that begin with them first.
func (f *finder) search() {
	words := strings.Fields(strings.ToLower(f.field.Text()))
	var first, later []option
	for _, o := range f.all {
		title, hay := strings.ToLower(o.title), strings.ToLower(o.title+" "+o.detail)
		all := true
		for _, w := range words {
			all = all && strings.Contains(hay, w)
		}
		switch {
		case !all:
		case len(words) > 0 && !strings.HasPrefix(title, words[0]):
			later = append(later, o)
		default:
			first = append(first, o)
		}
	}
	f.found = append(first, later...)
	more := len(f.found) - mostFound
	if more > 0 {
		f.found = f.found[:mostFound]
	}
	f.rows.Objects = nil
	for i, o := range f.found {
		f.rows.Add(look.NewListRow(f.content(i, o), func() { f.choose(i) }))
	}
	if len(f.found) == 0 {
		f.rows.Add(look.Inset(f.nothing, 10, 8))
	}
	if more > 0 {
		f.rows.Add(look.Inset(look.NewText(fmt.Sprintf("and %d more: type a part of the name", more), look.Caption), 10, 8))
	}
	f.rows.Refresh()
	f.lit = 0
	f.light(0)
	f.scroll.ScrollToTop()
	if f.Size().Width > 0 {
		f.Resize(fyne.NewSize(f.Size().Width, f.MinSize().Height))
	}
}

func (f *finder) content(i int, o option) look.RowContent {
	return look.RowContent{Chip: o.chip, Hue: o.hue, Title: o.title, Detail: o.detail, Plain: o.chip == look.NoIcon, Selected: i == f.lit}
}

func (f *finder) light(i int) {
	if len(f.found) == 0 {
		return
	}
	i = max(0, min(i, len(f.found)-1))
	for _, k := range []int{f.lit, i} {
		if k < len(f.rows.Objects) {
			f.rows.Objects[k].(*look.ListRow).SetSelected(k == i)
		}
	}
	f.lit = i
	row := f.rows.Objects[i]
	if top, bottom := f.scroll.Offset.Y, f.scroll.Offset.Y+f.scroll.Size().Height; f.scroll.Size().Height > 0 {
		switch y, h := row.Position().Y, row.Size().Height; {
		case y < top:
			f.scroll.ScrollToOffset(fyne.NewPos(0, y))
		case y+h > bottom:
			f.scroll.ScrollToOffset(fyne.NewPos(0, y+h-f.scroll.Size().Height))
		}
	}
}

func (f *finder) list(l *uimap.List) {
	l.Add(uimap.Item{ID: "find/field", Role: "textbox", Label: "Search", Enabled: true, Value: f.field.Text()}, f.field)
	l.Within(f.scroll, func() {
		for i, o := range f.found {
			id := o.id
			if id == "" {
				id = strconv.Itoa(i)
			}
			l.Add(uimap.Item{ID: "find/" + id, Role: "option", Label: o.title, Enabled: true, Selected: i == f.lit}, f.rows.Objects[i])
		}
	})
}

// CreateRenderer implements fyne.Widget.
func (f *finder) CreateRenderer() fyne.WidgetRenderer {
	r := &finderRenderer{f: f, ground: &canvas.Rectangle{CornerRadius: look.Radius + 2, StrokeWidth: 1}}
	for range 3 {
		r.shadow = append(r.shadow, &canvas.Rectangle{})
	}
	r.Refresh()
	return r
}

type finderRenderer struct {
	f      *finder
	ground *canvas.Rectangle
	shadow []*canvas.Rectangle
}

func (r *finderRenderer) Destroy() {}

func (r *finderRenderer) MinSize() fyne.Size {
	row := float32(40)
	if len(r.f.all) > 0 && r.f.all[0].chip == look.NoIcon {
		row = 24
	} else if len(r.f.all) > 0 && r.f.all[0].detail != "" {
		row = 44
	}
	n := min(max(len(r.f.found), 1), finderRows)
	return fyne.NewSize(finderWidth, 8+look.ControlHeight+6+float32(n)*row+8)
}

func (r *finderRenderer) Layout(s fyne.Size) {
	r.ground.Resize(s)
	for i, sh := range r.shadow {
		grow := float32(3 * (i + 1))
		sh.CornerRadius = look.Radius + grow
		sh.Move(fyne.NewPos(-grow, 6-grow))
		sh.Resize(s.AddWidthHeight(2*grow, 2*grow))
	}
	r.f.field.Move(fyne.NewPos(8, 8))
	r.f.field.Resize(fyne.NewSize(s.Width-16, look.ControlHeight))
	y := 8 + look.ControlHeight + 6
	r.f.scroll.Move(fyne.NewPos(4, y))
	r.f.scroll.Resize(fyne.NewSize(s.Width-8, s.Height-y-8))
}

func (r *finderRenderer) Refresh() {
	p := look.Colors()
	r.ground.FillColor, r.ground.StrokeColor = p.Panel, look.Over(p.Hairline, p.Text, 0.08)
	for i, sh := range r.shadow {
		sh.FillColor = look.Veil(p.Shadow, 0.28-0.08*float64(i))
	}
	canvas.Refresh(r.f)
}

func (r *finderRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.shadow[0], r.shadow[1], r.shadow[2], r.ground, r.f.field, r.f.scroll}
}

// find opens a finder near a place of the window.
func (w *Window) find(placeholder string, at fyne.Position, all []option) {
	f := newFinder(placeholder, all, w.float.Close)
	w.float.Open(f, at, f.MinSize(), 0, f.field.Input(), w.touch)
	w.touch()
}

// middle is where a finder opens that belongs to no place.
func (w *Window) middle() fyne.Position {
	size := w.canvas.Size()
	return fyne.NewPos((size.Width-finderWidth)/2, min(120, size.Height/6))
}

// searchFor opens the long list of a form's field.
func (w *Window) searchFor(placeholder string, at fyne.Position, list []inspector.Option) {
	var all []option
	for _, o := range list {
		all = append(all, option{id: o.ID, title: o.Title, detail: o.Detail, do: o.Do})
	}
	w.find(placeholder, at, all)
}

// copyWords puts words on the clipboard and says so.
func (w *Window) copyWords(s string) {
	w.app.Clipboard().SetContent(s)
	w.sess.Tell("Copied.")
}
