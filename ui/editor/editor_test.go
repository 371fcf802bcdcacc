package editor

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"github.com/stateboard/stateboard/asl/diag"
	"github.com/stateboard/stateboard/asl/text"
	"github.com/stateboard/stateboard/ui/look"
)

// model stands for the session: it applies every change and remembers them.
type model struct {
	text    text.Text
	changes []Change
	carets  []int
	undone  int
	refuse  bool
}

func (m *model) change(c Change) text.Text {
	if m.refuse {
		return m.text
	}
	t, _, err := text.Apply(m.text, c.Edits...)
	if err != nil {
		panic(err)
	}
	m.text = t
	m.changes = append(m.changes, c)
	return t
}

// bench is an editor in a window of a given size, showing a text with the
// selection marked by "^" (anchor) and "|" (caret), or "|" alone.
type bench struct {
	*testing.T
	*Editor
	m   *model
	win fyne.Window
	at  time.Time
}

func newBench(t *testing.T, marked string) *bench {
	t.Helper()
	look.Apply(test.NewTempApp(t), look.LightMode)
	s, sel := unmark(marked)
	m := &model{text: text.New(s)}
	b := &bench{T: t, m: m, at: time.Unix(1000, 0)}
	b.Editor = New(Options{
		Change: m.change, Undo: func() { m.undone++ },
		Caret: func(at int) { m.carets = append(m.carets, at) }, Numbers: true, Still: true,
	})
	b.Editor.now = func() time.Time { return b.at }
	b.win = test.NewTempWindow(t, b.Editor)
	b.win.SetPadded(false)
	b.win.Resize(fyne.NewSize(500, 400))
	b.Open(m.text)
	b.Select(sel)
	b.Focus()
	return b
}

func unmark(s string) (string, Selection) {
	caret := strings.IndexByte(s, '|')
	s = s[:caret] + s[caret+1:]
	anchor := caret
	if i := strings.IndexByte(s, '^'); i >= 0 {
		s = s[:i] + s[i+1:]
		if i < caret {
			return s, Selection{i, caret - 1}
		}
		anchor = i
	}
	return s, Selection{anchor, caret}
}

func marked(s string, sel Selection) string {
	if sel.Empty() {
		return s[:sel.Caret] + "|" + s[sel.Caret:]
	}
	if sel.Anchor < sel.Caret {
		return s[:sel.Anchor] + "^" + s[sel.Anchor:sel.Caret] + "|" + s[sel.Caret:]
	}
	return s[:sel.Caret] + "|" + s[sel.Caret:sel.Anchor] + "^" + s[sel.Anchor:]
}

func (b *bench) want(want string) {
	b.Helper()
	if got := marked(b.Text().String(), b.Selection()); got != want {
		b.Errorf("got  %q\nwant %q", got, want)
	}
	if b.Text().String() != b.m.text.String() {
		b.Errorf("shows %q\nmodel has %q", b.Text().String(), b.m.text.String())
	}
}

// press presses keys written as "ctrl+shift+Left".
func (b *bench) press(keys ...string) {
	for _, k := range keys {
		pressKey(b.Editor, k)
	}
}

func pressKey(e *Editor, k string) {
	parts := strings.Split(k, "+")
	name := fyne.KeyName(parts[len(parts)-1])
	var mods fyne.KeyModifier
	for _, p := range parts[:len(parts)-1] {
		mods |= map[string]fyne.KeyModifier{"ctrl": cmd, "shift": shift, "alt": alt}[p]
	}
	if mods&^shift != 0 {
		e.TypedShortcut(&desktop.CustomShortcut{KeyName: name, Modifier: mods})
		return
	}
	if mods != 0 {
		e.KeyDown(&fyne.KeyEvent{Name: desktop.KeyShiftLeft})
		defer e.KeyUp(&fyne.KeyEvent{Name: desktop.KeyShiftLeft})
	}
	e.TypedKey(&fyne.KeyEvent{Name: name})
}

func (b *bench) click(clicks int, offset int) {
	b.at = b.at.Add(time.Hour)
	row := b.b.lines.row(offset)
	p := fyne.NewPos(b.view.gutter+textPad+b.view.x(row, offset)-b.scroll.X, b.view.y(row)+5)
	for range clicks {
		b.MouseDown(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: p}, Button: desktop.MouseButtonPrimary})
		b.MouseUp(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: p}, Button: desktop.MouseButtonPrimary})
		b.at = b.at.Add(100 * time.Millisecond)
	}
}

func TestKeys(t *testing.T) {
	for _, c := range []struct {
		name, from string
		keys       []string
		typed      string
		want       string
	}{
		{"typing", `{"a": |}`, nil, "12", `{"a": 12|}`},
		{"typing replaces the selection", `{"a": ^12|}`, nil, "3", `{"a": 3|}`},
		{"a brace brings its closer", `|`, nil, "{", `{|}`},
		{"a quote brings its closer", `{|}`, nil, `"`, `{"|"}`},
		{"the closer is typed over", `{|}`, nil, `"ab": 1`, `{"ab": 1|}`},
		{"no closer before a word", `|true`, nil, "[", `[|true`},
		{"no pairs in strings", `{"a|"}`, nil, "{[", `{"a{[|"}`},
		{"a closer one did not get is not typed over", `{|}`, nil, "}", `{}|}`},
		{"an escaped quote does not end a string", `{"a\|"}`, nil, `"`, `{"a\"|"}`},
		{"quotes go round a selection", `{^abc|: 1}`, nil, `"`, `{"^abc|": 1}`},
		{"enter keeps the indentation", "  \"a\": 1,|", []string{"Return"}, "", "  \"a\": 1,\n  |"},
		{"enter opens braces", "  \"a\": {|}", []string{"Return"}, "", "  \"a\": {\n    |\n  }"},
		{"enter keeps the document's line ends", "{|\r\n}", []string{"Return"}, "", "{\r\n  |\r\n}"},
		{"a closer alone on its row goes under its opener", "{\n  \"a\": [\n    |", nil, "]", "{\n  \"a\": [\n  ]|"},
		{"backspace", "ab|", []string{"BackSpace"}, "", "a|"},
		{"backspace takes the pair that came", "|", []string{"BackSpace"}, "{", "|"},
		{"backspace in the indentation takes a step", "{\n    |\n}", []string{"BackSpace"}, "", "{\n  |\n}"},
		{"backspace joins rows over \\r\\n", "a\r\n|b", []string{"BackSpace"}, "", "a|b"},
		{"backspace takes an accent with its letter", "e\u0301|", []string{"BackSpace"}, "", "|"},
		{"delete", "|ab", []string{"Delete"}, "", "|b"},
		{"delete joins rows", "a|\r\nb", []string{"Delete"}, "", "a|b"},
		{"ctrl+backspace", `"two words|"`, []string{"ctrl+BackSpace"}, "", `"two |"`},
		{"ctrl+delete", `|two words`, []string{"ctrl+Delete"}, "", `| words`},
		{"tab to the next stop", "a|", []string{"Tab"}, "", "a |"},
		{"tab indents rows", "^a\n\nb|", []string{"Tab"}, "", "^  a\n\n  b|"},
		{"shift+tab outdents", "  x\n    a|\n", []string{"shift+Tab"}, "", "  x\n  a|\n"},
		{"shift+tab on rows", "^  a\n b|\nc", []string{"shift+Tab"}, "", "^a\nb|\nc"},
		{"ctrl+d repeats the row", "a|b\nc", []string{"ctrl+D"}, "", "ab\na|b\nc"},
		{"ctrl+d repeats the selection", "x^ab|y", []string{"ctrl+D"}, "", "xab^ab|y"},
		{"alt+down", "a|\nb\nc", []string{"alt+Down"}, "", "b\na|\nc"},
		{"alt+up moves all selected rows", "a\n^b\nc|", []string{"alt+Up"}, "", "^b\nc|\na"},
		{"alt+up at the top does nothing", "a|\nb", []string{"alt+Up"}, "", "a|\nb"},
		{"smart home", "  ab|", []string{"Home"}, "", "  |ab"},
		{"home again", "  ab|", []string{"Home", "Home"}, "", "|  ab"},
		{"end", "a|b\nc", []string{"End"}, "", "ab|\nc"},
		{"words", `|{"ab cd": 1}`, []string{"ctrl+Right", "ctrl+Right"}, "", `{"ab| cd": 1}`},
		{"words back", `{"ab cd|": 1}`, []string{"ctrl+Left", "ctrl+Left"}, "", `{"|ab cd": 1}`},
		{"down keeps its column", "abcd|e\nx\nabcdef", []string{"Down", "Down"}, "", "abcde\nx\nabcd|ef"},
		{"shift+down selects", "a|b\ncd", []string{"shift+Down"}, "", "a^b\nc|d"},
		{"up from the first row goes to the start", "ab|c", []string{"Up"}, "", "|abc"},
		{"left leaves a selection at its start", "a^bc|d", []string{"Left"}, "", "a|bcd"},
		{"right leaves a selection at its end", "a|bc^d", []string{"Right"}, "", "abc|d"},
		{"ctrl+end", "|a\nb", []string{"ctrl+End"}, "", "a\nb|"},
		{"ctrl+shift+home", "a\nb|", []string{"ctrl+shift+Home"}, "", "|a\nb^"},
		{"page down", "|" + strings.Repeat("x\n", 100), []string{"Next"}, "", strings.Repeat("x\n", 20) + "|" + strings.Repeat("x\n", 80)},
	} {
		t.Run(c.name, func(t *testing.T) {
			b := newBench(t, c.from)
			test.Type(b.Editor, c.typed)
			b.press(c.keys...)
			b.want(c.want)
		})
	}
}

func TestClipboard(t *testing.T) {
	b := newBench(t, "{\n  ^\"a\"|: 1\n}")
	clip := fyne.CurrentApp().Clipboard()
	b.TypedShortcut(&fyne.ShortcutCopy{Clipboard: clip})
	if clip.Content() != `"a"` {
		t.Errorf("copied %q", clip.Content())
	}
	b.TypedShortcut(&fyne.ShortcutCut{Clipboard: clip})
	b.want("{\n  |: 1\n}")
	clip.SetContent("\"b\r\nc\"")
	b.TypedShortcut(&fyne.ShortcutPaste{Clipboard: clip})
	b.want("{\n  \"b\nc\"|: 1\n}")
	if k := b.m.changes[1].Kind; k != Paste {
		t.Errorf("paste is told as %v", k)
	}
	b.press("ctrl+Home")
	b.TypedShortcut(&fyne.ShortcutCut{Clipboard: clip}) // no selection: the row
	b.want("|  \"b\nc\": 1\n}")
	b.TypedShortcut(&fyne.ShortcutSelectAll{})
	b.want("^  \"b\nc\": 1\n}|")
}

func TestUndoBelongsToTheModel(t *testing.T) {
	b := newBench(t, "a|")
	b.TypedShortcut(&fyne.ShortcutUndo{})
	if b.m.undone != 1 {
		t.Error("the model did not hear of undo")
	}
	test.Type(b.Editor, "bc")
	b.press("BackSpace")
	kinds := fmt.Sprint(b.m.changes[0].Kind, b.m.changes[1].Kind, b.m.changes[2].Kind)
	if kinds != "typing typing deleting" {
		t.Error(kinds)
	}
	if b.m.changes[0].After != b.m.changes[1].Before {
		t.Error("typing on does not begin where it ended")
	}
}

func TestUndoGoesToWhereItWas(t *testing.T) {
	b := newBench(t, "one\ntwo|\nthree")
	var inverse []text.Edit
	b.o.Change = func(c Change) text.Text {
		next, back, err := text.Apply(b.m.text, c.Edits...)
		if err != nil {
			t.Fatal(err)
		}
		b.m.text, inverse = next, back
		return next
	}
	b.o.Undo = func() {
		b.m.text, _, _ = text.Apply(b.m.text, inverse...)
		b.SetText(b.m.text, inverse...)
	}
	b.press("ctrl+BackSpace", "ctrl+Home")
	b.Undo()
	b.want("one\ntwo|\nthree")
}

func TestUnknownShortcutReachesTheWindow(t *testing.T) {
	b := newBench(t, "|")
	heard := false
	save := &desktop.CustomShortcut{KeyName: fyne.KeyS, Modifier: cmd}
	b.win.Canvas().AddShortcut(save, func(fyne.Shortcut) { heard = true })
	b.TypedShortcut(save)
	if !heard {
		t.Error("Ctrl+S stayed in the editor")
	}
	var key fyne.KeyName
	b.win.Canvas().SetOnTypedKey(func(e *fyne.KeyEvent) { key = e.Name })
	b.press("F5")
	if key != fyne.KeyF5 {
		t.Error("F5 stayed in the editor")
	}
}

func TestPointer(t *testing.T) {
	b := newBench(t, "{\n  \"one two\": 1\n}|")
	b.click(1, 6)
	b.want("{\n  \"o|ne two\": 1\n}")
	b.click(2, 6)
	b.want("{\n  \"^one| two\": 1\n}")
	b.click(3, 6)
	b.want("{\n^  \"one two\": 1\n|}")
	b.click(1, 6)
	at := fyne.NewPos(b.view.gutter+textPad+b.view.x(1, 9), b.view.y(1)+4)
	b.press_(at)
	b.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{Position: at.AddXY(3*b.view.ruler.cell, 0)}})
	b.DragEnd()
	b.want("{\n  \"one ^two|\": 1\n}")
	if last := b.m.carets[len(b.m.carets)-1]; last != b.Selection().Caret {
		t.Errorf("told caret %d", last)
	}
}

func (b *bench) press_(at fyne.Position) {
	b.at = b.at.Add(time.Hour)
	b.MouseDown(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: at}, Button: desktop.MouseButtonPrimary})
}

func TestGutterSelectsRows(t *testing.T) {
	b := newBench(t, "a\nb|\nc")
	b.press_(fyne.NewPos(4, b.view.y(1)+4))
	b.want("a\n^b\n|c")
}

func TestDragBelowTheViewScrolls(t *testing.T) {
	b := newBench(t, "|"+strings.Repeat("row\n", 200))
	b.press_(fyne.NewPos(b.view.gutter+textPad, 10))
	b.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(100, 600)}})
	b.DragEnd()
	if b.scroll.Y == 0 || b.Selection().Empty() {
		t.Errorf("scroll %v selection %v", b.scroll, b.Selection())
	}
}

func TestReadOnlyReads(t *testing.T) {
	look.Apply(test.NewTempApp(t), look.LightMode)
	e := New(Options{Still: true})
	test.NewTempWindow(t, e).Resize(fyne.NewSize(300, 200))
	e.Open(text.New(`{"a": 1}`))
	e.Focus()
	test.Type(e, "xyz")
	pressKey(e, "BackSpace")
	pressKey(e, "ctrl+D")
	e.TypedShortcut(&fyne.ShortcutCut{Clipboard: fyne.CurrentApp().Clipboard()})
	if got := e.Text().String(); got != `{"a": 1}` {
		t.Errorf("changed to %q", got)
	}
	if e.AcceptsTab() {
		t.Error("Tab is kept although nothing can be typed")
	}
	e.SelectAll()
	e.Copy()
	if got := fyne.CurrentApp().Clipboard().Content(); got != `{"a": 1}` {
		t.Errorf("copied %q", got)
	}
}

func TestEscapeLetsTabLeave(t *testing.T) {
	b := newBench(t, "a|")
	if !b.AcceptsTab() {
		t.Fatal("Tab should indent")
	}
	b.press("Escape")
	if b.AcceptsTab() {
		t.Error("after Escape, Tab should leave")
	}
	test.Type(b.Editor, "b")
	if !b.AcceptsTab() {
		t.Error("after typing, Tab should indent again")
	}
}

func TestRefusedChangeShowsTheModelsText(t *testing.T) {
	b := newBench(t, "a|")
	b.m.refuse = true
	test.Type(b.Editor, "b")
	b.want("a|")
}

func TestModelMayAnswerFromWithin(t *testing.T) {
	b := newBench(t, "a|")
	b.o.Change = func(c Change) text.Text {
		after := b.m.change(c)
		b.SetText(after, c.Edits...)
		return after
	}
	test.Type(b.Editor, "{x")
	b.want("a{x|}")
}

func TestLateTextIsIgnored(t *testing.T) {
	b := newBench(t, "a|")
	old := b.m.text
	test.Type(b.Editor, "b")
	b.SetText(old)
	b.want("ab|")
}

func TestFindBar(t *testing.T) {
	b := newBench(t, "|alpha Beta\nbeta gamma\nBETA")
	b.press("ctrl+F")
	test.Type(b.bar.field.Input(), "beta")
	if got := b.bar.count.Text(); got != "1 of 3" {
		t.Errorf("count %q", got)
	}
	b.bar.field.Input().TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	b.want("alpha Beta\n^beta| gamma\nBETA")
	b.findNext(1)
	b.findNext(1)
	b.want("alpha ^Beta|\nbeta gamma\nBETA")
	b.findNext(-1)
	b.want("alpha Beta\nbeta gamma\n^BETA|")
	b.find.set("Beta") // a capital finds only itself
	b.find.search(b.b)
	if len(b.find.hits) != 1 {
		t.Errorf("hits %v", b.find.hits)
	}
	b.bar.field.Input().TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
	if b.bar.Visible() || !b.Focused() {
		t.Error("Escape does not close the bar and go back to the text")
	}
}

func TestGoToLine(t *testing.T) {
	b := newBench(t, "|a\nbcd\n")
	b.press("ctrl+G")
	test.Type(b.bar.field.Input(), "2:3")
	b.bar.field.Input().TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	b.want("a\nbc|d\n")
}

func TestProblems(t *testing.T) {
	b := newBench(t, "|one\ntwo\nthree\n")
	b.SetProblems([]diag.Diagnostic{
		{Severity: diag.Warning, Span: text.Span{Start: 8, End: 13}, Message: "Too many."},
		{Severity: diag.Error, Span: text.Span{Start: 4, End: 7}, Message: "Not a number.", Advice: "Write 2."},
	})
	b.press("F8")
	b.want("one\n|two\nthree\n")
	b.press("F8")
	b.want("one\ntwo\n|three\n")
	b.press("F8")
	b.want("one\n|two\nthree\n")
	b.press("shift+F8")
	b.want("one\ntwo\n|three\n")
	b.press("ctrl+Home")
	test.Type(b.Editor, "xx")
	if got := b.problems[0].Span; got != (text.Span{Start: 6, End: 9}) {
		t.Errorf("the span did not follow: %v", got)
	}
	at, _, _ := b.view.spanRect(b.problems[0].Span)
	if i := b.problemAt(at.AddXY(4, 4)); i != 0 {
		t.Errorf("problem under the pointer: %d", i)
	}
	shown := 0
	for _, n := range b.view.notes.made {
		if n.Text.Visible() {
			shown++
		}
	}
	if shown != 1 {
		t.Errorf("%d notes in view, want the error's", shown)
	}
}

func TestRevealLeavesCaretAndFocus(t *testing.T) {
	b := newBench(t, "|"+strings.Repeat("row\n", 500))
	b.win.Canvas().Unfocus()
	b.Reveal(text.Span{Start: 1600, End: 1603})
	if first, last := b.view.rowsInView(); first > 400 || last < 400 {
		t.Errorf("rows %d to %d in view, want 400", first, last)
	}
	if b.Focused() || b.Selection().Caret != 0 {
		t.Error("Reveal took focus or caret")
	}
	before := b.scroll
	b.Reveal(text.Span{Start: 1600, End: 1603})
	if b.scroll != before {
		t.Error("what is in view was scrolled")
	}
}

func TestOnlyVisibleLinesHaveObjects(t *testing.T) {
	b := newBench(t, "|"+strings.Repeat("  \"key\": \"value\",\n", 20000))
	b.press("ctrl+End", "ctrl+Home", "Next", "Next")
	if n := len(b.view.words.made) + len(b.view.digits.made); n > 200 {
		t.Errorf("%d objects for 21 rows", n)
	}
	long := newBench(t, "|"+strings.Repeat(`"key": 1, `, 100000))
	if n := len(long.view.words.made); n > 200 {
		t.Errorf("%d objects for one long row", n)
	}
}

func TestPlacesAndPixelsAgree(t *testing.T) {
	b := newBench(t, "|\tx\u00e9\u6f22\u5b57e\u0301 \"q\"")
	for at := 0; at < len(b.b.s); at = right(b.b, at) {
		if got := b.view.offset(0, b.view.x(0, at)+0.4); got != at {
			t.Errorf("offset %d is drawn where %d is found", at, got)
		}
	}
}
