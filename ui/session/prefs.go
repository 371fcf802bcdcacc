package session

import (
	"encoding/json"
	"os"
	"path/filepath"

	"github.com/stateboard/stateboard/asl/file"
)

// Prefs are what one person likes, kept in the data folder.
type Prefs struct {
	Theme     string             `json:"theme,omitempty"` // "light", "dark"; "" follows the system
	Recent    []string           `json:"recent,omitempty"`
	Width     float32            `json:"width,omitempty"` // of the window
	Height    float32            `json:"height,omitempty"`
	Hidden    map[string]bool    `json:"hidden,omitempty"`    // panes by name
	Splits    map[string]float64 `json:"splits,omitempty"`    // sizes of panes by name
	Speed     string             `json:"speed,omitempty"`     // of rehearsals
	WheelZoom bool               `json:"wheelZoom,omitempty"` // the wheel zooms instead of scrolling

	Breakpoints map[string][]string `json:"breakpoints,omitempty"` // paths of states by the document's path
}

type prefsFile struct {
	Prefs
	path string
}

func readPrefs(data string) prefsFile {
	if data == "" {
		return prefsFile{}
	}
	p := prefsFile{path: filepath.Join(data, "preferences.json")}
	if content, err := os.ReadFile(p.path); err == nil {
		// A file that cannot be read is like none: these are conveniences.
		_ = json.Unmarshal(content, &p.Prefs)
	}
	return p
}

func (p *prefsFile) write() {
	if p.path == "" {
		return
	}
	if content, err := json.MarshalIndent(p.Prefs, "", "  "); err == nil && os.MkdirAll(filepath.Dir(p.path), 0o700) == nil {
		_ = file.Write(p.path, content)
	}
}

// Prefs are the person's preferences.
func (s *Session) Prefs() Prefs { return s.prefs.Prefs }

// SetPrefs keeps changed preferences.
func (s *Session) SetPrefs(change func(*Prefs)) {
	change(&s.prefs.Prefs)
	s.prefs.write()
}
