package layout_test

import (
	"bytes"
	"fmt"
	"reflect"
	"strings"
	"testing"

	"github.com/stateboard/stateboard/asl/graph"
	"github.com/stateboard/stateboard/asl/text/cases"
	"github.com/stateboard/stateboard/canvas/layout"
	"golang.org/x/tools/txtar"
	"pgregory.net/rapid"
)

// TestGolden compares the layouts of the machines in testdata with what they
// were: rectangles, lines, labels and the score.
func TestGolden(t *testing.T) {
	cases.Each(t, func(t *testing.T, a *txtar.Archive) []txtar.File {
		g := read(string(a.Files[0].Data))
		l := layout.Build(g, layout.Options{})
		for _, f := range faults(g, l) {
			t.Error(f)
		}
		return append(a.Files[:1], txtar.File{Name: "layout", Data: dump(l)})
	})
}

func dump(l *layout.Layout) []byte {
	var b bytes.Buffer
	fmt.Fprintf(&b, "%.0f x %.0f %+v\n", l.Bounds.W, l.Bounds.H, rate(l))
	for i := range l.Nodes {
		n := &l.Nodes[i]
		fmt.Fprintf(&b, "%s: %.0f,%.0f %.0fx%.0f\n", n.ID, n.Rect.X, n.Rect.Y, n.Rect.W, n.Rect.H)
	}
	for i := range l.Edges {
		e := &l.Edges[i]
		fmt.Fprintf(&b, "%s:", e.Edge.ID)
		if e.Shares != "" {
			fmt.Fprintf(&b, " with %s\n", e.Shares)
			continue
		}
		for _, p := range e.Points {
			fmt.Fprintf(&b, " %.0f,%.0f", p.X, p.Y)
		}
		if e.Text != "" {
			fmt.Fprintf(&b, " %q %.0f,%.0f %.0fx%.0f", e.Text, e.Label.X, e.Label.Y, e.Label.W, e.Label.H)
		}
		b.WriteString("\n")
	}
	return b.Bytes()
}

func TestAnyMachine(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		src := draw(t, 0)
		g := read(src)
		l := layout.Build(g, layout.Options{})
		for _, f := range faults(g, l) {
			t.Errorf("%s\n%s", f, src)
		}
		if again := layout.Build(read(src), layout.Options{}); !bytes.Equal(dump(l), dump(again)) {
			t.Errorf("not the same again: %s", src)
		}
	})
}

func TestLargeMachines(t *testing.T) {
	for name, src := range map[string]string{"steps": steps(150, "s"), "nests": nests(200, 3, "n")} {
		g := read(src)
		l := layout.Build(g, layout.Options{})
		for _, f := range faults(g, l) {
			t.Errorf("%s: %s", name, f)
		}
		if s := rate(l); s.Shared > 0 {
			t.Errorf("%s: lines lie on each other: %+v", name, s)
		}
	}
}

// TestStraightFlow is the promise that what follows without a choice stands
// exactly below.
func TestStraightFlow(t *testing.T) {
	l := layout.Build(read(steps(200, "s")), layout.Options{})
	bent := 0
	for i := range l.Edges {
		e := &l.Edges[i]
		from, to := l.Node(e.Edge.From), l.Node(e.Edge.To)
		if e.Edge.Kind == graph.Next && from.Rect.X == to.Rect.X && len(e.Points) != 2 && to.Rect.Y-from.Rect.Y < 100 {
			bent++
		}
	}
	if bent > 0 {
		t.Errorf("%d short steps straight down are not straight lines", bent)
	}
}

// TestInsertMovesLittle inserts a state into a flow: what was above stays, what
// is below moves down.
func TestInsertMovesLittle(t *testing.T) {
	before := layout.Build(read(steps(60, "s")), layout.Options{})
	src := strings.Replace(steps(60, "s"), `"s26":{"Type":"Task","Resource":"r","Next":"s27"}`,
		`"s26":{"Type":"Task","Resource":"r","Next":"new"},"new":{"Type":"Pass","Next":"s27"}`, 1)
	after := layout.Build(read(src), layout.Options{})
	if after.Node("new") == nil {
		t.Fatal("nothing was inserted")
	}
	at := after.Node("new").Rect
	for i := range before.Nodes {
		was := &before.Nodes[i]
		is := after.Node(was.ID)
		if was.Rect.X != is.Rect.X {
			t.Errorf("%s moved sideways by %.0f", was.ID, is.Rect.X-was.Rect.X)
		}
		if was.Rect.Y < at.Y && was.Rect.Y != is.Rect.Y {
			t.Errorf("%s is above and moved by %.0f", was.ID, is.Rect.Y-was.Rect.Y)
		}
	}
}

func TestOddMachines(t *testing.T) {
	for name, src := range map[string]string{
		"nothing":        `{}`,
		"no states":      `{"StartAt":"a","States":{}}`,
		"no start":       `{"States":{"a":{"Type":"Pass","Next":"b"},"b":{"Type":"Pass","Next":"a"}}}`,
		"no targets":     `{"StartAt":"x","States":{"a":{"Type":"Pass","Next":"y"},"c":{"Type":"Choice"}}}`,
		"empty boxes":    `{"StartAt":"p","States":{"p":{"Type":"Parallel","Branches":[{"States":{}},{}],"Next":"m"},"m":{"Type":"Map","ItemProcessor":{},"End":true}}}`,
		"only itself":    `{"StartAt":"a","States":{"a":{"Type":"Pass","Next":"a"}}}`,
		"inner no start": `{"StartAt":"p","States":{"p":{"Type":"Parallel","Branches":[{"States":{"a":{"Type":"Pass","End":true}}}],"End":true}}}`,
	} {
		g := read(src)
		l := layout.Build(g, layout.Options{})
		if len(l.Nodes) != len(g.Nodes) {
			t.Errorf("%s: %d of %d nodes", name, len(l.Nodes), len(g.Nodes))
		}
		for _, f := range faults(g, l) {
			t.Errorf("%s: %s", name, f)
		}
	}
	if l := layout.Build(graph.New(nil), layout.Options{}); len(l.Nodes) != 2 {
		t.Errorf("no machine: %d nodes", len(l.Nodes))
	}
}

func TestManyRulesShareLines(t *testing.T) {
	var b strings.Builder
	b.WriteString(`{"StartAt":"a","States":{"a":{"Type":"Choice","Choices":[`)
	for i := range 1000 {
		fmt.Fprintf(&b, `%s{"Variable":"$.v","NumericEquals":%d,"Next":"t%d"}`, comma(i), i, i%3)
	}
	b.WriteString(`],"Default":"t0"},"t0":{"Type":"Succeed"},"t1":{"Type":"Succeed"},"t2":{"Type":"Fail"}}}`)
	l := layout.Build(read(b.String()), layout.Options{})
	lines := map[string]bool{}
	for i := range l.Edges {
		e := &l.Edges[i]
		if e.Edge.From != "a" || e.Edge.Kind == graph.End {
			continue
		}
		if e.Shares == "" {
			lines[e.Edge.ID] = true
			if len([]rune(e.Text)) > 26 || e.Full == "" {
				t.Errorf("label %q of %q", e.Text, e.Full)
			}
		} else if !reflect.DeepEqual(e.Points, l.Edge(e.Shares).Points) {
			t.Errorf("%s has another line than %s", e.Edge.ID, e.Shares)
		}
	}
	if len(lines) != 3 {
		t.Errorf("%d lines to three targets", len(lines))
	}
}

// TestJumpsEverywhere lays out a flow with so many long lines that some are led
// outside.
func TestJumpsEverywhere(t *testing.T) {
	var b strings.Builder
	b.WriteString(`{"StartAt":"s0","States":{`)
	const n = 250
	for i := range n {
		fmt.Fprintf(&b, `%s"s%d":{"Type":"Choice","Choices":[{"Variable":"$.v","NumericEquals":1,"Next":"s%d"},{"Variable":"$.v","NumericEquals":2,"Next":"s%d"}],"Default":"s%d"}`,
			comma(i), i, i*i*7%n, (i*31+11)%n, min(i+1, n-1))
	}
	b.WriteString("}}")
	g := read(b.String())
	for _, f := range faults(g, layout.Build(g, layout.Options{})) {
		t.Error(f)
	}
}

func TestWriteJSON(t *testing.T) {
	l := layout.Build(read(`{"StartAt":"p","States":{"p":{"Type":"Map","ItemProcessor":{"StartAt":"a","States":{"a":{"Type":"Succeed"}}},"End":true}}}`), layout.Options{})
	var b bytes.Buffer
	if err := layout.WriteJSON(&b, l); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{`"id":"p/0/a"`, `"parent":"p"`, `"parent":null`, `"container":true`, `"from":"__start","to":"p"`, `"from":"p","to":"p/0/a"`, `"to":"__end"`} {
		if !strings.Contains(b.String(), want) {
			t.Errorf("no %s in %s", want, b.String())
		}
	}
}

func BenchmarkBuild(b *testing.B) {
	for _, c := range []struct {
		name string
		src  string
	}{
		{"steps10", steps(10, "s")}, {"steps100", steps(100, "s")}, {"steps1000", steps(1000, "s")}, {"steps5000", steps(5000, "s")},
		{"nests1000", nests(1000, 3, "n")}, {"nests5000", nests(5000, 4, "n")},
	} {
		g := read(c.src)
		b.Run(c.name, func(b *testing.B) {
			b.ReportMetric(float64(len(g.Nodes)), "nodes")
			for b.Loop() {
				layout.Build(g, layout.Options{})
			}
		})
	}
}
