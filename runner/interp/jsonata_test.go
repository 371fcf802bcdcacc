package interp_test

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/stateboard/stateboard/asl"
	"github.com/stateboard/stateboard/asl/check"
	"github.com/stateboard/stateboard/asl/diag"
	"github.com/stateboard/stateboard/asl/rewrite"
	"github.com/stateboard/stateboard/asl/text"
	"github.com/stateboard/stateboard/asl/value"
	"github.com/stateboard/stateboard/runner"
	"github.com/stateboard/stateboard/runner/history"
	"github.com/stateboard/stateboard/runner/schedule"
	"github.com/stateboard/stateboard/runner/task"
)

// This file tests the conversion from JSONPath to JSONata by what machines do:
// each of many machines and what it was converted to run with the same data.

// echo answers every task with what it was given, or with an error where the
// input asks for one.
type echo struct{}

func (echo) Takes(*task.Task) bool { return true }

func (echo) Take(t *task.Task, _ func(task.Answer)) task.Taken {
	if e := t.Input.Get("throw"); !e.IsAbsent() {
		return task.Answered{Answer: task.Throw{Error: "Own.Error", Cause: e.JSON()}}
	}
	return task.Answered{Answer: task.Return{Output: value.Object(value.M("got", t.Input), value.M("list", value.MustParse("[1,[2],{\"x\":3}]")),
		value.M("limits", value.MustParse(fmt.Sprintf("[%d,%d]", t.Timeout/time.Second, t.Heartbeat/time.Second))))}}
}

// outcome is how an execution ended.
type outcome struct {
	status, error, cause string
	output               value.Value
	took                 time.Duration
}

func (o outcome) String() string {
	return fmt.Sprintf("%s %s %s %s after %s", o.status, o.error, o.cause, o.output.JSON(), o.took)
}

func perform(t interface{ Fatalf(string, ...any) }, doc *asl.Document, input value.Value) outcome {
	start := time.Date(2026, 3, 4, 5, 6, 7, 0, time.UTC)
	clock := schedule.NewVirtual(start)
	run, err := runner.New().Start(runner.StartInput{Document: doc, Input: input, Answerer: echo{}, Clock: clock, Name: "x", Seed: 7})
	if err != nil {
		t.Fatalf("%v\n%s", err, doc.Text.String())
	}
	if err := run.Wait(); err != nil {
		t.Fatalf("%v\n%s", err, doc.Text.String())
	}
	x := history.Fold(run.Events())
	last := run.Events().Last()
	return outcome{x.Status, x.Error, x.Cause, x.Output, last.Time.Sub(start)}
}

// dataError tells whether an execution failed because of its data.
func (o outcome) dataError() bool {
	switch o.error {
	case "States.Runtime", "States.IntrinsicFailure", "States.ResultPathMatchFailure", "States.ParameterPathFailure":
		return true
	}
	return false
}

// alike tells whether two outcomes are what a conversion promises. Where an
// intrinsic function is given what it does not take, or a result is to be put
// into a list, JSONata may be content.
func alike(before, after outcome, wild bool) bool {
	if before.dataError() {
		return wild || before.error == "States.IntrinsicFailure" || before.error == "States.ResultPathMatchFailure" || after.status == "FAILED" && (after.error == "States.QueryEvaluationError" || after.dataError()) // a state that stayed as it was may have failed
	}
	return before.status == after.status && before.error == after.error && before.cause == after.cause && value.Equal(before.output, after.output) && before.took == after.took
}

// indexed are machines that look up an item of an array for a template. Beyond
// the array that gives null in JSONPath and nothing at all in JSONata.
var indexed = regexp.MustCompile(`\.\$": "\$[^"]*\[-?\d+\]"`)

// alikeBeyond is alike where null has stood for nothing.
func alikeBeyond(before, after outcome, wild bool) bool {
	before.output, after.output = withoutNulls(before.output), withoutNulls(after.output)
	return after.error == "States.QueryEvaluationError" || alike(before, after, wild)
}

func withoutNulls(v value.Value) value.Value {
	switch v.Kind() {
	case value.ArrayKind:
		var items []value.Value
		for _, item := range v.Items() {
			items = append(items, withoutNulls(item))
		}
		return value.Array(items...)
	case value.ObjectKind:
		var members []value.Member
		for _, m := range v.Members() {
			if !m.Value.IsNull() {
				members = append(members, value.M(m.Key, withoutNulls(m.Value)))
			}
		}
		return value.Object(members...)
	}
	return v
}

// apply is the document after a change.
func apply(t *rapid.T, doc *asl.Document, change *rewrite.Change) *asl.Document {
	next, _, err := text.Apply(doc.Text, change.Edits...)
	if err != nil {
		t.Fatalf("%v", err)
	}
	return asl.Parse(next)
}

// converted is the machine in JSONata; where that is refused, with those
// states converted that can be. Whole tells which.
func converted(t *rapid.T, doc *asl.Document) (after *asl.Document, whole bool) {
	change, err := rewrite.MachineToJSONata(doc)
	if err == nil {
		return apply(t, doc, change), true
	}
	if !strings.Contains(err.Error(), "cannot be converted to JSONata: ") {
		t.Fatalf("%v", err)
	}
	for _, s := range doc.States() {
		if change, err := rewrite.ToJSONata(doc, s.Base().Path); err == nil {
			doc = apply(t, doc, change)
		}
	}
	return doc, false
}

// mistakes are the errors in a machine, but for states that nothing leads to.
func mistakes(doc *asl.Document) string {
	var list []string
	for _, d := range check.Check(doc, check.Options{}) {
		if d.Severity == diag.Error && !strings.HasPrefix(d.Message, "No way leads to") {
			list = append(list, d.Pointer+": "+d.Message)
		}
	}
	return strings.Join(list, "\n")
}

func compare(t *rapid.T, src string, input value.Value, wild bool) {
	doc := asl.ParseString(src)
	if wrong := mistakes(doc); wrong != "" {
		t.Fatalf("the machine itself is wrong: %s\n%s", wrong, src)
	}
	after, _ := converted(t, doc)
	if wrong := mistakes(after); wrong != "" {
		t.Fatalf("what it became is wrong: %s\n%s\n%s", wrong, src, after.Text.String())
	}
	a, b := perform(t, doc, input), perform(t, after, input)
	if !alike(a, b, wild) && !(indexed.MatchString(src) && alikeBeyond(a, b, wild)) {
		t.Fatalf("input  %s\nbefore %s\nafter  %s\n%s\n%s", input.JSON(), a, b, src, after.Text.String())
	}
}

// flows draws machines and their data.
type flows struct {
	*rapid.T
	wild bool // data of any shape at any place
	n    int
}

func (f *flows) of(list ...string) string { return rapid.SampledFrom(list).Draw(f.T, "one") }
func (f *flows) chance(percent int) bool {
	return rapid.IntRange(0, 99).Draw(f.T, "chance") < percent
}

// datum draws a value for a key. In tame data a key says what kind of value
// there is.
func (f *flows) datum(key string, depth int) string {
	if f.wild && f.chance(30) {
		key = f.of("text", "count", "flag", "none", "list", "order", "nest", "words", "twin", "odd name")
	}
	switch key {
	case "text", "odd name":
		return f.of(`"yes"`, `"no"`, `""`, `"a*b"`, `"é😀,;x"`, `"{% $x %}"`, `"12"`, `"a,b;;c"`, `"2024-01-01T00:00:00Z"`, `"[1,2]"`, `" "`)
	case "time":
		if f.chance(30) {
			return `"` + f.of(almost...) + `"`
		}
		return `"` + f.of(moments...) + `"`
	case "count":
		return f.of("0", "1", "-3", "2.5", "7", "100", "5") // spelled as JSONata does
	case "flag":
		return f.of("true", "false")
	case "none":
		return f.of("null", "1", `"x"`, "{}", "[]")
	case "words":
		return f.of(`["yes","no","yes"]`, `["yes"]`, "[]", `[["x"],"yes",{"text":"no"}]`)
	case "list":
		return f.of("[]", "[5]", "[[1,2]]", "[0,false,null]", "[[],[1]]", `[1,2,3,4]`, `[{"text":"no"},2]`, `["a","b"]`)
	}
	if depth > 2 {
		return "{}"
	}
	return f.record(depth + 1)
}

// moments are timestamps.
var moments = []string{"2024-02-29T23:59:59Z", "2024-03-01T00:59:59+01:00", "2024-02-29T23:59:59.000000001Z", "2024-02-29T23:59:59.1Z", "2024-02-29T23:59:59.10Z", "1969-12-31T23:59:59Z",
	"2024-02-29T23:59Z", "2000-01-01T00:00:00.123456789-23:59", "2000-01-01T23:59:00.1234567891Z", "0001-01-01T00:00:00Z", "9999-12-31T23:59:59.999Z"}

// almost are texts that are no timestamps, though they may look so.
var almost = []string{"2023-02-29T00:00:00Z", "1900-02-29T00:00:00Z", "2024-04-31T00:00:00Z", "2024-13-01T00:00:00Z", "2024-1-01T00:00:00Z", "2024-01-01T24:00:00Z", "2024-01-01T00:60:00Z", "2024-01-01t00:00:00Z", "2024-01-01T00:00:00",
	"2024-01-01T00:00:00z", "2024-01-01 00:00:00Z", "2024-01-01T00:00:00.Z", "2024-01-01", "20240101T000000Z", "2024-01-01T00:00:00+0100", "x2024-01-01T00:00:00Z", "2024-01-01T00:00:00Z\\n"}

var keys = []string{"time", "text", "count", "flag", "none", "list", "order", "nest", "words", "odd name"}

func (f *flows) record(depth int) string {
	var parts []string
	for _, key := range keys {
		if f.chance(85) {
			parts = append(parts, value.Quote(key)+":"+f.datum(key, depth))
		}
	}
	return "{" + strings.Join(parts, ",") + "}"
}

// path draws a path below a root whose last key is one of those given.
func (f *flows) path(root string, last ...string) string {
	for f.chance(25) {
		root += "." + f.of("order", "nest")
	}
	key := f.of(last...)
	if key == "" {
		return root
	}
	if strings.Contains(key, " ") {
		return root + "['" + key + "']"
	}
	return root + "." + key
}

func (f *flows) anyPath(root string) string {
	switch {
	case f.chance(8):
		return root
	case f.chance(12):
		index := f.of("[0]", "[1]", "[-1]", "[0][0]")
		if !f.wild {
			index = index[:strings.Index(index, "]")+1] // an item may be no array
		}
		return f.path(root, "list") + index
	case f.chance(6):
		return f.of("$$.Execution.Input", "$$.Execution.Name", "$$.State.Name", "$$.StateMachine.Name", "$$.Execution.Input.text")
	}
	return f.path(root, keys...)
}

// call draws a call of an intrinsic function.
func (f *flows) call(root string, depth int) string {
	arg := func(keys ...string) string {
		if depth < 2 && f.chance(15) {
			return f.call(root, depth+1)
		}
		return f.path(root, keys...)
	}
	switch f.of("Format", "Format", "JsonToString", "StringToJson", "Array", "ArrayPartition", "ArrayContains", "ArrayRange", "ArrayGetItem", "ArrayLength",
		"ArrayUnique", "Base64Encode", "Hash", "JsonMerge", "MathAdd", "MathRandom", "StringSplit", "UUID") {
	case "Format":
		return "States.Format('" + f.of("", "a ", `\\{{}\\} `, `it\\'s `) + "{}" + f.of("", "-", " \\\"q\\\" ") + "{}', " + arg("text", "count", "flag", "none", "list") + ", " + arg("text") + ")"
	case "JsonToString":
		return "States.JsonToString(" + arg(append(keys, "")...) + ")"
	case "StringToJson":
		return "States.StringToJson(" + arg("text") + ")"
	case "Array":
		return "States.Array(" + arg(keys...) + ", 'x', " + arg(keys...) + ")"
	case "ArrayPartition":
		return "States.ArrayPartition(" + arg("list", "words") + ", " + f.of("1", "2", "10") + ")"
	case "ArrayContains":
		return "States.ArrayContains(" + arg("list", "words") + ", " + f.of("'yes'", "5", "null", "false", arg(keys...)) + ")"
	case "ArrayRange":
		return "States.ArrayRange(" + f.of("0", "1", arg("count")) + ", " + f.of("1", "0", "9", "20") + ", " + f.of("1", "3", "-1") + ")"
	case "ArrayGetItem":
		return "States.ArrayGetItem(" + arg("list", "words") + ", " + f.of("0", "1", arg("count")) + ")"
	case "ArrayLength":
		return "States.ArrayLength(" + arg("list", "words") + ")"
	case "ArrayUnique":
		return "States.ArrayUnique(" + arg("list", "words") + ")"
	case "Base64Encode":
		return "States.Base64Encode('plain é')"
	case "Hash":
		return "States.Hash(" + arg("text") + ", 'SHA-1')"
	case "JsonMerge":
		return "States.JsonMerge(" + arg("order", "nest") + ", " + arg("order", "nest", "") + ", false)"
	case "MathAdd":
		return "States.MathAdd(" + arg("count") + ", " + f.of("1", "-7", arg("count")) + ")"
	case "MathRandom":
		return "States.MathRandom(" + f.of("1", "-5") + ", " + f.of("9", "100") + f.of(")", ", 12)", ", 12)")
	case "StringSplit":
		return "States.StringSplit(" + arg("text") + ", '" + f.of(",", ",;", ".*", "]-^", " ") + "')"
	}
	return "States.UUID()"
}

// template draws a payload template.
func (f *flows) template(root string, depth int) string {
	var parts []string
	for i := range rapid.IntRange(0, 3).Draw(f.T, "fields") {
		key := f.of("text", "count", "order", "list", "k")
		key = fmt.Sprintf("%s%d", key, i)
		if f.chance(40) {
			key = []string{"text", "count", "order", "list"}[i]
		}
		switch {
		case f.chance(30):
			parts = append(parts, fmt.Sprintf(`"%s.$": "%s"`, key, f.call(root, 0)))
		case f.chance(60):
			parts = append(parts, fmt.Sprintf(`"%s.$": "%s"`, key, f.anyPath(root)))
		case depth < 2 && f.chance(50):
			parts = append(parts, fmt.Sprintf(`"%s": %s`, key, f.template(root, depth+1)))
		case depth < 2 && f.chance(30):
			parts = append(parts, fmt.Sprintf(`"%s": [%s, 1]`, key, f.template(root, depth+1)))
		default:
			parts = append(parts, fmt.Sprintf(`"%s": %s`, key, f.of(`"fixed"`, "12", "null", `"{% 1 %}"`, `["a",["b"]]`, `{"x":[]}`)))
		}
	}
	return "{" + strings.Join(parts, ", ") + "}"
}

// state draws a state's fields after its Type, what leads on included.
func (f *flows) state(next string, depth int) string {
	f.n++
	name := f.n
	var fields []string
	put := func(percent int, field string, say func() string) {
		if f.chance(percent) {
			fields = append(fields, field+": "+say())
		}
	}
	quote := func(s string) string { return `"` + s + `"` }
	inputPath := func() string {
		return f.of("null", `"$"`, quote(f.path("$", "order", "nest")), quote(f.path("$", "order", "")))
	}
	assign := func() string { return fmt.Sprintf(`{"v%d.$": "%s", "w%d": "lit"}`, name, f.anyPath("$"), name) }
	data := func(result bool) {
		put(25, `"ResultPath"`, func() string { return f.of("null", `"$"`, `"$.order"`, `"$.order.deep"`, `"$.new.a"`, `"$.count"`) })
		put(15, `"OutputPath"`, func() string { return f.of("null", `"$"`, `"$.order"`, `"$.text"`, `"$.order.got"`, `"$.got"`) })
		if result {
			put(25, `"ResultSelector"`, func() string {
				return f.of(`{"all.$": "$"}`, `{"order.$": "$.got", "text": "t"}`, `{"x.$": "$.list[1]", "n": {"y.$": "$.list[0]"}}`, `{"t.$": "States.JsonToString($.list)"}`)
			})
		}
	}
	on := quote(next)
	switch kind := f.of("Pass", "Pass", "Task", "Task", "Choice", "Choice", "Wait", "Parallel", "Map", "Pass", "Task", "Fail"); {
	case kind == "Pass" || depth > 1 && kind != "Choice" && kind != "Task":
		put(25, `"InputPath"`, inputPath)
		put(45, `"Parameters"`, func() string { return f.template("$", 0) })
		put(10, `"Result"`, func() string {
			return f.of(`{"order": {"text": "r"}}`, "1", `"{% x %}"`, `{"a.$": "$.x", "b": ["{% y %}"]}`)
		})
		data(false)
		put(15, `"Assign"`, assign)
		fields = append(fields, `"Type": "Pass"`, `"Next": `+on)
	case kind == "Task":
		put(25, `"InputPath"`, inputPath)
		put(60, `"Parameters"`, func() string { return f.template("$", 0) })
		put(10, `"TimeoutSecondsPath"`, func() string { return quote(f.path("$", "count")) })
		data(true)
		put(15, `"Assign"`, func() string { return fmt.Sprintf(`{"v%d.$": "$", "w%d.$": "$$.State.Name"}`, name, name) })
		put(30, `"Catch"`, func() string {
			return `[{"ErrorEquals": ["Own.Error"], ` + f.of("", `"ResultPath": null, `, `"ResultPath": "$.order", `, `"ResultPath": "$.a.b", `) +
				f.of("", fmt.Sprintf(`"Assign": {"e%d.$": "$.Cause"}, `, name)) + `"Next": ` + on + `}]`
		})
		fields = append(fields, `"Type": "Task"`, `"Resource": "arn:aws:lambda:us-east-1:123456789012:function:f"`, `"Next": `+on)
	case kind == "Choice":
		put(15, `"InputPath"`, inputPath)
		put(15, `"OutputPath"`, func() string { return f.of("null", `"$"`, `"$.order"`) })
		var rules []string
		for range rapid.IntRange(1, 2).Draw(f.T, "rules") {
			rules = append(rules, f.rule(on, name))
		}
		fields = append(fields, `"Type": "Choice"`, `"Choices": [`+strings.Join(rules, ", ")+`]`)
		put(90, `"Default"`, func() string { return on })
	case kind == "Wait":
		put(15, `"InputPath"`, inputPath)
		put(15, `"OutputPath"`, func() string { return f.of("null", `"$"`, `"$.order"`) })
		fields = append(fields, `"Type": "Wait"`, f.of(`"Seconds": 3`, `"SecondsPath": `+quote(f.path("$", "count")), `"TimestampPath": `+quote(f.path("$", "text"))), `"Next": `+on)
		put(20, `"Assign"`, assign)
	case kind == "Parallel":
		put(25, `"InputPath"`, inputPath)
		put(40, `"Parameters"`, func() string { return f.template("$", 0) })
		put(25, `"ResultPath"`, func() string { return f.of("null", `"$"`, `"$.order"`, `"$.order.deep"`) })
		fields = append(fields, `"Type": "Parallel"`, `"Branches": [`+f.machine(depth+1)+`, `+f.machine(depth+1)+`]`, `"Next": `+on)
	case kind == "Map":
		put(15, `"InputPath"`, inputPath)
		put(40, `"ItemSelector"`, func() string {
			return f.of(`{"item.$": "$$.Map.Item.Value", "text.$": "$.text", "i.$": "$$.Map.Item.Index"}`, f.template("$", 1))
		})
		put(20, `"MaxConcurrencyPath"`, func() string { return quote(f.path("$", "count")) })
		put(35, `"ResultPath"`, func() string { return f.of("null", `"$"`, `"$.order"`) })
		fields = append(fields, `"Type": "Map"`, `"ItemsPath": `+quote(f.path("$", "list", "words")), f.of(`"ItemProcessor": `, `"Iterator": `)+f.machine(depth+1), `"Next": `+on)
	default:
		fields = append(fields, `"Type": "Fail"`, f.of(`"Error": "E"`, `"ErrorPath": `+quote(f.path("$", "text"))), f.of(`"Cause": "{% 1 %}"`, `"CausePath": "$.text"`, `"CausePath": "States.Format('c {}', $.count)"`))
	}
	return "{" + strings.Join(fields, ", ") + "}"
}

func (f *flows) machine(depth int) string {
	n := rapid.IntRange(1, 3).Draw(f.T, "states")
	names := make([]string, n+1)
	for i := range names {
		names[i] = fmt.Sprintf("S%d_%d_%d", depth, f.n, i)
	}
	states := make([]string, n)
	for i := range states {
		states[i] = value.Quote(names[i]) + ": " + f.state(names[i+1], depth)
	}
	return `{"StartAt": ` + value.Quote(names[0]) + `, "States": {` + strings.Join(states, ", ") + `, ` + value.Quote(names[n]) + `: {"Type": "Succeed"}}}`
}

// rule draws a choice rule.
func (f *flows) rule(next string, name int) string {
	rule := strings.TrimSuffix(f.test(0), "}") + `, "Next": ` + next
	if f.chance(15) {
		rule += fmt.Sprintf(`, "Assign": {"r%d.$": "$"}`, name)
	}
	return rule + "}"
}

func (f *flows) test(depth int) string {
	switch {
	case depth < 3 && f.chance(25):
		return fmt.Sprintf(`{"%s": [%s, %s]}`, f.of("And", "Or"), f.test(depth+1), f.test(depth+1))
	case depth < 3 && f.chance(10):
		return `{"Not": ` + f.test(depth+1) + `}`
	case f.chance(25):
		return fmt.Sprintf(`{"Variable": "%s", "IsPresent": %s}`, f.anyPath("$"), f.of("true", "false"))
	}
	var operators []string
	for op := range asl.Operators {
		if op != "IsPresent" {
			operators = append(operators, op)
		}
	}
	slices.Sort(operators)
	op := f.of(operators...)
	operand := map[string]string{
		"String": f.of(`"yes"`, `"a*b"`, `""`), "Numeric": f.of("1", "-3", "2.5", "100"), "Boolean": f.of("true", "false"), "Timestamp": `"` + f.of(moments[:6]...) + `"`, "": f.of("true", "false"),
	}[asl.Operators[op].Subject]
	switch {
	case asl.Operators[op].Subject == "Timestamp" && asl.Operators[op].Path:
		operand = `"` + f.path("$", "time", "time", "text") + `"`
	case asl.Operators[op].Path:
		operand = `"` + f.path("$", "text", "count", "flag", "none") + `"`
	case op == "StringMatches":
		operand = f.of(`"*"`, `"y*s"`, `"a\\*b"`, `"*\\**"`, `"yes"`, `"a.b*"`, `"*,*"`, `"\\\\*"`)
	}
	variable := f.anyPath("$")
	if strings.Contains(op, "Timestamp") {
		variable = f.path("$", "time", "time", "time", "text", "count")
	}
	return fmt.Sprintf(`{"Variable": "%s", "%s": %s}`, variable, op, operand)
}

func TestJSONataDoesTheSame(t *testing.T) {
	for name, wild := range map[string]bool{"tame": false, "wild": true} {
		t.Run(name, func(t *testing.T) {
			rapid.Check(t, func(t *rapid.T) {
				f := &flows{T: t, wild: wild}
				src := f.machine(0)
				compare(t, src, value.MustParse(f.record(0)), wild)
			})
		})
	}
}

// TestJSONataTellsTimestamps holds texts that are timestamps, or look so,
// against timestamps.
func TestJSONataTellsTimestamps(t *testing.T) {
	var branches []string
	for i, op := range []string{"TimestampEqualsPath", "TimestampLessThanPath", "TimestampGreaterThanEqualsPath"} {
		branches = append(branches, fmt.Sprintf(`{"StartAt": "C%d", "States": {"C%[1]d": {"Type": "Choice", "Choices": [{"Variable": "$.a", "%s": "$.b", "Next": "Y%[1]d"}, {"Variable": "$.a", "IsTimestamp": true, "Next": "T%[1]d"}], "Default": "N%[1]d"},
			"Y%[1]d": {"Type": "Pass", "Result": "yes", "End": true}, "T%[1]d": {"Type": "Pass", "Result": "time", "End": true}, "N%[1]d": {"Type": "Pass", "Result": "no", "End": true}}}`, i, op))
	}
	doc := asl.ParseString(`{"StartAt": "Each", "States": {"Each": {"Type": "Map", "ItemProcessor": {"StartAt": "P", "States": {"P": {"Type": "Parallel", "Branches": [` + strings.Join(branches, ",") + `], "End": true}}}, "End": true}}}`)
	change, err := rewrite.MachineToJSONata(doc)
	if err != nil {
		t.Fatal(err)
	}
	next, _, err := text.Apply(doc.Text, change.Edits...)
	if err != nil {
		t.Fatal(err)
	}
	after := asl.Parse(next)
	for _, a := range append(slices.Clone(moments), almost...) {
		pairs := make([]string, len(moments)+1)
		for i, b := range append(slices.Clone(moments), almost[0]) {
			pairs[i] = `{"a": "` + a + `", "b": "` + b + `"}`
		}
		input := value.MustParse("[" + strings.Join(pairs, ",") + "]")
		if want, got := perform(t, doc, input), perform(t, after, input); !alike(want, got, false) {
			t.Errorf("%s: %s, want %s", a, got, want)
		}
	}
}
