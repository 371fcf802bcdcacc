package interp

import (
	"strings"

	"github.com/stateboard/stateboard/asl/syntax"
	"github.com/stateboard/stateboard/asl/value"
	"github.com/stateboard/stateboard/runner/dataset"
)

// reader is ItemReader.
type reader struct {
	list      bool
	arguments template
	config    *syntax.Node
	most      *quantity // MaxItems
}

// batcher is ItemBatcher.
type batcher struct {
	items *quantity // MaxItemsPerBatch
	bytes *quantity // MaxInputBytesPerBatch
	input template  // BatchInput
}

// argumentsOf compiles Parameters, or Arguments of JSONata.
func (c *compiler) argumentsOf(n *syntax.Node, jsonata bool, location string) template {
	if jsonata {
		return c.template(n.Get("Arguments"), true, location+"/Arguments")
	}
	return c.template(n.Get("Parameters"), false, location)
}

func (c *compiler) reader(n *syntax.Node, jsonata bool) *reader {
	r := &reader{list: strings.HasSuffix(n.Get("Resource").StringText(), ":listObjectsV2"), arguments: c.argumentsOf(n, jsonata, "ItemReader"), config: n.Get("ReaderConfig")}
	if r.config != nil {
		r.most = c.quantity(r.config, "MaxItems", jsonata)
	}
	if r.arguments == nil {
		c.fail(n, "The reader does not say what to read.", "Add the bucket and the key.")
	}
	return r
}

// request evaluates the reader. Early is a failure of the map run rather than
// of the state.
func (r *reader) request(e *env) (q dataset.Request, early, fail *failure) {
	args, fail := r.arguments.eval(e)
	if fail != nil {
		return q, nil, fail
	}
	most, fail := r.most.number(e, true, 0)
	if fail != nil {
		return q, nil, fail
	}
	if most < 0 {
		return q, &failure{Error: errItemReader, Cause: "field MaxItems must be positive"}, nil
	}
	text := func(name string) string { return r.config.Get(name).StringText() }
	q = dataset.Request{List: r.list, Bucket: args.Get("Bucket").Str(), Key: args.Get("Key").Str(), Prefix: args.Get("Prefix").Str(),
		InputType: text("InputType"), Flatten: text("Transformation") == "LOAD_AND_FLATTEN", HeaderRow: text("CSVHeaderLocation") != "GIVEN",
		Delimiter: text("CSVDelimiter"), Pointer: text("ItemsPointer"), MaxItems: int64(most)}
	if headers := r.config.Get("CSVHeaders"); headers.Is(syntax.Array) && !q.HeaderRow {
		q.Headers = texts(headers.Items())
	}
	q.Manifest = text("ManifestType")
	return q, nil, nil
}

func (c *compiler) batcher(n *syntax.Node, jsonata bool) *batcher {
	return &batcher{c.quantity(n, "MaxItemsPerBatch", jsonata), c.quantity(n, "MaxInputBytesPerBatch", jsonata), c.template(n.Get("BatchInput"), jsonata, "ItemBatcher/BatchInput")}
}

// batches are the inputs of child executions under way.
type batches struct {
	most  int
	bytes int
	head  []value.Member // BatchInput, if there is one
	base  int            // bytes of a batch without items
	items []value.Value  // those that are in none yet
}

// batch puts the group's items, of which the first is number at, together into
// the inputs of child executions. The last batch waits for more items if there
// are any.
func (d *distributed) batch(x *Progress, g *group, at int) *failure {
	made := make([]value.Value, len(g.items))
	for i := range g.items {
		in, _, fail := d.of.item(x, g, at+i, i)
		if fail != nil {
			return fail
		}
		made[i] = in
	}
	g.items, g.keys, g.sources = nil, nil, nil
	if g.batches == nil {
		b, fail := d.batcher.start(x.see(g.frame, g.input))
		if fail != nil {
			return fail
		}
		g.batches = b
	}
	b := g.batches
	b.items = append(b.items, made...)
	for len(b.items) > 0 {
		n, size := 0, b.base
		for n < len(b.items) && (b.most <= 0 || n < b.most) && (n == 0 || size+b.items[n].Size()+1 <= b.bytes) {
			size += b.items[n].Size() + 1
			n++
		}
		if n == len(b.items) && n != b.most && g.more {
			break
		}
		g.items = append(g.items, value.Object(append(b.head[:len(b.head):len(b.head)], value.M("Items", value.Array(b.items[:n:n]...)))...))
		b.items = b.items[n:]
	}
	return nil
}

func (b *batcher) start(e *env) (*batches, *failure) {
	most, fail := b.items.number(e, true, 0)
	if fail != nil {
		return nil, fail
	}
	bytes, fail := b.bytes.number(e, true, MaxPayload)
	if fail != nil {
		return nil, fail
	}
	out := &batches{most: int(most), bytes: int(bytes)}
	if b.input != nil {
		v, fail := b.input.eval(e)
		if fail != nil {
			return nil, fail
		}
		out.head = []value.Member{value.M("BatchInput", v)}
	}
	out.base = value.Object(append(out.head[:len(out.head):len(out.head)], value.M("Items", value.Array()))...).Size()
	return out, nil
}
