package syntax

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stateboard/stateboard/asl/text"
)

const sampleYAML = `# An order
StartAt: Check
States:
  Check: &check
    Type: Task
    Resource: 'arn:aws:lambda:x'
    TimeoutSeconds: 60
    Retry:
      - ErrorEquals: [States.ALL]
        BackoffRate: 1.5
    Comment: |
      two
      lines
    Next: "Done é"
  Again:
    <<: *check
    Next: Done
  "Done é": {Type: Succeed}
  Empty:
`

func TestYAMLReadsTheSameValues(t *testing.T) {
	tree := ParseYAML(sampleYAML)
	if len(tree.Errors) > 0 {
		t.Fatal(tree.Errors)
	}
	want := `{"StartAt":"Check","States":{"Check":{"Type":"Task","Resource":"arn:aws:lambda:x","TimeoutSeconds":60,"Retry":[{"ErrorEquals":["States.ALL"],"BackoffRate":1.5}],"Comment":"two\nlines\n","Next":"Done é"},` +
		`"Again":{"Next":"Done","Type":"Task","Resource":"arn:aws:lambda:x","TimeoutSeconds":60,"Retry":[{"ErrorEquals":["States.ALL"],"BackoffRate":1.5}],"Comment":"two\nlines\n"},"Done é":{"Type":"Succeed"},"Empty":null}}`
	if got := tree.Root.Value().JSON(); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

func TestYAMLSpans(t *testing.T) {
	tree := ParseYAML(sampleYAML)
	tx := text.New(sampleYAML)
	for pointer, want := range map[string]string{
		"/States/Check/Type": "Task", "/States/Check/Resource": "'arn:aws:lambda:x'", "/States/Check/TimeoutSeconds": "60",
		"/States/Check/Next": `"Done é"`, "/States/Done é": "{Type: Succeed}", "/States/Check/Retry/0/ErrorEquals": "[States.ALL]",
	} {
		n := tree.Find(pointer)
		if n == nil {
			t.Errorf("%s is not there", pointer)
			continue
		}
		if got := tx.Slice(n.Span); got != want {
			t.Errorf("%s: %q, want %q", pointer, got, want)
		}
	}
	if key := tree.Root.Get("States").Member("Done é").Key; tx.Slice(key.Span) != `"Done é"` {
		t.Errorf("key: %q", tx.Slice(key.Span))
	}
}

func TestYAMLErrorsHavePlaces(t *testing.T) {
	for src, line := range map[string]int{"a: 1\na: 2\n": 2, "a: [1\nb: 2\n": 2, "a: *x\n": 1, "a: 1\n---\nb: 2\n": 3, "a: �\nb: \xe9\n": 2} {
		tree := ParseYAML(src)
		if len(tree.Errors) != 1 {
			t.Errorf("%q: %v", src, tree.Errors)
			continue
		}
		if got := text.New(src).Position(tree.Errors[0].Span.Start).Line; got != line {
			t.Errorf("%q: line %d, want %d: %s", src, got, line, tree.Errors[0].Message)
		}
	}
}

func TestYAMLAliasesAreBounded(t *testing.T) {
	src := "a: &a [x,x,x,x,x,x,x,x,x,x]\n"
	for c := 'b'; c < 'l'; c++ {
		p := string(c - 1)
		src += string(c) + ": &" + string(c) + " [*" + p + ",*" + p + ",*" + p + ",*" + p + ",*" + p + ",*" + p + ",*" + p + ",*" + p + "]\n"
	}
	if tree := ParseYAML(src); len(tree.Errors) == 0 || tree.Errors[0].Code != CodeDepth {
		t.Errorf("%v", tree.Errors)
	}
}

func TestYAMLThatWouldTakeTooLongIsRefused(t *testing.T) {
	keys := func(n int) string {
		var b strings.Builder
		for i := range n {
			fmt.Fprintf(&b, "k%d: v\n", i)
		}
		return b.String()
	}
	for name, src := range map[string]string{
		"brackets": "a:\n  b: " + strings.Repeat("[", 1<<20), "braces": strings.Repeat("{a: ", 1<<18), "dashes": strings.Repeat("- ", 1<<19),
		"keys": keys(maxYAMLMembers + 1), "flow keys": "{" + strings.ReplaceAll(keys(maxYAMLMembers+1), "\n", ", ") + "}",
		"left out": strings.ReplaceAll(keys(maxYAMLMembers), " v", ""), "dashes alone": strings.Repeat("-\n", 1<<18),
	} {
		if tree := ParseYAML(src); len(tree.Errors) != 1 || tree.Errors[0].Code != CodeDepth {
			t.Errorf("%s: %v", name, tree.Errors)
		}
	}
	inner := "  in:\n" + strings.ReplaceAll(keys(30), "k", "    k")
	for name, src := range map[string]string{
		"many mappings": strings.ReplaceAll(keys(1000), " v\n", "\n"+inner), "a long list": strings.Repeat("- {a: b}\n- c: d\n  e:\n", 2000),
		"some left out": strings.Repeat("-\n", 1000), "a flow on many lines": "a: [" + strings.Repeat("{b: c},\n", 5000) + "]",
	} {
		if tree := ParseYAML(src); len(tree.Errors) > 0 {
			t.Errorf("%s: %v", name, tree.Errors[0].Message)
		}
	}
}

func TestYAMLBeginnings(t *testing.T) {
	for _, src := range []string{"a: é\nb: x\n", "\uFEFFa: é\nb: x\n", "\uFEFF# c\r\na: é\r\nb: x\r\n", "---\na: é\nb: x\n...\n", "%YAML 1.2\n---\na: é\nb: x\n"} {
		tree := ParseYAML(src)
		if len(tree.Errors) > 0 || tree.Root.Value().JSON() != `{"a":"é","b":"x"}` {
			t.Errorf("%q: %v %s", src, tree.Errors, tree.Root.Value().JSON())
			continue
		}
		if m := tree.Root.Members()[1]; src[m.Key.Span.Start:m.Value.Span.End] != "b: x" {
			t.Errorf("%q: %q", src, src[m.Key.Span.Start:m.Value.Span.End])
		}
	}
}

func TestYAMLSpansBesideTags(t *testing.T) {
	src := "a: !S    x\nb: [!A b, !C   'd', {e: !F g}, !H [i, !!str 12]] # c\nc: !X &y {k: v}\nd: !S |  # h\n  l\n"
	tree := ParseYAML(src)
	for pointer, want := range map[string]string{"/a": "x", "/b/0": "b", "/b/1": "'d'", "/b/2": "{e: !F g}", "/b/2/e": "g", "/b/3": "[i, !!str 12]", "/b/3/1": "12", "/c": "{k: v}", "/c/k": "v", "/d": "|  # h\n  l"} {
		n := tree.Find(pointer)
		if n == nil || src[n.Span.Start:n.Span.End] != want {
			t.Errorf("%s: %+v, want %q", pointer, n, want)
		}
	}
	for i, c := range Comments(src) {
		if want := []string{"# c", "# h"}[i]; src[c.Span.Start:c.Span.End] != want {
			t.Errorf("%q, want %q", src[c.Span.Start:c.Span.End], want)
		}
	}
}

func TestYAMLMergesLists(t *testing.T) {
	tree := ParseYAML("a: &a {x: 1, y: 2}\nb: &b {y: 3, z: 4}\nc:\n  <<: [*a, *b]\n  x: 0\n")
	if got := tree.Root.Get("c").Value().JSON(); len(tree.Errors) > 0 || got != `{"x":0,"y":2,"z":4}` {
		t.Error(got, tree.Errors)
	}
}

func FuzzParseYAML(f *testing.F) {
	f.Add(sampleYAML)
	f.Add("a: &a [*a]\n")
	f.Add("? x\n: y\n- z")
	f.Add("*\x95")
	f.Add("a: !!str 1\nb: >-\n  x\n\nc: ${D}")
	f.Add("# c\r\na: |\r\n  x\r\n\r\n# d\r\nb: {x: y} # }\r\n")
	f.Fuzz(func(t *testing.T, s string) {
		tree := ParseYAML(s)
		walk(t, tree.Root, s)
		for _, e := range tree.Errors {
			if e.Span.Start < 0 || e.Span.End > len(s) || e.Span.Start > e.Span.End {
				t.Fatalf("%v of %d bytes: %s", e.Span, len(s), e.Message)
			}
		}
	})
}

func walk(t *testing.T, n *Node, s string) {
	if n == nil {
		return
	}
	if n.Span.Start < 0 || n.Span.End > len(s) || n.Span.Start > n.Span.End {
		t.Fatalf("%v of %d bytes", n.Span, len(s))
	}
	for _, m := range n.Members() {
		walk(t, m.Key, s)
		walk(t, m.Value, s)
	}
	for _, item := range n.Items() {
		walk(t, item, s)
	}
}

func TestYAMLComments(t *testing.T) {
	src := "# one é\na: 'x # no' # two\n\nb: |\n  # no\n  y\n  # no\n# three\nc: [1, # four\n  2]\n"
	for _, src := range []string{src, strings.ReplaceAll(src, "\n", "\r\n")} {
		var got []string
		for _, c := range Comments(src) {
			got = append(got, fmt.Sprint(c.Text, " ", c.Own))
			if s := src[c.Span.Start:c.Span.End]; !strings.HasPrefix(s, "#") || strings.TrimSpace(s[1:]) != c.Text {
				t.Errorf("%q at %v", s, c.Span)
			}
		}
		if s := strings.Join(got, ", "); s != "one é true, two false, three true, four false" {
			t.Error(s)
		}
	}
}

func TestYAMLNumbersAndTags(t *testing.T) {
	tree := ParseYAML("[1e5, 12345678901234567890123, 1.0e0, -0, !!str 12, !!str yes, '1', 0x1F, 1.2.3]")
	want := `[1e5,12345678901234567890123,1.0e0,-0,"12","yes","1",31,"1.2.3"]`
	if got := tree.Root.Value().JSON(); got != want {
		t.Errorf("%s, want %s; %v", got, want, tree.Errors)
	}
}
