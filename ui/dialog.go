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
	sheet   *sheet
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
	d.sheet = newSheet(look.Inset(content, 24, 22), width)
	d.sheet.on = w.canvas
	w.dialog = d
	w.canvas.Overlays().Add(d.sheet)
	d.sheet.Resize(w.canvas.Size())
	for i, c := range choices {
		if c.weight == look.Primary {
			d.sheet.keys = d.buttons[i]
			w.canvas.Focus(d.sheet.keys)
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
	d.w.canvas.Overlays().Remove(d.sheet)
	d.w.touch()
}

func (d *dialog) list(l *uimap.List) {
	l.Add(uimap.Item{ID: "dialog", Role: "dialog", Label: d.title, Enabled: true}, d.sheet.content)
	if d.more != nil {
		d.more(l)
	}
	for i, c := range d.choices {
		l.Add(uimap.Item{ID: "dialog/" + c.id, Role: "button", Label: c.title, Enabled: !d.buttons[i].Disabled()}, d.buttons[i])
	}
}

// sheet is a dialog on its veil: it covers the window and takes all events
// beside the dialog.
type sheet struct {
	widget.BaseWidget
	content fyne.CanvasObject
	width   float32
	on      fyne.Canvas
	keys    fyne.Focusable // what has the keys when nothing else in the dialog does
}

var (
	_ desktop.Mouseable = (*sheet)(nil)
	_ desktop.Hoverable = (*sheet)(nil)
	_ fyne.Scrollable   = (*sheet)(nil)
)

func newSheet(content fyne.CanvasObject, width float32) *sheet {
	s := &sheet{content: content, width: width}
	s.ExtendBaseWidget(s)
	return s
}

// MouseDown gives the keys back to the dialog: a click beside it must not leave
// it deaf to Enter.
func (s *sheet) MouseDown(*desktop.MouseEvent) {
	if s.keys != nil && s.on.Focused() == nil {
		s.on.Focus(s.keys)
	}
}
func (s *sheet) MouseUp(*desktop.MouseEvent)    {}
func (s *sheet) MouseIn(*desktop.MouseEvent)    {}
func (s *sheet) MouseMoved(*desktop.MouseEvent) {}
func (s *sheet) MouseOut()                      {}
func (s *sheet) Scrolled(*fyne.ScrollEvent)     {}

// CreateRenderer implements fyne.Widget.
func (s *sheet) CreateRenderer() fyne.WidgetRenderer {
	r := &sheetRenderer{s: s, veil: &canvas.Rectangle{}, ground: &canvas.Rectangle{CornerRadius: 12, StrokeWidth: 1}}
	for range 4 {
		r.shadow = append(r.shadow, &canvas.Rectangle{})
	}
	r.Refresh()
	return r
}

type sheetRenderer struct {
	s            *sheet
	veil, ground *canvas.Rectangle
	shadow       []*canvas.Rectangle
}

func (r *sheetRenderer) Destroy()           {}
func (r *sheetRenderer) MinSize() fyne.Size { return fyne.NewSize(1, 1) }

// Layout centres the dialog a little above the middle. Words wrap to the width
// they are given, so they get it before they are asked for their height.
func (r *sheetRenderer) Layout(s fyne.Size) {
	r.veil.Resize(s)
	width := min(r.s.width, s.Width-24)
	r.s.content.Resize(fyne.NewSize(width, r.s.content.MinSize().Height))
	size := fyne.NewSize(width, min(r.s.content.MinSize().Height, s.Height-24))
	at := fyne.NewPos(float32(int((s.Width-width)/2)), float32(int((s.Height-size.Height)*0.42)))
	for _, o := range []fyne.CanvasObject{r.s.content, r.ground} {
		o.Resize(size)
		o.Move(at)
	}
	for i, sh := range r.shadow {
		grow := float32(4 * (i + 1))
		sh.CornerRadius = 12 + grow
		sh.Move(at.AddXY(-grow, 8-grow))
		sh.Resize(size.AddWidthHeight(2*grow, 2*grow))
	}
}

func (r *sheetRenderer) Refresh() {
	p := look.Colors()
	r.veil.FillColor = look.Veil(p.Background, 0.62)
	r.ground.FillColor, r.ground.StrokeColor = p.Panel, look.Over(p.Hairline, p.Text, 0.06)
	for i, sh := range r.shadow {
		sh.FillColor = look.Veil(p.Shadow, 0.30-0.06*float64(i))
	}
	r.Layout(r.s.Size())
	canvas.Refresh(r.s)
}

func (r *sheetRenderer) Objects() []fyne.CanvasObject {
	list := []fyne.CanvasObject{r.veil}
	for _, sh := range r.shadow {
		list = append(list, sh)
	}
	return append(list, r.ground, r.s.content)
}
