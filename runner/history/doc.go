// Package history is the truth about an execution: a list of events in AWS's
// own shapes, and everything that can be told from it.
//
// Log is append-only; one engine writes, any number of readers look at the
// first n events while it does. Execution is the fold over events: status,
// visits of states, transitions taken, open tasks. Nothing about a run is
// stored anywhere else, so the scrubber is the fold over the first n events
// and recovery after a crash is the same fold again.
//
// AWS's events name a state only by its name. Event keeps beside that the
// state's path in the document and the branch or iteration it ran in, which
// are not part of the JSON; Decode finds them again for a recorded history.
package history
