package ui

import (
	"fyne.io/fyne/v2"

	"github.com/stateboard/stateboard/asl/graph"
	"github.com/stateboard/stateboard/asl/rewrite"
	"github.com/stateboard/stateboard/canvas"
	"github.com/stateboard/stateboard/ui/look"
	"github.com/stateboard/stateboard/ui/session"
)

// editActions change the document or find one's way in it.
var editActions = []action{
	{name: "undo", do: func(w *Window) { w.sess.Undo() },
		label: func(s *session.Snapshot) string { return labelled("Undo", s.Undo) },
		can:   func(w *Window, s *session.Snapshot) bool { return s.Undo != "" }},
	{name: "redo", do: func(w *Window) { w.sess.Redo() },
		label: func(s *session.Snapshot) string { return labelled("Redo", s.Redo) },
		can:   func(w *Window, s *session.Snapshot) bool { return s.Redo != "" }},
	{name: "cut", title: "Cut", do: func(w *Window) {
		if !w.toText(&fyne.ShortcutCut{Clipboard: w.app.Clipboard()}) && w.copySelection() {
			w.remove(canvas.Remove{Nodes: w.selectedNodes(), Heal: true})
		}
	}, can: copyable},
	{name: "copy", title: "Copy", do: func(w *Window) {
		if !w.toText(&fyne.ShortcutCopy{Clipboard: w.app.Clipboard()}) {
			w.copySelection()
		}
	}, can: copyable},
	{name: "paste", title: "Paste", do: func(w *Window) {
		if !w.toText(&fyne.ShortcutPaste{Clipboard: w.app.Clipboard()}) {
			w.paste()
		}
	}, can: func(w *Window, s *session.Snapshot) bool { return w.textFocused() || !w.rehearsing && !s.Greyed }},
	{name: "duplicate", title: "Duplicate", do: (*Window).duplicate, can: statesSelected},
	{name: "delete", title: "Delete", do: func(w *Window) {
		if e := w.snap.Selection.Edge; e != "" {
			w.intend(canvas.Cut{Edge: e})
			return
		}
		w.remove(canvas.Remove{Nodes: w.selectedNodes(), Heal: true})
	}, can: func(w *Window, s *session.Snapshot) bool {
		return !w.rehearsing && !s.Greyed && (len(s.Selection.Paths) > 0 || s.Selection.Edge != "")
	}},
	{name: "delete-only", title: "Delete, join nothing", do: func(w *Window) { w.remove(canvas.Remove{Nodes: w.selectedNodes()}) },
		can: func(w *Window, s *session.Snapshot) bool { return statesSelected(w, s) && !w.textFocused() }},
	{name: "select-all", title: "Select all", do: func(w *Window) {
		if !w.toText(&fyne.ShortcutSelectAll{}) {
			w.diagram.SelectAll()
		}
	}},
	{name: "rename", title: "Rename", do: func(w *Window) { w.diagram.StartRename(nodeID(w.snap.Selection.Primary())) }, can: stateSelected},
	{name: "move-earlier", title: "Move earlier", do: (*Window).moveEarlier, can: statesSelected},
	{name: "move-later", title: "Move later", do: (*Window).moveLater, can: statesSelected},
	{name: "find", title: "Find in the JSON", do: func(w *Window) { w.showJSON(); w.json.editor.OpenFind() }, can: designing},
	{name: "replace", title: "Replace in the JSON", do: func(w *Window) { w.showJSON(); w.json.editor.OpenReplace() }, can: designing},
	{name: "go-to-state", title: "Go to a state…", do: (*Window).goToState},
	{name: "go-to-line", title: "Go to a line…", do: func(w *Window) { w.showJSON(); w.json.editor.OpenGoToLine() }, can: designing},
	{name: "command", title: "All commands…", do: (*Window).findCommand},
	{name: "next-problem", title: "Next problem", do: func(w *Window) { w.problem(1) }, can: hasProblems},
	{name: "previous-problem", title: "Previous problem", do: func(w *Window) { w.problem(-1) }, can: hasProblems},
}

func labelled(verb, what string) string {
	if what == "" {
		return verb
	}
	return verb + " " + what
}

func designing(w *Window, _ *session.Snapshot) bool { return !w.rehearsing }

func statesSelected(w *Window, s *session.Snapshot) bool {
	return !w.rehearsing && !s.Greyed && len(s.Selection.Paths) > 0
}

func stateSelected(w *Window, s *session.Snapshot) bool {
	return !w.rehearsing && !s.Greyed && len(s.Selection.Paths) == 1
}

func copyable(w *Window, s *session.Snapshot) bool { return w.textFocused() || statesSelected(w, s) }

func hasProblems(w *Window, s *session.Snapshot) bool {
	return !w.rehearsing && len(s.Diagnostics) > 0 && !s.Blank()
}

// textFocused tells whether the keys go to something one types in.
func (w *Window) textFocused() bool {
	f := w.canvas.Focused()
	if f == nil || f == fyne.Focusable(w.diagram) {
		return false
	}
	_, takes := f.(fyne.Shortcutable)
	return takes
}

// toText hands a clipboard command to the text that has the keys.
func (w *Window) toText(s fyne.Shortcut) bool {
	if !w.textFocused() {
		return false
	}
	w.canvas.Focused().(fyne.Shortcutable).TypedShortcut(s)
	return true
}

func (w *Window) selectedNodes() []graph.ID {
	var ids []graph.ID
	for _, p := range w.snap.Selection.Paths {
		ids = append(ids, nodeID(p))
	}
	return ids
}

// copySelection puts the selected states on the clipboard as ASL.
func (w *Window) copySelection() bool {
	flow, err := rewrite.Copy(w.snap.Doc, w.snap.Selection.Paths...)
	if err != nil {
		w.sess.Fail(err)
		return false
	}
	w.app.Clipboard().SetContent(flow)
	return true
}

// paste puts what is on the clipboard after the selection.
func (w *Window) paste() {
	w.sess.Change(rewrite.Paste(w.snap.Doc, w.app.Clipboard().Content(), w.afterSelection()))
}

func (w *Window) duplicate() {
	w.sess.Change(rewrite.Duplicate(w.snap.Doc, w.snap.Selection.Paths...))
}

// afterSelection is where something goes that has no place of its own.
func (w *Window) afterSelection() rewrite.Place {
	s := w.snap
	if e := s.Graph.Edge(s.Selection.Edge); e != nil {
		return rewrite.OnEdge(e)
	}
	if p := s.Selection.Primary(); p != "" {
		return rewrite.After(p)
	}
	if s.Doc.Machine != nil && len(s.Doc.Machine.States) > 0 {
		if in := s.Graph.In(graph.EndID); len(in) > 0 {
			return rewrite.OnEdge(in[len(in)-1])
		}
	}
	return rewrite.In("", 0)
}

func (w *Window) goToState() {
	var list []option
	for _, n := range w.snap.Graph.Nodes {
		if n.Kind != graph.StateNode {
			continue
		}
		kind, id := n.State.Base().Type, string(n.ID)
		list = append(list, option{id: id, title: n.Name, detail: around(w.snap.Graph, n), chip: look.KindIcon(kind), hue: look.KindInk(kind),
			do: func() { w.sess.Select(session.FromHistory, id) }})
	}
	w.find("Go to a state", w.middle(), list)
}

// around says what a state is in, or else what kind it is.
func around(g *graph.Graph, n *graph.Node) string {
	if p := g.Node(n.Parent); p != nil {
		return "in " + p.Name
	}
	return n.State.Base().Type
}

func (w *Window) findCommand() {
	var list []option
	for _, m := range menus {
		for _, name := range m.items {
			if a := actions[name]; a != nil && w.possible(name) && name != "command" {
				list = append(list, option{id: string(name), title: a.words(w.snap), detail: look.KeyWords(look.Shortcut(name)), do: func() { w.perform(name) }})
			}
		}
	}
	w.find("What do you want to do?", w.middle(), list)
}

// problem goes to the next finding, in the text and in the diagram.
func (w *Window) problem(by int) {
	w.showJSON()
	w.json.editor.NextProblem(by)
	w.json.editor.Focus()
}

func (w *Window) showJSON() {
	if w.hidden["json"] {
		w.toggle("json")
	}
}

// jumpTo shows a place of the text.
func (w *Window) jumpTo(offset int) {
	w.showJSON()
	w.json.editor.GoTo(w.snap.Doc.Text.Position(offset))
	w.json.editor.Focus()
}

// openDetails puts the caret into the form of the selected state.
func (w *Window) openDetails() {
	if w.rehearsing {
		return
	}
	if w.hidden["inspector"] {
		w.toggle("inspector")
	}
	w.inspector.FocusFirst()
}
