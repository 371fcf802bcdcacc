package look

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"
)

// Wheel lies over something that scrolls inside of something else that does,
// and hands the wheel on when there is nothing left to scroll: a form must not
// stop under the pointer because a field came to lie there. It takes nothing
// but the wheel.
type Wheel struct {
	widget.BaseWidget
	inner func() *container.Scroll // nil for what never scrolls up and down
	outer func(*fyne.ScrollEvent)
}

// NewWheel makes it; inner may be nil, and so may what it returns.
func NewWheel(inner func() *container.Scroll, outer func(*fyne.ScrollEvent)) *Wheel {
	w := &Wheel{inner: inner, outer: outer}
	w.ExtendBaseWidget(w)
	return w
}

// Scrolled implements fyne.Scrollable.
func (w *Wheel) Scrolled(e *fyne.ScrollEvent) {
	if w.inner != nil {
		if inner := w.inner(); inner != nil {
			before := inner.Offset
			if inner.Scrolled(e); inner.Offset != before {
				return
			}
		}
	}
	w.outer(e)
}

// CreateRenderer implements fyne.Widget; there is nothing to see.
func (w *Wheel) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(container.NewWithoutLayout())
}
