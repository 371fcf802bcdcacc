package layout

import (
	"math"
	"slices"
)

// team is a set of verts that stand exactly below each other and move as one.
type team struct {
	verts []int
	pulls []int // segs that leave the team
}

// rounds is how often the teams are walked.
const rounds = 6

// balance moves the teams towards the median of what they are connected with, as
// far as their neighbours leave room, and leaves them at whole units.
func (p *placing) balance() {
	p.sign = 1
	teams := p.teams()
	for round := range rounds {
		for i := range teams {
			t := &teams[i]
			if round%2 == 1 {
				t = &teams[len(teams)-1-i]
			}
			p.shift(t)
		}
	}
	for i := range teams {
		p.snap(&teams[i])
	}
	for v := range p.r.verts {
		p.r.verts[v].x = math.Round(p.r.verts[v].x)
	}
}

// teams are what the straight segs hold together, from the top down.
func (p *placing) teams() []team {
	r := p.r
	for v := range p.root {
		p.root[v] = v
	}
	find := func(v int) int {
		for p.root[v] != v {
			p.root[v] = p.root[p.root[v]]
			v = p.root[v]
		}
		return v
	}
	for _, segs := range p.downs {
		for _, k := range segs {
			if s := &r.segs[k]; math.Abs(r.verts[s.top].x-r.verts[s.bot].x) < 0.01 {
				p.root[find(s.bot)] = find(s.top)
			}
		}
	}
	index := make([]int, len(r.verts))
	var teams []team
	for _, verts := range r.order {
		for _, v := range verts {
			root := find(v)
			if index[root] == 0 {
				teams = append(teams, team{})
				index[root] = len(teams)
			}
			t := &teams[index[root]-1]
			t.verts = append(t.verts, v)
		}
	}
	of := make([]int, len(p.root))
	for v := range of {
		of[v] = index[find(v)] - 1
	}
	p.root = of
	for _, segs := range p.downs {
		for _, k := range segs {
			a, b := p.root[r.segs[k].top], p.root[r.segs[k].bot]
			if a != b {
				teams[a].pulls = append(teams[a].pulls, k)
				teams[b].pulls = append(teams[b].pulls, k)
			}
		}
	}
	return teams
}

// shift moves one team towards the median of its pulls.
func (p *placing) shift(t *team) {
	if len(t.pulls) == 0 {
		return
	}
	p.by = p.by[:0]
	for _, k := range t.pulls {
		p.by = append(p.by, p.off(t, k))
	}
	lo, hi := p.slack(t)
	p.move(t, max(lo, min(hi, middle(p.by))))
}

// snapping is how far apart two teams may be and still look as if they ought to
// stand exactly below each other.
const snapping = 24

// snap moves a team the little way to the nearest it is connected with.
func (p *placing) snap(t *team) {
	by := float64(snapping)
	for _, k := range t.pulls {
		if d := p.off(t, k); math.Abs(d) < math.Abs(by) {
			by = d
		}
	}
	if lo, hi := p.slack(t); by != snapping && by >= lo && by <= hi {
		p.move(t, by)
	}
}

// off is how far what a seg connects a team with stands to its right.
func (p *placing) off(t *team, k int) float64 {
	s := &p.r.segs[k]
	d := p.r.verts[s.bot].x - p.r.verts[s.top].x
	if p.root[s.bot] == p.root[t.verts[0]] {
		return -d
	}
	return d
}

// slack is how far a team may move left, negative, and right.
func (p *placing) slack(t *team) (lo, hi float64) {
	r := p.r
	lo, hi = math.Inf(-1), math.Inf(1)
	for _, v := range t.verts {
		if u := p.beside(v, -1); u >= 0 {
			lo = max(lo, min(0, r.verts[u].x+p.gap(u, v)-r.verts[v].x))
		}
		if u := p.beside(v, 1); u >= 0 {
			hi = min(hi, max(0, r.verts[u].x-p.gap(v, u)-r.verts[v].x))
		}
	}
	return lo, hi
}

func (p *placing) move(t *team, by float64) {
	for _, v := range t.verts {
		p.r.verts[v].x += by
	}
}

// middle is the median, the mean of the middle two when there are two.
func middle(v []float64) float64 {
	slices.Sort(v)
	n := len(v)
	return (v[(n-1)/2] + v[n/2]) / 2
}
