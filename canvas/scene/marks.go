package scene

import (
	"image/color"

	"github.com/stateboard/stateboard/canvas/geom"
	"github.com/stateboard/stateboard/canvas/layout"
)

// This file defines what sits on the border of a node: the badge of its status,
// problem or change, its pill, its breakpoint.

// badgeRing separates a badge from the border below it.
const badgeRing = 2

func (b *builder) marks(n *layout.Node) {
	corner := geom.Pt(n.Rect.Right()-3, n.Rect.Y+3)
	switch status, problem, change := b.Status[n.ID], b.Problems[n.ID], b.Changes[n.ID]; {
	case status != Idle:
		b.badge(corner, BadgeSize/2, b.pal.Status(status), status.Glyph())
	case change != Same:
		b.badge(corner, BadgeSize/2, change.color(&b.pal), [...]Glyph{NoGlyph, GlyphPlus, GlyphFail, GlyphCaught}[change])
	case problem != NoProblem:
		// A problem of the drawing is square, what happened in a run is round.
		c := b.pal.Waiting
		if problem == Error {
			c = b.pal.Failed
		}
		b.badge(corner, 5, c, GlyphWarning)
	}
	if text := b.Pills[n.ID]; text != "" {
		b.counter(n, text)
	}
	if b.Breakpoints[n.ID] {
		at := geom.Around(geom.Pt(n.Rect.X+3, n.Rect.Y+3), geom.Size{W: 14, H: 14})
		b.out.add(&Box{Rect: at, Radius: 7, Fill: b.pal.Failed, Stroke: b.pal.Background, Width: badgeRing, Zoom: Zooms{From: ZoomChip}})
	}
}

func (b *builder) badge(c geom.Point, radius float64, fill color.NRGBA, g Glyph) {
	const side = BadgeSize + 2*badgeRing
	b.out.add(
		&Box{Rect: geom.Around(c, geom.Size{W: side, H: side}), Radius: radius + badgeRing, Fill: fill, Stroke: b.pal.Background, Width: badgeRing, Zoom: Zooms{From: ZoomChip}},
		&Icon{Rect: geom.Around(c, geom.Size{W: BadgeIcon, H: BadgeIcon}), Glyph: g, Color: b.pal.OnStatus, Zoom: Zooms{From: ZoomIcon}},
	)
}

// counter draws the pill "1 retry" on the lower border, at the right.
func (b *builder) counter(n *layout.Node, text string) {
	w := min(b.Measure(text, SecondarySize, int(Regular))+2*LabelPad-2, n.Rect.W-2*NodePad)
	r := geom.Rect{X: n.Rect.Right() - NodePad - w, Y: n.Rect.Bottom() - PillHeight/2 + 2, W: w, H: PillHeight}
	line := b.pal.NodeLine
	if s := b.Status[n.ID]; s != Idle && s != Skipped {
		line = b.pal.Status(s)
	}
	b.pill(r, text, text, b.pal.Text, b.pal.Node, line)
}
