package session

import (
	"strings"
	"testing"

	"github.com/stateboard/stateboard/asl/text"
)

func TestALargePictureFollowsWhenTheHandRests(t *testing.T) {
	d := newDesk(t)
	var b strings.Builder
	b.WriteString(`{"StartAt": "S", "States": {`)
	for i := range manyStates {
		b.WriteString(`"S` + strings.Repeat("x", i) + `": {"Type": "Pass", "Next": "S` + strings.Repeat("x", i+1) + `"}, `)
	}
	b.WriteString(`"S` + strings.Repeat("x", manyStates) + `": {"Type": "Succeed"}}}`)
	d.update(func() { d.replace("", "large", b.String(), false) })
	before := d.Snapshot()
	at := strings.LastIndex(b.String(), `": {"Type": "Succeed"`)
	key := func(c string) {
		t.Helper()
		if err := d.Type("Typing", Typing, text.Insert(at, c)); err != nil {
			t.Fatal(err)
		}
		at += len(c)
	}
	key("y")
	key("z")
	s := d.Snapshot()
	if !s.Behind || !s.Greyed || s.Graph != before.Graph || !strings.Contains(s.Doc.Text.String(), `xyz": {"Type": "Succeed"`) {
		t.Errorf("behind %v, greyed %v", s.Behind, s.Greyed)
	}
	d.pump(t, "the picture", func(s *Snapshot) bool { return !s.Behind })
	last := "S" + strings.Repeat("x", manyStates) + "yz"
	if s := d.Snapshot(); s.Greyed || s.Shown != s.Doc || s.Doc.State(last) == nil {
		t.Error("the picture is not the text's")
	}
	key(",")
	d.Settle()
	if s := d.Snapshot(); s.Behind || s.Shown != s.Doc {
		t.Error("settling leaves it behind")
	}
	at -= 3
	if err := d.Type("Delete text", Deleting, text.Delete(text.Span{Start: at, End: at + 3})); err != nil {
		t.Fatal(err)
	}
	d.Undo()
	if s := d.Snapshot(); s.Behind || s.Shown != s.Doc || s.Doc.State(last+",") == nil {
		t.Error("undo comes with its picture")
	}
	d.pump(t, "nothing", func(s *Snapshot) bool { return !s.Behind })
}
