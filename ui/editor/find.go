package editor

import (
	"sort"
	"strings"
)

// finder looks for words in the text. Small letters find capitals too;
// a capital in the query finds only itself.
type finder struct {
	query  string
	hits   []int // where the query was found, in order, at most mostHits
	more   bool  // there are more than mostHits
	stale  bool  // the text or the query has changed since
	folded string
	of     string // what folded was made from
}

// mostHits bounds the search; more than this is only counted as more.
const mostHits = 10000

func (f *finder) set(query string) {
	if f.query != query {
		f.query = query
		f.stale = true
	}
}

// search finds all places anew if anything has changed.
func (f *finder) search(b *buffer) {
	if !f.stale {
		return
	}
	f.stale = false
	f.hits, f.more = f.hits[:0], false
	if f.query == "" {
		return
	}
	text, query := b.s, f.query
	if query == foldASCII(query) {
		if f.of != b.s || f.folded == "" {
			f.folded, f.of = foldASCII(b.s), b.s
		}
		text = f.folded
	}
	for i := 0; ; {
		n := strings.Index(text[i:], query)
		if n < 0 {
			return
		}
		if len(f.hits) == mostHits {
			f.more = true
			return
		}
		f.hits = append(f.hits, i+n)
		i += n + len(query)
	}
}

// between are the hits that begin within a span.
func (f *finder) between(b *buffer, from, to int) []int {
	f.search(b)
	return f.hits[sort.SearchInts(f.hits, from):sort.SearchInts(f.hits, to)]
}

// step is the index of the hit after (1) or before (-1) a selection, round at
// the ends, or -1.
func (f *finder) step(b *buffer, by int) int {
	f.search(b)
	n := len(f.hits)
	if n == 0 {
		return -1
	}
	s := b.sel.Span()
	if by > 0 {
		from := s.Start
		if s.Len() == len(f.query) {
			from++ // standing on a hit: go on
		}
		return sort.SearchInts(f.hits, from) % n
	}
	return (sort.SearchInts(f.hits, s.Start) - 1 + n) % n
}

// current is the index of the hit that is selected, or -1.
func (f *finder) current(b *buffer) int {
	s := b.sel.Span()
	if i := sort.SearchInts(f.hits, s.Start); i < len(f.hits) && f.hits[i] == s.Start && s.Len() == len(f.query) {
		return i
	}
	return -1
}

// foldASCII makes capitals small and keeps every offset where it is.
func foldASCII(s string) string {
	i := 0
	for i < len(s) && (s[i] < 'A' || s[i] > 'Z') {
		i++
	}
	if i == len(s) {
		return s
	}
	folded := []byte(s)
	for ; i < len(folded); i++ {
		if c := folded[i]; c >= 'A' && c <= 'Z' {
			folded[i] = c + 'a' - 'A'
		}
	}
	return string(folded)
}
