// Package tape keeps what came to an execution from outside, in order, and
// plays it again.
//
// An execution is determined by what it starts from (Beginning) and by the
// calls its interpreter gets: steps taken, answers, timers, an abort, each
// with its time. Deck stands before the interpreter and writes those calls
// down as they happen; pure steps cost a count. Play makes the same calls
// again and so comes to the same events, the same random numbers and the same
// task tokens, whose secret is part of the beginning.
//
// A tape is a list of pages, each ending with a checksum of itself and a mark:
// the number of events and a sum over them. Play compares the marks, so a program that would come
// out differently today is found out, not continued.
//
// Redriving and forking are the same playing: up to the step that ended the
// execution, or up to an event, and on from there. It is the only way back into
// an execution: events show what happened, not all that came from outside.
package tape
