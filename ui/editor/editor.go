package editor

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"github.com/stateboard/stateboard/asl/diag"
	"github.com/stateboard/stateboard/asl/text"
	"github.com/stateboard/stateboard/ui/look"
)

// Options are what an editor needs from its surroundings. Every function may
// be nil.
type Options struct {
	// Change applies what a person typed and returns the text that is now
	// true: the text one version on or, if the model refused, the old one.
	// It is called on the main goroutine and must answer at once; what is
	// derived from the text may come later. nil makes the editor read-only.
	Change func(Change) text.Text
	Undo   func()
	Redo   func()
	// Caret hears where a person put the caret, by pointer, key or typing.
	Caret func(offset int)
	// Numbers shows line numbers and the marks of problems beside the text.
	Numbers bool
	// Still keeps the caret from blinking.
	Still bool
	// Assist tells what can be written and what stands at a place. nil for no
	// such help.
	Assist Assistant
}

// Editor is the widget. Its methods belong on the main goroutine.
type Editor struct {
	widget.BaseWidget
	o       Options
	b       *buffer
	view    *view
	bar     *findBar
	suggest *suggest
	find    finder
	folds   folds
	blink   blinker
	scroll  fyne.Position // what of the paper is above and left of the view

	goal      float32 // where up and down want to go, -1 when nowhere
	focused   bool
	shiftHeld bool // only where the driver cannot tell
	tabLeaves bool // after Escape, Tab goes to the next control
	problems  []diag.Diagnostic
	highlight text.Span
	press     press
	hover     fyne.Position
	inside    bool      // the pointer is over the editor
	tipped    int       // index of the problem whose tip shows, -1 for none
	told      text.Span // what the tip explains, where there is no problem; empty for nothing
	now       func() time.Time
}

var (
	_ fyne.Widget       = (*Editor)(nil)
	_ fyne.Focusable    = (*Editor)(nil)
	_ fyne.Tabbable     = (*Editor)(nil)
	_ fyne.Shortcutable = (*Editor)(nil)
	_ fyne.Scrollable   = (*Editor)(nil)
	_ fyne.Draggable    = (*Editor)(nil)
)

// New makes an editor that shows an empty text.
func New(o Options) *Editor {
	e := &Editor{o: o, b: newBuffer(), goal: -1, tipped: -1, now: time.Now}
	e.blink.of = e
	e.bar = newFindBar(e)
	e.view = newView(e)
	e.suggest = newSuggest(e)
	e.ExtendBaseWidget(e)
	return e
}

// Open shows another document from its start.
func (e *Editor) Open(t text.Text) {
	e.b.open(t)
	e.problems, e.highlight = nil, text.Span{}
	e.scroll = fyne.Position{}
	e.goal = -1
	e.find.stale = true
	e.folds = folds{}
	e.redraw()
}

// SetLanguage says how the text is to be coloured; JSON if nothing else is
// said.
func (e *Editor) SetLanguage(l Language) {
	if e.b.language != l {
		e.b.language = l
		e.folds = folds{}
		e.redraw()
	}
}

// SetText shows a later text of the same document, changed by somebody else.
// edits are how it came about, if known (spans in the text that was shown);
// caret, selection, marks and scroll position follow them. A text older than
// the one on show is late and is ignored.
func (e *Editor) SetText(t text.Text, edits ...text.Edit) {
	if t.Version() < e.b.text.Version() {
		return
	}
	top := e.topOffset()
	c := e.b.accept(t, edits)
	if len(c.edits) == 0 {
		return
	}
	e.follow(c)
	e.keepTop(c.place(top))
	e.redraw()
}

// Text is the text on show.
func (e *Editor) Text() text.Text { return e.b.text }

// Selection is what is selected.
func (e *Editor) Selection() Selection { return e.b.sel }

// SelectedText is the selected text.
func (e *Editor) SelectedText() string { return e.b.selected() }

// Select selects, shows the caret, and does not call Caret. Undo uses it to go
// back to where a change was made.
func (e *Editor) Select(s Selection) {
	e.b.place(s.Anchor, false)
	e.b.place(s.Caret, true)
	e.goal = -1
	e.folds.open(e.b, e.b.lines.row(e.b.sel.Caret))
	e.showCaret()
	e.redraw()
}

// SetProblems marks the findings about the text on show. Their spans follow
// what is typed until the next call.
func (e *Editor) SetProblems(list []diag.Diagnostic) {
	e.problems = append(e.problems[:0:0], list...)
	diag.Sort(e.problems)
	e.tipped = -1
	e.redraw()
}

// SetHighlight lays a soft band behind the rows of a span, such as those of
// the state that is selected in the diagram. An empty span takes it away.
func (e *Editor) SetHighlight(s text.Span) {
	if e.highlight != s {
		e.highlight = s
		e.redraw()
	}
}

// Reveal scrolls a span into view and leaves caret and focus alone.
func (e *Editor) Reveal(s text.Span) {
	e.folds.open(e.b, e.b.lines.row(settle(e.b.s, s.Start)))
	e.revealRows(e.b.lines.row(settle(e.b.s, s.Start)), e.b.lines.row(settle(e.b.s, s.End)))
	e.redraw()
}

// ReadOnly tells whether the text can only be read, found in and copied.
func (e *Editor) ReadOnly() bool { return e.o.Change == nil }

// Focus gives the editor the keys.
func (e *Editor) Focus() {
	if c := fyne.CurrentApp().Driver().CanvasForObject(e); c != nil {
		c.Focus(e)
	}
}

// Focused tells whether keys go to the editor.
func (e *Editor) Focused() bool { return e.focused }

// apply asks the model for a change and shows its answer.
func (e *Editor) apply(c Change) {
	if e.o.Change == nil {
		return
	}
	before := e.b.text.Version()
	t := e.o.Change(c)
	if t.Version() < e.b.text.Version() {
		t = e.b.text // the model has told us of a later text already
	}
	if t.Version() != e.b.text.Version() { // else SetText came from within Change
		e.follow(e.b.accept(t, c.Edits))
	}
	if e.b.text.Version() != before {
		e.b.place(c.After.Anchor, false)
		e.b.place(c.After.Caret, true)
		e.rememberPair(c)
	}
	e.goal = -1
	e.moved()
}

// rememberPair notes the closer that came with a typed opener.
func (e *Editor) rememberPair(c Change) {
	if c.Kind != Typing || len(c.Edits) != 1 || len(c.Edits[0].New) != 2 || c.After.Caret != c.Edits[0].Start+1 {
		return
	}
	open, shut := c.Edits[0].New[0], c.Edits[0].New[1]
	if open == '"' && shut == '"' || closerOf(open) == shut && shut != 0 {
		e.b.auto = append(e.b.auto, c.After.Caret)
	}
}

// follow carries everything that points into the text along with a change.
func (e *Editor) follow(c change) {
	if len(c.edits) == 0 {
		return
	}
	for i := range e.problems {
		e.problems[i].Span = c.span(e.problems[i].Span)
	}
	if !e.highlight.Empty() {
		e.highlight = c.span(e.highlight)
	}
	e.folds.follow(c)
	e.folds.settle(e.b)
	e.find.stale = true
	e.tipped, e.told = -1, text.Span{}
}

// moved is what follows whenever a person moved the caret or typed.
func (e *Editor) moved() {
	e.folds.open(e.b, e.b.lines.row(e.b.sel.Caret))
	e.showCaret()
	e.hush()
	e.suggest.moved()
	e.blink.restart()
	e.redraw()
	if e.o.Caret != nil {
		e.o.Caret(e.b.sel.Caret)
	}
}

// go to a place by a person's doing.
func (e *Editor) goTo(offset int, extend bool) {
	row := e.b.lines.row(e.b.sel.Caret)
	e.b.place(offset, extend)
	if e.b.lines.row(e.b.sel.Caret) != row {
		e.b.auto = e.b.auto[:0]
	}
	e.moved()
}

// NextProblem goes to the problem after (1) or before (-1) the caret, and
// round at the ends. It reports whether there is one.
func (e *Editor) NextProblem(by int) bool {
	n := len(e.problems)
	if n == 0 {
		return false
	}
	caret := e.b.sel.Caret
	at := -1
	if by > 0 {
		for i := range e.problems {
			if e.problems[i].Span.Start > caret {
				at = i
				break
			}
		}
		at = max(at, 0)
	} else {
		at = n - 1
		for i := n - 1; i >= 0; i-- {
			if e.problems[i].Span.Start < caret {
				at = i
				break
			}
		}
	}
	e.goal = -1
	e.goTo(e.problems[at].Span.Start, false)
	return true
}

// OpenFind shows the find bar with the selected words in it.
func (e *Editor) OpenFind() {
	if s := e.b.selected(); s != "" && len(s) < 200 {
		e.find.query = firstLine(s)
	}
	e.bar.open(findMode)
}

// OpenReplace is OpenFind with a second line for what is put in the place of
// finds.
func (e *Editor) OpenReplace() {
	if e.ReadOnly() {
		e.OpenFind()
		return
	}
	if s := e.b.selected(); s != "" && len(s) < 200 {
		e.find.query = firstLine(s)
	}
	e.bar.openReplace()
}

// FindBar tells where the controls of the find bar stand, by name.
func (e *Editor) FindBar(each func(name string, o fyne.CanvasObject, value string)) {
	if !e.bar.Visible() {
		return
	}
	each("find", e.bar.field.Input().(fyne.CanvasObject), e.bar.field.Text())
	if e.bar.second.Visible() {
		each("replace", e.bar.instead.Input().(fyne.CanvasObject), e.bar.instead.Text())
		each("replace/one", e.bar.one, e.bar.one.Label())
		each("replace/all", e.bar.all, e.bar.all.Label())
	}
}

// OpenGoToLine shows the bar that asks for a line.
func (e *Editor) OpenGoToLine() { e.bar.open(lineMode) }

// GoTo puts the caret at a line and column, both from 1.
func (e *Editor) GoTo(p text.Position) {
	e.goal = -1
	e.folds.open(e.b, max(0, min(p.Line, e.b.lines.count())-1))
	e.revealRows(p.Line-1, p.Line-1)
	e.goTo(e.b.text.Offset(p), false)
}

// Copy puts the selection, or the caret's row, on the clipboard.
func (e *Editor) Copy() {
	e.unfoldSelection()
	span := e.b.cutSpan()
	if !span.Empty() {
		fyne.CurrentApp().Clipboard().SetContent(e.b.s[span.Start:span.End])
	}
}

// Cut is Copy and delete.
func (e *Editor) Cut() {
	e.Copy()
	if c, ok := e.b.instead(e.b.cutSpan(), "", Other); ok {
		e.apply(c)
	}
}

// Paste puts the clipboard's text in the place of the selection.
func (e *Editor) Paste() { e.pasteText(fyne.CurrentApp().Clipboard().Content()) }

func (e *Editor) pasteText(s string) {
	if c, ok := e.b.paste(s); ok {
		e.apply(c)
	}
}

// SelectAll selects the whole text and leaves the view where it is.
func (e *Editor) SelectAll() {
	e.b.sel = Selection{0, len(e.b.s)}
	e.redraw()
}

// CaretRect is where the caret stands within the editor.
func (e *Editor) CaretRect() (fyne.Position, fyne.Size) {
	return e.view.caretRect()
}

// VisibleSpan is the text of the rows in view.
func (e *Editor) VisibleSpan() text.Span {
	first, last := e.view.rowsInView()
	return text.Span{Start: e.b.lines.starts[first], End: e.b.lines.span(e.b.s, last).End}
}

// SpanRect is where the first row of a span stands within the editor, and
// whether it is in view.
func (e *Editor) SpanRect(s text.Span) (fyne.Position, fyne.Size, bool) {
	return e.view.spanRect(s)
}

// CreateRenderer implements fyne.Widget.
func (e *Editor) CreateRenderer() fyne.WidgetRenderer { return e.view }

func (e *Editor) redraw() { e.view.draw() }

func modifiers(e *Editor) fyne.KeyModifier {
	m := look.Modifiers()
	if e.shiftHeld {
		m |= fyne.KeyModifierShift
	}
	return m
}
