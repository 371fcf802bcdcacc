//go:build e2e

package main

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"
)

// TestEditingTools folds and replaces in the text, collapses a container, moves
// two states at once by hand and by key, and takes all of it back.
func TestEditingTools(t *testing.T) {
	s, dir := startScreen(t), t.TempDir()
	path := copyExample(t, dir, "account-application")
	original := read(t, path)
	d := start(t, s, filepath.Join(dir, "data"), path)

	d.click("state/Wait for Review")
	d.await("its text in view", func(m *uiMap) bool { return m.item(fold(original, `"Wait for Review": {`)) != nil })
	d.click(fold(original, `"Wait for Review": {`))
	d.await("the fold", func(m *uiMap) bool { return m.item(fold(original, `"Wait for Review": {`)).Status == "folded" })

	d.click("editor")
	d.key("ctrl+h")
	d.typing("Decline")
	d.key("ctrl+a")
	d.typing(`"Reject Application"`)
	d.click("editor/replace")
	d.typing(`"Decline Application"`)
	d.click("editor/replace/all")
	d.find("state/Decline Application")
	d.shot("1-replaced")
	d.key("Escape")

	d.click("collapse/Perform automated checks")
	d.await("the card", func(m *uiMap) bool {
		return m.item("state/Check Identity") == nil && m.item("collapse/Perform automated checks").Status == "collapsed"
	})
	d.shot("2-collapsed")

	d.click("state/Wait for Review")
	d.xdo("keydown", "shift")
	d.click("state/Review approved?")
	d.xdo("keyup", "shift")
	d.drag("state/Wait for Review", "slot/__start>Perform automated checks")
	first := func(m *uiMap) bool { return m.item("slot/__start>Wait for Review") != nil }
	d.await("the two at the beginning", first)
	d.key("alt+Down")
	d.await("them behind the checks", func(m *uiMap) bool { return m.item("slot/Perform automated checks>Wait for Review") != nil })
	d.shot("3-moved")
	d.undoAll(t, path, original)
}

// fold is the name of the arrow beside the line that holds some words.
func fold(text, words string) string {
	return fmt.Sprintf("fold/%d", strings.Count(text[:strings.Index(text, words)], "\n")+1)
}
