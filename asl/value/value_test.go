package value

import (
	"encoding/json"
	"reflect"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestKeepsSpellingAndOrder(t *testing.T) {
	const s = `{"z":1.0e0,"a":[1234567890123456789012,-0,null,true],"é":"\u0001\"\\/"}`
	if got := MustParse(s).JSON(); got != s {
		t.Errorf("got %s", got)
	}
	if v := MustParse(`{"a":1,"b":2,"a":3}`); v.JSON() != `{"a":3,"b":2}` {
		t.Errorf("the later of two equal keys counts: %s", v.JSON())
	}
}

func TestRefusesWhatJSONRefuses(t *testing.T) {
	for _, s := range []string{"", "01", "1.", "-", "+1", "1e", "tru", `"a`, `"\x"`, `"\u12"`, "\"\n\"", "[1,]", "{,}", `{"a"}`, `{"a":1,}`, "1 2", "[", strings.Repeat("[", 100000)} {
		if v, err := Parse(s); err == nil {
			t.Errorf("%.20q was read as %s", s, v.JSON())
		}
	}
}

func TestSurrogates(t *testing.T) {
	for s, want := range map[string]string{`"\ud83d\ude00"`: "😀", `"\ud83d"`: "\uFFFD", `"\ud83dx"`: "\uFFFDx", `"\ud83d\u0041"`: "\uFFFDA"} {
		if got := MustParse(s).Str(); got != want {
			t.Errorf("%s: %q, want %q", s, got, want)
		}
	}
}

// Draw is a generator of values for property tests.
func draw(t *rapid.T, depth int) Value {
	kind := rapid.IntRange(0, 5).Draw(t, "kind")
	if depth == 0 {
		kind %= 4
	}
	switch kind {
	case 0:
		return Null
	case 1:
		return Bool(rapid.Bool().Draw(t, "bool"))
	case 2:
		return Float(rapid.Float64().Draw(t, "float"))
	case 3:
		return String(rapid.String().Draw(t, "string"))
	case 4:
		items := make([]Value, rapid.IntRange(0, 4).Draw(t, "len"))
		for i := range items {
			items[i] = draw(t, depth-1)
		}
		return Array(items...)
	}
	members := make([]Member, rapid.IntRange(0, 20).Draw(t, "len"))
	for i := range members {
		members[i] = Member{rapid.StringMatching(`[a-f"\n]{0,2}`).Draw(t, "key"), draw(t, depth-1)}
	}
	return Object(members...)
}

func TestWritesWhatItReads(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		v := draw(t, 3)
		s := v.JSON()
		if !json.Valid([]byte(s)) {
			t.Fatalf("not JSON: %s", s)
		}
		if v.Size() != len(s) {
			t.Fatalf("size %d of %d bytes: %s", v.Size(), len(s), s)
		}
		back, err := Parse(s)
		if err != nil || back.JSON() != s || !Equal(v, back) {
			t.Fatalf("%s came back as %s, %v", s, back.JSON(), err)
		}
		if w, err := Parse(v.Indent("  ")); err != nil || w.JSON() != s {
			t.Fatalf("%s indented came back as %s, %v", s, w.JSON(), err)
		}
	})
}

func TestChangesShareAndKeepSizes(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		v := draw(t, 2)
		before := v.JSON()
		key := rapid.StringMatching(`[a-f"\n]{0,2}`).Draw(t, "key")
		x := draw(t, 1)
		w := v.With(key, x)
		if !Equal(w.Get(key), x) || w.Size() != len(w.JSON()) {
			t.Fatalf("%s with %q = %s is %s (%d)", before, key, x.JSON(), w.JSON(), w.Size())
		}
		if u := w.Without(key); !u.Get(key).IsAbsent() || u.Size() != len(u.JSON()) {
			t.Fatalf("without %q: %s", key, u.JSON())
		}
		if v.JSON() != before {
			t.Fatal("a change reached the original")
		}
	})
}

func FuzzParse(f *testing.F) {
	for _, s := range []string{`{"a":[1,2.5e-3,null]}`, `"\ud83d\ude00"`, "[[]]", "\uFEFF1", "\"\xff\""} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		v, err := Parse(s)
		var want any
		if valid := json.Unmarshal([]byte(strings.TrimPrefix(s, "\uFEFF")), &want) == nil; valid != (err == nil) {
			if strings.Contains(s, "[[[[") || strings.Contains(s, "e") || strings.Contains(s, "E") {
				return // encoding/json has other depth limits, and refuses numbers beyond float64
			}
			t.Fatalf("encoding/json says %v, we say %v", valid, err)
		}
		if err != nil {
			return
		}
		if v.Size() != len(v.JSON()) {
			t.Fatalf("size %d of %d", v.Size(), len(v.JSON()))
		}
		var got any
		if json.Unmarshal([]byte(v.JSON()), &got) == nil && !reflect.DeepEqual(got, want) {
			t.Fatalf("%#v became %#v", want, got)
		}
	})
}

func BenchmarkWithInSmallObject(b *testing.B) {
	v, n := MustParse(`{"i":0,"payload":{"a":[1,2,3]},"c":3}`), Int(7)
	for b.Loop() {
		v.With("i", n)
	}
}
