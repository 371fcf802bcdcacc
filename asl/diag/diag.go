package diag

import (
	"sort"

	"github.com/stateboard/stateboard/asl/text"
)

// Severity orders diagnostics: an error keeps a machine from being created, a
// warning does not.
type Severity uint8

// The severities, the gravest first.
const (
	Error Severity = iota
	Warning
	Hint
)

func (s Severity) String() string { return [...]string{"error", "warning", "hint"}[s] }

// Diagnostic is one finding about a document.
type Diagnostic struct {
	Code     string // stable; AWS's own where it has one, such as MISSING_TRANSITION_TARGET
	Severity Severity
	Span     text.Span
	Pointer  string // JSON pointer (RFC 6901) of the value the finding is about; "" is the document
	Message  string // one sentence: what is wrong
	Advice   string // one sentence: what to do; may be ""
	Fixes    []Fix
}

// Fix is a change that resolves a diagnostic, ready to apply.
type Fix struct {
	Title string // what it does, as a menu would say it
	Edits []text.Edit
}

// HasError tells whether any of the diagnostics is an error.
func HasError(list []Diagnostic) bool {
	for i := range list {
		if list[i].Severity == Error {
			return true
		}
	}
	return false
}

// Sort orders diagnostics by place, then severity, then code, keeping the
// order of equals.
func Sort(list []Diagnostic) {
	sort.SliceStable(list, func(i, j int) bool {
		a, b := &list[i], &list[j]
		if a.Span.Start != b.Span.Start {
			return a.Span.Start < b.Span.Start
		}
		if a.Severity != b.Severity {
			return a.Severity < b.Severity
		}
		return a.Code < b.Code
	})
}
