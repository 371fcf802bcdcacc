// Package assets holds what the program carries with it, by go:embed: the
// fonts it measures and draws with, and the example flows it opens.
//
// Text is measured and drawn with the same two families everywhere (window,
// PNG, SVG, PDF), so a diagram has one shape on every machine.
package assets
