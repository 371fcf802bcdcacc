package assist

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stateboard/stateboard/asl"
	"github.com/stateboard/stateboard/asl/text"
)

// large is a flow of n states in a line; extra stands in the state in the
// middle, with the caret at its end.
func large(n int, extra string) (string, int) {
	var b strings.Builder
	b.WriteString("{\n  \"StartAt\": \"State 0\",\n  \"States\": {\n")
	at := 0
	for i := range n {
		fmt.Fprintf(&b, "    \"State %d\": {\n      \"Type\": \"Task\",\n      \"Resource\": \"arn:aws:states:::lambda:invoke\",\n      \"Parameters\": {\"FunctionName\": \"f\", \"Payload.$\": \"$.order.part%d\"},\n      \"Assign\": {\"v%d.$\": \"$.x\"},\n", i, i, i)
		if i == n/2 {
			b.WriteString("      " + extra)
			at = b.Len()
			b.WriteString("\n")
		}
		fmt.Fprintf(&b, "      \"Next\": \"State %d\"\n    },\n", i+1)
	}
	fmt.Fprintf(&b, "    \"State %d\": {\"Type\": \"Succeed\"}\n  }\n}\n", n)
	return b.String(), at
}

func benchmarkComplete(b *testing.B, extra string) {
	src, at := large(5000, extra)
	doc := asl.Parse(text.New(src))
	if len(Complete(doc, at, nil).Items) == 0 {
		b.Fatal("nothing to complete")
	}
	b.ReportMetric(float64(len(src))/1e6, "MB")
	for b.Loop() {
		Complete(doc, at, nil)
	}
}

func BenchmarkCompleteField(b *testing.B)        { benchmarkComplete(b, `"Re`) }
func BenchmarkCompleteState(b *testing.B)        { benchmarkComplete(b, `"Catch": [{"Next": "`) }
func BenchmarkCompleteStateNarrow(b *testing.B)  { benchmarkComplete(b, `"Catch": [{"Next": "State 49`) }
func BenchmarkCompleteError(b *testing.B)        { benchmarkComplete(b, `"Catch": [{"ErrorEquals": ["`) }
func BenchmarkCompletePath(b *testing.B)         { benchmarkComplete(b, `"InputPath": "$.`) }
func BenchmarkCompleteVariable(b *testing.B)     { benchmarkComplete(b, `"InputPath": "$v49`) }
func BenchmarkCompleteMissingValue(b *testing.B) { benchmarkComplete(b, `"InputPath": `) }

func BenchmarkHoverState(b *testing.B) {
	src, at := large(5000, `"Comment": "x",`)
	doc := asl.Parse(text.New(src))
	at += strings.Index(src[at:], `"Next": "`) + len(`"Next": "S`)
	for b.Loop() {
		if _, ok := Hover(doc, at, nil); !ok {
			b.Fatal("nothing")
		}
	}
}

func BenchmarkReferencesVariable(b *testing.B) {
	src, at := large(5000, `"Assign": {"v1`)
	doc := asl.Parse(text.New(src))
	for b.Loop() {
		References(doc, at-1)
	}
}
