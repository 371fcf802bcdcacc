package look

import (
	"fmt"
	"image/color"
	"strings"

	"github.com/stateboard/stateboard/canvas/scene"
)

// Palette is the project's one table of colours.
type Palette = scene.Palette

var light, dark = scene.Light, scene.Dark

// KindInk is the hue of a kind of state, by its ASL name.
func KindInk(kind string) Ink {
	return func(p *Palette) color.NRGBA { return p.Kind(kind) }
}

// KindIcon is the drawing of a kind of state, the one the diagram has.
func KindIcon(kind string) Icon { return GlyphIcon(scene.KindGlyph(kind)) }

// StatusInk is the colour of words about a status.
func StatusInk(s scene.Status) Ink {
	return func(p *Palette) color.NRGBA {
		if s == scene.Idle {
			return p.Secondary
		}
		return p.Status(s)
	}
}

// StatusIcon is the mark of a status, the one the diagram has.
func StatusIcon(s scene.Status) Icon { return GlyphIcon(s.Glyph()) }

// glyphs holds the scene's drawings that have been asked for. Main goroutine.
var glyphs = map[Icon]scene.Glyph{}

// GlyphIcon lends a drawing of the scene to controls.
func GlyphIcon(g scene.Glyph) Icon {
	if g == scene.NoGlyph {
		return NoIcon
	}
	i := Icon("scene-" + g.String())
	glyphs[i] = g
	return i
}

// trace writes the scene's strokes as SVG on our field of 16.
func trace(g scene.Glyph) string {
	var b strings.Builder
	b.WriteString(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16" width="16" height="16">`)
	for _, s := range g.Strokes() {
		b.WriteString(`<path d="`)
		for i, p := range s.Points {
			letter := "L"
			if i == 0 {
				letter = "M"
			}
			fmt.Fprintf(&b, "%s%.2f %.2f ", letter, p.X*16, p.Y*16)
		}
		if s.Closed {
			b.WriteString("Z")
		}
		if s.Width == 0 {
			b.WriteString(`" fill="currentColor" stroke="none"/>`)
		} else {
			fmt.Fprintf(&b, `" fill="none" stroke="currentColor" stroke-width="%.2f" stroke-linecap="round" stroke-linejoin="round"/>`, s.Width*16)
		}
	}
	b.WriteString("</svg>")
	return b.String()
}
