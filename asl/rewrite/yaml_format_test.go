package rewrite

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"
	"pgregory.net/rapid"

	"github.com/stateboard/stateboard/asl"
	"github.com/stateboard/stateboard/asl/syntax"
	"github.com/stateboard/stateboard/asl/text"
)

// yamlHand writes a random document the way people do not.
type yamlHand struct {
	*rapid.T
	b       strings.Builder
	anchors int
	keys    int
}

func (h *yamlHand) one(of ...string) string { return rapid.SampledFrom(of).Draw(h.T, "one") }

func (h *yamlHand) rarely() bool { return rapid.IntRange(0, 5).Draw(h.T, "rarely") == 0 }

// end ends a line, perhaps with a comment.
func (h *yamlHand) end() {
	if h.rarely() {
		h.b.WriteString(h.one(" # c", "   #c", " # é {[, ", " # 'x") + fmt.Sprint(rapid.IntRange(0, 99).Draw(h.T, "c")))
	}
	h.b.WriteString(h.one("", "", "", "  ") + "\n")
}

func (h *yamlHand) comments(indent string) {
	for h.rarely() {
		h.b.WriteString(h.one("", indent, indent+" ", "", indent+"  ") + h.one("# own\n", "#x: y\n", "\n", "\n\n", "# é }\n"))
	}
}

var yamlScalars = []string{
	"plain", "two words", "12", "1.50", "0x1F", "true", "No", "null", "~", "'it''s'", `"a\tb \"q\""`, `"two\nlines"`, "'with # hash'", "é → 😀", "${Name}", "a:b", "$.x[0]", "''", `""`, "-5", "'true'", `"12"`, `"{% $x %}"`, "'{% \"a\" %}'",
	`"x: y"`, `"arn:aws:states:::lambda:invoke"`, `"${D}"`, "'a, b'", `" lead"`, "! 'x'", "!Sub \"${A}\"", "!Ref  Z", "!!str 12", "2024-01-01", "12:30", `"\u00e9"`, `"- x"`,
}

func (h *yamlHand) scalar(indent string) {
	deeper := indent + h.one("  ", "    ", " ")
	switch rapid.IntRange(0, 9).Draw(h.T, "scalar") {
	case 0:
		mark := h.one("|", "|-", "|+", ">", ">-", ">+")
		h.b.WriteString(mark + h.one("", " # head"))
		for range rapid.IntRange(1, 4).Draw(h.T, "lines") {
			h.b.WriteString("\n" + h.one("", "\n", "\n\n", "") + deeper + h.one("one é", "# none", "two  ", "k: v"))
			h.b.WriteString(h.one("", "\n"+deeper+"  more", "\n"+deeper+"\tx"))
		}
		h.b.WriteString(h.one("\n", "\n\n", "\n\n\n"))
		return
	case 1:
		h.b.WriteString("plain\n" + deeper + h.one("goes on", strings.Repeat("and on ", 20)+"end") + h.one("", "\n\n"+deeper+"é"))
	case 2:
		h.b.WriteString("\"double \\\n" + deeper + "goes on\n" + deeper + "to 😀" + h.one("", strings.Repeat(" and", 30)) + "\"")
	case 3:
		h.b.WriteString("'single\n\n" + deeper + "goes on'")
	default:
		h.b.WriteString(h.one(yamlScalars...))
	}
	h.end()
}

// flow writes something in brackets, over one line or several.
func (h *yamlHand) flow(indent string, depth int) {
	sep := func() {
		h.b.WriteString(h.one("", " ", " ", "\n"+indent+"  ", " # in\n"+indent+" "))
	}
	open, shut := "[", "]"
	mapping := rapid.Bool().Draw(h.T, "mapping")
	if mapping {
		open, shut = "{", "}"
	}
	h.b.WriteString(open)
	n := rapid.IntRange(0, 3).Draw(h.T, "parts")
	for i := range n {
		sep()
		if mapping {
			h.keys++
			h.b.WriteString(fmt.Sprintf(h.one("k%d: ", "\"k%d\": ", "'k %d' : "), h.keys))
		}
		switch {
		case depth < 3 && h.rarely():
			h.flow(indent, depth+1)
		case h.anchors > 0 && h.rarely():
			h.b.WriteString("*a1 ")
		default:
			h.b.WriteString(h.one("a", "'b, c'", "\"]\"", "1", "\"x\"", "a b", "null", "!Ref b"))
		}
		if i < n-1 {
			h.b.WriteString(h.one(",", " ,"))
		}
	}
	sep()
	h.b.WriteString(shut)
}

func (h *yamlHand) value(indent string, depth int) {
	props := ""
	if h.rarely() {
		h.anchors++
		props = fmt.Sprintf(" &a%d", h.anchors)
	} else if h.rarely() {
		props = h.one(" !T", "   !T")
	}
	switch kind := rapid.IntRange(0, 9).Draw(h.T, "kind"); {
	case kind < 3 && depth < 3:
		h.b.WriteString(props)
		h.end()
		h.mapping(indent+h.one("  ", "    ", " "), depth+1)
	case kind == 3 && depth < 3:
		h.b.WriteString(props)
		h.end()
		h.sequence(indent+h.one("  ", " "), depth+1)
	case kind == 4 || kind == 5:
		h.b.WriteString(props + " ")
		h.flow(indent, depth)
		h.end()
	case kind == 6 && h.anchors > 0 && props == "":
		h.b.WriteString(" *a1")
		h.end()
	case kind == 7 && props == "":
		h.end() // nothing
	default:
		if props != "" {
			h.b.WriteString(props + " plain")
			h.end()
			return
		}
		h.b.WriteString(h.one(" ", "   "))
		h.scalar(indent)
	}
}

func (h *yamlHand) mapping(indent string, depth int) {
	for range rapid.IntRange(1, 4).Draw(h.T, "members") {
		h.comments(indent)
		h.keys++
		h.b.WriteString(indent + fmt.Sprintf(h.one("key%d", "'quoted key%d'", `"é%d"`, "a b%d", "\"true%d\""), h.keys) + h.one(":", " :"))
		h.value(indent, depth)
	}
	if h.anchors > 0 && h.rarely() {
		h.b.WriteString(indent + "<<: {m: *a1}\n")
	}
	h.comments(indent)
}

func (h *yamlHand) sequence(indent string, depth int) {
	for range rapid.IntRange(1, 3).Draw(h.T, "items") {
		h.comments(indent)
		h.b.WriteString(indent + "-")
		if h.rarely() && depth < 3 {
			h.keys++
			h.b.WriteString(fmt.Sprintf(" in%d:", h.keys))
			h.value(indent+"  ", depth+1)
			continue
		}
		h.value(indent, depth)
	}
}

// laidOut formats a text and asks what formatting promises.
func laidOut(t interface{ Fatalf(string, ...any) }, src string) (out string, notes []string) {
	doc := asl.ParseYAML(text.New(src))
	change, err := Format(doc, false)
	if err != nil {
		return src, nil
	}
	next, _, err := text.Apply(doc.Text, change.Edits...)
	if err != nil {
		t.Fatalf("%v\n%s", err, src)
	}
	out = next.String()
	after := asl.ParseYAML(next)
	if len(after.Tree.Errors) != len(doc.Tree.Errors) || !sameNodes(doc.Tree.Root, after.Tree.Root) {
		t.Fatalf("it says something else\n%s\n---\n%s", src, out)
	}
	said := func(s string) (list []string) {
		for _, c := range syntax.Comments(s) {
			list = append(list, strings.TrimSpace(s[c.Span.Start:c.Span.End]))
		}
		slices.Sort(list)
		return list
	}
	if a, b := said(src), said(out); !slices.Equal(a, b) {
		t.Fatalf("comments were %q and are %q\n%s\n---\n%s", a, b, src, out)
	}
	for _, mark := range []string{"&a", "*a1", "<<:", "!Ref", "!Sub", "!!str", "!T"} {
		if strings.Count(src, mark) != strings.Count(out, mark) {
			t.Fatalf("%s are lost\n%s\n---\n%s", mark, src, out)
		}
	}
	again, err := Format(after, false)
	if err != nil || len(change.Notes) == 0 && len(again.Edits) > 0 {
		t.Fatalf("formatting twice is not formatting once: %v\n%s\n---\n%s\n---\n%v", err, src, out, again)
	}
	return out, change.Notes
}

func TestFormatYAMLKeepsEverything(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		h := &yamlHand{T: t}
		h.mapping("", 0)
		src := h.b.String()
		if tree := syntax.ParseYAML(src); len(tree.Errors) > 0 {
			t.Skip("not YAML:", tree.Errors[0].Message)
		}
		out, notes := laidOut(t, src)
		if len(notes) > 0 {
			t.Fatalf("%v\n%s\n---\n%s", notes, src, out)
		}
		crlf, _ := laidOut(t, "\uFEFF"+strings.ReplaceAll(src, "\n", "\r\n"))
		if crlf != "\uFEFF"+strings.ReplaceAll(out, "\n", "\r\n") {
			t.Fatalf("with CRLF it is %q instead of %q", crlf, out)
		}
	})
}

// TestFormatKeepsWhatToYAMLWrites holds both to the same layout.
func TestFormatKeepsWhatToYAMLWrites(t *testing.T) {
	same := func(t interface{ Fatalf(string, ...any) }, json string) {
		yaml, err := ToYAML(asl.ParseString(json))
		if err != nil {
			t.Fatalf("%v\n%s", err, json)
		}
		if out, notes := laidOut(t, yaml); out != yaml || len(notes) > 0 {
			t.Fatalf("%v\n%s\nbecame\n%s", notes, yaml, out)
		}
	}
	rapid.Check(t, func(t *rapid.T) { same(t, `{"a":`+jsonOf(t, 0)+`}`) })
	dirs := []string{"../../assets/examples", os.Getenv("STATEBOARD_WALK_ON")}
	for _, dir := range dirs {
		files, _ := filepath.Glob(filepath.Join(dir, "*.asl.json"))
		if dir == dirs[0] && len(files) == 0 {
			t.Error("no examples")
		}
		for _, file := range files {
			data, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			if len(asl.ParseString(string(data)).SyntaxErrors()) == 0 {
				same(t, string(data))
			}
		}
	}
}

func FuzzFormatYAML(f *testing.F) {
	archive, err := txtar.ParseFile("testdata/format_yaml.txtar")
	if err != nil {
		f.Fatal(err)
	}
	for _, c := range archive.Files {
		if strings.HasSuffix(c.Name, ".yaml") {
			f.Add(string(c.Data))
		}
	}
	for _, s := range yamlScalars {
		f.Add("a: " + s + "\nb:   [" + s + "]\n")
	}
	f.Fuzz(func(t *testing.T, src string) {
		if len(src) > 3000 || len(syntax.ParseYAML(src).Errors) > 0 {
			return
		}
		doc := asl.ParseYAML(text.New(src))
		change, err := Format(doc, false)
		if err != nil {
			return
		}
		next, _, err := text.Apply(doc.Text, change.Edits...)
		if err != nil {
			t.Fatal(err)
		}
		after := asl.ParseYAML(next)
		if len(after.Tree.Errors) > 0 || !sameNodes(doc.Tree.Root, after.Tree.Root) {
			t.Fatalf("it says something else\n%q\n%q", src, next)
		}
		again, err := Format(after, false)
		if err != nil || len(change.Notes) == 0 && len(again.Edits) > 0 {
			t.Fatalf("formatting twice is not formatting once: %v\n%q\n%q", err, src, next)
		}
	})
}
