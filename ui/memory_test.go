package ui

import (
	"runtime"
	"strings"
	"testing"
	"weak"

	"github.com/stateboard/stateboard/asl"
	"github.com/stateboard/stateboard/asl/text"
	"github.com/stateboard/stateboard/ui/session"
)

// TestTypingKeepsNoOldDocumentsAlive types a broken text, so that the form
// lists other problems with each key, and selects states in between, so that
// it has other fields. The toolkit keeps controls for a minute after they are
// gone; the documents that they were about must not stay with them.
func TestTypingKeepsNoOldDocumentsAlive(t *testing.T) {
	d := newDesk(t, "account-application")
	var seen []weak.Pointer[asl.Document]
	at := strings.Index(d.snap.Doc.Text.String(), `"StartAt"`)
	for i := range 20 {
		if err := d.sess.Type("Typing", session.Typing, text.Insert(at, "x")); err != nil {
			t.Fatal(err)
		}
		seen = append(seen, weak.Make(d.snap.Doc))
		if i%5 == 4 {
			for range 5 {
				d.sess.Undo()
			}
			d.sess.Select(session.FromHistory, "Wait for Review")
			d.sess.Select(session.FromHistory, "Review approved?")
			seen = append(seen, weak.Make(d.snap.Doc))
		}
	}
	runtime.GC()
	runtime.GC()
	alive := 0
	for _, p := range seen {
		if p.Value() != nil {
			alive++
		}
	}
	if alive > 4 {
		t.Errorf("%d of %d documents are still alive", alive, len(seen))
	}
}
