package rewrite

import (
	"github.com/stateboard/stateboard/asl"
	"github.com/stateboard/stateboard/asl/graph"
	"github.com/stateboard/stateboard/asl/syntax"
)

// Place says where something new goes. Make one with OnEdge, After, FromHandle
// or In.
type Place struct {
	where  whereKind
	edge   *graph.Edge
	path   string
	branch int
}

type whereKind uint8

const (
	onEdge whereKind = iota
	after
	fromHandle
	in
)

// OnEdge is a place on a connection: what comes there leads on to where the
// connection led. The edge may be of any graph of the document: its ends,
// kind and index are what counts.
func OnEdge(e *graph.Edge) Place { return Place{where: onEdge, edge: e} }

// After is the place behind a state, as a key press on a selected state means
// it: on its Next; on the Default of a Choice, which gets one if it has none.
func After(path string) Place { return Place{where: after, path: path} }

// FromHandle is a place that a new connection out of a state leads to: for a
// Choice a new rule (a Default if it has none), otherwise the same as After.
func FromHandle(path string) Place { return Place{where: fromHandle, path: path} }

// In is a machine: the one inside a container state (the branch counts from
// 0), or the whole for owner "". Where nothing starts yet the new state does;
// otherwise it is there without being connected.
func In(owner string, branch int) Place { return Place{where: in, path: owner, branch: branch} }

// site is a place found in a document.
type site struct {
	scope  *asl.Machine
	owner  asl.State // the container whose machine is still missing; scope is nil then
	via    *way      // the transition that is to lead to what is new
	target string    // where what is new leads on to; "" for the end
	rule   bool      // what is new gets a rule of the choice in from
	deflt  bool      // what is new becomes the Default of the choice in from
	start  bool      // what is new becomes StartAt
	from   asl.State // what is new comes after it in the text; nil for first
	last   bool      // what is new comes last in the text
}

func (p Place) find(doc *asl.Document) (site, error) {
	switch p.where {
	case onEdge:
		return p.findEdge(doc)
	case in:
		return p.findMachine(doc)
	}
	s, err := stateAt(doc, p.path)
	if err != nil {
		return site{}, err
	}
	at := site{scope: s.Base().Scope, from: s}
	if terminal(s) {
		return site{}, endsHere(s)
	}
	choice, ok := s.(*asl.Choice)
	switch {
	case ok && len(choice.Rules()) == 0:
		at.rule = true
	case ok && choice.Default() == nil:
		at.deflt = true
	case ok && p.where == fromHandle:
		at.rule = true
	default:
		for _, w := range waysOf(s) {
			if w.kind == graph.Default || w.kind == graph.Next || w.kind == graph.End {
				at.through(w)
				break
			}
		}
	}
	return at, nil
}

// through puts the site on a way.
func (at *site) through(w way) {
	at.via = &w
	if to := w.scope.State(w.target()); to != nil {
		at.target = to.Base().Name
	}
}

func (p Place) findEdge(doc *asl.Document) (site, error) {
	w, err := find(doc, p.edge)
	if err != nil {
		return site{}, err
	}
	if w.from != nil && terminal(w.from) {
		return site{}, endsHere(w.from)
	}
	at := site{scope: w.scope, from: w.from}
	at.through(w)
	return at, nil
}

func endsHere(s asl.State) error {
	return refuse("Add it before.", "Nothing can follow %s: a %s state ends the flow.", named(s.Base().Name), s.Base().Type)
}

func (p Place) findMachine(doc *asl.Document) (site, error) {
	if err := editable(doc); err != nil {
		return site{}, err
	}
	m := doc.Machine
	at := site{last: true}
	if p.path != "" {
		s, err := stateAt(doc, p.path)
		if err != nil {
			return site{}, err
		}
		machines := asl.Machines(s)
		_, isMap := s.(*asl.Map)
		_, isParallel := s.(*asl.Parallel)
		switch {
		case p.branch >= 0 && p.branch < len(machines):
			m = machines[p.branch]
		case p.branch == len(machines) && (isParallel || isMap && len(machines) == 0):
			return site{owner: s, start: true}, nil
		default:
			return site{}, refuse("", "%s has no branch %d.", named(s.Base().Name), p.branch+1)
		}
	}
	if !m.Node.Is(syntax.Object) {
		return site{}, refuse("Make it one in the text first.", "This branch is no JSON object.")
	}
	if states := m.Field("States"); states != nil && !states.Is(syntax.Object) {
		return site{}, refuse("Make it one in the text first.", "States is no JSON object.")
	}
	at.scope, at.start = m, m.Start() == nil
	return at, nil
}
