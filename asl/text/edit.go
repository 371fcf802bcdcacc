package text

import (
	"fmt"
	"sort"
	"strings"
)

// Edit replaces the bytes of its span by New. An empty span inserts; an empty
// New removes.
type Edit struct {
	Span
	New string
}

// Insert is the edit that puts s at an offset.
func Insert(offset int, s string) Edit { return Edit{At(offset), s} }

// Delete is the edit that removes a span.
func Delete(s Span) Edit { return Edit{s, ""} }

// Replace is the edit that puts s in place of a span.
func Replace(span Span, s string) Edit { return Edit{span, s} }

// EditError says why Apply refused: an edit outside the text, or two edits
// that both replace the same byte.
type EditError struct {
	Edit   Edit
	Reason string
}

func (e *EditError) Error() string {
	return fmt.Sprintf("edit %s: %s", e.Edit.Span, e.Reason)
}

// Apply makes all edits at once: spans refer to t, in any order; inserts at
// one offset are made in the order given. It returns the text one version
// on and the edits that lead from it back to t's bytes. On an error the text
// is t itself and nothing is changed.
func Apply(t Text, edits ...Edit) (Text, []Edit, error) {
	sorted, err := Sorted(t.Len(), edits)
	if err != nil {
		return t, nil, err
	}
	size := len(t.s)
	for _, e := range sorted {
		size += len(e.New) - e.Len()
	}
	var b strings.Builder
	b.Grow(size)
	inverse := make([]Edit, 0, len(sorted))
	at := 0
	for _, e := range sorted {
		b.WriteString(t.s[at:e.Start])
		start := b.Len()
		b.WriteString(e.New)
		inverse = append(inverse, Edit{Span{start, b.Len()}, t.s[e.Start:e.End]})
		at = e.End
	}
	b.WriteString(t.s[at:])
	return Text{s: b.String(), version: t.version + 1, lines: &lineIndex{}}, inverse, nil
}

// Sorted checks edits against a text of the given length and returns them in
// text order, leaving the argument alone.
func Sorted(length int, edits []Edit) ([]Edit, error) {
	sorted := make([]Edit, len(edits))
	copy(sorted, edits)
	sort.SliceStable(sorted, func(i, j int) bool {
		a, b := sorted[i], sorted[j]
		if a.Start != b.Start {
			return a.Start < b.Start
		}
		return a.Empty() && !b.Empty()
	})
	end := 0
	for _, e := range sorted {
		switch {
		case e.Start < 0 || e.End > length || e.Start > e.End:
			return nil, &EditError{e, fmt.Sprintf("outside the text of %d bytes", length)}
		case e.Start < end:
			return nil, &EditError{e, "overlaps another edit"}
		}
		end = e.End
	}
	return sorted, nil
}

// Map carries an offset through edits (in any order, spans in the old text).
// An offset inside a replaced span lands at the end of the replacement; at an
// insertion it stays before the new text unless after is true.
func Map(offset int, edits []Edit, after bool) int {
	delta := 0
	for _, e := range edits {
		switch {
		case e.End < offset || e.End == offset && !e.Empty():
			delta += len(e.New) - e.Len()
		case e.Start < offset:
			delta += e.Start + len(e.New) - offset
		case e.Start == offset && e.Empty() && after:
			delta += len(e.New)
		}
	}
	return offset + delta
}
