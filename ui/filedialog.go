package ui

import (
	"fmt"
	"os"
	"path/filepath"
	"sort"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"github.com/stateboard/stateboard/ui/look"
	"github.com/stateboard/stateboard/ui/uimap"
)

// fileDialog asks for a file: by its path, which can be typed, or by walking
// through folders.
type fileDialog struct {
	w       *Window
	d       *dialog
	saves   bool
	endings []string // of files that are shown; none for all
	dir     string
	path    *look.TextField
	rows    *fyne.Container
	scroll  *container.Scroll
	names   []string
	do      func(path string)
	export  bool // also the open file would be replaced by something else
}

// openDialog asks for a file that is there.
func (w *Window) openDialog(title string, endings []string, do func(path string)) {
	w.fileDialog(title, "Open", "", endings, false, do)
}

// saveDialog asks where to write a file called name.
func (w *Window) saveDialog(title, name string, do func(path string)) {
	w.fileDialog(title, "Save", name, []string{filepath.Ext(name)}, true, do)
}

func (w *Window) fileDialog(title, verb, name string, endings []string, saves bool, do func(string)) {
	f := &fileDialog{w: w, saves: saves, endings: endings, do: do, rows: look.Column(0)}
	f.path = look.NewTextField("", look.FieldOptions{Label: "File", Mono: true, Changed: func(string) { f.check() }, Key: f.key})
	f.scroll = container.NewVScroll(f.rows)
	f.scroll.SetMinSize(fyne.NewSize(560, 280))
	f.d = w.ask(title, "", look.Column(10, f.path, f.scroll),
		choice{"ok", verb, look.Primary, f.accept},
		choice{"cancel", "Cancel", look.Outlined, nil})
	w.files = f
	f.d.more, f.d.stays = f.list, f.refused
	f.enter(w.folder())
	f.path.SetText(filepath.Join(f.dir, name))
	f.path.Focus()
	f.check()
}

// folder is where a file dialog begins: beside the document, or where the
// program was started.
func (w *Window) folder() string {
	if w.snap.Path != "" {
		return filepath.Dir(w.snap.Path)
	}
	if dir, err := os.Getwd(); err == nil {
		return dir
	}
	return string(filepath.Separator)
}

func (f *fileDialog) key(e *fyne.KeyEvent) bool {
	switch e.Name {
	case fyne.KeyReturn, fyne.KeyEnter:
		f.d.choose(f.d.choices[0])
		return true
	case fyne.KeyEscape:
		f.d.escape()
		return true
	}
	return false
}

// enter shows a folder's folders and files.
func (f *fileDialog) enter(dir string) {
	f.dir, f.names = dir, nil
	f.rows.Objects = nil
	entries, err := os.ReadDir(dir)
	if err != nil {
		f.rows.Add(look.Inset(look.NewParagraph("This folder cannot be read.", look.Caption), 10, 8))
	}
	sort.SliceStable(entries, func(i, j int) bool { return entries[i].IsDir() && !entries[j].IsDir() })
	if parent := filepath.Dir(dir); parent != dir {
		f.row("..", look.Folder, func() { f.walk(parent) })
	}
	for _, e := range entries {
		name := e.Name()
		switch {
		case strings.HasPrefix(name, "."):
		case e.IsDir():
			f.row(name, look.Folder, func() { f.walk(filepath.Join(dir, name)) })
		case f.fits(name):
			f.row(name, look.NoIcon, func() { f.path.SetText(filepath.Join(dir, name)); f.check() })
		}
	}
	f.rows.Refresh()
	f.scroll.ScrollToTop()
	f.w.touch()
}

// walk goes to another folder and keeps the file's name.
func (f *fileDialog) walk(dir string) {
	name := filepath.Base(f.path.Text())
	if !f.saves || strings.HasSuffix(f.path.Text(), string(filepath.Separator)) {
		name = ""
	}
	f.enter(dir)
	to := filepath.Join(dir, name)
	if name == "" {
		to += string(filepath.Separator)
	}
	f.path.SetText(to)
	f.check()
}

func (f *fileDialog) row(name string, icon look.Icon, do func()) {
	f.names = append(f.names, name)
	lead := ""
	if icon == look.Folder {
		lead = "▸"
	}
	f.rows.Add(look.NewListRow(look.RowContent{Lead: lead, Title: name, Plain: true}, do))
}

func (f *fileDialog) fits(name string) bool {
	for _, e := range f.endings {
		if e != "" && strings.HasSuffix(strings.ToLower(name), e) {
			return true
		}
	}
	return len(f.endings) == 0
}

// where is the path as typed, relative to the folder shown; ~ is the home.
func (f *fileDialog) where() string {
	path := strings.TrimSpace(f.path.Text())
	if home, err := os.UserHomeDir(); err == nil && strings.HasPrefix(path, "~/") {
		path = filepath.Join(home, path[2:])
	}
	if path != "" && !filepath.IsAbs(path) {
		path = filepath.Join(f.dir, path)
	}
	return path
}

// check says at once what stands in the way of the path.
func (f *fileDialog) check() {
	path := f.where()
	info, err := os.Stat(path)
	words, label := "", "Open"
	if f.saves {
		label = "Save"
		if err == nil && !info.IsDir() && (path != f.w.snap.Path || f.export) {
			words, label = filepath.Base(path)+" is there already and would be replaced.", "Replace"
		} else if _, err := os.Stat(filepath.Dir(path)); err != nil {
			words = fmt.Sprintf("There is no folder %s.", filepath.Dir(path))
		}
	} else if err != nil && path != "" {
		words = "There is no such file."
	}
	f.path.SetError(words)
	f.d.buttons[0].SetLabel(look.NoIcon, label)
	f.w.touch()
}

// refused keeps the dialog open for what is no file, going into folders.
func (f *fileDialog) refused() bool {
	path := f.where()
	if info, err := os.Stat(path); err == nil && info.IsDir() {
		f.walk(path)
		return true
	} else if !f.saves && err != nil {
		return true
	}
	return path == "" || strings.HasSuffix(f.path.Text(), string(filepath.Separator))
}

func (f *fileDialog) accept() { f.do(f.where()) }

func (f *fileDialog) list(l *uimap.List) {
	l.Add(uimap.Item{ID: "dialog/path", Role: "textbox", Label: "File", Enabled: true, Value: f.path.Text(), Selected: f.path.Focused()}, f.path.Input().(fyne.CanvasObject))
	l.Within(f.scroll, func() {
		for i, name := range f.names {
			l.Add(uimap.Item{ID: "dialog/file/" + name, Role: "option", Label: name, Enabled: true}, f.rows.Objects[i])
		}
	})
}
