package ui

import (
	"bytes"
	"strings"
	"testing"

	"github.com/stateboard/stateboard/asl"
	"github.com/stateboard/stateboard/asl/text"
)

// TestExportsAreWhatTheySay writes the flow in every form and looks at the
// first bytes; the machines among them say the same as the flow.
func TestExportsAreWhatTheySay(t *testing.T) {
	d := newDesk(t, "account-application")
	begins := map[string]string{"svg": "<svg", "png": "\x89PNG", "pdf": "%PDF", "html": "<!doctype html>", "asl": "{\n  \"Comment\"", "asl-compact": `{"Comment":`, "asl-yaml": "Comment:"}
	was := d.snap.Doc.Tree.Root.Value().JSON()
	for i := range exporters {
		e := &exporters[i]
		var b bytes.Buffer
		if err := e.write(d.Window, &b); err != nil {
			t.Fatalf("%s: %v", e.id, err)
		}
		if want := begins[e.id]; want == "" || !strings.HasPrefix(strings.TrimLeft(b.String(), "\n"), want) && !strings.Contains(b.String()[:200], want) {
			t.Errorf("%s begins with %.40q", e.id, b.String())
		}
		if strings.HasPrefix(e.id, "asl") {
			doc := asl.ParseNamed("x"+e.ending, text.New(b.String()))
			if doc.Tree.Root.Value().JSON() != was {
				t.Errorf("%s says something else:\n%s", e.id, b.String())
			}
		}
	}
}

// TestYAMLIsExportedAsJSON: a flow written in YAML leaves as the JSON that its
// file's name promises.
func TestYAMLIsExportedAsJSON(t *testing.T) {
	doc := asl.ParseYAML(text.New("StartAt: A\nStates:\n  A: {Type: Succeed}\n"))
	for compact, want := range map[bool]string{true: `{"StartAt":"A","States":{"A":{"Type":"Succeed"}}}`, false: "{\n  \"StartAt\": \"A\","} {
		var b bytes.Buffer
		if err := writeJSON(&b, doc, compact); err != nil || !strings.HasPrefix(b.String(), want) {
			t.Errorf("%v\n%s", err, b.String())
		}
	}
}
