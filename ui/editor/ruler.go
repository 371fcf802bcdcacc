package editor

import (
	"unicode/utf8"

	"fyne.io/fyne/v2"

	"github.com/stateboard/stateboard/ui/look"
)

// This file defines how wide text is. The face is monospaced, so a row of
// plain ASCII is a multiplication; what other faces must draw is measured.

// The measures of the text, in Fyne units.
const lineHeight float32 = 19

// tabStop is the distance of tab stops in cells.
const tabStop = 4

var codeStyle = fyne.TextStyle{Monospace: true}

// ruler measures in the face of the theme in use. Main goroutine.
type ruler struct {
	cell float32
	wide map[rune]float32
}

func (r *ruler) refresh() {
	r.cell = fyne.MeasureText("0000000000", look.MonoSize, codeStyle).Width / 10
	r.wide = map[rune]float32{}
}

// advance is where the character after one at x begins, x counted from the
// start of the row.
func (r *ruler) advance(x float32, c rune) float32 {
	switch {
	case c == '\t':
		stop := r.cell * tabStop
		return (float32(int((x+0.01)/stop)) + 1) * stop
	case c < utf8.RuneSelf:
		return x + r.cell
	}
	w, ok := r.wide[c]
	if !ok {
		if !joins(c) {
			w = fyne.MeasureText(string(c), look.MonoSize, codeStyle).Width
		}
		if len(r.wide) > 4096 {
			clear(r.wide)
		}
		r.wide[c] = w
	}
	return x + w
}

// even tells whether every byte of a row is one cell wide.
func even(line string) bool {
	for i := 0; i < len(line); i++ {
		if line[i] >= utf8.RuneSelf || line[i] == '\t' {
			return false
		}
	}
	return true
}

// x is where a byte of a row stands.
func (r *ruler) x(line string, offset int) float32 {
	offset = min(offset, len(line))
	if even(line[:offset]) {
		return float32(offset) * r.cell
	}
	x := float32(0)
	for _, c := range line[:offset] {
		x = r.advance(x, c)
	}
	return x
}

// offset is the byte of a row whose left edge is nearest to x.
func (r *ruler) offset(line string, x float32) int {
	if x <= 0 {
		return 0
	}
	if n := int(x/r.cell + 0.5); n >= len(line) && even(line) {
		return len(line)
	} else if n < len(line) && even(line[:n+1]) {
		return n
	}
	at := float32(0)
	for i, c := range line {
		next := r.advance(at, c)
		if x < (at+next)/2 {
			return i
		}
		at = next
	}
	return len(line)
}
