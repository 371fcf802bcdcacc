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
	var find func(int) int
	find = func(v int) int {
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

// shift moves one team.
func (p *placing) shift(t *team) {
	r := p.r
	if len(t.pulls) == 0 {
		return
	}
	p.by = p.by[:0]
	for _, k := range t.pulls {
		d := r.verts[r.segs[k].bot].x - r.verts[r.segs[k].top].x
		if p.root[r.segs[k].bot] == p.root[t.verts[0]] {
			d = -d
		}
		p.by = append(p.by, d)
	}
	by := middle(p.by)
	for _, v := range t.verts {
		if u := p.beside(v, -1); u >= 0 {
			by = max(by, min(0, r.verts[u].x+p.gap(u, v)-r.verts[v].x))
		}
		if u := p.beside(v, 1); u >= 0 {
			by = min(by, max(0, r.verts[u].x-p.gap(v, u)-r.verts[v].x))
		}
	}
	for _, v := range t.verts {
		r.verts[v].x += by
	}
}

// middle is the median, the mean of the middle two when there are two.
func middle(v []float64) float64 {
	slices.Sort(v)
	n := len(v)
	return (v[(n-1)/2] + v[n/2]) / 2
}
