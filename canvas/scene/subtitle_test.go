package scene_test

import (
	"testing"

	"github.com/stateboard/stateboard/asl"
	"github.com/stateboard/stateboard/canvas/scene"
)

func TestSubtitle(t *testing.T) {
	for _, c := range []struct{ state, want string }{
		{`"Type":"Task"`, "has no resource yet"},
		{`"Type":"Task","Resource":"arn:aws:lambda:eu-west-1:123456789012:function:check-identity:live"`, "Lambda · check-identity"},
		{`"Type":"Task","Resource":"arn:aws:states:::lambda:invoke","Parameters":{"FunctionName":"arn:aws:lambda:eu-west-1:123456789012:function:check-identity"}`, "Lambda · check-identity"},
		{`"Type":"Task","Resource":"arn:aws:states:::lambda:invoke","Parameters":{"FunctionName.$":"$.fn"}`, "Lambda · $.fn"},
		{`"Type":"Task","Resource":"arn:aws:states:::lambda:invoke","Arguments":{"FunctionName":"{% $fn %}"}`, "Lambda · $fn"},
		{`"Type":"Task","Resource":"arn:aws:states:::lambda:invoke"`, "Lambda · invoke"},
		{`"Type":"Task","Resource":"arn:aws:states:::lambda:invoke.waitForTaskToken"`, "Lambda · waits for a token"},
		{`"Type":"Task","Resource":"arn:aws:states:::dynamodb:putItem"`, "DynamoDB · put item"},
		{`"Type":"Task","Resource":"arn:aws:states:::glue:startJobRun.sync","Parameters":{"JobName":"nightly"}`, "Glue · nightly, till done"},
		{`"Type":"Task","Resource":"arn:aws:states:::states:startExecution.sync:2","Parameters":{"StateMachineArn":"arn:aws:states:eu-west-1:123456789012:stateMachine:child"}`, "Step Functions · child, till done"},
		{`"Type":"Task","Resource":"arn:aws:states:::aws-sdk:ec2:describeInstances"`, "EC2 · describe instances"},
		{`"Type":"Task","Resource":"arn:aws:states:::aws-sdk:novel:listThings"`, "novel · list things"},
		{`"Type":"Task","Resource":"arn:aws:states:::http:invoke","Parameters":{"Method":"GET","ApiEndpoint":"https://api.example.com/orders"}`, "HTTP · GET api.example.com/orders"},
		{`"Type":"Task","Resource":"arn:aws:states:eu-west-1:123456789012:activity:pack"`, "Activity · pack"},
		{`"Type":"Task","Resource":"arn:aws:states:::"`, "arn:aws:states:::"},
		{`"Type":"Task","Resource":"arn:aws:states:::sqs"`, "arn:aws:states:::sqs"},
		{`"Type":"Choice"`, "no rules yet"},
		{`"Type":"Choice","Choices":[{},{}]`, "2 rules"},
		{`"Type":"Choice","Choices":[{}]`, "1 rule"},
		{`"Type":"Wait","Seconds":604800`, "for 7 days"},
		{`"Type":"Wait","Seconds":5400`, "for 1 hour 30 minutes"},
		{`"Type":"Wait","Seconds":86401`, "for 1 day"},
		{`"Type":"Wait","Seconds":-5`, "for -5 seconds"},
		{`"Type":"Wait","Seconds":0`, "for no time"},
		{`"Type":"Wait","SecondsPath":"$.delay"`, "for $.delay seconds"},
		{`"Type":"Wait","SecondsPath":"$.grant.seconds"`, "for $.grant.seconds"},
		{`"Type":"Wait","TimestampPath":"$.until"`, "waits until $.until"},
		{`"Type":"Wait","Timestamp":"2026-11-24T05:44:18Z"`, "waits until 2026-11-24 05:44"},
		{`"Type":"Wait","Timestamp":"{% $until %}"`, "waits until $until"},
		{`"Type":"Wait"`, "has no time yet"},
		{`"Type":"Pass"`, "hands its input on"},
		{`"Type":"Pass","Result":1,"ResultPath":"$.tries"`, "adds $.tries"},
		{`"Type":"Pass","Assign":{"a.$":"$.a","b":1}`, "sets a, b"},
		{`"Type":"Map"`, "for each item"},
		{`"Type":"Map","ItemsPath":"$.products","MaxConcurrency":5`, "for each of $.products · 5 at a time"},
		{`"Type":"Map","Items":"{% $states.input.products %}","MaxConcurrency":1`, "for each of $states.input.products · one at a time"},
		{`"Type":"Map","ItemReader":{"Resource":"arn:aws:states:::s3:getObject","ReaderConfig":{"InputType":"CSV"}}`, "for each row of CSV"},
		{`"Type":"Parallel","Branches":[{},{}]`, "2 branches at once"},
		{`"Type":"Parallel"`, "no branches yet"},
		{`"Type":"Succeed"`, "ends well"},
		{`"Type":"Fail","Error":"TooBad"`, "fails with TooBad"},
		{`"Type":"Fail"`, "stops with an error"},
		{`"Type":"Dance"`, "unknown type Dance"},
		{`"Comment":"x"`, "has no type yet"},
	} {
		d := asl.ParseString(`{"StartAt":"S","States":{"S":{` + c.state + `}}}`)
		if got := scene.Subtitle(d.State("S")); got != c.want {
			t.Errorf("{%s}: %q, want %q", c.state, got, c.want)
		}
	}
}
