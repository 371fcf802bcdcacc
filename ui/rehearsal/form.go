package rehearsal

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"github.com/stateboard/stateboard/ui/look"
	"github.com/stateboard/stateboard/ui/session"
	"github.com/stateboard/stateboard/ui/uimap"
)

// form is the upper right pane: an open token that waits for its answer, or
// what to start with, or how the run stands.
type form struct {
	room    *Room
	header  *look.PaneHeader
	status  *look.Status
	body    *fyne.Container
	footer  *fyne.Container
	scroll  *container.Scroll
	content *fyne.Container

	start *start
	token *tokenForm // of the token shown last
	over  *outcome
	shown fyne.CanvasObject

	halted *interruptedForm // of the interrupted task shown last

	asking bool // what the next run begins with is shown, not how the last one ended
}

func newForm(r *Room) *form {
	f := &form{room: r, status: look.NewStatus("", look.Secondary, false)}
	f.header = look.NewPaneHeader("Rehearsal", "", f.status)
	f.start, f.over = newStart(r), newOutcome(r)
	f.body = container.NewStack()
	f.scroll = container.NewVScroll(look.Inset(f.body, look.PanePadding, 2))
	f.scroll.OnScrolled = func(fyne.Position) { look.HideTips(f.scroll); r.options.Changed() }
	f.footer = container.NewStack()
	f.content = container.NewBorder(f.header, f.footer, nil, nil, f.scroll)
	return f
}

func (f *form) show(s *session.Snapshot) {
	if f.showInterrupted(s) {
		return
	}
	if t, more := openToken(s); t != nil {
		if f.token == nil || f.token.token.Token != t.Token {
			f.token.close()
			f.token = newTokenForm(f.room, *t)
		}
		f.token.show(*t, more)
		f.set(t.Name, "waiting for a person", look.Waiting, f.token.content, f.token.footer)
		return
	}
	f.token.close()
	f.token = nil
	if s.Run != nil && s.Run.Live {
		f.asking = false
	}
	if s.Run == nil || f.asking {
		f.start.show(s)
		f.set("Rehearsal", "", look.Secondary, f.start.content, nil)
		return
	}
	f.over.show(s)
	f.set(headline(s), statusWords(s.Run), statusInk(s.Run), f.over.content, nil)
}

// openToken is the token of the selected state, or else the first one open,
// and how many others wait.
func openToken(s *session.Snapshot) (*session.Token, int) {
	if s.Run == nil || !s.Run.AtEnd() || len(s.Run.Tokens) == 0 {
		return nil, 0
	}
	for i := range s.Run.Tokens {
		if s.Run.Tokens[i].Path == s.Selection.Primary() {
			return &s.Run.Tokens[i], len(s.Run.Tokens) - 1
		}
	}
	return &s.Run.Tokens[0], len(s.Run.Tokens) - 1
}

func headline(s *session.Snapshot) string {
	if s.Run.Scenario != "" {
		return s.Run.Scenario
	}
	return "A free input"
}

func (f *form) set(title, status string, ink look.Ink, body, footer fyne.CanvasObject) {
	f.header.Set(title, "")
	f.status.Set(status, ink)
	f.header.SetTrailing(f.status)
	if f.shown != body {
		f.shown = body
		f.body.Objects = []fyne.CanvasObject{body}
		f.body.Refresh()
		f.footer.Objects = nil
		if footer != nil {
			f.footer.Objects = []fyne.CanvasObject{footer}
		}
		f.footer.Refresh()
		f.content.Refresh()
		f.scroll.ScrollToTop()
	}
	f.scroll.Refresh()
}

func (f *form) list(l *uimap.List) {
	l.Within(f.scroll, func() {
		switch f.shown {
		case f.start.content:
			f.start.list(l)
		case f.over.content:
			f.over.list(l)
		default:
			switch {
			case f.halted != nil:
				f.halted.list(l)
			case f.token != nil:
				f.token.list(l)
			}
		}
	})
	if f.halted != nil {
		f.halted.listFooter(l)
	}
	if f.token != nil {
		f.token.listFooter(l)
	}
}
