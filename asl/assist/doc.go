// Package assist is what an editor tells a person while they type: Complete
// offers what can stand at a place, Hover says what stands there, Definition
// and References lead from a name to where it is set and used, Symbols finds
// states, Folds and Breadcrumb say how the text is built.
//
// They are plain functions over a Document and a byte offset. They ask the
// tree, not the Machine, so that they work as well in a text that is broken
// because it is being typed: half a key, a missing value, a string without its
// quotes. Where the caret stands is read off the characters around it (place),
// what may stand there off the catalog's shapes along the way from the root
// (frame). YAML, whose parser gives no tree for a broken text, is read for
// completion by its indentation alone (outline).
//
// Samples are what a rehearsal saw; with them, paths are completed from real
// data, without them from the paths that the document itself mentions.
package assist
