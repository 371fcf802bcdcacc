package ui

import (
	"errors"
	"fmt"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"github.com/stateboard/stateboard/ui/look"
	"github.com/stateboard/stateboard/ui/session"
	"github.com/stateboard/stateboard/ui/uimap"
)

// begin starts a run and shows it. Where the run would reach outside it asks
// first; without starts it with nothing outside.
func (w *Window) begin(start, without func() error) {
	err := start()
	var need *session.NeedsConsent
	if errors.As(err, &need) {
		w.askConsent(need, start, without)
		return
	}
	if err != nil {
		w.sess.Fail(err)
		return
	}
	w.setRehearsing(true)
}

// askConsent says what a run would contact or start, each in a sentence. Enter
// is the harmless way.
func (w *Window) askConsent(need *session.NeedsConsent, start, without func() error) {
	rows := look.Column(0)
	for _, ask := range need.Asks {
		words := look.NewParagraph("It "+ask+".", look.Body)
		words.Resize(fyne.NewSize(consentWidth-60, 10))
		rows.Add(look.Inset(container.NewBorder(nil, nil, look.Inset(look.NewStatus("", look.Caught, true), 0, 4), nil, look.Inset(words, 8, 0)), 2, 5))
	}
	var body fyne.CanvasObject = rows
	if len(need.Asks) > 5 {
		scroll := container.NewVScroll(rows)
		scroll.SetMinSize(fyne.NewSize(consentWidth, 260))
		body = scroll
	}
	again := func() {
		if err := w.sess.Allow(need); err != nil {
			w.sess.Fail(err)
			return
		}
		w.begin(start, without)
	}
	d := w.ask("This run reaches outside", "Tasks of this flow are bound to something on this computer or on the network. What you allow holds for the text of the flow as it is now; when it changes, you are asked again.",
		wide(consentWidth, body),
		choice{"allow", "Allow and run", look.Outlined, again},
		choice{"without", "Run without", look.Primary, func() { w.begin(without, without) }},
		choice{"cancel", "Cancel", look.Outlined, nil})
	d.more = func(l *uimap.List) {
		for i, ask := range need.Asks {
			l.Add(uimap.Item{ID: fmt.Sprintf("dialog/ask/%d", i), Role: "listitem", Label: ask, Enabled: true}, rows.Objects[i])
		}
	}
}

const consentWidth = 460

// wide is an object at least so wide.
func wide(width float32, o fyne.CanvasObject) fyne.CanvasObject {
	return container.New(atLeast{width}, o)
}

// atLeast gives its content at least a width.
type atLeast struct{ width float32 }

func (a atLeast) MinSize(objects []fyne.CanvasObject) fyne.Size {
	m := objects[0].MinSize()
	return fyne.NewSize(max(a.width, m.Width), m.Height)
}

func (a atLeast) Layout(objects []fyne.CanvasObject, s fyne.Size) { objects[0].Resize(s) }
