package trust

import (
	"os"
	"path/filepath"
	"runtime"
	"testing"
	"time"
)

func grant(dir string) Grant {
	return Grant{File: filepath.Join(dir, "flow.asl.json"), Content: Hash("{}"), Binding: Hash("command"), Says: "starts a command", At: time.Unix(0, 0).UTC()}
}

func TestOnlyWhatWasAllowedIsAllowed(t *testing.T) {
	dir := t.TempDir()
	s, g := Open(filepath.Join(dir, "data")), grant(dir)
	if s.Allowed(g) {
		t.Error("allowed before anybody allowed it")
	}
	if err := s.Allow(g); err != nil {
		t.Fatal(err)
	}
	if !Open(filepath.Join(dir, "data")).Allowed(g) {
		t.Error("forgotten")
	}
	for name, other := range map[string]func(*Grant){
		"content": func(g *Grant) { g.Content = Hash("{} ") },
		"binding": func(g *Grant) { g.Binding = Hash("command -x") },
		"file":    func(g *Grant) { g.File = filepath.Join(dir, "other.asl.json") },
		"nothing": func(g *Grant) { *g = Grant{} },
	} {
		changed := g
		other(&changed)
		if s.Allowed(changed) {
			t.Errorf("another %s is covered", name)
		}
	}
	if err := s.Revoke(g); err != nil || s.Allowed(g) {
		t.Errorf("still allowed after it was taken back (%v)", err)
	}
	if err := s.Revoke(g); err != nil {
		t.Errorf("taking back twice: %v", err)
	}
}

func TestAFileIsTheSameByAnyName(t *testing.T) {
	dir := t.TempDir()
	g := grant(dir)
	if err := os.WriteFile(g.File, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	link := filepath.Join(dir, "link.asl.json")
	if err := os.Symlink(g.File, link); err != nil {
		t.Skip(err)
	}
	s := Open(dir)
	if err := s.Allow(g); err != nil {
		t.Fatal(err)
	}
	g.File = link
	if !s.Allowed(g) {
		t.Error("the link to the file is another file")
	}
}

func TestGrantsAreListedAndTakenBackByFile(t *testing.T) {
	dir := t.TempDir()
	s, a := Open(dir), grant(dir)
	b, c := a, a
	b.Content, b.Says = Hash("new"), "calls an address"
	c.File = filepath.Join(dir, "other.asl.json")
	for _, g := range []Grant{a, b, c} {
		if err := s.Allow(g); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.WriteFile(filepath.Join(dir, "trust", "junk.json"), []byte("{"), 0o600); err != nil {
		t.Fatal(err)
	}
	got, err := s.Grants()
	if err != nil || len(got) != 3 || got[0].Says != "calls an address" || !got[0].At.Equal(a.At) {
		t.Fatalf("%v, %v", got, err)
	}
	if err := s.RevokeFile(a.File); err != nil || s.Allowed(a) || s.Allowed(b) || !s.Allowed(c) {
		t.Errorf("after taking back one file: %v %v %v (%v)", s.Allowed(a), s.Allowed(b), s.Allowed(c), err)
	}
}

func TestWhatOthersCouldWriteIsNoGrant(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("permissions are kept elsewhere")
	}
	dir := t.TempDir()
	s, g := Open(dir), grant(dir)
	if err := s.Allow(g); err != nil {
		t.Fatal(err)
	}
	g.File = Path(g.File)
	file := s.file(g)
	if info, err := os.Stat(file); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("%v, %v", info.Mode(), err)
	}
	if info, err := os.Stat(filepath.Dir(file)); err != nil || info.Mode().Perm() != 0o700 {
		t.Errorf("%v, %v", info.Mode(), err)
	}
	if err := os.Chmod(file, 0o666); err != nil {
		t.Fatal(err)
	}
	if s.Allowed(g) {
		t.Error("a grant that others could have written counts")
	}
}

func TestWithoutAFolderNothingIsAllowed(t *testing.T) {
	s := Open("")
	if err := s.Allow(grant(t.TempDir())); err == nil {
		t.Error("nothing was said")
	}
	if s.Allowed(grant(t.TempDir())) || (*Store)(nil).Allowed(Grant{}) {
		t.Error("allowed")
	}
}
