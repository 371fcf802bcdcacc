package palette

import (
	"time"

	"fyne.io/fyne/v2"

	"github.com/stateboard/stateboard/ui/look"
)

const doubleGap = 450 * time.Millisecond

// newRow is a card in the list: one drags it out, or adds it with a double
// click or Enter. A row that has the focus got it from the keyboard, because
// clicks do not give it.
func (p *Pane) newRow(c *Card) *look.DragRow {
	var r *look.DragRow
	var last time.Time
	act := func() {
		now := time.Now()
		second := now.Sub(last) < doubleGap
		last = now
		if second || r.Focused() {
			last = time.Time{}
			p.options.Insert(c)
		}
	}
	drag := func(at fyne.Position) {
		p.last = at
		p.options.Drag(c.Ghost(), at)
	}
	r = look.NewDragRow(look.RowContent{Chip: look.KindIcon(c.Type), Hue: look.KindInk(c.Type), Title: c.Short, Detail: c.Detail},
		act, drag, func() { p.options.Drop(p.last) })
	r.SetTip(c.Help)
	r.OnArrow(func(by int) { p.focus(p.index(r) + by) })
	return r
}
