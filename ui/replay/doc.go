// Package replay makes the moments of a page out of a history: what canvas/page
// shows without knowing what a run is.
//
// It folds the history event by event. What each moment looks like is asked of
// package marks; what each visit knows, and since when, of the fold. Sizes are
// bounded: of a very long history the beginning and the end are kept, of large
// data the first part, and the page says so.
package replay
