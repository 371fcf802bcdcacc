package look

import (
	"runtime"

	"fyne.io/fyne/v2"
)

// Calm keeps the toolkit's own animations still: the fading caret of an entry
// repaints the whole window sixty times a second for as long as the entry has
// the keys. It must be called before the first window is made. On macOS, where
// the toolkit insists on its own settings, it does nothing.
func Calm(app fyne.App) {
	if runtime.GOOS != "darwin" {
		fyne.SetCurrentApp(calmApp{app})
	}
}

type calmApp struct{ fyne.App }

func (a calmApp) Settings() fyne.Settings { return calmSettings{a.App.Settings()} }

type calmSettings struct{ fyne.Settings }

func (calmSettings) ShowAnimations() bool { return false }
