// Package look is how Stateboard looks: the Fyne theme, the measures, the
// keys, and the few controls every pane is built from.
//
// The colours are the table in canvas/scene; this package only says which of
// them a control wears, so the window and the diagram cannot drift apart. A
// control asks for its colours when it paints, never when it is made: turning
// the theme is one Refresh.
//
// Every control can be reached with Tab, worked with Space, Enter and the
// arrows, shows a ring while it has the focus, and hands keys it does not
// know to the window. None of them knows what it is for: panes give them
// words and functions.
//
// An Ink is a colour by meaning (look.Secondary, look.Failed); a Shortcut is a
// row of data in keys.go. Tips draws the tooltips Fyne does not have.
package look
