package assist

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"github.com/stateboard/stateboard/asl"
	"github.com/stateboard/stateboard/asl/text"
	"github.com/stateboard/stateboard/asl/text/cases"
	"github.com/stateboard/stateboard/asl/value"
)

// caretMark shows in the cases where the caret stands.
const caretMark = "▮"

// TestGoldens reads testdata/*.txtar: a document NAME.json or NAME.yaml with a
// caret, what is asked by the name's beginning (complete, hover, definition,
// references, crumbs, symbols, folds), and NAME.want with the answer. A file
// samples.json holds for the archive's later documents.
func TestGoldens(t *testing.T) {
	cases.Each(t, func(t *testing.T, a *txtar.Archive) []txtar.File {
		var files []txtar.File
		var samples Samples
		for _, f := range a.Files {
			ending := filepath.Ext(f.Name)
			switch {
			case f.Name == "samples.json":
				samples = readSamples(t, string(f.Data))
				files = append(files, f)
			case ending == ".json" || ending == ".yaml":
				got := answer(t, f.Name, strings.TrimSuffix(string(f.Data), "\n"), samples)
				files = append(files, f, txtar.File{Name: strings.TrimSuffix(f.Name, ending) + ".want", Data: []byte(got)})
			}
		}
		return files
	})
}

func readSamples(t *testing.T, s string) Samples {
	v, err := value.Parse(s)
	if err != nil {
		t.Fatal(err)
	}
	samples := Samples{}
	for _, m := range v.Members() {
		sample := Sample{Input: m.Value.Get("input"), Result: m.Value.Get("result"), Error: m.Value.Get("error")}
		for _, v := range m.Value.Get("variables").Members() {
			if sample.Variables == nil {
				sample.Variables = map[string]value.Value{}
			}
			sample.Variables[v.Key] = v.Value
		}
		samples[m.Key] = sample
	}
	return samples
}

func answer(t *testing.T, name, src string, samples Samples) string {
	offset := strings.Index(src, caretMark)
	src = strings.Replace(src, caretMark, "", 1)
	doc := asl.ParseNamed(name, text.New(src))
	verb, _, _ := strings.Cut(name, "-")
	if verb != "symbols" && verb != "folds" && offset < 0 {
		t.Fatalf("%s: no caret", name)
	}
	switch verb {
	case "complete":
		return describe(doc, Complete(doc, offset, samples))
	case "hover":
		info, ok := Hover(doc, offset, samples)
		if !ok {
			return "nothing\n"
		}
		return fmt.Sprintf("about: %s\n%s\n%s\n%s\n", doc.Text.Slice(info.Span), info.Title, info.Signature, info.Text)
	case "definition":
		span, ok := Definition(doc, offset)
		if !ok {
			return "nothing\n"
		}
		return placed(doc, span)
	case "references":
		var b strings.Builder
		for _, span := range References(doc, offset) {
			b.WriteString(placed(doc, span))
		}
		return b.String()
	case "crumbs":
		var labels []string
		for _, c := range Breadcrumb(doc, offset) {
			labels = append(labels, c.Label)
		}
		return strings.Join(labels, " > ") + "\n"
	case "symbols":
		var b strings.Builder
		for _, s := range Symbols(doc, src[offset-1:offset]) {
			fmt.Fprintf(&b, "%s %s %s %s", s.Kind, s.Name, s.Path, placed(doc, s.Span))
		}
		return b.String()
	case "folds":
		var b strings.Builder
		for _, f := range Folds(doc) {
			fmt.Fprintf(&b, "%d-%d %q\n", f.First, f.Last, doc.Text.Slice(text.Span{Start: f.Span.Start, End: f.Span.Start + 1}))
		}
		return b.String()
	}
	t.Fatalf("%s: nothing is asked", name)
	return ""
}

func placed(doc *asl.Document, span text.Span) string {
	return fmt.Sprintf("%s %s\n", doc.Text.Position(span.Start), doc.Text.Slice(span))
}

// describe lists a completion's items, and the line that the first one leaves.
func describe(doc *asl.Document, c Completion) string {
	var b strings.Builder
	const most = 14
	for i, item := range c.Items {
		if i == most {
			fmt.Fprintf(&b, "... %d more\n", len(c.Items)-most)
			break
		}
		fmt.Fprintf(&b, "%-9s %s", item.Kind, item.Label)
		if item.Detail != "" {
			fmt.Fprintf(&b, "  · %s", item.Detail)
		}
		b.WriteByte('\n')
	}
	if len(c.Items) == 0 {
		return "nothing\n"
	}
	edit, caret := c.Edit(c.Items[0])
	next, _, err := text.Apply(doc.Text, edit)
	if err != nil {
		return "error: " + err.Error() + "\n"
	}
	s := next.String()
	start := strings.LastIndexByte(s[:edit.Start], '\n') + 1
	end := edit.Start + len(edit.New)
	if n := strings.IndexByte(s[end:], '\n'); n >= 0 {
		end += n
	} else {
		end = len(s)
	}
	fmt.Fprintf(&b, ">\n%s\n", s[start:caret]+caretMark+s[caret:end])
	return b.String()
}
