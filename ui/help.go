package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"github.com/stateboard/stateboard/ui/look"
)

var helpActions = []action{
	{name: "help", title: "Keys", do: (*Window).showKeys},
	{name: "about", title: "About Stateboard", do: func(w *Window) {
		w.ask("Stateboard", "A storyboard for state machines: draw the flow, rehearse it, and export plain Amazon States Language. Free software under the Apache License 2.0.", nil,
			choice{"close", "Close", look.Primary, nil})
	}},
}

// showKeys lists the keyboard.
func (w *Window) showKeys() {
	column := look.Column(0)
	for _, m := range menus {
		for _, name := range m.items {
			if keys := look.KeyWords(look.Shortcut(name)); keys != "" && actions[name] != nil {
				column.Add(look.NewListRow(look.RowContent{Title: actions[name].words(w.snap), Trailing: keys, Plain: true}, nil))
			}
		}
	}
	for _, k := range [][2]string{
		{"Walk along the arrows of the diagram", "Arrow keys"}, {"Next state of the same machine", "Tab"}, {"Details of the selected state", "Enter"},
		{"Add a state after the selection", "A"}, {"Search the palette", "/"},
		{"Suggestions in the JSON", "Ctrl+Space"}, {"Where a name in the JSON is set", "F12"}, {"Fold in the JSON", "Ctrl+Shift+["}, {"Unfold in the JSON", "Ctrl+Shift+]"},
		{"Move lines of the JSON", "Alt+\u2191, Alt+\u2193"}, {"Pan", "Space and drag, or middle button"}, {"Zoom", "Ctrl and wheel"},
	} {
		column.Add(look.NewListRow(look.RowContent{Title: k[0], Trailing: k[1], Plain: true}, nil))
	}
	scroll := container.NewVScroll(column)
	scroll.SetMinSize(fyne.NewSize(420, 380))
	w.ask("Keys", "", scroll, choice{"close", "Close", look.Primary, nil})
}
