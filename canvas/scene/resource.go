package scene

import (
	"strings"

	"github.com/stateboard/stateboard/asl"
	"github.com/stateboard/stateboard/asl/syntax"
)

// This file defines how the Resource of a Task is said in words.

// services are the names people know services by. What is missing here is shown
// as the resource spells it.
var services = map[string]string{
	"apigateway": "API Gateway", "athena": "Athena", "batch": "Batch", "bedrock": "Bedrock", "bedrockruntime": "Bedrock",
	"codebuild": "CodeBuild", "comprehend": "Comprehend", "databrew": "DataBrew", "dynamodb": "DynamoDB", "ec2": "EC2",
	"ecr": "ECR", "ecs": "ECS", "eks": "EKS", "elasticmapreduce": "EMR", "emr-containers": "EMR on EKS",
	"emr-serverless": "EMR Serverless", "eventbridge": "EventBridge", "events": "EventBridge", "firehose": "Firehose",
	"glue": "Glue", "http": "HTTP", "kinesis": "Kinesis", "kms": "KMS", "lambda": "Lambda", "mediaconvert": "MediaConvert",
	"rds": "RDS", "rdsdata": "RDS Data", "redshiftdata": "Redshift Data", "rekognition": "Rekognition", "s3": "S3",
	"sagemaker": "SageMaker", "scheduler": "Scheduler", "secretsmanager": "Secrets Manager", "ses": "SES", "sesv2": "SES",
	"sfn": "Step Functions", "sns": "SNS", "sqs": "SQS", "ssm": "Systems Manager", "states": "Step Functions",
	"textract": "Textract", "transcribe": "Transcribe", "translate": "Translate",
}

// ServiceName is the name people know a service by, as a resource spells it.
func ServiceName(service string) string {
	if name := services[strings.ToLower(service)]; name != "" {
		return name
	}
	return service
}

// ActionWords says a service's action: "DynamoDB get item" for dynamodb and
// getItem.
func ActionWords(service, action string) string { return ServiceName(service) + " " + words(action) }

func taskWords(s *asl.Task) string {
	resource := s.Field("Resource").StringText()
	if resource == "" {
		return "has no resource yet"
	}
	part := strings.Split(resource, ":")
	switch {
	case len(part) >= 7 && part[2] == "lambda":
		return "Lambda · " + part[6]
	case len(part) >= 7 && part[2] == "states" && part[5] == "activity":
		return "Activity · " + part[6]
	case len(part) >= 7 && part[2] == "states" && part[5] != "":
		return integrationWords(s, part[5:])
	}
	return plain(resource)
}

// integrationWords says a service integration: SERVICE:ACTION[.PATTERN], or
// aws-sdk:SERVICE:ACTION.
func integrationWords(s *asl.Task, part []string) string {
	if part[0] == "aws-sdk" && len(part) > 2 {
		part = part[1:]
	}
	service := ServiceName(part[0])
	action, pattern, _ := strings.Cut(part[1], ".")
	if strings.HasPrefix(pattern, "waitForTaskToken") {
		return service + " · waits for a token"
	}
	detail := subject(s, part[0], action)
	if detail == "" {
		detail = words(action)
	}
	if strings.HasPrefix(pattern, "sync") {
		detail += ", till done"
	}
	return service + " · " + detail
}

// subjects are the arguments that say more than the action does: what is
// invoked, started or called.
var subjects = map[string][]string{
	"lambda:invoke":         {"FunctionName"},
	"states:startExecution": {"StateMachineArn"},
	"sfn:startExecution":    {"StateMachineArn"},
	"glue:startJobRun":      {"JobName"},
	"codebuild:startBuild":  {"ProjectName"},
}

func subject(s *asl.Task, service, action string) string {
	args := s.Field("Arguments")
	if args == nil {
		args = s.Field("Parameters")
	}
	if !args.Is(syntax.Object) {
		return ""
	}
	if service == "http" {
		return endpoint(args)
	}
	for _, name := range subjects[service+":"+action] {
		if t := args.Get(name).StringText(); t != "" {
			return lastPart(plain(t))
		}
		if t := args.Get(name + ".$").StringText(); t != "" {
			return t
		}
	}
	return ""
}

// endpoint says an HTTP call: "GET api.example.com/orders".
func endpoint(args *syntax.Node) string {
	url := args.Get("ApiEndpoint").StringText()
	if url == "" {
		url = args.Get("ApiEndpoint.$").StringText()
	}
	url = strings.TrimPrefix(strings.TrimPrefix(plain(url), "https://"), "http://")
	return strings.TrimSpace(args.Get("Method").StringText() + " " + url)
}

// lastPart is the name at the end of an ARN; a function's ARN may carry a version
// behind it.
func lastPart(arn string) string {
	part := strings.Split(arn, ":")
	if len(part) < 7 || part[0] != "arn" {
		return arn
	}
	return part[6]
}
