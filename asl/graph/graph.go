package graph

import (
	"strconv"

	"github.com/stateboard/stateboard/asl"
	"github.com/stateboard/stateboard/asl/syntax"
)

// ID names a node: a state's path (asl.StateBase.Path: "Name", inside a
// container "Outer/0/Inner"), or one of the marks.
type ID string

// The marks where the whole machine starts and ends.
const (
	StartID ID = "__start"
	EndID   ID = "__end"
)

// NodeKind tells what a Node is.
type NodeKind uint8

// The kinds of node.
const (
	StateNode NodeKind = iota
	StartMark
	EndMark
)

// Node is a state or a mark.
type Node struct {
	ID       ID
	Name     string // the state's; "" for marks
	Kind     NodeKind
	State    asl.State // nil for marks
	Parent   ID        // the container; "" at the top
	Branch   int       // which machine of the container
	Branches [][]ID    // of a container: the nodes of each inner machine, in the text's order
}

// Container tells whether other nodes lie inside the node.
func (n *Node) Container() bool { return len(n.Branches) > 0 }

// EdgeKind tells what makes an edge be taken.
type EdgeKind uint8

// The kinds of edge.
const (
	Start   EdgeKind = iota // StartAt: from a mark or container to where a machine starts
	Next                    // Next of any state but Choice
	Rule                    // a choice rule
	Default                 // a choice's Default
	Catch                   // a catcher
	End                     // from a state that ends its machine to the mark or container
)

func (k EdgeKind) String() string {
	return [...]string{"start", "next", "choice", "default", "catch", "end"}[k]
}

// Edge is one transition.
type Edge struct {
	ID       string // "FROM>TO"; where several run between the same nodes, the later ones "FROM>TO#2", ...
	From, To ID
	Kind     EdgeKind
	Index    int          // which rule or catcher, from 0
	Label    string       // in plain words: "flagged is true", "otherwise", an error's name; "" for Start, Next and End
	Ref      *syntax.Node // the text that names the target; nil for End
}

// Graph is a machine's nodes and edges in the text's order, outer nodes before
// those inside them. It is immutable.
type Graph struct {
	Machine *asl.Machine
	Nodes   []*Node
	Edges   []*Edge
	nodes   map[ID]*Node
	edges   map[string]*Edge
	out, in map[ID][]*Edge
}

// New reads the graph of a whole machine. A nil machine gives a graph of only
// the two marks.
func New(m *asl.Machine) *Graph {
	g := &Graph{Machine: m, nodes: map[ID]*Node{}, edges: map[string]*Edge{}, out: map[ID][]*Edge{}, in: map[ID][]*Edge{}}
	g.add(&Node{ID: StartID, Kind: StartMark})
	if m != nil {
		g.machine(m, "")
	}
	g.add(&Node{ID: EndID, Kind: EndMark})
	if m != nil {
		g.connect(m, StartID, EndID)
	}
	return g
}

// Node finds a node, or nil.
func (g *Graph) Node(id ID) *Node { return g.nodes[id] }

// Edge finds an edge by its ID, or nil.
func (g *Graph) Edge(id string) *Edge { return g.edges[id] }

// Out are the edges that leave a node, in order: rules before Default, then
// catchers. The slice is shared.
func (g *Graph) Out(id ID) []*Edge { return g.out[id] }

// In are the edges that enter a node. The slice is shared.
func (g *Graph) In(id ID) []*Edge { return g.in[id] }

func (g *Graph) add(n *Node) {
	if g.nodes[n.ID] == nil {
		g.nodes[n.ID] = n
		g.Nodes = append(g.Nodes, n)
	}
}

func (g *Graph) machine(m *asl.Machine, parent ID) []ID {
	ids := make([]ID, 0, len(m.States))
	for _, s := range m.States {
		n := &Node{ID: ID(s.Base().Path), Name: s.Base().Name, State: s, Parent: parent, Branch: m.Index}
		g.add(n)
		ids = append(ids, n.ID)
		for _, inner := range asl.Machines(s) {
			if len(inner.States) > 0 {
				n.Branches = append(n.Branches, g.machine(inner, n.ID))
			}
		}
	}
	return ids
}

// connect adds the edges of a machine that is entered from one node and ends
// at another: the marks, or the container twice.
func (g *Graph) connect(m *asl.Machine, entry, exit ID) {
	if start := m.Start(); start != nil {
		g.edge(&Edge{From: entry, To: ID(start.Base().Path), Kind: Start, Ref: m.StartAt})
	}
	for _, s := range m.States {
		g.transitions(m, s, exit)
		for _, inner := range asl.Machines(s) {
			g.connect(inner, ID(s.Base().Path), ID(s.Base().Path))
		}
	}
}

func (g *Graph) transitions(m *asl.Machine, s asl.State, exit ID) {
	from := ID(s.Base().Path)
	to := func(ref *syntax.Node, e Edge) {
		if target := m.State(ref.StringText()); target != nil {
			e.From, e.To, e.Ref = from, ID(target.Base().Path), ref
			g.edge(&e)
		}
	}
	if choice, ok := s.(*asl.Choice); ok {
		words := choiceWords(choice)
		for i, r := range choice.Rules() {
			to(r.Next, Edge{Kind: Rule, Index: i, Label: words[i]})
		}
		to(choice.Default(), Edge{Kind: Default, Label: "otherwise"})
	} else if !asl.Ends(s) {
		to(s.Base().Next(), Edge{Kind: Next})
	}
	for i, c := range asl.Catchers(s) {
		to(c.Next, Edge{Kind: Catch, Index: i, Label: CatchWords(c)})
	}
	if asl.Ends(s) {
		g.edge(&Edge{From: from, To: exit, Kind: End})
	}
}

func (g *Graph) edge(e *Edge) {
	e.ID = string(e.From) + ">" + string(e.To)
	for n := 2; g.edges[e.ID] != nil; n++ {
		e.ID = string(e.From) + ">" + string(e.To) + "#" + strconv.Itoa(n)
	}
	g.edges[e.ID] = e
	g.Edges = append(g.Edges, e)
	g.out[e.From] = append(g.out[e.From], e)
	g.in[e.To] = append(g.in[e.To], e)
}
