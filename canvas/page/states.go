package page

import (
	"strings"

	"github.com/stateboard/stateboard/asl"
	"github.com/stateboard/stateboard/asl/graph"
	"github.com/stateboard/stateboard/asl/syntax"
	"github.com/stateboard/stateboard/asl/text"
	"github.com/stateboard/stateboard/canvas/geom"
	"github.com/stateboard/stateboard/canvas/scene"
)

// stateSheet is what the page says about one state.
type stateSheet struct {
	Anchor  string
	Name    string
	Kind    string
	Inside  string // the container's name
	Words   string // the line on its card
	Comment string
	Leads   []lead
	Source  string // its JSON or YAML
	Turns   string // "3 running 9 succeeded"; "" without a run
	Last    string // what it came to
	Visits  []visitSheet
	Hit     geom.Rect // where a pointer means the state
	Curb    float64   // the rounding of it
}

// lead is a way out of a state.
type lead struct{ When, To, Anchor string }

// sourceMost bounds the text of one state, in bytes.
const sourceMost = 24 << 10

func (p *Page) states(d *drawing) []*stateSheet {
	anchors := p.anchors()
	hits := map[graph.ID]geom.Rect{}
	for _, t := range d.last.Targets {
		if t.Kind == scene.OnState {
			hits[t.ID] = t.Rect
		}
	}
	var list []*stateSheet
	for _, n := range p.Graph.Nodes {
		if n.Kind != graph.StateNode {
			continue
		}
		s := &stateSheet{
			Anchor: anchors[n.ID], Name: n.Name, Kind: n.State.Base().Type, Words: scene.Subtitle(n.State), Comment: n.State.Base().Node.TextOf("Comment"),
			Source: source(p.Doc, n.State), Hit: hits[n.ID], Curb: scene.NodeRadius,
		}
		if n.Container() {
			s.Curb = scene.ContainerCurb
		}
		if outer := p.Graph.Node(n.Parent); outer != nil {
			s.Inside = outer.Name
		}
		for _, e := range p.Graph.Out(n.ID) {
			if e.Kind != graph.Start {
				s.Leads = append(s.Leads, p.lead(e, anchors))
			}
		}
		list = append(list, s)
	}
	return list
}

// anchors are the names of the states' sections, in the graph's order.
func (p *Page) anchors() map[graph.ID]string {
	anchors := map[graph.ID]string{}
	for _, n := range p.Graph.Nodes {
		if n.Kind == graph.StateNode {
			anchors[n.ID] = "s" + itoa(len(anchors)+1)
		}
	}
	return anchors
}

func (p *Page) lead(e *graph.Edge, anchors map[graph.ID]string) lead {
	l := lead{When: e.Label, Anchor: anchors[e.To]}
	if e.Kind == graph.Catch {
		l.When = "on " + e.Label
	}
	to := p.Graph.Node(e.To)
	switch {
	case e.Kind != graph.End:
		l.To = to.Name
	case to == nil || to.Name == "":
		l.To = "the end"
	default:
		l.To, l.Anchor = "the end of "+to.Name, anchors[e.To]
	}
	return l
}

// source is a state as its text says, less the machines inside it, which have
// sections of their own.
func source(doc *asl.Document, s asl.State) string {
	n := s.Base().Node
	whole := doc.Text.Slice(n.Span)
	var b strings.Builder
	at := 0
	for _, m := range asl.Machines(s) {
		states := m.Node.Get("States")
		if states == nil || !states.Is(syntax.Object) {
			continue
		}
		in := text.Span{Start: states.Span.Start - n.Span.Start, End: states.Span.End - n.Span.Start}
		if in.Start < at || in.End > len(whole) {
			continue
		}
		b.WriteString(whole[at:in.Start] + "{ … }")
		at = in.End
	}
	b.WriteString(whole[at:])
	line := doc.Text.Slice(doc.Text.LineSpan(doc.Text.LineAt(n.Span.Start)))
	return shortened(dedented(b.String(), len(line)-len(strings.TrimLeft(line, " \t"))), sourceMost)
}

// dedented takes the indentation of the line that a text begins on from its
// other lines.
func dedented(s string, indent int) string {
	lines := strings.Split(strings.ReplaceAll(s, "\r\n", "\n"), "\n")
	for i, l := range lines[1:] {
		blanks := len(l) - len(strings.TrimLeft(l, " \t"))
		lines[i+1] = l[min(indent, blanks):]
	}
	return strings.TrimRight(strings.Join(lines, "\n"), "\n ")
}

func shortened(s string, most int) string {
	if len(s) <= most {
		return s
	}
	return strings.ToValidUTF8(s[:most], "") + "\n… " + itoa(len(s)-most) + " more bytes are left out here"
}
