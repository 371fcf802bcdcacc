package check

import (
	"strings"
	"unicode/utf8"

	"github.com/stateboard/stateboard/asl/diag"
	"github.com/stateboard/stateboard/asl/syntax"
	"github.com/stateboard/stateboard/asl/value"
)

// maxNear bounds how many names are compared in the search for near ones in a
// document, so that one full of wrong names is still checked in linear time.
const maxNear = 30000

// longestNear is the length in bytes from which names are not compared.
const longestNear = 120

// compares tells whether there is room to compare a name with n others.
func (c *checker) compares(n int) bool { return c.near+n <= maxNear }

// nearest is the candidate that a wrong name was likely meant to be; "" when
// none is near.
func (c *checker) nearest(wrong string, candidates []string) string {
	c.needs.more = true // how many are compared in all is bounded
	if wrong == "" || len(wrong) > longestNear || !c.compares(len(candidates)) {
		return ""
	}
	c.near += len(candidates)
	best, begins := "", ""
	least := max(1, utf8.RuneCountInString(wrong)/3) + 1
	for _, candidate := range candidates {
		if len(candidate) == len(wrong) && strings.EqualFold(candidate, wrong) {
			return candidate
		}
		if d := distance(wrong, candidate, least); d < least {
			best, least = candidate, d
		}
		if begins == "" && len(wrong) > 2 && len(candidate) > len(wrong) && strings.EqualFold(candidate[:len(wrong)], wrong) {
			begins = candidate
		}
	}
	if best == "" {
		return begins // half typed
	}
	return best
}

// distance is the number of bytes to change, add, drop or swap with their
// neighbour to get from a to b; limit when it is that or more. Case does not
// count.
func distance(a, b string, limit int) int {
	if d := len(a) - len(b); d >= limit || -d >= limit || len(a) > longestNear || len(b) > longestNear {
		return limit
	}
	var rows [3][longestNear + 1]int
	before, last, row := &rows[0], &rows[1], &rows[2]
	for j := 0; j <= len(b); j++ {
		last[j] = j
	}
	for i := 1; i <= len(a); i++ {
		row[0] = i
		least := i
		for j := 1; j <= len(b); j++ {
			change := 1
			if small(a[i-1]) == small(b[j-1]) {
				change = 0
			}
			row[j] = min(last[j-1]+change, last[j]+1, row[j-1]+1)
			if i > 1 && j > 1 && small(a[i-1]) == small(b[j-2]) && small(a[i-2]) == small(b[j-1]) {
				row[j] = min(row[j], before[j-2]+1)
			}
			least = min(least, row[j])
		}
		if least >= limit {
			return limit
		}
		before, last, row = last, row, before
	}
	return min(last[len(b)], limit)
}

func small(c byte) byte {
	if c >= 'A' && c <= 'Z' {
		return c + 'a' - 'A'
	}
	return c
}

// meant makes advice and fixes for a name that is near another one.
func meant(n *syntax.Node, name, otherwise string) (string, []diag.Fix) {
	if name == "" {
		return otherwise, nil
	}
	fixes := rewrite(n, value.Quote(name))
	for i := range fixes {
		fixes[i].Title = "Write " + quoted(name)
	}
	return "Did you mean " + quoted(name) + "?", fixes
}

// quoted is a name as messages show it, long ones shortened.
func quoted(name string) string {
	const most = 60
	if utf8.RuneCountInString(name) > most {
		name = string([]rune(name)[:most-1]) + "…"
	}
	return value.Quote(name)
}
