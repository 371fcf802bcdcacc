package ui

import (
	"fmt"
	"path/filepath"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"github.com/stateboard/stateboard/asl/assist"
	"github.com/stateboard/stateboard/asl/text"
	"github.com/stateboard/stateboard/ui/editor"
	"github.com/stateboard/stateboard/ui/look"
	"github.com/stateboard/stateboard/ui/session"
	"github.com/stateboard/stateboard/ui/uimap"
)

// jsonPane is the text of the document under a line that says how it stands.
type jsonPane struct {
	w        *Window
	editor   *editor.Editor
	header   *look.PaneHeader
	verdict  *verdict
	crumbs   *crumbs
	content  *fyne.Container
	opened   uint64
	followed string // the state whose rows were brought into view
	typing   bool   // the caret's doing: the selection must not move it
}

func newJSONPane(w *Window) *jsonPane {
	p := &jsonPane{w: w}
	p.editor = editor.New(editor.Options{
		Numbers: true, Change: p.change, Caret: p.caret,
		Undo: func() { w.perform("undo") }, Redo: func() { w.perform("redo") },
		Assist: assistant{w},
	})
	p.verdict = newVerdict(func() { w.perform("next-problem") })
	p.header = look.NewPaneHeader("JSON", "", p.verdict)
	p.crumbs = newCrumbs(func(c assist.Crumb) {
		p.editor.GoTo(p.editor.Text().Position(c.Span.Start))
		p.editor.Focus()
	})
	p.content = container.New(jsonLines{}, p.header, look.Inset(p.crumbs, look.PanePadding, 0), p.editor)
	return p
}

// change is what a person typed: it enters at the session, as all edits do.
func (p *jsonPane) change(c editor.Change) text.Text {
	kind := map[editor.Kind]session.Kind{editor.Typing: session.Typing, editor.Deleting: session.Deleting}[c.Kind]
	label := map[editor.Kind]string{editor.Typing: "Typing", editor.Deleting: "Delete text", editor.Paste: "Paste text"}[c.Kind]
	if label == "" {
		label = "Edit text"
	}
	p.typing = true
	p.w.sess.Fail(p.w.sess.Type(label, kind, c.Edits...))
	p.typing = false
	return p.w.sess.Snapshot().Doc.Text
}

// caret makes the state around the caret the selection.
func (p *jsonPane) caret(offset int) {
	p.typing = true
	p.w.sess.SelectAt(offset)
	p.typing = false
	p.where()
	p.w.touch()
}

// where says above the text where the caret is. While a text is behind, the
// words stay those of before.
func (p *jsonPane) where() {
	s := p.w.sess.Snapshot()
	if s.Behind || s.Doc.Text.Version() != p.editor.Text().Version() {
		return
	}
	p.crumbs.set(assist.Breadcrumb(s.Doc, p.editor.Selection().Caret))
}

func (p *jsonPane) show(s *session.Snapshot) {
	language, title := editor.JSON, "JSON"
	if s.Doc.YAML {
		language, title = editor.YAML, "YAML"
	}
	p.editor.SetLanguage(language)
	if s.Opened != p.opened {
		p.opened = s.Opened
		p.editor.Open(s.Doc.Text)
	} else if !p.typing {
		p.editor.SetText(s.Doc.Text)
	}
	if s.Blank() {
		p.editor.SetProblems(nil)
	} else {
		p.editor.SetProblems(s.Diagnostics)
	}
	p.follow(s)
	p.where()
	name := s.Name + ".asl.json"
	if s.Path != "" {
		name = filepath.Base(s.Path)
	}
	p.header.Set(title, name)
	if p.verdict.set(verdictWords(s), verdictInk(s)) {
		p.header.SetTrailing(p.verdict)
	}
}

// follow marks the rows of the selected state and brings them into view,
// unless the selection was made here.
func (p *jsonPane) follow(s *session.Snapshot) {
	state := s.Doc.State(s.Selection.Primary())
	if state == nil {
		p.editor.SetHighlight(text.Span{})
		p.followed = ""
		return
	}
	b := state.Base()
	span := text.Span{Start: b.Key.Span.Start, End: b.Node.Span.End}
	p.editor.SetHighlight(span)
	if s.Selection.From != session.FromText && !p.typing && state.Base().Path != p.followed {
		p.editor.Reveal(span)
	}
	p.followed = b.Path
}

// verdictWords say how the text stands.
func verdictWords(s *session.Snapshot) string {
	hints := len(s.Diagnostics) - s.Errors()
	switch n := s.Errors(); {
	case s.Greyed && !s.Behind:
		return "cannot be read"
	case s.Blank():
		return "no state yet"
	case n == 1:
		return "1 problem"
	case n > 1:
		return fmt.Sprintf("%d problems", n)
	case hints == 1:
		return "valid · 1 hint"
	case hints > 1:
		return fmt.Sprintf("valid · %d hints", hints)
	}
	return "valid"
}

func verdictInk(s *session.Snapshot) look.Ink {
	switch {
	case s.Blank():
		return look.Secondary
	case s.Valid:
		return look.Succeeded
	}
	return look.Failed
}

func (p *jsonPane) list(l *uimap.List) {
	l.Add(uimap.Item{ID: "editor", Role: "textbox", Label: "JSON", Enabled: true, Selected: p.editor.Focused()}, p.editor)
	if p.content.Objects[1].Visible() {
		p.crumbs.list(l)
	}
	p.editor.FindBar(func(name string, o fyne.CanvasObject, value string) {
		role := "textbox"
		if name != "find" && name != "replace" {
			role = "button"
		}
		l.Add(uimap.Item{ID: "editor/" + name, Role: role, Label: name, Enabled: true, Value: value}, o)
	})
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(p.editor)
	p.editor.Folds(func(row int, folded bool, pos fyne.Position, size fyne.Size) {
		status := "open"
		if folded {
			status = "folded"
		}
		l.Place(uimap.Item{ID: fmt.Sprintf("fold/%d", row+1), Role: "button", Label: fmt.Sprintf("Fold line %d", row+1), Enabled: true, Status: status}, at.Add(pos), size)
	})
	p.editor.Suggestions(func(i assist.Item, chosen bool, row fyne.CanvasObject) {
		l.Add(uimap.Item{ID: "suggestion/" + i.Label, Role: "option", Label: i.Label, Enabled: true, Selected: chosen}, row)
	})
	l.Add(uimap.Item{ID: "action/next-problem", Role: "button", Label: p.verdict.status.Text(), Enabled: true}, p.verdict)
}

// verdict is the words at the end of the line: a click goes to the next
// problem.
type verdict struct {
	widget.BaseWidget
	status *look.Status
	tap    func()
}

func newVerdict(tap func()) *verdict {
	v := &verdict{status: look.NewStatus("", look.Secondary, false), tap: tap}
	v.ExtendBaseWidget(v)
	return v
}

// set tells whether the words have changed.
func (v *verdict) set(words string, ink look.Ink) bool {
	was := v.status.Text()
	v.status.Set(words, ink)
	return was != words
}

// Tapped implements fyne.Tappable.
func (v *verdict) Tapped(*fyne.PointEvent) { v.tap() }

// CreateRenderer implements fyne.Widget.
func (v *verdict) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(v.status) }

// jsonLines stands the header and the crumbs over the text. Where there are only
// a few lines of room the text gets that of the crumbs.
type jsonLines struct{}

const crumbsFrom = 220

func (jsonLines) MinSize(objects []fyne.CanvasObject) fyne.Size {
	h, e := objects[0].MinSize(), objects[2].MinSize()
	return fyne.NewSize(max(h.Width, e.Width), h.Height+e.Height)
}

func (jsonLines) Layout(objects []fyne.CanvasObject, s fyne.Size) {
	y := float32(0)
	put := func(o fyne.CanvasObject, h float32) {
		o.Move(fyne.NewPos(0, y))
		o.Resize(fyne.NewSize(s.Width, h))
		y += h
	}
	put(objects[0], objects[0].MinSize().Height)
	if visible(objects[1], s.Height >= crumbsFrom); objects[1].Visible() {
		put(objects[1], objects[1].MinSize().Height)
	}
	put(objects[2], s.Height-y)
}
