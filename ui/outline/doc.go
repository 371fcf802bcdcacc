// Package outline is the diagram as a list: every state in the order of the
// flow, those inside a container indented below it, each with its kind and how
// it stands. It is the way through a flow for who works with the keyboard, or
// cannot see the picture.
package outline
