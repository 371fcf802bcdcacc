package check

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"
	"pgregory.net/rapid"

	"github.com/stateboard/stateboard/asl"
	"github.com/stateboard/stateboard/asl/diag"
	verbs "github.com/stateboard/stateboard/asl/rewrite"
	"github.com/stateboard/stateboard/asl/syntax"
	"github.com/stateboard/stateboard/asl/text"
)

// fixing applies every fix of every finding and asks what fixes promise: the
// text has no more syntax errors than before, the finding is gone, and no
// comment is lost but the member's own.
func fixing(t interface {
	Helper()
	Fatalf(string, ...any)
}, name, source string) (fixes int) {
	t.Helper()
	doc := asl.ParseNamed(name, text.New(source))
	for _, d := range Check(doc, Options{}) {
		if d.Code == syntax.CodeJSON || d.Code == syntax.CodeYAML {
			continue // the parser's own
		}
		for _, f := range d.Fixes {
			fixes++
			next, inverse, err := text.Apply(doc.Text, f.Edits...)
			if err != nil {
				t.Fatalf("%s: fix %q: %v", name, f.Title, err)
			}
			if back, _, err := text.Apply(next, inverse...); err != nil || back.String() != source {
				t.Fatalf("%s: fix %q cannot be undone", name, f.Title)
			}
			fixed := asl.ParseNamed(name, next)
			if len(fixed.Tree.Errors) > len(doc.Tree.Errors) {
				t.Fatalf("%s: fix %q breaks the text: %v\n%s\n--- becomes\n%s", name, f.Title, fixed.Tree.Errors, source, next)
			}
			if still(Check(fixed, Options{}), d) {
				t.Fatalf("%s: fix %q does not help: %s %s\n%s\n--- becomes\n%s", name, f.Title, d.Pointer, d.Message, source, next)
			}
			if title, is := strings.CutPrefix(f.Title, "Remove "); is || strings.HasPrefix(f.Title, "Add \"") {
				touches(t, doc, fixed, d, title, next.String())
			}
		}
	}
	return fixes
}

// touches asks that removing and adding a member changes nothing else.
func touches(t interface {
	Helper()
	Fatalf(string, ...any)
}, before, after *asl.Document, d diag.Diagnostic, title, next string) {
	t.Helper()
	a, b := members(before.Tree.Root), members(after.Tree.Root)
	if diff := a - b; diff < -1 || strings.HasPrefix(title, "Add") && diff != -1 {
		t.Fatalf("fix %q of %s: %d members became %d\n%s\n--- becomes\n%s", title, d.Message, a, b, before.Text, next)
	}
	if before.YAML && strings.HasPrefix(title, "Add") && len(syntax.Comments(next)) != len(syntax.Comments(before.Text.String())) {
		t.Fatalf("fix %q loses a comment\n%s\n--- becomes\n%s", title, before.Text, next)
	}
}

func members(n *syntax.Node) (count int) {
	if n == nil {
		return 0
	}
	for _, m := range n.Members() {
		count += 1 + members(m.Value)
	}
	for _, item := range n.Items() {
		count += members(item)
	}
	return count
}

// wrongOnes are the documents of the rules' cases.
func wrongOnes(t *testing.T) (list []string) {
	paths, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(paths) == 0 {
		t.Fatal("no cases", err)
	}
	for _, path := range paths {
		archive, err := txtar.ParseFile(path)
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range archive.Files {
			if doc := asl.ParseString(string(f.Data)); filepath.Ext(f.Name) == ".json" && doc.Machine != nil {
				list = append(list, string(f.Data))
			}
		}
	}
	return list
}

// TestFixesInYAML applies the fixes of all cases, written as YAML in several
// hands.
func TestFixesInYAML(t *testing.T) {
	json, yaml := 0, 0
	for _, source := range wrongOnes(t) {
		doc := asl.ParseString(source)
		if len(doc.SyntaxErrors()) > 0 {
			continue
		}
		made, err := verbs.ToYAML(doc)
		if err != nil {
			continue
		}
		json += fixing(t, "case.json", source)
		yaml += fixing(t, "case.yaml", made)
		fixing(t, "crlf.yaml", strings.ReplaceAll(made, "\n", "\r\n"))
		fixing(t, "end.yaml", strings.TrimRight(made, "\n"))
		fixing(t, "commented.yaml", commented(made))
		fixing(t, "flow.yaml", source)
	}
	if yaml < json*9/10 {
		t.Errorf("%d fixes in JSON, %d in YAML", json, yaml)
	}
}

// commented puts a comment on and between the lines of what ToYAML writes.
func commented(yaml string) string {
	var b strings.Builder
	inText := -1
	for i, line := range strings.SplitAfter(yaml, "\n") {
		in := len(line) - len(strings.TrimLeft(line, " "))
		if inText >= 0 && (in > inText || strings.TrimSpace(line) == "") {
			b.WriteString(line)
			continue
		}
		inText = -1
		bare := strings.TrimRight(line, "\n")
		if strings.HasSuffix(bare, "|") || strings.HasSuffix(bare, "|-") || strings.HasSuffix(bare, "|+") {
			inText = in
			b.WriteString(line)
			continue
		}
		if bare == "" {
			continue
		}
		fmt.Fprintf(&b, "%s# above %d\n\n%s # on %d\n", strings.Repeat(" ", in), i, bare, i)
	}
	return b.String()
}

// TestFixesBesideErrors breaks a text somewhere and applies what is offered.
func TestFixesBesideErrors(t *testing.T) {
	list := wrongOnes(t)
	offered := 0
	rapid.Check(t, func(t *rapid.T) {
		source := rapid.SampledFrom(list).Draw(t, "case")
		at := rapid.IntRange(0, len(source)-1).Draw(t, "at")
		broken := source[:at] + rapid.SampledFrom([]string{"", ",", "{", "}", "]", "\"", "x", ":", "// c", "[", "\n", "'", "é"}).Draw(t, "put") + source[min(len(source), at+rapid.IntRange(0, 2).Draw(t, "cut")):]
		offered += fixing(t, "broken.json", broken)
	})
	if offered == 0 {
		t.Error("no fix was offered")
	}
}

// TestFixesAreOffered reads testdata/fix/fix.txtar: a document, then each fix
// that is offered with the text it leaves; -update rewrites.
func TestFixesAreOffered(t *testing.T) {
	archive, err := txtar.ParseFile("testdata/fix/fix.txtar")
	if err != nil {
		t.Fatal(err)
	}
	updating := flag.Lookup("update").Value.String() == "true"
	for i := 0; i+1 < len(archive.Files); i += 2 {
		name, source := archive.Files[i].Name, string(archive.Files[i].Data)
		fixing(t, name, source)
		doc := asl.ParseNamed(name, text.New(source))
		var b strings.Builder
		for _, d := range Check(doc, Options{}) {
			for _, f := range d.Fixes {
				next, _, _ := text.Apply(doc.Text, f.Edits...)
				fmt.Fprintf(&b, "# %s\n%s", f.Title, strings.TrimSuffix(next.String(), "\n")+"\n")
			}
		}
		if b.Len() == 0 {
			b.WriteString("# nothing\n")
		}
		if updating {
			archive.Files[i+1].Data = []byte(b.String())
		} else if want := string(archive.Files[i+1].Data); b.String() != want {
			t.Errorf("%s\n--- got\n%s--- want\n%s", name, b.String(), want)
		}
	}
	if updating {
		if err := os.WriteFile("testdata/fix/fix.txtar", txtar.Format(archive), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

func FuzzFixes(f *testing.F) {
	archive, err := txtar.ParseFile("testdata/fix/fix.txtar")
	if err != nil {
		f.Fatal(err)
	}
	for _, c := range archive.Files {
		f.Add(string(c.Data))
	}
	f.Add("StartAt: A\r\nStates:\r\n  A:\r\n    Type: Pass\r\n    X: >\r\n      a\r\n\r\n    Y: {a: 1, # b\r\n      c: 2}\r\n    End: true")
	f.Fuzz(func(t *testing.T, source string) {
		if len(source) > 4000 {
			return
		}
		for _, name := range []string{"a.json", "a.yaml"} {
			if name == "a.yaml" && !strings.HasSuffix(source, "\n") {
				source += "\n" // at the very end the YAML library takes much for right that is not
			}
			doc := asl.ParseNamed(name, text.New(source))
			if change, err := verbs.Format(doc, false); doc.YAML && (err != nil || len(change.Notes) > 0) {
				continue // what the YAML library reads in a way of its own
			}
			if doc.YAML && len(asl.ParseNamed(name, text.New(source+"zz: 0\n")).Tree.Errors) > len(doc.Tree.Errors) {
				continue // what it takes for right only where nothing follows
			}
			for _, d := range Check(doc, Options{}) {
				for _, fix := range d.Fixes {
					if !strings.HasPrefix(fix.Title, "Remove \"") && !strings.HasPrefix(fix.Title, "Add \"") {
						continue
					}
					next, _, err := text.Apply(doc.Text, fix.Edits...)
					if err != nil {
						t.Fatalf("%s: fix %q: %v\n%q", name, fix.Title, err, source)
					}
					if errs := asl.ParseNamed(name, next).Tree.Errors; len(errs) > len(doc.Tree.Errors) {
						t.Fatalf("%s: fix %q: %s\n%q\n%q", name, fix.Title, errs[len(errs)-1].Message, source, next)
					}
				}
			}
		}
	})
}
