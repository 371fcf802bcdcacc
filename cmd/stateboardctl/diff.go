package main

import (
	"fmt"
	"io"

	"github.com/stateboard/stateboard/asl"
	"github.com/stateboard/stateboard/asl/compare"
	"github.com/stateboard/stateboard/asl/graph"
	"github.com/stateboard/stateboard/canvas/layout"
	"github.com/stateboard/stateboard/canvas/paint"
	"github.com/stateboard/stateboard/canvas/scene"
)

const diffUsage = "diff OLD NEW [--format text|json|svg] [--dark]"

// diffCommand tells what is different in a newer version: 0 when both mean
// the same, 1 when they do not, 2 when that could not be told.
func diffCommand(args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	flags := newFlags("diff")
	format := flags.String("format", "text", "text for people, json for programs, svg for a picture of both versions")
	dark := flags.Bool("dark", false, "the picture light on dark")
	if status, ok := parse(flags, diffUsage, args, 2, 2, stdout, stderr); !ok {
		return status
	}
	var docs [2]*asl.Document
	for i, path := range flags.Args() {
		if path == "-" && flags.Arg(1-i) == "-" {
			return complain(stderr, "diff: only one of the two can come from standard input")
		}
		doc, err := readDefinition(path, stdin)
		if err != nil {
			return complain(stderr, "%v", err)
		}
		if !doc.Drawable() {
			return complain(stderr, "%s holds no state machine that can be compared; `stateboardctl validate %[1]s` says where", path)
		}
		docs[i] = doc
	}
	changes := compare.Compare(docs[0], docs[1])
	var err error
	switch *format {
	case "text":
		for _, line := range changes.Words() {
			if _, err = fmt.Fprintln(stdout, line); err != nil {
				break
			}
		}
	case "json":
		err = changes.WriteJSON(stdout)
	case "svg":
		err = paint.SVG(stdout, changesScene(changes, scene.PaletteFor(*dark)))
	default:
		return complain(stderr, "--format is text, json or svg, not %q", *format)
	}
	switch {
	case err != nil:
		return complain(stderr, "the changes cannot be written (%v)", err)
	case changes.Same():
		return yes
	}
	return no
}

// changesScene is the picture of both versions, with what is new, gone and
// changed marked.
func changesScene(c *compare.Changes, palette scene.Palette) *scene.Scene {
	u := c.Union()
	marks := map[compare.Kind]scene.Change{compare.Added: scene.Added, compare.Removed: scene.Removed, compare.Changed: scene.Changed}
	states, edges := map[graph.ID]scene.Change{}, map[string]scene.Change{}
	for id, kind := range u.States {
		states[id] = marks[kind]
	}
	for id, kind := range u.Edges {
		edges[id] = marks[kind]
	}
	return scene.Build(scene.Input{
		Graph: u.Graph, Layout: layout.Build(u.Graph, layout.Options{Measure: paint.Measure}), Palette: palette, Measure: paint.Measure,
		Changes: states, EdgeChanges: edges, NoGrid: true,
	})
}
