package scene

import (
	"math"

	"github.com/stateboard/stateboard/canvas/geom"
)

// cell is the side of the index's squares in world units: a window at 100 % spans
// about a dozen of them.
const cell = 512

// index finds the items or targets near a place: a hash of square cells, each
// with the ascending numbers of what touches it.
type index struct {
	cells map[[2]int32][]int32
	wide  []int32 // what would fill too many cells is near everywhere
	n     int
}

// widest is how many cells one item may fill.
const widest = 4096

// Finder is the scratch memory of one reader of a scene, so that looking up what
// is visible allocates nothing. The zero value is ready; it is not for use by two
// goroutines at once.
type Finder struct{ bits []uint64 }

func (x *index) add(i int, r geom.Rect) {
	if x.cells == nil {
		x.cells = map[[2]int32][]int32{}
	}
	x.n = max(x.n, i+1)
	x0, y0, x1, y1 := span(r)
	if int64(x1-x0+1)*int64(y1-y0+1) > widest {
		x.wide = append(x.wide, int32(i))
		return
	}
	for cy := y0; cy <= y1; cy++ {
		for cx := x0; cx <= x1; cx++ {
			key := [2]int32{cx, cy}
			if list := x.cells[key]; len(list) == 0 || list[len(list)-1] != int32(i) {
				x.cells[key] = append(list, int32(i))
			}
		}
	}
}

// addLine adds a polyline piece by piece: the bounds of a long bent edge would
// cover half the scene.
func (x *index) addLine(i int, points []geom.Point, margin float64) {
	for k := 1; k < len(points); k++ {
		x.add(i, geom.RectOf(points[k-1], points[k]).Inset(-margin))
	}
}

// near calls f with the numbers of what shares a cell with r, ascending.
func (x *index) near(r geom.Rect, find *Finder, f func(i int)) {
	x0, y0, x1, y1 := span(r)
	if int64(x1-x0+1)*int64(y1-y0+1) >= int64(len(x.cells)) {
		for i := range x.n {
			f(i)
		}
		return
	}
	words := (x.n + 63) / 64
	if len(find.bits) < words {
		find.bits = make([]uint64, words)
	}
	bits := find.bits[:words]
	for _, i := range x.wide {
		bits[i>>6] |= 1 << (i & 63)
	}
	for cy := y0; cy <= y1; cy++ {
		for cx := x0; cx <= x1; cx++ {
			for _, i := range x.cells[[2]int32{cx, cy}] {
				bits[i>>6] |= 1 << (i & 63)
			}
		}
	}
	for w, word := range bits {
		if word == 0 {
			continue
		}
		bits[w] = 0
		for b := 0; word != 0; b, word = b+1, word>>1 {
			if word&1 != 0 {
				f(w<<6 + b)
			}
		}
	}
}

func span(r geom.Rect) (x0, y0, x1, y1 int32) {
	f := func(v float64) int32 {
		return int32(math.Floor(math.Max(-1e9, math.Min(1e9, v)) / cell))
	}
	return f(r.X), f(r.Y), f(r.Right()), f(r.Bottom())
}
