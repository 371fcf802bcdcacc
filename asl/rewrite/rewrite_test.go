package rewrite

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/stateboard/stateboard/asl"
	"github.com/stateboard/stateboard/asl/graph"
	"github.com/stateboard/stateboard/asl/text"
	"github.com/stateboard/stateboard/asl/text/cases"
	"golang.org/x/tools/txtar"
)

// TestVerbs runs testdata/*.txtar. Such a file holds documents (their names
// end in .json or .yaml) and after each the verbs to do to it: a section's name is the
// verb as verb below reads it, its body what comes of it. A "crlf" line in the
// archive's comment turns the line ends of all its documents.
func TestVerbs(t *testing.T) {
	cases.Each(t, func(t *testing.T, a *txtar.Archive) []txtar.File {
		crlf := strings.Contains(string(a.Comment), "crlf")
		before, name := "", ""
		for i, f := range a.Files {
			if strings.HasSuffix(f.Name, ".json") || strings.HasSuffix(f.Name, ".yaml") {
				before, name = string(f.Data), f.Name
				if crlf {
					before = strings.ReplaceAll(before, "\n", "\r\n")
				}
				continue
			}
			a.Files[i].Data = []byte(outcome(t, asl.ParseNamed(name, text.New(before)), f.Name, crlf))
		}
		return a.Files
	})
}

func outcome(t *testing.T, doc *asl.Document, line string, crlf bool) string {
	before := doc.Text.String()
	if paths, is := strings.CutPrefix(line, "copy "); is {
		flow, err := Copy(doc, words(paths)...)
		if err != nil {
			return "! " + err.Error() + "\n"
		}
		return flow + "\n"
	}
	change, err := verb(doc, line)
	if err != nil {
		return "! " + err.Error() + "\n"
	}
	next, inverse, err := text.Apply(doc.Text, change.Edits...)
	if err != nil {
		t.Fatalf("%s: %v", line, err)
	}
	if back, _, err := text.Apply(next, inverse...); err != nil || back.String() != before {
		t.Errorf("%s: undone it is %q", line, back)
	}
	var b strings.Builder
	fmt.Fprintf(&b, "= %s; select %s", change.Label, strings.Join(change.Select, ", "))
	for _, old := range slices.Sorted(maps.Keys(change.Renamed)) {
		fmt.Fprintf(&b, "; %s is %s", old, change.Renamed[old])
	}
	for _, n := range change.Notes {
		b.WriteString("\n# " + n)
	}
	after := next.String()
	if crlf {
		if strings.Count(after, "\r\n") != strings.Count(after, "\n") {
			t.Errorf("%s: line ends are mixed: %q", line, after)
		}
		before, after = strings.ReplaceAll(before, "\r\n", "\n"), strings.ReplaceAll(after, "\r\n", "\n")
	}
	if after == before {
		return b.String() + "\n(unchanged)\n"
	}
	return b.String() + "\n" + difference(before, after)
}

// difference shows the lines that go and come, each run of them with the line
// before; together with the document before it says every byte of the one
// after.
func difference(before, after string) string {
	a, b := strings.SplitAfter(before, "\n"), strings.SplitAfter(after, "\n")
	common := make([][]int, len(a)+1) // lines in common from here on
	for i := range common {
		common[i] = make([]int, len(b)+1)
	}
	for i := len(a) - 1; i >= 0; i-- {
		for j := len(b) - 1; j >= 0; j-- {
			if a[i] == b[j] {
				common[i][j] = common[i+1][j+1] + 1
			} else {
				common[i][j] = max(common[i+1][j], common[i][j+1])
			}
		}
	}
	var out strings.Builder
	line := func(mark, s string) {
		out.WriteString(mark + strings.TrimSuffix(s, "\n") + "\n")
		if !strings.HasSuffix(s, "\n") && s != "" {
			out.WriteString("\\ no line end\n")
		}
	}
	shown := -1
	for i, j := 0, 0; i < len(a) || j < len(b); {
		switch {
		case i < len(a) && j < len(b) && a[i] == b[j]:
			i, j = i+1, j+1
			continue
		case i > 0 && shown != i:
			line(" ", a[i-1])
		}
		if i < len(a) && (j == len(b) || common[i+1][j] >= common[i][j+1]) {
			line("-", a[i])
			i++
		} else {
			line("+", b[j])
			j++
		}
		shown = i
	}
	return out.String()
}

// words splits a line at blanks; a word may stand in double quotes, or in
// back quotes.
func words(line string) []string {
	var list []string
	for line = strings.TrimSpace(line); line != ""; line = strings.TrimSpace(line) {
		if line[0] == '"' || line[0] == '`' {
			q, err := strconv.QuotedPrefix(line)
			if err != nil {
				panic(line)
			}
			w, _ := strconv.Unquote(q)
			list, line = append(list, w), line[len(q):]
			continue
		}
		w, rest, _ := strings.Cut(line, " ")
		list, line = append(list, w), rest
	}
	return list
}

func verb(doc *asl.Document, line string) (*Change, error) {
	w := words(line)
	args := w[1:]
	g := graph.New(doc.Machine)
	edge := func(id string) *graph.Edge {
		if e := g.Edge(id); e != nil {
			return e
		}
		panic("no edge " + id)
	}
	place := func(words []string) Place {
		switch words[0] {
		case "on":
			return OnEdge(edge(words[1]))
		case "after":
			return After(words[1])
		case "handle":
			return FromHandle(words[1])
		case "in":
			branch, _ := strconv.Atoi(words[2])
			return In(words[1], branch)
		}
		panic("no place " + words[0])
	}
	switch w[0] {
	case "insert":
		return InsertKind(doc, args[0], place(args[1:]))
	case "snippet":
		return Insert(doc, args[0], args[1], place(args[2:]))
	case "paste":
		return Paste(doc, args[0], place(args[1:]))
	case "remove":
		return Remove(doc, args...)
	case "remove-only":
		return RemoveOnly(doc, args...)
	case "remove-onto":
		return RemoveOnto(doc, args[0], args[1])
	case "set-field":
		return SetField(doc, args[0], args[1], args[2])
	case "move":
		return Move(doc, args[0], place(args[1:]))
	case "rename":
		return Rename(doc, args[0], args[1])
	case "connect":
		return Connect(doc, args[0], args[1])
	case "reconnect":
		return Reconnect(doc, edge(args[0]), args[1])
	case "reconnect-from":
		return ReconnectFrom(doc, edge(args[0]), args[1])
	case "disconnect":
		return Disconnect(doc, edge(args[0]))
	case "set":
		return Set(doc, args[0], args[1])
	case "unset":
		return Unset(doc, args[0])
	}
	return lessCommon(doc, w[0], args)
}

// lessCommon are the verbs on lists and containers.
func lessCommon(doc *asl.Document, name string, args []string) (*Change, error) {
	number := func(s string) int {
		n, err := strconv.Atoi(s)
		if err != nil {
			panic(err)
		}
		return n
	}
	switch name {
	case "add-rule":
		return AddRule(doc, args[0], args[1])
	case "add-retrier":
		return AddRetrier(doc, args[0])
	case "add-catcher":
		return AddCatcher(doc, args[0], args[1])
	case "remove-item":
		return RemoveItem(doc, args[0], args[1], number(args[2]))
	case "move-item":
		return MoveItem(doc, args[0], args[1], number(args[2]), number(args[3]))
	case "add-branch":
		return AddBranch(doc, args[0])
	case "remove-branch":
		return RemoveBranch(doc, args[0], number(args[1]))
	case "wrap":
		return Wrap(doc, args[1:], args[0])
	case "unwrap":
		return Unwrap(doc, args[0])
	case "duplicate":
		return Duplicate(doc, args...)
	case "jsonata":
		if len(args) == 0 {
			return MachineToJSONata(doc)
		}
		return ToJSONata(doc, args[0])
	case "convert":
		return Convert(doc, args[0], args[1])
	case "format":
		return Format(doc, len(args) > 0)
	}
	panic("no verb " + name)
}

func TestRenameInMocks(t *testing.T) {
	mocks := `{
  "StateMachines": {
    "Order": {"TestCases": {"Good": {"Pay": "Paid", "Ship": "Shipped"}, "Bad": {"Pay": "Declined"}}},
    "Other": {"TestCases": {"Good": {"Pay": "Paid"}}}
  },
  "MockedResponses": {"Pay": {}}
}`
	want := strings.Replace(strings.Replace(mocks, `"Good": {"Pay"`, `"Good": {"Charge \"it\""`, 1), `"Bad": {"Pay"`, `"Bad": {"Charge \"it\""`, 1)
	got, _, err := text.Apply(text.New(mocks), RenameInMocks(mocks, "Order", "Pay", `Charge "it"`)...)
	if err != nil || got.String() != want {
		t.Errorf("%v %s", err, got)
	}
	for _, same := range [][]text.Edit{
		RenameInMocks(mocks, "Nobody", "Pay", "X"), RenameInMocks(mocks, "Order", "Wait", "X"),
		RenameInMocks("[", "Order", "Pay", "X"), RenameInMocks("3", "Order", "Pay", "X"),
	} {
		if len(same) > 0 {
			t.Errorf("%v", same)
		}
	}
}
