package editor

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"

	"github.com/stateboard/stateboard/asl/text"
	"github.com/stateboard/stateboard/ui/look"
)

// view is the editor's renderer: a few layers of pooled objects. Only what is
// in view has an object.
type view struct {
	e      *Editor
	ruler  ruler
	gutter float32
	scale  float32 // device pixels in a unit

	back    *canvas.Rectangle
	ground  *fyne.Container // bands behind everything, the whole width
	paper   *fyne.Container // what is clipped at the gutter
	margin  *fyne.Container // line numbers and marks of problems
	window  *container.Clip // clips paper
	frame   *container.Clip // clips the whole
	objects []fyne.CanvasObject

	bands, fills  pool[box]
	words, digits pool[words]
	notes         pool[words]
	waves         pool[*wave]
	marks         pool[*mark]
	chevrons      pool[*chevron]
	caret         *canvas.Rectangle
	vertical      *scrollBar
	horizontal    *scrollBar
	dirty         *canvas.Rectangle // refreshing it repaints the window and costs nothing
	tokens        []token
}

// free leaves objects where they were put.
type free struct{}

func (free) Layout([]fyne.CanvasObject, fyne.Size)       {}
func (free) MinSize([]fyne.CanvasObject) fyne.Size       { return fyne.Size{} }
func layer(objects ...fyne.CanvasObject) *fyne.Container { return container.New(free{}, objects...) }

func newView(e *Editor) *view {
	v := &view{e: e, back: &canvas.Rectangle{}, caret: &canvas.Rectangle{}, dirty: &canvas.Rectangle{}}
	v.ground, v.margin = layer(), layer()
	fills, waves, code, notes := layer(), layer(), layer(), layer()
	v.paper = layer(fills, waves, code, notes, v.caret)
	v.window = container.NewClip(v.paper)
	v.vertical, v.horizontal = newScrollBar(e, true), newScrollBar(e, false)
	v.frame = container.NewClip(layer(v.ground, v.window, v.margin, v.dirty, v.vertical, v.horizontal, e.bar))
	v.objects = []fyne.CanvasObject{v.back, v.frame}

	v.bands = pool[box]{on: v.ground, fresh: newBox}
	v.fills = pool[box]{on: fills, fresh: newBox}
	v.words = pool[words]{on: code, fresh: newCode}
	v.digits = pool[words]{on: v.margin, fresh: newCode}
	v.notes = pool[words]{on: notes, fresh: func() words { return words{&canvas.Text{TextSize: look.CaptionSize}} }}
	v.waves = pool[*wave]{on: waves, fresh: newWave}
	v.marks = pool[*mark]{on: v.margin, fresh: newMark}
	v.chevrons = pool[*chevron]{on: v.margin, fresh: newChevron}
	return v
}

func newCode() words {
	return words{&canvas.Text{TextSize: look.MonoSize, TextStyle: codeStyle}}
}

// item is something a pool can hold: an object that Fyne knows how to paint,
// possibly with more around it. Fyne paints by concrete type, so an object that
// embeds another one would stay invisible.
type item interface{ object() fyne.CanvasObject }

type box struct{ *canvas.Rectangle }

func (b box) object() fyne.CanvasObject { return b.Rectangle }

func newBox() box { return box{&canvas.Rectangle{}} }

type words struct{ *canvas.Text }

func (w words) object() fyne.CanvasObject { return w.Text }

// pool hands out objects of one kind, the same ones at every drawing.
type pool[T item] struct {
	on    *fyne.Container
	fresh func() T
	made  []T
	used  int
}

func (p *pool[T]) next() T {
	if p.used == len(p.made) {
		t := p.fresh()
		p.made = append(p.made, t)
		p.on.Objects = append(p.on.Objects, t.object())
	}
	t := p.made[p.used]
	p.used++
	if o := t.object(); !o.Visible() {
		o.Show()
	}
	return t
}

// rest hides what this drawing did not use and starts the next one.
func (p *pool[T]) rest() {
	for _, t := range p.made[p.used:] {
		if o := t.object(); o.Visible() {
			o.Hide()
		}
	}
	p.used = 0
}

// Destroy implements fyne.WidgetRenderer.
func (v *view) Destroy() { v.e.blink.stop() }

// Objects implements fyne.WidgetRenderer.
func (v *view) Objects() []fyne.CanvasObject { return v.objects }

// MinSize implements fyne.WidgetRenderer.
func (v *view) MinSize() fyne.Size { return fyne.NewSize(120, 3*lineHeight) }

// Layout implements fyne.WidgetRenderer.
func (v *view) Layout(s fyne.Size) {
	v.back.Resize(s)
	v.frame.Resize(s)
	v.e.clampScroll()
	v.draw()
}

// Refresh dresses the editor in the theme of the moment.
func (v *view) Refresh() {
	v.ruler = ruler{}
	v.draw()
	v.back.FillColor = look.Colors().Panel
	canvas.Refresh(v.e)
}

// rowsInView is the first and the last row of which something shows.
func (v *view) rowsInView() (first, last int) {
	n := v.e.folds.count(v.e.b.lines.count())
	first = max(0, min(int((v.e.scroll.Y-topPad)/lineHeight), n-1))
	last = max(first, min(int((v.e.scroll.Y+v.e.Size().Height-topPad)/lineHeight), n-1))
	return v.e.folds.row(first), v.e.folds.row(last)
}

// topPad is the room over the first row.
const topPad float32 = 4

// y is where a row, or the one that stands for it, begins in the view.
func (v *view) y(row int) float32 { return v.below(row) - v.e.scroll.Y }

// below is how far down on the paper a row begins.
func (v *view) below(row int) float32 { return topPad + float32(v.e.folds.line(row))*lineHeight }

// rowAt is the row at a height in the view, the nearest one outside the text.
func (v *view) rowAt(y float32) int {
	line := int((y + v.e.scroll.Y - topPad) / lineHeight)
	return v.e.folds.row(max(0, min(line, v.e.folds.count(v.e.b.lines.count())-1)))
}

// x is where an offset stands in its row, counted from the row's start.
func (v *view) x(row, offset int) float32 {
	v.measure()
	line, start := v.e.b.line(row)
	return v.ruler.x(line, max(0, offset-start))
}

// offset is the place in a row nearest to x.
func (v *view) offset(row int, x float32) int {
	v.measure()
	line, start := v.e.b.line(row)
	return start + v.ruler.offset(line, x)
}

// offsetAt is the place in the text nearest to a place in the view.
func (v *view) offsetAt(p fyne.Position) int {
	row := v.rowAt(p.Y)
	return v.offset(row, p.X-v.gutter-textPad+v.e.scroll.X)
}

// textPad is the room between the gutter and the text.
const textPad float32 = 6

func (v *view) measure() {
	if v.ruler.cell == 0 {
		v.ruler.refresh()
		v.back.FillColor = look.Colors().Panel
	}
}

// caretRect is where the caret stands in the view.
func (v *view) caretRect() (fyne.Position, fyne.Size) {
	at := v.e.b.sel.Caret
	row := v.e.b.lines.row(at)
	return fyne.NewPos(v.gutter+textPad+v.x(row, at)-v.e.scroll.X-1, v.y(row)+1), fyne.NewSize(2, lineHeight-2)
}

// spanRect is where the first row of a span stands in the view.
func (v *view) spanRect(s text.Span) (fyne.Position, fyne.Size, bool) {
	row := v.e.b.lines.row(settle(v.e.b.s, s.Start))
	line := v.e.b.lines.span(v.e.b.s, row)
	left := v.x(row, min(s.Start, line.End))
	right := max(v.x(row, min(max(s.End, s.Start), line.End)), left+v.ruler.cell)
	at := fyne.NewPos(v.gutter+textPad+left-v.e.scroll.X, v.y(row))
	first, last := v.rowsInView()
	return at, fyne.NewSize(right-left, lineHeight), row >= first && row <= last && v.e.folds.head(row) == row
}

// paperSize is how large the whole text is. One screen less a row of room
// below the last row lets the end be worked on in the middle of the view.
func (v *view) paperSize() fyne.Size {
	v.measure()
	b := v.e.b
	height := 2*topPad + float32(v.e.folds.count(b.lines.count()))*lineHeight
	if whole := v.e.Size().Height; height > whole {
		height += max(0, min(whole-3*lineHeight, 6*lineHeight))
	}
	return fyne.NewSize(float32(b.lines.widest(b.s))*v.ruler.cell+textPad+3*v.ruler.cell, height)
}
