package scene

import (
	"github.com/stateboard/stateboard/canvas/geom"
	"github.com/stateboard/stateboard/canvas/layout"
)

// This file defines how a state with states inside (Parallel, Map) is drawn.

// headerLine is the baseline of the header's text from its middle.
const headerLine = 4.5

// container draws border, tint and header; what is inside comes later.
func (b *builder) container(n *layout.Node) {
	g := b.Graph.Node(n.ID)
	if g == nil {
		return
	}
	kind := kindOf(g.State)
	hue := b.pal.Kind(kind)
	b.out.add(b.frame(n, Fade(hue, ContainerTint), Mix(hue, b.pal.Background, 0.35), ContainerCurb))

	header := n.Header
	if header <= 0 {
		header = HeaderHeight
	}
	r := geom.Rect{X: n.Rect.X, Y: n.Rect.Y, W: n.Rect.W, H: header}
	mid := r.Center().Y
	icon := geom.Rect{X: r.X + HeaderPad, Y: mid - HeaderIcon/2, W: HeaderIcon, H: HeaderIcon}
	b.out.add(&Icon{Rect: icon, Glyph: KindGlyph(kind), Color: hue, Zoom: Zooms{From: ZoomIcon}})

	left := icon.Right() + ChipGap
	room := r.Right() - HeaderPad - left
	name := b.text(g.Name, geom.Pt(left, mid+headerLine), room, TextSize, SemiBold, b.pal.Text, Zooms{From: ZoomDetail})
	b.overview(g.Name, geom.Pt(left, mid+aloneLine), room, b.pal.Text)
	if name != nil {
		room -= name.Width + 2*HeaderPad
	}
	b.note(n, geom.Pt(r.Right()-HeaderPad, mid+headerLine), room)
	b.target(Target{Kind: OnContainer, ID: n.ID, Rect: n.Rect})
	b.target(Target{Kind: OnState, ID: n.ID, Rect: r})
	b.handle(n)
}

// note puts the longest wording that fits at the right of the header.
func (b *builder) note(n *layout.Node, at geom.Point, room float64) {
	for _, words := range Notes(b.out.nodes[n.ID].state) {
		if w := b.Measure(words, SecondarySize, int(Regular)); w <= room {
			b.out.add(&Text{At: at, Anchor: End, Text: words, Size: SecondarySize, Weight: Regular, Color: b.pal.Secondary, Width: w, Zoom: Zooms{From: ZoomDetail}})
			return
		}
	}
}
