//go:build e2e && shots

package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

// TestScreenshots takes the pictures of README from the real window. SHOTS is
// the folder they go to.
func TestScreenshots(t *testing.T) {
	to := os.Getenv("SHOTS")
	if to == "" {
		t.Fatal("say where the pictures go: SHOTS=assets/screenshots")
	}
	s, dir := startScreen(t), t.TempDir()
	path := copyExample(t, dir, "account-application")
	for _, theme := range []string{"light", "dark"} {
		data := filepath.Join(dir, theme)
		if err := os.MkdirAll(data, 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(data, "preferences.json"), []byte(`{"theme": "`+theme+`"}`), 0o600); err != nil {
			t.Fatal(err)
		}
		d := start(t, s, data, path)
		d.find("state/Perform automated checks")
		d.click("state/Wait for Review")
		d.await("the selection", func(m *uiMap) bool { return m.item("state/Wait for Review").Selected })
		d.picture(filepath.Join(to, "design-"+theme+".png"))
		d.click("action/scenario")
		d.click("action/scenario/Bad address, then approved")
		d.click("action/run")
		d.await("the review", func(m *uiMap) bool {
			i := m.item("state/Wait for Review")
			return i != nil && i.Status == "waiting"
		})
		d.picture(filepath.Join(to, "rehearse-"+theme+".png"))
		d.kill()
	}
}

// picture takes the window's part of the screen.
func (d *driver) picture(path string) {
	d.t.Helper()
	d.xdo("mousemove", "--sync", "1390", "890")
	c := exec.Command("import", "-window", "root", "-crop", "1400x900+0+0", "+repage", path)
	c.Env = append(os.Environ(), "DISPLAY="+d.screen.display)
	if out, err := c.CombinedOutput(); err != nil {
		d.t.Fatalf("imagemagick is needed: %v %s", err, out)
	}
}
