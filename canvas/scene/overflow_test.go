package scene_test

import (
	"strconv"
	"strings"
	"testing"

	"github.com/stateboard/stateboard/asl"
	"github.com/stateboard/stateboard/asl/graph"
	"github.com/stateboard/stateboard/canvas/geom"
	"github.com/stateboard/stateboard/canvas/layout"
	"github.com/stateboard/stateboard/canvas/scene"
	"pgregory.net/rapid"
)

// randomMachine is a chain of states of any kind with any names and resources,
// nested up to depth.
func randomMachine(t *rapid.T, depth int, prefix string) string {
	n := rapid.IntRange(1, 5).Draw(t, "states")
	names := make([]string, n)
	for i := range names {
		names[i] = strconv.Quote(prefix + strconv.Itoa(i) + rapid.StringMatching(`[A-Za-zéß日 ?\-]{0,40}`).Draw(t, "name"))
	}
	var b strings.Builder
	b.WriteString(`{"StartAt":` + names[0] + `,"States":{`)
	for i, name := range names {
		if i > 0 {
			b.WriteByte(',')
		}
		next := `"Next":` + names[rapid.IntRange(0, n-1).Draw(t, "next")]
		if i == n-1 {
			next = `"End":true`
		}
		kind := rapid.SampledFrom(append([]string{"Odd"}, asl.Types...)).Draw(t, "kind")
		b.WriteString(name + `:{"Type":"` + kind + `","Resource":` + strconv.Quote(rapid.StringMatching(`arn:aws:states:::[a-zA-Z\-]{0,40}:[a-zA-Z]{0,30}`).Draw(t, "resource")))
		switch kind {
		case "Choice":
			b.WriteString(`,"Default":` + names[n-1] + `,"Choices":[{"Variable":"$.x","IsPresent":true,` + next + `}]}`)
			continue
		case "Parallel":
			if depth > 0 {
				b.WriteString(`,"Branches":[` + randomMachine(t, depth-1, prefix+"l") + `,` + randomMachine(t, depth-1, prefix+"r") + `]`)
			}
		case "Map":
			if depth > 0 {
				b.WriteString(`,"ItemProcessor":` + randomMachine(t, depth-1, prefix+"m"))
			}
		}
		b.WriteString(`,"Catch":[{"ErrorEquals":["Some.Long.Error.Name.Indeed"],"Next":` + names[n-1] + `}],` + next + `}`)
	}
	return b.String() + `}}`
}

// TestTextStaysInItsBox draws random machines with the real layout: no text
// leaves the box it belongs to, every state can be hit, every edge has a slot.
func TestTextStaysInItsBox(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		g := graph.New(asl.ParseString(randomMachine(t, 2, "")).Machine)
		s := scene.Build(scene.Input{
			Graph: g, Layout: layout.Build(g, layout.Options{Measure: estimate}), Palette: scene.Dark, Measure: estimate,
			Status: map[graph.ID]scene.Status{g.Nodes[len(g.Nodes)/2].ID: scene.Running}, Pills: map[graph.ID]string{g.Nodes[1].ID: "12 of 3000 done"},
		})
		var boxes []geom.Rect
		for _, it := range s.Items {
			switch it := it.(type) {
			case *scene.Box:
				boxes = append(boxes, it.Rect)
			case *scene.Text:
				if !inSome(boxes, it.Bounds()) {
					t.Fatalf("%q leaves its box: %v", it.Text, it.Bounds())
				}
			}
		}
		for _, n := range g.Nodes {
			r, ok := s.StateRect(n.ID)
			if !ok {
				t.Fatalf("%q is not drawn", n.ID)
			}
			if hit := s.Hit(r.Min().Add(geom.Pt(9, 12)), 0); n.State != nil && hit.ID != n.ID {
				t.Fatalf("at %q: %v", n.ID, hit)
			}
		}
		for _, e := range g.Edges {
			if _, ok := s.SlotRect(e.ID); !ok {
				t.Fatalf("%s has no slot", e.ID)
			}
		}
		scene.Overlay(s, scene.OverlayInput{Slots: []string{g.Edges[0].ID}, Hot: g.Edges[0].ID, Pulse: 0.3})
	})
}

func inSome(boxes []geom.Rect, r geom.Rect) bool {
	for i := len(boxes) - 1; i >= 0; i-- {
		if boxes[i].Inset(-0.01).Covers(r) {
			return true
		}
	}
	return false
}
