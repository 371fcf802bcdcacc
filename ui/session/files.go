package session

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/stateboard/stateboard/asl/file"
	"github.com/stateboard/stateboard/asl/rewrite"
	"github.com/stateboard/stateboard/assets"
	"github.com/stateboard/stateboard/runner/scenario"
)

// emptyMachine is what File > New starts with.
var emptyMachine = rewrite.NewText("")

// Conflict is a file that another program changed while the text here was
// changed too. Nothing is overwritten until the person has chosen.
type Conflict struct {
	Path string
	Disk string // what the file says now; "" with Gone
	Mine string // what the text says
}

// New opens an empty machine. Unsaved work must have been asked about before.
func (s *Session) New() {
	s.files.close()
	s.update(func() {
		s.beside = companions{}
		s.replace("", "Untitled", emptyMachine, false)
	})
}

// Open opens a file. On an error the document stays as it was.
func (s *Session) Open(path string) error {
	path, err := filepath.Abs(path)
	if err != nil {
		return err
	}
	content, err := file.Read(path)
	if err != nil {
		return err
	}
	s.files.close()
	s.update(func() {
		s.beside = companionsOf(os.DirFS(filepath.Dir(path)), scenario.StateMachineName(path))
		s.replace(path, scenario.StateMachineName(path), content, true)
		s.remember(path)
	})
	s.watch(path)
	return nil
}

// OpenExample opens one of the flows that come with the program, as a document
// without a file.
func (s *Session) OpenExample(name string) error {
	content, err := assets.Examples.ReadFile("examples/" + name + ".asl.json")
	if err != nil {
		return fmt.Errorf("there is no example named %q; choose one of Help > Examples", name)
	}
	s.files.close()
	s.update(func() {
		s.beside = exampleCompanions(name)
		s.replace("", name, string(content), false)
	})
	return nil
}

// Examples are the names of the flows that come with the program.
func Examples() []string {
	return []string{"account-application", "bastion-access", "nutrition-labels"}
}

// Save writes the text to its file. It fails when there is none yet: use
// SaveAs.
func (s *Session) Save() error {
	if s.next.Path == "" {
		return fmt.Errorf("%s has no file yet; choose where to save it", s.next.Name)
	}
	if disk, err := file.Read(s.next.Path); err == nil && s.onDisk && disk != s.saved && disk != s.text.String() {
		s.update(func() { s.next.Conflict = &Conflict{s.next.Path, disk, s.text.String()} }) // anew: it is asked about again
		return ErrConflict
	}
	return s.write(s.next.Path)
}

// ErrConflict is why Save writes nothing over what another program wrote before
// it is decided which of the two is to be kept; the Snapshot has both.
var ErrConflict = errors.New("another program has changed the file; say first which of the two is to be kept")

// SaveAs writes the text to another file, which becomes the document's. The
// mocks and scenarios of an example go with it where no file is in the way.
func (s *Session) SaveAs(path string) error {
	path, err := filepath.Abs(path)
	if err != nil {
		return err
	}
	if err := s.write(path); err != nil {
		return err
	}
	s.beside.copyTo(path)
	s.update(func() {
		s.beside = companionsOf(os.DirFS(filepath.Dir(path)), scenario.StateMachineName(path))
		s.next.Path, s.next.Name = path, scenario.StateMachineName(path)
		s.keepBreakpoints()
		s.setText(s.text) // the new name may say JSON or YAML
		s.rehearse.reset(s)
		s.remember(path)
	})
	s.watch(path)
	return nil
}

func (s *Session) write(path string) error {
	content := s.text.String()
	if err := file.Write(path, []byte(content)); err != nil {
		return err
	}
	s.update(func() {
		before := s.saved
		s.saved, s.onDisk = content, true
		s.next.Conflict = nil
		s.remember(path)
		if path == s.next.Path {
			s.carryRenames(path, before)
		}
	})
	return nil
}

// remember puts a path at the top of the recent files.
func (s *Session) remember(path string) {
	recent := []string{path}
	for _, p := range s.next.Recent {
		if p != path && len(recent) < 12 {
			recent = append(recent, p)
		}
	}
	s.next.Recent = recent
	s.prefs.Recent = recent
	s.prefs.write()
}

// diskChanged takes in what another program wrote: as one undoable step, or,
// where the text was changed too, as a conflict to ask about.
func (s *Session) diskChanged(path string) {
	if path != s.next.Path {
		return
	}
	if _, err := os.Stat(path); os.IsNotExist(err) {
		if s.onDisk {
			s.onDisk = false
			s.notify(fmt.Sprintf("%s is gone from the disk; saving writes it anew.", filepath.Base(path)), true)
		}
		return
	}
	disk, err := file.Read(path)
	if err != nil {
		s.Fail(err)
		return
	}
	mine := s.text.String()
	switch {
	case disk == s.saved && s.onDisk:
		return
	case disk == mine:
		s.update(func() { s.saved, s.onDisk, s.next.Conflict = disk, true, nil })
	case mine == s.saved:
		s.takeDisk(disk)
		s.notify(fmt.Sprintf("%s was changed by another program; Undo brings back what was here.", filepath.Base(path)), false)
	default:
		s.update(func() { s.onDisk = true; s.next.Conflict = &Conflict{path, disk, mine} })
	}
}

func (s *Session) takeDisk(disk string) {
	s.update(func() {
		s.saved, s.onDisk, s.next.Conflict = disk, true, nil
		s.Fail(s.apply("Change on disk", Intent, minimalEdit(s.text.String(), disk), nil, nil))
	})
}

// KeepMine ends a conflict: the text stays, and saving it replaces the file.
func (s *Session) KeepMine() {
	if c := s.next.Conflict; c != nil {
		s.update(func() { s.saved, s.next.Conflict = c.Disk, nil })
	}
}

// TakeTheirs ends a conflict: the file's text comes in as one undoable step.
func (s *Session) TakeTheirs() {
	if c := s.next.Conflict; c != nil {
		s.takeDisk(c.Disk)
	}
}

// Revert takes back all unsaved changes, as one undoable step.
func (s *Session) Revert() {
	s.Fail(s.apply("Revert", Intent, minimalEdit(s.text.String(), s.saved), nil, nil))
}
