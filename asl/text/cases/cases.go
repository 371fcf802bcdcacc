package cases

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/sergi/go-diff/diffmatchpatch"
	"golang.org/x/tools/txtar"
)

var update = flag.Bool("update", false, "rewrite the expectations of text cases in testdata")

// Each runs a subtest for every testdata/*.txtar. want returns the sections
// that the archive should have, those that go in included; nil keeps it as it
// is.
func Each(t *testing.T, want func(t *testing.T, a *txtar.Archive) []txtar.File) {
	t.Helper()
	Matching(t, "testdata/*.txtar", want)
}

// Matching is Each for the archives whose paths match a pattern. That there
// are none fails the test.
func Matching(t *testing.T, pattern string, want func(t *testing.T, a *txtar.Archive) []txtar.File) {
	t.Helper()
	paths, err := filepath.Glob(pattern)
	if err != nil || len(paths) == 0 {
		t.Fatal("no cases match ", pattern, err)
	}
	for _, path := range paths {
		t.Run(strings.TrimSuffix(filepath.Base(path), ".txtar"), func(t *testing.T) {
			archive, err := txtar.ParseFile(path)
			if err != nil {
				t.Fatal(err)
			}
			files := want(t, &txtar.Archive{Comment: archive.Comment, Files: append([]txtar.File(nil), archive.Files...)})
			if files == nil || t.Failed() {
				return
			}
			settle(t, path, archive, files)
		})
	}
}

// settle compares an archive with what it should be, or rewrites it.
func settle(t *testing.T, path string, archive *txtar.Archive, files []txtar.File) {
	t.Helper()
	should := &txtar.Archive{Comment: archive.Comment, Files: files}
	if string(txtar.Format(should)) == string(txtar.Format(archive)) {
		return
	}
	if *update {
		if err := os.WriteFile(path, txtar.Format(should), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	t.Errorf("%s (accept with -update):\n%s", path, difference(archive, should))
}

// difference shows the lines that are not as they should be: + those that
// come, - those that the archive has.
func difference(is, should *txtar.Archive) string {
	d := diffmatchpatch.New()
	a, b, lines := d.DiffLinesToRunes(string(txtar.Format(is)), string(txtar.Format(should)))
	var out strings.Builder
	for _, part := range d.DiffCharsToLines(d.DiffMainRunes(a, b, false), lines) {
		sign := map[diffmatchpatch.Operation]string{diffmatchpatch.DiffInsert: "+ ", diffmatchpatch.DiffDelete: "- ", diffmatchpatch.DiffEqual: "  "}[part.Type]
		shown := strings.SplitAfter(strings.TrimSuffix(part.Text, "\n"), "\n")
		if n := len(shown); part.Type == diffmatchpatch.DiffEqual && n > 2*around {
			shown = append(append(shown[:around:around], "...\n"), shown[n-around:]...)
		}
		for _, line := range shown {
			out.WriteString(sign + strings.TrimSuffix(line, "\n") + "\n")
		}
	}
	return out.String()
}

// around is how many lines are shown around those that differ.
const around = 4

// Section is the text of a section, "" when the archive has none of the name.
func Section(a *txtar.Archive, name string) string {
	for _, f := range a.Files {
		if f.Name == name {
			return string(f.Data)
		}
	}
	return ""
}

// Answered runs every line of a section that is no comment (#) and no answer
// (indented by four blanks), and returns the section with the answers below
// the lines.
func Answered(section string, answer func(line string) string) string {
	var b strings.Builder
	for line := range strings.Lines(section) {
		if strings.HasPrefix(line, "    ") {
			continue
		}
		b.WriteString(line)
		if s := strings.TrimSuffix(line, "\n"); s != "" && !strings.HasPrefix(s, "#") {
			b.WriteString("    " + answer(s) + "\n")
		}
	}
	return b.String()
}
