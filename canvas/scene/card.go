package scene

import (
	"image/color"

	"github.com/stateboard/stateboard/asl/graph"
	"github.com/stateboard/stateboard/canvas/geom"
	"github.com/stateboard/stateboard/canvas/layout"
)

// This file defines how one state, and the marks where a machine starts and
// ends, are drawn.

// Baselines of the text on a card, from its middle.
const (
	nameLine     = -3.5
	subtitleLine = 13.5
	aloneLine    = 5.5 // of the name when it is alone, seen from afar
	textEnd      = 7   // from the text to the right border
)

// card draws a state that has nothing inside.
func (b *builder) card(n *layout.Node, g *graph.Node) {
	kind := kindOf(g.State)
	status := b.Status[n.ID]
	text, second := b.pal.Text, b.pal.Secondary
	if status == Skipped {
		text, second = b.pal.Secondary, b.pal.Faint
	}
	line, words := b.pal.NodeLine, Subtitle(g.State)
	if n.Collapsed {
		line, words = Mix(b.pal.Kind(kind), b.pal.Background, 0.35), insideWords(g.State)
		b.stack(n, line)
	}
	b.out.add(b.frame(n, b.pal.Node, line, NodeRadius))
	b.chip(n.Rect, kind)
	left := n.Rect.X + NodePad + ChipSize + ChipGap
	width := n.Rect.Right() - textEnd - left
	mid := n.Rect.Center().Y
	b.text(g.Name, geom.Pt(left, mid+nameLine), width, TextSize, SemiBold, text, Zooms{From: ZoomDetail})
	b.text(words, geom.Pt(left, mid+subtitleLine), width, SecondarySize, Regular, second, Zooms{From: ZoomDetail})
	b.overview(g.Name, geom.Pt(left, mid+aloneLine), width, text)
	b.target(Target{Kind: OnState, ID: n.ID, Rect: n.Rect})
	if kind != "Succeed" && kind != "Fail" {
		b.handle(n)
	}
}

// overview adds the name that is shown from afar: as large as it fits whole, up to
// OverviewSize.
func (b *builder) overview(name string, at geom.Point, width float64, c color.NRGBA) {
	size := float64(OverviewSize)
	for size > TextSize && b.Measure(name, size, int(SemiBold)) > width {
		size--
	}
	b.text(name, at, width, size, SemiBold, c, Zooms{From: ZoomName, Below: ZoomDetail})
}

// frame returns the box of a node: hairline, or what selection, status or a
// change makes of it.
func (b *builder) frame(n *layout.Node, fill, stroke color.NRGBA, radius float64) *Box {
	box := &Box{Rect: n.Rect, Radius: radius, Fill: fill, Stroke: stroke, Width: HairWidth}
	status := b.Status[n.ID]
	if c := b.Changes[n.ID]; c != Same {
		box.Stroke, box.Width = c.color(&b.pal), StrongWidth
		if c == Removed {
			box.Dash = [2]float64{DashOn, DashOff}
		}
	}
	if status != Idle {
		box.Stroke, box.Width = b.pal.Status(status), StrongWidth
	}
	if status == Skipped {
		box.Width, box.Dash = HairWidth, [2]float64{DashOn, DashOff}
	}
	if status.Live() {
		box.Halo, box.HaloWidth = Fade(box.Stroke, HaloTint), HaloWidth
	}
	if b.Selection[n.ID] {
		box.Stroke, box.Width, box.Dash = b.pal.Accent, StrongWidth, [2]float64{}
	}
	return box
}

// chip draws the square with the kind's icon at the left of a card.
func (b *builder) chip(r geom.Rect, kind string) {
	at := geom.Rect{X: r.X + NodePad, Y: r.Center().Y - ChipSize/2, W: ChipSize, H: ChipSize}
	b.out.add(Chip(at, kind, &b.pal)...)
}

// Chip returns the chip of a kind: the palette and the outline show the same one.
func Chip(at geom.Rect, kind string, p *Palette) []Item {
	hue := p.Kind(kind)
	size := IconSize * at.W / ChipSize
	return []Item{
		&Box{Rect: at, Radius: ChipRadius * at.W / ChipSize, Fill: Fade(hue, ChipTint), Zoom: Zooms{From: ZoomIcon}},
		&Box{Rect: at, Radius: ChipRadius * at.W / ChipSize, Fill: Fade(hue, 0.55), Zoom: Zooms{From: ZoomChip, Below: ZoomIcon}},
		&Icon{Rect: geom.Around(at.Center(), geom.Size{W: size, H: size}), Glyph: KindGlyph(kind), Color: hue, Zoom: Zooms{From: ZoomIcon}},
	}
}

// handle is a target from the start, and drawn when the state is hovered: a
// pointer that comes to pull at it hovers the state first.
func (b *builder) handle(n *layout.Node) {
	b.target(Target{Kind: OnHandle, ID: n.ID, Rect: handleReach(n.Rect)})
}

// handleReach is the place of a connection handle: mostly below the border, so
// that the card itself stays free for dragging.
func handleReach(r geom.Rect) geom.Rect {
	foot := r.Foot()
	return geom.Rect{X: foot.X - HandleReach/2, Y: foot.Y - HandleReach/3, W: HandleReach, H: HandleReach}
}

// mark draws where the whole machine starts or ends.
func (b *builder) mark(n *layout.Node, g *graph.Node) {
	c := n.Rect.Center()
	radius := min(MarkRadius, n.Rect.W/2, n.Rect.H/2)
	// A mark has no badge: being passed colours all of it.
	line, width := b.pal.Edge, EdgeWidth
	if s := b.Status[n.ID]; s != Idle && s != Skipped {
		line, width = b.pal.Status(s), StrongWidth
	}
	b.out.add(&Box{
		Rect: geom.Around(c, geom.Size{W: 2 * radius, H: 2 * radius}), Radius: radius,
		Fill: b.pal.Node, Stroke: line, Width: width,
	})
	if g.Kind == graph.StartMark {
		b.out.add(&Icon{Rect: geom.Around(c.Add(geom.Pt(0.5, 0)), geom.Size{W: radius, H: radius}), Glyph: GlyphPlay, Color: line, Zoom: Zooms{From: ZoomIcon}})
		b.target(Target{Kind: OnMark, ID: n.ID, Rect: n.Rect})
		b.handle(n)
		return
	}
	dot := radius
	b.out.add(&Box{Rect: geom.Around(c, geom.Size{W: dot, H: dot}), Radius: dot / 2, Fill: line, Zoom: Zooms{From: ZoomIcon}})
	b.target(Target{Kind: OnMark, ID: n.ID, Rect: n.Rect})
}

// text adds a text shortened to width, unless nothing of it would be left.
func (b *builder) text(s string, at geom.Point, width, size float64, weight Weight, c color.NRGBA, z Zooms) *Text {
	t := fitted(b.Measure, s, width, size, weight)
	if t == nil {
		return nil
	}
	t.At, t.Color, t.Zoom = at, c, z
	b.out.add(t)
	return t
}
