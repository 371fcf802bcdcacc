package text

import (
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestPositionsAndLineEnds(t *testing.T) {
	tx := New("a\r\nbé\n\nz")
	for _, c := range []struct {
		offset int
		want   Position
	}{{0, Position{1, 1}}, {3, Position{2, 1}}, {6, Position{2, 3}}, {7, Position{3, 1}}, {8, Position{4, 1}}, {99, Position{4, 2}}} {
		if got := tx.Position(c.offset); got != c.want {
			t.Errorf("Position(%d) = %v, want %v", c.offset, got, c.want)
		}
	}
	if got := tx.LineSpan(1); got != (Span{0, 1}) {
		t.Errorf("the line end of CRLF is no part of the line: %v", got)
	}
	if tx.EOL() != "\r\n" || New("a\nb").EOL() != "\n" || New("a").EOL() != "\n" {
		t.Error("EOL is read off the first line")
	}
	if (Text{}).LineCount() != 1 {
		t.Error("the zero text has one line")
	}
}

func TestApplyRefuses(t *testing.T) {
	tx := New("abcdef")
	for name, edits := range map[string][]Edit{
		"overlap":  {Replace(Span{1, 3}, "x"), Delete(Span{2, 4})},
		"past end": {Delete(Span{4, 9})},
		"negative": {Insert(-1, "x")},
		"inside":   {Delete(Span{1, 4}), Insert(2, "x")},
	} {
		got, inverse, err := Apply(tx, edits...)
		if err == nil || inverse != nil || got.String() != "abcdef" || got.Version() != 1 {
			t.Errorf("%s: %q %v %v", name, got, inverse, err)
		}
	}
}

// drawText and drawEdits make a text and edits that do not overlap in it.
func drawText(t *rapid.T) Text { return New(rapid.StringMatching(`[a-cé\r\n]{0,40}`).Draw(t, "text")) }

func drawEdits(t *rapid.T, tx Text) []Edit {
	var edits []Edit
	at := 0
	for range rapid.IntRange(0, 4).Draw(t, "n") {
		start := rapid.IntRange(at, tx.Len()).Draw(t, "start")
		end := rapid.IntRange(start, tx.Len()).Draw(t, "end")
		edits = append(edits, Edit{Span{start, end}, rapid.StringMatching(`[x-z\n]{0,5}`).Draw(t, "new")})
		at = end
	}
	return edits
}

func TestApplyInverts(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		tx := drawText(t)
		next, inverse, err := Apply(tx, drawEdits(t, tx)...)
		if err != nil {
			t.Fatal(err)
		}
		back, _, err := Apply(next, inverse...)
		if err != nil || back.String() != tx.String() {
			t.Fatalf("%q -> %q -> %q, %v", tx, next, back, err)
		}
	})
}

func TestOffsetInvertsPosition(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		tx := drawText(t)
		line := rapid.IntRange(1, tx.LineCount()).Draw(t, "line")
		span := tx.LineSpan(line)
		p := tx.Position(span.End)
		if p.Line != line || tx.Offset(p) != span.End {
			t.Fatalf("%q: line %d ends at %d, %v, %d", tx, line, span.End, p, tx.Offset(p))
		}
	})
}

func TestMapFollowsTheBytes(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		tx := drawText(t)
		edits := drawEdits(t, tx)
		next, _, err := Apply(tx, edits...)
		if err != nil {
			t.Fatal(err)
		}
		offset := rapid.IntRange(0, tx.Len()).Draw(t, "offset")
		got := Map(offset, edits, true)
		if got < 0 || got > next.Len() {
			t.Fatalf("%d of %q maps to %d of %q", offset, tx, got, next)
		}
		for _, e := range edits {
			if e.Start < offset && offset < e.End {
				return
			}
		}
		if tx.String()[offset:] != next.String()[got:] && !touchesAfter(edits, offset) {
			t.Fatalf("%d of %q maps to %d of %q", offset, tx, got, next)
		}
	})
}

func touchesAfter(edits []Edit, offset int) bool {
	for _, e := range edits {
		if e.End >= offset && !(e.Empty() && e.Start == offset) {
			return true
		}
	}
	return false
}

func FuzzApply(f *testing.F) {
	f.Add("{\"a\": 1}", 1, 4, "x", 5, 5, "y")
	f.Add("", 0, 0, "", 0, 0, "")
	f.Fuzz(func(t *testing.T, s string, a, b int, x string, c, d int, y string) {
		tx := New(s)
		next, inverse, err := Apply(tx, Edit{Span{a, b}, x}, Edit{Span{c, d}, y})
		if err != nil {
			if next.String() != s {
				t.Fatal("an error must leave the text alone")
			}
			return
		}
		back, _, err := Apply(next, inverse...)
		if err != nil || back.String() != s {
			t.Fatalf("%q -> %q -> %q, %v", s, next, back, err)
		}
	})
}

func BenchmarkApply1MB(b *testing.B) {
	tx := New(strings.Repeat("0123456789abcde\n", 65536))
	for b.Loop() {
		if _, _, err := Apply(tx, Insert(500000, "x")); err != nil {
			b.Fatal(err)
		}
	}
}
