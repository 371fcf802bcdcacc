package layout

import "github.com/stateboard/stateboard/asl/graph"

// breakCycles marks the wires that run against the flow. There are two readings
// of what the flow is: the way a walk from the entry takes, where the wires that
// lead back to a state the walk is still in run against it; and the text's own
// order, where within a cycle those that lead to an earlier state do. The one
// with fewer wires against it holds; people write states mostly in the order of
// the flow, machines sort them by name.
func (m *machine) breakCycles() {
	walk := m.walk()
	m.lost = walk.lost
	if len(walk.back) > 0 {
		group := m.cycles(walk.done)
		var early []int
		for i := range m.wires {
			if w := &m.wires[i]; w.to < w.from && group[w.to] == group[w.from] {
				early = append(early, i)
			}
		}
		if len(early) <= len(walk.back) {
			walk.back = early
		}
	}
	for _, i := range walk.back {
		m.wires[i].back = true
	}
}

// flow is a depth-first walk from the entry, then from what nothing leads to,
// then from all that is left.
type flow struct {
	m    *machine
	mark []uint8 // 0 unseen, 1 the walk is in it, 2 done
	next []int   // the next wire to follow
	done []int   // cells in the order the walk left them
	back []int   // wires that led back to where the walk still was
	lost []bool  // cells that cannot be reached from the entry
}

func (m *machine) walk() *flow {
	f := &flow{m: m, mark: make([]uint8, len(m.cells)), next: make([]int, len(m.cells))}
	f.from(0)
	f.lost = make([]bool, len(m.cells))
	for c, mark := range f.mark {
		f.lost[c] = mark == 0
	}
	for c := range m.cells {
		if len(m.in[c]) == 0 {
			f.from(c)
		}
	}
	for c := range m.cells {
		f.from(c)
	}
	return f
}

func (f *flow) from(root int) {
	if f.mark[root] != 0 {
		return
	}
	f.mark[root] = 1
	stack := []int{root}
	for len(stack) > 0 {
		c := stack[len(stack)-1]
		if f.next[c] == len(f.m.out[c]) {
			f.mark[c] = 2
			f.done = append(f.done, c)
			stack = stack[:len(stack)-1]
			continue
		}
		i := f.m.out[c][f.next[c]]
		f.next[c]++
		switch w := &f.m.wires[i]; {
		case f.mark[w.to] == 0:
			f.mark[w.to] = 1
			stack = append(stack, w.to)
		case f.mark[w.to] == 1 && w.to != c:
			f.back = append(f.back, i)
		}
	}
}

// cycles gives every cell the number of the strongly connected component it is
// in: the cells are walked against the wires, those left last first.
func (m *machine) cycles(done []int) []int {
	group := make([]int, len(m.cells))
	count := 0
	var stack []int
	for i := len(done) - 1; i >= 0; i-- {
		if group[done[i]] != 0 {
			continue
		}
		count++
		group[done[i]] = count
		stack = append(stack[:0], done[i])
		for len(stack) > 0 {
			c := stack[len(stack)-1]
			stack = stack[:len(stack)-1]
			for _, w := range m.in[c] {
				if from := m.wires[w].from; group[from] == 0 {
					group[from] = count
					stack = append(stack, from)
				}
			}
		}
	}
	return group
}

// downward lists the cells so that every wire that runs with the flow leads to
// a later one, and every wire against it to an earlier one.
func (m *machine) downward() []int {
	waits := make([]int, len(m.cells))
	for i := range m.wires {
		if w := &m.wires[i]; w.from != w.to {
			waits[w.lower()]++
		}
	}
	var ready, out []int
	for c := range m.cells {
		if waits[c] == 0 {
			ready = append(ready, c)
		}
	}
	for len(ready) > 0 {
		c := ready[len(ready)-1]
		ready = ready[:len(ready)-1]
		out = append(out, c)
		for _, list := range [2][]int{m.out[c], m.in[c]} {
			for _, i := range list {
				w := &m.wires[i]
				if w.from == w.to || w.upper() != c {
					continue
				}
				if waits[w.lower()]--; waits[w.lower()] == 0 {
					ready = append(ready, w.lower())
				}
			}
		}
	}
	return out
}

func (w *wire) upper() int {
	if w.back {
		return w.to
	}
	return w.from
}

func (w *wire) lower() int {
	if w.back {
		return w.from
	}
	return w.to
}

// descend gives every cell the smallest rank below all that lead to it.
func (m *machine) descend() {
	exit := m.exit()
	order := m.downward()
	for _, c := range order {
		if c != 0 && m.cells[c].rank == 0 {
			m.cells[c].rank = 1
		}
		for _, list := range [2][]int{m.out[c], m.in[c]} {
			for _, i := range list {
				if w := &m.wires[i]; w.upper() == c && w.lower() != c && w.to != exit {
					m.cells[w.lower()].rank = max(m.cells[w.lower()].rank, m.cells[c].rank+1)
				}
			}
		}
	}
	for i := len(order) - 1; i >= 0; i-- { // what nothing leads to stands near what it leads to
		c := order[i]
		if c == 0 || c == exit || len(m.in[c]) > 0 {
			continue
		}
		near := 0
		for _, i := range m.out[c] {
			if w := &m.wires[i]; w.from != w.to && w.to != exit && (near == 0 || m.cells[w.to].rank <= near) {
				near = m.cells[w.to].rank - 1
			}
		}
		m.cells[c].rank = max(m.cells[c].rank, near)
	}
}

// sinkable is how many ranks a last state may sink to stand beside the others.
const sinkable = 4

// rank lets the last states stand side by side at the foot, as far as that is
// not far away, and those that nothing leads to; the exit comes below all.
func (m *machine) rank() {
	m.descend()
	deepest := 0
	for c := range m.cells {
		if c != m.exit() {
			deepest = max(deepest, m.cells[c].rank)
		}
	}
	for c := range m.cells {
		if !m.last(c) {
			continue
		}
		if lone := len(m.in[c]) == 0; lone || deepest-m.cells[c].rank <= sinkable && !m.follows(c) {
			m.cells[c].rank = deepest
		}
	}
	m.cells[m.exit()].rank = deepest + 1
}

// last reports whether a cell leads nowhere but to the exit.
func (m *machine) last(c int) bool {
	for _, w := range m.out[c] {
		if m.wires[w].to != m.exit() {
			return false
		}
	}
	return c != m.exit() && c != 0
}

// follows reports whether a cell is what another does next, without a choice.
func (m *machine) follows(c int) bool {
	for _, w := range m.in[c] {
		if m.wires[w].edges[0].Kind == graph.Next {
			return true
		}
	}
	return false
}
