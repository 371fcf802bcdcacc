package layout

import (
	"math"
	"slices"
)

// net is what shares one horizontal between two rows.
type net struct {
	tops, bots []float64
	lo, hi     float64
	track      int
}

// netKey tells which segs share a horizontal: those that end in the same place,
// or for lines that fan out or run back, those that start in the same place.
type netKey struct {
	vert int
	x    float64
	top  bool
}

func keyOf(s *seg) netKey {
	if s.topNet || s.back {
		return netKey{s.top, s.tx, true}
	}
	return netKey{s.bot, s.bx, false}
}

// tracks gives every horizontal between two rows its track and returns how many
// there are. segs are those of the gap.
func (m *machine) tracks(segs []int) int {
	var nets []*net
	byKey := map[netKey]int{}
	for _, k := range segs {
		s := &m.rows.segs[k]
		if s.dead || math.Abs(s.tx-s.bx) < 0.5 {
			continue
		}
		key := keyOf(s)
		i, found := byKey[key]
		if !found {
			i = len(nets)
			byKey[key] = i
			nets = append(nets, &net{lo: math.Inf(1), hi: math.Inf(-1), track: -1})
		}
		s.track = i
		n := nets[i]
		n.tops, n.bots = append(n.tops, s.tx), append(n.bots, s.bx)
		n.lo, n.hi = min(n.lo, s.tx, s.bx), max(n.hi, s.tx, s.bx)
	}
	if len(nets) == 0 {
		return 0
	}
	count := stack(nets)
	for _, k := range segs {
		if s := &m.rows.segs[k]; s.track >= 0 {
			s.track = nets[s.track].track
		}
	}
	return count
}

// stack orders the nets of a gap so that few lines cross and none lie on each
// other, and gives each the highest track that allows.
func stack(nets []*net) int {
	n := len(nets)
	if n == 1 {
		nets[0].track = 0
		return 1
	}
	above := make([][]int, n) // above[j] are the nets that should be above j
	want := make([]float64, n)
	cost := make([]float64, n*n) // how much i wants to be above j
	for i, a := range nets {
		for j := i + 1; j < n; j++ {
			b := nets[j]
			d := price(b, a) - price(a, b)
			cost[i*n+j], cost[j*n+i] = d, -d
			want[i], want[j] = want[i]+d, want[j]-d
		}
	}
	rest := make([]int, n)
	for i := range rest {
		rest[i] = i
	}
	count := 0
	for len(rest) > 0 { // the net that most wants to be above the rest comes first
		best := 0
		for p, i := range rest {
			if unwilling(rest, cost[i*n:]) < unwilling(rest, cost[rest[best]*n:]) {
				best = p
			}
		}
		i := rest[best]
		rest = slices.Delete(rest, best, best+1)
		track := 0
		for _, j := range above[i] {
			track = max(track, nets[j].track+1)
		}
		for j, other := range nets {
			if other.track >= track && (overlap(other, nets[i]) || cost[j*n+i] > 0) {
				track = other.track + 1
			}
		}
		nets[i].track = track
		count = max(count, track+1)
	}
	return count
}

// unwilling is how much a net objects to being above all the rest.
func unwilling(rest []int, cost []float64) float64 {
	sum := 0.0
	for _, j := range rest {
		sum += max(0, -cost[j])
	}
	return sum
}

// near is the distance at which two vertical lines look like one.
const near = 9

func overlap(a, b *net) bool { return a.lo < b.hi+near && b.lo < a.hi+near }

// price is what it costs to put a above b: crossings, and far more for lines on
// top of each other.
func price(a, b *net) float64 {
	if !overlap(a, b) {
		return 0
	}
	sum := 0.0
	for _, x := range b.tops {
		if x > a.lo && x < a.hi {
			sum++
		}
		for _, y := range a.bots {
			if math.Abs(x-y) < near {
				sum += 100
			}
		}
	}
	for _, x := range a.bots {
		if x > b.lo && x < b.hi {
			sum++
		}
	}
	return sum
}
