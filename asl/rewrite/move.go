package rewrite

import (
	"github.com/stateboard/stateboard/asl"
	"github.com/stateboard/stateboard/asl/graph"
	"github.com/stateboard/stateboard/asl/syntax"
)

// CanMove tells why a state cannot be moved to a place: nil when it can. It
// gives the same answer as Move.
func CanMove(doc *asl.Document, path string, place Place) error {
	_, err := newMove(doc, path, place)
	return err
}

// Move takes a state out of the flow, which heals as in Remove, and puts it at
// another place. Its rules and catchers go along as far as their targets are
// there too.
func Move(doc *asl.Document, path string, place Place) (*Change, error) {
	m, err := newMove(doc, path, place)
	if err != nil {
		return nil, err
	}
	s := m.state.Base()
	to := m.heal.d.prefix(m.at.scope) + s.Name
	m.heal.d.moved(m.state, to)
	return m.heal.d.finish("Move "+named(s.Name), to)
}

type move struct {
	heal  *healing
	state asl.State
	at    site
}

func newMove(doc *asl.Document, path string, place Place) (*move, error) {
	at, err := place.find(doc)
	if err != nil {
		return nil, err
	}
	if _, err := stateAt(doc, path); err != nil {
		return nil, err
	}
	h, err := newHealing(doc, []string{path})
	if err != nil {
		return nil, err
	}
	m := &move{h, h.picked[0], at}
	if err := m.legal(); err != nil {
		return nil, err
	}
	for _, scope := range h.scopes {
		if err := h.scope(scope); err != nil {
			return nil, err
		}
	}
	if err := h.dropBranches(); err != nil {
		return nil, err
	}
	return m, m.plant()
}

func (m *move) legal() error {
	name := named(m.state.Base().Name)
	if m.at.scope == nil {
		return refuse("Drop it on a connection.", "%s cannot be moved there.", name)
	}
	for owner := m.at.scope.Owner; owner != nil; owner = owner.Base().Scope.Owner {
		if owner == m.state {
			return refuse("Drop it outside.", "%s cannot be moved into itself.", name)
		}
	}
	here := m.at.scope == m.state.Base().Scope
	if here && (m.at.from == m.state || m.at.via == nil || m.at.target == m.state.Base().Name) {
		return refuse("", "%s is there already.", name)
	}
	if m.at.from != nil && m.at.via == nil {
		return refuse("Drop it on a connection.", "%s cannot be moved there.", name)
	}
	if terminal(m.state) {
		return m.at.canEnd("A " + m.state.Base().Type + " state")
	}
	return nil
}

// plant puts the state, which the healing has taken out, at its new place.
func (m *move) plant() error {
	d, n, scope := m.heal.d, m.state.Base().Node, m.at.scope
	if err := m.lead(); err != nil {
		return err
	}
	d.lead(m.at, m.state.Base().Name)
	if scope == m.state.Base().Scope {
		delete(d.gone, n) // its text may stay where it is
		return nil
	}
	e := entry{spelled(d.doc.Text.String(), m.state.Base().Key), kept{n}}
	states := scope.Field("States")
	switch {
	case states == nil:
		d.put(scope.Node, "States", object{entries: []entry{e}})
	case m.at.from != nil:
		d.add(states, indexIn(m.at.from.Base().Node), e)
	case m.at.last:
		d.add(states, len(states.Members())-1, e)
	default:
		d.add(states, -1, e)
	}
	return nil
}

// lead makes the state lead on to where its new place led. A Choice keeps its
// rules and does so by Default.
func (m *move) lead() error {
	d, s, at := m.heal.d, m.state, m.at
	here := at.scope == s.Base().Scope
	var lost []*syntax.Node
	for _, w := range waysOf(s) {
		if here || w.kind == graph.Next || w.kind == graph.End || w.kind == graph.Default {
			continue
		}
		if at.target != "" {
			d.redirect(w, at.target)
		} else {
			lost = append(lost, w.item)
		}
	}
	switch s := s.(type) {
	case *asl.Succeed, *asl.Fail:
	case *asl.Choice:
		if at.target == "" {
			return refuse("Drop it where something follows.", "%s is a Choice, which cannot end the flow itself.", named(s.Name))
		}
		d.put(s.Node, "Default", quoted(at.target))
	default:
		if len(lost) > 0 {
			d.drop(s.Base().Node, "Catch")
			d.note("The catchers of " + named(s.Base().Name) + " led out of its branch and are gone.")
		}
		d.leadOn(s, at.target)
	}
	return nil
}
