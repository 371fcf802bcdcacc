package interp

import (
	"strconv"
	"strings"
	"time"

	"github.com/stateboard/stateboard/asl/syntax"
	"github.com/stateboard/stateboard/asl/value"
	"github.com/stateboard/stateboard/runner/history"
)

// writer is ResultWriter. A nil writer leaves the results as they are.
type writer struct {
	arguments template // nil: the results are the state's result
	lines     bool     // OutputType JSONL
	transform string   // NONE, COMPACT, FLATTEN
}

func (c *compiler) writer(n *syntax.Node, jsonata bool) *writer {
	config := n.Get("WriterConfig")
	w := &writer{lines: config.Get("OutputType").StringText() == "JSONL", transform: config.Get("Transformation").StringText()}
	if n.Get("Resource") != nil {
		w.arguments = c.argumentsOf(n, jsonata, "ResultWriter")
	}
	if w.transform == "" {
		w.transform = "COMPACT"
		if w.exports() {
			w.transform = "NONE"
		}
	}
	return w
}

// exports tells whether the results go to objects of their own.
func (w *writer) exports() bool { return w != nil && w.arguments != nil }

// File is one object to be written.
type File struct {
	Key     string
	Content string
}

// ended is how a child execution ended.
type ended int

const (
	succeeded ended = iota
	failed          // also aborted
	pending         // it was never started
)

var endedNames = [...]string{"SUCCEEDED", "FAILED", "PENDING"}

// partSize is from what size on a file of results is written and the next
// begun. The service's go up to 5 GB; ours are held in memory.
const partSize = 8 << 20

// export is how far the results have been written.
type export struct {
	bucket    string
	prefix    string
	files     [len(endedNames)]part
	unwritten int         // WriteResults that have not been answered
	written   value.Value // what the state results in once they have been; Absent before the last
}

// part is a file of results being put together.
type part struct {
	content []byte
	n       int           // which, of those of its kind
	listed  []value.Value // those before it, for the manifest
}

func (w *writer) export(e *env) (*export, *failure) {
	args, fail := w.arguments.eval(e)
	if fail != nil {
		return nil, fail
	}
	return &export{bucket: args.Get("Bucket").Str(), prefix: strings.Trim(args.Get("Prefix").Str(), "/")}, nil
}

// folder is where the results of a map run go.
func (o *export) folder(g *group) string {
	folder := lastPart(g.arn) + "/"
	if o.prefix != "" {
		folder = o.prefix + "/" + folder
	}
	return folder
}

// childRecord is one child execution with its end.
type childRecord struct {
	index  int
	child  *child
	output value.Value // Absent unless it succeeded
	fail   *failure    // nil unless it failed
}

// add adds a child execution to the results, as the service writes it or only
// its output.
func (w *writer) add(x *Progress, g *group, how ended, r childRecord) {
	p := &g.export.files[how]
	switch {
	case how != succeeded || w.transform == "NONE":
		p.content = w.entry(p.content, r.record(x, g, how))
	case w.transform == "FLATTEN" && r.output.Kind() == value.ArrayKind:
		for _, item := range r.output.Items() {
			p.content = w.entry(p.content, item)
		}
	default:
		p.content = w.entry(p.content, r.output)
	}
	if len(p.content) >= partSize {
		x.write(g, []File{w.file(g, how)})
	}
}

func (w *writer) entry(to []byte, v value.Value) []byte {
	if w.lines {
		return append(v.AppendJSON(to), '\n')
	}
	if len(to) == 0 {
		return v.AppendJSON(append(to, '['))
	}
	return v.AppendJSON(append(to, ','))
}

// file ends the file of results being put together.
func (w *writer) file(g *group, how ended) File {
	p := &g.export.files[how]
	ending := ".jsonl"
	if !w.lines {
		p.content = append(p.content, ']')
		ending = ".json"
	}
	f := File{g.export.folder(g) + endedNames[how] + "_" + strconv.Itoa(p.n) + ending, string(p.content)}
	p.listed = append(p.listed, value.Object(value.M("Key", value.String(f.Key)), value.M("Size", value.Int(int64(len(f.Content))))))
	p.content = p.content[:0]
	p.n++
	return f
}

// last ends all files; the manifest is the last.
func (w *writer) last(g *group) []File {
	o := g.export
	var files []File
	for how := range o.files {
		if len(o.files[how].content) > 0 {
			files = append(files, w.file(g, ended(how)))
		}
	}
	list := func(how ended) value.Member { return value.M(endedNames[how], value.Array(o.files[how].listed...)) }
	manifest := value.Object(value.M("DestinationBucket", value.String(o.bucket)), value.M("MapRunArn", value.String(g.arn)),
		value.M("ResultFiles", value.Object(list(failed), list(pending), list(succeeded))))
	return append(files, File{o.folder(g) + "manifest.json", manifest.JSON()})
}

// finish writes what is left, and then the state ends.
func (w *writer) finish(x *Progress, g *group) {
	o := g.export
	o.written = value.Object(value.M("MapRunArn", value.String(g.arn)),
		value.M("ResultWriterDetails", value.Object(value.M("Bucket", value.String(o.bucket)), value.M("Key", value.String(o.folder(g)+"manifest.json")))))
	x.write(g, w.last(g))
}

// abandon writes what is left of a map run that fails: the children that were
// at work, and the items that have come and were not started. Nothing waits
// for it.
func (w *writer) abandon(x *Progress, g *group) {
	for _, inner := range g.inOrder() {
		w.add(x, g, failed, childRecord{inner.index, inner.child, value.Absent, nil})
	}
	for i := g.next; i < g.first+len(g.items); i++ {
		w.add(x, g, pending, childRecord{i, &child{input: g.items[i-g.first]}, value.Absent, nil})
	}
	x.write(g, w.last(g))
}

// write asks for files to be written.
func (x *Progress) write(g *group, files []File) {
	g.export.unwritten++
	x.do(WriteResults{g.id, g.export.bucket, files})
}

// childMachine is the ARN of what a map run's child executions execute.
func (x *Progress) childMachine(g *group) string {
	return x.origin.Machine + "/" + g.kind.(*mapState).distributed.label
}

// childExecution is the ARN of the child execution for an item or batch.
func (x *Progress) childExecution(g *group, index int) string {
	return strings.Replace(x.childMachine(g), ":stateMachine:", ":execution:", 1) + ":" + lastPart(g.arn) + "-" + strconv.Itoa(index)
}

// record is a child execution as the service writes it.
func (r *childRecord) record(x *Progress, g *group, how ended) value.Value {
	included := value.Object(value.M("Included", value.True))
	machine, execution := x.childMachine(g), x.childExecution(g, r.index)
	name := lastPart(execution)
	if how == pending {
		return value.Object(value.M("ExecutionArn", value.String(execution)), value.M("Input", value.String(r.child.input.JSON())), value.M("InputDetails", included),
			value.M("Name", value.String(name)), value.M("StateMachineArn", value.String(machine)), value.M("Status", value.String("PENDING")))
	}
	status, redrive, reason := "SUCCEEDED", "NOT_REDRIVABLE", value.String("Execution is SUCCEEDED and cannot be redriven")
	errorName, cause, output, details := value.Absent, value.Absent, value.Absent, value.Absent
	switch {
	case how == succeeded:
		output, details = value.String(r.output.JSON()), included
	case r.fail == nil:
		status, redrive, reason = "ABORTED", "REDRIVABLE_BY_MAP_RUN", value.Absent
	default:
		status, redrive, reason = "FAILED", "REDRIVABLE_BY_MAP_RUN", value.Absent
		errorName, cause = value.String(r.fail.Error), value.String(r.fail.Cause)
	}
	at := func(t time.Time) value.Value { return value.String(history.FormatTime(t)) }
	return value.Object(value.M("Cause", cause), value.M("Error", errorName), value.M("ExecutionArn", value.String(execution)),
		value.M("Input", value.String(r.child.input.JSON())), value.M("InputDetails", included), value.M("Name", value.String(name)),
		value.M("Output", output), value.M("OutputDetails", details), value.M("RedriveCount", value.Int(0)), value.M("RedriveStatus", value.String(redrive)),
		value.M("RedriveStatusReason", reason), value.M("StartDate", at(r.child.started)), value.M("StateMachineArn", value.String(machine)),
		value.M("Status", value.String(status)), value.M("StopDate", at(x.now)))
}

// shown is what the state's result shows of a child execution: of one that
// failed nothing, unless WriterConfig asks for results.
func (w *writer) shown(x *Progress, g *group, how ended, r childRecord) value.Value {
	if w != nil && (how == failed || w.transform == "NONE") {
		return r.record(x, g, how)
	}
	return r.output
}

// result is the state's result made of what is shown of its children.
func (w *writer) result(list []value.Value) value.Value {
	if w == nil {
		return value.Array(list...)
	}
	if w.transform == "FLATTEN" {
		var flat []value.Value
		for _, v := range list {
			if v.Kind() == value.ArrayKind {
				flat = append(flat, v.Items()...)
			} else {
				flat = append(flat, v)
			}
		}
		list = flat
	}
	if w.lines {
		var b []byte
		for _, v := range list {
			b = append(v.AppendJSON(b), '\n')
		}
		return value.String(string(b))
	}
	return value.Array(list...)
}

// Written says how WriteResults went.
func (x *Progress) Written(id int64, err error) []Command {
	g := x.asked[id]
	if g == nil || g.export == nil || g.frame.inner != g || x.over {
		return nil
	}
	d := g.kind.(*mapState).distributed
	g.export.unwritten--
	switch {
	case err != nil:
		d.fail(x, g, &failure{Error: errResultWriter, Cause: err.Error()})
	case g.export.unwritten == 0 && !g.export.written.IsAbsent():
		d.close(x, g, g.export.written)
	}
	return x.take()
}
