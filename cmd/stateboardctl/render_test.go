package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestRenderPage writes a flow as a page, alone and with a run.
func TestRenderPage(t *testing.T) {
	dir := flows(t, map[string]string{
		"greet.asl.json": `{"StartAt":"Hello","States":{"Hello":{"Type":"Pass","Result":"<hi>","End":true}}}`, "none.json": `{"no": "events"}`,
	})
	in := func(name string) string { return filepath.Join(dir, name) }
	if status := runCommand([]string{in("greet.asl.json"), "--fast", "--history", in("run.json")}, strings.NewReader(""), new(bytes.Buffer), new(bytes.Buffer)); status != yes {
		t.Fatal("the run ends with", status)
	}
	for _, c := range []struct {
		args     []string
		replayed bool
	}{
		{[]string{in("greet.asl.json"), "-o", in("greet.html")}, false},
		{[]string{in("greet.asl.json"), "-o", in("greet.html"), "--dark", "--history", in("run.json")}, true},
	} {
		var words bytes.Buffer
		if status := renderCommand(c.args, strings.NewReader(""), new(bytes.Buffer), &words); status != yes {
			t.Fatal(c.args, status, words.String())
		}
		page, err := os.ReadFile(in("greet.html"))
		if err != nil {
			t.Fatal(err)
		}
		if s := string(page); !strings.Contains(s, "<title>greet</title>") || strings.Contains(s, "<hi>") ||
			strings.Contains(s, "ExecutionSucceeded") != c.replayed || strings.Contains(s, "@media screen{:root{color-scheme:dark") != c.replayed {
			t.Errorf("%v:\n%s", c.args, s)
		}
	}
	if status := renderCommand([]string{in("greet.asl.json"), "-o", in("x.html"), "--history", in("none.json")}, strings.NewReader(""), new(bytes.Buffer), new(bytes.Buffer)); status != cannot {
		t.Error("a history without events gives", status)
	}
}
