// Package uimap says what is on screen and where: a list of named things with
// their rectangles, written to a file that tests and, one day, screen readers
// read.
//
// Every pane lists its own things into a List; the window collects them after
// each change and hands them to a Writer, which keeps the file true without
// writing more than ten times a second. A thing that lies outside the part of
// its scroller that can be seen is not listed.
package uimap
