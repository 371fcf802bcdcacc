package main

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/stateboard/stateboard/asl"
	"github.com/stateboard/stateboard/asl/graph"
	"github.com/stateboard/stateboard/canvas/layout"
	"github.com/stateboard/stateboard/canvas/page"
	"github.com/stateboard/stateboard/canvas/paint"
	"github.com/stateboard/stateboard/canvas/scene"
	"github.com/stateboard/stateboard/runner/history"
	"github.com/stateboard/stateboard/ui/marks"
	"github.com/stateboard/stateboard/ui/replay"
)

const renderUsage = "render FILE -o OUT.svg|.png|.pdf|.html|.mmd|.dot|.layout.json [--dark] [--scale N] [--history FILE]"

// renderCommand draws a definition in the format that the output's ending
// names.
func renderCommand(args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	flags := newFlags("render")
	out := flags.StringP("output", "o", "", "file to write; its ending says the format")
	dark := flags.Bool("dark", false, "light on dark")
	scale := flags.Float64("scale", 2, "pixels of a PNG for each of the diagram")
	run := flags.String("history", "", "colour the diagram with a run: a GetExecutionHistory answer")
	if status, ok := parse(flags, renderUsage, args, 1, 1, stdout, stderr); !ok {
		return status
	}
	if *out == "" {
		return complain(stderr, "render: say where to: -o OUT.svg")
	}
	doc, err := readDefinition(flags.Arg(0), stdin)
	if err != nil {
		return complain(stderr, "%v", err)
	}
	if !doc.Drawable() {
		return complain(stderr, "%s holds no state machine that can be drawn; `stateboardctl validate %[1]s` says where", flags.Arg(0))
	}
	p := picture{doc: doc, name: flowName(flags.Arg(0)), dark: *dark, graph: graph.New(doc.Machine), palette: scene.PaletteFor(*dark), scale: *scale}
	p.layout = layout.Build(p.graph, layout.Options{Measure: paint.Measure})
	if *run != "" {
		if err := p.colour(*run); err != nil {
			return complain(stderr, "%v", err)
		}
	}
	var b bytes.Buffer
	if err := p.write(&b, *out); err != nil {
		return complain(stderr, "%v", err)
	}
	if err := writeOutput(*out, b.Bytes(), stdout); err != nil {
		return complain(stderr, "%v", err)
	}
	return yes
}

// picture is a definition on its way to a file.
type picture struct {
	name    string
	dark    bool
	doc     *asl.Document
	graph   *graph.Graph
	layout  *layout.Layout
	palette scene.Palette
	scale   float64
	marks   marks.Marks
	events  history.View
}

func (p *picture) colour(path string) error {
	content, err := os.ReadFile(path)
	if err != nil {
		return fmt.Errorf("the history %s cannot be read (%w)", path, err)
	}
	events, err := history.Decode(string(content), func(name string) string {
		if s := p.doc.StateNamed(name); s != nil {
			return s.Base().Path
		}
		return ""
	})
	if err != nil {
		return fmt.Errorf("%s is no history (%w)", path, err)
	}
	p.marks, p.events = marks.Of(history.Fold(events), p.graph), events
	return nil
}

func (p *picture) write(w io.Writer, name string) error {
	switch ending := ending(name); ending {
	case ".svg":
		return paint.SVG(w, p.scene())
	case ".png":
		if p.scale <= 0 || p.scale > 8 {
			return fmt.Errorf("a scale of %g cannot be drawn; choose one above 0 and up to 8", p.scale)
		}
		return paint.PNG(w, p.scale, p.scene())
	case ".pdf":
		return paint.PDF(w, p.scene())
	case ".html", ".htm":
		return page.Write(w, &page.Page{Title: p.name, Doc: p.doc, Graph: p.graph, Layout: p.layout, Dark: p.dark, Replay: replay.Of(p.events, p.graph)})
	case ".layout.json":
		return layout.WriteJSON(w, p.layout)
	case ".mmd":
		return graph.Mermaid(w, p.graph)
	case ".dot":
		return graph.Dot(w, p.graph)
	default:
		return fmt.Errorf("no picture is written as %q; use .svg, .png, .pdf, .html, .mmd, .dot or .layout.json", ending)
	}
}

func (p *picture) scene() *scene.Scene {
	return scene.Build(scene.Input{
		Graph: p.graph, Layout: p.layout, Palette: p.palette, Measure: paint.Measure,
		Status: p.marks.Status, Taken: p.marks.Taken, Pills: p.marks.Pills, NoGrid: true,
	})
}

// flowName is what a flow is called: its file's name less the ending.
func flowName(path string) string {
	if path == "-" {
		return "State machine"
	}
	name := filepath.Base(path)
	for _, e := range []string{".asl.json", ".asl.yaml", ".asl.yml", ".json", ".yaml", ".yml"} {
		if trimmed, ok := strings.CutSuffix(name, e); ok && trimmed != "" {
			return trimmed
		}
	}
	return name
}

func ending(name string) string {
	lower := strings.ToLower(name)
	if strings.HasSuffix(lower, ".layout.json") {
		return ".layout.json"
	}
	if i := strings.LastIndexByte(lower, '.'); i >= 0 {
		return lower[i:]
	}
	return lower
}
