package geom_test

import (
	"math"
	"reflect"
	"testing"

	"github.com/stateboard/stateboard/canvas/geom"
	"pgregory.net/rapid"
)

func TestPartSplitsTheLength(t *testing.T) {
	bent := []geom.Point{{0, 0}, {0, 10}, {20, 10}}
	for _, c := range []struct {
		at            geom.Point
		before, after float64
	}{{geom.Pt(1, 4), 4, 26}, {geom.Pt(5, 12), 15, 15}, {geom.Pt(90, 10), 30, 0}, {geom.Pt(-5, -5), 0, 30}} {
		if before, after := geom.Part(bent, c.at); before != c.before || after != c.after {
			t.Errorf("%v: %v and %v, want %v and %v", c.at, before, after, c.before, c.after)
		}
	}
}

func TestRect(t *testing.T) {
	r := geom.Rect{X: 10, Y: 20, W: 100, H: 50}
	for _, c := range []struct {
		name      string
		got, want any
	}{
		{"center", r.Center(), geom.Pt(60, 45)},
		{"foot", r.Foot(), geom.Pt(60, 70)},
		{"inset", r.Inset(5), geom.Rect{X: 15, Y: 25, W: 90, H: 40}},
		{"inset past the middle", r.Inset(40), geom.Rect{X: 50, Y: 45, W: 20, H: 0}},
		{"union with zero", r.Union(geom.Rect{}), r},
		{"union with a line", r.Union(geom.Rect{X: 0, Y: 30, W: 0, H: 200}), geom.Rect{X: 0, Y: 20, W: 110, H: 210}},
		{"intersect", r.Intersect(geom.Rect{X: 50, Y: 0, W: 500, H: 30}), geom.Rect{X: 50, Y: 20, W: 60, H: 10}},
		{"apart", r.Intersect(geom.Rect{X: 500, W: 1, H: 1}), geom.Rect{}},
		{"touching is not sharing", r.Intersects(geom.Rect{X: 110, Y: 20, W: 5, H: 5}), false},
		{"left side inside", r.Contains(geom.Pt(10, 20)), true},
		{"right side outside", r.Contains(geom.Pt(110, 30)), false},
		{"distance", r.Dist(geom.Pt(113, 74)), 5.0},
	} {
		if !reflect.DeepEqual(c.got, c.want) {
			t.Errorf("%s: got %v, want %v", c.name, c.got, c.want)
		}
	}
}

func TestSimplify(t *testing.T) {
	got := geom.Simplify([]geom.Point{{X: 0, Y: 0}, {X: 0, Y: 0}, {X: 0, Y: 5}, {X: 0, Y: 10}, {X: 7, Y: 10}, {X: 9, Y: 10}})
	want := []geom.Point{{X: 0, Y: 0}, {X: 0, Y: 10}, {X: 9, Y: 10}}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
	back := []geom.Point{{X: 0, Y: 0}, {X: 0, Y: 10}, {X: 0, Y: 4}}
	if got := geom.Simplify(back); len(got) != 3 {
		t.Errorf("a run that doubles back lost a point: %v", got)
	}
}

func TestAlong(t *testing.T) {
	line := []geom.Point{{X: 0, Y: 0}, {X: 0, Y: 10}, {X: 10, Y: 10}}
	if p, seg := geom.Along(line, 15); p != geom.Pt(5, 10) || seg != 1 {
		t.Errorf("Along 15: %v on segment %d", p, seg)
	}
	if p, seg := geom.Along(line, 99); p != geom.Pt(10, 10) || seg != 1 {
		t.Errorf("Along past the end: %v on segment %d", p, seg)
	}
	if geom.Middle(line) != geom.Pt(0, 10) {
		t.Errorf("Middle: %v", geom.Middle(line))
	}
}

func orthogonal(t *rapid.T) []geom.Point {
	n := rapid.IntRange(2, 9).Draw(t, "n")
	out := []geom.Point{{}}
	for i := 1; i < n; i++ {
		d := float64(rapid.IntRange(-40, 40).Draw(t, "d"))
		p := out[i-1]
		if i%2 == 0 {
			p.X += d
		} else {
			p.Y += d
		}
		out = append(out, p)
	}
	return out
}

func TestSimplifyKeepsTheLine(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		line := orthogonal(t)
		short := geom.Simplify(line)
		if math.Abs(geom.Length(line)-geom.Length(short)) > 1e-9 || geom.Bounds(line) != geom.Bounds(short) {
			t.Fatalf("%v became %v", line, short)
		}
		for _, p := range line {
			if geom.Distance(p, short) > 1e-9 {
				t.Fatalf("%v left the line %v", p, short)
			}
		}
		if again := geom.Simplify(short); !reflect.DeepEqual(again, short) {
			t.Fatalf("not settled: %v then %v", short, again)
		}
	})
}

func TestHitsAgreesWithDistance(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		line := orthogonal(t)
		f := rapid.Float64Range(-60, 60)
		p := geom.Pt(f.Draw(t, "x"), f.Draw(t, "y"))
		r := geom.Around(p, geom.Size{W: 8, H: 8})
		d := geom.Distance(p, line)
		if hit := geom.Hits(line, r); hit && d > 4*math.Sqrt2+1e-9 || !hit && d < 4-1e-9 {
			t.Fatalf("hit %v at distance %v", hit, d)
		}
	})
}
