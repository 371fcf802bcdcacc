package inspector

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"github.com/stateboard/stateboard/ui/look"
	"github.com/stateboard/stateboard/ui/session"
	"github.com/stateboard/stateboard/ui/uimap"
)

// Options are what the pane needs from the window.
type Options struct {
	Jump    func(offset int)                                          // shows a place of the text
	Search  func(placeholder string, at fyne.Position, list []Option) // opens a list to search in
	Changed func()                                                    // what is on screen may have moved
}

// Pane is the widget.
type Pane struct {
	widget.BaseWidget
	sess    *session.Session
	options Options
	header  *look.PaneHeader
	column  *fyne.Container
	scroll  *container.Scroll
	content fyne.CanvasObject
	fields  []field
	shown   string // whose form it is: a state's path, "" for the machine
	opened  uint64
	more    bool
}

// New makes the pane.
func New(sess *session.Session, o Options) *Pane {
	p := &Pane{sess: sess, options: o, header: look.NewPaneHeader("Inspector", "")}
	p.column = look.Column(12)
	p.scroll = container.NewVScroll(look.Inset(p.column, look.PanePadding, 4))
	p.scroll.OnScrolled = func(fyne.Position) { look.HideTips(p); o.Changed() }
	p.content = container.NewBorder(p.header, nil, nil, nil, p.scroll)
	p.ExtendBaseWidget(p)
	return p
}

// wheel scrolls the form.
func (p *Pane) wheel(e *fyne.ScrollEvent) { p.scroll.Scrolled(e) }

// Display shows the form of what a snapshot has selected.
func (p *Pane) Display(s *session.Snapshot) {
	if s.Behind {
		return // soon
	}
	f := &form{pane: p, snap: s}
	who := s.Selection.Primary()
	state := s.State()
	switch {
	case len(s.Selection.Paths) > 1:
		p.header.Set("Inspector", "several states")
	case state != nil:
		p.header.Set("Inspector", kindWords(state.Base().Type))
	case s.Selection.Edge != "":
		p.header.Set("Inspector", "arrow")
	default:
		who = ""
		p.header.Set("Inspector", "the flow")
	}
	switch {
	case s.Greyed:
		f.add(spec{id: "broken", kind: note, value: "The text cannot be read just now. What it says about that is below; forms come back when it is right."})
		f.findings()
	case state != nil && len(s.Selection.Paths) == 1:
		f.state(state)
	case len(s.Selection.Paths) > 1:
		f.several()
	case s.Selection.Edge != "":
		f.edge()
	default:
		if s.Doc.Machine != nil {
			f.machine(s.Doc.Machine)
		} else {
			f.findings()
		}
	}
	p.fill(f.specs, who != p.shown || s.Opened != p.opened)
	p.shown, p.opened = who, s.Opened
}

func kindWords(kind string) string {
	if kind == "" {
		return "no type yet"
	}
	return kind
}

// fill shows specs: in the controls that are there, or in new ones when the
// form has another shape or is about something else.
func (p *Pane) fill(specs []spec, another bool) {
	if !another && sameShape(p.fields, specs) {
		for i := range p.fields {
			p.fields[i].update(specs[i])
		}
		p.options.Changed()
		return
	}
	focused, at := p.focusedID(), p.scroll.Offset
	for i := range p.fields {
		p.fields[i].release()
	}
	p.fields = p.fields[:0:0]
	p.column.Objects = nil
	for i := 0; i < len(specs); i++ {
		f := p.newField(specs[i])
		p.fields = append(p.fields, f)
		if specs[i].half && i+1 < len(specs) {
			second := p.newField(specs[i+1])
			p.fields = append(p.fields, second)
			p.column.Add(container.New(halves{}, f.object, second.object))
			i++
			continue
		}
		p.column.Add(f.object)
	}
	p.column.Refresh()
	if another {
		p.scroll.ScrollToTop()
	} else {
		p.scroll.ScrollToOffset(at)
		p.focus(focused)
	}
	p.options.Changed()
}

func sameShape(fields []field, specs []spec) bool {
	if len(fields) != len(specs) {
		return false
	}
	for i := range fields {
		a, b := &fields[i].spec, &specs[i]
		if a.id != b.id || a.kind != b.kind || a.half != b.half || a.rows != b.rows || a.label != b.label && a.kind != problem || len(a.small) != len(b.small) || a.mono != b.mono {
			return false
		}
	}
	return true
}

func (p *Pane) focusedID() string {
	for i := range p.fields {
		if t := p.fields[i].text; t != nil && t.Focused() {
			return p.fields[i].spec.id
		}
	}
	return ""
}

func (p *Pane) focus(id string) {
	for i := range p.fields {
		if t := p.fields[i].text; t != nil && id != "" && p.fields[i].spec.id == id {
			t.Focus()
		}
	}
}

// FocusFirst puts the caret into the first field after the name.
func (p *Pane) FocusFirst() {
	for i := range p.fields {
		if t := p.fields[i].text; t != nil {
			t.Focus()
			return
		}
	}
}

// Commit takes over what is being typed.
func (p *Pane) Commit() {
	for i := range p.fields {
		if t := p.fields[i].text; t != nil && t.Focused() {
			t.Commit()
			return
		}
	}
}

// several is the form of more than one state: how many they are.
func (f *form) several() {
	for _, path := range f.snap.Selection.Paths {
		if s := f.snap.Shown.State(path); s != nil {
			f.add(spec{id: "selected/" + path, kind: heading, label: s.Base().Name, value: s.Base().Type})
		}
	}
}

// edge is the form of an arrow: from where, to where, when.
func (f *form) edge() {
	e := f.snap.Graph.Edge(f.snap.Selection.Edge)
	if e == nil {
		return
	}
	words := func(path string) string {
		if s := f.snap.Shown.State(path); s != nil {
			return s.Base().Name
		}
		return "the start or the end"
	}
	f.add(spec{id: "from", kind: heading, label: "From", value: words(string(e.From))}, spec{id: "to", kind: heading, label: "To", value: words(string(e.To))})
	if e.Label != "" {
		f.add(spec{id: "when", kind: heading, label: "When", value: e.Label})
	}
	f.add(spec{id: "about", kind: note, value: "Drag either end to another state to lead it elsewhere. The + on it adds a state in between."})
}

// halves gives two objects half the width each.
type halves struct{}

const halfGap = 10

func (halves) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var s fyne.Size
	for _, o := range objects {
		m := o.MinSize()
		s = fyne.NewSize(max(s.Width, 2*m.Width+halfGap), max(s.Height, m.Height))
	}
	return s
}

func (halves) Layout(objects []fyne.CanvasObject, s fyne.Size) {
	w := (s.Width - halfGap) / 2
	for i, o := range objects {
		m := o.MinSize()
		o.Resize(fyne.NewSize(w, m.Height))
		o.Move(fyne.NewPos(float32(i)*(w+halfGap), s.Height-max(m.Height, 0)))
		if m.Height == s.Height {
			o.Move(fyne.NewPos(float32(i)*(w+halfGap), 0))
		}
	}
}

// List puts the fields in view into the ui map.
func (p *Pane) List(l *uimap.List) {
	l.Within(p.scroll, func() {
		for i := range p.fields {
			p.fields[i].list(l)
		}
	})
}

// CreateRenderer implements fyne.Widget.
func (p *Pane) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(p.content) }
