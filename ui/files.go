package ui

import (
	"errors"
	"fmt"
	"path/filepath"
	"strings"

	"github.com/stateboard/stateboard/ui/look"
	"github.com/stateboard/stateboard/ui/session"
)

// fileActions are about the document as a whole.
var fileActions = []action{
	{name: "new", title: "New", do: func(w *Window) { w.leave("start a new flow", w.sess.New) }},
	{name: "open", title: "Open…", do: func(w *Window) { w.leave("open another file", w.openFile) }},
	{name: "open-recent", title: "Open recent…", do: (*Window).openRecent,
		can: func(_ *Window, s *session.Snapshot) bool { return len(s.Recent) > 0 }},
	{name: "examples", title: "Open an example…", do: (*Window).openExample},
	{name: "save", title: "Save", do: (*Window).save,
		can: func(_ *Window, s *session.Snapshot) bool { return s.Dirty || s.Path == "" }},
	{name: "save-as", title: "Save as…", do: func(w *Window) { w.saveAs(nil) }},
	{name: "revert", title: "Revert to saved", do: func(w *Window) { w.sess.Revert() },
		can: func(_ *Window, s *session.Snapshot) bool { return s.Dirty && s.Path != "" }},
	{name: "export", title: "Export…", do: (*Window).export},
	{name: "close", title: "Close", do: func(w *Window) { w.leave("close it", w.sess.New) }},
	{name: "quit", title: "Quit", do: func(w *Window) { w.leave("quit", w.quit) }},
}

// save writes the document to its file, or asks for one.
func (w *Window) save() {
	w.commitFields()
	if w.snap.Path == "" {
		w.saveAs(nil)
		return
	}
	w.saved()
}

// saved writes the document to its file and tells whether that was done. What
// another program wrote meanwhile is asked about first.
func (w *Window) saved() bool {
	err := w.sess.Save()
	if err != nil && !errors.Is(err, session.ErrConflict) {
		w.sess.Fail(err)
	}
	return err == nil
}

// commitFields takes over what is being typed in a form.
func (w *Window) commitFields() { w.inspector.Commit() }

// leave does something that would lose unsaved changes, having asked about
// them.
func (w *Window) leave(what string, do func()) {
	w.commitFields()
	if !w.snap.Dirty {
		do()
		return
	}
	w.ask("Save the changes to "+w.snap.Name+"?", "They are lost if you "+what+" without saving.", nil,
		choice{"save", "Save", look.Primary, func() {
			if w.snap.Path == "" {
				w.saveAs(do)
				return
			}
			if w.saved() {
				do()
			}
		}},
		choice{"discard", "Don't save", look.Danger, func() { w.sess.Discard(); do() }},
		choice{"cancel", "Cancel", look.Outlined, nil})
}

func (w *Window) quit() {
	size := w.canvas.Size()
	w.sess.SetPrefs(func(p *session.Prefs) { p.Width, p.Height = size.Width, size.Height })
	w.win.SetCloseIntercept(nil)
	w.win.Close()
}

var flowEndings = []string{".json", ".asl", ".yaml", ".yml"}

func (w *Window) openFile() {
	w.openDialog("Open a flow", flowEndings, func(path string) { w.sess.Fail(w.sess.Open(path)) })
}

// saveAs asks for a file and saves there; then is done after, if not nil.
func (w *Window) saveAs(then func()) {
	w.commitFields()
	w.saveDialog("Save the flow as", w.snap.Name+".asl.json", func(path string) {
		if !strings.Contains(filepath.Base(path), ".") {
			path += ".asl.json"
		}
		if err := w.sess.SaveAs(path); err != nil {
			w.sess.Fail(err)
			return
		}
		if then != nil {
			then()
		}
	})
}

func (w *Window) openRecent() {
	var list []option
	for _, path := range w.snap.Recent {
		list = append(list, option{id: filepath.Base(path), title: filepath.Base(path), detail: filepath.Dir(path),
			do: func() { w.leave("open another file", func() { w.sess.Fail(w.sess.Open(path)) }) }})
	}
	w.find("Open a recent file", w.middle(), list)
}

var exampleWords = map[string]string{
	"account-application": "checks at the same time, a person decides",
	"bastion-access":      "approve, wait, take back",
	"nutrition-labels":    "the same steps for every product",
}

func (w *Window) openExample() {
	var list []option
	for _, name := range session.Examples() {
		list = append(list, option{id: name, title: name, detail: exampleWords[name],
			do: func() { w.leave("open an example", func() { w.sess.Fail(w.sess.OpenExample(name)) }) }})
	}
	w.find("Open an example", w.middle(), list)
}

// offerRecovery offers unsaved work of a program that died, one at a time.
func (w *Window) offerRecovery() {
	if len(w.snap.Recoveries) == 0 || w.dialog != nil {
		return
	}
	r := w.snap.Recoveries[0]
	name := r.Name
	if r.Path != "" {
		name = filepath.Base(r.Path)
	}
	w.ask("Bring back unsaved work?",
		fmt.Sprintf("Stateboard ended without saving %s. The changes of %s were kept.", name, r.Time.Local().Format("2 January, 15:04")), nil,
		choice{"recover", "Bring back", look.Primary, func() { w.sess.Fail(w.sess.Recover(r)) }},
		choice{"forget", "Throw away", look.Danger, func() { w.sess.Forget(r); w.offerRecovery() }},
		choice{"later", "Ask next time", look.Outlined, nil})
}
