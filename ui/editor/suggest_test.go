package editor

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"github.com/stateboard/stateboard/asl"
	"github.com/stateboard/stateboard/asl/assist"
	"github.com/stateboard/stateboard/asl/text"
)

// knowing asks the language about the text of a model.
type knowing struct{ m *model }

func (k knowing) Complete(offset int) assist.Completion {
	return assist.Complete(asl.Parse(k.m.text), offset, nil)
}

func (k knowing) Hover(offset int) (assist.Info, bool) {
	return assist.Hover(asl.Parse(k.m.text), offset, nil)
}

func (k knowing) Definition(offset int) (text.Span, bool) {
	return assist.Definition(asl.Parse(k.m.text), offset)
}

func newAssisted(t *testing.T, marked string) *bench {
	b := newBench(t, marked)
	b.Editor.o.Assist = knowing{b.m}
	return b
}

func (b *bench) typeWords(s string) {
	for _, r := range s {
		b.TypedRune(r)
	}
}

func (b *bench) labels() (labels []string, chosen string) {
	b.Suggestions(func(i assist.Item, c bool, _ fyne.CanvasObject) {
		labels = append(labels, i.Label)
		if c {
			chosen = i.Label
		}
	})
	return labels, chosen
}

func (b *bench) wantText(want string) {
	b.T.Helper()
	if got := marked(b.Text().String(), b.Selection()); got != want {
		b.T.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestSuggestionsComeWhileTyping(t *testing.T) {
	b := newAssisted(t, `{"StartAt": "A", "States": {"A": {"Type": "Task", |}}}`)
	b.typeWords(`"re`)
	if labels, chosen := b.labels(); len(labels) < 3 || chosen != "Resource" {
		t.Fatal(labels, chosen)
	}
	b.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	b.wantText(`{"StartAt": "A", "States": {"A": {"Type": "Task", "Resource": "|"}}}`)
	if labels, _ := b.labels(); len(labels) == 0 {
		t.Fatal("the value should be offered next")
	}
	b.typeWords("sqs")
	b.TypedKey(&fyne.KeyEvent{Name: fyne.KeyTab})
	b.wantText(`{"StartAt": "A", "States": {"A": {"Type": "Task", "Resource": "arn:aws:states:::sqs:sendMessage"|}}}`)
	if labels, _ := b.labels(); len(labels) > 0 {
		t.Fatal("nothing more to offer", labels)
	}
}

func TestSuggestionsFollowKeys(t *testing.T) {
	b := newAssisted(t, `{"StartAt": "|", "States": {"A": {"Type": "Succeed"}, "B": {"Type": "Succeed"}}}`)
	b.TypedShortcut(&desktop.CustomShortcut{KeyName: fyne.KeySpace, Modifier: cmd})
	if labels, chosen := b.labels(); len(labels) != 2 || chosen != "A" {
		t.Fatal(labels, chosen)
	}
	b.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown})
	if _, chosen := b.labels(); chosen != "B" {
		t.Fatal(chosen)
	}
	b.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown})
	if _, chosen := b.labels(); chosen != "A" {
		t.Fatal("round at the end", chosen)
	}
	b.typeWords("b")
	if labels, chosen := b.labels(); len(labels) != 1 || chosen != "B" {
		t.Fatal(labels, chosen)
	}
	b.TypedKey(&fyne.KeyEvent{Name: fyne.KeyBackspace})
	if labels, _ := b.labels(); len(labels) != 2 {
		t.Fatal(labels)
	}
	b.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
	if labels, _ := b.labels(); len(labels) != 0 {
		t.Fatal(labels)
	}
	b.wantText(`{"StartAt": "|", "States": {"A": {"Type": "Succeed"}, "B": {"Type": "Succeed"}}}`)
}

func TestSuggestionsGoWithTheCaret(t *testing.T) {
	b := newAssisted(t, `{"StartAt": "|", "States": {"A": {"Type": "Succeed"}}}`)
	b.Suggest()
	for range 3 {
		b.TypedKey(&fyne.KeyEvent{Name: fyne.KeyRight})
	}
	if labels, _ := b.labels(); len(labels) != 0 {
		t.Fatal("the caret has left", labels)
	}
	b.Suggest()
	b.FocusLost()
	if b.suggest.open() {
		t.Fatal("the keys are elsewhere")
	}
}

func TestSuggestionIsTakenByPointer(t *testing.T) {
	b := newAssisted(t, `{"StartAt": "|", "States": {"A": {"Type": "Succeed"}, "B": {"Type": "Succeed"}}}`)
	b.Suggest()
	l := b.suggest.list
	at := fyne.NewPos(30, suggestPad+suggestRowHigh*1.5)
	l.MouseMoved(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: at}})
	b.FocusLost() // as the driver does before it tells of the button
	l.MouseDown(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: at}, Button: desktop.MouseButtonPrimary})
	b.wantText(`{"StartAt": "B"|, "States": {"A": {"Type": "Succeed"}, "B": {"Type": "Succeed"}}}`)
}

func TestListStaysInTheEditor(t *testing.T) {
	b := newAssisted(t, "{\n\"StartAt\": \"A\",\n\"States\": {\"A\": {\"Type\": \"Task\",\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n|}}}")
	b.Suggest()
	at, size := b.suggest.list.Position(), b.suggest.list.Size()
	if at.X < 0 || at.Y < 0 || at.X+size.Width > b.Size().Width || at.Y+size.Height > b.Size().Height {
		t.Fatal(at, size, b.Size())
	}
	caret, _ := b.CaretRect()
	if at.Y+size.Height > caret.Y {
		t.Fatal("above the caret, where there is room", at, size, caret)
	}
}

func TestDefinitionByKeyAndClick(t *testing.T) {
	b := newAssisted(t, `{"StartAt": "B|", "States": {"B": {"Type": "Succeed"}}}`)
	b.TypedKey(&fyne.KeyEvent{Name: fyne.KeyF12})
	b.wantText(`{"StartAt": "B", "States": {"^B|": {"Type": "Succeed"}}}`)
	b.Select(Place(0))
	pos, size, _ := b.SpanRect(text.Span{Start: 13, End: 14})
	b.MouseDown(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: pos.AddXY(size.Width/2, size.Height/2)}, Button: desktop.MouseButtonPrimary, Modifier: cmd})
	b.wantText(`{"StartAt": "B", "States": {"^B|": {"Type": "Succeed"}}}`)
}

func TestExplainsWhatIsUnderThePointer(t *testing.T) {
	b := newAssisted(t, `{"StartAt": "B", "States": {"B": {"Type": "Succeed"}}}|`)
	pos, size, _ := b.SpanRect(text.Span{Start: 34, End: 40})
	at := pos.AddXY(size.Width/2, size.Height/2)
	b.MouseMoved(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: at}})
	if got := b.Text().Slice(b.told); got != `"Type"` {
		t.Fatalf("%q", got)
	}
	b.MouseMoved(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: at.AddXY(0, 3*size.Height)}})
	if !b.told.Empty() {
		t.Fatal("nothing stands there")
	}
}
