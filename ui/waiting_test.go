package ui

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"github.com/stateboard/stateboard/ui/look"
)

// TestWaitingCardFits lays the card out in diagrams of many widths: its words
// and buttons stay on it and apart.
func TestWaitingCardFits(t *testing.T) {
	d := newDesk(t, "account-application")
	n := d.earlier
	n.words.SetText("An earlier execution of this flow still waits for an answer.")
	n.show.SetLabel(look.NoIcon, "Show it")
	n.set(true)
	test.WidgetRenderer(n.card)
	for width := float32(220); width < 900; width += 20 {
		n.layer.Resize(fyne.NewSize(width, 600))
		n.layer.Refresh()
		card := n.card.Size()
		if card.Width > width {
			t.Fatalf("in %.0f the card is %.0f wide", width, card.Width)
		}
		at := func(o fyne.CanvasObject) (fyne.Position, fyne.Position) {
			p := o.Position()
			return p, p.AddXY(o.Size().Width, o.Size().Height)
		}
		_, words := at(n.words)
		show, end := at(n.show)
		_, later := at(n.later)
		if words.X > card.Width || end.X > n.later.Position().X || later.X > card.Width || end.Y > card.Height || words.Y > card.Height || show.Y < 0 {
			t.Errorf("in %.0f something lies beside the card %v: words to %v, button %v to %v, later to %v", width, card, words, show, end, later)
		}
		if words.X > show.X && words.Y > show.Y {
			t.Errorf("in %.0f words end at %v on the button at %v", width, words, show)
		}
	}
}
