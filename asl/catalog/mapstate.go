package catalog

import "github.com/stateboard/stateboard/asl"

var fromZero = &Range{0, 99999999}

// mapItems are the items of a Map and the steps for each of them.
var mapItems = []Field{
	{Name: "ItemProcessor", Types: Object, Form: FormMachine, Shape: ProcessorShape, Help: "The steps for each item, a small machine of its own."},
	{Name: "Iterator", Types: Object, Form: FormMachine, Shape: IteratorShape, Instead: "ItemProcessor", Help: "The older name of ItemProcessor."},
	{Name: "ItemsPath", Types: String, Language: asl.JSONPath, Form: FormPath, Help: "Where the list of items is; without it, the input is the list."},
	{Name: "Items", Types: Array | Object, Language: asl.JSONata, Form: FormTemplate, Expression: true, Help: "The items: a list, an object, or an expression that gives one."},
	{Name: "ItemReader", Types: Object, Shape: ReaderShape, Help: "Reads the items from S3 instead of the input; needs the Distributed mode."},
	{Name: "ItemSelector", Types: Any, Form: FormTemplate, Help: "What each run of the steps is given; without it, the item itself."},
	{Name: "ItemBatcher", Types: Object, Shape: BatcherShape, Help: "Gives several items to each run of the steps; needs the Distributed mode."},
	{Name: "ResultWriter", Types: Object, Shape: WriterShape, Help: "Writes the results to S3 instead of handing them on; needs the Distributed mode."},
	{Name: "MaxConcurrency", Types: Integer, Range: fromZero, Expression: true, Help: "How many items at the same time; 0 for no limit of your own."},
	{Name: "MaxConcurrencyPath", Types: String, Language: asl.JSONPath, Form: FormInputPathOnly, Help: "Where the input says how many items at the same time."},
	{Name: "ToleratedFailurePercentage", Types: Number, Range: &Range{0, 100}, Expression: true, Help: "How many percent of the items may fail before the state does."},
	{Name: "ToleratedFailurePercentagePath", Types: String, Language: asl.JSONPath, Form: FormInputPathOnly, Help: "Where the input says how many percent of the items may fail."},
	{Name: "ToleratedFailureCount", Types: Integer, Range: fromZero, Expression: true, Help: "How many items may fail before the state does."},
	{Name: "ToleratedFailureCountPath", Types: String, Language: asl.JSONPath, Form: FormInputPathOnly, Help: "Where the input says how many items may fail."},
	{Name: "Label", Types: String, Help: "A short name, up to 40 characters, that the ARNs of the Map's runs carry."},
}

var mapState = shape("Map state", join(head, onward, mapItems,
	[]Field{
		{Name: "Parameters", Types: Any, Language: asl.JSONPath, Form: FormTemplate, Instead: "ItemSelector", Help: "The older name of ItemSelector."},
		resultSelector, resultPath, output, assign,
	}, trouble, data),
	exactlyOne("ItemProcessor", "Iterator"),
	atMostOne("MaxConcurrency", "MaxConcurrencyPath"),
	atMostOne("ToleratedFailureCount", "ToleratedFailureCountPath"),
	atMostOne("ToleratedFailurePercentage", "ToleratedFailurePercentagePath"),
	atMostOne("ItemSelector", "Parameters"))

// ConfigShape is how a Map runs its steps.
var ConfigShape = shape("processor configuration", []Field{
	{Name: "Mode", Types: String, Values: []string{"INLINE", "DISTRIBUTED"}, Help: "INLINE runs in this execution, about 40 at a time; DISTRIBUTED starts an execution of its own for each item."},
	{Name: "ExecutionType", Types: String, Values: []string{"STANDARD", "EXPRESS"}, Help: "Which type of execution a distributed Map starts for each item."},
})

// ReaderShape is where a distributed Map reads its items.
var ReaderShape = shape("item reader", []Field{
	{Name: "Resource", Types: String, Required: true, Form: FormResource, Help: "What reads: arn:aws:states:::s3:getObject or arn:aws:states:::s3:listObjectsV2."},
	{Name: "Parameters", Types: Object, Language: asl.JSONPath, Form: FormTemplate, Help: "Which bucket and which object or prefix to read."},
	{Name: "Arguments", Types: Object, Language: asl.JSONata, Form: FormTemplate, Expression: true, Help: "Which bucket and which object or prefix to read."},
	{Name: "ReaderConfig", Types: Object, Shape: ReaderConfigShape, Help: "What kind of file it is and how to read it."},
})

// ReaderConfigShape is how the items are read.
var ReaderConfigShape = shape("reader configuration", []Field{
	{Name: "InputType", Types: String, Values: []string{"CSV", "JSON", "JSONL", "PARQUET", "MANIFEST"}, Help: "What kind of file holds the items."},
	{Name: "Transformation", Types: String, Values: []string{"NONE", "LOAD_AND_FLATTEN"}, Help: "LOAD_AND_FLATTEN reads the files a listing names, not only their names."},
	{Name: "ManifestType", Types: String, Values: []string{"ATHENA_DATA", "S3_INVENTORY"}, Help: "What wrote the manifest."},
	{Name: "CSVDelimiter", Types: String, Values: []string{"COMMA", "PIPE", "SEMICOLON", "SPACE", "TAB"}, Help: "What separates the columns."},
	{Name: "CSVHeaderLocation", Types: String, Values: []string{"FIRST_ROW", "GIVEN"}, Help: "Where the names of the columns are."},
	{Name: "CSVHeaders", Types: Array, Help: "The names of the columns, for CSVHeaderLocation GIVEN."},
	{Name: "MaxItems", Types: Integer, Range: &Range{0, 100000000}, Expression: true, Help: "How many items to read at most."},
	{Name: "MaxItemsPath", Types: String, Language: asl.JSONPath, Form: FormInputPathOnly, Help: "Where the input says how many items to read at most."},
	{Name: "ItemsPointer", Types: String, Form: FormPointer, Expression: true, Help: "Where in the JSON file the list is, as a JSON Pointer such as /data/items."},
}, atMostOne("MaxItems", "MaxItemsPath"))

// BatcherShape is how items are put into batches.
var BatcherShape = shape("item batcher", []Field{
	{Name: "MaxItemsPerBatch", Types: Integer, Range: fromZero, Expression: true, Help: "How many items a batch has at most."},
	{Name: "MaxItemsPerBatchPath", Types: String, Language: asl.JSONPath, Form: FormInputPathOnly, Help: "Where the input says how many items a batch has at most."},
	{Name: "MaxInputBytesPerBatch", Types: Integer, Range: &Range{0, 262144}, Expression: true, Help: "How many bytes a batch has at most, up to 262144."},
	{Name: "MaxInputBytesPerBatchPath", Types: String, Language: asl.JSONPath, Form: FormInputPathOnly, Help: "Where the input says how many bytes a batch has at most."},
	{Name: "BatchInput", Types: Any, Form: FormTemplate, Help: "What every batch is given beside its items."},
}, atMostOne("MaxItemsPerBatch", "MaxItemsPerBatchPath"), atMostOne("MaxInputBytesPerBatch", "MaxInputBytesPerBatchPath"))

// WriterShape is where a distributed Map writes its results.
var WriterShape = shape("result writer", []Field{
	{Name: "Resource", Types: String, Form: FormResource, Help: "What writes: arn:aws:states:::s3:putObject."},
	{Name: "Parameters", Types: Object, Language: asl.JSONPath, Form: FormTemplate, Help: "Which bucket and prefix to write to."},
	{Name: "Arguments", Types: Object, Language: asl.JSONata, Form: FormTemplate, Expression: true, Help: "Which bucket and prefix to write to."},
	{Name: "WriterConfig", Types: Object, Shape: WriterConfigShape, Help: "How the results are written."},
})

// WriterConfigShape is how results are written.
var WriterConfigShape = shape("writer configuration", []Field{
	{Name: "OutputType", Types: String, Required: true, Values: []string{"JSON", "JSONL"}, Help: "JSON writes one list, JSONL one result a line."},
	{Name: "Transformation", Types: String, Values: []string{"NONE", "COMPACT", "FLATTEN"}, Help: "NONE keeps what each run tells of itself, COMPACT only the outputs, FLATTEN joins lists."},
})
