package paint

import (
	"sync"

	"github.com/stateboard/stateboard/assets"
	"github.com/stateboard/stateboard/canvas/scene"
	"golang.org/x/image/font"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
)

// face names one of the embedded fonts; those from faces on are fallbacks.
type face uint8

const (
	regular face = iota
	semibold
	mono
	faces
)

func faceOf(w scene.Weight) face {
	switch w {
	case scene.SemiBold:
		return semibold
	case scene.Mono:
		return mono
	}
	return regular
}

// fonts are parsed once; a parsed font may be read by many goroutines, each with
// its own buffer.
var fonts = sync.OnceValue(func() (out [faces]*sfnt.Font) {
	for f, data := range [faces][]byte{assets.InterRegular, assets.InterSemiBold, assets.JetBrainsMono} {
		parsed, err := sfnt.Parse(data)
		if err != nil {
			panic("paint: embedded font: " + err.Error())
		}
		out[f] = parsed
	}
	return out
})

// em is the size, in pixels, that lines are set at before scaling. Large enough
// for 26.6 numbers to be exact to a thousandth of the size.
const em = 1024

// letter is a glyph set on a line; x and its advance are in sizes (1 = the font
// size). Char is what
// the glyph stands for: another than in the text where that is missing.
type letter struct {
	face  face
	glyph sfnt.GlyphIndex
	x     float32
	adv   float32 // before kerning
	char  rune
}

// line is a text set in one face, independent of the size it is drawn at.
type line struct {
	letters []letter
	width   float64 // in sizes
}

// setter sets lines and remembers them. It is for one goroutine.
type setter struct {
	buf   sfnt.Buffer
	lines cache[lineKey, *line]
}

type lineKey struct {
	text string
	face face
}

func newSetter(limit int) *setter {
	return &setter{lines: newCache[lineKey, *line](limit)}
}

// line sets a text: advances and kerning, unhinted, so that a text is exactly
// twice as wide at twice the size.
func (s *setter) line(text string, f face) *line {
	key := lineKey{text, f}
	if l, ok := s.lines.get(key); ok {
		return l
	}
	l := &line{letters: make([]letter, 0, len(text))}
	var pen fixed.Int26_6
	var last letter
	for i, r := range text {
		at := s.find(r, f)
		if i > 0 && at.face == last.face {
			if k, err := fontOf(at.face).Kern(&s.buf, last.glyph, at.glyph, fixed.I(em), font.HintingNone); err == nil {
				pen += k
			}
		}
		at.x = float32(pen) / 64 / em
		if adv, err := fontOf(at.face).GlyphAdvance(&s.buf, at.glyph, fixed.I(em), font.HintingNone); err == nil {
			pen += adv
			at.adv = float32(adv) / 64 / em
		}
		if !invisible(r) {
			l.letters = append(l.letters, at)
		}
		last = at
	}
	l.width = float64(pen) / 64 / em
	s.lines.put(key, l)
	return l
}

// find returns the glyph of a rune in the face, or in another face that has it,
// or in a font of the system, or a box.
func (s *setter) find(r rune, f face) letter {
	if g := s.glyph(r, f); g != 0 || invisible(r) {
		return letter{face: f, glyph: g, char: r}
	}
	for other := range faces {
		if g := s.glyph(r, other); g != 0 {
			return letter{face: other, glyph: g, char: r}
		}
	}
	for i := range fallbacks() {
		if g := s.glyph(r, faces+face(i)); g != 0 {
			return letter{face: faces + face(i), glyph: g, char: r}
		}
	}
	// Inter's own sign for a missing glyph is a heavy pattern; a box is quieter.
	for other := range faces {
		if g := s.glyph(missing, other); g != 0 {
			return letter{face: other, glyph: g, char: missing}
		}
	}
	return letter{face: f, char: r}
}

// missing is a white square.
const missing = '\u25a1'

func (s *setter) glyph(r rune, f face) sfnt.GlyphIndex {
	g, err := fontOf(f).GlyphIndex(&s.buf, r)
	if err != nil {
		return 0
	}
	return g
}

func invisible(r rune) bool { return r == ' ' || r == '\u00a0' || r == '\t' }

// measuring is shared by all callers of Measure.
var measuring struct {
	sync.Mutex
	set *setter
}

// Measure returns the width of a text in pixels at the given size. Weight is 400,
// 600, or 1 for the monospaced face. It is the measure that layout and scene are
// given, and is safe for concurrent use.
func Measure(text string, size float64, weight int) float64 {
	measuring.Lock()
	defer measuring.Unlock()
	if measuring.set == nil {
		measuring.set = newSetter(1 << 14)
	}
	return measuring.set.line(text, faceOf(scene.Weight(weight))).width * size
}
