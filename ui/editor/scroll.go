package editor

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"github.com/stateboard/stateboard/asl/diag"
	"github.com/stateboard/stateboard/ui/look"
)

// window is the size of the part of the view that shows text.
func (e *Editor) window() fyne.Size {
	s := e.Size()
	return fyne.NewSize(max(0, s.Width-e.view.gutter), s.Height)
}

// clampScroll keeps the view on the paper and on whole pixels, so that text
// stays sharp while it moves.
func (e *Editor) clampScroll() {
	paper, window := e.view.paperSize(), e.window()
	e.scroll.X = float32(int(max(0, min(e.scroll.X, paper.Width-window.Width))))
	e.scroll.Y = float32(int(max(0, min(e.scroll.Y, paper.Height-window.Height))))
}

func (e *Editor) scrollBy(dx, dy float32) {
	before := e.scroll
	e.scroll = e.scroll.AddXY(dx, dy)
	e.clampScroll()
	if e.scroll != before {
		e.redraw()
	}
}

// showCaret scrolls just far enough for the caret to be seen with some of what
// is around it.
func (e *Editor) showCaret() {
	s := e.window()
	if s.Height < lineHeight || s.Width < 4*lineHeight {
		return
	}
	v := e.view
	row := e.b.lines.row(e.b.sel.Caret)
	y := v.below(row)
	room := min(lineHeight, (s.Height-lineHeight)/2)
	e.scroll.Y = max(min(e.scroll.Y, y-room), y+lineHeight+room-s.Height)
	x := v.x(row, e.b.sel.Caret)
	side := min(6*v.ruler.cell, s.Width/3)
	e.scroll.X = max(min(e.scroll.X, max(0, x-side)), x+textPad+side-s.Width)
	e.clampScroll()
}

// revealRows scrolls rows into view. What has to come from elsewhere is put
// with a third of the view above it.
func (e *Editor) revealRows(first, last int) {
	h := e.window().Height
	top, bottom := e.view.below(first), e.view.below(last)+lineHeight
	if top >= e.scroll.Y && (bottom <= e.scroll.Y+h || top <= e.scroll.Y+h/3) {
		return
	}
	e.scroll.Y = top - min(h/3, max(lineHeight, h-(bottom-top)-lineHeight))
	e.scroll.X = 0
	e.clampScroll()
}

// topOffset is the start of the first row in view, and keepTop holds it still
// when the text above it grew or shrank.
func (e *Editor) topOffset() int {
	first, _ := e.view.rowsInView()
	return e.b.lines.starts[first]
}

func (e *Editor) keepTop(offset int) {
	first, _ := e.view.rowsInView()
	if first > 0 {
		e.scroll.Y += e.view.below(e.b.lines.row(offset)) - e.view.below(first)
	}
	e.clampScroll()
}

// scrollBar is a slim bar over the edge of the text; the vertical one also
// carries ticks where problems and finds are.
type scrollBar struct {
	widget.BaseWidget
	e        *Editor
	vertical bool
	hovered  bool
	held     bool
	grab     float32 // pointer minus thumb, when it was taken
	thumb    *canvas.Rectangle
	ticks    pool[box]
	objects  *fyne.Container
}

var (
	_ fyne.Draggable     = (*scrollBar)(nil)
	_ desktop.Hoverable  = (*scrollBar)(nil)
	_ desktop.Mouseable  = (*scrollBar)(nil)
	_ desktop.Cursorable = (*scrollBar)(nil)
)

const (
	barWidth  float32 = 10
	thumbWide float32 = 6
	thumbLess float32 = 28
)

func newScrollBar(e *Editor, vertical bool) *scrollBar {
	b := &scrollBar{e: e, vertical: vertical, thumb: &canvas.Rectangle{CornerRadius: thumbWide / 2}}
	b.objects = layer(b.thumb)
	b.ticks = pool[box]{on: b.objects, fresh: newBox}
	b.ExtendBaseWidget(b)
	return b
}

func (b *scrollBar) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(b.objects) }

// extent is the length of the bar, of the thumb, and how far it is along.
func (b *scrollBar) extent() (length, thumb, at, paper, window float32) {
	p, w := b.e.view.paperSize(), b.e.window()
	length, paper, window, at = b.Size().Width, p.Width, w.Width, b.e.scroll.X
	if b.vertical {
		length, paper, window, at = b.Size().Height, p.Height, w.Height, b.e.scroll.Y
	}
	if paper <= window {
		return length, 0, 0, paper, window
	}
	thumb = max(thumbLess, length*window/paper)
	return length, thumb, at / (paper - window) * (length - thumb), paper, window
}

func (b *scrollBar) draw(p *look.Palette) {
	_, thumb, at, _, _ := b.extent()
	if thumb == 0 {
		b.thumb.Hide()
	} else {
		b.thumb.Show()
	}
	b.thumb.FillColor = look.Veil(p.Faint, 0.40)
	if b.hovered || b.held {
		b.thumb.FillColor = look.Veil(p.Faint, 0.85)
	}
	const inset = (barWidth - thumbWide) / 2
	if !b.vertical {
		b.thumb.Move(fyne.NewPos(at, inset))
		b.thumb.Resize(fyne.NewSize(thumb, thumbWide))
		return
	}
	b.thumb.Move(fyne.NewPos(inset, at))
	b.thumb.Resize(fyne.NewSize(thumbWide, thumb))
	if thumb > 0 {
		b.drawTicks(p)
	}
	b.ticks.rest()
}

// mostTicks bounds the ticks; more could not be told apart.
const mostTicks = 100

func (b *scrollBar) drawTicks(p *look.Palette) {
	rows := float32(max(1, b.e.folds.count(b.e.b.lines.count())))
	tick := func(offset int, c color.NRGBA) {
		t := b.ticks.next()
		y := float32(b.e.folds.line(b.e.b.lines.row(offset))) / rows * (b.Size().Height - 3)
		t.FillColor = c
		t.Move(fyne.NewPos(barWidth-5, float32(int(y))))
		t.Resize(fyne.NewSize(4, 3))
	}
	for i, at := range b.e.find.hits {
		if i >= mostTicks || !b.e.bar.Visible() || b.e.bar.mode != findMode {
			break
		}
		tick(at, look.Veil(p.Waiting, 0.8))
	}
	for i := range b.e.problems {
		if i >= mostTicks {
			break
		}
		if pr := &b.e.problems[i]; pr.Severity != diag.Hint {
			tick(pr.Span.Start, severityInk(pr.Severity)(p))
		}
	}
}

func (b *scrollBar) along(p fyne.Position) float32 {
	if b.vertical {
		return p.Y
	}
	return p.X
}

// MouseDown takes the thumb, or brings it to the pointer.
func (b *scrollBar) MouseDown(ev *desktop.MouseEvent) {
	_, thumb, at, _, _ := b.extent()
	b.grab = b.along(ev.Position) - at
	if b.grab < 0 || b.grab > thumb {
		b.grab = thumb / 2
		b.moveTo(b.along(ev.Position))
	}
	b.held = true
}

// MouseUp implements desktop.Mouseable.
func (b *scrollBar) MouseUp(*desktop.MouseEvent) { b.DragEnd() }

// Dragged implements fyne.Draggable.
func (b *scrollBar) Dragged(ev *fyne.DragEvent) { b.moveTo(b.along(ev.Position)) }

// DragEnd implements fyne.Draggable.
func (b *scrollBar) DragEnd() { b.held = false; b.e.redraw() }

func (b *scrollBar) moveTo(pointer float32) {
	length, thumb, _, paper, window := b.extent()
	if thumb == 0 || length <= thumb {
		return
	}
	to := (pointer - b.grab) / (length - thumb) * (paper - window)
	if b.vertical {
		b.e.scrollBy(0, to-b.e.scroll.Y)
	} else {
		b.e.scrollBy(to-b.e.scroll.X, 0)
	}
}

// Cursor implements desktop.Cursorable.
func (b *scrollBar) Cursor() desktop.Cursor { return desktop.DefaultCursor }

// MouseIn implements desktop.Hoverable.
func (b *scrollBar) MouseIn(*desktop.MouseEvent) { b.hovered = true; b.e.redraw() }

// MouseMoved implements desktop.Hoverable.
func (b *scrollBar) MouseMoved(*desktop.MouseEvent) {}

// MouseOut implements desktop.Hoverable.
func (b *scrollBar) MouseOut() { b.hovered = false; b.e.redraw() }
