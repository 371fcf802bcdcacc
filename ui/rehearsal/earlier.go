package rehearsal

import (
	"fyne.io/fyne/v2"

	"github.com/stateboard/stateboard/ui/look"
	"github.com/stateboard/stateboard/ui/session"
	"github.com/stateboard/stateboard/ui/uimap"
)

// keptBar is what can be done with an execution that is kept: run it on from
// where it failed, fork it at the moment shown, delete it. Before them stand
// the buttons that are there for every run.
type keptBar struct {
	room    *Room
	before  []fyne.CanvasObject
	buttons []*look.Button
	content *fyne.Container
}

// keptActions are the buttons, by the actions they do.
var keptActions = []struct {
	name  look.Action
	label string
	tip   string
	shown func(*session.Session, *session.Run, *session.Execution) bool
}{
	{"redrive", "Redrive", "Run on from where it failed; what succeeded stays as it is", func(s *session.Session, _ *session.Run, x *session.Execution) bool { return s.CanRedrive(x) }},
	{"fork", "Fork here…", "A new execution that has gone the same way up to the event shown", func(*session.Session, *session.Run, *session.Execution) bool { return true }},
	{"forget", "Delete…", "Delete this execution from the earlier ones", func(_ *session.Session, r *session.Run, _ *session.Execution) bool { return !r.Live }},
}

func newKeptBar(r *Room, before ...fyne.CanvasObject) *keptBar {
	k := &keptBar{room: r, before: before, content: newFlow(8)}
	for _, a := range keptActions {
		b := look.NewButton(a.label, look.Outlined, func() { r.options.Do(a.name) })
		b.SetTip(a.tip)
		k.buttons = append(k.buttons, b)
	}
	return k
}

// show asks for the execution only where one can be looked back at: a run that
// is followed changes too often.
func (k *keptBar) show(s *session.Snapshot) {
	var x *session.Execution
	if r := s.Run; r != nil && (!r.Live || !r.AtEnd()) {
		x = k.room.sess.Kept()
	}
	k.content.Objects = nil
	for _, o := range k.before {
		if o.Visible() {
			k.content.Add(o)
		}
	}
	for i, a := range keptActions {
		if x != nil && a.shown(k.room.sess, s.Run, x) {
			k.content.Add(k.buttons[i])
		}
	}
	visible(k.content, len(k.content.Objects) > 0)
	k.content.Refresh()
}

func (k *keptBar) list(l *uimap.List) {
	if !k.content.Visible() {
		return
	}
	for i, a := range keptActions {
		for _, o := range k.content.Objects {
			if o == k.buttons[i] {
				l.Add(uimap.Item{ID: "action/" + string(a.name), Role: "button", Label: a.label, Enabled: true}, o)
			}
		}
	}
}
