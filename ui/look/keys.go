package look

import (
	"runtime"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
)

// Action is the name of something a person can ask the application to do, as
// in the menus, the toolbar and the ui map ("action/run").
type Action string

// Key is the shortcut of an action. Plain means the platform's command key is
// not held: such keys reach the window through PassOn and PlainKeys.
type Key struct {
	Action Action
	Name   fyne.KeyName
	Mods   fyne.KeyModifier
}

const (
	ctrl  = fyne.KeyModifierShortcutDefault
	shift = fyne.KeyModifierShift
	alt   = fyne.KeyModifierAlt
)

// Keys is the whole keyboard of the window. A pane's own keys (arrows in the
// diagram, the editor's lines) stay with the pane.
var Keys = []Key{
	{"new", fyne.KeyN, ctrl},
	{"open", fyne.KeyO, ctrl},
	{"save", fyne.KeyS, ctrl},
	{"save-as", fyne.KeyS, ctrl | shift},
	{"export", fyne.KeyE, ctrl},
	{"close", fyne.KeyW, ctrl},
	{"quit", fyne.KeyQ, ctrl},

	{"undo", fyne.KeyZ, ctrl},
	{"redo", fyne.KeyZ, ctrl | shift},
	{"redo", fyne.KeyY, ctrl},
	{"cut", fyne.KeyX, ctrl},
	{"copy", fyne.KeyC, ctrl},
	{"paste", fyne.KeyV, ctrl},
	{"duplicate", fyne.KeyD, ctrl},
	{"delete", fyne.KeyDelete, 0},
	{"delete-only", fyne.KeyDelete, ctrl},
	{"select-all", fyne.KeyA, ctrl},
	{"rename", fyne.KeyF2, 0},
	{"move-earlier", fyne.KeyUp, alt},
	{"move-later", fyne.KeyDown, alt},
	{"find", fyne.KeyF, ctrl},
	{"replace", fyne.KeyH, ctrl},
	{"go-to-state", fyne.KeyP, ctrl},
	{"command", fyne.KeyP, ctrl | shift},
	{"go-to-line", fyne.KeyG, ctrl},
	{"next-problem", fyne.KeyF8, 0},
	{"previous-problem", fyne.KeyF8, shift},

	{"zoom-in", fyne.KeyEqual, ctrl},
	{"zoom-out", fyne.KeyMinus, ctrl},
	{"zoom-actual", fyne.Key0, ctrl},
	{"fit", fyne.Key1, shift},
	{"fit-selection", fyne.Key2, shift},
	{"tidy", fyne.KeyT, ctrl | shift},

	{"collapse", fyne.KeyLeft, alt},
	{"expand", fyne.KeyRight, alt},
	{"show-outline", fyne.KeyO, ctrl | shift},
	{"design", fyne.Key1, ctrl},
	{"rehearse", fyne.Key2, ctrl},
	{"run", fyne.KeyF5, 0},
	{"stop", fyne.KeyF5, shift},
	{"breakpoint", fyne.KeyF9, 0},
	{"step", fyne.KeyF10, 0},
	{"earlier", fyne.KeyH, ctrl | shift},
	{"answerers", fyne.KeyB, ctrl | shift},
	{"help", fyne.KeyF1, 0},
}

// Shortcut is the first shortcut of an action, for its menu item, or nil. Fyne has its
// own types for the clipboard and undo, which must be used for a match.
func Shortcut(a Action) fyne.Shortcut {
	for _, k := range Keys {
		if k.Action == a {
			return k.shortcut()
		}
	}
	return nil
}

func (k Key) shortcut() fyne.Shortcut {
	if k.Mods == ctrl {
		switch k.Name {
		case fyne.KeyZ:
			return &fyne.ShortcutUndo{}
		case fyne.KeyY:
			return &fyne.ShortcutRedo{}
		case fyne.KeyX:
			return &fyne.ShortcutCut{}
		case fyne.KeyC:
			return &fyne.ShortcutCopy{}
		case fyne.KeyV:
			return &fyne.ShortcutPaste{}
		case fyne.KeyA:
			return &fyne.ShortcutSelectAll{}
		}
	}
	return &desktop.CustomShortcut{KeyName: k.Name, Modifier: k.Mods}
}

// PlainAction is the action of a key that is pressed without Ctrl, Alt or
// Super. Fyne never matches such keys with menu items, so the window asks
// here from its OnTypedKey.
func PlainAction(name fyne.KeyName, mods fyne.KeyModifier) (Action, bool) {
	for _, k := range Keys {
		if k.Name == name && k.Mods == mods && k.Mods&(ctrl|alt) == 0 {
			return k.Action, true
		}
	}
	return "", false
}

// KeyWords are a shortcut as people read it, such as "Ctrl+Shift+P"; "" for
// none.
func KeyWords(s fyne.Shortcut) string {
	k, ok := s.(fyne.KeyboardShortcut)
	if !ok {
		return ""
	}
	var b strings.Builder
	for _, m := range modifierWords {
		if k.Mod()&m.mod != 0 {
			b.WriteString(m.word)
		}
	}
	name := string(k.Key())
	if word, ok := keyWords[k.Key()]; ok {
		name = word
	}
	return b.String() + name
}

var modifierWords = []struct {
	mod  fyne.KeyModifier
	word string
}{
	{fyne.KeyModifierControl, "Ctrl+"},
	{fyne.KeyModifierAlt, "Alt+"},
	{fyne.KeyModifierShift, "Shift+"},
	{fyne.KeyModifierSuper, superWord()},
}

func superWord() string {
	if runtime.GOOS == "darwin" {
		return "\u2318"
	}
	return "Super+"
}

var keyWords = map[fyne.KeyName]string{
	fyne.KeyDelete: "Del", fyne.KeyBackspace: "Backspace", fyne.KeyReturn: "Enter", fyne.KeyEscape: "Esc",
	fyne.KeyLeft: "\u2190", fyne.KeyRight: "\u2192", fyne.KeyUp: "\u2191", fyne.KeyDown: "\u2193", fyne.KeyPageUp: "Page Up", fyne.KeyPageDown: "Page Down", fyne.KeyEqual: "+", fyne.KeyMinus: "\u2212",
}

// Bind lets a window hear all Keys that neither its main menu nor what has the
// focus has taken.
func Bind(on fyne.Canvas, do func(Action)) {
	for _, k := range Keys {
		if k.Mods&(ctrl|alt) != 0 {
			on.AddShortcut(k.shortcut(), func(fyne.Shortcut) { do(k.Action) })
		}
	}
	on.SetOnTypedKey(func(e *fyne.KeyEvent) {
		if a, ok := PlainAction(e.Name, Modifiers()); ok {
			do(a)
		}
	})
}

// Modifiers are the modifier keys held now, as far as the platform tells.
func Modifiers() fyne.KeyModifier {
	if d, ok := fyne.CurrentApp().Driver().(desktop.Driver); ok {
		return d.CurrentKeyModifiers()
	}
	return 0
}
