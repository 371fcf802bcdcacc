package ui

import (
	"maps"

	"fyne.io/fyne/v2"

	"github.com/stateboard/stateboard/asl/diag"
	"github.com/stateboard/stateboard/asl/graph"
	"github.com/stateboard/stateboard/asl/rewrite"
	"github.com/stateboard/stateboard/canvas"
	"github.com/stateboard/stateboard/canvas/scene"
	"github.com/stateboard/stateboard/ui/look"
	"github.com/stateboard/stateboard/ui/outline"
	"github.com/stateboard/stateboard/ui/palette"
	"github.com/stateboard/stateboard/ui/session"
)

// This file wires the diagram to the session: snapshots become views, intents
// become verbs.

func nodeID(path string) graph.ID { return graph.ID(path) }

// view is what the diagram shows of a snapshot.
func (w *Window) view(s *session.Snapshot) canvas.View {
	v := canvas.View{
		Graph: s.Graph, Layout: s.Layout, Palette: *look.Colors(), Greyed: s.Greyed && !s.Behind, Opened: s.Opened,
		Selection: map[graph.ID]bool{}, Edge: s.Selection.Edge, Locked: w.rehearsing || s.Greyed,
	}
	for _, p := range s.Selection.Paths {
		v.Selection[nodeID(p)] = true
	}
	if len(s.Breakpoints) > 0 {
		v.Breaks = make(map[graph.ID]bool, len(s.Breakpoints))
		for p := range s.Breakpoints {
			v.Breaks[nodeID(p)] = true
		}
	}
	switch {
	case w.rehearsing:
	case s.Behind: // as the picture is
		v.Problems = w.diagram.View().Problems
	default:
		v.Problems = problems(s)
	}
	w.mark(&v, s)
	rollUp(&v, s)
	return v
}

// rollUp lets a collapsed container show what is hidden in it: that a person is
// waited for, and problems.
func rollUp(v *canvas.View, s *session.Snapshot) {
	if len(s.Collapsed) == 0 {
		return
	}
	status, problems := maps.Clone(v.Status), maps.Clone(v.Problems)
	for _, n := range s.Graph.Nodes {
		for at := n; at.Parent != ""; {
			at = s.Graph.Node(at.Parent)
			if !s.Collapsed[at.ID] {
				continue
			}
			if v.Status[n.ID] == scene.Waiting {
				status[at.ID] = scene.Waiting
			}
			if p := v.Problems[n.ID]; p > problems[at.ID] {
				problems[at.ID] = p
			}
		}
	}
	v.Status, v.Problems = status, problems
}

// problems are the states that a check complains about.
func problems(s *session.Snapshot) map[graph.ID]scene.Problem {
	if s.Greyed {
		return nil
	}
	found := map[graph.ID]scene.Problem{}
	for i := range s.Diagnostics {
		d := &s.Diagnostics[i]
		state := s.Doc.StateAt(d.Span.Start)
		if state == nil || d.Severity == diag.Hint {
			continue
		}
		id := nodeID(state.Base().Path)
		if d.Severity == diag.Error {
			found[id] = scene.Error
		} else if found[id] == scene.NoProblem {
			found[id] = scene.Warning
		}
	}
	return found
}

func (w *Window) diagramOptions() canvas.Options {
	return canvas.Options{
		Still:  w.still,
		Intend: w.intend,
		Rules: canvas.Rules{
			Insert:      w.whyNotInsert,
			InsertFirst: w.whyNotFirst,
			Move: func(nodes []graph.ID, edge string) string {
				return w.why(canMove(w.snap.Doc, pathsOf(nodes), w.snap.Graph.Edge(edge)))
			},
			CopyTo: func(nodes []graph.ID, edge string) string {
				_, err := w.copied(nodes, edge)
				return w.why(err)
			},
			ReconnectFrom: func(edge string, from graph.ID) string {
				return w.why(rewrite.CanReconnectFrom(w.snap.Doc, w.snap.Graph.Edge(edge), string(from)))
			},
			Connect: func(from, to graph.ID) string {
				return w.why(rewrite.CanConnect(w.snap.Doc, string(from), string(to)))
			},
			Reconnect: func(edge string, to graph.ID) string {
				return w.why(rewrite.CanReconnect(w.snap.Doc, w.snap.Graph.Edge(edge), string(to)))
			},
			Name: func(of graph.ID, name string) string {
				return w.why(rewrite.CanRename(w.snap.Doc, string(of), name))
			},
		},
		Key:      w.typedKey,
		Rune:     w.typedRune,
		Shortcut: func(s fyne.Shortcut) { w.canvas.(fyne.Shortcutable).TypedShortcut(s) },
		Tip: func(text string, at fyne.Position, size fyne.Size) {
			if text == "" {
				w.tips.Hide()
				return
			}
			round := func(v float32) float32 { return float32(int(v + 0.5)) } // letters are sharp on whole pixels
			w.tips.Show(text, fyne.NewPos(round(at.X), round(at.Y)), fyne.NewSize(round(size.Width), round(size.Height)))
		},
		Looked: func() {
			if w.zoombar != nil {
				w.zoombar.follow()
			}
			w.touch()
		},
	}
}

// outlineOptions let the list speak to the session as the diagram does.
func (w *Window) outlineOptions() outline.Options {
	return outline.Options{
		Select:  func(id graph.ID) { w.sess.Select(session.FromHistory, string(id)) },
		Open:    func(graph.ID) { w.openDetails() },
		Key:     w.typedRune,
		Focus:   func(f fyne.Focusable) bool { w.canvas.Focus(f); return w.canvas.Focused() == f },
		Press:   func(k fyne.KeyName) { w.diagram.TypedKey(&fyne.KeyEvent{Name: k}) },
		Changed: w.touch,
	}
}

// why is an error as the words of a tooltip.
func (w *Window) why(err error) string {
	if err == nil {
		return ""
	}
	return err.Error()
}

func (w *Window) place(edge string) rewrite.Place { return rewrite.OnEdge(w.snap.Graph.Edge(edge)) }

func (w *Window) whyNotInsert(kind, edge string) string {
	return w.why(rewrite.CanInsert(w.snap.Doc, palette.TypeOf(kind), w.place(edge)))
}

// whyNotFirst says why a state cannot be the first in an empty container, or
// in an empty machine.
func (w *Window) whyNotFirst(kind string, in graph.ID) string {
	place, ok := w.emptyPlace(in)
	if !ok {
		return "There is no empty place in it."
	}
	return w.why(rewrite.CanInsert(w.snap.Doc, palette.TypeOf(kind), place))
}

// emptyPlace is the place in a container, or in the machine, that has no state
// yet.
func (w *Window) emptyPlace(in graph.ID) (rewrite.Place, bool) {
	branch, ok := emptyBranch(w.snap, in)
	return rewrite.In(string(in), branch), ok
}

// intend does what a person wants of the diagram.
func (w *Window) intend(i canvas.Intent) {
	doc := w.snap.Doc
	switch i := i.(type) {
	case canvas.Select:
		w.selectNodes(i)
	case canvas.Insert:
		w.sess.Change(w.insertion(i.Kind, w.place(i.Edge)))
	case canvas.InsertFirst:
		if place, ok := w.emptyPlace(i.Node); ok {
			w.sess.Change(w.insertion(i.Kind, place))
		}
	case canvas.Move:
		w.sess.Change(moved(doc, w.inFlowOrder(pathsOf(i.Nodes)), w.place(i.Edge)))
	case canvas.CopyTo:
		w.sess.Change(w.copied(i.Nodes, i.Edge))
	case canvas.ReconnectFrom:
		w.sess.Change(rewrite.ReconnectFrom(doc, w.snap.Graph.Edge(i.Edge), string(i.From)))
	case canvas.Connect:
		w.sess.Change(rewrite.Connect(doc, string(i.From), string(i.To)))
	case canvas.Reconnect:
		w.sess.Change(rewrite.Reconnect(doc, w.snap.Graph.Edge(i.Edge), string(i.To)))
	case canvas.Remove:
		w.remove(i)
	case canvas.Cut:
		w.sess.Change(rewrite.Disconnect(doc, w.snap.Graph.Edge(i.Edge)))
	case canvas.Rename:
		w.sess.Change(rewrite.Rename(doc, string(i.Node), i.Name))
	case canvas.Open:
		w.openDetails()
	case canvas.QuickAdd:
		if i.Edge == "" {
			w.quickAdd(i.At, rewrite.FromHandle(string(i.From)))
			return
		}
		w.quickAdd(i.At, w.place(i.Edge))
	case canvas.Fold:
		w.sess.SetCollapsed(string(i.Node), i.Collapsed)
	case canvas.Menu:
		w.contextMenu(i)
	}
}

func (w *Window) selectNodes(i canvas.Select) {
	if i.Edge != "" {
		w.sess.SelectEdge(session.FromDiagram, i.Edge)
		return
	}
	w.sess.Select(session.FromDiagram, pathsOf(i.Nodes)...)
}

// copied are copies of states on an edge.
func (w *Window) copied(nodes []graph.ID, edge string) (*rewrite.Change, error) {
	flow, err := rewrite.Copy(w.snap.Doc, pathsOf(nodes)...)
	if err != nil {
		return nil, err
	}
	c, err := rewrite.Paste(w.snap.Doc, flow, w.place(edge))
	if err == nil {
		c.Label = "Duplicate " + w.called(nodes)
	}
	return c, err
}

// selectPath selects a state from the history or a list.
func (w *Window) selectPath(path string) { w.sess.Select(session.FromHistory, path) }

// insertion is the verb for a palette name: a kind of state, or an action.
func (w *Window) insertion(kind string, at rewrite.Place) (*rewrite.Change, error) {
	if name, state, ok := palette.Starter(kind, w.snap.Doc.Machine.QueryLanguage()); ok {
		return rewrite.Insert(w.snap.Doc, name, state, at)
	}
	return rewrite.InsertKind(w.snap.Doc, kind, at)
}
