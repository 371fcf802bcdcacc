// Package diag holds diagnostics as data: a stable code, a severity, the
// tightest span, one sentence that says what is wrong and one that says what
// to do, and fixes that are ordinary edits. Showing them is elsewhere: the
// JSON view underlines, the canvas marks, the command prints.
package diag
