package editor

import (
	"fmt"
	"strings"

	"github.com/stateboard/stateboard/asl/text"
)

// This file defines replacing what is found: one place, or all as one change.

// everywhere are all places where the query is found, however many.
func (f *finder) everywhere(b *buffer) []int {
	f.search(b)
	hits := append([]int(nil), f.hits...)
	if !f.more {
		return hits
	}
	s, query := b.s, f.query
	if query == foldASCII(query) {
		s = foldASCII(s)
	}
	for i := hits[len(hits)-1] + len(query); ; {
		n := strings.Index(s[i:], query)
		if n < 0 {
			return hits
		}
		hits = append(hits, i+n)
		i += n + len(query)
	}
}

// replaceOne replaces the find that is selected and goes to the next; when none
// is selected it only goes there.
func (e *Editor) replaceOne(by string) {
	if e.ReadOnly() {
		return
	}
	e.find.search(e.b)
	if e.find.current(e.b) < 0 {
		e.findNext(1)
		return
	}
	if c, ok := e.b.instead(e.b.sel.Span(), by, Other); ok {
		e.apply(c)
		e.find.search(e.b)
	}
	// What was put may itself be found: the next one lies behind it.
	e.bar.before = Place(e.b.sel.Caret)
	if i := e.bar.firstFrom(e.b.sel.Caret); i >= 0 {
		e.selectHit(i)
	} else {
		e.bar.tell()
	}
}

// replaceAll replaces every find as one change, and tells how many there were.
func (e *Editor) replaceAll(by string) {
	if e.ReadOnly() || e.find.query == "" {
		return
	}
	hits := e.find.everywhere(e.b)
	if len(hits) == 0 {
		return
	}
	caret, n := e.b.sel.Caret, len(e.find.query)
	c := Change{Kind: Other, Before: e.b.sel}
	for _, at := range hits {
		c.Edits = append(c.Edits, text.Edit{Span: text.Span{Start: at, End: at + n}, New: by})
		switch {
		case at+n <= e.b.sel.Caret:
			caret += len(by) - n
		case at < e.b.sel.Caret:
			caret += at - e.b.sel.Caret
		}
	}
	c.After = Place(caret)
	e.apply(c)
	e.find.search(e.b)
	e.bar.say(fmt.Sprintf("%d replaced", len(hits)))
}
