// Package value holds JSON values as data flows through an execution: states'
// inputs and outputs, variables, the payloads of tasks.
//
// A Value is immutable and shared, never copied: passing 60 KB from state to
// state costs a pointer, and a change (With, Without, WithAt) makes a new
// spine over the same parts. Keys keep their order, numbers their spelling,
// so what a person wrote comes out as written. Every value knows the size of
// its compact JSON, because the service's quotas are counted in it.
//
// The zero Value is Absent: no value at all, which is not null.
package value
