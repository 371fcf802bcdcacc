package editor

import (
	"time"

	"fyne.io/fyne/v2"
)

// blinkEvery is half a caret's blink: two repaints a second, and none while
// the editor has no focus.
const blinkEvery = 530 * time.Millisecond

// blinker shows and hides the caret.
type blinker struct {
	of     *Editor
	hidden bool
	turn   int // a timer that finds another number is stale
}

// restart shows the caret and lets it blink from now if the editor has the
// focus.
func (b *blinker) restart() {
	b.turn++
	b.hidden = false
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
			b.hidden = !b.hidden
			b.of.view.showBlink()
			b.wait(turn)
		})
	})
}
