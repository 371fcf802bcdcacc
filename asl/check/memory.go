package check

import (
	"maps"
	"strings"

	"github.com/stateboard/stateboard/asl"
	"github.com/stateboard/stateboard/asl/diag"
	"github.com/stateboard/stateboard/asl/syntax"
	"github.com/stateboard/stateboard/asl/text"
)

// Memory checks one version of a document after another. It finds what Check
// finds, but goes only through the states that changed since, or for which
// something changed that they depend on. The zero Memory has seen nothing.
// One goroutine at a time may use it.
type Memory struct {
	known map[*syntax.Node]*known // by identity
	round int
}

// Check is the function Check for the next version of a document, which asl's
// With made of the one before.
func (m *Memory) Check(doc *asl.Document, o Options) []diag.Diagnostic {
	if doc.YAML {
		return Check(doc, o) // its versions share nothing
	}
	if m.known == nil {
		m.known = map[*syntax.Node]*known{}
	}
	m.round++
	found := check(doc, o, m)
	if len(m.known) > len(doc.States())*3/2+64 {
		maps.DeleteFunc(m.known, func(_ *syntax.Node, k *known) bool { return k.round != m.round })
	}
	return found
}

// known is what is known of a state whose text did not change.
type known struct {
	round int // when the state was last met
	facts facts
	own   bool // its own part was checked, and what follows holds
	mode  mode
	name  string
	key   int // the length of the name in the text
	lead  int // from the beginning of the name to that of the state
	needs needs
	found []diag.Diagnostic // spans and pointers from the beginning of the state
}

// mode is what a state's findings depend on besides its text and needs.
type mode struct {
	language string
	express  bool
	broken   bool // the document has syntax errors
	eol      string
}

// needs are what must stay true of the surroundings of a state for its
// findings to stay.
type needs struct {
	targets []string // states beside it that are there
	reads   []string // variables that something sets
	sets    []string // variables that no machine around sets
	more    bool     // something that is not kept account of
}

// of is what is known of a state; nil when nothing can be.
func (m *Memory) of(s asl.State) *known {
	if m == nil {
		return nil
	}
	id := s.Base().Node.Identity()
	if id == nil || id.Kind != syntax.Object {
		return nil
	}
	k := m.known[id]
	if k == nil {
		k = &known{facts: factsOf(s)}
		m.known[id] = k
	}
	k.round = m.round
	return k
}

// gives tells whether so many findings are the same in another mode. Syntax
// errors and line ends only have a say in their fixes; and where such errors
// stand, a mode does not tell.
func (m mode) gives(other mode, found int) bool {
	if found == 0 {
		other.broken, other.eol = m.broken, m.eol
	}
	return m == other && (found == 0 || !m.broken)
}

func (c *checker) mode() mode {
	return mode{c.at.language, c.at.express, len(c.doc.Tree.Errors) > 0, c.eol}
}

// holds tells whether what was found in a state's own part still is all there
// is.
func (c *checker) holds(k *known, b *asl.StateBase) bool {
	if k == nil || !k.own || !k.mode.gives(c.mode(), len(k.found)) || k.name != b.Name || k.key != b.Key.Span.Len() || k.lead != b.Node.Span.Start-b.Key.Span.Start {
		return false
	}
	for _, name := range k.needs.targets {
		if c.at.machine.Number(name) < 0 {
			return false
		}
	}
	for _, name := range k.needs.reads {
		if !c.at.variables.has(name) {
			return false
		}
	}
	for _, name := range k.needs.sets {
		if c.at.variables.clashes(name) {
			return false
		}
	}
	return true
}

// recall reports what was found in a state before.
func (c *checker) recall(k *known, b *asl.StateBase) {
	if len(k.found) == 0 {
		return
	}
	pointer := b.Node.Pointer()
	for _, f := range k.found {
		d := moved(f, b.Node.Span.Start)
		d.Pointer = pointer + d.Pointer
		c.found = append(c.found, finding{Diagnostic: d})
	}
}

// remember keeps what was found in a state's own part since there were so
// many findings.
func (c *checker) remember(k *known, b *asl.StateBase, m mode, before int) {
	k.own, k.found = !c.needs.more, nil
	if k.own && len(c.found) > before {
		pointer := b.Node.Pointer()
		for i := range c.found[before:] {
			f := &c.found[before+i]
			d := moved(f.Diagnostic, -b.Node.Span.Start)
			inner, in := strings.CutPrefix(f.node.Pointer(), pointer)
			d.Pointer = inner
			k.own = k.own && in
			k.found = append(k.found, d)
		}
	}
	k.mode, k.name, k.key, k.lead, k.needs = m, b.Name, b.Key.Span.Len(), b.Node.Span.Start-b.Key.Span.Start, c.needs
}

// moved is a finding some bytes further on.
func moved(d diag.Diagnostic, by int) diag.Diagnostic {
	d.Span = text.Span{Start: d.Span.Start + by, End: d.Span.End + by}
	fixes := d.Fixes
	d.Fixes = nil
	for _, f := range fixes {
		edits := make([]text.Edit, len(f.Edits))
		for i, e := range f.Edits {
			edits[i] = text.Replace(text.Span{Start: e.Start + by, End: e.End + by}, e.New)
		}
		f.Edits = edits
		d.Fixes = append(d.Fixes, f)
	}
	return d
}
