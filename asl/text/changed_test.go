package text

import (
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestChangedIsTheSmallestDifference(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		piece := rapid.StringOfN(rapid.SampledFrom([]rune("ab\n")), 0, 20, -1)
		long := strings.Repeat("ab\n", rapid.IntRange(0, 4000).Draw(t, "long"))
		old, now := long+piece.Draw(t, "old")+long, long+piece.Draw(t, "now")+long
		at, oldEnd, newEnd := Changed(old, now)
		if old[:at]+now[at:newEnd]+old[oldEnd:] != now {
			t.Fatal("not a difference")
		}
		if at < oldEnd && at < newEnd && (old[at] == now[at] || old[oldEnd-1] == now[newEnd-1]) {
			t.Fatal("not the smallest")
		}
	})
}
