package rewrite

import (
	"strconv"

	"github.com/stateboard/stateboard/asl"
	"github.com/stateboard/stateboard/asl/graph"
)

// inBranch is what the paths of the states in a container's machine start
// with.
func inBranch(owner asl.State, branch int) string {
	return owner.Base().Path + "/" + strconv.Itoa(branch) + "/"
}

// CanWrap tells why states cannot be put into a new container: nil when they
// can. It gives the same answer as Wrap.
func CanWrap(doc *asl.Document, paths []string, kind string) error {
	_, err := newWrapping(doc, paths, kind)
	return err
}

// Wrap puts states of one machine into a new Parallel or Map that stands where
// they stood: what led to them leads to it, and it leads on to where they led.
// That takes a set of states with one way in and one way out. Rules, defaults
// and catchers that led out get a Succeed to lead to, which ends the branch.
func Wrap(doc *asl.Document, paths []string, kind string) (*Change, error) {
	w, err := newWrapping(doc, paths, kind)
	if err != nil {
		return nil, err
	}
	return w.change()
}

type wrapping struct {
	doc    *asl.Document
	kind   string
	scope  *asl.Machine
	inside map[asl.State]bool
	states []asl.State // in the text's order
	entry  string      // where the flow enters
	exit   string      // where it goes on; "" when it ends
	name   string      // of the container
	done   string      // of the Succeed inside, if one is needed
}

func newWrapping(doc *asl.Document, paths []string, kind string) (*wrapping, error) {
	if kind != "Parallel" && kind != "Map" {
		return nil, refuse("Choose Parallel or Map.", "A %s cannot hold other states.", kind)
	}
	w := &wrapping{doc: doc, kind: kind, inside: map[asl.State]bool{}}
	for _, path := range paths {
		s, err := stateAt(doc, path)
		if err != nil {
			return nil, err
		}
		if w.scope != nil && w.scope != s.Base().Scope {
			return nil, refuse("Select states of one branch.", "States of different branches cannot be put together.")
		}
		w.scope = s.Base().Scope
		w.inside[s] = true
	}
	if w.scope == nil {
		return nil, refuse("Select one first.", "No state is selected.")
	}
	for _, s := range w.scope.States {
		if w.inside[s] {
			w.states = append(w.states, s)
		}
	}
	if err := w.findEntry(); err != nil {
		return nil, err
	}
	return w, w.findExit()
}

func (w *wrapping) findEntry() error {
	led := map[string]bool{}
	for _, way := range ways(w.scope) {
		target := w.scope.State(way.target())
		if target == nil || !w.inside[target] {
			continue
		}
		switch {
		case way.from != nil && w.inside[way.from]:
			led[way.target()] = true
		case w.entry == "":
			w.entry = way.target()
		case w.entry != way.target():
			return refuse("Select states with one way in.", "The flow enters the selected states at %s and at %s.", named(w.entry), named(way.target()))
		}
	}
	for _, s := range w.states {
		if w.entry == "" && !led[s.Base().Name] {
			w.entry = s.Base().Name
		}
	}
	if w.entry == "" {
		w.entry = w.states[0].Base().Name
	}
	return nil
}

func (w *wrapping) findExit() error {
	ends, succeeds, leads := "", "", false
	for _, s := range w.states {
		for _, way := range waysOf(s) {
			target := w.scope.State(way.target())
			switch {
			case way.kind == graph.End && s.Base().Type == "Succeed":
				succeeds = s.Base().Name
			case way.kind == graph.End && s.Base().Type == "Fail":
			case way.kind == graph.End || target == nil:
				ends = s.Base().Name
			case w.inside[target]:
			case w.exit != "" && w.exit != way.target():
				return refuse("Select states with one way out.", "The selected states lead on to %s and to %s.", named(w.exit), named(way.target()))
			default:
				w.exit, leads = way.target(), true
				if way.kind != graph.Next {
					w.done = "Done"
				}
			}
		}
	}
	switch {
	case leads && ends != "":
		return refuse("Select states with one way out.", "The selected states lead on to %s, but the flow also ends at %s.", named(w.exit), named(ends))
	case leads && succeeds != "":
		return refuse("Leave it out.", "%s ends the whole flow, which it could not do from inside.", named(succeeds))
	}
	return nil
}

func (w *wrapping) change() (*Change, error) {
	d := newDraft(w.doc)
	taken := namesOf(w.doc)
	w.name = taken.free(w.kind)
	if w.done != "" {
		w.done = taken.free(w.done)
	}
	for _, way := range ways(w.scope) {
		target := w.scope.State(way.target())
		if target == nil {
			continue
		}
		within := way.from != nil && w.inside[way.from]
		switch {
		case within && !w.inside[target] && way.kind == graph.Next:
			d.leadOn(way.from, "")
		case within && !w.inside[target]:
			d.redirect(way, w.done)
		case !within && w.inside[target]:
			d.redirect(way, w.name)
		}
	}
	states := w.scope.Field("States")
	d.add(states, indexIn(w.states[0].Base().Node), member(w.name, w.container()))
	path := w.scope.Prefix + w.name
	for _, s := range w.states {
		d.remove(s.Base().Node)
		d.moved(s, path+"/0/"+s.Base().Name)
	}
	return d.finish("Put into "+w.kind, path)
}

func (w *wrapping) container() object {
	src := w.doc.Text.String()
	var inner []entry
	for _, s := range w.states {
		inner = append(inner, entry{spelled(src, s.Base().Key), kept{s.Base().Node}})
	}
	if w.done != "" {
		inner = append(inner, member(w.done, fields(member("Type", quoted("Succeed")))))
	}
	machine := fields(member("StartAt", quoted(w.entry)), member("States", object{entries: inner}))
	on := member("End", literal("true"))
	if w.exit != "" {
		on = member("Next", quoted(w.exit))
	}
	if w.kind == "Map" {
		config := fields(member("Mode", quoted("INLINE")))
		machine.entries = append([]entry{member("ProcessorConfig", config)}, machine.entries...)
		return fields(member("Type", quoted("Map")), member("ItemProcessor", machine), on)
	}
	return fields(member("Type", quoted("Parallel")), member("Branches", items(machine)), on)
}

// CanUnwrap tells why a container cannot be dissolved: nil when it can. It
// gives the same answer as Unwrap.
func CanUnwrap(doc *asl.Document, path string) error {
	_, err := Unwrap(doc, path)
	return err
}

// Unwrap dissolves a Map, or a Parallel with one branch: its states come into
// the machine around, in its place. Where they ended they lead on to where it
// led. What the container itself did (retry, catch, shaping data) is given up,
// and a note says so.
func Unwrap(doc *asl.Document, path string) (*Change, error) {
	s, err := stateAt(doc, path)
	if err != nil {
		return nil, err
	}
	inner := asl.Machines(s)
	name := named(s.Base().Name)
	switch {
	case len(inner) == 0:
		return nil, refuse("", "%s holds no states.", name)
	case len(inner) > 1:
		return nil, refuse("Remove the others first.", "%s has %d branches; only a single one can take its place.", name, len(inner))
	case len(inner[0].States) == 0:
		return nil, refuse("Delete it instead.", "%s holds no states.", name)
	}
	m, scope := inner[0], s.Base().Scope
	for _, in := range m.States {
		if other := scope.State(in.Base().Name); other != nil {
			return nil, refuse("Rename one of them first.", "There is a state %s both inside and outside.", named(in.Base().Name))
		}
	}
	d := newDraft(doc)
	d.unwrap(s, m)
	start := m.States[0]
	if m.Start() != nil {
		start = m.Start()
	}
	return d.finish("Dissolve "+name, scope.Prefix+start.Base().Name)
}

func (d *draft) unwrap(s asl.State, m *asl.Machine) {
	scope := s.Base().Scope
	start := m.States[0].Base().Name
	if m.Start() != nil {
		start = m.Start().Base().Name
	}
	for _, w := range ways(scope) {
		if w.from != s && w.target() == s.Base().Name {
			d.redirect(w, start)
		}
	}
	on := ""
	if !s.Base().End() && scope.State(s.Base().Next().StringText()) != nil {
		on = s.Base().Next().Text
		if on == s.Base().Name {
			on = start
		}
	}
	d.remove(s.Base().Node)
	index := indexIn(s.Base().Node)
	for _, in := range m.States {
		n := in.Base().Node
		d.add(scope.Field("States"), index, entry{spelled(d.doc.Text.String(), in.Base().Key), kept{n}})
		d.moved(in, scope.Prefix+in.Base().Name)
		if q := m.QueryLanguage(); q != scope.QueryLanguage() && in.Base().Field("QueryLanguage") == nil {
			d.put(n, "QueryLanguage", quoted(q))
		}
		switch {
		case on == "" || in.Base().Type == "Fail":
		case in.Base().Type == "Succeed":
			d.put(n, "Type", quoted("Pass")) // it ended its branch, not the flow
			d.leadOn(in, on)
		case asl.Ends(in):
			d.leadOn(in, on)
		}
	}
	d.noteLost(s)
}

// noteLost says which fields of a dissolved container are gone.
func (d *draft) noteLost(s asl.State) {
	var lost []string
	for _, m := range s.Base().Node.Members() {
		switch m.Key.Text {
		case "Type", "Comment", "Branches", "ItemProcessor", "Iterator", "Next", "End", "QueryLanguage", "Label":
		default:
			lost = append(lost, m.Key.Text)
		}
	}
	if len(lost) > 0 {
		d.note("What " + named(s.Base().Name) + " did itself is gone: " + listed(lost) + ".")
	}
}

// listed are words as a sentence lists them.
func listed(words []string) string {
	s := words[0]
	for i, w := range words[1:] {
		if i == len(words)-2 {
			s += " and " + w
		} else {
			s += ", " + w
		}
	}
	return s
}
