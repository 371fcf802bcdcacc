package main

import (
	"fmt"
	"io"
	"os"
	"strings"
	"time"

	"github.com/stateboard/stateboard/asl"
	"github.com/stateboard/stateboard/asl/graph"
	"github.com/stateboard/stateboard/runner"
	"github.com/stateboard/stateboard/runner/history"
	"github.com/stateboard/stateboard/runner/scenario"
	"github.com/stateboard/stateboard/runner/schedule"
	"github.com/stateboard/stateboard/runner/task"
	"github.com/stateboard/stateboard/ui/marks"
)

const testUsage = "test FILE [--scenario NAME] [--coverage=false]"

// testCommand runs the scenarios beside a definition and prints a line for
// each, then what none of them reached.
func testCommand(args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	flags := newFlags("test")
	only := flags.String("scenario", "", "run only the scenario of this name")
	showCoverage := flags.Bool("coverage", true, "tell which states, ways, catchers and retriers were reached")
	if status, ok := parse(flags, testUsage, args, 1, 1, stdout, stderr); !ok {
		return status
	}
	s, err := openSuite(flags.Arg(0), stdin)
	if err != nil {
		return complain(stderr, "%v", err)
	}
	passed, failed := 0, 0
	for _, sc := range s.scenarios {
		if *only != "" && sc.Name != *only {
			continue
		}
		diffs, err := s.run(sc)
		if err != nil {
			diffs = []string{err.Error()}
		}
		if len(diffs) == 0 {
			passed++
			fmt.Fprintf(stdout, "ok    %s\n", sc.Name)
			continue
		}
		failed++
		fmt.Fprintf(stdout, "FAIL  %s\n", sc.Name)
		for _, d := range diffs {
			fmt.Fprintf(stdout, "      %s\n", d)
		}
	}
	if passed+failed == 0 {
		return complain(stderr, "no scenario is named %q; there are %s", *only, strings.Join(s.names(), ", "))
	}
	fmt.Fprintf(stdout, "%d passed, %d failed\n", passed, failed)
	if *showCoverage {
		s.cover.write(stdout)
	}
	if failed > 0 {
		return no
	}
	return yes
}

// suite is a definition with its scenarios.
type suite struct {
	doc       *asl.Document
	machine   string
	path      string
	mocks     *task.Mocks // nil where there is no mocks file
	mocksText string
	scenarios []scenario.Scenario
	cover     *coverage
}

func openSuite(path string, stdin io.Reader) (*suite, error) {
	doc, err := readDefinition(path, stdin)
	if err != nil {
		return nil, err
	}
	if !doc.Drawable() {
		return nil, fmt.Errorf("%s holds no state machine; `stateboardctl validate %[1]s` says where", path)
	}
	mocksPath, scenariosPath := scenario.Beside(path)
	content, err := os.ReadFile(scenariosPath)
	if err != nil {
		return nil, fmt.Errorf("no scenarios stand beside %s (%w); write %s", path, err, scenariosPath)
	}
	s := &suite{doc: doc, path: path, machine: scenario.StateMachineName(path), cover: newCoverage(doc)}
	if s.scenarios, err = scenario.Parse(string(content)); err != nil {
		return nil, fmt.Errorf("%s: %w", scenariosPath, err)
	}
	content, err = os.ReadFile(mocksPath)
	switch {
	case os.IsNotExist(err):
		return s, nil
	case err != nil:
		return nil, fmt.Errorf("%s cannot be read (%w)", mocksPath, err)
	}
	s.mocksText = string(content)
	if s.mocks, err = task.ParseMocks(s.mocksText); err != nil {
		return nil, fmt.Errorf("%s: %w", mocksPath, err)
	}
	return s, nil
}

func (s *suite) names() []string {
	var names []string
	for _, sc := range s.scenarios {
		names = append(names, sc.Name)
	}
	return names
}

// run executes one scenario in virtual time and returns what came out
// otherwise than expected.
func (s *suite) run(sc scenario.Scenario) ([]string, error) {
	in := runner.StartInput{Document: s.doc, Input: sc.Input, Type: sc.Type, Machine: s.machine, Clock: schedule.NewVirtual(time.Now())}
	if sc.Case != "" {
		if s.mocks == nil {
			return nil, fmt.Errorf("it names the test case %q, and there is no mocks file", sc.Case)
		}
		c, err := s.mocks.Case(s.machine, sc.Case)
		if err != nil {
			return nil, err
		}
		in.Answerer = c.Answerer()
		in.About.Mocks, in.About.Case = s.mocksText, sc.Case
	}
	engine := runner.New()
	others, err := newOutside(engine, &in, s.path, "", io.Discard)
	if err != nil {
		return nil, err
	}
	defer others.close()
	run, err := engine.Start(in)
	if err != nil {
		return nil, err
	}
	err = others.await(run, io.Discard)
	x := history.Fold(run.Events())
	s.cover.add(x)
	if err != nil {
		return nil, err
	}
	return sc.Expect.Check(scenario.OutcomeOf(x)), nil
}

// coverage is what runs have reached of a definition.
type coverage struct {
	graph   *graph.Graph
	doc     *asl.Document
	entered map[graph.ID]bool
	taken   map[string]bool
	retried map[string]bool // by state path
}

func newCoverage(doc *asl.Document) *coverage {
	return &coverage{graph.New(doc.Machine), doc, map[graph.ID]bool{}, map[string]bool{}, map[string]bool{}}
}

func (c *coverage) add(x *history.Execution) {
	m := marks.Of(x, c.graph)
	for id := range m.Status {
		c.entered[id] = true
	}
	for id := range m.Taken {
		c.taken[id] = true
	}
	for _, v := range x.Visits {
		if v.Retries() > 0 {
			c.retried[v.Path] = true
		}
	}
}

// tally counts one kind of thing and names what was missed.
type tally struct {
	what         string
	reached, all int
	missed       []string
}

func (t *tally) count(reached bool, name string) {
	t.all++
	if reached {
		t.reached++
		return
	}
	t.missed = append(t.missed, name)
}

func (c *coverage) write(w io.Writer) {
	states, rules, catchers, retriers := tally{what: "states"}, tally{what: "choice rules"}, tally{what: "catchers"}, tally{what: "states with retriers"}
	for _, n := range c.graph.Nodes {
		if n.Kind != graph.StateNode {
			continue
		}
		states.count(c.entered[n.ID], n.Name)
		if len(asl.Retriers(n.State)) > 0 {
			retriers.count(c.retried[string(n.ID)], n.Name)
		}
	}
	for _, e := range c.graph.Edges {
		name := fmt.Sprintf("%s: %s", c.graph.Node(e.From).Name, e.Label)
		switch e.Kind {
		case graph.Rule, graph.Default:
			rules.count(c.taken[e.ID], name)
		case graph.Catch:
			catchers.count(c.taken[e.ID], name)
		}
	}
	for _, t := range []tally{states, rules, catchers, retriers} {
		if t.all == 0 {
			continue
		}
		fmt.Fprintf(w, "%d of %d %s reached", t.reached, t.all, t.what)
		if len(t.missed) > 0 {
			fmt.Fprintf(w, "; not: %s", strings.Join(t.missed, ", "))
		}
		fmt.Fprintln(w)
	}
}
