package ui

import (
	"fmt"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"github.com/stateboard/stateboard/ui/look"
	"github.com/stateboard/stateboard/ui/session"
	"github.com/stateboard/stateboard/ui/uimap"
)

// waiting is the quiet card over a flow that was opened while an earlier
// execution of it still waits for an answer.
type waiting struct {
	w     *Window
	words *look.Text
	show  *look.Button
	later *look.IconButton
	card  *look.Card
	layer *fyne.Container
	here  []*session.Execution
}

func newWaiting(w *Window) *waiting {
	n := &waiting{w: w, words: look.NewText("", look.Body)}
	n.show = look.NewButton("", look.Primary, n.open)
	n.later = look.NewIconButton(look.Close, "Not now", n.dismiss)
	n.card = look.NewCard(look.Inset(look.Row(10, look.NewStatus("", look.Waiting, true), n.words, n.show, n.later), 14, 8))
	n.card.Hide()
	n.layer = container.New(waitingPlace{}, n.card)
	return n
}

// ask looks for executions of the file that wait.
func (n *waiting) ask() {
	n.here, _ = n.w.sess.WaitingHere() // what cannot be read is told by the list
	switch len(n.here) {
	case 0:
	case 1:
		n.words.SetText("An earlier execution of this flow still waits for an answer.")
		n.show.SetLabel(look.NoIcon, "Show it")
	default:
		n.words.SetText(fmt.Sprintf("%d earlier executions of this flow still wait for an answer.", len(n.here)))
		n.show.SetLabel(look.NoIcon, "Show them…")
	}
	n.set(len(n.here) > 0)
}

func (n *waiting) open() {
	here := n.here
	n.dismiss()
	switch len(here) {
	case 0:
	case 1:
		n.w.showEarlier(here[0])
	default:
		n.w.showEarlierList(here[0].ID)
	}
}

// dismiss takes the card away until a file is opened again.
func (n *waiting) dismiss() { n.here = nil; n.set(false) }

// set shows the card, or not; not while a rehearsal is looked at.
func (n *waiting) set(on bool) {
	if on = on && !n.w.rehearsing; on != n.card.Visible() {
		visible(n.card, on)
		n.layer.Refresh()
	}
	n.w.touch()
}

// follow looks again when a file has been opened, and steps aside for a run.
func (n *waiting) follow(opened bool) {
	if opened {
		n.ask()
		return
	}
	n.set(len(n.here) > 0)
}

func (n *waiting) list(l *uimap.List) {
	if !n.card.Visible() {
		return
	}
	l.Add(uimap.Item{ID: "earlier", Role: "status", Label: n.words.Text(), Enabled: true}, n.words)
	l.Add(uimap.Item{ID: "earlier/show", Role: "button", Label: n.show.Label(), Enabled: true}, n.show)
	l.Add(uimap.Item{ID: "earlier/later", Role: "button", Label: "Not now", Enabled: true}, n.later)
}

// waitingPlace centres the card at the head of the diagram.
type waitingPlace struct{}

func (waitingPlace) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.Size{} }

func (waitingPlace) Layout(objects []fyne.CanvasObject, s fyne.Size) {
	for _, o := range objects {
		m := o.MinSize()
		m.Width = min(m.Width, s.Width-24)
		o.Resize(m)
		o.Move(fyne.NewPos(float32(int((s.Width-m.Width)/2)), 14))
	}
}
