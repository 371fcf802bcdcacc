// Package interp is the interpreter of the Amazon States Language: what
// happens next, given a machine and what has happened.
//
// Compile reads a document once into a Program. Begin starts a Progress, one
// execution of it; Next does its next step: it appends events to the log and
// says, as Commands, what has to be done outside. What comes of that is given
// back with Answer and Fire. There is no clock, no goroutine and no I/O here:
// the time is an argument, tokens are asked from a function, random numbers
// come from a recorded seed. So the same answers at the same times give the
// same log; package tape keeps those, not the log, and plays them again.
//
// A frame is one run of a machine: the whole, a branch, an iteration. Frames
// that can go on stand in a queue and take turns, one step each. The kinds of
// state have a file each.
package interp
