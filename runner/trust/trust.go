package trust

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"sort"
	"strings"
	"time"

	"github.com/stateboard/stateboard/asl/value"
)

// Grant is one permission.
type Grant struct {
	File    string    // the machine file; Path makes it comparable
	Content string    // Hash of the definition
	Binding string    // Hash of the binding's text
	Says    string    // what it allows, in words; not part of what is compared
	At      time.Time // when it was given; not part of what is compared
}

// Hash is how contents and bindings are told apart: SHA-256, in hex.
func Hash(text string) string {
	sum := sha256.Sum256([]byte(text))
	return hex.EncodeToString(sum[:])
}

// Path is the one name of a file: absolute, without symbolic links where the
// file exists.
func Path(path string) string {
	if abs, err := filepath.Abs(path); err == nil {
		path = abs
	}
	if target, err := filepath.EvalSymlinks(path); err == nil {
		path = target
	}
	return filepath.Clean(path)
}

// Store keeps grants. Its methods may be called from any goroutine and from
// several processes.
type Store struct{ folder string }

// Open is the store under a person's data folder, which need not exist yet.
// Without a folder ("") nothing is ever allowed.
func Open(data string) *Store {
	if data == "" {
		return &Store{}
	}
	return &Store{filepath.Join(data, "trust")}
}

var errNoFolder = errors.New("there is no data folder to remember it in; start with --data DIR")

// Allowed tells whether exactly this has been allowed.
func (s *Store) Allowed(g Grant) bool {
	if s == nil || s.folder == "" || g.File == "" || g.Content == "" || g.Binding == "" {
		return false
	}
	g.File = Path(g.File)
	kept, err := read(s.file(g))
	return err == nil && kept.File == g.File && kept.Content == g.Content && kept.Binding == g.Binding
}

// Allow gives a permission.
func (s *Store) Allow(g Grant) error {
	if s.folder == "" {
		return errNoFolder
	}
	g.File = Path(g.File)
	text := value.Object(
		value.M("file", value.String(g.File)),
		value.M("content", value.String(g.Content)),
		value.M("binding", value.String(g.Binding)),
		value.M("says", value.String(g.Says)),
		value.M("at", value.String(g.At.UTC().Format(time.RFC3339)))).Indent("  ") + "\n"
	return WritePrivate(s.file(g), []byte(text))
}

// Revoke takes a permission back; one that was never given is no error.
func (s *Store) Revoke(g Grant) error {
	if s.folder == "" {
		return nil
	}
	g.File = Path(g.File)
	return remove(s.file(g))
}

// RevokeFile takes back all permissions of a machine file, whatever its
// content was when they were given.
func (s *Store) RevokeFile(path string) error {
	path = Path(path)
	grants, err := s.Grants()
	for _, g := range grants {
		if g.File == path {
			err = errors.Join(err, remove(s.file(g)))
		}
	}
	return err
}

// Grants are all permissions, by file and then by what they say. Files in the
// folder that are no grants are passed over.
func (s *Store) Grants() ([]Grant, error) {
	if s.folder == "" {
		return nil, nil
	}
	entries, err := os.ReadDir(s.folder)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("the permissions in %s cannot be read: %w", s.folder, err)
	}
	var grants []Grant
	for _, e := range entries {
		if g, err := read(filepath.Join(s.folder, e.Name())); err == nil && s.file(g) == filepath.Join(s.folder, e.Name()) {
			grants = append(grants, g)
		}
	}
	sort.Slice(grants, func(i, j int) bool {
		if a, b := &grants[i], &grants[j]; a.File != b.File {
			return a.File < b.File
		}
		return grants[i].Says < grants[j].Says
	})
	return grants, nil
}

// file is where a grant is kept; all that is compared is in its name.
func (s *Store) file(g Grant) string {
	return filepath.Join(s.folder, Hash(strings.Join([]string{g.File, g.Content, g.Binding}, "\n"))+".json")
}

var errOpen = errors.New("others may write it")

// maxGrant is more than any grant has, in bytes.
const maxGrant = 1 << 20

func read(path string) (g Grant, err error) {
	info, err := os.Lstat(path)
	if err != nil {
		return g, err
	}
	if !info.Mode().IsRegular() || info.Size() > maxGrant || exposed(info) {
		return g, errOpen
	}
	content, err := os.ReadFile(path)
	if err != nil {
		return g, err
	}
	v, err := value.Parse(string(content))
	if err != nil {
		return g, err
	}
	g = Grant{File: v.Get("file").Str(), Content: v.Get("content").Str(), Binding: v.Get("binding").Str(), Says: v.Get("says").Str()}
	g.At, _ = time.Parse(time.RFC3339, v.Get("at").Str())
	return g, nil
}

func remove(path string) error {
	if err := os.Remove(path); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("the permission could not be taken back: %w", err)
	}
	return nil
}
