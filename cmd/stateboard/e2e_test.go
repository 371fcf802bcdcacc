//go:build e2e

package main

import (
	"bytes"
	"encoding/json"
	"image/png"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stateboard/stateboard/assets"
)

// TestMainJob is the main job from end to end, done by hand: draw, edit, save,
// undo, rehearse with a person's answer, export, and survive a power cut.
func TestMainJob(t *testing.T) {
	s, dir := startScreen(t), t.TempDir()
	path := copyExample(t, dir, "account-application")
	original := read(t, path)
	d := start(t, s, filepath.Join(dir, "data"), path)
	d.find("state/Perform automated checks")
	d.shot("1-open")

	d.drag("palette/Wait", "slot/Human review required?>Wait for Review")
	d.find("state/Wait")
	d.shot("2-dropped")
	d.key("ctrl+s")
	d.await("the save", func(m *uiMap) bool { return !m.Document.Dirty && read(t, path) != original })
	checkWaitInserted(t, path)

	d.renameInText("Reject Application", "Decline Application")
	d.find("state/Decline Application")
	d.shot("3-renamed")

	d.undoAll(t, path, original)
	d.find("state/Reject Application")

	d.rehearseBadAddress()
	d.exportPNG(filepath.Join(dir, "flow.png"))
	d.dieWhileEditing(s, dir, path, original)
}

func copyExample(t *testing.T, dir, name string) string {
	for _, ending := range []string{".asl.json", ".mocks.json", ".scenarios.json"} {
		content, err := assets.Examples.ReadFile("examples/" + name + ending)
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, name+ending), content, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return filepath.Join(dir, name+".asl.json")
}

func read(t *testing.T, path string) string {
	content, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(content)
}

// checkWaitInserted reads the saved file as AWS would.
func checkWaitInserted(t *testing.T, path string) {
	var m struct {
		States map[string]struct {
			Type    string
			Next    string
			Choices []struct{ Next string }
		}
	}
	if err := json.Unmarshal([]byte(read(t, path)), &m); err != nil {
		t.Fatal(err)
	}
	wait, choice := m.States["Wait"], m.States["Human review required?"]
	if wait.Type != "Wait" || wait.Next != "Wait for Review" || choice.Choices[0].Next != "Wait" {
		t.Errorf("the file says %+v and %+v", wait, choice)
	}
}

// renameInText replaces a name wherever the text has it, by typing.
func (d *driver) renameInText(from, to string) {
	d.t.Helper()
	d.click("editor")
	for range 2 {
		d.key("ctrl+Home", "ctrl+f")
		d.typing(`"` + from + `"`)
		d.key("Return", "Escape")
		d.typing(`"` + to + `"`)
	}
	d.await("a valid text", func(m *uiMap) bool { return m.Document.Valid })
}

// undoAll undoes until nothing is left, saves, and expects the first bytes.
func (d *driver) undoAll(t *testing.T, path, original string) {
	t.Helper()
	for range 40 {
		m := d.await("the undo action", func(m *uiMap) bool { return m.item("action/undo") != nil })
		if !m.item("action/undo").Enabled {
			break
		}
		before := m.Version
		d.key("ctrl+z")
		d.await("the undo", func(m *uiMap) bool { return m.Version > before })
	}
	d.key("ctrl+s")
	d.await("the original bytes", func(m *uiMap) bool { return !m.Document.Dirty && read(t, path) == original })
}

// rehearseBadAddress runs a scenario, answers as the reviewer, sees success.
func (d *driver) rehearseBadAddress() {
	d.t.Helper()
	d.click("action/scenario")
	d.click("action/scenario/Bad address, then approved")
	d.click("action/run")
	d.await("the review", func(m *uiMap) bool {
		state, token := m.item("state/Wait for Review"), m.item("token/Wait for Review")
		return state != nil && state.Status == "waiting" && token != nil && m.Run.Status == "RUNNING"
	})
	d.shot("4-waiting")
	d.click("token/Wait for Review/answer/Approve")
	d.click("token/Wait for Review/send")
	m := d.await("success", func(m *uiMap) bool { return m.Run.Status == "SUCCEEDED" })
	d.shot("5-succeeded")
	for id, want := range map[string]string{"state/Approve Application": "succeeded", "state/Check Address": "succeeded", "state/Reject Application": "idle"} {
		if i := m.item(id); i == nil {
			d.t.Errorf("%s is not on screen", id)
		} else if i.Status != want {
			d.t.Errorf("%s is %s, want %s", id, i.Status, want)
		}
	}
}

func (d *driver) exportPNG(path string) {
	d.t.Helper()
	d.key("ctrl+shift+e")
	d.click("dialog/export/png")
	d.click("dialog/path")
	d.key("ctrl+a")
	d.typing(path)
	d.click("dialog/ok")
	d.await("the picture", func(*uiMap) bool {
		content, err := os.ReadFile(path)
		if err != nil {
			return false
		}
		picture, err := png.Decode(bytes.NewReader(content))
		return err == nil && picture.Bounds().Dx() > 800 && picture.Bounds().Dy() > 800
	})
}

// dieWhileEditing kills the app in the middle of an edit and expects the edit
// to be offered back.
func (d *driver) dieWhileEditing(s *screen, dir, path, original string) {
	d.t.Helper()
	d.click("action/design")
	d.click("editor")
	d.key("ctrl+Home", "ctrl+f")
	d.typing(`"Comment": "A bank`)
	d.key("Return", "Escape", "Right")
	d.typing(" or two")
	d.await("the edit kept", func(m *uiMap) bool {
		kept, _ := filepath.Glob(filepath.Join(dir, "data", "recovery", "*.json"))
		for _, k := range kept {
			if content, err := os.ReadFile(k); err == nil && strings.Contains(string(content), "A bank or two") {
				return m.Document.Dirty
			}
		}
		return false
	})
	d.kill()
	if read(d.t, path) != original {
		d.t.Error("the file must not change before it is saved")
	}
	again := start(d.t, s, filepath.Join(dir, "data"), path)
	again.shot("6-offered")
	again.click("dialog/recover")
	again.await("the edit", func(m *uiMap) bool { return m.Document.Dirty && m.item("dialog/recover") == nil })
	again.key("ctrl+s")
	again.await("the edit on disk", func(*uiMap) bool { return strings.Contains(read(again.t, path), "A bank or two account application") })
	again.shot("7-recovered")
}
