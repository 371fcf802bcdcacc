package compare

import (
	"strconv"
	"strings"

	"github.com/stateboard/stateboard/asl"
	"github.com/stateboard/stateboard/asl/value"
)

// Kind is what has become of something.
type Kind uint8

// The kinds.
const (
	Added Kind = iota
	Removed
	Changed
)

func (k Kind) String() string { return [...]string{"added", "removed", "changed"}[k] }

// Changes are what is different between two versions.
type Changes struct {
	Machine []Field // fields of the machine itself: StartAt, Comment, TimeoutSeconds ...
	States  []State // in the new version's order, removed ones after them
	match   *matching
}

// State is a state that is new, gone, or not what it was.
type State struct {
	Kind   Kind
	Old    asl.State // nil when it is new
	New    asl.State // nil when it is gone
	Moved  bool      // it is in another machine than it was
	Fields []Field   // of Changed: what is different
}

// Renamed tells whether the state is called something else.
func (s *State) Renamed() bool {
	return s.Kind == Changed && s.Old.Base().Name != s.New.Base().Name
}

// Field is a value that is different. Targets in Old are given the names that
// those states have now.
type Field struct {
	Kind    Kind
	Pointer string      // JSON pointer within the state, "/Retry/0/MaxAttempts"; where an item was removed, its old place
	Old     value.Value // Absent when added
	New     value.Value // Absent when removed
}

// Comment tells whether the field is a note for people, which changes nothing.
func (f *Field) Comment() bool { return strings.HasSuffix(f.Pointer, "/Comment") }

// Same tells whether both versions mean the same: nothing but comments is
// different.
func (c *Changes) Same() bool {
	for i := range c.Machine {
		if !c.Machine[i].Comment() {
			return false
		}
	}
	for i := range c.States {
		s := &c.States[i]
		if s.Kind != Changed || s.Renamed() || s.Moved {
			return false
		}
		for j := range s.Fields {
			if !s.Fields[j].Comment() {
				return false
			}
		}
	}
	return true
}

// None tells whether nothing is different at all.
func (c *Changes) None() bool { return len(c.Machine)+len(c.States) == 0 }

// Compare tells what is different in the new version. Both documents must
// hold a machine.
func Compare(old, new *asl.Document) *Changes {
	c := &Changes{match: match(old, new)}
	c.Machine = differ("", c.match.machine(old.Machine, true), c.match.machine(new.Machine, false))
	for _, s := range new.States() {
		from := c.match.toOld[s.Base().Path]
		if from == "" {
			c.States = append(c.States, State{Kind: Added, New: s})
			continue
		}
		was := old.State(from)
		change := State{Kind: Changed, Old: was, New: s, Moved: !c.match.sameMachine(was.Base().Scope, s.Base().Scope)}
		change.Fields = append(differ("", c.match.state(was, true), c.match.state(s, false)), c.match.inner(was, s)...)
		if len(change.Fields) > 0 || change.Moved || change.Renamed() {
			c.States = append(c.States, change)
		}
	}
	for _, s := range old.States() {
		if c.match.toNew[s.Base().Path] == "" {
			c.States = append(c.States, State{Kind: Removed, Old: s})
		}
	}
	return c
}

// machine is what a machine says beside its states. Of the old version,
// targets have their new names.
func (m *matching) machine(of *asl.Machine, old bool) value.Value {
	v := of.Node.Value().Without("States")
	if old {
		v = m.retarget(v, "StartAt", of)
	}
	return v
}

// state is what a state says beside the machines inside it.
func (m *matching) state(s asl.State, old bool) value.Value {
	b := s.Base()
	v := b.Node.Value()
	if old {
		v = m.targets(v, b.Scope)
	}
	if len(asl.Machines(s)) > 0 {
		v = v.Without("Branches").Without("ItemProcessor").Without("Iterator")
	}
	return v
}

// inner is what is different in what the machines inside a state say beside
// their own states.
func (m *matching) inner(old, new asl.State) (list []Field) {
	was, is := asl.Machines(old), asl.Machines(new)
	parallel, a := old.(*asl.Parallel)
	still, b := new.(*asl.Parallel)
	switch {
	case a && b:
		now, fresh := m.branches(parallel, still), map[int]bool{}
		for i, machine := range was {
			if now[i] < 0 {
				list = append(list, Field{Removed, "/Branches/" + strconv.Itoa(i), machine.Node.Value(), value.Absent})
				continue
			}
			fresh[now[i]] = true
			list = append(list, differ("/Branches/"+strconv.Itoa(now[i]), m.machine(machine, true), m.machine(is[now[i]], false))...)
		}
		for i, machine := range is {
			if !fresh[i] {
				list = append(list, Field{Added, "/Branches/" + strconv.Itoa(i), value.Absent, machine.Node.Value()})
			}
		}
	case len(was) == 1 && len(is) == 1 && !a && !b:
		list = differ("/ItemProcessor", m.machine(was[0], true), m.machine(is[0], false))
	}
	return list
}

// targets gives everything in a state that names another one of the scope the
// name that one has now.
func (m *matching) targets(v value.Value, scope *asl.Machine) value.Value {
	v = m.retarget(m.retarget(v, "Next", scope), "Default", scope)
	for _, list := range [...]string{"Choices", "Catch"} {
		items := v.Get(list).Items()
		if len(items) == 0 {
			continue
		}
		now := make([]value.Value, len(items))
		for i, item := range items {
			now[i] = m.retarget(item, "Next", scope)
		}
		v = v.With(list, value.Array(now...))
	}
	return v
}

func (m *matching) retarget(v value.Value, key string, scope *asl.Machine) value.Value {
	name, is := v.Get(key).AsString()
	if !is {
		return v
	}
	if s := scope.State(name); s != nil {
		if to := m.new.State(m.toNew[s.Base().Path]); to != nil && to.Base().Name != name {
			return v.With(key, value.String(to.Base().Name))
		}
	}
	return v
}

// differ lists what is different between two values.
func differ(pointer string, a, b value.Value) []Field {
	switch {
	case value.Equal(a, b):
		return nil
	case a.Kind() == value.ObjectKind && b.Kind() == value.ObjectKind:
		var list []Field
		for _, m := range a.Members() {
			list = append(list, differ(pointer+"/"+escaper.Replace(m.Key), m.Value, b.Get(m.Key))...)
		}
		for _, m := range b.Members() {
			if a.Get(m.Key).IsAbsent() {
				list = append(list, Field{Added, pointer + "/" + escaper.Replace(m.Key), value.Absent, m.Value})
			}
		}
		return list
	case a.Kind() == value.ArrayKind && b.Kind() == value.ArrayKind && holdsObjects(a) && holdsObjects(b):
		return differItems(pointer, a, b)
	case a.IsAbsent():
		return []Field{{Added, pointer, a, b}}
	case b.IsAbsent():
		return []Field{{Removed, pointer, a, b}}
	}
	return []Field{{Changed, pointer, a, b}}
}

var escaper = strings.NewReplacer("~", "~0", "/", "~1")

func holdsObjects(v value.Value) bool {
	return v.Len() > 0 && v.At(0).Kind() == value.ObjectKind
}

// differItems holds the items of two lists against each other: those that are
// most alike, in an order that both have. What is like nothing is new or gone.
func differItems(pointer string, a, b value.Value) []Field {
	var list []Field
	i, j := 0, 0
	for _, p := range append(alikeItems(a, b), [2]int{a.Len(), b.Len()}) {
		for ; i < p[0]; i++ {
			list = append(list, Field{Removed, pointer + "/" + strconv.Itoa(i), a.At(i), value.Absent})
		}
		for ; j < p[1]; j++ {
			list = append(list, Field{Added, pointer + "/" + strconv.Itoa(j), value.Absent, b.At(j)})
		}
		if i < a.Len() && j < b.Len() {
			list = append(list, differ(pointer+"/"+strconv.Itoa(j), a.At(i), b.At(j))...)
		}
		i, j = i+1, j+1
	}
	return list
}

// maxItems bounds the work on lists; items of longer ones are held against
// each other in their order.
const maxItems = 200

// alikeItems are the places of items that are the same, or half the same, in
// an order that both lists have, so that as much as possible is.
func alikeItems(a, b value.Value) (pairs [][2]int) {
	n, m := a.Len(), b.Len()
	if n > maxItems || m > maxItems {
		for i := range min(n, m) {
			pairs = append(pairs, [2]int{i, i})
		}
		return pairs
	}
	likeness, best := make([][]float64, n), make([][]float64, n+1)
	for i := range best {
		best[i] = make([]float64, m+1)
	}
	for i := n - 1; i >= 0; i-- {
		likeness[i] = make([]float64, m)
		for j := m - 1; j >= 0; j-- {
			best[i][j] = max(best[i+1][j], best[i][j+1])
			same, all := common(a.At(i), b.At(j))
			if 2*same >= all {
				likeness[i][j] = 1 + float64(same)/float64(all)
				best[i][j] = max(best[i][j], likeness[i][j]+best[i+1][j+1])
			}
		}
	}
	for i, j := 0, 0; i < n && j < m; {
		switch {
		case likeness[i][j] > 0 && best[i][j] == likeness[i][j]+best[i+1][j+1]:
			pairs = append(pairs, [2]int{i, j})
			i, j = i+1, j+1
		case best[i+1][j] >= best[i][j+1]:
			i++
		default:
			j++
		}
	}
	return pairs
}
