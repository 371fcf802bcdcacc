package assist

import (
	"strings"

	"github.com/stateboard/stateboard/asl/catalog"
)

// endingWords are the ways to wait for an action, as people say them.
var endingWords = []struct {
	mode   catalog.Modes
	ending string
	words  string
}{
	{catalog.Sync2, catalog.Sync2Ending, "and wait until it is done"},
	{catalog.Sync, catalog.SyncEnding, "and wait until it is done"},
	{catalog.Token, catalog.TokenEnding, "and wait for someone to answer the task token"},
}

// resources offers what can do the work of a Task, or read or write the items
// of a Map.
func (c *completer) resources(f *frame, field *catalog.Field) {
	items := f.shape != nil && (f.shape == catalog.ReaderShape || f.shape == catalog.WriterShape)
	for i := range catalog.Actions {
		a := &catalog.Actions[i]
		if a.Items != items || items && (f.shape == catalog.WriterShape) != (a.Name == "putObject") {
			continue
		}
		c.offerAction(a)
	}
	if items {
		return
	}
	for i := range catalog.CommonSDK {
		c.offerAction(&catalog.CommonSDK[i])
	}
	c.offerARN("arn:aws:lambda:…:function:…", "a Lambda function itself", "arn:aws:lambda:us-east-1:111122223333:function:"+mark+"my-function", "Calls the function with the state's input, and takes what it returns as the result.")
	c.offerARN("arn:aws:states:…:activity:…", "an activity", "arn:aws:states:us-east-1:111122223333:activity:"+mark+"my-activity", "Waits for a worker of yours that asks for work.")
	c.offerARN("arn:aws:states:::aws-sdk:…", "any other action of AWS", "arn:aws:states:::aws-sdk:"+mark, "The name of the service in small letters, a colon, and the action as its API names it, the first letter small.")
}

func (c *completer) offerAction(a *catalog.Action) {
	short := a.Service + ":" + a.Name
	put := func(ending, title string) {
		score := -1
		for _, name := range []string{short + ending, a.Resource() + ending, title} {
			if s, fits := c.list.fits(name); fits && (s >= within || c.typed == "") {
				score = max(score, s)
			}
		}
		if score >= 0 {
			c.put(score, Item{Label: short + ending, Kind: KindResource, Detail: title, Help: a.Help}, c.stringText(a.Resource()+ending))
		}
	}
	put("", a.Title)
	for _, e := range endingWords {
		if a.Can(e.mode) && !a.Items {
			put(e.ending, a.Title+" "+e.words)
		}
	}
}

func (c *completer) offerARN(label, detail, arn, help string) {
	score, fits := c.list.fits(label)
	if s, also := c.list.fits(unmarked(arn)); also {
		score, fits = max(s, score), true
	}
	if fits {
		c.put(score, Item{Label: label, Kind: KindResource, Detail: detail, Help: help}, c.stringText(arn))
	}
}

// serviceErrors are errors that the service behind a resource is known to
// answer with.
func serviceErrors(resource string) []catalog.Name {
	switch {
	case strings.Contains(resource, ":::aws-sdk:dynamodb:"):
		return renamed(dynamoErrors, "DynamoDB.", "DynamoDb.")
	case strings.Contains(resource, ":::dynamodb:"):
		return dynamoErrors
	case strings.Contains(resource, ":::aws-sdk:s3:"):
		return []catalog.Name{
			{Name: "S3.NoSuchKeyException", Help: "There is no such file."},
			{Name: "S3.NoSuchBucketException", Help: "There is no such bucket."},
			{Name: "S3.S3Exception", Help: "S3 answered with another error."},
		}
	case strings.Contains(resource, ":::glue:"):
		return []catalog.Name{{Name: "Glue.ConcurrentRunsExceededException", Help: "As many runs of the job as are allowed are under way."}}
	case strings.Contains(resource, ":::states:"):
		return []catalog.Name{{Name: "StepFunctions.ExecutionAlreadyExistsException", Help: "An execution of this name has been started before."}, {Name: "StepFunctions.ExecutionLimitExceededException", Help: "As many executions as are allowed are under way."}}
	case strings.Contains(resource, ":::aws-sdk:secretsmanager:"):
		return []catalog.Name{{Name: "SecretsManager.ResourceNotFoundException", Help: "There is no such secret."}}
	case strings.Contains(resource, ":::aws-sdk:ssm:"):
		return []catalog.Name{{Name: "Ssm.ParameterNotFoundException", Help: "There is no such parameter."}}
	}
	return nil
}

var dynamoErrors = []catalog.Name{
	{Name: "DynamoDB.ConditionalCheckFailedException", Help: "The condition of the write does not hold."},
	{Name: "DynamoDB.ProvisionedThroughputExceededException", Help: "The table has too much to do; trying again later usually helps."},
	{Name: "DynamoDB.TransactionCanceledException", Help: "The transaction was called off."},
	{Name: "DynamoDB.ResourceNotFoundException", Help: "There is no such table."},
}

func renamed(list []catalog.Name, old, prefix string) []catalog.Name {
	named := make([]catalog.Name, len(list))
	for i, e := range list {
		named[i] = catalog.Name{Name: strings.Replace(e.Name, old, prefix, 1), Help: e.Help}
	}
	return named
}

// resourceWords says in words what a resource is; "" for what is none.
func resourceWords(resource string) (title, help string) {
	if action, ending := actionOf(resource); action != nil {
		for _, e := range endingWords {
			if e.ending == ending {
				return action.Title + " " + e.words, action.Help
			}
		}
		return action.Title, action.Help
	}
	parts := strings.SplitN(resource, ":", 7)
	if len(parts) != 7 || parts[0] != "arn" {
		return "", ""
	}
	where := ""
	if parts[3] != "" {
		where = " in " + parts[3]
	}
	switch {
	case parts[2] == "lambda":
		name, version, _ := strings.Cut(strings.TrimPrefix(parts[6], "function:"), ":")
		if version != "" {
			name += ", version " + version
		}
		return "Call the Lambda function " + name, "The function" + where + " is given the state's input; what it returns is the result."
	case parts[2] == "states" && strings.HasPrefix(parts[5], "activity"):
		return "Activity " + parts[6], "A worker of yours" + where + " asks for the work and answers."
	case parts[2] == "states" && parts[5] == "activity":
		return "Activity " + parts[6], "A worker of yours asks for the work and answers."
	case parts[2] == "states" && parts[5] == "aws-sdk":
		service, action, _ := strings.Cut(parts[6], ":")
		action, ending, _ := strings.Cut(action, ".")
		title = "Call " + action + " of " + service
		if ending == "waitForTaskToken" {
			title += " and wait for someone to answer the task token"
		}
		return title, "An action of AWS, called as its API has it; the names of its parameters begin with a capital letter."
	case parts[2] == "states" && parts[5] != "":
		return "Call " + parts[6] + " of " + parts[5], ""
	}
	return "", ""
}
