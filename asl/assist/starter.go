package assist

import (
	"strings"

	"github.com/stateboard/stateboard/asl"
	"github.com/stateboard/stateboard/asl/catalog"
	"github.com/stateboard/stateboard/asl/value"
)

// starters are what fields begin with, as JSON; ▮ is where the caret goes.
// Other fields begin with an empty value of their type.
var starters = map[string]string{
	"Version":                    `"1.0"`,
	"TimeoutSeconds":             `300`,
	"HeartbeatSeconds":           `60`,
	"Seconds":                    `60`,
	"Timestamp":                  `"2030-01-31T09:00:00Z"`,
	"End":                        `true`,
	"IntervalSeconds":            `1`,
	"MaxAttempts":                `3`,
	"BackoffRate":                `2`,
	"MaxDelaySeconds":            `60`,
	"MaxConcurrency":             `10`,
	"ToleratedFailurePercentage": `5`,
	"ToleratedFailureCount":      `1`,
	"MaxItems":                   `1000`,
	"MaxItemsPerBatch":           `100`,
	"MaxInputBytesPerBatch":      `262144`,
	"ItemsPointer":               `"/▮"`,
	"ErrorEquals":                `["▮"]`,
	"CSVHeaders":                 `["▮"]`,
	"Retry":                      `[{"ErrorEquals": ["States.TaskFailed"], "IntervalSeconds": 1, "MaxAttempts": 3, "BackoffRate": 2}]`,
	"Catch":                      `[{"ErrorEquals": ["States.ALL"], "Next": "▮"}]`,
	"And":                        `[{"Variable": "$.▮"}]`,
	"Or":                         `[{"Variable": "$.▮"}]`,
	"Not":                        `{"Variable": "$.▮"}`,
	"ProcessorConfig":            `{"Mode": "▮"}`,
	"ReaderConfig":               `{"InputType": "▮"}`,
	"WriterConfig":               `{"OutputType": "▮"}`,
	"ItemReader":                 `{"Resource": "▮"}`,
	"ResultWriter":               `{"Resource": "arn:aws:states:::s3:putObject"}`,
	"ItemBatcher":                `{"MaxItemsPerBatch": 100}`,
	"Credentials":                `{"RoleArn": "▮"}`,
}

// lambdaRetry is a Retry for what calls a Lambda function.
const lambdaRetry = `[{"ErrorEquals": ["Lambda.ServiceException", "Lambda.AWSLambdaException", "Lambda.SdkClientException", "Lambda.TooManyRequestsException"], "IntervalSeconds": 1, "MaxAttempts": 3, "BackoffRate": 2}]`

// starter is what a field begins with.
func (c *completer) starter(f *frame, field *catalog.Field) value.Value {
	switch field.Name {
	case "Parameters", "Arguments":
		if action := actionIn(f); action != nil {
			return c.payload(action, f.query)
		}
		return value.Object()
	case "Choices":
		return c.firstRule(f)
	case "Branches":
		return catalog.Starter("Parallel", f.query).Get("Branches")
	case "ItemProcessor":
		return catalog.Starter("Map", f.query).Get("ItemProcessor")
	case "Retry":
		if strings.Contains(f.node.Get("Resource").StringText(), ":lambda:") {
			return marked(lambdaRetry)
		}
	}
	if s, known := starters[field.Name]; known {
		return marked(s)
	}
	return emptyOf(field, f.query)
}

// marked reads a starter.
func marked(s string) value.Value { return value.MustParse(strings.ReplaceAll(s, "▮", mark)) }

// emptyOf is an empty value for a field.
func emptyOf(field *catalog.Field, query string) value.Value {
	switch field.Form {
	case catalog.FormPath, catalog.FormReferencePath, catalog.FormInputPathOnly, catalog.FormResultPath, catalog.FormStringPath:
		return value.String("$." + mark)
	case catalog.FormCondition:
		return value.String("{% " + mark + " %}")
	case catalog.FormTemplate:
		if query == asl.JSONata && field.Name != "Credentials" && field.Types&catalog.Object == 0 || field.Name == "Output" || field.Name == "Items" {
			return value.String("{% " + mark + " %}")
		}
		return value.Object()
	}
	switch t := field.Types; {
	case t&catalog.String != 0:
		return value.String(mark)
	case t&catalog.Boolean != 0:
		return value.True
	case t&(catalog.Number|catalog.Integer) != 0:
		return value.Int(1)
	case t&catalog.Array != 0:
		return value.Array()
	case t&catalog.Object != 0:
		return value.Object()
	}
	return value.String(mark)
}

// firstRule is the rule that a Choice begins with.
func (c *completer) firstRule(f *frame) value.Value {
	if f.query == asl.JSONata {
		return marked(`[{"Condition": "{% ▮ %}", "Next": ""}]`)
	}
	return marked(`[{"Variable": "$.▮", "IsPresent": true, "Next": ""}]`)
}

// payload is what an action begins with in the query language.
func (c *completer) payload(action *catalog.Action, query string) value.Value {
	v := action.Parameters()
	if query == asl.JSONata {
		v = action.Arguments()
	}
	if v.IsAbsent() {
		return value.Object()
	}
	return v
}

// actionIn is the action that the Resource beside a payload calls; nil when it
// is no known one.
func actionIn(f *frame) *catalog.Action {
	action, _ := actionOf(f.node.Get("Resource").StringText())
	return action
}

// actionOf finds an action among those of the service and the common ones of
// the AWS SDK.
func actionOf(resource string) (action *catalog.Action, ending string) {
	if action, ending = catalog.ActionFor(resource); action != nil {
		return action, ending
	}
	for i := range catalog.CommonSDK {
		a := &catalog.CommonSDK[i]
		if rest, is := strings.CutPrefix(resource, a.Resource()); is && (rest == "" || rest[0] == '.') {
			return a, rest
		}
	}
	return nil, ""
}

// payloadKeys offers the names of an action's parameters at the place in its
// payload.
func (c *completer) payloadKeys(f *frame) {
	if f.field.Name == "Credentials" && f.depth == 0 {
		c.offerKey(f, "RoleArn", value.String("arn:aws:iam::111122223333:role/"+mark))
		if f.query == asl.JSONPath {
			c.offerKey(f, "RoleArn.$", value.String("$."+mark))
		}
		return
	}
	if f.field.Name != "Parameters" && f.field.Name != "Arguments" || len(c.frames) < f.depth+2 {
		return
	}
	action := actionIn(&c.frames[len(c.frames)-f.depth-2])
	if action == nil {
		return
	}
	v := c.payload(action, f.query)
	for _, step := range c.frames.within() {
		if v = v.Get(step); v.IsAbsent() {
			return
		}
	}
	for _, m := range v.Members() {
		c.offerKey(f, m.Key, m.Value)
	}
}

// offerKey offers a key of a payload, whether it is to be computed or not,
// unless it is there.
func (c *completer) offerKey(f *frame, key string, v value.Value) {
	plain := strings.TrimSuffix(key, computed)
	if c.present(f.node, plain) || c.present(f.node, plain+computed) {
		return
	}
	detail := v.JSON()
	c.offer(Item{Label: key, Kind: KindKey, Detail: clip(unmarked(detail), 40)}, c.memberText(key, v, false))
}

// computed ends the keys whose values JSONPath computes.
const computed = ".$"

func unmarked(s string) string { return strings.ReplaceAll(s, mark, "") }

// clip shortens a text to a number of characters.
func clip(s string, most int) string {
	n := 0
	for i := range s {
		if n++; n == most {
			if len(s)-i > 4 {
				return s[:i] + "…"
			}
			return s
		}
	}
	return s
}
