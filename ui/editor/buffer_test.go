package editor

import (
	"fmt"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"
	"pgregory.net/rapid"

	"github.com/stateboard/stateboard/asl/text"
	"github.com/stateboard/stateboard/ui/look"
)

// TestCaretFollows: a text changes under the caret, and it stays where a
// person would say it was.
func TestCaretFollows(t *testing.T) {
	for _, c := range []struct {
		name, from, want string
		told             bool
	}{
		{"insertion before", "ab|c", "xab|c", false},
		{"insertion behind", "ab|c", "ab|cx", false},
		{"insertion at the caret", "ab|c", "ab|xc", false},
		{"deletion around", "abc|def", "a|f", true},
		{"a rename to the left", `{"a": "b|"}`, `{"longer": "b|"}`, false},
		{"a rename around the caret", `"Wait f|or"`, `"Wait f|or Review"`, true},
		{"rows moved", "{\n  \"one\": 1,\n  \"tw|o\": 2\n}", "{\n  \"tw|o\": 2,\n  \"one\": 1\n}", false},
		{"rows went before", "a\nb\nc|\nd", "c|\nx", false},
	} {
		t.Run(c.name, func(t *testing.T) {
			s, sel := unmark(c.from)
			now, _ := unmark(c.want)
			b := newBuffer()
			b.open(text.New(s))
			b.sel = sel
			var edits []text.Edit
			if c.told {
				at, oldEnd, newEnd := text.Changed(s, now)
				edits = []text.Edit{{Span: text.Span{Start: at, End: oldEnd}, New: now[at:newEnd]}}
			}
			b.accept(text.New(now), edits)
			if got := marked(b.s, b.sel); got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

func TestSeveralEditsToldKeepTheRowBetweenThem(t *testing.T) {
	s := "A\nkeep\nA\n"
	b := newBuffer()
	b.open(text.New(s))
	b.sel = Place(4)
	next, _, err := text.Apply(text.New(s),
		text.Edit{Span: text.Span{Start: 0, End: 1}, New: "Long"}, text.Edit{Span: text.Span{Start: 7, End: 8}, New: "Long"})
	if err != nil {
		t.Fatal(err)
	}
	b.accept(next, []text.Edit{{Span: text.Span{Start: 0, End: 1}, New: "Long"}, {Span: text.Span{Start: 7, End: 8}, New: "Long"}})
	if got := marked(b.s, b.sel); got != "Long\nke|ep\nLong\n" {
		t.Errorf("got %q", got)
	}
}

func TestTokens(t *testing.T) {
	for _, c := range []struct{ line, want string }{
		{`  "Key": "value", `, `k"Key" s"value"`},
		{`"a\"b": -1.5e3`, `k"a\"b" n-1.5e3`},
		{`"x": "pre ${name} post"`, `k"x" s"pre  p${name} s post"`},
		{`"open`, `b"open`},
		{`true nul null`, `bnul`},
		{`["a", "b"]`, `s"a" s"b"`},
		{`"no": "${open"`, `k"no" s"${open"`},
	} {
		var got []string
		for _, tok := range tokenize(c.line, len(c.line), nil) {
			got = append(got, string("?ksnp#b"[tok.class])+c.line[tok.start:tok.end])
		}
		if s := strings.Join(got, " "); s != c.want {
			t.Errorf("%s\n got %s\nwant %s", c.line, s, c.want)
		}
	}
}

func TestTokensOfYAML(t *testing.T) {
	for _, c := range []struct{ line, want string }{
		{`StartAt: First # the start`, `kStartAt sFirst ## the start`},
		{`  - Next: "A: b"`, `kNext s"A: b"`},
		{`  Wait for Review:`, `kWait for Review`},
		{`Seconds: 12.5`, `kSeconds n12.5`},
		{`End: true`, `kEnd`},
		{`Resource: arn:aws:states:::lambda:invoke`, `kResource sarn:aws:states:::lambda:invoke`},
		{`# only words`, `## only words`},
		{`Retry: [{MaxAttempts: 3}, 'x']`, `kRetry sMaxAttempts: 3 s'x'`},
		{``, ``},
		{`-`, ``},
	} {
		var got []string
		for _, tok := range YAML.tokenize(c.line, len(c.line), nil) {
			got = append(got, string("?ksnp#b"[tok.class])+c.line[tok.start:tok.end])
		}
		if s := strings.Join(got, " "); s != c.want {
			t.Errorf("%s\n got %s\nwant %s", c.line, s, c.want)
		}
	}
}

// FuzzTokens: pieces lie in the line, in order, whatever the line is.
func FuzzTokens(f *testing.F) {
	for _, s := range []string{`{"a": "${b}", 1}`, "a: 'b' # c", `"\`, "- - x:", "${}\""} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, line string) {
		line, _, _ = strings.Cut(line, "\n")
		for _, l := range []Language{JSON, YAML} {
			at := 0
			for _, tok := range l.tokenize(line, len(line), nil) {
				if tok.start < at || tok.end <= tok.start || tok.end > len(line) {
					t.Fatalf("%q: piece %v after %d", line, tok, at)
				}
				at = tok.end
			}
		}
	})
}

func TestBrackets(t *testing.T) {
	for _, c := range []struct{ from, want string }{
		{`|{"a": [1, "]"]}`, "0-1 14-15"},
		{`{"a": |[1, "]"]}`, "6-7 13-14"},
		{`{"a": [1, "]"]}|`, "14-15 0-1"},
		{"{\n  \"}\": {\n  }|\n}", "13-14 9-10"},
		{`{"|{": 1}`, ""},
		{`|{]`, ""},
		{`|[`, ""},
	} {
		s, sel := unmark(c.from)
		b := newBuffer()
		b.open(text.New(s))
		b.sel = sel
		got := ""
		if one, other, ok := b.brackets(); ok {
			got = fmt.Sprint(one, " ", other)
		}
		if got != c.want {
			t.Errorf("%q: got %q, want %q", c.from, got, c.want)
		}
	}
}

// TestLinesFollow: the index that follows changes is the index made anew.
func TestLinesFollow(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		alphabet := rapid.SampledFrom([]string{"a", "\n", "\r\n", "bc", "é"})
		piece := rapid.Custom(func(t *rapid.T) string { return strings.Join(rapid.SliceOfN(alphabet, 0, 12).Draw(t, "p"), "") })
		s := piece.Draw(t, "text")
		var l lines
		l.reset(s)
		for range rapid.IntRange(1, 8).Draw(t, "changes") {
			at := rapid.IntRange(0, len(s)).Draw(t, "at")
			to := rapid.IntRange(at, len(s)).Draw(t, "to")
			put := piece.Draw(t, "put")
			next := s[:at] + put + s[to:]
			l.splice(next, at, to, at+len(put))
			s = next
			var fresh lines
			fresh.reset(s)
			if fmt.Sprint(fresh.starts) != fmt.Sprint(l.starts) {
				t.Fatalf("after %q: got %v, want %v", s, l.starts, fresh.starts)
			}
			if fresh.widest(s) != l.widest(s) {
				t.Fatalf("widest %d, want %d", l.widest(s), fresh.widest(s))
			}
		}
	})
}

// TestAnythingTyped: whatever a person does, the editor shows the model's text
// and the selection is in it.
func TestAnythingTyped(t *testing.T) {
	look.Apply(test.NewTempApp(t), look.LightMode)
	m := &model{}
	e := New(Options{Change: m.change, Numbers: true, Still: true})
	w := test.NewTempWindow(t, e)
	w.Resize(fyne.NewSize(320, 200))
	keys := []string{
		"Left", "Right", "Up", "Down", "Home", "End", "Prior", "Next", "Return", "BackSpace", "Delete", "Tab", "shift+Tab",
		"shift+Left", "shift+Right", "shift+Up", "shift+Down", "shift+Home", "shift+End", "ctrl+Left", "ctrl+Right", "ctrl+shift+Left",
		"ctrl+shift+Right", "ctrl+Home", "ctrl+End", "ctrl+BackSpace", "ctrl+Delete", "ctrl+D", "alt+Up", "alt+Down", "shift+Next", "Escape", "F8",
	}
	starts := []string{"", "{\n  \"a\": [1, 2],\n  \"b\": {}\n}\n", "{\r\n\t\"é\": \"${x}\"\r\n}", "a\nb\n\nc"}
	rapid.Check(t, func(t *rapid.T) {
		m.text = text.New(rapid.SampledFrom(starts).Draw(t, "start"))
		e.Open(m.text)
		for range rapid.IntRange(1, 40).Draw(t, "steps") {
			switch rapid.IntRange(0, 9).Draw(t, "what") {
			case 0, 1, 2:
				e.TypedRune(rapid.SampledFrom([]rune("{}[]\",: a1é漢\\")).Draw(t, "rune"))
			case 3, 4, 5, 6:
				pressKey(e, rapid.SampledFrom(keys).Draw(t, "key"))
			case 7:
				e.pasteText(rapid.SampledFrom([]string{"x", "a\nb", "\r\n", "\xff\"", "{\n}\n"}).Draw(t, "paste"))
			case 8:
				e.click(rapid.Float32Range(-10, 330).Draw(t, "x"), rapid.Float32Range(-10, 210).Draw(t, "y"))
			case 9:
				outside(t, m, e)
			}
			check(t, m, e)
		}
	})
}

func (e *Editor) click(x, y float32) {
	at := fyne.PointEvent{Position: fyne.NewPos(x, y)}
	e.MouseDown(&desktop.MouseEvent{PointEvent: at, Button: desktop.MouseButtonPrimary})
	e.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(y, x)}})
	e.DragEnd()
}

// outside changes the text as a form would, told or not.
func outside(t *rapid.T, m *model, e *Editor) {
	n := m.text.Len()
	at := settle(m.text.String(), rapid.IntRange(0, n).Draw(t, "at"))
	to := settle(m.text.String(), rapid.IntRange(at, n).Draw(t, "to"))
	edit := text.Edit{Span: text.Span{Start: at, End: max(at, to)}, New: rapid.SampledFrom([]string{"", "Q", "\n", "{\n}"}).Draw(t, "new")}
	next, _, err := text.Apply(m.text, edit)
	if err != nil {
		t.Fatal(err)
	}
	m.text = next
	if rapid.Bool().Draw(t, "told") {
		e.SetText(next, edit)
	} else {
		e.SetText(next)
	}
}

func check(t *rapid.T, m *model, e *Editor) {
	s := m.text.String()
	if e.Text().String() != s || e.b.s != s {
		t.Fatalf("shows %q, model has %q", e.b.s, s)
	}
	var fresh lines
	fresh.reset(s)
	if fmt.Sprint(fresh.starts) != fmt.Sprint(e.b.lines.starts) {
		t.Fatalf("rows of %q are %v", s, e.b.lines.starts)
	}
	for _, at := range []int{e.b.sel.Anchor, e.b.sel.Caret} {
		if at != settle(s, at) {
			t.Fatalf("selection %v is not in %q", e.b.sel, s)
		}
	}
}
