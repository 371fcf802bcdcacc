package editor

import (
	"time"

	"fyne.io/fyne/v2"
)

// blinkEvery is half a caret's blink: two repaints a second, and none while
// the editor has no focus, or nobody has typed for a while.
const (
	blinkEvery = 530 * time.Millisecond
	blinks     = 12 // halves; then the caret stays
)

// blinker shows and hides the caret.
type blinker struct {
	of     *Editor
	hidden bool
	turn   int // a timer that finds another number is stale
	left   int // halves still to come
}

// restart shows the caret and lets it blink from now if the editor has the
// focus.
func (b *blinker) restart() {
	b.turn++
	b.hidden, b.left = false, blinks
	if b.of.focused && !b.of.o.Still {
		b.wait(b.turn)
	}
}

// stop ends the blinking.
func (b *blinker) stop() {
	b.turn++
	b.hidden = false
}

func (b *blinker) wait(turn int) {
	time.AfterFunc(blinkEvery, func() {
		fyne.Do(func() {
			if b.turn != turn {
				return
			}
			b.left--
			b.hidden = !b.hidden && b.left > 0
			b.of.view.showBlink()
			if b.left > 0 {
				b.wait(turn)
			}
		})
	})
}
