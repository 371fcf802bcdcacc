package check

import (
	"fmt"
	"strings"

	"github.com/stateboard/stateboard/asl"
	"github.com/stateboard/stateboard/asl/catalog"
	"github.com/stateboard/stateboard/asl/diag"
	"github.com/stateboard/stateboard/asl/syntax"
	"github.com/stateboard/stateboard/asl/text"
	"github.com/stateboard/stateboard/asl/value"
)

// resource checks what does a Task's work, or reads and writes a Map's items.
// The language only asks for a URI; the service asks for an ARN it knows.
func (c *checker) resource(v *syntax.Node) {
	s := v.Text
	if templated(s) {
		return
	}
	parts := strings.SplitN(s, ":", 7)
	switch {
	case strings.HasPrefix(s, "$") && !strings.Contains(s, "{"):
		c.warn(CodeResource, v, "The service takes only ARNs for a resource; this looks like a variable of a template.", "Put the ARN in its place before the machine is created.")
	case strings.ContainsAny(s, " \t\r\n\"") || strings.Contains(s, "${") || len(parts) < 2:
		c.fail(CodeResource, v, "This is no resource: it must be an ARN.", "Write the ARN of a Lambda function or an activity, or one such as arn:aws:states:::lambda:invoke.")
	case parts[0] != "arn" || len(parts) < 6:
		c.warn(CodeResource, v, "The service takes only ARNs for a resource.", "Write the ARN of a Lambda function or an activity, or one such as arn:aws:states:::lambda:invoke.")
	case parts[2] == "lambda":
		c.lambdaARN(v, s)
	case parts[2] == "states" && len(parts) == 7:
		c.statesARN(v, parts)
	case parts[2] == "states":
		c.fail(CodeResource, v, "This ARN is not whole.", "Write it as arn:aws:states:::SERVICE:ACTION.")
	}
}

// lambdaARN checks arn:PARTITION:lambda:REGION:ACCOUNT:function:NAME, with a
// version or alias after it if need be.
func (c *checker) lambdaARN(v *syntax.Node, s string) {
	parts := strings.Split(s, ":")
	wrong := ""
	switch {
	case len(parts) < 7 || parts[5] != "function" || parts[6] == "":
		wrong = "This ARN names no function."
	case len(parts) > 8:
		wrong = "This ARN has too many parts."
	case len(parts) == 8 && !isQualifier(parts[7]):
		wrong = "This ARN ends in no version or alias."
	}
	if wrong != "" {
		c.fail(CodeResource, v, wrong, "Write it as arn:aws:lambda:REGION:ACCOUNT:function:NAME, perhaps with :ALIAS after it.")
	}
}

// isQualifier tells whether s is a Lambda version or alias.
func isQualifier(s string) bool {
	if s == "$LATEST" {
		return true
	}
	for i := 0; i < len(s); i++ {
		if c := s[i]; !(c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '-' || c == '_') {
			return false
		}
	}
	return s != ""
}

// statesARN checks arn:PARTITION:states:REGION:ACCOUNT:SERVICE:ACTION and the
// ARN of an activity.
func (c *checker) statesARN(v *syntax.Node, parts []string) {
	service, name := parts[5], parts[6]
	if service == "activity" {
		if c.at.express {
			c.fail(CodeSchema, v, "EXPRESS machines cannot use activities.", "Call a Lambda function instead, or make the machine STANDARD.")
		}
		return
	}
	ending := ""
	if i := strings.IndexByte(name, '.'); i >= 0 {
		name, ending = name[:i], name[i:]
	}
	if service == "aws-sdk" {
		c.sdkAction(v, name, ending)
		return
	}
	c.action(v, service, name, ending)
}

// sdkAction checks aws-sdk:SERVICE:ACTION.
func (c *checker) sdkAction(v *syntax.Node, name, ending string) {
	service, action, ok := strings.Cut(name, ":")
	switch {
	case !ok || service == "" || action == "":
		c.fail(CodeSchema, v, "This names no action of a service.", "Write it as arn:aws:states:::aws-sdk:SERVICE:ACTION, such as aws-sdk:s3:getObject.")
	case action[0] >= 'A' && action[0] <= 'Z':
		fixed := strings.ToLower(action[:1]) + action[1:]
		c.fail(CodeSchema, v, fmt.Sprintf("The action is spelled %s here.", fixed), "Begin it with a small letter.", c.inResource(v, ":"+action, ":"+fixed)...)
	case ending == catalog.TokenEnding:
		c.expressEnding(v, ending)
	case ending != "":
		c.fail(CodeSchema, v, fmt.Sprintf("An aws-sdk action cannot end in %s.", ending), "Remove the ending, and look at the job again after a Wait.", c.inResource(v, ending, "")...)
	}
}

// action checks an action that the service has of its own. A service that the
// catalog does not know may be a new one and is only warned of.
func (c *checker) action(v *syntax.Node, service, name, ending string) {
	if len(catalog.ActionsOf(service)) == 0 {
		near := c.nearest(service, catalog.Services())
		advice := "Write it as arn:aws:states:::aws-sdk:SERVICE:ACTION to call any AWS service."
		var fixes []diag.Fix
		if near != "" {
			advice, fixes = "Did you mean "+near+"?", c.inResource(v, ":"+service+":", ":"+near+":")
		}
		c.warn(CodeResource, v, fmt.Sprintf("Step Functions has no actions for %s that are known here.", quoted(service)), advice, fixes...)
		return
	}
	a := catalog.ActionOf(service, name)
	if a == nil {
		c.unknownAction(v, service, name)
		return
	}
	if a.Items && c.isTaskResource(v) {
		c.fail(CodeSchema, v, fmt.Sprintf("%s:%s only reads or writes the items of a Map.", service, name), "Call arn:aws:states:::aws-sdk:"+service+":"+name+" instead.", c.inResource(v, ":"+service+":", ":aws-sdk:"+service+":")...)
		return
	}
	switch {
	case ending == "":
	case ending == catalog.SyncEnding && a.Can(catalog.Sync), ending == catalog.Sync2Ending && a.Can(catalog.Sync2), ending == catalog.TokenEnding && a.Can(catalog.Token):
		c.expressEnding(v, ending)
	case ending == catalog.TokenEnding:
		c.expressEnding(v, ending)
		c.warn(CodeToken, v, fmt.Sprintf("%s:%s is not known to wait for a task token.", service, name), "Use "+oneOf(endings(a))+".", c.inResource(v, ending, "")...)
	default:
		c.fail(CodeSchema, v, fmt.Sprintf("%s:%s cannot end in %s.", service, name, ending), "Use "+oneOf(endings(a))+".", c.inResource(v, ending, "")...)
	}
}

// isTaskResource tells whether the resource is that of a Task.
func (c *checker) isTaskResource(v *syntax.Node) bool {
	return c.at.state != nil && v.Parent == c.at.state.Base().Node
}

// endings are the endings an action can have, in words.
func endings(a *catalog.Action) []string {
	list := []string{"no ending"}
	if a.Can(catalog.Sync) {
		list = append(list, catalog.SyncEnding)
	}
	if a.Can(catalog.Sync2) {
		list = append(list, catalog.Sync2Ending)
	}
	if a.Can(catalog.Token) {
		list = append(list, catalog.TokenEnding)
	}
	return list
}

func (c *checker) unknownAction(v *syntax.Node, service, name string) {
	var actions []string
	for _, a := range catalog.ActionsOf(service) {
		actions = append(actions, a.Name)
	}
	advice := "Call arn:aws:states:::aws-sdk:" + service + ":" + name + " instead."
	fixes := c.inResource(v, ":"+service+":", ":aws-sdk:"+service+":")
	if near := c.nearest(name, actions); near != "" {
		advice, fixes = "Did you mean "+near+"?", c.inResource(v, ":"+name, ":"+near)
	}
	c.fail(CodeSchema, v, fmt.Sprintf("Step Functions has no action %s for %s.", quoted(name), service), advice, fixes...)
}

// expressEnding reports an ending that EXPRESS machines cannot use.
func (c *checker) expressEnding(v *syntax.Node, ending string) {
	if !c.at.express {
		return
	}
	c.fail(CodeSchema, v, fmt.Sprintf("EXPRESS machines cannot wait with %s.", ending), "Remove the ending, or make the machine STANDARD.", c.inResource(v, ending, "")...)
}

// inResource is the fix that puts new in place of the last old in a resource.
func (c *checker) inResource(v *syntax.Node, old, new string) []diag.Fix {
	i := strings.LastIndex(v.Text, old)
	if i < 0 {
		return nil
	}
	fixed := v.Text[:i] + new + v.Text[i+len(old):]
	return []diag.Fix{{Title: "Write " + fixed, Edits: []text.Edit{text.Replace(v.Span, value.Quote(fixed))}}}
}

// taskToken warns of a Task that waits for its token to be answered without
// handing it to anyone, and of one that hands on a token it does not have.
func (c *checker) taskToken(s asl.State) {
	task, ok := s.(*asl.Task)
	if !ok {
		return
	}
	resource := task.Field("Resource")
	if !resource.Is(syntax.String) || templated(resource.Text) && !strings.HasSuffix(resource.Text, catalog.TokenEnding) {
		return
	}
	given := task.Field("Parameters")
	if c.at.language == asl.JSONata {
		given = task.Field("Arguments")
	}
	where, what := "Parameters", `"TaskToken.$": "$$.Task.Token"`
	if c.at.language == asl.JSONata {
		where, what = "Arguments", `"TaskToken": "{% $states.context.Task.Token %}"`
	}
	switch passed := given != nil && handsToken(c.source[given.Span.Start:given.Span.End]); {
	case strings.HasSuffix(resource.Text, catalog.TokenEnding):
		if !passed && (given != nil || c.at.language == asl.JSONata || !asksVariables(task)) {
			c.warn(CodeToken, resource, "The task waits for its token to be answered, but hands it to no one.", "Put "+what+" into "+where+".")
		}
	case passed && strings.Contains(c.source[given.Span.Start:given.Span.End], "Task.Token"):
		c.warn(CodeToken, resource, "Only a resource that ends in "+catalog.TokenEnding+" has a task token.", "Let the resource end in "+catalog.TokenEnding+", or remove the token.")
	}
}

// asksVariables tells whether a task's input is picked by a path that may
// hold the whole context object.
func asksVariables(task *asl.Task) bool {
	return strings.HasPrefix(task.Field("InputPath").StringText(), "$$")
}

// handsToken tells whether the text of a payload refers to the task token, or
// to something that holds it.
func handsToken(payload string) bool {
	for _, whole := range []string{"$$", "$states.context"} {
		for rest := payload; ; {
			i := strings.Index(rest, whole)
			if i < 0 {
				break
			}
			rest = rest[i+len(whole):]
			if strings.HasPrefix(rest, ".Task") || strings.HasPrefix(rest, "['Task") || !strings.HasPrefix(rest, ".") {
				return true
			}
		}
	}
	return strings.Contains(payload, "Task.Token")
}
