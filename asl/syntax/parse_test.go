package syntax

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"github.com/stateboard/stateboard/asl/text"
	"github.com/stateboard/stateboard/asl/text/cases"
)

// TestCases reads txtar files of pairs: NAME.json is the text, NAME.want the
// errors it gives and the values that were read all the same.
func TestCases(t *testing.T) {
	cases.Each(t, func(t *testing.T, a *txtar.Archive) []txtar.File {
		var files []txtar.File
		for _, f := range a.Files {
			if name, in := strings.CutSuffix(f.Name, ".json"); in {
				files = append(files, f, txtar.File{Name: name + ".want", Data: []byte(describe(string(f.Data)))})
			}
		}
		return files
	})
}

func describe(src string) string {
	var b strings.Builder
	tree := Parse(src)
	tx := text.New(src)
	for _, e := range tree.Errors {
		fmt.Fprintf(&b, "%s %s %s %s", tx.Position(e.Span.Start), e.Code, e.Message, e.Advice)
		for _, f := range e.Fixes {
			fixed, _, err := text.Apply(tx, f.Edits...)
			fmt.Fprintf(&b, "\n  %s: %q %v", f.Title, strings.TrimSpace(fixed.String()), err)
		}
		b.WriteByte('\n')
	}
	fmt.Fprintln(&b, tree.Root.Value().JSON())
	return b.String()
}

func TestPointersLeadBack(t *testing.T) {
	tree := Parse(`{"a/b":[1,{"~":2}],"c":"x"}`)
	n := tree.At(12)
	if n.Pointer() != "/a~1b/1/~0" || tree.Find("/a~1b/1/~0").Text != "2" {
		t.Errorf("%q", n.Pointer())
	}
	if key := tree.At(2); key.Text != "a/b" || key.Pointer() != "/a~1b" {
		t.Errorf("a key's pointer is its value's: %q", key.Pointer())
	}
}

func TestEveryPointerFindsItsNode(t *testing.T) {
	for _, tree := range []*Tree{Parse(`{"a": [1, {"b/c": null, "~": [[], {}]}], "": {"d": 2}}`), ParseYAML("a: &x [1, {b: 2}]\nc: *x\nd:\n  <<: {e: 3}\n  f: 4\n")} {
		var walk func(n *Node)
		walk = func(n *Node) {
			if tree.Find(n.Pointer()) != n {
				t.Errorf("%q leads elsewhere", n.Pointer())
			}
			for _, item := range n.Items() {
				walk(item)
			}
			for _, m := range n.Members() {
				if m.Key.Pointer() != m.Value.Pointer() {
					t.Errorf("a key's pointer is its value's: %q, %q", m.Key.Pointer(), m.Value.Pointer())
				}
				walk(m.Value)
			}
		}
		walk(tree.Root)
	}
}

func FuzzParse(f *testing.F) {
	for _, s := range []string{`{"a":[1,2.5e-3,null]}`, `{"a" 1 "b":,]`, `[1 2,,'x' }`, `{"t":${X}, "u": "${Y}"}`, "{\"a\":\"x\n\"b\":1}", "\"\xff", "{]", "[}", "// x", `{"a":1,"a":2}`} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		tree := Parse(s)
		for _, e := range tree.Errors {
			if e.Span.Start < 0 || e.Span.End > len(s) || e.Span.Start > e.Span.End {
				t.Fatalf("span %v of %d bytes: %s", e.Span, len(s), e.Message)
			}
			for _, fix := range e.Fixes {
				if _, _, err := text.Apply(text.New(s), fix.Edits...); err != nil {
					t.Fatal(err)
				}
			}
		}
		nested(t, tree.Root, s)
		plain := strings.TrimPrefix(s, "\uFEFF")
		if json.Valid([]byte(plain)) && len(tree.Errors) > 0 {
			for _, e := range tree.Errors {
				if e.Code == CodeJSON {
					t.Fatalf("valid JSON, yet: %s", e.Message)
				}
			}
		}
		if !json.Valid([]byte(plain)) && len(tree.Errors) == 0 && !strings.Contains(s, "${") {
			t.Fatalf("not JSON, yet no error: %q", s)
		}
	})
}

// nested checks that spans lie within their parents', in order, disjoint.
func nested(t *testing.T, n *Node, s string) {
	if n == nil {
		return
	}
	at := n.Span.Start
	child := func(c *Node) {
		if c.Span.Start < at || c.Span.End > n.Span.End || c.Parent != n {
			t.Fatalf("%v %q not in order within %v of %q", c.Span, c.Text, n.Span, s)
		}
		at = c.Span.End
		nested(t, c, s)
	}
	for _, m := range n.Members() {
		child(m.Key)
		child(m.Value)
	}
	for _, item := range n.Items() {
		child(item)
	}
}

// large is a machine of 5,000 states.
func large() string {
	var s strings.Builder
	s.WriteString(`{"StartAt":"S0","States":{`)
	for i := range 5000 {
		if i > 0 {
			s.WriteByte(',')
		}
		fmt.Fprintf(&s, "\n    \"S%d\": {\n      \"Type\": \"Task\",\n      \"Resource\": \"arn:aws:states:::lambda:invoke\",\n      \"Parameters\": {\"Payload.$\": \"$\"},\n      \"Next\": \"S%d\"\n    }", i, i+1)
	}
	s.WriteString("}}")
	return s.String()
}

func BenchmarkParse1MB(b *testing.B) {
	src := large()
	b.SetBytes(int64(len(src)))
	b.ReportAllocs()
	for b.Loop() {
		Parse(src)
	}
}
