package ui

import (
	"image/color"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"
	"github.com/sergi/go-diff/diffmatchpatch"

	"github.com/stateboard/stateboard/ui/look"
)

// diffLine is one line of two texts side by side; an absent side is "".
type diffLine struct {
	left, right string
	same        bool
}

// diffLines lines two texts up. Long stretches that are the same are cut to
// their edges.
func diffLines(mine, theirs string) []diffLine {
	d := diffmatchpatch.New()
	a, b, lines := d.DiffLinesToChars(mine, theirs)
	var out []diffLine
	var gone, come []string
	flush := func() {
		for i := range max(len(gone), len(come)) {
			var l diffLine
			if i < len(gone) {
				l.left = gone[i]
			}
			if i < len(come) {
				l.right = come[i]
			}
			out = append(out, l)
		}
		gone, come = nil, nil
	}
	for _, part := range d.DiffCharsToLines(d.DiffMain(a, b, false), lines) {
		list := strings.Split(strings.TrimSuffix(part.Text, "\n"), "\n")
		switch part.Type {
		case diffmatchpatch.DiffDelete:
			gone = append(gone, list...)
		case diffmatchpatch.DiffInsert:
			come = append(come, list...)
		default:
			flush()
			out = append(out, shortened(list)...)
		}
	}
	flush()
	return out
}

// shortened keeps the edges of a stretch that is the same on both sides.
func shortened(list []string) []diffLine {
	const edge = 3
	var out []diffLine
	for i, s := range list {
		switch {
		case len(list) <= 2*edge+1 || i < edge || i >= len(list)-edge:
			out = append(out, diffLine{s, s, true})
		case i == edge:
			out = append(out, diffLine{"⋯", "⋯", true})
		}
	}
	return out
}

// newDiff shows two texts side by side, what differs in colour.
func newDiff(mine, theirs string) fyne.CanvasObject {
	s := &diffSheet{lines: diffLines(mine, theirs)}
	s.ExtendBaseWidget(s)
	scroll := container.NewVScroll(s)
	scroll.SetMinSize(fyne.NewSize(820, 360))
	return scroll
}

type diffSheet struct {
	widget.BaseWidget
	lines []diffLine
}

const diffRow = 18

// CreateRenderer implements fyne.Widget.
func (d *diffSheet) CreateRenderer() fyne.WidgetRenderer {
	p := look.Colors()
	r := &diffRenderer{d: d}
	for i, l := range d.lines {
		for side, text := range []string{l.left, l.right} {
			ground := canvas.NewRectangle(look.Veil(p.Panel, 0))
			if !l.same && text != "" {
				ground.FillColor = look.Veil([]color.NRGBA{p.Failed, p.Succeeded}[side], 0.14)
			}
			word := &canvas.Text{Text: strings.ReplaceAll(text, "\t", "    "), TextSize: look.MonoSize, TextStyle: fyne.TextStyle{Monospace: true}, Color: p.Text}
			if l.same {
				word.Color = p.Secondary
			}
			r.cells = append(r.cells, diffCell{ground, word, i, side})
			r.objects = append(r.objects, ground, word)
		}
	}
	return r
}

type diffCell struct {
	ground    *canvas.Rectangle
	word      *canvas.Text
	row, side int
}

type diffRenderer struct {
	d       *diffSheet
	cells   []diffCell
	objects []fyne.CanvasObject
}

func (r *diffRenderer) Destroy()                     {}
func (r *diffRenderer) Refresh()                     {}
func (r *diffRenderer) Objects() []fyne.CanvasObject { return r.objects }
func (r *diffRenderer) MinSize() fyne.Size           { return fyne.NewSize(600, float32(len(r.d.lines))*diffRow) }

func (r *diffRenderer) Layout(s fyne.Size) {
	half := s.Width / 2
	for _, c := range r.cells {
		at := fyne.NewPos(float32(c.side)*half, float32(c.row)*diffRow)
		c.ground.Move(at)
		c.ground.Resize(fyne.NewSize(half-4, diffRow))
		c.word.Text = look.Shorten(c.word.Text, half-20, look.MonoSize, fyne.TextStyle{Monospace: true})
		c.word.Move(at.AddXY(6, 1))
		c.word.Resize(c.word.MinSize())
	}
}
