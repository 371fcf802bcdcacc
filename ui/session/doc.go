// Package session is the application without a window: one open document, its
// undo history, the selection, the file on disk and the current rehearsal. It
// knows no toolkit and is tested headless.
//
// Three truths live here or below: the text, which only Do, Type, Undo, Redo
// and the file change, each through text.Apply; the history of a run, which
// only the runner writes; and what is on screen, which panes build from a
// Snapshot. A Snapshot is immutable and holds everything a pane shows.
//
// A Session belongs to one goroutine, the one that Options.Post runs functions
// on (in the window, the toolkit's main goroutine). Snapshot alone may be read
// from anywhere.
package session
