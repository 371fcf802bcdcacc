package graph

import "github.com/stateboard/stateboard/asl"

// Successors are the states that a state leads to within its machine, each
// once, in the order of Out.
func (g *Graph) Successors(id ID) []ID {
	return g.neighbors(id, g.out[id], func(e *Edge) ID { return e.To })
}

// Predecessors are the states that lead to a state within its machine, each
// once, in the order of In.
func (g *Graph) Predecessors(id ID) []ID {
	return g.neighbors(id, g.in[id], func(e *Edge) ID { return e.From })
}

func (g *Graph) neighbors(id ID, edges []*Edge, other func(*Edge) ID) []ID {
	n := g.nodes[id]
	if n == nil {
		return nil
	}
	var list []ID
	seen := map[ID]bool{}
	for _, e := range edges {
		m := g.nodes[other(e)]
		if m.Kind == StateNode && m.Parent == n.Parent && m.Branch == n.Branch && e.Kind != Start && e.Kind != End && !seen[m.ID] {
			seen[m.ID] = true
			list = append(list, m.ID)
		}
	}
	return list
}

// Chain is the run of states around one that follow each other without a
// fork or a join, in order; the state itself when there is no other. Catchers
// do not count as forks.
func (g *Graph) Chain(id ID) []ID {
	if n := g.nodes[id]; n == nil || n.Kind != StateNode {
		return nil
	}
	chain := []ID{id}
	seen := map[ID]bool{id: true}
	for at := g.onlyNext(id); at != "" && !seen[at] && g.onlyPrevious(at) != ""; at = g.onlyNext(at) {
		seen[at] = true
		chain = append(chain, at)
	}
	var before []ID
	for at := g.onlyPrevious(id); at != "" && !seen[at] && g.onlyNext(at) != ""; at = g.onlyPrevious(at) {
		seen[at] = true
		before = append(before, at)
	}
	for i, j := 0, len(before)-1; i < j; i, j = i+1, j-1 {
		before[i], before[j] = before[j], before[i]
	}
	return append(before, chain...)
}

// onlyNext is the one state that a state other than a Choice leads to, or "".
func (g *Graph) onlyNext(id ID) ID {
	if _, choice := g.nodes[id].State.(*asl.Choice); choice {
		return ""
	}
	for _, e := range g.out[id] {
		if e.Kind == Next {
			return e.To
		}
	}
	return ""
}

// onlyPrevious is the one state whose Next leads to a state to which nothing
// else leads, or "".
func (g *Graph) onlyPrevious(id ID) ID {
	var only ID
	for _, e := range g.in[id] {
		if e.Kind == End {
			continue // from inside the container that the state is
		}
		if e.Kind != Next || only != "" {
			return ""
		}
		only = e.From
	}
	return only
}

// Behind are the states that can only be reached through a state, itself
// first, then in the graph's order: what hangs on it.
func (g *Graph) Behind(id ID) []ID {
	n := g.nodes[id]
	if n == nil || n.Kind != StateNode {
		return nil
	}
	scope := n.State.Base().Scope
	var list []ID
	reached := map[ID]bool{id: true} // without passing the state
	if start := scope.Start(); start != nil {
		list = append(list, ID(start.Base().Path))
	}
	for len(list) > 0 {
		at := list[len(list)-1]
		list = list[:len(list)-1]
		if reached[at] {
			continue
		}
		reached[at] = true
		list = append(list, g.Successors(at)...)
	}
	behind, seen := []ID{id}, map[ID]bool{id: true}
	for i := 0; i < len(behind); i++ {
		for _, next := range g.Successors(behind[i]) {
			if !reached[next] && !seen[next] {
				seen[next] = true
				behind = append(behind, next)
			}
		}
	}
	return behind
}
