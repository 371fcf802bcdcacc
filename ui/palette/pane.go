package palette

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"github.com/stateboard/stateboard/canvas"
	"github.com/stateboard/stateboard/ui/look"
	"github.com/stateboard/stateboard/ui/uimap"
)

// Options are what the pane tells the window.
type Options struct {
	Insert func(*Card)                            // Enter, or a double click
	Drag   func(g canvas.Ghost, at fyne.Position) // a card is on its way; at is in the window
	Drop   func(at fyne.Position)                 // it was let go
}

// Pane is the widget.
type Pane struct {
	widget.BaseWidget
	options Options
	search  *look.TextField
	rows    *fyne.Container
	scroll  *container.Scroll
	shown   []shown
	last    fyne.Position // of the card on its way
	content fyne.CanvasObject
}

// shown is a card with its row.
type shown struct {
	card *Card
	row  *look.DragRow
}

// few is how many actions stand in the list before anybody searches.
const few = 12

// New makes the pane.
func New(o Options) *Pane {
	p := &Pane{options: o, rows: look.Column(0)}
	p.search = look.NewTextField("", look.FieldOptions{
		Placeholder: "Search states and actions", Changed: func(string) { p.fill() }, Key: p.key,
		Cancel: func() { p.search.SetText(""); p.fill() },
	})
	p.scroll = container.NewVScroll(look.Inset(p.rows, 4, 2))
	p.content = container.NewBorder(look.Inset(p.search, 10, 10), nil, nil, nil, p.scroll)
	p.ExtendBaseWidget(p)
	p.fill()
	return p
}

// Focus puts the caret into the search field.
func (p *Pane) Focus() { p.search.Focus() }

// Clear ends a search.
func (p *Pane) Clear() {
	if p.search.Text() != "" {
		p.search.SetText("")
		p.fill()
	}
}

// fill shows the cards that the search is for.
func (p *Pane) fill() {
	words := strings.Fields(strings.ToLower(p.search.Text()))
	p.rows.Objects, p.shown = nil, nil
	p.group("Flow", kinds, words, len(kinds))
	most := few
	if len(words) > 0 {
		most = len(services)
	}
	p.group("Actions", services, words, most)
	if len(p.shown) == 0 {
		p.rows.Add(look.Inset(look.NewParagraph("Nothing is called that. Any AWS action can be written into a Task's Resource.", look.Caption), 10, 10))
	}
	p.rows.Refresh()
	p.scroll.ScrollToTop()
}

func (p *Pane) group(title string, cards []*Card, words []string, most int) {
	n := 0
	for _, c := range cards {
		if !c.matches(words) || n == most {
			continue
		}
		if n == 0 {
			p.rows.Add(look.Inset(look.NewSectionTitle(title), 10, 6))
		}
		n++
		r := p.newRow(c)
		p.shown = append(p.shown, shown{c, r})
		p.rows.Add(r)
	}
}

// key lets Enter take the first card found, and Down go into the list.
func (p *Pane) key(e *fyne.KeyEvent) bool {
	switch e.Name {
	case fyne.KeyReturn, fyne.KeyEnter:
		if len(p.shown) > 0 {
			p.options.Insert(p.shown[0].card)
		}
		return true
	case fyne.KeyDown:
		p.focus(0)
		return true
	}
	return false
}

func (p *Pane) focus(i int) {
	c := fyne.CurrentApp().Driver().CanvasForObject(p)
	if c == nil || i >= len(p.shown) {
		return
	}
	if i < 0 {
		p.search.Focus()
		return
	}
	c.Focus(p.shown[i].row)
	p.reveal(p.shown[i].row)
}

// reveal scrolls a row into view.
func (p *Pane) reveal(r fyne.CanvasObject) {
	top, bottom := p.scroll.Offset.Y, p.scroll.Offset.Y+p.scroll.Size().Height
	switch y, h := r.Position().Y, r.Size().Height; {
	case y < top:
		p.scroll.ScrollToOffset(fyne.NewPos(0, max(0, y-30)))
	case y+h > bottom:
		p.scroll.ScrollToOffset(fyne.NewPos(0, y+h-p.scroll.Size().Height+8))
	}
}

func (p *Pane) index(r *look.DragRow) int {
	for i := range p.shown {
		if p.shown[i].row == r {
			return i
		}
	}
	return -1
}

// List puts the cards in view into the ui map.
func (p *Pane) List(l *uimap.List) {
	l.Add(uimap.Item{ID: "palette/search", Role: "searchbox", Label: "Search states and actions", Enabled: true, Value: p.search.Text()}, p.search)
	l.Within(p.scroll, func() {
		for _, s := range p.shown {
			l.Add(uimap.Item{ID: "palette/" + s.card.Name, Role: "listitem", Label: s.card.Title, Enabled: true}, s.row)
		}
	})
}

// CreateRenderer implements fyne.Widget.
func (p *Pane) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(p.content) }
