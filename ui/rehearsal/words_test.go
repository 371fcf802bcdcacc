package rehearsal

import (
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/stateboard/stateboard/asl/value"
	"github.com/stateboard/stateboard/ui/session"
)

func TestBrief(t *testing.T) {
	for _, c := range []struct{ json, want string }{
		{`{"decision":"APPROVE"}`, `{ "decision": "APPROVE" }`},
		{`[]`, `[]`},
		{`"x"`, `"x"`},
		{`{"checks":[{"flagged":false},{"flagged":true}],"n":1.50}`, "{\n  \"checks\": [\n    { \"flagged\": false },\n    { \"flagged\": true }\n  ],\n  \"n\": 1.50\n}"},
	} {
		if got := brief(value.MustParse(c.json)); got != c.want {
			t.Errorf("%s:\n%s\nwant\n%s", c.json, got, c.want)
		}
	}
}

func drawValue(t *rapid.T, depth int) value.Value {
	kinds := 5
	if depth == 0 {
		kinds = 3
	}
	switch rapid.IntRange(0, kinds-1).Draw(t, "kind") {
	case 0:
		return value.String(rapid.String().Draw(t, "s"))
	case 1:
		return value.Int(rapid.Int64().Draw(t, "i"))
	case 2:
		return value.Bool(rapid.Bool().Draw(t, "b"))
	case 3:
		var items []value.Value
		for range rapid.IntRange(0, 4).Draw(t, "n") {
			items = append(items, drawValue(t, depth-1))
		}
		return value.Array(items...)
	}
	var members []value.Member
	for _, key := range rapid.SliceOfNDistinct(rapid.StringMatching(`[a-z ]{0,9}`), 0, 4, rapid.ID[string]).Draw(t, "keys") {
		members = append(members, value.M(key, drawValue(t, depth-1)))
	}
	return value.Object(members...)
}

func TestBriefSaysTheSame(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		v := drawValue(t, 4)
		back, err := value.Parse(brief(v))
		if err != nil || !value.Equal(v, back) {
			t.Fatalf("%v: %s", err, brief(v))
		}
	})
}

func TestRoundSteps(t *testing.T) {
	for _, c := range []struct{ least, want time.Duration }{
		{0, time.Millisecond}, {3 * time.Millisecond, 5 * time.Millisecond}, {700 * time.Millisecond, time.Second}, {6 * time.Second, 10 * time.Second},
		{40 * time.Second, 50 * time.Second}, {2 * time.Minute, 5 * time.Minute}, {30 * time.Hour, 7 * 24 * time.Hour}, {10 * 24 * time.Hour, 11 * 24 * time.Hour},
	} {
		if got := roundStep(c.least); got != c.want {
			t.Errorf("%v: %v, want %v", c.least, got, c.want)
		}
	}
}

func TestShellWords(t *testing.T) {
	if got := quoted(`it's {"a": 1}`); got != `'it'\''s {"a": 1}'` {
		t.Error(got)
	}
}

func TestAgeWords(t *testing.T) {
	opened := time.Date(2026, 3, 14, 12, 0, 0, 0, time.UTC)
	for _, c := range []struct {
		after, left time.Duration
		want        string
	}{
		{42 * time.Second, 0, "Open for 00:42"},
		{59*time.Second + 900*time.Millisecond, 0, "Open for 00:59"},
		{3*time.Minute + 20*time.Second, 0, "Open for 3 minutes"},
		{3*time.Minute + 50*time.Second, 0, "Open for 3 minutes"},
		{26 * time.Hour, 7 * 24 * time.Hour, "Open for 1 day 2 hours · gives up in 5 days 22 hours"},
		{time.Minute, 90 * time.Second, "Open for 1 minute · gives up in 30 seconds"},
	} {
		token := session.Token{Opened: opened}
		if c.left > 0 {
			token.GivesUp = opened.Add(c.left)
		}
		if got := ageWords(token, opened.Add(c.after)); got != c.want {
			t.Errorf("after %v: %q, want %q", c.after, got, c.want)
		}
	}
}
