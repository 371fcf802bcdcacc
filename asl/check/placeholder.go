package check

import "strings"

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
