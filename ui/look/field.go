package look

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// FieldOptions says what a text field is like. Only what is set counts.
type FieldOptions struct {
	Label       string
	Placeholder string
	Tip         string
	Mono        bool
	Icon        Icon
	Rows        int          // more than one makes a field of that many lines
	Changed     func(string) // after every key
	Commit      func(string) // Enter, Ctrl+Enter in many lines, or leaving; only if the words differ
	Cancel      func()       // Escape, after the words went back
	Key         func(*fyne.KeyEvent) bool
	Wheel       func(*fyne.ScrollEvent) // what the field does not need of it itself
}

// TextField is a label, a line (or lines) to type in, and room for one
// sentence about what is wrong. It never fights a person: words set from
// outside wait until they have left a field they changed.
type TextField struct {
	widget.BaseWidget
	options FieldOptions
	entry   *entry
	label   *Text
	problem *Paragraph
	held    string // what the model says
	before  string // what it said before the words being committed
	refused string // what was typed and cannot be taken; "" for nothing
}

// NewTextField makes a field showing text.
func NewTextField(text string, o FieldOptions) *TextField {
	f := &TextField{options: o, held: text}
	f.entry = newEntry(f)
	f.entry.SetText(text)
	f.entry.OnChanged = o.Changed
	f.label = NewText(o.Label, Caption)
	f.label.SetTip(o.Tip)
	f.problem = NewParagraph("", Caption.In(Failed))
	f.problem.Hide()
	f.ExtendBaseWidget(f)
	return f
}

// Text is what stands in the field.
func (f *TextField) Text() string { return f.entry.Text }

// SetText shows the model's words, silently. A changed field keeps what the
// person typed until it is committed or cancelled, and what was refused until
// the model's own words change.
func (f *TextField) SetText(s string) {
	dirty := f.entry.focused && f.entry.Text != f.held
	if f.Refused() {
		dirty = dirty || s == f.held
		if s != f.held {
			f.refused = ""
		}
	}
	f.held = s
	if !dirty && f.entry.Text != s {
		f.show(s)
	}
}

func (f *TextField) show(s string) {
	f.entry.OnChanged = nil
	f.entry.SetText(s)
	f.entry.OnChanged = f.options.Changed
}

// SetError shows a sentence under the field; empty takes it away.
func (f *TextField) SetError(s string) {
	if f.problem.Text() == s {
		return
	}
	f.problem.SetText(s)
	if s == "" {
		f.problem.Hide()
	} else {
		f.problem.Show()
	}
	f.Refresh()
}

// Refuse, called from within Commit, says why the words cannot be taken. They
// stay in the field to be corrected; Escape brings the model's back.
func (f *TextField) Refuse(why string) {
	f.held, f.refused = f.before, f.entry.Text
	f.SetError(why)
}

// Refused tells whether the field shows words that cannot be taken.
func (f *TextField) Refused() bool { return f.refused != "" && f.entry.Text == f.refused }

// SetLabel changes the words over the field.
func (f *TextField) SetLabel(s string) { f.options.Label = s; f.label.SetText(s) }

// SetPlaceholder changes the words shown while the field is empty.
func (f *TextField) SetPlaceholder(s string) {
	f.options.Placeholder = s
	f.hint(f.entry.Size().Width)
}

// hint shows the placeholder as far as there is room: Fyne would scroll it.
func (f *TextField) hint(width float32) {
	s := f.options.Placeholder
	if width > 0 && !f.entry.MultiLine {
		s = Shorten(s, width-2*entryPad, BodySize, f.entry.TextStyle)
	}
	if f.entry.PlaceHolder != s {
		f.entry.SetPlaceHolder(s)
	}
}

// entryPad is the room Fyne leaves beside the text of an entry.
const entryPad = 10

// SetEnabled lets the field be typed in, or not.
func (f *TextField) SetEnabled(on bool) {
	if on {
		f.entry.Enable()
	} else {
		f.entry.Disable()
	}
}

// Focus puts the caret into the field with all words selected.
func (f *TextField) Focus() {
	if on := windowOf(f.entry); on != nil {
		on.Focus(f.entry)
		f.entry.TypedShortcut(&fyne.ShortcutSelectAll{})
	}
}

// windowOf is the canvas an object is on. Fyne knows that of what has been
// painted; a field that was shown a moment ago is looked for in all windows.
func windowOf(o fyne.Focusable) fyne.Canvas {
	driver := fyne.CurrentApp().Driver()
	if c := driver.CanvasForObject(o.(fyne.CanvasObject)); c != nil {
		return c
	}
	for _, w := range driver.AllWindows() {
		if w.Canvas().Focus(o); w.Canvas().Focused() == o {
			return w.Canvas()
		}
	}
	return nil
}

// Focused tells whether keys go to the field.
func (f *TextField) Focused() bool { return f.entry.focused }

// Input is the object that takes the focus and the clicks.
func (f *TextField) Input() fyne.Focusable { return f.entry }

// Commit hands changed words to the model now.
func (f *TextField) Commit() {
	if f.entry.Text == f.held || f.Refused() {
		return
	}
	f.before, f.held, f.refused = f.held, f.entry.Text, ""
	if f.options.Commit != nil {
		f.options.Commit(f.held)
	}
}

func (f *TextField) cancel() {
	if f.entry.Text != f.held {
		if f.Refused() {
			f.refused = ""
			f.SetError("")
		}
		f.show(f.held)
		if f.options.Changed != nil {
			f.options.Changed(f.held)
		}
	}
	if f.options.Cancel != nil {
		f.options.Cancel()
	}
}

// CreateRenderer implements fyne.Widget.
func (f *TextField) CreateRenderer() fyne.WidgetRenderer {
	icon, ring := newGlyph(), newRing()
	frame := &canvas.Rectangle{CornerRadius: Radius, StrokeWidth: 1}
	const gap = 5
	covering := []fyne.CanvasObject{f.entry, frame}
	objects := []fyne.CanvasObject{ring, frame, f.label, f.entry, icon.image, f.problem}
	if f.options.Wheel != nil {
		wheel := f.entry.wheel(f.options.Wheel)
		covering, objects = append(covering, wheel), append(objects, wheel)
	}
	return paint(&painted{
		of:      f,
		objects: objects,
		min: func() fyne.Size {
			s := f.entry.MinSize()
			s.Height = max(s.Height, ControlHeight)
			if f.options.Label != "" {
				s.Height += f.label.MinSize().Height + gap
			}
			if f.problem.Visible() {
				s.Height += f.problem.MinSize().Height + gap
			}
			return s
		},
		layout: func(s fyne.Size) {
			y := float32(0)
			if f.options.Label != "" {
				f.label.Resize(fyne.NewSize(s.Width, f.label.MinSize().Height))
				y = f.label.MinSize().Height + gap
			}
			end := s.Height
			if f.problem.Visible() {
				f.problem.Resize(fyne.NewSize(s.Width, f.problem.MinSize().Height))
				end -= f.problem.MinSize().Height
				f.problem.Move(fyne.NewPos(0, end))
				end -= gap
			}
			area := fyne.NewSize(s.Width, end-y)
			f.hint(area.Width)
			for _, o := range covering {
				o.Move(fyne.NewPos(0, y))
				o.Resize(area)
			}
			placeRing(ring, area)
			ring.Move(ring.Position().AddXY(0, y))
			icon.place(s.Width-IconSize-8, y+(area.Height-IconSize)/2, IconSize)
		},
		dress: func(p *Palette) {
			frame.FillColor, frame.StrokeColor = Fill(p), p.Hairline
			switch {
			case f.problem.Visible():
				frame.StrokeColor = p.Failed
			case f.entry.focused:
				frame.StrokeColor = p.Accent
			}
			dressRing(ring, p, f.entry.focused)
			ring.StrokeColor = Veil(p.Accent, 0.28)
			icon.set(f.options.Icon, p.Faint)
			frame.Refresh()
		},
	})
}

// entry is Fyne's entry with our manners.
type entry struct {
	widget.Entry
	field   *TextField
	focused bool
	scroll  *container.Scroll // Fyne's, around the words; nil before they are painted
}

func newEntry(f *TextField) *entry {
	e := &entry{field: f}
	e.MultiLine = f.options.Rows > 1
	if e.MultiLine {
		e.Wrapping = fyne.TextWrapWord
		e.SetMinRowsVisible(f.options.Rows)
	} else {
		e.Scroll = fyne.ScrollHorizontalOnly
	}
	e.TextStyle.Monospace = f.options.Mono
	e.SetPlaceHolder(f.options.Placeholder)
	e.OnSubmitted = func(string) { f.Commit() }
	e.ExtendBaseWidget(e)
	return e
}

// CreateRenderer hides the border Fyne draws, which is dark and off the pixels
// on a light ground; the field's own frame stands under the entry.
func (e *entry) CreateRenderer() fyne.WidgetRenderer {
	r := e.Entry.CreateRenderer()
	for _, o := range r.Objects() {
		switch o := o.(type) {
		case *canvas.Rectangle:
			if o.StrokeWidth > 0 {
				o.Hide()
			}
		case *container.Scroll:
			e.scroll = o
		}
	}
	return r
}

// wheel is what takes the wheel in the entry's place.
func (e *entry) wheel(outer func(*fyne.ScrollEvent)) *Wheel {
	if e.MultiLine {
		return NewWheel(func() *container.Scroll { return e.scroll }, outer)
	}
	return NewWheel(nil, outer)
}

// AcceptsTab lets Tab leave the field also where it has many lines: a form is
// walked through.
func (e *entry) AcceptsTab() bool { return false }

func (e *entry) FocusGained() {
	e.focused = true
	e.Entry.FocusGained()
	e.field.Refresh()
}

func (e *entry) FocusLost() {
	e.focused = false
	e.Entry.FocusLost()
	e.field.Refresh()
	e.field.Commit()
	// Words that came from the model while the person was typing show now.
	if e.Text != e.field.held && !e.field.Refused() {
		e.field.show(e.field.held)
	}
}

func (e *entry) TypedKey(k *fyne.KeyEvent) {
	if e.field.options.Key != nil && e.field.options.Key(k) {
		return
	}
	switch {
	case k.Name == fyne.KeyEscape:
		e.field.cancel()
	case len(k.Name) > 1 && k.Name[0] == 'F' && k.Name[1] >= '1' && k.Name[1] <= '9':
		PassOn(e, k)
	default:
		e.Entry.TypedKey(k)
	}
}

func (e *entry) TypedShortcut(s fyne.Shortcut) {
	switch s.(type) {
	case *fyne.ShortcutUndo, *fyne.ShortcutRedo:
		if e.Text == e.field.held { // nothing of its own to take back: the document's history
			PassOnShortcut(e, s)
			return
		}
	}
	if k, ok := s.(*desktop.CustomShortcut); ok {
		if e.MultiLine && k.Modifier == fyne.KeyModifierShortcutDefault && (k.KeyName == fyne.KeyReturn || k.KeyName == fyne.KeyEnter) {
			e.field.Commit()
			return
		}
		PassOnShortcut(e, s)
	}
	e.Entry.TypedShortcut(s)
}
