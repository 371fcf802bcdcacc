package replay

import (
	"cmp"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/stateboard/stateboard/asl/graph"
	"github.com/stateboard/stateboard/asl/value"
	"github.com/stateboard/stateboard/canvas/page"
	"github.com/stateboard/stateboard/runner/history"
	"github.com/stateboard/stateboard/ui/marks"
)

// Bounds of a page.
const (
	mostMoments = 2000
	mostWork    = 250_000  // moments times nodes: what large flows can afford
	mostText    = 8 << 10  // bytes of one value
	mostData    = 1 << 20  // bytes of all values
	mostLook    = 64 << 10 // bytes of a value that is still laid out
)

// Of is the replay of a history on a graph; nil for a history without events.
func Of(v history.View, g *graph.Graph) *page.Replay {
	if v.Len() == 0 {
		return nil
	}
	t := &teller{graph: g, from: v.At(0).Time, out: &page.Replay{Events: v.Len()}, left: mostData}
	head, tail := kept(v.Len(), len(g.Nodes))
	for i := range v.Len() {
		e := v.At(i)
		t.x.Apply(e)
		if e.Type == history.ExecutionRedriven {
			t.reopen()
		}
		if i < head || i >= v.Len()-tail {
			if head+tail < v.Len() && i == v.Len()-tail {
				t.out.Gap = len(t.out.Moments) + 1
			}
			t.moment(e)
		}
	}
	t.end()
	return t.out
}

// kept is how many events of the beginning and of the end become moments.
func kept(events, nodes int) (head, tail int) {
	most := min(mostMoments, max(100, mostWork/max(1, nodes)))
	if events <= most {
		return events, 0
	}
	return most / 2, most / 2
}

// teller carries what has been told so far.
type teller struct {
	graph  *graph.Graph
	out    *page.Replay
	from   time.Time // when the run began
	x      history.Execution
	seen   int      // of x.Visits
	told   []*visit // by x.Visits; nil for those that came and went in the gap
	open   []*visit
	counts map[string]int // visits by state
	left   int            // bytes of data that the page may still take
}

// visit is a visit as it was told last.
type visit struct {
	of     *history.Visit
	out    page.Visit
	news   news
	shown  []said
	waited int // its entry in Waited, from 1; 0 when none is open
}

// said is what shows of a side of a visit; no text is nothing.
type said struct {
	text string
	of   value.Value
}

// news is what must change for a visit to have anything new to tell.
type news struct {
	status                history.Status
	attempts              int
	exited                int64
	err, cause            string
	given, result, output bool
}

// moment tells what is new after an event.
func (t *teller) moment(e *history.Event) {
	m := len(t.out.Moments) + 1
	now := page.Marks(marks.Of(&t.x, t.graph))
	shared := &now
	if m > 1 {
		if last := t.out.Moments[m-2].Marks; alike(last, shared) {
			shared = last
		}
	}
	t.visits(m)
	t.out.Moments = append(t.out.Moments, page.Moment{
		ID: e.ID, Type: e.Type.String(), Detail: marks.EventWords(e), Status: marks.Event(e), State: t.node(e.Path), At: e.Time.Sub(t.from),
		Now: t.now(), Marks: shared,
	})
}

func alike(a, b *page.Marks) bool {
	return maps.Equal(a.Status, b.Status) && maps.Equal(a.Taken, b.Taken) && maps.Equal(a.Pills, b.Pills)
}

// node is the state at a path, "" when the flow has none there.
func (t *teller) node(path string) graph.ID {
	if t.graph.Node(graph.ID(path)) == nil {
		return ""
	}
	return graph.ID(path)
}

// now says where the run is.
func (t *teller) now() string {
	if s := marks.Ended(t.x.Status); s != "" {
		return s
	}
	var working, waiting []*history.Visit
	for _, v := range t.open {
		if v.of.Status == history.Waiting {
			waiting = append(waiting, v.of)
		} else {
			working = append(working, v.of)
		}
	}
	if len(waiting) > 0 {
		return marks.Sentence("Waiting for an answer: " + listed(marks.AtWork(waiting)))
	}
	if names := marks.AtWork(working); len(names) > 0 {
		return marks.Sentence("At work: " + listed(names))
	}
	return "The flow goes on."
}

// listed joins names, the first few of many.
func listed(names []string) string {
	const most = 6
	if len(names) > most {
		names = append(names[:most:most], "…")
	}
	return strings.Join(names, ", ")
}

// visits tells what is new of the visits that are open or were until now.
func (t *teller) visits(m int) {
	for ; t.seen < len(t.x.Visits); t.seen++ {
		v := t.x.Visits[t.seen]
		t.told = append(t.told, nil)
		if t.counts == nil {
			t.counts = map[string]int{}
		}
		n := t.counts[v.Path]
		t.counts[v.Path]++
		if !v.Status.Open() && v.Exited != 0 {
			t.out.Missed++
			continue
		}
		told := &visit{of: v, out: page.Visit{State: t.node(v.Path), Words: marks.VisitWords(n, v), From: m, At: v.EnteredAt.Sub(t.from)}}
		told.shown = make([]said, len(sides))
		t.told[t.seen] = told
		t.open = append(t.open, told)
	}
	open := t.open[:0]
	for _, v := range t.open {
		t.visit(v, m)
		if v.of.Status.Open() {
			open = append(open, v)
		}
	}
	clear(t.open[len(open):])
	t.open = open
}

// reopen looks at all visits again: a redrive opens some that had ended.
func (t *teller) reopen() {
	t.open = t.open[:0]
	for i, v := range t.told {
		if v != nil && t.x.Visits[i].Status.Open() {
			t.open = append(t.open, v)
		}
	}
}

func (t *teller) visit(v *visit, m int) {
	of := v.of
	now := news{of.Status, of.Attempts, of.Exited, of.Error, of.Cause, !of.Parameters.IsAbsent(), !of.Result.IsAbsent(), !of.Output.IsAbsent()}
	if v.out.Turns != nil && now == v.news {
		return
	}
	if v.out.Turns == nil || now.status != v.news.status {
		v.out.Turns = append(v.out.Turns, page.Turn{Moment: m, Status: marks.Status(now.status)})
		t.wait(v, m)
	}
	v.news = now
	for i, side := range sides {
		is, was := side.of(of), v.shown[i]
		if value.Equal(is, was.of) {
			continue
		}
		v.replace(i, said{t.words(of, side, is), is}, m)
	}
}

// wait notes when somebody begins and ceases to be waited for.
func (t *teller) wait(v *visit, m int) {
	switch {
	case v.of.Status == history.Waiting:
		t.out.Waited = append(t.out.Waited, page.Wait{State: v.out.State, From: m, At: t.x.Now.Sub(t.from), Open: true})
		v.waited = len(t.out.Waited)
	case v.waited > 0:
		w := &t.out.Waited[v.waited-1]
		w.For, w.Open, v.waited = t.x.Now.Sub(t.from)-w.At, false, 0
	}
}

// replace ends the fact that shows of a side and begins another.
func (v *visit) replace(i int, now said, m int) {
	label := sides[i].label
	for k := range v.out.Facts {
		if f := &v.out.Facts[k]; f.Label == label && len(f.On)%2 == 1 {
			f.On = append(f.On, m)
		}
	}
	v.shown[i] = now
	if now.text != "" {
		v.out.Facts = append(v.out.Facts, page.Fact{Label: label, Text: now.text, On: []int{m}})
	}
}

// side is one thing there is to know of a visit.
type side struct {
	label string
	plain bool // a text and no JSON
	of    func(v *history.Visit) value.Value
}

var sides = []side{
	{"Input", false, func(v *history.Visit) value.Value { return v.Input }},
	{"Given", false, func(v *history.Visit) value.Value { return v.Parameters }},
	{"Result", false, func(v *history.Visit) value.Value { return v.Result }},
	{"Error", true, func(v *history.Visit) value.Value { return value.String(v.Error) }},
	{"Cause", true, func(v *history.Visit) value.Value { return value.String(v.Cause) }},
	{"Output", false, func(v *history.Visit) value.Value { return v.Output }},
	{"Variables assigned", false, func(v *history.Visit) value.Value { return v.Assigned }},
}

// order is the sides' places by label.
var order = func() map[string]int {
	m := map[string]int{}
	for i, s := range sides {
		m[s.label] = i
	}
	return m
}()

// words is a side of a visit as text, within the page's bounds.
func (t *teller) words(v *history.Visit, s side, is value.Value) string {
	switch {
	case is.IsAbsent():
		return ""
	case s.plain:
		return t.bounded(is.Str())
	case s.label == "Output" && value.Equal(is, v.Input):
		return "the same as the input"
	case s.label == "Output" && value.Equal(is, v.Result):
		return "the same as the result"
	}
	if min(is.Size(), mostText) > t.left {
		return noRoom
	}
	return t.bounded(laid(is))
}

// laid is a value to read: laid out, unless it is so large that only its
// beginning will show.
func laid(v value.Value) string {
	if v.Size() > mostLook {
		return v.JSON()
	}
	return v.Indent("  ")
}

const noRoom = "left out: this page is as large as it may be"

// bounded shortens a text, and leaves it out when the page is full.
func (t *teller) bounded(s string) string {
	s = shortened(s)
	if len(s) > t.left {
		return noRoom
	}
	t.left -= len(s)
	return s
}

func shortened(s string) string {
	if len(s) <= mostText {
		return s
	}
	return strings.ToValidUTF8(s[:mostText], "") + "\n… the rest is left out here"
}

// end tells how it all came out.
func (t *teller) end() {
	x, out := &t.x, t.out
	for _, v := range t.told {
		if v != nil && v.out.State != "" {
			slices.SortStableFunc(v.out.Facts, func(a, b page.Fact) int { return cmp.Compare(order[a.Label], order[b.Label]) })
			out.Visits = append(out.Visits, v.out)
		}
	}
	for i := range out.Waited {
		if w := &out.Waited[i]; w.Open {
			w.For = x.Now.Sub(t.from)
		}
	}
	last := out.Moments[len(out.Moments)-1]
	out.Outcome = page.Outcome{Words: last.Now, Status: last.Status, Began: t.from, Took: x.Now.Sub(t.from), Error: x.Error, Cause: shortened(x.Cause)}
	if !x.Input.IsAbsent() {
		out.Input = shortened(laid(x.Input))
	}
	if !x.Output.IsAbsent() {
		out.Outcome.Output = shortened(laid(x.Output))
	}
}
