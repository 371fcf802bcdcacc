package scene

import (
	"math"

	"github.com/stateboard/stateboard/canvas/geom"
)

// Glyph names one of our own drawings.
type Glyph int

// The glyphs: the eight kinds, the marks of the statuses, and the signs of the
// editor.
const (
	NoGlyph Glyph = iota

	GlyphTask
	GlyphChoice
	GlyphParallel
	GlyphMap
	GlyphWait
	GlyphPass
	GlyphSucceed
	GlyphFail
	GlyphUnknown

	GlyphRun
	GlyphPerson
	GlyphCheck
	GlyphCaught
	GlyphExclaim
	GlyphSkip

	GlyphPlus
	GlyphPlay
	GlyphStop
	GlyphWarning
)

var glyphNames = [...]string{
	"none", "task", "choice", "parallel", "map", "wait", "pass", "succeed", "fail", "unknown",
	"run", "person", "check", "caught", "exclaim", "skip", "plus", "play", "stop", "warning",
}

// String returns the glyph's name.
func (g Glyph) String() string {
	if g < 0 || int(g) >= len(glyphNames) {
		return "none"
	}
	return glyphNames[g]
}

// KindGlyph returns the icon of a state kind, by the name ASL gives it.
func KindGlyph(kind string) Glyph {
	switch kind {
	case "Task":
		return GlyphTask
	case "Choice":
		return GlyphChoice
	case "Parallel":
		return GlyphParallel
	case "Map":
		return GlyphMap
	case "Wait":
		return GlyphWait
	case "Pass":
		return GlyphPass
	case "Succeed":
		return GlyphSucceed
	case "Fail":
		return GlyphFail
	}
	return GlyphUnknown
}

// Stroke is one line of a glyph in a unit square, y downwards: filled when Width
// is 0, otherwise drawn that wide with round caps and joins.
type Stroke struct {
	Points []geom.Point
	Closed bool
	Width  float64
}

// Strokes returns the drawing of a glyph. The slices are shared: do not write.
// Curves have been flattened finely enough for 200 pixels a side.
func (g Glyph) Strokes() []Stroke {
	if g < 0 || int(g) >= len(drawings) {
		return nil
	}
	return drawings[g]
}

// pen is the line width of the kinds' icons: 2 on a square of 24.
const pen = 2.0 / 24

// drawings are on a square of 24, scaled down once.
var drawings = [...][]Stroke{
	NoGlyph: nil,
	// A task is a solid tab that points on: work that is done and passed along.
	GlyphTask: {solid(rounded(1.7, [2]float64{4.5, 4.8}, [2]float64{12.8, 4.8}, [2]float64{20.6, 12}, [2]float64{12.8, 19.2}, [2]float64{4.5, 19.2})...)},
	// A choice is a diamond, as on every flow chart.
	GlyphChoice: {closed(pen, at(12, 3), at(21, 12), at(12, 21), at(3, 12))},
	// Branches run down beside each other.
	GlyphParallel: {line(pen, at(5, 4), at(5, 20)), line(pen, at(12, 4), at(12, 20)), line(pen, at(19, 4), at(19, 20))},
	// Items stand in a list.
	GlyphMap: {line(pen, at(4, 5.5), at(20, 5.5)), line(pen, at(4, 12), at(20, 12)), line(pen, at(4, 18.5), at(20, 18.5))},
	// A clock at three.
	GlyphWait: {closed(pen, arc(12, 12, 9, 0, 360)...), line(pen, at(12, 6.5), at(12, 12), at(15.5, 14))},
	// A pass hands on.
	GlyphPass:    {line(pen, at(3.5, 12), at(20, 12)), line(pen, at(14, 6), at(20, 12), at(14, 18))},
	GlyphSucceed: {line(pen*1.15, at(4, 12.8), at(9.6, 18.2), at(20, 6.5))},
	GlyphFail:    {line(pen*1.15, at(5.5, 5.5), at(18.5, 18.5)), line(pen*1.15, at(18.5, 5.5), at(5.5, 18.5))},
	GlyphUnknown: {line(pen, at(8, 8.6), at(8.6, 6.6), at(10.2, 5.3), at(12.2, 5), at(14.3, 5.6), at(15.7, 7.2), at(15.9, 9.2), at(14.8, 11), at(12.8, 12.4), at(12, 13.6), at(12, 15)), line(pen*1.3, at(12, 19), at(12, 19.1))},

	GlyphRun:     {solid(rounded(1.6, [2]float64{7, 3.5}, [2]float64{20.5, 12}, [2]float64{7, 20.5})...)},
	GlyphPerson:  {closed(0.115, arc(12, 7.4, 4.4, 0, 360)...), line(0.115, append(append([]geom.Point{at(3.6, 21.4)}, arc(12, 21.8, 8.4, 180, 360)...), at(20.4, 21.4))...)},
	GlyphCheck:   {line(0.13, at(4.2, 12.8), at(9.8, 18.4), at(20, 6.4))},
	GlyphCaught:  {line(0.115, append(arc(12.5, 12.5, 8, 200, 470), at(9.6, 20.4))...), line(0.115, at(3.4, 5.4), at(4.6, 10.6), at(9.9, 9.4))},
	GlyphExclaim: {line(0.15, at(12, 3.5), at(12, 13.5)), line(0.17, at(12, 20), at(12, 20.1))},
	GlyphSkip:    {line(0.12, at(4, 6), at(10.5, 12), at(4, 18)), line(0.12, at(12.5, 6), at(19, 12), at(12.5, 18))},

	GlyphPlus:    {line(0.15, at(12, 4.5), at(12, 19.5)), line(0.15, at(4.5, 12), at(19.5, 12))},
	GlyphPlay:    {solid(rounded(1.4, [2]float64{6.5, 3}, [2]float64{21, 12}, [2]float64{6.5, 21})...)},
	GlyphStop:    {solid(rounded(3, [2]float64{4, 4}, [2]float64{20, 4}, [2]float64{20, 20}, [2]float64{4, 20})...)},
	GlyphWarning: {line(0.15, at(12, 4), at(12, 13.5)), line(0.17, at(12, 20), at(12, 20.1))},
}

func at(x, y float64) geom.Point { return geom.Point{X: x / 24, Y: y / 24} }

func line(width float64, points ...geom.Point) Stroke { return Stroke{Points: points, Width: width} }

func closed(width float64, points ...geom.Point) Stroke {
	return Stroke{Points: points, Width: width, Closed: true}
}

func solid(points ...geom.Point) Stroke { return Stroke{Points: points, Closed: true} }

// arc flattens a piece of a circle; degrees run clockwise from the right.
func arc(x, y, r, from, to float64) []geom.Point {
	n := max(4, int(math.Abs(to-from)/7.5))
	out := make([]geom.Point, 0, n+1)
	for i := 0; i <= n; i++ {
		if i == n && to-from == 360 {
			break
		}
		s, c := math.Sincos((from + (to-from)*float64(i)/float64(n)) * math.Pi / 180)
		out = append(out, at(x+r*c, y+r*s))
	}
	return out
}

// rounded flattens a convex polygon whose corners are cut by quadratic curves
// that start r before them.
func rounded(r float64, corners ...[2]float64) []geom.Point {
	n := len(corners)
	var out []geom.Point
	for i, c := range corners {
		p := geom.Pt(c[0], c[1])
		before := geom.Pt(corners[(i+n-1)%n][0], corners[(i+n-1)%n][1])
		after := geom.Pt(corners[(i+1)%n][0], corners[(i+1)%n][1])
		a := p.Lerp(before, r/p.Dist(before))
		b := p.Lerp(after, r/p.Dist(after))
		for t := 0; t <= 6; t++ {
			u := float64(t) / 6
			q := a.Lerp(p, u).Lerp(p.Lerp(b, u), u)
			out = append(out, at(q.X, q.Y))
		}
	}
	return out
}
