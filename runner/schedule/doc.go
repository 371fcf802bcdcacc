// Package schedule tells time to executions and lets it pass.
//
// Real is the time of the wall. Virtual is time that nobody has to wait for:
// it stands still until the execution has nothing else to do, then jumps to
// the next thing that is due, so that waits, timeouts and backoffs pass at
// once and in order, with timestamps as if they had been waited for. Manual
// moves when a test says so.
//
// Queue holds what is due when. Nothing here starts a goroutine.
package schedule
