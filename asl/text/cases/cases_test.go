package cases

import (
	"strings"
	"testing"

	"golang.org/x/tools/txtar"
)

func TestEach(t *testing.T) {
	seen := 0
	Each(t, func(t *testing.T, a *txtar.Archive) []txtar.File {
		seen++
		for i := range a.Files {
			if a.Files[i].Name == "lines" {
				a.Files[i].Data = []byte(Answered(string(a.Files[i].Data), strings.ToUpper))
			}
		}
		return append(a.Files[:1], txtar.File{Name: "upper", Data: []byte(strings.ToUpper(Section(a, "in")))}, a.Files[2])
	})
	if seen != 1 {
		t.Fatal(seen, "archives were read")
	}
}

func TestDifference(t *testing.T) {
	is := &txtar.Archive{Files: []txtar.File{{Name: "a", Data: []byte("1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n11\n12\n")}}}
	should := &txtar.Archive{Files: []txtar.File{{Name: "a", Data: []byte("0\n2\n3\n4\n5\n6\n7\n8\n9\n10\n11\n12\n")}, {Name: "b", Data: []byte("new\n")}}}
	want := "  -- a --\n- 1\n+ 0\n  2\n  3\n  4\n  5\n  ...\n  9\n  10\n  11\n  12\n+ -- b --\n+ new\n"
	if got := difference(is, should); got != want {
		t.Errorf("%s, want %s", got, want)
	}
}
