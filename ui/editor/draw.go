package editor

import (
	"image/color"
	"math"
	"strconv"
	"unicode/utf8"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"github.com/stateboard/stateboard/asl/diag"
	"github.com/stateboard/stateboard/asl/text"
	"github.com/stateboard/stateboard/ui/look"
)

// draw puts everything in view where it belongs. It is called after every key,
// click and scroll.
func (v *view) draw() {
	size := v.e.Size()
	if size.Width <= 0 || size.Height <= 0 {
		return
	}
	v.measure()
	v.scale = 1
	if c := fyne.CurrentApp().Driver().CanvasForObject(v.e); c != nil {
		v.scale = c.Scale()
	}
	p := look.Colors()
	v.placeFrame(size)
	first, last := v.rowsInView()
	v.drawBands(p, first, last)
	v.drawSelection(p, first, last)
	v.drawFinds(p, first, last)
	v.drawBrackets(p, first, last)
	for row := first; row <= last; row = v.e.folds.next(row, 1) {
		v.drawRow(p, row)
	}
	v.drawFolds(p, first, last)
	v.drawProblems(p, first, last)
	v.drawCaret(p)
	v.vertical.draw(p)
	v.horizontal.draw(p)
	v.bands.rest()
	v.fills.rest()
	v.words.rest()
	v.digits.rest()
	v.notes.rest()
	v.waves.rest()
	v.marks.rest()
	v.chevrons.rest()
	canvas.Refresh(v.dirty)
}

func (v *view) placeFrame(size fyne.Size) {
	v.gutter = 8
	if v.e.o.Numbers {
		digits := max(3, len(strconv.Itoa(v.e.b.lines.count())))
		v.gutter = markSize + 10 + float32(digits)*v.ruler.cell + 8 + chevronRoom
	}
	v.gutter = float32(int(v.gutter + 0.5))
	place(v.window, v.gutter, 0, size.Width-v.gutter, size.Height)
	place(v.vertical, size.Width-barWidth, 2, barWidth, size.Height-4)
	place(v.horizontal, v.gutter, size.Height-barWidth, size.Width-v.gutter-barWidth, barWidth)
	if v.e.bar.Visible() {
		min := v.e.bar.MinSize()
		width := max(min.Width, fyne.Min(340, size.Width-16))
		place(v.e.bar, size.Width-width-8, 8, width, min.Height)
	}
}

func place(o fyne.CanvasObject, x, y, w, h float32) {
	o.Move(fyne.NewPos(x, y))
	o.Resize(fyne.NewSize(max(0, w), max(0, h)))
}

// drawBands lays the row of the caret and the rows of the highlight behind the
// text, over the whole width.
func (v *view) drawBands(p *look.Palette, first, last int) {
	width := v.e.Size().Width
	if s := v.e.highlight; !s.Empty() {
		from, to := max(first, v.e.b.lines.row(settle(v.e.b.s, s.Start))), min(last, v.e.b.lines.row(settle(v.e.b.s, s.End)))
		if from <= to {
			y := v.y(from)
			h := v.y(to) - y + lineHeight
			v.band(0, y, width, h, look.Veil(p.Accent, 0.06))
			v.band(0, y, 2, h, look.Veil(p.Accent, 0.8))
		}
	}
	row := v.e.folds.head(v.e.b.lines.row(v.e.b.sel.Caret))
	if row < first || row > last || !v.e.b.sel.Empty() && v.e.focused {
		return
	}
	ink := p.Raised
	if !v.e.focused {
		ink = look.Over(p.Panel, p.Raised, 0.6)
	}
	if v.e.ReadOnly() && !v.e.focused {
		return
	}
	b := v.bands.next()
	b.FillColor = ink
	if !v.e.highlight.Empty() {
		b.FillColor = look.Veil(p.Text, 0.045) // lets the band under it show
	}
	place(b, 0, v.y(row), width, lineHeight)
}

func (v *view) band(x, y, w, h float32, c color.NRGBA) {
	b := v.bands.next()
	b.FillColor = c
	place(b, x, y, w, h)
}

// fill lays a colour behind part of a row; offsets are in the text.
func (v *view) fill(row, from, to int, more float32, c color.NRGBA, radius float32) *canvas.Rectangle {
	left := v.x(row, from) - v.e.scroll.X
	right := v.x(row, to) - v.e.scroll.X + more
	window := v.e.window().Width
	left, right = max(left, -20), min(right, window+20)
	if right <= left {
		return nil
	}
	f := v.fills.next()
	f.FillColor, f.StrokeColor, f.StrokeWidth, f.CornerRadius = c, color.NRGBA{}, 0, radius
	place(f, textPad+left, v.y(row), right-left, lineHeight)
	return f.Rectangle
}

func (v *view) drawSelection(p *look.Palette, first, last int) {
	s := v.e.b.sel.Span()
	if s.Empty() {
		return
	}
	ink := look.Veil(p.Accent, 0.22)
	if !v.e.focused {
		ink = look.Veil(p.Faint, 0.22)
	}
	from, to := max(first, v.e.b.lines.row(s.Start)), min(last, v.e.b.lines.row(s.End))
	for row := v.e.folds.head(from); row <= to; row = v.e.folds.next(row, 1) {
		line := v.e.b.lines.span(v.e.b.s, row)
		more := float32(0)
		if s.End > line.End {
			more = v.ruler.cell * 0.7 // the line end is selected too
		}
		if s.Start <= line.End {
			v.fill(row, max(s.Start, line.Start), min(s.End, line.End), more, ink, 0)
		}
	}
}

func (v *view) drawFinds(p *look.Palette, first, last int) {
	if !v.e.bar.Visible() || v.e.find.query == "" || v.e.bar.mode != findMode {
		return
	}
	b := v.e.b
	from, to := b.lines.starts[first], b.lines.span(b.s, last).End
	selected := b.sel.Span()
	for _, at := range v.e.find.between(b, from, to) {
		ink, end := look.Veil(p.Waiting, 0.28), at+len(v.e.find.query)
		row := b.lines.row(at)
		if v.e.folds.head(row) != row {
			continue
		}
		f := v.fill(row, at, min(end, b.lines.span(b.s, row).End), 0, ink, 3)
		if f != nil && selected.Start == at && selected.End == end {
			f.StrokeColor, f.StrokeWidth = p.Waiting, 1
		}
	}
}

func (v *view) drawBrackets(p *look.Palette, first, last int) {
	if !v.e.focused || !v.e.b.sel.Empty() {
		return
	}
	one, other, ok := v.e.b.brackets()
	if !ok {
		return
	}
	for _, s := range []text.Span{one, other} {
		if row := v.e.b.lines.row(s.Start); row >= first && row <= last && v.e.folds.head(row) == row {
			if f := v.fill(row, s.Start, s.End, 0, look.Veil(p.Accent, 0.14), 3); f != nil {
				f.StrokeColor, f.StrokeWidth = look.Veil(p.Accent, 0.55), 1
			}
		}
	}
}

// drawRow draws the number and the words of a row. Only what the view's width
// shows is read and drawn, so a row may be as long as a whole document.
func (v *view) drawRow(p *look.Palette, row int) {
	y := v.y(row)
	if v.e.o.Numbers {
		v.drawNumber(p, row, y)
	}
	line, _ := v.e.b.line(row)
	if line == "" {
		return
	}
	from := max(0, v.ruler.offset(line, v.e.scroll.X-textPad)-1)
	to := min(len(line), v.ruler.offset(line, v.e.scroll.X+v.e.window().Width)+2)
	for from > 0 && !utf8.RuneStart(line[from]) {
		from--
	}
	for to < len(line) && !utf8.RuneStart(line[to]) {
		to++
	}
	v.tokens = v.e.b.language.tokenize(line, to, v.tokens)
	at := from
	for _, t := range v.tokens {
		if t.end <= from {
			continue
		}
		start, end := max(t.start, from), min(t.end, to)
		if start >= to {
			break
		}
		v.drawWords(line, at, start, y, p.Text)
		v.drawWords(line, start, end, y, classInk(t.class)(p))
		at = end
	}
	v.drawWords(line, at, to, y, p.Text)
}

func (v *view) drawNumber(p *look.Palette, row int, y float32) {
	d := v.digits.next()
	label := strconv.Itoa(row + 1)
	ink := p.Faint
	if v.e.focused && row == v.e.b.lines.row(v.e.b.sel.Caret) {
		ink = p.Secondary
	}
	w := float32(len(label)) * v.ruler.cell
	v.setText(d, label, ink, v.gutter-8-chevronRoom-w, y, w)
}

// drawWords draws bytes [from, to) of a row in one colour, blanks left out.
func (v *view) drawWords(line string, from, to int, y float32, ink color.NRGBA) {
	for from < to && line[from] == ' ' {
		from++
	}
	for to > from && line[to-1] == ' ' {
		to--
	}
	if from >= to {
		return
	}
	x := v.ruler.x(line, from)
	if even(line[from:to]) {
		v.setWords(line[from:to], ink, x, y, float32(to-from)*v.ruler.cell)
		return
	}
	// Pieces that are not one cell a byte are set one by one, so that a wide
	// character does not shift what the caret believes about the rest.
	start, at := from, x
	flush := func(end int) {
		if end > start {
			v.setWords(line[start:end], ink, x, y, at-x)
		}
		start, x = end, at
	}
	for i, c := range line[from:to] {
		i += from
		single := c >= utf8.RuneSelf && !joins(c) || c == '\t'
		if single {
			flush(i)
		}
		at = v.ruler.advance(at, c)
		if c == '\t' {
			start, x = i+1, at
		}
	}
	flush(to)
}

func (v *view) setWords(s string, ink color.NRGBA, x, y, width float32) {
	v.setText(v.words.next(), s, ink, textPad+x-v.e.scroll.X, y, width)
}

func (v *view) setText(w words, s string, ink color.NRGBA, x, y, width float32) {
	t := w.Text
	t.Text, t.Color = s, ink
	t.Move(fyne.NewPos(v.whole(x), v.whole(y)))
	t.Resize(fyne.NewSize(width, lineHeight))
}

// whole is a place on whole device pixels; between them text would blur.
func (v *view) whole(x float32) float32 {
	return float32(math.Round(float64(x*v.scale))) / v.scale
}

func classInk(c class) look.Ink {
	switch c {
	case objectKey:
		return func(p *look.Palette) color.NRGBA { return p.JSONKey }
	case stringValue:
		return func(p *look.Palette) color.NRGBA { return p.JSONString }
	case number:
		return func(p *look.Palette) color.NRGBA { return p.JSONNumber }
	case placeholder:
		return func(p *look.Palette) color.NRGBA { return p.Choice }
	case comment:
		return look.Secondary
	case broken:
		return look.Failed
	}
	return look.Plain
}

// drawProblems underlines what is wrong, marks its row in the gutter, and
// says the gravest finding of a row behind its end where there is room: errors
// always, the rest on the caret's row.
func (v *view) drawProblems(p *look.Palette, first, last int) {
	b := v.e.b
	caretRow := b.lines.row(b.sel.Caret)
	noted := -1
	for i := range v.e.problems {
		pr := &v.e.problems[i]
		row := b.lines.row(settle(b.s, pr.Span.Start))
		if row < first || row > last {
			continue
		}
		ink := severityInk(pr.Severity)(p)
		if head := v.e.folds.head(row); head != row { // told by a mark on the row that stands for it
			if v.e.o.Numbers {
				v.marks.next().set(pr.Severity, p, fyne.NewPos(6, v.y(head)+(lineHeight-markSize)/2))
			}
			continue
		}
		at, size, _ := v.spanRect(pr.Span)
		left, right := max(at.X-v.gutter, 0), min(at.X-v.gutter+size.Width, v.e.window().Width)
		if right > left {
			v.waves.next().set(ink, pr.Severity == diag.Hint, fyne.NewPos(left, at.Y+lineHeight-waveHeight+0.5), fyne.NewSize(right-left, waveHeight))
		}
		if row == noted {
			continue
		}
		grave := v.gravest(i, row)
		noted = row
		if v.e.o.Numbers {
			v.marks.next().set(grave.Severity, p, fyne.NewPos(6, v.y(row)+(lineHeight-markSize)/2))
		}
		if grave.Severity == diag.Error || row == caretRow && v.e.focused {
			v.drawNote(p, row, grave)
		}
	}
}

// gravest is the worst of the problems of a row, the first of which is i.
func (v *view) gravest(i, row int) *diag.Diagnostic {
	worst := &v.e.problems[i]
	for j := i + 1; j < len(v.e.problems); j++ {
		pr := &v.e.problems[j]
		if v.e.b.lines.row(settle(v.e.b.s, pr.Span.Start)) != row {
			break
		}
		if pr.Severity < worst.Severity {
			worst = pr
		}
	}
	return worst
}

func (v *view) drawNote(p *look.Palette, row int, pr *diag.Diagnostic) {
	const least = 90
	end := v.x(row, v.e.b.lines.span(v.e.b.s, row).End) - v.e.scroll.X + textPad + 3*v.ruler.cell
	room := v.e.window().Width - end - barWidth
	if room < least || end < 0 {
		return
	}
	n := v.notes.next().Text
	n.Text = look.Shorten(pr.Message, room, look.CaptionSize, fyne.TextStyle{})
	n.Color = look.Veil(severityInk(pr.Severity)(p), 0.85)
	n.Move(fyne.NewPos(v.whole(end), v.y(row)))
	n.Resize(fyne.NewSize(room, lineHeight))
}

func (v *view) drawCaret(p *look.Palette) {
	at, size := v.caretRect()
	v.caret.FillColor = p.Accent
	v.caret.Resize(size)
	v.caret.Move(fyne.NewPos(v.whole(at.X-v.gutter), at.Y))
	v.showBlink()
}

func (v *view) showBlink() {
	if v.e.focused && !v.e.blink.hidden {
		v.caret.Show()
	} else {
		v.caret.Hide()
	}
	canvas.Refresh(v.dirty)
}
