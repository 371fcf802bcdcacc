package editor

import (
	"sort"
	"strings"

	"github.com/stateboard/stateboard/asl/text"
)

// lines knows where the rows of a text begin and follows changes to it
// without reading the rest again. Rows count from 0.
type lines struct {
	starts  []int
	longest int // bytes of the longest row, -1 when not known
}

func (l *lines) reset(s string) {
	l.longest = -1
	l.starts = appendStarts(append(l.starts[:0], 0), s, 0, len(s))
}

// appendStarts adds the rows that begin within (from, to].
func appendStarts(starts []int, s string, from, to int) []int {
	for i := from; i < to; {
		n := strings.IndexByte(s[i:to], '\n')
		if n < 0 {
			break
		}
		i += n + 1
		starts = append(starts, i)
	}
	return starts
}

// splice follows the replacement of old bytes [at, oldEnd) by bytes [at,
// newEnd) of s, which is the new text.
func (l *lines) splice(s string, at, oldEnd, newEnd int) {
	l.longest = -1
	first := sort.SearchInts(l.starts, at+1)
	last := sort.SearchInts(l.starts, oldEnd+1)
	fresh := appendStarts(nil, s, at, newEnd)
	delta := newEnd - oldEnd
	if len(fresh) == last-first {
		copy(l.starts[first:], fresh)
	} else {
		tail := l.starts[last:]
		grown := l.starts
		if need := first + len(fresh) + len(tail); need > cap(grown) {
			grown = make([]int, need, need+need/8)
			copy(grown, l.starts[:first])
		} else {
			grown = grown[:need]
		}
		copy(grown[first+len(fresh):], tail)
		copy(grown[first:], fresh)
		l.starts = grown
	}
	if delta != 0 {
		for i := first + len(fresh); i < len(l.starts); i++ {
			l.starts[i] += delta
		}
	}
}

func (l *lines) count() int { return len(l.starts) }

// row is the row that holds an offset.
func (l *lines) row(offset int) int { return sort.SearchInts(l.starts, offset+1) - 1 }

// span is a row without its line end.
func (l *lines) span(s string, row int) text.Span {
	start, end := l.starts[row], len(s)
	if row+1 < len(l.starts) {
		end = l.starts[row+1] - 1
		if end > start && s[end-1] == '\r' {
			end--
		}
	}
	return text.Span{Start: start, End: end}
}

// widest is the length in bytes of the longest row.
func (l *lines) widest(s string) int {
	if l.longest < 0 {
		l.longest = len(s) - l.starts[len(l.starts)-1]
		for i := 1; i < len(l.starts); i++ {
			l.longest = max(l.longest, l.starts[i]-l.starts[i-1]-1)
		}
	}
	return l.longest
}
