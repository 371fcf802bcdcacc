package layout

import (
	"github.com/stateboard/stateboard/canvas/geom"
)

type (
	point = geom.Point
	rect  = geom.Rect
)

// Heights between rows.
const (
	stem      = 12 // from a state to the first horizontal below it
	arrowRoom = 22 // from the last horizontal to the state below it
	pillGap   = 10 // from a row of labels to a horizontal
	trackStep = 12 // between horizontals
)

// route gives the rows their y and draws the lines.
func (m *machine) route() {
	m.ports()
	m.heights()
	m.lines = make([][]point, len(m.wires))
	m.pills = make([]rect, len(m.wires))
	bends := make([][]bend, len(m.rows.chains))
	for i := range m.rows.chains {
		bends[i] = m.bends(&m.rows.chains[i])
	}
	for i := range m.wires {
		m.line(i, bends)
		m.pill(i)
	}
	m.trim()
}

// heights stacks the rows with room for the horizontals between them.
func (m *machine) heights() {
	r := &m.rows
	n := len(r.labels)
	r.y, r.h, r.tracks = make([]float64, n), make([]float64, n), make([][]float64, n)
	for c := range m.cells {
		row := m.row(c)
		r.h[row] = max(r.h[row], m.cells[c].slot)
	}
	gaps := make([][]int, n)
	for i := range r.segs {
		row := r.verts[r.segs[i].top].row
		gaps[row] = append(gaps[row], i)
	}
	y := 0.0
	for row := range n {
		if r.labels[row] {
			r.h[row] = m.o.LabelHeight
		}
		r.y[row] = y
		y += r.h[row]
		if row == n-1 {
			break
		}
		over, under, least := float64(stem), float64(arrowRoom), m.o.GapY
		if r.labels[row] {
			over, least = pillGap, arrowRoom
		}
		if r.labels[row+1] {
			under, least = pillGap, stem+pillGap
		}
		if m.cells[m.exit()].h == 0 && row+1 == n-1 {
			under, least = pillGap, m.o.Pad
		}
		if m.cells[0].h == 0 && row == 0 {
			over, least = 0, arrowRoom
		}
		count := m.tracks(gaps[row])
		span := float64(max(0, count-1)) * trackStep
		gap := max(least, over+span+under)
		top := y + over + (gap-over-span-under)/2
		for t := range count {
			r.tracks[row] = append(r.tracks[row], top+float64(t)*trackStep)
		}
		y += gap
	}
}

// frame is a cell's own rectangle.
func (m *machine) frame(c int) rect {
	cell := &m.cells[c]
	y := m.rows.y[m.row(c)] + (cell.slot-cell.h)/2
	return rect{X: m.rows.verts[c].x - cell.w/2, Y: y, W: cell.w, H: cell.h}
}

// bend is where a chain leaves its straight way: in the gap below a row, from
// its upper to its lower point.
type bend struct {
	row      int
	top, bot point
}

func (m *machine) bend(k int) (bend, bool) {
	s := &m.rows.segs[k]
	row := m.rows.verts[s.top].row
	if s.track < 0 {
		return bend{row, point{X: s.tx, Y: m.rows.y[row]}, point{X: s.bx, Y: m.rows.y[row]}}, false
	}
	y := m.rows.tracks[row][s.track]
	return bend{row, point{X: s.tx, Y: y}, point{X: s.bx, Y: y}}, true
}

// bends are the bends of a chain from its first row down, with the last seg,
// or for a chain that runs back, with the one above the first.
func (m *machine) bends(c *chain) []bend {
	var out []bend
	add := func(k int) {
		if b, turns := m.bend(k); turns {
			out = append(out, b)
		}
	}
	if c.back {
		add(c.last)
	}
	for row := c.lo; row < c.hi && !c.far; row++ {
		add(c.seg + row - c.lo)
	}
	if !c.back {
		add(c.last)
	}
	return out
}

// line draws one wire.
func (m *machine) line(i int, bends [][]bend) {
	w := &m.wires[i]
	if w.from == w.to {
		m.lines[i] = m.loop(w)
		return
	}
	r := &m.rows
	var out []point
	if w.moor != nil {
		out = m.leave(out, w.moor)
	} else {
		out = append(out, point{X: r.segs[w.segs[0]].tx, Y: m.frame(w.from).Bottom()})
	}
	end := -1 // the seg that reaches the target
	for _, k := range w.segs {
		if r.segs[k].dead {
			continue
		}
		if b, turns := m.bend(k); turns {
			out = b.pass(out, w.back)
		}
		end = k
	}
	if w.chain >= 0 {
		out = m.follow(out, w, bends[w.chain])
		end = r.chains[w.chain].last
	}
	if s := &r.segs[end]; w.back {
		out = m.reach(out, s.tmoor)
	} else {
		out = m.arrive(out, s, m.frame(w.to))
	}
	m.lines[i] = geom.Simplify(out)
}

// pass adds a bend to a line that runs down or up.
func (b bend) pass(out []point, up bool) []point {
	if up {
		return append(out, b.bot, b.top)
	}
	return append(out, b.top, b.bot)
}

// follow adds the bends of a wire's chain from where it joins.
func (m *machine) follow(out []point, w *wire, bends []bend) []point {
	row := m.entrance(w)
	if w.moor != nil && w.moor.meet >= 0 {
		row = m.row(w.from)
	}
	if !w.back {
		for _, b := range bends {
			if b.row >= row {
				out = b.pass(out, false)
			}
		}
		return out
	}
	for i := range bends {
		if b := bends[len(bends)-1-i]; b.row < row {
			out = b.pass(out, true)
		}
	}
	return out
}

// arrive ends a line at the top of its target, or at the middle of the side it
// comes down beside.
func (m *machine) arrive(out []point, s *seg, f rect) []point {
	if !s.flank {
		return append(out, point{X: s.bx, Y: f.Y})
	}
	x := f.X
	if s.bx > x {
		x = f.Right()
	}
	y := f.Center().Y
	return append(out, point{X: s.bx, Y: y}, point{X: x, Y: y})
}

// leave starts a line at a cell's side.
func (m *machine) leave(out []point, a *mooring) []point {
	f := m.frame(a.cell)
	y := f.Center().Y + a.dy
	turn := a.sat
	if a.meet >= 0 {
		turn = a.meet
	}
	return append(out, point{X: sideOf(f, a.side), Y: y}, point{X: m.rows.verts[turn].x, Y: y})
}

// reach ends a line at a cell's side.
func (m *machine) reach(out []point, a *mooring) []point {
	f := m.frame(a.cell)
	y := f.Center().Y + a.dy
	return append(out, point{X: m.rows.verts[a.sat].x, Y: y}, point{X: sideOf(f, a.side), Y: y})
}

func sideOf(f rect, side int) float64 {
	if side < 0 {
		return f.X
	}
	return f.Right()
}

// loop is the line of a wire from a cell to itself.
func (m *machine) loop(w *wire) []point {
	f := m.frame(w.from)
	a := w.moor
	y := f.Center().Y + a.dy
	back := y - bareRoom
	x := sideOf(f, a.side)
	out := x + float64(a.side)*(pillRoom+4)
	if a.pill > 0 {
		back -= (lineRoom - bareRoom) / 2
		out += float64(a.side) * (a.pill + pillRoom - 4)
	}
	return []point{{X: x, Y: y}, {X: out, Y: y}, {X: out, Y: back}, {X: x, Y: back}}
}

// pill places a wire's label.
func (m *machine) pill(i int) {
	w := &m.wires[i]
	if w.pill == 0 {
		return
	}
	h := m.o.LabelHeight
	if w.label >= 0 {
		v := &m.rows.verts[w.label]
		m.pills[i] = rect{X: v.x - w.pill/2, Y: m.rows.y[v.row], W: w.pill, H: h}
		return
	}
	f := m.frame(w.from)
	x := sideOf(f, w.moor.side) + pillRoom
	if w.moor.side < 0 {
		x = f.X - pillRoom - w.pill
	}
	m.pills[i] = rect{X: x, Y: f.Center().Y + w.moor.dy - h/2, W: w.pill, H: h}
}

// trim measures the machine and moves it so that it starts at the origin.
func (m *machine) trim() {
	b := m.frame(1 % len(m.cells))
	b.Y = 0
	for c := range m.cells {
		if m.cells[c].w > 0 {
			b = union(b, m.frame(c))
		}
	}
	for i := range m.lines {
		b = union(union(b, geom.Bounds(m.lines[i])), m.pills[i])
	}
	for v := range m.rows.verts {
		m.rows.verts[v].x -= b.X
	}
	d := point{X: -b.X, Y: 0}
	for i := range m.lines {
		for j := range m.lines[i] {
			m.lines[i][j] = m.lines[i][j].Add(d)
		}
		m.pills[i] = m.pills[i].Translate(d)
	}
	last := len(m.rows.y) - 1
	m.size.w, m.size.h = b.W, max(b.Bottom(), m.rows.y[last]+m.rows.h[last])
}

// union is geom's, but a point counts and the zero rectangle does not.
func union(a, b rect) rect {
	if b == (rect{}) {
		return a
	}
	x, y := min(a.X, b.X), min(a.Y, b.Y)
	return rect{X: x, Y: y, W: max(a.Right(), b.Right()) - x, H: max(a.Bottom(), b.Bottom()) - y}
}
