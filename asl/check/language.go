package check

import (
	"github.com/stateboard/stateboard/asl"
	"github.com/stateboard/stateboard/asl/syntax"
)

// queryLanguage is the language that holds in what says it, inside something
// where outer holds. Once the machine around uses JSONata, nothing in it can
// go back to JSONPath.
func (c *checker) queryLanguage(said *syntax.Node, outer string) string {
	switch said.StringText() {
	case asl.JSONata:
		return asl.JSONata
	case asl.JSONPath:
		if outer == asl.JSONata {
			c.fail(CodeSchema, said, "The whole machine uses JSONata, so this cannot use JSONPath.", "Remove QueryLanguage here, or set it to JSONPath for the machine and to JSONata where you need that.")
			return asl.JSONPath
		}
	}
	return outer
}
