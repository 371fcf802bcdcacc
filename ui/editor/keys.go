package editor

import (
	"runtime"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"github.com/stateboard/stateboard/asl/text"
	"github.com/stateboard/stateboard/ui/look"
)

// chord is a key with the modifiers held, Shift left out where it only
// extends the selection.
type chord struct {
	key  fyne.KeyName
	mods fyne.KeyModifier
}

const (
	cmd   = fyne.KeyModifierShortcutDefault
	shift = fyne.KeyModifierShift
	alt   = fyne.KeyModifierAlt
)

// wordMod goes by words: Ctrl, and on a Mac Option.
var wordMod = func() fyne.KeyModifier {
	if runtime.GOOS == "darwin" {
		return alt
	}
	return cmd
}()

// motions are the keys that move the caret and, with Shift, select.
var motions = map[chord]motion{
	{fyne.KeyLeft, 0}:        left,
	{fyne.KeyRight, 0}:       right,
	{fyne.KeyHome, 0}:        home,
	{fyne.KeyEnd, 0}:         end,
	{fyne.KeyLeft, wordMod}:  wordLeft,
	{fyne.KeyRight, wordMod}: wordRight,
	{fyne.KeyHome, cmd}:      top,
	{fyne.KeyEnd, cmd}:       bottom,
}

// verbs are the keys that change the text.
var verbs = map[chord]func(*buffer) (Change, bool){
	{fyne.KeyBackspace, 0}:       func(b *buffer) (Change, bool) { return b.erase(softBackspace) },
	{fyne.KeyBackspace, shift}:   func(b *buffer) (Change, bool) { return b.erase(softBackspace) },
	{fyne.KeyDelete, 0}:          func(b *buffer) (Change, bool) { return b.erase(right) },
	{fyne.KeyBackspace, wordMod}: func(b *buffer) (Change, bool) { return b.erase(wordLeft) },
	{fyne.KeyDelete, wordMod}:    func(b *buffer) (Change, bool) { return b.erase(wordRight) },
	{fyne.KeyReturn, 0}:          (*buffer).enter,
	{fyne.KeyEnter, 0}:           (*buffer).enter,
	{fyne.KeyReturn, shift}:      (*buffer).enter,
	{fyne.KeyEnter, shift}:       (*buffer).enter,
	{fyne.KeyTab, 0}:             (*buffer).tab,
	{fyne.KeyTab, shift}:         (*buffer).untab,
	{fyne.KeyD, cmd}:             (*buffer).duplicate,
	{fyne.KeyUp, alt}:            func(b *buffer) (Change, bool) { return b.moveRows(-1) },
	{fyne.KeyDown, alt}:          func(b *buffer) (Change, bool) { return b.moveRows(1) },
}

// commands are the keys that do something else.
var commands = map[chord]func(*Editor){
	{fyne.KeyUp, 0}:           func(e *Editor) { e.upDown(-1, false) },
	{fyne.KeyUp, shift}:       func(e *Editor) { e.upDown(-1, true) },
	{fyne.KeyDown, 0}:         func(e *Editor) { e.upDown(1, false) },
	{fyne.KeyDown, shift}:     func(e *Editor) { e.upDown(1, true) },
	{fyne.KeyPageUp, 0}:       func(e *Editor) { e.page(-1, false) },
	{fyne.KeyPageUp, shift}:   func(e *Editor) { e.page(-1, true) },
	{fyne.KeyPageDown, 0}:     func(e *Editor) { e.page(1, false) },
	{fyne.KeyPageDown, shift}: func(e *Editor) { e.page(1, true) },
	{fyne.KeyUp, cmd}:         func(e *Editor) { e.scrollBy(0, -lineHeight) },
	{fyne.KeyDown, cmd}:       func(e *Editor) { e.scrollBy(0, lineHeight) },
	{fyne.KeyEscape, 0}:       (*Editor).escape,
	{fyne.KeyF3, 0}:           func(e *Editor) { e.findNext(1) },
	{fyne.KeyF3, shift}:       func(e *Editor) { e.findNext(-1) },
	{fyne.KeyF12, 0}:          func(e *Editor) { e.goToDefinition(e.b.sel.Caret) },
	{fyne.KeyF8, 0}:           func(e *Editor) { e.NextProblem(1) },
	{fyne.KeyF8, shift}:       func(e *Editor) { e.NextProblem(-1) },
	{fyne.KeyF, cmd}:          (*Editor).OpenFind,
	{fyne.KeyH, cmd}:          (*Editor).OpenReplace,
	{fyne.KeyG, cmd}:          (*Editor).OpenGoToLine,
	{fyne.KeyZ, cmd | shift}:  (*Editor).Redo,

	{fyne.KeyLeftBracket, cmd | shift}:  (*Editor).Fold,
	{fyne.KeyRightBracket, cmd | shift}: (*Editor).Unfold,
}

// rowVerbs take whole rows: what is folded on them is unfolded first, so that
// nothing hidden is torn apart.
var rowVerbs = map[chord]bool{
	{fyne.KeyTab, 0}: true, {fyne.KeyTab, shift}: true, {fyne.KeyD, cmd}: true, {fyne.KeyUp, alt}: true, {fyne.KeyDown, alt}: true,
}

// AcceptsTab implements fyne.Tabbable: Tab indents, but a person who pressed
// Escape before, or who cannot type here anyway, wants to leave.
func (e *Editor) AcceptsTab() bool { return !e.ReadOnly() && !e.tabLeaves }

// TypedRune implements fyne.Focusable.
func (e *Editor) TypedRune(r rune) {
	e.tabLeaves = false
	if e.ReadOnly() {
		return
	}
	c, over, ok := e.b.typed(r)
	switch {
	case ok && over >= 0:
		e.goTo(over, false)
	case ok:
		e.suggest.during(func() { e.apply(c) })
	}
	e.suggest.typed(r)
}

// TypedKey implements fyne.Focusable.
func (e *Editor) TypedKey(k *fyne.KeyEvent) {
	if !e.perform(chord{k.Name, modifiers(e) & shift}) {
		look.PassOn(e, k)
	}
}

// TypedShortcut implements fyne.Shortcutable. Shortcuts of the main menu never
// come here; those that are not ours go on to the window.
func (e *Editor) TypedShortcut(s fyne.Shortcut) {
	switch s := s.(type) {
	case *fyne.ShortcutCopy:
		e.Copy()
	case *fyne.ShortcutCut:
		if !e.ReadOnly() {
			e.Cut()
		}
	case *fyne.ShortcutPaste:
		if !e.ReadOnly() {
			e.pasteText(s.Clipboard.Content())
		}
	case *fyne.ShortcutSelectAll:
		e.SelectAll()
	case *fyne.ShortcutUndo:
		e.Undo()
	case *fyne.ShortcutRedo:
		e.Redo()
	case *desktop.CustomShortcut:
		if !e.perform(chord{s.KeyName, s.Modifier}) {
			look.PassOnShortcut(e, s)
		}
	default:
		look.PassOnShortcut(e, s)
	}
}

// perform does what a chord asks for, if it asks the editor.
func (e *Editor) perform(c chord) bool {
	if c.key != fyne.KeyEscape {
		e.tabLeaves = false
	}
	if e.suggest.key(c) {
		return true
	}
	if do, ok := commands[c]; ok {
		do(e)
		return true
	}
	if verb, ok := verbs[c]; ok {
		if e.ReadOnly() {
			return false
		}
		if rowVerbs[c] {
			e.unfoldSelection()
		}
		if change, ok := verb(e.b); ok {
			e.suggest.during(func() { e.apply(change) })
			e.suggest.erased(change.Kind)
		}
		return true
	}
	extend := c.mods&shift != 0
	c.mods &^= shift
	step, ok := motions[c]
	if !ok {
		return false
	}
	e.goal = -1
	e.goTo(e.overFold(e.destination(c, step, extend)), extend)
	return true
}

// destination is where a motion leads. Left and Right without Shift leave a
// selection at its edge.
func (e *Editor) destination(c chord, m motion, extend bool) int {
	if !extend && !e.b.sel.Empty() && c.mods == 0 {
		switch c.key {
		case fyne.KeyLeft:
			return e.b.sel.Span().Start
		case fyne.KeyRight:
			return e.b.sel.Span().End
		}
	}
	return m(e.b, e.b.sel.Caret)
}

// upDown moves by rows and stays in the column it started from.
func (e *Editor) upDown(rows int, extend bool) {
	at := e.b.sel.Caret
	row := e.b.lines.row(at)
	if e.goal < 0 {
		e.goal = e.view.x(row, at)
	}
	goal := e.goal
	to := e.rowsOn(row, rows)
	switch {
	case to < 0:
		at = 0
	case to >= e.b.lines.count():
		at = len(e.b.s)
	default:
		at = e.view.offset(to, goal)
	}
	e.goTo(at, extend)
	e.goal = goal
}

// page moves the caret and the view by what is in view, less a row.
func (e *Editor) page(by int, extend bool) {
	rows := max(1, int(e.Size().Height/lineHeight)-1)
	row := e.b.lines.row(e.b.sel.Caret)
	to := max(0, min(e.rowsOn(row, by*rows), e.b.lines.count()-1))
	e.scroll.Y += float32(by*rows) * lineHeight
	e.clampScroll()
	if to == row {
		e.upDown(by, extend)
		return
	}
	e.upDown(e.folds.line(to)-e.folds.line(row), extend)
}

// escape closes the find bar, then a selection, then lets Tab leave.
func (e *Editor) escape() {
	switch {
	case e.bar.Visible():
		e.bar.shut()
	case !e.b.sel.Empty():
		e.goTo(e.b.sel.Caret, false)
	default:
		e.tabLeaves = true
	}
}

// Undo asks the model to take back its last step and shows where that was. The
// menu calls it while the editor has the focus.
func (e *Editor) Undo() { e.travel(e.o.Undo) }

// Redo is Undo the other way.
func (e *Editor) Redo() { e.travel(e.o.Redo) }

func (e *Editor) travel(step func()) {
	if step == nil {
		return
	}
	before := e.b.s
	step()
	at, oldEnd, newEnd := text.Changed(before, e.b.s)
	if at != oldEnd || at != newEnd {
		e.goal = -1
		e.goTo(newEnd, false)
	}
}

// FocusGained implements fyne.Focusable.
func (e *Editor) FocusGained() {
	e.focused = true
	e.blink.restart()
	e.redraw()
}

// FocusLost implements fyne.Focusable.
func (e *Editor) FocusLost() {
	e.focused, e.shiftHeld, e.tabLeaves = false, false, false
	e.suggest.close()
	e.blink.stop()
	e.redraw()
}

// KeyDown implements desktop.Keyable, for drivers that do not tell modifiers.
func (e *Editor) KeyDown(k *fyne.KeyEvent) { e.noteShift(k, true) }

// KeyUp implements desktop.Keyable.
func (e *Editor) KeyUp(k *fyne.KeyEvent) { e.noteShift(k, false) }

func (e *Editor) noteShift(k *fyne.KeyEvent, down bool) {
	if k.Name != desktop.KeyShiftLeft && k.Name != desktop.KeyShiftRight {
		return
	}
	if _, tells := fyne.CurrentApp().Driver().(desktop.Driver); !tells {
		e.shiftHeld = down
	}
}

func firstLine(s string) string {
	line, _, _ := strings.Cut(s, "\n")
	return strings.TrimSuffix(line, "\r")
}
