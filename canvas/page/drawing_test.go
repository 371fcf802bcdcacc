package page

import (
	"fmt"
	"image/color"
	"slices"
	"strings"
	"testing"

	"github.com/stateboard/stateboard/asl"
	"github.com/stateboard/stateboard/asl/graph"
	"github.com/stateboard/stateboard/canvas/layout"
	"github.com/stateboard/stateboard/canvas/paint"
	"github.com/stateboard/stateboard/canvas/scene"
	"pgregory.net/rapid"
)

const manyKinds = `{"Comment":"all there is","StartAt":"Ask","States":{
"Ask":{"Type":"Choice","Choices":[{"Variable":"$.a","BooleanEquals":true,"Next":"Both"},{"Variable":"$.b","BooleanEquals":true,"Next":"Both"}],"Default":"Bad"},
"Both":{"Type":"Parallel","Next":"Each","Catch":[{"ErrorEquals":["States.ALL"],"Next":"Bad"}],"Branches":[
 {"StartAt":"Work","States":{"Work":{"Type":"Task","Resource":"arn:aws:states:::lambda:invoke","End":true}}},
 {"StartAt":"Rest","States":{"Rest":{"Type":"Wait","Seconds":5,"Next":"Rested"},"Rested":{"Type":"Pass","End":true}}}]},
"Each":{"Type":"Map","ItemProcessor":{"StartAt":"One","States":{"One":{"Type":"Pass","End":true}}},"Next":"Good"},
"Good":{"Type":"Succeed"},
"Bad":{"Type":"Fail"}}}`

func pageOf(text string) *Page {
	doc := asl.ParseString(text)
	p := &Page{Title: "flow", Doc: doc, Graph: graph.New(doc.Machine)}
	p.Layout = layout.Build(p.Graph, layout.Options{Measure: paint.Measure})
	return p
}

// TestPiecesAreTheScene: at every moment of any run, what shows is what
// scene.Build draws for it, item by item and in its order, by day and by
// night.
func TestPiecesAreTheScene(t *testing.T) {
	p := pageOf(manyKinds)
	rapid.Check(t, func(t *rapid.T) {
		p.Replay = &Replay{}
		for range rapid.IntRange(1, 6).Draw(t, "moments") {
			if n := len(p.Replay.Moments); n > 0 && rapid.Bool().Draw(t, "same") {
				p.Replay.Moments = append(p.Replay.Moments, p.Replay.Moments[n-1])
				continue
			}
			p.Replay.Moments = append(p.Replay.Moments, Moment{Marks: someMarks(t, p.Graph)})
		}
		d := draw(p)
		for m := 1; m <= p.moments(); m++ {
			for _, night := range []bool{false, true} {
				var got strings.Builder
				for _, piece := range d.pieces {
					if piece.at(m) {
						got.WriteString(inked(piece.svg, d.inks.list, night))
					}
				}
				if want := fresh(p.scene(p.marks(m), night)); got.String() != want {
					t.Fatalf("moment %d:\n%s\nwant\n%s", m, got.String(), want)
				}
			}
		}
	})
}

func someMarks(t *rapid.T, g *graph.Graph) *Marks {
	m := &Marks{Status: map[graph.ID]scene.Status{}, Taken: map[string]bool{}, Pills: map[graph.ID]string{}}
	for _, n := range g.Nodes {
		m.Status[n.ID] = scene.Status(rapid.IntRange(0, int(scene.Skipped)).Draw(t, "status"))
		if rapid.Bool().Draw(t, "pill") {
			m.Pills[n.ID] = fmt.Sprint(rapid.IntRange(1, 3).Draw(t, "times"), " times")
		}
	}
	for _, e := range g.Edges {
		m.Taken[e.ID] = rapid.Bool().Draw(t, "taken")
	}
	return m
}

// fresh is a scene in SVG without pieces.
func fresh(sc *scene.Scene) string {
	var b strings.Builder
	for _, it := range sc.Items {
		if it.Zooms().Has(1) {
			b.WriteString(paint.SVGItem(it, func(attribute string, c color.NRGBA) string { return fmt.Sprintf(` %s="%s"`, attribute, hex(c)) }))
		}
	}
	return b.String()
}

// inked puts colours for their names.
func inked(svg string, list [][2]color.NRGBA, night bool) string {
	var names []string
	for i, pair := range list {
		c := pair[0]
		if night {
			c = pair[1]
		}
		names = append(names, fmt.Sprintf("var(--k%d)", i), hex(c))
	}
	return strings.NewReplacer(names...).Replace(svg)
}

// TestPartsCoverTheScene: every item belongs to a part, and parts follow the
// drawing order.
func TestPartsCoverTheScene(t *testing.T) {
	p := pageOf(manyKinds)
	sc := p.scene(&Marks{}, false)
	if n := len(sc.Parts); n == 0 || sc.Parts[n-1].End != len(sc.Items) {
		t.Fatal(sc.Parts, len(sc.Items))
	}
	ordered := slices.IsSortedFunc(sc.Parts, func(a, b scene.Part) int {
		return (int(a.Layer)-int(b.Layer))<<20 + a.Index - b.Index
	})
	if !ordered {
		t.Error("parts are out of order:", sc.Parts)
	}
}
