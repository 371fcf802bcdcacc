// Package intrinsic evaluates the eighteen intrinsic functions of Amazon
// States Language: States.Format, States.Array, States.MathAdd and so on, as
// they stand in payload templates under keys that end in ".$".
//
// A call is compiled once: names, numbers of arguments, strings, paths and
// the nesting limit are checked then, with the place of an error. Evaluation
// takes its randomness from outside, so that an execution can be repeated.
//
// Functions is the table of what there is, with a sentence of help for each.
package intrinsic
