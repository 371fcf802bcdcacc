package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"github.com/stateboard/stateboard/ui/look"
	"github.com/stateboard/stateboard/ui/uimap"
)

// hint stands in the middle of a diagram without states: how to begin.
type hint struct {
	example *look.Button
	content *fyne.Container
}

func newHint(w *Window) *hint {
	h := &hint{}
	h.example = look.NewButton("Open an example…", look.Quiet, func() { w.perform("examples") })
	h.content = look.Column(4,
		centred(look.NewText("Begin with a state", look.Style{Size: 16, Bold: true, Ink: look.Plain})),
		centred(look.NewText("Drag one here from the left, double-click it, or press A.", look.Aside)),
		centred(h.example))
	return h
}

func centred(o fyne.CanvasObject) fyne.CanvasObject {
	return container.New(middleColumn{}, o)
}

func (h *hint) show(on bool) {
	if on == h.content.Visible() {
		return
	}
	visible(h.content, on)
}

func visible(o fyne.CanvasObject, on bool) {
	if on {
		o.Show()
	} else {
		o.Hide()
	}
}

func (h *hint) list(l *uimap.List) {
	if h.content.Visible() {
		l.Add(uimap.Item{ID: "action/examples", Role: "button", Label: h.example.Label(), Enabled: true}, h.example)
	}
}

// middleColumn centres an object across.
type middleColumn struct{}

func (middleColumn) MinSize(objects []fyne.CanvasObject) fyne.Size { return objects[0].MinSize() }

func (middleColumn) Layout(objects []fyne.CanvasObject, s fyne.Size) {
	m := objects[0].MinSize()
	objects[0].Resize(m)
	objects[0].Move(fyne.NewPos(float32(int((s.Width-m.Width)/2)), 0))
}

// hintPlace centres words below the middle.
type hintPlace struct{}

func (hintPlace) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.Size{} }

func (hintPlace) Layout(objects []fyne.CanvasObject, s fyne.Size) {
	for _, o := range objects {
		m := o.MinSize()
		o.Resize(m)
		o.Move(fyne.NewPos(float32(int((s.Width-m.Width)/2)), float32(int(s.Height*0.58))))
	}
}
