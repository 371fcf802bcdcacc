// Package scene turns a graph and its layout into a display list: the one
// picture that the screen, hit testing, PNG, SVG, PDF and golden tests share.
//
// A Scene is a flat list of sealed items (Box, Path, Text, Icon, Dots) in drawing
// order, with every colour resolved and every text already shortened to its
// place, and a list of targets: what a pointer can mean there. It is built whole
// and never changed, so it may be read from any goroutine.
//
// Build makes the base: machine, status, labels. Overlay makes the short list
// that follows the pointer (selection, hover, slots, ghost, pulse) and is drawn
// above it; neither needs the other to be built again. Hit asks both.
//
// Palette is the only table of colours of the project; the type scale and the
// spacing stand beside it in metrics.go. Nothing here knows about pixels, fonts
// or a toolkit: measuring text is a function handed in.
package scene
