package paint

import (
	"bufio"
	"fmt"
	"image/color"
	"io"
	"strconv"
	"strings"

	"github.com/stateboard/stateboard/canvas/geom"
	"github.com/stateboard/stateboard/canvas/scene"
)

// SVG writes the scenes, drawn above each other, as one SVG image. Text stays text
// in the family Inter, or another sans serif where that is missing. The same
// scenes give the same bytes.
func SVG(w io.Writer, scenes ...*scene.Scene) error {
	r := page(scenes)
	s := &svg{out: bufio.NewWriter(w), page: r, ink: paintOf}
	s.printf(`<svg xmlns="http://www.w3.org/2000/svg" width="%s" height="%s" viewBox="%s %s %s %s" font-family="Inter, 'Helvetica Neue', Arial, sans-serif">`+"\n",
		dec(r.W), dec(r.H), dec(r.X), dec(r.Y), dec(r.W), dec(r.H))
	for _, sc := range scenes {
		if sc != nil && sc.Background.A > 0 {
			s.printf(`<rect x="%s" y="%s" width="%s" height="%s"%s/>`+"\n", dec(r.X), dec(r.Y), dec(r.W), dec(r.H), paintOf("fill", sc.Background))
		}
	}
	exported(scenes, s.item)
	s.printf("</svg>\n")
	if s.err != nil {
		return s.err
	}
	return s.out.Flush()
}

// SVGItem returns an item as SVG elements for a page that styles them: ink
// gives the attribute ("fill" or "stroke") of a colour that is not transparent.
// Texts are held to their width, so that they keep to their places in whatever
// font the reader has.
func SVGItem(it scene.Item, ink func(attribute string, c color.NRGBA) string) string {
	var b strings.Builder
	s := &svg{out: bufio.NewWriter(&b), held: true, ink: func(attribute string, c color.NRGBA) string {
		if c.A == 0 {
			return paintOf(attribute, c)
		}
		return ink(attribute, c)
	}}
	s.item(it)
	s.out.Flush() // a strings.Builder takes everything
	return b.String()
}

// Page is what an export of the scene shows: everything there is, with a
// margin, on whole world units.
func Page(s *scene.Scene) geom.Rect { return page([]*scene.Scene{s}) }

type svg struct {
	out  *bufio.Writer
	page geom.Rect
	ink  func(attribute string, c color.NRGBA) string
	held bool // texts to their widths
	err  error
}

func (s *svg) printf(format string, args ...any) {
	if _, err := fmt.Fprintf(s.out, format, args...); err != nil && s.err == nil {
		s.err = err
	}
}

func (s *svg) item(it scene.Item) {
	switch it := it.(type) {
	case *scene.Box:
		s.box(it)
	case *scene.Path:
		s.path(it)
	case *scene.Text:
		s.text(it)
	case *scene.Icon:
		s.icon(it)
	case *scene.Dots:
		s.dots(it)
	}
}

func (s *svg) box(b *scene.Box) {
	if b.HaloWidth > 0 && b.Halo.A > 0 {
		half := b.HaloWidth / 2
		s.rect(b.Rect.Inset(-half), b.Radius+half, color.NRGBA{}, b.Halo, b.HaloWidth, [2]float64{})
	}
	half := b.Width / 2
	s.rect(b.Rect.Inset(half), max(0, b.Radius-half), b.Fill, b.Stroke, b.Width, b.Dash)
}

// rect writes a rectangle whose border lies along r.
func (s *svg) rect(r geom.Rect, radius float64, fill, stroke color.NRGBA, width float64, dash [2]float64) {
	if width == 0 {
		stroke.A = 0
	}
	if fill.A == 0 && stroke.A == 0 {
		return
	}
	s.printf(`<rect x="%s" y="%s" width="%s" height="%s"`, dec(r.X), dec(r.Y), dec(r.W), dec(r.H))
	if radius > 0 {
		s.printf(` rx="%s"`, dec(radius))
	}
	s.printf(`%s`, s.ink("fill", fill))
	if stroke.A > 0 {
		s.printf(`%s stroke-width="%s"%s`, s.ink("stroke", stroke), dec(width), dashes(dash))
	}
	s.printf("/>\n")
}

func (s *svg) path(p *scene.Path) {
	if p.Stroke.A == 0 {
		return
	}
	var d strings.Builder
	for i, q := range outlined(p) {
		switch {
		case i == 0:
			fmt.Fprintf(&d, "M%s", pair(q.to))
		case q.curved:
			fmt.Fprintf(&d, "Q%s %s", pair(q.corner), pair(q.to))
		default:
			fmt.Fprintf(&d, "L%s", pair(q.to))
		}
	}
	s.printf(`<path d="%s" fill="none"%s stroke-width="%s"%s/>`+"\n", d.String(), s.ink("stroke", p.Stroke), dec(p.Width), dashes(p.Dash))
	if head := arrow(p); head != nil {
		s.printf(`<path d="M%sL%sL%sZ"%s/>`+"\n", pair(head[0]), pair(head[1]), pair(head[2]), s.ink("fill", p.Stroke))
	}
}

func (s *svg) text(t *scene.Text) {
	s.printf(`<text x="%s" y="%s" font-size="%s"`, dec(t.At.X), dec(t.At.Y), dec(t.Size))
	switch t.Weight {
	case scene.SemiBold:
		s.printf(` font-weight="600"`)
	case scene.Mono:
		s.printf(` font-family="'JetBrains Mono', Menlo, Consolas, monospace"`)
	}
	if t.Anchor != scene.Start {
		s.printf(` text-anchor="%s"`, [...]string{"start", "middle", "end"}[t.Anchor])
	}
	if s.held && t.Width > 0 {
		s.printf(` textLength="%s" lengthAdjust="spacingAndGlyphs"`, dec(t.Width))
	}
	s.printf("%s>", s.ink("fill", t.Color))
	if t.Full != "" {
		s.printf("<title>%s</title>", escape(t.Full))
	}
	s.printf("%s</text>\n", escape(t.Text))
}

func (s *svg) icon(it *scene.Icon) {
	at := func(p geom.Point) string {
		return pair(geom.Pt(it.Rect.X+p.X*it.Rect.W, it.Rect.Y+p.Y*it.Rect.H))
	}
	for _, k := range it.Glyph.Strokes() {
		var d strings.Builder
		for i, p := range k.Points {
			d.WriteString([...]string{"M", "L"}[min(i, 1)] + at(p))
		}
		if k.Closed {
			d.WriteByte('Z')
		}
		if k.Width == 0 {
			s.printf(`<path d="%s"%s/>`+"\n", d.String(), s.ink("fill", it.Color))
			continue
		}
		s.printf(`<path d="%s" fill="none"%s stroke-width="%s" stroke-linecap="round" stroke-linejoin="round"/>`+"\n",
			d.String(), s.ink("stroke", it.Color), dec(k.Width*it.Rect.W))
	}
}

func (s *svg) dots(d *scene.Dots) {
	x, y := s.page.X, s.page.Y
	half := d.Step / 2
	s.printf(`<defs><pattern id="grid" x="%s" y="%s" width="%s" height="%s" patternUnits="userSpaceOnUse"><circle cx="%s" cy="%s" r="%s"%s/></pattern></defs>`+"\n",
		dec(-half), dec(-half), dec(d.Step), dec(d.Step), dec(half), dec(half), dec(d.Size/2), s.ink("fill", d.Color))
	s.printf(`<rect x="%s" y="%s" width="%s" height="%s" fill="url(#grid)"/>`+"\n", dec(x), dec(y), dec(s.page.W), dec(s.page.H))
}

// paintOf returns an attribute, with its opacity where that is not full.
func paintOf(name string, c color.NRGBA) string {
	if c.A == 0 {
		return ` ` + name + `="none"`
	}
	s := fmt.Sprintf(` %s="#%02X%02X%02X"`, name, c.R, c.G, c.B)
	if c.A < 255 {
		s += fmt.Sprintf(` %s-opacity="%s"`, name, dec(float64(c.A)/255))
	}
	return s
}

func dashes(d [2]float64) string {
	if d[0] <= 0 {
		return ""
	}
	return fmt.Sprintf(` stroke-dasharray="%s %s"`, dec(d[0]), dec(d[1]))
}

func pair(p geom.Point) string { return dec(p.X) + " " + dec(p.Y) }

// dec writes a number with at most three decimals.
func dec(v float64) string {
	s := strconv.FormatFloat(v, 'f', 3, 64)
	s = strings.TrimRight(strings.TrimRight(s, "0"), ".")
	if s == "-0" {
		return "0"
	}
	return s
}

// escape makes a text safe in XML: markup is escaped, and what XML 1.0 has no
// character for becomes U+FFFD.
func escape(text string) string {
	var b strings.Builder
	for _, r := range text {
		switch {
		case r == '&':
			b.WriteString("&amp;")
		case r == '<':
			b.WriteString("&lt;")
		case r == '>':
			b.WriteString("&gt;")
		case r == '"':
			b.WriteString("&quot;")
		case r < 0x20 && r != '\t' && r != '\n' && r != '\r', r == 0xFFFE, r == 0xFFFF:
			b.WriteRune('\uFFFD')
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}
