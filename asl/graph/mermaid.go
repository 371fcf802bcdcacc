package graph

import (
	"fmt"
	"io"
	"strings"
)

// Mermaid writes the graph as a Mermaid flowchart, top-down, containers as
// subgraphs.
func Mermaid(w io.Writer, g *Graph) error {
	m := textual{g: g, ids: map[ID]string{}}
	for i, n := range g.Nodes {
		m.ids[n.ID] = fmt.Sprintf("s%d", i)
	}
	m.line("flowchart TD")
	m.mermaidNodes("", 0, 1)
	for _, e := range g.Edges {
		if m.within(e) {
			continue
		}
		arrow := "-->"
		if e.Kind == Catch {
			arrow = "-.->"
		}
		if e.Label != "" {
			arrow += "|" + mermaidText(e.Label) + "|"
		}
		m.line("  %s %s %s", m.ids[e.From], arrow, m.ids[e.To])
	}
	_, err := io.WriteString(w, m.String())
	return err
}

// textual collects the lines of a graph in words.
type textual struct {
	strings.Builder
	g   *Graph
	ids map[ID]string
}

func (m *textual) line(format string, args ...any) {
	fmt.Fprintf(&m.Builder, format+"\n", args...)
}

// within tells whether an edge runs between a container and what is in it,
// which these formats show by nesting.
func (m *textual) within(e *Edge) bool {
	return m.g.Node(e.To).Parent == e.From || m.g.Node(e.From).Parent == e.To
}

func (m *textual) mermaidNodes(parent ID, branch, depth int) {
	indent := strings.Repeat("  ", depth)
	for _, n := range m.g.Nodes {
		if n.Parent != parent || parent != "" && n.Branch != branch {
			continue
		}
		id := m.ids[n.ID]
		switch {
		case n.Kind == StartMark:
			m.line("%s%s((start))", indent, id)
		case n.Kind == EndMark:
			m.line("%s%s((end))", indent, id)
		case n.Container():
			m.line("%ssubgraph %s [%s]", indent, id, mermaidText(n.Name))
			for i := range n.Branches {
				m.mermaidNodes(n.ID, n.branchIndex(i, m.g), depth+1)
			}
			m.line("%send", indent)
		case n.State.Base().Type == "Choice":
			m.line("%s%s{%s}", indent, id, mermaidText(n.Name))
		default:
			m.line("%s%s[%s]", indent, id, mermaidText(n.Name))
		}
	}
}

// branchIndex is which machine of the container its i-th list of nodes is:
// machines without states have no list.
func (n *Node) branchIndex(i int, g *Graph) int { return g.Node(n.Branches[i][0]).Branch }

var mermaidEscaper = strings.NewReplacer(`"`, "#quot;", "\n", " ", "\r", " ")

func mermaidText(s string) string { return `"` + mermaidEscaper.Replace(s) + `"` }
