// Package geom holds the plain geometry of the diagram: points, sizes,
// rectangles and polylines in world units. One world unit is one pixel at
// 100 % zoom; x grows to the right and y grows downwards.
//
// Everything here is a small value with methods that return new values. Nothing
// allocates unless it returns a slice, nothing rounds, and nothing knows what
// is being drawn: layout decides where things are, scene what they look like,
// paint how pixels come about.
package geom
