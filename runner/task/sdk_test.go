package task

import (
	"strings"
	"testing"

	"github.com/stateboard/stateboard/asl/value"
)

func TestFunctionOf(t *testing.T) {
	for _, c := range []struct{ arn, input, name, qualifier string }{
		{"arn:aws:lambda:us-east-1:123456789012:function:charge", `{"FunctionName": "other"}`, "charge", ""},
		{"arn:aws:lambda:us-east-1:123456789012:function:charge:live", `{}`, "charge", "live"},
		{"arn:aws:states:::lambda:invoke", `{"FunctionName": "charge"}`, "charge", ""},
		{"arn:aws:states:::lambda:invoke.waitForTaskToken", `{"FunctionName": "charge:1"}`, "charge", "1"},
		{"arn:aws:states:::lambda:invoke", `{"FunctionName": "123456789012:function:charge", "Qualifier": "q"}`, "charge", "q"},
		{"arn:aws:states:::lambda:invoke", `{"FunctionName": "arn:aws:lambda:us-east-1:123456789012:function:charge:$LATEST"}`, "charge", "$LATEST"},
		{"arn:aws:states:::lambda:invoke", `{}`, "", ""},
		{"arn:aws:states:::sqs:sendMessage", `{"FunctionName": "charge"}`, "", ""},
	} {
		name, qualifier, ok := FunctionOf(&Task{Resource: ParseResource(c.arn), Input: value.MustParse(c.input)})
		if name != c.name || qualifier != c.qualifier || ok != (c.name != "") {
			t.Errorf("%s %s: %q %q %v", c.arn, c.input, name, qualifier, ok)
		}
	}
}

func TestFailuresAreWithinTheQuotas(t *testing.T) {
	got := Failed(strings.Repeat("é", 300), "start"+strings.Repeat("é", 40000)+"end\xff")
	if len([]rune(got.Error)) != 256 || len([]rune(got.Cause)) != 32768 || !strings.HasSuffix(got.Cause, "end\uFFFD") {
		t.Errorf("%d, %d, ...%q", len([]rune(got.Error)), len([]rune(got.Cause)), got.Cause[len(got.Cause)-8:])
	}
	if got := Failed("\xf0", ""); got.Error != "\uFFFD" {
		t.Errorf("%q", got)
	}
	if got := Failed("E", "why"); got != (Throw{"E", "why"}) {
		t.Errorf("%v", got)
	}
}
