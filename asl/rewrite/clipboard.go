package rewrite

import (
	"fmt"
	"strings"

	"github.com/stateboard/stateboard/asl"
	"github.com/stateboard/stateboard/asl/value"
)

// Copy is the text for the clipboard: the states as a machine, in the
// document's hand. Targets outside stay as they are; Paste sees to them.
func Copy(doc *asl.Document, paths ...string) (string, error) {
	h, err := newHealing(doc, paths)
	if err != nil {
		return "", err
	}
	picked := map[asl.State]bool{}
	for _, s := range h.picked {
		picked[s] = true
	}
	var states []asl.State
	var entries []entry
	for _, s := range doc.States() {
		if picked[s] {
			states = append(states, s)
			entries = append(entries, member(s.Base().Name, kept{s.Base().Node}))
		}
	}
	flow := fields(member("StartAt", quoted(firstOf(states, picked).Base().Name)), member("States", object{entries: entries}))
	if q := states[0].Base().Scope.QueryLanguage(); q != asl.JSONPath {
		flow.entries = append([]entry{member("QueryLanguage", quoted(q))}, flow.entries...)
	}
	if doc.YAML {
		return asJSON(h.d.meaning(flow)), nil
	}
	p := newPlacer(h.d)
	st := p.styleIn(states[0].Base().Node.Parent, indexIn(states[0].Base().Node))
	st.eol = "\n"
	inline := never
	if p.flat {
		inline = always
	}
	return strings.ReplaceAll(st.text(flow, "", inline), "\r\n", "\n"), nil
}

// asJSON is a value as a new JSON document has it.
func asJSON(v value.Value) string {
	src := v.JSON()
	d := newDraft(asl.ParseString(src))
	st := &style{p: newPlacer(d), eol: "\n", unit: "  ", colon: ": ", comma: ", "}
	var b strings.Builder
	st.spread(&b, copied(src, d.doc.Tree.Root, false), "")
	return b.String()
}

// firstOf is the state that no other of them leads to.
func firstOf(states []asl.State, among map[asl.State]bool) asl.State {
	led := map[asl.State]bool{}
	for _, s := range states {
		for _, w := range waysOf(s) {
			if to := w.scope.State(w.target()); to != nil && to != s {
				led[to] = true
			}
		}
	}
	for _, s := range states {
		if !led[s] && among[s] {
			return s
		}
	}
	return states[0]
}

// Duplicate makes copies of states of one machine under new names. A single
// state that leads on in one way gets its copy behind it. Others have their
// copies beside them, connected among themselves as the originals are, and to
// the same states outside, but with nothing leading to them yet.
func Duplicate(doc *asl.Document, paths ...string) (*Change, error) {
	flow, err := Copy(doc, paths...)
	if err != nil {
		return nil, err
	}
	first := doc.State(paths[0])
	for _, path := range paths {
		if doc.State(path).Base().Scope != first.Base().Scope {
			return nil, refuse("Select states of one branch.", "States of different branches cannot be duplicated together.")
		}
	}
	taken := namesOf(doc)
	g, err := newGraft(flow, "", taken)
	if err != nil {
		return nil, err
	}
	at := site{scope: first.Base().Scope, from: lastOf(doc, paths)}
	label := "Duplicate " + named(first.Base().Name)
	if _, choice := first.(*asl.Choice); len(paths) == 1 && !choice && !terminal(first) {
		if at, err = After(paths[0]).find(doc); err != nil {
			return nil, err
		}
		g.settle(at.target, at.scope, taken, false)
	} else {
		if len(paths) > 1 {
			label = fmt.Sprintf("Duplicate %d States", len(paths))
		}
		g.settle("", at.scope, taken, true)
	}
	d := newDraft(doc)
	selected := d.plant(g, at)
	return d.finish(label, selected...)
}

// lastOf is the state of them that comes last in the text.
func lastOf(doc *asl.Document, paths []string) asl.State {
	last := doc.State(paths[0])
	for _, path := range paths {
		if s := doc.State(path); s.Base().Node.Span.Start > last.Base().Node.Span.Start {
			last = s
		}
	}
	return last
}
