package editor

import (
	"sort"
	"strings"
)

// fold is an object or a list shown as one row: the rows between its first and
// its last are hidden. In YAML the last is hidden as well.
type fold struct{ start, end int } // offsets of its brackets; in YAML of its first row and of its last one's end

// rowRange is rows, both ends included.
type rowRange struct{ first, last int }

// folds are what is folded in a text, and which rows that hides. Rows that are
// shown are counted by lines: row 40 may be line 3.
type folds struct {
	list   []fold // in text order
	hidden []rowRange
}

// settle drops what is no fold any more and finds the hidden rows anew.
func (f *folds) settle(b *buffer) {
	kept := f.list[:0]
	for _, x := range f.list {
		if _, ok := b.hides(x); ok {
			kept = append(kept, x)
		}
	}
	f.list = kept
	sort.Slice(f.list, func(i, j int) bool { return f.list[i].start < f.list[j].start })
	f.hidden = f.hidden[:0]
	for _, x := range f.list {
		r, _ := b.hides(x)
		if n := len(f.hidden); n > 0 && r.first <= f.hidden[n-1].last+1 {
			f.hidden[n-1].last = max(f.hidden[n-1].last, r.last)
			continue
		}
		f.hidden = append(f.hidden, r)
	}
}

// follow carries the folds along with a change.
func (f *folds) follow(c change) {
	for i := range f.list {
		x := &f.list[i]
		x.start, x.end = c.place(x.start+1)-1, c.place(x.end+1)-1
	}
}

// head is the row that stands for a row: itself, or the one that its fold
// begins on.
func (f *folds) head(row int) int {
	if i := sort.Search(len(f.hidden), func(i int) bool { return f.hidden[i].last >= row }); i < len(f.hidden) && f.hidden[i].first <= row {
		return f.hidden[i].first - 1
	}
	return row
}

// next is the row shown below (1) or above (-1) a row.
func (f *folds) next(row, by int) int {
	row += by
	for _, r := range f.hidden {
		if r.first <= row && row <= r.last {
			if by > 0 {
				return r.last + 1
			}
			return r.first - 1
		}
	}
	return row
}

// line is how many rows are shown above a row's head.
func (f *folds) line(row int) int {
	row = f.head(row)
	n := row
	for _, r := range f.hidden {
		if r.first > row {
			break
		}
		n -= r.last - r.first + 1
	}
	return n
}

// row is the row shown at a line.
func (f *folds) row(line int) int {
	for _, r := range f.hidden {
		if r.first > line {
			break
		}
		line += r.last - r.first + 1
	}
	return line
}

// count is how many of n rows are shown.
func (f *folds) count(n int) int {
	for _, r := range f.hidden {
		n -= r.last - r.first + 1
	}
	return n
}

// at is the index of the outermost fold that begins on a row, or -1.
func (f *folds) at(b *buffer, row int) int {
	for i, x := range f.list {
		if b.lines.row(x.start) == row {
			return i
		}
	}
	return -1
}

// open unfolds whatever hides a row, and tells whether anything did.
func (f *folds) open(b *buffer, row int) bool {
	if f.head(row) == row {
		return false
	}
	kept := f.list[:0]
	for _, x := range f.list {
		if r, _ := b.hides(x); row < r.first || row > r.last {
			kept = append(kept, x)
		}
	}
	f.list = kept
	f.settle(b)
	return true
}

// hides tells which rows a fold hides; false when there is nothing to fold.
func (b *buffer) hides(x fold) (rowRange, bool) {
	if x.start < 0 || x.end < x.start || x.end > len(b.s) || x.start >= len(b.s) {
		return rowRange{}, false
	}
	r := rowRange{b.lines.row(x.start) + 1, b.lines.row(x.end)}
	if b.language == YAML {
		return r, r.first <= r.last && b.deeper(r.first-1)
	}
	r.last--
	shut := closerOf(b.s[x.start])
	return r, shut != 0 && x.end < len(b.s) && b.s[x.end] == shut && r.first <= r.last
}

// foldAt is what can be folded on a row: the outermost bracket that the row
// leaves open, or in YAML the rows that are deeper.
func (b *buffer) foldAt(row int) (fold, bool) {
	line, start := b.line(row)
	if b.language == YAML {
		if !b.deeper(row) {
			return fold{}, false
		}
		x := fold{start, start}
		depth := len(leadingWhite(line))
		for r := row + 1; r < b.lines.count(); r++ {
			below, _ := b.line(r)
			if strings.TrimSpace(below) == "" {
				continue
			}
			if !under(line, below, depth) {
				break
			}
			x.end = b.lines.span(b.s, r).End
		}
		return x, x.end > start
	}
	opener := leftOpen(line)
	if opener < 0 {
		return fold{}, false
	}
	x := fold{start: start + opener, end: b.farCloser(start + opener)}
	if x.end < 0 {
		return fold{}, false
	}
	_, ok := b.hides(x)
	return x, ok
}

// canFold tells whether a row begins something that can be folded, from this
// row and the next alone.
func (b *buffer) canFold(row int) bool {
	line, _ := b.line(row)
	if b.language == YAML {
		return b.deeper(row)
	}
	if leftOpen(line) < 0 || row+2 >= b.lines.count() {
		return false
	}
	below, _ := b.line(row + 1)
	below = strings.TrimSpace(below)
	return below == "" || below[0] != '}' && below[0] != ']'
}

// deeper tells whether the next row with words belongs under a row of YAML.
func (b *buffer) deeper(row int) bool {
	line, _ := b.line(row)
	if trimmed := strings.TrimSpace(line); trimmed == "" || trimmed[0] == '#' {
		return false
	}
	for r := row + 1; r < b.lines.count(); r++ {
		if below, _ := b.line(r); strings.TrimSpace(below) != "" {
			return under(line, below, len(leadingWhite(line)))
		}
	}
	return false
}

// under tells whether a row of YAML belongs under another; the items of a list
// may stand as far left as its key.
func under(line, below string, depth int) bool {
	indent := len(leadingWhite(below))
	return indent > depth || indent == depth && strings.HasPrefix(below[indent:], "- ") && !strings.HasPrefix(line[depth:], "- ")
}

// leftOpen is where a row has its first bracket that it does not close; -1 for
// none.
func leftOpen(line string) int {
	var open []int
	for i := 0; i < len(line); i++ {
		switch line[i] {
		case '"':
			end, _ := stringEnd(line, i)
			i = end - 1
		case '{', '[':
			open = append(open, i)
		case '}', ']':
			if len(open) > 0 {
				open = open[:len(open)-1]
			}
		}
	}
	if len(open) == 0 {
		return -1
	}
	return open[0]
}

// farCloser is where the bracket at an offset is closed; -1 where it is not.
func (b *buffer) farCloser(opener int) int {
	depth := 0
	from := opener
	for row := b.lines.row(opener); row < b.lines.count(); row++ {
		line, start := b.line(row)
		for i := max(0, from-start); i < len(line); i++ {
			switch line[i] {
			case '"':
				end, _ := stringEnd(line, i)
				i = end - 1
			case '{', '[':
				depth++
			case '}', ']':
				if depth--; depth == 0 {
					return start + i
				}
			}
		}
	}
	return -1
}

// foldsAtDepth are all folds of a depth, 0 for the outermost.
func (b *buffer) foldsAtDepth(depth int) []fold {
	var list []fold
	var ends []int // of the folds that the row is in
	for row := 0; row < b.lines.count(); row++ {
		_, start := b.line(row)
		for len(ends) > 0 && start > ends[len(ends)-1] {
			ends = ends[:len(ends)-1]
		}
		if !b.canFold(row) {
			continue
		}
		x, ok := b.foldAt(row)
		if !ok {
			continue
		}
		if len(ends) == depth {
			list = append(list, x)
			row = b.lines.row(x.end)
			if b.language != YAML {
				row-- // the row of the closer may open the next
			}
			continue
		}
		ends = append(ends, x.end)
	}
	return list
}
