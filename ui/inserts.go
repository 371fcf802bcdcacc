package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"github.com/stateboard/stateboard/asl"
	"github.com/stateboard/stateboard/asl/graph"
	"github.com/stateboard/stateboard/asl/rewrite"
	"github.com/stateboard/stateboard/canvas"
	"github.com/stateboard/stateboard/ui/look"
	"github.com/stateboard/stateboard/ui/palette"
	"github.com/stateboard/stateboard/ui/session"
)

// insertActions add a state of a kind after the selection.
var insertActions = func() []action {
	var list []action
	for _, kind := range asl.Types {
		list = append(list, action{
			name: look.Action("insert-" + kind), title: kind,
			do:  func(w *Window) { w.sess.Change(w.insertion(kind, w.afterSelection())) },
			can: func(w *Window, s *session.Snapshot) bool { return !w.rehearsing && !s.Greyed },
		})
	}
	return append(list, wrapping("Parallel", "Put into a Parallel"), wrapping("Map", "Put into a Map"), action{
		name: "unwrap", title: "Take out of its container",
		do: func(w *Window) { w.sess.Change(rewrite.Unwrap(w.snap.Doc, w.snap.Selection.Primary())) },
		can: func(w *Window, s *session.Snapshot) bool {
			return stateSelected(w, s) && rewrite.CanUnwrap(s.Doc, s.Selection.Primary()) == nil
		},
	})
}()

func wrapping(kind, title string) action {
	return action{
		name: look.Action("wrap-" + kind), title: title,
		do: func(w *Window) { w.sess.Change(rewrite.Wrap(w.snap.Doc, w.snap.Selection.Paths, kind)) },
		can: func(w *Window, s *session.Snapshot) bool {
			return statesSelected(w, s) && rewrite.CanWrap(s.Doc, s.Selection.Paths, kind) == nil
		},
	}
}

// insertFromPalette adds a card after the selection.
func (w *Window) insertFromPalette(c *palette.Card) {
	w.sess.Settle()
	if w.snap.Greyed {
		w.sess.Tell("The text cannot be read. Correct it first, then add states.")
		return
	}
	if w.sess.Change(w.insertion(c.Name, w.afterSelection())) {
		w.canvas.Focus(w.diagram)
		w.palette.Clear()
	}
}

// ghost is the card under the pointer on its way from the palette, until it
// reaches the diagram, which draws its own.
type ghost struct {
	layer *fyne.Container
	card  fyne.CanvasObject
	of    canvas.Ghost
}

func newGhost() *ghost {
	g := &ghost{layer: container.NewWithoutLayout()}
	g.layer.Hide()
	return g
}

func (g *ghost) follow(d *canvas.Diagram, of canvas.Ghost, at fyne.Position) {
	inside := at.Subtract(fyne.CurrentApp().Driver().AbsolutePositionForObject(d))
	if size := d.Size(); !d.Dragging() || inside.X >= 0 && inside.Y >= 0 && inside.X < size.Width && inside.Y < size.Height {
		g.layer.Hide()
		return
	}
	if g.card == nil || g.of != of {
		row := look.NewListRow(look.RowContent{Chip: look.KindIcon(of.Type), Hue: look.KindInk(of.Type), Title: of.Title, Detail: of.Subtitle}, nil)
		g.of, g.card = of, look.NewCard(row)
		g.card.Resize(fyne.NewSize(190, row.MinSize().Height))
		g.layer.Objects = []fyne.CanvasObject{g.card}
	}
	g.card.Move(at.AddXY(-g.card.Size().Width/2, -g.card.Size().Height/2))
	g.layer.Show()
	g.layer.Refresh()
}

// dragFromPalette carries a card over the window.
func (w *Window) dragFromPalette(g canvas.Ghost, at fyne.Position) {
	first := !w.diagram.Dragging()
	w.diagram.DragOver(g, at)
	w.ghost.follow(w.diagram, g, at)
	if first {
		w.canvas.Focus(w.diagram) // so that Escape reaches the gesture
		w.touch()
	}
}

func (w *Window) dropFromPalette(at fyne.Position) {
	w.ghost.layer.Hide()
	w.diagram.Drop(at)
	w.touch()
}

// quickAdd offers what can be put at a place, near a point of the window.
func (w *Window) quickAdd(at fyne.Position, place rewrite.Place) {
	var list []option
	for _, cards := range [][]*palette.Card{palette.Kinds(), palette.Actions()} {
		for _, c := range cards {
			if rewrite.CanInsert(w.snap.Doc, c.Type, place) != nil {
				continue
			}
			detail := c.Detail
			if c.Name != c.Type { // an action: its title alone says little
				detail = c.Help
			}
			list = append(list, option{id: c.Name, title: c.Title, detail: detail, chip: look.KindIcon(c.Type), hue: look.KindInk(c.Type),
				do: func() { w.sess.Change(w.insertion(c.Name, place)) }})
		}
	}
	w.find("Add a state", at.AddXY(16, -40), list)
}

// quickAddAfterSelection is the key A.
func (w *Window) quickAddAfterSelection() {
	at := w.middle()
	if p := w.snap.Selection.Primary(); p != "" {
		if r, ok := w.diagram.Scene().StateRect(nodeID(p)); ok {
			pos, size := w.diagram.Rect(r)
			at = fyne.CurrentApp().Driver().AbsolutePositionForObject(w.diagram).Add(pos).AddXY(size.Width/2, size.Height+40)
		}
	}
	w.quickAdd(at, w.afterSelection())
}

// emptyBranch is the index of a machine inside a container, or of the whole,
// that has no state yet.
func emptyBranch(s *session.Snapshot, in graph.ID) (int, bool) {
	if in == "" {
		return 0, s.Doc.Machine != nil && len(s.Doc.Machine.States) == 0
	}
	state := s.Doc.State(string(in))
	switch state.(type) {
	case *asl.Parallel, *asl.Map:
	default:
		return 0, false
	}
	machines := asl.Machines(state)
	for i, m := range machines {
		if len(m.States) == 0 {
			return i, true
		}
	}
	return 0, len(machines) == 0
}

// contextMenu offers the commands on what was clicked.
func (w *Window) contextMenu(i canvas.Menu) {
	names := []look.Action{"paste", "select-all", "", "fit", "zoom-actual"}
	var extra []*fyne.MenuItem
	switch {
	case w.rehearsing:
		names = []look.Action{"breakpoint", "skip-wait", "", "collapse", "expand", "expand-all", "", "fit", "fit-selection", "zoom-actual"}
	case i.Node != "":
		extra = append(extra, fyne.NewMenuItem("Add after it…", w.quickAddAfterSelection))
		names = []look.Action{"rename", "", "cut", "copy", "paste", "duplicate", "", "wrap-Parallel", "wrap-Map", "unwrap", "", "collapse", "expand", "", "breakpoint", "", "delete"}
	case i.Edge != "":
		extra = append(extra, fyne.NewMenuItem("Add a state here…", func() { w.quickAdd(i.At, w.place(i.Edge)) }))
		names = []look.Action{"paste", "", "delete"}
	}
	w.showMenu(names, i.At, extra...)
}
