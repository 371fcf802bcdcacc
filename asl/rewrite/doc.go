// Package rewrite holds the gestures of the designer as verbs: Insert, Remove,
// Rename, Connect, Set, Wrap, Paste, ToJSONata and their kin. A verb takes a
// document and returns the text edits that make the gesture so; it writes
// nothing. Bytes that the gesture does not concern stay as they are. ToJSON
// and ToYAML give the whole document in the other notation, Format lays it out
// afresh; what ToYAML writes is laid out already.
//
// Every verb works in two steps. It first fills a draft: which values of the
// tree go, come, move or change, said without regard to how the text is laid
// out. The placer then turns the draft into edits in the document's own hand:
// its indentation, line ends, spacing and one-line habits around the place.
// There is one placer for JSON (json_*.go) and one for YAML (yaml_*.go), whose
// edits are read back and compared with the draft before anyone sees them.
//
// A verb that cannot be done returns a *Refusal, a sentence for people. The
// predicates (CanInsert, CanConnect, CanRename) give the same answer as the
// verb, so that what lights up while dragging is what a drop will do; only
// YAML that its placer cannot follow is refused later.
package rewrite
