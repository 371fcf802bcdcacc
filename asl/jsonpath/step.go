package jsonpath

import (
	"strconv"
	"strings"

	"github.com/stateboard/stateboard/asl/value"
)

type stepKind uint8

const (
	nameStep     stepKind = iota // .a  ['a']  ['a','b']
	indexStep                    // [0]  [-1]  [0,2]
	sliceStep                    // [1:3]
	wildStep                     // .*  [*]
	scanStep                     // ..  always followed by another step
	filterStep                   // [?(...)]
	functionStep                 // .length()
)

// step is one step of a path; which fields it uses depends on its kind.
type step struct {
	kind     stepKind
	names    []string
	indexes  []int
	from, to int
	hasFrom  bool
	hasTo    bool
	filter   condition
	function string
	args     []argument
}

// argument is an argument of a function: a path or a literal.
type argument struct {
	path    *Path
	literal value.Value
}

// definite tells whether the step, last or not, leads to one place at most.
// Several names at the end of a path make one object.
func (s *step) definite(last bool) bool {
	switch s.kind {
	case nameStep:
		return len(s.names) == 1 || last
	case indexStep:
		return len(s.indexes) == 1
	case functionStep:
		return true
	}
	return false
}

func (s *step) write(b *strings.Builder) {
	switch s.kind {
	case nameStep:
		b.WriteByte('[')
		for i, n := range s.names {
			if i > 0 {
				b.WriteByte(',')
			}
			b.WriteString("'" + n + "'")
		}
		b.WriteByte(']')
	case indexStep:
		b.WriteByte('[')
		for i, n := range s.indexes {
			if i > 0 {
				b.WriteByte(',')
			}
			b.WriteString(strconv.Itoa(n))
		}
		b.WriteByte(']')
	case sliceStep:
		b.WriteByte('[')
		if s.hasFrom {
			b.WriteString(strconv.Itoa(s.from))
		}
		b.WriteByte(':')
		if s.hasTo {
			b.WriteString(strconv.Itoa(s.to))
		}
		b.WriteByte(']')
	case wildStep:
		b.WriteString("[*]")
	case scanStep:
		b.WriteString("..")
	case filterStep:
		b.WriteString("[?]")
	case functionStep:
		b.WriteString("." + s.function + "()")
	}
}

// bounds are the first and the past-the-end index of a slice of n items.
func (s *step) bounds(n int) (int, int) {
	from, to := 0, n
	if s.hasFrom {
		from = s.from
		if from < 0 {
			from = max(from+n, 0)
		}
	}
	if s.hasTo {
		to = s.to
		if to < 0 {
			to += n
		}
		to = min(to, n)
	}
	return from, to
}

// place is the index from the start that index i of n items means, or -1.
func place(i, n int) int {
	if i < 0 {
		i += n
	}
	if i < 0 || i >= n {
		return -1
	}
	return i
}
