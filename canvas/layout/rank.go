package layout

// breakCycles marks the wires that run against the flow: walking depth first
// from the entry in the text's order, those that lead back to a state the walk
// is still in.
func (m *machine) breakCycles() {
	walk := flow{m: m, mark: make([]uint8, len(m.cells)), next: make([]int, len(m.cells))}
	walk.from(0)
	for c := range m.cells {
		if len(m.in[c]) == 0 {
			walk.from(c)
		}
	}
	for c := range m.cells {
		walk.from(c)
	}
	m.rankAlong(walk.done)
}

// flow is a depth-first walk along the wires.
type flow struct {
	m    *machine
	mark []uint8 // 0 unseen, 1 the walk is in it, 2 done
	next []int   // the next wire to follow
	done []int   // cells in the order the walk left them
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
		w := &f.m.wires[f.m.out[c][f.next[c]]]
		f.next[c]++
		switch f.mark[w.to] {
		case 0:
			f.mark[w.to] = 1
			stack = append(stack, w.to)
		case 1:
			w.back = true
		}
	}
}

// rankAlong gives every cell the smallest rank below all that lead to it. done
// lists the cells so that what a cell leads to stands before it.
func (m *machine) rankAlong(done []int) {
	exit := m.exit()
	for i := len(done) - 1; i >= 0; i-- {
		c := done[i]
		if c != 0 && m.cells[c].rank == 0 {
			m.cells[c].rank = 1
		}
		for _, w := range m.out[c] {
			if w := &m.wires[w]; !w.back && w.to != exit {
				m.cells[w.to].rank = max(m.cells[w.to].rank, m.cells[c].rank+1)
			}
		}
	}
	for _, c := range done { // what nothing leads to stands near what it leads to
		if c == 0 || c == exit || len(m.in[c]) > 0 {
			continue
		}
		near := 0
		for _, w := range m.out[c] {
			if w := &m.wires[w]; !w.back && w.to != exit && (near == 0 || m.cells[w.to].rank <= near) {
				near = m.cells[w.to].rank - 1
			}
		}
		m.cells[c].rank = max(m.cells[c].rank, near)
	}
}

// sinkable is how many ranks a last state may sink to stand beside the others.
const sinkable = 4

// rank lets the last states stand side by side at the foot, as far as that is
// not far away, and puts the exit below all.
func (m *machine) rank() {
	deepest := 0
	for c := range m.cells {
		if c != m.exit() {
			deepest = max(deepest, m.cells[c].rank)
		}
	}
	for c := range m.cells {
		if r := m.cells[c].rank; len(m.in[c]) > 0 && m.last(c) && deepest-r <= sinkable {
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
