package paint_test

import (
	"testing"

	"github.com/stateboard/stateboard/asl"
	"github.com/stateboard/stateboard/asl/graph"
	"github.com/stateboard/stateboard/canvas/geom"
	"github.com/stateboard/stateboard/canvas/layout"
	"github.com/stateboard/stateboard/canvas/paint"
	"github.com/stateboard/stateboard/canvas/scene"
)

// sheet is a machine of one state of every kind in every status, laid out as a
// table: rows are kinds, columns statuses.
func sheet() scene.Input {
	kinds := append(append([]string{}, asl.Types...), "Dance")
	text := `{"StartAt":"x","States":{`
	for i := range kinds {
		for s := scene.Idle; s <= scene.Skipped; s++ {
			if i+int(s) > 0 {
				text += ","
			}
			text += `"` + kinds[i] + " " + s.String() + `":{"Type":"` + kinds[i] + `","Seconds":90,"Error":"Oops","Resource":"arn:aws:states:::sqs:sendMessage"}`
		}
	}
	g := graph.New(asl.ParseString(text + `}}`).Machine)
	in := scene.Input{Graph: g, Layout: &layout.Layout{}, Measure: paint.Measure, Status: map[graph.ID]scene.Status{}, Pills: map[graph.ID]string{}, Problems: map[graph.ID]scene.Problem{}, Breakpoints: map[graph.ID]bool{}}
	for i, kind := range kinds {
		for s := scene.Idle; s <= scene.Skipped; s++ {
			id := graph.ID(kind + " " + s.String())
			in.Status[id] = s
			in.Layout.Nodes = append(in.Layout.Nodes, layout.Node{ID: id, Rect: geom.Rect{X: float64(s) * 232, Y: float64(i) * 80, W: 208, H: 52}})
		}
		in.Pills[graph.ID(kind+" caught")] = "2 retries"
		in.Problems[graph.ID(kind+" idle")] = scene.Problem(i % 3)
		in.Breakpoints[graph.ID(kind+" running")] = i%2 == 0
	}
	return in
}

func TestSheet(t *testing.T) {
	if *pictures == "" {
		t.Skip("no -pictures")
	}
	for _, pal := range []scene.Palette{scene.Light, scene.Dark} {
		in := sheet()
		in.Palette = pal
		base := scene.Build(in)
		save(t, "sheet-"+pal.Name, paint.Viewport{Offset: geom.Pt(-30, -30), Zoom: 1, W: 1670, H: 760}, base)
		save(t, "sheet-"+pal.Name+"-2x", paint.Viewport{Offset: geom.Pt(-30, -30), Zoom: 2, W: 1400, H: 900}, base)
		save(t, "icons-"+pal.Name, paint.Viewport{Offset: geom.Pt(-2, -2), Zoom: 6, W: 360, H: 900}, base)
		save(t, "sheet-"+pal.Name+"-.5", paint.Viewport{Offset: geom.Pt(-30, -30), Zoom: 0.45, W: 760, H: 360}, base)
	}
}
