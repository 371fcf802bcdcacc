package text

import "fmt"

// Span is a half-open range [Start, End) of byte offsets.
type Span struct{ Start, End int }

// At is the empty span at an offset: a place between two bytes.
func At(offset int) Span { return Span{offset, offset} }

// Len is the number of bytes in the span.
func (s Span) Len() int { return s.End - s.Start }

// Empty tells whether the span is a mere place.
func (s Span) Empty() bool { return s.Start >= s.End }

// Contains tells whether the offset lies in the span or at its end, which is
// where a caret stands after the last character.
func (s Span) Contains(offset int) bool { return s.Start <= offset && offset <= s.End }

// Covers tells whether o lies wholly within s.
func (s Span) Covers(o Span) bool { return s.Start <= o.Start && o.End <= s.End }

// Overlaps tells whether the spans share at least one byte.
func (s Span) Overlaps(o Span) bool { return s.Start < o.End && o.Start < s.End }

func (s Span) String() string { return fmt.Sprintf("%d-%d", s.Start, s.End) }

// Position is a place as people count it: line and column from 1, the column
// in characters (not bytes).
type Position struct{ Line, Column int }

func (p Position) String() string { return fmt.Sprintf("%d:%d", p.Line, p.Column) }
