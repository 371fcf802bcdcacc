package layout

import "slices"

// A flow in which everything jumps everywhere would fill its rows with lines
// passing through. Beyond this many of them the longest are led outside, right
// of everything: it keeps the time for a layout in proportion to the states.
func (m *machine) passing() int { return 8*len(m.cells) + 4096 }

// detour decides which chains are led outside, and parts those that several
// wires share.
func (m *machine) detour() {
	chains := m.rows.chains
	sum := 0
	long := make([]int, len(chains))
	for i := range chains {
		long[i] = i
		sum += chains[i].hi - chains[i].lo + 1
	}
	if sum <= m.passing() {
		return
	}
	slices.SortStableFunc(long, func(a, b int) int {
		return chains[b].hi - chains[b].lo - chains[a].hi + chains[a].lo
	})
	for _, i := range long {
		if sum <= m.passing() {
			break
		}
		chains[i].far = true
		sum -= chains[i].hi - chains[i].lo - 1
	}
	used := make([]bool, len(chains))
	for i := range m.wires {
		w := &m.wires[i]
		if w.chain < 0 || !chains[w.chain].far {
			continue
		}
		delete(m.gathered, w.bundle())
		lo, hi := m.span(w)
		if used[w.chain] {
			w.chain = m.chain(w, lo, hi)
		}
		c := &m.rows.chains[w.chain]
		c.lo, c.hi, c.size, c.far = lo, hi, 1, true
		if w.chain < len(used) {
			used[w.chain] = true
		}
	}
}

// outside gives the detours their x, right of everything, side by side where
// they pass the same rows.
func (m *machine) outside() {
	r := &m.rows
	edge := 0.0
	for v := range r.verts {
		edge = max(edge, r.verts[v].x+r.verts[v].r)
	}
	var far []*chain
	for i := range r.chains {
		if r.chains[i].far {
			far = append(far, &r.chains[i])
		}
	}
	slices.SortStableFunc(far, func(a, b *chain) int { return a.lo - b.lo })
	var lanes []int // the last row of each
	for _, c := range far {
		lane := slices.IndexFunc(lanes, func(last int) bool { return last < c.lo })
		if lane < 0 {
			lane = len(lanes)
			lanes = append(lanes, 0)
		}
		lanes[lane] = c.hi
		for _, row := range [2]int{c.lo, c.hi} {
			r.verts[c.vert(row)].x = edge + float64(lane+1)*m.o.Lane
		}
	}
}
