// Package journal keeps executions on disk: one SQLite database, journal.db,
// in a folder that any number of processes may use at once.
//
// What is kept of an execution is what it began from and its tape (package
// tape): the answers, timers and stops that came from outside, each durable
// before anything that follows from it is shown, and of the pure steps only
// their count, since playing the tape takes them again.
//
// Everything a run hands over between two commits is committed together, also
// that of other runs: the first to come writes for all who wait. Pages with
// something from outside are forced to the disk; the others are safe from a
// killed process at once, from a power cut with the next one that is forced.
//
// Of an execution that another has started it is kept by which task, and
// whether that waits for it.
//
// An execution that runs is owned by one process, which holds a lock on a file
// that the system takes away when the process ends, however it ends. Then any
// other may resume it; until then others can have it answered and stopped by
// letter. A damaged database is put aside under another name and
// said so; one that cannot be written to is said so too, and the executions
// that had to go on without it are marked, so that nobody resumes them.
package journal
