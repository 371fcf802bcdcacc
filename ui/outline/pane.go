package outline

import (
	"fmt"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"github.com/stateboard/stateboard/asl/graph"
	"github.com/stateboard/stateboard/canvas"
	"github.com/stateboard/stateboard/canvas/scene"
	"github.com/stateboard/stateboard/ui/look"
	"github.com/stateboard/stateboard/ui/uimap"
)

// Options are what the pane tells the window.
type Options struct {
	Select  func(graph.ID)
	Open    func(graph.ID)            // Enter on the state that is selected already
	Key     func(rune)                // characters: commands, as in the diagram
	Press   func(fyne.KeyName)        // keys that mean what they mean in the diagram
	Focus   func(fyne.Focusable) bool // tells whether it has the keys now
	Changed func()                    // what is on screen may have moved
}

// Pane is the widget. Rows exist for what is in view only.
type Pane struct {
	widget.BaseWidget
	options Options
	header  *look.PaneHeader
	scroll  *container.Scroll
	sheet   *fyne.Container
	content fyne.CanvasObject
	rows    []*row // in use, from the first in view on
	from    int

	view    canvas.View
	list    []entry
	index   map[graph.ID]int
	current int  // the selected state, or -1
	wanted  bool // the keys, as soon as there is a row to have them
}

// row is a line of the list that hands characters and keys on.
type row struct {
	look.ListRow
	pane *Pane
}

const (
	rowHeight = 28
	indent    = 16
)

// New makes the pane.
func New(o Options) *Pane {
	p := &Pane{options: o, header: look.NewPaneHeader("Outline", ""), current: -1}
	p.sheet = container.New(&sheet{p})
	p.scroll = container.NewVScroll(p.sheet)
	p.scroll.OnScrolled = func(fyne.Position) { p.fill(); o.Changed() }
	p.content = container.NewBorder(p.header, nil, nil, nil, container.New(&frame{p}, p.scroll))
	p.ExtendBaseWidget(p)
	return p
}

// Display shows what the diagram shows.
func (p *Pane) Display(v canvas.View) {
	if v.Graph != p.view.Graph || v.Layout != p.view.Layout {
		p.list = entries(v.Graph, v.Layout)
		p.index = make(map[graph.ID]int, len(p.list))
		for i, e := range p.list {
			p.index[e.node.ID] = i
		}
		p.header.Set("Outline", counted(len(p.list)))
		p.sheet.Refresh()
		p.scroll.Refresh()
	}
	p.view = v
	was := p.current
	p.current = -1
	for id := range v.Selection {
		if i, ok := p.index[id]; ok && (p.current < 0 || i < p.current) {
			p.current = i
		}
	}
	if p.current >= 0 && p.current != was {
		p.reveal(p.current)
	}
	p.fill()
}

func counted(n int) string {
	switch n {
	case 0:
		return "no state yet"
	case 1:
		return "1 state"
	}
	return fmt.Sprintf("%d states", n)
}

// Focus gives the keys to the selected state's row, or to the first.
func (p *Pane) Focus() {
	if p.current < 0 && len(p.list) > 0 {
		p.options.Select(p.list[0].node.ID)
	}
	p.wanted = true
	p.fill()
}

// hold puts the focus where the selected state is shown.
func (p *Pane) hold() {
	if i := p.current - p.from; p.current >= 0 && i >= 0 && i < len(p.rows) {
		p.wanted = !p.options.Focus(p.rows[i])
	}
}

// reveal scrolls a line into view.
func (p *Pane) reveal(i int) {
	top, high := p.scroll.Offset.Y, p.scroll.Size().Height
	y := float32(i) * rowHeight
	switch {
	case high == 0:
	case y < top:
		p.scroll.ScrollToOffset(fyne.NewPos(0, y))
	case y+rowHeight > top+high:
		p.scroll.ScrollToOffset(fyne.NewPos(0, y+rowHeight-high+4))
	}
}

// fill puts rows where states are in view.
func (p *Pane) fill() {
	p.from = max(0, int(p.scroll.Offset.Y/rowHeight))
	count := max(0, min(len(p.list)-p.from, int(p.scroll.Size().Height/rowHeight)+2))
	for len(p.rows) < count {
		i := len(p.rows)
		r := &row{pane: p}
		r.Become(r, func() { p.pick(p.from + i) })
		r.OnArrow(func(by int) { p.step(by) })
		p.rows = append(p.rows, r)
		p.sheet.Add(r)
	}
	for i, r := range p.rows {
		if i >= count {
			r.Hide()
			continue
		}
		r.Show()
		r.Move(fyne.NewPos(4, float32(p.from+i)*rowHeight))
		r.Resize(fyne.NewSize(p.scroll.Size().Width-8, rowHeight))
		r.Set(p.contentOf(p.list[p.from+i]))
	}
	if p.wanted {
		p.hold()
	}
}

// pick selects a state, or opens it when it is selected already.
func (p *Pane) pick(i int) {
	if i >= len(p.list) {
		return
	}
	id := p.list[i].node.ID
	if len(p.view.Selection) == 1 && p.view.Selection[id] {
		p.options.Open(id)
		return
	}
	p.options.Select(id)
}

// step selects the line above or below.
func (p *Pane) step(by int) {
	if i := p.current + by; i >= 0 && i < len(p.list) {
		p.options.Select(p.list[i].node.ID)
		p.hold()
	}
}

func (p *Pane) contentOf(e entry) look.RowContent {
	kind, words, status := p.words(e.node)
	switch {
	case words == kind: // the icon says it
		words = ""
	case words == scene.Succeeded.String() && status == scene.Succeeded:
		words = "✓"
	}
	return look.RowContent{
		Indent: float32(min(e.depth, 8)) * indent, Mark: look.KindIcon(kind), Hue: look.KindInk(kind), Plain: true,
		Title: e.node.Name, Trailing: words, Selected: p.view.Selection[e.node.ID],
	}
}

// words are a state's kind, and how it stands in words: in a rehearsal its
// status and count, while designing what is wrong with it.
func (p *Pane) words(n *graph.Node) (kind, words string, status scene.Status) {
	kind = n.State.Base().Type
	status = p.view.Status[n.ID]
	var parts []string
	if p.view.Breaks[n.ID] {
		parts = append(parts, "hold")
	}
	if status != scene.Idle {
		parts = append(parts, status.String())
	}
	if pill := p.view.Pills[n.ID]; pill != "" {
		parts = append(parts, pill)
	}
	switch p.view.Problems[n.ID] {
	case scene.Error:
		parts = append(parts, "problem")
	case scene.Warning:
		parts = append(parts, "warning")
	}
	if len(parts) == 0 {
		parts = append(parts, kind)
	}
	return kind, strings.Join(parts, " · "), status
}

// TypedRune hands characters on: A adds here as it does in the diagram.
func (r *row) TypedRune(c rune) { r.pane.options.Key(c) }

// TypedKey knows what the diagram knows of keys, besides the list's own.
func (r *row) TypedKey(e *fyne.KeyEvent) {
	switch p := r.pane; e.Name {
	case fyne.KeyHome:
		p.step(-p.current)
	case fyne.KeyEnd:
		p.step(len(p.list) - 1 - p.current)
	case fyne.KeyPageUp:
		p.step(-min(p.current, p.page()))
	case fyne.KeyPageDown:
		p.step(min(len(p.list)-1-p.current, p.page()))
	case fyne.KeyF2, fyne.KeyDelete, fyne.KeyBackspace:
		p.options.Press(e.Name)
	default:
		r.ListRow.TypedKey(e)
	}
}

func (p *Pane) page() int { return max(1, int(p.scroll.Size().Height/rowHeight)-1) }

// List puts the lines in view into the ui map.
func (p *Pane) List(l *uimap.List, name func(graph.ID) string) {
	l.Within(p.scroll, func() {
		for i, r := range p.rows {
			if !r.Visible() || p.from+i >= len(p.list) {
				continue
			}
			n := p.list[p.from+i].node
			_, words, status := p.words(n)
			l.Add(uimap.Item{ID: "outline/" + name(n.ID), Role: "treeitem", Label: n.Name + ", " + n.State.Base().Type, Enabled: true,
				Selected: p.view.Selection[n.ID], Status: status.String(), Value: words}, r)
		}
	})
}

// CreateRenderer implements fyne.Widget.
func (p *Pane) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(p.content) }

// sheet is as high as all lines together; rows place themselves.
type sheet struct{ p *Pane }

func (s *sheet) MinSize([]fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(80, float32(len(s.p.list))*rowHeight+6)
}
func (s *sheet) Layout([]fyne.CanvasObject, fyne.Size) {}

// frame fills the rows anew when the list gets another size.
type frame struct{ p *Pane }

func (f *frame) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(80, 40) }

func (f *frame) Layout(o []fyne.CanvasObject, s fyne.Size) {
	o[0].Resize(s)
	f.p.fill()
}
