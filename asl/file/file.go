package file

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// MaxSize is the largest file that is opened, in bytes. The service takes
// definitions of 1 MB; this leaves room for what people generate.
const MaxSize = 32 << 20

// Read reads a file as a document's text. Every error is one sentence that
// names the file and says what to do.
func Read(path string) (string, error) {
	info, err := os.Stat(path)
	if err != nil {
		return "", readError(path, err)
	}
	name := filepath.Base(path)
	switch {
	case info.IsDir():
		return "", fmt.Errorf("%s is a folder; open a file in it", path)
	case !info.Mode().IsRegular():
		return "", fmt.Errorf("%s is no ordinary file; open a .asl.json file", path)
	case info.Size() > MaxSize:
		return "", fmt.Errorf("%s has %d MB, and a state machine has at most 1 MB; check that this is the right file", name, info.Size()>>20)
	}
	content, err := os.ReadFile(path)
	if err != nil {
		return "", readError(path, err)
	}
	if i := bytes.IndexByte(content, 0); i >= 0 {
		return "", fmt.Errorf("%s is not text (byte %d is zero); open a .asl.json file", name, i)
	}
	return string(content), nil
}

func readError(path string, err error) error {
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return fmt.Errorf("%s does not exist; check the name", path)
	case errors.Is(err, fs.ErrPermission):
		return fmt.Errorf("%s may not be read; ask its owner for permission", path)
	}
	return fmt.Errorf("%s cannot be read: %w", path, cause(err))
}

// cause is what went wrong without the path that the sentence names already.
func cause(err error) error {
	var p *fs.PathError
	var l *os.LinkError
	switch {
	case errors.As(err, &p):
		return p.Err
	case errors.As(err, &l):
		return l.Err
	}
	return err
}

// Write replaces a file whole or not at all: the content goes to a
// temporary file beside it, reaches the disk, and is renamed. Permissions are
// kept, and a file that nobody may write is not replaced; a symbolic link stays
// one and its target is replaced. Every error is one sentence that names the
// file and, where that is known, says what to do.
func Write(path string, content []byte) error {
	if target, err := filepath.EvalSymlinks(path); err == nil {
		path = target
	}
	mode := fs.FileMode(0o644)
	if info, err := os.Stat(path); err == nil {
		mode = info.Mode().Perm()
		switch {
		case info.IsDir():
			return fmt.Errorf("%s is a folder; name a file in it", path)
		case !info.Mode().IsRegular():
			return fmt.Errorf("%s is no ordinary file and is not replaced", path)
		case mode&0o222 == 0:
			return fmt.Errorf("%s is read-only; allow writing it, or write to another file", path)
		}
	}
	f, err := os.CreateTemp(filepath.Dir(path), ".stateboard-*")
	if err != nil {
		return writeError(path, err)
	}
	_, err = f.Write(content)
	if err == nil {
		err = f.Chmod(mode)
	}
	if err == nil {
		err = f.Sync()
	}
	if closeErr := f.Close(); err == nil {
		err = closeErr
	}
	if err == nil {
		err = os.Rename(f.Name(), path)
	}
	if err != nil {
		os.Remove(f.Name())
		return writeError(path, err)
	}
	return nil
}

func writeError(path string, err error) error {
	dir := filepath.Dir(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return fmt.Errorf("%s cannot be written: there is no folder %s; make it first", path, dir)
	case errors.Is(err, fs.ErrPermission):
		return fmt.Errorf("%s cannot be written: nothing may be put into %s; ask its owner for permission, or write elsewhere", path, dir)
	}
	return fmt.Errorf("%s cannot be written: %w", path, cause(err))
}
