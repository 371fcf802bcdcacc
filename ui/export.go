package ui

import (
	"bytes"
	"io"
	"path/filepath"

	"github.com/stateboard/stateboard/asl"
	"github.com/stateboard/stateboard/asl/file"
	"github.com/stateboard/stateboard/asl/rewrite"
	"github.com/stateboard/stateboard/asl/text"
	"github.com/stateboard/stateboard/canvas/layout"
	"github.com/stateboard/stateboard/canvas/page"
	"github.com/stateboard/stateboard/canvas/paint"
	"github.com/stateboard/stateboard/canvas/scene"
	"github.com/stateboard/stateboard/ui/look"
	"github.com/stateboard/stateboard/ui/replay"
	"github.com/stateboard/stateboard/ui/uimap"
)

// exporter is a form that the flow can be written in.
type exporter struct {
	id, title, detail, ending string
	write                     func(w *Window, to io.Writer) error
}

var exporters = []exporter{
	{"svg", "SVG", "a picture that is sharp at every size", ".svg", func(w *Window, to io.Writer) error { return paint.SVG(to, w.picture()) }},
	{"png", "PNG", "a picture for chats and slides", ".png", func(w *Window, to io.Writer) error { return paint.PNG(to, 2, w.picture()) }},
	{"pdf", "PDF", "a page to print or send", ".pdf", func(w *Window, to io.Writer) error { return paint.PDF(to, w.picture()) }},
	{"html", "Web page", "to mail: opens in any browser, replays the run", ".html", func(w *Window, to io.Writer) error { return page.Write(to, w.page()) }},
	{"asl", "ASL, laid out", "the state machine, easy to read", ".asl.json", func(w *Window, to io.Writer) error { return writeJSON(to, w.snap.Doc, false) }},
	{"asl-compact", "ASL, compact", "the state machine on one line", ".asl.json", func(w *Window, to io.Writer) error { return writeJSON(to, w.snap.Doc, true) }},
	{"asl-yaml", "ASL in YAML", "the state machine for templates", ".asl.yaml", func(w *Window, to io.Writer) error { return writeYAML(to, w.snap.Doc) }},
}

// export asks for a form, then for a place.
func (w *Window) export() {
	var d *dialog
	var rows []*look.ListRow
	list := look.Column(0)
	for i := range exporters {
		e := &exporters[i]
		row := look.NewListRow(look.RowContent{Title: e.title, Detail: e.detail}, func() { d.close(); w.exportTo(e) })
		row.OnArrow(func(by int) {
			if to := i + by; to >= 0 && to < len(rows) {
				w.canvas.Focus(rows[to])
			}
		})
		rows = append(rows, row)
		list.Add(row)
	}
	d = w.ask("Export", "The flow as a picture, or as the plain state machine for AWS.", look.Inset(list, 0, 0),
		choice{"cancel", "Cancel", look.Outlined, nil})
	d.more = func(l *uimap.List) {
		for i, row := range rows {
			l.Add(uimap.Item{ID: "dialog/export/" + exporters[i].id, Role: "button", Label: exporters[i].title, Enabled: true}, row)
		}
	}
	d.sheet.keys = rows[0]
	w.canvas.Focus(rows[0])
}

func (w *Window) exportTo(e *exporter) {
	w.saveDialog("Export to", w.snap.Name+e.ending, func(path string) {
		var b bytes.Buffer
		err := e.write(w, &b)
		if err == nil {
			err = file.Write(path, b.Bytes())
		}
		if err != nil {
			w.sess.Fail(err)
			return
		}
		w.sess.Tell(filepath.Base(path) + " is written.")
	})
	w.files.export = true
	w.files.check()
}

// picture is the diagram as it is on screen, in daylight and without a grid.
func (w *Window) picture() *scene.Scene {
	v := w.view(w.snap)
	return scene.Build(scene.Input{
		Graph: v.Graph, Layout: v.Layout, Palette: scene.Light, Measure: paint.Measure,
		Status: v.Status, Taken: v.Taken, Pills: v.Pills, NoGrid: true,
	})
}

// page is the whole flow, nothing collapsed, with the run that is being
// rehearsed.
func (w *Window) page() *page.Page {
	p := &page.Page{Title: w.snap.Name, Doc: w.snap.Shown, Graph: w.snap.Graph, Layout: layout.Build(w.snap.Graph, layout.Options{Measure: paint.Measure})}
	if r := w.snap.Run; w.rehearsing && r != nil {
		p.Replay = replay.Of(r.Events, p.Graph)
	}
	return p
}

// writeJSON writes a document as JSON, whichever it is written in.
func writeJSON(to io.Writer, doc *asl.Document, compact bool) error {
	if doc.YAML {
		json, _, err := rewrite.ToJSON(doc)
		if err != nil {
			return err
		}
		doc = asl.ParseString(json)
	}
	c, err := rewrite.Format(doc, compact)
	if err != nil {
		return err
	}
	laid, _, err := text.Apply(doc.Text, c.Edits...)
	if err != nil {
		return err
	}
	_, err = io.WriteString(to, laid.String())
	return err
}

func writeYAML(to io.Writer, doc *asl.Document) error {
	yaml := doc.Text.String()
	if !doc.YAML {
		var err error
		if yaml, err = rewrite.ToYAML(doc); err != nil {
			return err
		}
	}
	_, err := io.WriteString(to, yaml)
	return err
}
