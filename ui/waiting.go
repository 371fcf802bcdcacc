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
	w       *Window
	words   *look.Paragraph
	show    *look.Button
	later   *look.IconButton
	card    *look.Card
	layer   *fyne.Container
	stacked bool // the words over the buttons
	here    []*session.Execution
}

func newWaiting(w *Window) *waiting {
	n := &waiting{w: w, words: look.NewParagraph("", look.Body)}
	n.show = look.NewButton("", look.Primary, n.open)
	n.later = look.NewIconButton(look.Close, "Not now", n.dismiss)
	n.card = look.NewCard(container.New(waitingLine{n}, look.NewStatus("", look.Waiting, true), n.words, n.show, n.later))
	n.card.Hide()
	n.layer = container.New(waitingPlace{n}, n.card)
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

// waitingPlace centres the card at the head of the diagram. Where the diagram is
// too narrow for one line the card is as wide as it, its words over its buttons.
type waitingPlace struct{ n *waiting }

func (waitingPlace) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.Size{} }

func (p waitingPlace) Layout(objects []fyne.CanvasObject, s fyne.Size) {
	one := waitingLine(p)
	width := min(one.whole(), max(s.Width-2*waitingEdge, one.narrowest()))
	p.n.stacked = width < one.whole()
	p.n.words.Resize(fyne.NewSize(one.words(width), 10))
	for _, o := range objects {
		o.Resize(fyne.NewSize(width, o.MinSize().Height)) // how high depends on how wide
		o.Resize(fyne.NewSize(width, o.MinSize().Height))
		o.Move(fyne.NewPos(float32(int((s.Width-width)/2)), 14))
	}
}

const (
	waitingEdge = 12
	waitingPad  = 14
	waitingGap  = 10
)

// waitingLine is what is on the card: a mark, the words, two buttons.
type waitingLine struct{ n *waiting }

func (l waitingLine) mark() float32 {
	return look.NewStatus("", look.Waiting, true).MinSize().Width + waitingGap
}

func (l waitingLine) buttons() float32 {
	return l.n.show.MinSize().Width + waitingGap + l.n.later.MinSize().Width
}

// whole is how wide the card is with everything on one line.
func (l waitingLine) whole() float32 {
	words := fyne.MeasureText(l.n.words.Text(), look.BodySize, fyne.TextStyle{}).Width
	return 2*waitingPad + l.mark() + float32(int(words)+2) + waitingGap + l.buttons()
}

func (l waitingLine) narrowest() float32 { return 2*waitingPad + l.mark() + l.buttons() }

// words is the room for them on a card.
func (l waitingLine) words(card float32) float32 {
	room := card - 2*waitingPad - l.mark()
	if card >= l.whole() {
		room -= waitingGap + l.buttons()
	}
	return room
}

func (l waitingLine) MinSize(objects []fyne.CanvasObject) fyne.Size {
	high := max(l.n.words.MinSize().Height, l.n.show.MinSize().Height)
	if l.n.stacked {
		high = l.n.words.MinSize().Height + waitingGap + l.n.show.MinSize().Height + 6
	}
	return fyne.NewSize(l.narrowest(), high+16)
}

func (l waitingLine) Layout(objects []fyne.CanvasObject, s fyne.Size) {
	mark, words, show, later := objects[0], objects[1], objects[2], objects[3]
	words.Resize(fyne.NewSize(l.words(s.Width), 10))
	wordsSize, showSize, laterSize := words.MinSize(), show.MinSize(), later.MinSize()
	words.Resize(fyne.NewSize(l.words(s.Width), wordsSize.Height))
	row, first := s.Height/2, s.Height/2 // the middle of the buttons and of the first line
	if l.n.stacked {
		row = s.Height - 10 - showSize.Height/2
		first = 14 + mark.MinSize().Height/2
		words.Move(fyne.NewPos(waitingPad+l.mark(), 12))
	} else {
		words.Move(fyne.NewPos(waitingPad+l.mark(), (s.Height-wordsSize.Height)/2))
	}
	mark.Resize(mark.MinSize())
	mark.Move(fyne.NewPos(waitingPad, first-mark.MinSize().Height/2))
	x := s.Width - waitingPad - laterSize.Width
	later.Resize(laterSize)
	later.Move(fyne.NewPos(x, row-laterSize.Height/2))
	show.Resize(showSize)
	show.Move(fyne.NewPos(x-waitingGap-showSize.Width, row-showSize.Height/2))
}
