package syntax

import (
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/stateboard/stateboard/asl/diag"
)

// samples are texts to begin from: good ones and broken ones.
func samples(t testing.TB) []string {
	list := []string{
		"", "{}", `{"a": {"b": [1, 2, {"c": "d"}]}, "e": ${X}, "f": -1.5e3}`,
		"{\"States\": {\"A\": {\"Type\": \"Pass\", \"Next\": \"B\"},\r\n\t\"B\": {\"Type\": \"Choice\", \"Choices\": [{\"Next\": \"A\"}, {\"Next\": \"B\"}]}}}",
		`{"a": {"x": 1,}, "b": {"x" 2}, "c": [1 2], 'd': [tru], "a": {"y": {"z": []}}}`,
		"\uFEFF[[], [[1], {\"k\": [\"v\", null]}], \"\\ud800\xff\"]",
	}
	files, err := filepath.Glob("../../assets/examples/*.asl.json")
	if err != nil || len(files) == 0 {
		t.Fatal("no examples", err)
	}
	for _, file := range files {
		b, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		list = append(list, string(b))
	}
	return list
}

// TestParseAfter types, deletes and pastes at random, and reads each version
// both afresh and after the one before.
func TestParseAfter(t *testing.T) {
	starts := samples(t)
	pieces := []string{"", "a", "1", ".", `"`, `\`, ",", ":", "{", "}", "[", "]", "\n", " ", "//", "${", `"k": {"v": [1, {}]}, `, `{"deep": [[{}]]}`, "true", "\xff", "ü", "'x'"}
	rapid.Check(t, func(t *rapid.T) {
		src := rapid.SampledFrom(starts).Draw(t, "start")
		old := Parse(src)
		for range rapid.IntRange(1, 8).Draw(t, "steps") {
			at := rapid.IntRange(0, len(src)).Draw(t, "at")
			end := min(len(src), at+rapid.SampledFrom([]int{0, 0, 0, 1, 1, 2, 7, 60, 400}).Draw(t, "cut"))
			put := rapid.SampledFrom(pieces).Draw(t, "put")
			if rapid.IntRange(0, 9).Draw(t, "again") == 0 {
				put = src[at:end] + put + src[at:end]
			}
			src = src[:at] + put + src[end:]
			after := ParseAfter(old, src)
			compareTrees(t, after, Parse(src))
			if rapid.Bool().Draw(t, "go on") {
				old = after
			}
		}
	})
}

type failer interface {
	Fatalf(format string, args ...any)
}

func compareTrees(t failer, got, want *Tree) {
	if !reflect.DeepEqual(withoutFixes(got.Errors), withoutFixes(want.Errors)) || got.cut != want.cut || (got.Break() == nil) != (want.Break() == nil) {
		t.Fatalf("%q\nerrors %v\nwant   %v", want.Source, got.Errors, want.Errors)
	}
	if g, w := outline(got.Root, nil), outline(want.Root, nil); g != w {
		t.Fatalf("%q\ntree\n%s\nwant\n%s", want.Source, g, w)
	}
}

func withoutFixes(list []diag.Diagnostic) []string {
	out := []string{}
	for _, d := range list {
		out = append(out, fmt.Sprint(d.Code, d.Span, d.Message, d.Advice, d.Fixes))
	}
	return out
}

// outline is a tree in full, spans and parents included.
func outline(n, parent *Node) string {
	var b strings.Builder
	var walk func(n, parent *Node, depth int)
	walk = func(n, parent *Node, depth int) {
		if n == nil {
			return
		}
		fmt.Fprintf(&b, "%*s%v %v %q %v\n", depth, "", n.Kind, n.Span, n.Text, n.Parent == parent)
		for _, m := range n.Members() {
			walk(m.Key, n, depth+1)
			walk(m.Value, n, depth+1)
		}
		for _, item := range n.Items() {
			walk(item, n, depth+1)
		}
	}
	walk(n, parent, 0)
	return b.String()
}

// TestParseAfterShares: a key press in one state leaves the others to be made
// of the earlier ones, however many versions there were.
func TestParseAfterShares(t *testing.T) {
	src := `{"States": {"A": {"Type": "Pass"}, "B": {"Type": "Wait", "Seconds": 1}, "C": {"Type": "Map", "Branches": [{"States": {"D": {"Type": "Pass"}}}]}}}`
	tree := Parse(src)
	first := tree.Find("/States/A").Identity()
	inner := tree.Find("/States/C/Branches/0/States/D").Identity()
	if first == nil || inner == nil {
		t.Fatal("the first version has no identities")
	}
	for i := range 5 {
		src = strings.Replace(src, `"Seconds": `, `"Seconds": 1`, 1)
		tree = ParseAfter(tree, src)
		if tree.Find("/States/A").Identity() != first || tree.Find("/States/C/Branches/0/States/D").Identity() != inner {
			t.Fatal("version", i, "does not share")
		}
		if got := tree.Find("/States/C/Branches/0/States/D/Type"); src[got.Span.Start:got.Span.End] != `"Pass"` {
			t.Fatal("span", got.Span)
		}
		if tree.Find("/States/B").Identity() != nil {
			t.Fatal("what was just typed in has an identity")
		}
	}
	// What was typed in is kept from then on, without its version.
	tree = ParseAfter(tree, strings.Replace(src, "Pass", "Pas", 1))
	b := tree.Find("/States/B")
	if id := b.Identity(); id == nil || id.Parent != nil {
		t.Fatal("an old version is held")
	}
	if got := b.Get("Seconds"); got.Text != "111111" || got.Parent != b {
		t.Fatal(got.Text)
	}
}

func BenchmarkParseAfter1MB(b *testing.B) {
	src := large()
	at := strings.LastIndex(src[:len(src)/2], `"`)
	typed := src[:at] + "x" + src[at:]
	tree := Parse(src)
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		if i%2 == 0 {
			tree = ParseAfter(tree, typed)
		} else {
			tree = ParseAfter(tree, src)
		}
	}
}

// FuzzParseAfter reads a text, and then another after it.
func FuzzParseAfter(f *testing.F) {
	for _, s := range samples(f) {
		f.Add(s, len(s)/2, 1, `"`)
		f.Add(s, len(s)/3, 0, `{"k": [`)
	}
	f.Fuzz(func(t *testing.T, src string, at, cut int, put string) {
		if at < 0 || cut < 0 || at > len(src) || cut > len(src)-at || len(src)+len(put) > 1<<16 {
			return
		}
		next := src[:at] + put + src[at+cut:]
		after := ParseAfter(Parse(src), next)
		compareTrees(t, after, Parse(next))
		compareTrees(t, ParseAfter(after, src), Parse(src))
	})
}
