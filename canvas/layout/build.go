package layout

import (
	"math"
	"unicode/utf8"

	"github.com/stateboard/stateboard/asl/graph"
	"github.com/stateboard/stateboard/canvas/geom"
)

// Build lays out a whole graph.
func Build(g *graph.Graph, o Options) *Layout {
	o = o.withDefaults()
	b := &builder{g: g, o: &o, l: newLayout(g, o.Collapsed), cell: make([]int, len(g.Nodes)), inner: make([]*container, len(g.Nodes))}
	var top []int
	for i, n := range g.Nodes {
		if n.Parent == "" && n.Kind == graph.StateNode {
			top = append(top, i)
		}
	}
	m := b.machine(top, b.l.nodes[graph.StartID], b.l.nodes[graph.EndID])
	m.connect(0, g.Out(graph.StartID), b.target, b.seen)
	b.arrange(m)
	b.put(m, geom.Point{})
	b.hide()
	b.bounds()
	return b.l
}

func newLayout(g *graph.Graph, collapsed map[graph.ID]bool) *Layout {
	l := &Layout{of: g, shut: collapsed, Nodes: make([]Node, len(g.Nodes)), Edges: make([]Edge, len(g.Edges)),
		nodes: make(map[graph.ID]int, len(g.Nodes)), edges: make(map[string]int, len(g.Edges))}
	for i, n := range g.Nodes {
		l.nodes[n.ID] = i
		l.Nodes[i] = Node{ID: n.ID, Container: n.Container(), Parent: n.Parent}
	}
	for i, e := range g.Edges {
		l.edges[e.ID] = i
		l.Edges[i] = Edge{Edge: e}
	}
	return l
}

type builder struct {
	g     *graph.Graph
	o     *Options
	l     *Layout
	cell  []int // of a node, in its machine
	inner []*container
	seen  map[[2]int]int
}

// container is the inside of a Parallel or Map.
type container struct {
	machines []*machine
	at       []geom.Point // of each machine, from the container's corner
	size     geom.Size
}

// machine makes the cells of a machine's states, laying out first what is
// inside them. entry and exit are the nodes of the marks, -1 for none.
func (b *builder) machine(nodes []int, entry, exit int) *machine {
	if b.seen == nil {
		b.seen = map[[2]int]int{}
	}
	n := len(nodes) + 2
	m := &machine{o: b.o, cells: make([]cell, n), out: make([][]int, n), in: make([][]int, n)}
	m.cells[0].node, m.cells[n-1].node = entry, exit
	for _, c := range []*cell{&m.cells[0], &m.cells[n-1]} {
		if c.node >= 0 {
			c.w, c.h = b.o.Mark, b.o.Mark
			b.cell[c.node] = 0
		}
	}
	if exit >= 0 {
		b.cell[exit] = n - 1
	}
	for i, node := range nodes {
		c := &m.cells[i+1]
		c.node = node
		c.w, c.h = b.width(b.g.Nodes[node].Name), b.o.NodeHeight
		if b.g.Nodes[node].Container() && !b.collapsed(b.g.Nodes[node]) {
			b.inner[node] = b.inside(node)
			c.w, c.h = b.inner[node].size.W, b.inner[node].size.H
		}
	}
	for i, node := range nodes { // after what is inside: it uses the same table
		b.cell[node] = i + 1
	}
	return m
}

// target is the cell an edge leads to within the machine of its source.
func (b *builder) target(e *graph.Edge) int { return b.cell[b.l.nodes[e.To]] }

// arrange connects the states of a machine and lays it out. Edges between a
// container and what is inside it are the inner machines'.
func (b *builder) arrange(m *machine) {
	exit := m.exit()
	for c := 1; c < exit; c++ {
		node := b.g.Nodes[m.cells[c].node]
		m.connect(c, b.g.Out(node.ID), func(e *graph.Edge) int {
			switch {
			case e.Kind == graph.End:
				return exit
			case e.Kind == graph.Start:
				return -1
			}
			return b.target(e)
		}, b.seen)
	}
	m.arrange()
}

// inside lays out the machines of a container and puts them side by side.
func (b *builder) inside(node int) *container {
	n := b.g.Nodes[node]
	c := &container{}
	starts := b.g.Out(n.ID)
	width, height := 0.0, 0.0
	for i, ids := range n.Branches {
		nodes := make([]int, len(ids))
		for j, id := range ids {
			nodes[j] = b.l.nodes[id]
		}
		m := b.machine(nodes, -1, -1)
		var own []*graph.Edge
		for _, e := range starts {
			if e.Kind == graph.Start && b.g.Node(e.To).Branch == b.g.Node(ids[0]).Branch {
				own = append(own, e)
			}
		}
		m.connect(0, own, b.target, b.seen)
		b.arrange(m)
		if i > 0 {
			width += b.o.GapX
		}
		c.machines = append(c.machines, m)
		c.at = append(c.at, geom.Point{X: b.o.Pad + width, Y: b.o.Header + fork})
		width += m.size.w
		height = max(height, m.size.h)
	}
	c.size = geom.Size{W: max(width, b.header(n)) + 2*b.o.Pad, H: b.o.Header + fork + height}
	for i := range c.at {
		c.at[i].X += math.Floor((c.size.W - 2*b.o.Pad - width) / 2)
	}
	return c
}

// fork is the height below a container's header where its entry forks to its
// machines.
const fork = 12

// put writes a machine into the layout with its origin at d, and what is
// inside its cells.
func (b *builder) put(m *machine, d geom.Point) {
	for i := range m.cells {
		c := &m.cells[i]
		if c.node < 0 {
			continue
		}
		n := &b.l.Nodes[c.node]
		n.Rect = m.frame(i).Translate(d)
		in := b.inner[c.node]
		if in == nil {
			continue
		}
		n.Header = b.o.Header
		for j, branch := range in.machines {
			b.put(branch, n.Rect.Min().Add(in.at[j]))
			b.open(branch, n.Rect, n.Rect.Min().Add(in.at[j]), len(in.machines) == 1)
		}
	}
	for i := range m.wires {
		w := &m.wires[i]
		for j, e := range w.edges {
			edge := &b.l.Edges[b.l.edges[e.ID]]
			if j > 0 {
				edge.Shares = w.edges[0].ID
				edge.Points, edge.Full = b.l.Edges[b.l.edges[edge.Shares]].Points, e.Label
				continue
			}
			edge.Points = geom.Translate(m.lines[i], d)
			edge.Text, edge.Full = w.text, w.full
			if w.pill > 0 {
				edge.Label = m.pills[i].Translate(d)
			}
		}
	}
}

// open draws a machine's lines on from its entry to the middle of the
// container's header, or straight up when it is alone, and from its exit to the
// container's lower side.
func (b *builder) open(m *machine, box geom.Rect, d geom.Point, alone bool) {
	for i := range m.wires {
		w := &m.wires[i]
		for _, e := range w.edges {
			edge := &b.l.Edges[b.l.edges[e.ID]]
			switch {
			case w.from == 0:
				x := box.Center().X
				if alone {
					x = edge.Points[0].X
				}
				head := []geom.Point{{X: x, Y: box.Y + b.o.Header}, {X: x, Y: d.Y}}
				edge.Points = geom.Simplify(append(head, edge.Points...))
			case w.class == endClass:
				last := edge.Points[len(edge.Points)-1]
				edge.Points = geom.Simplify(append(edge.Points, geom.Point{X: last.X, Y: box.Bottom()}))
			}
		}
	}
}

// widest is how wide a state may become for a name.
const (
	widest   = 300
	nameRoom = 57 // what a state's chip and padding take
	nameLen  = 22 // longer names are shortened by who draws them
)

func (b *builder) width(name string) float64 {
	if utf8.RuneCountInString(name) > nameLen {
		name = string([]rune(name)[:nameLen])
	}
	w := nameRoom + b.o.Measure(name, 13, 600)
	return min(max(b.o.NodeWidth, math.Ceil(w/8)*8), widest)
}

// header is the width of the header of a container: its icon, its name and a
// few words on it.
func (b *builder) header(n *graph.Node) float64 {
	return max(b.o.NodeWidth, min(b.width(n.Name), widest))
}

func (b *builder) bounds() {
	for i := range b.l.Nodes {
		b.l.Bounds = b.l.Bounds.Union(b.l.Nodes[i].Rect)
	}
	for i := range b.l.Edges {
		e := &b.l.Edges[i]
		if len(e.Points) > 0 {
			b.l.Bounds = b.l.Bounds.Union(geom.Bounds(e.Points))
		}
		b.l.Bounds = b.l.Bounds.Union(e.Label)
	}
}
