package ui

import (
	"maps"
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"github.com/stateboard/stateboard/asl/graph"
	"github.com/stateboard/stateboard/canvas/geom"
	"github.com/stateboard/stateboard/canvas/scene"
	"github.com/stateboard/stateboard/ui/uimap"
)

// mapOf says what is on screen now.
func (w *Window) mapOf() *uimap.Map {
	s, scale := w.snap, w.canvas.Scale()
	size := w.canvas.Size()
	m := &uimap.Map{
		Window:   uimap.Window{W: int(size.Width*scale + 0.5), H: int(size.Height*scale + 0.5)},
		Document: uimap.Document{Path: s.Path, Dirty: s.Dirty, Valid: s.Valid},
	}
	if s.Run != nil {
		m.Run.Status = s.Run.Status()
		if open := s.Run.Execution.OpenVisits(); len(open) > 0 {
			m.Run.State = open[len(open)-1].Name
		}
	}
	l := uimap.NewList(w.canvas)
	if w.dialog != nil {
		if inPlace(w.dialog.sheet.content) {
			w.dialog.list(l)
		}
		l.Veiled(func() { w.listPanes(l) })
	} else {
		if w.float.thing != nil && inPlace(w.float.thing) {
			w.float.thing.list(l)
		}
		w.listPanes(l)
	}
	w.listMenu(l)
	w.toast.list(l)
	m.Items = l.Items
	return m
}

// inPlace tells whether what has come up over the window has been laid out:
// before that it seems to be at the window's corner, where nothing ever is.
func inPlace(o fyne.CanvasObject) bool {
	return !fyne.CurrentApp().Driver().AbsolutePositionForObject(o).IsZero()
}

func (w *Window) listPanes(l *uimap.List) {
	w.menubar.list(l)
	w.bar.list(l)
	if !w.hidden["outline"] {
		names := w.stateNames(w.diagram.View().Graph)
		w.outline.List(l, func(id graph.ID) string { return names[id] })
	}
	if w.rehearsing {
		w.room.List(l)
	} else {
		if !w.hidden["palette"] {
			w.palette.List(l)
		}
		if !w.hidden["inspector"] {
			w.inspector.List(l)
		}
		if !w.hidden["json"] {
			w.json.list(l)
		}
	}
	l.Within(w.diagram, func() { w.listDiagram(l) })
	w.hint.list(l)
	w.earlier.list(l)
	w.zoombar.list(l)
}

// listDiagram lists states, handles and slots where they are in view.
func (w *Window) listDiagram(l *uimap.List) {
	origin := fyne.CurrentApp().Driver().AbsolutePositionForObject(w.diagram)
	place := func(it uimap.Item, r geom.Rect) {
		p, size := w.diagram.Rect(r)
		l.Place(it, origin.Add(p), size)
	}
	v, seen := w.diagram.View(), w.diagram.Seen()
	names := w.stateNames(v.Graph)
	handles := map[graph.ID]geom.Rect{}
	for i := range w.diagram.Scene().Targets {
		if t := &w.diagram.Scene().Targets[i]; t.Kind == scene.OnHandle && seen.Intersects(t.Rect) {
			handles[t.ID] = t.Rect
		}
	}
	for i := range v.Layout.Nodes {
		n := &v.Layout.Nodes[i]
		if !seen.Intersects(n.Rect) {
			continue
		}
		g := v.Graph.Node(n.ID)
		if g == nil || g.Kind != graph.StateNode {
			continue
		}
		r := n.Rect
		if n.Container {
			r.H = n.Header
		}
		it := uimap.Item{ID: "state/" + names[n.ID], Role: "button", Label: g.Name, Enabled: true, Selected: v.Selection[n.ID], Status: v.Status[n.ID].String(), Value: v.Pills[n.ID]}
		place(it, r)
		if fold, ok := w.diagram.Scene().FoldRect(n.ID); ok {
			status := "open"
			if n.Collapsed {
				status = "collapsed"
			}
			place(uimap.Item{ID: "collapse/" + names[n.ID], Role: "button", Label: "Collapse " + g.Name, Enabled: true, Status: status}, fold)
		}
		if handle, ok := handles[n.ID]; ok && !v.Locked {
			place(uimap.Item{ID: "handle/" + names[n.ID], Role: "button", Label: "Connect " + g.Name, Enabled: true}, handle)
		}
	}
	if v.Locked {
		return
	}
	slots := w.diagram.Slots()
	for _, edge := range slices.Sorted(maps.Keys(slots)) { // always in one order, or the map would seem to change
		id := edge
		if e := v.Graph.Edge(edge); e != nil {
			id = names[e.From] + ">" + names[e.To] + strings.TrimPrefix(edge, string(e.From)+">"+string(e.To))
		}
		place(uimap.Item{ID: "slot/" + id, Role: "button", Label: edge, Enabled: true, Selected: v.Edge == edge}, slots[edge])
	}
}

// stateNames are the nodes as the map's ids name them: by a state's name, which
// the language wants to be one of a kind in the whole machine; by its path
// where it is not.
func (w *Window) stateNames(g *graph.Graph) map[graph.ID]string {
	if g == w.namesOf {
		return w.names
	}
	count := map[string]int{}
	for _, n := range g.Nodes {
		count[n.Name]++
	}
	names := make(map[graph.ID]string, len(g.Nodes))
	for _, n := range g.Nodes {
		names[n.ID] = string(n.ID)
		if n.Name != "" && count[n.Name] == 1 {
			names[n.ID] = n.Name
		}
	}
	w.names, w.namesOf = names, g
	return names
}
