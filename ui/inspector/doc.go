// Package inspector is the form of what is selected: each kind of state in
// plain words, the whole machine when nothing is selected.
//
// A form is data: a list of specs, made anew from every Snapshot by one
// function per kind. While the list keeps its shape the controls stay and only
// show new values, so a form does not fight the hand that types in it. Every
// field writes through a verb of package rewrite; what a check says about a
// value stands under its field.
package inspector
