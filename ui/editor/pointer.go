package editor

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"github.com/stateboard/stateboard/asl/text"
	"github.com/stateboard/stateboard/ui/look"
)

// clickTime is how soon a click must follow another to count as its second.
const clickTime = 400 * time.Millisecond

// autoScroll is how often the view moves while a selection is dragged out of
// it.
const autoScroll = 40 * time.Millisecond

// press is a button held down on the text.
type press struct {
	clicks  int // 1 selects by characters, 2 by words, 3 by rows
	at      fyne.Position
	when    time.Time
	from    text.Span // what the first click selected
	held    bool
	pointer fyne.Position
	turn    int
}

var (
	_ desktop.Mouseable  = (*Editor)(nil)
	_ desktop.Hoverable  = (*Editor)(nil)
	_ desktop.Cursorable = (*Editor)(nil)
	_ desktop.Keyable    = (*Editor)(nil)
)

// Cursor implements desktop.Cursorable.
func (e *Editor) Cursor() desktop.Cursor {
	if e.hover.X < e.view.gutter {
		return desktop.DefaultCursor
	}
	if _, ok := e.foldUnder(e.hover); ok {
		return desktop.PointerCursor
	}
	return desktop.TextCursor
}

// MouseDown implements desktop.Mouseable.
func (e *Editor) MouseDown(ev *desktop.MouseEvent) {
	e.Focus()
	e.hush()
	at := e.view.offsetAt(ev.Position)
	if ev.Button == desktop.MouseButtonSecondary {
		if !e.b.sel.Span().Contains(at) || e.b.sel.Empty() {
			e.goal = -1
			e.goTo(at, false)
		}
		e.showMenu(ev.AbsolutePosition)
		return
	}
	if ev.Button != desktop.MouseButtonPrimary {
		return
	}
	e.suggest.close()
	if row, ok := e.foldUnder(ev.Position); ok {
		e.toggleFold(row)
		return
	}
	if ev.Modifier&cmd != 0 && e.goToDefinition(at) {
		return
	}
	e.countClick(ev.Position)
	e.goal = -1
	if ev.Modifier&fyne.KeyModifierShift != 0 && e.press.clicks == 1 {
		e.press.from = text.At(e.b.sel.Anchor)
		e.goTo(at, true)
		return
	}
	e.press.from = e.unitAt(at)
	e.b.place(e.press.from.Start, false)
	e.goTo(e.press.from.End, true)
}

func (e *Editor) countClick(at fyne.Position) {
	p := &e.press
	now := e.now()
	near := max(at.X-p.at.X, p.at.X-at.X) < 4 && max(at.Y-p.at.Y, p.at.Y-at.Y) < 4
	if near && now.Sub(p.when) < clickTime && p.clicks < 3 {
		p.clicks++
	} else {
		p.clicks = 1
	}
	if at.X < e.view.gutter {
		p.clicks = 3
	}
	p.at, p.when, p.held, p.pointer = at, now, true, at
}

// unitAt is what a click selects: nothing, a word or a row.
func (e *Editor) unitAt(at int) text.Span {
	switch e.press.clicks {
	case 2:
		return e.b.wordAt(at)
	case 3:
		row := e.b.lines.row(at)
		return text.Span{Start: e.b.lines.starts[row], End: e.b.after(row)}
	}
	return text.At(at)
}

// MouseUp implements desktop.Mouseable.
func (e *Editor) MouseUp(*desktop.MouseEvent) { e.release() }

// Dragged implements fyne.Draggable.
func (e *Editor) Dragged(ev *fyne.DragEvent) {
	if !e.press.held {
		return
	}
	e.press.pointer = ev.Position
	e.extendTo(ev.Position)
	if e.outside(ev.Position) {
		e.press.turn++
		e.keepScrolling(e.press.turn)
	}
}

// DragEnd implements fyne.Draggable; the button may come up anywhere.
func (e *Editor) DragEnd() { e.release() }

func (e *Editor) release() {
	e.press.held = false
	e.press.turn++
}

// extendTo selects from what the press took to what is at a place.
func (e *Editor) extendTo(p fyne.Position) {
	to := e.unitAt(e.view.offsetAt(p))
	from := e.press.from
	sel := Selection{from.Start, max(to.End, from.End)}
	if to.Start < from.Start {
		sel = Selection{from.End, to.Start}
	}
	if sel == e.b.sel {
		return
	}
	e.b.sel.Anchor = sel.Anchor
	e.goTo(sel.Caret, true)
}

func (e *Editor) outside(p fyne.Position) bool {
	return p.Y < 0 || p.Y > e.Size().Height || p.X > e.Size().Width || p.X < e.view.gutter
}

// keepScrolling goes on while the pointer rests outside: Fyne tells of a drag
// only when the pointer moves.
func (e *Editor) keepScrolling(turn int) {
	if e.o.Still {
		return
	}
	time.AfterFunc(autoScroll, func() {
		fyne.Do(func() {
			if e.press.turn == turn && e.press.held && e.outside(e.press.pointer) {
				e.extendTo(e.press.pointer)
				e.keepScrolling(turn)
			}
		})
	})
}

// Scrolled implements fyne.Scrollable. Fyne gives 25 for a notch of the wheel,
// which would be little more than a row.
func (e *Editor) Scrolled(ev *fyne.ScrollEvent) {
	const speed = 2.2
	e.hush()
	e.suggest.close()
	e.scrollBy(-ev.Scrolled.DX*speed, -ev.Scrolled.DY*speed)
}

// MouseIn implements desktop.Hoverable.
func (e *Editor) MouseIn(ev *desktop.MouseEvent) { e.MouseMoved(ev) }

// MouseMoved shows what is wrong under the pointer.
func (e *Editor) MouseMoved(ev *desktop.MouseEvent) {
	if was := e.hover.X < e.view.gutter; was != (ev.Position.X < e.view.gutter) || !e.inside {
		e.inside = true
		defer e.redraw() // arrows of what can be folded come and go
	}
	e.hover = ev.Position
	at := e.problemAt(ev.Position)
	if at < 0 && e.explained(ev.Position) {
		return
	}
	if at == e.tipped {
		return
	}
	look.HideTip(e)
	e.tipped = at
	if at < 0 {
		return
	}
	p := e.problems[at]
	words := p.Message
	if p.Advice != "" {
		words += "\n" + p.Advice
	}
	pos, size, _ := e.view.spanRect(p.Span)
	if ev.Position.X < e.view.gutter {
		pos.X = 4
	}
	look.RestTipAt(e, words, pos, size)
}

// MouseOut implements desktop.Hoverable.
func (e *Editor) MouseOut() {
	e.inside = false
	e.hush()
	e.redraw()
}

// hush takes the tip away; what it was about may be told again.
func (e *Editor) hush() {
	e.tipped, e.told = -1, text.Span{}
	look.HideTip(e)
}

// problemAt is the index of the problem under a place, in the text or at its
// mark in the gutter, or -1.
func (e *Editor) problemAt(p fyne.Position) int {
	if len(e.problems) == 0 {
		return -1
	}
	row := e.view.rowAt(p.Y)
	for i := range e.problems {
		if e.b.lines.row(settle(e.b.s, e.problems[i].Span.Start)) != row {
			continue
		}
		pos, size, _ := e.view.spanRect(e.problems[i].Span)
		if p.X < e.view.gutter || p.X >= pos.X-2 && p.X <= pos.X+size.Width+2 {
			return i
		}
	}
	return -1
}

// showMenu offers the clipboard where the pointer is.
func (e *Editor) showMenu(at fyne.Position) {
	on := fyne.CurrentApp().Driver().CanvasForObject(e)
	if on == nil {
		return
	}
	item := func(label string, key fyne.Shortcut, enabled bool, do func()) *fyne.MenuItem {
		return &fyne.MenuItem{Label: label, Shortcut: key, Disabled: !enabled, Action: do}
	}
	some := !e.b.sel.Empty()
	look.ShowMenu([]*fyne.MenuItem{
		item("Cut", look.Shortcut("cut"), !e.ReadOnly() && some, e.Cut),
		item("Copy", look.Shortcut("copy"), some, e.Copy),
		item("Paste", look.Shortcut("paste"), !e.ReadOnly(), e.Paste),
		item("Select all", look.Shortcut("select-all"), true, e.SelectAll),
		fyne.NewMenuItemSeparator(),
		item("Find…", look.Shortcut("find"), true, e.OpenFind),
		item("Replace…", look.Shortcut("replace"), !e.ReadOnly(), e.OpenReplace),
		item("Go to line…", look.Shortcut("go-to-line"), true, e.OpenGoToLine),
		fyne.NewMenuItemSeparator(),
		item("Fold", &desktop.CustomShortcut{KeyName: fyne.KeyLeftBracket, Modifier: cmd | shift}, e.canFold(), e.Fold),
		item("Unfold", &desktop.CustomShortcut{KeyName: fyne.KeyRightBracket, Modifier: cmd | shift}, e.folds.at(e.b, e.b.lines.row(e.b.sel.Caret)) >= 0, e.Unfold),
		item("Fold all states", nil, true, e.FoldStates),
		item("Unfold all", nil, len(e.folds.list) > 0, e.UnfoldAll),
	}, on, at, 180)
}
