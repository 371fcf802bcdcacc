package assist

import (
	"strings"

	"github.com/stateboard/stateboard/asl/syntax"
	"github.com/stateboard/stateboard/asl/value"
)

// variable is one place where a variable is set.
type variable struct {
	name  string
	state string       // the state that sets it
	key   *syntax.Node // in an Assign
}

// visible are the variables that can be read where the frames lead and whose
// names fit, those of inner machines first, each name once, and not many more
// than a list shows.
func visible(fs frames, fits func(name string) bool) []variable {
	var list []variable
	seen := map[string]bool{}
	for i := len(fs) - 1; i >= 0; i-- {
		if fs[i].role != machineRole {
			continue
		}
		eachAssigned(fs[i].node, func(v variable) bool {
			if fits(v.name) && !seen[v.name] {
				seen[v.name] = true
				list = append(list, v)
			}
			return len(list) <= maxItems
		})
		if distributed(fs[i].node) {
			break
		}
	}
	return list
}

// distributed tells whether a machine runs in executions of its own, which see
// no variables from outside.
func distributed(machine *syntax.Node) bool {
	return machine.Get("ProcessorConfig").Get("Mode").StringText() == "DISTRIBUTED"
}

// eachAssigned visits the keys of all Assigns of a machine's own states, in
// the text's order, until visit gives false.
func eachAssigned(machine *syntax.Node, visit func(variable) bool) {
	states := machine.Get("States")
	if states == nil {
		return
	}
	for i := range states.Members() {
		name := states.Members()[i].Key.Text
		if !assignedIn(states.Members()[i].Value, name, visit) {
			return
		}
	}
}

func assignedIn(n *syntax.Node, state string, visit func(variable) bool) bool {
	for i := range n.Members() {
		m := &n.Members()[i]
		switch m.Key.Text {
		case "Assign":
			for j := range m.Value.Members() {
				key := m.Value.Members()[j].Key
				if !visit(variable{strings.TrimSuffix(key.Text, computed), state, key}) {
					return false
				}
			}
		case "Choices", "Catch":
			for _, item := range m.Value.Items() {
				if !assignedIn(item, state, visit) {
					return false
				}
			}
		}
	}
	return true
}

// variableKeys offers names for an Assign: those that other states set.
func (c *completer) variableKeys(f *frame) {
	machine := c.frames.machine()
	if machine == nil {
		return
	}
	seen := map[string]bool{}
	eachAssigned(machine.node, func(v variable) bool {
		if v.name == "" || seen[v.name] || v.key == c.token {
			return true
		}
		seen[v.name] = true
		if c.present(f.node, v.name) || c.present(f.node, v.name+computed) {
			return true
		}
		i := Item{Label: v.name, Kind: KindVariable, Detail: "set in " + v.state, Again: true}
		if f.isJSONata() {
			c.offer(i, c.memberText(v.name, value.String("{% "+mark+" %}"), false))
			return true
		}
		c.offer(i, c.memberText(v.name+computed, value.String("$."+mark), false))
		return true
	})
}
