// Package syntax reads the text of a document into a tree that loses nothing:
// every key and value has its span, numbers keep their spelling, keys that
// come twice are both there. The tree never replaces the text; it points
// into it.
//
// The parser is tolerant. Broken text gives the tree of what could be read
// and one located diagnostic for each mistake, with the fix where there is
// an obvious one. `${Placeholder}` of deployment templates, bare where a value
// is expected, is a value of its own kind.
//
// While a text is edited, ParseAfter reads only what changed. A node that did
// not change keeps its place relative to the one around it, so those within it
// are made anew only when somebody asks for them.
package syntax
