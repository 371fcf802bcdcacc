package page

import (
	"crypto/sha256"
	_ "embed" // the page's own three files
	"encoding/base64"
	"fmt"
	"html/template"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/stateboard/stateboard/asl/graph"
	"github.com/stateboard/stateboard/canvas/geom"
	"github.com/stateboard/stateboard/canvas/scene"
)

//go:embed page.html
var frame string

//go:embed page.css
var style string

//go:embed page.js
var script string

// sheets is read when the first page is written: most commands write none.
var sheets = sync.OnceValue(func() *template.Template { return template.Must(template.New("page").Parse(frame)) })

// sheet is the page as page.html reads it.
type sheet struct {
	Title, Comment, Notation string
	Policy                   string
	Style                    template.CSS
	Script                   template.JS
	Below, Above             template.HTML // what lies below and above the places that can be clicked
	View                     geom.Rect
	States                   []*stateSheet
	Run                      *runSheet
}

// runSheet is what the page says about a run.
type runSheet struct {
	Outcome
	Tone    string
	Began   string
	Took    string
	Input   string
	Waited  []waitSheet
	Moments int
	Left    int // events left out
	Missed  int
	Now     []sentence
	Events  []eventRow
}

type sentence struct {
	On, Text string
	Last     bool
}

type eventRow struct {
	Moment             int
	ID                 int64
	Type, Detail, Tone string
	At, Anchor         string
	Left               int // how many events are left out before this one
	Last               bool
}

type waitSheet struct {
	Name, Anchor, At, For string
	Moment                int
	Open                  bool
}

type visitSheet struct {
	Words, On, At, Turns, Last string
	Facts                      []factSheet
}

type factSheet struct {
	Label, Text, On string
	Gone            bool // not at the last moment
}

func (p *Page) sheet() *sheet {
	d := draw(p)
	s := &sheet{Title: p.Title, Notation: "JSON", Below: d.svg(0, scene.Badges), Above: d.svg(scene.Badges, scene.Badges+1), View: d.bounds, States: p.states(d)}
	if p.Doc.YAML {
		s.Notation = "YAML"
	}
	if m := p.Doc.Machine; m != nil {
		s.Comment = m.Node.TextOf("Comment")
	}
	if p.Replay != nil {
		s.Run = p.run(s.States)
	}
	s.Style, s.Script = template.CSS(p.style(&d.inks)), template.JS(script)
	s.Policy = "default-src 'none'; style-src '" + digest(string(s.Style)) + "'; script-src '" + digest(script) + "'; base-uri 'none'; form-action 'none'"
	return s
}

// style is the stylesheet. On paper it is always day.
func (p *Page) style(k *inks) string {
	night := "@media screen and (prefers-color-scheme:dark){:root{color-scheme:dark;" + k.style(true) + "}}\n"
	if p.Dark {
		night = strings.Replace(night, " and (prefers-color-scheme:dark)", "", 1)
	}
	return ":root{" + k.style(false) + "}\n" + night + style
}

func digest(s string) string {
	sum := sha256.Sum256([]byte(s))
	return "sha256-" + base64.StdEncoding.EncodeToString(sum[:])
}

func (p *Page) run(states []*stateSheet) *runSheet {
	r, anchors := p.Replay, p.anchors()
	n := len(r.Moments)
	s := &runSheet{
		Outcome: r.Outcome, Tone: r.Outcome.Status.String(), Began: r.Outcome.Began.UTC().Format("2 January 2006, 15:04:05 UTC"), Took: Span(r.Outcome.Took),
		Input: r.Input, Moments: n, Left: r.Events - n, Missed: r.Missed,
	}
	for _, w := range r.Waited {
		if node := p.Graph.Node(w.State); anchors[w.State] != "" {
			s.Waited = append(s.Waited, waitSheet{node.Name, anchors[w.State], Span(w.At), Span(w.For), w.From, w.Open})
		}
	}
	for i := range r.Moments {
		m := &r.Moments[i]
		row := eventRow{Moment: i + 1, ID: m.ID, Type: m.Type, Detail: m.Detail, Tone: m.Status.String(), At: Span(m.At), Anchor: anchors[m.State], Last: i == n-1}
		if i+1 == r.Gap {
			row.Left = s.Left
		}
		s.Events = append(s.Events, row)
	}
	s.Now = sentences(r.Moments)
	p.visits(states)
	return s
}

// sentences are what is said at the moments, each once.
func sentences(moments []Moment) []sentence {
	var list []sentence
	var on [][]int
	place := map[string]int{}
	for i := range moments {
		now := moments[i].Now
		if i > 0 && moments[i-1].Now == now {
			continue
		}
		if i > 0 {
			before := place[moments[i-1].Now]
			on[before] = append(on[before], i+1)
		}
		at, known := place[now]
		if !known {
			at = len(list)
			place[now] = at
			list, on = append(list, sentence{Text: now}), append(on, nil)
		}
		on[at] = append(on[at], i+1)
	}
	for i := range list {
		list[i].On, list[i].Last = joined(on[i]), len(on[i])%2 == 1
	}
	return list
}

// visits adds what the run tells to the states.
func (p *Page) visits(states []*stateSheet) {
	by, anchors := map[string]*stateSheet{}, p.anchors()
	for _, s := range states {
		by[s.Anchor] = s
	}
	for i := range p.Replay.Visits {
		v := &p.Replay.Visits[i]
		s := by[anchors[v.State]]
		if s == nil {
			continue
		}
		sheet := visitSheet{Words: v.Words, On: itoa(v.From), At: Span(v.At)}
		sheet.Turns, sheet.Last = turns(v.Turns)
		for _, f := range v.Facts {
			sheet.Facts = append(sheet.Facts, factSheet{f.Label, f.Text, joined(f.On), len(f.On)%2 == 0})
		}
		s.Visits = append(s.Visits, sheet)
	}
	p.turns(states, anchors)
}

// turns says when each state's status changes, as the picture shows it.
func (p *Page) turns(states []*stateSheet, anchors map[graph.ID]string) {
	list := map[string][]Turn{}
	before := &Marks{}
	for i := range p.Replay.Moments {
		now := p.Replay.Moments[i].Marks
		if now == before {
			continue
		}
		for id, status := range now.Status {
			if a := anchors[id]; a != "" && before.Status[id] != status {
				list[a] = append(list[a], Turn{i + 1, status})
			}
		}
		for id := range before.Status {
			if a := anchors[id]; a != "" && now.Status[id] == scene.Idle {
				list[a] = append(list[a], Turn{i + 1, scene.Idle})
			}
		}
		before = now
	}
	for _, s := range states {
		s.Turns, s.Last = turns(list[s.Anchor])
		if s.Last == "" {
			s.Turns, s.Last = "1 idle", scene.Idle.String()
		}
	}
}

func turns(list []Turn) (all, last string) {
	words := make([]string, 0, 2*len(list))
	for _, t := range list {
		last = t.Status.String()
		words = append(words, itoa(t.Moment), last)
	}
	return strings.Join(words, " "), last
}

// Span puts a time in words: exact where it is short, with two units where it is
// long.
func Span(d time.Duration) string {
	switch {
	case d < 0:
		return "−" + Span(-d)
	case d < time.Second:
		return itoa(int(d.Milliseconds())) + " ms"
	case d < time.Minute:
		return strconv.FormatFloat(d.Round(10*time.Millisecond).Seconds(), 'f', -1, 64) + " s"
	}
	return scene.Duration(int64(d.Seconds()))
}

func itoa(n int) string { return strconv.Itoa(n) }

// joined writes moments with blanks between.
func joined(on []int) string { return strings.Trim(fmt.Sprint(on), "[]") }
