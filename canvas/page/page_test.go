package page

import (
	"encoding/json"
	"fmt"
	"html"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/stateboard/stateboard/asl/graph"
	"github.com/stateboard/stateboard/asl/text/cases"
	"github.com/stateboard/stateboard/canvas/scene"
	"golang.org/x/tools/txtar"
)

func written(t testing.TB, p *Page) string {
	t.Helper()
	var b strings.Builder
	if err := Write(&b, p); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// TestCases shows what the page says of flows, less the picture's drawing, the
// style and the script.
func TestCases(t *testing.T) {
	cases.Each(t, func(t *testing.T, a *txtar.Archive) []txtar.File {
		p := pageOf(cases.Section(a, "flow"))
		if run := cases.Section(a, "run"); run != "" {
			p.Replay = &Replay{}
			if err := json.Unmarshal([]byte(run), p.Replay); err != nil {
				t.Fatal(err)
			}
		}
		return append(a.Files[:2], txtar.File{Name: "page", Data: []byte(said(written(t, p)))})
	})
}

// said is a page without what is drawn, styled and scripted.
func said(page string) string {
	for _, part := range []string{`(?s)<style>.*</style>`, `(?s)<script>.*</script>`, `(?s)<meta http-equiv[^>]*>`} {
		page = regexp.MustCompile(part).ReplaceAllString(page, "")
	}
	page = regexp.MustCompile(`(?s)<g aria-hidden="true">\n.*?</g>(\n<a|</g></svg>)`).ReplaceAllStringFunc(page, func(g string) string {
		moving := regexp.MustCompile(`data-when="[^"]*"`).FindAllString(g, -1)
		return fmt.Sprintf("<!-- drawn, moving: %s -->%s", strings.Join(moving, " "), g[strings.LastIndex(g, "</g>"):])
	})
	return page
}

func TestPolicyLetsOnlyThePageIn(t *testing.T) {
	for _, dark := range []bool{false, true} {
		p := pageOf(manyKinds)
		p.Dark = dark
		page := written(t, p)
		policy := html.UnescapeString(regexp.MustCompile(`Content-Security-Policy" content="([^"]*)"`).FindStringSubmatch(page)[1])
		if !strings.HasPrefix(policy, "default-src 'none'; ") || strings.Contains(policy, "unsafe") {
			t.Error("the policy is", policy)
		}
		for _, element := range []string{"style", "script"} {
			found := regexp.MustCompile(`(?s)<`+element+`>(.*?)</`+element+`>`).FindAllStringSubmatch(page, -1)
			if len(found) != 1 {
				t.Fatal(len(found), element, "elements")
			}
			if want := element + "-src '" + digest(found[0][1]) + "'"; !strings.Contains(policy, want) {
				t.Errorf("the policy %s lacks %s", policy, want)
			}
		}
		for _, outside := range []string{"http:", "https:", "src=", "@import", "url(", " style="} {
			if strings.Contains(page, outside) {
				t.Errorf("the page contains %q", outside)
			}
		}
		if night := strings.Contains(page, "@media screen{:root{color-scheme:dark"); night != dark {
			t.Error("dark is", night)
		}
	}
}

// FuzzHostileTexts puts texts wherever the flow and the run have any, and looks
// for elements and attributes that the page does not make.
func FuzzHostileTexts(f *testing.F) {
	for _, s := range []string{
		"plain", `</script><script>alert(1)</script>`, `"><img src=x onerror=alert(1)>`, `' onmouseover='x`, "</pre></style><!--", "]]>--><svg/onload=x>",
		"javascript:alert(1)", "\x00\x1b\u202e\u2028", "\xff\xfe", "{{.}} ${x} `", "&lt;b&gt; &amp;quot;", "</title></textarea></svg><b>",
	} {
		f.Add(s, s)
	}
	f.Fuzz(func(t *testing.T, name, words string) {
		p := hostile(name, words)
		page := written(t, p)
		check(t, page)
		if again := written(t, p); again != page {
			t.Error("the same page gives other bytes")
		}
	})
}

// hostile is a page with the texts in all places.
func hostile(name, words string) *Page {
	quoted := func(s string) string {
		b, _ := json.Marshal(s) // a string always marshals
		return string(b)
	}
	n, w := quoted(name+"1"), quoted(words)
	p := pageOf(`{"Comment":` + w + `,"StartAt":` + n + `,"States":{` + n + `:{"Type":"Task","Resource":` + w + `,"Comment":` + w + `,
		"Catch":[{"ErrorEquals":[` + w + `],"Next":` + quoted(name+"2") + `}],"Next":` + quoted(name+"2") + `},` + quoted(name+"2") + `:{"Type":` + w + `,"End":true}}}`)
	p.Title = words
	m := &Marks{Status: map[graph.ID]scene.Status{}, Taken: map[string]bool{}, Pills: map[graph.ID]string{}}
	r := &Replay{Input: words, Events: 9, Gap: 2, Outcome: Outcome{Words: words, Output: words, Error: words, Cause: words, Began: time.Unix(0, 0)}}
	for _, node := range p.Graph.Nodes {
		m.Status[node.ID], m.Pills[node.ID] = scene.Waiting, words
		r.Visits = append(r.Visits, Visit{State: node.ID, Words: words, From: 1, Turns: []Turn{{1, scene.Waiting}}, Facts: []Fact{{words, words, []int{1}}}})
		r.Waited = append(r.Waited, Wait{State: node.ID, From: 1})
	}
	for i := range 2 {
		r.Moments = append(r.Moments, Moment{ID: int64(i), Type: words, Detail: words, State: graph.ID(name + "1"), Now: words, Marks: m})
		m = &Marks{}
	}
	p.Replay = r
	return p
}

var (
	element   = regexp.MustCompile(`<(/?)([^\s/>]*)((?:[^>"]|"[^"]*")*)>`)
	attribute = regexp.MustCompile(`\s+([^\s=/>"]+)(?:="([^"]*)")?`)
)

// check reads a page as its own writer: what is no element of that kind is the
// work of a text.
func check(t *testing.T, page string) {
	t.Helper()
	_, body, _ := strings.Cut(page, "</style>")
	body = strings.Replace(body, script, "", 1)
	known := map[string]bool{}
	for _, name := range strings.Fields(`head body html header h1 h2 h3 p bdi main svg g a title rect path text div button aside section span dl dt dd pre ul ol li small nav b
		article details summary input output label select option i time script`) {
		known[name] = true
	}
	for _, m := range element.FindAllStringSubmatch(body, -1) {
		if !known[m[2]] {
			t.Fatalf("the page has the element %q", m[0])
		}
		rest := attribute.ReplaceAllStringFunc(m[3], func(a string) string {
			parts := attribute.FindStringSubmatch(a)
			switch {
			case strings.HasPrefix(parts[1], "on"), parts[1] == "style", parts[1] == "src":
				t.Fatalf("the element %q has the attribute %q", m[0], parts[1])
			case parts[1] == "href" && !regexp.MustCompile(`^#(s\d+|about)$`).MatchString(parts[2]):
				t.Fatalf("a link leads to %q", parts[2])
			}
			return ""
		})
		if strings.Trim(rest, "/ \n") != "" {
			t.Fatalf("the element %q has %q", m[0], rest)
		}
	}
	if left := element.ReplaceAllString(body, ""); strings.ContainsAny(left, "<>") {
		at := strings.IndexAny(left, "<>")
		t.Fatalf("a bare bracket stands at %q", left[max(0, at-30):min(len(left), at+30)])
	}
	if strings.Count(page, "<script>") != 1 || strings.Count(page, "</script>") != 1 {
		t.Fatal("there is more than one script")
	}
}

func TestSpan(t *testing.T) {
	for d, want := range map[time.Duration]string{
		0: "0 ms", 999 * time.Millisecond: "999 ms", time.Second: "1 s", 1234 * time.Millisecond: "1.23 s", 59*time.Second + 999*time.Millisecond: "60 s",
		90 * time.Second: "1 minute 30 seconds", 49 * time.Hour: "2 days 1 hour", -time.Second: "−1 s",
	} {
		if got := Span(d); got != want {
			t.Errorf("%v is %q, want %q", d, got, want)
		}
	}
}
