package layout

import (
	"math"
	"slices"
)

// Distances along a cell's top and bottom.
const (
	corner   = 24 // lines keep away from the corners
	portStep = 80 // between neighbouring lines that leave, if there is room
	portRoom = 20 // at least between neighbouring lines
	busFrom  = 9  // so many lines leave as one
)

// ports decides where on the top and bottom of the cells the segs end: straight
// wherever the other end lies within the cell's width.
func (m *machine) ports() {
	r := &m.rows
	for i := range r.segs {
		s := &r.segs[i]
		s.tx, s.bx = r.verts[s.top].x, r.verts[s.bot].x
	}
	for c := range m.cells {
		m.feet(c)
	}
	for c := range m.cells {
		m.heads(c)
	}
}

// living are the segs that are drawn, from left to right by their other end.
func (m *machine) living(segs []int, x func(*seg) float64) []*seg {
	out := make([]*seg, 0, len(segs))
	for _, k := range segs {
		if s := &m.rows.segs[k]; !s.dead {
			out = append(out, s)
		}
	}
	slices.SortStableFunc(out, func(a, b *seg) int {
		if d := x(a) - x(b); d != 0 {
			return int(math.Copysign(1, d))
		}
		return 0
	})
	return out
}

func (m *machine) feet(c int) {
	segs := m.living(m.rows.verts[c].downs, func(s *seg) float64 { return s.bx })
	x, reach := m.rows.verts[c].x, m.cells[c].w/2-corner
	k := len(segs)
	if m.cells[c].w == 0 && k == 1 {
		segs[0].tx = segs[0].bx
	}
	if k == 0 || reach <= 0 {
		for _, s := range segs {
			s.topNet = k > 1
		}
		return
	}
	if k >= busFrom {
		for _, s := range segs {
			s.topNet = true
		}
		return
	}
	straight := func(s *seg) bool { return math.Abs(s.bx-x) <= reach }
	if k == 1 {
		if straight(segs[0]) {
			segs[0].tx = segs[0].bx
		}
		return
	}
	step := min(portStep, 2*reach/float64(k-1))
	for i, s := range segs {
		s.tx = x + (float64(i)-float64(k-1)/2)*step
	}
	for i, s := range segs {
		if !straight(s) {
			continue
		}
		left, right := x-reach-portRoom, x+reach+portRoom
		if i > 0 {
			left = segs[i-1].tx
		}
		if i+1 < k {
			right = segs[i+1].tx
		}
		if s.bx-left >= portRoom && right-s.bx >= portRoom {
			s.tx = s.bx
		}
	}
}

// heads lets lines enter straight where they can; the others join the nearest
// of those, or the middle.
func (m *machine) heads(c int) {
	segs := m.living(m.rows.verts[c].ups, func(s *seg) float64 { return s.tx })
	x, reach := m.rows.verts[c].x, m.cells[c].w/2-corner
	if m.open(c) {
		for _, s := range segs {
			s.bx = s.tx
		}
	}
	if len(segs) == 0 || reach <= 0 {
		return
	}
	mixed := false
	for _, s := range segs {
		mixed = mixed || s.class == catchClass != (segs[0].class == catchClass)
	}
	var ports []*seg
	for _, s := range segs {
		if s.class == catchClass && m.flanks(c, s) {
			s.flank, s.bx = true, s.tx
		}
		if math.Abs(s.tx-x) > reach {
			continue
		}
		if n := len(ports); n > 0 && s.tx-ports[n-1].tx < portRoom {
			continue
		}
		s.bx = s.tx
		ports = append(ports, s)
	}
	for _, s := range segs {
		if s.flank || slices.Contains(ports, s) {
			continue
		}
		s.bx = x
		if mixed && s.class == catchClass {
			s.bx = x + math.Copysign(reach, s.tx-x)
		}
		best := math.Inf(1)
		for _, p := range ports {
			if d := math.Abs(p.tx - s.tx); d < best && p.class == catchClass == (s.class == catchClass) {
				best, s.bx = d, p.tx
			}
		}
	}
}

// flanks reports whether a catch that comes down beside its target can go on to
// the middle of the target's side: nothing else is attached or stands there.
func (m *machine) flanks(c int, s *seg) bool {
	r := &m.rows
	v := &r.verts[c]
	side, i := 1, 1
	if s.tx < v.x {
		side, i = -1, 0
	}
	if r.verts[s.top].real || len(m.cells[c].beside[i]) > 0 || math.Abs(s.tx-v.x) < m.cells[c].w/2+corner {
		return false
	}
	verts := r.order[v.row]
	next := v.pos + side
	if next < 0 || next >= len(verts) {
		return true
	}
	n := &r.verts[verts[next]]
	if side > 0 {
		return n.x-n.l-pillRoom >= s.tx
	}
	return n.x+n.r+pillRoom <= s.tx
}
