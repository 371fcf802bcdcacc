package editor

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"github.com/stateboard/stateboard/asl/assist"
	"github.com/stateboard/stateboard/ui/look"
)

// suggestList is the list that floats over the text: names with a mark of
// their kind, a few words beside them, and below a line of help for the chosen
// one. There are objects for the rows in view only.
type suggestList struct {
	widget.BaseWidget
	of     *suggest
	items  []assist.Item
	chosen int
	first  int // the item in the first row
	rows   []*suggestRow
	help   []*canvas.Text
	rule   *canvas.Rectangle
	thumb  *canvas.Rectangle
	layer  *fyne.Container
	turned float32 // what of the wheel has not come to a row yet
}

type suggestRow struct {
	ground *canvas.Rectangle
	mark   *canvas.Image
	label  *canvas.Text
	detail *canvas.Text
}

const (
	suggestRows              = 9
	suggestHelp              = 3
	suggestRowHigh   float32 = 23
	suggestHelpHigh  float32 = 16
	suggestLead      float32 = 29 // before the labels
	suggestPad       float32 = 5
	suggestWide      float32 = 460
	suggestLeastWide float32 = 240
	suggestMark      float32 = 13
)

var (
	_ desktop.Hoverable  = (*suggestList)(nil)
	_ desktop.Mouseable  = (*suggestList)(nil)
	_ desktop.Cursorable = (*suggestList)(nil)
	_ fyne.Scrollable    = (*suggestList)(nil)
)

func newSuggestList(of *suggest) *suggestList {
	l := &suggestList{of: of, rule: &canvas.Rectangle{}, thumb: &canvas.Rectangle{CornerRadius: 2}}
	l.layer = layer()
	for range suggestRows {
		r := &suggestRow{
			ground: &canvas.Rectangle{CornerRadius: look.RowRadius - 2},
			mark:   &canvas.Image{FillMode: canvas.ImageFillContain},
			label:  &canvas.Text{TextSize: look.MonoSize, TextStyle: codeStyle},
			detail: &canvas.Text{TextSize: look.CaptionSize},
		}
		l.rows = append(l.rows, r)
		l.layer.Objects = append(l.layer.Objects, r.ground, r.mark, r.label, r.detail)
	}
	for range suggestHelp {
		t := &canvas.Text{TextSize: look.CaptionSize}
		l.help = append(l.help, t)
		l.layer.Objects = append(l.layer.Objects, t)
	}
	l.layer.Objects = append(l.layer.Objects, l.rule, l.thumb)
	l.ExtendBaseWidget(l)
	return l
}

// CreateRenderer implements fyne.Widget.
func (l *suggestList) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(look.NewCard(l.layer))
}

// set shows other items; the best is chosen.
func (l *suggestList) set(items []assist.Item) { l.items, l.chosen, l.first = items, 0, 0 }

func (l *suggestList) inView() int { return min(suggestRows, len(l.items)) }

// want is how large the list would be, no wider than most.
func (l *suggestList) want(most float32) fyne.Size {
	wide := suggestLeastWide
	for _, i := range l.items[:min(len(l.items), 60)] {
		w := suggestLead + fyne.MeasureText(i.Label, look.MonoSize, codeStyle).Width + 2*suggestPad + 10
		if i.Detail != "" {
			w += 14 + fyne.MeasureText(i.Detail, look.CaptionSize, fyne.TextStyle{}).Width
		}
		wide = max(wide, w)
	}
	high := 2*suggestPad + float32(l.inView())*suggestRowHigh
	for _, i := range l.items {
		if i.Help != "" {
			high += suggestHelp*suggestHelpHigh + 9
			break
		}
	}
	return fyne.NewSize(min(wide, suggestWide, most), high)
}

// step chooses the next item, round at the ends.
func (l *suggestList) step(by int) { l.choose((l.chosen + by + len(l.items)) % max(1, len(l.items))) }

func (l *suggestList) page(by int) {
	l.choose(max(0, min(l.chosen+by*(suggestRows-1), len(l.items)-1)))
}

// choose marks an item and brings it into view.
func (l *suggestList) choose(i int) {
	l.chosen = i
	l.first = max(min(l.first, i), i-l.inView()+1)
	l.draw()
}

// draw puts the rows in view where they belong.
func (l *suggestList) draw() {
	p := look.Colors()
	size := l.Size()
	for k, r := range l.rows {
		i := l.first + k
		y := suggestPad + float32(k)*suggestRowHigh
		show := i < len(l.items) && y+suggestRowHigh <= size.Height
		for _, o := range []fyne.CanvasObject{r.ground, r.mark, r.label, r.detail} {
			if show {
				o.Show()
			} else {
				o.Hide()
			}
		}
		if show {
			l.drawRow(r, &l.items[i], i == l.chosen, y, size.Width, p)
		}
	}
	l.drawHelp(p, size)
	l.drawThumb(p, size)
	l.layer.Refresh()
}

func (l *suggestList) drawRow(r *suggestRow, i *assist.Item, chosen bool, y, width float32, p *look.Palette) {
	r.ground.FillColor = color.NRGBA{}
	if chosen {
		r.ground.FillColor = look.Veil(p.Accent, 0.20)
	}
	place(r.ground, suggestPad, y, width-2*suggestPad, suggestRowHigh)
	ink, icon := kindMark(i)
	r.mark.Resource = icon.Resource(ink(p))
	place(r.mark, suggestPad+5, y+(suggestRowHigh-suggestMark)/2, suggestMark, suggestMark)

	room := width - suggestLead - suggestPad - 12
	r.label.Color = p.Text
	r.label.Text = look.Shorten(i.Label, room, look.MonoSize, codeStyle)
	m := r.label.MinSize()
	place(r.label, suggestLead, y+(suggestRowHigh-m.Height)/2, m.Width, m.Height)
	room -= m.Width + 14
	r.detail.Color, r.detail.Text = p.Secondary, ""
	if room > 30 {
		r.detail.Text = look.Shorten(i.Detail, room, look.CaptionSize, fyne.TextStyle{})
	}
	m = r.detail.MinSize()
	place(r.detail, width-suggestPad-12-m.Width, y+(suggestRowHigh-m.Height)/2, m.Width, m.Height)
}

// drawHelp writes what the chosen item is for under the rows.
func (l *suggestList) drawHelp(p *look.Palette, size fyne.Size) {
	top := suggestPad + float32(l.inView())*suggestRowHigh + 5
	var lines []string
	if l.chosen < len(l.items) {
		lines = look.Wrap(l.items[l.chosen].Help, size.Width-4*suggestPad, look.CaptionSize, fyne.TextStyle{})
	}
	room := size.Height - top
	l.rule.FillColor = p.Hairline
	l.rule.Hidden = room < suggestHelpHigh
	place(l.rule, 0, top, size.Width, 1)
	for k, t := range l.help {
		t.Text, t.Color = "", p.Secondary
		if k < len(lines) && float32(k+1)*suggestHelpHigh <= room {
			t.Text = lines[k]
			if k == suggestHelp-1 && len(lines) > suggestHelp {
				t.Text = look.Shorten(lines[k]+" "+lines[k+1], size.Width-4*suggestPad, look.CaptionSize, fyne.TextStyle{})
			}
		}
		m := t.MinSize()
		place(t, 2*suggestPad, top+4+float32(k)*suggestHelpHigh, m.Width, m.Height)
	}
}

func (l *suggestList) drawThumb(p *look.Palette, size fyne.Size) {
	n, seen := len(l.items), l.inView()
	l.thumb.Hidden = n <= seen
	if n <= seen {
		return
	}
	whole := float32(seen) * suggestRowHigh
	high := max(14, whole*float32(seen)/float32(n))
	l.thumb.FillColor = look.Veil(p.Faint, 0.5)
	place(l.thumb, size.Width-5, suggestPad+(whole-high)*float32(l.first)/float32(n-seen), 3, high)
}

// kindMark is the mark before an item: for a state the one of its kind in the
// diagram.
func kindMark(i *assist.Item) (look.Ink, look.Icon) {
	switch i.Kind {
	case assist.KindState:
		if icon := look.KindIcon(i.Detail); icon != look.NoIcon {
			return look.KindInk(i.Detail), icon
		}
		return look.Secondary, look.Plus
	case assist.KindValue, assist.KindSnippet:
		if icon := look.KindIcon(i.Label); icon != look.NoIcon {
			return look.KindInk(i.Label), icon
		}
		return look.Secondary, look.ChevronRight
	case assist.KindError:
		return look.Failed, look.Warn
	case assist.KindResource:
		return look.Accent, look.Link
	case assist.KindFunction:
		return look.Accent, look.Play
	case assist.KindVariable, assist.KindPath:
		return look.Succeeded, look.ChevronRight
	}
	return look.Secondary, look.Minus
}

// itemAt is the item under a place in the list; -1 for none.
func (l *suggestList) itemAt(p fyne.Position) int {
	k := int((p.Y - suggestPad) / suggestRowHigh)
	if p.Y < suggestPad || k >= l.inView() || l.first+k >= len(l.items) {
		return -1
	}
	return l.first + k
}

// MouseIn implements desktop.Hoverable.
func (l *suggestList) MouseIn(*desktop.MouseEvent) { l.of.e.hush() }

// MouseMoved chooses what is under the pointer.
func (l *suggestList) MouseMoved(ev *desktop.MouseEvent) {
	if i := l.itemAt(ev.Position); i >= 0 && i != l.chosen {
		l.chosen = i
		l.draw()
	}
}

// MouseOut implements desktop.Hoverable.
func (l *suggestList) MouseOut() {}

// MouseDown puts in what is under the pointer. The text keeps the keys: Fyne
// has taken them away before it tells of the button.
func (l *suggestList) MouseDown(ev *desktop.MouseEvent) {
	i := l.itemAt(ev.Position)
	l.of.e.Focus()
	if i >= 0 && ev.Button == desktop.MouseButtonPrimary {
		l.of.accept(i)
	}
}

// MouseUp implements desktop.Mouseable.
func (l *suggestList) MouseUp(*desktop.MouseEvent) {}

// Cursor implements desktop.Cursorable.
func (l *suggestList) Cursor() desktop.Cursor { return desktop.DefaultCursor }

// Scrolled implements fyne.Scrollable.
func (l *suggestList) Scrolled(ev *fyne.ScrollEvent) {
	l.turned -= ev.Scrolled.DY
	rows := int(l.turned / 12)
	l.turned -= float32(rows) * 12
	l.first = max(0, min(l.first+rows, len(l.items)-l.inView()))
	l.draw()
}
