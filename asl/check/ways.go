package check

import (
	"fmt"

	"github.com/stateboard/stateboard/asl"
	"github.com/stateboard/stateboard/asl/syntax"
)

// ways checks, of a machine whose targets are known, that it can end, that
// every state can be reached, and that from every state the end can be. What
// a misspelt target was likely meant to be counts as reached.
func (c *checker) ways(m *asl.Machine) {
	if len(m.States) == 0 {
		return
	}
	w := c.waysOf(m)
	if w.open {
		return
	}
	if len(w.ends) == 0 {
		if !w.unfinished {
			c.noEnd(m)
		}
		return
	}
	if w.start < 0 && c.at.start != nil {
		w.start = m.Number(c.at.start.Base().Name)
	}
	if w.start < 0 {
		return
	}
	from := []int{w.start}
	for _, s := range c.meant {
		if s.Base().Scope == m {
			from = append(from, m.Number(s.Base().Name))
		}
	}
	reached := w.reach(from, w.out)
	for i, s := range m.States {
		if !reached[i] {
			b := s.Base()
			c.fail(CodeTarget, b.Key, fmt.Sprintf("No way leads to %s.", quoted(b.Name)), "Name it in the Next of another state, or remove it.")
		}
	}
	if w.unfinished || w.dangling {
		return
	}
	ending := w.reach(w.ends, w.in())
	for i, s := range m.States {
		if reached[i] && !ending[i] {
			b := s.Base()
			c.warn(CodeCannotEnd, b.Key, fmt.Sprintf("Once %s is entered, the end can no longer be reached.", quoted(b.Name)), "Give the loop a way out, such as a Choice.")
			return
		}
	}
}

func (c *checker) noEnd(m *asl.Machine) {
	states := m.Node.Member("States")
	c.report(0, CodeEnd, states.Value, states.Key.Span, "No state ends this machine.", "Give a state End: true, or add a Succeed or Fail state.")
}

// graph is the states of one machine by number and the ways between them.
type graph struct {
	out        [][]int
	ends       []int
	start      int  // -1 when StartAt names no state
	open       bool // a target is a placeholder: any state may be meant
	dangling   bool // a target is not there
	unfinished bool // a state says neither Next nor End, or has no known type
}

func (c *checker) waysOf(m *asl.Machine) *graph {
	w := &graph{out: make([][]int, len(m.States)), start: -1}
	switch start := m.StartAt; {
	case start.Is(syntax.Placeholder) || templated(start.StringText()):
		w.open = true
	case start.Is(syntax.String):
		w.start = m.Number(start.Text)
		w.dangling = w.start < 0
	default:
		w.dangling = start != nil
	}
	ways := make([]int, 0, 2*len(m.States)) // of all states, one after the other
	for i, f := range c.at.facts {
		w.open = w.open || f.open
		w.dangling = w.dangling || f.nowhere
		w.unfinished = w.unfinished || f.silent
		if f.ends {
			w.ends = append(w.ends, i)
		}
		before := len(ways)
		for _, name := range f.targets {
			n := m.Number(name)
			if n < 0 {
				w.dangling = true
				continue
			}
			ways = append(ways, n)
		}
		w.out[i] = ways[before:len(ways):len(ways)]
	}
	return w
}

// in is the ways backwards.
func (w *graph) in() [][]int {
	in := make([][]int, len(w.out))
	for from, targets := range w.out {
		for _, to := range targets {
			in[to] = append(in[to], from)
		}
	}
	return in
}

// reach is the set of states that ways lead to from some states, these
// included.
func (w *graph) reach(from []int, ways [][]int) []bool {
	reached := make([]bool, len(ways))
	var todo []int
	visit := func(i int) {
		if i >= 0 && !reached[i] {
			reached[i] = true
			todo = append(todo, i)
		}
	}
	for _, i := range from {
		visit(i)
	}
	for len(todo) > 0 {
		i := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		for _, next := range ways[i] {
			visit(next)
		}
	}
	return reached
}
