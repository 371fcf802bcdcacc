// Package paint turns a scene into pictures: pixels for the screen (Painter,
// PNG) and vectors for documents (SVG, PDF). All of them read the same display
// list and measure with the same fonts, so an export is the picture on screen.
//
// The painter is made for a few milliseconds a frame without a GPU. It asks the
// scene only for what is visible, snaps boxes and orthogonal lines to device
// pixels so that hairlines are crisp at every zoom, fills interiors as copied
// rows, and computes anti-aliasing only where there is a curve. Letters, icons,
// corners and arrow heads are small alpha masks from bounded caches whose sizes are
// quantised, so that a zoom sweep does not make them grow.
//
// Everything is plain Go, deterministic, and free of toolkits and clocks. The
// system's fonts are asked only for letters that the embedded ones lack.
package paint
