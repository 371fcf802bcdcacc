package layout

import (
	"math"
	"slices"
	"sort"
)

// ordering arranges the verts within their rows so that few lines cross:
// barycentres of the neighbours in the row above and below by turns, then
// swaps of neighbours, keeping the best.
type ordering struct {
	r             *rows
	cells         int
	moors         []*mooring
	heads, places []int        // scratch
	atCell        [][]*mooring // the moorings of each cell
	gaps          [][]int      // segs below each row
	up            links
	down          links
	mid           []float64
	keys          []key
	tree          []int
}

// key is where a seg starts and ends, and how many lines run along it.
type key struct{ top, bot, wires int }

// links are the segs on one side of every vert.
type links struct {
	at   []int // at[v]..at[v+1] are v's
	segs []int
}

func (l *links) of(v int) []int { return l.segs[l.at[v]:l.at[v+1]] }

func newLinks(n int, segs []seg, end func(*seg) int) links {
	l := links{at: make([]int, n+1), segs: make([]int, len(segs))}
	for i := range segs {
		l.at[end(&segs[i])+1]++
	}
	for v := range n {
		l.at[v+1] += l.at[v]
	}
	fill := slices.Clone(l.at[:n])
	for i := range segs {
		v := end(&segs[i])
		l.segs[fill[v]] = i
		fill[v]++
	}
	return l
}

// sweeps is how often the rows are walked; it stops early when nothing crosses.
const sweeps = 10

func (m *machine) order() {
	r := &m.rows
	o := &ordering{r: r, moors: m.moors, cells: len(m.cells), mid: make([]float64, len(r.verts))}
	o.up = newLinks(len(r.verts), r.segs, func(s *seg) int { return s.bot })
	o.down = newLinks(len(r.verts), r.segs, func(s *seg) int { return s.top })
	o.gaps = make([][]int, len(r.labels))
	for i := range r.segs {
		row := r.verts[r.segs[i].top].row
		o.gaps[row] = append(o.gaps[row], i)
	}
	best := math.MaxInt
	var keep [][]int
	for mirror := range 2 {
		o.first(mirror == 1)
		o.sides()
		if n := o.cost(); n < best {
			best, keep = n, o.save()
		}
		for i, stale := 0, 0; i < sweeps && best > 0 && stale < 4; i++ {
			if i > 0 { // what the walk gave is often best but for a few swaps
				o.sweep(i%2 == 0, i%4 > 1)
				o.sides()
			}
			o.swap(i%4 == 0)
			o.sides()
			if n := o.cost(); n < best {
				best, keep, stale = n, o.save(), 0
			} else {
				stale++
			}
		}
	}
	o.restore(keep)
	o.sides()
	if best == 0 {
		return
	}
	keep = o.save()
	o.exchange()
	o.sides()
	if o.cost() >= best {
		o.restore(keep)
		o.sides()
	}
}

// first orders the rows by a walk from the top in the text's order, or in the
// mirrored order.
func (o *ordering) first(mirror bool) {
	r := o.r
	r.order = make([][]int, len(r.labels))
	seen := make([]bool, len(r.verts))
	var stack []int
	visit := func(root int) {
		stack = append(stack[:0], root)
		for len(stack) > 0 {
			v := stack[len(stack)-1]
			stack = stack[:len(stack)-1]
			if seen[v] {
				continue
			}
			seen[v] = true
			row := r.verts[v].row
			r.verts[v].pos = len(r.order[row])
			r.order[row] = append(r.order[row], v)
			down := o.down.of(v)
			for pass := range 3 { // pushed in reverse: what is pushed last comes first
				for i := range down {
					k := down[len(down)-1-i]
					if mirror {
						k = down[i]
					}
					if s := &r.segs[k]; 2-pass == turn(s) && !seen[s.bot] {
						stack = append(stack, s.bot)
					}
				}
			}
		}
	}
	for c := range o.cells {
		if len(o.up.of(c)) == 0 {
			visit(c)
		}
	}
	for v := range r.verts {
		visit(v)
	}
}

// turn is when the first walk follows a seg: lines that run back first, so that
// they come to lie on the left, then the flow, then the catches.
func turn(s *seg) int {
	switch {
	case s.back:
		return 0
	case s.class == catchClass:
		return 2
	}
	return 1
}

func (o *ordering) topKey(s *seg) int {
	k := 4 * o.r.verts[s.top].pos
	if s.tmoor != nil {
		k += s.tmoor.side
	}
	return k
}

func (o *ordering) botKey(s *seg) int {
	k := 4 * o.r.verts[s.bot].pos
	if s.bmoor != nil {
		k += s.bmoor.side
	}
	return k
}

// sides decides on which side of its cell each mooring lies.
func (o *ordering) sides() {
	for _, a := range o.moors {
		o.side(a)
	}
}

// side puts a mooring on the side of its chain in the same row; else catches
// right and what runs back left, unless the flow lies all on that side.
func (o *ordering) side(a *mooring) {
	r := o.r
	if a.seg < 0 {
		a.side = -1
		return
	}
	usual := 1
	if r.segs[a.seg].back {
		usual = -1
	}
	a.side = usual
	cell, s := &r.verts[a.cell], &r.segs[a.seg]
	if a.chain >= 0 && a.wire >= 0 {
		if v := r.chains[a.chain].vert(cell.row); v >= 0 {
			a.side = 1
			if r.verts[v].pos < cell.pos {
				a.side = -1
			}
			return
		}
	}
	if s.tmoor != nil && s.bmoor != nil {
		return
	}
	other, flow := s.bot, o.down.of(a.cell)
	if a.up {
		other, flow = s.top, o.up.of(a.cell)
	}
	if o.beyond(usual*r.verts[other].pos, flow, a.up, -usual) {
		a.side = -usual
	}
}

// beyond reports whether a place lies on the far side (-1 left) of all that a
// cell's flow leads to.
func (o *ordering) beyond(at int, flow []int, up bool, side int) bool {
	some := false
	for _, k := range flow {
		s := &o.r.segs[k]
		if up && s.bmoor != nil || !up && s.tmoor != nil {
			continue
		}
		other := s.bot
		if up {
			other = s.top
		}
		if -side*o.r.verts[other].pos <= at {
			return false
		}
		some = true
	}
	return some
}

// sweep orders each row by the barycentres of its neighbours in the row above,
// or below; mirror exchanges those that have the same.
func (o *ordering) sweep(down, mirror bool) {
	n := len(o.r.order)
	for i := 1; i < n; i++ {
		row := i
		if !down {
			row = n - 1 - i
		}
		if len(o.r.order[row]) > 1 {
			o.barycentres(row, down, mirror)
		}
	}
}

func (o *ordering) barycentres(row int, down, mirror bool) {
	r := o.r
	verts := r.order[row]
	var free []int // places of verts that have neighbours
	var moved []int
	for p, v := range verts {
		near := o.up.of(v)
		if !down {
			near = o.down.of(v)
		}
		if len(near) == 0 {
			continue
		}
		sum, weight := 0.0, 0.0
		for _, k := range near {
			s := &r.segs[k]
			key := o.topKey(s)
			if !down {
				key = o.botKey(s)
			}
			w := 1.0
			if s.loose {
				w = 0.25
			}
			sum += w * float64(key)
			weight += w
		}
		o.mid[v] = sum / weight
		free = append(free, p)
		moved = append(moved, v)
	}
	if mirror {
		slices.Reverse(moved)
	}
	sort.SliceStable(moved, func(i, j int) bool { return o.mid[moved[i]] < o.mid[moved[j]] })
	for i, v := range moved {
		verts[free[i]] = v
		r.verts[v].pos = free[i]
	}
}

// swap exchanges neighbours while that removes crossings; with even also where
// it only moves them, which may open the way for others.
func (o *ordering) swap(even bool) {
	for range 4 {
		changed := false
		for _, verts := range o.r.order {
			for i := 0; i+1 < len(verts); i++ {
				u, v := verts[i], verts[i+1]
				was := o.between(u, v)
				if was == 0 {
					continue
				}
				if would := o.between(v, u); would < was || even && would == was {
					verts[i], verts[i+1] = v, u
					o.r.verts[v].pos, o.r.verts[u].pos = i, i+1
					changed = true
				}
			}
		}
		if !changed {
			return
		}
		even = false
	}
}

// between counts the crossings of u's segs with v's when u stands left of v.
func (o *ordering) between(u, v int) int {
	n := 0
	us, vs := o.up.of(u), o.up.of(v)
	if len(us)*len(vs) <= 1<<12 {
		for _, a := range us {
			for _, b := range vs {
				if s, t := &o.r.segs[a], &o.r.segs[b]; o.topKey(s) > o.topKey(t) {
					n += s.wires * t.wires
				}
			}
		}
	}
	us, vs = o.down.of(u), o.down.of(v)
	if len(us)*len(vs) <= 1<<12 {
		for _, a := range us {
			for _, b := range vs {
				if s, t := &o.r.segs[a], &o.r.segs[b]; o.botKey(s) > o.botKey(t) {
					n += s.wires * t.wires
				}
			}
		}
	}
	return n
}

// What an order is judged by: first that few lines cross, then that catches
// leave on the right and lines run back on the left, then that what a state
// leads to stands in the text's order, most of all near the top.
const (
	crossing = 1 << 12
	wrongWay = 1 << 8
	inverted = 1 << 6
)

func (o *ordering) cost() int {
	sum := crossing * o.crossings()
	for _, a := range o.moors {
		sum += o.unusual(a)
	}
	for c := range o.cells {
		sum += o.inverted(c)
	}
	return sum
}

func (o *ordering) unusual(a *mooring) int {
	if a.seg >= 0 && (a.side > 0) == o.r.segs[a.seg].back {
		return wrongWay
	}
	return 0
}

// inverted counts the pairs that stand against the text's order among what a
// cell leads to; of very many only neighbours.
func (o *ordering) inverted(c int) int {
	o.places = o.places[:0]
	for _, k := range o.down.of(c) {
		if s := &o.r.segs[k]; s.tmoor == nil {
			o.places = append(o.places, o.r.verts[s.bot].pos)
		}
	}
	n := 0
	for i, pos := range o.places {
		for _, before := range o.places[max(0, i-8):i] {
			if pos < before {
				n++
			}
		}
	}
	return n * (inverted + inverted/(1+o.r.verts[c].row))
}

// crossings counts the crossings of all segs.
func (o *ordering) crossings() int {
	n := 0
	for _, gap := range o.gaps {
		n += o.across(gap)
	}
	return n
}

// across counts the crossings of the segs of one gap.
func (o *ordering) across(gap []int) int {
	if len(gap) < 2 {
		return 0
	}
	o.keys = o.keys[:0]
	for _, k := range gap {
		s := &o.r.segs[k]
		o.keys = append(o.keys, key{o.topKey(s), o.botKey(s), s.wires})
	}
	return o.inversions()
}

// inversions counts the pairs of lines that are in different order above and
// below.
func (o *ordering) inversions() int {
	n := 0
	if len(o.keys) <= 24 {
		for i, a := range o.keys {
			for _, b := range o.keys[i+1:] {
				if (a.top-b.top)*(a.bot-b.bot) < 0 {
					n += a.wires * b.wires
				}
			}
		}
		return n
	}
	slices.SortFunc(o.keys, func(a, b key) int {
		if a.top != b.top {
			return a.top - b.top
		}
		return a.bot - b.bot
	})
	width, all := 0, 0
	for _, k := range o.keys {
		width = max(width, k.bot)
	}
	o.tree = append(o.tree[:0], make([]int, width+3)...)
	for _, k := range o.keys { // a Fenwick tree over the lower ends seen so far
		left := 0
		for j := k.bot + 2; j > 0; j &= j - 1 {
			left += o.tree[j]
		}
		n += k.wires * (all - left)
		all += k.wires
		for j := k.bot + 2; j < len(o.tree); j += j & -j {
			o.tree[j] += k.wires
		}
	}
	return n
}

func (o *ordering) save() [][]int {
	keep := make([][]int, len(o.r.order))
	for i, verts := range o.r.order {
		keep[i] = slices.Clone(verts)
	}
	return keep
}

func (o *ordering) restore(keep [][]int) {
	o.r.order = keep
	for _, verts := range keep {
		for p, v := range verts {
			o.r.verts[v].pos = p
		}
	}
}
