package editor

import (
	"fmt"
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"github.com/stateboard/stateboard/ui/look"
)

// This file defines how rows are folded by hand: arrows beside the numbers,
// keys, and the pill behind a folded row.

// chevronRoom is the width beside the numbers in which arrows stand.
const chevronRoom float32 = 14

// statesDepth is how deep the states of a machine lie: in the machine, in
// States. YAML has no brackets around the machine.
func (b *buffer) statesDepth() int {
	if b.language == YAML {
		return 1
	}
	return 2
}

// Fold folds what begins on the caret's row, or else what the row is in.
func (e *Editor) Fold() {
	if row, ok := e.foldableAround(); ok {
		e.setFolded(row, true)
	}
}

// Unfold shows what is folded on the caret's row.
func (e *Editor) Unfold() { e.setFolded(e.b.lines.row(e.b.sel.Caret), false) }

// FoldStates folds every state of the outermost machine.
func (e *Editor) FoldStates() {
	e.folds.list = append(e.folds.list[:0], e.b.foldsAtDepth(e.b.statesDepth())...)
	e.foldsChanged()
}

// UnfoldAll shows all rows.
func (e *Editor) UnfoldAll() {
	e.folds.list = nil
	e.foldsChanged()
}

func (e *Editor) canFold() bool { _, ok := e.foldableAround(); return ok }

// foldableAround is the row nearest above the caret, or the caret's own, that
// begins something open around it.
func (e *Editor) foldableAround() (int, bool) {
	at := e.b.lines.row(e.b.sel.Caret)
	for row := at; row >= 0; row-- {
		if !e.b.canFold(row) || e.folds.at(e.b, row) >= 0 {
			continue
		}
		if x, ok := e.b.foldAt(row); ok && e.b.lines.row(x.end) >= at {
			return row, true
		}
	}
	return 0, false
}

func (e *Editor) toggleFold(row int) { e.setFolded(row, e.folds.at(e.b, row) < 0) }

func (e *Editor) setFolded(row int, folded bool) {
	i := e.folds.at(e.b, row)
	switch {
	case folded && i < 0:
		x, ok := e.b.foldAt(row)
		if !ok {
			return
		}
		e.folds.list = append(e.folds.list, x)
	case !folded && i >= 0:
		e.folds.list = append(e.folds.list[:i], e.folds.list[i+1:]...)
	default:
		return
	}
	e.foldsChanged()
}

// foldsChanged hides and shows rows, holding the first row in view still. A
// caret that would be hidden goes to the end of the row that stands for it.
func (e *Editor) foldsChanged() {
	top := e.topOffset()
	y := e.view.y(e.b.lines.row(top))
	e.folds.settle(e.b)
	row := e.b.lines.row(e.b.sel.Caret)
	if head := e.folds.head(row); head != row {
		e.b.place(e.b.lines.span(e.b.s, head).End, false)
		if e.o.Caret != nil {
			e.o.Caret(e.b.sel.Caret)
		}
	}
	e.scroll.Y += e.view.y(e.b.lines.row(top)) - y
	e.clampScroll()
	e.suggest.close()
	e.redraw()
}

// unfoldSelection shows what is folded on the selected rows.
func (e *Editor) unfoldSelection() {
	if len(e.folds.list) == 0 || !e.b.sel.Empty() {
		return
	}
	first, last := e.b.rows(e.b.sel.Span())
	kept := e.folds.list[:0:0]
	for _, x := range e.folds.list {
		if row := e.b.lines.row(x.start); row < first || row > last {
			kept = append(kept, x)
		}
	}
	if len(kept) != len(e.folds.list) {
		e.folds.list = kept
		e.foldsChanged()
	}
}

// overFold keeps a step from the end of a folded row, or back to it, out of
// what is hidden.
func (e *Editor) overFold(to int) int {
	row, from := e.b.lines.row(to), e.b.lines.row(e.b.sel.Caret)
	head := e.folds.head(row)
	switch {
	case head == row || e.folds.head(from) != from:
		return to
	case from <= head:
		return e.b.lines.starts[min(e.folds.next(head, 1), e.b.lines.count()-1)]
	}
	return e.b.lines.span(e.b.s, head).End
}

// rowsOn is the row so many shown rows on; -1 above the first.
func (e *Editor) rowsOn(row, by int) int {
	line := e.folds.line(row) + by
	if line < 0 {
		return -1
	}
	return e.folds.row(line)
}

// foldUnder is the row whose arrow or pill is at a place.
func (e *Editor) foldUnder(p fyne.Position) (int, bool) {
	row := e.view.rowAt(p.Y)
	if p.X < e.view.gutter {
		return row, e.o.Numbers && p.X >= e.view.gutter-chevronRoom-2 && e.b.canFold(row)
	}
	if e.folds.at(e.b, row) < 0 {
		return row, false
	}
	at, size := e.view.pill(row)
	return row, p.X >= at.X && p.X <= at.X+size.Width
}

// Folds tells of every row in view that is folded or can be.
func (e *Editor) Folds(each func(row int, folded bool, at fyne.Position, size fyne.Size)) {
	first, last := e.view.rowsInView()
	for row := first; row <= last; row = e.folds.next(row, 1) {
		if e.b.canFold(row) {
			each(row, e.folds.at(e.b, row) >= 0, fyne.NewPos(e.view.gutter-chevronRoom, e.view.y(row)), fyne.NewSize(chevronRoom, lineHeight))
		}
	}
}

// pill is where the words about a folded row stand.
func (v *view) pill(row int) (fyne.Position, fyne.Size) {
	end := v.x(row, v.e.b.lines.span(v.e.b.s, row).End)
	x := v.gutter + textPad + end - v.e.scroll.X + v.ruler.cell
	width := fyne.MeasureText(v.pillWords(row), look.CaptionSize, fyne.TextStyle{}).Width + 12
	return fyne.NewPos(v.whole(x), v.y(row)+2), fyne.NewSize(float32(int(width)), lineHeight-4)
}

func (v *view) pillWords(row int) string {
	n := v.e.folds.next(row, 1) - row - 1
	if n == 1 {
		return "1 line"
	}
	return fmt.Sprintf("%d lines", n)
}

// drawFolds draws arrows for what is folded, and while the pointer is over the
// numbers for what can be, and a pill behind each folded row.
func (v *view) drawFolds(p *look.Palette, first, last int) {
	over := v.e.inside && v.e.hover.X < v.gutter
	if !over && len(v.e.folds.hidden) == 0 {
		return
	}
	for row := first; row <= last; row = v.e.folds.next(row, 1) {
		folded := v.e.folds.at(v.e.b, row) >= 0
		if v.e.o.Numbers && (folded || over && v.e.b.canFold(row)) {
			ink := p.Faint
			if folded {
				ink = p.Secondary
			}
			v.chevrons.next().set(folded, ink, fyne.NewPos(v.gutter-chevronRoom, v.y(row)))
		}
		if !folded {
			continue
		}
		at, size := v.pill(row)
		f := v.fills.next()
		f.FillColor, f.StrokeColor, f.StrokeWidth, f.CornerRadius = look.Veil(p.Accent, 0.10), look.Veil(p.Accent, 0.35), 1, 6
		place(f, at.X-v.gutter, at.Y, size.Width, size.Height)
		n := v.notes.next().Text
		n.Text, n.Color = v.pillWords(row), p.Secondary
		n.Move(fyne.NewPos(v.whole(at.X-v.gutter+6), at.Y-1))
		n.Resize(fyne.NewSize(size.Width, size.Height))
	}
}

// chevron is the arrow of a row: it points down to what is shown, and right
// where it is folded.
type chevron struct {
	group *fyne.Container
	lines [2]*canvas.Line
}

func newChevron() *chevron {
	c := &chevron{group: layer()}
	for i := range c.lines {
		c.lines[i] = &canvas.Line{StrokeWidth: 1.4}
		c.group.Objects = append(c.group.Objects, c.lines[i])
	}
	return c
}

func (c *chevron) object() fyne.CanvasObject { return c.group }

func (c *chevron) set(folded bool, ink color.NRGBA, at fyne.Position) {
	c.group.Move(at)
	points := [3]fyne.Position{{X: 2.5, Y: 7.5}, {X: 6, Y: 11}, {X: 9.5, Y: 7.5}}
	if folded {
		points = [3]fyne.Position{{X: 4.5, Y: 6}, {X: 8, Y: 9.5}, {X: 4.5, Y: 13}}
	}
	for i, l := range c.lines {
		l.StrokeColor, l.Position1, l.Position2 = ink, points[i], points[i+1]
		l.Refresh()
	}
}
