package jsonata

import (
	"fmt"
	"unicode/utf8"
)

// SyntaxError says why a text is not an expression, and at which byte of it.
type SyntaxError struct {
	Offset int
	Code   string // JSONata's, such as S0201; "" for our own limits
	Reason string

	passing bool // said under a limit of time, which another try may not meet
}

func (e *SyntaxError) Error() string {
	return fmt.Sprintf("invalid JSONata at byte %d: %s", e.Offset, coded(e.Code, e.Reason))
}

// Column is the place of the error in src in characters, from 1, on a line of
// its own.
func (e *SyntaxError) Column(src string) int {
	return utf8.RuneCountInString(src[:min(max(e.Offset, 0), len(src))]) + 1
}

// EvalError says what went wrong while an expression was evaluated. Its text
// is JSONata's own, as the service repeats it after "threw an error during
// evaluation.".
type EvalError struct {
	Code   string // such as T1006
	Reason string
	Offset int // byte in the expression, or -1
}

func (e *EvalError) Error() string { return coded(e.Code, e.Reason) }

// ResultError says that an expression gave something that is no JSON value: a
// function, or a value that holds one.
type ResultError struct{ Reason string }

func (e *ResultError) Error() string { return e.Reason }

// LimitError says that an expression was stopped because it took too much
// time, depth or space.
type LimitError struct{ Reason string }

func (e *LimitError) Error() string { return e.Reason }

func coded(code, reason string) string {
	if code == "" {
		return reason
	}
	return code + ": " + reason
}
