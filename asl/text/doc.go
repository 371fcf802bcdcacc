// Package text is the first of the three truths: the text of a document.
//
// A Text is immutable and carries a version. The only way to a new text is
// Apply, which takes edits (a span and what replaces it) and returns the new
// text together with the edits that lead back, so that undo is the same
// operation as do. A gesture on the diagram, a field of a form and a key
// press all arrive here as edits; bytes that no edit names stay as they were.
//
// Offsets and spans are in bytes. Positions shown to people are lines and
// columns from 1, columns counted in characters.
package text
