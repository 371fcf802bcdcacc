package check

import (
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"
	"pgregory.net/rapid"

	"github.com/stateboard/stateboard/asl"
	"github.com/stateboard/stateboard/asl/text"
)

// documents are the JSON texts of all cases, and the examples.
func documents(t testing.TB) []string {
	var list []string
	cases, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(cases) == 0 {
		t.Fatal("no cases", err)
	}
	for _, file := range cases {
		archive, err := txtar.ParseFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range archive.Files {
			if strings.HasSuffix(f.Name, ".json") {
				list = append(list, string(f.Data))
			}
		}
	}
	examples, err := filepath.Glob("../../assets/examples/*.asl.json")
	if err != nil || len(examples) == 0 {
		t.Fatal("no examples", err)
	}
	for _, file := range examples {
		b, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for range 20 { // so that they are drawn as often as the cases, which are many
			list = append(list, string(b))
		}
	}
	return list
}

// TestMemory edits documents at random and checks each version both afresh
// and with what is remembered of those before.
func TestMemory(t *testing.T) {
	starts := documents(t)
	pieces := []string{"", "a", "1", `"`, ",", "{", "}", "\n", " ", "$.", "${x}", `"End": true, `, `"Comment": "x", `, `"Next": "Nowhere", `, `"QueryLanguage": "JSONata", `, `"Assign": {"v": 1}, `, "$v"}
	rapid.Check(t, func(t *rapid.T) {
		src := rapid.SampledFrom(starts).Draw(t, "start")
		doc := asl.ParseString(src)
		var memory Memory
		options := Options{}
		memory.Check(doc, options)
		for range rapid.IntRange(1, 10).Draw(t, "steps") {
			before := src
			switch rapid.IntRange(0, 7).Draw(t, "what") {
			case 0, 1, 2:
				at := rapid.IntRange(0, len(src)).Draw(t, "at")
				end := min(len(src), at+rapid.SampledFrom([]int{0, 0, 0, 1, 5, 40}).Draw(t, "cut"))
				src = src[:at] + rapid.SampledFrom(pieces).Draw(t, "put") + src[end:]
			case 3, 4: // a word is written otherwise in one place: a name, a field, a value
				words := strings.FieldsFunc(src, func(r rune) bool { return strings.ContainsRune("\"{}[],: \n\r\t", r) })
				if len(words) == 0 {
					continue
				}
				word, other := rapid.SampledFrom(words).Draw(t, "word"), rapid.SampledFrom(words).Draw(t, "other")
				src = strings.Replace(src, word, other, rapid.SampledFrom([]int{1, -1}).Draw(t, "times"))
			case 5:
				src = "\n" + src
			case 6:
				options.Type = rapid.SampledFrom([]string{Standard, Express}).Draw(t, "type")
			case 7:
				src = rapid.SampledFrom(starts).Draw(t, "other")
			}
			next := doc.With(text.New(src))
			got, want := memory.Check(next, options), Check(asl.ParseString(src), options)
			if len(got)+len(want) > 0 && !reflect.DeepEqual(got, want) {
				t.Fatalf("before:\n%s\nafter:\n%s\ngot  %v\nwant %v", before, src, got, want)
			}
			doc = next
			if rapid.IntRange(0, 3).Draw(t, "back") == 0 {
				src = before
				doc = doc.With(text.New(src))
			}
		}
	})
}

// TestMemoryNeeds changes one place on which the findings in another state
// depend.
func TestMemoryNeeds(t *testing.T) {
	const (
		reading = `{"StartAt": "A", "States": {"A": {"Type": "Pass", "Assign": {"v": 1}, "Next": "B"}, "B": {"Type": "Pass", "Parameters": {"x.$": "$v"}, "End": true}}}`
		setting = `{"StartAt": "P", "States": {"P": {"Type": "Parallel", "Branches": [{"StartAt": "I", "States": {"I": {"Type": "Pass", "Assign": {"v": 1}, "End": true}}}], "Next": "B"}, "B": {"Type": "Pass", "Assign": {"w": 1}, "End": true}}}`
		open    = `{"StartAt": "A", "States": {"A": {"Type": "Pass"}}}`
	)
	for _, c := range []struct{ source, old, new string }{
		{reading, `"v"`, `"u"`},
		{reading, `"Assign"`, `"Comment"`},
		{reading, `"Next": "B"`, `"Next": "C"`},
		{setting, `"w"`, `"v"`},
		{setting, `"StartAt": "I"`, `"StartAt": "J"`},
		{open, `"A": `, `"B": `},
		{open, `"A": `, `"\u0041": `},
		{open, `"A": `, `"A":    `},
		{strings.Replace(open, `"A": `, `"\u0041": `, 1), `"\u0041": `, `"A":      `},
		{open, `"StartAt": "A"`, `"StartAt": "A",`},
		{open, "{\"StartAt\": \"A\", ", "{\r\n\"StartAt\": \"A\",\r\n"},
		{open, `"StartAt": "A"`, `"QueryLanguage": "JSONata", "StartAt": "A"`},
	} {
		for _, way := range [][2]string{{c.old, c.new}, {c.new, c.old}} {
			before := strings.Replace(c.source, c.old, way[0], 1)
			after := strings.Replace(c.source, c.old, way[1], 1)
			doc := asl.ParseString(before)
			var memory Memory
			memory.Check(doc, Options{})
			got, want := memory.Check(doc.With(text.New(after)), Options{}), Check(asl.ParseString(after), Options{})
			if len(got)+len(want) > 0 && !reflect.DeepEqual(got, want) {
				t.Errorf("before:\n%s\nafter:\n%s\ngot  %v\nwant %v", before, after, got, want)
			}
		}
	}
}

// TestMemoryForgets: versions that are gone leave little behind.
func TestMemoryForgets(t *testing.T) {
	src := wide(50, 0)
	doc := asl.ParseString(src)
	var memory Memory
	for i := range 400 {
		src = strings.Replace(src, `"Comment": "`, `"Comment": "x`, 1+i%50)
		doc = doc.With(text.New(src))
		memory.Check(doc, Options{})
	}
	if n := len(memory.known); n > 51*3/2+64 {
		t.Fatal(n, "states are remembered")
	}
}
