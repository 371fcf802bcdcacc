package inspector

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"github.com/stateboard/stateboard/ui/look"
	"github.com/stateboard/stateboard/ui/uimap"
)

// field is a spec on screen.
type field struct {
	spec    spec
	now     *spec // what the controls' functions act on: always the latest
	object  fyne.CanvasObject
	text    *look.TextField
	chooser *look.Chooser
	search  *searchBox
	button  *look.Button
	label   *look.Text
	detail  *look.Text
	wrong   *look.Paragraph
	small   []*look.IconButton
	words   *look.Paragraph
	row     *problemRow
}

func (p *Pane) newField(s spec) field {
	f := field{spec: s, now: &s}
	switch s.kind {
	case line, block:
		p.makeText(&f)
	case chooser:
		now := f.now
		f.chooser = look.NewChooser(s.options, s.chosen, s.hint, func(i int) { now.pick(i) }).AsField()
		p.labelled(&f, f.chooser)
	case search:
		now := f.now
		f.search = newSearchBox(s.value, s.hint, func() { p.search(now) })
		p.labelled(&f, f.search)
	case heading:
		p.makeHeading(&f)
	case button:
		now := f.now
		f.button = look.NewButton(s.label, look.Quiet, func() { now.press() })
		f.object = container.NewHBox(f.button)
	case note:
		f.words = look.NewParagraph(s.value, look.Caption)
		f.object = f.words
	case problem:
		now := f.now
		f.row = newProblemRow(s, func() { now.press() })
		f.object = f.row
	}
	f.update(s)
	return f
}

func (p *Pane) makeText(f *field) {
	s := f.now
	o := look.FieldOptions{Label: s.label, Placeholder: s.hint, Tip: s.tip, Mono: s.mono, Wheel: p.wheel}
	if s.kind == block {
		o.Rows = max(2, s.rows)
	}
	now := f.now
	o.Commit = func(text string) {
		t := p.textOf(now.id)
		if err := now.commit(text); err != nil && t != nil {
			t.Refuse(sentence(err))
			p.options.Changed()
		}
	}
	o.Changed = func(text string) {
		if t := p.textOf(now.id); t != nil && now.check != nil {
			t.SetError(now.check(text))
		}
		p.options.Changed()
	}
	f.text = look.NewTextField(s.value, o)
	f.object = f.text
}

func (p *Pane) textOf(id string) *look.TextField {
	for i := range p.fields {
		if p.fields[i].spec.id == id {
			return p.fields[i].text
		}
	}
	return nil
}

func sentence(err error) string {
	r := []rune(err.Error())
	if len(r) > 0 && r[0] >= 'a' && r[0] <= 'z' {
		r[0] -= 'a' - 'A'
	}
	return string(r)
}

// labelled puts a label over a control, and room for what is wrong under it.
func (p *Pane) labelled(f *field, o fyne.CanvasObject) {
	f.wrong = look.NewParagraph("", look.Caption.In(look.Failed))
	f.wrong.Hide()
	column := look.Column(5)
	if f.now.label != "" {
		f.label = look.NewText(f.now.label, look.Caption)
		column.Add(f.label)
	}
	column.Add(o)
	column.Add(f.wrong)
	f.object = column
}

func (p *Pane) makeHeading(f *field) {
	s := f.now
	f.label, f.detail = look.NewText(s.label, look.Strong), look.NewShortText(s.value, look.Aside)
	row := look.Row(0)
	for i := range s.small {
		now, k := f.now, i
		b := look.NewIconButton(s.small[i].icon, s.small[i].tip, func() { now.small[k].do() })
		f.small = append(f.small, b)
		row.Add(b)
	}
	f.object = container.NewBorder(nil, nil, f.label, row, look.Inset(f.detail, 8, 4))
}

// update shows the values of a later spec of the same shape.
func (f *field) update(s spec) {
	f.spec = s
	*f.now = s
	switch {
	case f.text != nil:
		f.text.SetText(s.value)
		if !f.text.Refused() && (s.check == nil || f.text.Text() == s.value) {
			f.text.SetError(s.wrong)
		}
	case f.search != nil:
		f.search.set(s.value)
	case f.chooser != nil:
		f.chooser.SetOptions(s.options, s.chosen)
	case s.kind == heading:
		f.detail.SetText(s.value)
		for i := range f.small {
			f.small[i].SetEnabled(!s.small[i].off)
		}
	case f.words != nil:
		f.words.SetText(s.value)
	case f.row != nil:
		f.row.set(s)
	}
	if f.wrong != nil {
		f.wrong.SetText(s.wrong)
		f.wrong.Hidden = s.wrong == ""
		f.wrong.Refresh()
	}
}

// release lets go of the document that a control's functions act on: the
// toolkit keeps controls for a while after they are gone from the screen. What
// is being typed is still to be committed.
func (f *field) release() {
	if f.text != nil && f.text.Focused() {
		return
	}
	*f.now = spec{id: f.now.id, commit: func(string) error { return nil }, pick: func(int) {}, press: func() {}}
	f.spec = spec{}
}

// search opens the long list of a spec under its control.
func (p *Pane) search(s *spec) {
	var under *searchBox
	for i := range p.fields {
		if p.fields[i].spec.id == s.id {
			under = p.fields[i].search
		}
	}
	if under == nil {
		return
	}
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(under)
	p.options.Search(s.hint, at.AddXY(0, under.Size().Height+2), s.list)
}

func (f *field) list(l *uimap.List) {
	s := &f.spec
	it := uimap.Item{ID: "inspector/" + s.id, Label: s.label, Enabled: true, Value: s.value}
	if s.wrong != "" {
		it.Status = "wrong"
	}
	switch {
	case f.text != nil:
		it.Role, it.Value, it.Selected = "textbox", f.text.Text(), f.text.Focused()
		l.Add(it, f.text.Input().(fyne.CanvasObject))
	case f.chooser != nil:
		it.Role, it.Value = "combobox", f.chooser.Label()
		l.Add(it, f.chooser)
	case f.search != nil:
		it.Role = "combobox"
		l.Add(it, f.search)
	case f.button != nil:
		it.Role = "button"
		l.Add(it, f.button)
	case s.kind == heading:
		it.Role = "heading"
		l.Add(it, f.object)
		for i, b := range f.small {
			l.Add(uimap.Item{ID: "inspector/" + s.id + "/" + s.small[i].id, Role: "button", Label: s.small[i].tip, Enabled: !s.small[i].off}, b)
		}
	case f.row != nil:
		it.Role = "link"
		l.Add(it, f.row)
	}
}

// problemRow is a finding one can press.
type problemRow struct {
	widget.BaseWidget
	mark    *look.Status
	words   *look.Paragraph
	advice  *look.Paragraph
	content fyne.CanvasObject
	press   func()
}

func newProblemRow(s spec, press func()) *problemRow {
	r := &problemRow{mark: look.NewStatus("", look.Failed, true), words: look.NewParagraph("", look.Body), advice: look.NewParagraph("", look.Caption), press: press}
	r.content = look.Column(3, r.mark, r.words, r.advice)
	r.ExtendBaseWidget(r)
	r.set(s)
	return r
}

func (r *problemRow) set(s spec) {
	r.mark.Set(s.hint, map[string]look.Ink{"error": look.Failed, "warning": look.Caught, "hint": look.Secondary}[s.hint])
	r.words.SetText(s.label)
	r.advice.SetText(s.value)
	r.advice.Hidden = s.value == ""
}

// Tapped implements fyne.Tappable.
func (r *problemRow) Tapped(*fyne.PointEvent) { r.press() }

// CreateRenderer implements fyne.Widget.
func (r *problemRow) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(r.content) }
