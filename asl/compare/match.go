package compare

import (
	"sort"

	"github.com/stateboard/stateboard/asl"
	"github.com/stateboard/stateboard/asl/graph"
	"github.com/stateboard/stateboard/asl/value"
)

// This file defines which state of the old version is which of the new one.

// Bounds of matching by likeness.
const (
	likeEnough = 0.6
	maxPairs   = 250_000 // pairs of states that are held against each other
)

// matching pairs states of two versions, by path.
type matching struct {
	old, new     *asl.Document
	oldG, newG   *graph.Graph
	toNew, toOld map[string]string
	contents     map[*asl.StateBase]value.Value
	now          map[*asl.Parallel][]int // what branches has found
}

func match(old, new *asl.Document) *matching {
	m := &matching{old: old, new: new, oldG: graph.New(old.Machine), newG: graph.New(new.Machine),
		toNew: map[string]string{}, toOld: map[string]string{}, contents: map[*asl.StateBase]value.Value{}, now: map[*asl.Parallel][]int{}}
	m.byName()
	for m.byLikeness() {
	}
	return m
}

func (m *matching) pair(old, new asl.State) {
	m.toNew[old.Base().Path], m.toOld[new.Base().Path] = new.Base().Path, old.Base().Path
}

// byName pairs states at the same path, then those of the same name.
func (m *matching) byName() {
	for _, s := range m.old.States() {
		if to := m.new.State(s.Base().Path); to != nil && m.toOld[to.Base().Path] == "" {
			m.pair(s, to)
		}
	}
	free := map[string]asl.State{}
	for _, s := range m.new.States() {
		if m.toOld[s.Base().Path] == "" && free[s.Base().Name] == nil {
			free[s.Base().Name] = s
		}
	}
	for _, s := range m.old.States() {
		if to := free[s.Base().Name]; to != nil && m.toNew[s.Base().Path] == "" {
			m.pair(s, to)
			delete(free, s.Base().Name)
		}
	}
}

type candidate struct {
	old, new asl.State
	like     float64
}

// byLikeness pairs what is most alike of what is left, and tells whether
// there was anything.
func (m *matching) byLikeness() bool {
	var gone, fresh []asl.State
	for _, s := range m.old.States() {
		if m.toNew[s.Base().Path] == "" {
			gone = append(gone, s)
		}
	}
	for _, s := range m.new.States() {
		if m.toOld[s.Base().Path] == "" {
			fresh = append(fresh, s)
		}
	}
	if len(gone)*len(fresh) > maxPairs {
		return false
	}
	var list []candidate
	for _, a := range gone {
		for _, b := range fresh {
			if a.Base().Type == b.Base().Type && m.sameScope(a.Base().Scope, b.Base().Scope) {
				if like := m.likeness(a, b); like >= likeEnough {
					list = append(list, candidate{a, b, like})
				}
			}
		}
	}
	sort.SliceStable(list, func(i, j int) bool { return list[i].like > list[j].like })
	found := false
	for _, c := range list {
		if m.toNew[c.old.Base().Path] == "" && m.toOld[c.new.Base().Path] == "" {
			m.pair(c.old, c.new)
			found = true
		}
	}
	return found
}

// sameScope tells whether two machines are the same one, as far as is known.
func (m *matching) sameScope(a, b *asl.Machine) bool {
	if a.Owner == nil || b.Owner == nil {
		return a.Owner == nil && b.Owner == nil
	}
	return m.toNew[a.Owner.Base().Path] == b.Owner.Base().Path
}

// likeness is how much two states of one type have in common, from 0 to 1: in
// what they hold, in the states around them, and in those inside them.
func (m *matching) likeness(a, b asl.State) float64 {
	held, leaves := ratio(common(m.content(a.Base()), m.content(b.Base())))
	around, _ := ratio(m.neighbours(a, b))
	if inner := m.inside(a, b); inner >= 0 {
		return (held + around + 2*inner) / 4
	}
	if leaves <= 1 {
		return around // it holds nothing that tells it from others
	}
	return (3*held + around) / 4
}

func ratio(same, all int) (float64, int) {
	if all == 0 {
		return 0, 0
	}
	return float64(same) / float64(all), all
}

// content is what a state holds besides where it leads and the machines in it.
func (m *matching) content(b *asl.StateBase) value.Value {
	if v, known := m.contents[b]; known {
		return v
	}
	v := b.Node.Value()
	for _, key := range [...]string{"Next", "End", "Default", "Comment", "Branches", "ItemProcessor", "Iterator"} {
		v = v.Without(key)
	}
	for _, key := range [...]string{"Choices", "Catch"} {
		items := v.Get(key).Items()
		if len(items) == 0 {
			continue
		}
		bare := make([]value.Value, len(items))
		for i, item := range items {
			bare[i] = item.Without("Next")
		}
		v = v.With(key, value.Array(bare...))
	}
	m.contents[b] = v
	return v
}

// common counts the leaves of two values, and those that are the same.
func common(a, b value.Value) (same, all int) {
	if a.Kind() == b.Kind() {
		switch a.Kind() {
		case value.ObjectKind:
			for _, x := range a.Members() {
				s, n := common(x.Value, b.Get(x.Key))
				same, all = same+s, all+n
			}
			for _, y := range b.Members() {
				if a.Get(y.Key).IsAbsent() {
					all += leaves(y.Value)
				}
			}
			return same, all
		case value.ArrayKind:
			for i := range max(a.Len(), b.Len()) {
				s, n := common(a.At(i), b.At(i))
				same, all = same+s, all+n
			}
			return same, all
		}
		if value.Equal(a, b) {
			return 1, 1
		}
	}
	return 0, max(leaves(a), leaves(b))
}

func leaves(v value.Value) int {
	n := 0
	for _, m := range v.Members() {
		n += leaves(m.Value)
	}
	for _, item := range v.Items() {
		n += leaves(item)
	}
	return max(n, 1)
}

// neighbours counts the states before and behind, and those that are matched
// with each other.
func (m *matching) neighbours(a, b asl.State) (same, all int) {
	for _, side := range [...]func(*graph.Graph, graph.ID) []graph.ID{(*graph.Graph).Predecessors, (*graph.Graph).Successors} {
		old, new := side(m.oldG, graph.ID(a.Base().Path)), side(m.newG, graph.ID(b.Base().Path))
		here := map[string]bool{}
		for _, id := range new {
			here[string(id)] = true
		}
		both := 0
		for _, id := range old {
			if to := m.id(id); to != "" && here[to] {
				both++
			}
		}
		same, all = same+both, all+len(old)+len(new)-both
	}
	switch first, still := a.Base().Scope.Start() == a, b.Base().Scope.Start() == b; {
	case first && still && a.Base().Scope.Index == b.Base().Scope.Index:
		same, all = same+1, all+1
	case first || still:
		all++
	}
	return same, all
}

// id is what a node of the old graph is in the new one; "" when it is gone.
func (m *matching) id(id graph.ID) string {
	if id == graph.StartID || id == graph.EndID {
		return string(id)
	}
	return m.toNew[string(id)]
}

// inside is which part of the states inside two containers is matched; -1
// where there are none.
func (m *matching) inside(a, b asl.State) float64 {
	here, both, all := map[string]bool{}, 0, 0
	for _, machine := range asl.Machines(b) {
		for _, s := range machine.States {
			here[s.Base().Path] = true
		}
	}
	for _, machine := range asl.Machines(a) {
		for _, s := range machine.States {
			all++
			if here[m.toNew[s.Base().Path]] {
				both++
			}
		}
	}
	if all += len(here) - both; all == 0 {
		return -1
	}
	return float64(both) / float64(all)
}

// branches tell for each branch of a Parallel which it is now: the one that
// most of its states are in, or else the one in its place; -1 when it is gone.
// It is asked for when all states are matched.
func (m *matching) branches(old, new *asl.Parallel) []int {
	if now, known := m.now[old]; known {
		return now
	}
	now, taken := make([]int, len(old.Branches)), map[int]bool{}
	for i, b := range old.Branches {
		votes := make([]int, len(new.Branches))
		now[i] = -1
		for _, s := range b.States {
			to := m.new.State(m.toNew[s.Base().Path])
			if to == nil || to.Base().Scope.Owner == nil || to.Base().Scope.Owner.Base().Path != new.Path {
				continue
			}
			at := to.Base().Scope.Index
			if votes[at]++; !taken[at] && (now[i] < 0 || votes[at] > votes[now[i]]) {
				now[i] = at
			}
		}
		if now[i] >= 0 {
			taken[now[i]] = true
		}
	}
	for i := range now {
		if now[i] < 0 && i < len(new.Branches) && !taken[i] {
			now[i], taken[i] = i, true
		}
	}
	m.now[old] = now
	return now
}

// sameMachine tells whether a machine of the old version is one of the new
// one, which branch of its state it is included.
func (m *matching) sameMachine(a, b *asl.Machine) bool {
	if a.Owner == nil || b.Owner == nil || !m.sameScope(a, b) {
		return m.sameScope(a, b)
	}
	old, is := a.Owner.(*asl.Parallel)
	new, still := b.Owner.(*asl.Parallel)
	if !is || !still {
		return is == still
	}
	return m.branches(old, new)[a.Index] == b.Index
}
