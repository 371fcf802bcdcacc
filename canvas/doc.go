// Package canvas is the diagram: the Fyne widget that shows a scene and turns
// pointer and keys into intents.
//
// A Diagram owns nothing but where one looks (viewport) and what the hand is
// doing (one gesture at a time). What is shown comes whole through Display; what a
// person wants leaves as an Intent through the function given to New. Whether a
// drop or a connection is allowed is asked of the Rules given to New: the same
// answer lights a place up, explains a refusal and gates the release.
//
// The picture is one raster as large as the view. Its generator draws the scene
// and, above it, the overlay of the gesture; panning and zooming only draw
// again. States at work pulse as a few canvas objects, eight times a second, and
// nothing moves when nothing runs.
package canvas
