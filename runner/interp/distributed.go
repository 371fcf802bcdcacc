package interp

import (
	"strings"
	"time"

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

// mapRun is a run of a distributed Map. Its items come a few at a time: the
// group's are those that have come and not been started, or not long ago.
type mapRun struct {
	id         int64  // of the event that started it, which its commands bear
	arn        string // "" is an inline Map
	source     string // of the items, for the context object
	request    dataset.Request
	keys       []string // of the group's items, nil when they have none
	sources    []string // where they differ, likewise
	first      int      // which item, or batch, the group's first is
	read       int      // items that have come, in batches or not
	more       bool     // there are more of them
	asking     bool     // and they have been asked for
	batches    *batches // nil when the items are not put together
	failed     int      // items whose execution failed
	count      float64
	percentage float64
	export     *export // nil when the results stay here
	size       int     // bytes of the results that stay here
}

// child is what is to be told of a child execution beside its end.
type child struct {
	input   value.Value
	started time.Time
	items   int
}

// atOnce is how many items of a dataset are asked for at once, at most.
const atOnce = 1000

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
	var early *failure
	if fail == nil && d.reader != nil {
		g.request, early, fail = d.reader.request(e)
	}
	if fail == nil && d.writer.exports() {
		g.export, fail = d.writer.export(e)
	}
	if fail != nil {
		f.inner = nil
		x.fail(f, fail)
		return
	}
	g.arn = strings.Replace(x.origin.Machine, ":stateMachine:", ":mapRun:", 1) + "/" + d.label + ":" + x.chance.UUID()
	f.last = x.emit(f, history.MapRunStarted, f.last, &history.RunStarted{MapRunARN: g.arn})
	g.last, g.id = f.last, f.last
	x.asked[g.id] = g
	if early != nil {
		d.fail(x, g, early)
		return
	}
	if d.reader == nil {
		g.source = "STATE_DATA"
		d.take(x, g, g.items, nil, nil)
		return
	}
	g.source = "S3://" + g.request.Bucket
	if g.request.Key != "" {
		g.source += "/" + g.request.Key
	}
	g.more = true
	d.ask(x, g)
}

// ask asks for more items.
func (d *distributed) ask(x *Progress, g *group) {
	if !g.asking {
		g.asking = true
		x.do(ReadItems{g.id, g.request, int64(g.read), atOnce})
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
		return d.count.failure("ToleratedFailureCount cannot be negative.")
	}
	if g.percentage < 0 || g.percentage > 100 {
		return d.percentage.failure("ToleratedFailurePercentage must be between 0 and 100.")
	}
	return nil
}

// take takes in items that have come and starts as many child executions as
// may run at once.
func (d *distributed) take(x *Progress, g *group, items []value.Value, keys, sources []string) {
	at := g.read // those before have all been started, else there would be no new ones
	g.read += len(items)
	g.items, g.keys, g.sources, g.first = items, keys, sources, g.next
	if d.exceeded(g) {
		d.exceed(x, g)
		return
	}
	if d.batcher != nil {
		if fail := d.batch(x, g, at); fail != nil {
			d.fail(x, g, fail)
			return
		}
	}
	d.supply(x, g)
}

// supply starts child executions, asks for more items when it has none, and
// ends the state when all has been done.
func (d *distributed) supply(x *Progress, g *group) {
	for len(g.live) < g.limit && g.next < g.first+len(g.items) && g.frame.inner == g {
		d.of.start(x, g)
	}
	if g.frame.inner == g && g.next == g.first+len(g.items) {
		d.of.goOn(x, g)
	}
}

// keptChildren is how many child executions of a map run are kept to be
// looked at.
const keptChildren = 1000

// Children are the histories of a map run's first child executions, in the
// order of their items. Their events' scopes are those of the Map's
// iterations.
func (x *Progress) Children(mapRun string) []*history.Log { return x.children[mapRun] }

// isolate makes a frame an execution of its own, which knows nothing of the
// variables and the Map.Item around it.
func (d *distributed) isolate(x *Progress, f *frame) {
	f.vars.outer, f.about = nil, value.Absent
	f.log = new(history.Log)
	f.child = &child{f.input, x.now, 1}
	if d.batcher != nil {
		f.child.items = f.input.Get("Items").Len()
	}
	if arn := f.outer.arn; len(x.children[arn]) < keptChildren {
		x.children[arn] = append(x.children[arn], f.log)
	}
	x.emitTo(f.log, "", nil, history.ExecutionStarted, 0, &history.Started{Input: f.input, RoleARN: x.roleARN})
}

// note takes in how a child execution ended. It is false when the map run has
// failed with it.
func (d *distributed) note(x *Progress, g *group, inner *frame, output value.Value, fail *failure) bool {
	if fail == nil {
		x.emitTo(inner.log, "", nil, history.ExecutionSucceeded, inner.last, &history.Succeeded{Output: output})
		d.keep(x, g, inner, succeeded, output, nil)
		return true
	}
	x.emitTo(inner.log, "", nil, history.ExecutionFailed, inner.last, &history.Failure{Error: fail.Error, Cause: fail.Cause})
	d.keep(x, g, inner, failed, output, fail)
	g.failed += inner.child.items
	if d.exceeded(g) {
		d.exceed(x, g)
		return false
	}
	return true
}

// keep keeps the result of a child execution for the end, or exports it.
func (d *distributed) keep(x *Progress, g *group, inner *frame, how ended, output value.Value, fail *failure) {
	if g.export != nil {
		d.writer.add(x, g, how, childRecord{inner.index, inner.child, output, fail})
		return
	}
	result := d.writer.shown(x, g, how, childRecord{inner.index, inner.child, output, fail})
	if g.size += result.Size() + 1; x.limit > 0 && g.size > x.limit {
		g.results = nil // they are too large to be the state's result: see succeed
		return
	}
	for len(g.results) <= inner.index {
		g.results = append(g.results, value.Absent)
	}
	g.results[inner.index] = result
}

// exceeded tells whether more items have failed than is tolerated. The
// percentage is known once all items have come.
func (d *distributed) exceeded(g *group) bool {
	if d.count == nil && d.percentage == nil {
		return g.failed > 0
	}
	return d.count != nil && float64(g.failed) > g.count ||
		d.percentage != nil && !g.more && float64(g.failed)*100/float64(g.read) > g.percentage
}

func (d *distributed) exceed(x *Progress, g *group) {
	d.fail(x, g, &failure{Error: errToleratedExceeded, Cause: causeToleratedReached})
}

// fail ends the map run and the state badly. What is to be exported still is.
func (d *distributed) fail(x *Progress, g *group, fail *failure) {
	f := g.frame
	d.cut(x, g)
	if g.export != nil && g.next > 0 && fail.Error != errResultWriter {
		d.writer.abandon(x, g)
	}
	delete(x.asked, g.id)
	f.inner = nil
	f.last = x.emit(f, history.MapRunFailed, g.last, &history.Failure{Error: fail.Error, Cause: fail.Cause})
	f.base = f.last
	x.fail(f, fail)
}

// cut ends the children that are at work.
func (d *distributed) cut(x *Progress, g *group) {
	for _, inner := range g.inOrder() {
		x.cut(inner)
		x.emitTo(inner.log, "", nil, history.ExecutionAborted, inner.base, &history.Failure{})
	}
}

// abort ends the map run because of something outside it.
func (d *distributed) abort(x *Progress, g *group) {
	d.cut(x, g)
	delete(x.asked, g.id)
	g.frame.inner = nil
	x.emit(g.frame, history.MapRunAborted, g.last, nil)
}

// succeed ends the map run and the state well, after its results have been
// written where they are to be.
func (d *distributed) succeed(x *Progress, g *group) {
	if g.export != nil {
		d.writer.finish(x, g)
		return
	}
	if x.limit > 0 && g.size > x.limit {
		d.close(x, g, value.Absent)
		return
	}
	results := make([]value.Value, 0, len(g.results))
	for _, r := range g.results {
		if !r.IsAbsent() {
			results = append(results, r)
		}
	}
	d.close(x, g, d.writer.result(results))
}

// close ends the map run and the state well; a result that is Absent has been
// too large. The recordings of AWS differ in what MapStateExited follows: until
// the middle of 2024 MapRunSucceeded, as in most of them, later MapRunStarted,
// which are all those of machines with JSONata or variables, new then.
func (d *distributed) close(x *Progress, g *group, result value.Value) {
	f := g.frame
	delete(x.asked, g.id)
	f.exit = x.emit(f, history.MapRunSucceeded, g.last, nil)
	f.last = x.emit(f, history.MapStateSucceeded, f.exit, nil)
	f.inner = nil
	if f.state.jsonata || x.program.assigns {
		f.exit = g.id
	}
	f.base = f.exit
	if result.IsAbsent() {
		x.fail(f, tooLarge(f.state.Name))
		return
	}
	x.complete(f, result)
}

// Items gives the items that ReadItems asked for and tells whether there are
// more, or why there are none.
func (x *Progress) Items(id int64, items []dataset.Item, more bool, err error) []Command {
	g := x.asked[id]
	if g == nil || !g.asking || g.frame.inner != g || x.over {
		return nil
	}
	d := g.kind.(*mapState).distributed
	g.asking, g.more = false, more
	if err != nil {
		d.fail(x, g, &failure{Error: errItemReader, Cause: err.Error()})
		return x.take()
	}
	values := make([]value.Value, len(items))
	var keys, sources []string
	for i := range items {
		values[i] = items[i].Value
		keys = note(keys, i, len(items), items[i].Key)
		sources = note(sources, i, len(items), items[i].Source)
	}
	d.take(x, g, values, keys, sources)
	return x.take()
}

// note sets a text of a list, which is nil as long as all its texts are "".
func note(list []string, i, n int, text string) []string {
	if text != "" {
		if list == nil {
			list = make([]string, n)
		}
		list[i] = text
	}
	return list
}
