// Package marks says what a run looks like on the diagram: the status of each
// state, the edges taken, the pills under the cards ("1 retry", "3 of 5"). It
// is the one place where the runner's words become the scene's; the window
// and `stateboardctl render --history` show the same.
package marks
