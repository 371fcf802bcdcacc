package paint_test

import (
	"math"
	"strconv"
	"testing"

	"github.com/stateboard/stateboard/canvas/geom"
	"github.com/stateboard/stateboard/canvas/paint"
	"github.com/stateboard/stateboard/canvas/scene"
)

// The window that frames are measured at.
const frameW, frameH = 1400, 900

func benchmarkFrames(b *testing.B, s *scene.Scene, at func(i int) paint.Viewport) {
	p := paint.NewPainter()
	p.Frame(at(0), s)
	b.ReportAllocs()
	b.ResetTimer()
	for i := range b.N {
		p.Frame(at(i), s)
	}
}

// looking returns a viewport around the middle of the scene that pans a little
// from frame to frame.
func looking(s *scene.Scene, zoom float64) func(i int) paint.Viewport {
	c := s.Bounds.Center()
	return func(i int) paint.Viewport {
		c := c.Add(geom.Pt(float64(i%97), float64(i%53)))
		return paint.Viewport{Offset: geom.Pt(c.X-frameW/zoom/2, c.Y-frameH/zoom/2), Zoom: zoom, W: frameW, H: frameH}
	}
}

func fitted(s *scene.Scene) func(i int) paint.Viewport {
	return func(int) paint.Viewport { return paint.Fit(s.Bounds, frameW, frameH, 1, 40, 1) }
}

func BenchmarkFrameExamplePan(b *testing.B) {
	s := scene.Build(rehearsal(b))
	benchmarkFrames(b, s, looking(s, 1))
}

func BenchmarkFrameExampleZoom(b *testing.B) {
	s := scene.Build(rehearsal(b))
	c := s.Bounds.Center()
	benchmarkFrames(b, s, func(i int) paint.Viewport {
		z := math.Exp(math.Sin(float64(i) / 40)) // 0.37 to 2.7
		return paint.Viewport{Offset: geom.Pt(c.X-frameW/z/2, c.Y-frameH/z/2), Zoom: z, W: frameW, H: frameH}
	})
}

func BenchmarkFrameExampleFit(b *testing.B) {
	s := scene.Build(rehearsal(b))
	benchmarkFrames(b, s, fitted(s))
}

func benchmarkMany(b *testing.B, n int) {
	s := scene.Build(input(b, many(n)))
	for _, zoom := range []float64{1, 0.5, 0.25} {
		b.Run(strconv.Itoa(int(zoom*100))+"%", func(b *testing.B) { benchmarkFrames(b, s, looking(s, zoom)) })
	}
	b.Run("fit", func(b *testing.B) { benchmarkFrames(b, s, fitted(s)) })
}

func BenchmarkFrame1000(b *testing.B)  { benchmarkMany(b, 1000) }
func BenchmarkFrame10000(b *testing.B) { benchmarkMany(b, 10000) }

func BenchmarkFrameHiDPI(b *testing.B) {
	s := scene.Build(rehearsal(b))
	benchmarkFrames(b, s, func(int) paint.Viewport { return paint.Fit(s.Bounds, 2*frameW, 2*frameH, 2, 40, 1) })
}

func BenchmarkMeasure(b *testing.B) {
	for b.Loop() {
		paint.Measure("Human review required?", scene.TextSize, 600)
	}
}

func BenchmarkBuild1000(b *testing.B) {
	in := input(b, many(1000))
	b.ReportAllocs()
	for b.Loop() {
		scene.Build(in)
	}
}

// BenchmarkOverlay1000 lights every slot in view, as while something is dragged.
func BenchmarkOverlay1000(b *testing.B) {
	in := input(b, many(1000))
	base := scene.Build(in)
	drag := scene.OverlayInput{Ghost: &scene.Ghost{At: base.Bounds.Center(), Kind: "Task", Name: "Task"}}
	for _, e := range in.Graph.Edges {
		drag.Slots = append(drag.Slots, e.ID)
	}
	v := looking(base, 1)(0)
	drag.View = v.Visible()
	p := paint.NewPainter()
	b.ReportAllocs()
	for b.Loop() {
		p.Frame(v, base, scene.Overlay(base, drag))
	}
}

func BenchmarkHit10000(b *testing.B) {
	s := scene.Build(input(b, many(10000)))
	c := s.Bounds.Center()
	for b.Loop() {
		s.Hit(c, scene.EdgeSlop)
	}
}
