package paint

import (
	"image/color"
	"io"
	"math"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/go-pdf/fpdf"
	"github.com/stateboard/stateboard/assets"
	"github.com/stateboard/stateboard/canvas/geom"
	"github.com/stateboard/stateboard/canvas/scene"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
)

// PDF measures: a world unit is a CSS pixel, and no page may be longer than
// mostPoints.
const (
	pointsPerUnit = 0.75
	mostPoints    = 14400
	quarterArc    = 0.5522847498 // of the radius, to draw a quarter circle as a cubic
)

// PDF writes the scenes, drawn above each other, as one page as large as the
// picture. Shapes and text stay vectors, the fonts are embedded. The same scenes
// give the same bytes.
func PDF(w io.Writer, scenes ...*scene.Scene) error {
	r := page(scenes)
	unit := min(pointsPerUnit, mostPoints/max(r.W, r.H))
	doc := fpdf.NewCustom(&fpdf.InitType{OrientationStr: "P", UnitStr: "pt", Size: fpdf.SizeType{Wd: r.W * unit, Ht: r.H * unit}})
	doc.SetCreationDate(time.Unix(0, 0).UTC())
	doc.SetModificationDate(time.Unix(0, 0).UTC())
	doc.SetCatalogSort(true)
	doc.SetProducer("Stateboard", true)
	doc.SetMargins(0, 0, 0)
	doc.SetAutoPageBreak(false, 0)
	doc.AddUTF8FontFromBytes("inter", "", assets.InterRegular)
	doc.AddUTF8FontFromBytes("inter", "B", assets.InterSemiBold)
	if anyMono(scenes) {
		doc.AddUTF8FontFromBytes("mono", "", assets.JetBrainsMono)
	}
	doc.AddPageFormat("P", fpdf.SizeType{Wd: r.W * unit, Ht: r.H * unit})
	p := &pdf{Fpdf: doc, page: r, unit: unit, set: newSetter(1024)}
	for _, s := range scenes {
		if s != nil && s.Background.A > 0 && p.fill(s.Background) {
			doc.Rect(0, 0, r.W*unit, r.H*unit, "F")
		}
	}
	exported(scenes, p.item)
	return doc.Output(w)
}

func anyMono(scenes []*scene.Scene) bool {
	found := false
	exported(scenes, func(it scene.Item) {
		t, ok := it.(*scene.Text)
		found = found || ok && t.Weight == scene.Mono
	})
	return found
}

type pdf struct {
	*fpdf.Fpdf
	page geom.Rect
	unit float64
	set  *setter
}

// at returns a world position in points from the page's top left corner.
func (p *pdf) at(q geom.Point) (x, y float64) {
	return (q.X - p.page.X) * p.unit, (q.Y - p.page.Y) * p.unit
}

func (p *pdf) fill(c color.NRGBA) bool {
	p.SetFillColor(int(c.R), int(c.G), int(c.B))
	p.SetAlpha(float64(c.A)/255, "Normal")
	return c.A > 0
}

func (p *pdf) stroke(c color.NRGBA, width float64, dash [2]float64) bool {
	p.SetDrawColor(int(c.R), int(c.G), int(c.B))
	p.SetAlpha(float64(c.A)/255, "Normal")
	p.SetLineWidth(width * p.unit)
	if dash[0] > 0 {
		p.SetDashPattern([]float64{dash[0] * p.unit, dash[1] * p.unit}, 0)
	} else {
		p.SetDashPattern(nil, 0)
	}
	return c.A > 0 && width > 0
}

func (p *pdf) item(it scene.Item) {
	switch it := it.(type) {
	case *scene.Box:
		p.box(it)
	case *scene.Path:
		p.path(it)
	case *scene.Text:
		p.text(it)
	case *scene.Icon:
		p.icon(it)
	case *scene.Dots:
		if p.fill(it.Color) {
			dotsWithin(it, p.page, func(q geom.Point) {
				x, y := p.at(q)
				p.Circle(x, y, it.Size/2*p.unit, "F")
			})
		}
	}
}

func (p *pdf) box(b *scene.Box) {
	if b.HaloWidth > 0 && p.stroke(b.Halo, b.HaloWidth, [2]float64{}) {
		p.rounded(b.Rect.Inset(-b.HaloWidth/2), b.Radius+b.HaloWidth/2)
		p.DrawPath("D")
	}
	half := b.Width / 2
	if p.fill(b.Fill) {
		p.rounded(b.Rect.Inset(half), max(0, b.Radius-half))
		p.DrawPath("F")
	}
	if p.stroke(b.Stroke, b.Width, b.Dash) {
		p.rounded(b.Rect.Inset(half), max(0, b.Radius-half))
		p.DrawPath("D")
	}
}

// rounded starts a closed path along r.
func (p *pdf) rounded(r geom.Rect, radius float64) {
	radius = min(radius, r.W/2, r.H/2)
	k := radius * (1 - quarterArc)
	x0, y0, x1, y1 := r.X, r.Y, r.Right(), r.Bottom()
	p.move(geom.Pt(x0+radius, y0))
	p.line(geom.Pt(x1-radius, y0))
	p.cubic(geom.Pt(x1-k, y0), geom.Pt(x1, y0+k), geom.Pt(x1, y0+radius))
	p.line(geom.Pt(x1, y1-radius))
	p.cubic(geom.Pt(x1, y1-k), geom.Pt(x1-k, y1), geom.Pt(x1-radius, y1))
	p.line(geom.Pt(x0+radius, y1))
	p.cubic(geom.Pt(x0+k, y1), geom.Pt(x0, y1-k), geom.Pt(x0, y1-radius))
	p.line(geom.Pt(x0, y0+radius))
	p.cubic(geom.Pt(x0, y0+k), geom.Pt(x0+k, y0), geom.Pt(x0+radius, y0))
	p.ClosePath()
}

func (p *pdf) move(q geom.Point) { p.MoveTo(p.at(q)) }
func (p *pdf) line(q geom.Point) { p.LineTo(p.at(q)) }

func (p *pdf) cubic(a, b, c geom.Point) {
	ax, ay := p.at(a)
	bx, by := p.at(b)
	cx, cy := p.at(c)
	p.CurveBezierCubicTo(ax, ay, bx, by, cx, cy)
}

func (p *pdf) path(l *scene.Path) {
	if p.stroke(l.Stroke, l.Width, l.Dash) {
		p.SetLineCapStyle("butt")
		from := geom.Point{}
		for i, q := range outlined(l) {
			switch {
			case i == 0:
				p.move(q.to)
			case q.curved:
				p.cubic(from.Lerp(q.corner, 2.0/3), q.to.Lerp(q.corner, 2.0/3), q.to)
			default:
				p.line(q.to)
			}
			from = q.to
		}
		p.DrawPath("D")
	}
	if head := arrow(l); head != nil && p.fill(l.Stroke) {
		p.move(head[0])
		p.line(head[1])
		p.line(head[2])
		p.ClosePath()
		p.DrawPath("F")
	}
}

func (p *pdf) icon(it *scene.Icon) {
	at := func(q geom.Point) geom.Point { return geom.Pt(it.Rect.X+q.X*it.Rect.W, it.Rect.Y+q.Y*it.Rect.H) }
	for _, k := range it.Glyph.Strokes() {
		if k.Width == 0 && !p.fill(it.Color) || k.Width > 0 && !p.stroke(it.Color, k.Width*it.Rect.W, [2]float64{}) {
			continue
		}
		p.SetLineCapStyle("round")
		p.SetLineJoinStyle("round")
		for i, q := range k.Points {
			if i == 0 {
				p.move(at(q))
				continue
			}
			p.line(at(q))
		}
		if k.Closed {
			p.ClosePath()
		}
		p.DrawPath([...]string{"F", "D"}[min(1, int(k.Width*1e6))])
	}
	p.SetLineCapStyle("butt")
	p.SetLineJoinStyle("miter")
}

func (p *pdf) text(t *scene.Text) {
	family, style := "inter", ""
	switch t.Weight {
	case scene.SemiBold:
		style = "B"
	case scene.Mono:
		family = "mono"
	}
	p.SetTextColor(int(t.Color.R), int(t.Color.G), int(t.Color.B))
	p.SetAlpha(float64(t.Color.A)/255, "Normal")
	p.SetFont(family, style, t.Size*p.unit)
	x, y := p.at(geom.Pt(t.Left(), t.At.Y))
	p.wordByWord(t, x, y)
}

// wordByWord starts every word, and what follows a kerned pair, where kerning puts
// it: the library knows none. Letters of a fallback font are drawn as shapes.
func (p *pdf) wordByWord(t *scene.Text, x, y float64) {
	own := faceOf(t.Weight)
	letters := p.set.line(t.Text, own).letters
	for _, word := range strings.FieldsFunc(t.Text, invisible) {
		n := min(utf8.RuneCountInString(word), len(letters))
		p.word(letters[:n], own, t, x, y)
		letters = letters[n:]
	}
}

// tight is the kerning, in sizes, from which on a new piece of text begins.
const tight = 0.012

// word writes the letters of one word, those of its own face as text.
func (p *pdf) word(letters []letter, own face, t *scene.Text, x, y float64) {
	for len(letters) > 0 {
		var text []rune
		pen := letters[0].x
		for _, l := range letters {
			if l.face != own || l.char > 0xFFFF || math.Abs(float64(l.x-pen)) > tight {
				break
			}
			text = append(text, l.char)
			pen += l.adv
		}
		at := x + float64(letters[0].x)*t.Size*p.unit
		if len(text) > 0 {
			p.Text(at, y, string(text))
			letters = letters[len(text):]
			continue
		}
		p.shape(letters[0], t, at, y)
		letters = letters[1:]
	}
}

// shape fills the outline of one letter with its origin at x, y, in points.
func (p *pdf) shape(l letter, t *scene.Text, x, y float64) {
	segs, err := fontOf(l.face).LoadGlyph(&p.set.buf, l.glyph, fixed.I(em), nil)
	if err != nil || len(segs) == 0 || !p.fill(t.Color) {
		return
	}
	k := t.Size * p.unit / em / 64
	at := func(q fixed.Point26_6) (float64, float64) { return x + float64(q.X)*k, y + float64(q.Y)*k }
	var px, py float64 // where the pen is
	for i, s := range segs {
		ax, ay := at(s.Args[0])
		bx, by := at(s.Args[1])
		cx, cy := at(s.Args[2])
		switch s.Op {
		case sfnt.SegmentOpMoveTo:
			if i > 0 {
				p.ClosePath()
			}
			p.MoveTo(ax, ay)
			px, py = ax, ay
		case sfnt.SegmentOpLineTo:
			p.LineTo(ax, ay)
			px, py = ax, ay
		case sfnt.SegmentOpQuadTo: // PDF has only cubics
			p.CurveBezierCubicTo(px+(ax-px)*2/3, py+(ay-py)*2/3, bx+(ax-bx)*2/3, by+(ay-by)*2/3, bx, by)
			px, py = bx, by
		case sfnt.SegmentOpCubeTo:
			p.CurveBezierCubicTo(ax, ay, bx, by, cx, cy)
			px, py = cx, cy
		}
	}
	p.ClosePath()
	p.DrawPath("F")
}
