package catalog

import "strings"

// serviceTitles are services by the name that resources spell them with.
var serviceTitles = map[string]string{
	"lambda": "Lambda", "dynamodb": "DynamoDB", "sqs": "SQS", "sns": "SNS", "events": "EventBridge", "states": "Step Functions", "http": "HTTP",
	"apigateway": "API Gateway", "ecs": "ECS", "batch": "Batch", "glue": "Glue", "athena": "Athena", "bedrock": "Bedrock", "codebuild": "CodeBuild",
	"databrew": "DataBrew", "eks": "EKS", "elasticmapreduce": "EMR", "emr-containers": "EMR on EKS", "emr-serverless": "EMR Serverless",
	"mediaconvert": "MediaConvert", "sagemaker": "SageMaker", "s3": "S3", "activity": "Activity",
	"sfn": "Step Functions", "secretsmanager": "Secrets Manager", "ssm": "Systems Manager", "sesv2": "SES", "ses": "SES", "rekognition": "Rekognition",
	"textract": "Textract", "ec2": "EC2", "rds": "RDS", "eventbridge": "EventBridge", "cloudwatch": "CloudWatch", "transcribe": "Transcribe",
	"translate": "Translate", "comprehend": "Comprehend", "polly": "Polly", "bedrockruntime": "Bedrock", "bedrockagent": "Bedrock Agents",
	"kms": "KMS", "iam": "IAM", "sts": "STS", "kinesis": "Kinesis", "firehose": "Firehose", "redshiftdata": "Redshift", "rdsdata": "RDS Data",
	"cloudformation": "CloudFormation", "organizations": "Organizations", "config": "Config", "cognitoidentityprovider": "Cognito",
}

// ServiceTitle is a service as people write it, from how a resource spells it
// ("dynamodb", "aws-sdk:s3"): "DynamoDB", "S3". A service that is not known
// here is returned as it is spelled, without aws-sdk.
func ServiceTitle(service string) string {
	service = strings.TrimPrefix(service, "aws-sdk:")
	if title, known := serviceTitles[service]; known {
		return title
	}
	return service
}
