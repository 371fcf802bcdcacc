package interp

import (
	"strconv"
	"strings"

	"github.com/stateboard/stateboard/asl/syntax"
	"github.com/stateboard/stateboard/asl/value"
	"github.com/stateboard/stateboard/runner/history"
)

// writer is ResultWriter.
type writer struct {
	arguments template // nil: the results are the state's result
	lines     bool     // OutputType JSONL
	transform string   // NONE, COMPACT, FLATTEN; "" is NONE
}

func (c *compiler) writer(n *syntax.Node, jsonata bool) *writer {
	config := n.Get("WriterConfig")
	w := &writer{lines: config.Get("OutputType").StringText() == "JSONL", transform: config.Get("Transformation").StringText()}
	if n.Get("Resource") != nil {
		w.arguments = c.argumentsOf(n, jsonata, "ResultWriter")
	}
	return w
}

// File is one object to be written.
type File struct {
	Key     string
	Content string
}

// write asks for the results to be written, the manifest last.
func (d *distributed) write(x *Progress, g *group) {
	f := g.frame
	args, fail := d.writer.arguments.eval(x.see(f, g.input))
	if fail != nil {
		f.inner = nil
		x.fail(f, fail)
		return
	}
	bucket, prefix := args.Get("Bucket").Str(), strings.Trim(args.Get("Prefix").Str(), "/")
	folder := g.arn[strings.LastIndexByte(g.arn, ':')+1:] + "/"
	if prefix != "" {
		folder = prefix + "/" + folder
	}
	ending := ".json"
	if d.writer.lines {
		ending = ".jsonl"
	}
	var files []File
	listed := map[bool][]value.Value{}
	for _, failed := range [...]bool{false, true} {
		entries := d.writer.entries(x, g, failed)
		if len(entries) == 0 {
			continue
		}
		name := map[bool]string{false: "SUCCEEDED_0", true: "FAILED_0"}[failed]
		file := File{folder + name + ending, d.writer.content(entries)}
		files = append(files, file)
		listed[failed] = []value.Value{value.Object(value.M("Key", value.String(file.Key)), value.M("Size", value.Int(int64(len(file.Content)))))}
	}
	manifest := value.Object(value.M("DestinationBucket", value.String(bucket)), value.M("MapRunArn", value.String(g.arn)),
		value.M("ResultFiles", value.Object(value.M("FAILED", value.Array(listed[true]...)), value.M("PENDING", value.Array()), value.M("SUCCEEDED", value.Array(listed[false]...)))))
	files = append(files, File{folder + "manifest.json", manifest.JSON()})
	g.written = value.Object(value.M("MapRunArn", value.String(g.arn)),
		value.M("ResultWriterDetails", value.Object(value.M("Bucket", value.String(bucket)), value.M("Key", value.String(folder+"manifest.json")))))
	x.asked[g.last] = g
	x.do(WriteResults{g.last, bucket, files})
}

// entries are the child executions that ended one way, as the service writes
// them, or only their outputs.
func (w *writer) entries(x *Progress, g *group, failed bool) []value.Value {
	var out []value.Value
	for _, r := range g.records {
		if (r.fail != nil) != failed {
			continue
		}
		output := g.results[r.frame.index]
		switch {
		case failed || w.transform == "" || w.transform == "NONE":
			out = append(out, childRecord(x, g, r, output))
		case w.transform == "FLATTEN" && output.Kind() == value.ArrayKind:
			out = append(out, output.Items()...)
		default:
			out = append(out, output)
		}
	}
	return out
}

func childRecord(x *Progress, g *group, r record, output value.Value) value.Value {
	name := g.arn[strings.LastIndexByte(g.arn, ':')+1:] + "-" + strconv.Itoa(r.frame.index)
	included := value.Object(value.M("Included", value.True))
	machine := x.origin.Machine + "/" + g.kind.(*mapState).distributed.label
	members := []value.Member{
		value.M("ExecutionArn", value.String(strings.Replace(machine, ":stateMachine:", ":execution:", 1)+":"+name)),
		value.M("Input", value.String(r.input.JSON())), value.M("InputDetails", included), value.M("Name", value.String(name)),
	}
	status := "SUCCEEDED"
	if r.fail != nil {
		status = "FAILED"
		members = append(members, value.M("Error", value.String(r.fail.Error)), value.M("Cause", value.String(r.fail.Cause)))
	} else {
		members = append(members, value.M("Output", value.String(output.JSON())), value.M("OutputDetails", included))
	}
	first := r.frame.log.View().At(0)
	return value.Object(append(members, value.M("RedriveCount", value.Int(0)), value.M("StartDate", value.String(history.FormatTime(first.Time))),
		value.M("StateMachineArn", value.String(machine)), value.M("Status", value.String(status)), value.M("StopDate", value.String(history.FormatTime(x.now))))...)
}

func (w *writer) content(entries []value.Value) string {
	if !w.lines {
		return value.Array(entries...).JSON()
	}
	var b []byte
	for _, e := range entries {
		b = append(e.AppendJSON(b), '\n')
	}
	return string(b)
}

// Written says how WriteResults went.
func (x *Progress) Written(id int64, err error) []Command {
	g := x.asked[id]
	delete(x.asked, id)
	if g == nil || g.frame.inner != g || x.over {
		return nil
	}
	d := g.kind.(*mapState).distributed
	if err != nil {
		d.fail(x, g, &failure{Error: errResultWriter, Cause: err.Error()})
	} else {
		d.close(x, g, g.written)
	}
	return x.take()
}
