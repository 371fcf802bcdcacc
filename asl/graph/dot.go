package graph

import (
	"fmt"
	"io"
	"strings"
)

// Dot writes the graph in Graphviz's language, containers as clusters.
func Dot(w io.Writer, g *Graph) error {
	m := textual{g: g, ids: map[ID]string{}}
	for i, n := range g.Nodes {
		m.ids[n.ID] = fmt.Sprintf("s%d", i)
	}
	m.line("digraph {")
	m.line("  compound=true; node [shape=box, style=rounded, fontname=\"Inter, sans-serif\"]; edge [fontname=\"Inter, sans-serif\"];")
	m.dotNodes("", 0, 1)
	for _, e := range g.Edges {
		if !m.within(e) {
			m.dotEdge(e)
		}
	}
	m.line("}")
	_, err := io.WriteString(w, m.String())
	return err
}

func (m *textual) dotNodes(parent ID, branch, depth int) {
	indent := strings.Repeat("  ", depth)
	for _, n := range m.g.Nodes {
		if n.Parent != parent || parent != "" && n.Branch != branch {
			continue
		}
		id := m.ids[n.ID]
		switch {
		case n.Kind != StateNode:
			m.line("%s%s [label=\"\", shape=circle, width=0.25];", indent, id)
		case n.Container():
			m.line("%ssubgraph cluster_%s {", indent, id)
			m.line("%s  label=%s;", indent, dotText(n.Name))
			for i := range n.Branches {
				m.dotNodes(n.ID, n.branchIndex(i, m.g), depth+1)
			}
			m.line("%s}", indent)
		case n.State.Base().Type == "Choice":
			m.line("%s%s [label=%s, shape=diamond, style=\"\"];", indent, id, dotText(n.Name))
		default:
			m.line("%s%s [label=%s];", indent, id, dotText(n.Name))
		}
	}
}

// dotEdge draws from and to a node inside a container and clips the line at
// the container's border: clusters themselves take no edges.
func (m *textual) dotEdge(e *Edge) {
	var attrs []string
	if e.Label != "" {
		attrs = append(attrs, "label="+dotText(e.Label))
	}
	if e.Kind == Catch {
		attrs = append(attrs, "style=dashed")
	}
	from, to := m.leaf(e.From), m.leaf(e.To)
	if from != e.From {
		attrs = append(attrs, "ltail=cluster_"+m.ids[e.From])
	}
	if to != e.To {
		attrs = append(attrs, "lhead=cluster_"+m.ids[e.To])
	}
	tail := ""
	if len(attrs) > 0 {
		tail = fmt.Sprintf(" [%s]", strings.Join(attrs, ", "))
	}
	m.line("  %s -> %s%s;", m.ids[from], m.ids[to], tail)
}

func (m *textual) leaf(id ID) ID {
	n := m.g.Node(id)
	for n.Container() {
		n = m.g.Node(n.Branches[0][0])
	}
	return n.ID
}

var dotEscaper = strings.NewReplacer(`\`, `\\`, `"`, `\"`, "\n", " ", "\r", " ")

func dotText(s string) string { return `"` + dotEscaper.Replace(s) + `"` }
