package page

import (
	"cmp"
	"fmt"
	"html/template"
	"image/color"
	"slices"
	"strings"

	"github.com/stateboard/stateboard/canvas/geom"
	"github.com/stateboard/stateboard/canvas/paint"
	"github.com/stateboard/stateboard/canvas/scene"
)

// piece is an item of the picture at some of the moments.
type piece struct {
	slot  slot
	item  scene.Item // in daylight
	svg   string
	on    []int // the moments at which it comes and goes, by turns
	stamp int   // the picture it was seen in last
}

// slot is a place in the drawing order, the same at every moment.
type slot struct {
	layer scene.Layer
	index int
	at    int // which item of its part
}

// drawing collects the pieces of all moments.
type drawing struct {
	page   *Page
	pieces []*piece
	bySlot map[slot][]*piece
	shown  []*piece
	inks   inks
	bounds geom.Rect
	last   *scene.Scene // the last moment's
}

func draw(p *Page) *drawing {
	d := &drawing{page: p, bySlot: map[slot][]*piece{}, inks: inks{names: map[[2]color.NRGBA]int{}}}
	var before *Marks
	for m := 1; m <= p.moments(); m++ {
		if marks := p.marks(m); marks != before {
			d.moment(m, marks)
			before = marks
		}
	}
	slices.SortStableFunc(d.pieces, func(a, b *piece) int {
		return cmp.Or(cmp.Compare(a.slot.layer, b.slot.layer), cmp.Compare(a.slot.index, b.slot.index), cmp.Compare(a.slot.at, b.slot.at))
	})
	return d
}

// moment adds what is new in the picture and ends what is gone.
func (d *drawing) moment(m int, marks *Marks) {
	sc := d.page.scene(marks, false)
	var dark *scene.Scene
	d.last, d.bounds = sc, d.bounds.Union(paint.Page(sc))
	var shown []*piece
	from := 0
	for _, part := range sc.Parts {
		for i := from; i < part.End; i++ {
			it := sc.Items[i]
			if !it.Zooms().Has(1) {
				continue
			}
			s := slot{part.Layer, part.Index, i - from}
			p := d.find(s, it)
			if p == nil {
				if dark == nil {
					dark = d.page.scene(marks, true)
				}
				p = &piece{slot: s, item: it, svg: d.inks.draw(it, dark.Items[i])}
				d.pieces, d.bySlot[s] = append(d.pieces, p), append(d.bySlot[s], p)
			}
			if len(p.on)%2 == 0 {
				p.on = append(p.on, m)
			}
			p.stamp = m
			shown = append(shown, p)
		}
		from = part.End
	}
	for _, p := range d.shown {
		if p.stamp != m {
			p.on = append(p.on, m)
		}
	}
	d.shown = shown
}

func (d *drawing) find(s slot, it scene.Item) *piece {
	for _, p := range d.bySlot[s] {
		if same(p.item, it) {
			return p
		}
	}
	return nil
}

// same tells whether two items look the same.
func same(a, b scene.Item) bool {
	switch a := a.(type) {
	case *scene.Box:
		b, ok := b.(*scene.Box)
		return ok && *a == *b
	case *scene.Text:
		b, ok := b.(*scene.Text)
		return ok && *a == *b
	case *scene.Icon:
		b, ok := b.(*scene.Icon)
		return ok && *a == *b
	case *scene.Path:
		b, ok := b.(*scene.Path)
		return ok && a.Radius == b.Radius && a.Stroke == b.Stroke && a.Width == b.Width && a.Dash == b.Dash && a.Head == b.Head &&
			a.Zoom == b.Zoom && slices.Equal(a.Points, b.Points)
	}
	return false
}

// scene is the picture with marks on it.
func (p *Page) scene(marks *Marks, dark bool) *scene.Scene {
	return scene.Build(scene.Input{
		Graph: p.Graph, Layout: p.Layout, Palette: scene.PaletteFor(dark), Measure: paint.Measure,
		Status: marks.Status, Taken: marks.Taken, Pills: marks.Pills, NoGrid: true, Transparent: true, Parts: true,
	})
}

// svg is the pieces of the layers from one until before another, in drawing
// order. Those of other moments than the last are there and not displayed.
func (d *drawing) svg(from, until scene.Layer) template.HTML {
	var b strings.Builder
	for _, p := range d.pieces {
		if p.slot.layer < from || p.slot.layer >= until {
			continue
		}
		if p.always() {
			b.WriteString(p.svg)
			continue
		}
		b.WriteString(`<g data-when="` + joined(p.on) + `"`)
		if len(p.on)%2 == 0 {
			b.WriteString(` display="none"`)
		}
		b.WriteString(">" + strings.ReplaceAll(strings.TrimSuffix(p.svg, "\n"), "\n", "") + "</g>\n")
	}
	return template.HTML(b.String())
}

func (p *piece) always() bool { return len(p.on) == 1 && p.on[0] == 1 }

// at tells whether the piece shows at a moment.
func (p *piece) at(m int) bool {
	n, _ := slices.BinarySearch(p.on, m+1)
	return n%2 == 1
}

// inks names each pair of a colour by day and by night.
type inks struct {
	names map[[2]color.NRGBA]int
	list  [][2]color.NRGBA
}

// draw is an item in SVG, its colours named.
func (k *inks) draw(day, night scene.Item) string {
	var dark []color.NRGBA
	paint.SVGItem(night, func(_ string, c color.NRGBA) string {
		dark = append(dark, c)
		return ""
	})
	return paint.SVGItem(day, func(attribute string, c color.NRGBA) string {
		pair := [2]color.NRGBA{c, c}
		if len(dark) > 0 {
			pair[1], dark = dark[0], dark[1:]
		}
		n, ok := k.names[pair]
		if !ok {
			n = len(k.list)
			k.names[pair], k.list = n, append(k.list, pair)
		}
		return fmt.Sprintf(` %s="var(--k%d)"`, attribute, n)
	})
}

// style is the page's colours in CSS, by day or by night: those of the picture
// and those of the palette.
func (k *inks) style(night bool) string {
	var b strings.Builder
	for i, pair := range k.list {
		c := pair[0]
		if night {
			c = pair[1]
		}
		fmt.Fprintf(&b, "--k%d:%s;", i, hex(c))
	}
	p := scene.PaletteFor(night)
	for _, t := range []struct {
		name string
		c    color.NRGBA
	}{
		{"ground", p.Background}, {"panel", p.Panel}, {"raised", p.Raised}, {"hairline", p.Hairline}, {"text", p.Text}, {"secondary", p.Secondary}, {"faint", p.Faint},
		{"accent", p.Accent}, {"on-accent", p.OnAccent}, {"dot", p.GridDot}, {"on-status", p.OnStatus},
		{"running", p.Running}, {"waiting", p.Waiting}, {"succeeded", p.Succeeded}, {"caught", p.Caught}, {"failed", p.Failed}, {"skipped", p.Faint}, {"idle", p.Faint},
	} {
		fmt.Fprintf(&b, "--%s:%s;", t.name, hex(t.c))
	}
	return b.String()
}

func hex(c color.NRGBA) string {
	if c.A == 255 {
		return fmt.Sprintf("#%02X%02X%02X", c.R, c.G, c.B)
	}
	return fmt.Sprintf("#%02X%02X%02X%02X", c.R, c.G, c.B, c.A)
}
