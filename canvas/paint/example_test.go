package paint_test

import (
	"errors"
	"flag"
	"fmt"
	"image/png"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stateboard/stateboard/asl"
	"github.com/stateboard/stateboard/asl/graph"
	"github.com/stateboard/stateboard/canvas/layout"
	"github.com/stateboard/stateboard/canvas/paint"
	"github.com/stateboard/stateboard/canvas/scene"
)

var pictures = flag.String("pictures", "", "write pictures to look at into this folder")

// input reads a machine from testdata, or from a text that starts with a brace.
func input(tb testing.TB, name string) scene.Input {
	tb.Helper()
	text := name
	if !strings.HasPrefix(name, "{") {
		data, err := os.ReadFile(filepath.Join("testdata", name))
		if err != nil {
			tb.Fatal(err)
		}
		text = string(data)
	}
	g := graph.New(asl.ParseString(text).Machine)
	return scene.Input{
		Graph: g, Layout: layout.Build(g, layout.Options{Measure: paint.Measure}),
		Palette: scene.Light, Measure: paint.Measure,
	}
}

// rehearsal is the account application half way through, as in a run.
func rehearsal(tb testing.TB) scene.Input {
	in := input(tb, "account-application.asl.json")
	const checks = "Perform automated checks"
	in.Status = map[graph.ID]scene.Status{
		checks: scene.Succeeded, checks + "/0/Check Identity": scene.Succeeded, checks + "/1/Check Address": scene.Succeeded,
		"Human review required?": scene.Succeeded, "Wait for Review": scene.Waiting,
	}
	in.Pills = map[graph.ID]string{checks + "/1/Check Address": "1 retry"}
	in.Taken = map[string]bool{}
	for _, e := range in.Graph.Edges {
		switch {
		case e.From == graph.StartID, strings.HasPrefix(string(e.From), checks+"/"), e.From == checks && e.Kind != graph.Catch,
			e.From == "Human review required?" && e.To == "Wait for Review":
			in.Taken[e.ID] = true
		}
	}
	return in
}

// many is a machine of about n states that fills a plane: one Parallel with
// branches of 25 states, among them choices and waits.
func many(n int) string {
	const length = 25
	var b strings.Builder
	b.WriteString(`{"StartAt":"All","States":{"All":{"Type":"Parallel","End":true,"Branches":[`)
	for i := range n / length {
		if i > 0 {
			b.WriteByte(',')
		}
		branch(&b, i*length, length)
	}
	b.WriteString("]}}}")
	return b.String()
}

func branch(b *strings.Builder, from, n int) {
	fmt.Fprintf(b, `{"StartAt":"State %d","States":{`, from)
	for i := from; i < from+n; i++ {
		if i > from {
			b.WriteByte(',')
		}
		next := fmt.Sprintf(`"Next":"State %d"`, i+1)
		if i == from+n-1 {
			next = `"End":true`
		}
		switch {
		case i%5 == 2:
			fmt.Fprintf(b, `"State %d":{"Type":"Choice","Choices":[{"Variable":"$.x","NumericGreaterThan":%d,"Next":"State %d"}],"Default":"State %d"}`, i, i, i+2, i+1)
		case i%5 == 3:
			fmt.Fprintf(b, `"State %d":{"Type":"Wait","Seconds":%d,%s}`, i, i, next)
		default:
			fmt.Fprintf(b, `"State %d":{"Type":"Task","Resource":"arn:aws:states:::lambda:invoke","Parameters":{"FunctionName":"function-%d"},%s}`, i, i, next)
		}
	}
	b.WriteString("}}")
}

// TestPictures draws what there is to look at. It writes only when asked to.
func TestPictures(t *testing.T) {
	if *pictures == "" {
		t.Skip("no -pictures")
	}
	for _, pal := range []scene.Palette{scene.Light, scene.Dark} {
		design := input(t, "account-application.asl.json")
		run := rehearsal(t)
		kinds := input(t, "kinds.asl.json")
		for name, in := range map[string]scene.Input{"design": design, "rehearse": run, "kinds": kinds} {
			in.Palette = pal
			base := scene.Build(in)
			var over *scene.Scene
			if name == "design" {
				edge := in.Graph.Out("Wait for Review")[0]
				over = scene.Overlay(base, scene.OverlayInput{Selection: map[graph.ID]bool{"Wait for Review": true}, SelectedEdge: edge.ID, Plus: true})
			}
			save(t, name+"-"+pal.Name, paint.Fit(base.Bounds, 1200, 900, 1, 30, 1), base, over)
			export(t, name+"-"+pal.Name, base, over)
			save(t, name+"-"+pal.Name+"-2x", paint.Fit(base.Bounds, 2400, 1800, 2, 30, 1), base, over)
		}
	}
}

func export(t *testing.T, name string, scenes ...*scene.Scene) {
	t.Helper()
	for ending, write := range map[string]func(io.Writer) error{
		".svg": func(w io.Writer) error { return paint.SVG(w, scenes...) },
		".pdf": func(w io.Writer) error { return paint.PDF(w, scenes...) },
	} {
		f, err := os.Create(filepath.Join(*pictures, name+ending))
		if err == nil {
			err = errors.Join(write(f), f.Close())
		}
		if err != nil {
			t.Fatal(err)
		}
	}
}

func save(t *testing.T, name string, v paint.Viewport, scenes ...*scene.Scene) {
	t.Helper()
	f, err := os.Create(filepath.Join(*pictures, name+".png"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if err := png.Encode(f, paint.NewPainter().Frame(v, scenes...)); err != nil {
		t.Fatal(err)
	}
}

// TestScripts draws names in many scripts, to look at.
func TestScripts(t *testing.T) {
	if *pictures == "" {
		t.Skip("no -pictures")
	}
	in := input(t, `{"StartAt":"Prüfe Größe ☃ → ✓","States":{
		"Prüfe Größe ☃ → ✓":{"Type":"Choice","Choices":[{"Variable":"$.x","StringEquals":"naïve — “ok”","Next":"审查申请 確認する"}],"Default":"Проверка заказа Ωμέγα"},
		"审查申请 確認する":{"Type":"Pass","Next":"שלום عربي ไทย"},"Проверка заказа Ωμέγα":{"Type":"Wait","Seconds":1,"Next":"שלום عربي ไทย"},
		"שלום عربي ไทย":{"Type":"Fail","Error":"WWWWWWWWWWWWWWWWWWWWWWWWWW"}}}`)
	base := scene.Build(in)
	export(t, "scripts", base)
	save(t, "scripts", paint.Fit(base.Bounds, 1400, 1000, 2, 30, 1), base)
}
