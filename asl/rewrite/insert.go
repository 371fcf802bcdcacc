package rewrite

import (
	"strings"

	"github.com/stateboard/stateboard/asl"
	"github.com/stateboard/stateboard/asl/catalog"
	"github.com/stateboard/stateboard/asl/graph"
	"github.com/stateboard/stateboard/asl/syntax"
	"github.com/stateboard/stateboard/asl/text"
)

// CanInsert tells why a state of a kind cannot be put at a place: nil when it
// can. It gives the same answer as InsertKind.
func CanInsert(doc *asl.Document, kind string, place Place) error {
	if blank(doc) {
		doc, place = asl.ParseString(NewText("")), In("", 0)
	}
	at, err := place.find(doc)
	if err != nil {
		return err
	}
	if catalog.StateKindOf(kind) == nil {
		return refuse("", "There is no kind of state called %s.", named(kind))
	}
	if ends(kind) {
		return at.canEnd("A " + kind + " state")
	}
	return nil
}

// CanPaste is CanInsert for a flow, see Paste.
func CanPaste(doc *asl.Document, flow string, place Place) error {
	if blank(doc) {
		doc, place = asl.ParseString(NewText("")), In("", 0)
	}
	_, _, err := newInsertion(doc, "", flow, place)
	return err
}

// canEnd refuses to end the flow where the states behind would be cut off.
func (at site) canEnd(what string) error {
	if at.via == nil || at.target == "" || !necessary(at.scope)[at.via.id()] {
		return nil
	}
	return refuse("Put it at an end or on a branch.", "%s here would cut off %s: nothing else leads there.", what, named(at.target))
}

// InsertKind puts a fresh state of a kind, the catalog's starter, at a place.
func InsertKind(doc *asl.Document, kind string, place Place) (*Change, error) {
	if blank(doc) {
		return onBlank(doc, func(d *asl.Document) (*Change, error) { return InsertKind(d, kind, In("", 0)) })
	}
	if err := CanInsert(doc, kind, place); err != nil {
		return nil, err
	}
	language := doc.Machine.QueryLanguage()
	if at, err := place.find(doc); err == nil && at.scope != nil {
		language = at.scope.QueryLanguage()
	}
	return Insert(doc, kind, starter(kind, language), place)
}

// onBlank does an insertion into a text that has nothing in it: that of a new
// document, with the state in it, comes in its place.
func onBlank(doc *asl.Document, insert func(*asl.Document) (*Change, error)) (*Change, error) {
	fresh := asl.ParseString(NewText(""))
	c, err := insert(fresh)
	if err != nil {
		return nil, err
	}
	t, _, err := text.Apply(fresh.Text, c.Edits...)
	if err != nil {
		return nil, err
	}
	c.Edits = []text.Edit{text.Replace(text.Span{End: doc.Text.Len()}, t.String())}
	return c, nil
}

func blank(doc *asl.Document) bool { return strings.TrimSpace(doc.Text.String()) == "" }

// Insert puts a state at a place: its JSON under the name, or that name with a
// number where it is taken. What leads to the place leads to the new state,
// which leads on to where that led. Names inside it are made free as well.
func Insert(doc *asl.Document, name, state string, place Place) (*Change, error) {
	if blank(doc) {
		return onBlank(doc, func(d *asl.Document) (*Change, error) { return Insert(d, name, state, In("", 0)) })
	}
	d, selected, err := newInsertion(doc, name, state, place)
	if err != nil {
		return nil, err
	}
	return d.finish("Insert "+clip(name), selected[0])
}

// Paste puts a flow at a place. It takes a machine, an object of states, or
// one bare state. States whose names are taken get new ones; where the flow
// ended or led out it now leads on to where the place led.
func Paste(doc *asl.Document, flow string, place Place) (*Change, error) {
	if blank(doc) {
		return onBlank(doc, func(d *asl.Document) (*Change, error) { return Paste(d, flow, In("", 0)) })
	}
	d, selected, err := newInsertion(doc, "", flow, place)
	if err != nil {
		return nil, err
	}
	return d.finish("Paste", selected...)
}

func newInsertion(doc *asl.Document, name, flow string, place Place) (*draft, []string, error) {
	at, err := place.find(doc)
	if err != nil {
		return nil, nil, err
	}
	taken := namesOf(doc)
	g, err := newGraft(flow, name, taken)
	if err != nil {
		return nil, nil, err
	}
	if !g.leadsOn() {
		if err := at.canEnd("What you add"); err != nil {
			return nil, nil, err
		}
	}
	language := doc.Machine.QueryLanguage()
	if at.scope != nil {
		language = at.scope.QueryLanguage()
	}
	g.speak(language)
	g.settle(at.target, at.scope, taken, false)
	d := newDraft(doc)
	return d, d.plant(g, at), nil
}

// plant puts the settled flow at its site and returns the paths of its states.
func (d *draft) plant(g *graft, at site) []string {
	first := g.first().Base().Name
	prefix := ""
	if at.scope == nil {
		prefix = d.plantMachine(g, at.owner)
	} else {
		prefix = at.scope.Prefix
		d.plantStates(g, at)
		d.lead(at, first)
	}
	paths := []string{prefix + first}
	for _, s := range g.states() {
		if s.Base().Name != first {
			paths = append(paths, prefix+s.Base().Name)
		}
	}
	return paths
}

// lead makes what should lead to the site's place lead to the named state.
func (d *draft) lead(at site, to string) {
	switch {
	case at.via != nil:
		d.redirect(*at.via, to)
	case at.rule:
		d.addRule(at.from.(*asl.Choice), to)
	case at.deflt:
		d.put(at.from.Base().Node, "Default", quoted(to))
	case at.start:
		d.put(at.scope.Node, "StartAt", quoted(to))
	}
}

func (d *draft) plantStates(g *graft, at site) {
	states := at.scope.Field("States")
	if states == nil {
		d.put(at.scope.Node, "States", object{entries: g.entries()})
		return
	}
	index := -1
	switch {
	case at.last:
		index = len(states.Members()) - 1
	case at.from != nil:
		index = indexIn(at.from.Base().Node)
	}
	for _, e := range g.entries() {
		d.add(states, index, e)
	}
}

// plantMachine gives a container the machine it lacks and returns the path's
// start in there.
func (d *draft) plantMachine(g *graft, owner asl.State) string {
	machine := fields(member("StartAt", quoted(g.first().Base().Name)), member("States", object{entries: g.entries()}))
	n := owner.Base().Node
	prefix := owner.Base().Path + "/0/"
	if _, isMap := owner.(*asl.Map); isMap {
		config := fields(member("Mode", quoted("INLINE")))
		machine.entries = append([]entry{member("ProcessorConfig", config)}, machine.entries...)
		d.put(n, "ItemProcessor", machine)
		return prefix
	}
	if branches := n.Get("Branches"); branches.Is(syntax.Array) {
		d.append(branches, machine)
		return inBranch(owner, len(branches.Items()))
	}
	d.put(n, "Branches", items(machine))
	return prefix
}

// Slots are the edges where a state of a kind may be dropped.
func Slots(doc *asl.Document, g *graph.Graph, kind string) []*graph.Edge {
	if editable(doc) != nil || catalog.StateKindOf(kind) == nil {
		return nil
	}
	needed := map[*asl.Machine]map[wayID]bool{}
	var open []*graph.Edge
	for _, e := range g.Edges {
		w, err := find(doc, e)
		if err != nil || w.from != nil && terminal(w.from) {
			continue
		}
		if ends(kind) && w.kind != graph.End {
			if needed[w.scope] == nil {
				needed[w.scope] = necessary(w.scope)
			}
			if needed[w.scope][w.id()] {
				continue
			}
		}
		open = append(open, e)
	}
	return open
}
