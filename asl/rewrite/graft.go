package rewrite

import (
	"strings"

	"github.com/stateboard/stateboard/asl"
	"github.com/stateboard/stateboard/asl/graph"
	"github.com/stateboard/stateboard/asl/syntax"
	"github.com/stateboard/stateboard/asl/value"
)

// graft is a flow that is to grow into a document: a machine of its own whose
// state names are free there.
type graft struct {
	doc   *asl.Document
	lines bool // its one-line habits are worth keeping
}

// newGraft reads a flow from a text in any of the forms that people copy: a
// machine, an object of states, such an object without its braces, or one bare
// state, which gets the name. Names come out of taken.
func newGraft(src, name string, taken names) (*graft, error) {
	src = strings.TrimSpace(src)
	tree := syntax.Parse(src)
	if strings.HasPrefix(src, `"`) && !tree.Root.Is(syntax.Object) || strings.HasPrefix(src, `"`) && len(tree.Errors) > 0 {
		src = "{" + strings.TrimRight(src, ", \t\r\n") + "}"
		tree = syntax.Parse(src)
	}
	unknown := refuse("Copy a state, several states or a whole machine as JSON.", "This is no state of the Amazon States Language.")
	if !tree.Root.Is(syntax.Object) {
		return nil, unknown
	}
	if tree.Break() != nil {
		return nil, refuse("Copy it whole.", "What is to be added cannot be read as JSON.")
	}
	lines := strings.Contains(src, "\n")
	switch root := tree.Root; {
	case root.Get("States").Is(syntax.Object) && len(root.Get("States").Members()) > 0:
	case root.Get("Type").Is(syntax.String):
		if name == "" {
			name = root.Get("Type").Text
		}
		src = `{"StartAt": ` + value.Quote(name) + `, "States": {` + value.Quote(name) + `: ` + src + `}}`
	case statesOnly(root):
		src = `{"StartAt": ` + spelled(src, root.Members()[0].Key) + `, "States": ` + src + `}`
	default:
		return nil, unknown
	}
	g := &graft{doc: asl.ParseString(src), lines: lines}
	g.takeNames(taken)
	return g, nil
}

func statesOnly(n *syntax.Node) bool {
	for _, m := range n.Members() {
		if !m.Value.Get("Type").Is(syntax.String) {
			return false
		}
	}
	return len(n.Members()) > 0
}

// takeNames renames the states whose names are taken, and what leads to them,
// and drops labels that are taken.
func (g *graft) takeNames(taken names) {
	d := newDraft(g.doc)
	to := map[asl.State]string{}
	for _, s := range g.doc.States() {
		to[s] = taken.free(s.Base().Name)
		d.rename(s.Base().Key, to[s])
		if label := s.Base().Field("Label").StringText(); label != "" && !taken.freeLabel(label) {
			d.drop(s.Base().Node, "Label") // the service makes one up
		}
	}
	for _, m := range machines(g.doc) {
		for _, w := range ways(m) {
			if target := m.State(w.target()); target != nil && to[target] != w.target() {
				d.set(w.ref, quoted(to[target]))
			}
		}
	}
	g.become(d)
}

func (g *graft) become(d *draft) { g.doc = asl.ParseString(d.apply()) }

// machines are the whole machine and all those inside it.
func machines(doc *asl.Document) []*asl.Machine {
	list := []*asl.Machine{doc.Machine}
	for _, s := range doc.States() {
		list = append(list, asl.Machines(s)...)
	}
	return list
}

func (g *graft) states() []asl.State { return g.doc.Machine.States }

// first is where the flow begins: StartAt, or its first state.
func (g *graft) first() asl.State {
	if s := g.doc.Machine.Start(); s != nil {
		return s
	}
	return g.states()[0]
}

// leadsOn tells whether anything can follow the flow.
func (g *graft) leadsOn() bool {
	for _, w := range ways(g.doc.Machine) {
		if w.from != nil && !terminal(w.from) && g.doc.Machine.State(w.target()) == nil {
			return true
		}
	}
	return false
}

// settle makes the flow fit its place: what ended or led out of it now leads
// to the target, or ends where that is "". Rules, defaults and catchers may
// go on leading to states that are there, at home; those that would lead
// nowhere and cannot end get a Succeed to lead to. With links, Next too may
// lead to a state at home.
func (g *graft) settle(target string, home *asl.Machine, taken names, links bool) {
	d := newDraft(g.doc)
	m := g.doc.Machine
	done := ""
	for _, w := range ways(m) {
		if w.from == nil || terminal(w.from) || m.State(w.target()) != nil {
			continue
		}
		next := w.kind == graph.Next || w.kind == graph.End
		switch {
		case (links || !next) && home != nil && w.ref != nil && home.State(w.target()) != nil:
		case next:
			d.leadOn(w.from, target)
		case target != "":
			d.redirect(w, target)
		default:
			if done == "" {
				done = taken.free("Done")
				states := m.Field("States")
				d.add(states, len(states.Members())-1, member(done, fields(member("Type", quoted("Succeed")))))
			}
			d.redirect(w, done)
		}
	}
	for _, s := range m.States {
		if c, ok := s.(*asl.Choice); ok && c.Default() == nil && len(c.Rules()) == 0 && target != "" {
			d.put(s.Base().Node, "Default", quoted(target))
		}
	}
	g.become(d)
	g.closeInner()
}

// closeInner ends what leads nowhere in the machines inside the flow.
func (g *graft) closeInner() {
	d := newDraft(g.doc)
	for _, m := range machines(g.doc)[1:] {
		for _, w := range ways(m) {
			if w.kind == graph.Next && m.State(w.target()) == nil {
				d.leadOn(w.from, "")
			}
		}
	}
	g.become(d)
}

// speak makes the states of the flow say their query language where the
// machine they come to speaks another.
func (g *graft) speak(language string) {
	own := g.doc.Machine.Field("QueryLanguage").StringText()
	if own == "" || own == language || language == asl.JSONata {
		return
	}
	d := newDraft(g.doc)
	for _, s := range g.states() {
		if s.Base().Field("QueryLanguage") == nil {
			d.put(s.Base().Node, "QueryLanguage", quoted(own))
		}
	}
	g.become(d)
}

// entries are the flow's states for the States of a document.
func (g *graft) entries() []entry {
	src := g.doc.Text.String()
	list := make([]entry, len(g.states()))
	for i, s := range g.states() {
		list[i] = entry{spelled(src, s.Base().Key), copied(src, s.Base().Node, g.lines)}
	}
	return list
}
