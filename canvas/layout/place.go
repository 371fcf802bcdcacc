package layout

import (
	"math"
	"slices"
)

// placing gives the verts of every row their x. Verts that are each other's
// median neighbour are aligned into blocks and the blocks packed, once leaning
// left and once leaning right, and the two results averaged: what is aligned in
// both stays exactly aligned, and what is symmetric becomes symmetric. (Brandes
// and Köpf align in four ways and ask for no median of the upper vert; that lets
// a long flow drift sideways at every fork.)
type placing struct {
	r      *rows
	o      *Options
	ups    [][]int // per vert, the segs that align, left to right
	downs  [][]int
	root   []int
	next   []int // next vert of the same block, in a ring
	x      []float64
	placed []bool
	done   []int     // roots in the order they were placed
	by     []float64 // scratch
	sign   int       // +1 packs from the left, -1 from the right
}

func (m *machine) place() {
	r := &m.rows
	n := len(r.verts)
	p := &placing{r: r, o: m.o, ups: make([][]int, n), downs: make([][]int, n),
		root: make([]int, n), next: make([]int, n), placed: make([]bool, n)}
	p.neighbours()
	p.clashes()
	var runs [2][]float64
	for i := range runs {
		p.sign = 1 - 2*i
		p.x = make([]float64, n)
		p.align()
		p.pack()
		runs[i] = p.x
	}
	p.average(runs)
	p.balance()
	m.outside()
}

func (p *placing) neighbours() {
	r := p.r
	for v := range r.verts {
		p.ups[v] = p.aligning(r.verts[v].ups, func(s *seg) int { return s.top })
		p.downs[v] = p.aligning(r.verts[v].downs, func(s *seg) int { return s.bot })
	}
}

func (p *placing) aligning(segs []int, end func(*seg) int) []int {
	r := p.r
	out := make([]int, 0, len(segs))
	best := endClass
	for _, k := range segs {
		if s := &r.segs[k]; !s.loose && !s.dead {
			best = min(best, s.class)
			out = append(out, k)
		}
	}
	out = slices.DeleteFunc(out, func(k int) bool { return r.segs[k].class > best }) // the flow comes first
	slices.SortStableFunc(out, func(a, b int) int {
		return r.verts[end(&r.segs[a])].pos - r.verts[end(&r.segs[b])].pos
	})
	return out
}

// clashes marks the segs that cross an inner seg: those must not be aligned, so
// that long lines stay straight.
func (p *placing) clashes() {
	r := p.r
	for _, verts := range r.order {
		var inner, other []*seg
		for _, v := range verts {
			for _, k := range p.downs[v] {
				if s := &r.segs[k]; s.inner {
					inner = append(inner, s)
				} else {
					other = append(other, s)
				}
			}
		}
		if len(inner)*len(other) > 1<<16 {
			continue
		}
		for _, a := range inner {
			at, ab := r.verts[a.top].pos, r.verts[a.bot].pos
			for _, b := range other {
				if (r.verts[b.top].pos-at)*(r.verts[b.bot].pos-ab) < 0 {
					b.clash = true
				}
			}
		}
	}
}

// align forms blocks of verts that share an x.
func (p *placing) align() {
	for v := range p.root {
		p.root[v], p.next[v] = v, v
	}
	for _, verts := range p.r.order {
		limit := -1
		for j := range verts {
			v := verts[j]
			if p.sign < 0 {
				v = verts[len(verts)-1-j]
			}
			limit = p.alignOne(v, limit)
		}
	}
}

// alignOne aligns v with the median of its upper neighbours if v is the median
// of that one's lower neighbours, and if that lies beyond limit; it returns the
// new limit.
func (p *placing) alignOne(v int, limit int) int {
	r := p.r
	k := p.median(p.ups[v])
	if k < 0 {
		return limit
	}
	s := &r.segs[k]
	u := s.top
	at := r.verts[u].pos
	if p.sign < 0 {
		at = len(r.order[r.verts[u].row]) - 1 - at
	}
	if s.clash || at <= limit || p.median(p.downs[u]) != k {
		return limit
	}
	p.root[v] = p.root[u]
	p.next[v] = p.next[p.root[u]]
	p.next[p.root[u]] = v
	return at
}

func (p *placing) median(segs []int) int {
	switch n := len(segs); {
	case n == 0:
		return -1
	case p.sign > 0:
		return segs[(n-1)/2]
	default:
		return segs[n/2]
	}
}

// gap is the least distance between the x of two neighbours.
func (p *placing) gap(u, v int) float64 {
	a, b := &p.r.verts[u], &p.r.verts[v]
	d := a.r + b.l
	switch {
	case a.real && b.real:
		d += p.o.GapX
	case a.label && b.label:
		d += 12
	case a.real || b.real:
		d += 12
	case a.label || b.label:
		d += 4
	}
	return d
}

// beside is the neighbour of v in its row: dir -1 against, +1 along the way of
// packing; -1 for none.
func (p *placing) beside(v, dir int) int {
	at := p.r.verts[v].pos + dir*p.sign
	verts := p.r.order[p.r.verts[v].row]
	if at < 0 || at >= len(verts) {
		return -1
	}
	return verts[at]
}

func (p *placing) distance(u, v int) float64 {
	if p.sign < 0 {
		u, v = v, u
	}
	return p.gap(u, v)
}

// pack puts every block as near as possible to one side, then moves it towards
// what it is connected with, as far as there is room. Coordinates run along the
// way of packing.
func (p *placing) pack() {
	clear(p.placed)
	p.done = p.done[:0]
	for _, verts := range p.r.order {
		for _, v := range verts {
			p.settle(p.root[v])
		}
	}
	for range 2 {
		for i := len(p.done) - 1; i >= 0; i-- {
			b := p.done[i]
			if by := min(p.pull(b), p.room(b)); by > 0 {
				p.x[b] += by
			}
		}
	}
	for v := range p.x {
		if b := p.root[v]; b != v {
			p.x[v] = p.x[b]
		}
	}
}

// room is how far a block may move along.
func (p *placing) room(b int) float64 {
	room := math.Inf(1)
	for v := b; ; {
		if u := p.beside(v, 1); u >= 0 && p.root[u] != b {
			room = min(room, p.x[p.root[u]]-p.distance(v, u)-p.x[b])
		}
		if v = p.next[v]; v == b {
			return room
		}
	}
}

// pull is how far a block lies from the median of what it is connected with.
func (p *placing) pull(b int) float64 {
	p.by = p.by[:0]
	for v := b; ; {
		for _, k := range p.ups[v] {
			if u := p.root[p.r.segs[k].top]; u != b {
				p.by = append(p.by, p.x[u]-p.x[b])
			}
		}
		for _, k := range p.downs[v] {
			if u := p.root[p.r.segs[k].bot]; u != b {
				p.by = append(p.by, p.x[u]-p.x[b])
			}
		}
		if v = p.next[v]; v == b {
			break
		}
	}
	if len(p.by) == 0 {
		return 0
	}
	return middle(p.by)
}

func (p *placing) settle(b int) {
	if p.placed[b] {
		return
	}
	p.placed[b] = true
	x := 0.0
	for v := b; ; {
		if u := p.beside(v, -1); u >= 0 && p.root[u] != b {
			p.settle(p.root[u])
			x = max(x, p.x[p.root[u]]+p.distance(u, v))
		}
		if v = p.next[v]; v == b {
			break
		}
	}
	p.x[b] = x
	p.done = append(p.done, b)
}

// average lines the two results up with the narrower and takes their mean.
func (p *placing) average(runs [2][]float64) {
	r := p.r
	var lo, hi [2]float64
	for i, x := range runs {
		lo[i], hi[i] = math.Inf(1), math.Inf(-1)
		for v := range x {
			if i == 1 {
				x[v] = -x[v]
			}
			lo[i] = min(lo[i], x[v]-r.verts[v].l)
			hi[i] = max(hi[i], x[v]+r.verts[v].r)
		}
	}
	by := lo[0] - lo[1]
	if hi[1]-lo[1] < hi[0]-lo[0] {
		by = hi[0] - hi[1]
	}
	for v := range r.verts {
		r.verts[v].x = (runs[0][v] + runs[1][v] + by) / 2
	}
}
