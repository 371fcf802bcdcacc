package session

import (
	"os"

	"golang.org/x/sys/windows"
)

// lockFile makes a file that only this program may open for as long as it
// lives; nil where that cannot be done.
func lockFile(path string) *os.File {
	name, err := windows.UTF16PtrFromString(path)
	if err != nil {
		return nil
	}
	h, err := windows.CreateFile(name, windows.GENERIC_WRITE, windows.FILE_SHARE_DELETE, nil, windows.CREATE_ALWAYS, windows.FILE_ATTRIBUTE_NORMAL, 0)
	if err != nil {
		return nil
	}
	return os.NewFile(uintptr(h), path)
}

// locked tells whether a living program holds the file open.
func locked(path string) bool {
	f, err := os.Open(path)
	if err != nil {
		return !os.IsNotExist(err)
	}
	f.Close()
	return false
}
