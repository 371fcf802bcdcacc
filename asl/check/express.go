package check

import (
	"fmt"

	"github.com/stateboard/stateboard/asl"
	"github.com/stateboard/stateboard/asl/syntax"
)

// maxExpress is how many seconds an EXPRESS execution may last.
// Source: Step Functions quotas.
const maxExpress = 300

// expressWait warns of a Wait that an EXPRESS execution cannot outlast.
func (c *checker) expressWait(s asl.State) {
	if wait, ok := s.(*asl.Wait); ok && c.at.express {
		c.tooLong(wait.Field("Seconds"))
	}
}

// expressTimeout warns of a timeout that an EXPRESS execution cannot reach.
func (c *checker) expressTimeout(m *asl.Machine) {
	if m.Owner == nil && c.at.express {
		c.tooLong(m.Field("TimeoutSeconds"))
	}
}

func (c *checker) tooLong(n *syntax.Node) {
	if seconds, ok := n.Int(); ok && seconds > maxExpress {
		c.warn(CodeExpress, n, fmt.Sprintf("An EXPRESS execution lasts at most %d seconds, and this says %d.", maxExpress, seconds), "Make it shorter, or make the machine STANDARD.")
	}
}
