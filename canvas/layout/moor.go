package layout

import (
	"math"
	"slices"
)

// Distances of what lies beside a cell.
const (
	pillRoom = 12 // from a cell's side to the pill, and from the pill to the turn
	lineRoom = 26 // height of a line with a pill at a cell's side
	bareRoom = 14 // height of one without
	loopRoom = 22 // width of a line from a cell to itself
)

// moor attaches the lines that leave or reach a cell by its side: straight to
// their chain where nothing stands between, else turning at a vert put beside
// the cell.
func (m *machine) moor() {
	r := &m.rows
	for _, a := range m.moors {
		m.beside(a)
	}
	met := make([]bool, len(r.verts))
	for row, verts := range r.order {
		if r.labels[row] {
			continue
		}
		for _, v := range verts {
			if v < len(m.cells) {
				for _, beside := range m.cells[v].beside {
					for _, a := range beside {
						m.meet(a, verts, met)
					}
				}
			}
		}
		r.order[row] = m.satellites(verts)
	}
	for c := range m.cells {
		m.slots(c)
	}
}

func (m *machine) beside(a *mooring) {
	c := &m.cells[a.cell]
	i := 1
	if a.side < 0 {
		i = 0
	}
	c.beside[i] = append(c.beside[i], a)
}

// meet lets a wire reach its chain in the row of its cell.
func (m *machine) meet(a *mooring, verts []int, met []bool) {
	if a.wire < 0 || a.chain < 0 || a.seg < 0 {
		return
	}
	r := &m.rows
	to := r.chains[a.chain].vert(r.verts[a.cell].row)
	if to < 0 {
		return
	}
	for p := r.verts[a.cell].pos + a.side; p >= 0 && p < len(verts); p += a.side {
		switch v := verts[p]; {
		case v == to:
			a.meet, met[v] = v, true
			r.segs[a.seg].dead = true
			m.wires[a.wire].chain = a.chain
			return
		case r.verts[v].real || met[v]:
			return
		}
	}
}

// satellites puts the verts where lines turn beside their cells into a row.
func (m *machine) satellites(verts []int) []int {
	r := &m.rows
	out := make([]int, 0, len(verts))
	for _, v := range verts {
		if v >= len(m.cells) {
			out = append(out, v)
			continue
		}
		left := m.turns(v, 0)
		slices.Reverse(left)
		out = append(append(append(out, left...), v), m.turns(v, 1)...)
	}
	for p, v := range out {
		r.verts[v].pos = p
	}
	return out
}

// turns makes the verts on one side of a cell, nearest first, and sorts the
// moorings so that no line crosses another beside the cell.
func (m *machine) turns(c, side int) []int {
	r := &m.rows
	moors := m.cells[c].beside[side]
	far := func(a *mooring) int {
		switch {
		case a.seg < 0: // a loop stays nearest
			return math.MinInt
		case a.meet >= 0:
			return r.verts[a.meet].pos*a.side + 1<<20
		case a.up:
			return r.verts[r.segs[a.seg].top].pos * a.side
		}
		return r.verts[r.segs[a.seg].bot].pos * a.side
	}
	slices.SortStableFunc(moors, func(a, b *mooring) int { return far(a) - far(b) })
	var out []int
	for _, a := range moors {
		if a.meet >= 0 || a.seg < 0 {
			continue
		}
		half := m.o.Lane / 2
		a.sat = r.add(r.verts[c].row, vert{l: half, r: half})
		s := &r.segs[a.seg]
		s.inner = !s.loose && (a.wire < 0 || m.wires[a.wire].chain >= 0)
		if a.up {
			s.bot = a.sat
			r.verts[a.sat].ups = []int{a.seg}
		} else {
			s.top = a.sat
			r.verts[a.sat].downs = append([]int{a.seg}, a.more...)
			for _, k := range a.more {
				r.segs[k].top, r.segs[k].loose = a.sat, true
			}
		}
		out = append(out, a.sat)
	}
	return out
}

// slots gives every line at a cell's side its height, and the cell the room for
// them: with three lines or more it becomes taller.
func (m *machine) slots(c int) {
	cell := &m.cells[c]
	cell.slot = max(cell.slot, cell.h)
	for side, moors := range cell.beside {
		if len(moors) == 0 {
			continue
		}
		var ups, downs, loops []*mooring
		pill := 0.0
		for _, a := range moors {
			pill = max(pill, a.pill)
			switch {
			case a.seg < 0:
				loops = append(loops, a)
			case a.up:
				ups = append(ups, a)
			default:
				downs = append(downs, a)
			}
		}
		slices.Reverse(downs)
		y := 0.0
		for _, list := range [][]*mooring{ups, loops, downs} {
			for _, a := range list {
				room := float64(bareRoom)
				if a.pill > 0 {
					room = lineRoom
				}
				if a.seg < 0 {
					y += bareRoom
				}
				a.dy = y + room/2
				y += room
			}
		}
		for _, a := range moors {
			a.dy -= y / 2
			if a.seg >= 0 || a.pill > 0 {
				cell.h = max(cell.h, 2*math.Abs(a.dy)+12)
			}
		}
		cell.slot = max(cell.slot, cell.h, y)
		out := cell.w / 2
		if pill > 0 {
			out += pillRoom + pill
		}
		if len(loops) > 0 {
			out += loopRoom
		}
		if v := &m.rows.verts[c]; side == 0 {
			v.l = out
		} else {
			v.r = out
		}
	}
}
