package marks

import (
	"strings"
	"testing"

	"github.com/stateboard/stateboard/runner/history"
)

func TestWhatIsAtWork(t *testing.T) {
	visit := func(path, name string) *history.Visit { return &history.Visit{Path: path, Name: name} }
	open := []*history.Visit{visit("M", "M"), visit("M/0/A", "A"), visit("M/0/A", "A"), visit("M/0/B", "B"), visit("Many", "Many")}
	if got := strings.Join(AtWork(open), ", "); got != "A (2 at once), B, Many" {
		t.Error(got)
	}
}

func TestSentence(t *testing.T) {
	for s, want := range map[string]string{"At work: A": "At work: A.", "At work: Ready?": "At work: Ready?", "": "."} {
		if got := Sentence(s); got != want {
			t.Errorf("%q is %q, want %q", s, got, want)
		}
	}
}
