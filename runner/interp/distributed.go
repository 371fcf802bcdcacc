package interp

import (
	"strings"

	"github.com/stateboard/stateboard/asl"
	"github.com/stateboard/stateboard/asl/syntax"
	"github.com/stateboard/stateboard/asl/value"
	"github.com/stateboard/stateboard/runner/dataset"
	"github.com/stateboard/stateboard/runner/history"
)

// distributed is what a Map in DISTRIBUTED mode has beyond an inline one. Its
// iterations are executions of their own: their events are not in the history
// of the one around them.
type distributed struct {
	of         *mapState
	express    bool
	label      string
	count      *quantity // ToleratedFailureCount
	percentage *quantity
	reader     *reader
	batcher    *batcher
	writer     *writer
}

// mapRun is a run of a distributed Map.
type mapRun struct {
	arn        string
	source     string // of the items, for the context object
	keys       []string
	batched    bool
	total      int // items, in batches or not
	failed     int // items whose execution failed
	count      float64
	percentage float64
	records    []record
	written    value.Value // what the state results in once the results are written
}

// record is how one child execution ended.
type record struct {
	frame *frame
	input value.Value
	fail  *failure
}

func (c *compiler) distributed(s *asl.Map, out *state) *distributed {
	config := s.Processor.Field("ProcessorConfig")
	if config.Get("Mode").StringText() != "DISTRIBUTED" {
		return nil
	}
	d := &distributed{label: s.Field("Label").StringText(), express: config.Get("ExecutionType").StringText() == "EXPRESS"}
	d.count = c.quantity(s.Node, "ToleratedFailureCount", out.jsonata)
	d.percentage = c.quantity(s.Node, "ToleratedFailurePercentage", out.jsonata)
	if n := s.Field("ItemReader"); n.Is(syntax.Object) {
		d.reader = c.reader(n, out.jsonata)
	}
	if n := s.Field("ItemBatcher"); n.Is(syntax.Object) {
		d.batcher = c.batcher(n, out.jsonata)
	}
	if n := s.Field("ResultWriter"); n.Is(syntax.Object) {
		d.writer = c.writer(n, out.jsonata)
	}
	if d.label == "" {
		d.label = strings.ReplaceAll(out.Name, " ", "")
		d.label = d.label[:min(len(d.label), 40)]
	}
	return d
}

// begin starts the map run, once MapStateStarted has been said.
func (d *distributed) begin(x *Progress, g *group) {
	f := g.frame
	e := x.see(f, g.input)
	fail := d.tolerance(g, e)
	var request dataset.Request
	var early *failure
	if fail == nil && d.reader != nil {
		request, early, fail = d.reader.request(e)
	}
	if fail != nil {
		f.inner = nil
		x.fail(f, fail)
		return
	}
	g.arn = strings.Replace(x.origin.Machine, ":stateMachine:", ":mapRun:", 1) + "/" + d.label + ":" + x.chance.UUID()
	f.last = x.emit(f, history.MapRunStarted, f.last, &history.RunStarted{MapRunARN: g.arn})
	g.last = f.last
	switch {
	case early != nil:
		d.fail(x, g, early)
	case d.reader == nil:
		g.source = "STATE_DATA"
		d.children(x, g)
	default:
		g.source = "S3://" + request.Bucket
		if request.Key != "" {
			g.source += "/" + request.Key
		}
		x.asked[f.last] = g
		x.do(ReadItems{f.last, request})
	}
}

func (d *distributed) tolerance(g *group, e *env) (fail *failure) {
	if g.count, fail = d.count.number(e, true, 0); fail != nil {
		return fail
	}
	if g.percentage, fail = d.percentage.number(e, false, 0); fail != nil {
		return fail
	}
	if g.count < 0 {
		return runtime("ToleratedFailureCount cannot be negative.")
	}
	if g.percentage < 0 || g.percentage > 100 {
		return runtime("ToleratedFailurePercentage must be between 0 and 100.")
	}
	return nil
}

// children starts the child executions.
func (d *distributed) children(x *Progress, g *group) {
	g.total = len(g.items)
	if d.batcher != nil {
		if fail := d.batch(x, g); fail != nil {
			g.frame.inner = nil
			x.fail(g.frame, fail)
			return
		}
	}
	d.of.run(x, g)
}

// keptChildren is how many child executions of a map run are kept to be
// looked at.
const keptChildren = 1000

// Children are the histories of a map run's first child executions, in the
// order of their items. Their events' scopes are those of the Map's
// iterations.
func (x *Progress) Children(mapRun string) []*history.Log { return x.children[mapRun] }

// isolate makes a frame an execution of its own.
func (d *distributed) isolate(x *Progress, f *frame) {
	f.vars.outer = nil
	f.log = new(history.Log)
	if arn := f.outer.arn; len(x.children[arn]) < keptChildren {
		x.children[arn] = append(x.children[arn], f.log)
	}
	x.emitTo(f.log, "", nil, history.ExecutionStarted, 0, &history.Started{Input: f.input, RoleARN: x.roleARN})
}

// note takes in how a child execution ended. It is false when the map run has
// failed with it.
func (d *distributed) note(x *Progress, g *group, inner *frame, fail *failure) bool {
	if d.writer != nil {
		g.records = append(g.records, record{inner, g.items[inner.index], fail})
	}
	if fail == nil {
		x.emitTo(inner.log, "", nil, history.ExecutionSucceeded, inner.last, &history.Succeeded{Output: g.results[inner.index]})
		return true
	}
	x.emitTo(inner.log, "", nil, history.ExecutionFailed, inner.last, &history.Failure{Error: fail.Error, Cause: fail.Cause})
	weight := 1
	if g.batched {
		weight = g.items[inner.index].Get("Items").Len()
	}
	g.failed += weight
	over := float64(g.failed) > g.count && d.count != nil
	if d.percentage != nil {
		over = over || float64(g.failed)*100/float64(g.total) > g.percentage
	}
	if !over && (d.count != nil || d.percentage != nil) {
		return true
	}
	d.fail(x, g, &failure{Error: errToleratedExceeded, Cause: causeToleratedReached})
	return false
}

// fail ends the map run and the state badly.
func (d *distributed) fail(x *Progress, g *group, fail *failure) {
	f := g.frame
	for _, inner := range g.live {
		x.cut(inner)
		x.emitTo(inner.log, "", nil, history.ExecutionAborted, inner.base, &history.Failure{})
	}
	f.inner = nil
	f.last = x.emit(f, history.MapRunFailed, g.last, &history.Failure{Error: fail.Error, Cause: fail.Cause})
	f.base = f.last
	x.fail(f, fail)
}

// succeed ends the map run and the state well, after its results have been
// written where they are to be.
func (d *distributed) succeed(x *Progress, g *group) {
	if d.writer != nil && d.writer.arguments != nil {
		d.write(x, g)
		return
	}
	results := make([]value.Value, 0, len(g.results))
	for _, r := range g.results {
		if !r.IsAbsent() {
			results = append(results, r)
		}
	}
	d.close(x, g, value.Array(results...))
}

func (d *distributed) close(x *Progress, g *group, result value.Value) {
	f := g.frame
	f.last = x.emit(f, history.MapRunSucceeded, g.last, nil)
	f.base = f.last
	x.emit(f, history.MapStateSucceeded, f.last, nil)
	f.inner = nil
	x.complete(f, result)
}

// Items gives the items that ReadItems asked for, or why there are none.
func (x *Progress) Items(id int64, items []dataset.Item, err error) []Command {
	g := x.asked[id]
	delete(x.asked, id)
	if g == nil || g.frame.inner != g || x.over {
		return nil
	}
	d := g.kind.(*mapState).distributed
	if err != nil {
		d.fail(x, g, &failure{Error: errItemReader, Cause: err.Error()})
		return x.take()
	}
	g.items = make([]value.Value, len(items))
	for i := range items {
		g.items[i] = items[i].Value
		if items[i].Key != "" {
			g.keys = append(g.keys, items[i].Key)
		}
	}
	d.children(x, g)
	return x.take()
}
