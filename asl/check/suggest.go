package check

import (
	"strings"
	"unicode/utf8"

	"github.com/stateboard/stateboard/asl/diag"
	"github.com/stateboard/stateboard/asl/syntax"
	"github.com/stateboard/stateboard/asl/text"
	"github.com/stateboard/stateboard/asl/value"
)

// maxNear bounds how often near names are looked for in one document and
// maxCandidates among how many, so that a document full of wrong names is
// still checked in linear time.
const (
	maxNear       = 40
	maxCandidates = 10000
)

// nearest is the candidate that a wrong name was likely meant to be; "" when
// none is near.
func (c *checker) nearest(wrong string, candidates []string) string {
	if wrong == "" || len(wrong) > 120 || c.near >= maxNear || len(candidates) > maxCandidates {
		return ""
	}
	c.near++
	best, least := "", max(1, utf8.RuneCountInString(wrong)/3)+1
	for _, candidate := range candidates {
		if strings.EqualFold(candidate, wrong) {
			return candidate
		}
		if d := distance(wrong, candidate, least); d < least {
			best, least = candidate, d
		}
	}
	return best
}

// distance is the number of letters to change, add, drop or swap with their
// neighbour to get from a to b; limit when it is that or more. Case does not
// count.
func distance(a, b string, limit int) int {
	if d := len(a) - len(b); d >= limit || -d >= limit {
		return limit
	}
	x, y := []rune(strings.ToLower(a)), []rune(strings.ToLower(b))
	before, last, row := make([]int, len(y)+1), make([]int, len(y)+1), make([]int, len(y)+1)
	for j := range last {
		last[j] = j
	}
	for i := 1; i <= len(x); i++ {
		row[0] = i
		least := i
		for j := 1; j <= len(y); j++ {
			change := 1
			if x[i-1] == y[j-1] {
				change = 0
			}
			row[j] = min(last[j-1]+change, last[j]+1, row[j-1]+1)
			if i > 1 && j > 1 && x[i-1] == y[j-2] && x[i-2] == y[j-1] {
				row[j] = min(row[j], before[j-2]+1)
			}
			least = min(least, row[j])
		}
		if least >= limit {
			return limit
		}
		before, last, row = last, row, before
	}
	return min(last[len(y)], limit)
}

// meant makes advice and fixes for a name that is near another one.
func meant(n *syntax.Node, name, otherwise string) (string, []diag.Fix) {
	if name == "" {
		return otherwise, nil
	}
	return "Did you mean " + quoted(name) + "?", []diag.Fix{{Title: "Write " + quoted(name), Edits: []text.Edit{text.Replace(n.Span, value.Quote(name))}}}
}

// quoted is a name as messages show it, long ones shortened.
func quoted(name string) string {
	const most = 60
	if utf8.RuneCountInString(name) > most {
		name = string([]rune(name)[:most-1]) + "…"
	}
	return value.Quote(name)
}
