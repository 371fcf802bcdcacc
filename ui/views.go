package ui

import (
	"github.com/stateboard/stateboard/ui/look"
	"github.com/stateboard/stateboard/ui/session"
)

// viewActions change how things are looked at, never the document.
var viewActions = []action{
	{name: "design", title: "Design", do: func(w *Window) { w.setRehearsing(false) }, on: designing},
	{name: "rehearse", title: "Rehearse", do: func(w *Window) { w.setRehearsing(true) }, on: func(w *Window, _ *session.Snapshot) bool { return w.rehearsing }},
	{name: "zoom-in", title: "Zoom in", do: func(w *Window) { w.diagram.ZoomIn() }},
	{name: "zoom-out", title: "Zoom out", do: func(w *Window) { w.diagram.ZoomOut() }},
	{name: "zoom-actual", title: "Actual size", do: func(w *Window) { w.diagram.ZoomActual() }},
	{name: "fit", title: "Fit the diagram", do: func(w *Window) { w.diagram.Fit() }},
	{name: "fit-selection", title: "Fit the selection", do: func(w *Window) { w.diagram.FitSelection() }},
	{name: "collapse", title: "Collapse", do: func(w *Window) { w.sess.SetCollapsed(w.snap.Selection.Primary(), true) }, can: containerIs(false)},
	{name: "expand", title: "Expand", do: func(w *Window) { w.sess.SetCollapsed(w.snap.Selection.Primary(), false) }, can: containerIs(true)},
	{name: "expand-all", title: "Expand all", do: func(w *Window) { w.sess.ExpandAll() }, can: func(_ *Window, s *session.Snapshot) bool { return len(s.Collapsed) > 0 }},
	pane("palette", "Palette"),
	pane("outline", "Outline"),
	pane("inspector", "Inspector"),
	pane("json", "JSON"),
	pane("minimap", "Minimap"),
	{name: "wheel-zoom", title: "The wheel zooms", on: func(w *Window, _ *session.Snapshot) bool { return w.sess.Prefs().WheelZoom }, do: func(w *Window) {
		w.sess.SetPrefs(func(p *session.Prefs) { p.WheelZoom = !p.WheelZoom })
		w.diagram.SetWheelZoom(w.sess.Prefs().WheelZoom)
	}},
	theme("light", "Light", look.LightMode),
	theme("dark", "Dark", look.DarkMode),
	theme("system", "As the desktop", look.System),
}

// containerIs tells whether one Parallel or Map is selected that is collapsed,
// or is not.
func containerIs(collapsed bool) func(*Window, *session.Snapshot) bool {
	return func(_ *Window, s *session.Snapshot) bool {
		n := s.Graph.Node(nodeID(s.Selection.Primary()))
		return len(s.Selection.Paths) == 1 && n != nil && n.Container() && s.Collapsed[n.ID] == collapsed
	}
}

func pane(name, title string) action {
	return action{
		name: look.Action("show-" + name), title: title,
		do: func(w *Window) { w.toggle(name) },
		on: func(w *Window, _ *session.Snapshot) bool { return !w.hidden[name] },
		can: func(w *Window, _ *session.Snapshot) bool {
			return name == "minimap" || name == "outline" || !w.rehearsing
		},
	}
}

func theme(name, title string, m look.Mode) action {
	return action{
		name: look.Action("theme-" + name), title: title,
		do: func(w *Window) {
			w.sess.SetPrefs(func(p *session.Prefs) { p.Theme = m.String() })
			look.Apply(w.app, m)
		},
		on: func(w *Window, _ *session.Snapshot) bool { return look.ParseMode(w.sess.Prefs().Theme) == m },
	}
}
