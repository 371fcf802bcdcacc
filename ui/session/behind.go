package session

import (
	"time"

	"github.com/stateboard/stateboard/asl/text"
)

// Drawing a machine of thousands of states takes longer than a key press may.
// So while such a text is typed only the text is read and checked with each
// key; the picture follows when the hand rests, and is made beside the
// session's goroutine, so that the next key need not wait for it either.
const (
	manyStates = 400
	rest       = 350 * time.Millisecond
)

// typed makes a text the current one, after an edit of a kind.
func (s *Session) typed(t text.Text, kind Kind) {
	if kind == Intent || s.next.Shown == nil || len(s.next.Shown.States()) < manyStates {
		s.setText(t)
		return
	}
	s.readText(t)
	if s.next.Greyed {
		s.pruneSelection()
		return
	}
	s.next.Greyed, s.next.Behind = true, true
	if s.resting != nil {
		s.resting.Stop()
	}
	doc, last, measures := s.next.Doc, s.next.Layout, s.measures()
	s.resting = time.AfterFunc(rest, func() {
		p := pictureOf(doc, last, measures)
		s.options.Post(func() { s.caughtUp(p) })
	})
}

// caughtUp shows a picture, if no newer text has come meanwhile.
func (s *Session) caughtUp(p picture) {
	if !s.closed && s.next.Behind && s.next.Doc == p.of {
		s.update(func() { s.put(p) })
	}
}

// Settle lets a picture that is behind the text catch up at once. It must be
// called before something is done with the picture.
func (s *Session) Settle() {
	if s.next.Behind {
		s.update(s.draw)
	}
}
