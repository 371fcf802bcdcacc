// Package runner runs state machines here, on this computer.
//
// Engine starts executions and answers their task tokens. A Run is one
// execution: its log of events, which anyone may read while it grows, and the
// controls: pause, step, pace, skip a wait, stop. A run has one goroutine, the
// only one started here; it takes steps of the interpreter, does what they
// ask for, and lets time pass by its clock.
//
// Subscribe says that there is something new; what there is, is folded from
// the log (package history). Everything else about a run is derived.
package runner
