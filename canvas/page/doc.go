// Package page writes a flow, and with it a run, as one HTML file that opens in
// any browser and needs nothing else: no network, no fonts, no other files.
//
// The page is complete as it is written. All that is ever shown stands in it
// once, each piece with the moments between which it shows: an item of the
// picture, a value that a state was given, a sentence about the run. The script
// only moves the moment, the view and the selection; it makes no text and no
// picture of its own. Without it one sees the end of the run and can read and
// print everything.
//
// The picture at a moment is the scene that canvas/scene builds for that
// moment, item by item; two moments that share an item share its piece.
//
// Every text of the flow and the run is hostile here: html/template escapes it,
// and a content security policy lets nothing run but the page's own script.
package page
