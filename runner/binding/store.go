package binding

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"github.com/stateboard/stateboard/asl/value"
	"github.com/stateboard/stateboard/runner/trust"
)

// Store keeps one person's bindings, by machine file, under their data folder.
type Store struct {
	folder string
	Trust  *trust.Store
}

// Open is the store under a data folder, which need not exist yet. Without a
// folder ("") it has no bindings and keeps none.
func Open(data string) *Store {
	s := &Store{Trust: trust.Open(data)}
	if data != "" {
		s.folder = filepath.Join(data, "bindings")
	}
	return s
}

// Bindings are those of a machine file.
func (s *Store) Bindings(path string) (Set, error) {
	if s.folder == "" || path == "" {
		return nil, nil
	}
	path = trust.Path(path)
	content, err := os.ReadFile(s.file(path))
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, nil
	case err != nil:
		return nil, fmt.Errorf("the bindings of %s cannot be read: %w", filepath.Base(path), err)
	}
	set, err := Parse(string(content), filepath.Dir(path))
	if err != nil {
		return nil, fmt.Errorf("the bindings of %s in %s: %w", filepath.Base(path), s.file(path), err)
	}
	return set, nil
}

// Keep replaces the bindings of a machine file. It allows nothing.
func (s *Store) Keep(path string, set Set) error {
	if s.folder == "" {
		return errors.New("there is no data folder to keep bindings in; start with --data DIR")
	}
	path = trust.Path(path)
	return trust.WritePrivate(s.file(path), []byte(set.object(value.M("file", value.String(path))).Indent("  ")+"\n"))
}

func (s *Store) file(path string) string {
	return filepath.Join(s.folder, trust.Hash(path)+".json")
}

// Grant is the permission that a binding needs for a machine file with that
// content.
func Grant(path, content string, b Binding, now time.Time) trust.Grant {
	return trust.Grant{File: path, Content: trust.Hash(content), Binding: trust.Hash(b.Text()), Says: b.Says(), At: now}
}

// Granted tells which bindings have been allowed for a machine file with that
// content, as Options wants it. What is allowed or taken back later counts
// from the next task on.
func (s *Store) Granted(path, content string) func(Binding) bool {
	hash := trust.Hash(content)
	return func(b Binding) bool {
		return s.Trust.Allowed(trust.Grant{File: path, Content: hash, Binding: trust.Hash(b.Text())})
	}
}

// Asks are those of the bindings that wait for permission.
func (s Set) Asks(granted func(Binding) bool) Set {
	var asks Set
	for _, b := range s {
		if _, workers := b.To.(Worker); !workers && !granted(b) {
			asks = append(asks, b)
		}
	}
	return asks
}
