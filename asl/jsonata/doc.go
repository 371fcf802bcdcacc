// Package jsonata compiles and evaluates the JSONata expressions of Amazon
// States Language: what stands between {% and %}.
//
// The language is that of its reference implementation, jsonata.js 2.0.6,
// embedded here and run by a JavaScript engine written in Go. Nothing is set
// up until an expression needs it, which those that only follow names, such
// as $states.input.id, do not; then runtimes are made from one compiled
// program and kept in a small pool, each used by one goroutine at a time. A
// runtime keeps the expressions it has prepared.
//
// Input is not converted: an expression sees values through objects that
// convert a member when it is asked for, and a part of the input that comes
// out again is the same value that went in.
//
// Expressions reach no file, network, environment or process. Time and
// randomness are supplied by the caller. Time, stack and the sizes of strings
// and arrays are bounded; a runtime that was interrupted is thrown away.
package jsonata
