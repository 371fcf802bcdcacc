package graph

import "maps"

// With is the graph with more edges between its nodes, such as those that an
// older version of the machine had. An edge gets its ID from its ends; edges
// to nodes that are not there are left out.
func (g *Graph) With(edges ...Edge) *Graph {
	more := &Graph{Machine: g.Machine, Nodes: g.Nodes, Edges: g.Edges[:len(g.Edges):len(g.Edges)], nodes: g.nodes,
		edges: maps.Clone(g.edges), out: maps.Clone(g.out), in: maps.Clone(g.in)}
	for id, list := range more.out {
		more.out[id] = list[:len(list):len(list)]
	}
	for id, list := range more.in {
		more.in[id] = list[:len(list):len(list)]
	}
	for _, e := range edges {
		if g.nodes[e.From] != nil && g.nodes[e.To] != nil {
			more.edge(&e)
		}
	}
	return more
}
