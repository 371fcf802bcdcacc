package layout

// vert is what stands in a row: a cell (same index), a label, or the point
// where a line passes.
type vert struct {
	row, pos int
	l, r     float64 // extent left and right of x
	x        float64
	real     bool // a cell with an extent of its own
	label    bool
	ups      []int // segs to the row above, without those at moorings
	downs    []int
}

// seg is a piece of a line between two neighbouring rows.
type seg struct {
	top, bot int // verts
	tmoor    *mooring
	bmoor    *mooring
	class    class
	back     bool
	wires    int     // how many lines run along it
	inner    bool    // between two points of one line: to be straight
	loose    bool    // joins another line: need not be straight
	dead     bool    // not drawn: the line reaches its chain within the row
	clash    bool    // crosses an inner seg
	flank    bool    // ends at the side of its target
	tx, bx   float64 // where it starts and ends
	track    int     // index of its net in the gap; -1 for straight
	topNet   bool    // shares its horizontal with the segs of the same source
}

// mooring is where a line is attached to a side of a cell rather than to its
// top or bottom.
type mooring struct {
	cell  int
	side  int // -1 left, +1 right; 0 not yet known
	up    bool
	wire  int     // -1 for a chain's arrival
	chain int     // -1 for none
	pill  float64 // width of the label on the way out
	seg   int     // the seg that leads on; -1 when it reaches its chain in the row
	more  []int   // further segs of an arrival
	sat   int     // the vert beside the cell where it turns; -1 when direct
	meet  int     // the vert of the chain in the same row, when direct
	dy    float64 // from the middle of the cell
}

// chain is the line that the wires of one class to one target share, or the
// line of a single long wire: one vert in each row from lo to hi.
type chain struct {
	target int
	class  class
	back   bool
	lo, hi int
	first  int  // vert in row lo; the others follow
	seg    int  // seg from row lo to lo+1; the others follow
	last   int  // seg that ends at the target
	far    bool // runs outside, right of everything: verts only in rows lo and hi
	arrive *mooring
	size   int // how many wires
}

func (c *chain) vert(row int) int {
	switch {
	case row < c.lo || row > c.hi:
		return -1
	case !c.far:
		return c.first + row - c.lo
	case row == c.lo:
		return c.first
	case row == c.hi:
		return c.first + 1
	}
	return -1
}

// rows are the layers, with a row of labels below each rank that needs one.
type rows struct {
	verts  []vert
	segs   []seg
	chains []chain
	order  [][]int // verts of a row, left to right
	labels []bool  // whether a row holds labels
	ofRank []int
	y, h   []float64   // of the rows
	tracks [][]float64 // y of the horizontals below each row
}

func (r *rows) add(row int, v vert) int {
	v.row = row
	r.verts = append(r.verts, v)
	return len(r.verts) - 1
}

func (r *rows) join(s seg) int {
	i := len(r.segs)
	s.track = -1
	r.segs = append(r.segs, s)
	if s.tmoor == nil {
		r.verts[s.top].downs = append(r.verts[s.top].downs, i)
	}
	if s.bmoor == nil {
		r.verts[s.bot].ups = append(r.verts[s.bot].ups, i)
	}
	return i
}

// bundle is what wires have in common that may share a chain.
type bundle struct {
	to    int
	class class
	back  bool
}

func (w *wire) bundle() bundle { return bundle{w.to, w.class, w.back} }

// manyInto is how many long lines into one state are gathered into one.
const manyInto = 4

// layer makes the rows, and breaks every wire into segs between them.
func (m *machine) layer() {
	m.makeRows()
	long := make([]int, len(m.cells))
	for i := range m.wires {
		w := &m.wires[i]
		if w.class == mainClass && !w.back && m.cells[w.to].rank-m.cells[w.from].rank > 1 {
			long[w.to]++
		}
	}
	m.gathered = map[bundle]int{}
	for i := range m.wires {
		w := &m.wires[i]
		if w.from == w.to {
			continue
		}
		m.tail(w)
		lo, hi := m.span(w)
		if lo > hi {
			continue
		}
		c, found := m.gathered[w.bundle()]
		switch many := w.back || w.class == catchClass || long[w.to] >= manyInto; {
		case !many:
			c = m.chain(w, lo, hi)
		case !found:
			c = m.chain(w, lo, hi)
			m.gathered[w.bundle()] = c
		}
		ch := &m.rows.chains[c]
		ch.lo, ch.hi, ch.size = min(ch.lo, lo), max(ch.hi, hi), ch.size+1
		w.chain = c
	}
	m.arrivals = map[bundle]*mooring{}
	m.detour()
	for c := range m.rows.chains {
		m.spin(c)
	}
	for i := range m.wires {
		m.attach(i)
	}
	for c := range m.rows.chains {
		m.rows.count(&m.rows.chains[c])
	}
}

// count adds up along a chain how many wires have joined it. Each seg so far
// knows those that join where it starts.
func (r *rows) count(c *chain) {
	r.segs[c.last].wires = c.size
	if c.far {
		return
	}
	sum := 0
	for i := range c.hi - c.lo {
		k := c.seg + i
		if c.back {
			k = c.seg + c.hi - c.lo - 1 - i
		}
		sum += r.segs[k].wires
		r.segs[k].wires = sum
	}
}

func (m *machine) row(c int) int { return m.rows.ofRank[m.cells[c].rank] }

func (m *machine) chain(w *wire, lo, hi int) int {
	m.rows.chains = append(m.rows.chains, chain{target: w.to, class: w.class, back: w.back, lo: lo, hi: hi})
	return len(m.rows.chains) - 1
}

// makeRows finds which ranks have labels below them, and puts the cells in
// their rows.
func (m *machine) makeRows() {
	labelled := make([]bool, m.cells[m.exit()].rank+1)
	for i := range m.wires {
		if w := &m.wires[i]; m.inRow(w) {
			labelled[m.cells[w.from].rank] = true
		}
	}
	r := &m.rows
	r.ofRank = make([]int, len(labelled))
	for rank := range labelled {
		r.ofRank[rank] = len(r.labels)
		r.labels = append(r.labels, false)
		if labelled[rank] {
			r.labels = append(r.labels, true)
		}
	}
	r.verts = make([]vert, 0, 2*len(m.cells))
	for c := range m.cells {
		cell := &m.cells[c]
		r.add(m.row(c), vert{l: cell.w / 2, r: cell.w / 2, real: true})
	}
}

// inRow reports whether a wire's label stands in a row of labels; labels of
// other wires stand beside the cell.
func (m *machine) inRow(w *wire) bool { return w.pill > 0 && w.class == mainClass && !w.back }

// tail makes the vert of a wire's label.
func (m *machine) tail(w *wire) {
	if m.inRow(w) {
		w.label = m.rows.add(m.row(w.from)+1, vert{l: w.pill / 2, r: w.pill / 2, label: true})
	}
}

// span is which rows a wire passes through, below its label.
func (m *machine) span(w *wire) (lo, hi int) {
	if w.back {
		return m.row(w.to) + 1, m.row(w.from) - 1
	}
	lo = m.row(w.from) + 1
	if w.label >= 0 {
		lo++
	}
	return lo, m.row(w.to) - 1
}

// spin makes the verts and segs of a chain.
func (m *machine) spin(i int) {
	r := &m.rows
	c := &r.chains[i]
	c.first = len(r.verts)
	half, step := m.o.Lane/2, 1
	if c.far {
		half, step = 0, max(1, c.hi-c.lo)
	}
	for row := c.lo; row <= c.hi; row += step {
		r.add(row, vert{l: half, r: half})
	}
	c.seg = len(r.segs)
	for row := c.lo; row < c.hi && !c.far; row++ {
		r.join(seg{top: c.vert(row), bot: c.vert(row + 1), class: c.class, back: c.back, inner: true})
	}
	if c.back {
		c.arrive = m.arrival(bundle{c.target, c.class, true})
		if c.far {
			c.arrive = m.mooring(mooring{cell: c.target, wire: -1})
		}
		c.arrive.chain = i
		c.last = r.join(seg{top: c.target, bot: c.vert(c.lo), tmoor: c.arrive, class: c.class, back: true})
		c.arrive.seg = c.last
		return
	}
	c.last = r.join(seg{top: c.vert(c.hi), bot: c.target, class: c.class, loose: m.open(c.target)})
}

// attach makes the segs from a wire's source to its chain or its target.
func (m *machine) attach(i int) {
	w := &m.wires[i]
	r := &m.rows
	if w.from == w.to {
		w.moor = m.mooring(mooring{cell: w.from, wire: i, pill: w.pill})
		return
	}
	from := w.from
	if w.label >= 0 {
		w.segs = append(w.segs, r.join(seg{top: from, bot: w.label, class: w.class, wires: 1}))
		from = w.label
	}
	var c *chain
	if w.chain >= 0 {
		c = &r.chains[w.chain]
		r.enter(c, m.entrance(w))
	}
	var s seg
	if w.back {
		s = m.goUp(i, c)
	} else {
		s = m.goDown(i, from, c)
	}
	s.wires = 1
	s.loose = s.loose || m.lost[w.from] && !m.lost[w.to]
	k := r.join(s)
	w.segs = append(w.segs, k)
	if w.moor != nil {
		w.moor.seg = k
		if c, found := m.gathered[w.bundle()]; found {
			w.moor.chain = c // also when its own way is short: the chain may pass by
		}
	}
	if a := s.tmoor; a != nil && a.wire < 0 {
		if a.seg < 0 {
			a.seg = k
		} else {
			a.more = append(a.more, k)
		}
	}
}

// entrance is the row in which a wire joins its chain.
func (m *machine) entrance(w *wire) int {
	lo, hi := m.span(w)
	if w.back {
		return hi
	}
	return lo
}

// enter counts a wire on the part of a chain it runs along; count adds up.
func (r *rows) enter(c *chain, row int) {
	if c.back {
		row--
	}
	if row >= c.lo && row < c.hi && !c.far {
		r.segs[c.seg+row-c.lo].wires++
	}
}

// goDown is the seg of a wire that runs with the flow, from its source or its
// label to its chain or its target.
func (m *machine) goDown(i, from int, c *chain) seg {
	w := &m.wires[i]
	s := seg{top: from, bot: w.to, class: w.class}
	if w.class == catchClass {
		w.moor = m.mooring(mooring{cell: w.from, wire: i, pill: w.pill})
		w.moor.chain = w.chain
		s.tmoor = w.moor
	}
	if c == nil {
		s.loose = m.open(w.to)
		return s
	}
	row := m.entrance(w)
	s.bot = c.vert(row)
	s.loose = row > c.lo
	s.inner = c.size == 1 && w.label >= 0
	return s
}

// goUp is the seg of a wire that runs against the flow, with its target's side
// or its chain on top.
func (m *machine) goUp(i int, c *chain) seg {
	w := &m.wires[i]
	w.moor = m.mooring(mooring{cell: w.from, up: true, wire: i, pill: w.pill})
	w.moor.chain = w.chain
	s := seg{top: w.to, bot: w.from, bmoor: w.moor, class: w.class, back: true}
	if c == nil {
		s.tmoor = m.arrival(w.bundle())
		return s
	}
	row := m.entrance(w)
	s.top = c.vert(row)
	s.loose = row < c.hi
	return s
}

// open reports whether a cell is the exit of a container's machine: lines may
// reach it anywhere.
func (m *machine) open(c int) bool { return c == m.exit() && m.cells[c].w == 0 }

// arrival is the mooring where back lines of a class reach a target; there is
// one for all of them.
func (m *machine) arrival(b bundle) *mooring {
	if m.arrivals[b] == nil {
		m.arrivals[b] = m.mooring(mooring{cell: b.to, wire: -1})
	}
	return m.arrivals[b]
}

func (m *machine) mooring(a mooring) *mooring {
	a.chain, a.seg, a.sat, a.meet = -1, -1, -1, -1
	m.moors = append(m.moors, &a)
	return &a
}
