package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"github.com/stateboard/stateboard/ui/look"
	"github.com/stateboard/stateboard/ui/uimap"
)

// choice is a button of a dialog.
type choice struct {
	id     string // in the ui map, below "dialog/"
	title  string
	weight look.Weight
	do     func()
}

// dialog asks one question over the veiled window. Escape is its last choice.
type dialog struct {
	w       *Window
	title   string
	body    fyne.CanvasObject
	choices []choice
	buttons []*look.Button
	popup   *widget.PopUp
	more    func(*uimap.List) // lists what the body holds; may be nil
	stays   func() bool       // asked before the first choice is done: the dialog stays open; may be nil
}

// ask opens a dialog in the place of one that may be open. body may be nil.
func (w *Window) ask(title, sentence string, body fyne.CanvasObject, choices ...choice) *dialog {
	w.closeMenus()
	if w.dialog != nil {
		w.dialog.close()
	}
	d := &dialog{w: w, title: title, choices: choices, body: body}
	width := float32(420)
	parts := []fyne.CanvasObject{look.NewText(title, look.Style{Size: 16, Bold: true, Ink: look.Plain})}
	if sentence != "" {
		words := look.NewParagraph(sentence, look.Said)
		words.Resize(fyne.NewSize(width-48, 10))
		parts = append(parts, words)
	}
	if body != nil {
		parts = append(parts, body)
		width = max(width, body.MinSize().Width+48)
	}
	row := look.Row(10)
	for _, c := range choices {
		b := look.NewButton(c.title, c.weight, func() { d.choose(c) })
		d.buttons = append(d.buttons, b)
		row.Add(b)
	}
	content := look.Column(16, append(parts, container.NewBorder(nil, nil, nil, row))...)
	d.popup = widget.NewModalPopUp(newSheet(look.Inset(content, 24, 22), width, d.escape), w.canvas)
	w.dialog = d
	d.popup.Show()
	for i, c := range choices {
		if c.weight == look.Primary {
			w.canvas.Focus(d.buttons[i])
		}
	}
	w.touch()
	return d
}

func (d *dialog) choose(c choice) {
	if d.stays != nil && c.id == d.choices[0].id && d.stays() {
		return
	}
	d.close()
	if c.do != nil {
		c.do()
	}
}

func (d *dialog) escape() {
	if n := len(d.choices); n > 0 {
		d.choose(d.choices[n-1])
		return
	}
	d.close()
}

func (d *dialog) close() {
	if d.w.dialog == d {
		d.w.dialog = nil
	}
	d.popup.Hide()
	d.w.touch()
}

func (d *dialog) list(l *uimap.List) {
	l.Add(uimap.Item{ID: "dialog", Role: "dialog", Label: d.title, Enabled: true}, d.popup.Content)
	if d.more != nil {
		d.more(l)
	}
	for i, c := range d.choices {
		l.Add(uimap.Item{ID: "dialog/" + c.id, Role: "button", Label: c.title, Enabled: !d.buttons[i].Disabled()}, d.buttons[i])
	}
}

// sheet is a dialog's ground, of a fixed width.
type sheet struct {
	widget.BaseWidget
	content fyne.CanvasObject
	width   float32
	escape  func()
}

var _ desktop.Mouseable = (*sheet)(nil)

func newSheet(content fyne.CanvasObject, width float32, escape func()) *sheet {
	s := &sheet{content: content, width: width, escape: escape}
	s.ExtendBaseWidget(s)
	return s
}

func (s *sheet) MouseDown(*desktop.MouseEvent) {}
func (s *sheet) MouseUp(*desktop.MouseEvent)   {}

// CreateRenderer implements fyne.Widget.
func (s *sheet) CreateRenderer() fyne.WidgetRenderer { return &sheetRenderer{s, &canvas.Rectangle{}} }

type sheetRenderer struct {
	s      *sheet
	ground *canvas.Rectangle
}

func (r *sheetRenderer) Destroy() {}

func (r *sheetRenderer) MinSize() fyne.Size {
	// Words wrap to the width they are given, so they get it before they are
	// asked for their height.
	r.s.content.Resize(fyne.NewSize(r.s.width, r.s.content.MinSize().Height))
	return fyne.NewSize(r.s.width, r.s.content.MinSize().Height)
}

func (r *sheetRenderer) Layout(s fyne.Size) {
	r.ground.Resize(s)
	r.s.content.Resize(s)
}

func (r *sheetRenderer) Refresh() {
	r.ground.FillColor = look.Colors().Panel
	canvas.Refresh(r.s)
}

func (r *sheetRenderer) Objects() []fyne.CanvasObject {
	r.ground.FillColor = look.Colors().Panel
	return []fyne.CanvasObject{r.ground, r.s.content}
}
