package scene_test

import (
	"image/color"
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/stateboard/stateboard/asl"
	"github.com/stateboard/stateboard/asl/graph"
	"github.com/stateboard/stateboard/canvas/geom"
	"github.com/stateboard/stateboard/canvas/scene"
	"pgregory.net/rapid"
)

const machine = `{"StartAt": "A", "States": {
  "A": {"Type": "Choice", "Choices": [{"Variable": "$.x", "IsPresent": true, "Next": "P"}], "Default": "B"},
  "P": {"Type": "Parallel", "Branches": [{"StartAt": "I", "States": {"I": {"Type": "Pass", "Next": "J"}, "J": {"Type": "Pass", "End": true}}}], "Next": "B"},
  "B": {"Type": "Succeed"}
}}`

func TestHitPriorities(t *testing.T) {
	in := input(machine)
	s := scene.Build(in)
	rect := func(id graph.ID) geom.Rect {
		r, ok := s.StateRect(id)
		if !ok {
			t.Fatalf("no %s", id)
		}
		return r
	}
	label := in.Layout.Edges[1].Label
	for _, c := range []struct {
		name string
		at   geom.Point
		want string
	}{
		{"card", rect("A").Center(), "state/A"},
		{"card over the handle's upper third", rect("A").Foot().Add(geom.Pt(0, -12)), "state/A"},
		{"handle", rect("A").Foot().Add(geom.Pt(0, 4)), "handle/A"},
		{"a state that ends has no handle", rect("B").Foot().Add(geom.Pt(0, -4)), "state/B"},
		{"header", rect("P").Top().Add(geom.Pt(120, 5)), "state/P"},
		{"body", rect("P").Max().Add(geom.Pt(-5, -5)), "container/P"},
		{"inside", rect("P/0/I").Center(), "state/P/0/I"},
		{"label", label.Center().Add(geom.Pt(20, 0)), "label/A>P"},
		{"nothing", geom.Pt(-500, -500), "background"},
		{"mark", rect(graph.StartID).Center(), "mark/__start"},
	} {
		if got := s.Hit(c.at, scene.EdgeSlop).Name(); got != c.want {
			t.Errorf("%s at %v: %s, want %s", c.name, c.at, got, c.want)
		}
	}
	over := scene.Overlay(s, scene.OverlayInput{SelectedEdge: "A>P", Plus: true})
	slot, _ := s.SlotRect("A>P")
	if got := scene.Hit(slot.Center(), 0, over, s).Name(); got != "plus/A>P" {
		t.Errorf("the plus of a selected edge: %s", got)
	}
}

func TestEdgeSlop(t *testing.T) {
	s := scene.Build(input(machine))
	pts := s.EdgePoints("A>B")
	p := pts[1].Lerp(pts[2], 0.9)
	off := geom.Pt(0, 5)
	if pts[1].X == pts[2].X {
		off = geom.Pt(5, 0)
	}
	if got := s.Hit(p.Add(off), scene.EdgeSlop); got.Kind != scene.OnEdge {
		t.Errorf("5 beside the line: %s", got)
	}
	if got := s.Hit(p.Add(off.Scale(1.6)), scene.EdgeSlop); got.Kind == scene.OnEdge && got.Edge == "A>B" {
		t.Errorf("8 beside the line: %s", got)
	}
}

func TestNearestSlotAsksWhatIsLegal(t *testing.T) {
	s := scene.Build(input(machine))
	slot, _ := s.SlotRect("A>P")
	got, ok := s.NearestSlot(slot.Center(), scene.SlotReach, nil)
	if !ok || got.Name() != "slot/A>P" {
		t.Errorf("at the slot: %v %v", got.Name(), ok)
	}
	if got, ok := s.NearestSlot(slot.Center(), scene.SlotReach, func(e string) bool { return false }); ok {
		t.Errorf("nothing is legal, yet %v", got.Name())
	}
	if _, ok := s.NearestSlot(geom.Pt(-900, 0), scene.SlotReach, nil); ok {
		t.Error("far away")
	}
}

func TestEveryEdgeHasItsOwnSlot(t *testing.T) {
	s := scene.Build(input(machine))
	var discs []geom.Rect
	for _, target := range s.Targets {
		if target.Kind != scene.OnSlot {
			continue
		}
		for _, d := range discs {
			if d.Intersects(target.Rect) {
				t.Errorf("%s overlaps another slot", target)
			}
		}
		discs = append(discs, target.Rect)
	}
	if len(discs) != len(input(machine).Graph.Edges) {
		t.Errorf("%d slots", len(discs))
	}
}

func TestMarqueeSelectsByTouch(t *testing.T) {
	s := scene.Build(input(machine))
	inner, _ := s.StateRect("P/0/I")
	if got := s.Within(geom.Around(inner.Center(), geom.Size{W: 4, H: 4})); !slices.Equal(got, []graph.ID{"P/0/I"}) {
		t.Errorf("inside a container: %v", got)
	}
	if got := s.Within(s.Bounds.Inset(-10)); len(got) != 7 {
		t.Errorf("all: %v", got)
	}
}

// TestVisibleMissesNothing holds the index against looking at every item.
func TestVisibleMissesNothing(t *testing.T) {
	var b strings.Builder
	b.WriteString(`{"StartAt":"s0","States":{`)
	for i := range 60 {
		if i > 0 {
			b.WriteByte(',')
		}
		n := string(rune('0'+i/10)) + string(rune('0'+i%10))
		b.WriteString(`"s` + n + `":{"Type":"Choice","Choices":[],"Default":"s` + string(rune('0'+(i*7%60)/10)) + string(rune('0'+i*7%10)) + `"}`)
	}
	b.WriteString(`}}`)
	s := scene.Build(input(b.String()))
	rapid.Check(t, func(t *rapid.T) {
		f := rapid.Float64Range(-200, 6000)
		view := geom.Rect{X: f.Draw(t, "x") - 500, Y: f.Draw(t, "y"), W: f.Draw(t, "w") + 201, H: f.Draw(t, "h")/4 + 51}
		zoom := rapid.Float64Range(0.05, 3).Draw(t, "zoom")
		var find scene.Finder
		var got []scene.Item
		for range 2 { // the scratch memory must come back clean
			got = nil
			s.Visible(view, zoom, &find, func(it scene.Item) { got = append(got, it) })
		}
		i := 0
		for _, it := range s.Items {
			if !it.Zooms().Has(zoom) || !shows(it, view) {
				continue
			}
			for i < len(got) && got[i] != it {
				i++
			}
			if i == len(got) {
				t.Fatalf("missing, or out of order: %v", it)
			}
		}
	})
}

// shows tells whether an item has something in the view. A bent line has so
// only where one of its pieces is.
func shows(it scene.Item, view geom.Rect) bool {
	switch it := it.(type) {
	case *scene.Dots:
		return true
	case *scene.Path:
		for k := 1; k < len(it.Points); k++ {
			if geom.RectOf(it.Points[k-1], it.Points[k]).Intersects(view) {
				return true
			}
		}
		return false
	}
	return it.Bounds().Intersects(view)
}

func TestShorten(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.String().Draw(t, "text")
		width := rapid.Float64Range(0, 200).Draw(t, "width")
		got := scene.Shorten(estimate, text, width, 12, scene.Regular)
		if got != "" && estimate(got, 12, 400) > width {
			t.Fatalf("%q is wider than %v", got, width)
		}
		if strings.ContainsAny(got, "\n\t\r\x00") {
			t.Fatalf("%q has control characters", got)
		}
		if again := scene.Shorten(estimate, got, width, 12, scene.Regular); again != got {
			t.Fatalf("%q became %q", got, again)
		}
	})
	if got := scene.Shorten(estimate, "Human review required?", 70, 12, scene.Regular); got != "Human rev…" {
		t.Errorf("got %q", got)
	}
}

// TestContrast keeps what is read readable: 4.5 for text, 3 for marks and lines
// that carry meaning (WCAG 2.1, 1.4.3 and 1.4.11).
func TestContrast(t *testing.T) {
	for _, p := range []scene.Palette{scene.Light, scene.Dark} {
		on := map[string]color.NRGBA{"node": p.Node, "panel": p.Panel, "background": p.Background}
		for name, below := range on {
			for _, c := range []struct {
				name  string
				c     color.NRGBA
				least float64
			}{
				{"text", p.Text, 4.5}, {"secondary", p.Secondary, 4.5}, {"failed", p.Failed, 4.5}, {"accent", p.Accent, 3},
				{"running", p.Running, 3}, {"waiting", p.Waiting, 3}, {"succeeded", p.Succeeded, 3}, {"caught", p.Caught, 3},
				{"edge", p.Edge, 2.7}, {"Task", p.Task, 3}, {"Choice", p.Choice, 3}, {"Parallel", p.Parallel, 3}, {"Map", p.Map, 3},
				{"Wait", p.Wait, 3}, {"Pass", p.Pass, 3},
			} {
				if got := contrast(c.c, below); got < c.least {
					t.Errorf("%s: %s on %s has contrast %.2f, less than %.1f", p.Name, c.name, name, got, c.least)
				}
			}
		}
	}
}

func contrast(a, b color.NRGBA) float64 {
	x, y := luminance(a), luminance(b)
	return (math.Max(x, y) + 0.05) / (math.Min(x, y) + 0.05)
}

func luminance(c color.NRGBA) float64 {
	f := func(v uint8) float64 {
		s := float64(v) / 255
		if s <= 0.04045 {
			return s / 12.92
		}
		return math.Pow((s+0.055)/1.055, 2.4)
	}
	return 0.2126*f(c.R) + 0.7152*f(c.G) + 0.0722*f(c.B)
}

func TestKindsDifferWithoutColour(t *testing.T) {
	seen := map[scene.Glyph]string{}
	for _, kind := range asl.Types {
		g := scene.KindGlyph(kind)
		if other, ok := seen[g]; ok || len(g.Strokes()) == 0 {
			t.Errorf("%s looks like %q", kind, other)
		}
		seen[g] = kind
	}
	for s := scene.Running; s <= scene.Skipped; s++ {
		if other, ok := seen[s.Glyph()]; ok || len(s.Glyph().Strokes()) == 0 {
			t.Errorf("%s looks like %q", s, other)
		}
		seen[s.Glyph()] = s.String()
	}
}
