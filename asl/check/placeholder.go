package check

import (
	"strings"

	"github.com/stateboard/stateboard/asl/syntax"
)

// isPlaceholder tells whether a deployment template puts a value in place of
// a node: a bare ${Name}, or an object that calls a function of a template,
// such as {"Fn::GetAtt": ["F", "Arn"]} and {"Ref": "T"}.
func isPlaceholder(n *syntax.Node) bool {
	if n.Kind != syntax.Object || len(n.Members()) != 1 {
		return n.Kind == syntax.Placeholder
	}
	key := n.Members()[0].Key.Text
	return key == "Ref" || strings.HasPrefix(key, "Fn::")
}

// templated tells whether a text holds a placeholder of a deployment template
// such as ${Name}, ${AWS::Region} or ${module.x.arn}: nobody knows then what
// it will say. "${}" and what spans lines is none.
func templated(s string) bool {
	for {
		i := strings.Index(s, "${")
		if i < 0 {
			return false
		}
		s = s[i+2:]
		if n := strings.IndexAny(s, "{}\n\r"); n > 0 && s[n] == '}' {
			return true
		}
	}
}
