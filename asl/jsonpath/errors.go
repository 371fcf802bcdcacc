package jsonpath

import (
	"fmt"
	"unicode/utf8"
)

// SyntaxError says why a text is not a path, and at which byte of it.
//
// Doubtful errors are about what Jayway's reader refuses although other tools
// take it for a path: words without quotes in filters, and scripts such as
// [(@.length-1)]. Evaluation never works; a check may content itself with a
// warning.
type SyntaxError struct {
	Offset   int
	Reason   string
	Doubtful bool
}

func (e *SyntaxError) Error() string {
	return fmt.Sprintf("invalid path at byte %d: %s", e.Offset, e.Reason)
}

// Column is the place of the error in src in characters, from 1.
func (e *SyntaxError) Column(src string) int {
	return utf8.RuneCountInString(src[:min(max(e.Offset, 0), len(src))]) + 1
}

// NotFoundError says that a definite path leads nowhere in the document. Its
// text is the service's own.
type NotFoundError struct {
	Path   string // as written
	Reason string // such as: No results for path: $['a']
	Beyond bool   // the path leads to an array, and then to an index it has not
	Unfit  bool   // an index is asked of what is no array
}

func (e *NotFoundError) Error() string {
	return fmt.Sprintf("Invalid path '%s' : %s", e.Path, e.Reason)
}

// LimitError says that evaluating a path would cost more than is allowed.
type LimitError struct {
	Path   string
	Reason string
}

func (e *LimitError) Error() string {
	return fmt.Sprintf("The path '%s' was given up: %s", e.Path, e.Reason)
}

// EvalError says that a function of a path does not fit the values it met.
type EvalError struct {
	Path   string
	Reason string
}

func (e *EvalError) Error() string {
	return fmt.Sprintf("Invalid path '%s' : %s", e.Path, e.Reason)
}

// SetError says that a reference path cannot be applied to a document.
type SetError struct {
	Path string
	Step string // the step that does not fit, as written in messages
	On   string // compact JSON of the value it met
}

func (e *SetError) Error() string {
	return fmt.Sprintf("Unable to apply step \"%s\" to input %s", e.Step, e.On)
}
