package ui

import (
	"bytes"
	"io"
	"path/filepath"

	"github.com/stateboard/stateboard/asl/file"
	"github.com/stateboard/stateboard/canvas/paint"
	"github.com/stateboard/stateboard/canvas/scene"
	"github.com/stateboard/stateboard/ui/look"
)

// export asks for a form and a place.
func (w *Window) export() {
	w.ask("Export", "The flow as a picture for slides and documents, or as the plain state machine for AWS.", nil,
		choice{"export/svg", "SVG", look.Primary, func() { w.exportTo(".svg", w.svg) }},
		choice{"export/png", "PNG", look.Outlined, func() { w.exportTo(".png", w.png) }},
		choice{"export/pdf", "PDF", look.Outlined, func() { w.exportTo(".pdf", w.pdf) }},
		choice{"export/asl", "ASL", look.Outlined, func() { w.exportTo(".asl.json", w.asl) }},
		choice{"cancel", "Cancel", look.Quiet, nil})
}

func (w *Window) exportTo(ending string, write func(io.Writer) error) {
	w.saveDialog("Export to", w.snap.Name+ending, func(path string) {
		var b bytes.Buffer
		err := write(&b)
		if err == nil {
			err = file.Write(path, b.Bytes())
		}
		if err != nil {
			w.sess.Fail(err)
			return
		}
		w.sess.Tell(filepath.Base(path) + " is written.")
	})
}

// picture is the diagram as it is on screen, in daylight and without a grid.
func (w *Window) picture() *scene.Scene {
	v := w.view(w.snap)
	return scene.Build(scene.Input{
		Graph: v.Graph, Layout: v.Layout, Palette: scene.Light, Measure: paint.Measure,
		Status: v.Status, Taken: v.Taken, Pills: v.Pills, NoGrid: true,
	})
}

func (w *Window) svg(to io.Writer) error { return paint.SVG(to, w.picture()) }
func (w *Window) png(to io.Writer) error { return paint.PNG(to, 2, w.picture()) }
func (w *Window) pdf(to io.Writer) error { return paint.PDF(to, w.picture()) }

func (w *Window) asl(to io.Writer) error {
	_, err := io.WriteString(to, w.snap.Doc.Text.String())
	return err
}
