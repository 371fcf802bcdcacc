package ui

import (
	"github.com/stateboard/stateboard/ui/look"
	"github.com/stateboard/stateboard/ui/session"
)

// action is something a person can ask for. Its name is what keys, menus and
// the ui map know it by.
type action struct {
	name  look.Action
	title string
	label func(*session.Snapshot) string // a title that changes; nil for title
	can   func(*Window, *session.Snapshot) bool
	on    func(*Window, *session.Snapshot) bool // for what is switched on and off; nil for what is not
	do    func(*Window)
}

// actions is the whole table.
var actions = map[look.Action]*action{}

func register(list []action) {
	for i := range list {
		actions[list[i].name] = &list[i]
	}
}

func init() {
	register(fileActions)
	register(editActions)
	register(viewActions)
	register(insertActions)
	register(rehearseActions)
	register(helpActions)
}

// words is the title as menus show it now.
func (a *action) words(s *session.Snapshot) string {
	if a.label != nil {
		return a.label(s)
	}
	return a.title
}

// possible tells whether the action can be done now.
func (w *Window) possible(name look.Action) bool {
	a, s := actions[name], w.snap
	if s.Behind { // it is caught up with before anything is done
		settled := *s
		settled.Greyed, s = false, &settled
	}
	return a != nil && (a.can == nil || a.can(w, s))
}

// perform does an action if that is possible, and tells whether it was.
func (w *Window) perform(name look.Action) bool {
	w.sess.Settle()
	if !w.possible(name) {
		return false
	}
	look.HideTip(w.diagram)
	w.closeMenus()
	actions[name].do(w)
	w.touch()
	return true
}

// menus are the menu bar: titles with the names of their actions, "" for a
// line between groups.
var menus = []struct {
	title string
	items []look.Action
}{
	{"File", []look.Action{"new", "open", "open-recent", "examples", "", "save", "save-as", "revert", "", "export", "", "close", "quit"}},
	{"Edit", []look.Action{"undo", "redo", "", "cut", "copy", "paste", "duplicate", "delete", "delete-only", "", "select-all", "rename", "move-earlier", "move-later", "", "find", "replace", "go-to-state", "go-to-line", "command", "", "next-problem", "previous-problem"}},
	{"View", []look.Action{"design", "rehearse", "", "zoom-in", "zoom-out", "zoom-actual", "fit", "fit-selection", "wheel-zoom", "", "collapse", "expand", "expand-all", "", "show-palette", "show-outline", "show-inspector", "show-json", "show-minimap", "", "theme-light", "theme-dark", "theme-system"}},
	{"Insert", []look.Action{"insert-Task", "insert-Choice", "insert-Parallel", "insert-Map", "insert-Wait", "insert-Pass", "insert-Succeed", "insert-Fail", "", "wrap-Parallel", "wrap-Map", "unwrap"}},
	{"Rehearse", []look.Action{"run", "hold", "stop", "", "step", "step-back", "to-start", "to-end", "", "skip-wait", "", "breakpoint", "clear-breakpoints", "", "edit-input", "answerers", "", "earlier", "redrive", "fork", "forget"}},
	{"Help", []look.Action{"help", "about"}},
}
