package inspector

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"golang.org/x/tools/txtar"

	"github.com/stateboard/stateboard/asl/text/cases"
	"github.com/stateboard/stateboard/ui/session"
)

// opened puts a text into a file and opens it.
func opened(t *testing.T, text string) (*session.Session, *Pane) {
	t.Helper()
	return openedAs(t, "flow.asl.json", text)
}

func openedAs(t *testing.T, name, text string) (*session.Session, *Pane) {
	t.Helper()
	test.NewTempApp(t)
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	s := session.New(session.Options{Post: func(func()) {}})
	t.Cleanup(s.Close)
	if err := s.Open(path); err != nil {
		t.Fatal(err)
	}
	p := New(s, Options{Jump: func(int) {}, Search: func(string, fyne.Position, []Option) {}, Changed: func() {}})
	p.more = true
	s.Subscribe(p.Display)
	return s, p
}

// dump is a form as text: id, label, value, and what is wrong.
func (p *Pane) dump() string {
	var b strings.Builder
	for i := range p.fields {
		s := &p.fields[i].spec
		value := s.value
		if s.kind == chooser {
			value = "—"
			if s.chosen >= 0 {
				value = s.options[s.chosen]
			}
		}
		fmt.Fprintf(&b, "%s | %s | %s", s.id, s.label, strings.ReplaceAll(value, "\n", "⏎"))
		if s.wrong != "" {
			fmt.Fprintf(&b, " ! %s", s.wrong)
		}
		b.WriteByte('\n')
	}
	return b.String()
}

// TestForms reads testdata/*.txtar: flow.json, then files named after states
// ("" is the machine) with their forms.
func TestForms(t *testing.T) {
	cases.Each(t, func(t *testing.T, a *txtar.Archive) []txtar.File {
		s, p := opened(t, string(a.Files[0].Data))
		for i := range a.Files[1:] {
			f := &a.Files[i+1]
			s.Select(session.FromDiagram)
			if f.Name != "the machine" {
				s.Select(session.FromDiagram, f.Name)
			}
			f.Data = []byte(p.dump())
		}
		return a.Files
	})
}

// field is the spec with an id.
func (p *Pane) field(t *testing.T, id string) *spec {
	t.Helper()
	for i := range p.fields {
		if p.fields[i].spec.id == id {
			return &p.fields[i].spec
		}
	}
	t.Fatalf("no field %s in\n%s", id, p.dump())
	return nil
}

const smallFlow = `{
  "StartAt": "Pause",
  "States": {
    "Pause": { "Type": "Wait", "Seconds": 3600, "Next": "Ask" },
    "Ask": {
      "Type": "Choice",
      "Choices": [ {"Variable": "$.a", "StringEquals": "yes", "Next": "Pause"} ],
      "Default": "Done"
    },
    "Done": { "Type": "Succeed" }
  }
}
`

// TestEditsChangeOnlyTheirBytes commits fields and looks at the text.
func TestEditsChangeOnlyTheirBytes(t *testing.T) {
	for _, c := range []struct {
		state, field, typed string
		pick                int
		old, new            string
	}{
		{state: "Pause", field: "Seconds", typed: "2 days", old: `"Seconds": 3600`, new: `"Seconds": 172800`},
		{state: "Pause", field: "Waits", pick: 1, old: `"Seconds": 3600`, new: `"Timestamp": "2030-01-01T00:00:00Z"`},
		{state: "Pause", field: "Name", typed: "Rest", old: "Pause", new: "Rest"},
		{state: "Ask", field: "Choices/0/Value", typed: "no", old: `"StringEquals": "yes"`, new: `"StringEquals": "no"`},
		{state: "Ask", field: "Default", pick: 0, old: `"Default": "Done"`, new: `"Default": "Pause"`},
		{state: "Pause", field: "Comment", typed: "", old: "", new: ""},
	} {
		t.Run(c.state+" "+c.field, func(t *testing.T) {
			s, p := opened(t, smallFlow)
			s.Select(session.FromDiagram, c.state)
			f := p.field(t, c.field)
			if f.pick != nil {
				f.pick(c.pick)
			} else if err := f.commit(c.typed); err != nil {
				t.Fatal(err)
			}
			want := strings.ReplaceAll(smallFlow, c.old, c.new)
			if c.old == "" {
				want = smallFlow
			}
			if got := s.Snapshot().Doc.Text.String(); got != want {
				t.Errorf("got\n%s\nwant\n%s", got, want)
			}
		})
	}
}

func TestOperatorKeepsWhatItCan(t *testing.T) {
	s, p := opened(t, smallFlow)
	s.Select(session.FromDiagram, "Ask")
	for _, c := range []struct{ to, want string }{
		{"StringMatches", `"StringMatches": "yes"`}, {"NumericEquals", `"NumericEquals": 0`}, {"IsPresent", `"IsPresent": true`}, {"StringEqualsPath", `"StringEqualsPath": "$.other"`},
	} {
		f := p.field(t, "Choices/0/Operator")
		for _, o := range f.list {
			if o.ID == c.to {
				o.Do()
			}
		}
		if got := s.Snapshot().Doc.Text.String(); !strings.Contains(got, c.want) || !strings.Contains(got, `{"Variable": "$.a", `) {
			t.Errorf("%s: %s", c.to, got)
		}
	}
}

func TestSeconds(t *testing.T) {
	for _, c := range []struct{ typed, want string }{
		{"90", "90"}, {"7 days", "604800"}, {"1 hour 30 minutes", "5400"}, {"2h", "7200"}, {"1 day, 2 hours", "93600"}, {"{% $x %}", "{% $x %}"}, {"", ""},
	} {
		got, err := parseSeconds(c.typed)
		if err != nil || got != c.want {
			t.Errorf("%q: %q, %v; want %q", c.typed, got, err, c.want)
		}
	}
	for _, bad := range []string{"soon", "3 fortnights", "5 5 x"} {
		if got, err := parseSeconds(bad); err == nil {
			t.Errorf("%q is read as %q", bad, got)
		}
	}
}
