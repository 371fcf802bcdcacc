// Package layout decides where a machine's states and arrows go: from a
// graph.Graph to rectangles and orthogonal polylines in world units. It reads
// no fonts and no themes; widths of labels come from Options.Measure.
//
// The drawing runs top-down, start mark first, end mark last. A machine is laid
// out in layers; a Parallel or Map is laid out from the inside: its machines
// stand side by side in the text's order, then the whole is one big node.
// The steps (machine.arrange): which wires run back, ranks, rows with the points
// where long lines pass, order within the rows, what is attached to the sides,
// x, then y and the lines. Lines of one kind to one target share a way, so the
// time grows with the states and not with the length of the lines.
//
// The same graph gives the same layout, always: ties are broken by the text's
// order and nothing is random, so inserting one state moves the others little.
package layout
