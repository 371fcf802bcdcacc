// Package ui is the window: it builds the panes and wires them to the session.
//
// There is no model here. Every pane shows the last Snapshot, and whatever a
// person does becomes a call of the session or a verb of package rewrite. The
// window adds what belongs to it alone: which panes are open, the menus, the
// dialogs, and the way from a palette row over the diagram to a drop.
//
// What can be asked for is data: actions.go is a table of names, titles, when
// they are possible and what they do. Menus, bar, keys and the ui map are bound
// to it by name.
package ui
