package layout

import (
	"github.com/stateboard/stateboard/asl/graph"
)

// class is what sort of line a wire is; lines of one class may be bundled.
type class uint8

const (
	mainClass  class = iota // Start, Next, Rule, Default
	catchClass              // leaves by the side, with its label on the way out
	endClass                // to the exit
)

// cell is what has a place in a machine: a state with everything inside it, or
// the machine's entry (always cell 0) or exit (always the last).
type cell struct {
	node   int     // index into Layout.Nodes; -1 for a container's entry and exit
	w, h   float64 // of the node itself
	slot   float64 // height it needs in its row, with what is attached to its sides
	rank   int
	beside [2][]*mooring // what is attached to its left and right side, nearest first
}

// wire is one line to draw: the transitions of one class between two cells.
type wire struct {
	from, to int
	class    class
	edges    []*graph.Edge
	full     string // the label
	text     string
	pill     float64 // width of the label's pill; 0 for none
	back     bool    // runs upwards
	label    int     // the vert that holds the pill in a row of labels; -1 for none
	chain    int     // the chain it joins; -1 for none
	segs     []int   // its own segs, source first
	moor     *mooring
}

// machine is one machine being laid out. Coordinates are its own until it is
// put in its container.
type machine struct {
	o     *Options
	cells []cell
	wires []wire
	out   [][]int // wires of a cell, in the text's order
	in    [][]int
	rows  rows

	lost     []bool         // cells that cannot be reached from the entry
	gathered map[bundle]int // the chains that several wires may share
	moors    []*mooring
	arrivals map[bundle]*mooring // where back lines reach a cell

	size  struct{ w, h float64 }
	lines [][]point // per wire
	pills []rect
}

func (m *machine) exit() int { return len(m.cells) - 1 }

// connect adds the wires of the edges that leave one cell. cellOf gives the
// cell of a target, -1 for a node outside this machine.
func (m *machine) connect(from int, edges []*graph.Edge, cellOf func(*graph.Edge) int, seen map[[2]int]int) {
	clear(seen)
	for _, e := range edges {
		to := cellOf(e)
		if to < 0 {
			continue
		}
		c := classOf(e.Kind)
		key := [2]int{to, int(c)}
		w, twin := seen[key]
		if !twin {
			w = len(m.wires)
			seen[key] = w
			m.wires = append(m.wires, wire{from: from, to: to, class: c, label: -1, chain: -1})
			m.out[from] = append(m.out[from], w)
			m.in[to] = append(m.in[to], w)
		}
		m.wires[w].edges = append(m.wires[w].edges, e)
	}
}

func classOf(k graph.EdgeKind) class {
	switch k {
	case graph.Catch:
		return catchClass
	case graph.End:
		return endClass
	}
	return mainClass
}

// arrange runs all the steps.
func (m *machine) arrange() {
	m.label()
	m.breakCycles()
	m.rank()
	m.layer()
	m.order()
	m.moor()
	m.place()
	m.route()
}
