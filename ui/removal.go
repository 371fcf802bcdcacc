package ui

import (
	"fmt"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"github.com/stateboard/stateboard/asl/rewrite"
	"github.com/stateboard/stateboard/canvas"
	"github.com/stateboard/stateboard/ui/look"
	"github.com/stateboard/stateboard/ui/uimap"
)

// remove takes states out. Where one leads on in several ways, which of them
// takes its place is for the person to say.
func (w *Window) remove(i canvas.Remove) {
	paths := make([]string, len(i.Nodes))
	for k, id := range i.Nodes {
		paths[k] = string(id)
	}
	switch {
	case !i.Heal:
		w.sess.Change(rewrite.RemoveOnly(w.snap.Doc, paths...))
	case len(paths) == 1 && len(rewrite.Ways(w.snap.Doc, paths[0])) > 1:
		w.askHeir(paths[0])
	default:
		w.sess.Change(rewrite.Remove(w.snap.Doc, paths...))
	}
}

// way is one answer to what shall happen when a state goes that leads on in
// several ways.
type way struct {
	id            string // in the ui map, below "dialog/"
	title, detail string
	kind          string // of the state that comes next; "" for none
	do            func() (*rewrite.Change, error)
}

// ways are all answers for a state, the most likely first.
func (w *Window) ways(path string) []way {
	doc, g := w.snap.Doc, w.snap.Graph
	var list []way
	for _, heir := range rewrite.Ways(doc, path) {
		n := g.Node(nodeID(heir))
		if n == nil || n.State == nil {
			continue
		}
		list = append(list, way{"way/" + n.Name, n.Name, "comes next in its place", n.State.Base().Type, func() (*rewrite.Change, error) { return rewrite.RemoveOnto(doc, path, heir) }})
	}
	if behind := g.Behind(nodeID(path)); len(behind) > 1 {
		all := make([]string, len(behind))
		for i, id := range behind {
			all[i] = string(id)
		}
		list = append(list, way{"behind", "Delete what follows too", fmt.Sprintf("%d states that nothing else leads to", len(behind)-1), "", func() (*rewrite.Change, error) { return rewrite.Remove(doc, all...) }})
	}
	return append(list, way{"loose", "Join nothing", "what led here ends here", "", func() (*rewrite.Change, error) { return rewrite.RemoveOnly(doc, path) }})
}

// askHeir asks which way goes on.
func (w *Window) askHeir(path string) {
	const most = 7
	ways, name := w.ways(path), w.snap.Graph.Node(nodeID(path)).Name
	column := look.Column(0)
	var d *dialog
	for i, way := range ways {
		row := look.NewListRow(look.RowContent{Chip: look.ToEnd, Hue: look.Secondary, Title: way.title, Detail: way.detail}, func() {
			d.close()
			w.sess.Change(way.do())
		})
		if way.kind != "" {
			row.Set(look.RowContent{Chip: look.KindIcon(way.kind), Hue: look.KindInk(way.kind), Title: way.title, Detail: way.detail})
		}
		row.OnArrow(func(by int) { w.canvas.Focus(column.Objects[max(0, min(i+by, len(ways)-1))].(fyne.Focusable)) })
		column.Add(row)
	}
	scroll := container.NewVScroll(column)
	scroll.SetMinSize(fyne.NewSize(372, column.Objects[0].MinSize().Height*float32(min(len(ways), most))))
	d = w.ask("Delete “"+name+"”", "It leads on in more than one way. What shall come in its place?", scroll, choice{"cancel", "Cancel", look.Outlined, nil})
	d.more = func(l *uimap.List) {
		l.Within(scroll, func() {
			for i, way := range ways {
				l.Add(uimap.Item{ID: "dialog/" + way.id, Role: "option", Label: way.title, Value: way.detail, Enabled: true}, column.Objects[i])
			}
		})
	}
	d.sheet.keys = column.Objects[0].(fyne.Focusable)
	w.canvas.Focus(d.sheet.keys)
}
