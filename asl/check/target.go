package check

import (
	"fmt"

	"github.com/stateboard/stateboard/asl"
	"github.com/stateboard/stateboard/asl/syntax"
)

// target checks that the state a field names is there: StartAt, Next and
// Default can only name states of the same States.
func (c *checker) target(m *syntax.Member) {
	v, in := m.Value, c.at.machine
	if in.Number(v.Text) >= 0 {
		c.needs.targets = append(c.needs.targets, v.Text)
		return
	}
	if templated(v.Text) || !in.Field("States").Is(syntax.Object) {
		return
	}
	c.needs.more = true
	if v.Text == "" {
		c.fail(CodeTarget, v, m.Key.Text+" names no state.", "Write the name of a state.")
		return
	}
	if c.firstNamed(v.Text) != nil {
		c.fail(CodeTarget, v, fmt.Sprintf("The state %s is elsewhere, and %s can only lead to states beside it.", quoted(v.Text), m.Key.Text), "Name a state of the same branch, or end the branch with End: true.")
		return
	}
	near := ""
	if c.compares(len(in.States)) {
		near = c.nearest(v.Text, names(in))
	}
	if near != "" {
		c.meant = append(c.meant, in.State(near))
		if v == in.StartAt {
			c.at.start = in.State(near)
		}
	}
	advice, fixes := meant(v, near, "Name a state that is there, or add one with this name.")
	c.fail(CodeTarget, v, fmt.Sprintf("There is no state %s here.", quoted(v.Text)), advice, fixes...)
}

func names(m *asl.Machine) []string {
	all := make([]string, len(m.States))
	for i, s := range m.States {
		all[i] = s.Base().Name
	}
	return all
}
