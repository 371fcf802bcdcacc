// Package editor is the code view: a widget that shows a text.Text of any
// length and turns keys and pointer into text edits.
//
// It is view and input only. The truth is the model's: what a person types
// becomes a Change, the model applies it and returns the text that is now
// true, and only that is shown. Texts that were changed elsewhere, by a form
// or a drag on the diagram, arrive by SetText, and caret, selection, scroll
// position and marks follow the change to their logical place. Undo belongs
// to the model as well.
//
// There are objects on screen for the visible lines only. JSON strings cannot
// span lines, so a line is coloured alone, and a key press costs the same in a
// text of fifty lines and of fifty thousand.
//
// Folded rows are hidden, not gone: rows count as in the text, lines as they are
// shown, and folds answers one by the other.
//
// buffer and the files beside it (lines, motion, verbs, follow, token, match,
// folds) are plain Go; editor, draw, keys, pointer and folding are the Fyne side.
package editor
