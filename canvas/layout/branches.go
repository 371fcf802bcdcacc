package layout

import "slices"

// stretch is where in one row two neighbouring branches stand: the one from a
// to b, the other from b to c.
type stretch struct{ row, a, b, c int }

// exchange swaps whole neighbouring branches of a fork where that is better:
// moves that single swaps do not find, because halfway lines would cross.
func (o *ordering) exchange() {
	o.atCell = make([][]*mooring, o.cells)
	for _, a := range o.moors {
		o.atCell[a.cell] = append(o.atCell[a.cell], a)
	}
	for range 3 {
		changed := false
		for c := range o.cells {
			if o.exchangeAt(c) {
				changed = true
			}
		}
		if !changed {
			return
		}
	}
}

// exchangeAt tries all neighbouring branches of one cell.
func (o *ordering) exchangeAt(c int) bool {
	heads := o.heads[:0]
	for _, k := range o.down.of(c) {
		if s := &o.r.segs[k]; s.tmoor == nil {
			heads = append(heads, s.bot)
		}
	}
	o.heads = heads
	if len(heads) < 2 {
		return false
	}
	slices.SortFunc(heads, func(u, v int) int { return o.r.verts[u].pos - o.r.verts[v].pos })
	changed := false
	for i := 0; i+1 < len(heads); i++ {
		rows := o.branches(heads[i], heads[i+1])
		if len(rows) == 0 {
			continue
		}
		was := o.local(c, rows)
		o.turn(rows)
		if o.local(c, rows) < was {
			heads[i], heads[i+1] = heads[i+1], heads[i]
			changed = true
			continue
		}
		for j := range rows {
			rows[j].b = rows[j].a + rows[j].c - rows[j].b
		}
		o.turn(rows)
	}
	return changed
}

// branches finds how far down two neighbouring branches stand side by side: in
// each row what only the one leads to, next to what only the other leads to.
func (o *ordering) branches(u, v int) []stretch {
	p := o.r.verts[u].pos
	at := stretch{o.r.verts[u].row, p, p + 1, p + 2}
	if o.r.verts[v].pos != p+1 || !o.only(u, at.row-1, -1, -1) || !o.only(v, at.row-1, -1, -1) {
		return nil
	}
	var out []stretch
	for {
		out = append(out, at)
		if at.row+1 == len(o.r.order) {
			return out
		}
		a, b, ok := o.below(at.row, at.a, at.b)
		b2, c, ok2 := o.below(at.row, at.b, at.c)
		if !ok || !ok2 || b != b2 {
			return out
		}
		at = stretch{at.row + 1, a, b, c}
	}
}

// below is the interval of the next row that only the interval from a to b of a
// row leads to.
func (o *ordering) below(row, a, b int) (lo, hi int, ok bool) {
	lo, hi = -1, -1
	count := 0
	for _, v := range o.r.order[row][a:b] {
		for _, k := range o.down.of(v) {
			s := &o.r.segs[k]
			if !flows(s) || !o.only(s.bot, row, a, b) {
				continue
			}
			pos := o.r.verts[s.bot].pos
			if lo < 0 || pos < lo {
				lo = pos
			}
			hi = max(hi, pos+1)
		}
	}
	if lo < 0 {
		return 0, 0, false
	}
	for _, v := range o.r.order[row+1][lo:hi] {
		if o.only(v, row, a, b) {
			count++
		}
	}
	return lo, hi, count == hi-lo
}

// only reports whether all flow into v comes from an interval of the row above;
// with an empty one, whether a single line leads to it.
func (o *ordering) only(v, row, a, b int) bool {
	n := 0
	for _, k := range o.up.of(v) {
		s := &o.r.segs[k]
		if !flows(s) {
			continue
		}
		n++
		if pos := o.r.verts[s.top].pos; a >= 0 && (pos < a || pos >= b) {
			return false
		}
	}
	return n == 1 || n > 0 && a >= 0
}

func flows(s *seg) bool { return !s.back && s.class == mainClass }

// turn exchanges the two branches in all rows.
func (o *ordering) turn(rows []stretch) {
	for _, at := range rows {
		verts := o.r.order[at.row]
		part := slices.Concat(verts[at.b:at.c], verts[at.a:at.b])
		copy(verts[at.a:at.c], part)
		for p := at.a; p < at.c; p++ {
			o.r.verts[verts[p]].pos = p
		}
	}
	for _, at := range rows {
		for _, v := range o.r.order[at.row][at.a:at.c] {
			if v < o.cells {
				for _, a := range o.atCell[v] {
					o.side(a)
				}
			}
		}
	}
}

// local is the part of the cost that depends on the order of two branches of c.
func (o *ordering) local(c int, rows []stretch) int {
	sum := o.inverted(c)
	first, last := rows[0].row-1, rows[len(rows)-1].row
	for row := first; row <= last; row++ {
		sum += crossing * o.across(o.gaps[row])
	}
	for _, at := range rows {
		for _, v := range o.r.order[at.row][at.a:at.c] {
			if v >= o.cells {
				continue
			}
			sum += o.inverted(v)
			for _, a := range o.atCell[v] {
				sum += o.unusual(a)
			}
		}
	}
	return sum
}
