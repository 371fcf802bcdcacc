// Package cmd_test holds the test of the house itself: which room may import
// which. ARCHITECTURE.md draws the same.
package cmd_test

import (
	"os/exec"
	"strings"
	"testing"
)

const module = "github.com/stateboard/stateboard/"

// mayImport says for each room which rooms it may reach, through any number of
// imports. The longest prefix counts.
var mayImport = map[string]string{
	"asl":               "asl",
	"runner":            "asl runner",
	"runner/scenario":   "asl runner assets",
	"assets":            "assets",
	"canvas":            "asl assets canvas",
	"canvas/geom":       "canvas/geom",
	"canvas/layout":     "asl canvas/geom canvas/layout",
	"canvas/scene":      "asl canvas/geom canvas/layout canvas/scene",
	"canvas/paint":      "asl assets canvas/geom canvas/layout canvas/scene canvas/paint",
	"canvas/page":       "asl assets canvas/geom canvas/layout canvas/scene canvas/paint canvas/page",
	"ui":                "asl assets runner canvas ui",
	"ui/marks":          "asl runner canvas/geom canvas/layout canvas/scene ui/marks",
	"ui/replay":         "asl assets runner canvas/geom canvas/layout canvas/scene canvas/paint canvas/page ui/marks ui/replay",
	"ui/session":        "asl assets runner canvas/geom canvas/layout canvas/scene ui/marks ui/session",
	"ui/look":           "assets canvas/geom canvas/scene canvas/paint canvas/layout asl ui/look",
	"cmd":               "cmd",
	"cmd/stateboard":    "asl assets runner canvas ui cmd",
	"cmd/stateboardctl": "asl assets runner canvas/geom canvas/layout canvas/scene canvas/paint canvas/page ui/marks ui/replay cmd",
}

// mayFyne are the only packages that may import the toolkit themselves. What is
// under ui is its panes, less the session.
func mayFyne(room string) bool {
	switch {
	case room == "cmd/stateboard", room == "canvas", room == "ui":
		return true
	case room == "ui/session" || strings.HasPrefix(room, "ui/session/"):
		return false
	}
	return strings.HasPrefix(room, "ui/")
}

func TestRoomsImportOneWay(t *testing.T) {
	lines := list(t, "-f", `{{.ImportPath}} {{join .Imports " "}}|{{join .Deps " "}}`, module+"...")
	if len(lines) < 20 {
		t.Fatalf("only %d packages were listed", len(lines))
	}
	for _, line := range lines {
		direct, all, _ := strings.Cut(line, "|")
		names := strings.Fields(direct)
		room := strings.TrimPrefix(names[0], module)
		allowed := strings.Fields(longest(room))
		if len(allowed) == 0 {
			t.Errorf("%s is no room of the house: give it a line here and in ARCHITECTURE.md", room)
		}
		for _, dep := range strings.Fields(all) {
			if in, ours := strings.CutPrefix(dep, module); ours && !within(in, allowed) {
				t.Errorf("%s must not reach %s", room, in)
			}
		}
		for _, dep := range names[1:] {
			if strings.HasPrefix(dep, "fyne.io/") && !mayFyne(room) {
				t.Errorf("%s must not import %s: the toolkit stands only in cmd/stateboard, ui and its panes, and canvas", room, dep)
			}
		}
	}
}

// TestTheCommandNeedsNoCgo looks for packages outside Go's own library, which
// does without where there is no C compiler.
func TestTheCommandNeedsNoCgo(t *testing.T) {
	for _, name := range list(t, "-deps", "-f", `{{if not .Standard}}{{.ImportPath}} {{join .CgoFiles " "}}{{end}}`, module+"cmd/stateboardctl") {
		f := strings.Fields(name)
		if len(f) > 1 || len(f) == 1 && strings.HasPrefix(f[0], "fyne.io/") {
			t.Errorf("the command without a window must need neither the toolkit nor cgo, and reaches %s", name)
		}
	}
}

func list(t *testing.T, args ...string) []string {
	out, err := exec.Command("go", append([]string{"list"}, args...)...).Output()
	if err != nil {
		t.Fatal(err)
	}
	return strings.Split(strings.TrimSpace(string(out)), "\n")
}

func longest(room string) string {
	best, rooms := "", ""
	for prefix, allowed := range mayImport {
		if (room == prefix || strings.HasPrefix(room, prefix+"/")) && len(prefix) > len(best) {
			best, rooms = prefix, allowed
		}
	}
	return rooms
}

func within(room string, allowed []string) bool {
	for _, a := range allowed {
		if room == a || strings.HasPrefix(room, a+"/") {
			return true
		}
	}
	return false
}
