package editor

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"
	"pgregory.net/rapid"

	"github.com/stateboard/stateboard/asl/text"
)

const foldable = `{
  "StartAt": "A",
  "States": {
    "A": {
      "Type": "Pass",
      "Result": [
        1,
        "}"
      ],
      "Next": "B"
    },
    "B": {
      "Type": "Succeed"
    }
  }
}
`

// shown is the text as the view has it, hidden rows left out.
func (e *Editor) shown() string {
	var rows []string
	for row := 0; row < e.b.lines.count(); row = e.folds.next(row, 1) {
		line, _ := e.b.line(row)
		if e.folds.at(e.b, row) >= 0 {
			line += " …"
		}
		rows = append(rows, strings.TrimSpace(line))
	}
	return strings.Join(rows, "|")
}

func TestRowsFoldAndUnfold(t *testing.T) {
	e := newBench(t, "|"+foldable).Editor
	e.Select(Place(strings.Index(foldable, `"}"`)))
	e.Fold()
	if got, want := e.shown(), `{|"StartAt": "A",|"States": {|"A": {|"Type": "Pass",|"Result": [ …|],|"Next": "B"|},|"B": {|"Type": "Succeed"|}|}|}|`; got != want {
		t.Errorf("folded\n%s\nwant\n%s", got, want)
	}
	if row := e.b.lines.row(e.b.sel.Caret); row != 5 {
		t.Errorf("the caret is on row %d", row)
	}
	e.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown})
	if row := e.b.lines.row(e.b.sel.Caret); row != 8 {
		t.Errorf("down goes to row %d", row)
	}
	e.TypedKey(&fyne.KeyEvent{Name: fyne.KeyHome})
	e.TypedKey(&fyne.KeyEvent{Name: fyne.KeyHome})
	e.TypedKey(&fyne.KeyEvent{Name: fyne.KeyLeft})
	if row := e.b.lines.row(e.b.sel.Caret); row != 5 || len(e.folds.list) != 1 {
		t.Errorf("left goes to row %d", row)
	}
	e.Unfold()
	if strings.Contains(e.shown(), "…") {
		t.Error(e.shown())
	}
	e.FoldStates()
	if got, want := e.shown(), `{|"StartAt": "A",|"States": {|"A": { …|},|"B": { …|}|}|}|`; got != want {
		t.Errorf("states\n%s\nwant\n%s", got, want)
	}
	e.find.set("succeed")
	e.findNext(1)
	if got := e.SelectedText(); got != "Succeed" || strings.Count(e.shown(), "…") != 1 {
		t.Errorf("a find unfolds: %q in %s", got, e.shown())
	}
}

// TestTextsChangeUnderFolds: what is typed elsewhere keeps folds, what takes a
// bracket away opens them, and whole rows are never torn apart.
func TestTextsChangeUnderFolds(t *testing.T) {
	b := newBench(t, "|"+foldable)
	e, d := b.Editor, b.m
	e.FoldStates()
	later, _, err := text.Apply(d.text, text.Insert(1, "\n  \"Comment\": \"x\","))
	if err != nil {
		t.Fatal(err)
	}
	d.text = later
	e.SetText(later)
	if strings.Count(e.shown(), "…") != 2 {
		t.Errorf("kept: %s", e.shown())
	}
	e.Select(Place(strings.Index(d.text.String(), `"A": {`) + 2))
	before := e.b.s
	e.TypedShortcut(&desktop.CustomShortcut{KeyName: fyne.KeyDown, Modifier: fyne.KeyModifierAlt})
	if strings.Count(e.shown(), "…") != 1 || e.b.s == before {
		t.Errorf("moving a row shows what is in it first: %s", e.shown())
	}
	e.Select(Place(strings.Index(e.b.s, `"B": {`) + 6))
	e.TypedKey(&fyne.KeyEvent{Name: fyne.KeyBackspace})
	if strings.Contains(e.shown(), "…") {
		t.Errorf("no bracket, no fold: %s", e.shown())
	}
}

func TestYAMLFolds(t *testing.T) {
	e := newBench(t, "|StartAt: A\nStates:\n  A:\n    Type: Choice\n    Choices:\n    - Next: A\n    - Next: B\n\n  B:\n    Type: Succeed\n").Editor
	e.SetLanguage(YAML)
	e.FoldStates()
	if got, want := e.shown(), "StartAt: A|States:|A: …||B: …|"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	e.UnfoldAll()
	e.Select(Place(strings.Index(e.b.s, "Choices")))
	e.Fold()
	if got, want := e.shown(), "StartAt: A|States:|A:|Type: Choice|Choices: …||B:|Type: Succeed|"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

// TestFoldsLaw: whatever is folded and typed, rows and lines answer each other,
// the caret is on a row that is shown, and folding changes no byte.
func TestFoldsLaw(t *testing.T) {
	test.NewTempApp(t)
	rapid.Check(t, func(r *rapid.T) {
		m := &model{text: text.New(foldable)}
		e := New(Options{Change: m.change, Numbers: true, Still: true})
		e.Resize(fyne.NewSize(400, 150))
		e.Open(m.text)
		for range rapid.IntRange(1, 12).Draw(r, "steps") {
			before := e.b.s
			at := rapid.IntRange(0, len(e.b.s)).Draw(r, "at")
			switch rapid.IntRange(0, 5).Draw(r, "do") {
			case 0:
				e.toggleFold(e.b.lines.row(at))
			case 1:
				e.FoldStates()
			case 2:
				e.Select(Place(at))
				e.Fold()
			case 3:
				e.goTo(at, rapid.Bool().Draw(r, "extend"))
			case 4:
				e.goTo(at, false)
				e.TypedRune(rapid.SampledFrom([]rune(`{}[]",x`)).Draw(r, "rune"))
				before = e.b.s
			case 5:
				keys := []fyne.KeyName{fyne.KeyUp, fyne.KeyDown, fyne.KeyLeft, fyne.KeyRight, fyne.KeyPageDown, fyne.KeyEnd, fyne.KeyReturn, fyne.KeyDelete, fyne.KeyBackspace}
				k := rapid.SampledFrom(keys).Draw(r, "key")
				e.TypedKey(&fyne.KeyEvent{Name: k})
				if k == fyne.KeyReturn || k == fyne.KeyDelete || k == fyne.KeyBackspace {
					before = e.b.s
				}
			}
			if e.b.s != before {
				r.Fatalf("the text has become\n%s", e.b.s)
			}
			if row := e.b.lines.row(e.b.sel.Caret); e.folds.head(row) != row {
				r.Fatalf("the caret is on row %d, which is hidden", row)
			}
			n := 0
			for row := 0; row < e.b.lines.count(); row = e.folds.next(row, 1) {
				if e.folds.line(row) != n || e.folds.row(n) != row || e.folds.head(row) != row {
					r.Fatalf("row %d is line %d, expected %d", row, e.folds.line(row), n)
				}
				n++
			}
			if got := e.folds.count(e.b.lines.count()); got != n {
				r.Fatalf("%d rows are shown, counted %d", n, got)
			}
		}
	})
}
