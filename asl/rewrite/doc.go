// Package rewrite holds the gestures of the designer as verbs: Insert, Remove,
// Rename, Connect, Set, Wrap, Paste and their kin. A verb takes a document and
// returns the text edits that make the gesture so; it writes nothing. Bytes
// that the gesture does not concern stay as they are.
//
// Every verb works in two steps. It first fills a draft: which values of the
// tree go, come, move or change, said without regard to how the text is laid
// out. The placer then turns the draft into edits in the document's own hand:
// its indentation, line ends, spacing and one-line habits around the place.
// The placer for JSON is in the json_*.go files; another notation needs
// another placer and no other verbs.
//
// A verb that cannot be done returns a *Refusal, a sentence for people. The
// predicates (CanInsert, CanConnect, CanRename) give the same answer as the
// verb, so that what lights up while dragging is what a drop will do.
package rewrite
