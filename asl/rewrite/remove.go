package rewrite

import (
	"fmt"

	"github.com/stateboard/stateboard/asl"
	"github.com/stateboard/stateboard/asl/graph"
	"github.com/stateboard/stateboard/asl/syntax"
)

// Remove takes states out and heals the flow: what led to a removed state
// leads to where that one led on. A Choice leads on to its Default, or to its
// first rule's target (see Ways for asking first). Where a removed state
// ended the flow, the states before it end, and rules, defaults and catchers
// that led to it go. States inside a removed container go with it; a branch
// that loses all its states goes too.
func Remove(doc *asl.Document, paths ...string) (*Change, error) {
	return remove(doc, paths, true)
}

// RemoveOnly is Remove without healing: what led to a removed state ends there.
func RemoveOnly(doc *asl.Document, paths ...string) (*Change, error) {
	return remove(doc, paths, false)
}

// RemoveOnto is Remove for one state, where a person has chosen which of the
// states it leads to (see Ways) takes its place.
func RemoveOnto(doc *asl.Document, path, heir string) (*Change, error) {
	h, err := newHealing(doc, []string{path})
	if err != nil {
		return nil, err
	}
	s, to := h.picked[0], doc.State(heir)
	if to == nil || to == s || to.Base().Scope != s.Base().Scope {
		return nil, refuse("Choose a state of the same branch.", "%s cannot take the place of %s.", named(heir), named(s.Base().Name))
	}
	h.heir = to
	return h.change()
}

func remove(doc *asl.Document, paths []string, heal bool) (*Change, error) {
	h, err := newHealing(doc, paths)
	if err != nil {
		return nil, err
	}
	h.severs = !heal
	return h.change()
}

func (h *healing) change() (*Change, error) {
	for _, m := range h.scopes {
		if err := h.scope(m); err != nil {
			return nil, err
		}
	}
	if err := h.dropBranches(); err != nil {
		return nil, err
	}
	return h.d.finish("Delete "+h.what(), h.selection()...)
}

// Ways are the paths of the states that a state leads to, each once, in order:
// with more than one, removing it is a question for a person.
func Ways(doc *asl.Document, path string) []string {
	s := doc.State(path)
	if s == nil {
		return nil
	}
	var list []string
	seen := map[string]bool{}
	for _, w := range waysOf(s) {
		if to := w.target(); w.kind != graph.Catch && !seen[to] && w.scope.State(to) != nil {
			seen[to] = true
			list = append(list, w.scope.Prefix+to)
		}
	}
	return list
}

// healing is a removal under way.
type healing struct {
	d      *draft
	gone   map[asl.State]bool
	picked []asl.State    // in the order given, those inside others left out
	scopes []*asl.Machine // that lose states
	empty  map[*asl.Machine]bool
	heir   asl.State // takes the place of the one state that goes, if a person has chosen
	severs bool      // what led to a state that goes ends, though that one led on
}

func newHealing(doc *asl.Document, paths []string) (*healing, error) {
	h := &healing{d: newDraft(doc), gone: map[asl.State]bool{}, empty: map[*asl.Machine]bool{}}
	for _, path := range paths {
		if err := editable(doc); err != nil {
			return nil, err
		}
		s := doc.State(path)
		if s == nil {
			return nil, refuse("", "There is no state %s.", named(path))
		}
		h.gone[s] = true
	}
	if len(h.gone) == 0 {
		return nil, refuse("Select one first.", "No state is selected.")
	}
	seen := map[*asl.Machine]bool{}
	for _, path := range paths {
		s := doc.State(path)
		if h.inside(s) || h.has(s) {
			continue
		}
		h.picked = append(h.picked, s)
		if m := s.Base().Scope; !seen[m] {
			seen[m] = true
			h.scopes = append(h.scopes, m)
		}
	}
	return h, nil
}

func (h *healing) has(s asl.State) bool {
	for _, p := range h.picked {
		if p == s {
			return true
		}
	}
	return false
}

// inside tells whether a container around the state goes.
func (h *healing) inside(s asl.State) bool {
	for owner := s.Base().Scope.Owner; owner != nil; owner = owner.Base().Scope.Owner {
		if h.gone[owner] {
			return true
		}
	}
	return false
}

func (h *healing) what() string {
	if len(h.picked) == 1 {
		return named(h.picked[0].Base().Name)
	}
	return fmt.Sprintf("%d States", len(h.picked))
}

// onward is where what led to a state that goes leads instead, "" when the
// flow ends there.
func (h *healing) onward(s asl.State) string {
	seen := map[asl.State]bool{}
	for h.gone[s] {
		if seen[s] {
			return ""
		}
		seen[s] = true
		if h.heir != nil {
			return h.heir.Base().Name
		}
		if h.severs {
			return ""
		}
		next := s.Base().Scope.State(way1(s))
		if next == nil {
			return ""
		}
		s = next
	}
	return s.Base().Name
}

// way1 names where a state leads when nothing special happens.
func way1(s asl.State) string {
	first := ""
	for _, w := range waysOf(s) {
		switch w.kind {
		case graph.Next, graph.Default:
			return w.target()
		case graph.Rule:
			if first == "" {
				first = w.target()
			}
		}
	}
	return first
}

func (h *healing) scope(m *asl.Machine) error {
	left := 0
	for _, s := range m.States {
		if h.gone[s] {
			h.d.remove(s.Base().Node)
		} else {
			left++
		}
	}
	if left == 0 {
		h.empty[m] = true
		if m.Owner == nil {
			h.d.drop(m.Node, "StartAt")
		}
		return nil
	}
	cut := map[asl.State][]way{} // ways that have nowhere to lead
	for _, w := range ways(m) {
		target := m.State(w.target())
		if target == nil || !h.gone[target] || w.from != nil && h.gone[w.from] {
			continue
		}
		to := h.onward(target)
		switch {
		case w.kind == graph.Start && to == "":
			h.d.redirect(w, h.firstLeft(m))
		case w.kind == graph.Next && to == w.fromName():
			h.d.leadOn(w.from, "")
		case w.kind == graph.Next:
			h.d.leadOn(w.from, to)
		case to == "" || to == w.fromName():
			cut[w.from] = append(cut[w.from], w)
		default:
			h.d.redirect(w, to)
		}
	}
	for _, s := range m.States {
		if next := m.State(s.Base().Next().StringText()); next != nil && h.gone[next] && asl.Ends(s) {
			h.d.drop(s.Base().Node, "Next") // it says End too
		}
		if len(cut[s]) > 0 {
			if err := h.cut(s, cut[s]); err != nil {
				return err
			}
		}
	}
	return nil
}

func (h *healing) firstLeft(m *asl.Machine) string {
	for _, s := range m.States {
		if !h.gone[s] {
			return s.Base().Name
		}
	}
	return ""
}

// cut takes away rules, default and catchers of a state. A Choice that would
// be left without rules keeps one, leading to its Default.
func (h *healing) cut(s asl.State, list []way) error {
	var rules, catchers []*syntax.Node
	keeps := "" // where a rule that has to stay may lead
	if c, ok := s.(*asl.Choice); ok && c.Default() != nil {
		if t := s.Base().Scope.State(c.Default().StringText()); t != nil {
			keeps = h.onward(t)
		}
	}
	for _, w := range list {
		switch w.kind {
		case graph.Rule:
			rules = append(rules, w.item)
		case graph.Catch:
			catchers = append(catchers, w.item)
		case graph.Default:
			h.d.drop(s.Base().Node, "Default")
		}
	}
	if c, ok := s.(*asl.Choice); ok && len(rules) > 0 && len(rules) == len(c.Rules()) {
		if keeps == "" || keeps == s.Base().Name {
			return refuse("Delete it as well, or connect it elsewhere first.", "%s would have nowhere to go.", named(s.Base().Name))
		}
		h.d.put(rules[0], "Next", quoted(keeps))
		rules = rules[1:]
	}
	h.d.removeItems(rules)
	if len(catchers) > 0 && len(catchers) == len(asl.Catchers(s)) {
		h.d.drop(s.Base().Node, "Catch")
		return nil
	}
	h.d.removeItems(catchers)
	return nil
}

func (d *draft) removeItems(list []*syntax.Node) {
	for _, n := range list {
		d.remove(n)
	}
}

// dropBranches takes away the branches that lost all their states.
func (h *healing) dropBranches() error {
	dropped := false
	for _, m := range h.scopes {
		if !h.empty[m] || m.Owner == nil {
			continue
		}
		parallel, ok := m.Owner.(*asl.Parallel)
		left := 0
		if ok {
			for _, b := range parallel.Branches {
				if !h.empty[b] {
					left++
				}
			}
		}
		if left == 0 {
			return refuse("Put another state there first, or delete "+named(m.Owner.Base().Name)+" as a whole.",
				"A %s needs a state inside.", m.Owner.Base().Type)
		}
		h.d.remove(m.Node)
		dropped = true
	}
	if dropped {
		h.d.renumber()
	}
	return nil
}

// selection is what to select once the states are gone: where the first one
// led, or else what led to it.
func (h *healing) selection() []string {
	s := h.picked[0]
	m := s.Base().Scope
	if h.empty[m] {
		if m.Owner != nil {
			return []string{h.d.path(m.Owner)}
		}
		return nil
	}
	if to := h.onward(s); to != "" {
		return []string{h.d.prefix(m) + to}
	}
	for _, w := range ways(m) {
		if w.from != nil && !h.gone[w.from] && w.target() == s.Base().Name {
			return []string{h.d.prefix(m) + w.fromName()}
		}
	}
	return nil
}
