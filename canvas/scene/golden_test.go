package scene_test

import (
	"encoding/json"
	"testing"

	"github.com/stateboard/stateboard/asl/graph"
	"github.com/stateboard/stateboard/asl/text/cases"
	"github.com/stateboard/stateboard/canvas/geom"
	"github.com/stateboard/stateboard/canvas/scene"
	"golang.org/x/tools/txtar"
)

// how is what a golden case adds to its machine.
type how struct {
	Dark, Greyed   bool
	Status         map[graph.ID]string
	Taken          []string
	Pills          map[graph.ID]string
	Errors         []graph.ID
	Breakpoints    []graph.ID
	Added, Removed []graph.ID
	Overlay        *struct {
		Selection []graph.ID
		Edge      string
		Hover     graph.ID
		Slots     []string
		Hot       string
		Ghost     string
		Connect   graph.ID
		Pulse     float64
	}
}

func (h *how) apply(in *scene.Input) {
	in.Palette, in.Greyed = scene.PaletteFor(h.Dark), h.Greyed
	in.Status, in.Pills = map[graph.ID]scene.Status{}, h.Pills
	for id, name := range h.Status {
		for s := scene.Idle; s <= scene.Skipped; s++ {
			if s.String() == name {
				in.Status[id] = s
			}
		}
	}
	in.Taken = map[string]bool{}
	for _, id := range h.Taken {
		in.Taken[id] = true
	}
	in.Problems = map[graph.ID]scene.Problem{}
	for _, id := range h.Errors {
		in.Problems[id] = scene.Error
	}
	in.Breakpoints = map[graph.ID]bool{}
	for _, id := range h.Breakpoints {
		in.Breakpoints[id] = true
	}
	in.Changes = map[graph.ID]scene.Change{}
	for _, id := range h.Added {
		in.Changes[id] = scene.Added
	}
	for _, id := range h.Removed {
		in.Changes[id] = scene.Removed
	}
}

func (h *how) overlay(base *scene.Scene) string {
	o := h.Overlay
	if o == nil {
		return ""
	}
	in := scene.OverlayInput{Selection: map[graph.ID]bool{}, SelectedEdge: o.Edge, Slots: o.Slots, Hot: o.Hot, Pulse: o.Pulse, Plus: true}
	for _, id := range o.Selection {
		in.Selection[id] = true
	}
	if o.Hover != "" {
		in.Hover = scene.Target{Kind: scene.OnState, ID: o.Hover}
	}
	if o.Ghost != "" {
		in.Ghost = &scene.Ghost{At: geom.Pt(300, 300), Kind: o.Ghost, Name: "New " + o.Ghost, Subtitle: "drop it on a line"}
	}
	if o.Connect != "" {
		in.Connect = &scene.Connect{From: o.Connect, To: geom.Pt(400, 500)}
	}
	return scene.Overlay(base, in).Dump()
}

// TestGolden compares scenes with the text they should be. A case is a txtar of a
// machine, optionally how.json, and the scene; -update writes the last.
func TestGolden(t *testing.T) {
	cases.Each(t, func(t *testing.T, a *txtar.Archive) []txtar.File {
		var files []txtar.File
		for _, f := range a.Files {
			if f.Name != "scene" && f.Name != "overlay" {
				files = append(files, f)
			}
		}
		var h how
		if text := cases.Section(a, "how.json"); text != "" {
			if err := json.Unmarshal([]byte(text), &h); err != nil {
				t.Fatal(err)
			}
		}
		in := input(cases.Section(a, "machine.asl.json"))
		h.apply(&in)
		base := scene.Build(in)
		files = append(files, txtar.File{Name: "scene", Data: []byte(base.Dump())})
		if over := h.overlay(base); over != "" {
			files = append(files, txtar.File{Name: "overlay", Data: []byte(over)})
		}
		return files
	})
}
