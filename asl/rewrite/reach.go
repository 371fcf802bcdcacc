package rewrite

import (
	"github.com/stateboard/stateboard/asl"
	"github.com/stateboard/stateboard/asl/graph"
)

// wayID tells ways of one machine apart.
type wayID struct {
	from  asl.State
	kind  graph.EdgeKind
	index int
}

func (w way) id() wayID { return wayID{w.from, w.kind, w.index} }

// necessary are the ways of a machine without which some state that an
// execution can reach could not be reached. A way is so when every other way
// to its target starts from behind the target, which is what dominators tell
// (the algorithm is that of Cooper, Harvey and Kennedy).
func necessary(m *asl.Machine) map[wayID]bool {
	f := newFlow(m)
	f.number()
	f.dominate()
	enters := make([]int, len(m.States))
	only := make([]wayID, len(m.States))
	for _, w := range f.ways {
		from, to := f.node(w.from), f.target(w)
		if to >= 0 && f.order[from] >= 0 && !f.dominates(to, from) {
			enters[to]++
			only[to] = w.id()
		}
	}
	needed := map[wayID]bool{}
	for i, n := range enters {
		if n == 1 {
			needed[only[i]] = true
		}
	}
	return needed
}

// flow is a machine as numbers: state i is node i, the start is the last node.
type flow struct {
	m     *asl.Machine
	ways  []way
	index map[string]int
	out   [][]int
	order []int // of a node in reverse postorder; -1 when it cannot be reached
	nodes []int // in reverse postorder
	idom  []int
	depth []int
}

func newFlow(m *asl.Machine) *flow {
	n := len(m.States)
	f := &flow{m: m, ways: ways(m), index: make(map[string]int, n), out: make([][]int, n+1)}
	for i, s := range m.States {
		f.index[s.Base().Name] = i
	}
	for _, w := range f.ways {
		if to := f.target(w); to >= 0 {
			from := f.node(w.from)
			f.out[from] = append(f.out[from], to)
		}
	}
	return f
}

func (f *flow) node(s asl.State) int {
	if s == nil {
		return len(f.m.States)
	}
	return f.index[s.Base().Name]
}

func (f *flow) target(w way) int {
	if i, ok := f.index[w.target()]; ok && w.kind != graph.End {
		return i
	}
	return -1
}

// number walks the machine from its start.
func (f *flow) number() {
	start := len(f.m.States)
	f.order = make([]int, start+1)
	for i := range f.order {
		f.order[i] = -1
	}
	type visit struct{ node, next int }
	stack := []visit{{start, 0}}
	f.order[start] = 0
	var post []int
	for len(stack) > 0 {
		top := &stack[len(stack)-1]
		if top.next == len(f.out[top.node]) {
			post = append(post, top.node)
			stack = stack[:len(stack)-1]
			continue
		}
		to := f.out[top.node][top.next]
		top.next++
		if f.order[to] < 0 {
			f.order[to] = 0
			stack = append(stack, visit{to, 0})
		}
	}
	f.nodes = make([]int, len(post))
	for i, node := range post {
		at := len(post) - 1 - i
		f.nodes[at], f.order[node] = node, at
	}
}

func (f *flow) dominate() {
	into := make([][]int, len(f.out))
	for _, from := range f.nodes {
		for _, to := range f.out[from] {
			into[to] = append(into[to], from)
		}
	}
	f.idom = make([]int, len(f.out))
	for i := range f.idom {
		f.idom[i] = -1
	}
	start := len(f.m.States)
	f.idom[start] = start
	for changed := true; changed; {
		changed = false
		for _, node := range f.nodes[1:] {
			dom := -1
			for _, from := range into[node] {
				switch {
				case f.idom[from] < 0:
				case dom < 0:
					dom = from
				default:
					dom = f.meet(dom, from)
				}
			}
			if dom != f.idom[node] {
				f.idom[node], changed = dom, true
			}
		}
	}
	f.depth = make([]int, len(f.out))
	for _, node := range f.nodes[1:] {
		f.depth[node] = f.depth[f.idom[node]] + 1
	}
}

func (f *flow) meet(a, b int) int {
	for a != b {
		for f.order[a] > f.order[b] {
			a = f.idom[a]
		}
		for f.order[b] > f.order[a] {
			b = f.idom[b]
		}
	}
	return a
}

// dominates tells whether every walk from the start to b passes a.
func (f *flow) dominates(a, b int) bool {
	if f.order[a] > f.order[b] {
		return false // a dominator always comes first
	}
	for f.depth[b] > f.depth[a] {
		b = f.idom[b]
	}
	return a == b
}
