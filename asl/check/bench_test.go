package check

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stateboard/stateboard/asl"
	"github.com/stateboard/stateboard/asl/text"
)

// wide is a machine of n states in one row, padded to about size bytes.
func wide(n, size int) string {
	var b strings.Builder
	pad := strings.Repeat("x", max(0, size/n-420))
	b.WriteString(`{"StartAt": "State 0", "States": {`)
	for i := range n {
		fmt.Fprintf(&b, "\n  \"State %d\": {\"Type\": \"Task\", \"Comment\": %q, \"Resource\": \"arn:aws:states:::lambda:invoke\", \"Parameters\": {\"FunctionName\": \"f\", \"Payload\": {\"id.$\": \"$.order%d.id\", \"token.$\": \"States.Format('{}-{}', $.a, $$.Execution.Id)\"}}, \"ResultPath\": \"$.results[%d]\", \"Retry\": [{\"ErrorEquals\": [\"States.ALL\"], \"MaxAttempts\": 2}], \"Next\": \"State %d\"},", i, pad, i, i, i+1)
	}
	fmt.Fprintf(&b, "\n  \"State %d\": {\"Type\": \"Succeed\"}}}", n)
	return b.String()
}

// deep is n Parallel states inside each other.
func deep(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, `{"StartAt": "P%d", "States": {"P%d": {"Type": "Parallel", "End": true, "Branches": [`, i, i)
	}
	b.WriteString(`{"StartAt": "Z", "States": {"Z": {"Type": "Pass", "End": true}}}`)
	b.WriteString(strings.Repeat(`]}}}`, n))
	return b.String()
}

// wrong is a machine of n states with several findings each.
func wrong(n int) string {
	var b strings.Builder
	b.WriteString(`{"StartAt": "S0", "States": {`)
	for i := range n {
		fmt.Fprintf(&b, "\n  \"S%d\": {\"Type\": \"Task\", \"Resurce\": 1, \"ResultPath\": \"x\", \"Next\": \"T%d\"},", i, i)
	}
	b.WriteString("\n  \"E\": {\"Type\": \"Succeed\"}}}")
	return b.String()
}

func benchmarkCheck(b *testing.B, source string) {
	t := text.New(source)
	b.SetBytes(int64(len(source)))
	for b.Loop() {
		Check(asl.Parse(t), Options{})
	}
}

func BenchmarkParseAndCheck100(b *testing.B)   { benchmarkCheck(b, wide(100, 0)) }
func BenchmarkParseAndCheck5000(b *testing.B)  { benchmarkCheck(b, wide(5000, 1<<20)) }
func BenchmarkParseAndCheckDeep(b *testing.B)  { benchmarkCheck(b, deep(90)) }
func BenchmarkParseAndCheckWrong(b *testing.B) { benchmarkCheck(b, wrong(5000)) }

// benchmarkKey presses a key in the middle of a text, again and again.
func benchmarkKey(b *testing.B, source, before, typed string) {
	at := len(source)/2 + strings.Index(source[len(source)/2:], before)
	t := text.New(source)
	doc := asl.Parse(t)
	var memory Memory
	memory.Check(doc, Options{})
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		edit := text.Insert(at, typed)
		if i%2 == 1 {
			edit = text.Delete(text.Span{Start: at, End: at + len(typed)})
		}
		t, _, _ = text.Apply(t, edit)
		doc = doc.With(t)
		memory.Check(doc, Options{})
	}
}

func BenchmarkKey5000(b *testing.B)       { benchmarkKey(b, wide(5000, 1<<20), `", "Resource`, "x") }
func BenchmarkKey5000Name(b *testing.B)   { benchmarkKey(b, wide(5000, 1<<20), `": {"Type"`, "x") }
func BenchmarkKey5000Broken(b *testing.B) { benchmarkKey(b, wide(5000, 1<<20), `, "Resource`, `"`) }
func BenchmarkKeyWrong5000(b *testing.B)  { benchmarkKey(b, wrong(5000), `", "Next`, "x") }

func BenchmarkParseOnly5000(b *testing.B) {
	t := text.New(wide(5000, 1<<20))
	for b.Loop() {
		asl.Parse(t)
	}
}
