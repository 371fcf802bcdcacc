package canvas

import (
	"math"
	"testing"

	"pgregory.net/rapid"

	"github.com/stateboard/stateboard/canvas/geom"
)

func drawPort(t *rapid.T) viewport {
	f := func(name string, lo, hi float64) float64 { return rapid.Float64Range(lo, hi).Draw(t, name) }
	return viewport{
		offset: geom.Pt(f("x", -5000, 5000), f("y", -5000, 5000)), zoom: f("zoom", leastZoom, mostZoom),
		size: geom.Size{W: f("w", 50, 3000), H: f("h", 50, 2000)},
	}
}

func near(a, b geom.Point) bool { return a.Dist(b) < 1e-6*(1+a.Len()+b.Len()) }

func TestZoomKeepsWhatLiesUnderThePointer(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		v := drawPort(t)
		at := geom.Pt(rapid.Float64Range(0, v.size.W).Draw(t, "px"), rapid.Float64Range(0, v.size.H).Draw(t, "py"))
		to := v.zoomedAt(rapid.Float64Range(0.001, 100).Draw(t, "to"), at)
		if !near(v.world(at), to.world(at)) {
			t.Fatalf("%v became %v", v.world(at), to.world(at))
		}
		if to.zoom < leastZoom || to.zoom > mostZoom {
			t.Fatalf("zoom %v is out of range", to.zoom)
		}
	})
}

func TestWorldAndViewAreInverse(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		v := drawPort(t)
		p := geom.Pt(rapid.Float64Range(-1e4, 1e4).Draw(t, "px"), rapid.Float64Range(-1e4, 1e4).Draw(t, "py"))
		if back := v.view(v.world(p)); !near(back, p) {
			t.Fatalf("%v came back as %v", p, back)
		}
	})
}

func TestFitShowsAllInTheMiddle(t *testing.T) {
	v := viewport{zoom: 2, size: geom.Size{W: 1000, H: 600}}
	for _, r := range []geom.Rect{{X: -50, Y: 20, W: 3000, H: 100}, {X: 0, Y: 0, W: 10, H: 4000}, {X: 7, Y: 9, W: 20, H: 20}} {
		f := v.fitted(r, 1)
		if !f.visible().Covers(r) {
			t.Errorf("%v is not all in %v", r, f.visible())
		}
		middle := geom.Pt(v.size.W/2, (v.size.H+fitMargin-fitFoot)/2)
		if !near(f.view(r.Center()), middle) || f.zoom > 1 {
			t.Errorf("%v: centre %v, zoom %v", r, f.view(r.Center()), f.zoom)
		}
	}
}

func TestWhatIsRevealedIsNotUnderWhatStandsOver(t *testing.T) {
	v := viewport{zoom: 1.5, size: geom.Size{W: 1000, H: 600}}
	cover := geom.Rect{X: 860, Y: 490, W: 132, H: 96}
	for _, r := range []geom.Rect{{X: 600, Y: 350, W: 60, H: 40}, {X: 580, Y: 300, W: 60, H: 40}, {X: 10, Y: 10, W: 60, H: 40}} {
		f := v.revealed(r).clearOf(cover, r)
		if f.viewRect(r).Intersects(cover) || !f.visible().Covers(r) {
			t.Errorf("%v is at %v", r, f.viewRect(r))
		}
	}
}

func TestStepsGoUpAndDownAndStop(t *testing.T) {
	v := viewport{zoom: 0.93, size: geom.Size{W: 100, H: 100}}
	if up, down := v.stepped(true), v.stepped(false); up != 1 || down != 0.8 {
		t.Errorf("from 93 %%: up %v, down %v", up, down)
	}
	for range 30 {
		v.zoom = v.stepped(true)
	}
	if v.zoom != mostZoom {
		t.Errorf("the largest step is %v", v.zoom)
	}
	for range 30 {
		v.zoom = v.stepped(false)
	}
	if v.zoom != leastZoom {
		t.Errorf("the smallest step is %v", v.zoom)
	}
}

func TestRevealMovesAsLittleAsNeeded(t *testing.T) {
	v := viewport{zoom: 1, size: geom.Size{W: 400, H: 300}}
	if inside := (geom.Rect{X: 100, Y: 100, W: 50, H: 50}); v.revealed(inside) != v {
		t.Error("what is in view must not move the view")
	}
	below := geom.Rect{X: 100, Y: 500, W: 50, H: 50}
	to := v.revealed(below)
	if to.offset.X != 0 || !to.visible().Covers(below) {
		t.Errorf("moved to %v", to.offset)
	}
}

func TestSomeOfThePictureStaysInView(t *testing.T) {
	picture := geom.Rect{X: 0, Y: 0, W: 800, H: 600}
	rapid.Check(t, func(t *rapid.T) {
		v := drawPort(t)
		v.size = geom.Size{W: 900, H: 700}
		if seen := v.kept(picture).visible().Inset(-1e-6); !seen.Intersects(picture) {
			t.Fatalf("nothing of %v is in %v", picture, seen)
		}
		if k := v.kept(picture); math.IsNaN(k.offset.X) || k.kept(picture) != k {
			t.Fatal("not settled")
		}
	})
}
