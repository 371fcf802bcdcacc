// Package jsonpath reads and writes places in JSON values by the paths of
// Amazon States Language: Jayway's dialect of JSONPath, over three roots.
//
//	$.order.lines[0]   the effective input of a state
//	$$.Execution.Id    the context object
//	$total.net         a workflow variable
//
// A path is compiled once and then evaluated as often as need be; a definite
// path (names and single indexes only) is evaluated without allocating. An
// indefinite one (wildcards, slices, unions, filters, "..") gives an array of
// its matches, possibly empty. Matches come in the order of the document.
//
// Evaluation is bounded: nested wildcards over a large document end in a
// LimitError, never in a process that hangs. Regular expressions are RE2.
package jsonpath
