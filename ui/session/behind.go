package session

import (
	"time"

	"github.com/stateboard/stateboard/asl/text"
)

// Drawing a machine of thousands of states takes longer than a key press may.
// So while such a text is typed only the text is read and checked with each
// key; the picture follows when the hand rests.
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
	s.resting = time.AfterFunc(rest, func() { s.options.Post(s.caughtUp(t)) })
}

// caughtUp settles, if no newer text has come meanwhile.
func (s *Session) caughtUp(with text.Text) func() {
	return func() {
		if !s.closed && s.text.Version() == with.Version() {
			s.Settle()
		}
	}
}

// Settle lets a picture that is behind the text catch up at once. It must be
// called before something is done with the picture.
func (s *Session) Settle() {
	if s.next.Behind {
		s.update(s.draw)
	}
}
