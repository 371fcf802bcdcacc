package scene

// This file tells which items draw what, for exports in which things change
// while the picture stays.

// Layer is a section of the drawing order.
type Layer uint8

// The layers, lowest first.
const (
	Backdrop   Layer = iota
	Containers       // by place in Layout.Nodes, as are Cards and Badges
	Lines            // by place in Layout.Edges, as are TakenLines and Labels
	TakenLines
	Cards // and the marks where the machine starts and ends
	Labels
	Badges // statuses, pills and what else sits on a border
)

// Part is a run of items that draw one thing in one layer. Parts follow the
// drawing order, so (Layer, Index) only ever grows.
type Part struct {
	Layer Layer
	Index int // which node or edge of the layout
	End   int // just behind its last item; its first is where the part before ended
}

// part closes the run of items of one thing.
func (b *builder) part(l Layer, index int) {
	if !b.Parts {
		return
	}
	begin, n := 0, len(b.out.Parts)
	if n > 0 {
		begin = b.out.Parts[n-1].End
	}
	if end := len(b.out.Items); end > begin {
		b.out.Parts = append(b.out.Parts, Part{l, index, end})
	}
}
