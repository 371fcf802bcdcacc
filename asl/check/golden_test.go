package check

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"github.com/stateboard/stateboard/asl"
	"github.com/stateboard/stateboard/asl/diag"
	"github.com/stateboard/stateboard/asl/text"
	"github.com/stateboard/stateboard/asl/text/cases"
)

// TestRules reads testdata/*.txtar, one archive for each rule: a definition
// NAME.json or NAME.yaml, and NAME.want with what Check says of it. A name
// that ends in .express is checked as EXPRESS.
func TestRules(t *testing.T) {
	cases.Each(t, func(t *testing.T, a *txtar.Archive) []txtar.File {
		var files []txtar.File
		for _, f := range a.Files {
			if ending := filepath.Ext(f.Name); ending == ".json" || ending == ".yaml" {
				got := describe(t, f.Name, string(f.Data))
				files = append(files, f, txtar.File{Name: strings.TrimSuffix(f.Name, ending) + ".want", Data: []byte(got)})
			}
		}
		return files
	})
}

// describe writes findings as text, each with the text it underlines, and
// tries each fix.
func describe(t *testing.T, name, source string) string {
	o := Options{}
	if strings.Contains(name, ".express.") {
		o.Type = Express
	}
	parse := func(s string) *asl.Document { return asl.ParseNamed(name, text.New(s)) }
	doc := parse(source)
	var b strings.Builder
	for _, d := range Check(doc, o) {
		fmt.Fprintf(&b, "%s %s %s at %s\n\t%s %s\n\t~ %s\n", doc.Text.Position(d.Span.Start), d.Severity, d.Code, d.Pointer, d.Message, d.Advice, shown(doc.Text.Slice(d.Span)))
		for _, f := range d.Fixes {
			fmt.Fprintf(&b, "\tfix: %s\n", f.Title)
			next, _, err := text.Apply(doc.Text, f.Edits...)
			if err != nil {
				t.Errorf("%s: fix %q: %v", name, f.Title, err)
				continue
			}
			fixed := parse(next.String())
			if len(fixed.Tree.Errors) > len(doc.Tree.Errors) {
				t.Errorf("%s: fix %q breaks the text:\n%s", name, f.Title, next)
			}
			if still(Check(fixed, o), d) {
				t.Errorf("%s: fix %q does not help: %s", name, f.Title, d.Message)
			}
		}
	}
	return b.String()
}

func shown(s string) string {
	if len(s) > 60 {
		s = s[:60] + "…"
	}
	return strings.ReplaceAll(s, "\n", "⏎")
}

// still tells whether a finding is among others.
func still(list []diag.Diagnostic, d diag.Diagnostic) bool {
	for i := range list {
		if list[i].Code == d.Code && list[i].Pointer == d.Pointer && list[i].Message == d.Message {
			return true
		}
	}
	return false
}
