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
		q.Headers = texts(headers.Items)
	}
	if text("ManifestType") == "S3_INVENTORY" {
		q.InputType = "MANIFEST"
	}
	return q, nil, nil
}

func (c *compiler) batcher(n *syntax.Node, jsonata bool) *batcher {
	return &batcher{c.quantity(n, "MaxItemsPerBatch", jsonata), c.quantity(n, "MaxInputBytesPerBatch", jsonata), c.template(n.Get("BatchInput"), jsonata, "ItemBatcher/BatchInput")}
}

// batch puts the items together into the inputs of child executions.
func (d *distributed) batch(x *Progress, g *group) *failure {
	b := d.batcher
	items := make([]value.Value, len(g.items))
	for i := range g.items {
		in, _, fail := d.of.item(x, g, i)
		if fail != nil {
			return fail
		}
		items[i] = in
	}
	e := x.see(g.frame, g.input)
	most, fail := b.items.number(e, true, 0)
	if fail != nil {
		return fail
	}
	bytes, fail := b.bytes.number(e, true, MaxPayload)
	if fail != nil {
		return fail
	}
	var head []value.Member
	if b.input != nil {
		v, fail := b.input.eval(e)
		if fail != nil {
			return fail
		}
		head = []value.Member{value.M("BatchInput", v)}
	}
	base := value.Object(append(head[:len(head):len(head)], value.M("Items", value.Array()))...).Size()
	var batches []value.Value
	for len(items) > 0 {
		n, size := 0, base
		for n < len(items) && (most <= 0 || n < int(most)) && (n == 0 || size+items[n].Size()+1 <= int(bytes)) {
			size += items[n].Size() + 1
			n++
		}
		batches = append(batches, value.Object(append(head[:len(head):len(head)], value.M("Items", value.Array(items[:n:n]...)))...))
		items = items[n:]
	}
	g.items, g.batched = batches, true
	return nil
}
