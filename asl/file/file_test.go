package file

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestReadRefusesWithASentence(t *testing.T) {
	dir := t.TempDir()
	write := func(name, content string) string {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
		return path
	}
	huge := write("huge.asl.json", "")
	if err := os.Truncate(huge, 64<<20); err != nil {
		t.Fatal(err)
	}
	for path, want := range map[string]string{
		filepath.Join(dir, "none.asl.json"): "does not exist",
		dir:                                 "is a folder",
		huge:                                "has 64 MB",
		write("binary", "\x7fELF\x00\x01"):  "is not text (byte 4 is zero)",
		"/dev/null":                         "no ordinary file",
	} {
		if _, err := Read(path); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v", path, err)
		}
	}
	if s, err := Read(write("latin1", "{\"a\": \"\xe9\"}")); err != nil || s != "{\"a\": \"\xe9\"}" {
		t.Errorf("bytes that are not UTF-8 are kept: %q, %v", s, err)
	}
}

func TestWriteKeepsModeAndLinks(t *testing.T) {
	dir := t.TempDir()
	target, link := filepath.Join(dir, "real"), filepath.Join(dir, "link")
	if err := os.WriteFile(target, []byte("old"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(target, link); err != nil {
		t.Fatal(err)
	}
	if err := Write(link, []byte("new")); err != nil {
		t.Fatal(err)
	}
	info, err := os.Lstat(link)
	if err != nil || info.Mode()&os.ModeSymlink == 0 {
		t.Error("the link became a file", err)
	}
	if info, _ := os.Stat(target); info.Mode().Perm() != 0o600 {
		t.Error("permissions changed", info.Mode())
	}
	if got, _ := os.ReadFile(target); string(got) != "new" {
		t.Errorf("%q", got)
	}
	if left, _ := filepath.Glob(filepath.Join(dir, ".stateboard-*")); len(left) > 0 {
		t.Error("left behind:", left)
	}
	readOnly := filepath.Join(dir, "read-only")
	if err := os.WriteFile(readOnly, []byte("old"), 0o444); err != nil {
		t.Fatal(err)
	}
	for path, want := range map[string]string{
		filepath.Join(dir, "no", "such"): "cannot be written: there is no folder " + filepath.Join(dir, "no"), dir: "is a folder", readOnly: "is read-only", "/dev/null": "is no ordinary file",
	} {
		if err := Write(path, []byte("new")); err == nil || !strings.Contains(err.Error(), want) || strings.Contains(err.Error(), ".stateboard-") {
			t.Errorf("%s: %v", path, err)
		}
	}
	if got, _ := os.ReadFile(readOnly); string(got) != "old" {
		t.Errorf("a read-only file was replaced: %q", got)
	}
}
