// Package graph is a machine's control flow: what people see as boxes and
// arrows. Nodes are the states and a start and an end mark; edges are the
// transitions, each knowing the very text that names its target, so that
// dragging an arrow is an edit of that text.
//
// A Parallel or Map contains the nodes of the machines inside it. An edge
// runs from the container to the state each inner machine starts at, and from
// each state that ends an inner machine back to the container.
//
// Targets that do not exist give no edge; package check reports them.
package graph
